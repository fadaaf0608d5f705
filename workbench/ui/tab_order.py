"""Tab order: Tab goes through widgets as they are laid out, not as they were made."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

# What is inside of these, they order themselves; only what was added to them comes after.
_WHOLE = (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGraphicsView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def read_in_order(root: QWidget, after: QWidget | None = None) -> None:
    """Let Tab go through what lies below ``root`` as its layouts have it.

    Qt goes by the order in which widgets came into the window: what is made late would come last,
    behind the window's other pages.

    Parameters
    ----------
    after
        What Tab comes from; by default what is below ``root`` keeps its place among the rest.
    """
    widgets = list(_focusable(root))
    if after is not None:
        widgets.insert(0, after)
    for one, following in itertools.pairwise(widgets):
        QWidget.setTabOrder(one, following)


def _focusable(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, _WHOLE):
        yield from widget.findChildren(QWidget, "plotActions", _DIRECT)
        return
    for child in _children(widget):
        yield from _focusable(child)


def _children(widget: QWidget) -> list[QWidget]:
    first: list[QWidget | None] = []
    if isinstance(widget, QTabWidget):
        corners = (Qt.Corner.TopLeftCorner, Qt.Corner.TopRightCorner)
        first = [widget.tabBar(), *(widget.cornerWidget(corner) for corner in corners)]
        first += [widget.widget(index) for index in range(widget.count())]
    elif isinstance(widget, QSplitter):
        first = [widget.widget(index) for index in range(widget.count())]
    elif isinstance(widget, QScrollArea):
        first = [widget.widget()]
    elif (layout := widget.layout()) is not None:
        first = [*_laid_out(layout)]
    found = dict.fromkeys(each for each in first if each is not None)
    if not isinstance(widget, QTabWidget | QSplitter | QScrollArea):
        every = widget.findChildren(QWidget, options=_DIRECT)
        found |= dict.fromkeys(each for each in every if not each.isWindow())
    return list(found)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    indices = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        # Row by row, whatever was added first.
        position: Any = layout.getItemPosition
        indices.sort(key=lambda index: position(index)[:2])
    for index in indices:
        item = layout.itemAt(index)
        assert item is not None  # it is below the count
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)
