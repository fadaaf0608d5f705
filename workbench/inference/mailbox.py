"""Latest: a one-slot mailbox and the thread that empties it.

While a question is being answered newer ones replace each other; answers carry
their question's number, so that a late one can be told from the newest.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")


class Latest(Generic[Q, A]):
    """Ask often, answer the newest.

    Parameters
    ----------
    answer
        The work; it runs in the mailbox's own thread.
    deliver
        Called in that thread with ``(number, answer)``.
    failed
        Called in that thread with ``(number, exception)``.
    """

    def __init__(
        self,
        answer: Callable[[Q], A],
        deliver: Callable[[int, A], None],
        failed: Callable[[int, Exception], None],
    ) -> None:
        self._answer, self._deliver, self._failed = answer, deliver, failed
        self._condition = threading.Condition()
        self._slot: tuple[int, Q] | None = None
        self._number = 0
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="mailbox", daemon=True)
        self._thread.start()

    def put(self, question: Q) -> int:
        """Ask; returns the question's number, which grows by one each time."""
        with self._condition:
            self._number += 1
            self._slot = (self._number, question)
            self._condition.notify()
            return self._number

    def close(self) -> None:
        """End the thread after the answer in progress."""
        with self._condition:
            self._closed = True
            self._condition.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._slot is not None or self._closed)
                if self._closed:
                    return
                assert self._slot is not None
                (number, question), self._slot = self._slot, None
            try:
                self._deliver(number, self._answer(question))
            except Exception as error:  # noqa: BLE001 - handed to the owner, who shows it
                self._failed(number, error)
