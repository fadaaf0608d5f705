"""The loop: steps, and between them reports, evaluations, checkpoints and obedience.

Nothing here waits for the device between reports: losses stay tensors and are
fetched together a few times a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from workbench.core.contracts.errors import NonFiniteLoss
from workbench.core.contracts.events import Checkpointed, Evaluated, Event, Stepped
from workbench.core.contracts.trainer import Learner
from workbench.core.control import Control
from workbench.engine import checkpoint
from workbench.engine.advice import Advice
from workbench.engine.checkpoint import Checkpoint
from workbench.engine.threads import Threads

REPORT_S = 0.12
CHECKPOINT_S = 10.0
# Nor may checkpoints between evaluations take more than this part.
CHECKPOINT_SHARE = 0.03
CAPTURE_S = 0.25
# Looking inside may take this part of the training's time; the interval stretches to hold it.
CAPTURE_SHARE = 0.01
# Weights for whoever watches are written this often at most, and within that part as well.
LIVE_S = 0.4
# A loss so many times the first one's is an explosion, though still a number.
EXPLOSION = 1e3


# Looks inside at a step, on the pinned example; and what else an evaluation has to say.
Look = Callable[[int, Any], Iterable[Event]]
Remarks = Callable[[int], Iterable[Event]]


class Clock:
    """Seconds of training: counts from `go` to `pause`, and stands still otherwise.

    Both may be called again without harm. A new clock stands.

    Parameters
    ----------
    seconds
        Where it begins: what an earlier part of the training took.
    now
        The time source, seconds that never run backwards.
    """

    def __init__(self, seconds: float = 0.0, now: Callable[[], float] = time.perf_counter) -> None:
        self._counted = seconds
        self._now = now
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """Training time so far."""
        return self._counted + (0.0 if self._since is None else self._now() - self._since)

    def start_at(self, seconds: float) -> None:
        """Take over what an earlier part of the training took; the clock stands."""
        self._counted = seconds
        self._since = None

    def pause(self) -> None:
        """Stop counting."""
        self._counted = self.seconds
        self._since = None

    def go(self) -> None:
        """Count again."""
        if self._since is None:
            self._since = self._now()

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Stand still inside the block; go on behind it only where it went before."""
        went = self._since is not None
        self.pause()
        try:
            yield
        finally:
            if went:
                self.go()


