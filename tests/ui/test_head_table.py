"""The Data page and a table: opened as what it is, its head at once, columns changed by a click."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle
from workbench.core.contracts.dataset import FilePreview, PreviewColumn
from workbench.core.contracts.errors import Choice
from workbench.core.experiment import Part
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


def heads(head: HeadTable) -> list[str]:
    if head.isHidden():
        return []
    return [header(head, at) for at in range(head.table.columnCount())]


def row_of(head: HeadTable, row: int) -> list[str]:
    found = [head.table.item(row, at) for at in range(head.table.columnCount())]
    return [cell.text() if cell is not None else "" for cell in found]


def test_a_table_is_opened_as_what_its_columns_are(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = page(host, qtbot)
    shown.open_table(houses(tmp_path))
    qtbot.waitUntil(lambda: shown.choice.currentData() == "row-table", timeout=20_000)
    qtbot.waitUntil(lambda: shown._data is not None, timeout=20_000)
    assert shown._data is not None
    assert shown._data.classes == ("high", "low", "mid")
    shown.open_table(reviews(tmp_path))
    qtbot.waitUntil(lambda: shown.choice.currentData() == "text-table", timeout=20_000)
    qtbot.waitUntil(lambda: not shown.head.isVisible(), timeout=60_000)


def test_the_other_dataset_that_reads_it_takes_the_file_over(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = page(host, qtbot)
    path = reviews(tmp_path)
    shown.open_table(path)
    qtbot.waitUntil(lambda: shown.choice.currentData() == "text-table", timeout=20_000)
    shown.choice.setCurrentIndex(shown.choice.findData("row-table"))
    assert shown._part.params == {"path": str(path)}
    shown.choice.setCurrentIndex(shown.choice.findData("digits"))
    assert shown._part.params == {}


def test_the_head_offers_what_a_column_can_be(host: Host, qtbot: QtBot, tmp_path: Path) -> None:
    shown = page(host, qtbot)
    shown.open_table(houses(tmp_path))
    qtbot.waitUntil(lambda: shown.head.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: shown._data is not None, timeout=20_000)
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
    qtbot.waitUntil(lambda: header(head, 1) == "rooms\ncategory", timeout=20_000)
    assert shown._part.params["types"] == "rooms=category"
    head.table.setFocus()
    head.table.setCurrentCell(0, 0)
    qtbot.keyClick(head.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: head.menu is not None, timeout=60_000)
    assert head.menu is not None
    next(a for a in head.menu.actions() if a.text() == "Predict this column").trigger()
    qtbot.waitUntil(lambda: header(head, 0) == "area\ntarget", timeout=20_000)
    qtbot.waitUntil(lambda: shown._data is not None and not shown._data.classes, timeout=20_000)
    qtbot.mouseClick(head.use, Qt.MouseButton.LeftButton)
    assert host.experiment.dataset.params["target"] == "area"
    assert not head.use.isEnabled()


def test_the_texts_of_a_table_are_chosen_in_its_head_while_it_is_read(
    host: Host, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench_plugins.labelled_text import TextTable

    read, whole = TextTable.load, threading.Event()

    def slowly(dataset: TextTable, params: Any) -> Any:
        assert whole.wait(60)
        return read(dataset, params)

    monkeypatch.setattr(TextTable, "load", slowly)
    shown = page(host, qtbot)
    path = tmp_path / "answers.csv"
    rows = [f"what I think of {i},what you think of {i},{'ab'[i % 2]}" for i in range(40)]
    path.write_text("\n".join(["mine,yours,kind", *rows]))
    shown._open(Part(id="text-table", params={"path": str(path), "text_column": "mine"}))
    expected = ["mine\ntext", "yours\nnot used", "kind\nlabel"]
    qtbot.waitUntil(lambda: heads(shown.head) == expected, timeout=60_000)
    shown.head.open_menu(1)
    assert shown.head.menu is not None
    next(a for a in shown.head.menu.actions() if a.text() == "Use as text").trigger()
    expected = ["mine\nnot used", "yours\ntext", "kind\nlabel"]
    qtbot.waitUntil(lambda: heads(shown.head) == expected, timeout=60_000)
    assert shown._part.params["text_column"] == "yours"
    assert row_of(shown.head, 2) == ["what I think of 2", "what you think of 2", "a"]
    whole.set()
    # Once it is read, its report says so, and its rows are below.
    qtbot.waitUntil(lambda: shown.report.isVisible(), timeout=60_000)
    assert shown.head.isHidden()
    settle(qtbot)
    assert shown.head.isHidden()


def test_first_rows_of_a_series_a_text_and_of_recordings(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    from workbench_plugins.text_files import TextFiles

    soundfile = pytest.importorskip("soundfile")
    shown = page(host, qtbot)
    table = tmp_path / "engine.csv"
    table.write_text(
        "\n".join(
            ["second,heat,state", *(f"{i},{i % 7},{'on' if i % 3 else 'off'}" for i in range(99))]
        )
    )
    settings = {"path": str(table), "target_column": "state", "time": "second", "length": 4}
    shown._open(Part(id="series-table", params=settings))
    expected = ["second\ntime", "heat\nvalue", "state\ntarget"]
    qtbot.waitUntil(lambda: heads(shown.head) == expected, timeout=60_000)
    assert row_of(shown.head, 1) == ["1", "1", "on"]
    assert "Click a column's name" in shown.head.words.text()
    text = tmp_path / "story.txt"
    text.write_text("\nOnce upon a time\n\nthere was a test.\n" * 90)
    shown._open(Part(id="text-files", params={"path": str(text)}))
    qtbot.waitUntil(lambda: shown.head.isHidden() and shown._data is not None, timeout=60_000)
    found = TextFiles().preview(TextFiles.Params(path=text))
    assert found is not None
    shown.head.show_preview(found)
    assert heads(shown.head) == ["Text\nfirst lines"]
    assert [row_of(shown.head, row) for row in range(2)] == [
        ["Once upon a time"],
        ["there was a test."],
    ]
    assert shown.head.words.text() == "The first rows."
    folder = tmp_path / "sounds"
    for kind in ("yes", "no"):
        (folder / kind).mkdir(parents=True)
        for take in range(6):
            wave = np.sin(np.arange(2000 * (1 + take)) * 0.1).astype(np.float32)
            soundfile.write(folder / kind / f"{take}.wav", wave, 8000)
    (folder / "no" / "0.wav").write_bytes(b"no sound")
    shown._open(Part(id="sound-folder", params={"path": str(folder), "bad_files": "skip"}))
    expected = [
        "File\nrecording",
        "label\ntarget",
        "Length\ns",
        "Rate\nHz",
        "Channels\n",
    ]
    qtbot.waitUntil(lambda: heads(shown.head) == expected, timeout=60_000)
    assert row_of(shown.head, 0) == ["no/0.wav", "no", "–", "–", "–"]
    assert row_of(shown.head, 1) == ["no/1.wav", "no", "0.50", "8,000", "1"]
    settle(qtbot)


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
