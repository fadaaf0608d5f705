"""Runs: what a training left behind, as plain data that shows itself in a notebook."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbench.api import figures, session
from workbench.api.arguments import check_path, refused
from workbench.core import metric_text, paths
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Evaluated, Event, Started, Stepped
from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.params import make
from workbench.core.experiment import Experiment
from workbench.core.io.plain_text import one_line
from workbench.core.runs.store import Run, RunInfo, RunStore, find_run
from workbench.engine.exporting import export_run

if TYPE_CHECKING:
    import pandas


# Columns of a list of runs, and how many runs its text form shows.
HEAD = ("run", "name", "status", "trained", "begun", "test")
SHOWN = 20


@dataclass(frozen=True)
class MetricCurve:
    """A figure as it changed while a run was trained.

    Attributes
    ----------
    steps
        Optimisation steps int64 ``(n,)``, rising.
    values
        The figure at each, float64 ``(n,)``.
    """

    steps: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.steps)


@dataclass(frozen=True, repr=False)
class RunResult:
    """A run as it stood when it was trained or loaded.

    Attributes
    ----------
    id, name, path
        What it is found by, and its folder.
    status
        ``finished``, ``stopped``, ``failed``, ``interrupted``, ``damaged``; or ``starting``,
        ``running``, ``paused`` while another process trains it.
    reason
        Why it ended so, in words.
    experiment
        What was trained: `workbench.Experiment`.
    metrics
        The last of each, keyed ``split/name``, such as ``test/accuracy`` (0…1).
    n_parameters
        Weights of the network that are counted as its size.
    seconds
        Training time, without pauses.
    curves
        Keyed ``loss`` (each step), ``lr``, and ``split/name`` for evaluations.
    confusion
        Of the test split, or else the last validation, int64 ``(n_classes, n_classes)``: rows are
        the truth. ``None`` where there are no classes.
    loss_unit
        What the loss is counted in, such as ``nats``; may be empty.
    """

    id: str
    name: str
    path: Path
    status: str
    reason: str
    experiment: Experiment
    metrics: Mapping[str, float]
    n_parameters: int
    seconds: float
    curves: Mapping[str, MetricCurve]
    confusion: npt.NDArray[np.int64] | None = None
    loss_unit: str = ""

    def __repr__(self) -> str:
        """A line; `str` gives its facts, a line each."""
        return f"RunResult({self.id!r}, name={self.name!r}, status={self.status!r})"

    def __str__(self) -> str:
        parts, reason = self.experiment, f" ({self.reason})" if self.reason else ""
        trained = f"{parts.dataset.id} × {parts.architecture.id} × {parts.trainer.id}"
        lines = [
            f"{self.name or self.id}: {self.status}{reason}",
            f"  run      {self.id}",
            f"  trained  {trained}, {self.n_parameters:,} parameters, {self.seconds:.1f} s",
        ]
        shown = {name: value for name, value in self.metrics.items() if name.startswith("test/")}
        if shown:
            measured = ", ".join(f"{name} {value:.4g}" for name, value in shown.items())
            lines.append(f"  measured {measured}")
        return "\n".join(lines)

    @property
    def model_file(self) -> Path | None:
        """The exported ``model.onnx``; ``None`` while there is none."""
        path = self.path / "model.onnx"
        return path if path.is_file() else None

    def export(
        self, target: str | Path, exporter: str | None = None, **settings: Any
    ) -> dict[str, float]:
        """Write the model to a file, as ``workbench export`` does.

        Parameters
        ----------
        target
            The file to write; its folder is made.
        exporter
            The id of an exporter, such as ``weights``; the first in order if it is not given.
        **settings
            Those of the exporter.

        Returns
        -------
        dict
            Figures of what was written, such as ``bytes``.

        Raises
        ------
        UsageError
            When there is no such exporter or setting.
        ModelFileError, ExperimentError
            When the run has no model yet.
        """
        check_path("target", target)
        plugins = session.plugins()
        cls = plugins.get(Exporter, exporter) if exporter else plugins.first(Exporter)
        params = make(cls.Params, settings, cls.id)
        path = Path(target).expanduser().resolve()
        return export_run(cls, find_run(self.path), params, path, plugins)

    def to_pandas(self) -> pandas.DataFrame:
        """The curves: a row for each step at which anything was noted, a column for each curve.

        Raises
        ------
        UsageError
            When pandas is not installed.
        """
        steps = np.unique(
            np.concatenate([np.empty(0, np.int64), *(c.steps for c in self.curves.values())])
        )
        columns = {}
        for name, curve in self.curves.items():
            columns[name] = np.full(len(steps), np.nan)
            columns[name][np.searchsorted(steps, curve.steps)] = curve.values
        found = figures.frame_of(columns, steps)
        found.index.name = "step"
        return found

    def _repr_html_(self) -> str:
        nothing = np.empty(0)
        loss, measured = (
            (curve.steps.astype(np.float64), curve.values) if curve else (nothing, nothing)
            for curve in (self.curves.get("loss"), self.curves.get("val/loss"))
        )
        parts = self.experiment
        about = {
            "run": self.id,
            "trained": f"{parts.dataset.id} × {parts.architecture.id} × {parts.trainer.id}",
            "status": f"{self.status} ({self.reason})" if self.reason else self.status,
            "parameters": f"{self.n_parameters:,}",
            "time": f"{self.seconds:.1f} s",
            **{name: value for name, value in self.metrics.items() if name.startswith("test/")},
        }
        return figures.framed(
            figures.heading(self.name or self.id),
            figures.facts(about),
            figures.drawn(figures.loss_curve(loss, measured, self.loss_unit)),
        )


@dataclass(frozen=True, repr=False)
class RunTable:
    """Runs, the newest first; a sequence of `RunInfo`.

    Each has ``id``, ``name``, ``path``, ``status``, ``created`` (unix time), ``dataset``,
    ``architecture``, ``trainer``, ``metrics``, ``tags``, ``n_parameters`` and ``seconds``.
    """

    infos: tuple[RunInfo, ...]

    def __len__(self) -> int:
        return len(self.infos)

    def __iter__(self) -> Iterator[RunInfo]:
        return iter(self.infos)

    def __getitem__(self, index: int) -> RunInfo:
        return self.infos[index]

    def __repr__(self) -> str:
        """A line for each run, the newest `SHOWN` of them."""
        if not self.infos:
            return "No runs yet. Train one: workbench.train()."
        rows = [HEAD, *(tuple(map(_cell, _row(info))) for info in self.infos[:SHOWN])]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        more = len(self) - SHOWN
        return "\n".join([*lines, f"and {more:,} more"] if more > 0 else lines)

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each run, its index the run's id; each metric is a column.

        Raises
        ------
        UsageError
            When pandas is not installed.
        """
        plain = ("name", "status", "dataset", "architecture", "trainer", "n_parameters", "seconds")
        columns: dict[str, list[object]] = {
            name: [getattr(info, name) for info in self.infos] for name in plain
        }
        for metric in dict.fromkeys(name for info in self.infos for name in info.metrics):
            columns[metric] = [info.metrics.get(metric, np.nan) for info in self.infos]
        found = figures.frame_of(columns, [info.id for info in self.infos])
        found.index.name = "id"
        return found

    def _repr_html_(self) -> str:
        if not self.infos:
            return figures.framed(figures.paragraph("No runs yet. Train one: workbench.train()."))
        return figures.framed(figures.table(HEAD, map(_row, self.infos)))


