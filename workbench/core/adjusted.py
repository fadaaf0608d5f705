"""Adjusted: an experiment with the sizes of a preset and with some settings changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from workbench.core import experiment as experiments
from workbench.core import presets
from workbench.core.contracts.architecture import Architecture
from workbench.core.experiment import PARTS, Experiment
from workbench.core.fitting_parts import with_fitting_parts
from workbench.core.io import anchored
from workbench.core.plugins import Plugins


def adjusted(
    experiment: Experiment, plugins: Plugins, settings: Mapping[str, Any], preset: str | None = None
) -> Experiment:
    """Take the preset, then the settings; relative paths among them are meant from here.

    Parameters
    ----------
    settings
        A tree as `workbench.core.contracts.params.parse_assignments` gives it.
    preset
        The name of one of the architecture's presets.

    Raises
    ------
    UsageError
        When a setting, the architecture or the preset does not exist.
    """
    if preset is not None:
        architecture = settings.get("architecture", {})
        if isinstance(architecture, dict) and "id" in architecture:
            experiment = experiment.with_settings({"architecture": {"id": architecture["id"]}})
        part = experiment.architecture
        values = presets.apply(plugins.get(Architecture, part.id), preset, part.params)
        experiment = experiment.with_part("architecture", part.id, values)
    return anchored.experiment(experiment.with_settings(settings), plugins, Path.cwd())


def from_file(
    file: Path, plugins: Plugins, settings: Mapping[str, Any], preset: str | None = None
) -> Experiment:
    """Read an experiment and adjust it; relative paths in the file are meant from its folder.

    Raises
    ------
    UsageError
        When the file cannot be read, or as `adjusted`.
    """
    read = experiments.load(file)
    experiment = anchored.experiment(read, plugins, file.parent)
    return completed(experiment, plugins, read.model_fields_set, settings, preset)


def completed(
    experiment: Experiment,
    plugins: Plugins,
    given: Collection[str],
    settings: Mapping[str, Any],
    preset: str | None = None,
) -> Experiment:
    """Adjust an experiment, after parts that nobody chose were replaced by those that fit.

    Parameters
    ----------
    given
        The parts that were chosen before the settings.

    Raises
    ------
    UsageError
        As `adjusted`.
    DatasetError
        As `workbench.core.fitting_parts.with_fitting_parts`.
    """
    chosen, ids = set(given), {}
    for kind in PARTS:
        part = settings.get(kind)
        if isinstance(part, str) or (isinstance(part, Mapping) and "id" in part):
            chosen.add(kind)
            ids[kind] = {"id": part} if isinstance(part, str) else {"id": part["id"]}
    if isinstance(dataset := settings.get("dataset"), Mapping):
        ids["dataset"] = dict(dataset)
    base = anchored.experiment(experiment.with_settings(ids), plugins, Path.cwd())
    fitting = with_fitting_parts(base, plugins, chosen)
    return adjusted(fitting, plugins, settings, preset)
