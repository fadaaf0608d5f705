"""Pace: how long a comparison will still take, from what its jobs took so far."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from workbench.comparison.jobs import Job
from workbench.core.time_left import TimeLeft


@dataclass(frozen=True)
class Remaining:
    """Seconds that are still needed, without ``unknown`` jobs of a kind that was not timed yet."""

    seconds: float
    unknown: int


class Pace:
    """Follows the jobs of one comparison.

    Parameters
    ----------
    seconds
        What jobs took in an earlier part of the same comparison, by their titles.
    now
        The time source, seconds that never run backwards.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        seconds: Mapping[str, float] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._jobs = jobs
        self._now = now
        self._seconds = dict(seconds or {})
        self._at = -1
        self._began = 0.0
        self._inside = TimeLeft(now)
        self._inside_s: float | None = None

    def begin(self, number: int) -> None:
        """Job ``number`` begins."""
        self._at = number
        self._began = self._now()
        self._inside.forget()
        self._inside_s = None

    def end(self, number: int, seconds: float | None) -> None:
        """It took so long; ``None`` where its answers were there already."""
        if seconds is not None and number < len(self._jobs):
            self._seconds[self._jobs[number].title] = seconds

    def report(self, what: str, done: float, total: float | None) -> None:
        """Take how far the job is in its longest part, such as its training's steps."""
        self._inside_s = self._inside.update(what, done, total)

    def remaining(self) -> Remaining:
        """What the current job and those after it will take."""
        total, unknown = 0.0, 0
        for number in range(max(self._at, 0), len(self._jobs)):
            if number == self._at and self._inside_s is not None:
                total += self._inside_s
                continue
            seconds = self._expected(self._jobs[number])
            if seconds is None:
                unknown += 1
            elif number == self._at:
                total += max(0.0, seconds - (self._now() - self._began))
            else:
                total += seconds
        return Remaining(total, unknown)

    def _expected(self, job: Job) -> float | None:
        """What the job took before, or others that are most like it took on average."""
        if job.title in self._seconds:
            return self._seconds[job.title]
        timed = [each for each in self._jobs if each.title in self._seconds]
        for alike in (
            [each for each in timed if each.name == job.name and each.budget == job.budget],
            [each for each in timed if each.name == job.name],
            [each for each in timed if each.spec.kind == job.spec.kind],
        ):
            if alike:
                return sum(self._seconds[each.title] for each in alike) / len(alike)
        return None
