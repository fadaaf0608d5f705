"""Drawer: settings that slide over the right edge of a page and leave with Escape."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

WIDTH, WIDEST = 380, 520
# Scroll bar and margins around the content.
AROUND = 64


class Drawer(QFrame):
    """Lies over ``parent`` below ``above``; holds one widget at a time."""

    closed = Signal()

    def __init__(self, theme: Any, parent: QWidget, above: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._above = above
        self._theme = theme
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Settings"))
        self._title = QLabel()
        self._about = QLabel()
        self._title.setProperty("role", "heading")
        self._about.setProperty("role", "muted")
        self._about.setWordWrap(True)
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setAccessibleName(self.tr("Close the settings"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.clicked.connect(self.close_drawer)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.tr("Settings"))
        self._arrange()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close_drawer)
        escape.setWhatsThis(self.tr("Close the settings"))
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        parent.installEventFilter(self)
        theme.changed.connect(self._retint)
        self._retint()
        self.hide()

    def _arrange(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        self.setGraphicsEffect(shadow)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 10)
        column.addLayout(top)
        column.addWidget(self._about)
        column.addWidget(self._scroll, 1)

    def _retint(self) -> None:
        self._close.setIcon(self._theme.icon("close"))

    @property
    def content(self) -> QWidget | None:
        """The widget inside."""
        return self._scroll.widget()

    def open_with(self, title: str, about: str, content: QWidget) -> None:
        """Show a widget; the one before is deleted."""
        content.setObjectName("scrolled")
        content.setContentsMargins(0, 0, 8, 0)
        content.installEventFilter(self)
        self._title.setText(title)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._scroll.setWidget(content)
        self.reposition()
        self.show()
        self.raise_()
        editors = (w for w in content.findChildren(QWidget) if w.isVisibleTo(content))
        reachable = (w for w in editors if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        next(reachable, self._close).setFocus()

    def close_drawer(self) -> None:
        """Put it away."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def reposition(self) -> None:
        """Follow the page's size."""
        page = self._page
        top = self._above.geometry().bottom() + 8
        wanted = self.content.minimumSizeHint().width() + AROUND if self.content else WIDTH
        width = min(max(WIDTH, wanted), WIDEST, page.width() - 24)
        self.setGeometry(page.width() - width - 12, top, width, max(120, page.height() - top - 12))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The page has another size, or the content needs another width.
        resized = watched is self._page and event.type() == QEvent.Type.Resize
        if self.isVisible() and (resized or event.type() == QEvent.Type.LayoutRequest):
            self.reposition()
        return super().eventFilter(watched, event)
