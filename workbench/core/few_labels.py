"""Few labels: so many training rows of each class, as if nobody had labelled the others.

A dataset offers it by making `FewLabelsParams` a base of its settings and calling `with_few` on
what it loads. The test split stays as it is.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.contracts.dataset import ImageClasses, Split
from workbench.core.contracts.examples import Examples, Rows
from workbench.core.contracts.params import Params, param
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.row_identity import Identities
from workbench.core.runs.learnt import SplitBy

Labelled = TypeVar("Labelled", ImageClasses, TextClasses, Examples)
Indices = npt.NDArray[np.int64]


class FewLabelsParams(Params):
    """How many labels there are, and which."""

    labels_per_class: int | None = param(
        None,
        "Labels per class",
        "Use only this many training examples per class; blank uses all. The test split stays "
        "whole.",
        blank="all",
        unit="examples",
        log=True,
        ge=1,
    )
    label_seed: int = param(
        0, "Label seed", "Which examples keep their labels.", advanced=True, ge=0
    )


def chosen(
    y: npt.NDArray[np.integer], n: int, seed: int, identities: Identities | None = None
) -> Indices:
    """Numbers of ``n`` rows of each class (all of a class that has fewer), rising.

    The rows of a smaller ``n`` are among those of a larger one with the same seed, and a class's
    rows do not depend on the other classes.

    Parameters
    ----------
    identities
        Of the rows: they are drawn by what they are, and those of a dataset that has grown or that
        stand in another order are the same but for new ones. Without them places decide.
    """
    found = [np.empty(0, np.int64)]
    ranks = None if identities is None else row_identity.ranks(identities, seed, "labels")
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if ranks is None:
            order = np.random.default_rng([seed, int(label)]).permutation(len(rows))
        else:
            order = np.argsort(ranks[rows], kind="stable")
        found.append(rows[order[:n]])
    return np.sort(np.concatenate(found))


def few(
    split: TextRows | Split | Rows,
    params: FewLabelsParams,
    split_by: SplitBy = "content",
    strata: Indices | None = None,
) -> Indices:
    """Numbers of the training rows that the settings leave.

    Parameters
    ----------
    strata
        Classes ``(n,)`` where they are not the labels, as `TargetKind.strata` gives them.
    """
    if params.labels_per_class is None:
        return np.arange(len(split))
    identities = split.identities if split_by == "content" else None
    y = split.y if strata is None else strata
    return chosen(y, params.labels_per_class, params.label_seed, identities)


def with_few(data: Labelled, params: FewLabelsParams, split_by: SplitBy = "content") -> Labelled:
    """The dataset with a training split of as many labels as the settings say.

    ``split_by`` is that of the dataset's `workbench.core.contracts.dataset.Loading`.
    """
    if params.labels_per_class is None:
        return data
    strata = data.target.strata(data.train.y)
    return data.with_train(few(data.train, params, split_by, strata))
