"""Theme: light and dark colours that widgets and plots share, and icons tinted with them."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from workbench.core import paths
from workbench.ui.colors import Colors, colors_of
from workbench.ui.stylesheet import stylesheet

ICON_SIZES = (16, 20, 24, 32, 48)


class ThemeManager(QObject):
    """Holds the colours in force and says when they change."""

    changed = Signal()

    def __init__(self, mode: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self._icons: dict[str, QIcon] = {}
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.colors = colors_of(self._resolved_mode())
        self._apply()

    @property
    def mode(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._mode

    def set_mode(self, mode: str) -> None:
        """Follow the system, or stay with one."""
        self._mode = mode
        self._update()

    def icon(self, name: str) -> QIcon:
        """An icon from the resources in the text's colour, muted where disabled."""
        if name not in self._icons:
            self._icons[name] = self.tinted(name, self.colors.text)
        return self._icons[name]

    def tinted(self, name: str, color: str) -> QIcon:
        """An icon in a colour of its own, muted where disabled."""
        icon = QIcon()
        for pixmap in _pixmaps(name, color):
            icon.addPixmap(pixmap)
        for pixmap in _pixmaps(name, self.colors.outline):
            icon.addPixmap(pixmap, QIcon.Mode.Disabled)
        return icon

    def _resolved_mode(self) -> str:
        if self._mode != "system":
            return self._mode
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _system_changed(self) -> None:
        if self._mode == "system":
            self._update()

    def _update(self) -> None:
        wanted = colors_of(self._resolved_mode())
        if wanted != self.colors:
            self.colors = wanted
            self._icons.clear()
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        app = QApplication.instance()
        sheet = stylesheet(self.colors)
        # Setting the same one again would polish every widget there is for nothing.
        if isinstance(app, QApplication) and app.styleSheet() != sheet:
            app.setPalette(_palette(self.colors))
            app.setStyleSheet(sheet)


def _palette(colors: Colors) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colors.window,
        QPalette.ColorRole.WindowText: colors.text,
        QPalette.ColorRole.Base: colors.panel,
        QPalette.ColorRole.AlternateBase: colors.raised,
        QPalette.ColorRole.Text: colors.text,
        QPalette.ColorRole.Button: colors.raised,
        QPalette.ColorRole.ButtonText: colors.text,
        QPalette.ColorRole.ToolTipBase: colors.panel,
        QPalette.ColorRole.ToolTipText: colors.text,
        QPalette.ColorRole.PlaceholderText: colors.muted,
        QPalette.ColorRole.Highlight: colors.accent,
        QPalette.ColorRole.HighlightedText: colors.accent_text,
        QPalette.ColorRole.Link: colors.accent,
        QPalette.ColorRole.Mid: colors.border,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.muted))
    return palette


@functools.cache
def _svg(name: str) -> str:
    return paths.resource(f"icons/{name}.svg").read_text("utf-8")


def _pixmaps(name: str, color: str) -> Iterator[QPixmap]:
    """An icon in every size."""
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", color).encode()))
    ratio = 2.0
    for size in ICON_SIZES:
        pixmap = QPixmap(int(size * ratio), int(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        yield pixmap
