"""Server: a worker's end of the channel: events go out to all who watch, wishes come in."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections import deque
from collections.abc import Callable, Mapping
from multiprocessing import AuthenticationError
from multiprocessing.connection import Connection, Listener
from typing import IO, Any

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Event
from workbench.core.control import Control
from workbench.core.runs.log import is_logged
from workbench.core.runs.store import Run
from workbench.core.work import address, channel, frames, requests

# Looks inside that wait for a slow reader: of more, the newest are left out.
MOST_LOOKS = 8
# Events that wait for one that does not read at all, before it is given up: the log has them.
MOST_WAITING = 100_000
REQUEST_S = 0.5
RETRY_S = 0.01
JOIN_S = 1.0
# How long the end of a training waits for its last events to be read.
FAREWELL_S = 5.0


class WorkServer:
    """Sends the events of one training to whoever connects, and obeys what they ask.

    Call it with each event, behind the run's log. Nobody is waited for.

    Raises
    ------
    UsageError
        When another worker trains the run.
    OSError
        When nobody can connect on this machine.
    """

    def __init__(self, run: Run, control: Control) -> None:
        self._run = run
        self._control = control
        self._lock = threading.Lock()
        self._clients: list[_Client] = []
        self._logged = 0
        self._closing = threading.Event()
        claim = address.claim(run.path)
        if claim is None:
            message = f"The run {run.id} is being trained by another process."
            raise UsageError(message, "Wait for its end, or stop it first.")
        self._claim: IO[bytes] = claim
        requests.take(run.path)  # one from before is not for this training
        family = "AF_PIPE" if address.of(run.path).startswith("\\\\") else "AF_UNIX"
        self._listener = Listener(address.of(run.path), family, 16, authkey=address.key())
        self._accepting = threading.Thread(target=self._accept, name="work: accept", daemon=True)
        self._accepting.start()
        threading.Thread(target=self._look, name="work: requests", daemon=True).start()

    def __call__(self, event: Event) -> None:
        """Send an event."""
        logged = is_logged(event)
        with self._lock:
            self._logged += logged
            for client in self._clients:
                client.put(event, logged)

    def close(self, farewell: bool = True) -> None:
        """Send what waits, and end.

        Parameters
        ----------
        farewell
            Say that the training came to its end.
        """
        self._closing.set()
        with self._lock:
            clients = list(self._clients)
        for client in clients:
            client.finish(FAREWELL_S if farewell else 0.0)
        address.knock(self._run.path)  # closing would not wake the thread that waits for somebody
        self._accepting.join(JOIN_S)
        with contextlib.suppress(OSError):
            self._listener.close()
        address.give_up(self._run.path)
        self._claim.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection = self._listener.accept()
            # Whoever has not the key, or leaves in the middle of showing it, is no client.
            except (OSError, EOFError, ValueError, AuthenticationError):
                self._closing.wait(RETRY_S)
                continue
            if self._closing.is_set():
                connection.close()
            else:
                self._greet(connection)

    def _greet(self, connection: Connection) -> None:
        client = _Client(connection, self._obey, self._gone)
        with self._lock:
            size, written = self._run.flush()
            # One may be in the log and on its way here: it is sent, and must not come twice.
            hello = {"log": size, "skip": max(0, written - self._logged), "count": written}
            client.put_table({"hello": hello, "paused": self._control.paused})
            self._clients.append(client)
        client.start()

    def _gone(self, client: _Client) -> None:
        with self._lock:
            if client in self._clients:
                self._clients.remove(client)
        self._watch()

    def _watch(self) -> None:
        with self._lock:
            inside = any(client.inside for client in self._clients)
            scores = any(client.scores for client in self._clients)
        self._control.watch(inside, scores)

    def _obey(self, client: _Client, wish: Mapping[str, Any]) -> None:
        match wish:
            case {"do": "watch", "on": bool(inside), "scores": bool(scores)}:
                client.inside = inside
                client.scores = scores
                self._watch()
            case {"do": "pin", "example": example}:
                self._control.pin(tuple(example) if isinstance(example, list) else example)
            case {"do": "weights"}:
                self._control.request_weights()
            case {"do": str(action)} if action in requests.ACTIONS:
                self._do(action)
            case _:
                raise frames.Malformed("it asks for nothing that there is")

    def _do(self, action: str) -> None:
        requests.obey(action, self._control)
        paused = self._control.paused
        if self._run.held and self._run.info().status in ("running", "paused"):
            self._run.set_status("paused" if paused else "running")
        with self._lock:
            for client in self._clients:
                client.put_table({"paused": paused})

    def _look(self) -> None:
        while not self._closing.wait(REQUEST_S):
            if self._run.gone:
                # Nobody can see it or stop it any more, and nothing that it learns can be kept.
                self._control.stop(keep=False)
                return
            if action := requests.take(self._run.path):
                self._do(action)


class _Client:
    """One who is connected: a thread that writes to it, and one that reads."""

    _numbers = itertools.count(1)

    def __init__(
        self,
        connection: Connection,
        obey: Callable[[_Client, Mapping[str, Any]], None],
        gone: Callable[[_Client], None],
    ) -> None:
        self.inside = False
        self.scores = False
        self._connection = connection
        self._obey = obey
        self._gone = gone
        self._waiting: deque[Event | Mapping[str, Any]] = deque()
        self._looks = 0
        self._changed = threading.Condition()
        self._over = False
        number = next(self._numbers)
        self._writer = threading.Thread(
            target=self._write, name=f"work: to client {number}", daemon=True
        )
        self._reader = threading.Thread(
            target=self._read, name=f"work: from client {number}", daemon=True
        )

    def start(self) -> None:
        """Begin."""
        self._writer.start()
        self._reader.start()

    def put(self, event: Event, logged: bool) -> None:
        """Send an event when the client is ready for it."""
        with self._changed:
            if len(self._waiting) >= MOST_WAITING:
                self._over = True
            elif logged or self._looks < MOST_LOOKS:
                self._looks += not logged
                self._waiting.append(event)
            self._changed.notify()

    def put_table(self, table: Mapping[str, Any]) -> None:
        """Send something else than an event."""
        with self._changed:
            self._waiting.append(table)
            self._changed.notify()

    def finish(self, timeout: float) -> None:
        """Send what waits and say good-bye within ``timeout`` seconds, then end."""
        if timeout:
            self.put_table({"end": True})
            self._writer.join(timeout)
        self._close()

    def _write(self) -> None:
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._waiting or self._over)
                    if self._over:
                        break
                    item = self._waiting.popleft()
                    if isinstance(item, Event) and not is_logged(item):
                        self._looks -= 1
                if isinstance(item, Event):
                    self._connection.send_bytes(frames.event_message(item))
                    continue
                self._connection.send_bytes(frames.dumps(item))
                if "end" in item:
                    break
        except (OSError, ValueError, TypeError):
            pass  # it left, or an event cannot be sent: who connects again reads the log
        self._close()

    def _read(self) -> None:
        try:
            while True:
                self._obey(self, frames.loads(self._connection.recv_bytes(frames.LONGEST)))
        except (OSError, EOFError, ValueError, TypeError):
            pass
        self._close()

    def _close(self) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()
        channel.hang_up(self._connection)
        self._gone(self)
