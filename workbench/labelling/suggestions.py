"""Suggestions: what the labels so far teach about the other rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core.contracts.answerer import Answerer, Floats, Tools
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.params import make
from workbench.core.contracts.targets import Classes
from workbench.core.contracts.task import ImageClassification, Task, TextClassification
from workbench.core.contracts.task_contribution import supports
from workbench.core.plugins import Plugins
from workbench.labelling.items import Items

FEWEST = 2


@dataclass(frozen=True)
class Suggestion:
    """Probabilities for each row, ``float32`` ``(n, n_classes)``, and of how many labels."""

    probabilities: Floats
    labels: int
    by: str

    def of(self, row: int, classes: Sequence[str]) -> tuple[str, float]:
        """The label that a row most probably has, and its probability."""
        best = int(self.probabilities[row].argmax())
        return classes[best], float(self.probabilities[row, best])


def load() -> None:
    """Load what learns, which takes a second the first time: not between two keys."""
    import sklearn.feature_extraction.text
    import sklearn.linear_model  # noqa: F401


def learners(plugins: Plugins, items: Items) -> list[str]:
    """Answerers that can learn from these rows by their ids, the first in order first."""
    able = [cls for cls in plugins.of(Answerer).values() if cls.learns]
    able = [cls for cls in able if supports(cls, _task(items))]
    return [cls.id for cls in sorted(able, key=lambda cls: (cls.order, cls.id))]


def suggest(
    items: Items,
    classes: Sequence[str],
    labels: Mapping[int, str],
    plugins: Plugins,
    learner: str = "",
    tools: Tools | None = None,
    seed: int = 0,
) -> Suggestion | None:
    """Learn from the labels and say what the rows are; ``None`` before two classes have labels.

    Parameters
    ----------
    labels
        What people say, by row.
    learner
        An answerer's id; empty takes the usual one.

    Raises
    ------
    UsageError
        When there is no such answerer, or it cannot learn from such rows.
    """
    tools = tools or Tools()
    rows = sorted(row for row, label in labels.items() if label in classes)
    y = np.array([classes.index(labels[row]) for row in rows], np.int64)
    if len(np.unique(y)) < FEWEST:
        return None
    able = learners(plugins, items)
    if not able or (learner and learner not in able):
        message = f"{learner or 'Nothing'} can learn from these {items.kind}."
        remedy = f"Choose one of {', '.join(able)}." if able else "Add a plugin that can."
        raise UsageError(message, remedy)
    cls = plugins.get(Answerer, learner or able[0])
    # Of few labels hardly one is of a rare class.
    settings = {"balanced": True} if "balanced" in cls.Params.model_fields else {}
    params = make(cls.Params, settings, cls.id)
    tools.check()
    fitted = cls().fit(items.labelled(rows, y), Classes(tuple(classes)), params, seed, tools)
    tools.check()
    found = np.asarray(fitted.predict(items.inputs), np.float32)
    return Suggestion(found, len(rows), cls.name)


def _task(items: Items) -> Task:
    if items.pictures is None:
        return TextClassification(("a", "b"), 2, "")
    _, height, width, *channels = items.pictures.shape
    return ImageClassification(height, width, channels[0] if channels else 1, ("a", "b"))
