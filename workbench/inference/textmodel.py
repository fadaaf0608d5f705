"""Text models from ONNX files: classifiers, and language models with or without a cache."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import ModelFileError, UsageError
from workbench.core.special_tokens import MASK, MASK_ID, PAD_ID, SPECIAL
from workbench.core.tokenizer import Tokenizer
from workbench.inference.modelfile import (
    answer_problem,
    classes_in,
    metadata,
    open_session,
    provenance_in,
)
from workbench.inference.sampling import softmax

PICTURES, CLASSES, NEXT, MASKED, EXAMPLES = TASKS = (
    "image-classification",
    "text-classification",
    "next-token",
    "masked-token",
    "examples",
)
# The second file of a model that remembers what it computed, beside ``model.onnx``.
MODEL, CACHED = "model.onnx", "cached.onnx"
_LONGEST = 1 << 24
_AT_ONCE = 32
_REMEDY = "Choose a model.onnx that the workbench exported from a run on text."

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
# Name, type and number of axes of each value.
Signature = tuple[tuple[str, str, int], ...]


def task_of(path: Path) -> str:
    """What a model file is for, one of `TASKS`; a file that does not say takes pictures.

    Raises
    ------
    ModelFileError
        When the file is damaged, or for something else.
    """
    return _task(metadata(path), path)


class TextModel:
    """What the text models share; ``provenance`` is what the file says of its origin.

    ``context`` is the number of tokens that the model takes at most; ``alone`` is as for
    `modelfile.open_session`.

    Raises
    ------
    ModelFileError
        When the file is damaged, foreign, hostile, or for another of `TASKS`.
    """

    tasks: ClassVar[tuple[str, ...]] = ()
    inputs: ClassVar[Signature] = (("ids", "tensor(int64)", 2),)
    outputs: ClassVar[Signature] = ()

    def __init__(self, path: Path, alone: bool = False) -> None:
        self.path = path
        facts = metadata(path)
        self._session = open_session(path, alone)
        self.task = _task(facts, path)
        if self.task not in self.tasks:
            raise ModelFileError(f"{path} is a model for {self.task}.", _REMEDY)
        self._check("inputs", self._session.get_inputs(), self.inputs)
        self._check("outputs", self._session.get_outputs(), self.outputs)
        self.tokenizer = Tokenizer.from_json(facts.get("tokenizer", ""))
        self.context = context_in(facts, path)
        self.provenance: dict[str, Any] = provenance_in(facts, path)
        self._read(facts)

    def _read(self, facts: dict[str, Any]) -> None:
        """Take further facts from the metadata."""

    def _check(self, side: str, nodes: Any, expected: Signature) -> None:
        found = [(value.name, value.type, len(value.shape or ())) for value in nodes]
        if found != list(expected):
            message = f"{self.path} has the {side} {_signature(found)}, not {_signature(expected)}."
            raise ModelFileError(message, _REMEDY)

    def _run(self, values: dict[str, npt.NDArray[Any]]) -> list[Floats]:
        try:
            answers: list[Floats] = self._session.run(None, values)
        except ModelFileError:
            raise
        except Exception as error:
            reason = str(error).splitlines()[0][:200]
            raise ModelFileError(f"{self.path} failed on this text: {reason}", _REMEDY) from error
        return answers

    def _wrong_answer(self, shape: tuple[int, ...], expected: tuple[int, ...]) -> ModelFileError:
        problem = f"{shape}, not {expected}" if shape != expected else "numbers that are not finite"
        return ModelFileError(f"{self.path} answers with {problem}.", _REMEDY)


class TextClassifier(TextModel):
    """Texts to class probabilities; ``classes`` are the class names."""

    tasks: ClassVar[tuple[str, ...]] = (CLASSES,)
    outputs: ClassVar[Signature] = (("probabilities", "tensor(float)", 2),)
    classes: tuple[str, ...]

    def _read(self, facts: dict[str, Any]) -> None:
        self.classes = classes_in(facts, self.path, None)

    def predict(self, texts: Sequence[str]) -> Floats:
        """Probabilities float32 ``(n, n_classes)`` of texts, each read up to ``context`` tokens.

        Raises
        ------
        ModelFileError
            When the model fails on them.
        """
        return self.probabilities([self.encode(text) for text in texts])

    def encode(self, text: str) -> Ids:
        """Ids int64 ``(time,)`` of a text, as far as it is read."""
        return self.tokenizer.encode(text)[: self.context].astype(np.int64)

    def probabilities(self, rows: Sequence[Ids]) -> Floats:
        """Probabilities float32 ``(n, n_classes)`` of texts as ids, each ``(time,)``.

        Raises
        ------
        ModelFileError
            When the model fails on them.
        """
        parts = [
            self._ask(rows[start : start + _AT_ONCE]) for start in range(0, len(rows), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.empty((0, len(self.classes)), np.float32)

    def _ask(self, rows: Sequence[Ids]) -> Floats:
        # One column at least: of an empty text a network would see nothing at all.
        ids = np.full((len(rows), max(1, *map(len, rows))), PAD_ID, np.int64)
        for row, found in zip(ids, rows, strict=True):
            row[: len(found)] = found
        (answers,) = self._run({"ids": ids})
        wanted = (len(rows), len(self.classes))
        if problem := answer_problem(answers, wanted):
            raise ModelFileError(f"{self.path} {problem}.", _REMEDY)
        return answers


class LanguageModel(TextModel):
    """Text to the next token, or to a hidden one; `generate` writes with it."""

    tasks: ClassVar[tuple[str, ...]] = (NEXT, MASKED)
    outputs: ClassVar[Signature] = (("logits", "tensor(float)", 3),)

    @cached_property
    def with_cache(self) -> CachedModel | None:
        """The graph with a cache that lies beside it, opened once; raises as `cached` does."""
        return cached(self)

    def logits(self, ids: npt.ArrayLike) -> Floats:
        """Logits float32 ``(time, n_tokens)`` of at most ``context`` ids ``(time,)``.

        Raises
        ------
        ModelFileError
            When the model fails on them.
        """
        row = _checked_ids(ids, self.tokenizer)
        return self._answer(self._run({"ids": row[None]})[0], len(row))

    def _answer(self, answers: Floats, time: int) -> Floats:
        wanted = (1, time, self.tokenizer.size)
        if answers.shape != wanted or not np.isfinite(answers).all():
            raise self._wrong_answer(answers.shape, wanted)
        found: Floats = answers[0]
        return found

    def prompt(self, text: str | npt.ArrayLike) -> Ids:
        """Ids int64 ``(time,)`` to go on from, one at least.

        An empty text begins a line: it stands for the newline where that is one token,
        otherwise for the first token that is not special.
        """
        ids = text if not isinstance(text, str) else self.tokenizer.encode(text)
        found = _checked_ids(ids, self.tokenizer)
        if len(found):
            return found
        newline = self.tokenizer.encode("\n")
        is_token = len(newline) == 1 and newline[0] >= len(SPECIAL)
        return np.array([newline[0] if is_token else len(SPECIAL)], np.int64)

    def next_token_probabilities(self, text: str | npt.ArrayLike) -> Floats:
        """Probabilities float32 ``(n_tokens,)`` of what follows a text or ids ``(time,)``.

        Of a longer text the last ``context`` tokens count.

        Raises
        ------
        UsageError
            When the model fills in hidden tokens, or ids are not the tokenizer's.
        ModelFileError
            When the model fails.
        """
        if self.task != NEXT:
            message = f"{self.path} fills in hidden words; it does not continue text."
            raise UsageError(message, f"Ask it for a text with {MASK}.")
        ids = self.prompt(text)[-self.context :]
        return softmax(self.logits(ids)[-1]).astype(np.float32)

    def fill(self, text: str, top: int = 10, which: int = 0) -> list[tuple[str, float]]:
        """The ``top`` likeliest tokens for one ``[MASK]`` of a text, likeliest first.

        ``which`` counts from 0; the others stay hidden.

        Raises
        ------
        UsageError
            When the model continues text, or no such place is hidden.
        ModelFileError
            When the model fails.
        """
        if self.task != MASKED:
            message = f"{self.path} continues text; it does not fill in hidden words."
            raise UsageError(message, "Choose a model that was trained with hidden words.")
        ids = with_masks(self.tokenizer, text)
        places = np.flatnonzero(ids == MASK_ID)
        if not 0 <= which < len(places):
            message = f"There is no hidden place {which + 1}, only {len(places)}."
            raise UsageError(message, f"Write {MASK} for a word.")
        place = int(places[which])
        start = max(0, min(place - self.context // 2, len(ids) - self.context))
        p = softmax(self.logits(ids[start : start + self.context])[place - start])
        order = np.argsort(-p, kind="stable")[:top].tolist()
        return [(self.tokenizer.token(id), float(p[id])) for id in order]


class CachedModel(LanguageModel):
    """The same model as a graph that takes what it computed before, and gives it back longer."""

    tasks: ClassVar[tuple[str, ...]] = (NEXT,)
    inputs: ClassVar[Signature] = (*TextModel.inputs, ("past", "tensor(float)", 6))
    outputs: ClassVar[Signature] = (*LanguageModel.outputs, ("present", "tensor(float)", 6))

    def _read(self, facts: dict[str, Any]) -> None:
        shape = self._session.get_inputs()[1].shape
        layers, two, _, heads, _, head = shape
        sizes = (layers, two, heads, head)
        if not all(isinstance(n, int) and 0 < n < 1 << 16 for n in sizes):
            raise ModelFileError(f"{self.path} takes a cache of shape {shape}.", _REMEDY)
        self.empty: Floats = np.empty((layers, two, 1, heads, 0, head), np.float32)

    def step(self, ids: npt.ArrayLike, past: Floats) -> tuple[Floats, Floats]:
        """Logits float32 ``(time, n_tokens)`` of further ids ``(time,)``, and the longer cache.

        ``past`` is ``(n_layers, 2, 1, n_heads, past_time, head_dim)``; `empty` begins.

        Raises
        ------
        ModelFileError
            When the model fails.
        """
        row = _checked_ids(ids, self.tokenizer)
        answers, present = self._run({"ids": row[None], "past": past})
        wanted = (*past.shape[:4], past.shape[4] + len(row), past.shape[5])
        if present.shape != wanted:
            raise self._wrong_answer(present.shape, wanted)
        return self._answer(answers, len(row)), present


def open_language_model(path: Path) -> LanguageModel:
    """Open a model that writes text or fills in hidden words.

    Raises
    ------
    ModelFileError
        When the file is damaged, foreign or hostile.
    UsageError
        When it is a model of classes.
    """
    task = task_of(path)
    if task in (PICTURES, CLASSES):
        message = f"{path} is a model for {task}; it does not write text."
        raise UsageError(message, "`workbench predict` asks it for a class.")
    return LanguageModel(path)


def beside(model: Path, companion: str) -> Path:
    """Where a model's further graph lies, such as `CACHED`: in a run, by that name alone.

    Beside a model of another name, ``NAME.onnx``, it is ``NAME.cached.onnx``.
    """
    return model.with_name(companion if model.name == MODEL else f"{model.stem}.{companion}")


def cached_file(model: Path) -> Path:
    """Where the graph with a cache of a model lies, if it has one."""
    return beside(model, CACHED)


def cached(model: LanguageModel) -> CachedModel | None:
    """The graph with a cache that lies `beside` a model, if there is one.

    Raises
    ------
    ModelFileError
        When it is damaged, or another model's.
    """
    path = cached_file(model.path)
    if not path.exists():
        return None
    found = CachedModel(path)
    same = (
        found.context == model.context
        and found.provenance == model.provenance
        and found.tokenizer.to_json() == model.tokenizer.to_json()
    )
    if not same:
        message = f"{path} does not belong to the {model.path.name} beside it."
        raise ModelFileError(message, "Delete it, or take both files from the same run.")
    return found


def _task(facts: dict[str, Any], path: Path) -> str:
    task = facts.get("task", PICTURES)
    if task not in TASKS:
        message = f"{path} is a model for {str(task)[:40]!r}, which this version does not know."
        raise ModelFileError(message, "Take a newer version of the workbench.")
    return str(task)


def with_masks(tokenizer: Tokenizer, text: str) -> Ids:
    """Ids of a text in which each ``[MASK]`` is one hidden token.

    Raises
    ------
    UsageError
        When nothing is hidden.
    """
    parts = text.split(MASK)
    if len(parts) == 1:
        raise UsageError("Nothing is hidden in the text.", f"Write {MASK} for a word.")
    if tokenizer.kind == "bpe":
        # A word's token begins with the space before it, and so is hidden with it.
        parts = [part.removesuffix(" ") for part in parts[:-1]] + parts[-1:]
    found = [tokenizer.encode(parts[0]).astype(np.int64)]
    for part in parts[1:]:
        found += [np.array([MASK_ID], np.int64), tokenizer.encode(part).astype(np.int64)]
    return np.concatenate(found)


def context_in(facts: dict[str, Any], path: Path) -> int:
    """The most tokens that a model takes, as its file says.

    Raises
    ------
    ModelFileError
        When it does not.
    """
    context = facts.get("context")
    if type(context) is not int or not 0 < context <= _LONGEST:
        message = f"{path} does not say how many tokens it takes at once."
        raise ModelFileError(message, _REMEDY)
    return context


def _checked_ids(ids: npt.ArrayLike, tokenizer: Tokenizer) -> Ids:
    found = np.asarray(ids)
    if found.size == 0:
        return np.empty(0, np.int64)
    if found.ndim != 1 or found.dtype.kind not in "iu":
        message = f"Token ids are a row of whole numbers, not {found.dtype} {found.shape}."
        raise UsageError(message, "Give one row of ids.")
    if found.min() < 0 or found.max() >= tokenizer.size:
        message = f"The tokenizer has the ids 0 to {tokenizer.size - 1}, but others were given."
        raise UsageError(message, "Encode the text with the model's own tokenizer.")
    return found.astype(np.int64)


def _signature(values: Sequence[tuple[str, str, int]]) -> str:
    return ", ".join(f"{name} {kind} with {axes} axes" for name, kind, axes in values) or "none"
