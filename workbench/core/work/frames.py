"""Messages between a worker and whoever watches it: a JSON header, and arrays as they are.

A message is the header's length (4 bytes, little-endian), the header in UTF-8, and the arrays' raw
numbers, one behind the other. Nothing is ever unpickled; what is malformed is refused.
"""

from __future__ import annotations

import json
import math
import re
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np

from workbench.core.contracts.events import Event
from workbench.core.runs import event_json

# Bytes of a whole message, and of its header.
LONGEST = 1 << 29
LONGEST_HEADER = 1 << 26
_LENGTH = struct.Struct("<I")
_ARRAY = "__array__"
_MARKED = re.compile(r"_*__array__")
_MOST_AXES = 32


class Malformed(ValueError):
    """A message that is none; it says what is wrong."""


def dumps(table: Mapping[str, Any]) -> bytes:
    """A table of numbers, texts, lists, tables and numeric arrays as a message.

    Raises
    ------
    TypeError
        When it holds something else, or a key that is no text.
    """
    arrays: list[np.ndarray[Any, Any]] = []
    body = _plain(table, arrays)
    header = {"arrays": [[a.dtype.str, list(a.shape)] for a in arrays], "body": body}
    text = json.dumps(header, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"".join([_LENGTH.pack(len(text)), text, *(a.tobytes() for a in arrays)])


def loads(message: bytes) -> dict[str, Any]:
    """The table that `dumps` was given, tuples as lists.

    Raises
    ------
    Malformed
        When it is no such message.
    """
    if len(message) < _LENGTH.size:
        raise Malformed("it ends before its header")
    (length,) = _LENGTH.unpack_from(message)
    start = _LENGTH.size + length
    if length > LONGEST_HEADER or start > len(message):
        raise Malformed("its header is longer than the message")
    try:
        header = json.loads(message[_LENGTH.size : start].decode("utf-8", "surrogatepass"))
        body = _restored(header["body"], _arrays(header["arrays"], memoryview(message)[start:]))
    except Malformed:
        raise
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError, MemoryError) as error:
        raise Malformed(f"its header cannot be used ({type(error).__name__})") from None
    if not isinstance(body, dict):
        raise Malformed("it holds no table")
    return body


def event_message(event: Event) -> bytes:
    """An event of any class as a message."""
    return dumps({"event": event_json.table_of(event)})


def event_in(table: Mapping[str, Any]) -> Event | None:
    """The event in a message; ``None`` where there is none, or one of another version."""
    fields = table.get("event")
    return event_json.event_of(fields) if isinstance(fields, dict) else None


def _plain(value: Any, arrays: list[np.ndarray[Any, Any]]) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "biuf":
            message = f"an array of {value.dtype} cannot be sent"
            raise TypeError(message)
        arrays.append(value)
        return {_ARRAY: len(arrays) - 1}
    if isinstance(value, list | tuple):
        return [_plain(each, arrays) for each in value]
    if isinstance(value, Mapping):
        return {_escaped(key): _plain(each, arrays) for key, each in value.items()}
    message = f"{type(value).__name__} cannot be sent"
    raise TypeError(message)


def _escaped(key: Any) -> str:
    """A key that looks like the mark of an array gets one more underscore."""
    if not isinstance(key, str):
        message = f"a key {key!r} cannot be sent"
        raise TypeError(message)
    return f"_{key}" if _MARKED.fullmatch(key) else key


def _restored(value: Any, arrays: list[np.ndarray[Any, Any]]) -> Any:
    if isinstance(value, list):
        return [_restored(each, arrays) for each in value]
    if not isinstance(value, dict):
        return value
    if _ARRAY in value:
        number = value[_ARRAY]
        if len(value) > 1 or type(number) is not int or not 0 <= number < len(arrays):
            raise Malformed("it names an array that it does not hold")
        return arrays[number]
    return {
        key[1:] if _MARKED.fullmatch(key) else key: _restored(each, arrays)
        for key, each in value.items()
    }


def _arrays(described: Any, content: memoryview) -> list[np.ndarray[Any, Any]]:
    """The arrays that a header describes; they fill the rest of the message exactly."""
    found, at = [], 0
    for name, shape in described:
        dtype = np.dtype(str(name))
        if dtype.kind not in "biuf" or dtype.str != name:
            raise Malformed("it holds an array of something else than numbers")
        if not isinstance(shape, list) or len(shape) > _MOST_AXES:
            raise Malformed("an array has no shape")
        if not all(type(size) is int and 0 <= size < 2**40 for size in shape):
            raise Malformed("an array has an impossible shape")
        end = at + dtype.itemsize * math.prod(shape)
        if end > len(content):
            raise Malformed("it ends before its arrays")
        # A copy of its own: it can be written to, and does not hold the whole message.
        found.append(np.frombuffer(content[at:end], dtype).reshape(shape).copy())
        at = end
    if at != len(content):
        raise Malformed("it goes on after its arrays")
    return found
