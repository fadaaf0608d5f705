"""Results: what a batch has come to so far, row by row and as figures, while answers come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.prompting import scores
from workbench.prompting.batch import Outcome, RowAnswered, RowUnanswered
from workbench.prompting.measurement import BatchMeasurement
from workbench.prompting.prepare import Prepared
from workbench.prompting.prices import Price
from workbench.prompting.prompts.parse import Parsed
from workbench.prompting.prompts.questions import Question
from workbench.prompting.responses import Response
from workbench.prompting.scores import Scores, Tally

_NOTHING = Parsed(None, "empty")


@dataclass(frozen=True)
class Failures:
    """Questions that got no answer for the same reason."""

    message: str
    remedy: str
    indices: tuple[int, ...]


class Results:
    """Answers of a batch, in the order of its questions.

    A batch may be asked in several goes (after a stop, or for what failed alone): each brings its
    events and its outcome, and the figures are those of all.

    Attributes
    ----------
    known
        Answers that were known already.
    replies, said
        The answers and what they say; ``None`` where there is none yet.
    """

    def __init__(self, ready: Prepared, questions: Sequence[Question], price: Price | None) -> None:
        self.ready = ready
        self.asked = tuple(questions)
        self.price = price
        self.replies: list[Response | None] = [None] * len(questions)
        self.said: list[Parsed | None] = [None] * len(questions)
        self.failures: dict[int, RowUnanswered] = {}
        self.known = 0
        self.prompt_tokens: int | None = 0
        self.completion_tokens: int | None = 0
        self._paid: tuple[int | None, int | None] = (0, 0)
        self._whole = Outcome((), {})
        self._tally = Tally(ready.labels, ready.data)
        self._implied = False

    def __len__(self) -> int:
        return len(self.asked)

    @property
    def open(self) -> list[int]:
        """Questions that have no answer."""
        return [index for index, reply in enumerate(self.replies) if reply is None]

    @property
    def scores(self) -> Scores:
        """The figures so far."""
        return self._tally.scores(len(self.asked))

    @property
    def spent(self) -> float | None:
        """US dollars of the answers that were not known already; ``None`` when not known."""
        return self.price.cost(*self._paid) if self.price else None

    @property
    def cost(self) -> float | None:
        """US dollars of all answers so far; ``None`` when that is not known."""
        return self.price.cost(self.prompt_tokens, self.completion_tokens) if self.price else None

    def begin(self, indices: Sequence[int]) -> None:
        """These are asked again: why they failed before is no more."""
        for index in indices:
            self.failures.pop(index, None)

    def take(self, event: RowAnswered | RowUnanswered) -> None:
        """Take what a batch tells; a second answer to a question is not counted."""
        if isinstance(event, RowUnanswered):
            self.failures[event.index] = event
            return
        index, reply = event.index, event.reply
        if self.replies[index] is not None:
            return
        said = self._parsed(reply)
        self.replies[index], self.said[index] = reply, said
        self.failures.pop(index, None)
        self.known += reply.stored
        self._tally.add(self.asked[index].row, said)
        if reply.implied and not self._implied:
            self._read_again()
        self.prompt_tokens = _plus(self.prompt_tokens, reply.prompt_tokens)
        self.completion_tokens = _plus(self.completion_tokens, reply.completion_tokens)
        if not reply.stored:
            before = self._paid
            self._paid = (
                _plus(before[0], reply.prompt_tokens),
                _plus(before[1], reply.completion_tokens),
            )

    def _parsed(self, reply: Response) -> Parsed:
        ready = self.ready
        parser, target = ready.prompt.parser, ready.target
        return scores.parsed_reply(reply, ready.labels, parser, self._implied, target)

    def _read_again(self) -> None:
        """Reasoning that no mark begins: of answers that were cut, this is known only now."""
        self._implied = True
        self._tally = Tally(self.ready.labels, self.ready.data)
        for index, reply in enumerate(self.replies):
            if reply is not None:
                self.said[index] = said = self._parsed(reply)
                self._tally.add(self.asked[index].row, said)

    def right(self, index: int) -> bool | None:
        """Whether an answer names the row's label; ``None`` where none is, or it is a number."""
        said, target = self.said[index], self.ready.target
        if target is not None and not target.classes and target.n_outputs == 1:
            return None
        return None if said is None else said.label == self.asked[index].row.label

    def grouped(self) -> list[Failures]:
        """What failed, by reason, the most frequent first."""
        groups: dict[tuple[str, str], list[int]] = {}
        for index, missed in sorted(self.failures.items()):
            groups.setdefault((missed.message, missed.remedy), []).append(index)
        found = [Failures(*why, tuple(indices)) for why, indices in groups.items()]
        return sorted(found, key=lambda group: -len(group.indices))

    def end(self, outcome: Outcome) -> None:
        """Take what one go came to; its answers came as events before."""
        before = self._whole
        known = before.spent is not None and outcome.spent is not None
        self._whole = replace(
            outcome,
            requested=before.requested + outcome.requested,
            spent=(before.spent or 0.0) + (outcome.spent or 0.0) if known else None,
            seconds=before.seconds + outcome.seconds,
        )

    def measured(self) -> BatchMeasurement:
        """All of it in one piece, for tables and files."""
        failures = dict(sorted(self.failures.items()))
        outcome = replace(self._whole, replies=tuple(self.replies), failures=failures)
        said = tuple(each or _NOTHING for each in self.said)
        costs = scores.costs(self.replies, self.price)
        return BatchMeasurement(outcome, said, self.scores, costs, self.price, self.ready.held)


def _plus(total: int | None, count: int | None) -> int | None:
    return None if total is None or count is None else total + count
