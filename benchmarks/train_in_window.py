"""Train flat out in the real window, with every view in turn; prints one JSON line.

``steps_per_s`` is by the engine's own clock, which leaves evaluations out and everything
else in: events, log, checkpoints, captures, repaints. ``late_ms`` says how late the
window's event loop was (see `benchmarks.window.Ticks`).
"""

from __future__ import annotations

import argparse
import json

import numpy as np
from PySide6.QtWidgets import QTabWidget

from benchmarks.window import Bench, Ticks
from workbench.core.experiment import Experiment

# Often enough for the views to be busy, and seldom enough for it to be a training.
EVALUATE_EVERY = {"mlp": 4000, "cnn": 250}
BATCH, LR = 64, 0.003
WARM_UP_S = 2.0


def experiment(network: str) -> Experiment:
    """An experiment that does not end by itself."""
    chosen = Experiment(name=f"flat out {network}", device="cpu")
    chosen = chosen.with_part("architecture", network).with_part("dataset", "digits")
    settings = {
        "epochs": 10_000,
        "batch_size": BATCH,
        "lr": LR,
        "schedule": "constant",
        "evaluate_every": EVALUATE_EVERY[network],
    }
    return chosen.with_part("trainer", "supervised", settings)


def main() -> None:
    """Train, look at every tab, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("network", choices=["mlp", "cnn"])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--probe", action="store_true")
    parser.add_argument("--turn", action="store_true", help="show every tab in turn")
    options = parser.parse_args()
    bench = Bench()
    bench.train(experiment(options.network))
    bench.wait(bench.training, 120)
    bench.spin(WARM_UP_S)
    ticks = Ticks()
    if options.probe:
        ticks.start()
    before = bench.host.run
    tabs = bench.page("train").findChildren(QTabWidget)
    views = max([1, *(tab.count() for tab in tabs)]) if options.turn else 1
    for view in range(views):
        for tab in tabs:
            if options.turn:
                tab.setCurrentIndex(view % max(1, tab.count()))
            bench.spin(options.seconds / views / len(tabs))
    after = bench.host.run
    late = ticks.stop()
    found = {"steps_per_s": (after.step - before.step) / (after.seconds - before.seconds)}
    if options.probe:
        found |= dict(zip(("p50", "p99", "max"), np.percentile(late, [50, 99, 100]), strict=True))
        found["ticks"] = len(late)
    bench.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
