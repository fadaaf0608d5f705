"""Shots: the examples that a prompt shows, from the training split alone.

Controls (flipped and random labels) after Min et al. 2022, "Rethinking the role of
demonstrations", https://arxiv.org/abs/2202.12837; nearest shots after Liu et al. 2022, "What
makes good in-context examples for GPT-3?", https://arxiv.org/abs/2101.06804.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.row_identity import of_text
from workbench.prompting.prompts import nearest
from workbench.prompting.prompts.nearest import Embed, Nearness
from workbench.prompting.prompts.rows import Labelled, Row, row
from workbench.prompting.prompts.template import Prompt, Shots, alike


class Pool:
    """The rows of a dataset that may be shots: its training split without what the test asks.

    ``left_out`` training rows are the same as a test row (`InputKind.identities`; pictures: pixel
    by pixel) and are no shots of any question.

    Parameters
    ----------
    data
        Both splits, so that what may not be shown is known here.
    nearness
        Says how alike rows are; made when first wanted. ``None`` compares words, or pixels.
    """

    def __init__(self, data: Labelled, nearness: Callable[[Pool], Nearness] | None = None) -> None:
        self._data = data
        self.classes = data.classes
        self.target: TargetKind = data.target
        is_asked = np.isin(data.train.identities, data.test.identities)
        self.indices: npt.NDArray[np.int64] = np.flatnonzero(~is_asked).astype(np.int64)
        self.left_out = int(is_asked.sum())
        self._make_nearness = nearness or without_encoder
        self._nearness: Nearness | None = None

    def __len__(self) -> int:
        return len(self.indices)

    def row(self, position: int) -> Row:
        """One row by its place in the pool."""
        return row(self._data, "train", int(self.indices[position]))

    @property
    def texts(self) -> list[str]:
        """All rows as texts; empty ones for pictures."""
        if self.pictures is not None:
            return [""] * len(self)
        kind, rows = self._data.inputs, self._data.train.x
        return [kind.text(rows, index) for index in self.indices.tolist()]

    @property
    def pictures(self) -> npt.NDArray[np.uint8] | None:
        """The pictures of all rows, uint8 ``(n, height, width[, 3])``; ``None`` of other rows."""
        kind, rows = self._data.inputs, self._data.train.x
        if not len(self) or kind.picture(rows, int(self.indices[0])) is None:
            return None
        if isinstance(rows, np.ndarray):
            return rows[self.indices]
        drawn = (kind.picture(rows, index) for index in self.indices.tolist())
        return np.stack([each for each in drawn if each is not None])

    @property
    def y(self) -> npt.NDArray[np.int64]:
        """A number for each row, ``(n,)``, of which shots hold some of each: classes, say."""
        return self._data.target.strata(self._data.train.y)[self.indices]

    @property
    def nearness(self) -> Nearness:
        """How alike a question and these rows are."""
        if self._nearness is None:
            self._nearness = self._make_nearness(self)
        return self._nearness

    def refuse(self, shots: Sequence[Row]) -> None:
        """Refuse shots that the user wrote and the test split holds.

        Raises
        ------
        UsageError
            Naming the first.
        """
        for shot in shots:
            if not shot.images and of_text(shot.text) in self._data.test.identities:
                message = f"The shot {shot.text[:60]!r} is a row of the test split."
                raise UsageError(message, "Leave it out: figures would say too much.")


def choose(prompt: Prompt, row: Row, pool: Pool | None = None) -> tuple[Row, ...]:
    """The shots of a prompt for one question, in the order in which they are shown.

    The same seed gives the same shots. What is the question itself is never among them. Of the
    nearest, the most alike stands last, next to the question.

    Raises
    ------
    UsageError
        When there is nothing to choose from, or too little.
    """
    wanted = prompt.shots
    if not wanted.count:
        return ()
    if wanted.choose == "given":
        found = [Row(shot.text, shot.label) for shot in wanted.given[: wanted.count]]
        labels = prompt.labels or (pool.classes if pool else tuple(s.label for s in wanted.given))
        if pool and row.split == "test":
            pool.refuse(found)
        return relabelled(found, tuple(dict.fromkeys(labels)), wanted)
    if pool is None:
        message = f"{wanted.count} shots are wanted, but there is no dataset to take them from."
        raise UsageError(message, "Name one (shots.dataset, --dataset), or set shots to 0.")
    drawn = _draw(prompt, row, pool)
    if len(drawn) < wanted.count:
        message = f"{wanted.count} shots are wanted, but only {len(drawn)} rows may be shots."
        raise UsageError(message, "Ask for fewer.")
    return relabelled(drawn, prompt.labels or pool.classes, wanted)


def relabelled(shots: Sequence[Row], labels: Sequence[str], spec: Shots) -> tuple[Row, ...]:
    """Shots under their true labels, each under the next class's, or under random ones."""
    if spec.labels == "true" or not shots:
        return tuple(shots)
    if spec.labels == "flipped":
        after = dict(zip(labels, [*labels[1:], *labels[:1]], strict=True))
        return tuple(shot.with_label(after.get(shot.label, shot.label)) for shot in shots)
    generator = np.random.default_rng((spec.seed, len(shots)))
    drawn = generator.integers(0, len(labels), len(shots))
    return tuple(shot.with_label(labels[n]) for shot, n in zip(shots, drawn, strict=True))


def without_encoder(pool: Pool) -> Nearness:
    """Nearness where no encoder is set up: shared words, or pixels."""
    pictures = pool.pictures
    return nearest.by_tfidf(pool.texts) if pictures is None else nearest.by_pixels(pictures)


def with_encoder(
    embed: Embed, name: str, check: Callable[[], None] = lambda: None
) -> Callable[[Pool], Nearness]:
    """Nearness by an encoder of texts; pictures are compared by pixels."""

    def make(pool: Pool) -> Nearness:
        if pool.pictures is not None:
            return without_encoder(pool)
        return nearest.by_vectors(embed, pool.texts, name, check)

    return make


def _draw(prompt: Prompt, question: Row, pool: Pool) -> list[Row]:
    wanted = prompt.shots
    found: list[Row] = []
    for position in _order(wanted, question, pool):
        candidate = pool.row(position)
        if not alike(prompt, candidate, question):
            found.append(candidate)
        if len(found) == wanted.count:
            break
    return found[::-1] if wanted.choose == "nearest" else found


def _order(spec: Shots, question: Row, pool: Pool) -> Iterator[int]:
    """Places in the pool, the first choice first."""
    if spec.choose == "nearest":
        likeness = pool.nearness.of(question)
        yield from np.argsort(-likeness, kind="stable").tolist()
        return
    generator = np.random.default_rng(spec.seed)
    order = generator.permutation(len(pool))
    if spec.choose == "random":
        yield from order.tolist()
        return
    y = pool.y[order]
    # How many of its class come before a row: all first ones, then all second ones, …
    rank = np.zeros(len(order), np.int64)
    n_strata = len(pool.classes) or int(y.max(initial=0)) + 1
    for label in range(n_strata):
        mine = np.flatnonzero(y == label)
        rank[mine] = np.arange(len(mine))
    turn = generator.permutation(n_strata)
    yield from order[np.lexsort((turn[y], rank))].tolist()
