"""Settings table: what runs were trained with, beside what they reached."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import StorageError, WorkbenchError
from workbench.core.contracts.params import make
from workbench.core.contracts.trainer import Trainer
from workbench.core.experiment import PARTS, Experiment, load
from workbench.core.io import atomic
from workbench.core.plugins import Plugins
from workbench.core.runs.facts import RunInfo

Value: TypeAlias = "str | int | float | bool | None"
BASES: dict[str, type[Contribution]] = {
    "dataset": Dataset,
    "architecture": Architecture,
    "trainer": Trainer,
}
# What says nothing of how a run was trained.
_NO_SETTINGS = ("name",)


@dataclass(frozen=True)
class SettingsTable:
    """One row for each run.

    Attributes
    ----------
    settings, figures
        Names of the columns: settings such as ``trainer.lr``, figures such as ``test/accuracy``.
    rows
        The run's facts, and its values by column; what it does not have is missing.
    """

    settings: tuple[str, ...]
    figures: tuple[str, ...]
    rows: tuple[tuple[RunInfo, Mapping[str, Value]], ...]

    def differing(self) -> tuple[str, ...]:
        """The settings that are not the same in all runs."""
        return tuple(
            name
            for name in self.settings
            if len({_key(values.get(name)) for _, values in self.rows}) > 1
        )

    def varying(self) -> tuple[str, ...]:
        """The settings that have several values among the runs that have them at all."""
        return tuple(
            name
            for name in self.settings
            if len({_key(values[name]) for _, values in self.rows if name in values}) > 1
        )

    def of(self, ids: Sequence[str]) -> SettingsTable:
        """The same of some runs, in this order."""
        by_id = {info.id: (info, values) for info, values in self.rows}
        rows = tuple(by_id[id] for id in ids if id in by_id)
        return SettingsTable(self.settings, self.figures, rows)


def _key(value: Value) -> tuple[str, Value]:
    # 1, 1.0 and True are equal in Python, and no setting takes two of them.
    return ("bool" if isinstance(value, bool) else "", value)


def settings_table(
    infos: Sequence[RunInfo], plugins: Plugins, check: Callable[[], None] = lambda: None
) -> SettingsTable:
    """Read the experiments of runs; one that cannot be read has figures alone.

    Parameters
    ----------
    plugins
        Know the settings that an experiment leaves at their defaults.
    check
        Called between runs; may raise `Stopped`.
    """
    rows = []
    for info in infos:
        check()
        try:
            values = settings_of(load(info.path / "experiment.toml"), plugins)
        except WorkbenchError:
            values = {}
        figures: dict[str, Value] = {
            name: value for name, value in info.metrics.items() if math.isfinite(value)
        }
        rows.append((info, {**values, **figures}))
    known = {name for info in infos for name in info.metrics}
    # The order of an experiment: its own fields, then each part's id and settings.
    names = dict.fromkeys(
        name for info, values in rows for name in values if name not in info.metrics
    )
    order = ("", *PARTS)
    settings = sorted(names, key=lambda name: order.index(_part(name)))
    return SettingsTable(tuple(settings), tuple(sorted(known, key=_figure_order)), tuple(rows))


def _part(name: str) -> str:
    part = name.partition(".")[0]
    return part if part in PARTS else ""


def _figure_order(name: str) -> tuple[int, str]:
    """The test first."""
    split = name.partition("/")[0]
    splits = ("test", "val", "train")
    return splits.index(split) if split in splits else len(splits), name


def settings_of(experiment: Experiment, plugins: Plugins) -> dict[str, Value]:
    """Every setting of an experiment by its path, with the defaults of the plugins that exist."""
    found: dict[str, Value] = {}
    for name, value in experiment.model_dump(exclude=set(PARTS)).items():
        if name not in _NO_SETTINGS:
            found[name] = _plain(value)
    for kind in PARTS:
        part = experiment.part(kind)
        found[kind] = part.id
        params: Mapping[str, object] = part.params
        cls = plugins.of(BASES[kind]).get(part.id)
        if cls is not None:
            try:
                params = make(cls.Params, part.params, kind).model_dump(mode="json")
            except WorkbenchError:
                params = part.params
        found |= {f"{kind}.{name}": _plain(value) for name, value in params.items()}
    return found


def _plain(value: object) -> Value:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def to_csv(table: SettingsTable, settings: Sequence[str]) -> str:
    """The table as CSV: id, name, status, these settings, and all figures."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["run", "name", "status", *settings, *table.figures])
    for info, values in table.rows:
        cells = [values.get(name) for name in (*settings, *table.figures)]
        texts = ["" if value is None else value for value in cells]
        writer.writerow([info.id, info.name, info.status, *texts])
    return out.getvalue()


def write_csv(table: SettingsTable, settings: Sequence[str], path: Path) -> None:
    """Write `to_csv` into a file.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    try:
        atomic.write_text(path, to_csv(table, settings))
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Choose another folder.") from error
