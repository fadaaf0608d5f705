"""Lineage: test rows that a compared run has learnt, itself or through what it started from.

Nobody is asked them. A run that learnt so many that too few would be left is refused, and so is
one of which it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import numpy.typing as npt

from workbench.comparison.plan import Plan
from workbench.core import row_identity
from workbench.core.contracts.errors import RunNotFound, UsageError
from workbench.core.contracts.text import Corpus
from workbench.core.row_identity import Identities, text_key
from workbench.core.runs import learnt
from workbench.core.runs.learnt import Learnt, SplitBy
from workbench.core.runs.store import Run, RunStore
from workbench.core.tokenizer import Tokenizer
from workbench.inference.ancestry import START, Load, data_digest, learnt_by
from workbench.prompting.prompts.rows import Labelled
from workbench.prompting.prompts.template import Prompt

# Of the test rows so many have to be left, or who learnt them is refused.
LEAST_LEFT = 0.5
# Shorter rows are in any text.
LEAST_LETTERS, LEAST_TOLD = 12, 24
TOKENS_AT_ONCE = 1_000_000
REMEDY = "Train it again on the comparison's dataset, or leave it out."


@dataclass(frozen=True)
class Lineage:
    """What runs that are compared, or started from, have learnt of the test split.

    Attributes
    ----------
    left
        Which test rows are left, int64, rising.
    remarks
        A sentence for each run whose rows were left out.
    runs
        What each run has learnt, by the name that the plan gives it.
    refused
        Why a run cannot be compared, by that name.
    """

    remaining: npt.NDArray[np.int64]
    remarks: tuple[str, ...] = ()
    runs: Mapping[str, Learnt] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    def check(self, run: str) -> None:
        """Refuse a run that may know the answers.

        Raises
        ------
        UsageError
            With the reason.
        """
        if reason := self.refused.get(run):
            raise UsageError(reason, REMEDY)


def split_by(plan: Plan, store: RunStore) -> SplitBy:
    """How to split the dataset of a new comparison: by place only if all its runs are from before.

    What they were tested on is then asked again, and nothing else is of use to compare them.
    """
    ways = set()
    for spec in plan.answerer:
        if spec.run:
            try:
                ways.add(learnt.split_by(store.get(spec.run).path))
            except RunNotFound:
                continue
    return "place" if ways == {"place"} else "content"


def trace(plan: Plan, data: Labelled, store: RunStore, load: Load) -> Lineage:
    """Look up what each run of a plan has learnt, in the plan's order.

    Parameters
    ----------
    load
        See `workbench.inference.ancestry.learnt_by`.
    """
    test = data.test.identities
    taken: Identities = np.empty(0, np.uint64)
    runs: dict[str, Learnt] = {}
    refused: dict[str, str] = {}
    remarks = []
    if any(spec.kind == "experiment" for spec in plan.answerer):
        own = Learnt(np.unique(data.train.identities))
        count = int(own.among(test).sum())
        if count <= (1 - LEAST_LEFT) * len(test):
            taken = own.rows
            remarks += [f"{_rows(count)} left out: the training split holds them, too."] * (
                count > 0
            )
    for name, known in _runs(plan, store, load):
        runs[name] = known
        count = int(known.among(test).sum())
        both = row_identity.union([taken, known.rows])
        if known.unknown:
            refused[name] = _unknown(name, known)
        elif count and np.isin(test, both).sum() > (1 - LEAST_LEFT) * len(test):
            refused[name] = f"The run {name} has learnt {count:,} of {len(test):,} test rows."
        elif count:
            taken = both
            remarks.append(f"{_rows(count)} left out: the run {name} has learnt them.")
    left = np.flatnonzero(~np.isin(test, taken)).astype(np.int64)
    return Lineage(left, tuple(remarks), runs, refused)


def _runs(plan: Plan, store: RunStore, load: Load) -> Iterator[tuple[str, Learnt]]:
    """Each run that a plan names, once; one that is not there is reported where it is asked."""
    seen: set[str] = set()
    for spec in plan.answerer:
        start = spec.experiment.trainer.params.get(START, "") if spec.experiment else ""
        where = store if spec.run else RunStore()
        for name in filter(None, (spec.run, str(start))):
            if name in seen:
                continue
            seen.add(name)
            try:
                run = where.get(name)
            except RunNotFound:
                continue
            yield name, learnt_by(run, load)


def refuse_learnt(training_rows: Learnt, test_rows: Identities, who: str) -> None:
    """Refuse a run that was trained for this comparison and has learnt what is asked.

    Raises
    ------
    UsageError
        With how many rows, or that it is not known.
    """
    if training_rows.unknown:
        raise UsageError(_unknown(who, training_rows), REMEDY)
    if count := int(training_rows.among(test_rows).sum()):
        message = f"{who} has learnt {count:,} of the {len(test_rows):,} rows that are asked."
        raise UsageError(message, REMEDY)


def refuse_leaky(prompt: Prompt, texts: Sequence[str]) -> None:
    """Refuse a prompt whose own words hold rows that are asked; shots are looked at elsewhere.

    Raises
    ------
    UsageError
        With how many.
    """
    words = [value for value in prompt.model_dump().values() if isinstance(value, str)]
    told = text_key("\n".join(words))
    count = sum(len(key := text_key(text)) >= LEAST_TOLD and key in told for text in texts)
    if count:
        message = f"The prompt holds {count:,} of the rows that are asked."
        raise UsageError(message, "Leave them out of its text: figures would say too much.")


def refuse_read(run: Run, load: Load, texts: Sequence[str]) -> None:
    """Refuse a language model that was trained here on a text that holds rows that are asked.

    Raises
    ------
    UsageError
        With how many, or that its text is no longer what it was.
    """
    data = load(run.experiment, learnt.split_by(run.path))
    if not data.target.per_token:
        return
    text = cast(Corpus, data)
    if data.digest() != data_digest(run.model_file):
        message = f"The text that the run {run.id} learnt has changed: it may hold these rows."
        raise UsageError(message, REMEDY)
    keys = {key for text in texts if len(key := text_key(text)) >= LEAST_LETTERS}
    overlap, rest = max(map(len, keys), default=0), ""
    tokenizer, read = Tokenizer.from_json(text.tokenizer), set[str]()
    for start in range(0, len(text.train), TOKENS_AT_ONCE):
        rest += text_key(tokenizer.decode(text.train[start : start + TOKENS_AT_ONCE]))
        read |= {key for key in keys - read if key in rest}
        rest = rest[-overlap:] if overlap else ""
    if read:
        message = f"The run {run.id} was trained on a text with {len(read):,} of the rows in it."
        raise UsageError(message, REMEDY)


def _unknown(name: str, training_rows: Learnt) -> str:
    others = [run for run in training_rows.unknown if run != name]
    through = f" through {', '.join(others)}" if others else ""
    return f"It is not known which rows {name} has learnt{through}: it may know the answers."


def _rows(count: int) -> str:
    return "1 test row is" if count == 1 else f"{count:,} test rows are"
