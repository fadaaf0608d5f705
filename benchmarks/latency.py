"""Event-loop latency of the real window while a network trains flat out."""

from __future__ import annotations

from benchmarks.processes import answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import spread
from benchmarks.window import PROBE_MS

HOW = f"""\
A precise {PROBE_MS} ms timer in the window's thread notes how many milliseconds past its due time
it is served, while the network trains as fast as it can and every tab of the Train page is shown in
turn. Each repeat is a process of its own; the spread is over repeats."""


def measure(options: Options) -> Result:
    """Measure both networks."""
    repeats = options.count(5, 1)
    seconds = "4" if options.quick else "20"
    rows = []
    with own_home():
        for network in ("mlp", "cnn"):
            command = ("-m", "benchmarks.train_in_window", network, "--seconds", seconds)
            found = [answer(*command, "--probe", "--turn") for _ in range(repeats)]
            columns = {key: [one[key] for one in found] for key in ("p50", "p99", "max")}
            middle = {key: sorted(values)[repeats // 2] for key, values in columns.items()}
            rows += [
                Row(f"{network}: p50", spread(columns["p50"], "ms")),
                Row(
                    f"{network}: p99", spread(columns["p99"], "ms"), "≤ 20 ms", middle["p99"] <= 20
                ),
                Row(
                    f"{network}: max", spread(columns["max"], "ms"), "≤ 50 ms", middle["max"] <= 50
                ),
                Row(f"{network}: trained at", spread([f["steps_per_s"] for f in found], "steps/s")),
            ]
    rows.append(_importing(repeats))
    return Result(HOW, rows)


def _importing(repeats: int) -> Row:
    """How late the loop is while torch is imported behind the fresh window."""
    with own_home():
        found = [answer("-m", "benchmarks.import_in_window") for _ in range(repeats)]
    worst = [one["max"] for one in found]
    return Row("torch imported behind the window: max", spread(worst, "ms"))
