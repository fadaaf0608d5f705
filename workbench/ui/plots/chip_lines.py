"""Chip lines: where boxes of given widths lie when they flow like words. It paints nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QRect

GAP = 4
# Qt asks for the height at a width or two before it settles for one.
WIDTHS_KEPT = 4


class ChipLines:
    """The widths of boxes and the lines they fill; a box costs the same however many lie before.

    Boxes are only ever added. Asked for a width, it goes on from the last line it knows of that
    width, so that following a text that grows costs what has come.
    """

    def __init__(self) -> None:
        # Where each box would begin if all stood in one line; one more than there are boxes.
        self._offsets = [0]
        self._breaks: list[int] = []
        # By width: the first box of every line.
        self._first: dict[int, list[int]] = {}
        self._counted: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def add(self, width: int, breaks: bool = False) -> None:
        """Add a box, behind which a line may end, in pixels."""
        if breaks:
            self._breaks.append(len(self))
        self._offsets.append(self._offsets[-1] + width + GAP)

    def lines(self, width: int) -> list[int]:
        """The first box of every line, at this width."""
        if width not in self._first:
            if len(self._first) >= WIDTHS_KEPT:
                oldest = next(iter(self._first))
                del self._first[oldest], self._counted[oldest]
            self._first[width], self._counted[width] = [], 0
        first = self._first[width]
        if self._counted[width] < len(self):
            # The last line may have been cut short by the end.
            place = first.pop() if first else 0
            while place < len(self):
                first.append(place)
                place = self._end(place, width)
            self._counted[width] = len(self)
        return first

    def _end(self, start: int, width: int) -> int:
        """The first box behind the line that begins with ``place``."""
        limit = self._offsets[start] + width + GAP
        end = max(start + 1, bisect_right(self._offsets, limit, start + 1) - 1)
        following = bisect_left(self._breaks, start)
        if following < len(self._breaks):
            end = min(end, self._breaks[following] + 1)
        return end

    def height(self, width: int, line: int) -> int:
        """Of all lines, each ``line`` pixels high; of one when there is no box."""
        count = max(1, len(self.lines(width)))
        return count * (line + GAP) - GAP

    def box(self, index: int, width: int, line: int) -> QRect:
        """Where a box lies."""
        first = self.lines(width)
        row = bisect_right(first, index) - 1
        left = self._offsets[index] - self._offsets[first[row]]
        wide = self._offsets[index + 1] - self._offsets[index] - GAP
        return QRect(left, row * (line + GAP), min(wide, width), line)

    def between(self, top: int, bottom: int, width: int, line: int) -> range:
        """The boxes on all lines that lie between two heights, both included."""
        first = self.lines(width)
        low = min(len(first), max(0, top // (line + GAP)))
        high = min(len(first), max(low, bottom // (line + GAP) + 1))
        ends = [*first[low : high + 1], len(self)]
        return range(ends[0], ends[high - low])
