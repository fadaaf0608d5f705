"""Whose fault an exception is: the plugin it was raised in, by name and file.

`contained` turns whatever a plugin raised, `SystemExit` and `KeyboardInterrupt`
included, into a `PluginError`; only the user's own Ctrl-C goes through.
"""

from __future__ import annotations

import dis
import signal
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from workbench.core.contracts.errors import PluginError, WorkbenchError
from workbench.core.io.plain_text import one_line

BUILT_IN = "workbench_plugins"
LOOSE = "workbench_loose_"
_RAISE = dis.opmap["RAISE_VARARGS"]
# So much of what an exception says is repeated; the details have the rest.
_LONGEST = 500


@dataclass(frozen=True)
class FaultSource:
    """A plugin as a fault names it; ``origin`` is ``built in``, ``installed`` or a path."""

    name: str
    origin: str

    @property
    def third_party(self) -> bool:
        """Whether somebody else wrote it."""
        return self.origin != "built in"


# Which plugin a module belongs to, by the module's name or that of a package above it.
_SOURCES: dict[str, FaultSource] = {}


def register(module: str, name: str, origin: str) -> None:
    """Note that a module and those inside it are a plugin's."""
    _SOURCES[module] = FaultSource(name, origin)


def source_of(module: str) -> FaultSource | None:
    """The plugin a module belongs to; ``None`` for one that is no plugin's."""
    while module:
        if module in _SOURCES:
            return _SOURCES[module]
        module = module.rpartition(".")[0]
    return None


def source_of_file(path: str) -> FaultSource | None:
    """The plugin that a file of code belongs to; ``None`` for one that is no plugin's."""
    for module, source in list(_SOURCES.items()):
        own = getattr(sys.modules.get(module), "__file__", None)
        if own is None:
            continue
        folder = Path(own).parent if Path(own).name == "__init__.py" else None
        if own == path or (folder is not None and folder in Path(path).parents):
            return source
    return None


def is_interrupt(error: BaseException) -> bool:
    """Whether this is the user's Ctrl-C, and not a `KeyboardInterrupt` that some code raised."""
    if not isinstance(error, KeyboardInterrupt):
        return False
    if threading.current_thread() is not threading.main_thread():
        return False  # signals reach the main thread only
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return False
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is None or not _raised_by_hand(trace)


def let_through(error: BaseException) -> None:
    """Raise the user's Ctrl-C again; to be called first where everything is caught."""
    if is_interrupt(error):
        raise error


def contained(error: BaseException, *suspects: Any, doing: str = "") -> WorkbenchError:
    """What a plugin raised, as an error that names the plugin and the place.

    Parameters
    ----------
    suspects
        Objects, classes, modules or sources of plugins that were called: whom to name when the
        fault shows itself elsewhere, as a wrong return value does.
    doing
        What it was called for, such as ``"while loading the data"``.

    Returns
    -------
    WorkbenchError
        ``error`` itself where it is one already.
    """
    if isinstance(error, WorkbenchError):
        return error
    source, place = _culprit(error)
    verb = _verb(error)
    others = _third_party(suspects)
    if len(others) > 1 and (source is None or not source.third_party):
        names = " or ".join(f"{one_line(o.name)} ({one_line(o.origin)})" for o in others)
        message = f"One of the plugins {names} failed: {_describe(error)}."
        several = PluginError(message, "The details name the place; report it to its author.")
        several.__cause__ = error
        return several
    if source is None or (not source.third_party and others):
        hinted = others[0] if others else source
        if hinted is not source:
            verb, place = f"gave something that cannot be used: {_describe(error)}", ""
        source = hinted
    reason = f" {doing}" if doing else ""
    if source is None:
        message = f"Something failed{reason}: {_describe(error)}."
        known = PluginError(message, "The details name the place; please report it.")
    else:
        where = f"{source.origin}, {place}" if place else source.origin
        message = f"The plugin {one_line(source.name)} ({one_line(where)}) {verb}{reason}."
        known = PluginError(message, remedy(source))
    known.__cause__ = error
    return known


def culprit(error: BaseException) -> FaultSource | None:
    """The plugin in whose code an exception was raised; ``None`` where no plugin's was."""
    return _culprit(error)[0]


def remedy(source: FaultSource) -> str:
    """What to do about a plugin's fault."""
    if source.third_party:
        return (
            "Report it to the plugin's author; "
            f"`workbench plugins disable {one_line(source.name)}` switches it off."
        )
    return "The details name the place; please report it."


def details(error: BaseException) -> str:
    """The traceback; never fails, though an exception's own words may."""
    try:
        return "".join(traceback.format_exception(error))
    except Exception:  # noqa: BLE001 - __str__ or __repr__ of a plugin's exception
        return "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__


def _culprit(error: BaseException) -> tuple[FaultSource | None, str]:
    """The plugin whose code was at work last, those of others first; and where in it."""
    best: tuple[FaultSource | None, str] = None, ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        source = source_of(str(frame.f_globals.get("__name__", "")))
        if source is None or (best[0] and best[0].third_party and not source.third_party):
            continue
        file = frame.f_code.co_filename
        best = source, f"line {line}" if file == source.origin else f"{Path(file).name} line {line}"
    return best


def _third_party(suspects: tuple[Any, ...]) -> list[FaultSource]:
    """The plugins of others among them, each once."""
    found: list[FaultSource | None] = []
    for suspect in suspects:
        if isinstance(suspect, FaultSource):
            found.append(suspect)
            continue
        owner = suspect if isinstance(suspect, type) else type(suspect)
        module = suspect if isinstance(suspect, str) else getattr(owner, "__module__", "")
        found.append(source_of(str(module)))
    return list(dict.fromkeys(source for source in found if source and source.third_party))


def _verb(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"tried to end the program ({_describe(error)})"
    return f"raised {_describe(error)}"


def _describe(error: BaseException) -> str:
    try:
        text = one_line(str(error))
    except Exception:  # noqa: BLE001 - a plugin's exception whose own words fail
        text = ""
    kind = type(error).__name__
    text = f"{kind}: {text}" if text else kind
    return (text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…").rstrip(".")


def _raised_by_hand(trace: TracebackType) -> bool:
    code = trace.tb_frame.f_code.co_code
    return 0 <= trace.tb_lasti < len(code) and code[trace.tb_lasti] == _RAISE


def modules_of(source: FaultSource) -> list[Any]:
    """The modules of a plugin that are loaded."""
    return [m for name, m in list(sys.modules.items()) if m and source_of(name) == source]
