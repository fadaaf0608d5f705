"""Pieces: batches of running text, with the labels that the text itself gives."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from workbench import Corpus, ExperimentError, LabelledBatch
from workbench.engine import step_generator

from . import LanguageModelParams
from .masking import IGNORED, hide

# A recurrent network looks back as far as it is taught to.
DEFAULT_LENGTH = 64


def length_of(params: LanguageModelParams, context: int | None) -> int:
    """Tokens in a piece; ``context`` is how many the network can look at, if it has an end.

    Raises
    ------
    ExperimentError
        When pieces are longer than the network can look at.
    """
    length = params.length or context or DEFAULT_LENGTH
    if context is not None and length > context:
        message = f"Pieces of {length} tokens do not fit a context of {context}."
        raise ExperimentError(message, "Shorten the pieces or widen the context.")
    return length


def parts(data: Corpus, validation: float, length: int) -> dict[str, npt.NDArray[np.int32]]:
    """``train``, ``val`` (the end of the training text) and ``test``, ids ``(n,)`` each.

    Raises
    ------
    ExperimentError
        When one of them is shorter than a piece.
    """
    cut = round(len(data.train) * (1 - validation))
    found = {"train": data.train[:cut], "val": data.train[cut:], "test": data.test}
    shortest = min(len(part) for part in found.values())
    if shortest <= length:
        message = f"The text is too short: a part of it has {shortest} tokens."
        raise ExperimentError(message, f"Take more text, or pieces shorter than {length}.")
    return found


def batch(
    text: Tensor, params: LanguageModelParams, length: int, n_tokens: int, seed: int, number: int
) -> tuple[Tensor, Tensor]:
    """Input and target rows int64 ``(batch, length)`` from anywhere in ``text``.

    They depend on seed and number alone. Targets are ``IGNORED`` where nothing is to be guessed.
    """
    generator = step_generator(seed, number)
    last = len(text) - length
    starts = torch.randint(last, (params.batch_size, 1), generator=generator)
    places = (starts + torch.arange(length)).to(text.device)
    ids = text[places].long()
    if params.objective == "next":
        return ids, text[places + 1].long()
    return hide(ids, n_tokens, generator)


def labels(
    data: Corpus, params: LanguageModelParams, context: int | None, seed: int, number: int
) -> LabelledBatch:
    """Batch ``number`` of a training; see `workbench.Trainer.labels`."""
    length = length_of(params, context)
    text = torch.from_numpy(parts(data, params.validation, length)["train"])
    given, wanted = batch(text, params, length, data.task.n_tokens, seed, number)
    return LabelledBatch(given.numpy(), torch.where(wanted == IGNORED, -1, wanted).numpy())
