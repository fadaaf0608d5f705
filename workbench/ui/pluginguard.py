"""What a plugin's widget may not do: end the program from within Qt.

Qt calls a widget's methods by itself, and PySide ends the process when one of them raises
`SystemExit`; what else it raises comes out of some later call that has nothing to do with it. So
the methods of plugins' classes are wrapped before their first widget is made, and `sys.exit`
refuses plugins while the window is open.
"""

from __future__ import annotations

import builtins
import functools
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from PySide6.QtCore import QObject

from workbench.core import blame
from workbench.core.contracts.errors import PluginError

_WRAPPED = "__workbench_wrapped__"


def protect(module: str) -> None:
    """Wrap the methods of every Qt class of the plugin that a module belongs to.

    Those that are built in are left as they are: they are tested, and painting is to be quick.
    """
    source = blame.source_of(module)
    if source is None or not source.third_party:
        return
    for loaded in blame.modules_of(source):
        for cls in list(vars(loaded).values()):
            if isinstance(cls, type) and issubclass(cls, QObject) and _of(source, cls):
                _wrap_class(cls)


def _of(source: blame.FaultSource, cls: type) -> bool:
    return blame.source_of(cls.__module__) == source and _WRAPPED not in vars(cls)


def _wrap_class(cls: type) -> None:
    for name, value in list(vars(cls).items()):
        if isinstance(value, types.FunctionType):
            wrap = _answering if _called_by_qt(cls, name) else _wrapped
            setattr(cls, name, wrap(value, cls))
    setattr(cls, _WRAPPED, True)


def _called_by_qt(cls: type, name: str) -> bool:
    ours = name.startswith("__")
    return not ours and any(
        name in vars(base) for base in cls.__mro__[1:] if base.__module__.startswith("PySide6.")
    )


def _answering(method: Callable[..., Any], cls: type) -> Callable[..., Any]:
    """A method that Qt calls: when it fails that is shown, and Qt gets its own answer."""

    @functools.wraps(method)
    def call(self: Any, *arguments: Any, **named: Any) -> Any:
        try:
            return method(self, *arguments, **named)
        except BaseException as error:  # noqa: BLE001 - nothing may come out into Qt
            blame.let_through(error)
            known = blame.contained(error, method.__module__)
            sys.excepthook(type(known), known, error.__traceback__)
        return getattr(super(cls, self), method.__name__)(*arguments, **named)

    return call


def _wrapped(method: Callable[..., Any], _: type) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except Exception:
            raise
        except BaseException as error:
            blame.let_through(error)
            raise blame.contained(error, method.__module__) from error

    return call


@contextmanager
def plugins_cannot_exit() -> Iterator[None]:
    """Let `sys.exit` fail inside the block when a plugin of others calls it."""
    before = sys.exit, builtins.exit, builtins.quit

    def leave(status: Any = None) -> NoReturn:
        source = _caller(sys._getframe(1))
        if source is not None:
            name = source.name
            message = f"The plugin {name} ({source.origin}) tried to end the program."
            raise PluginError(message, blame.remedy(source))
        raise SystemExit(status)

    sys.exit = builtins.exit = builtins.quit = leave  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.exit, builtins.exit, builtins.quit = before


def _caller(frame: FrameType | None) -> blame.FaultSource | None:
    while frame is not None:
        source = blame.source_of(str(frame.f_globals.get("__name__", "")))
        if source is not None and source.third_party:
            return source
        frame = frame.f_back
    return None
