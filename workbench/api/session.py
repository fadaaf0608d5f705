"""Session: settings and plugins of this process, and how Ctrl-C ends what a call has begun."""

from __future__ import annotations

import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any

from workbench.api.arguments import check_path
from workbench.core import paths
from workbench.core import settings as stored_settings
from workbench.core.contracts.errors import PluginError, UsageError
from workbench.core.control import Control
from workbench.core.io import local_only as network
from workbench.core.plugins import Plugins, discover
from workbench.core.settings import Settings

# Plugins that this process was asked to load, in their order.
_files: list[Path] = []


def load_plugins(*paths: str | Path) -> tuple[str, ...]:
    """Load plugins for this process, as ``--plugin`` does on the command line.

    They stay loaded for every function that is called after it. A file that was edited since is
    read again.

    Parameters
    ----------
    *paths
        Python files, or folders of packages.

    Returns
    -------
    tuple
        What they bring, such as ``"dataset stripes"``.

    Raises
    ------
    UsageError
        When there is no such file.
    PluginError
        When one cannot be loaded; then none of them is.
    """
    files = []
    for path in paths:
        check_path("paths", path)
        file = Path(path).expanduser().resolve()
        if not file.exists():
            raise UsageError(f"There is no file {file}.", "Give a Python file or a package folder.")
        files.append(file)
    before = list(_files)
    _files.extend(file for file in files if file not in before)
    named = {str(file) for file in files}
    records = [record for record in plugins().records if record.origin in named]
    for record in records:
        if record.state == "broken":
            _files[:] = before
            message = f"The plugin {record.origin} failed to load: {record.reason}"
            raise PluginError(message, "Correct it and load it again.")
    return tuple(f"{kind} {id}" for record in records for kind, id in record.provides)


@contextmanager
def settings_for(local_only: bool = False) -> Iterator[Settings]:
    """The user's settings inside the block; with ``local_only`` nothing leaves this machine."""
    chosen = stored_settings.load()
    if chosen.problem:
        warnings.warn(chosen.problem, stacklevel=4)
    if not local_only:
        yield chosen
        return
    network.hold("api", True)
    try:
        yield chosen.model_copy(update={"local_only": True})
    finally:
        network.hold("api", False)


def plugins() -> Plugins:
    """Every plugin there is: built in, installed, in the user's folder, named in the settings.

    Those of `load_plugins` are among them. They are found once a process; a change of the settings
    or of their files is noticed.
    """
    chosen, folder = stored_settings.load(), paths.plugins()
    own = [*folder.glob("*"), *(part for file in _files for part in (file, *file.rglob("*.py")))]
    stamp = tuple(sorted((str(path), path.stat().st_mtime_ns) for path in own if path.exists()))
    loose = (*_files, *chosen.plugin_paths)
    return _discovered(folder, loose, frozenset(chosen.blocked), stamp)


@lru_cache(1)
def _discovered(
    folder: Path,
    loose: tuple[Path, ...],
    blocked: frozenset[str],
    stamp: tuple[Any, ...],  # noqa: ARG001 - another folder is looked through again
) -> Plugins:
    return discover(list(loose), folder=folder, blocked=set(blocked))


@dataclass
class Interrupts:
    """How often the user pressed Ctrl-C inside an `interruptible` block."""

    count: int = 0


@contextmanager
def interruptible(
    control: Control, ending: str | Callable[[], str], keep: bool = True
) -> Iterator[Interrupts]:
    """Let Ctrl-C, or a notebook's stop button, end the job of ``control`` inside the block.

    Once asks for an end in good order, twice for one at once, and the third time raises
    `KeyboardInterrupt` where the program stands. Outside the main thread nobody sends signals, and
    nothing changes.

    Parameters
    ----------
    ending
        What the first time leads to, as part of a sentence; a function is asked then.
    keep
        Whether the first time lets the job end in good order (see `Control.stop`).
    """
    interrupts = Interrupts()

    def stop(_: int, __: FrameType | None) -> None:
        interrupts.count += 1
        if interrupts.count == 1:
            control.stop(keep=keep)
            leads_to = ending if isinstance(ending, str) else ending()
            _say(f"\nStopping: {leads_to}. Interrupt again to stop at once.\n")
        elif interrupts.count == 2:
            control.stop(keep=False)
        else:
            raise KeyboardInterrupt

    previous: Any = None
    with suppress(ValueError):  # not in the main thread
        previous = signal.signal(signal.SIGINT, stop)
    try:
        yield interrupts
    finally:
        if previous is not None:
            signal.signal(signal.SIGINT, previous)


def _say(text: str) -> None:
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
