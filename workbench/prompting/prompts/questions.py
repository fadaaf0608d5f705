"""Questions: a prompt, rows and a model put together, each with the shots it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.provider import Request
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.shots import Pool, choose
from workbench.prompting.prompts.template import Prompt, render


@dataclass(frozen=True)
class Question:
    """A row, the shots that go before it, and the request made of both."""

    row: Row
    shots: tuple[Row, ...]
    request: Request


def labels_of(prompt: Prompt, classes: Sequence[str] | None) -> tuple[str, ...]:
    """What may be answered.

    Raises
    ------
    UsageError
        When the prompt's labels are not a dataset's classes: answers could not be compared.
    """
    if classes is None or not prompt.labels:
        return prompt.labels or tuple(classes or ())
    if set(prompt.labels) != set(classes):
        odd = sorted(set(prompt.labels) ^ set(classes))
        message = f"The prompt's labels are not the dataset's classes: {', '.join(odd[:5])} differ."
        raise UsageError(message, "Leave the prompt's labels out, or name the classes.")
    return prompt.labels


def questions(
    prompt: Prompt,
    rows: Sequence[Row],
    pool: Pool | None,
    model: str,
    labels: Sequence[str] = (),
    check: Callable[[], None] = lambda: None,
) -> list[Question]:
    """Make the question of each row; ``check`` is called before each and may raise `Stopped`.

    Raises
    ------
    UsageError
        When there are no such shots, or one would give an answer away.
    """
    found, instruction = [], pool.target.instruction() if pool else ""
    for row in rows:
        check()
        shots = choose(prompt, row, pool)
        request = render(prompt, shots, row, model=model, labels=labels, instruction=instruction)
        found.append(Question(row, shots, request))
    return found