def _row(info: RunInfo) -> tuple[object, ...]:
    """The cells of a run under `HEAD`."""
    return (
        info.id,
        info.name,
        info.status,
        f"{info.dataset} × {info.architecture} × {info.trainer}",
        time.strftime("%Y-%m-%d %H:%M", time.localtime(info.created)),
        _tested(info),
    )


def _tested(info: RunInfo) -> str:
    """What the run reached on the test split, by the metric that decides."""
    found = metric_text.of_run(info.metrics, "test")
    return "" if found is None else f"{metric_text.title(found[0])} {metric_text.text(*found)}"


def _cell(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else one_line(str(value))


def load_run(run: RunResult | RunInfo | str | Path, folder: str | Path | None = None) -> RunResult:
    """Load what a run left behind.

    Parameters
    ----------
    run
        Its id, the beginning of one, its name if no other run has it, or its folder; a `RunInfo`
        of `list_runs`, or a `RunResult`, which is read again.
    folder
        Where to look; the user's runs if it is not given.

    Raises
    ------
    RunNotFound
        Naming close matches.
    UsageError
        When there is no such folder, or its experiment cannot be read.
    """
    return result_of(find_run(run_name("run", run), run_folder("folder", folder)))


def list_runs(folder: str | Path | None = None) -> RunTable:
    """List every run that was not deleted, the newest first.

    Parameters
    ----------
    folder
        Where to look; the user's runs if it is not given.

    Raises
    ------
    UsageError
        When there is no such folder.
    StorageError
        When the folder cannot be read.
    """
    where = run_folder("folder", folder)
    if where is None and not paths.runs().is_dir():
        return RunTable(())  # nothing was trained yet, and who reads makes no folder
    return RunTable(tuple(RunStore(where).list()))


def run_name(argument: str, run: object) -> str | Path:
    """What a run is found by, of anything that stands for one.

    Parameters
    ----------
    argument
        The argument that it was given as, which an error names.

    Raises
    ------
    UsageError
        When it stands for no run.
    """
    if isinstance(run, RunResult | RunInfo):
        return run.path
    if isinstance(run, str | Path) and run != "":
        return run
    raise refused(argument, run, "a run, its id, the beginning of one, its name or its folder")


def run_folder(argument: str, folder: str | Path | None) -> Path | None:
    """The folder where runs are looked for; `None` for the user's.

    Raises
    ------
    UsageError
        When there is no such folder.
    """
    check_path(argument, folder, is_optional=True)
    if folder is None:
        return None
    path = Path(folder).expanduser()
    if not path.is_dir():
        raise UsageError(f"There is no folder {path}.", f"Correct {argument}.")
    return path


def result_of(run: Run) -> RunResult:
    """A run as it stands now, with its log read."""
    info, experiment = run.info(), run.experiment
    curves, confusion, loss_unit = _replayed(run.events())
    return RunResult(
        id=run.id,
        name=info.name,
        path=run.path,
        status=info.status,
        reason=info.message,
        experiment=experiment,
        metrics=dict(info.metrics),
        n_parameters=info.n_parameters,
        seconds=info.seconds,
        curves=curves,
        confusion=confusion,
        loss_unit=loss_unit,
    )


def _replayed(
    events: Iterable[Event],
) -> tuple[dict[str, MetricCurve], npt.NDArray[np.int64] | None, str]:
    """Curves, the confusion matrix and the unit of the loss."""
    points: dict[str, list[tuple[npt.ArrayLike, npt.ArrayLike]]] = {}
    confusions: dict[str, npt.NDArray[np.int64]] = {}
    unit = ""
    for event in events:
        match event:
            case Started():
                unit = event.loss_unit
            case Stepped():
                steps = np.arange(event.first, event.first + len(event.loss))
                points.setdefault("loss", []).append((steps, event.loss))
                points.setdefault("lr", []).append((steps, event.lr))
            case Evaluated():
                for name, value in event.metrics.items():
                    points.setdefault(name, []).append(([event.step], [value]))
                if event.confusion is not None:
                    confusions[event.split] = np.asarray(event.confusion, np.int64)
    curves = {name: _joined(parts) for name, parts in points.items()}
    return curves, confusions.get("test", confusions.get("val")), unit


def _joined(parts: list[tuple[npt.ArrayLike, npt.ArrayLike]]) -> MetricCurve:
    steps = np.concatenate([np.asarray(steps, np.int64) for steps, _ in parts])
    values = np.concatenate([np.asarray(values, np.float64) for _, values in parts])
    # Who goes on from a checkpoint may measure its weights again: the later figure counts.
    last = len(steps) - 1 - np.unique(steps[::-1], return_index=True)[1]
    return MetricCurve(steps[last], values[last])
