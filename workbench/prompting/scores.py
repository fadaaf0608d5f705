"""Scores: what a batch's answers are worth, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from workbench.core.contracts.target_kind import TargetKind
from workbench.core.measure import measure_of, metrics_of
from workbench.core.statistics import macro_f1, wilson
from workbench.prompting.batch import Outcome
from workbench.prompting.prices import Price
from workbench.prompting.prompts.parse import Parsed, Parser, parse, parse_target
from workbench.prompting.prompts.rows import Labelled, Row, typical_label
from workbench.prompting.responses import Response


@dataclass(frozen=True)
class Share:
    """``count`` of ``total``, with Wilson's interval at 95 % (Wilson 1927)."""

    count: int
    total: int

    @property
    def value(self) -> float:
        """The share, 0…1; NaN of nothing."""
        return self.count / self.total if self.total else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of all such rows may lie."""
        return wilson(self.count, self.total)


@dataclass(frozen=True)
class Scores:
    """Figures of a batch over labelled rows.

    Shares are of the rows that were ``answered``; an answer without a label is wrong.

    Attributes
    ----------
    macro_f1
        Mean of the classes' F1 scores; a class neither present nor predicted is left out.
    off_label
        Answers that name no label, refusals, empty ones and mere reasoning among them.
    reasoning_only
        Answers that are all reasoning: the model was cut, or ended, before it answered.
    answered_as
        How often each label, or kind of answer without one, was given.
    metrics
        Of a target that is no class: its own metrics, over the rows that were answered. What could
        not be read, counted in ``off_label``, counts as `typical_label`; accuracy and macro-F1 are
        of nothing then.
    target
        Of the rows, where it is no class.
    """

    rows: int
    answered: int
    accuracy: Share
    macro_f1: float
    off_label: Share
    refusals: Share
    answered_as: dict[str, int]
    reasoning_only: Share = Share(0, 0)
    metrics: Mapping[str, float] = field(default_factory=dict)
    target: TargetKind | None = None

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Names and values of its metrics, with their units; empty for classes."""
        if self.target is None:
            return []
        return [
            (measure.name, measure.gap(self.metrics[measure.metric]))
            for measure in (measure_of(self.target, name) for name in metrics_of(self.target))
            if measure.metric in self.metrics
        ]


@dataclass(frozen=True)
class Usage:
    """What the answers took.

    ``prompt_tokens`` and ``completion_tokens`` are ``None`` when the provider did not count, as
    ``cost`` (US dollars, of all answers, known ones included) is without a price. ``first_s`` is
    the median time to the first piece of text. ``tokens_per_s`` is the median speed of writing
    after that; ``None`` for answers that come in one piece.
    """

    prompt_tokens: int | None
    completion_tokens: int | None
    cost: float | None
    first_s: float | None
    tokens_per_s: float | None


class Tally:
    """Counts answers as they come; the figures may be asked for at any time.

    Parameters
    ----------
    labels
        What may be answered.
    data
        The dataset that is asked about; one whose target is no class is counted by its metrics.
    """

    def __init__(self, labels: Sequence[str], data: Labelled | None = None) -> None:
        self._target = None if data is None or data.classes else data.target
        self._typical = None if data is None or data.classes else typical_label(data)
        self._predicted: list[Any] = []
        self._truth: list[Any] = []
        self._number = {label: index for index, label in enumerate(labels)}
        # Off-label answers are a column of their own.
        self._table = np.zeros((len(labels), len(labels) + 1), np.int64)
        self._kinds: Counter[str] = Counter()
        self._off = self._refused = self._thought = 0

    def add(self, row: Row, answer: Parsed) -> None:
        """Count one answer to a row whose label is known."""
        if self._target is None:
            column = self._number.get(answer.label or "", len(self._number))
            self._table[self._number[row.label], column] += 1
        else:
            self._predicted.append(self._typical if answer.value is None else answer.value)
            self._truth.append(row.truth)
        self._kinds[answer.label or answer.kind] += 1
        self._off += answer.label is None
        self._refused += answer.kind == "refusal"
        self._thought += answer.kind == "reasoning"

    def scores(self, rows: int) -> Scores:
        """The figures so far, of so many rows that are to be asked about."""
        counted, right = int(self._table.sum()), int(self._table.diagonal().sum())
        total, metrics = counted or len(self._truth), {}
        if self._target is not None and self._truth:
            predicted, truth = np.array(self._predicted), np.array(self._truth)
            metrics = dict(self._target.metrics(predicted, truth))
        return Scores(
            rows=rows,
            answered=total,
            accuracy=Share(right, counted),
            macro_f1=macro_f1(self._table) if self._target is None else float("nan"),
            off_label=Share(self._off, total),
            refusals=Share(self._refused, total),
            answered_as=dict(self._kinds.most_common()),
            reasoning_only=Share(self._thought, total),
            metrics=metrics,
            target=self._target,
        )


def parsed_reply(
    reply: Response,
    labels: Sequence[str],
    how: Parser,
    implied: bool = False,
    target: TargetKind | None = None,
) -> Parsed:
    """What one answer says; what a filter cut is a refusal.

    Parameters
    ----------
    target
        Of the rows; one that is no class reads the answer itself.
    implied
        The model's reasoning begins in the prompt, as other answers of it show: one that is cut
        before its reasoning ends is all reasoning, though no mark says so.
    """
    if reply.finish == "refused":
        return Parsed(None, "refusal")
    if reply.is_reasoning_only or (implied and _cut_in_reasoning(reply)):
        return Parsed(None, "reasoning")
    if target is not None and not target.classes:
        return parse_target(reply.text, target)
    return parse(reply.text, labels, how)


def parsed(
    replies: Sequence[Response | None],
    labels: Sequence[str],
    how: Parser,
    target: TargetKind | None = None,
) -> list[Parsed]:
    """What each answer of one model says; what has no answer is ``empty``."""
    nothing = Parsed(None, "empty")
    implied = any(reply is not None and reply.implied for reply in replies)
    return [
        parsed_reply(reply, labels, how, implied, target) if reply else nothing for reply in replies
    ]


def _cut_in_reasoning(reply: Response) -> bool:
    return reply.finish == "length" and not reply.reasoning


def score(
    rows: Sequence[Row],
    outcome: Outcome,
    answers: Sequence[Parsed],
    labels: Sequence[str],
    data: Labelled | None = None,
) -> Scores:
    """Compare what was said with the rows' labels; ``data`` as of `Tally`."""
    tally = Tally(labels, data)
    for row, reply, each in zip(rows, outcome.replies, answers, strict=True):
        if reply is not None:
            tally.add(row, each)
    return tally.scores(len(rows))


def costs(replies: Sequence[Response | None], price: Price | None) -> Usage:
    """Add up what the answers took."""
    there = [reply for reply in replies if reply is not None]
    prompt = _sum([reply.prompt_tokens for reply in there])
    completion = _sum([reply.completion_tokens for reply in there])
    return Usage(
        prompt,
        completion,
        price.cost(prompt, completion) if price else None,
        _median([reply.first_s for reply in there]),
        _median([speed for reply in there if (speed := tokens_per_s(reply)) is not None]),
    )


def tokens_per_s(reply: Response) -> float | None:
    """Tokens after the first, for each second after it; ``None`` when it came in one piece."""
    writing = reply.seconds - reply.first_s
    if reply.completion_tokens is None or reply.completion_tokens < 2 or writing <= 0:
        return None
    if reply.pieces < 2:  # all of it came with the first
        return None
    return (reply.completion_tokens - 1) / writing


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _median(values: Sequence[float]) -> float | None:
    return float(np.median(values)) if values else None
