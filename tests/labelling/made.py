"""Labellings made for tests: short texts in two classes, and pictures."""

from __future__ import annotations

import numpy as np

from workbench.labelling import project
from workbench.labelling.functions import Function
from workbench.labelling.items import Items
from workbench.labelling.project import Project

CLASSES = ("ham", "spam")
HAM = ("see you at home", "lunch at noon then", "running late sorry", "call mum tonight")
SPAM = ("win a free prize now", "free cash claim now", "urgent prize waiting", "claim your prize")


def texts(n: int = 40) -> Items:
    """Half of each class, by turns, with known labels."""
    pairs = [(HAM, "ham"), (SPAM, "spam")]
    rows = [(f"{pairs[i % 2][0][(i // 2) % 4]} {i}", pairs[i % 2][1]) for i in range(n)]
    return Items(tuple(text for text, _ in rows), None, tuple(label for _, label in rows))


def pictures(n: int = 12) -> Items:
    """Bright above or below."""
    x = np.zeros((n, 8, 8), np.uint8)
    for row in range(n):
        half = slice(0, 4) if row % 2 else slice(4, 8)
        x[row, half] = 100 + row
    return Items((), x, tuple("above" if row % 2 else "below" for row in range(n)))


FUNCTIONS = (
    Function(name="prize", label="spam", words=("prize", "cash")),
    Function(name="urgent", label="spam", pattern=r"\burgent|free\b"),
    Function(name="talk", label="ham", words=("home", "lunch", "sorry", "mum")),
)


def labelling(
    name: str = "mails", n: int = 40, functions: tuple[Function, ...] = FUNCTIONS
) -> Project:
    """A labelling in the home of the test."""
    return project.create(name, texts(n), CLASSES, functions=functions)


def say(found: Project, rows: range, by: str = "ann", wrong: frozenset[int] = frozenset()) -> None:
    """Label rows as they are known, some of them wrongly."""
    for row in rows:
        known = found.items.source_labels[row]
        other = next(label for label in found.classes if label != known)
        found.mark(row, other if row in wrong else known, by)
