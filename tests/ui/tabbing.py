"""Tab, pressed again and again: where the keyboard goes, in which order, and whether it is seen."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLayout, QWidget

from tests.ui.accessible import reachable

MOST_STEPS = 400
# Two widgets are in one row where they share this part of the lower one's height.
SHARED = 0.5


@dataclass(frozen=True)
class Visit:
    """A widget that had the keyboard, how it looked then, and how once the next one had it."""

    widget: QWidget
    focused: QImage
    left: QImage

    @property
    def is_seen(self) -> bool:
        """Whether anyone could tell that it had the keyboard."""
        return self.focused != self.left


def walk(root: QWidget) -> tuple[list[Visit], str]:
    """Press Tab from the first widget below ``root`` until the keyboard leaves it or comes back.

    Returns the visits, and a sentence where the keyboard was stuck.
    """
    window = root.window()
    first = _first(root)
    if first is None:
        return [], ""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    visits: list[Visit] = []
    seen: set[QWidget] = set()
    for _ in range(MOST_STEPS):
        widget = QApplication.focusWidget()
        if widget is None or not root.isAncestorOf(widget) or widget in seen:
            return visits, ""
        seen.add(widget)
        focused = widget.grab().toImage()
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        QApplication.processEvents()
        if QApplication.focusWidget() is widget:
            return visits, f"Tab is stuck in {name_of(widget)}"
        visits.append(Visit(widget, focused, widget.grab().toImage()))
    return visits, f"Tab goes on and on in {name_of(window)}"


def _first(root: QWidget) -> QWidget | None:
    """The one that the chain of the window comes to first."""
    usable = {each for each in reachable(root.window()) if root.isAncestorOf(each)}
    widget = root.nextInFocusChain()
    for _ in range(20_000):
        if widget in usable or widget is root or widget is None:
            break
        widget = widget.nextInFocusChain()
    return widget if widget in usable else None


Box = QWidget | QLayout


def disorder(root: QWidget, widgets: list[QWidget]) -> list[str]:
    """Where an order is not that of reading: rows from the top, each from the left.

    Whatever lies together in a box or a layout is visited together: a column of controls comes
    before the one beside it, although its last control lies lower.
    """
    place = {widget: number for number, widget in enumerate(widgets)}
    branches: dict[Box, dict[Box, list[int]]] = {}
    for widget in widgets:
        path = _path(widget, root)
        for parent, child in itertools.pairwise(path):
            branches.setdefault(parent, {}).setdefault(child, []).append(place[widget])
    sentences = []
    for children in branches.values():
        in_order = _by_rows(list(children), root)
        for one, other in itertools.pairwise(in_order):
            if max(children[one]) > min(children[other]):
                late, early = widgets[max(children[one])], widgets[min(children[other])]
                sentences.append(f"{name_of(early)} comes before {name_of(late)}")
    return sentences


def _path(widget: QWidget, root: QWidget) -> list[Box]:
    """The widgets and layouts from ``root`` to a widget that it lies in."""
    path: list[Box] = [widget]
    child = widget
    while child is not root:
        parent = child.parentWidget()
        assert parent is not None
        layout = parent.layout()
        inside = [] if layout is None else _layouts_to(layout, child)
        path = [parent, *inside[1:], *path]
        child = parent
    return path


def _layouts_to(layout: QLayout, widget: QWidget) -> list[QLayout]:
    """The layouts that lead to a widget, from the outermost; none where it lies in no layout."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item.widget() is widget:
            return [layout]
        inner = item.layout()
        if inner is not None and (below := _layouts_to(inner, widget)):
            return [layout, *below]
    return []


def _by_rows(boxes: list[Box], root: QWidget) -> list[Box]:
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda each: _rect(each, root).top()):
        rect = _rect(box, root)
        for row in rows:
            first = _rect(row[0], root)
            shared = min(rect.bottom(), first.bottom()) - max(rect.top(), first.top())
            if shared >= SHARED * min(rect.height(), first.height()):
                row.append(box)
                break
        else:
            rows.append([box])
    return [each for row in rows for each in sorted(row, key=lambda b: _rect(b, root).left())]


def _rect(box: Box, root: QWidget) -> QRect:
    if isinstance(box, QWidget):
        return QRect(box.mapTo(root, QPoint(0, 0)), box.size())
    owner = box.parentWidget()
    assert owner is not None
    return QRect(owner.mapTo(root, box.geometry().topLeft()), box.geometry().size())


def name_of(widget: QWidget) -> str:
    """For whoever reads the failure."""
    text = getattr(widget, "text", None)
    words = widget.accessibleName() or (str(text()) if callable(text) else "")
    kind = type(widget).__name__
    inside = type(widget.parentWidget()).__name__ if widget.parentWidget() is not None else ""
    scrolled = " (scrolled)" if isinstance(widget, QAbstractScrollArea) else ""
    return f"{kind}{scrolled} {words!r} in {inside}"
