"""Steps per second of a training in a process of its own against one in the window's thread."""

from __future__ import annotations

import os
import statistics

from benchmarks.processes import answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import spread
from benchmarks.thread_and_process import TURN_S
from benchmarks.train_in_window import BATCH

HOW = f"""\
The classic MLP and the small CNN, batches of {BATCH}, Adam, one thread of the processor, on the
built-in digits. Two windows (offscreen) in one process show them live: one trains in a thread of
that process, the other in a process of its own. They take turns of {TURN_S:g} s, one paused while
the other goes on; a ratio is of two turns that follow each other, and each repeat has new
processes. Evaluations are left out of both times. Beside it on the machine: {{load}}."""


def measure(options: Options) -> Result:
    """Measure both networks."""
    repeats, turns = options.count(5, 1), "2" if options.quick else "6"
    before = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    load = f"a load of {before:.1f} in the minute before"
    rows = []
    with own_home():
        for network in ("mlp", "cnn"):
            command = ("-m", "benchmarks.thread_and_process", network, "--turns", turns)
            measured = [answer(*command) for _ in range(repeats)]
            rates = {
                kind: [rate for one in measured for rate in one[kind]]
                for kind in ("process", "thread")
            }
            ratios = [
                mine / other for mine, other in zip(rates["process"], rates["thread"], strict=True)
            ]
            middle = statistics.median(ratios)
            rows += [
                Row(f"{network}: in a process", spread(rates["process"], "steps/s")),
                Row(f"{network}: in a thread", spread(rates["thread"], "steps/s")),
                Row(f"{network}: ratio", spread(ratios, "×"), "≥ 0.99", middle >= 0.99),
            ]
    return Result(HOW.format(load=load), rows)
