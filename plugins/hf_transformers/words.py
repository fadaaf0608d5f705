"""Words: whole words of a model's vocabulary and their input embeddings, read from its file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench import ModelFileError

from . import files
from .files import ModelFolder

# The rarer ones of a large vocabulary are left out: their vectors alone would fill gigabytes.
MOST = 50_000
_REMEDY = "Choose another model."


def word_vectors(model: ModelFolder) -> tuple[tuple[str, ...], npt.NDArray[np.float32]]:
    """Whole words and their vectors, float32 ``(n, d_model)``.

    A vocabulary is sorted by frequency, or by when pieces were merged, which is alike; and so are
    the words. Pieces of words, single characters and what is no word are left out.

    Raises
    ------
    ModelFileError
        When a file is damaged.
    """
    from .tokens import tokenizer

    vocabulary = tokenizer(model.folder).get_vocab(with_added_tokens=False)
    mark = _mark(vocabulary)
    found: dict[str, int] = {}
    for token, id in sorted(vocabulary.items(), key=lambda pair: pair[1]):
        if (word := _word(token, mark)) and len(found) < MOST:
            found.setdefault(word, id)
    rows = _rows(model.folder, list(found.values()))
    return tuple(found), rows


def _mark(vocabulary: dict[str, int]) -> str:
    """What stands before a token that begins a word; empty where others are marked instead."""
    counts = {mark: sum(token.startswith(mark) for token in vocabulary) for mark in "Ġ▁"}
    most = max(counts, key=lambda mark: counts[mark])
    return most if counts[most] * 20 > len(vocabulary) else ""


def _word(token: str, mark: str) -> str:
    """The word that a token is; empty where it is none."""
    if mark and not token.startswith(mark):
        return ""
    word = token.removeprefix(mark)
    if mark == "Ġ":
        word = _from_bytes(word)
    return word if len(word) > 1 and word.isalpha() else ""


def _from_bytes(text: str) -> str:
    """A token of bytes, each written as one visible character, as GPT-2 (2019) has it."""
    from tokenizers import decoders

    return str(decoders.ByteLevel().decode([text]))


def _rows(folder: Path, ids: list[int]) -> npt.NDArray[np.float32]:
    """Rows of the table of input embeddings, without loading the rest of the model."""
    import safetensors

    from .reading import skeleton

    model = skeleton(folder)
    table = model.get_input_embeddings().weight
    name = next(name for name, weight in model.named_parameters() if weight is table)
    for path in files.weights(folder):
        try:
            with safetensors.safe_open(path, framework="pt") as file:
                names = file.keys()
                stored = next((key for key in names if _is_same(key, name)), None)
                if stored is None:
                    continue
                found = file.get_tensor(stored)
        except (OSError, safetensors.SafetensorError) as error:
            message = f"{path} is no file of weights, or damaged: {error}."
            raise ModelFileError(message, _REMEDY) from error
        if found.ndim != 2 or max(ids, default=0) >= len(found):
            message = f"{path} has word vectors of shape {tuple(found.shape)}."
            raise ModelFileError(message, _REMEDY)
        few: npt.NDArray[np.float32] = found[ids].float().numpy()
        return few
    raise ModelFileError(f"{folder} has no word vectors called {name}.", _REMEDY)


def _is_same(stored: str, name: str) -> bool:
    """Whether two names differ by the beginning alone, which a head of another kind adds."""
    return stored == name or stored.endswith(f".{name}") or name.endswith(f".{stored}")
