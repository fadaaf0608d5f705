"""The window opens what an earlier version left: its runs, comparison, labels and questions."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.earlier import earlier  # noqa: F401  a fixture
from workbench.ui.host import Host
from workbench.ui.pages.compare import ComparePage
from workbench.ui.pages.label import LabelPage
from workbench.ui.pages.runs import RunsPage
from workbench.ui.prompting.history_panel import HistoryPanel

LONG = 30_000

pytestmark = pytest.mark.usefixtures("earlier")


def test_its_runs_are_listed(host: Host, qtbot: QtBot) -> None:
    page = RunsPage(host)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=LONG)
    cells = [page.model.index(0, c).data() for c in range(page.model.columnCount())]
    assert "reviews" in cells


def test_its_comparison_shows_the_verdict(host: Host, qtbot: QtBot) -> None:
    page = ComparePage(host)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=LONG)
    page.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: page.setup.name.text() == "reviews compared", timeout=LONG)
    assert len(page.setup.answerers.specs) == 4


def test_its_labelling_goes_on(host: Host, qtbot: QtBot) -> None:
    page = LabelPage(host)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=LONG)
    qtbot.waitUntil(lambda: page.work is not None, timeout=LONG)
    assert page.list.item(0).text().startswith("mine")


def test_its_questions_are_in_the_history(host: Host, qtbot: QtBot) -> None:
    panel = HistoryPanel(host)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    qtbot.waitUntil(lambda: panel.list.count() == 2, timeout=LONG)
