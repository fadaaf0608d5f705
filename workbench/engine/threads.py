"""Threads: how many compute a step, chosen by what steps really take while others use the machine.

On a quiet machine two cores are nearly twice as fast as one. Beside two busy programs a step on two
threads waits, layer by layer, for the slower one to be given a core again, and a single thread is
up to twice as fast. So a few steps are timed with each number in turn, at the beginning and again
every so often, and the fastest number is kept.

Sums are rounded differently by different numbers of threads. When steps are timed depends on the
step's number alone, and what was chosen is kept with the checkpoint, so a run on a quiet machine is
bit for bit the same again; who wants that on a busy one gives the number (`Experiment.threads`).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

import torch

# Steps in the beginning that are not timed: memory is allocated, kernels are chosen.
WARM_UP = 2
# A block is so many multiplications and additions, some 50 to 100 ms, in so many steps at least
# and at most.
BLOCK_FLOPS = 4e9
LEAST, MOST = 3, 30
# Rounds of the first trial; the later ones have one.
ROUNDS = 2
# Blocks from one trial to the next, for each number of threads: of two, the slower takes one in
# forty.
PERIOD = 20
# Another number must be faster by so much: less is chance, and a change rounds differently.
BETTER = 0.9


def candidates(most: int) -> tuple[int, ...]:
    """Numbers of threads worth a trial: all, and by halves down to one."""
    found = [max(1, most)]
    while found[-1] > 1:
        found.append(found[-1] // 2)
    return tuple(found)


class Threads:
    """Chooses the number of threads of one training; everything happens in its thread.

    Parameters
    ----------
    numbers
        What may be chosen, the one for a quiet machine first; a single one is taken without trial.
    flops
        Multiplications and additions of a step, which decide how many steps are timed together.
    chosen
        ``(step, number)`` of each earlier choice, from a checkpoint.
    now, apply
        The time source, and what sets the number.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        flops: float,
        chosen: Sequence[tuple[int, int]] = (),
        now: Callable[[], float] = time.perf_counter,
        apply: Callable[[int], None] = torch.set_num_threads,
    ) -> None:
        self._numbers = tuple(numbers)
        self._now = now
        self._apply = apply
        self._block = int(min(MOST, max(LEAST, BLOCK_FLOPS / max(1.0, flops))))
        self._first = WARM_UP + ROUNDS * len(self._numbers) * self._block
        kept = [(int(step), int(number)) for step, number in chosen]
        self.history = [each for each in kept if each[1] in self._numbers] or [(0, numbers[0])]
        self._used = 0
        self._times: dict[int, list[float]] = {}
        self._began = 0.0
        self._use(self.number)

    @property
    def number(self) -> int:
        """What was chosen last."""
        return self.history[-1][1]

    @property
    def fixed(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self._numbers) == 1

    def before(self, step: int) -> None:
        """A step begins: set its number of threads."""
        if self.fixed:
            return
        self._use(self._at(step))
        self._began = self._now()

    def after(self, step: int) -> None:
        """The step is done: take its time, and choose at the end of a trial."""
        if self.fixed:
            return
        block, inside, last = self._trial(step)
        if block < 0:
            return
        # The first step with another number wakes threads and chooses kernels again.
        if inside:
            self._times.setdefault(self._used, []).append(self._now() - self._began)
        if last:
            self._choose(step + 1)

    def settle(self) -> None:
        """Between steps, as for an evaluation, compute with what was chosen."""
        if not self.fixed:
            self._use(self.number)

    def _trial(self, step: int) -> tuple[int, int, bool]:
        """Block of a trial (-1: none), step in it, and whether the trial ends with this step."""
        n, size = len(self._numbers), self._block
        if step < WARM_UP:
            return -1, 0, False
        if step < self._first:
            block, inside = divmod(step - WARM_UP, size)
            return block % n, inside, step + 1 == self._first
        period = PERIOD * n
        block, inside = divmod((step - self._first) % (period * size), size)
        later = block - (period - n)
        if later < 0:
            return -1, 0, False
        return later, inside, later == n - 1 and inside == size - 1

    def _at(self, step: int) -> int:
        block, _, _ = self._trial(step)
        if block < 0:
            return self.number
        return self._numbers[block]

    def _choose(self, step: int) -> None:
        """Take the fastest; the present one stays when it is about as fast."""
        means = {number: statistics.fmean(times) for number, times in self._times.items()}
        self._times = {}
        if len(means) < len(self._numbers):
            self._use(self.number)
            return  # the run was resumed in the middle of this trial
        now = self.number
        best = min(means, key=lambda number: means[number])
        if means[best] < BETTER * means[now]:
            now = best
        if now != self.number:
            self.history.append((step, now))
        self._use(now)

    def _use(self, number: int) -> None:
        if number != self._used:
            self._apply(number)
            self._used = number

    def describe(self) -> str:
        """Such as ``2``, or ``2, from step 126 on 1``."""
        first, *later = self.history
        return ", ".join([str(first[1]), *(f"from step {step:,} on {n}" for step, n in later)])
