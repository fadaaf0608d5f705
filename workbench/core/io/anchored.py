"""Anchored: relative paths of a file are meant from the folder that the file lies in.

What is not there and lies in a data folder is meant from that. Which settings are paths, their
plugins know. What is kept holds absolute paths, and so is found from wherever the workbench is
started the next time.
"""

from __future__ import annotations

import os
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.core import paths
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.params import Params
from workbench.core.contracts.trainer import Trainer
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import Plugins

KINDS: Mapping[str, type[Contribution]] = {
    "dataset": Dataset,
    "architecture": Architecture,
    "trainer": Trainer,
}


def absolute(path: str | Path, folder: Path) -> str:
    """A path as it is meant in a file of ``folder``; ``~`` is the user's home."""
    return os.path.normpath(folder.absolute() / Path(path).expanduser())


def _data_path(path: str | Path, folder: Path) -> str:
    """The path of data: beside the file that names it, or in one of the data folders."""
    places = (folder, *paths.data_folders())
    every = [absolute(path, place) for place in places]
    return next((place for place in every if os.path.exists(place)), every[0])


def settings(values: Mapping[str, Any], params: type[Params], folder: Path) -> dict[str, Any]:
    """Settings of a file in ``folder``, with the paths among them made absolute."""
    return {
        name: _data_path(value, folder)
        if value and isinstance(value, str | Path) and _is_path(params, name)
        else value
        for name, value in values.items()
    }


def part(original: Part, base: type[Contribution], plugins: Plugins, folder: Path) -> Part:
    """A part of an experiment, likewise; one whose plugin is not there stays as it is."""
    cls = plugins.of(base).get(original.id)
    if cls is None or not original.params:
        return original
    return Part(id=original.id, params=settings(original.params, cls.Params, folder))


def experiment(original: Experiment, plugins: Plugins, folder: Path) -> Experiment:
    """An experiment of a file in ``folder``, likewise."""
    parts = {kind: part(original.part(kind), base, plugins, folder) for kind, base in KINDS.items()}
    return original.model_copy(update=parts)


def _is_path(params: type[Params], name: str) -> bool:
    field = params.model_fields.get(name)
    if field is None:
        return False
    return field.annotation is Path or Path in typing.get_args(field.annotation)
