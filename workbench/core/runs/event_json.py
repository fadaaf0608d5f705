"""Events as JSON lines, and back.

Arrays become lists; float32 survives exactly, because every float32 is a Python
float and JSON keeps those to the last digit. Unknown events are skipped by readers, so that
a log from a newer version can be read.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping
from typing import Any

import numpy as np

from workbench.core.contracts import events
from workbench.core.contracts.events import Event

# What stands in logs of runs that were written before the classes had their names.
_STORED_NAMES = {
    "Activations": "Captured",
    "WeightHistograms": "Weighed",
    "AttentionMaps": "Attended",
}
_KINDS: dict[str, type[Event]] = {
    _STORED_NAMES.get(cls.__name__, cls.__name__): cls
    for cls in vars(events).values()
    if isinstance(cls, type) and issubclass(cls, Event) and cls is not Event
}
_ARRAY = "__array__"


def dump(event: Event) -> str:
    """Return one line without its newline."""
    return json.dumps(table_of(event), default=_plain)


def table_of(event: Event) -> dict[str, Any]:
    """An event's fields by name, arrays as they are, and ``event``, the name of its class."""
    fields = {f.name: getattr(event, f.name) for f in dataclasses.fields(event)}
    return {"event": _stored_name(event), **fields}


def _stored_name(event: Event) -> str:
    name = type(event).__name__
    return _STORED_NAMES.get(name, name)


def parse(line: str) -> Event | None:
    """Read one line; ``None`` for a torn or foreign line, or an event of another version."""
    try:
        return event_of(json.loads(line, object_hook=_array))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    except (RecursionError, OverflowError, MemoryError):
        return None


def event_of(table: dict[str, Any]) -> Event | None:
    """The event that `table_of` describes, tuples as lists; ``None`` for one of another version."""
    try:
        table = dict(table)
        cls: Any = _KINDS[table.pop("event")]
        hints = _hints(cls)
        if not table.keys() <= hints.keys():
            return None
        event: Event = cls(
            **{name: _validated(value, hints[name]) for name, value in table.items()}
        )
        return event
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    except (RecursionError, OverflowError, MemoryError):
        return None


@functools.cache
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _validated(value: Any, hint: Any) -> Any:
    """``value`` if it is what a field's type says, lists as tuples.

    Raises
    ------
    TypeError
        When it is something else.
    """
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in inner:
            return None
        return _validated(value, next(each for each in inner if each is not type(None)))
    if origin is np.ndarray and isinstance(value, np.ndarray):
        return value
    if origin is tuple and isinstance(value, list):
        if inner[-1] is Ellipsis:
            return tuple(_validated(each, inner[0]) for each in value)
        return tuple(_validated(each, kind) for each, kind in zip(value, inner, strict=True))
    if origin is Mapping and isinstance(value, dict):
        return {name: _validated(each, inner[1]) for name, each in value.items()}
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if hint is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if hint in (str, bool) and isinstance(value, hint):
        return value
    message = f"{type(value).__name__} instead of {hint}"
    raise TypeError(message)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return {_ARRAY: value.dtype.str, "shape": value.shape, "values": value.ravel().tolist()}
    if isinstance(value, np.generic):
        return value.item()
    message = f"{type(value).__name__} cannot be logged"
    raise TypeError(message)


def _array(table: dict[str, Any]) -> Any:
    if _ARRAY not in table:
        return table
    dtype = np.dtype(table[_ARRAY])
    if dtype.kind not in "biuf":
        message = "an array of something else than numbers"
        raise ValueError(message)
    return np.array(table["values"], dtype).reshape(table["shape"])
