"""Digits drawn with a mouse on the real pad are read by what was trained on real digits.

The preprocessing must carry it: place, size, slant, tremor and the pen's width all vary.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drawn import Drawing, drawings
from workbench.core import experiment as experiments
from workbench.core.contracts.events import Finished
from workbench.core.control import Control
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


def draw(pad: DrawingPad, drawing: Drawing) -> None:
    """Send the mouse events of a drawing."""
    pad.clear()
    pad.pen_width = drawing.width
    square = pad.square
    for stroke in drawing.strokes:
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


def accuracy(pad: DrawingPad, plugins: Plugins, example: str, n: int) -> float:
    run = RunStore().create(experiments.load(EXAMPLES / example))
    end = train(run, plugins, lambda event: None, Control())
    assert isinstance(end, Finished), end
    predictor = Predictor(run.model_file)
    right = 0
    for drawing in drawings(n, seed=11):
        draw(pad, drawing)
        picture = to_mnist(pad.strokes.picture)
        assert picture is not None
        right += int(predictor.predict(picture[None])[0].argmax()) == drawing.label
    return right / n


@pytest.mark.slow
def test_read_by_the_network_trained_on_mnist(
    pad: DrawingPad, plugins: Plugins, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    assert accuracy(pad, plugins, "mnist.toml", 300) >= 0.95


@pytest.mark.slow
def test_read_by_the_network_trained_on_what_is_built_in(pad: DrawingPad, plugins: Plugins) -> None:
    assert accuracy(pad, plugins, "digits.toml", 300) >= 0.95


@pytest.mark.parametrize("width", [0.02, 0.05, 0.09, 0.12])
def test_the_pens_width_and_place_do_not_matter_much(pad: DrawingPad, width: float) -> None:
    """The same stroke, thin or thick, here or there, becomes nearly the same picture."""

    def seen(width: float, dx: float, size: float) -> np.ndarray:
        points = np.array([[0.3, 0.2], [0.7, 0.2], [0.7, 0.25], [0.4, 0.8]]) * size + dx
        dense = np.concatenate([np.linspace(a, b, 20) for a, b in itertools.pairwise(points)])
        draw(pad, Drawing(7, (dense,), width))
        picture = to_mnist(pad.strokes.picture)
        assert picture is not None
        return picture.astype(float)

    reference, other = seen(0.07, 0.0, 1.0), seen(width, 0.15, 0.7)
    alike = (reference * other).sum() / np.sqrt((reference**2).sum() * (other**2).sum())
    assert alike > 0.75


def test_an_empty_pad_is_no_digit(pad: DrawingPad) -> None:
    assert to_mnist(pad.strokes.picture) is None


def test_undo_redo_clear_and_keys(qtbot: QtBot, pad: DrawingPad) -> None:
    draw(pad, drawings(5, 0)[4])
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
