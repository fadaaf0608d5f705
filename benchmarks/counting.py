"""Counting: a proxy before a server that notes every prompt that arrives."""

from __future__ import annotations

import contextlib
import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

_DROPPED = {"connection", "transfer-encoding", "keep-alive"}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Every answer closes its connection, so that as many come again as are asked at once.
    request_queue_size = 128


class Counting:
    """While it is entered it listens on loopback; ``prompts`` are noted before they are sent on."""

    def __init__(self, url: str) -> None:
        self._target = urlsplit(url)
        self.prompts: list[str] = []
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}{self._target.path}"

    def __enter__(self) -> Counting:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner._pass_on(self, b"")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                prompt = json.loads(body).get("prompt")
                if prompt is not None:
                    owner.prompts.append(prompt)
                owner._pass_on(self, body)

            def log_message(self, format: str, *args: Any) -> None:
                """Nobody reads it."""

        return Handler

    def _pass_on(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        connection = http.client.HTTPConnection(self._target.netloc)
        # Who asked may be gone by now: it is killed on purpose.
        with contextlib.suppress(OSError), contextlib.closing(connection):
            headers = {"Content-Type": "application/json"}
            connection.request(handler.command, handler.path, body or None, headers)
            reply = connection.getresponse()
            handler.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in _DROPPED:
                    handler.send_header(name, value)
            handler.send_header("Connection", "close")
            handler.end_headers()
            while piece := reply.read1(65536):
                handler.wfile.write(piece)
                handler.wfile.flush()
