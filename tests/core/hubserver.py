"""A Hub on loopback: real files over real HTTP, and faults when a test wants them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.core.loopback import FileHandler, FileServer, garbled, running

REVISION = "0123456789abcdef0123456789abcdef01234567"
KEY = "hf_planted0123456789"


class Hub(FileServer):
    """Repositories by name, each with its files by path.

    ``gated`` names those that only `KEY` may have; ``wrong`` names files that are garbled on the
    way; only large files break. Large files are sent on to ``store``, another host.
    """

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.repos: dict[str, dict[str, bytes]] = {}
        self.gated: set[str] = set()
        self.wrong: set[str] = set()
        self.listing: bytes | None = None
        self.store: Hub | None = None

    def paths(self, word: str) -> list[str]:
        """What was asked for that has this word in its path."""
        return [path for path, _, _ in self.asked if word in path]


class _Handler(FileHandler):
    server: Hub

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        key = self.headers.get("Authorization")
        self.note()
        if path.startswith("/api/models/"):
            self._tell(path.removeprefix("/api/models/"))
            return
        repo, _, rest = path.strip("/").partition("/resolve/")
        revision, _, file = rest.partition("/")
        content = self.server.repos.get(repo, {}).get(file)
        if content is None or revision != REVISION:
            self.say(404, b"", {"X-Error-Code": "EntryNotFound"})
        elif repo in self.server.gated and key != f"Bearer {KEY}":
            self.say(403, b"", {"X-Error-Code": "GatedRepo"})
        elif self.server.store is not None and _is_large(file):
            where = f"{self.server.store.address}{self.path}?signature=secret-signature"
            self.say(302, b"", {"Location": where})
        else:
            content = garbled(content) if file in self.server.wrong else content
            self.send_file(content, may_break=_is_large(file))

    def _tell(self, name: str) -> None:
        name, _, what = name.removesuffix("/auth-check"), "", name.endswith("/auth-check")
        files = self.server.repos.get(name)
        if files is None:
            self.say(401, b"", {"X-Error-Code": "RepoNotFound"})
        elif what:
            fine = self.headers.get("Authorization") == f"Bearer {KEY}"
            self.say(200 if fine else 403, b"", {} if fine else {"X-Error-Code": "GatedRepo"})
        elif self.server.listing is not None:
            self.say(200, self.server.listing)
        else:
            gated = "manual" if name in self.server.gated else False
            table = {"id": name, "sha": REVISION, "gated": gated, "private": False}
            table["siblings"] = [_sibling(path, content) for path, content in files.items()]
            self.say(200, json.dumps(table).encode())


def _is_large(file: str) -> bool:
    return file.endswith((".gguf", ".safetensors"))


def _sibling(path: str, content: bytes) -> dict[str, Any]:
    blob = hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()
    found: dict[str, Any] = {"rfilename": path, "size": len(content), "blobId": blob}
    if _is_large(path):
        sha = hashlib.sha256(content).hexdigest()
        found["lfs"] = {"size": len(content), "sha256": sha, "pointerSize": 130}
    return found


@contextmanager
def serving() -> Iterator[Hub]:
    """A Hub that runs."""
    made = Hub()
    with running(made):
        yield made
