"""Real ink on the real pad: what networks of the examples read of what people wrote."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QLabel, QListWidget

from benchmarks.pen_digits import PenDigit, by_digit, by_donor, load
from benchmarks.processes import MNIST, ROOT, answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.window import Bench, mouse
from workbench.ui.drawing.pad import DrawingPad
from workbench.ui.plots.bars import BarChart

HOW = """\
The two examples are trained with seeds 0, 1, 2, … Then all these runs are ticked on the Play page
of the real (offscreen) window, and each of the 560 digits that three donors wrote with a pen
(UNIPEN) is drawn on its pad by mouse events, one for each point of the pen. Every run reads the
drawing after every event; once a digit is finished, its answers are read from the page. Every digit
of a donor counts the same, and so does every donor. No real ink is learnt from: what is learnt
beside MNIST is written by rules. The rules were made looking at the donors apa and art and at 30
writers of another collection (UCI's pen digits); syn's digits were never looked at. Mean of the
seeds, with each in brackets."""

# How large people draw on the pad.
SIZE = 0.7
EXAMPLES = ((ROOT / "examples" / "digits.toml", 0.97), (MNIST, 0.98))
LEAST_TEST = 0.99
SAY_EVERY = 40


@dataclass(frozen=True)
class Trained:
    """A run to be asked: its example and name, and its accuracy on the test split."""

    example: Path
    name: str
    test: float


def measure(options: Options) -> Result:
    """Train, draw, read."""
    digits = load()[:: 20 if options.quick else 1]
    seeds = range(options.count(3, 1))
    with own_home():
        runs = [_train(path, seed, options.quick) for path, _ in EXAMPLES for seed in seeds]
        answers = read_on_the_pad(digits, [run.name for run in runs])
    rows = [
        row
        for path, least in EXAMPLES
        for row in _rows(path, least, digits, [r for r in runs if r.example == path], answers)
    ]
    return Result(HOW, rows)


def _train(path: Path, seed: int, quick: bool) -> Trained:
    began = time.perf_counter()
    short = ("trainer.epochs=1", "dataset.pen_digits=200", "dataset.labels_per_class=50")
    name = f"{path.stem} {seed}"
    chosen = [f"name={name}", f"seed={seed}", "device=cpu", *(short if quick else ())]
    settings = [part for setting in chosen for part in ("--set", setting)]
    run = answer("-m", "workbench", "run", str(path), "--json", *settings)
    test = run["metrics"]["test/accuracy"]
    _say(f"{name}: {test:.2%} of the test split, {time.perf_counter() - began:.0f} s")
    return Trained(path, name, test)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _rows(
    path: Path,
    least: float,
    digits: Sequence[PenDigit],
    runs: Sequence[Trained],
    answers: Sequence[dict[str, str]],
) -> list[Row]:
    right = [
        [texts[run.name] == str(digit.label) for texts, digit in zip(answers, digits, strict=True)]
        for run in runs
    ]
    donors = [by_donor(digits, hits) for hits in right]
    balanced = [mean(one.values()) for one in donors]
    tests = [run.test for run in runs]
    goal = LEAST_TEST if path == MNIST else None
    held = None if goal is None else mean(tests) >= goal
    wanted = "" if goal is None else f"≥ {goal:.1%}"
    digit_by_digit = [by_digit(digits, hits) for hits in right]
    labels = ", ".join(
        f"{label}: {mean(one[label] for one in digit_by_digit):.1%}" for label in digit_by_digit[0]
    )
    ink = f"{path.name}: real ink, balanced"
    return [
        Row(f"{path.name}: test split", _each(tests), wanted, held),
        *(
            Row(f"{path.name}: donor {donor}", _each([one[donor] for one in donors]))
            for donor in donors[0]
        ),
        Row(f"{path.name}: by digit", labels),
        Row(ink, _each(balanced), f"≥ {least:.0%}", mean(balanced) >= least),
    ]


def _each(values: Sequence[float]) -> str:
    listed = ", ".join(f"{value:.1%}" for value in values)
    return f"{mean(values):.2%} ({listed})"


def read_on_the_pad(digits: Sequence[PenDigit], names: Sequence[str]) -> list[dict[str, str]]:
    """What the Play page shows of each digit drawn on its pad: the runs' answers by their names."""
    bench = Bench()
    playground = bench.playground("draw")
    pad = bench.pad()
    shown, models = playground.answer, playground.models  # type: ignore[attr-defined]
    (bars,) = playground.findChildren(BarChart)
    assert isinstance(shown, QLabel)
    assert isinstance(models, QListWidget)
    bench.wait(lambda: models.count() == len(names))
    for row in range(models.count()):
        models.item(row).setCheckState(Qt.CheckState.Checked)
    # The models are opened in the background, and then the pad is read again.
    draw(pad, digits[0].placed(SIZE)[0])
    bench.wait(lambda: len(_answers(bars)) == len(names))
    answers = []
    for done, digit in enumerate(digits, 1):
        pad.clear()
        for stroke in digit.placed(SIZE):
            draw(pad, stroke)
        bench.app.processEvents()  # what was read is painted
        answers.append(_answers(bars))
        if len(answers[-1]) != len(names) or shown.text() not in answers[-1].values():
            message = f"the page shows {shown.text()!r} and {answers[-1]} of digit {done}"
            raise RuntimeError(message)
        if done % SAY_EVERY == 0 or done == len(digits):
            _say(f"drawn {done} of {len(digits)}")
    bench.close()
    return answers


def _answers(bars: BarChart) -> dict[str, str]:
    """The first class of each run, as the bars say it to a screen reader."""
    said = bars.accessibleDescription()
    parts = [part.rpartition(": ") for part in said.split("; ") if part]
    return {name: answer.partition(",")[0] for name, _, answer in parts}


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
