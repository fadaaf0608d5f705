"""Nothing of a page or dialog lies where nobody can get at it, at either size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle as wait_for_jobs
from tests.ui.reach import cut_off, ragged
from workbench.comparison.plan import Spec
from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.exporter import Exporter
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import Plugins
from workbench.ui.column_header import ColumnHeader, align_headings
from workbench.ui.comparing.prompt_dialog import PromptDialog
from workbench.ui.comparing.settings_dialog import SettingsDialog
from workbench.ui.export_dialog import ExportDialog
from workbench.ui.host import Host
from workbench.ui.labelling.new_dialog import NewDialog
from workbench.ui.own_data import OwnDataDialog
from workbench.ui.prompting.get_model import GetModelDialog
from workbench.ui.prompting.prices_dialog import PricesDialog
from workbench.ui.window import PAGES, MainWindow

# Layouts that follow one another: a column is widened, and what is in it wraps otherwise.
ROUNDS = 5
CASES = Path(__file__).parents[1] / "cases"
SIZES = [(1440, 900), (1024, 700)]
NAMES = [name for name, *_ in PAGES]
DATASETS = [
    Part(id="digits"),
    Part(id="row-table", params={"path": str(CASES / "houses.csv")}),
    Part(id="text-table", params={"path": str(CASES / "feedback.csv")}),
    Part(id="text-files"),
    Part(id="wave-shapes"),
    # What is missing is said, with buttons.
    Part(id="tiny-shakespeare"),
    Part(id="text-table"),
]


def settle(qtbot: QtBot) -> None:
    """Until nothing is going on, and every layout has been followed."""
    wait_for_jobs(qtbot)
    for _ in range(ROUNDS):
        QApplication.processEvents()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_no_page_hides_a_part_of_itself(
    qtbot: QtBot, window: MainWindow, name: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.show_page(name)
    settle(qtbot)
    assert window.width() <= size[0]
    assert cut_off(window) == []
    assert ragged(window) == []


@pytest.mark.parametrize("part", DATASETS, ids=lambda part: f"{part.id}{len(part.params)}")
def test_no_dataset_is_cut_off_on_the_data_page(
    qtbot: QtBot, window: MainWindow, part: Part
) -> None:
    window.show_page("data")
    page: Any = window.pages["data"]
    page._open(part)
    settle(qtbot)
    more = [b for b in page.findChildren(QAbstractButton) if b.text() == "More settings"]
    for size in SIZES:
        window.resize(*size)
        settle(qtbot)
        assert cut_off(window) == []
    for button in more:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settle(qtbot)
        assert cut_off(window) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["dataset", "architecture", "trainer", "run"])
def test_no_settings_are_cut_off_in_the_drawer(
    qtbot: QtBot, window: MainWindow, host: Host, kind: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    chosen = Experiment().with_part("dataset", DATASETS[1].id, DATASETS[1].params)
    host.set_experiment(chosen)
    page: Any = window.pages["train"]
    settle(qtbot)
    page.drawer.toggle(kind)
    settle(qtbot)
    assert cut_off(window) == []
    for button in page.drawer.drawer.findChildren(QAbstractButton):
        if button.text() == "More settings":
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot)
    assert cut_off(window) == []


def dialogs(host: Host, plugins: Plugins) -> list[QDialog]:
    task = host.plugins.of(Dataset)["digits"]().task(None)
    assert task is not None
    experiment = Experiment().with_part("dataset", "digits").with_part("architecture", "cnn")
    return [
        OwnDataDialog(host),
        ExportDialog(list(plugins.of(Exporter).values()), host.theme),
        GetModelDialog(host),
        NewDialog(host),
        PricesDialog(host),
        PromptDialog(host, "digits", task, ("a", "b")),
        SettingsDialog(host, Spec(experiment=experiment), "CNN"),
        *(SettingsDialog(host, Spec(id=id), id) for id in plugins.of(Answerer)),
    ]


def test_no_dialog_hides_a_part_of_itself_or_is_larger_than_a_small_window(
    qtbot: QtBot, host: Host, plugins: Plugins
) -> None:
    for dialog in dialogs(host, plugins):
        qtbot.addWidget(dialog)
        dialog.show()
        settle(qtbot)
        assert dialog.width() <= 1024, dialog.windowTitle()
        assert dialog.height() <= 700, dialog.windowTitle()
        assert cut_off(dialog) == [], dialog.windowTitle()
        assert ragged(dialog) == [], dialog.windowTitle()
        dialog.close()


def test_headings_stand_over_their_columns(qtbot: QtBot) -> None:
    table = QTableWidget(1, 2)
    qtbot.addWidget(table)
    page = QWidget()
    qtbot.addWidget(page)
    table.setParent(page)
    table.setAccessibleName("Figures")
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for column, text in enumerate(("words", "1,234")):
        table.setItem(0, column, QTableWidgetItem(text))
    table.item(0, 1).setTextAlignment(right)
    assert ragged(page) == ["the headings of Figures are centred over their columns"]
    align_headings(table)
    assert ragged(page) == []
    header = table.horizontalHeader()
    assert isinstance(header, ColumnHeader)
    assert header.alignment_of(0) & Qt.AlignmentFlag.AlignLeft
    assert header.alignment_of(1) == right


def test_the_check_finds_what_is_cut_off(qtbot: QtBot) -> None:
    """What reaches beyond a column without a bar; with one it can be scrolled to."""
    page = QWidget()
    qtbot.addWidget(page)
    wide = QWidget()
    row = QHBoxLayout(wide)
    row.addWidget(QLabel("Digits"))
    row.addWidget(QPushButton("a button of many words that need their room"))
    area = QScrollArea(page)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(wide)
    area.resize(120, 80)
    page.resize(400, 100)
    page.show()
    assert any("reaches beyond" in sentence and "right" in sentence for sentence in cut_off(page))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    assert cut_off(page) == []
    area.resize(390, 80)
    page.resize(300, 100)
    assert any("reaches beyond" in sentence for sentence in cut_off(page))
    squeezed = QPushButton("many words in a narrow button", page)
    squeezed.setGeometry(0, 80, 40, 20)
    squeezed.show()
    assert any("too narrow for its words" in sentence for sentence in cut_off(page))


def test_the_check_finds_lines_that_are_cut_off(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 100)
    label = QLabel("A small language model.\n93 MB to download · Apache-2.0", page, wordWrap=True)
    label.setGeometry(0, 0, 280, label.fontMetrics().lineSpacing())
    page.show()
    assert any("too low for its words" in sentence for sentence in cut_off(page))
    label.resize(280, label.heightForWidth(280))
    assert cut_off(page) == []


def test_what_is_said_of_models_is_never_cut_off(qtbot: QtBot, window: MainWindow) -> None:
    """The card stands above other things that take their room, here at the smaller size."""
    window.resize(*SIZES[1])
    window.show_page("play")
    page: Any = window.pages["play"]
    for id in ("in-context", "prompt"):
        page.show_playground(id)
        settle(qtbot)
        assert [s for s in cut_off(page.playgrounds[id]) if "too low" in s] == [], id
