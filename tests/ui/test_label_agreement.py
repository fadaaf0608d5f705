"""The tab of agreement: people, kappas, confusion, disputed rows, labels in and out."""

from __future__ import annotations

import csv
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.labelling import LEFT, ME, of_reviews, press, reviews, shown, until
from workbench.labelling.project import Project
from workbench.ui.host import Host
from workbench.ui.labelling.agreement_tab import AgreementTab
from workbench.ui.pages.label import LabelPage


def labelled(project: Project, by: str, rows: int, wrong: tuple[int, ...] = ()) -> None:
    for number in range(rows):
        project.mark(number, ("glad", "sad")[(number + (number in wrong)) % 2], by)


def tab_of(page: LabelPage, qtbot: QtBot) -> AgreementTab:
    page.tabs.setCurrentWidget(page.agreement)
    until(qtbot, lambda: page.agreement.found is not None)
    return page.agreement


def cells(tab: AgreementTab, row: int) -> list[str]:
    found = [tab.kappas.item(row, column) for column in range(6)]
    return [item.text() for item in found if item is not None]


def test_one_person_is_told_to_find_another(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    labelled(project, ME, 6)
    with shown(host, qtbot) as page:
        tab = tab_of(page, qtbot)
        assert "6 labelled" in tab.people.text()
        assert "second person" in tab.people.text()
        # What came along with the rows is compared with all the same.
        assert cells(tab, 0)[0] == "anna · labels from the source"
        assert cells(tab, 0)[3] == "1.00"


def test_people_are_compared(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    labelled(project, ME, 20)
    labelled(project, "ben", 20, wrong=(3, 4))
    labelled(project, "carla", 10)
    with shown(host, qtbot) as page:
        tab = tab_of(page, qtbot)
        assert cells(tab, 0)[:4] == ["anna · ben", "20", "90%", "0.80"]
        assert "–" in cells(tab, 0)[4]
        assert cells(tab, 0)[5] == "substantial"
        fleiss = [cells(tab, row) for row in range(tab.kappas.rowCount())]
        assert any("Fleiss" in row[5] and row[0].count("·") == 2 for row in fleiss)
        tab.one.setCurrentIndex(tab.one.findData(ME))
        tab.other.setCurrentIndex(tab.other.findData("ben"))
        tab.other.activated.emit(tab.other.currentIndex())
        table = [[tab.confusion.item(r, c).text() for c in (0, 1)] for r in (0, 1)]  # type: ignore[union-attr]
        assert table == [["9", "1"], ["1", "9"]]
        assert tab.disputed.count() == 2
        item = tab.disputed.item(0)
        assert item.text().startswith("anna: sad, ben: glad, carla: sad")
        tab.disputed.itemActivated.emit(item)
        assert page.tabs.currentWidget() is page.label
        assert page.work is not None
        assert page.work.walk.row == 3
        assert page.label.buttons.buttons[1].isChecked()
        press(page, qtbot, "1")
        assert project.standing()[ME][3] == "glad"


def test_all_disputed_rows_come_again(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    labelled(project, ME, 10)
    labelled(project, "ben", 10, wrong=(2, 7))
    with shown(host, qtbot) as page:
        tab = tab_of(page, qtbot)
        qtbot.mouseClick(tab.open, LEFT)
        assert page.work is not None
        assert page.work.walk.row == 2
        press(page, qtbot, "2")
        assert page.work.walk.row == 7
        press(page, qtbot, "1")
        assert page.work.walk.row == 10


def test_labels_of_another_are_taken_in(host: Host, qtbot: QtBot, tmp_path: Path) -> None:
    project = of_reviews()
    texts, labels = reviews()
    path = tmp_path / "ben.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("text", "label"))
        writer.writerows(zip(texts[:5], labels, strict=False))
        writer.writerow(("a text from elsewhere", "sad"))
    with shown(host, qtbot) as page:
        press(page, qtbot, "11")
        tab = tab_of(page, qtbot)
        tab.take_in(path, "ben")
        until(qtbot, lambda: page.work is not None and "ben" in page.work.labels)
        assert "5 labels by ben" in host.notices.shown[-1].message
        assert "1 are for rows that are not here" in host.notices.shown[-1].message
        assert project.standing()["ben"] == dict(enumerate(labels[:5]))
        until(qtbot, lambda: tab.disputed.count() == 1)
        until(qtbot, lambda: page.work.walk.row == 2)  # type: ignore[union-attr]
        tab.take_in(tmp_path / "gone.csv", "ben")
        until(qtbot, lambda: host.notices.shown[-1].severity == "error")


def test_labels_are_written(host: Host, qtbot: QtBot, tmp_path: Path) -> None:
    project = of_reviews()
    labelled(project, ME, 3)
    target = tmp_path / "out.csv"
    with shown(host, qtbot) as page:
        tab_of(page, qtbot).write_to(target)
        until(
            qtbot, lambda: bool(host.notices.shown) and "40 rows" in host.notices.shown[-1].message
        )
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows[:4]] == ["glad", "sad", "glad", ""]
