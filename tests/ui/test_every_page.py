"""What every page keeps: it fits a small window, can be used by keyboard, and has names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle
from workbench.ui.host import Host
from workbench.ui.theme import colors_of
from workbench.ui.window import PAGES, MainWindow

NAMES = [name for name, *_ in PAGES]
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
)


def controls(page: QWidget) -> list[QWidget]:
    return [
        w
        for w in page.findChildren(QWidget)
        if isinstance(w, CONTROLS)
        and not w.objectName().startswith(("qt_", "ScrollLeft", "ScrollRight"))
        and not isinstance(w.parent(), QAbstractSpinBox | QComboBox | QTabBar)
        and not isinstance(w.parent(), QLineEdit)
        and not isinstance(w, QHeaderView)
        and w.isVisible()
    ]


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


@pytest.mark.parametrize("name", NAMES)
def test_page_fits_a_small_window(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.resize(1024, 700)
    window.show_page(name)
    settle(qtbot)
    assert window.size().width() <= 1024
    assert window.size().height() <= 700


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_page_opens_no_window_of_its_own(
    qtbot: QtBot, window: MainWindow, qapp: QApplication, name: str
) -> None:
    """One that flashes up for a moment takes the keyboard away."""
    seen = Windows()
    qapp.installEventFilter(seen)
    try:
        window.show_page(name)
        settle(qtbot)
        page = window.pages[name]
        for id in getattr(page, "playgrounds", ()):
            page.show_playground(id)  # type: ignore[attr-defined]
            settle(qtbot)
    finally:
        qapp.removeEventFilter(seen)
    assert seen.shown == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name_and_takes_the_focus(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    window.show_page(name)
    settle(qtbot)
    for control in controls(window.pages[name]):
        assert name_of(control), f"{type(control).__name__} {control.objectName()} has no name"
        if control.isEnabled() and control.focusProxy() is None:
            policy = control.focusPolicy()
            reachable = policy & Qt.FocusPolicy.TabFocus
            assert reachable, f"{name_of(control)} cannot be reached with Tab"


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_page_follows_the_theme(
    qtbot: QtBot, window: MainWindow, host: Host, name: str, mode: str
) -> None:
    window.show_page(name)
    host.theme.set_mode(mode)
    settle(qtbot)
    image = window.grab().toImage()
    corner = image.pixelColor(image.width() - 4, image.height() // 2).lightness()
    assert (corner > 128) == (mode == "light")


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("text", "window"),
        ("text", "panel"),
        ("text", "raised"),
        ("muted", "window"),
        ("muted", "panel"),
        ("accent_text", "accent"),
        ("bad", "panel"),
        ("good", "panel"),
    ],
)
def test_texts_have_enough_contrast(mode: str, front: str, back: str) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5 to 1."""
    colors = colors_of(mode)
    high, low = sorted((_luminance(getattr(colors, n)) for n in (front, back)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_pages_by_keyboard_and_palette(qtbot: QtBot, window: MainWindow) -> None:
    for index, name in enumerate(NAMES, 1):
        key = getattr(Qt.Key, f"Key_{index}")
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.page == name
    window.open_palette()
    palette = QApplication.activePopupWidget()
    assert palette is not None
    qtbot.keyClicks(palette.field, "go runs")  # type: ignore[attr-defined]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert window.page == "runs"


def test_layout_is_remembered(qtbot: QtBot, window: MainWindow, host: Host) -> None:
    window.resize(780, 580)
    window.close()
    assert host.settings.geometry
    again = MainWindow(host)
    qtbot.addWidget(again)
    assert abs(again.width() - 780) <= 2
