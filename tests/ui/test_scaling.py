"""At 200 % every page is laid out as at 100 %: nothing is cut that cannot be scrolled to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.scaled import cut

ROOT = Path(__file__).parents[2]


def test_what_reaches_beyond_its_page_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(200, 100)
    button = QPushButton("Train", page)
    button.setGeometry(150, 10, 90, 30)
    page.show()
    assert any("“Train”" in fault and "beyond" in fault for fault in cut(page))
    button.setGeometry(100, 10, 90, 30)
    assert list(cut(page)) == []
    button.setGeometry(100, 10, 12, 30)
    assert any("wide" in fault for fault in cut(page))


def test_what_can_be_scrolled_to_is_not_cut(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(200, 100)
    area, inside = QScrollArea(page), QWidget()
    area.setGeometry(0, 0, 200, 100)
    inside.resize(500, 500)
    QPushButton("Far", inside).setGeometry(400, 400, 90, 30)
    area.setWidget(inside)
    page.show()
    assert list(cut(page)) == []


@pytest.mark.slow
@pytest.mark.parametrize("factor", ["1", "2"])
def test_no_page_is_cut(factor: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.scaled"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["scale"] == float(factor)
    assert said["cut"] == {}
