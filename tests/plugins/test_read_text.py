"""The playground that classifies text: live as one types, several models side by side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.inference import tinytext
from tests.ui.training import stored_run
from workbench.ui.host import Host

LEFT = Qt.MouseButton.LeftButton


def playground(host: Host, qtbot: QtBot):
    from workbench_plugins.read_text.widget import ReadTextPlayground

    widget = ReadTextPlayground(host)
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    widget.show()
    return widget


def with_model(host: Host, **more: str) -> str:
    run = stored_run(host)
    tinytext.classifier(host.store.folder / run / "model.onnx", tinytext.tokenizer(), **more)
    return run


def test_without_a_model_it_says_what_to_do(host: Host, qtbot: QtBot) -> None:
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._stack.currentIndex() == 1, timeout=60_000)
    with qtbot.waitSignal(host.page_wanted):
        qtbot.mouseClick(widget._stack.currentWidget().buttons[0], LEFT)


def test_each_letter_changes_the_answer(host: Host, qtbot: QtBot) -> None:
    with_model(host)
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: len(widget._models) == 1, timeout=60_000)
    assert widget.answer.text() in ("Tick a model", "Type a text")
    qtbot.keyClicks(widget.text, "a")
    qtbot.waitUntil(lambda: widget.answer.text() == "pos · 73%", timeout=60_000)
    qtbot.keyClicks(widget.text, "a")
    qtbot.waitUntil(lambda: widget.answer.text() == "pos · 88%", timeout=60_000)
    assert ": pos, 88%" in widget.bars.accessibleDescription()
    assert not widget.remark.isVisible()
    widget.text.insertPlainText("bbé")  # QTest knows no such key
    qtbot.waitUntil(lambda: "first 4 characters" in widget.remark.text(), timeout=60_000)
    qtbot.waitUntil(lambda: "know: é" in widget.strangers.text(), timeout=60_000)
    widget.text.clear()
    qtbot.waitUntil(lambda: widget.answer.text() == "Type a text", timeout=60_000)


def test_models_are_compared_where_their_classes_are_the_same(host: Host, qtbot: QtBot) -> None:
    with_model(host)
    with_model(host)
    with_model(host, classes='["yes", "no"]')
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget.models.count() == 3, timeout=60_000)
    widget.models.setFocus()
    for row in range(3):
        widget.models.setCurrentRow(row)
        if widget.models.item(row).checkState() == Qt.CheckState.Unchecked:
            qtbot.keyClick(widget.models, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(widget._models) == 3, timeout=60_000)
    qtbot.keyClicks(widget.text, "a")
    qtbot.waitUntil(lambda: bool(widget._reading.excluded), timeout=60_000)
    assert "classes are others" in widget.remark.text()
    first = widget.models.item(0)
    first.setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: len(widget._reading.answers) == 2, timeout=60_000)
    assert widget.legend.isVisible()
    assert widget.legend.text().count("■") == 2


def test_of_many_classes_the_likeliest_are_shown() -> None:
    import numpy as np

    from workbench_plugins.read_text.reader import TOP, OpenTextModel, read

    class Many:
        classes = tuple(f"c{i}" for i in range(40))
        context = 100
        tokenizer = tinytext.tokenizer()

        def predict(self, texts: list[str]) -> np.ndarray:
            return (np.arange(40, dtype=np.float32) / 780)[None]

    reading = read([OpenTextModel("r", "many", Many())], "abc")  # type: ignore[arg-type]
    assert reading.classes == tuple(f"c{i}" for i in range(39, 39 - TOP, -1))
    assert reading.answers[0][1][0] == pytest.approx(39 / 780)


def test_a_run_that_ends_is_offered_and_ticked(host: Host, qtbot: QtBot) -> None:
    from workbench.ui.state import RunState

    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._stack.currentIndex() == 1, timeout=60_000)
    run = with_model(host)
    before = RunState(run=run, status="running")
    host.jobs.changed.emit(before, RunState(run=run, status="finished", model="x"))
    qtbot.waitUntil(lambda: [model.run for model in widget._models] == [run], timeout=60_000)
    assert widget._stack.currentIndex() == 0
