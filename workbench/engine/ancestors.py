"""Ancestors: a training that starts from other runs is not tested on what these have learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.contracts.dataset import Data, has_labels
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.events import Evaluated
from workbench.core.runs import learnt
from workbench.core.runs.learnt import Learnt
from workbench.core.runs.store import Run, RunStore
from workbench.inference.ancestry import Load, learnt_by


@dataclass(frozen=True)
class Descent:
    """What a run learns and what it is tested on.

    Attributes
    ----------
    learnt
        Its own rows and its ancestors'.
    data
        Its dataset, whose test split is without what its ancestors had learnt.
    tested
        Which rows of the whole test split are left, ``int64``; ``None`` for all.
    left_out
        Number of the others.
    remark
        What has to be said beside the test's figures; empty for nothing.
    """

    learnt: Learnt
    data: Data
    tested: npt.NDArray[np.int64] | None = None
    n_excluded: int = 0
    remark: str = ""

    def measured(self, evaluated: Evaluated) -> Evaluated:
        """An evaluation of the test split by the row numbers of the whole one."""
        if self.tested is None:
            return evaluated
        metrics = {**evaluated.metrics, "test/left_out": float(self.n_excluded)}
        wrong = None if evaluated.mistakes is None else self.tested[evaluated.mistakes]
        return replace(evaluated, metrics=metrics, mistakes=wrong)


def before(run: Run, opened: Sequence[Path], load: Load, resume: bool) -> list[Learnt]:
    """What was learnt by the runs that were opened, and by this one where it goes on."""
    folders = [path for path in opened if path != run.path.resolve()]
    found = [learnt_by(RunStore().get(path), load) for path in folders]
    return [*found, learnt_by(run, load)] if resume else found


def descent(data: Data, split_by: learnt.SplitBy, earlier: Sequence[Learnt]) -> Descent:
    """What a run learns that starts from ``earlier`` ones, and what is left to test it on.

    Raises
    ------
    ExperimentError
        When they had learnt the whole test split.
    """
    own = Learnt.of(data, split_by)
    known = own.and_of(*earlier)
    remark = _unknown(known.unknown)
    if not has_labels(data) or not earlier:
        return Descent(known, data, remark=remark)
    taken = Learnt(row_identity.union(each.rows for each in earlier))
    test = data.test.identities
    # What a dataset has in both splits is its own affair, and the same after a resume.
    tested = np.flatnonzero(~taken.among(test) | own.among(test)).astype(np.int64)
    whole = len(data.test)
    if len(tested) == whole:
        return Descent(known, data, remark=remark)
    if not len(tested):
        message = f"All {whole:,} test rows were learnt by the run that this one starts from."
        raise ExperimentError(message, "Start from another run, or choose other data.")
    left_out = whole - len(tested)
    remark = "; ".join(filter(None, (_exclusion_note(left_out, whole), remark)))
    return Descent(known, data.with_test(tested), tested, left_out, remark)


def _exclusion_note(count: int, whole: int) -> str:
    return (
        f"{count:,} of {whole:,} test rows are left out, because the run that this one starts from "
        "had learnt them"
    )


def _unknown(runs: Sequence[str]) -> str:
    if not runs:
        return ""
    names = ", ".join(runs)
    return f"it is not known which rows {names} had learnt; the test figures may be too good"
