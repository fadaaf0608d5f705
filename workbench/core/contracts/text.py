"""Text as data: labelled texts, and one long text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.task import LanguageModelling, TextClassification
from workbench.core.tables.load_report import LoadReport
from workbench.core.tokenizer import Tokenizer

# Two tokens are the least that has a next one.
SHORTEST_CORPUS = 2


@dataclass(frozen=True)
class TextRows:
    """Texts and their class indices, ``int64`` ``(n,)``.

    ``columns`` are what else is known of each row, by name: a value a row, as text, empty where
    there is none. Nobody learns from them or is asked about them; figures can be cut by them.
    ``groups`` says which rows belong together (an author, a customer), ``uint64`` ``(n,)`` as
    `workbench.group_identities` gives them.
    """

    texts: tuple[str, ...]
    y: npt.NDArray[np.int64]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: row_identity.Identities | None = None

    def __len__(self) -> int:
        return len(self.y)

    @cached_property
    def identities(self) -> row_identity.Identities:
        """What each text is known by, ``uint64`` ``(n,)``."""
        return row_identity.of_texts(self.texts)


@dataclass(frozen=True)
class TextClasses:
    """Texts in classes, in two splits; ``tokenizer`` is the text of a ``tokenizer.json``.

    ``report`` says what became of the rows of the table that they were read from.

    Raises
    ------
    DatasetError
        When texts and labels contradict each other.
    ModelFileError
        When the tokenizer is damaged.
    """

    train: TextRows
    test: TextRows
    classes: tuple[str, ...]
    tokenizer: str
    report: LoadReport | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name, rows in (("train", self.train), ("test", self.test)):
            problem = _problem(rows, len(self.classes))
            if problem:
                raise DatasetError(f"The {name} split {problem}.", "Check the dataset's files.")
        if len(set(self.classes)) < len(self.classes):
            raise DatasetError("Two classes share a name.", "Give each class its own name.")
        Tokenizer.from_json(self.tokenizer)

    @property
    def task(self) -> TextClassification:
        """The task these texts pose."""
        sha = hashlib.sha256(self.tokenizer.encode()).hexdigest()
        return TextClassification(self.classes, Tokenizer.from_json(self.tokenizer).size, sha)

    def digest(self) -> str:
        """SHA-256 of texts, labels, class names and tokenizer.

        Further columns are not in it: what was learnt or answered stays true when they change.
        Computed once.
        """
        return self._digest

    @cached_property
    def _digest(self) -> str:
        sha = hashlib.sha256()
        _add(sha, *self.classes, self.tokenizer)
        for rows in (self.train, self.test):
            _add(sha, *rows.texts)
            sha.update(np.ascontiguousarray(rows.y, dtype=np.int64).data)
            if rows.groups is not None:
                sha.update(np.ascontiguousarray(rows.groups, dtype=np.uint64).data)
        return sha.hexdigest()


@dataclass(frozen=True)
class Corpus:
    """One text as token ids, ``int32`` ``(n,)``: a part to learn, a later part to be tested on.

    Raises
    ------
    DatasetError
        When ids are no ``int32`` vector, too few, or not the tokenizer's.
    ModelFileError
        When the tokenizer is damaged.
    """

    train: npt.NDArray[np.int32]
    test: npt.NDArray[np.int32]
    tokenizer: str

    def __post_init__(self) -> None:
        size = Tokenizer.from_json(self.tokenizer).size
        for name, ids in (("train", self.train), ("test", self.test)):
            problem = _problem_of_ids(ids, size)
            if problem:
                raise DatasetError(f"The {name} split {problem}.", "Take a longer, plain text.")

    @property
    def task(self) -> LanguageModelling:
        """The task this text poses."""
        return LanguageModelling(Tokenizer.from_json(self.tokenizer).size)

    def digest(self) -> str:
        """SHA-256 of the ids and the tokenizer, computed once."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        sha = hashlib.sha256()
        _add(sha, self.tokenizer)
        for ids in (self.train, self.test):
            sha.update(f"{ids.shape}".encode())
            sha.update(np.ascontiguousarray(ids).data)
        return sha.hexdigest()


def problem_of_labels(y: object, n: int) -> str:
    """Why something cannot be the labels of ``n`` rows, after "the split"; empty if it can."""
    if not isinstance(y, np.ndarray):
        return f"has labels that are a {type(y).__name__}, not an array"
    if y.ndim != 1:
        hint = "; for one-hot labels take y.argmax(1)" if y.ndim == 2 and y.shape[1] > 1 else ""
        return f"has labels of shape {y.shape}, not ({n},){hint}"
    if not np.issubdtype(y.dtype, np.integer):
        absent = np.issubdtype(y.dtype, np.floating) and bool(np.isnan(y).any())
        return f"has {y.dtype} labels{', some of them NaN' if absent else ''}, not integers"
    return ""


def problem_of_groups(groups: object, n: int) -> str:
    """Why something cannot say which of ``n`` rows belong together; empty if it can."""
    if groups is None:
        return ""
    if not isinstance(groups, np.ndarray) or groups.dtype != np.uint64:
        kind = groups.dtype if isinstance(groups, np.ndarray) else type(groups).__name__
        return f"has groups that are {kind}, not uint64; take them from group_identities()"
    return "" if groups.shape == (n,) else f"has groups of shape {groups.shape}, not ({n},)"


def _problem(rows: TextRows, n_classes: int) -> str:
    texts: object = rows.texts  # a plugin's author may give anything
    if isinstance(texts, str) or not isinstance(texts, Sequence):
        return f"has texts that are a {type(texts).__name__}, not a tuple"
    if problem := problem_of_labels(rows.y, len(rows.texts)):
        return problem
    if len(rows.texts) != len(rows.y):
        return f"has {len(rows.texts)} texts but {len(rows.y)} labels"
    if not len(rows.y):
        return "is empty"
    strangers = {type(text).__name__ for text in rows.texts if not isinstance(text, str)}
    if strangers:
        return f"has texts that are {', '.join(sorted(strangers))}"
    if problem := problem_of_groups(rows.groups, len(rows.y)):
        return problem
    for name, values in rows.columns.items():
        if len(values) != len(rows.y):
            return f"has {len(values)} values of {name!r} but {len(rows.y)} rows"
    if int(rows.y.min()) < 0 or int(rows.y.max()) >= n_classes:
        return f"has labels {rows.y.min()}…{rows.y.max()} but there are {n_classes} classes"
    return ""


def _problem_of_ids(ids: npt.NDArray[np.int32], size: int) -> str:
    if ids.ndim != 1 or ids.dtype != np.int32:
        return f"holds {ids.dtype} ids of shape {ids.shape}, not int32 (n,)"
    if len(ids) < SHORTEST_CORPUS:
        return f"has {len(ids)} tokens, too few to learn what follows what"
    if int(ids.min()) < 0 or int(ids.max()) >= size:
        return f"has ids {ids.min()}…{ids.max()} but there are {size} tokens"
    return ""


def _add(sha: Any, *texts: str) -> None:
    # With lengths, or ("ab", "c") would be ("a", "bc").
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        sha.update(len(raw).to_bytes(8, "little"))
        sha.update(raw)
