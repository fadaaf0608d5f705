"""Settings in doubt: told at each start of the window, kept as they are, and nothing leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from workbench.core import settings
from workbench.core.io import local_only
from workbench.core.plugins import Plugins
from workbench.ui.app import make_application, make_host
from workbench.ui.window import MainWindow


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "is_locked"),
    [
        ("theme = 'dark'\nlocal_only = 'perhaps'\n", True),
        ("# mine\nlocal_only = false\ntheme = ", True),
        ("# mine\nlocal_only = true\ntheme = 'sepia'\n", False),
    ],
)
def test_it_is_told_at_each_start_and_the_file_stays(
    qtbot: QtBot, plugins: Plugins, home: Path, text: str, is_locked: bool
) -> None:
    path = settings.file()
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    make_application(["workbench"])
    for _ in range(2):
        host = make_host(plugins=plugins)
        window = MainWindow(host)
        qtbot.addWidget(window)
        window.show()
        told = [notice.message for notice in host.notices.shown]
        assert [words for words in told if str(path) in words]
        assert host.settings.local_only
        assert local_only.holds()
        window.show_page("settings")
        box = window.pages["settings"].local_only  # type: ignore[attr-defined]
        if is_locked:
            qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
            assert box.isChecked()
            assert host.settings.local_only
        window.close()
        assert path.read_text("utf-8") == text
    assert local_only.holds()


def test_what_is_chosen_in_the_window_holds_for_downloads(qtbot: QtBot, plugins: Plugins) -> None:
    make_application(["workbench"])
    host = make_host(plugins=plugins)
    assert not local_only.holds()
    host.set_local_only(True)
    assert local_only.holds()
    settings.file().unlink()  # as if it could not have been written
    assert local_only.holds()
    host.set_local_only(False)
    assert not local_only.holds()
    host.set_local_only(True)
    host.close()
    assert settings.load().local_only
