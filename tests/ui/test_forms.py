"""Forms: every type of setting, edited with keys, checked beside its field."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from workbench.core.contracts.params import (
    OptionalPath,
    Params,
    make,
    param,
    run_param,
    settings_of,
)
from workbench.core.experiment import Experiment, loads
from workbench.ui.forms.form import Form
from workbench.ui.forms.offered import OfferedEditor
from workbench.ui.forms.path_editor import PathEditor
from workbench.ui.forms.several import SeveralEditor
from workbench.ui.theme import ThemeManager


class Example(Params):
    count: int = param(3, "Count", "A number.", ge=1, le=10)
    rate: float = param(0.01, "Rate", "Another.", gt=0, le=1, log=True, unit="s")
    on: bool = param(True, "On", "Yes or no.")
    kind: Literal["a", "b"] = param("a", "Kind", "One of two.")
    words: str = param("1, 2", "Words", "A list.", pattern=r"^\d+(, *\d+)*$")
    limit: int | None = param(None, "Limit", "Maybe.", ge=1, blank="no limit", unit="rows")
    patience: int | None = param(8, "Patience", "How long.", ge=1, unit="evaluations", blank="off")
    share: float | None = param(0.5, "Share", "How much.", gt=0, le=1)
    file: OptionalPath = param(
        None, "File", "Which.", blank="no file chosen", suffixes=(".csv", ".tsv")
    )
    folder: OptionalPath = param(None, "Folder", "Where.", picks="folder")
    ignore: str = param("", "Leave out", "Which columns.", offers="columns", several=True)
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


def test_the_icons_of_a_form_follow_the_theme(qtbot: QtBot) -> None:
    theme = ThemeManager("light")
    form = Form(Example, {}, theme)
    qtbot.addWidget(form)
    resets = [b for b in form.findChildren(QToolButton) if b.accessibleName().startswith("Reset")]
    before = [button.icon().cacheKey() for button in resets]
    theme.set_mode("dark")
    assert before
    assert all(b.icon().cacheKey() != key for b, key in zip(resets, before, strict=True))


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
    qtbot.keyClick(limit, Qt.Key.Key_Up)
    assert form.values() == {"count": 4, "kind": "b", "on": False, "limit": 1}


def typed(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Replace what a field holds, as hands do."""
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


def test_typing_into_an_optional_field_is_all_it_takes_and_blank_means_none(
    qtbot: QtBot, form: Form
) -> None:
    limit = form.editor("limit")
    assert limit.lineEdit().placeholderText() == "no limit"  # type: ignore[attr-defined]
    assert limit.text() == ""  # type: ignore[attr-defined]
    typed(qtbot, limit, "25")
    qtbot.keyClick(limit, Qt.Key.Key_Return)
    assert form.values()["limit"] == 25
    assert limit.text() == "25 rows"  # type: ignore[attr-defined]
    typed(qtbot, limit, "")
    qtbot.keyClick(limit, Qt.Key.Key_Return)
    assert "limit" not in form.values()
    assert limit.text() == ""  # type: ignore[attr-defined]
    # What is not allowed is not taken for blank.
    typed(qtbot, limit, "7")
    qtbot.keyClick(limit, Qt.Key.Key_Return)
    typed(qtbot, limit, "0")
    qtbot.keyClick(limit, Qt.Key.Key_Return)
    assert form.values()["limit"] == 7
    # Down from the least there is goes back to none.
    for _ in range(8):
        qtbot.keyClick(limit, Qt.Key.Key_Down)
    assert "limit" not in form.values()


