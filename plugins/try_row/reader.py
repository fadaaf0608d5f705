"""Reading a user's row and asking a model about it. No Qt here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench import InputKind, UsageError
from workbench.inference import RowModel

# Rows of a file that are asked about and can be looked through.
MOST = 1000


@dataclass(frozen=True)
class RowAnswers:
    """Rows and what a model answers to each.

    Attributes
    ----------
    rows
        As the model's input kind holds them.
    answers
        float32 ``(n, n_outputs)``, as `RowModel.predict` gives them.
    predictions
        Of the target's type, ``(n,)`` or ``(n, n_outputs)``.
    cut
        Whether there were more than `MOST`.
    """

    rows: Any
    answers: npt.NDArray[np.float32] = field(repr=False)
    predictions: npt.NDArray[Any] = field(repr=False)
    cut: bool = False

    def __len__(self) -> int:
        return len(self.answers)


def ask(model: RowModel, source: str | Path) -> RowAnswers:
    """Read rows from what was typed, or from a file, and have the model answer.

    Raises
    ------
    DatasetError, UsageError
        When they cannot be read.
    ModelFileError
        When the model fails on them.
    """
    kind = model.inputs
    rows = _read(kind, source) if isinstance(source, Path) else read_typed(kind, source)
    n = len(rows)
    if not n:
        raise UsageError("There is no row in it.", "Give at least one.")
    if n > MOST:
        rows = kind.take(rows, np.arange(MOST))
    if problem := kind.problem(rows):
        raise UsageError(f"This {problem}.", "Correct it.")
    answers = model.predict(rows)
    return RowAnswers(rows, answers, model.target.predictions(answers), n > MOST)


def read_typed(kind: InputKind, text: str) -> Any:
    """Rows from what was typed: as the kind reads texts, else as JSON, else as numbers.

    Raises
    ------
    DatasetError, UsageError
        As the kind says of the text itself.
    """
    try:
        return _read(kind, text)
    except UsageError as error:
        # ``1, 2`` are numbers to whoever types them, also for a kind that takes arrays alone.
        for written in (text, f"[{text}]"):
            try:
                return _read(kind, json.loads(written))
            except (ValueError, UsageError):
                continue
        raise error from None


def _read(kind: InputKind, source: Any) -> Any:
    """What the kind reads; an error of conversion is the text's fault, not the plugin's."""
    try:
        return kind.read(source)
    except (ValueError, TypeError, KeyError) as error:
        message = f"This is no {kind.noun[0]}: {error}."
        raise UsageError(message, "Correct what is typed.") from error
