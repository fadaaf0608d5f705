"""The playground that writes: by mouse and keys, with models whose answers are known."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.inference import tinytext
from tests.ui.hosts import settle
from tests.ui.training import stored_run
from workbench.inference.runmodels import runs_for
from workbench.inference.textmodel import CLASSES, NEXT
from workbench.ui.host import Host
from workbench_plugins.next_word.branches import Branches

LEFT = Qt.MouseButton.LeftButton


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


@pytest.fixture
def writer(host: Host, qtbot: QtBot):
    """A playground with a model for which a, b, c and a line end follow each other."""
    with_model(host)
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._model is not None, timeout=60_000)
    widget.temperature.setValue(0)
    widget.length.setValue(6)
    return widget


def shown(widget, qtbot: QtBot) -> tuple[str, ...]:
    """The tokens of the bars, once they are those of the text and the place."""

    def is_up_to_date() -> bool:
        now = (widget.branches.current, widget._position())
        return widget._expected is not None and widget._expected[1:] == now

    qtbot.waitUntil(is_up_to_date)
    return widget._expected[0].tokens


def click_bar(widget, token: str, qtbot: QtBot) -> None:
    row = shown(widget, qtbot).index(token)
    place = widget.bars.row_rect(row).center().toPoint()
    qtbot.mouseClick(widget.bars, LEFT, pos=place)


def click_chip(widget, place: int, qtbot: QtBot) -> None:
    qtbot.mouseClick(widget.chips, LEFT, pos=widget.chips.box(place).center())
    shown(widget, qtbot)


def written(widget) -> str:
    return "".join(chip.text for chip in widget.chips.items)


def test_without_a_model_it_says_what_to_do(host: Host, qtbot: QtBot) -> None:
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._stack.currentIndex() == 1, timeout=60_000)
    with qtbot.waitSignal(host.page_wanted) as caught:
        qtbot.mouseClick(widget._stack.currentWidget().buttons[0], LEFT)
    assert caught.args == ["train"]


def test_typing_shows_what_comes_next(writer, qtbot: QtBot) -> None:
    writer.text.setFocus()
    qtbot.keyClicks(writer.text, "ab")
    qtbot.waitUntil(lambda: ": c, " in writer.bars.accessibleDescription(), timeout=60_000)
    qtbot.keyClicks(writer.text, "c")
    qtbot.waitUntil(lambda: ": ⏎, " in writer.bars.accessibleDescription(), timeout=60_000)


def test_generate_streams_and_stops(writer, qtbot: QtBot) -> None:
    qtbot.keyClicks(writer.text, "a")
    qtbot.mouseClick(writer.write_button, LEFT)
    assert writer.write_button.text() == "Stop"
    qtbot.waitUntil(lambda: writer.write_button.text() == "Generate", timeout=60_000)
    assert writer.text.toPlainText() == "abc\nabc"
    assert written(writer) == "bc⏎abc"
    writer.length.setValue(20_000)
    qtbot.mouseClick(writer.write_button, LEFT)
    qtbot.waitUntil(lambda: len(writer.text.toPlainText()) > 9, timeout=60_000)
    qtbot.mouseClick(writer.write_button, LEFT)
    assert writer.write_button.text() == "Generate"
    assert not writer.text.isReadOnly()
    length = len(writer.text.toPlainText())
    assert length < 20_000
    assert len(writer.chips.items) == length - 1
    settle(qtbot)
    assert len(writer.text.toPlainText()) == length


def test_a_stop_moves_nothing_away_from_the_eye(writer, qtbot: QtBot) -> None:
    bar, width = writer._scroll.verticalScrollBar(), writer.length.width()
    writer.length.setValue(20_000)
    qtbot.keyClicks(writer.text, "a")
    qtbot.mouseClick(writer.write_button, LEFT)
    qtbot.waitUntil(lambda: len(writer.chips.items) > 1500, timeout=60_000)
    assert writer.length.width() == width
    qtbot.mouseClick(writer.write_button, LEFT)
    settle(qtbot)
    qtbot.waitUntil(lambda: 0 < bar.maximum() == bar.value(), timeout=60_000)
    assert writer.length.width() == width


def test_the_seed_decides_and_top_p_narrows(writer, qtbot: QtBot) -> None:
    def text(temperature: float, seed: int, top_p: float = 1.0) -> str:
        writer.text.setPlainText("a")
        writer.temperature.setValue(temperature)
        writer.seed.setValue(seed)
        writer.top_p.setValue(top_p)
        writer.length.setValue(30)
        qtbot.mouseClick(writer.write_button, LEFT)
        qtbot.waitUntil(lambda: not writer._writing, timeout=60_000)
        return str(writer.text.toPlainText())

    assert text(2, 1) == text(2, 1)
    assert text(2, 1) != text(2, 2)
    assert text(2, 1, top_p=0.3) == "a" + "bc\na" * 7 + "bc"


def test_a_bar_is_written_at_the_end_by_mouse_and_by_keys(writer, qtbot: QtBot) -> None:
    qtbot.keyClicks(writer.text, "ab")
    click_bar(writer, "c", qtbot)
    assert writer.text.toPlainText() == "abc"
    assert written(writer) == "c"
    assert shown(writer, qtbot)[0] == "⏎"
    writer.bars.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(writer.bars, Qt.Key.Key_Down)
    qtbot.keyClick(writer.bars, Qt.Key.Key_Up)
    qtbot.keyClick(writer.bars, Qt.Key.Key_Return)
    assert writer.text.toPlainText() == "abc\n"
    assert [round(chance, 2) for chance in writer.branches.current.chances] == [0.93, 0.93]


def test_another_token_branches_and_one_can_go_back(writer, qtbot: QtBot) -> None:
    qtbot.keyClicks(writer.text, "a")
    qtbot.mouseClick(writer.write_button, LEFT)
    qtbot.waitUntil(lambda: not writer._writing, timeout=60_000)
    assert not writer.tree.isVisible()
    click_chip(writer, 1, qtbot)
    assert "“c”, token 2" in writer._said.text()
    assert writer.bars._marked == shown(writer, qtbot).index("c")
    click_bar(writer, "c", qtbot)  # what stands there already
    assert len(writer.branches) == 1
    click_bar(writer, "a", qtbot)
    qtbot.waitUntil(lambda: len(writer.chips.items) == 8 and not writer._writing, timeout=60_000)
    assert writer.text.toPlainText() == "ababc\nabc"
    assert written(writer) == "babc⏎abc"
    assert writer.tree.isVisible()
    assert [writer.tree.item(row).text() for row in range(2)] == ["abc abc", "↳ at 2: abc abc"]
    item = writer.tree.visualItemRect(writer.tree.item(0)).center()
    qtbot.mouseClick(writer.tree.viewport(), LEFT, pos=item)
    assert writer.text.toPlainText() == "abc\nabc"
    writer.tree.setFocus()
    qtbot.keyClick(writer.tree, Qt.Key.Key_Down)
    qtbot.keyClick(writer.tree, Qt.Key.Key_Return)
    assert writer.text.toPlainText() == "ababc\nabc"


def test_written_tokens_are_walked_by_keyboard(writer, qtbot: QtBot) -> None:
    qtbot.keyClicks(writer.text, "a")
    qtbot.mouseClick(writer.write_button, LEFT)
    qtbot.waitUntil(lambda: not writer._writing, timeout=60_000)
    writer.chips.setFocus()
    qtbot.keyClick(writer.chips, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "“b”, token 1" in writer._said.text(), timeout=60_000)
    qtbot.keyClick(writer.chips, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: "“c”, token 6" in writer._said.text(), timeout=60_000)
    qtbot.mouseClick(writer.chips, LEFT, pos=QPoint(writer.chips.width() - 2, 2))
    qtbot.waitUntil(lambda: writer._said.text().startswith("Likely next tokens"), timeout=60_000)


def test_typing_begins_anew_and_the_branch_stays(writer, qtbot: QtBot) -> None:
    qtbot.keyClicks(writer.text, "a")
    qtbot.mouseClick(writer.write_button, LEFT)
    qtbot.waitUntil(lambda: not writer._writing, timeout=60_000)
    qtbot.keyClicks(writer.text, "cc")
    assert writer.text.toPlainText() == "abc\nabccc"
    assert not writer.chips.items
    qtbot.mouseClick(writer.write_button, LEFT)
    qtbot.waitUntil(lambda: not writer._writing, timeout=60_000)
    assert len(writer.branches) == 2
    assert [writer.branches[i].parent for i in range(2)] == [-1, -1]


def test_what_the_model_does_not_know_is_named(writer, qtbot: QtBot) -> None:
    writer.text.insertPlainText("aé€é")  # QTest knows no such keys
    words = "This model does not know: é, €; it reads them as unknown."
    qtbot.waitUntil(lambda: writer.strangers.text() == words, timeout=60_000)
    assert writer.strangers.isVisible()
    writer.text.setPlainText("ab")
    qtbot.waitUntil(lambda: not writer.strangers.isVisible(), timeout=60_000)


def test_another_model_makes_what_was_written_plain_text(writer, host: Host, qtbot: QtBot) -> None:
    other = stored_run(host)
    tokens = tinytext.tokenizer("bpe", "abc\n" * 20)
    tinytext.cycle(host.store.folder / other / "model.onnx", tokens, "abc")
    qtbot.keyClicks(writer.text, "a")
    qtbot.mouseClick(writer.write_button, LEFT)
    qtbot.waitUntil(lambda: not writer._writing, timeout=60_000)
    first = writer._model
    writer.models.refresh()
    qtbot.waitUntil(lambda: writer._model not in (None, first), timeout=60_000)
    assert writer.text.toPlainText() == "abc\nabc"
    assert not writer.chips.items


def test_runs_are_told_by_what_their_models_are_for(host: Host) -> None:
    from workbench_plugins.draw.reader import reads_pictures

    run = with_model(host)
    other = stored_run(host)
    tinytext.classifier(host.store.folder / other / "model.onnx", tinytext.tokenizer())
    stored_run(host)  # without a model
    assert [info.id for info in runs_for(host.store, NEXT)] == [run]
    assert [info.id for info in runs_for(host.store, CLASSES)] == [other]
    assert {info.id for info in runs_for(host.store, NEXT, CLASSES)} == {run, other}
    assert not reads_pictures(host.store.folder / run)
    assert not reads_pictures(host.store.folder / other)


def test_branches_stand_below_the_one_they_left() -> None:
    branches = Branches()
    branches.begin("x")
    for id in (5, 6, 7):
        branches.add(id, 0.5)
    branches.fork(1, 9, 0.1)
    assert branches.current.ids == (5, 9)
    branches.fork(0, 8, 0.1)
    branches.index = 0
    branches.fork(2, 4, 0.1)
    assert branches.in_order() == [0, 1, 2, 3]
    assert [branches.depth(index) for index in range(4)] == [0, 1, 2, 1]
    branches.begin("y")
    branches.begin("yz")
    assert len(branches) == 5
    assert (branches.current.prompt, branches.current.ids) == ("yz", ())


def test_written_bytes_read_as_the_text_they_are() -> None:
    tokens = tinytext.tokenizer("bpe", "naïve € café " * 30)
    branches = Branches()
    branches.begin("na")
    for id in tokens.encode("ïve €").tolist():
        branches.add(id, 1.0)
    assert branches.current.text(tokens) == "naïve €"
    assert tokens.decode(branches.current.before(len(branches.current.ids), tokens)) == "naïve €"
