"""The number of threads follows what steps take, and what was chosen is kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.events import Evaluated, Event, Finished
from workbench.core.control import Control
from workbench.engine import checkpoint, device
from workbench.engine.threads import Threads, candidates

from .conftest import TrainTiny, tiny_experiment

CPU = torch.device("cpu")


class Machine:
    """Steps take what is said for each number of threads."""

    def __init__(self, seconds: dict[int, float]) -> None:
        self.seconds = seconds
        self.time = 0.0
        self.threads = 0

    def chooser(self, chosen: tuple[tuple[int, int], ...] = (), flops: float = 1e9) -> Threads:
        numbers = candidates(max(self.seconds))
        return Threads(numbers, flops, chosen, lambda: self.time, self._apply)

    def _apply(self, number: int) -> None:
        self.threads = number

    def step(self, chooser: Threads, step: int) -> None:
        chooser.before(step)
        self.time += self.seconds[self.threads]
        chooser.after(step)

    def steps(self, chooser: Threads, first: int, last: int) -> None:
        for step in range(first, last):
            self.step(chooser, step)


QUIET, BUSY = {2: 1.0, 1: 1.7}, {2: 7.0, 1: 3.0}


@pytest.mark.parametrize(("seconds", "expected"), [(QUIET, 2), (BUSY, 1), ({2: 1.0, 1: 0.95}, 2)])
def test_the_faster_number_is_taken(seconds: dict[int, float], expected: int) -> None:
    machine = Machine(seconds)
    chooser = machine.chooser()
    machine.steps(chooser, 0, 100)
    assert chooser.number == machine.threads == expected


def test_it_follows_a_machine_that_becomes_busy_and_quiet_again() -> None:
    machine = Machine(dict(QUIET))
    chooser = machine.chooser()
    machine.steps(chooser, 0, 200)
    assert chooser.number == 2
    machine.seconds = BUSY
    machine.steps(chooser, 200, 600)
    assert chooser.number == 1
    machine.seconds = QUIET
    machine.steps(chooser, 600, 1000)
    assert chooser.number == 2
    assert [number for _, number in chooser.history] == [2, 1, 2]
    assert chooser.describe().startswith("2, from step ")


@pytest.mark.parametrize("seconds", [QUIET, BUSY, {8: 1.0, 4: 1.1, 2: 2.0, 1: 4.0}])
def test_trials_cost_little(seconds: dict[int, float]) -> None:
    machine = Machine(seconds)
    chooser = machine.chooser()
    n = 3000
    machine.steps(chooser, 0, n)
    assert machine.time < 1.12 * n * min(seconds.values())


@given(stop=st.integers(0, 900), change=st.integers(0, 900))
def test_a_resumed_run_tries_at_the_same_steps(stop: int, change: int) -> None:
    """What is chosen before a stop counts behind it: on a quiet machine nothing differs."""

    def numbers(resumed_at: int | None) -> list[int]:
        machine = Machine(dict(QUIET))
        chooser = machine.chooser()
        used = []
        for step in range(900):
            if step == resumed_at:
                chooser = machine.chooser(tuple(chooser.history))
            machine.step(chooser, step)
            used.append(machine.threads)
        return used

    assert numbers(stop) == numbers(None)
    # And one that has changed over goes on as it was, until a trial says otherwise.
    resumed = Machine(dict(BUSY)).chooser(((0, 2), (change, 1)))
    assert resumed.number == 1


def test_small_steps_have_one_thread_and_a_given_number_is_kept() -> None:
    before = torch.get_num_threads()
    try:
        assert device.threads_for(1e6, CPU).fixed
        assert device.threads_for(1e6, CPU).number == 1
        given_number = device.threads_for(1e12, CPU, 2, chosen=((5, 1),))
        assert given_number.fixed
        assert given_number.number == torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_the_choice_is_kept_with_the_run(train_tiny: TrainTiny) -> None:
    experiment = tiny_experiment(epochs=2).model_copy(update={"threads": 2})
    control = Control()

    def stop(event: Event) -> None:
        if isinstance(event, Evaluated):
            control.stop(keep=False)

    run, _, _ = train_tiny(experiment, control, stop)
    kept = checkpoint.load(run.checkpoint_folder, CPU)
    assert kept is not None
    assert kept.threads == ((0, 2),)
    run, end, _ = train_tiny(experiment, run=run, resume=True)
    assert isinstance(end, Finished)
    assert json.loads((run.path / "environment.json").read_text("utf-8"))["threads"] == "2"


@pytest.mark.slow
@pytest.mark.parametrize("module", ["workbench.engine.device", "workbench.__main__"])
def test_waiting_threads_sleep_unless_the_user_says_otherwise(module: str) -> None:
    code = (
        f"import {module} as m; getattr(m, 'openmp', None) and m.openmp.wait_briefly(); import os; "
    )
    code += "print(os.environ.get('GOMP_SPINCOUNT'), os.environ.get('KMP_BLOCKTIME'))"

    def said(**more: str) -> str:
        known = {k: v for k, v in os.environ.items() if not k.startswith(("OMP_", "GOMP", "KMP"))}
        done = subprocess.run(
            [sys.executable, "-c", code], env={**known, **more}, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    assert said() == "3000 1"
    assert said(GOMP_SPINCOUNT="7", KMP_BLOCKTIME="5") == "7 5"
    assert said(OMP_WAIT_POLICY="ACTIVE") == "None None"
