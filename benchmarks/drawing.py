"""From a stroke to its painted prediction, and one picture in onnxruntime against torch."""

from __future__ import annotations

import math
import random
import time

from PySide6.QtCore import QEvent, QPointF

from benchmarks.processes import ROOT, answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import quantiles, spread
from benchmarks.window import Bench, mouse
from workbench.ui.drawing.pad import DrawingPad
from workbench.ui.plots.bars import BarChart

HOW = """\
The real (offscreen) window, Play page, torch already imported: mouse events 8 ms apart draw loops;
for each one the time from before it is sent until the bars with the answer to it have been painted.
Then single pictures through the exported model in onnxruntime and through the same network in torch
eager mode, `uint8` pixels to probabilities, in turn."""

EVENT_S = 0.008
POINTS = 40


def measure(options: Options) -> Result:
    """Draw, and ask."""
    strokes = options.count(50, 4)
    with own_home():
        digits = str(ROOT / "examples" / "digits.toml")
        short = ("--set", "trainer.epochs=1")
        run = answer("-m", "workbench", "run", digits, "--json", *short)
        late = _draw(strokes)
        pairs = ("--pairs", "3" if options.quick else "11")
        single = answer("-m", "benchmarks.single", run["model"], *pairs)
    ratios = [t / o for o, t in zip(single["onnxruntime"], single["torch"], strict=True)]
    p99 = sorted(late)[min(len(late) - 1, int(0.99 * len(late)))]
    middle = sorted(ratios)[len(ratios) // 2]
    return Result(
        HOW,
        [
            Row(
                f"stroke to painted answer, {len(late)} events",
                quantiles(late),
                "p99 ≤ 16 ms",
                p99 <= 16,
            ),
            Row("one picture, onnxruntime", spread(single["onnxruntime"], "ms")),
            Row("one picture, torch eager", spread(single["torch"], "ms")),
            Row("times faster", spread(ratios, "×"), "≥ 2", middle >= 2),
        ],
    )


def _draw(strokes: int) -> list[float]:
    """Milliseconds from each mouse event to its painted answer."""
    bench = Bench()
    (bars,) = bench.playground("draw").findChildren(BarChart)
    pad = bench.pad()
    assert isinstance(bars, BarChart)
    bench.settle()  # the model is opened and torch imported in the background
    watch = _Watch(bars)
    rng = random.Random(0)
    for _ in range(strokes):
        pad.clear()
        bench.spin(0.05)
        watch.pending.clear()
        for kind, point in _loop(pad, rng):
            watch.send(pad, kind, point)
            bench.spin(EVENT_S)
        bench.wait(lambda: not watch.pending, 10)
    bench.close()
    return watch.late_ms


class _Watch:
    """Which events still wait for their picture."""

    def __init__(self, bars: BarChart) -> None:
        self.pending: dict[int, float] = {}
        self.late_ms: list[float] = []
        bars.painted.connect(self._painted)

    def send(self, pad: DrawingPad, kind: QEvent.Type, point: QPointF) -> None:
        """Send an event and wait for the picture of the drawing that it makes."""
        before, began = pad.strokes.number, time.perf_counter()
        mouse(pad, kind, point)
        if pad.strokes.number != before:
            self.pending[pad.strokes.number] = began

    def _painted(self, number: int, clock: float) -> None:
        for waiting in [n for n in self.pending if n <= number]:
            self.late_ms.append(1000 * (clock - self.pending.pop(waiting)))


def _loop(pad: DrawingPad, rng: random.Random) -> list[tuple[QEvent.Type, QPointF]]:
    """The events of one stroke: an ellipse somewhere on the pad."""
    square = pad.square
    x, y = rng.uniform(0.4, 0.6), rng.uniform(0.4, 0.6)
    a, b, start = rng.uniform(0.1, 0.3), rng.uniform(0.1, 0.3), rng.uniform(0, 6)
    turns = [start + 2 * math.pi * k / POINTS for k in range(POINTS)]
    points = [
        QPointF(
            square.left() + square.width() * (x + a * math.cos(turn)),
            square.top() + square.height() * (y + b * math.sin(turn)),
        )
        for turn in turns
    ]
    moves = [(QEvent.Type.MouseMove, point) for point in points[1:]]
    return [
        (QEvent.Type.MouseButtonPress, points[0]),
        *moves,
        (QEvent.Type.MouseButtonRelease, points[-1]),
    ]
