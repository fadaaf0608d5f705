"""Forms: every type of setting, edited with keys, checked beside its field."""

from __future__ import annotations

from typing import Literal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.core.contracts.params import Params, param, run_param, settings_of
from workbench.ui.forms.form import Form
from workbench.ui.forms.offered import OfferedEditor
from workbench.ui.theme import ThemeManager


class Example(Params):
    count: int = param(3, "Count", "A number.", ge=1, le=10)
    rate: float = param(0.01, "Rate", "Another.", gt=0, le=1, log=True, unit="s")
    on: bool = param(True, "On", "Yes or no.")
    kind: Literal["a", "b"] = param("a", "Kind", "One of two.")
    words: str = param("1, 2", "Words", "A list.", pattern=r"^\d+(, *\d+)*$")
    limit: int | None = param(None, "Limit", "Maybe.", ge=1)
    epochs: int = param(2, "Epochs", "How many.", ge=1, unit="epochs")
    by: str = param("", "By", "From a list, or typed.", offers="encoders")
    deep: float = param(0.5, "Deep", "Rarely needed.", ge=0, le=1, advanced=True)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(Example, {"count": 4}, ThemeManager("light"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_only_differences_are_values(form: Form) -> None:
    assert form.values() == {"count": 4}
    form.set_values({})
    assert form.values() == {}


def test_typing_changes_a_value(qtbot: QtBot, form: Form) -> None:
    editor = form.editor("rate")
    with qtbot.waitSignal(form.changed) as caught:
        editor.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(editor, "2e-3")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert caught.args == [{"count": 4, "rate": 0.002}]


def test_a_setting_that_is_a_run_lists_those_that_fit_it(qtbot: QtBot) -> None:
    class Runs(Params):
        start: str = run_param("Start", "Its weights.", same=("architecture",))
        teacher: str = run_param("Teacher", "Its answers.", same=("dataset",))
        words: str = param("", "Words", "Any.")

    form = Form(Runs, {"teacher": "old"}, ThemeManager("light"))
    qtbot.addWidget(form)
    form.offer("runs", lambda setting: [("", "No run"), (f"{setting.same[0]}-1", "One")])
    start, teacher = form.editor("start"), form.editor("teacher")
    assert isinstance(start, OfferedEditor)
    assert isinstance(teacher, OfferedEditor)
    assert start.itemData(1) == "architecture-1"
    assert teacher.itemData(1) == "dataset-1"
    # What was named and is not listed stays.
    assert form.values() == {"teacher": "old"}
    start.setCurrentIndex(1)
    assert form.values() == {"start": "architecture-1", "teacher": "old"}
    assert [s.kind for s in settings_of(Runs)] == ["run", "run", "text"]


def test_one_is_no_plural(form: Form) -> None:
    editor = form.editor("epochs")
    assert editor.text() == "2 epochs"  # type: ignore[attr-defined]
    editor.setValue(1)  # type: ignore[attr-defined]
    assert editor.text() == "1 epoch"  # type: ignore[attr-defined]


def test_what_is_offered_is_chosen_or_typed(qtbot: QtBot, form: Form) -> None:
    form.set_values({"by": "far/away"})
    editor = form.editor("by")
    form.offer("encoders", [("", "Any"), ("here/small", "Small · Here")])
    form.offer("things", [("no", "No")])
    assert isinstance(editor, OfferedEditor)
    assert [editor.itemText(row) for row in range(editor.count())] == ["Any", "Small · Here"]
    assert form.values() == {"by": "far/away"}
    editor.setFocus()
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert form.values() == {"by": "here/small"}
    assert editor.currentText() == "Small · Here"
    form.offer("encoders", [("", "Any")])
    assert form.values() == {"by": "here/small"}
    with qtbot.waitSignal(form.changed) as caught:
        editor.lineEdit().selectAll()
        qtbot.keyClicks(editor, " there/big ")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert caught.args == [{"by": "there/big"}]
    form.reset("by")
    assert editor.currentText() == "Any"
    assert form.values() == {}


def test_steps_follow_the_scale_and_bounds(qtbot: QtBot, form: Form) -> None:
    rate = form.editor("rate")
    rate.setFocus()
    qtbot.keyClick(rate, Qt.Key.Key_Up)
    assert form.values()["rate"] == pytest.approx(0.032)
    for _ in range(40):
        qtbot.keyClick(rate, Qt.Key.Key_Down)
    assert form.values()["rate"] > 0
    count = form.editor("count")
    for _ in range(40):
        qtbot.keyClick(count, Qt.Key.Key_Up)
    assert form.values()["count"] == 10


def test_choice_bool_optional(qtbot: QtBot, form: Form) -> None:
    qtbot.keyClick(form.editor("kind"), Qt.Key.Key_Down)
    qtbot.keyClick(form.editor("on"), Qt.Key.Key_Space)
    limit = form.editor("limit")
    assert limit.value() is None  # type: ignore[attr-defined]
    qtbot.keyClick(limit._on, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert form.values() == {"count": 4, "kind": "b", "on": False, "limit": 1}


def test_a_problem_stands_beside_its_field_and_reset_ends_it(qtbot: QtBot, form: Form) -> None:
    words = form.editor("words")
    words.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(words, "one")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert set(form.problems) == {"words"}
    row = form._rows["words"]
    assert row.problem.isVisible()
    qtbot.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert words.value() == "1, 2"  # type: ignore[attr-defined]
    assert form.problems == {}
    assert not row.problem.isVisible()


def test_names_for_those_who_do_not_see(form: Form) -> None:
    for name, row in form._rows.items():
        assert row.editor.accessibleName() == Example.model_fields[name].title
