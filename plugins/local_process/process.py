"""The process that trains, seen from the one that started it or found it going on."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import Any

from workbench import (
    LaunchContext,
    TrainingError,
    TrainingHandle,
    WorkChannel,
    WorkOrder,
    connect_to_worker,
    is_trained,
    memory_kills,
    worker_failure,
    worker_log,
)

LOOK_S = 0.02
# How often it is tried to connect again to a worker that goes on.
AGAIN_S = 0.5
END_S = 30.0


def start(order: WorkOrder, context: LaunchContext, memory_gib: float | None) -> ProcessHandle:
    """Start the process.

    Raises
    ------
    TrainingError
        When the system refuses to.
    """
    limit = () if memory_gib is None else ("--memory", f"{memory_gib:g}")
    # -P: the folder one stands in is not to become one that modules are looked for in.
    command = [sys.executable, "-P", "-m", "workbench", *order.arguments(), *limit]
    path = worker_log(context.folder)
    try:
        path.unlink(missing_ok=True)
        # Never through a link that somebody put there.
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C in a terminal is for the command that waits; it asks the worker in turn.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
                | getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    except OSError as error:
        message = f"The training's process cannot be started: {error.strerror or error}."
        raise TrainingError(message, "Train in this process, or free memory and disk.") from error
    return ProcessHandle(context, process, None)


def attach(context: LaunchContext) -> ProcessHandle | None:
    """Connect to the worker of a run that another process started; ``None`` without one."""
    channel = connect_to_worker(context.folder)
    if channel is None:
        return None
    for event in channel.logged():
        context.emit(event)
    return ProcessHandle(context, None, channel)


class ProcessHandle(TrainingHandle):
    """One training in another process.

    Parameters
    ----------
    process
        Where this process started it.
    channel
        Where it was going on already.
    """

    survives = True

    def __init__(
        self,
        context: LaunchContext,
        process: subprocess.Popen[bytes] | None,
        channel: WorkChannel | None,
    ) -> None:
        super().__init__()
        self._context = context
        self._process = process
        self._channel = channel
        self._heard = channel.count if channel else 0
        self._paused = channel.paused if channel else False
        self._wishes: list[tuple[str, dict[str, Any]]] = []
        self._lock = threading.Lock()
        self._left = False
        self._kills = memory_kills()
        # A daemon: this process may end while that one goes on.
        self._thread = threading.Thread(
            target=self._follow, name=f"follow {context.folder.name}", daemon=True
        )
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def paused(self) -> bool:
        channel = self._channel
        return self._paused if channel is None else channel.paused

    def wait(self, timeout: float) -> None:
        self._thread.join(timeout)

    def pause(self) -> None:
        self._paused = True
        self._ask("pause")

    def resume(self) -> None:
        self._paused = False
        self._ask("resume")

    def stop(self, keep: bool = True) -> None:
        self._ask("stop" if keep else "discard")

    def watch(self, watched: bool, scores: bool = False) -> None:
        if (watched, scores) != (self.watched, self.scores_watched):
            self.watched = watched
            self.scores_watched = scores
            self._ask("watch", on=watched, scores=scores)

    def pin(self, example: Any) -> None:
        self.pinned = example
        self._ask("pin", example=example)

    def request_weights(self) -> None:
        # Whoever waits for them asks again: a worker that is not there yet need not hear of it.
        with self._lock:
            if self._channel is not None:
                self._channel.send("weights")

    def leave(self) -> None:
        self._left = True
        with self._lock:
            if self._channel is not None:
                self._channel.close()

    def _ask(self, action: str, **values: Any) -> None:
        """Send it now, or once there is somebody to send it to."""
        with self._lock:
            if self._channel is not None:
                if action in ("pause", "resume"):
                    self._channel.paused = action == "pause"
                if self._channel.send(action, **values):
                    return
            self._wishes.append((action, values))

    def _follow(self) -> None:
        channel = self._channel or self._connected()
        while channel is not None and not self._left:
            for event in channel.events():
                self._context.emit(event)
            self._heard = channel.count
            if channel.ended:
                break
            with self._lock:
                self._channel = None
            channel = self._connected()
        if self._left:
            return
        ended = channel is not None and channel.ended
        code = None if self._process is None else self._exit_code(self._process, ended)
        if not ended:
            ran_out = memory_kills() > self._kills
            self._context.fail(worker_failure(self._context.folder, code, ran_out))

    def _exit_code(self, process: subprocess.Popen[bytes], ended: bool) -> int:
        try:
            # One that said good-bye has nothing left to do: a library may hang as it is unloaded.
            return process.wait(END_S if ended else None)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _connected(self) -> WorkChannel | None:
        """Wait until the worker answers; ``None`` once it is gone."""
        pause = LOOK_S
        while not self._left:
            gone = self._gone()
            channel = connect_to_worker(self._context.folder)
            if channel is not None:
                self._take(channel)
                return channel
            if gone:
                return None
            time.sleep(pause)
            pause = min(AGAIN_S, 1.1 * pause)
        return None

    def _take(self, channel: WorkChannel) -> None:
        # It waits for the lock: nothing has happened before it is connected for the first time.
        self._context.release()
        if (missed := channel.count - self._heard) > 0:
            for event in channel.logged(missed):
                self._context.emit(event)
        with self._lock:
            self._channel = channel
            self._paused = channel.paused
            wishes, self._wishes = self._wishes, []
        if self.watched or self.scores_watched:
            wishes.append(("watch", {"on": self.watched, "scores": self.scores_watched}))
        if self.pinned is not None:
            wishes.append(("pin", {"example": self.pinned}))
        for action, values in wishes:
            channel.send(action, **values)

    def _gone(self) -> bool:
        if self._process is not None:
            return self._process.poll() is not None
        return not is_trained(self._context.folder)
