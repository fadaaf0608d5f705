"""Training: an experiment becomes a run, in a thread, while the cell shows how far it is."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo

from workbench.api import session
from workbench.api.arguments import check_path, check_text, refused
from workbench.api.progress import bar
from workbench.api.runs import RunResult, result_of, run_folder, run_name
from workbench.core import adjusted, starting
from workbench.core import experiment as experiments
from workbench.core import settings as stored_settings
from workbench.core.contracts.errors import TrainingError, UsageError
from workbench.core.contracts.events import Event, Failed, Finished, Stepped
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.launcher import Launcher, WorkOrder
from workbench.core.control import Control
from workbench.core.experiment import PARTS, Experiment
from workbench.core.io import anchored
from workbench.core.plugins import Plugins
from workbench.core.runs.store import Run, RunInfo, RunStore, find_run
from workbench.engine import start, work

# How often a cell that waits looks whether it was interrupted, and draws its bar.
WAIT_S = 0.1
ENDING = "measuring and exporting what was learnt"
NOT_BEGUN = "nothing was learnt yet, so the run gets no model"
# Of an experiment as a whole; the other settings are its plugins'.
WHOLE = tuple(name for name in Experiment.model_fields if name not in PARTS)


def train(
    experiment: Experiment | Mapping[str, Any] | str | Path | None = None,
    *,
    dataset: str | None = None,
    architecture: str | None = None,
    trainer: str | None = None,
    preset: str | None = None,
    folder: str | Path | None = None,
    launcher: str | None = None,
    progress: bool = True,
    **settings: Any,
) -> RunResult:
    """Train an experiment to its end, and return the run.

    Ctrl-C, or a notebook's stop button, ends the training in good order: what was learnt is
    measured and exported, and the run comes back with the status ``stopped``; before the first
    step there is nothing to export, and its ``model_file`` is ``None``. Pressed again it
    ends at once with the last checkpoint, and `KeyboardInterrupt` is raised. Either way the run is
    kept, and `resume` goes on with it.

    Parameters
    ----------
    experiment
        An `Experiment`, the path of its TOML file, or what such a file holds as a mapping; the
        defaults (digits with a small network) if it is not given.
    dataset, architecture, trainer
        Ids of plugins, instead of those of the experiment. An architecture or trainer that nobody
        chose is the first in order that fits the dataset, where the default does not.
    preset
        Sizes of the architecture by name, such as ``small``.
    folder
        Where the run's folder is made; among the user's runs if it is not given.
    launcher
        Id of the plugin that says where the training happens; the first there is by default.
    progress
        Whether to show a bar: inline in Jupyter, as one line on a terminal.
    **settings
        ``name``, ``seed``, ``device``, ``precision``, ``compile`` and ``threads`` are the
        experiment's own. Others are settings of its plugins, such as ``epochs=3``. Where several
        of the three have one of this name, say whose: ``trainer__epochs=3``.

    Returns
    -------
    RunResult
        Status ``finished`` or ``stopped``.

    Raises
    ------
    UsageError
        When a file, a plugin or a setting does not exist, or a value is impossible.
    DatasetError
        When the data had to be loaded to choose what fits it, and cannot be.
    ExperimentError
        When the parts do not fit together.
    OutOfMemory
        When it cannot fit into memory, with a setting that would.
    TrainingError
        When the training failed; the run is kept.
    """
    for argument, id in (
        ("dataset", dataset),
        ("architecture", architecture),
        ("trainer", trainer),
        ("preset", preset),
    ):
        check_text(
            argument,
            id,
            f"an id of a {argument}" if argument != "preset" else "a preset's name",
            is_optional=True,
            may_be_empty=False,
        )
    check_path("folder", folder, is_optional=True)
    check_text("launcher", launcher, "the id of a launcher", is_optional=True, may_be_empty=False)
    found = session.plugins()
    ids = {"dataset": dataset, "architecture": architecture, "trainer": trainer}
    made = _experiment(experiment, found, {k: v for k, v in ids.items() if v}, preset, settings)
    cls = starting.launcher(found, launcher or "")
    store = RunStore(None if folder is None else Path(folder))
    run = start.new_run(made, found, store, cls.in_process)
    return _trained(run, found, cls, work.order_for(run, found), progress)


def resume(
    run: RunResult | RunInfo | str | Path,
    *,
    folder: str | Path | None = None,
    launcher: str | None = None,
    progress: bool = True,
    **settings: Any,
) -> RunResult:
    """Go on with a run after a stop, a crash or a power cut, or for longer.

    On the same machine the result is the same as if it had never been interrupted.

    Parameters
    ----------
    run
        A `RunResult` or `RunInfo`, or what `load_run` takes.
    folder, launcher, progress
        As of `train`.
    **settings
        How long to train it in all, such as ``epochs=20``; a finished run needs it.

    Raises
    ------
    RunNotFound
        When there is no such run.
    UsageError
        When the run is still going, or is finished and nothing says for how long to go on.
    ExperimentError, OutOfMemory, TrainingError
        As of `train`.
    """
    check_text("launcher", launcher, "the id of a launcher", is_optional=True, may_be_empty=False)
    found = session.plugins()
    stored = find_run(run_name("run", run), run_folder("folder", folder))
    cls = starting.launcher(found, launcher or "")
    start.check_resume(stored, found, settings, cls.in_process)
    order = work.order_for(stored, found, resume=True, length=settings)
    return _trained(stored, found, cls, order, progress)


def _experiment(
    source: Experiment | Mapping[str, Any] | str | Path | None,
    plugins: Plugins,
    ids: Mapping[str, str],
    preset: str | None,
    settings: Mapping[str, Any],
) -> Experiment:
    whole = _read(source)
    given = {*whole.model_fields_set, *ids}
    if isinstance(source, str | Path):
        whole = anchored.experiment(whole, plugins, Path(source).expanduser().parent)
    chosen = whole.with_settings({kind: {"id": id} for kind, id in ids.items()})
    dataset = {"dataset": _dataset_settings(chosen, plugins, settings)}
    chosen = adjusted.completed(chosen, plugins, given, dataset)
    return adjusted.adjusted(chosen, plugins, _tree(chosen, plugins, settings), preset)


def _read(source: Experiment | Mapping[str, Any] | str | Path | None) -> Experiment:
    if isinstance(source, Mapping):
        return experiments.from_table(source)
    if isinstance(source, str | Path) and source != "":
        return experiments.load(Path(source).expanduser())
    if source == "" or not isinstance(source, Experiment | None):
        takes = "an Experiment, a mapping as in its TOML file, or that file's path"
        raise refused("experiment", source, takes)
    return source or Experiment()


def _dataset_settings(
    experiment: Experiment, plugins: Plugins, settings: Mapping[str, Any]
) -> dict[str, Any]:
    """The keyword arguments that may be meant for the dataset: its task can depend on them."""
    own = _fields(experiment, plugins, "dataset")
    short = {name.removeprefix("dataset__"): value for name, value in settings.items()}
    return {name: value for name, value in short.items() if name in own}


def _tree(
    experiment: Experiment, plugins: Plugins, settings: Mapping[str, Any]
) -> dict[str, dict[str, Any] | Any]:
    """Keyword arguments as the tree of settings that `Experiment.with_settings` takes."""
    tree: dict[str, Any] = {}
    for name, value in settings.items():
        if name in WHOLE:
            _refuse_bool(name, value, Experiment.model_fields[name])
            tree[name] = value
            continue
        kind, _, setting = name.partition("__")
        if not setting:
            kind, setting = _owner(experiment, plugins, name), name
        elif kind not in PARTS:
            message = f"{name}: an experiment has no part {kind!r}."
            raise UsageError(message, f"Its parts are {', '.join(PARTS)}.")
        own = _fields(experiment, plugins, kind)
        if setting in own:
            _refuse_bool(name, value, own[setting])
        part = tree.setdefault(kind, {})
        if setting in part:
            message = f"{kind}'s setting {setting} is given twice."
            raise UsageError(message, f"Give {setting} or {kind}__{setting}, not both.")
        part[setting] = value
    return tree


def _fields(experiment: Experiment, plugins: Plugins, kind: str) -> dict[str, FieldInfo]:
    """The settings of a part's plugin by name."""
    return plugins.get(KINDS[kind][1], experiment.part(kind).id).Params.model_fields


