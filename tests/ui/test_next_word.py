from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.inference import tinytext
from tests.ui.training import hosting, stored_run
from workbench.core.dataset import ImageClasses
from workbench.core.plugins import Plugins
from workbench.ui.host import Host


@pytest.fixture
def host(qtbot: QtBot, plugins: Plugins, tiny_data: ImageClasses) -> Iterator[Host]:
    with hosting(plugins, tiny_data) as made:
        yield made


def playground(host: Host, qtbot: QtBot):
    from workbench_plugins.next_word.widget import NextWordPlayground

    widget = NextWordPlayground(host)
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    widget.show()
    return widget


def with_model(host: Host) -> str:
    run = stored_run(host)
    tinytext.cycle(host.store.folder / run / "model.onnx", tinytext.tokenizer())
    return run


def test_without_a_model_it_says_what_to_do(host: Host, qtbot: QtBot) -> None:
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._stack.currentIndex() == 1)


def test_typing_shows_what_comes_next(host: Host, qtbot: QtBot) -> None:
    with_model(host)
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._model is not None)
    widget.text.setFocus()
    qtbot.keyClicks(widget.text, "ab")
    qtbot.waitUntil(lambda: ": c, " in widget.bars.accessibleDescription())
    qtbot.keyClicks(widget.text, "c")
    qtbot.waitUntil(lambda: ": ⏎, " in widget.bars.accessibleDescription())


def test_generate_streams_and_stops(host: Host, qtbot: QtBot) -> None:
    with_model(host)
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._model is not None)
    qtbot.keyClicks(widget.text, "a")
    widget.temperature.setValue(0)
    widget.length.setValue(6)
    qtbot.mouseClick(widget.write_button, Qt.MouseButton.LeftButton)
    assert widget.write_button.text() == "Stop"
    qtbot.waitUntil(lambda: widget.write_button.text() == "Generate")
    assert widget.text.toPlainText() == "abc\nabc"
    widget.length.setValue(2000)
    qtbot.mouseClick(widget.write_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(widget.text.toPlainText()) > 9)
    qtbot.mouseClick(widget.write_button, Qt.MouseButton.LeftButton)
    assert widget.write_button.text() == "Generate"
    assert not widget.text.isReadOnly()
    length = len(widget.text.toPlainText())
    qtbot.wait(100)
    assert len(widget.text.toPlainText()) == length
    assert length < 2000


def test_only_models_that_write_are_offered_and_the_pad_gets_none(host: Host, qtbot: QtBot) -> None:
    from workbench_plugins.draw.reader import reads_pictures
    from workbench_plugins.next_word.writer import writers

    run = with_model(host)
    other = stored_run(host)
    tinytext.classifier(host.store.folder / other / "model.onnx", tinytext.tokenizer())
    assert [info.id for info in writers(host.store)] == [run]
    assert not reads_pictures(host.store.folder / run)
    assert not reads_pictures(host.store.folder / other)
