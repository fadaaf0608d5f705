"""Resolve: what an experiment means here, and why it cannot be trained if it cannot.

A pure function from what the user asked for and the plugins there are to plain
facts; the window and the command line both decide by it.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core import blame
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import ParamsError, UnknownPlugin
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.params import Params, make
from workbench.core.contracts.problem import Problem as Problem
from workbench.core.contracts.task import Task
from workbench.core.contracts.trainer import Trainer
from workbench.core.contracts.training_part import pair_problem
from workbench.core.experiment import PARTS, Experiment
from workbench.core.plugins import Plugins


@dataclass(frozen=True)
class Resolved:
    """An experiment with plugins found, defaults filled in and problems named.

    A part that could not be resolved is ``None``; then ``problems`` says why.
    ``task`` is ``None`` while it is unknown, which is not a problem: some
    datasets know theirs only once loaded.
    """

    experiment: Experiment
    dataset: type[Dataset] | None
    architecture: type[Architecture] | None
    trainer: type[Trainer] | None
    dataset_params: Params | None
    architecture_params: Params | None
    trainer_params: Params | None
    task: Task | None
    problems: tuple[Problem, ...]

    @property
    def trainable(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems


def resolve(experiment: Experiment, plugins: Plugins, task: Task | None = None) -> Resolved:
    """Say what ``experiment`` means.

    Parameters
    ----------
    task
        The dataset's task where it is already loaded; otherwise the dataset is asked.
    """
    problems: list[Problem] = []
    found: dict[str, type[Dataset | Architecture | Trainer] | None] = {}
    params: dict[str, Params | None] = {}
    for kind in PARTS:
        found[kind], params[kind] = _part(experiment, plugins, kind, problems)
    dataset, architecture, trainer = (found[kind] for kind in PARTS)
    if task is None and dataset and params["dataset"]:
        try:
            task = dataset().task(params["dataset"])  # type: ignore[union-attr]
            if task is not None and not isinstance(task, Task):
                message = f"task() gave {task!r}, which is no Task"
                raise TypeError(message)
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
            task = None
            problems.append(_fault("dataset", error, dataset))
    if task is not None:
        try:
            problems += _misfits(task, architecture, trainer, params, plugins)  # type: ignore[arg-type]
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
            problems.append(_fault("architecture", error, architecture, trainer))
    return Resolved(
        experiment,
        dataset,  # type: ignore[arg-type]
        architecture,  # type: ignore[arg-type]
        trainer,  # type: ignore[arg-type]
        params["dataset"],
        params["architecture"],
        params["trainer"],
        task,
        tuple(problems),
    )


def _fault(where: str, error: BaseException, *suspects: object) -> Problem:
    blame.let_through(error)
    known = blame.contained(error, *suspects)
    return Problem(where, known.message, known.remedy)


def _part(
    experiment: Experiment, plugins: Plugins, kind: str, problems: list[Problem]
) -> tuple[type[Dataset | Architecture | Trainer] | None, Params | None]:
    part = experiment.part(kind)
    try:
        cls = plugins.get(KINDS[kind][1], part.id)
    except UnknownPlugin as error:
        problems.append(Problem(kind, error.message, error.remedy))
        return None, None
    try:
        return cls, make(cls.Params, part.params, kind)  # type: ignore[return-value]
    except ParamsError as error:
        problems.extend(Problem(path, message) for path, message in error.problems)
        return cls, None  # type: ignore[return-value]


def fitting(kind: str, plugins: Plugins, task: Task) -> list[str]:
    """Ids of the architectures or trainers that take a task, the first in order first.

    Parameters
    ----------
    kind
        ``architecture`` or ``trainer``.
    """
    ids = []
    base: type[Architecture | Trainer] = KINDS[kind][1]  # type: ignore[assignment]
    for id, cls in sorted(plugins.of(base).items(), key=lambda item: item[1].order):
        try:
            if cls().supports(task):
                ids.append(id)
        except Exception:  # noqa: BLE001 - a plugin that cannot say it does not fit
            continue
    return ids


def _others(kind: str, plugins: Plugins, task: Task) -> str:
    ids = fitting(kind, plugins, task)
    return f"Choose another {kind}" + (f": {', '.join(ids)}." if ids else ".")


def _misfits(
    task: Task,
    architecture: type[Architecture] | None,
    trainer: type[Trainer] | None,
    params: dict[str, Params | None],
    plugins: Plugins,
) -> list[Problem]:
    if not task.is_known:
        message = f"The dataset poses a task of no known kind: {task}."
        remedy = (
            "Its load() and task() must say what goes in and what comes out: workbench.Examples."
        )
        return [Problem("dataset", message, remedy)]
    problems = []
    network, training = params["architecture"], params["trainer"]
    if architecture and not architecture().supports(task):
        message = f"{architecture.name} cannot take {task}."
        problems.append(Problem("architecture", message, _others("architecture", plugins, task)))
    elif architecture and network and (why := architecture().problem(task, network)):
        if not isinstance(why, Problem):
            why = Problem("architecture", why, "Change its settings.")
        problems.append(why)
    if trainer and not trainer().supports(task):
        message = f"{trainer.name} cannot train on {task}."
        problems.append(Problem("trainer", message, _others("trainer", plugins, task)))
    elif trainer and network and training and (found := trainer().problem(task, training, network)):
        problems.append(found)
    if not problems and architecture and trainer and (why := pair_problem(architecture, trainer)):
        remedy = _partners(task, architecture, trainer, plugins)
        problems.append(Problem("trainer", why, remedy))
    return problems


def _partners(
    task: Task,
    architecture: type[Architecture],
    trainer: type[Trainer],
    plugins: Plugins,
) -> str:
    """What to choose in place of one of two that do not work together."""
    trainers, architectures = plugins.of(Trainer), plugins.of(Architecture)
    others = {
        "trainer": [
            id
            for id in fitting("trainer", plugins, task)
            if not pair_problem(architecture, trainers[id])
        ],
        "architecture": [
            id
            for id in fitting("architecture", plugins, task)
            if not pair_problem(architectures[id], trainer)
        ],
    }
    choices = [f"another {kind} ({', '.join(ids)})" for kind, ids in others.items() if ids]
    return f"Choose {' or '.join(choices)}." if choices else "Choose others."
