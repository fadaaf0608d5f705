"""The Label page, by keys and mouse: label, leave, take back, go on where one was."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle as wait_for_jobs
from tests.ui.labelling import (
    LEFT,
    ME,
    of_many,
    of_pictures,
    of_reviews,
    press,
    reviews,
    shown,
    until,
    wait_open,
)
from workbench.labelling import annotations as marks
from workbench.labelling import project as labellings
from workbench.labelling import sources
from workbench.labelling.project import Project
from workbench.ui.host import Host
from workbench.ui.labelling import keys
from workbench.ui.pages.label import LabelPage

Key = Qt.Key


def row(page: LabelPage) -> int | None:
    assert page.work is not None
    return page.work.walk.row


def text(page: LabelPage) -> str:
    return page.label.view.text.toPlainText()


def test_nothing_yet_is_said_with_one_button(host: Host, qtbot: QtBot) -> None:
    page = LabelPage(host)
    qtbot.addWidget(page)
    page.show()
    assert page.begin.isVisible()
    assert not page.side.isVisible()
    assert not page.train.isVisible()


def test_labels_by_keys_are_on_disk_at_once(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    texts, _ = reviews()
    with shown(host, qtbot) as page:
        assert text(page) == texts[0]
        press(page, qtbot, "1")
        assert text(page) == texts[1]
        assert project.standing() == {ME: {0: "glad"}}
        press(page, qtbot, "2")
        press(page, qtbot, Key.Key_Space)
        assert project.standing() == {ME: {0: "glad", 1: "sad", 2: ""}}
        assert text(page) == texts[3]
        until(qtbot, lambda: page.list.item(0).text() == "Reviews\n2 / 40")
        assert page.label.header.far.text().startswith("2 / 40")
        assert all(mark.seconds is not None for mark in project.log().marks)


def test_the_mouse_labels_as_well(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        qtbot.mouseClick(page.label.buttons.buttons[1], LEFT)
        assert project.standing() == {ME: {0: "sad"}}
        assert not page.label.buttons.buttons[1].isChecked()
        # A click leaves the keyboard with the row.
        assert page.label.view.text.hasFocus() or not page.isActiveWindow()
        qtbot.mouseClick(page.label.leave, LEFT)
        qtbot.mouseClick(page.label.undo, LEFT)
        assert project.standing() == {ME: {0: "sad"}}
        assert row(page) == 1


def test_take_back_shows_the_row_again(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        press(page, qtbot, "121")
        assert row(page) == 3
        press(page, qtbot, Key.Key_Backspace)
        assert row(page) == 2
        qtbot.keyClick(
            page.label.view.currentWidget(), Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        assert row(page) == 1
        assert project.standing() == {ME: {0: "glad"}}
        press(page, qtbot, "2")
        assert row(page) == 2


def test_back_and_forth_says_nothing(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        press(page, qtbot, "1")
        press(page, qtbot, Key.Key_Right)
        press(page, qtbot, Key.Key_Left)
        press(page, qtbot, Key.Key_Left)
        assert row(page) == 0
        # What was said of it is marked.
        assert page.label.buttons.buttons[0].isChecked()
        press(page, qtbot, "2")
        assert row(page) == 1
        assert project.standing() == {ME: {0: "sad"}}


def test_rows_passed_over_come_at_the_end(host: Host, qtbot: QtBot) -> None:
    of_reviews(4)
    with shown(host, qtbot) as page:
        press(page, qtbot, Key.Key_Right)
        press(page, qtbot, "212")
        assert row(page) == 0
        press(page, qtbot, "1")
        assert row(page) is None
        assert page.label.view.currentWidget() is page.label.view.words
        assert "All rows" in page.label.view.words.title.text()
        press(page, qtbot, Key.Key_Backspace)
        assert row(page) == 0


def test_reopened_it_goes_on_where_it_was(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        press(page, qtbot, "12")
    with shown(host, qtbot) as page:
        assert row(page) == 2
        press(page, qtbot, Key.Key_Backspace)
        assert row(page) == 1
        assert project.standing() == {ME: {0: "glad"}}


def test_labels_of_another_program_are_seen_on_coming_back(
    host: Host, qtbot: QtBot, qapp: QApplication
) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        press(page, qtbot, "1")
        elsewhere = labellings.load(project.folder)
        elsewhere.mark(1, "sad", ME)
        elsewhere.mark(0, "sad", "ann")
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        until(qtbot, lambda: row(page) == 2)
        assert page.work is not None
        assert (
            page.work.labels == project.standing() == {ME: {0: "glad", 1: "sad"}, "ann": {0: "sad"}}
        )
        press(page, qtbot, "2")
        assert project.standing()[ME] == {0: "glad", 1: "sad", 2: "sad"}


def test_what_is_said_here_meanwhile_is_not_lost(
    host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        labellings.load(project.folder).mark(7, "sad", ME)
        read, go = threading.Event(), threading.Event()
        standing = Project.standing

        def slow(self: Project) -> dict[str, dict[int, str]]:
            found = standing(self)
            read.set()
            go.wait(30)
            return found

        monkeypatch.setattr(Project, "standing", slow)
        page.look()
        assert read.wait(30)
        press(page, qtbot, "1")
        go.set()
        monkeypatch.setattr(Project, "standing", standing)
        qtbot.waitUntil(
            lambda: not any("catch up" in t.name for t in threading.enumerate()), timeout=60_000
        )
        assert page.work is not None
        assert page.work.labels[ME][0] == "glad"
        page.look()
        until(qtbot, lambda: page.work is not None and page.work.labels == project.standing())


def test_a_full_disk_is_said_and_the_row_stays(
    host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = of_reviews()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with shown(host, qtbot) as page:
        press(page, qtbot, "1")
        with monkeypatch.context() as patch:
            patch.setattr(type(project.folder), "open", full)
            press(page, qtbot, "2")
            assert row(page) == 1
            assert "No space left" in page.label.problem.text()
            assert page.label.problem.isVisible()
            assert page.work is not None
            assert page.work.walk.mine == {0: "glad"}
            press(page, qtbot, Key.Key_Backspace)
            assert row(page) == 1
            assert page.work.walk.mine == {0: "glad"}
        press(page, qtbot, "2")
        assert row(page) == 2
        assert not page.label.problem.isVisible()
        assert project.standing() == {ME: {0: "glad", 1: "sad"}}


def test_the_disk_is_waited_for_behind_the_window(
    host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = of_reviews()
    begun, go = threading.Event(), threading.Event()
    threads: list[threading.Thread] = []

    def slow(_: int) -> None:
        threads.append(threading.current_thread())
        begun.set()
        assert go.wait(60)

    with shown(host, qtbot) as page, monkeypatch.context() as patch:
        patch.setattr(os, "fsync", slow)
        press(page, qtbot, "1")
        assert begun.wait(60)
        # The disk is busy with the first: three more are said, and outlast the program by now.
        for key in ("2", "1", "2"):
            press(page, qtbot, key)
        assert row(page) == 4
        said = {0: "glad", 1: "sad", 2: "glad", 3: "sad"}
        assert project.standing() == {ME: said}
        go.set()
        until(qtbot, lambda: len(threads) == 2)
    assert threading.main_thread() not in threads


def test_closing_waits_for_the_disk(
    host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_reviews()
    begun, go = threading.Event(), threading.Event()
    synced: list[int] = []

    def slow(file: int) -> None:
        begun.set()
        assert go.wait(60)
        synced.append(file)

    with shown(host, qtbot) as page:
        monkeypatch.setattr(os, "fsync", slow)
        press(page, qtbot, "1")
        assert begun.wait(60)
        press(page, qtbot, "2")
        go.set()
        host.background.close()
        assert len(synced) == 2


def test_a_disk_that_takes_no_label_is_said(
    host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_reviews()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with shown(host, qtbot) as page, monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        press(page, qtbot, "1")
        until(qtbot, lambda: bool(host.notices.shown))
        assert "may be lost: No space left" in host.notices.shown[-1].message
        assert row(page) == 1


def test_a_second_person_sees_none_of_the_first_ones_labels(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    for number in range(20):
        project.mark(number, ("glad", "sad")[number % 2], "ben")
    with shown(host, qtbot, person="ben") as page:
        assert row(page) == 20
        who = page.label.header.who
        who.setFocus()
        who.selectAll()
        qtbot.keyClicks(who, "carla")
        qtbot.keyClick(who, Key.Key_Return)
        until(qtbot, lambda: row(page) == 0)
        assert page.label.overview.counts.counts == [0, 0]
        assert not page.label.overview.rows.rows
        assert not any(button.isChecked() for button in page.label.buttons.buttons)
        # Nor what was learnt of them.
        assert not page.label.header.shown.isChecked()
        assert not page.label.hint.text().strip()
        press(page, qtbot, "2")
        assert project.standing()["carla"] == {0: "sad"}
        assert project.standing()["ben"][0] == "glad"
    assert host.settings.layout["label: person"] == "carla"


def test_suggestions_come_and_enter_takes_them(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        press(page, qtbot, Key.Key_Return)
        assert project.standing() == {}
        press(page, qtbot, "12" * 6)
        assert page.work is not None
        until(qtbot, lambda: page.work.suggestion is not None)  # type: ignore[union-attr]
        until(qtbot, lambda: "Suggestion" in page.label.hint.text())
        assert row(page) == 12
        assert "glad" in page.label.hint.text()
        press(page, qtbot, Key.Key_Return)
        assert project.standing()[ME][12] == "glad"
        qtbot.mouseClick(page.label.header.shown, LEFT)
        assert not page.label.hint.text().strip()
        press(page, qtbot, Key.Key_Return)
        assert row(page) == 13


def test_uncertain_rows_first_but_never_the_one_in_sight(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    for number in range(8):
        project.mark(number, ("glad", "sad")[number % 2], ME)
    with shown(host, qtbot) as page:
        work = page.work
        assert work is not None
        until(qtbot, lambda: work.suggestion is not None)
        order = page.label.header.how
        order.setCurrentIndex(order.findData("uncertain"))
        order.activated.emit(order.currentIndex())
        until(qtbot, lambda: not work.ordering)
        assert work.suggestion is not None
        sure = work.suggestion.probabilities.max(1)
        left = [number for number in range(40) if number not in work.walk.mine]
        assert row(page) is not None
        assert sure[row(page)] == min(sure[left])
        first = work.suggestion
        while work.suggestion is first:
            before = row(page)
            press(page, qtbot, "1" if before % 2 == 0 else "2")  # type: ignore[operator]
            if work.learning:
                in_sight = row(page)
                until(qtbot, lambda: not work.learning)
                assert row(page) == in_sight
    assert host.settings.layout["label: order"] == "uncertain"


def test_what_an_order_needs_is_said(host: Host, qtbot: QtBot) -> None:
    of_reviews()
    with shown(host, qtbot) as page:
        note, order = page.label.header.note, page.label.header.how
        assert not note.isVisible()
        for how, words in (("uncertain", "two classes"), ("disputed", "no other labellers")):
            order.setCurrentIndex(order.findData(how))
            order.activated.emit(order.currentIndex())
            assert words in note.text()


def test_a_labelled_row_is_opened_and_changed(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        press(page, qtbot, "1212")
        rows = page.label.overview.rows
        until(qtbot, lambda: len(rows.rows) == 4)
        assert rows.rows[-1] == (0, "glad")
        index = rows.model().index(3, 0)
        qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(index).center())
        assert row(page) == 0
        press(page, qtbot, "2")
        assert project.standing()[ME][0] == "sad"
        assert row(page) == 4
        chosen = page.label.overview.filter
        chosen.setCurrentIndex(chosen.findText("glad"))
        chosen.activated.emit(chosen.currentIndex())
        until(qtbot, lambda: [number for number, _ in rows.rows] == [2])


def test_pictures_are_shown_sharp(host: Host, qtbot: QtBot) -> None:
    project = of_pictures()
    with shown(host, qtbot) as page:
        picture = page.label.view.picture
        assert page.label.view.currentWidget() is picture
        area = picture.area()
        assert area.width() % 12 == 0
        image, scale = picture.grab().toImage(), int(area.width() / 12)
        across = [
            image.pixelColor(int(area.x()) + x, int(area.center().y())).value()
            for x in range(9 * scale, 10 * scale)
        ]
        assert len(set(across)) == 1  # one pixel of the row is one colour from edge to edge
        press(page, qtbot, "2")
        assert project.standing() == {ME: {0: "right"}}
        press(page, qtbot, "1")
        assert row(page) == 2


def test_a_photograph_is_shown_itself_and_fills_the_room(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    for number, light in enumerate((40, 200)):
        photo = np.full((300, 450, 3), light, np.uint8)
        Image.fromarray(photo).save(tmp_path / f"{number}.png")
    labellings.create("Photos", sources.of_folder(tmp_path, 16), ("dark", "light"))
    with shown(host, qtbot) as page:
        picture = page.label.view.picture
        until(qtbot, lambda: picture.area().width() / picture.area().height() > 1.4)
        room = min(picture.width() / 450, picture.height() / 300)
        assert picture.area().width() > 0.9 * 450 * room
        (tmp_path / "1.png").unlink()
        qtbot.keyClick(picture, Key.Key_Right)
        wait_for_jobs(qtbot)
        # It has gone: what is learnt from is shown.
        assert picture.area().width() == picture.area().height()


def test_many_labels_are_found_by_typing(host: Host, qtbot: QtBot) -> None:
    project = of_many()
    with shown(host, qtbot) as page:
        buttons = page.label.buttons
        assert len(buttons.buttons) == keys.PROBABLE
        press(page, qtbot, "/")
        assert buttons.search.hasFocus() or not page.isActiveWindow()
        qtbot.keyClicks(buttons.search, "arrival")
        assert buttons.classes[buttons._shown[0]] == "arrival of a card"
        qtbot.keyClick(buttons.search, Key.Key_Return)
        assert project.standing()[ME][0] == "arrival of a card"
        assert buttons.search.text() == ""
        # A letter begins the search, spaces stand for what joins words.
        press(page, qtbot, "p")
        assert buttons.search.text() == "p"
        qtbot.keyClick(buttons.search, Key.Key_Return)
        assert project.standing()[ME][1] == "lost phone"
        press(page, qtbot, "c")
        qtbot.keyClicks(buttons.search, "ard 42")
        qtbot.keyClick(buttons.search, Key.Key_Return)
        assert project.standing()[ME][2] == "card_42_arrival"
        press(page, qtbot, "x")
        qtbot.keyClicks(buttons.search, "yz")
        qtbot.keyClick(buttons.search, Key.Key_Return)
        assert row(page) == 3
        qtbot.keyClick(buttons.search, Key.Key_Escape)
        assert buttons.search.text() == ""
        # What was given most often is on the first keys.
        press(page, qtbot, "1")
        assert project.standing()[ME][3] in project.standing()[ME].values()


def test_matches_are_ranked() -> None:
    classes = ("lost card", "card_lost", "discard", "card")
    assert [classes[k] for k in keys.matching(classes, "card")] == [
        "card_lost",
        "card",
        "lost card",
        "discard",
    ]
    assert keys.matching(classes, "card", likely=[3, 2, 1, 0])[0] == 3
    assert keys.matching(classes, "LOST C") == [0]
    assert keys.matching(classes, "nothing") == []


def test_who_labels_needs_a_name(host: Host, qtbot: QtBot) -> None:
    of_reviews()
    with shown(host, qtbot) as page:
        who = page.label.header.who
        who.setFocus()
        who.selectAll()
        qtbot.keyClicks(who, "   ")
        qtbot.keyClick(who, Key.Key_Return)
        assert who.text() == ME


def test_labellings_are_listed_chosen_and_deleted(host: Host, qtbot: QtBot) -> None:
    of_reviews()
    bars = of_pictures()
    for number in range(3):
        bars.mark(number, "left", ME)
    (labellings.root_folder() / "broken").mkdir()
    (labellings.root_folder() / "broken" / labellings.HEAD).write_text("name = ", "utf-8")
    with shown(host, qtbot) as page:
        names = [page.list.item(k).text() for k in range(page.list.count())]
        assert sorted(names) == ["Bars\n3 / 30", "Reviews\n0 / 40", "broken\ndamaged"]
        for name in ("Reviews", "Bars"):
            item = next(i for i in map(page.list.item, range(3)) if i.text().startswith(name))
            qtbot.mouseClick(
                page.list.viewport(), LEFT, pos=page.list.visualItemRect(item).center()
            )
            wait_open(page, qtbot, name)
        qtbot.mouseClick(page.delete, LEFT)
        until(qtbot, lambda: page.list.count() == 2)
        assert not bars.folder.exists()
        until(qtbot, page.undo.isEnabled)
        # Among the rows the key takes a label back; beside the list it brings back what was there.
        page.list.setFocus()
        qtbot.keyClick(page.list, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        until(qtbot, lambda: page.list.count() == 3)
        assert bars.standing() == {ME: dict.fromkeys(range(3), "left")}
        wait_open(page, qtbot, "Bars")


def test_train_on_these_waits_for_labels(host: Host, qtbot: QtBot) -> None:
    of_reviews()
    with shown(host, qtbot) as page, qtbot.waitSignal(host.page_wanted, timeout=60_000) as went:
        assert not page.train.isEnabled()
        assert "two rows" in page.reason.text()
        press(page, qtbot, "121")
        until(qtbot, page.train.isEnabled)
        assert page.reason.text() == ""
        qtbot.mouseClick(page.train, LEFT)
    assert went.args == ["train"]
    assert host.experiment.dataset.id == "own-labels"
    assert host.experiment.dataset.params == {"labelling": "Reviews"}


def test_test_rows_are_not_learnt_from_by_mistake(host: Host, qtbot: QtBot) -> None:
    of_reviews(test_of="Short reviews")
    with shown(host, qtbot) as page:
        press(page, qtbot, "121")
        until(qtbot, page.train.isEnabled)
        before = host.experiment
        qtbot.mouseClick(page.train, LEFT)
        box = page.findChild(QMessageBox)
        assert isinstance(box, QMessageBox)
        assert "Short reviews" in box.text()
        assert host.experiment == before
        qtbot.mouseClick(next(b for b in box.buttons() if "anyway" in b.text()), LEFT)
        assert host.experiment.dataset.id == "own-labels"


def test_a_long_text_scrolls_and_is_cut(host: Host, qtbot: QtBot) -> None:
    from workbench.labelling.items import Items

    long = "word " * 40_000
    labellings.create("Long", Items((long, "short")), ("a", "b"))
    with shown(host, qtbot) as page:
        view = page.label.view.text
        assert len(text(page)) < 60_000
        qtbot.keyClick(view, Key.Key_PageDown)
        until(qtbot, lambda: view.verticalScrollBar().value() > 0)
        press(page, qtbot, "a")  # a label that is a letter has that key
        assert text(page) == "short"
        assert view.verticalScrollBar().value() == 0


def test_the_name_of_the_user_is_the_first_guess(host: Host, qtbot: QtBot) -> None:
    of_reviews()
    with shown(host, qtbot, person="") as page:
        assert page.label.header.who.text() == marks.me()
