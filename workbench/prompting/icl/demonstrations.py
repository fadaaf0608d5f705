"""Demonstrations: the same questions under several conditions, and what becomes of the answers.

In-context learning is what a model takes from the examples in its prompt, without a change of its
weights (Brown et al. 2020, https://arxiv.org/abs/2005.14165). To see it, the same questions are
asked with none, one and three examples, or with their labels spoilt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Event
from workbench.core.control import Control
from workbench.core.plural import plural
from workbench.core.provider_models import ProviderModel
from workbench.core.settings import Settings
from workbench.prompting.batch import BatchPlan, Outcome, RowAnswered, RowUnanswered, batch
from workbench.prompting.prompts.parse import normalised, parse
from workbench.prompting.prompts.questions import Question
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt
from workbench.prompting.responses import Answers, Response
from workbench.prompting.scores import Share

Kind = Literal["words", "labels", "tasks"]
Check = Callable[[], None]
# Between several words that are right, in a row's label.
OR = "|"
_ARTICLES = ("the ", "a ", "an ", "to ")


@dataclass(frozen=True)
class Condition:
    """One way of asking.

    Attributes
    ----------
    name
        In words: "3 shots", "flipped labels".
    questions
        The same rows in the same order as in the other conditions of its ``task``.
    shots
        How many examples each question is shown.
    labels
        ``true``, ``flipped`` or ``random``; see `workbench.prompting.prompts.template.Shots`.
    task
        Of letter tasks, which one; otherwise empty.
    """

    name: str
    questions: tuple[Question, ...]
    shots: int = 0
    labels: str = "true"
    task: str = ""


@dataclass(frozen=True)
class Demonstration:
    """What is to be asked of whom.

    ``labels`` are all that may be answered, where that is known; ``absent`` is the letter task
    that the model's text left out.
    """

    kind: Kind
    model: ProviderModel
    conditions: tuple[Condition, ...]
    labels: tuple[str, ...] = ()
    absent: str = ""

    @property
    def chance(self) -> float:
        """How often blind guessing is right, where labels are known; 0 otherwise."""
        return 1 / len(self.labels) if self.labels else 0.0

    def __len__(self) -> int:
        return sum(len(condition.questions) for condition in self.conditions)


@dataclass(frozen=True)
class DemonstrationPrompt:
    """An answer: the reply, what it says, and whether that is right."""

    reply: Response
    answer: str
    right: bool


@dataclass(frozen=True)
class Answered(Event):
    """Question ``row`` of condition ``condition`` has its answer (both count from 0)."""

    condition: int
    row: int
    answer: DemonstrationPrompt


@dataclass(frozen=True)
class ConditionResult:
    """A condition with its answers, ``None`` where there is none."""

    condition: Condition
    answers: tuple[DemonstrationPrompt | None, ...]

    @property
    def accuracy(self) -> Share:
        """Right answers among those that there are."""
        there = [given for given in self.answers if given is not None]
        return Share(sum(given.right for given in there), len(there))


@dataclass(frozen=True)
class DemonstrationRun:
    """A demonstration that was run; ``outcome`` says what went wrong."""

    demonstration: Demonstration
    results: tuple[ConditionResult, ...]
    outcome: Outcome

    def result(
        self, labels: str = "true", shots: int | None = None, task: str = ""
    ) -> ConditionResult:
        """The first condition that is so.

        Raises
        ------
        UsageError
            When there is none.
        """
        for found in self.results:
            condition = found.condition
            fits = (condition.labels, condition.task) == (labels, task)
            if fits and shots in (None, condition.shots):
                return found
        raise UsageError("There is no such condition.", "Ask for one of the demonstration's.")


def _nothing(_: Event) -> None:
    """For events that nobody wants."""


def run(
    demonstration: Demonstration,
    settings: Settings,
    answers: Answers,
    plan: BatchPlan | None = None,
    emit: Callable[[Event], None] = _nothing,
    control: Control | None = None,
) -> DemonstrationRun:
    """Ask every question under every condition; what is known is not asked again.

    The first question is asked under all conditions, then the second, and so on: who stops early
    has comparable answers.

    Parameters
    ----------
    emit
        Takes `Progress`, `Answered` and `workbench.prompting.batch.RowUnanswered`, in this thread.

    Raises
    ------
    LocalOnly
        When the questions would leave this machine, and none may.
    StorageError
        When answers cannot be kept.
    """
    conditions = demonstration.conditions
    most = max((len(condition.questions) for condition in conditions), default=0)
    places = [
        (c, row)
        for row in range(most)
        for c, condition in enumerate(conditions)
        if row < len(condition.questions)
    ]
    found: dict[tuple[int, int], DemonstrationPrompt] = {}

    def passed_on(event: Event) -> None:
        if not isinstance(event, RowAnswered):
            emit(event)
            return
        c, row = places[event.index]
        given = judged(demonstration, conditions[c].questions[row].row, event.reply)
        found[c, row] = given
        emit(Answered(c, row, given))

    requests = [conditions[c].questions[row].request for c, row in places]
    provider = demonstration.model.provider
    how = plan or BatchPlan()
    outcome = batch(requests, provider, settings, answers, how, passed_on, control)
    results = [
        ConditionResult(
            condition, tuple(found.get((c, row)) for row in range(len(condition.questions)))
        )
        for c, condition in enumerate(conditions)
    ]
    return DemonstrationRun(demonstration, tuple(results), outcome)


def judged(demonstration: Demonstration, row: Row, reply: Response) -> DemonstrationPrompt:
    """What a reply says, and whether it is right.

    A word is right alone, whatever its case, article or full stop; a label as the parser
    ``first-label`` finds it; a letter task's word letter by letter.
    """
    if demonstration.kind == "labels":
        label = parse(reply.text, demonstration.labels).label
        return DemonstrationPrompt(reply, label or reply.text.strip(), label == row.label)
    said = reply.text.strip()
    if demonstration.kind == "tasks":
        return DemonstrationPrompt(reply, said, said == row.label)
    return DemonstrationPrompt(
        reply, said, _bare(said) in {_bare(word) for word in row.label.split(OR)}
    )


def form_of(model: ProviderModel) -> Literal["chat", "completion"]:
    """A text to go on with where the model can: there nobody speaks but the examples."""
    return "completion" if model.can.completion else "chat"


def for_model(prompt: Prompt, model: ProviderModel) -> Prompt:
    """A prompt in the form that the model takes; the end of a line ends no chat."""
    form = form_of(model)
    stop = prompt.options.stop if form == "completion" else ()
    options = replace(prompt.options, stop=stop)
    return prompt.model_copy(update={"form": form, "options": options})


def refuse_counts(shots: Sequence[int], most: int) -> None:
    """Refuse numbers of shots that there are no examples for.

    Raises
    ------
    UsageError
        Saying how many there are.
    """
    if not shots or min(shots) < 0 or max(shots) > most:
        message = f"Shots are between 0 and {most}, not {', '.join(map(str, shots)) or 'none'}."
        raise UsageError(message, "Such as 0,1,3.")


def counted(shots: int) -> str:
    """A number of shots in words."""
    return plural(shots, "shot") if shots else "no shots"


def _bare(text: str) -> str:
    bare = normalised(text)
    return next((bare.removeprefix(a) for a in _ARTICLES if bare.startswith(a)), bare)


__all__ = [
    "Answered",
    "Condition",
    "ConditionResult",
    "Demonstration",
    "DemonstrationPrompt",
    "DemonstrationRun",
    "RowUnanswered",
    "counted",
    "for_model",
    "form_of",
    "judged",
    "refuse_counts",
    "run",
]
