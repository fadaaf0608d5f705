"""Parts: a rendered prompt in pieces that know what they are, for whoever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.core.contracts.provider import Role
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import FilledPrompt, Prompt, render

Kind = Literal["system", "description", "shot", "between", "input"]


@dataclass(frozen=True)
class MessagePart:
    """A piece of what is sent.

    Attributes
    ----------
    role
        Whose turn of the conversation it belongs to; ``None`` in the completion form.
    turn
        Which turn, from 0; 0 for all of the completion form.
    number
        Which shot it is, from 1; 0 for what is none.
    drawn
        It holds a picture in characters, which is seen where all are of one width.
    """

    kind: Kind
    text: str
    role: Role | None = None
    turn: int = 0
    number: int = 0
    images: tuple[bytes, ...] = ()
    drawn: bool = False


def parts(
    prompt: Prompt, shots: Sequence[Row], row: Row, labels: Sequence[str] = ()
) -> tuple[MessagePart, ...]:
    """What `render` makes, in pieces: those of a turn, one after the other, are its text.

    Raises
    ------
    UsageError
        As `render` does.
    """
    render(prompt, shots, row, labels=labels)
    allowed = prompt.labels or tuple(labels)
    said = FilledPrompt(prompt, ", ".join(allowed), bool(allowed))
    made = _completion if prompt.form == "completion" else _chat
    return tuple(part for part in made(said, shots, row) if part.text or part.images)


def _completion(filled: FilledPrompt, shots: Sequence[Row], row: Row) -> list[MessagePart]:
    pieces = [MessagePart("system", filled.system), MessagePart("description", filled.description)]
    pieces = [part for part in pieces if part.text]
    drawn = filled.draws
    pieces += [
        MessagePart("shot", filled.whole(shot), number=n, drawn=drawn)
        for n, shot in enumerate(shots, 1)
    ]
    found: list[MessagePart] = []
    for part in pieces:
        found += [part, MessagePart("between", filled.between)]
    return [*found, MessagePart("input", filled.question(row), drawn=drawn)]


def _chat(filled: FilledPrompt, shots: Sequence[Row], row: Row) -> list[MessagePart]:
    found = [MessagePart("system", filled.system, "system")] if filled.system else []
    turn = len(found)
    if filled.description:
        found.append(MessagePart("description", filled.description, "user", turn))
        found.append(MessagePart("between", filled.between, "user", turn))
    for n, shot in enumerate(shots, 1):
        images = filled.images(shot)
        found.append(
            MessagePart("shot", filled.question(shot), "user", turn, n, images, filled.draws)
        )
        found.append(MessagePart("shot", filled.answer(shot), "assistant", turn + 1, n))
        turn += 2
    images = filled.images(row)
    return [
        *found,
        MessagePart("input", filled.question(row), "user", turn, 0, images, filled.draws),
    ]
