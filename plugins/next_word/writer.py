"""What the playground asks of models: which runs can write, what comes next, and more. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.errors import ModelFileError
from workbench.core.runs import RunInfo, RunStore
from workbench.core.tokenizer import visible
from workbench.inference.textmodel import NEXT, LanguageModel, task_of

TOP = 10


@dataclass(frozen=True)
class Expected:
    """The likeliest next tokens as they are to be seen, and their probabilities."""

    tokens: tuple[str, ...]
    probabilities: npt.NDArray[np.float32]


def writers(store: RunStore) -> list[RunInfo]:
    """The runs whose model continues text, newest first."""
    return [info for info in store.list() if _writes(info.path / "model.onnx")]


def _writes(model: Path) -> bool:
    return model.is_file() and _task(model, model.stat().st_mtime) == NEXT


@lru_cache(256)
def _task(model: Path, stamp: float) -> str:  # noqa: ARG001 - a new file is asked anew
    try:
        return task_of(model)
    except ModelFileError:
        return ""


def expected(model: LanguageModel, text: str) -> Expected:
    """The `TOP` likeliest tokens after a text, likeliest first."""
    p = model.next_token_probabilities(text)
    best = np.argsort(-p, kind="stable")[:TOP]
    return Expected(tuple(visible(model.tokenizer.token(int(id))) for id in best), p[best])
