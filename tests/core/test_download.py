"""Downloads: resumed, verified, from whichever mirror answers, and stopped at once."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.loopback import FileHandler, FileServer, running
from workbench.core.contracts.errors import DownloadError, Stopped
from workbench.core.io.download import fetch

BODY = bytes(range(256)) * 2000
SHA = hashlib.sha256(BODY).hexdigest()


class Server(FileServer):
    """``hung`` is set once a file stopped on its way, until ``hold`` is."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.hung = threading.Event()


class Handler(FileHandler):
    server: Server

    def do_GET(self) -> None:
        self.note()
        match self.path:
            case "/good":
                self.send_file(BODY)
            case "/wrong":
                self.send_file(b"x" * 5000)
            case "/breaks":
                if self.headers.get("Range") is None:
                    self.server.breaks = [200_000]
                self.send_file(BODY)
            case "/hangs":
                self.send_response(200)
                self.send_header("Content-Length", str(len(BODY)))
                self.end_headers()
                self.wfile.write(BODY[:1000])
                self.wfile.flush()
                self.server.hung.set()
                self.server.hold.wait(60)
            case _:
                self.send_error(404)


@pytest.fixture
def server() -> Iterator[Server]:
    with running(Server()) as made:
        yield made


def url(server: Server, path: str) -> str:
    return f"{server.address}/{path}"


def test_downloads_verifies_and_reports(server: Server, tmp_path: Path) -> None:
    seen: list[float] = []
    target = tmp_path / "deep" / "file"
    fetch([url(server, "good")], target, sha256=SHA, report=lambda w, d, t: seen.append(d))
    assert target.read_bytes() == BODY
    assert seen[-1] == len(BODY)
    assert not target.with_name("file.part").exists()


def test_a_broken_download_is_resumed_where_it_broke(server: Server, tmp_path: Path) -> None:
    target = tmp_path / "file"
    fetch([url(server, "breaks")], target, sha256=SHA)
    assert target.read_bytes() == BODY
    ranges = [part for _, part, _ in server.asked]
    assert ranges[0] is None
    assert int(ranges[1].removeprefix("bytes=").rstrip("-")) > 0


def test_mirrors_are_tried_in_turn(server: Server, tmp_path: Path) -> None:
    target = tmp_path / "file"
    urls = [url(server, "missing"), url(server, "wrong"), url(server, "good")]
    assert fetch(urls, target, sha256=SHA).read_bytes() == BODY


def test_no_mirror_says_how_to_do_it_by_hand(server: Server, tmp_path: Path) -> None:
    target = tmp_path / "file"
    with pytest.raises(DownloadError) as caught:
        fetch([url(server, "missing"), "http://127.0.0.1:9/closed"], target, sha256=SHA)
    assert str(target) in caught.value.remedy
    assert url(server, "missing") in caught.value.remedy


def test_a_hanging_server_does_not_delay_a_stop(server: Server, tmp_path: Path) -> None:
    def check() -> None:
        if server.hung.is_set():
            raise Stopped

    with pytest.raises(Stopped):
        fetch([url(server, "hangs")], tmp_path / "file", check=check)
    assert not server.hold.is_set()


def test_a_folder_that_cannot_be_made(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match="Cannot write"):
        fetch([url(server, "good")], tmp_path / "file" / "inside")
