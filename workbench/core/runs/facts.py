"""What a list of runs shows of each, read from files that anybody may have written."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.core.io import read_file

RUN_FILE = "run.json"
DAMAGED = "damaged"
# The year 5138; beyond it the system's calendar may fail.
_LATEST = 1e11
_LARGEST = 1e300


@dataclass(frozen=True)
class RunInfo:
    """What a list of runs shows.

    ``status`` is ``starting``, ``running``, ``paused``, ``finished``, ``stopped``,
    ``failed``, ``interrupted`` or ``damaged``; ``message`` says why it ended so. Times are unix
    seconds; ``seconds`` is training time. ``spark`` holds the latest validation losses, oldest
    first.
    """

    id: str
    path: Path
    name: str = ""
    status: str = "starting"
    created: float = 0.0
    finished: float | None = None
    dataset: str = ""
    architecture: str = ""
    trainer: str = ""
    metrics: Mapping[str, float] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str = ""
    n_parameters: int = 0
    seconds: float = 0.0
    spark: tuple[float, ...] = ()
    deleted: bool = False
    message: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return JSON-able facts, without the path."""
        table = {k: v for k, v in vars(self).items() if k != "path"}
        return table | {"tags": list(self.tags), "spark": list(self.spark)}


def parse(table: object, path: Path) -> RunInfo:
    """Facts of the run in folder ``path``; what a newer version has added is passed over.

    Raises
    ------
    ValueError
        Saying what is wrong with them.
    """
    if not isinstance(table, Mapping):
        message = f"it holds {_kind(table)} instead of an object"
        raise ValueError(message)
    read = {}
    for name, (expected, take) in _FIELDS.items():
        if name in table:
            try:
                read[name] = take(table[name])
            except (ValueError, TypeError, AttributeError, OverflowError):
                message = f"{name} is {_kind(table[name])}, not {expected}"
                raise ValueError(message) from None
    return RunInfo(path.name, path, **read)


def read(path: Path) -> RunInfo:
    """Facts of the run in folder ``path``; never fails.

    A run whose facts are missing was interrupted, one whose facts cannot be read is ``damaged``.
    """
    try:
        return parse(read_file.parse_json(read_file.read_text(path / RUN_FILE)), path)
    except FileNotFoundError:
        return RunInfo(
            path.name, path, name=path.name, status="interrupted", created=created_at(path)
        )
    except OSError as error:
        reason = str(error.strerror or error)
    except UnicodeDecodeError:
        reason = "it is not text in UTF-8"
    except ValueError as error:
        reason = str(error)
    return damaged(path, f"Its {RUN_FILE} cannot be read: {reason}.")


def damaged(path: Path, reason: str) -> RunInfo:
    """A run that is listed by what the file system knows of it."""
    return RunInfo(
        path.name, path, name=path.name, status=DAMAGED, created=created_at(path), message=reason
    )


def created_at(path: Path) -> float:
    """When a folder was made, as far as the system knows; 0 when it is gone."""
    try:
        return path.stat().st_ctime
    except OSError:
        return 0.0


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    if value is None:
        return "null"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"the number {value!r}"[:40]
    return names.get(type(value), type(value).__name__)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.encode("utf-8", "replace").decode("utf-8")  # half a surrogate cannot be shown


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


def _figure(value: Any) -> float:
    return math.nan if value is None else _number(value)  # other programs write NaN as null


def _moment(value: Any) -> float:
    number = _number(value)
    if not 0 <= number < _LATEST:
        raise ValueError
    return number


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _LARGEST:
        raise TypeError
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _list(value: Any) -> list[Any] | tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return value


def _optional(take: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else take(value)


_FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "name": ("text", _text),
    "status": ("text", _text),
    "created": ("a time", _moment),
    "finished": ("a time", _optional(_moment)),
    "dataset": ("text", _text),
    "architecture": ("text", _text),
    "trainer": ("text", _text),
    "metrics": ("numbers by name", lambda v: {_text(k): _figure(x) for k, x in v.items()}),
    "tags": ("a list of texts", lambda v: tuple(map(_text, _list(v)))),
    "note": ("text", _text),
    "n_parameters": ("a count", _count),
    "seconds": ("seconds", _moment),
    "spark": ("a list of numbers", lambda v: tuple(map(_figure, _list(v)))),
    "deleted": ("true or false", _flag),
    "message": ("text", _text),
}
