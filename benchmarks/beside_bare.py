"""The workbench and a bare loop take turns in one process; prints one JSON line.

Machines drift by more, from one ten seconds to the next, than what is measured here. So the
training in the window is paused while the bare loop runs in a thread of its own, and goes on
after it, turn by turn; what the machine does meanwhile falls on both.
"""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Callable

from benchmarks.peers.bare_loop import stepper
from benchmarks.train_in_window import BATCH, LR, WARM_UP_S, experiment
from benchmarks.window import Bench

ROWS = 3600
TURN_S = 1.5
# After an unpause: the first reports, and the views' first repaint.
SETTLE_S = 0.3


def main() -> None:
    """Take turns, print the rates of every turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("network", choices=["mlp", "cnn"])
    parser.add_argument("--turns", type=int, default=10)
    options = parser.parse_args()
    bench = Bench()
    run = bench.train(experiment(options.network))
    bench.wait(bench.training, 120)
    bench.spin(WARM_UP_S)
    loop = _Thread(stepper(options.network, BATCH, LR, ROWS))
    ours, bare = [], []
    for turn in range(options.turns + 1):
        bench.host.jobs.pause(run)
        bench.spin(SETTLE_S)
        theirs = loop.rate(bench)
        bench.host.jobs.unpause(run)
        bench.spin(SETTLE_S)
        mine = _rate(bench)
        if turn:  # the first of each warms up
            ours.append(mine)
            bare.append(theirs)
    bench.close()
    loop.end()
    print(json.dumps({"ours": ours, "bare": bare}))


def _rate(bench: Bench) -> float:
    """Steps per second of the engine's own clock, which leaves evaluations out."""
    before = bench.host.run
    bench.spin(TURN_S)
    after = bench.host.run
    return (after.step - before.step) / (after.seconds - before.seconds)


class _Thread:
    """One thread for all turns of the bare loop: a new one would start torch's workers again."""

    def __init__(self, run: Callable[[float], float]) -> None:
        self._run = run
        self._rate = 0.0
        self._go = threading.Event()
        self._done = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        while True:
            self._go.wait()
            self._go.clear()
            if self._over:
                return
            self._rate = self._run(TURN_S)
            self._done.set()

    def rate(self, bench: Bench) -> float:
        """Let it run for a turn, the event loop going on meanwhile."""
        self._done.clear()
        self._go.set()
        bench.spin(TURN_S)
        self._done.wait()
        return self._rate

    def end(self) -> None:
        """End the thread."""
        self._over = True
        self._go.set()
        self._thread.join()


if __name__ == "__main__":
    main()
