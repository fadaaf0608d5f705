"""The Data page with a table: dropped on it, reported, read in another way, and trained on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from workbench.ui.host import Host
from workbench.ui.pages.data import DataPage

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture
def page(qtbot: QtBot, host: Host) -> DataPage:
    made = DataPage(host)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def drop(page: DataPage, file: str) -> bool:
    """Drop a file on the page; whether it was taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(CASES / file))])
    event = QDropEvent(
        QPointF(500, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    # Qt sends no drop to a widget over which nothing was dragged.
    page.dropEvent(event)
    return event.isAccepted()


def shown(page: DataPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.report.isVisible(), timeout=60_000)


def test_a_table_that_is_dropped_is_shown_and_trained_on(
    page: DataPage, host: Host, qtbot: QtBot
) -> None:
    assert drop(page, "feedback.csv")
    shown(page, qtbot)
    assert page.report.amounts.text() == "feedback.csv: 120 rows read, 120 kept."
    assert "Texts: message (by its name)" in page.report.taken.text()
    assert "Labels: topic (the only column with few values)" in page.report.taken.text()
    assert "The first row is a header" in page.report.taken.text()
    assert page.report.choices.isHidden()
    assert host.experiment.dataset.id != "text-table"
    qtbot.mouseClick(page.report.use, Qt.MouseButton.LeftButton)
    assert host.experiment.dataset.params["path"] == str(CASES / "feedback.csv")
    assert not page.report.use.isEnabled()


def test_what_fails_late_of_another_choice_is_not_shown(
    page: DataPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stops: list[str] = []
    page.choice.setCurrentIndex(page.choice.findData("text-table"))
    monkeypatch.setattr(page, "_show_stop", stops.append)
    page.choices.chosen.emit({"path": str(CASES / "feedback.csv")})
    shown(page, qtbot)
    assert stops == []


def test_look_alike_labels_are_joined_with_one_click(
    page: DataPage, host: Host, qtbot: QtBot
) -> None:
    drop(page, "case_labels.csv")
    shown(page, qtbot)
    qtbot.mouseClick(page.report.use, Qt.MouseButton.LeftButton)
    assert page._data is not None
    assert len(page._data.classes) == 6
    (button,) = page.report.choices.buttons
    assert button.text() == "Join them"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._data is not None and len(page._data.classes) == 2, timeout=60_000)
    assert "Labels joined as 'spam'" in page.report.doubts.text()
    # What Train would train was this table, so it is read in the same way.
    assert host.experiment.dataset.params["join_labels"] is True
    assert page.form is not None
    assert page.form.values()["join_labels"] is True


def test_contradictions_are_listed_and_decided(page: DataPage, qtbot: QtBot) -> None:
    drop(page, "conflicts.csv")
    shown(page, qtbot)
    assert "30 texts have different labels" in page.report.doubts.text()
    texts = [button.text() for button in page.report.choices.buttons]
    assert texts == ["Keep the majority", "Leave them out"]
    assert len(page.report._report.details()) == 60
    qtbot.mouseClick(page.report.choices.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: page.report.amounts.text().endswith("90 rows read, 30 kept."), timeout=60_000
    )


def test_a_question_has_a_button_for_each_answer(page: DataPage, qtbot: QtBot) -> None:
    drop(page, "multilabel.jsonl")
    qtbot.waitUntil(lambda: page.choices.isVisible(), timeout=60_000)
    assert "12 of 60 rows" in page._words.text()
    assert not page.filter.isVisible()
    texts = [button.text() for button in page.choices.buttons]
    assert texts[:2] == ["Learn each label by itself", "Take the first label"]
    qtbot.mouseClick(page.choices.buttons[1], Qt.MouseButton.LeftButton)
    shown(page, qtbot)
    assert "60 kept" in page.report.amounts.text()


def test_each_of_several_labels_is_learnt_with_one_click(page: DataPage, qtbot: QtBot) -> None:
    drop(page, "multilabel.jsonl")
    qtbot.waitUntil(lambda: page.choices.isVisible(), timeout=60_000)
    qtbot.mouseClick(page.choices.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._data is not None, timeout=60_000)
    assert page._data is not None
    assert page._data.target.names == ("ham", "other", "spam")
    assert "each label is learnt by itself" in page.notes.text()


def read_as_texts(page: DataPage, qtbot: QtBot) -> None:
    """Choose the dataset of texts for a file that another one opens."""
    qtbot.waitUntil(lambda: page.choice.currentData() == "row-table", timeout=60_000)
    page.choice.setCurrentIndex(page.choice.findData("text-table"))


def test_numbers_are_refused_in_words(page: DataPage, qtbot: QtBot) -> None:
    drop(page, "houses.csv")
    read_as_texts(page, qtbot)
    qtbot.waitUntil(lambda: "table of numbers" in page._words.text(), timeout=60_000)
    assert not page.report.isVisible()


def test_what_cannot_be_read_stands_beside_no_figures(page: DataPage, qtbot: QtBot) -> None:
    drop(page, "feedback.csv")
    shown(page, qtbot)
    assert page.balance.isVisibleTo(page)
    drop(page, "houses.csv")
    read_as_texts(page, qtbot)
    qtbot.waitUntil(lambda: "table of numbers" in page._words.text(), timeout=60_000)
    assert not page.balance.isVisibleTo(page)
    assert not page._heading.isVisibleTo(page)


def test_what_is_no_table_is_not_taken(page: DataPage, tmp_path: Path) -> None:
    assert not drop(page, str(tmp_path / "picture.png"))


@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_is_cut_off_at_the_right(page: DataPage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 700)
    drop(page, "feedback.csv")
    shown(page, qtbot)
    qtbot.waitUntil(
        lambda: page._column.widget().width() <= page._column.viewport().width(), timeout=60_000
    )


def test_what_gives_the_answer_away_stands_beside_the_report(
    page: DataPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "tagged.csv"
    lines = [f'"{"[s] " * (n % 2)}mail {n * 7919 % 9973}",{"ab"[n % 2]}' for n in range(200)]
    path.write_text("\n".join(["text,label", *lines]), "utf-8")
    page.open_table(path)
    assert page.leaks.isHidden()
    qtbot.waitUntil(lambda: page.leaks.isVisible(), timeout=60_000)
    assert page.leaks.count.text().startswith("May give the answer away: ")
    assert "alone gives “" in page.leaks.findings.text()
    assert "out of the texts" in page.leaks.findings.text()
    assert page.leaks.findings.textFormat() == Qt.TextFormat.PlainText
    # Another table has none of it while it loads.
    page.open_table(CASES / "feedback.csv")
    assert page.leaks.isHidden()
