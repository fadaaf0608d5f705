"""Requests: what is asked of a training through a small file in its run's folder.

For when nobody is connected to its worker: the window is gone, or the worker is on another machine
that shares the folder. The worker looks every half second and takes the file away.
"""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path

from workbench.core.contracts.errors import StorageError, UsageError
from workbench.core.control import Control
from workbench.core.io import atomic, read_file
from workbench.core.runs.store import LIVE, Run
from workbench.core.work import channel

# Hidden, so that no packed run has one.
FILE = ".request.json"
ACTIONS = ("pause", "resume", "stop", "discard")
# A worker looks twice a second; on a busy machine, or one with a slow shared disk, less often.
_TAKEN_S, _LOOK_S = 10.0, 0.05


def ask(folder: Path, action: str) -> None:
    """Ask the worker of a run for one of `ACTIONS`; ``discard`` stops at once.

    Raises
    ------
    StorageError
        When the folder cannot be written.
    """
    try:
        atomic.write_text(folder / FILE, json.dumps({"do": action}))
    except OSError as error:
        message = f"Cannot write {folder / FILE}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions.") from error


def steer(run: Run, action: str) -> None:
    """Ask for one of `ACTIONS` of a run that another process trains, however it can be reached.

    Raises
    ------
    UsageError
        When the run is not being trained, or nobody listens.
    StorageError
        When nobody is connected and the folder cannot be written.
    """
    if run.info().status not in LIVE:
        message = f"The run {run.id} is not being trained."
        raise UsageError(message, "`workbench runs` lists those that are.")
    if (link := channel.connect(run.path)) is not None:
        was_sent = link.send(action)
        link.close()
        if was_sent:
            return
    ask(run.path, action)
    until = time.monotonic() + _TAKEN_S
    while (run.path / FILE).exists():
        if time.monotonic() > until:
            take(run.path)
            message = f"The run {run.id} is trained inside another window or command."
            raise UsageError(message, "Stop it there.")
        time.sleep(_LOOK_S)


def take(folder: Path) -> str:
    """The action that is asked for, once; empty for none."""
    path = folder / FILE
    if not path.exists():
        return ""
    action: object = None
    with contextlib.suppress(OSError, ValueError):
        table = read_file.parse_json(read_file.read_text(path))
        action = table.get("do") if isinstance(table, dict) else None
    with contextlib.suppress(OSError):
        path.unlink()
    return action if isinstance(action, str) and action in ACTIONS else ""


def obey(action: str, control: Control) -> None:
    """Do what was asked for."""
    match action:
        case "pause":
            control.pause()
        case "resume":
            control.resume()
        case "stop":
            control.stop()
        case "discard":
            control.stop(keep=False)
