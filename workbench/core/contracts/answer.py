"""Answer: a streamed answer that is read in one thread and may be stopped from any."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Finish = Literal["", "stop", "length", "refused"]


@dataclass(frozen=True)
class Piece:
    """A part of a streamed answer; one token where the provider sends tokens one by one.

    ``logprob`` is the natural logarithm of the token's probability where the provider tells it.
    The last piece, whose text may be empty, carries the token counts and why the answer ended:
    ``stop`` (the model or a stop sequence ended it), ``length`` (the most tokens, or the context
    is full) or ``refused`` (a filter of the service cut it). ``reasoning`` marks what the model
    thinks before it answers, where the provider tells it apart; ``reasoning_tokens`` says how many
    of the ``completion_tokens`` it took, shown or not.
    """

    text: str
    logprob: float | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    finish: Finish = ""
    reasoning: bool = False
    reasoning_tokens: int | None = None


Emit = Callable[[Piece], None]
# What makes an answer: it hands on pieces, and ends soon after the event is set.
Produce = Callable[[Emit, threading.Event], None]


def _nothing() -> None:
    """For what needs no push to end."""


class AnswerStream(Iterator[Piece]):
    """Pieces as they come; what went wrong is raised where they are read.

    They are made in a thread of their own, from now on. `close` may be called from any thread:
    whoever waits for a piece is let go at once, however long the model takes to notice.

    Parameters
    ----------
    produce
        Makes the pieces.
    interrupt
        Wakes ``produce`` where it waits for something that does not look at the event.
    """

    def __init__(self, produce: Produce, interrupt: Callable[[], None] = _nothing) -> None:
        self.ended = threading.Event()
        self._stopped = threading.Event()
        self._interrupt = interrupt
        self._pieces: queue.SimpleQueue[Piece | BaseException | None] = queue.SimpleQueue()
        # The thread knows not the answer but its parts: one that nobody holds any more is closed.
        arguments = (produce, self._pieces, self._stopped, self.ended)
        threading.Thread(target=_run, args=arguments, name="answer", daemon=True).start()

    @classmethod
    def of(cls, pieces: Iterator[Piece]) -> AnswerStream:
        """An answer from an iterator, which is read in a thread and closed there."""

        def produce(emit: Emit, stopped: threading.Event) -> None:
            try:
                for piece in pieces:
                    if stopped.is_set():
                        return
                    emit(piece)
            finally:
                closing = getattr(pieces, "close", None)
                if callable(closing):
                    closing()

        return cls(produce)

    def __iter__(self) -> AnswerStream:
        return self

    def __next__(self) -> Piece:
        item = None if self._stopped.is_set() else self._pieces.get()
        if isinstance(item, Piece) and not self._stopped.is_set():
            return item
        self._pieces.put(None)  # for whoever asks again
        if isinstance(item, BaseException) and not self._stopped.is_set():
            raise item
        raise StopIteration

    def close(self) -> None:
        """Stop the model; ``ended`` is set when it has stopped. Closing twice is no error."""
        if not self._stopped.is_set():
            self._stopped.set()
            self._pieces.put(None)
            if not self.ended.is_set():
                self._interrupt()

    def __del__(self) -> None:
        if hasattr(self, "_pieces"):
            self.close()


def _run(
    produce: Produce,
    pieces: queue.SimpleQueue[Piece | BaseException | None],
    stopped: threading.Event,
    ended: threading.Event,
) -> None:
    try:
        produce(pieces.put, stopped)
        pieces.put(None)
    except BaseException as error:  # noqa: BLE001  it is raised where the answer is read
        pieces.put(error)
    finally:
        ended.set()