def test_what_has_a_value_by_default_can_be_blank_and_stays_so(qtbot: QtBot, form: Form) -> None:
    for name, text in (("patience", "8 evaluations"), ("share", "0.5")):
        field = form.editor(name)
        assert field.text() == text  # type: ignore[attr-defined]
        typed(qtbot, field, "")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert form.values()[name] == ""
        assert form.problems == {}
        made = make(Example, form.values())
        assert getattr(made, name) is None
    # An experiment's file says the same, and a form that is filled from it.
    experiment = Experiment().with_part("trainer", "supervised", form.values())
    again = loads(experiment.to_toml())
    assert again == experiment
    form.set_values(again.trainer.params)
    assert form.editor("patience").text() == ""  # type: ignore[attr-defined]
    form.reset("patience")
    assert form.editor("patience").text() == "8 evaluations"  # type: ignore[attr-defined]


def test_what_is_typed_counts_when_a_shortcut_is_pressed(qtbot: QtBot, form: Form) -> None:
    caught: list[dict[str, object]] = []
    form.changed.connect(caught.append)
    for name, text, value in (("limit", "9", 9), ("words", "3, 4", "3, 4")):
        field = form.editor(name)
        typed(qtbot, field, text)
        control = Qt.KeyboardModifier.ControlModifier
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Return, control)
        QApplication.sendEvent(field, event)
        assert caught[-1][name] == value


def test_a_path_is_typed_dropped_or_chosen(
    qtbot: QtBot, form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = form.editor("file")
    assert isinstance(editor, PathEditor)
    assert editor.field.placeholderText() == "no file chosen"
    assert editor.value() is None
    table = tmp_path / "a table.csv"
    table.write_text("a,b\n1,2\n", "utf-8")
    typed(qtbot, editor.field, str(table))
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert form.values()["file"] == str(table)
    typed(qtbot, editor.field, "")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert "file" not in form.values()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.field.dropEvent(drop)
    assert form.values()["file"] == str(table)
    form.set_values({})
    qtbot.mouseClick(editor.browse, Qt.MouseButton.LeftButton)
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.nameFilters()[0] == "Fitting files (*.csv *.tsv)"
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFile
    dialog.fileSelected.emit(str(table))
    dialog.reject()
    assert form.values()["file"] == str(table)


def test_browse_asks_for_a_folder_where_a_folder_is_meant(qtbot: QtBot, form: Form) -> None:
    editor = form.editor("folder")
    assert isinstance(editor, PathEditor)
    qtbot.mouseClick(editor.browse, Qt.MouseButton.LeftButton)
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.reject()


def test_a_path_is_completed(qtbot: QtBot, form: Form, tmp_path: Path) -> None:
    (tmp_path / "recordings.csv").write_text("", "utf-8")
    editor = form.editor("file")
    assert isinstance(editor, PathEditor)
    form.activateWindow()
    typed(qtbot, editor.field, f"{tmp_path}/rec")
    completer = editor.field.completer()
    qtbot.waitUntil(lambda: completer.completionCount() == 1, timeout=60_000)
    assert completer.currentCompletion().endswith("recordings.csv")
    completer.popup().hide()


def test_several_columns_are_ticked_or_typed(qtbot: QtBot, form: Form) -> None:
    editor = form.editor("ignore")
    assert isinstance(editor, SeveralEditor)
    assert not editor.choose.isVisible()
    form.offer("columns", [("age", "age"), ("sex", "sex"), ("fare", "fare")])
    assert editor.choose.isVisible()
    typed(qtbot, editor.field, "fare")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    editor.menu.popup(editor.choose.mapToGlobal(QPoint(0, 0)))
    ticks = {action.text(): action for action in editor.menu.actions()}
    assert {text for text, action in ticks.items() if action.isChecked()} == {"fare"}
    editor.menu.setActiveAction(ticks["age"])
    qtbot.keyClick(editor.menu, Qt.Key.Key_Return)
    assert form.values()["ignore"] == "fare, age"
    editor.menu.popup(editor.choose.mapToGlobal(QPoint(0, 0)))
    again = {action.text(): action for action in editor.menu.actions()}
    again["fare"].trigger()
    assert form.values()["ignore"] == "age"


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
