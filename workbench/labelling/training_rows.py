"""Training rows: a labelling as rows to learn from and rows to be tested on.

Only what people say is tested on. What functions say together may be learnt from, never more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.contracts.errors import DatasetError
from workbench.core.runs.learnt import SplitBy
from workbench.core.split_rows import split
from workbench.labelling.agreement import consensus
from workbench.labelling.project import Project
from workbench.labelling.votes import apply

Rows = npt.NDArray[np.int64]
FEWEST = 2


@dataclass(frozen=True)
class TrainingRows:
    """Rows with class indices, both int64; functions labelled ``weak`` of the training rows.

    ``disputed`` rows are in neither part: people who label have not agreed on them.
    """

    train: Rows
    train_y: Rows
    test: Rows
    test_y: Rows
    classes: tuple[str, ...]
    weak: int
    disputed: int


def parts(
    project: Project,
    test_part: float,
    seed: int,
    sureness: float | None = None,
    check: Callable[[], None] = lambda: None,
    split_by: SplitBy = "content",
) -> TrainingRows:
    """Split what people labelled; add what functions are sure of to the training.

    What a row is decides its side, labelled or not: functions teach no row that would be a test
    row once a person labels it. Classes that no row has are left out.

    Parameters
    ----------
    sureness
        How sure the label model must be of a row, 0 to 1; ``None`` learns from people alone.
    split_by
        As in `workbench.core.split_rows.split`.

    Raises
    ------
    DatasetError
        When there are labels of fewer than two classes, or too few to be tested on.
    """
    agreed = consensus(project.standing())
    people = agreed.labels
    weak: Mapping[int, str] = {}
    rows, test = _divided(people, project, test_part, seed, split_by)
    if sureness is not None:
        # What is tested on must not teach which functions to believe.
        seen = {row: label for row, label in people.items() if row not in set(test)}
        sure = apply(project, seen, check).labels(project.classes, sureness)
        taken = {*people, *agreed.disputed}
        if split_by == "content":
            taken |= _for_testing(project, test, test_part, seed)
        weak = {row: label for row, label in sure.items() if row not in taken}
    learnt = {row: people[row] for row in rows} | dict(weak)
    used = {*learnt.values(), *(people[row] for row in test)}
    classes = tuple(label for label in project.classes if label in used)
    if len(classes) < FEWEST:
        raise _too_few(len(people), project.head.name)
    number = {label: index for index, label in enumerate(classes)}
    train = np.array(sorted(learnt), np.int64)
    held_out = np.array(test, np.int64)
    return TrainingRows(
        train,
        np.array([number[learnt[row]] for row in train.tolist()], np.int64),
        held_out,
        np.array([number[people[row]] for row in test], np.int64),
        classes,
        len(weak),
        len(agreed.disputed),
    )


def enough(people: Mapping[int, str]) -> bool:
    """Whether labels by row can be divided: two classes, one of them of two rows."""
    counts = Counter(people.values())
    return len(counts) >= FEWEST and max(counts.values()) >= FEWEST


def _divided(
    people: Mapping[int, str], project: Project, test_part: float, seed: int, split_by: SplitBy
) -> tuple[list[int], list[int]]:
    rows = np.array(sorted(people), np.int64)
    y = np.array([project.classes.index(people[row]) for row in rows.tolist()], np.int64)
    if not enough(people):
        raise _too_few(len(rows), project.head.name)
    train, test = split(_identities(project, rows), y, test_part, seed, split_by)
    if not len(test):
        raise _too_few(len(rows), project.head.name)
    return rows[train].tolist(), sorted(rows[test].tolist())


def _for_testing(project: Project, test: list[int], test_part: float, seed: int) -> set[int]:
    """Rows, with a label or without, that are on the side of the test."""
    every = _identities(project, np.arange(len(project.items)))
    on_side = row_identity.chosen(every, test_part, seed, "test") | np.isin(every, every[test])
    return set(np.flatnonzero(on_side).tolist())


def _identities(project: Project, rows: Rows) -> row_identity.Identities:
    items = project.items
    if items.pictures is not None:
        return row_identity.of_pictures(items.pictures[rows])
    return row_identity.of_texts([items.texts[row] for row in rows.tolist()])


def _too_few(labels: int, name: str) -> DatasetError:
    message = f"{labels} rows of the labelling {name!r} have a label: too few to learn from."
    return DatasetError(message, "Label some more, at least two rows of two classes.")
