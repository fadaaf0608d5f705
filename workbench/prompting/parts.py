"""Parts: a rendered prompt in pieces that know what they are, for whoever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.core.provider import Role
from workbench.prompting.rows import Row
from workbench.prompting.template import Prompt, Said, render

Kind = Literal["system", "description", "shot", "between", "input"]


@dataclass(frozen=True)
class Part:
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
) -> tuple[Part, ...]:
    """What `render` makes, in pieces: those of a turn, one after the other, are its text.

    Raises
    ------
    UsageError
        As `render` does.
    """
    render(prompt, shots, row, labels=labels)
    allowed = prompt.labels or tuple(labels)
    said = Said(prompt, ", ".join(allowed), bool(allowed))
    made = _completion if prompt.form == "completion" else _chat
    return tuple(part for part in made(said, shots, row) if part.text or part.images)


def _completion(said: Said, shots: Sequence[Row], row: Row) -> list[Part]:
    pieces = [Part("system", said.system), Part("description", said.description)]
    pieces = [part for part in pieces if part.text]
    drawn = said.draws
    pieces += [
        Part("shot", said.whole(shot), number=n, drawn=drawn) for n, shot in enumerate(shots, 1)
    ]
    found: list[Part] = []
    for part in pieces:
        found += [part, Part("between", said.between)]
    return [*found, Part("input", said.question(row), drawn=drawn)]


def _chat(said: Said, shots: Sequence[Row], row: Row) -> list[Part]:
    found = [Part("system", said.system, "system")] if said.system else []
    turn = len(found)
    if said.description:
        found.append(Part("description", said.description, "user", turn))
        found.append(Part("between", said.between, "user", turn))
    for n, shot in enumerate(shots, 1):
        images = said.images(shot)
        found.append(Part("shot", said.question(shot), "user", turn, n, images, said.draws))
        found.append(Part("shot", said.answer(shot), "assistant", turn + 1, n))
        turn += 2
    images = said.images(row)
    return [*found, Part("input", said.question(row), "user", turn, 0, images, said.draws)]
