"""The contracts of what is seen: playgrounds, views and lessons.

The window is loaded by name and only here, so that authors of the other kinds need no Qt.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from workbench.core import class_path
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.contributions import Lesson, LessonStep, Playground, View
from workbench.core.contracts.events import (
    Activations,
    AttentionMaps,
    Custom,
    Evaluated,
    Event,
    Finished,
    Sampled,
    Started,
    Stepped,
    WeightHistograms,
)
from workbench.testing.conventions import advise, check_contribution, expect

MOMENT = r"[a-z]+(:[a-z-]+)?"
SIZES = ((320, 240), (900, 700))
# What a reader of screens must be told of, and the parts that Qt makes itself.
NAMED = (
    "QAbstractButton",
    "QLineEdit",
    "QComboBox",
    "QAbstractSpinBox",
    "QSlider",
    "QAbstractItemView",
)
OWN_PARTS = (
    "QComboBoxListView",
    "QTableCornerButton",
    "QExpandingLineEdit",
    "QLineEditIconButton",
)


def check_lesson(cls: type[Lesson]) -> None:
    """It has steps that say what to do, and those that tick themselves name a moment."""
    check_contribution(cls)
    expect(cls.steps, f"{cls.id}: a lesson has steps")
    for number, step in enumerate(cls.steps, 1):
        where = f"{cls.id}, step {number}"
        expect(isinstance(step, LessonStep), f"{where}: it is {step!r}, not a LessonStep")
        expect(step.text.strip(), f"{where}: it does not say what to do")
        fine = not step.done or re.fullmatch(MOMENT, step.done)
        expect(fine, f"{where}: {step.done!r} is no moment, such as 'trained' or 'page:play'")


def check_playground(cls: type[Playground]) -> None:
    """Its widget can be made, painted at any size, read by a screen reader, and closed."""
    check_contribution(cls)
    with _opened_widget(cls, cls.widget) as widget:
        _check_painting(cls, widget)


def check_view(cls: type[View]) -> None:
    """Like a playground's; and it can show every stage of a run, from nothing to its end."""
    check_contribution(cls)
    expect(cls.place in ("main", "side"), f"{cls.id}: place is {cls.place!r}, not main or side")
    expect(isinstance(cls.order, int), f"{cls.id}: order is {cls.order!r}, not a number")
    with _opened_widget(cls, cls.widget) as widget:
        expect(callable(getattr(widget, "show_run", None)), f"{cls.id}: it has no show_run(state)")
        for state in stages():
            applies = cls().applies(state)
            expect(isinstance(applies, bool), f"{cls.id}: applies() answers {applies!r}")
            widget.show_run(state)
            _check_painting(cls, widget)


def stages() -> Iterator[Any]:
    """A run's states: none, begun, in the middle, finished, and none again."""
    module = importlib.import_module("workbench.ui.state")
    empty = state = module.RunState()
    yield empty
    for event in _events():
        state = module.apply(state, event)
        yield state
    yield empty


