"""Votes: what labelling functions say of all rows, each alone and together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core.statistics import wilson
from workbench.labelling import labelmodel
from workbench.labelling.functions import ABSTAINED, Function, Votes
from workbench.labelling.functions import votes as votes_of
from workbench.labelling.labelmodel import LabelModel
from workbench.labelling.project import Project


@dataclass(frozen=True)
class Judged:
    """How one function does.

    Attributes
    ----------
    coverage
        Part of all rows on which it says something.
    overlaps, conflicts
        Part of all rows on which it speaks and another one does too; and says something else.
    right, checked
        Of the rows that people have labelled and it speaks on, how many it has right.
    low, high
        Wilson's 95 % interval of that part; ``None`` where nothing was checked.
    estimated
        Its accuracy as the label model estimates it; ``None`` where it says nothing at all.
    """

    name: str
    coverage: float
    overlaps: float
    conflicts: float
    right: int
    checked: int
    low: float | None
    high: float | None
    estimated: float | None


@dataclass(frozen=True)
class Applied:
    """All functions that have said something, and what follows from them together.

    Attributes
    ----------
    votes
        Class indices, int64 ``(n, m)``; -1 where a function says nothing.
    waiting
        Prompts that were not yet put to their model.
    silent
        Classes that no function ever says and nobody has labelled: the model cannot know them.
    """

    functions: tuple[Function, ...]
    votes: Votes
    model: LabelModel | None
    judged: tuple[Judged, ...]
    waiting: tuple[Function, ...] = ()
    silent: tuple[str, ...] = ()

    def labels(self, classes: Sequence[str], sureness: float) -> dict[int, str]:
        """Rows of which the model is as sure as that, with their labels; others are left out.

        Rows on which no function says anything are never among them.
        """
        if self.model is None:
            return {}
        p = self.model.probabilities
        sure = (p.max(1) >= sureness) & self.model.covered
        best = p.argmax(1)
        return {int(row): classes[int(best[row])] for row in np.flatnonzero(sure)}


def apply(
    project: Project, people: Mapping[int, str], check: Callable[[], None] = lambda: None
) -> Applied:
    """Let all functions speak that need not ask anybody, and estimate what rows are.

    Parameters
    ----------
    people
        What people say, by row: it tells which functions to believe.

    Raises
    ------
    UsageError
        When a function cannot be applied to these rows.
    """
    there, waiting, columns = [], [], []
    for function in project.head.function:
        if function.kind == "prompt":
            said = project.saved_votes(function)
        else:
            said = votes_of(function, project.items, project.classes, check)
        if said is None:
            waiting.append(function)
        else:
            there.append(function)
            columns.append(said)
    votes = np.stack(columns, 1) if columns else np.empty((len(project.items), 0), np.int64)
    gold = gold_of(people, project.classes, len(project.items))
    model = labelmodel.fit(votes, len(project.classes), gold) if columns else None
    known = {int(label) for label in np.unique(votes)} | {int(label) for label in np.unique(gold)}
    silent = tuple(c for i, c in enumerate(project.classes) if i not in known) if columns else ()
    return Applied(
        tuple(there), votes, model, _judged(there, votes, gold, model), tuple(waiting), silent
    )


def gold_of(people: Mapping[int, str], classes: Sequence[str], n: int) -> Votes:
    """Labels of people as class indices, int64 ``(n,)``; -1 where there is none."""
    gold = np.full(n, ABSTAINED, np.int64)
    for row, label in people.items():
        if label in classes:
            gold[row] = classes.index(label)
    return gold


def _judged(
    functions: Sequence[Function], votes: Votes, gold: Votes, model: LabelModel | None
) -> tuple[Judged, ...]:
    spoken, found = votes != ABSTAINED, []
    for number, function in enumerate(functions):
        mine = spoken[:, number]
        others = np.delete(votes, number, 1)
        overlapping = mine & (others != ABSTAINED).any(1)
        differs = (others != ABSTAINED) & (others != votes[:, [number]])
        checked = mine & (gold != ABSTAINED)
        right = int((votes[checked, number] == gold[checked]).sum())
        n = int(checked.sum())
        low, high = wilson(right, n) if n else (None, None)
        estimated = float(model.accuracy[number]) if model is not None and mine.any() else None
        found.append(
            Judged(
                function.name,
                float(mine.mean()),
                float(overlapping.mean()),
                float((mine & differs.any(1)).mean()),
                right,
                n,
                low,
                high,
                estimated,
            )
        )
    return tuple(found)
