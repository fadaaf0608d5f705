"""Training time: only what passes while steps are made counts, whatever comes between."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from workbench.core.contracts.errors import Stopped
from workbench.core.contracts.events import Evaluated, Event, Stepped
from workbench.core.control import Control
from workbench.engine import checkpoint
from workbench.engine.loop import Clock, Loop

STEP_S, EVALUATION_S = 2.0, 300.0


class Time:
    """A time source that moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


DOINGS = st.lists(
    st.tuples(st.sampled_from(["go", "pause", "stand"]), st.integers(0, 1000)), max_size=30
)


@given(doings=DOINGS, before=st.integers(0, 1000))
def test_a_clock_counts_what_passes_while_it_goes(
    doings: list[tuple[str, int]], before: int
) -> None:
    time = Time()
    clock = Clock(float(before), time)
    went, expected = False, float(before)
    for doing, seconds in doings:
        if doing == "stand":
            with clock.standing():
                time.now += seconds
        else:
            went = doing == "go"
            clock.go() if went else clock.pause()
            time.now += seconds
            expected += seconds if went else 0
        assert clock.seconds == expected
        assert clock.seconds == expected  # reading it changes nothing


class Timed:
    """A learner whose steps and evaluations take known times; pauses come where ``asks`` says."""

    def __init__(
        self, time: Time, total: int, every: int, asks: Callable[[str, int], None]
    ) -> None:
        self.model: nn.Module = nn.Linear(1, 1)
        self.steps_per_epoch = every
        self.total_steps = total
        self.batch_size = 1
        self._time = time
        self._every = every
        self._asks = asks

    def step(self, step: int) -> Tensor:
        self._time.now += STEP_S
        self._asks("step", step)
        return torch.tensor(1.0)

    def lr(self, step: int) -> float:
        return 0.1

    def evaluate(self, split: str, check: Callable[[], None]) -> Evaluated:
        self._time.now += EVALUATION_S / 2
        self._asks("evaluate", -1)
        check()
        self._time.now += EVALUATION_S / 2
        return Evaluated(0, 0.0, 0.0, split, {f"{split}/loss": 1.0})

    def splits(self) -> tuple[str, ...]:
        return ("train",)

    def evaluate_every(self) -> int:
        return self._every

    def enough(self, step: int, seconds: float) -> str | None:
        return None

    def deployed(self) -> nn.Module:
        return self.model

    def finish(self) -> None: ...

    def state(self) -> tuple[Mapping[str, Tensor], Mapping[str, Any]]:
        return {f"model.{k}": v for k, v in self.model.state_dict().items()}, {}

    def load_state(self, tensors: Mapping[str, Tensor], facts: Mapping[str, Any]) -> None: ...


class Waiting(Control):
    """A control whose pauses last a known time and end by themselves."""

    def __init__(self, time: Time, seconds: float) -> None:
        super().__init__()
        self._time = time
        self._seconds = seconds

    def check(self) -> None:
        if self.paused:
            self._time.now += self._seconds
            self.resume()
        super().check()


@pytest.mark.slow
@given(
    total=st.integers(1, 12),
    every=st.integers(1, 6),
    pauses=st.sets(st.integers(0, 11)),
    paused_evaluations=st.booleans(),
    stop=st.none() | st.integers(0, 11),
)
def test_stored_seconds_are_those_of_the_steps(
    total: int, every: int, pauses: set[int], paused_evaluations: bool, stop: int | None
) -> None:
    time = Time()
    control = Waiting(time, 5000.0)

    def asks(where: str, step: int) -> None:
        if step in pauses or (where == "evaluate" and paused_evaluations):
            control.pause()
        if where == "step" and step == stop:
            control.stop()

    learner = Timed(time, total, every, asks)
    events: list[Event] = []
    with tempfile.TemporaryDirectory() as name:
        folder, cpu = Path(name), torch.device("cpu")

        def loop(start: checkpoint.Checkpoint | None) -> Loop:
            clock = Clock(now=time)
            return Loop(learner, {}, folder, cpu, events.append, control, start, clock=clock)

        first = loop(None)
        try:
            first.run()
        except Stopped:
            assert stop is not None
            kept = checkpoint.load(folder, cpu)
            assert kept is not None
            assert kept.seconds == pytest.approx(kept.step * STEP_S)
            time.now += 10_000  # the night between a stop and going on
            control = Waiting(time, 5000.0)
            stop = None
            second = loop(kept)
            second.run()
            assert second.step == total
        kept = checkpoint.load(folder, cpu)
        assert kept is not None
        assert kept.step == total
        assert kept.seconds == pytest.approx(total * STEP_S)
    for event in events:
        if isinstance(event, Evaluated):
            assert event.seconds == pytest.approx(event.step * STEP_S)
        if isinstance(event, Stepped):
            assert event.seconds == pytest.approx((event.first + len(event.loss)) * STEP_S)


def test_what_comes_behind_the_training_is_not_counted(tmp_path: Path) -> None:
    time = Time()
    learner = Timed(time, 3, 2, lambda where, step: None)
    loop = Loop(
        learner,
        {},
        tmp_path,
        torch.device("cpu"),
        lambda event: None,
        Control(),
        clock=Clock(now=time),
    )
    loop.run()
    time.now += 1000
    assert loop.clock.seconds == 3 * STEP_S
    assert loop.measure("test", lambda: None).seconds == 3 * STEP_S
