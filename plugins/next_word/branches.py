"""Branches: texts that were written, and where each left the one it came from. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from workbench import Tokenizer

# The last token of what was typed is found in so many characters at its end.
LAST = 2000


@dataclass(frozen=True)
class Branch:
    """A beginning as it was typed, and the tokens that were written behind it.

    ``chances`` are the model's own probabilities of ``ids``. A branch that left another says
    which one by ``parent`` (-1 for none) and at which of its tokens by ``at``.
    """

    prompt: str
    ids: tuple[int, ...] = ()
    chances: tuple[float, ...] = ()
    parent: int = -1
    at: int = 0

    def before(self, position: int, tokenizer: Tokenizer) -> npt.NDArray[np.int64]:
        """The ids ``(time,)`` of everything before written token ``place``."""
        written = np.array(self.ids[:position], np.int64)
        return np.concatenate([tokenizer.encode(self.prompt).astype(np.int64), written])

    def text(self, tokenizer: Tokenizer) -> str:
        """All of it, as it reads."""
        return self.prompt + self.written(tokenizer, 0, len(self.ids))

    def written(self, tokenizer: Tokenizer, start: int, end: int) -> str:
        """The text of the written tokens from ``start`` to before ``end``."""
        # Whether a word needs a space in front depends on the token before it.
        before = self.ids[max(0, start - 1) : start] if start else self._last_typed(tokenizer)
        shown = len(tokenizer.decode(list(before)))
        return tokenizer.decode([*before, *self.ids[start:end]])[shown:]

    def _last_typed(self, tokenizer: Tokenizer) -> tuple[int, ...]:
        # Words and characters never lie across so much, and what was typed may be long.
        return tuple(tokenizer.encode(self.prompt[-LAST:])[-1:].tolist())


class Branches:
    """All branches, and which of them is at hand; it begins with an empty one."""

    def __init__(self) -> None:
        self._all: list[Branch] = [Branch("")]
        self.index = 0

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, index: int) -> Branch:
        return self._all[index]

    @property
    def current(self) -> Branch:
        """The one at hand."""
        return self._all[self.index]

    def begin(self, prompt: str) -> None:
        """Start again from a typed text; a branch without written tokens is overwritten."""
        if self.current.ids:
            self._all.append(Branch(prompt))
            self.index = len(self._all) - 1
        else:
            self._all[self.index] = Branch(prompt)

    def add(self, id: int, chance: float) -> None:
        """Write a token behind the branch at hand."""
        self.extend([id], [chance])

    def extend(self, ids: Sequence[int], chances: Sequence[float]) -> None:
        """Write several tokens behind the branch at hand."""
        branch = self.current
        longer = replace(branch, ids=(*branch.ids, *ids), chances=(*branch.chances, *chances))
        self._all[self.index] = longer

    def fork(self, position: int, id: int, chance: float) -> None:
        """Cut the branch at hand before token ``place`` and go on with another one."""
        branch = self.current
        ids, chances = (*branch.ids[:position], id), (*branch.chances[:position], chance)
        self._all.append(Branch(branch.prompt, ids, chances, self.index, position))
        self.index = len(self._all) - 1

    def depth(self, index: int) -> int:
        """How many branches lie below this one."""
        parent = self._all[index].parent
        return 0 if parent < 0 else 1 + self.depth(parent)

    def in_order(self) -> list[int]:
        """Indices such that each branch stands below the one it left."""
        found: list[int] = []

        def walk(parent: int) -> None:
            for index, branch in enumerate(self._all):
                if branch.parent == parent:
                    found.append(index)
                    walk(index)

        walk(-1)
        return found
