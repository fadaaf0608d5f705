"""Scores: what a batch's answers are worth, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.prompting.answers import Reply
from workbench.prompting.batch import Outcome
from workbench.prompting.parse import Parsed, Parser, parse
from workbench.prompting.prices import Price
from workbench.prompting.rows import Row

CONFIDENCE = 0.95


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
        if not self.total:
            return (0.0, 1.0)
        from scipy.stats import binomtest

        found = binomtest(self.count, self.total).proportion_ci(CONFIDENCE, "wilson")
        return (float(found.low), float(found.high))


@dataclass(frozen=True)
class Scores:
    """Figures of a batch over labelled rows.

    Shares are of the rows that were ``answered``; an answer without a label is wrong.

    Attributes
    ----------
    macro_f1
        Mean of the classes' F1 scores; a class neither present nor predicted is left out.
    off_label
        Answers that name no label, refusals and empty ones among them.
    answered_as
        How often each label, or kind of answer without one, was given.
    """

    rows: int
    answered: int
    accuracy: Share
    macro_f1: float
    off_label: Share
    refusals: Share
    answered_as: dict[str, int]


@dataclass(frozen=True)
class Costs:
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


def parsed(replies: Sequence[Reply | None], labels: Sequence[str], how: Parser) -> list[Parsed]:
    """What each answer says; what a filter cut is a refusal, what has no answer is ``empty``."""
    found = []
    for reply in replies:
        if reply is None:
            found.append(Parsed(None, "empty"))
        elif reply.finish == "refused":
            found.append(Parsed(None, "refusal"))
        else:
            found.append(parse(reply.text, labels, how))
    return found


def score(
    rows: Sequence[Row], outcome: Outcome, said: Sequence[Parsed], labels: Sequence[str]
) -> Scores:
    """Compare what was said with the rows' labels."""
    answered = [n for n, reply in enumerate(outcome.replies) if reply is not None]
    number = {label: index for index, label in enumerate(labels)}
    truth = np.array([number[rows[n].label] for n in answered], np.int64)
    # Off-label answers are a column of their own.
    predicted = np.array([number.get(said[n].label or "", len(labels)) for n in answered], np.int64)
    kinds = Counter(said[n].label or said[n].kind for n in answered)
    off = sum(said[n].label is None for n in answered)
    refused = sum(said[n].kind == "refusal" for n in answered)
    total = len(answered)
    return Scores(
        rows=len(rows),
        answered=total,
        accuracy=Share(int((truth == predicted).sum()), total),
        macro_f1=_macro_f1(truth, predicted, len(labels)),
        off_label=Share(off, total),
        refusals=Share(refused, total),
        answered_as=dict(kinds.most_common()),
    )


def costs(replies: Sequence[Reply | None], price: Price | None) -> Costs:
    """Add up what the answers took."""
    there = [reply for reply in replies if reply is not None]
    prompt = _sum([reply.prompt_tokens for reply in there])
    completion = _sum([reply.completion_tokens for reply in there])
    return Costs(
        prompt,
        completion,
        price.cost(prompt, completion) if price else None,
        _median([reply.first_s for reply in there]),
        _median([speed for reply in there if (speed := tokens_per_s(reply)) is not None]),
    )


def tokens_per_s(reply: Reply) -> float | None:
    """Tokens after the first, for each second after it; ``None`` when it came in one piece."""
    writing = reply.seconds - reply.first_s
    if reply.completion_tokens is None or reply.completion_tokens < 2 or writing <= 0:
        return None
    if reply.pieces < 2:  # all of it came with the first
        return None
    return (reply.completion_tokens - 1) / writing


def _macro_f1(
    truth: npt.NDArray[np.int64], predicted: npt.NDArray[np.int64], n_classes: int
) -> float:
    table = np.zeros((n_classes, n_classes + 1), np.int64)
    np.add.at(table, (truth, predicted), 1)
    total = table[:, :n_classes].sum(0) + table.sum(1)
    present = total > 0
    if not present.any():
        return float("nan")
    hits = table[:, :n_classes].diagonal().astype(np.float64)
    return float(np.mean(2 * hits[present] / total[present]))


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _median(values: Sequence[float]) -> float | None:
    return float(np.median(values)) if values else None
