"""Over rows: a prompt put to the rows of a dataset, and what its answers are worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Event
from workbench.core.control import Control
from workbench.prompting.batch import BatchPlan, batch
from workbench.prompting.measurement import BatchMeasurement, measure
from workbench.prompting.prepare import Prepared
from workbench.prompting.prompts.questions import Question, questions
from workbench.prompting.prompts.rows import rows, sample
from workbench.prompting.responses import Answers


def row_questions(ready: Prepared, split: str, limit: int | None, seed: int) -> list[Question]:
    """The questions about a split, or about ``limit`` of its rows drawn at random.

    Raises
    ------
    UsageError
        When no dataset was prepared, or a shot would give an answer away.
    """
    if ready.data is None:
        raise UsageError("There are no rows to ask about.", "Name a dataset.")
    n_rows = len(ready.data.test if split == "test" else ready.data.train)
    chosen = rows(ready.data, split, sample(n_rows, limit, seed))
    return questions(ready.prompt, chosen, ready.pool, ready.model.name, ready.labels)


def measured(
    ready: Prepared,
    row_questions: Sequence[Question],
    plan: BatchPlan,
    emit: Callable[[Event], None],
    control: Control,
    say: Callable[[str], None] = lambda _: None,
) -> BatchMeasurement:
    """Ask what has no answer yet, and compare all answers with the rows' labels.

    Parameters
    ----------
    emit
        As of `workbench.prompting.batch.batch`.
    say
        Takes a sentence when answers that were kept turn out to be damaged.

    Raises
    ------
    UsageError, LocalOnly, StorageError
        As `workbench.prompting.batch.batch`.
    """
    requests = [each.request for each in row_questions]
    with Answers() as answers:
        if answers.damaged:
            say(f"The kept answers were damaged: {answers.damaged}.")
        outcome = batch(
            requests, ready.model.provider, ready.settings, answers, plan, emit, control
        )
    return measure(ready, row_questions, outcome, plan.price)