def _refuse_bool(argument: str, value: object, setting: FieldInfo) -> None:
    """Refuse True as a number: it would be taken as 1."""
    annotation = setting.annotation
    kinds = {annotation, *get_args(annotation)}
    if isinstance(value, bool) and bool not in kinds and kinds & {int, float}:
        whole = "a whole number" if int in kinds else "a number"
        raise refused(argument, value, whole)


def _owner(experiment: Experiment, plugins: Plugins, setting: str) -> str:
    """The part of an experiment that has a setting."""
    names = {}
    for kind in PARTS:
        names[kind] = tuple(_fields(experiment, plugins, kind))
    owners = [kind for kind, own in names.items() if setting in own]
    if len(owners) == 1:
        return owners[0]
    if owners:
        message = f"Both {' and '.join(owners)} have a setting {setting}."
        raise UsageError(message, f"Say whose: {' or '.join(f'{o}__{setting}' for o in owners)}.")
    parts = [f"the {kind} {experiment.part(kind).id}" for kind in PARTS]
    message = f"Neither {', '.join(parts[:-1])} nor {parts[-1]} has a setting {setting}."
    raise UsageError(message, _setting_hint(experiment, plugins, setting))


def _setting_hint(experiment: Experiment, plugins: Plugins, setting: str) -> str:
    """Settings of a similar name or title, and other plugins that have one of this name."""
    titles: dict[str, str] = {name: name for name in WHOLE}
    for kind in PARTS:
        for name, field in _fields(experiment, plugins, kind).items():
            titles[(field.title or name).lower().replace(" ", "_")] = name
    titles |= {name: name for name in titles.values()}
    close = difflib.get_close_matches(setting, titles, 3)
    hints = []
    if close:
        hints.append(f"Did you mean {', '.join(dict.fromkeys(titles[word] for word in close))}?")
    for kind in PARTS:
        classes = plugins.of(KINDS[kind][1])
        ids = [id for id, cls in classes.items() if setting in cls.Params.model_fields]
        if ids:
            hints.append(f"It is a setting of the {kind} {' and '.join(ids)}.")
    return " ".join(hints) or "docs/settings.md lists them."


