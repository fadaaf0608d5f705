"""Downloads: resumed, verified, from whichever mirror answers, and stopped at once."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from workbench.core.contracts.errors import DownloadError, Stopped
from workbench.core.io.download import fetch

BODY = bytes(range(256)) * 2000
SHA = hashlib.sha256(BODY).hexdigest()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Range")))  # type: ignore[attr-defined]
        match self.path:
            case "/good":
                self._send(BODY)
            case "/wrong":
                self._send(b"x" * 5000)
            case "/breaks":
                self._send(BODY, cut=200_000)
            case "/hangs":
                self.send_response(200)
                self.send_header("Content-Length", str(len(BODY)))
                self.end_headers()
                self.wfile.write(BODY[:1000])
                self.wfile.flush()
                self.server.hung.set()  # type: ignore[attr-defined]
                self.server.stop.wait(60)  # type: ignore[attr-defined]
            case _:
                self.send_error(404)

    def _send(self, body: bytes, cut: int | None = None) -> None:
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        self.wfile.write(body[start:cut] if cut and not start else body[start:])
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.asked = []
    made.stop = threading.Event()  # type: ignore[attr-defined]
    made.hung = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.stop.set()  # type: ignore[attr-defined]
    made.shutdown()
    made.server_close()
    thread.join()


def url(server: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/{path}"


def test_downloads_verifies_and_reports(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    seen: list[float] = []
    target = tmp_path / "deep" / "file"
    fetch([url(server, "good")], target, sha256=SHA, report=lambda w, d, t: seen.append(d))
    assert target.read_bytes() == BODY
    assert seen[-1] == len(BODY)
    assert not target.with_name("file.part").exists()


def test_a_broken_download_is_resumed_where_it_broke(
    server: ThreadingHTTPServer, tmp_path: Path
) -> None:
    target = tmp_path / "file"
    fetch([url(server, "breaks")], target, sha256=SHA)
    assert target.read_bytes() == BODY
    ranges = [asked for _, asked in server.asked]  # type: ignore[attr-defined]
    assert ranges[0] is None
    assert int(ranges[1].removeprefix("bytes=").rstrip("-")) > 0


def test_mirrors_are_tried_in_turn(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    target = tmp_path / "file"
    urls = [url(server, "missing"), url(server, "wrong"), url(server, "good")]
    assert fetch(urls, target, sha256=SHA).read_bytes() == BODY


def test_no_mirror_says_how_to_do_it_by_hand(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    target = tmp_path / "file"
    with pytest.raises(DownloadError) as caught:
        fetch([url(server, "missing"), "http://127.0.0.1:9/closed"], target, sha256=SHA)
    assert str(target) in caught.value.remedy
    assert url(server, "missing") in caught.value.remedy


def test_a_hanging_server_does_not_delay_a_stop(
    server: ThreadingHTTPServer, tmp_path: Path
) -> None:
    def check() -> None:
        if server.hung.is_set():  # type: ignore[attr-defined]
            raise Stopped

    with pytest.raises(Stopped):
        fetch([url(server, "hangs")], tmp_path / "file", check=check)
    assert not server.stop.is_set()  # type: ignore[attr-defined]


def test_a_folder_that_cannot_be_made(server: ThreadingHTTPServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match="Cannot write"):
        fetch([url(server, "good")], tmp_path / "file" / "inside")
