"""Real ink on the real pad: what networks of the examples read of what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtWidgets import QLabel

from benchmarks.pen_digits import PenDigit, by_donor, load
from benchmarks.processes import MNIST, ROOT, answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.window import Bench, mouse
from workbench.ui.drawing.pad import DrawingPad

HOW = """\
The two examples are trained; then each of the digits that three donors wrote with a pen (UNIPEN) is
drawn on the Play page's pad by mouse events, and the answer beside it is read. Every digit of a
donor counts the same, and so does every donor. No real ink is learnt from: what is learnt beside
MNIST is written by rules. Those were made looking at two donors, apa and art; syn's digits were
never looked at. Mean of the seeds, with each in brackets."""

# How large people draw on the pad, and the seeds.
SIZE = 0.7
EXAMPLES = ((ROOT / "examples" / "digits.toml", 0.97), (MNIST, 0.98))
LEAST_TEST = 0.99


def measure(options: Options) -> Result:
    """Train, draw, read."""
    digits = load()[:: 20 if options.quick else 1]
    seeds = range(options.count(2, 1))
    rows = [row for path, least in EXAMPLES for row in _rows(path, least, digits, seeds, options)]
    return Result(HOW, rows)


def _rows(
    path: Path, least: float, digits: Sequence[PenDigit], seeds: range, options: Options
) -> list[Row]:
    tests, found = [], []
    for seed in seeds:
        with own_home():
            quick = ("--set", "trainer.epochs=1", "--set", "dataset.pen_digits=200")
            short = (*quick, "--set", "dataset.labels_per_class=50") if options.quick else ()
            settings = ("--set", f"seed={seed}", "--set", "device=cpu", *short)
            run = answer("-m", "workbench", "run", str(path), "--json", *settings)
            tests.append(run["metrics"]["test/accuracy"])
            texts = read_on_the_pad(digits)
        right = [text == str(digit.label) for text, digit in zip(texts, digits, strict=True)]
        found.append(by_donor(digits, right))
    donors = [
        Row(f"{path.name}: donor {donor}", _each([one[donor] for one in found]))
        for donor in found[0]
    ]
    balanced = [mean(one.values()) for one in found]
    goal = LEAST_TEST if path == MNIST else None
    held = None if goal is None else mean(tests) >= goal
    wanted = "" if goal is None else f"≥ {goal:.1%}"
    return [
        Row(f"{path.name}: test split", _each(tests), wanted, held),
        *donors,
        Row(
            f"{path.name}: real ink, balanced",
            _each(balanced),
            f"≥ {least:.0%}",
            mean(balanced) >= least,
        ),
    ]


def _each(values: Sequence[float]) -> str:
    listed = ", ".join(f"{value:.1%}" for value in values)
    return f"{mean(values):.1%} ({listed})"


def read_on_the_pad(digits: Sequence[PenDigit]) -> list[str]:
    """What the Play page answers to each digit drawn on its pad."""
    bench = Bench()
    playground = bench.playground("draw")
    pad = bench.pad()
    shown = playground.answer  # type: ignore[attr-defined]
    assert isinstance(shown, QLabel)
    bench.settle()  # the model is opened in the background
    answers = []
    for digit in digits:
        pad.clear()
        for stroke in digit.placed(SIZE):
            draw(pad, stroke)
        answers.append(shown.text())
    bench.close()
    return answers


def draw(pad: DrawingPad, stroke: npt.NDArray[np.float64]) -> None:
    """One stroke by mouse events; points are fractions of the square that is drawn on."""
    square = pad.square
    at = [
        QPointF(square.left() + x * square.width(), square.top() + y * square.height())
        for x, y in stroke
    ]
    mouse(pad, QEvent.Type.MouseButtonPress, at[0])
    for point in at[1:]:
        mouse(pad, QEvent.Type.MouseMove, point)
    mouse(pad, QEvent.Type.MouseButtonRelease, at[-1])
