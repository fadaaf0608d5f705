"""Experiment: dataset × architecture × trainer, with their settings.

On disk it is TOML::

    name = "digits"
    seed = 0

    [dataset]
    id = "digits"

    [architecture]
    id = "cnn"

    [trainer]
    id = "supervised"
    epochs = 3
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import pydantic
import tomli_w

from workbench.core import paths
from workbench.core.contracts.errors import ParamsError, UsageError
from workbench.core.contracts.params import problems_of
from workbench.core.io import read_file

PARTS = ("dataset", "architecture", "trainer")
_FROZEN = pydantic.ConfigDict(extra="forbid", frozen=True)


class Part(pydantic.BaseModel):
    """One plugin of an experiment, by id, with the settings that differ from its defaults."""

    model_config = _FROZEN

    id: str
    params: dict[str, Any] = pydantic.Field(default_factory=dict)


class Experiment(pydantic.BaseModel):
    """What the user asks for; nothing here has been checked against the plugins yet.

    A run without a ``name`` is called as `run_name` says. ``device`` is ``auto``, ``cpu``,
    ``cuda``, ``cuda:1`` or ``mps``; ``precision`` is ``fp32`` or ``bf16`` (autocast). ``threads``
    is how many threads of the processor compute a step; ``None`` takes what measures fastest while
    it trains.
    """

    model_config = _FROZEN

    name: str = ""
    seed: int = pydantic.Field(default=0, ge=0, lt=2**31)
    device: str = pydantic.Field(default="auto", pattern=r"^(auto|cpu|mps|cuda(:\d+)?)$")
    precision: Literal["fp32", "bf16"] = "fp32"
    compile: bool = False
    threads: int | None = pydantic.Field(default=None, ge=1, le=1024)
    dataset: Part = pydantic.Field(default_factory=lambda: _default_part("dataset"))
    architecture: Part = pydantic.Field(default_factory=lambda: _default_part("architecture"))
    trainer: Part = pydantic.Field(default_factory=lambda: _default_part("trainer"))

    @property
    def run_name(self) -> str:
        """What its run is called: by the name, or by dataset and architecture."""
        return self.name or f"{self.dataset.id}-{self.architecture.id}"

    def part(self, kind: str) -> Part:
        """``dataset``, ``architecture`` or ``trainer``."""
        part: Part = getattr(self, kind)
        return part

    def with_part(self, kind: str, id: str, params: Mapping[str, Any] | None = None) -> Experiment:
        """Return a copy with another plugin (or other settings) in one place."""
        return self.model_copy(update={kind: Part(id=id, params=dict(params or {}))})

    def on_dataset(self, id: str, params: Mapping[str, Any] | None = None) -> Experiment:
        """Return a copy on another dataset; a name that says only the dataset goes with it."""
        named = "" if self.name == self.dataset.id else self.name
        return self.with_part("dataset", id, params).model_copy(update={"name": named})

    def with_settings(self, tree: Mapping[str, Any]) -> Experiment:
        """Return a copy with settings changed, as `params.parse_assignments` gives them.

        Raises
        ------
        ParamsError
            When a name does not exist or a value is impossible.
        """
        table = self.to_table()
        for key, value in tree.items():
            if key in PARTS and isinstance(value, Mapping):
                part = table[key]
                fresh = "id" in value and value["id"] != part["id"]
                table[key] = dict(value) if fresh else {**part, **value}
            else:
                table[key] = value
        return from_table(table)

    def to_table(self) -> dict[str, Any]:
        """Return the experiment as a TOML table; parts hold ``id`` and their settings."""
        table = self.model_dump(exclude=set(PARTS))
        for kind in PARTS:
            part = self.part(kind)
            table[kind] = {"id": part.id, **part.params}
        return table

    def to_toml(self) -> str:
        """Return the text that `loads` reads back to an equal experiment."""
        return tomli_w.dumps(without_null(self.to_table()))


def shipped(name: str) -> Experiment:
    """An experiment that ships with the workbench, such as ``"first"``."""
    return loads(paths.resource(f"experiments/{name}.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _default_ids() -> Mapping[str, str]:
    text = paths.resource("experiments/first.toml").read_text("utf-8")
    return {kind: part["id"] for kind, part in tomllib.loads(text).items()}


def _default_part(kind: str) -> Part:
    return Part(id=_default_ids()[kind])


def without_null(table: Mapping[str, Any]) -> dict[str, Any]:
    """An experiment's table for TOML, which has no null.

    What is ``None`` of the whole is left out, and ``None`` is its default; a part's setting may
    have another default, and is written as an empty text (see `workbench.Params`).
    """
    parts = {
        kind: {name: "" if value is None else value for name, value in table[kind].items()}
        for kind in PARTS
        if isinstance(table.get(kind), Mapping)
    }
    return {key: value for key, value in {**table, **parts}.items() if value is not None}


def from_table(table: Mapping[str, Any]) -> Experiment:
    """Make an experiment of a TOML table.

    Raises
    ------
    ParamsError
        With the path of every field that is wrong.
    """
    fields = dict(table)
    for kind in PARTS:
        part = fields.get(kind)
        if isinstance(part, str):
            fields[kind] = {"id": part}
        elif isinstance(part, Mapping):
            if "id" not in part:
                raise ParamsError(((f"{kind}.id", "is missing"),))
            rest = {key: value for key, value in part.items() if key != "id"}
            fields[kind] = {"id": part["id"], "params": rest}
    try:
        return Experiment.model_validate(fields)
    except pydantic.ValidationError as error:
        raise ParamsError(problems_of(error)) from None


def loads(text: str, source: str = "the experiment") -> Experiment:
    """Read an experiment from TOML text.

    Raises
    ------
    UsageError
        When it is not TOML, with the line.
    ParamsError
        When it is TOML but not an experiment.
    """
    try:
        table = read_file.parse_toml(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{source} is not valid TOML: {error}."
        raise UsageError(message, "Correct that line.") from None
    return from_table(table)


def load(path: Path) -> Experiment:
    """Read an experiment from a file; one without a name takes the file's.

    Raises
    ------
    UsageError
        When the file is missing, unreadable or not an experiment.
    """
    text = read_file.read_chosen(path, "An experiment is a TOML file; see examples/.")
    experiment = loads(text, str(path))
    return experiment if experiment.name else experiment.model_copy(update={"name": path.stem})
