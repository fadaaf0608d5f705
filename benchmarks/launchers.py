"""Steps per second of a training in a process of its own against one in the window's thread."""

from __future__ import annotations

import os

import numpy as np

from benchmarks.processes import answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import spread
from benchmarks.thread_and_process import KINDS, NETWORKS, TURN_S
from benchmarks.train_in_window import BATCH

# Of this machine's cores: beside more than that, steps/s say who got a core.
QUIET_LOAD = 0.5
LEAST = 0.99
RESAMPLES = 5000
HOW = f"""\
The classic MLP and the small CNN, batches of {BATCH}, Adam, one thread of the processor, on the
built-in digits. Two windows (offscreen) in one process show them live: one trains in a thread of
that process, the other in a process of its own. They take turns of {TURN_S:g} s, one paused while
the other goes on, from standing still to standing still; each repeat has new processes. Nothing is
evaluated meanwhile. Ratios are those of all turns together, their intervals from resampled pairs of
neighbouring turns (95 %). Steps/s is by the engine's clock and depends on who gets a core; the
processor time of the thread that trains does so much less. Beside it on the machine: {{load}}."""

Turns = dict[str, list[dict[str, float]]]


def measure(options: Options) -> Result:
    """Measure both networks."""
    repeats, turns = options.count(2, 1), "2" if options.quick else "5"
    before = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    load = f"a load of {before:.1f} in the minute before"
    quiet = before <= QUIET_LOAD
    rows = []
    with own_home():
        command = ("-m", "benchmarks.thread_and_process", "--turns", turns)
        measured: list[dict[str, Turns]] = [answer(*command) for _ in range(repeats)]
    for network in NETWORKS:
        turns_of = {kind: [t for one in measured for t in one[network][kind]] for kind in KINDS}
        rows += _rows(network, turns_of, quiet)
    return Result(HOW.format(load=load), rows)


def _rows(network: str, turns: Turns, quiet: bool) -> list[Row]:
    rows = [
        Row(
            f"{network}: in a {kind}",
            spread([turn["steps"] / turn["seconds"] for turn in turns[kind]], "steps/s"),
        )
        for kind in KINDS
    ]
    goal = f"≥ {LEAST}"
    middle, figure = _ratio(turns, "seconds")
    if quiet:
        rows.append(Row(f"{network}: steps/s, process to thread", figure, goal, middle >= LEAST))
    else:
        rows.append(
            Row(f"{network}: steps/s, process to thread", figure, "only on a quiet machine")
        )
    middle, figure = _ratio(turns, "cpu_s")
    rows.append(Row(f"{network}: steps a processor second, so", figure, goal, middle >= LEAST))
    middle, figure = _ratio(turns, "all_cpu_s")
    rows.append(Row(f"{network}: steps a processor second of windows and all, so", figure))
    return rows


def _ratio(turns: Turns, cost: str) -> tuple[float, str]:
    """Steps by a cost, in the process to in the thread."""
    sums = np.array(
        [
            [process["steps"], process[cost], thread["steps"], thread[cost]]
            for process, thread in zip(turns["process"], turns["thread"], strict=True)
        ]
    )
    drawn = np.random.default_rng(0).integers(0, len(sums), (RESAMPLES, len(sums)))
    low, high = np.percentile(_of(sums[drawn].sum(axis=1)), [2.5, 97.5])
    middle = float(_of(sums.sum(axis=0)))
    return middle, f"{middle:.3f} × ({low:.3f} … {high:.3f})"


def _of(sums: np.ndarray) -> np.ndarray:
    return (sums[..., 0] / sums[..., 1]) / (sums[..., 2] / sums[..., 3])
