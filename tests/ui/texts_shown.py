"""Every text that a window shows or tells a screen reader, with where it is."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QTreeView,
    QWidget,
)

ROWS = 200


def shown_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """``(where, text)`` of every widget that is visible in ``root``, and of its actions."""
    for widget in [root, *root.findChildren(QWidget)]:
        if widget is not root and not widget.isVisibleTo(root):
            continue
        if widget.objectName().startswith("qt_"):
            continue
        where = f"{type(widget).__name__} {widget.objectName()}".strip()
        for kind, text in _of(widget):
            if text:
                yield f"{where} {kind}", text
    for action in root.findChildren(QAction):
        if action.isVisible():
            for kind, text in (("action", action.text()), ("action's tip", action.toolTip())):
                yield f"{type(action.parent()).__name__} {kind}", text


def _of(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tool tip", widget.toolTip()
    yield "status tip", widget.statusTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QGroupBox():
            yield "title", widget.title()
        case QLineEdit():
            if not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
                yield "placeholder", widget.placeholderText()
        case QPlainTextEdit() | QTextEdit():
            yield "placeholder", widget.placeholderText()
        case QAbstractSpinBox():
            for kind in ("specialValueText", "suffix", "prefix"):
                value = widget.property(kind)
                if isinstance(value, str):
                    yield kind, value
        case QComboBox():
            yield "placeholder", widget.placeholderText()
            for index in range(min(widget.count(), ROWS)):
                yield "choice", widget.itemText(index)
                yield "choice's tip", str(widget.itemData(index, Qt.ItemDataRole.ToolTipRole) or "")
        case QTabBar():
            for index in range(widget.count()):
                if widget.isTabVisible(index):
                    yield "tab", widget.tabText(index)
                    yield "tab's tip", widget.tabToolTip(index)
        case QAbstractItemView() if not isinstance(widget, QHeaderView):
            yield from _of_view(widget)
    if widget.isWindow():
        yield "window title", widget.windowTitle()


def _of_view(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is None:
        return
    if isinstance(view, QTableView | QTreeView):
        for column in range(model.columnCount(QModelIndex())):
            for kind, role in (
                ("column", Qt.ItemDataRole.DisplayRole),
                ("column's tip", Qt.ItemDataRole.ToolTipRole),
            ):
                text = model.headerData(column, Qt.Orientation.Horizontal, role)
                yield kind, str(text or "")
    for row in range(min(model.rowCount(QModelIndex()), ROWS)):
        is_list = isinstance(model, QAbstractListModel)
        for column in range(1 if is_list else min(model.columnCount(QModelIndex()), ROWS)):
            index = model.index(row, column)
            for kind, role in (
                ("cell", Qt.ItemDataRole.DisplayRole),
                ("cell's tip", Qt.ItemDataRole.ToolTipRole),
                ("cell's name", Qt.ItemDataRole.AccessibleTextRole),
            ):
                yield kind, str(index.data(role) or "")


def open_windows(root: QWidget) -> list[QWidget]:
    """``root`` and the popups over it."""
    popups = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not root]
    return [root, *popups]
