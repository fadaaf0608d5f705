"""Text as data: labelled texts, and one long text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench.core import row_identity
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.input_kind import refuse
from workbench.core.contracts.inputs import RunningText, Texts
from workbench.core.contracts.targets import Classes, NextToken, problem_of_labels
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

    @property
    def x(self) -> tuple[str, ...]:
        """The texts, by the name that rows of every kind have."""
        return self.texts

    @cached_property
    def identities(self) -> row_identity.Identities:
        """What each text is known by, ``uint64`` ``(n,)``."""
        return row_identity.of_texts(self.texts)

    def at(self, indices: npt.NDArray[np.int64]) -> TextRows:
        """Some rows, in this order, with their further columns."""
        chosen = indices.tolist()
        columns = {name: tuple(of[row] for row in chosen) for name, of in self.columns.items()}
        texts = tuple(self.texts[row] for row in chosen)
        groups = None if self.groups is None else self.groups[indices]
        return replace(self, texts=texts, y=self.y[indices], columns=columns, groups=groups)


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

    backend: ClassVar[str] = "workbench.engine.data_backends:TextBackend"

    train: TextRows
    test: TextRows
    classes: tuple[str, ...]
    tokenizer: str
    report: LoadReport | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name, rows in (("train", self.train), ("test", self.test)):
            refuse(_problem(rows, len(self.classes)), name)
        if len(set(self.classes)) < len(self.classes):
            raise DatasetError("Two classes share a name.", "Give each class its own name.")
        Tokenizer.from_json(self.tokenizer)

    @property
    def inputs(self) -> Texts:
        """What goes in."""
        return Texts(self.tokenizer)

    @property
    def target(self) -> Classes:
        """What comes out."""
        return Classes(self.classes)

    @property
    def notes(self) -> tuple[str, ...]:
        """What became of the rows of the table, a sentence each."""
        return () if self.report is None else self.report.sentences()

    def held_out_tokens(self, n: int) -> npt.NDArray[np.int64]:
        """At least ``n`` token ids of the test texts, one behind the other, as far as there are."""
        tokenizer, parts, count = Tokenizer.from_json(self.tokenizer), [], 0
        for text in self.test.texts:
            parts.append(tokenizer.encode(text).astype(np.int64))
            count += len(parts[-1])
            if count >= n:
                break
        return np.concatenate([np.empty(0, np.int64), *parts])

    def with_train(self, indices: npt.NDArray[np.int64]) -> TextClasses:
        """With some of the training rows."""
        return replace(self, train=self.train.at(indices))

    def with_test(self, indices: npt.NDArray[np.int64]) -> TextClasses:
        """With some of the test rows."""
        return replace(self, test=self.test.at(indices))

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

    backend: ClassVar[str] = "workbench.engine.data_backends:CorpusBackend"

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
    def inputs(self) -> RunningText:
        """What goes in."""
        return RunningText(self.tokenizer)

    @property
    def target(self) -> NextToken:
        """What comes out."""
        return self.task.target

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: a text is taken as it is."""
        return ()

    def held_out_tokens(self, n: int) -> npt.NDArray[np.int64]:
        """All token ids of the test text, of which ``n`` are wanted."""
        return self.test.astype(np.int64)

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
    if problem := row_identity.problem_of_groups(rows.groups, len(rows.y)):
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
    for text in texts:
        sha.update(row_identity.framed(text))
