"""The Plugins page: titles for people, what broke first, switches and dropped files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle
from workbench.core import settings
from workbench.core.plugins import PluginRecord, Plugins, discover
from workbench.ui.host import Host
from workbench.ui.pages.plugins import RECORD, PluginsPage

LONG = 60_000


@pytest.fixture
def host_plugins(tmp_path: Path) -> Plugins:
    """The built-in ones, one of them off, and one of somebody else that fails."""
    broken = tmp_path / "weather.py"
    broken.write_text("import no_such_package_anywhere\n", "utf-8")
    return discover([broken], installed=False, blocked=["roc"])


@pytest.fixture
def page(qtbot: QtBot, host: Host) -> PluginsPage:
    host.settings.blocked = ["roc"]
    made = PluginsPage(host)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def groups(page: PluginsPage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    title = ""
    for row in range(page.list.count()):
        item = page.list.item(row)
        if item.data(RECORD) is None:
            title = item.text()
            found[title] = []
        else:
            found[title].append(item.text())
    return found


def test_what_does_not_work_comes_first_with_what_to_do(page: PluginsPage, qtbot: QtBot) -> None:
    shown = groups(page)
    assert next(iter(shown)) == "Not working"
    assert [*shown][-1] == "Switched off"
    assert page.record is not None
    assert page.record.name == "weather"
    assert "no_such_package_anywhere" in page._problem.text()
    assert "Install it" in page._problem.text()
    assert "Traceback" in page.details.toPlainText()
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert "no_such_package_anywhere" in QGuiApplication.clipboard().text()


def test_plugins_stand_under_what_they_bring_by_their_titles(page: PluginsPage) -> None:
    shown = groups(page)
    assert "Handwritten digits" in shown["Datasets"]
    assert "Confusion" in shown["Views"]
    assert "Draw a digit" in shown["Playgrounds"]
    assert shown["Switched off"] == ["Roc"]
    page.show_plugin("tables")
    text = page._brings.text()
    assert "Datasets" in text
    assert "Networks" in text


def test_search_by_what_a_plugin_is_about(page: PluginsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "handwritten digits")
    assert {title for titles in groups(page).values() for title in titles} >= {"Handwritten digits"}
    assert page.record is not None
    assert page.record.name in ("digits", "mnist")
    page.search.clear()
    qtbot.keyClicks(page.search, "qqqzzz")
    assert page.record is None
    assert not page.switch.isVisible()


def test_switching_off_says_what_follows(page: PluginsPage, host: Host, qtbot: QtBot) -> None:
    page.show_plugin("confusion")
    assert page.switch.isChecked()
    assert not page.restart_bar.isVisible()
    qtbot.keyClick(page.switch, Qt.Key.Key_Space)
    assert settings.load().blocked == ["roc", "confusion"]
    assert "restart" in page._consequence.text()
    assert page.restart_bar.isVisible()
    with qtbot.waitSignal(host.restart_wanted):
        qtbot.mouseClick(page.restart, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.switch, Qt.Key.Key_Space)
    assert not page.restart_bar.isVisible()
    page.show_plugin("roc")
    assert not page.switch.isChecked()
    qtbot.keyClick(page.switch, Qt.Key.Key_Space)
    assert settings.load().blocked == []
    assert page.restart_bar.isVisible()


def drop(page: PluginsPage, files: Sequence[Path]) -> bool:
    """Drag files over the page and let go; returns whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, buttons, nothing)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, nothing)
    QApplication.sendEvent(page, event)
    return event.isAccepted()


def answer(page: PluginsPage, qtbot: QtBot, text: str) -> None:
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "Add only what you trust" in box.informativeText()
    button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    settle(qtbot)


def test_a_dropped_file_is_added_once_it_is_allowed(
    page: PluginsPage, host: Host, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    file = tmp_path / "office_digits.py"
    file.write_text("VALUE = 1\n", "utf-8")
    target = home / "config" / "plugins" / "office_digits.py"
    assert not drop(page, [tmp_path / "picture.png"])
    assert drop(page, [file])
    answer(page, qtbot, "Cancel")
    assert not target.exists()
    assert drop(page, [file])
    answer(page, qtbot, "Add")
    qtbot.waitUntil(page.restart_bar.isVisible, timeout=LONG)
    assert target.read_text("utf-8") == "VALUE = 1\n"
    assert "office_digits" in page._restart_words.text()
    assert [path.name for path in target.parent.iterdir()] == ["office_digits.py"]


def test_a_folder_without_a_package_is_refused(
    page: PluginsPage, host: Host, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    package, empty = tmp_path / "waves", tmp_path / "empty"
    package.mkdir()
    empty.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "model.py").write_text("", "utf-8")
    page.offer([empty])
    answer(page, qtbot, "Add")
    assert "__init__.py" in host.notices.shown[-1].message
    assert not page.restart_bar.isVisible()
    page.offer([package])
    answer(page, qtbot, "Add")
    assert (home / "config" / "plugins" / "waves" / "model.py").is_file()


def test_a_plugin_left_out_in_safe_mode_says_so(qtbot: QtBot, host: Host) -> None:
    host.plugins.records.append(PluginRecord("extra", "installed", state="off", note="not loaded"))
    page = PluginsPage(host)
    qtbot.addWidget(page)
    page.show_plugin("extra")
    assert "safe mode" in page._consequence.text()
