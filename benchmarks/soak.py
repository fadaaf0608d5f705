"""Minutes of the real window at work: training, drawing, switching pages; does anything grow?"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

import numpy as np
import psutil
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget, QWidget

from benchmarks.processes import own_home
from benchmarks.report import Options, Result, Row
from benchmarks.train_in_window import experiment
from benchmarks.window import Bench, draw
from workbench.ui.window import PAGES

HOW = """\
The real (offscreen) window trains one network after another, live plots on, while synthetic
events go from page to page, through every tab, and draw digits. Counts are medians of the fifth of
the time after a warm-up of two fifths, in which each network has been trained, exported and opened
twice, and of the last fifth."""

RUNS = 10
SAMPLE_S = 2.0
FEWEST = 5


@dataclass(frozen=True)
class Sample:
    """What the process holds."""

    rss_mb: float
    files: int
    threads: int
    objects: int
    widgets: int


def measure(options: Options) -> Result:
    """Keep the window busy and count."""
    minutes = options.minutes or (0.3 if options.quick else 10.0)
    with own_home():
        bench = Bench()
        samples, turns, strokes = _busy(bench, 60 * minutes)
        bench.close()
    fifth = max(1, len(samples) // 5)
    early, late = _middle(samples[2 * fifth : 3 * fifth]), _middle(samples[-fifth:])
    rows = [
        Row("kept busy", f"{minutes:g} min, {turns} page changes, {RUNS} trainings", "no abort"),
        Row("strokes that were drawn and read", f"{strokes:,}", "some", strokes > 0),
    ]
    limits = {"rss_mb": 0.05, "files": 0.0, "threads": 0.0, "objects": 0.02, "widgets": 0.02}
    for field, before, after in zip(fields(Sample), early, late, strict=True):
        held = after <= before * (1 + limits[field.name]) + 0.5
        figure = f"{before:,.0f} → {after:,.0f} ({100 * (after / before - 1):+.1f} %)"
        rows.append(Row(field.name, figure, "no growth", held))
    return Result(HOW, rows)


def _middle(samples: Sequence[Sample]) -> list[float]:
    return [float(value) for value in np.median([astuple(s) for s in samples], axis=0)]


def _sample(bench: Bench) -> Sample:
    process = psutil.Process()
    return Sample(
        rss_mb=process.memory_info().rss / 1e6,
        files=process.num_fds() if hasattr(process, "num_fds") else process.num_handles(),
        threads=process.num_threads(),
        objects=len(bench.window.findChildren(QObject)),
        widgets=len(bench.app.allWidgets()),
    )


def _busy(bench: Bench, seconds: float) -> tuple[list[Sample], int, int]:
    """Train, switch, draw; returns the samples, how often the page changed, and the strokes."""
    began = time.perf_counter()
    names = itertools.cycle([name for name, *_ in PAGES])
    networks = itertools.cycle(["cnn", "mlp"])
    rng = random.Random(0)
    samples: list[Sample] = []
    runs = turns = strokes = 0
    sampled = began
    # Once round at least: trainings alone may fill a short time on a slow machine.
    while (now := time.perf_counter()) - began < seconds or turns < len(PAGES):
        if runs < RUNS and now - began >= runs * seconds / RUNS:
            _next_run(bench, next(networks))
            runs += 1
        strokes += _use(bench, bench.page(next(names)), rng)
        turns += 1
        if now - sampled >= min(SAMPLE_S, seconds / 50):
            samples.append(_sample(bench))
            sampled = now
    while len(samples) < FEWEST:  # a slow machine comes round less often than that
        bench.spin(SAMPLE_S / 20)
        samples.append(_sample(bench))
    return samples, turns, strokes


def _next_run(bench: Bench, network: str) -> None:
    for run in bench.host.jobs.live:
        bench.host.jobs.stop(run, keep=True)
    bench.wait(lambda: not bench.host.jobs.live, 120)
    bench.train(experiment(network))
    bench.wait(bench.training, 120)


def _use(bench: Bench, page: QWidget, rng: random.Random) -> int:
    """Look at every tab of a page, and draw where there is something to draw on.

    Returns how many strokes were drawn and read.
    """
    bench.spin(0.2)
    for tabs in page.findChildren(QTabWidget):
        for index in range(tabs.count()):
            tabs.setCurrentIndex(index)
            bench.spin(0.1)
        tabs.setCurrentIndex(0)
    if page is not bench.window.pages.get("play"):
        return 0
    made: Any = bench.playground("draw")
    pad, strokes = bench.pad(), 0
    if pad.isVisible():
        for _ in range(2):
            points = [(rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.8)) for _ in range(12)]
            draw(pad, points, lambda: bench.spin(0.01))
            bench.spin(0.15)
            strokes += bool(made.answer.text())
        pad.clear()
    return strokes
