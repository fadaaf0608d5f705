"""Host: the other end of the process that holds a model."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from workbench import BrokenAnswer, ModelFileError, environment_without_keys, resident_memory

WORKER = Path(__file__).with_name("worker.py")
_LAST_LINES = 20
_END_S = 5.0


class ModelProcess:
    """A process with a loaded model.

    Raises
    ------
    ModelFileError
        When llama.cpp cannot load it.
    """

    def __init__(self, path: Path, context: int, slots: int, threads: int) -> None:
        self.path = path
        self._numbers = itertools.count(1)
        self._waiting: dict[int, queue.SimpleQueue[dict[str, Any] | None]] = {}
        self._lock = threading.Lock()
        self._said: deque[str] = deque(maxlen=_LAST_LINES)
        self._gone = False
        # -P: the folder of the file is not to become a place that modules are looked for in.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env=environment_without_keys(os.environ) | {"PYTHONUNBUFFERED": "1"},
        )
        threading.Thread(target=self._listen, daemon=True).start()
        wanted = {"path": str(path), "context": context, "slots": slots, "threads": threads}
        try:
            self._send(wanted)
            first = self._line()
        except (OSError, ValueError):
            first = {}
        if not first.get("ready"):
            self.close()
            raise ModelFileError(self._why(first), "Choose another GGUF file.")
        self._before: int | None = first.get("before")
        threading.Thread(target=self._read, daemon=True).start()

    def _why(self, first: dict[str, Any]) -> str:
        tail = next((line for line in reversed(self._said) if "error" in line.lower()), "")
        reason = tail or first.get("fault") or "its process ended"
        return f"llama.cpp cannot load {self.path}: {reason.strip().rstrip('.')}."

    def ask(self, do: str, body: dict[str, Any]) -> ChunkStream:
        """Begin an answer; ``do`` is the name of llama.cpp's method.

        Raises
        ------
        BrokenAnswer
            When the process is gone.
        """
        return self._order({"do": do, "body": body})

    def count(self, text: str) -> int:
        """How many tokens a text is.

        Raises
        ------
        BrokenAnswer
            When llama.cpp fails.
        """
        chunks = list(self._order({"do": "count", "text": text}))
        return int(chunks[0]["count"])

    def close(self) -> None:
        """End the process, and with it everything that is being answered."""
        with contextlib.suppress(OSError):
            self._stdin.close()
        try:
            self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(_END_S)

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return not self._gone and self._process.poll() is None

    @property
    def memory(self) -> int | None:
        """Bytes that the process holds more than before it loaded the model: weights (also those
        that are mapped from the file), contexts, and what is computed between.

        ``None`` where it cannot be told.
        """
        now = resident_memory(self.pid)
        return None if now is None or self._before is None else max(0, now - self._before)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _send(self, order: dict[str, Any]) -> None:
        self._stdin.write(json.dumps(order).encode() + b"\n")
        self._stdin.flush()

    def _order(self, order: dict[str, Any]) -> ChunkStream:
        number = next(self._numbers)
        mailbox: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        with self._lock:
            if self._gone:
                mailbox.put(None)
            self._waiting[number] = mailbox
            try:
                self._send(order | {"id": number})
            except (OSError, ValueError):
                mailbox.put(None)
        return ChunkStream(self, number, mailbox)

    def stop(self, number: int) -> None:
        """Ask for an answer's end; it comes within a few tokens."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._send({"stop": number})

    def forget(self, number: int) -> None:
        """Nobody reads this answer any more."""
        with self._lock:
            self._waiting.pop(number, None)

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return dict(json.loads(line)) if line else {}

    def _read(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while line := self._line():
                mailbox = self._waiting.get(line["id"])
                if mailbox is not None:
                    mailbox.put(line)
        with self._lock:
            self._gone = True
            for mailbox in self._waiting.values():
                mailbox.put(None)

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with contextlib.suppress(OSError, ValueError):
            for line in self._process.stderr:
                self._said.append(line.decode("utf-8", "replace").rstrip())


class ChunkStream(Iterator[dict[str, Any]]):
    """Chunks of one answer, in llama.cpp's words."""

    def __init__(
        self, host: ModelProcess, number: int, mailbox: queue.SimpleQueue[dict[str, Any] | None]
    ) -> None:
        self._host = host
        self._number = number
        self._mailbox = mailbox

    def __iter__(self) -> ChunkStream:
        return self

    def __next__(self) -> dict[str, Any]:
        line = self._mailbox.get()
        if line is None:
            self._host.forget(self._number)
            message = f"llama.cpp ended while it answered with {self._host.path.name}."
            raise BrokenAnswer(message, "Ask again; the model is loaded again.")
        if "end" in line:
            self._host.forget(self._number)
            if line["end"]:
                raise BrokenAnswer(f"llama.cpp failed: {line['end']}.")
            raise StopIteration
        return dict(line["chunk"])

    def stop(self) -> None:
        """Ask for the end; the chunks that are still coming must be read."""
        self._host.stop(self._number)