class Loop:
    """One training from a step to its end.

    ``step`` is the number of steps done; after `run` it says where the training ended.
    """

    def __init__(
        self,
        learner: Learner,
        layers: dict[str, nn.Module],
        folder: Path,
        device: torch.device,
        emit: Callable[[Event], None],
        control: Control,
        start: Checkpoint | None = None,
        look: Look | None = None,
        remarks: Remarks = lambda step: (),
        clock: Clock | None = None,
        threads: Threads | None = None,
        advise: Advice = lambda step, lr, loss: (
            f"Lower the learning rate, for instance to {lr / 3:.1g}."
        ),
        flush: Callable[[], object] = lambda: None,
    ) -> None:
        self.learner = learner
        self.layers = layers
        self.folder = folder
        self.device = device
        self.look = look
        self.remarks = remarks
        self.advise = advise
        self.flush = flush
        self.emit = emit
        self.control = control
        self.step = start.step if start else 0
        self.threads = threads or Threads((torch.get_num_threads(),), 0.0)
        self.clock = clock or Clock()
        self.clock.start_at(start.seconds if start else 0.0)
        self._losses: list[Tensor] = []
        self._first = self.step
        self._reported_at = 0.0
        self._checkpointed = -1
        self._due = start is not None and start.due
        self._captured_at = self._capture_took = self._save_took = 0.0
        self._lived_at = self._live_took = 0.0
        self._initial_loss: float | None = None

    def run(self) -> str:
        """Train until the end, early stop or time budget; returns why it ended.

        Raises
        ------
        Stopped
            When the user asked to stop; what was done is reported and saved.
        NonFiniteLoss
            When the loss is no number any more; the last good checkpoint stays.
        """
        try:
            return self._run()
        finally:
            # What comes now (measuring, exporting) is no training.
            self.clock.pause()
            self.threads.settle()
            # Whoever asks from now on asks the last evaluation, or the model.
            checkpoint.forget_live(self.folder)

    def _run(self) -> str:
        learner, control, clock = self.learner, self.control, self.clock
        threads, tried = self.threads, not self.threads.fixed
        total, every = learner.total_steps, learner.evaluate_every()
        losses = self._losses
        learner.model.train()
        clock.go()
        if self.step == 0:
            self._save()
        if self._due:
            self._evaluate()
            if reason := learner.enough(self.step, clock.seconds):
                return reason
        self._reported_at = checkpointed_at = clock.seconds
        while self.step < total:
            if control.asked:
                self._wait()
            if tried:
                threads.before(self.step)
            losses.append(learner.step(self.step))
            if tried:
                threads.after(self.step)
            self.step += 1
            now = clock.seconds
            if self.step % every == 0 or self.step == total:
                self._evaluate()
            elif now - self._reported_at >= REPORT_S:
                self._report(now)
                if control.watched:
                    self._capture(now)
                if control.weights_requested:
                    self._write_live(now)
                if now - checkpointed_at >= max(CHECKPOINT_S, self._save_took / CHECKPOINT_SHARE):
                    self._save()
                    checkpointed_at = now
            if reason := learner.enough(self.step, now):
                return reason
        return "all epochs are done"

    def _wait(self) -> None:
        """Answer a pause or a stop: save, then wait (or leave)."""
        self.clock.pause()
        self._report(self.clock.seconds)
        self._save()
        if self.control.weights_requested:
            self._write_live(self.clock.seconds, at_once=True)
        self.control.check()
        self.clock.go()
        self._reported_at = self.clock.seconds

    def _report(self, now: float) -> None:
        """Fetch the losses since the last report in one go and tell the host."""
        if not self._losses:
            return
        fetched = torch.stack(self._losses).float().cpu().numpy()
        first, n = self._first, len(fetched)
        self._losses.clear()
        self._first += n
        self._refuse_explosion(fetched, first)
        elapsed = max(now - self._reported_at, 1e-9)
        self._reported_at = now
        lr = np.array([self.learner.lr(first + i) for i in range(n)], np.float32)
        left = (self.learner.total_steps - self.step) * now / max(1, self.step)
        rate = n * self.learner.batch_size / elapsed
        self.emit(Stepped(first, fetched, lr, rate, now, left))

    def _refuse_explosion(
        self, losses: np.ndarray[tuple[int], np.dtype[np.float32]], first: int
    ) -> None:
        if self._initial_loss is None and np.isfinite(losses[0]):
            self._initial_loss = float(losses[0])
        limit = EXPLOSION * max(1.0, self._initial_loss or 1.0)
        bad = np.flatnonzero(~(losses < limit))
        if len(bad):
            value, step = float(losses[bad[0]]), first + int(bad[0])
            lr = self.learner.lr(step)
            message = f"The loss became {value:.3g} at step {step:,} (learning rate {lr:.2g})."
            remedy = self.advise(step, lr, value)
            raise NonFiniteLoss(message, remedy + " The last good weights are kept.")

    def _evaluate(self) -> None:
        self.clock.pause()
        self.threads.settle()
        self._report(self.clock.seconds)
        # An evaluation may change what is kept, such as the best weights so far.
        tensors, facts = self.learner.state()
        written = False

        def check() -> None:
            # Who waits or ends here loses no steps; who goes on from them evaluates first.
            nonlocal written
            if not self.control.asked:
                return
            if not written:
                self._write(self._state(tensors, facts, due=True))
                written = True
            self.control.check()

        for split in self.learner.splits():
            self.emit(self.measure(split, check))
        self._due = False
        if written:
            self._checkpointed = -1  # it does not know that the evaluation is done
        for remark in self.remarks(self.step):
            self.emit(remark)
        if self.control.watched:
            self._capture(self.clock.seconds, now_or_never=True)
        self._save(snapshot=True)
        self.clock.go()
        self._reported_at = self.clock.seconds

    def measure(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Evaluate on a split and say when."""
        epoch = self.step / self.learner.steps_per_epoch
        seconds = self.clock.seconds
        found = self.learner.evaluate(split, check)
        if not (self.control.scores_watched or split == "test"):
            found = replace(found, scores=None, truth=None)
        return replace(found, step=self.step, epoch=epoch, seconds=seconds)

    def _capture(self, now: float, now_or_never: bool = False) -> None:
        if self.look is None:
            return
        rest = max(CAPTURE_S, self._capture_took / CAPTURE_SHARE)
        if not now_or_never and now - self._captured_at < rest:
            return
        began = time.perf_counter()
        for event in self.look(self.step, self.control.pinned):
            self.emit(event)
        self._capture_took = time.perf_counter() - began
        self._captured_at = now

    def _write_live(self, now: float, at_once: bool = False) -> None:
        """Write the weights for whoever has asked; the interval stretches with what that takes."""
        rest = max(LIVE_S, self._live_took / CAPTURE_SHARE)
        if not at_once and now - self._lived_at < rest:
            return
        self.control.weights_requested = False
        began = time.perf_counter()
        checkpoint.live(self.folder, self.learner.model, self.step)
        self._live_took = time.perf_counter() - began
        self._lived_at = now

    def _save(self, snapshot: bool = False) -> None:
        if self.step != self._checkpointed:
            self._report(self.clock.seconds)  # a checkpoint is good only if its losses are
            tensors, facts = self.learner.state()
            self._write(self._state(tensors, facts))
        if snapshot or self.step == 0:
            checkpoint.snapshot(self.folder, self.learner.model, self.step)

    def _state(
        self, tensors: Mapping[str, Tensor], facts: Mapping[str, Any], due: bool = False
    ) -> Checkpoint:
        chosen = tuple(self.threads.history)
        return Checkpoint(self.step, self.clock.seconds, tensors, facts, due, chosen)

    def _write(self, state: Checkpoint) -> None:
        began = time.perf_counter()
        # Who dies now goes on from here: the log must not be behind, or the curve had a gap.
        self.flush()
        checkpoint.save(self.folder, state, self.device)
        self._save_took = time.perf_counter() - began
        self._checkpointed = state.step
        self.emit(Checkpointed(state.step))
