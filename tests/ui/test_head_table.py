"""The Data page and a table: opened as what it is, its head at once, columns changed by a click."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from workbench.core.contracts.dataset import FilePreview, PreviewColumn
from workbench.core.contracts.errors import Choice
from workbench.ui.host import Host
from workbench.ui.pages.data import DataPage
from workbench.ui.plots.head_table import ROWS, HeadTable


def houses(folder: Path) -> Path:
    path = folder / "houses.csv"
    rows = [f"{100 + i},{1 + i % 6},{i % 50},{['low', 'mid', 'high'][i % 3]}" for i in range(120)]
    path.write_text("\n".join(["area,rooms,age,price_band", *rows]))
    return path


def reviews(folder: Path) -> Path:
    path = folder / "reviews.csv"
    rows = [
        f"what I think of the thing with number {i},{['good', 'bad'][i % 2]}" for i in range(60)
    ]
    path.write_text("\n".join(["text,label", *rows]))
    return path


def page(host: Host, qtbot: QtBot) -> DataPage:
    made = DataPage(host)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def header(head: HeadTable, at: int) -> str:
    item = head.table.horizontalHeaderItem(at)
    assert isinstance(item, QTableWidgetItem)
    return item.text()


def test_a_table_is_opened_as_what_its_columns_are(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = page(host, qtbot)
    shown.open_table(houses(tmp_path))
    qtbot.waitUntil(lambda: shown.choice.currentData() == "row-table", timeout=60_000)
    qtbot.waitUntil(lambda: shown._data is not None, timeout=60_000)
    assert shown._data is not None
    assert shown._data.classes == ("high", "low", "mid")
    shown.open_table(reviews(tmp_path))
    qtbot.waitUntil(lambda: shown.choice.currentData() == "text-table", timeout=60_000)
    qtbot.waitUntil(lambda: not shown.head.isVisible(), timeout=60_000)


def test_the_other_dataset_that_reads_it_takes_the_file_over(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = page(host, qtbot)
    path = reviews(tmp_path)
    shown.open_table(path)
    qtbot.waitUntil(lambda: shown.choice.currentData() == "text-table", timeout=60_000)
    shown.choice.setCurrentIndex(shown.choice.findData("row-table"))
    assert shown._part.params == {"path": str(path)}
    shown.choice.setCurrentIndex(shown.choice.findData("digits"))
    assert shown._part.params == {}


def test_the_head_offers_what_a_column_can_be(host: Host, qtbot: QtBot, tmp_path: Path) -> None:
    shown = page(host, qtbot)
    shown.open_table(houses(tmp_path))
    qtbot.waitUntil(lambda: shown.head.isVisible(), timeout=60_000)
    qtbot.waitUntil(lambda: shown._data is not None, timeout=60_000)
    head = shown.head
    assert [header(head, at) for at in range(4)] == [
        "area\nnumber",
        "rooms\nnumber",
        "age\nnumber",
        "price_band\ntarget",
    ]
    cell = head.table.item(0, 0)
    assert cell is not None
    assert cell.text() == "100"
    assert head.table.rowCount() == ROWS
    bar = head.table.horizontalHeader()
    place = QPoint(bar.sectionViewportPosition(1) + 8, bar.height() // 2)
    qtbot.mouseClick(bar.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: head.menu is not None, timeout=60_000)
    assert head.menu is not None
    actions = {action.text(): action for action in head.menu.actions()}
    assert "Predict this column" in actions
    assert "Read as number" not in actions
    actions["Read as category"].trigger()
    qtbot.waitUntil(lambda: header(head, 1) == "rooms\ncategory", timeout=60_000)
    assert shown._part.params["types"] == "rooms=category"
    head.table.setFocus()
    head.table.setCurrentCell(0, 0)
    qtbot.keyClick(head.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: head.menu is not None, timeout=60_000)
    assert head.menu is not None
    next(a for a in head.menu.actions() if a.text() == "Predict this column").trigger()
    qtbot.waitUntil(lambda: header(head, 0) == "area\ntarget", timeout=60_000)
    qtbot.waitUntil(lambda: shown._data is not None and not shown._data.classes, timeout=60_000)
    qtbot.mouseClick(head.use, Qt.MouseButton.LeftButton)
    assert host.experiment.dataset.params["target"] == "area"
    assert not head.use.isEnabled()


def test_no_more_columns_are_made_than_can_be_looked_at(qtbot: QtBot) -> None:
    head = HeadTable()
    qtbot.addWidget(head)
    choice = (Choice("Leave out", {"ignore": "a"}),)
    columns = tuple(
        PreviewColumn(f"c{i}", "number", ("1",) * 9, "", True, choice) for i in range(5000)
    )
    head.show_preview(FilePreview(columns))
    assert head.table.columnCount() == 200
    assert "4,800 more" in head.words.text()
    with qtbot.waitSignal(head.chosen):
        head.open_menu(3)
        assert head.menu is not None
        head.menu.actions()[0].trigger()
    head.show_preview(None)
    assert head.isHidden()
