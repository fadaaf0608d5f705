"""The grid of attention maps: time of a frame, and what watching it costs the training."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtWidgets import QApplication

from benchmarks.processes import answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import quantiles, spread
from workbench.ui.app import make_application
from workbench.ui.colors import colors_of
from workbench.ui.plots.attention_grid import AttentionGrid

LAYERS, HEADS, TIME = 6, 12, 128
SIZE = (760, 420)

SIZE_WORDS = f"{LAYERS} layers × {HEADS} heads × {TIME} tokens"
HOW = f"""\
Frames: the real widget (offscreen, {SIZE[0]}×{SIZE[1]} pixels) is given new float16 maps of
{SIZE_WORDS} and repaints at once; the time is that of both together. Cost: a GPT
of 0.8 million parameters trains in the real window with the Attention tab in sight, and in turns of
a few seconds in one process the training is asked to look inside or not, as if the tab were in
sight or another one; steps/s are by the engine's own clock. Ratios are of neighbouring turns."""


def measure(options: Options) -> Result:
    """Paint frames, then train in turns."""
    frames = _frames(options.count(600, 40))
    turns = "2" if options.quick else "10"
    with own_home():
        found = answer("-m", "benchmarks.attention_turns", "--turns", turns)
    ratios = [w / u for w, u in zip(found["watched"], found["unwatched"], strict=True)]
    p99, middle = float(np.percentile(frames, 99)), float(np.median(ratios))
    return Result(
        HOW,
        [
            Row(f"a frame, {len(frames)} of them", quantiles(frames), "p99 ≤ 33 ms", p99 <= 33),
            Row("looks in a watched turn", spread(found["looks"])),
            Row("steps/s, watched", spread(found["watched"])),
            Row("steps/s, not watched", spread(found["unwatched"])),
            Row("watched / not watched", spread(ratios), "≥ 0.97", middle >= 0.97),
        ],
    )


def _frames(n: int) -> list[float]:
    """Milliseconds from new maps to their picture."""
    application = make_application(["workbench"])
    grid = AttentionGrid()
    grid.set_colors(colors_of("dark"))
    grid.resize(*SIZE)
    grid.show()
    QApplication.processEvents()
    generator, took = np.random.default_rng(0), []
    scores = generator.normal(scale=2, size=(8, LAYERS, HEADS, TIME, TIME)).astype(np.float32)
    weights = np.exp(scores)
    maps = (weights / weights.sum(-1, keepdims=True)).astype(np.float16)
    for number in range(n):
        began = time.perf_counter()
        grid.set_maps(maps[number % len(maps)])
        grid.repaint()
        took.append(1000 * (time.perf_counter() - began))
        application.processEvents()
    grid.close()
    return took[3:]  # the first ones make tables of colours
