"""Fitting parts: the architecture and trainer that a task takes where nobody chose one."""

from __future__ import annotations

import itertools
from collections.abc import Collection

from workbench.core import blame, pretrained
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.resolve import fitting, resolve

CHOSEN = ("architecture", "trainer")


def with_fitting_parts(
    experiment: Experiment, plugins: Plugins, given: Collection[str]
) -> Experiment:
    """Replace the parts that do not fit the dataset's task and that nobody chose.

    The first in order that fits is taken; parts that fit stay. Where the task is not known before,
    the data is loaded. What cannot be resolved, and what nothing fits, stays as it is: whoever
    trains it is refused.

    Parameters
    ----------
    given
        The parts that the user chose; their plugins stay.

    Raises
    ------
    DatasetError
        When the task is not known before and the data cannot be loaded.
    """
    free = [kind for kind in CHOSEN if kind not in given]
    if not free:
        return experiment
    resolved = resolve(experiment, plugins)
    if resolved.dataset is None or resolved.dataset_params is None:
        return experiment
    task = resolved.task
    if task is None:
        try:
            task = pretrained.load(experiment.dataset, plugins).task
        except BaseException as error:
            blame.let_through(error)
            raise blame.contained(error, resolved.dataset) from error
    if not any(problem.where in CHOSEN for problem in resolve(experiment, plugins, task).problems):
        return experiment
    ids = [
        fitting(kind, plugins, task) if kind in free else [experiment.part(kind).id]
        for kind in CHOSEN
    ]
    for pair in itertools.product(*ids):
        candidate = experiment
        for kind, id in zip(CHOSEN, pair, strict=True):
            if kind in free and id != experiment.part(kind).id:
                candidate = candidate.with_part(kind, id)
        if resolve(candidate, plugins, task).trainable:
            return candidate
    return experiment
