"""A new labelling: of a dataset, a file or a folder of pictures; and of a comparison's rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.comparison import made
from tests.ui.labelling import LEFT, LONG, until, wait_open
from workbench.comparison.report import data as pages
from workbench.labelling import project as labellings
from workbench.ui.comparing.sending import SendDialog
from workbench.ui.host import Host
from workbench.ui.labelling.new_dialog import NewDialog
from workbench.ui.pages.compare import ComparePage
from workbench.ui.pages.label import LabelPage
from workbench.ui.window import MainWindow


@pytest.fixture
def page(host: Host, qtbot: QtBot) -> LabelPage:
    widget = LabelPage(host)
    qtbot.addWidget(widget)
    widget.resize(1100, 720)
    widget.show()
    return widget


def dialog_of(page: LabelPage, qtbot: QtBot, source: int) -> NewDialog:
    qtbot.mouseClick(page.begin, LEFT)
    dialog = page.findChild(NewDialog)
    assert isinstance(dialog, NewDialog)
    dialog.source.setCurrentIndex(source)
    return dialog


def type_lines(dialog: NewDialog, qtbot: QtBot, *lines: str) -> None:
    for line in lines:
        qtbot.keyClicks(dialog.labels, line)
        qtbot.keyClick(dialog.labels, Qt.Key.Key_Return)


def test_of_a_dataset(page: LabelPage, qtbot: QtBot) -> None:
    dialog = dialog_of(page, qtbot, 0)
    dialog.dataset.choice.setCurrentIndex(dialog.dataset.choice.findData("short-reviews"))
    until(
        qtbot,
        lambda: (
            "disappointed" in dialog.labels.toPlainText()
            or dialog.labels.toPlainText().count("\n") == 1
        ),
    )
    assert not dialog.dataset.warning.isVisible()
    dialog.dataset.split.setCurrentIndex(1)
    assert "cannot be tested" in dialog.dataset.warning.text()
    dialog.dataset.count.setValue(20)
    qtbot.keyClicks(dialog.question, "Glad?")
    qtbot.mouseClick(dialog.ok, LEFT)
    wait_open(page, qtbot, "Test rows of Short reviews")
    assert page.work is not None
    head = page.work.project.head
    assert (len(page.work.project.items), head.question) == (20, "Glad?")
    assert head.test_of == "Short reviews"
    assert head.licence == "public domain"
    assert len(head.classes) == 2


def test_of_a_table(page: LabelPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "mails.csv"
    path.write_text("id,body,kind\n1,buy now,spam\n2,see you at six,ham\n3,hello,ham\n", "utf-8")
    dialog = dialog_of(page, qtbot, 1)
    qtbot.keyClicks(dialog.file.path, str(path))
    qtbot.keyClick(dialog.file.path, Qt.Key.Key_Return)
    assert not dialog.problem.isVisible()  # Enter reads the columns and begins nothing
    until(qtbot, lambda: dialog.file.text.count() == 4)
    dialog.file.text.setCurrentIndex(dialog.file.text.findData("body"))
    dialog.file.label.setCurrentIndex(dialog.file.label.findData("kind"))
    assert dialog.labels.toPlainText() == "ham\nspam"
    qtbot.mouseClick(dialog.ok, LEFT)
    wait_open(page, qtbot, "mails.csv")
    assert page.work is not None
    assert page.work.project.items.texts == ("buy now", "see you at six", "hello")
    assert page.work.project.items.source_labels == ("spam", "ham", "ham")


def test_of_lines_with_labels_that_were_typed(
    page: LabelPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("first\n\nsecond\n", "utf-8")
    dialog = dialog_of(page, qtbot, 1)
    dialog.file.set_path(str(path))
    qtbot.mouseClick(dialog.ok, LEFT)
    assert "two labels" in dialog.problem.text()
    type_lines(dialog, qtbot, "yes", "no", "yes")
    qtbot.keyClicks(dialog.name, "Lines")
    qtbot.mouseClick(dialog.ok, LEFT)
    wait_open(page, qtbot, "Lines")
    assert page.work is not None
    assert page.work.project.classes == ("yes", "no")


def test_of_a_folder_of_pictures(page: LabelPage, qtbot: QtBot, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    for name in ("cats", "dogs"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        for number in range(3):
            picture = Image.fromarray(rng.integers(0, 255, (40, 60, 3), np.uint8))
            picture.save(tmp_path / "pets" / name / f"{number}.png")
    dialog = dialog_of(page, qtbot, 2)
    dialog.folder.set_path(str(tmp_path / "pets"))
    until(qtbot, lambda: dialog.labels.toPlainText() == "cats\ndogs")
    dialog.folder.side.setValue(24)
    qtbot.mouseClick(dialog.ok, LEFT)
    wait_open(page, qtbot, "pets")
    assert page.work is not None
    assert page.work.project.items.pictures is not None
    assert page.work.project.items.pictures.shape == (6, 24, 24, 3)
    assert page.label.view.currentWidget() is page.label.view.picture


def test_what_is_wrong_is_said_in_the_dialog(page: LabelPage, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(page, qtbot, 2)
    qtbot.mouseClick(dialog.ok, LEFT)
    assert "where the rows are" in dialog.problem.text()
    dialog.folder.set_path(str(tmp_path / "nowhere"))
    type_lines(dialog, qtbot, "a", "b")
    qtbot.mouseClick(dialog.ok, LEFT)
    until(qtbot, lambda: "There is no folder" in dialog.problem.text())
    assert dialog.ok.isEnabled()
    assert labellings.projects() == []
    dialog.source.setCurrentIndex(1)
    dialog.file.set_path(str(tmp_path / "nothing.csv"))
    until(qtbot, lambda: "There is no file" in dialog.problem.text())


def test_a_dialog_closed_while_loading_leaves_nothing(page: LabelPage, qtbot: QtBot) -> None:
    dialog = dialog_of(page, qtbot, 0)
    dialog.dataset.choice.setCurrentIndex(dialog.dataset.choice.findData("digits"))
    dialog.reject()
    until(qtbot, lambda: page.findChild(NewDialog) is None)
    with qtbot.waitSignal(page._host.data.loaded, timeout=LONG, raising=False):
        page._host.data.request(dialog_part(page), lambda _: None)
    assert labellings.projects() == []


def dialog_part(page: LabelPage) -> object:
    return page._host.experiment.dataset


@pytest.mark.slow
@pytest.mark.parametrize("pictures", [False, True])
def test_disputed_rows_of_a_comparison_are_sent(host: Host, qtbot: QtBot, pictures: bool) -> None:
    window = MainWindow(host)
    qtbot.addWidget(window)
    window.show()
    window.show_page("compare")
    compare = window.pages["compare"]
    assert isinstance(compare, ComparePage)
    found = pages.page(made.comparison(60, pictures=pictures))
    compare._show(found)
    view = compare.view
    assert view is not None
    assert view.disagreements is not None
    rows, send = view.disagreements.rows, view.disagreements.send
    assert f"{len(found.disagreements):,} rows" in send.text()
    rows.item(1).setSelected(True)
    rows.item(2).setSelected(True)
    assert "3 chosen" in send.text()
    chosen = view.disagreements.chosen
    qtbot.mouseClick(send, LEFT)
    dialog = compare.findChild(SendDialog)
    assert isinstance(dialog, SendDialog)
    assert "test rows" in dialog.findChildren(QLabel)[0].text()
    dialog.name.setText("Disputed")
    qtbot.mouseClick(dialog.ok, LEFT)
    until(qtbot, lambda: window.page == "label")
    label = window.pages["label"]
    assert isinstance(label, LabelPage)
    wait_open(label, qtbot, "Disputed")
    assert label.work is not None
    project = label.work.project
    assert project.classes == found.found.held_out.classes
    assert project.head.test_of == "SMS spam"
    wanted = {found.found.held_out.rows[row].label for row in chosen}
    assert set(project.items.source_labels) == wanted
    assert project.items.kind == ("pictures" if pictures else "text")
    window.close()
