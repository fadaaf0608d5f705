"""Events as JSON lines, and back.

Arrays become lists; float32 survives exactly, because every float32 is a Python
float and JSON keeps those to the last digit. Unknown events are skipped by readers, so that
a log from a newer version can be read.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import numpy as np

from workbench.core import events
from workbench.core.events import Event

_KINDS: dict[str, type[Event]] = {
    cls.__name__: cls
    for cls in vars(events).values()
    if isinstance(cls, type) and issubclass(cls, Event) and cls is not Event
}
_ARRAY = "__array__"


def dump(event: Event) -> str:
    """Return one line without its newline."""
    fields = {f.name: getattr(event, f.name) for f in dataclasses.fields(event)}
    return json.dumps({"event": type(event).__name__, **fields}, default=_plain)


def parse(line: str) -> Event | None:
    """Read one line; ``None`` for a torn line or an event of another version."""
    try:
        table = json.loads(line, object_hook=_array)
        cls = _KINDS[table.pop("event")]
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in table.items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


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
    if dtype.hasobject:
        message = "an array of objects"
        raise ValueError(message)
    return np.array(table["values"], dtype).reshape(table["shape"])
