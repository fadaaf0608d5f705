"""Ask: one question to one model, read to its end. Trying again is the provider's business."""

from __future__ import annotations

import time
from collections.abc import Callable

from workbench.core.contracts import provider as providers
from workbench.core.contracts.answer import AnswerStream, Piece
from workbench.core.contracts.errors import BrokenAnswer
from workbench.core.contracts.provider import Provider, Request
from workbench.core.settings import Settings
from workbench.prompting.reasoning import separate
from workbench.prompting.responses import Response


def _nothing(_: object) -> None:
    """For what nobody wants to know."""


def ask(
    provider: Provider,
    request: Request,
    settings: Settings,
    on_piece: Callable[[Piece], None] = _nothing,
    on_open: Callable[[AnswerStream], None] = _nothing,
) -> Response:
    """Ask a model and read the whole answer.

    Parameters
    ----------
    on_piece
        Takes each piece as it comes, here in the caller's thread.
    on_open
        Takes the answer once it is asked for; its ``close`` ends the reading from any thread, and
        what was read so far is returned, with an empty ``finish``.

    Raises
    ------
    UsageError
        When the model cannot be asked in this form.
    ProviderError
        When the question was turned down, may not leave this machine, or the answer broke off.
    """
    reading = StreamedResponse()
    answer = providers.ask(provider, request, settings)
    try:
        on_open(answer)
        for piece in answer:
            reading.take(piece)
            on_piece(piece)
    finally:
        answer.close()
    return reading.reply()


def whole(reply: Response) -> Response:
    """Return a reply that its provider has ended.

    Raises
    ------
    BrokenAnswer
        When it just stopped coming: half an answer must not be taken for one.
    """
    if not reply.finish and reply.completion_tokens is None:
        raise BrokenAnswer("The answer broke off without an end.")
    return reply


class StreamedResponse:
    """What has come of an answer so far; the question is asked when this is made."""

    def __init__(self) -> None:
        self._asked_at = time.time()
        self._began = time.perf_counter()
        self._first: float | None = None
        self._pieces: list[Piece] = []

    def take(self, piece: Piece) -> None:
        """A piece has come."""
        if self._first is None and piece.text:
            self._first = time.perf_counter()
        self._pieces.append(piece)

    def reply(self) -> Response:
        """All that has come until now; may be called from another thread."""
        now = time.perf_counter()
        pieces = self._pieces[:]
        last = pieces[-1] if pieces else Piece("")
        separated = separate(pieces)
        return Response(
            text=separated.answer,
            finish=last.finish,
            prompt_tokens=last.prompt_tokens,
            completion_tokens=last.completion_tokens,
            first_s=(now if self._first is None else self._first) - self._began,
            seconds=now - self._began,
            pieces=sum(bool(piece.text) for piece in pieces),
            tokens=separated.tokens,
            asked_at=self._asked_at,
            reasoning=separated.reasoning,
            reasoning_tokens=last.reasoning_tokens,
            implied=separated.implied,
        )
