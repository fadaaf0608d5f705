"""Named runs: settings that say which other run a training starts from or learns from."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workbench.core.contracts.errors import ExperimentError, RunNotFound
from workbench.core.contracts.params import RUNS, Params, Setting, settings_of
from workbench.core.experiment import Experiment
from workbench.core.runs.facts import RunInfo
from workbench.core.runs.store import RunStore

# Runs that ended with a model.
ENDED = ("finished", "stopped")


def run_settings(params: type[Params]) -> tuple[Setting, ...]:
    """The settings whose value is a run."""
    return tuple(setting for setting in settings_of(params) if setting.offers == RUNS)


def fits(setting: Setting, experiment: Experiment, info: RunInfo) -> bool:
    """Whether a run can be named in a setting of an experiment."""
    own = {"architecture": experiment.architecture.id, "dataset": experiment.dataset.id}
    return info.status in ENDED and all(getattr(info, part) == own[part] for part in setting.same)


def run_choices(
    setting: Setting, experiment: Experiment, infos: Iterable[RunInfo]
) -> list[tuple[str, str]]:
    """Ids of the runs that fit, the newest first, each with its name, accuracy and date."""
    fitting = [info for info in infos if fits(setting, experiment, info)]
    fitting.sort(key=lambda info: info.created, reverse=True)
    words = [_described(info) for info in fitting]
    twice = {each for each, count in Counter(words).items() if count > 1}
    return [
        (info.id, f"{text} · {info.id}" if text in twice else text)
        for info, text in zip(fitting, words, strict=True)
    ]


def _described(info: RunInfo) -> str:
    figures = [_figure(info.metrics, "accuracy", "{:.1%}"), _figure(info.metrics, "loss", "{:.3g}")]
    figure = next(filter(None, figures), "")
    date = time.strftime("%Y-%m-%d %H:%M", time.localtime(info.created))
    return " · ".join(filter(None, (info.name or info.id, figure, date)))


def _figure(metrics: Mapping[str, float], name: str, form: str) -> str:
    split = next((split for split in ("test", "val") if f"{split}/{name}" in metrics), None)
    if split is None:
        return ""
    value = form.format(metrics[f"{split}/{name}"]).replace("%", " %")
    return value if name == "accuracy" else f"{name} {value}"


def refuse_unfit(experiment: Experiment, kind: str, params: Params | None) -> None:
    """Refuse a part whose settings name a run that is not there or does not fit.

    Parameters
    ----------
    kind
        ``dataset``, ``architecture`` or ``trainer``.

    Raises
    ------
    RunNotFound
        When there is none of this name; it names close matches.
    ExperimentError
        When it has no model, or is of another architecture or dataset than the setting says.
    """
    if params is None:
        return
    for setting in run_settings(type(params)):
        name: Any = getattr(params, setting.name)
        if name:
            _refuse_unfit(experiment, f"{kind}.{setting.name}", setting, str(name))


def _refuse_unfit(experiment: Experiment, where: str, setting: Setting, name: str) -> None:
    path = Path(name).expanduser()
    try:
        run = RunStore().get(path if path.is_dir() else name)
    except RunNotFound as error:
        raise RunNotFound(f"{where}: {error.message}", error.remedy) from None
    if not run.model_file.is_file():
        message = f"{where}: the run {run.id} has no model yet."
        raise ExperimentError(message, "Wait until it has ended, or choose another run.")
    for part in setting.same:
        own, other = experiment.part(part).id, run.experiment.part(part).id
        if own != other:
            message = f"{where}: the run {run.id} has the {part} {other}, not {own}."
            raise ExperimentError(message, f"Choose a run with the {part} {own}.")
