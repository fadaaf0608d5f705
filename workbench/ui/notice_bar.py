"""The bar that shows the newest notice, over the page's lower edge: nothing below it moves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.long_text import LongText
from workbench.ui.markup import escaped
from workbench.ui.notices import Notice, Notices
from workbench.ui.window_wording import in_window

INFO_MS = 6000
# So many notices in so short a time are shown at once, of more the last one.
PACE_MS, BURST = 100, 5
# It is no wider than that, and keeps so far from the edges of what it lies over.
WIDEST, EDGE = 640, 12


class NoticeBar(QFrame):
    """Message, remedy, buttons; a plain remark goes away by itself.

    An error does not, and neither does what offers something, such as to undo: that stays until the
    next notice. While a mouse button or a pen is down, nothing is shown: it would come between the
    pointer and what is drawn on.

    Parameters
    ----------
    parent
        What it lies over, at the bottom.
    """

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._notice: Notice | None = None
        self._text = QLabel(wordWrap=True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QHBoxLayout()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.addWidget(self._text, 1)
        layout.addLayout(self._buttons)
        self._timer = QTimer(self, singleShot=True, interval=INFO_MS)
        self._timer.timeout.connect(self.hide)
        # A flood of notices is shown at the pace of reading, the last one always.
        self._latest: Notice | None = None
        self._burst = 0
        self._pace = QTimer(self, singleShot=True, interval=PACE_MS)
        self._pace.timeout.connect(self._show_latest)
        self._pressed = QTimer(self, singleShot=True, interval=PACE_MS)
        self._pressed.timeout.connect(self._show_when_released)
        notices.posted.connect(self._posted)
        if parent is not None:
            parent.installEventFilter(self)
            shadow = QGraphicsDropShadowEffect(self)
            shadow.setBlurRadius(18)
            shadow.setOffset(0, 2)
            self.setGraphicsEffect(shadow)
        close = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide)
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what it lies over."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        over = self.parentWidget()
        if over is None:
            return
        # No wider than its longest line: it covers as little as it can.
        metrics, notice = self._text.fontMetrics(), self._notice
        lines = ("", "") if notice is None else (notice.message, notice.remedy)
        counted = "" if notice is None or notice.count < 2 else f" ({notice.count}×)"
        text = max(round(1.15 * metrics.horizontalAdvance(line)) for line in lines)
        text += metrics.horizontalAdvance(counted)
        beside = self._buttons.sizeHint().width() + 60
        width = min(WIDEST, text + beside, over.width() - 2 * EDGE)
        height = (
            self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        )
        height = min(max(height, self.minimumSizeHint().height()), over.height() - 2 * EDGE)
        left = (over.width() - width) // 2
        self.setGeometry(left, over.height() - height - EDGE, width, height)
        self.raise_()

    def _posted(self, notice: Notice) -> None:
        if not self._pace.isActive():
            self._burst = 0
            self._pace.start()
        self._burst += 1
        if self._burst > BURST:
            self._latest = notice
        else:
            self.show_notice(notice)

    def _show_latest(self) -> None:
        if self._latest is not None:
            notice = self._latest
            self._latest = None
            self._burst = BURST
            self._pace.start()
            self.show_notice(notice)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        self._notice = notice
        self._show_when_released()

    def _show_when_released(self) -> None:
        notice = self._notice
        if notice is None:
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._pressed.start()
            return
        times = f" ({notice.count}×)" if notice.count > 1 else ""
        text = f"<b>{escaped(notice.message)}</b>{times}"
        if notice.remedy:
            text += f"<br>{escaped(in_window(notice.remedy))}"
        self._text.setText(text)
        self.setAccessibleName(f"{notice.severity}: {notice.message} {notice.remedy}")
        self.setProperty("severity", notice.severity)
        self.style().unpolish(self)
        self.style().polish(self)
        self._fill_buttons(notice)
        self._place()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._timer.stop()
        if notice.severity == "info" and not notice.actions:
            self._timer.start()

    def _fill_buttons(self, notice: Notice) -> None:
        while item := self._buttons.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for label, action in notice.actions:
            self._add(label, partial(self._act, action))
        if notice.details:
            self._add(self.tr("Details"), self._show_details)
        self._add(self.tr("Dismiss"), self.hide)

    def _act(self, action: Callable[[], None]) -> None:
        self.hide()
        action()

    def _add(self, label: str, action: Callable[[], object]) -> None:
        button = QPushButton(label)
        button.clicked.connect(action)
        self._buttons.addWidget(button)
        # A layout leaves out what is not shown yet, and the text would be given too much room.
        button.show()

    def _show_details(self) -> None:
        assert self._notice is not None
        dialog = QDialog(self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Details"))
        dialog.resize(760, 420)
        text = LongText(self._notice.details)
        text.setAccessibleName(self.tr("Details of the error"))
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text.toPlainText()))
        layout = QVBoxLayout(dialog)
        layout.addWidget(text)
        layout.addWidget(copy, 0, Qt.AlignmentFlag.AlignRight)
        dialog.open()
