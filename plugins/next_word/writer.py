"""What the playground asks of a model: what comes next, and what it does not know. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench import SPECIAL_TOKENS, text_without_token, visible_token
from workbench.inference import LanguageModel

TOP = 10


@dataclass(frozen=True)
class Expected:
    """The likeliest next tokens: ids, as they are to be seen, and their probabilities.

    ``strangers`` is what of the text the model does not know.
    """

    ids: tuple[int, ...]
    tokens: tuple[str, ...]
    probabilities: npt.NDArray[np.float32]
    strangers: tuple[str, ...] = ()


def expected(model: LanguageModel, before: npt.NDArray[np.int64], prompt: str = "") -> Expected:
    """The `TOP` likeliest tokens after ids ``(time,)``, likeliest first.

    Special tokens are left out, as they are never written.
    """
    p = model.next_token_probabilities(before)
    order = np.argsort(-p[len(SPECIAL_TOKENS) :], kind="stable")[:TOP] + len(SPECIAL_TOKENS)
    ids = tuple(int(id) for id in order)
    shown = tuple(visible_token(model.tokenizer.token(id)) for id in ids)
    return Expected(ids, shown, p[order], text_without_token(model.tokenizer, prompt))
