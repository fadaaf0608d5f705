"""A home that cannot be written: the window opens, says what to do, and goes on as it can."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from workbench.core.plugins import Plugins
from workbench.core.settings import Settings
from workbench.ui.app import make_application, make_host
from workbench.ui.window import PAGES, MainWindow


@pytest.mark.slow
def test_the_window_opens_and_says_what_to_do(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugins: Plugins
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    make_application(["workbench"])
    host = make_host(plugins=plugins)
    (notice,) = host.notices.shown
    assert str(tmp_path / "file") in notice.message
    assert str(host.store.folder) in notice.message
    assert "WORKBENCH_HOME" in notice.remedy
    window = MainWindow(host)
    qtbot.addWidget(window)
    window.show()
    for name, *_ in PAGES:
        window.show_page(name)
    assert host.store.list() == []
    assert isinstance(host.settings, Settings)
    window.close()
    assert any("settings" in n.message for n in host.notices.shown)
