"""The process that holds a model: orders come as lines of JSON, and so do tokens leave.

It is a file of its own, started by its path, and imports nothing of the workbench. The first line
says what to load. When nobody is there any more to read, it ends.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
import threading
import urllib.error
import urllib.request
from typing import Any, BinaryIO

# Prompts are read so many tokens at a time; between them a stop is noticed.
BATCH_CPU, BATCH_GPU = 32, 512


class Worker:
    """A loaded model and who is being answered."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._stopped: set[int] = set()
        self.before: int | None = None  # bytes of memory without a model
        # llama.cpp listens on loopback in any case: with a key that nobody else has.
        self._key = secrets.token_hex(16)
        self._server: Any = None
        self._fine: set[str] = set()  # schemas that llama.cpp understands

    def say(self, line: bytes) -> None:
        """Write one line."""
        with self._lock:
            self._out.write(line + b"\n")
            self._out.flush()

    def load(self, spec: dict[str, Any]) -> None:
        """Load the model."""
        import xllamacpp

        gpu = any("CPU" not in str(each.get("type")) for each in xllamacpp.get_device_info())
        params = xllamacpp.CommonParams()
        params.model.path = spec["path"]
        params.n_ctx = spec["context"] * spec["slots"]
        params.n_parallel = spec["slots"]
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = spec["threads"]
        params.n_batch = params.n_ubatch = BATCH_GPU if gpu else BATCH_CPU
        params.cache_ram_mib = 0
        params.verbosity = -1
        params.api_keys = [self._key]
        self.before = _resident()
        self._server = xllamacpp.Server(params)

    def obey(self, order: dict[str, Any]) -> None:
        """Do what a line says, in a thread where it takes a while."""
        if "stop" in order:
            self._stopped.add(order["stop"])
        else:
            threading.Thread(target=self._answer, args=(order,), daemon=True).start()

    def _answer(self, order: dict[str, Any]) -> None:
        number, fault = order["id"], None
        try:
            if order["do"] == "count":
                self._chunk(number, json.dumps({"count": self._count(order["text"])}))
            elif (refusal := self._hold(order["body"])) is not None:
                self._chunk(number, refusal)
            else:
                ask = getattr(self._server, order["do"])
                ask(json.dumps(order["body"]), lambda chunk: self._chunk(number, chunk))
        except Exception as error:  # noqa: BLE001  it is told to who asked
            fault = f"{type(error).__name__}: {error}"
        self._stopped.discard(number)
        self.say(json.dumps({"id": number, "end": fault}).encode())

    def _chunk(self, number: int, chunk: str | bytes) -> bool:
        if number in self._stopped:
            return True
        text = chunk.encode("utf-8", "replace") if isinstance(chunk, str) else chunk
        self.say(b'{"id":%d,"chunk":%s}' % (number, text))
        return False

    def _hold(self, body: dict[str, Any]) -> bytes | None:
        """Turn a schema into a grammar; what llama.cpp says where it does not understand it.

        Left to itself, it ignores such a schema where it goes on with a text.
        """
        if (schema := body.pop("json_schema", None)) is None:
            return None
        import xllamacpp

        words = json.dumps(schema)
        body["grammar"] = xllamacpp.json_schema_to_grammar(words)
        if words in self._fine:
            return None
        try:
            turns = [{"role": "user", "content": ""}]
            self._call("/apply-template", {"messages": turns, "json_schema": schema})
        except urllib.error.HTTPError as error:
            said = error.read()
            if b"schema" in said:
                return said
        self._fine.add(words)
        return None

    def _count(self, text: str) -> int:
        return len(self._call("/tokenize", {"content": text, "add_special": False})["tokens"])

    def _call(self, path: str, body: dict[str, Any]) -> Any:
        """Ask llama.cpp's own server, for what there is no method for."""
        request = urllib.request.Request(
            f"{self._server.listening_address}{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self._key}"},
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=30) as reply:
            return json.load(reply)


def _resident() -> int | None:
    """Bytes of memory that this process holds; ``None`` where it cannot be told."""
    with contextlib.suppress(OSError, ValueError, IndexError), open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    with contextlib.suppress(ImportError):
        import psutil

        return int(psutil.Process().memory_info().rss)
    return None


def main() -> None:
    """Load, then obey until the other end is gone."""
    # llama.cpp prints now and then; what it prints must not come among the lines.
    worker = Worker(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)
    try:
        worker.load(json.loads(sys.stdin.buffer.readline()))
    except Exception as error:  # noqa: BLE001  it is told to who asked
        worker.say(json.dumps({"fault": f"{type(error).__name__}: {error}"}).encode())
        os._exit(1)
    worker.say(json.dumps({"ready": True, "before": worker.before}).encode())
    for line in sys.stdin.buffer:
        worker.obey(json.loads(line))
    os._exit(0)


if __name__ == "__main__":
    main()
