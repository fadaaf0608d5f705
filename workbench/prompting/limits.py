"""Limits of a batch: how fast it may ask, and how much it may spend."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from workbench.prompting.prices import Price


class RateLimit:
    """Gives each question its turn, so that no more than ``per_minute`` begin in a minute.

    ``clock`` says the seconds since some moment.
    """

    def __init__(
        self, per_minute: float | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._gap = 60.0 / per_minute if per_minute else 0.0
        self._clock = clock
        self._next = clock()
        self._mutex = threading.Lock()

    def turn(self) -> float:
        """Take the next turn: the seconds until it comes."""
        if not self._gap:
            return 0.0
        with self._mutex:
            now = self._clock()
            mine = max(now, self._next)
            self._next = mine + self._gap
        return mine - now


class CostLimit:
    """Money, set aside before a question and settled after it, so that a ceiling holds.

    A question may be asked when it fits below the ceiling even if it takes all the tokens that it
    may take, together with those that are on their way.
    """

    def __init__(self, price: Price | None, ceiling: float | None) -> None:
        self._price = price
        self._ceiling = ceiling
        self._reserved = 0.0
        self._changed = threading.Condition()
        self.spent: float | None = 0.0

    def reserve(self, prompt_tokens: int, answer_tokens: int, wait_s: float) -> bool | None:
        """Set money aside.

        Returns
        -------
        bool or None
            ``False`` when it is too much even alone. ``None`` when the answers that are on their
            way must be known first; ``wait_s`` were waited for one.
        """
        if self._ceiling is None or self._price is None:
            return True
        amount = self._price.cost(prompt_tokens, answer_tokens) or 0.0
        with self._changed:
            if (self.spent or 0.0) + self._reserved + amount <= self._ceiling:
                self._reserved += amount
                return True
            if self._reserved <= 0:
                return False
            self._changed.wait(wait_s)
            return None

    def settle(self, estimated: tuple[int, int], used: tuple[int | None, int | None]) -> None:
        """Give back what was set aside and take what it cost."""
        with self._changed:
            if self._ceiling is not None and self._price is not None:
                amount = self._price.cost(*estimated) or 0.0
                self._reserved = max(0.0, self._reserved - amount)
                # Tiny remainders of floating point must not look like answers on their way.
                self._reserved = 0.0 if self._reserved < 1e-12 else self._reserved
            cost = self._price.cost(*used) if self._price else None
            if cost is None and self._price and self._ceiling is not None:
                cost = self._price.cost(*estimated)  # uncounted: taken for the most it can be
            self.spent = None if cost is None or self.spent is None else self.spent + cost
            self._changed.notify_all()
