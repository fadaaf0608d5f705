"""Session: one person's way through a labelling's rows: on and back, said and taken back."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from workbench.labelling.annotations import SKIPPED, named
from workbench.labelling.project import Project

# A longer break is no labelling.
BREAK_S = 60.0


class LabellingSession:
    """Shows one row after another and keeps what is said of it at once.

    ``said`` is what each person says, by row, as `Project.standing` gives it; the part of ``by``
    follows what is said here. Without ``durable`` whoever uses this calls `Project.sync`.
    """

    def __init__(
        self,
        project: Project,
        by: str,
        votes: dict[str, dict[int, str]],
        durable: bool = True,
    ) -> None:
        self.project = project
        self.durable = durable
        self.by = by
        self.said = votes
        self.mine = votes.setdefault(by, {})
        self._trail: list[int] = []
        self._at = 0
        self._rest: deque[int] = deque()
        self._again = False
        self._wanted: set[int] = set()
        # Of what was said before today, the label before it is not known any more.
        self._last: list[tuple[int, str | None]] = [(row, None) for row in self.mine]

    @property
    def row(self) -> int | None:
        """The row in sight; ``None`` when there is nothing left to look at."""
        return self._trail[self._at] if self._at < len(self._trail) else None

    @property
    def labelled(self) -> int:
        """How many rows this person gave a label."""
        return len(self.mine) - self.skipped

    @property
    def skipped(self) -> int:
        """How many rows this person left."""
        return sum(label == SKIPPED for label in self.mine.values())

    @property
    def remaining(self) -> int:
        """How many rows there are still to come, the one in sight among them."""
        coming = dict.fromkeys((*self._trail[self._at :], *self._rest))
        if not self._again:
            coming |= dict.fromkeys(self._passed_over())
        return sum(self._again or row in self._wanted or row not in self.mine for row in coming)

    @property
    def others(self) -> list[str]:
        """Who else has labelled rows."""
        return sorted(by for by, said in self.said.items() if by != self.by and named(said))

    def begin(self, rows: Iterable[int], again: bool = False) -> None:
        """Take these rows from now on, the first one at once.

        Parameters
        ----------
        again
            Whether they are shown although they have a label.
        """
        del self._trail[self._at :]
        self._again = again
        self._rest = deque(rows)
        self._wanted = set()
        self._draw()

    def arrange(self, rows: Iterable[int]) -> None:
        """Let rows come in another order; the one in sight stays, and none comes twice."""
        seen = set(self._trail)
        self._rest = deque(row for row in rows if row not in seen)
        if self.row is None:
            self._draw()

    def prefer(self, rows: Sequence[int]) -> None:
        """Let some rows come before all others, the first of them at once."""
        self._wanted = set(rows)
        left = [row for row in (*self._trail[self._at :], *self._rest) if row not in self._wanted]
        del self._trail[self._at :]
        self._rest = deque([*rows, *left])
        self._draw()

    def on(self) -> None:
        """Go on without saying anything; at the end come those that were passed over."""
        if self.row is not None:
            self._at += 1
        if self.row is None:
            self._draw()

    def back(self) -> bool:
        """Go back one row; whether there was one."""
        if self._at:
            self._at -= 1
            return True
        return False

    def open(self, row: int) -> None:
        """Show a row; afterwards comes the one in sight."""
        if row != self.row:
            self._trail.insert(self._at, row)

    def say(self, label: str, seconds: float | None = None) -> None:
        """Say what the row in sight is (``""`` leaves it) and go on to the next.

        Raises
        ------
        UsageError
            When there is no such label.
        StorageError
            When it cannot be kept; the row stays in sight then.
        """
        row = self.row
        if row is None:
            return
        before = self.mine.get(row)
        self.project.mark(row, label, self.by, seconds, durable=self.durable)
        self._put(row, label)
        self._last.append((row, before))
        self.on()

    def take_back(self) -> bool:
        """Take back what was said last, and show that row again; whether there was anything.

        Raises
        ------
        StorageError
            When it cannot be kept; everything stays as it was then.
        """
        if not self._last:
            return False
        row, before = self._last[-1]
        self.project.mark(row, before, self.by, durable=self.durable)
        self._last.pop()
        self._put(row, before)
        if self._at and self._trail[self._at - 1] == row:
            self._at -= 1
        else:
            self.open(row)
        return True

    def _put(self, row: int, label: str | None) -> None:
        # Anew, so that the order is that of the last words.
        self.mine.pop(row, None)
        if label is not None:
            self.mine[row] = label

    def _draw(self) -> None:
        """Bring the next row into sight, if there is one."""
        for rest in (self._rest, self._passed_over()):
            while rest:
                row = rest.popleft()
                if self._again or row in self._wanted or row not in self.mine:
                    self._wanted.discard(row)
                    self._trail.append(row)
                    return

    def _passed_over(self) -> deque[int]:
        if self._again:
            return deque()
        return deque(row for row in dict.fromkeys(self._trail) if row not in self.mine)


def per_minute(times: Iterable[float]) -> float | None:
    """Labels a minute, by when (in seconds) the last ones were given; ``None`` if too few.

    What came before a break of a minute does not count.
    """
    recent: list[float] = []
    for time in times:
        if recent and time - recent[-1] > BREAK_S:
            recent.clear()
        recent.append(time)
    span = recent[-1] - recent[0] if recent else 0.0
    return 60 * (len(recent) - 1) / span if span > 0 else None
