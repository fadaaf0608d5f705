"""Steps per second of the whole workbench against a bare PyTorch loop."""

from __future__ import annotations

import functools

from benchmarks.processes import answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import in_turn, spread
from benchmarks.train_in_window import BATCH, LR

HOW = f"""\
The classic MLP and the small CNN, batches of {BATCH}, Adam, on the built-in digits: in the real
(offscreen) window with live views, events, log and checkpoints, against a loop that has none of it
(`benchmarks/peers/bare_loop.py`). Each measurement is a process of its own, in turn. The
workbench's evaluations, which the bare loop does not do, are left out of its time."""

ROWS = 3600


def measure(options: Options) -> Result:
    """Measure both networks."""
    pairs = options.count(7, 1)
    seconds = "2" if options.quick else "10"
    rows = []
    with own_home():
        for network in ("mlp", "cnn"):
            found = in_turn(
                functools.partial(_ours, network, seconds),
                functools.partial(_theirs, network, seconds),
                pairs,
            )
            ratios = [ours / bare for ours, bare in found]
            middle = sorted(ratios)[len(ratios) // 2]
            rows += [
                Row(f"{network}: workbench", spread([ours for ours, _ in found], "steps/s")),
                Row(f"{network}: bare loop", spread([bare for _, bare in found], "steps/s")),
                Row(f"{network}: ratio", spread(ratios, "×"), "≥ 0.97", middle >= 0.97),
            ]
    return Result(HOW, rows)


def _ours(network: str, seconds: str) -> float:
    found = answer("-m", "benchmarks.train_in_window", network, "--seconds", seconds)
    return float(found["steps_per_s"])


def _theirs(network: str, seconds: str) -> float:
    settings = ("--batch", str(BATCH), "--lr", str(LR), "--rows", str(ROWS), "--seconds", seconds)
    found = answer("-m", "benchmarks.peers.bare_loop", network, *settings)
    return float(found["steps_per_s"])
