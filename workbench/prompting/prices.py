"""Prices: what a question costs, from a dated table that the user may correct.

``prices.toml`` in the config folder has the form of the one that ships: a ``date``, a ``source``,
and ``[[price]]`` tables with ``model``, ``host`` (may be left out), and ``input`` and ``output``
in US dollars for a million tokens. What it says goes before what ships.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydantic
import tomli_w

from workbench.core import paths
from workbench.core.contracts.errors import ParamsError, StorageError, UsageError
from workbench.core.contracts.params import problems_of
from workbench.core.io import atomic, read_file

MILLION = 1_000_000
# A release of a model: "-2024-07-18", "-20250929", "-latest".
_RELEASE = re.compile(r"-(\d{4}-\d{2}-\d{2}|\d{8}|latest)$")


class PriceEntry(pydantic.BaseModel):
    """US dollars for a million tokens of a model; an empty host means wherever it is asked."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    model: str
    host: str = ""
    input: float = pydantic.Field(ge=0)
    output: float = pydantic.Field(ge=0)


class _File(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    date: str
    source: str
    price: tuple[PriceEntry, ...] = ()


@dataclass(frozen=True)
class Price:
    """US dollars for a million tokens, as of ``date`` by ``source``."""

    input: float
    output: float
    date: str
    source: str

    def cost(self, prompt_tokens: int | None, completion_tokens: int | None) -> float | None:
        """US dollars of one question; ``None`` when its tokens were not counted."""
        if not self.input and not self.output:
            return 0.0
        if prompt_tokens is None or completion_tokens is None:
            return None
        return (self.input * prompt_tokens + self.output * completion_tokens) / MILLION


FREE = Price(0.0, 0.0, "", "this machine")


@dataclass(frozen=True)
class Prices:
    """All prices that are known; earlier ones go before."""

    entries: tuple[tuple[PriceEntry, str, str], ...] = ()

    def find(self, host: str, model: str) -> Price | None:
        """The price of a model at a host; free on this machine (no host), ``None`` if unknown.

        A dated release without a price of its own costs what the model costs.
        """
        if not host:
            return FREE
        for name in dict.fromkeys((model, _RELEASE.sub("", model))):
            for entry, date, source in self.entries:
                if entry.model == name and entry.host in ("", host):
                    return Price(entry.input, entry.output, date, source)
        return None


def own_file() -> Path:
    """Where the user's corrections are."""
    return paths.config() / "prices.toml"


def load() -> Prices:
    """Read the user's prices and those that ship.

    Raises
    ------
    UsageError
        When the user's file cannot be read.
    """
    return Prices((*own().entries, *shipped().entries))


def own() -> Prices:
    """Read the user's prices alone.

    Raises
    ------
    UsageError
        When the file cannot be read.
    """
    try:
        raw = read_file.read_bytes(own_file())
    except FileNotFoundError:
        return Prices()
    except OSError as error:
        message = f"Cannot read {own_file()}: {error.strerror or error}."
        raise UsageError(message, "Check the file's permissions.") from None
    return Prices(tuple(_read(raw, str(own_file()))))


def shipped() -> Prices:
    """The prices that ship."""
    return Prices(tuple(_read(paths.resource("prices.toml").read_bytes(), "prices.toml")))


def save(entries: Sequence[PriceEntry], date: datetime.date, source: str) -> Path:
    """Write the user's prices; they go before those that ship.

    Raises
    ------
    StorageError
        When the config folder cannot be written, or the prices that are there cannot be read:
        they would be lost.
    """
    try:
        _read(own_file().read_bytes(), str(own_file()))
    except OSError:
        pass  # there is none, or writing will say what is wrong
    except UsageError as error:
        message = f"The prices are not saved over a file that cannot be read: {error.message}"
        raise StorageError(message, f"Correct {own_file()}, or delete it.") from error
    rows = [entry.model_dump(exclude_defaults=True) for entry in entries]
    path = own_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = tomli_w.dumps({"date": date, "source": source, "price": rows})
        atomic.write_text(path, text)
    except OSError as error:
        message = f"Cannot write the prices {path}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
    return path


def _read(raw: bytes, name: str) -> list[tuple[PriceEntry, str, str]]:
    try:
        table: dict[str, Any] = read_file.parse_toml(raw.decode("utf-8"))
        file = _File.model_validate({**table, "date": str(table.get("date", ""))})
    except pydantic.ValidationError as error:
        raise ParamsError(problems_of(error, name)) from None
    except ValueError as error:  # TOML and UTF-8
        raise UsageError(f"{name} cannot be read: {error}.", "Correct that line.") from None
    return [(entry, file.date, file.source) for entry in file.price]
