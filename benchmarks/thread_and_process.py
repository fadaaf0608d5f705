"""A training in a thread and one in a process take turns below two windows; prints one JSON line.

As in `benchmarks.beside_bare`, what the machine does meanwhile falls on both: one is paused while
the other goes on, turn by turn. Each has a window of its own in this process, with live views.
"""

from __future__ import annotations

import argparse
import json

from benchmarks.train_in_window import WARM_UP_S, experiment
from benchmarks.window import Bench
from workbench.core.contracts.launcher import Launcher

TURN_S = 3.0
# After an unpause: the first reports, and the views' first repaint.
SETTLE_S = 0.5


def main() -> None:
    """Take turns, print the rates of every turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("network", choices=["mlp", "cnn"])
    parser.add_argument("--turns", type=int, default=10)
    options = parser.parse_args()
    benches = {kind: Bench() for kind in ("thread", "process")}
    for kind, bench in benches.items():
        launchers = bench.host.plugins.of(Launcher).values()
        (cls,) = [cls for cls in launchers if cls.in_process == (kind == "thread")]
        bench.host.set_launcher(cls.id)
        chosen = experiment(options.network).model_copy(update={"threads": 1})
        run = bench.train(chosen)
        bench.wait(bench.training, 180)
        bench.spin(WARM_UP_S)
        bench.host.jobs.pause(run)
    rates: dict[str, list[float]] = {kind: [] for kind in benches}
    for turn in range(options.turns + 1):
        # Who begins changes, so that neither always follows the other's warm caches.
        order = list(benches) if turn % 2 else list(reversed(benches))
        for kind in order:
            rate = _rate(benches[kind])
            if turn:  # the first of each warms up
                rates[kind].append(rate)
    for bench in benches.values():
        bench.close()
    print(json.dumps(rates))


def _rate(bench: Bench) -> float:
    """Steps per second of the engine's own clock, which leaves pauses and evaluations out."""
    run = bench.host.run.run
    bench.host.jobs.unpause(run)
    bench.spin(SETTLE_S)
    before = bench.host.run
    bench.spin(TURN_S)
    after = bench.host.run
    bench.host.jobs.pause(run)
    bench.spin(SETTLE_S)
    return (after.step - before.step) / (after.seconds - before.seconds)


if __name__ == "__main__":
    main()
