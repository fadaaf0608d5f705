"""Steps per second of the whole workbench against a bare PyTorch loop."""

from __future__ import annotations

import statistics

from benchmarks.beside_bare import TURN_S
from benchmarks.processes import answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import spread
from benchmarks.train_in_window import BATCH

HOW = f"""\
The classic MLP and the small CNN, batches of {BATCH}, Adam, on the built-in digits: in the real
(offscreen) window with live views, events, log and checkpoints, against a loop that has none of it
(`benchmarks/peers/bare_loop.py`). Both take turns of {TURN_S:g} s in one process, the training
paused while the bare loop runs; each repeat is a process of its own, its ratio the median over its
turns. The workbench's evaluations, which the bare loop does not do, are left out of its time."""


def measure(options: Options) -> Result:
    """Measure both networks."""
    repeats, turns = options.count(5, 1), "3" if options.quick else "10"
    rows = []
    with own_home():
        for network in ("mlp", "cnn"):
            command = ("-m", "benchmarks.beside_bare", network, "--turns", turns)
            found = [answer(*command) for _ in range(repeats)]
            ours, bare = ([rate for one in found for rate in one[key]] for key in ("ours", "bare"))
            ratios = [_ratio(one["ours"], one["bare"]) for one in found]
            middle = sorted(ratios)[len(ratios) // 2]
            rows += [
                Row(f"{network}: workbench", spread(ours, "steps/s")),
                Row(f"{network}: bare loop", spread(bare, "steps/s")),
                Row(f"{network}: ratio", spread(ratios, "×"), "≥ 0.97", middle >= 0.97),
            ]
    return Result(HOW, rows)


def _ratio(ours: list[float], bare: list[float]) -> float:
    return statistics.median(mine / other for mine, other in zip(ours, bare, strict=True))
