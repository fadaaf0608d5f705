"""A training in a thread and one in a process take turns below two windows; prints one JSON line.

As in `benchmarks.beside_bare`, what the machine does meanwhile falls on both: one is paused while
the other goes on, turn by turn. Each has a window of its own in this process, with live views.

A turn is measured from standing still to standing still, so that all its steps have been reported
and all their processor time lies within. On a busy machine steps/s say mostly who had a core;
the processor time that a step takes of the thread that trains does not depend on that.
"""

from __future__ import annotations

import argparse
import json
import threading
from dataclasses import asdict, dataclass

import psutil

from benchmarks.train_in_window import WARM_UP_S, experiment
from benchmarks.window import Bench
from workbench.core.contracts.launcher import Launcher
from workbench.core.experiment import Experiment

TURN_S = 1.5
STILL_S = 0.15
START_S = 180.0
KINDS = ("thread", "process")
NETWORKS = ("mlp", "cnn")


@dataclass(frozen=True)
class Turn:
    """One turn of a training.

    Attributes
    ----------
    steps
        Of training.
    seconds
        By the engine's own clock, which stands while the training waits.
    cpu_s
        Processor time of the thread that trains.
    all_cpu_s
        Processor time of the windows' process and the worker's together.
    """

    steps: int
    seconds: float
    cpu_s: float
    all_cpu_s: float


def main() -> None:
    """Take turns, print the rates of every turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=10)
    options = parser.parse_args()
    measured = {network: _measure(network, options.turns) for network in NETWORKS}
    print(json.dumps(measured))


def _measure(network: str, n_turns: int) -> dict[str, list[dict[str, float]]]:
    trainings = {kind: _Training(kind, network) for kind in KINDS}
    turns: dict[str, list[Turn]] = {kind: [] for kind in KINDS}
    for number in range(n_turns + 1):
        # Who begins changes, so that neither always follows the other's warm caches.
        order = KINDS if number % 2 else tuple(reversed(KINDS))
        for kind in order:
            turn = trainings[kind].turn()
            if number:  # the first of each warms up
                turns[kind].append(turn)
    for training in trainings.values():
        training.bench.close()
    return {kind: [asdict(turn) for turn in turns[kind]] for kind in KINDS}


def _experiment(network: str) -> Experiment:
    """One that never evaluates meanwhile: its processor time would not be that of steps."""
    chosen = experiment(network).model_copy(update={"threads": 1})
    settings = {**chosen.trainer.params, "evaluate_every": 10_000_000}
    return chosen.with_part("trainer", chosen.trainer.id, settings)


class _Training:
    """A training below a window of its own, standing still."""

    def __init__(self, kind: str, network: str) -> None:
        self.bench = Bench()
        host = self.bench.host
        launchers = host.plugins.of(Launcher).values()
        (cls,) = [cls for cls in launchers if cls.in_process == (kind == "thread")]
        host.set_launcher(cls.id)
        self._run = self.bench.train(_experiment(network))
        self.bench.wait(self.bench.training, START_S)
        self.bench.spin(WARM_UP_S)
        self._ours = psutil.Process()
        if kind == "thread":
            self._worker = self._ours
            (thread,) = [t for t in threading.enumerate() if t.name == f"train {self._run}"]
            assert thread.native_id is not None
            self._thread: int = thread.native_id
        else:
            (self._worker,) = [c for c in self._ours.children() if self._run in str(c.cmdline())]
            self._thread = self._worker.pid  # it trains in its first thread
        self._stand()

    def turn(self) -> Turn:
        """Go on for a while."""
        before, cpu, all_cpu = self.bench.host.run, self._cpu(), self._all_cpu()
        self.bench.host.jobs.unpause(self._run)
        self.bench.spin(TURN_S)
        self._stand()
        after = self.bench.host.run
        return Turn(
            after.step - before.step,
            after.seconds - before.seconds,
            self._cpu() - cpu,
            self._all_cpu() - all_cpu,
        )

    def _stand(self) -> None:
        """Pause, and wait until its last step has been reported and nothing computes any more."""
        self.bench.host.jobs.pause(self._run)
        step, cpu = -1, -1.0
        while (step, cpu) != (step := self.bench.host.run.step, cpu := self._cpu()):
            self.bench.spin(STILL_S)

    def _cpu(self) -> float:
        """Processor seconds of the thread that trains."""
        (one,) = [each for each in self._worker.threads() if each.id == self._thread]
        return float(one.user_time + one.system_time)

    def _all_cpu(self) -> float:
        times = [one.cpu_times() for one in {self._ours, self._worker}]
        return float(sum(one.user + one.system for one in times))


if __name__ == "__main__":
    main()
