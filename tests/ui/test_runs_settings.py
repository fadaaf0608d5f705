"""The Runs page: settings beside figures, by mouse and keys; undo and what was deleted."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.hosts import tiny_experiment
from workbench.core.runs.store import RunStore
from workbench.ui.deleted_dialog import DeletedDialog
from workbench.ui.host import Host
from workbench.ui.pages.runs import RunsPage
from workbench.ui.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000


def make(store: RunStore, name: str, accuracy: float, **trainer: object) -> str:
    experiment = tiny_experiment(**trainer).model_copy(update={"name": name})
    run = store.create(experiment)
    run.close()
    run.change(status="finished", metrics={"test/accuracy": accuracy})
    return run.id


@pytest.fixture
def page(window: MainWindow, host: Host, qtbot: QtBot) -> RunsPage:
    make(host.store, "slow", 0.5, lr=0.001, epochs=9)
    make(host.store, "fast", 0.9, lr=0.1, epochs=9)
    make(host.store, "wild", 0.7, lr=1.0, epochs=9)
    window.show_page("runs")
    page = window.pages["runs"]
    assert isinstance(page, RunsPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=LONG)
    bar = page.tabs.tabBar()
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(1).center())
    qtbot.waitUntil(lambda: page.settings.model.rowCount() == 3, timeout=LONG)
    return page


def column(page: RunsPage, number: int) -> list[str]:
    model = page.settings.sorted
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_only_what_differs_is_shown_sorted_filtered_and_exported(
    page: RunsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    tab = page.settings
    assert tab.model.columns == ("", "test/accuracy", "trainer.lr")
    header = tab.table.horizontalHeader()
    place = header.sectionViewportPosition(2) + 10
    for _ in range(2):  # rising, or falling: the second click turns it round
        qtbot.mouseClick(header.viewport(), LEFT, pos=header.rect().topLeft().__class__(place, 8))
    numbers = [float(text) for text in column(page, 2)]
    assert numbers == sorted(numbers, reverse=numbers[0] > numbers[-1])
    assert len(set(numbers)) == 3
    qtbot.mouseClick(tab.only_differing, LEFT, pos=tab.only_differing.rect().center() * 0.2)
    assert "trainer.epochs" in tab.model.columns
    qtbot.mouseClick(tab.only_differing, LEFT, pos=tab.only_differing.rect().center() * 0.2)
    page.search.setFocus()
    qtbot.keyClicks(page.search, "WILD")
    assert column(page, 0) == ["wild"]
    assert "1 of 3 runs" in tab.words.text()
    tab.export_to(tmp_path / "runs.csv")
    qtbot.waitUntil((tmp_path / "runs.csv").exists, timeout=LONG)
    with (tmp_path / "runs.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["run", "name", "status", "trainer.lr", "test/accuracy"]
    assert [row[1:] for row in rows[1:]] == [["wild", "finished", "1.0", "0.7"]]


def test_lines_of_runs_pass_through_their_settings(page: RunsPage, qtbot: QtBot) -> None:
    bar = page.tabs.tabBar()
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(2).center())
    parallel = page.parallel
    qtbot.waitUntil(lambda: parallel.plot.isVisible(), timeout=LONG)
    lr, accuracy = parallel.axes
    assert (lr.name, accuracy.name) == ("trainer.lr", "test/accuracy")
    rows = page.settings.visible_table.rows
    by_name = {info.name: k for k, (info, _) in enumerate(rows)}
    # Over three powers of ten it is spread by the logarithm.
    assert lr.places[by_name["slow"]] == 0.0
    np.testing.assert_allclose(lr.places[by_name["fast"]], 2 / 3, atol=1e-9)
    assert accuracy.places[by_name["fast"]] == 1.0
    np.testing.assert_allclose(accuracy.places[by_name["wild"]], 0.5, atol=1e-9)
    page.search.setText("nothing like that")
    assert not parallel.plot.isVisible()
    assert parallel.nothing.isVisible()


def test_undo_lasts_until_the_next_and_deleted_runs_can_be_seen(
    page: RunsPage, host: Host, qtbot: QtBot
) -> None:
    bar = page.tabs.tabBar()
    qtbot.mouseClick(bar, LEFT, pos=bar.tabRect(0).center())
    page.table.setFocus()
    for n_left in (2, 1):
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda n=n_left: page.model.rowCount() == n, timeout=LONG)  # type: ignore[misc]
    host.notices.info("Something else.")  # what undid it in the notice is gone
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=LONG)
    qtbot.mouseClick(page.undo, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=LONG)
    assert not page.undo.isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=LONG)
    qtbot.mouseClick(page.trash, LEFT)
    dialog = page.findChild(DeletedDialog)
    assert isinstance(dialog, DeletedDialog)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1, timeout=LONG)
    assert dialog.total.text().startswith("1 deleted, ")
    qtbot.mouseClick(dialog.purge, LEFT)
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "cannot be undone" in box.informativeText()
    qtbot.mouseClick(next(b for b in box.buttons() if b.text() == "Delete permanently"), LEFT)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 0, timeout=LONG)
    assert host.store.list(deleted=True) == []
    dialog.close()