def _trained(
    run: Run, plugins: Plugins, launcher: type[Launcher], order: WorkOrder, progress: bool
) -> RunResult:
    control = Control()
    ends: list[Finished | Failed] = []
    has_learnt = threading.Event()
    if order.resume:
        has_learnt.set()

    def ending() -> str:
        return ENDING if has_learnt.is_set() else NOT_BEGUN

    with bar(progress) as shown, session.interruptible(control, ending) as interrupts:

        def emit(event: Event) -> None:
            if isinstance(event, Stepped):
                has_learnt.set()
            if isinstance(event, Finished | Failed):
                ends.append(event)
            shown(event)

        settings = stored_settings.load().launchers.get(launcher.id, {})
        handle = work.begin(launcher, run, order, plugins, emit, settings)
        work.follow(handle, control, WAIT_S, shown.show)
    if not ends:
        message = f"The training of {run.id} ended without saying how."
        raise TrainingError(message, f"workbench.resume({run.id!r}) goes on with it.")
    end = ends[-1]
    if isinstance(end, Failed):
        error = TrainingError(end.message, end.remedy)
        error.add_note(f"The run is kept: workbench.load_run({run.id!r})")
        raise error
    if interrupts.count > 1:
        message = f"Stopped at once; workbench.resume({run.id!r}) goes on from the last checkpoint."
        raise KeyboardInterrupt(message)
    return result_of(run)
