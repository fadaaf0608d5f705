"""Help: shortcuts read from the real actions, About, details that tell nothing private, folders."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle, tiny_experiment
from workbench.core.contracts.errors import UsageError
from workbench.core.plugins import PluginRecord
from workbench.ui.help import licences, report
from workbench.ui.help.about import AboutDialog
from workbench.ui.help.shortcuts import ShortcutsDialog
from workbench.ui.host import Host
from workbench.ui.window import MainWindow

LONG = 60_000


def dialog(qtbot: QtBot, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=LONG)
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def test_the_question_mark_opens_every_shortcut(window: MainWindow, qtbot: QtBot) -> None:
    for name in ("play", "runs"):
        window.show_page(name)
    window.pages["play"].show_playground("prompt")  # type: ignore[attr-defined]
    settle(qtbot)
    window.activateWindow()
    window.pages["runs"].setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Question)
    shown = dialog(qtbot, ShortcutsDialog)
    assert isinstance(shown, ShortcutsDialog)
    pairs = dict(shown.shown)
    native = QKeySequence.SequenceFormat.NativeText
    for action in window.actions_by_id.values():
        if not action.shortcut().isEmpty():
            assert pairs[action.text().replace("&", "")] == action.shortcut().toString(native)
    assert pairs["Delete the run"] == "Del"
    assert pairs["Keep the drawing as a 7"] == "7"
    assert pairs["Run the prompt"]
    qtbot.keyClicks(shown.filter, "delete the run")
    assert ("Delete the run", "Del") in shown.shown
    assert len(shown.shown) < len(pairs) / 4
    qtbot.keyClick(shown, Qt.Key.Key_Escape)


def test_a_question_mark_can_be_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("plugins")
    window.activateWindow()
    field = window.pages["plugins"].search  # type: ignore[attr-defined]
    field.setFocus()
    qtbot.waitUntil(field.hasFocus, timeout=LONG)
    qtbot.keyClicks(field, "?")
    assert field.text() == "?"
    assert QApplication.activeModalWidget() is None


def test_about_lists_libraries_with_versions_and_licences(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["about"].trigger()
    shown = dialog(qtbot, AboutDialog)
    assert isinstance(shown, AboutDialog)
    table = shown.table
    qtbot.waitUntil(lambda: table.rowCount() > 20, timeout=LONG)
    rows = {
        table.item(row, 0).text(): (table.item(row, 1).text(), table.item(row, 2).text())  # type: ignore[union-attr]
        for row in range(table.rowCount())
    }
    assert rows["numpy"][0] == importlib.metadata.version("numpy")
    assert "BSD" in rows["numpy"][1]
    assert "LGPL" in rows["PySide6_Essentials"][1]
    assert "pytest" not in rows  # whoever develops it needs that, users do not
    shown.close()


def test_every_library_names_its_licence() -> None:
    unnamed = [each.name for each in licences.libraries() if not each.licence]
    assert not unnamed


def test_copied_details_tell_what_is_needed_and_nothing_private(
    window: MainWindow, host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(report, "_user", lambda: "margarethe")
    error = UsageError(f"Cannot read {tmp_path}/private/x.csv with sk-abcdef1234567890.", "Try.")
    host.notices.error(error)
    host.plugins.records.append(
        PluginRecord(
            "bad", "/srv/margarethe/bad.py", "1.2", "broken", fault="Traceback\nNameError: x"
        )
    )
    QGuiApplication.clipboard().clear()
    window.actions_by_id["copy-details"].trigger()
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=LONG)
    text = QGuiApplication.clipboard().text()
    assert f"numpy {importlib.metadata.version('numpy')}" in text
    assert "cpu" in text
    assert "bad 1.2" in text
    assert "NameError: x" in text
    assert "Cannot read ~/private/x.csv" in text
    assert str(tmp_path) not in text
    assert "sk-abcdef" not in text
    assert "margarethe" not in text


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("hf_abcdefghijkl", "token hf_abcdefghijkl refused"),
        ("topsecret", "https://me:topsecret@host/x"),
        ("abc123", "api_key=abc123"),
        ("eyJhbGciOi", "Authorization: Bearer eyJhbGciOi"),
    ],
)
def test_keys_are_taken_out(secret: str, text: str) -> None:
    assert secret not in report.private(text)
    assert report.private("3 tokens in, 4 out") == "3 tokens in, 4 out"


def test_folders_are_opened(
    window: MainWindow, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    for name in ("runs", "datasets", "plugins", "settings"):
        window.actions_by_id[f"folder-{name}"].trigger()
    settle(qtbot)
    folders = [Path(url.toLocalFile()) for url in opened]
    assert len(set(folders)) == 4
    assert all(folder.is_dir() and folder.is_relative_to(home) for folder in folders)


def test_the_help_menu_has_it_all(window: MainWindow) -> None:
    menu = next(a for a in window.menuBar().actions() if a.text() == "&Help").menu()
    texts = [action.text() for action in menu.actions()]  # type: ignore[attr-defined]
    for text in ("Manual", "Keyboard shortcuts", "Folders", "Copy details", "About Workbench"):
        assert text in texts
    assert all(isinstance(action, QAction) for action in window.actions_by_id.values())


def test_a_restart_closes_and_opens_anew(
    window: MainWindow, host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(
        QProcess, "startDetached", lambda program, arguments: started.append(arguments)
    )
    host.set_experiment(tiny_experiment(epochs=10_000))
    host.training_start.start()
    qtbot.waitUntil(lambda: host.run.status == "running", timeout=LONG)
    host.restart_wanted.emit()
    box = dialog(qtbot, QMessageBox)
    assert isinstance(box, QMessageBox)
    stay = next(b for b in box.buttons() if b.text() == "Keep training")
    qtbot.mouseClick(stay, Qt.MouseButton.LeftButton)
    assert started == []
    host.jobs.stop(host.run.run, keep=False)
    qtbot.waitUntil(lambda: not host.jobs.live, timeout=LONG)
    host.restart_wanted.emit()
    assert len(started) == 1
    assert started[0][:2] == ["-m", "workbench"]
