"""Channel: the other end of a worker's channel, for whoever watches and steers a training."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from collections import deque
from collections.abc import Iterator
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

from workbench.core.contracts.events import Event
from workbench.core.io import file_lock
from workbench.core.runs import log as run_log
from workbench.core.work import address, frames


class WorkChannel:
    """A connection to the worker of one run; safe to use from several threads.

    Attributes
    ----------
    count
        How many events the worker has logged, as far as was heard.
    paused
        Whether the training is asked to wait, as far as was heard.
    ended
        Whether the worker said good-bye: it came to its end.
    """

    def __init__(self, folder: Path, connection: Connection) -> None:
        self._log = folder / "events.jsonl"
        self._connection = connection
        self._sending = threading.Lock()
        self.ended = False
        table = frames.loads(connection.recv_bytes(frames.LONGEST))
        match table:
            case {"hello": {"log": int(size), "skip": int(skip), "count": int(count)}}:
                self._size, self._skip, self.count = size, skip, count
            case _:
                raise frames.Malformed("it begins without a greeting")
        self.paused = bool(table.get("paused"))

    def logged(self, last: int | None = None) -> Iterator[Event]:
        """The events that the log held when this was made, or the ``last`` of them."""
        events = run_log.read(self._log, self._size)
        yield from events if last is None else deque(events, maxlen=last)

    def events(self) -> Iterator[Event]:
        """The events since then, as they come, until the connection ends."""
        while (table := self._receive()) is not None:
            if "paused" in table:
                self.paused = bool(table["paused"])
            self.ended = self.ended or "end" in table
            event = frames.event_in(table)
            if event is None:
                continue
            if run_log.is_logged(event):
                if self._skip:
                    self._skip -= 1
                    continue
                self.count += 1
            yield event
        self._connection.close()

    def _receive(self) -> dict[str, Any] | None:
        try:
            return frames.loads(self._connection.recv_bytes(frames.LONGEST))
        except (OSError, EOFError, ValueError, TypeError):
            return None

    def send(self, action: str, **values: Any) -> bool:
        """Ask for something; returns whether it could be sent.

        Parameters
        ----------
        action
            ``pause``, ``resume``, ``stop``, ``discard`` (stop at once), ``watch`` with ``on`` and
            ``scores``, ``pin`` with ``example``, or ``weights``.
        """
        message = frames.dumps({"do": action, **values})
        with self._sending, contextlib.suppress(OSError, ValueError):
            self._connection.send_bytes(message)
            return True
        return False

    def close(self) -> None:
        """Leave; the training goes on."""
        hang_up(self._connection)


def connect(folder: Path) -> WorkChannel | None:
    """Connect to the worker of the run in ``folder``; ``None`` when none answers."""
    try:
        connection = Client(address.of(folder), authkey=address.key())
        return WorkChannel(folder, connection)
    except (OSError, EOFError, ValueError, TypeError, AttributeError, AuthenticationError):
        return None


def is_trained(folder: Path) -> bool:
    """Whether somebody alive holds the run's lock."""
    try:
        return file_lock.held(folder / "lock")
    except OSError:
        return False


def hang_up(connection: Connection) -> None:
    """End a connection in which another thread may wait: closing it would not wake that thread."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            connection.close()
        return
    with (
        contextlib.suppress(OSError, ValueError),
        socket.socket(fileno=os.dup(connection.fileno())) as end,
    ):
        end.shutdown(socket.SHUT_RDWR)