def _events() -> list[Event]:
    layers = ("hidden", "output")
    generator = np.random.default_rng(0)
    weights = {
        "hidden": generator.normal(size=(16, 784)),
        "output": generator.normal(size=(10, 16)),
    }
    edges = np.linspace(-1, 1, 41, dtype=np.float32)
    counts = np.arange(40)
    histograms = {
        f"{kind}/{name}": (counts, edges) for kind in ("weight", "gradient") for name in layers
    }
    picture = np.zeros((28, 28), np.uint8)
    probabilities = np.full(10, 0.1, np.float32)
    activations = {"hidden": np.ones(16, np.float32), "output": np.ones(10, np.float32)}
    confusion = np.diag(np.full(10, 5)).astype(np.int64)
    confusion[3, 5] = 2
    wrong = {"mistakes": np.array([0, 1]), "predicted": np.array([5, 5])}
    metrics = {"val/loss": 0.5, "val/accuracy": 0.9}
    sure = np.array([0.9, 0.6], np.float32)
    tested = {"test/accuracy": 0.9}
    truth = np.arange(52) % 10
    scores = generator.dirichlet(np.ones(10), len(truth)).astype(np.float32)
    losses = np.linspace(2, 1, 5, dtype=np.float32)
    evenly = np.tri(3, dtype=np.float16) / np.arange(1, 4, dtype=np.float16)[:, None]
    return [
        Started("check", "cpu", 12_730, 0, 10, 20, layers),
        Stepped(0, losses, np.full(5, 0.1, np.float32), 1e3, 1.0, 3.0),
        Evaluated(5, 0.5, 1.0, "val", metrics, confusion, **wrong, confidence=sure),
        Activations(5, picture, 3, activations, weights, probabilities, 2.3),
        WeightHistograms(5, histograms),
        AttentionMaps(5, ("a", "b", "c"), np.tile(evenly, (2, 4, 1, 1)), True),
        Custom("check/noise", {"scale": 0.5}, {"map": np.eye(3, dtype=np.float32)}, step=5),
        Sampled(5, "To be,", " or not to be"),
        Sampled(5, "a digit", picture=picture, sound=np.zeros(80, np.float32), rate=8000),
        Evaluated(10, 1.0, 2.0, "test", tested, confusion, scores=scores, truth=truth),
        Finished("finished", "all epochs are done", metrics | tested, ""),
    ]


@contextmanager
def _opened_widget(cls: type[Contribution], target: str) -> Iterator[Any]:
    """Make a plugin's widget with a real host, offscreen, and take it down again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = importlib.import_module("workbench.ui.app").make_application(["check"])
    raised: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda kind, error, trace: raised.append(error)
    with tempfile.TemporaryDirectory() as folder:
        host = _host(Path(folder))
        try:
            widget = _class(cls, target)(host)
            expect(hasattr(widget, "winId"), f"{cls.id}: {target} is not a widget")
            yield widget
            application.processEvents()
            widget.close()
            widget.deleteLater()
            application.processEvents()
        finally:
            host.close()
            sys.excepthook = before
    # Qt swallows what is raised in a slot or a paint event.
    expect(not raised, f"{cls.id}: {raised[:1]} was raised in its widget")


def _class(cls: type[Contribution], target: str) -> Any:
    expect(":" in target, f"{cls.id}: widget is written 'package.module:Class', not {target!r}")
    try:
        return class_path.load(target)
    except (ImportError, AttributeError) as error:
        message = f"{cls.id}: its widget {target} cannot be imported: {error}"
        raise AssertionError(message) from error


def _host(folder: Path) -> Any:
    from workbench.core.plugins import discover
    from workbench.core.runs.store import RunStore
    from workbench.core.settings import Settings

    host = importlib.import_module("workbench.ui.host").Host
    return host(discover(installed=False), RunStore(folder), Settings())


def _check_painting(cls: type[Contribution], widget: Any) -> None:
    for width, height in SIZES:
        widget.resize(width, height)
        expect(not widget.grab().isNull(), f"{cls.id}: its widget paints nothing")
    nameless = [w.metaObject().className() for w in _controls(widget) if not _has_name(w)]
    message = f"{cls.id}: controls without an accessible name: {', '.join(sorted(set(nameless)))}"
    advise(not nameless, message, cls.__module__)


def _controls(widget: Any) -> Iterator[Any]:
    widgets = importlib.import_module("PySide6.QtWidgets")
    kinds = tuple(getattr(widgets, name) for name in NAMED)
    for child in widget.findChildren(widgets.QWidget):
        inside = isinstance(child.parent(), widgets.QComboBox | widgets.QAbstractSpinBox)
        heading = isinstance(child, widgets.QHeaderView)
        made_by_qt = inside or heading or child.metaObject().className() in OWN_PARTS
        if isinstance(child, kinds) and not made_by_qt and not child.objectName().startswith("qt_"):
            yield child


def _has_name(control: Any) -> bool:
    text = getattr(control, "text", None)
    return bool(control.accessibleName() or (callable(text) and text()) or control.toolTip())
