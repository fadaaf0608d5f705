"""A key that is typed into the window is shown nowhere, whatever the server says with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.plugins.faultyserver import FaultyServer, running
from tests.plugins.keyteller import CASES, KEY, WAYS, found, models, written
from workbench.core import secrets
from workbench.core.contracts.model_source import set_up
from workbench.ui.host import Host
from workbench.ui.provider_dialog import ProviderDialog
from workbench.ui.window import MainWindow
from workbench_plugins.openai_http import OpenAIHttp, asking, catalogue, line
from workbench_plugins.prompt.widget import PromptPlayground

# What a widget may be asked for its words.
_WORDS = (
    "text",
    "toPlainText",
    "toolTip",
    "statusTip",
    "whatsThis",
    "accessibleName",
    "accessibleDescription",
    "windowTitle",
    "placeholderText",
    "displayText",
    "title",
    "objectName",
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyServer]:
    monkeypatch.setattr(asking, "_FIRST_WAIT_S", 0.01)
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    secrets._memory.clear()
    with running(WAYS["500"]) as made:
        made.listing = models
        yield made
    line.close_all()
    catalogue._known.clear()
    asking._dropped.clear()
    secrets._memory.clear()


def _items(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    # A list's own count of columns cannot be asked for.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.data(index, role))
        yield from _items(model, model.index(row, 0, parent))


def _said(thing: QObject) -> Iterator[str]:
    for name in _WORDS:
        ask = getattr(thing, name, None)
        # What is typed into a field of a key is there, and cannot be seen or copied.
        hidden = isinstance(thing, QLineEdit) and thing.echoMode() == QLineEdit.EchoMode.Password
        if callable(ask) and not (hidden and name == "text"):
            yield str(ask())
    model = getattr(thing, "model", None)
    if callable(model) and isinstance(made := model(), QAbstractItemModel):
        yield from _items(made, QModelIndex())


def _everything_shown() -> list[str]:
    texts = [QGuiApplication.clipboard().text()]
    for top in QApplication.topLevelWidgets():
        for thing in (top, *top.findChildren(QWidget), *top.findChildren(QAction)):
            texts += _said(thing)
    return texts


def _give_key(qtbot: QtBot, host: Host, url: str) -> list[str]:
    """Type the address and the key; returns what was shown before it was saved."""
    host.settings.providers = {"openai-http": {"url": url, "tries": 1}}
    dialog = ProviderDialog(host, OpenAIHttp)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.key.field.placeholderText()), timeout=60_000)
    qtbot.keyClicks(dialog.key.field, KEY)
    dialog.key.field.selectAll()
    dialog.key.field.copy()
    shown = _everything_shown()
    with qtbot.waitSignal(dialog.saved, timeout=60_000):
        button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return shown


@pytest.mark.parametrize("way", CASES)
def test_it_is_nowhere_in_the_window(
    way: str, qtbot: QtBot, host: Host, window: MainWindow, server: FaultyServer, tmp_path: Path
) -> None:
    shown = _give_key(qtbot, host, server.url)
    assert secrets.key("openai-http", set_up(OpenAIHttp, host.settings.providers).key_name()) == KEY
    server.behaviour = WAYS[way]
    window.show_page("play")
    playground = window.pages["play"].playgrounds["prompt"]  # type: ignore[attr-defined]
    assert isinstance(playground, PromptPlayground)
    column = playground.one.columns[0]
    column.models.choose("openai-http/m")
    qtbot.waitUntil(
        lambda: column.models.model is not None and str(column.models.model) == "openai-http/m",
        timeout=60_000,
    )
    playground.one.input.set_text("a fig")
    playground.one.run()
    qtbot.waitUntil(lambda: column.view.state in ("done", "failed"), timeout=60_000)
    assert server.seen[-1][1]["Authorization"] == f"Bearer {KEY}"
    assert (column.view.state == "done") == (way == "header")
    shown += _everything_shown()
    if way != "header":
        # What is said of it was among what was looked through.
        assert any(column.view.trouble.message.text() in text for text in shown)
    host.settings.save()
    notices = [repr(notice) for notice in host.notices.shown]
    assert not found([*shown, *notices, *written(tmp_path), repr(host.settings)])


def test_what_the_keyring_does_not_take_is_told_without_it(
    qtbot: QtBot, host: Host, server: FaultyServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A keyring that fails in the middle, with the key in its own words."""

    def fail(service: str, name: str, key: str = "") -> None:
        raise RuntimeError(f"cannot keep {key or KEY} as {name}")

    monkeypatch.setattr(secrets, "lasting", lambda: True)
    for what in ("get", "set", "delete"):
        monkeypatch.setattr(keyring, f"{what}_password", fail)
    shown = _give_key(qtbot, host, server.url) + _everything_shown()
    notices = [repr(notice) for notice in host.notices.shown]
    assert "kept in memory" in str(notices)
    assert secrets.get(set_up(OpenAIHttp, host.settings.providers).key_name()) == KEY
    assert not found([*shown, *notices, *written(tmp_path)])
