"""What of a page nobody can see: children beyond an edge that cannot be scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QMenu,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from workbench.ui.column_header import ColumnHeader

# A border may lie on the edge itself.
SLACK_PX = 2


def cut_off(root: QWidget) -> list[str]:
    """A sentence for each visible child of ``root`` that reaches out of sight for good.

    A child may lie outside of what a scroll area shows, as long as its bars lead there; and a
    button or a line of text needs the width that its words take.
    """
    sentences = []
    for widget in root.findChildren(QWidget):
        if not _counts(widget, root):
            continue
        beyond = _beyond(widget, root)
        if any(beyond):
            sides = ", ".join(
                f"{n} px {side}"
                for n, side in zip(beyond, ("left", "top", "right", "bottom"), strict=True)
                if n
            )
            sentences.append(f"{path_of(widget, root)} reaches beyond by {sides}")
        if (short := _squeezed(widget)) > SLACK_PX:
            sentences.append(f"{path_of(widget, root)} is {short} px too narrow for its words")
        if (low := _too_low(widget)) > SLACK_PX:
            sentences.append(f"{path_of(widget, root)} is {low} px too low for its words")
    return sentences


def ragged(root: QWidget) -> list[str]:
    """A sentence for each table below ``root`` whose headings stand elsewhere than its cells."""
    return [
        f"the headings of {table.accessibleName()} are centred over their columns"
        for table in root.findChildren(QTableView)
        if not table.horizontalHeader().isHidden()
        and not isinstance(table.horizontalHeader(), ColumnHeader)
    ]


def path_of(widget: QWidget, root: QWidget) -> str:
    """Where a widget is, for whoever reads the failure."""
    names = []
    at: QWidget | None = widget
    while at is not None and at is not root:
        text = at.text()[:24] if isinstance(at, QLabel | QAbstractButton) else ""
        named = at.accessibleName() or at.objectName() or text
        names.append(f"{type(at).__name__}({named})" if named else type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names)


def _counts(widget: QWidget, root: QWidget) -> bool:
    if not widget.isVisibleTo(root) or widget.isWindow():
        return False
    inner = widget.objectName().startswith(("qt_", "Scroll"))
    # A tab bar scrolls its tabs by two buttons of its own.
    in_tabs = any(isinstance(up, QTabBar | QMenu) for up in _above(widget, root))
    return not (inner or in_tabs or isinstance(widget, QScrollBar | QSizeGrip))


def _above(widget: QWidget, root: QWidget) -> list[QWidget]:
    found = []
    at = widget.parentWidget()
    while at is not None and at is not root:
        found.append(at)
        at = at.parentWidget()
    return found


def _beyond(widget: QWidget, root: QWidget) -> tuple[int, int, int, int]:
    """Pixels that lie out of sight on the left, above, on the right, below."""
    rect = QRect(QPoint(0, 0), widget.size())
    if rect.isEmpty():
        return (0, 0, 0, 0)
    at = widget
    out = [0, 0, 0, 0]
    while at is not root:
        parent = at.parentWidget()
        if parent is None or at.isWindow():
            break
        rect.translate(at.pos())
        area = parent.parentWidget()
        scrolls = isinstance(area, QAbstractScrollArea) and area.viewport() is parent
        if isinstance(area, QAbstractScrollArea) and scrolls:
            sideways, down = (
                _leads(area, Qt.Orientation.Horizontal),
                _leads(area, Qt.Orientation.Vertical),
            )
            if not isinstance(area, QScrollArea):
                sideways = down = True  # what an item view or an editor holds is its own affair
            if sideways:
                rect.moveLeft(max(0, min(rect.left(), parent.width() - rect.width())))
                rect.setWidth(min(rect.width(), parent.width()))
            if down:
                rect.moveTop(max(0, min(rect.top(), parent.height() - rect.height())))
                rect.setHeight(min(rect.height(), parent.height()))
        over = (
            -rect.left(),
            -rect.top(),
            rect.right() - parent.width() + 1,
            rect.bottom() - parent.height() + 1,
        )
        for side, pixels in enumerate(over):
            if pixels > SLACK_PX:
                out[side] = max(out[side], pixels)
        rect = rect.intersected(parent.rect())
        if rect.isEmpty():
            break
        at = parent
    return (out[0], out[1], out[2], out[3])


def _leads(area: QAbstractScrollArea, orientation: Qt.Orientation) -> bool:
    """Whether a bar can bring in what lies outside."""
    across = orientation == Qt.Orientation.Horizontal
    policy = area.horizontalScrollBarPolicy() if across else area.verticalScrollBarPolicy()
    return policy != Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def _too_low(widget: QWidget) -> int:
    """Pixels that the last lines of a text that wraps lack."""
    if not isinstance(widget, QLabel) or not widget.wordWrap() or not widget.text():
        return 0
    return widget.heightForWidth(widget.width()) - widget.height()


def _squeezed(widget: QWidget) -> int:
    """Pixels that the words of a button or a line of text lack."""
    if isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        return widget.minimumSizeHint().width() - widget.width() if widget.text() else 0
    if isinstance(widget, QToolButton):
        has_words = widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly
        return widget.sizeHint().width() - widget.width() if has_words and widget.text() else 0
    if type(widget) is QLabel and not widget.wordWrap() and widget.text():
        return widget.minimumSizeHint().width() - widget.width()
    return 0
