"""A server on loopback that other names lead to, with or without TLS; it keeps its questions."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

CERTIFICATES = Path(__file__).parents[1] / "cases" / "tls"
# Names that no resolver knows, for machines that are not this one.
FAR, OTHER = "mirror.example", "other.example"


class Web(ThreadingHTTPServer):
    """Answers with ``body``, or sends on to ``location``; ``asked`` holds path and headers."""

    daemon_threads = True

    def __init__(self, certificate: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.body = b"content"
        self.location = ""
        self.scheme = "http"
        self.asked: list[tuple[str, dict[str, str]]] = []
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
            self.socket = context.wrap_socket(self.socket, server_side=True)
            self.scheme = "https"

    def url(self, path: str = "file", host: str = "127.0.0.1") -> str:
        """Where it is, by any name."""
        return f"{self.scheme}://{host}:{self.server_address[1]}/{path}"

    def handle_error(self, *_: Any) -> None:
        """A client that does not trust it hangs up."""


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        if self.server.location:
            self.send_response(302)
            self.send_header("Location", self.server.location)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def web(certificate: str = "") -> Iterator[Web]:
    """A server for one test."""
    server = Web(certificate)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def names_lead_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let `FAR` and `OTHER` lead to loopback; returns the names that are looked up, as they are."""
    looked_up: list[str] = []
    ask: Callable[..., Any] = socket.getaddrinfo

    def answer(host: Any, *more: Any, **named: Any) -> Any:
        looked_up.append(str(host))
        return ask("127.0.0.1" if host in (FAR, OTHER) else host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    return looked_up
