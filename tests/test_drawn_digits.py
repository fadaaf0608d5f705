"""Digits that people wrote, drawn with a mouse on the real pad, are read by the examples' models.

Nobody's real ink is learnt from. What it takes is the preprocessing, which place, size and the
pen's width must not disturb, and the synthetic pen digits beside MNIST's.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks.pen_digits import PenDigit, by_donor, load
from benchmarks.processes import Missing
from workbench.core import experiment as experiments
from workbench.core.contracts.events import Finished
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.paths import resource
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine.train import train
from workbench.inference.digits import to_mnist
from workbench.inference.predictor import Predictor
from workbench.ui.background_jobs import BackgroundJobs
from workbench.ui.drawing.pad import DrawingPad
from workbench.ui.notices import Notices
from workbench.ui.theme import ThemeManager

EXAMPLES = Path(__file__).parents[1] / "examples"


def draw(pad: DrawingPad, strokes: Sequence[np.ndarray], width: float = 0.075) -> None:
    """Send the mouse events of strokes, points ``(n, 2)`` in 0…1 of the pad's square."""
    pad.clear()
    pad.pen_width = width
    square = pad.square
    for stroke in strokes:
        for index, (x, y) in enumerate(stroke):
            kind = QEvent.Type.MouseButtonPress if index == 0 else QEvent.Type.MouseMove
            _send(pad, kind, square.left() + x * square.width(), square.top() + y * square.height())
        _send(pad, QEvent.Type.MouseButtonRelease, 0, 0)


def _send(pad: DrawingPad, kind: QEvent.Type, x: float, y: float) -> None:
    place = QPointF(x, y)
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    world = QPointF(pad.mapToGlobal(QPoint(0, 0))) + place
    event = QMouseEvent(kind, place, world, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pad, event)


@pytest.fixture
def pad(qtbot: QtBot) -> DrawingPad:
    made = DrawingPad(ThemeManager("light"), Notices(), BackgroundJobs())
    made.resize(340, 340)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture(scope="session")
def ink(shared_data: Path) -> list[PenDigit]:
    """Digits that three people wrote with a pen."""
    try:
        return load()
    except Missing as missing:
        pytest.skip(str(missing))


def accuracy(
    pad: DrawingPad, plugins: Plugins, wanted: Experiment, ink: Sequence[PenDigit]
) -> tuple[float, float]:
    """Of the real ink, every donor and digit counting the same, and of the test split."""
    run = RunStore().create(wanted)
    end = train(run, plugins, lambda event: None, Control())
    assert isinstance(end, Finished), end
    predictor = Predictor(run.model_file)
    right = []
    for digit in ink:
        draw(pad, digit.placed(0.7))
        picture = predictor.prepare(pad.strokes.subject)
        right.append(int(predictor.predict(picture[None])[0].argmax()) == digit.label)
    return mean(by_donor(ink, right).values()), run.info().metrics["test/accuracy"]


@pytest.mark.slow
def test_read_by_the_network_trained_on_mnist(
    pad: DrawingPad,
    plugins: Plugins,
    ink: list[PenDigit],
    shared_data: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    on_ink, on_test = accuracy(pad, plugins, experiments.load(EXAMPLES / "mnist.toml"), ink)
    # A seed or another machine may cost a few of the 560; `benchmarks ink` has the figures.
    assert on_ink >= 0.97
    assert on_test >= 0.988


@pytest.mark.slow
@pytest.mark.parametrize("example", ["digits.toml", "first.toml"])
def test_read_by_the_network_trained_on_what_is_built_in(
    pad: DrawingPad, plugins: Plugins, ink: list[PenDigit], example: str
) -> None:
    folder = EXAMPLES if example == "digits.toml" else resource("experiments")
    on_ink, _ = accuracy(pad, plugins, experiments.load(folder / example), ink)
    assert on_ink >= 0.96


@pytest.mark.slow
def test_pen_digits_read_more_of_what_people_write(
    pad: DrawingPad, plugins: Plugins, ink: list[PenDigit]
) -> None:
    """A linear model, in a second: what is written by rules helps with what hands write."""
    plain = (
        Experiment(device="cpu", threads=1)
        .with_part("architecture", "softmax")
        .with_part("trainer", "supervised", {"epochs": 2})
    )
    some = ink[::4]
    before, _ = accuracy(pad, plugins, plain.with_part("dataset", "digits"), some)
    pens = plain.with_part("dataset", "digits", {"pen_digits": 1000})
    after, _ = accuracy(pad, plugins, pens, some)
    assert after > before + 0.02


@pytest.mark.parametrize("width", [0.02, 0.05, 0.09, 0.12])
def test_the_pens_width_and_place_do_not_matter_much(pad: DrawingPad, width: float) -> None:
    """The same stroke, thin or thick, here or there, becomes nearly the same picture."""

    def seen(width: float, dx: float, size: float) -> np.ndarray:
        points = np.array([[0.3, 0.2], [0.7, 0.2], [0.7, 0.25], [0.4, 0.8]]) * size + dx
        dense = np.concatenate([np.linspace(a, b, 20) for a, b in itertools.pairwise(points)])
        draw(pad, [dense], width)
        picture = to_mnist(pad.strokes.picture)
        assert picture is not None
        return picture.astype(float)

    reference, other = seen(0.07, 0.0, 1.0), seen(width, 0.15, 0.7)
    alike = (reference * other).sum() / np.sqrt((reference**2).sum() * (other**2).sum())
    assert alike > 0.75


def test_an_empty_pad_is_no_digit(pad: DrawingPad) -> None:
    assert to_mnist(pad.strokes.picture) is None


def test_undo_redo_clear_and_keys(qtbot: QtBot, pad: DrawingPad) -> None:
    draw(pad, [np.array([[0.3, 0.1], [0.2, 0.6], [0.8, 0.6]]), np.array([[0.6, 0.1], [0.6, 0.9]])])
    before = pad.strokes.picture.copy()
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (pad.strokes.picture != before).any()
    pad.redo()
    np.testing.assert_array_equal(pad.strokes.picture, before)
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes.empty
    pad.setFocus()
    qtbot.keyClick(pad, Qt.Key.Key_Space)
    for _ in range(10):
        qtbot.keyClick(pad, Qt.Key.Key_Down)
    qtbot.keyClick(pad, Qt.Key.Key_Space)
    height, width = (np.flatnonzero(pad.strokes.picture.any(a)).size for a in (1, 0))
    assert height > 3 * width
