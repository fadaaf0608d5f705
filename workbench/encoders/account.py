"""Account: the encoders that an answerer used, and what they took: seconds, tokens, dollars.

What was remembered counts as if it had been encoded for this answerer alone: its figures are not
to depend on who was asked before it, or on whether the comparison was stopped.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core.contracts.answerer import Encode, Floats
from workbench.core.encoder_models import EncoderModel
from workbench.encoders.cache import CachedEncoder
from workbench.prompting import prices


@dataclass(frozen=True)
class Bill:
    """What encoding some texts comes to, each of them once.

    ``tokens`` and ``dollars`` are ``None`` where they were not counted, or have no known price;
    ``source`` says where the price is from.
    """

    tokens: int | None = 0
    dollars: float | None = 0.0
    source: str = ""


class EncoderAccount:
    """Hands encoders out by name and keeps the account; for one answerer.

    ``check`` is called between pieces of work and may raise `Stopped`.
    """

    def __init__(
        self, find: Callable[[str], CachedEncoder], check: Callable[[], None] = lambda: None
    ) -> None:
        self._find = find
        self._check = check
        self._used: dict[str, EncoderModel] = {}
        self._tokens: dict[tuple[str, str], float] = {}
        self._saved = 0.0

    def encoder(self, name: str) -> Encode:
        """An encoder, as `workbench.core.contracts.answerer.Tools` lends it.

        Raises
        ------
        UsageError
            When there is none.
        LocalOnly
            When texts would leave this machine, and none may.
        """
        remembered = self._find(name)

        def encode(texts: Sequence[str]) -> Floats:
            found = remembered(texts, self._check)
            key = str(remembered.model)
            self._used[key] = remembered.model
            # A text that is asked again alone, to be timed, is not counted twice.
            for text, tokens in zip(texts, found.tokens, strict=True):
                self._tokens.setdefault((key, text), tokens)
            self._saved += found.saved
            return np.asarray(found.vectors, np.float32)

        return encode

    @property
    def names(self) -> str:
        """The encoders that were used, as ``provider/model``."""
        return ", ".join(self._used)

    @property
    def destination(self) -> str:
        """The hosts that texts were sent to; empty when they stayed on this machine."""
        return ", ".join(dict.fromkeys(m.destination for m in self._used.values() if m.destination))

    @property
    def memory(self) -> int | None:
        """Bytes that the encoders take here as they are loaded; ``None`` when it is not known."""
        held = [model.encoder.memory(model.name) for model in self._used.values()]
        known = [count for count in held if count is not None]
        return sum(known) if len(known) == len(held) else None

    def saved(self) -> float:
        """Seconds that remembering has saved since this was last asked."""
        seconds = self._saved
        self._saved = 0.0
        return seconds

    def bill(self) -> Bill:
        """What was encoded since the last bill comes to, remembered or not.

        Raises
        ------
        UsageError
            When the user's prices cannot be read.
        """
        bills = [self._of(key, model) for key, model in self._used.items()]
        self._tokens = {}
        return together(*bills)

    def _of(self, key: str, model: EncoderModel) -> Bill:
        total = math.fsum(n for (name, _), n in self._tokens.items() if name == key)
        tokens = None if math.isnan(total) else round(total)
        price = prices.load().find(model.destination, model.name)
        # Of what one sends to be encoded, nothing is written.
        dollars = None if price is None else price.cost(tokens, 0)
        return Bill(tokens, dollars, source(price))


def together(*bills: Bill) -> Bill:
    """One bill of several; what is not known of one is not known of all."""
    tokens = [bill.tokens for bill in bills]
    dollars = [bill.dollars for bill in bills]
    return Bill(
        None if None in tokens else sum(filter(None, tokens)),
        None if None in dollars else math.fsum(filter(None, dollars)),
        "; ".join(dict.fromkeys(bill.source for bill in bills if bill.source)),
    )


def source(price: prices.Price | None) -> str:
    """Where a price is from, with its date."""
    if price is None:
        return ""
    return f"{price.source}, {price.date}" if price.date else price.source
