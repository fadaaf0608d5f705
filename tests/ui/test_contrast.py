"""What widgets look like in every state, measured on what is painted.

WCAG 2.1: texts 4.5 to 1 (1.4.3), and 3 to 1 for the edge of what can be used, its marks and the
focus (1.4.11). Disabled ones are held to the same: what cannot be read cannot be understood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from workbench.ui.app import make_application
from workbench.ui.forms.spin import DoubleSpinBox, SpinBox
from workbench.ui.theme import ThemeManager

TEXT, CONTROL = 4.5, 3.0
# Letters of the interface's own size are thinner than a pixel here and there, so that no pixel has
# their full colour; it is measured on larger ones of the same rules.
LARGE = "font-size: 32px; font-weight: 600"


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qtbot: QtBot) -> ThemeManager:
    make_application(["workbench"])
    return ThemeManager(request.param)


def luminance(color: QColor) -> float:
    parts = [part / 255 for part in (color.red(), color.green(), color.blue())]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pixels(image: QImage, rect: QRect) -> Counter[int]:
    inside = rect.intersected(image.rect())
    return Counter(
        image.pixel(x, y)
        for x in range(inside.left(), inside.right() + 1)
        for y in range(inside.top(), inside.bottom() + 1)
    )


def most_common(image: QImage, rect: QRect) -> QColor:
    return QColor(pixels(image, rect).most_common(1)[0][0])


def strongest(image: QImage, rect: QRect, ground: QColor) -> float:
    """The contrast to its ground of what stands out most in a part of a picture."""
    return max(contrast(QColor(color), ground) for color in pixels(image, rect))


def on_a(qtbot: QtBot, surface: str, widget: QWidget) -> QWidget:
    """Show a widget on a window's ground, or on a card's."""
    page = QWidget()
    page.setObjectName("page")
    color = (
        page.palette().window().color() if surface == "window" else page.palette().base().color()
    )
    page.setStyleSheet(f"QWidget#page {{ background: {color.name()}; }}")
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 20, 20, 20)
    column.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    QApplication.processEvents()
    return page


def picture(page: QWidget) -> QImage:
    QApplication.processEvents()
    return page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def button(text: str = "MMM", role: str = "", *, tool: bool = False) -> QAbstractButton:
    made: QAbstractButton = QToolButton() if tool else QPushButton()
    made.setText(text)
    if role:
        made.setProperty("role", role)
    return made


def combo(text: str = "MMM") -> QComboBox:
    made = QComboBox()
    made.addItem(text)
    return made


def line(text: str = "MMM", placeholder: str = "") -> QLineEdit:
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    return made


def spin() -> SpinBox:
    made = SpinBox()
    made.setRange(0, 1000)
    made.setValue(888)
    return made


def double() -> DoubleSpinBox:
    made = DoubleSpinBox()
    made.setValue(88.8)
    return made


def label(role: str = "") -> QLabel:
    made = QLabel("MMM")
    if role:
        made.setProperty("role", role)
    return made


def tabs() -> QTabBar:
    made = QTabBar()
    made.addTab("MMM")
    return made


TEXTS: dict[str, Callable[[], QWidget]] = {
    "button": button,
    "primary": lambda: button(role="primary"),
    "flat": lambda: button(role="flat"),
    "segment": lambda: button(role="segment"),
    "class": lambda: button(role="class"),
    "tool": lambda: button(tool=True),
    "combo": combo,
    "line": line,
    "placeholder": lambda: line("", "MMM"),
    "spin": spin,
    "double": double,
    "plain text": lambda: QPlainTextEdit("MMM"),
    "tick": lambda: QCheckBox("MMM"),
    "radio": lambda: QRadioButton("MMM"),
    "label": label,
    "muted": lambda: label("muted"),
    "error": lambda: label("error"),
    "drop": lambda: label("drop"),
    "tab": tabs,
}
CHECKABLE = ("button", "flat", "segment", "class", "tool", "tick", "radio")
STATES = [
    *((name, state) for name in TEXTS for state in ("enabled", "disabled", "focus")),
    *((name, "checked") for name in CHECKABLE),
]


@pytest.mark.parametrize("surface", ["window", "panel"])
@pytest.mark.parametrize(("name", "state"), STATES)
def test_texts_can_be_read(
    qtbot: QtBot, theme: ThemeManager, name: str, state: str, surface: str
) -> None:
    widget = TEXTS[name]()
    if state == "checked":
        assert isinstance(widget, QAbstractButton)
        widget.setCheckable(True)
        widget.setChecked(True)
    widget.setStyleSheet(LARGE)
    widget.setEnabled(state != "disabled")
    page = on_a(qtbot, surface, widget)
    if state == "focus":
        widget.setFocus()
    image = picture(page)
    inside = widget.geometry().adjusted(8, 6, -8, -6)
    if isinstance(widget, QCheckBox | QRadioButton):
        inside.setLeft(inside.left() + 24)
    if isinstance(widget, QComboBox | SpinBox | DoubleSpinBox):
        inside.setRight(inside.right() - 26)
    ground = most_common(image, inside)
    assert strongest(image, inside, ground) >= TEXT


FIELDS = ("combo", "line", "spin", "double", "plain text", "button", "primary", "tool")


@pytest.mark.parametrize("surface", ["window", "panel"])
@pytest.mark.parametrize("state", ["enabled", "disabled", "focus"])
@pytest.mark.parametrize("name", FIELDS)
def test_the_edge_of_what_can_be_used_is_seen(
    qtbot: QtBot, theme: ThemeManager, name: str, state: str, surface: str
) -> None:
    widget = TEXTS[name]()
    widget.setEnabled(state != "disabled")
    page = on_a(qtbot, surface, widget)
    if state == "focus":
        widget.setFocus()
    image = picture(page)
    around = widget.geometry()
    behind = QColor(image.pixel(around.left() - 8, around.center().y()))
    left = QRect(around.left(), around.center().y() - 8, 3, 17)
    assert strongest(image, left, behind) >= CONTROL


@pytest.mark.parametrize("name", FIELDS)
def test_states_differ_from_each_other(qtbot: QtBot, theme: ThemeManager, name: str) -> None:
    """A field that cannot be used does not look like one that can, nor the focused like others."""
    seen = []
    for state in ("enabled", "disabled", "focus"):
        widget = TEXTS[name]()
        widget.setEnabled(state != "disabled")
        page = on_a(qtbot, "panel", widget)
        page.setFixedSize(page.sizeHint())
        if state == "focus":
            widget.setFocus()
        seen.append(picture(page))
    assert seen[0] != seen[1] != seen[2] != seen[0]


CHECK_STATES = (
    Qt.CheckState.Unchecked,
    Qt.CheckState.Checked,
    Qt.CheckState.PartiallyChecked,
)
BOXES: dict[str, Callable[[], QAbstractButton]] = {
    "tick": lambda: QCheckBox("M"),
    "radio": lambda: QRadioButton("M"),
}


def indicator(widget: QAbstractButton) -> QRect:
    option = QStyleOptionButton()
    widget.initStyleOption(option)  # type: ignore[attr-defined]
    is_tick = isinstance(widget, QCheckBox)
    element = QStyle.SubElement
    part = element.SE_CheckBoxIndicator if is_tick else element.SE_RadioButtonIndicator
    return widget.style().subElementRect(part, option, widget).translated(widget.pos())


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("checked", [0, 1, 2])
@pytest.mark.parametrize("name", BOXES)
def test_boxes_to_tick_are_seen_and_so_is_their_mark(
    qtbot: QtBot, theme: ThemeManager, name: str, checked: int, enabled: bool
) -> None:
    widget = BOXES[name]()
    if isinstance(widget, QCheckBox):
        widget.setTristate(True)
        widget.setCheckState(
            [Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked][
                checked
            ]
        )
    else:
        widget.setChecked(checked == 1)
    widget.setEnabled(enabled)
    page = on_a(qtbot, "panel", widget)
    image = picture(page)
    box = indicator(widget)
    behind = QColor(image.pixel(box.left() - 4, box.center().y()))
    edge = QRect(box.left(), box.center().y() - 4, 2, 9)
    assert strongest(image, edge, behind) >= CONTROL
    if checked and isinstance(widget, QCheckBox):
        inner = box.adjusted(3, 3, -3, -3)
        assert strongest(image, inner, most_common(image, inner)) >= CONTROL


def model() -> QStandardItemModel:
    made = QStandardItemModel()
    for state in CHECK_STATES:
        item = QStandardItem("MMM")
        item.setCheckable(True)
        item.setCheckState(state)
        made.appendRow(item)
    return made


VIEWS: dict[str, Callable[[], QAbstractItemView]] = {
    "list": QListView,
    "tree": QTreeView,
    "table": QTableView,
}


@pytest.mark.parametrize("row", [0, 1, 2])
@pytest.mark.parametrize("selected", [False, True])
@pytest.mark.parametrize("name", VIEWS)
def test_boxes_in_lists_trees_and_tables_are_seen(
    qtbot: QtBot, theme: ThemeManager, name: str, selected: bool, row: int
) -> None:
    view = VIEWS[name]()
    items = model()
    view.setModel(items)
    page = on_a(qtbot, "panel", view)
    page.resize(300, 220)
    index = items.index(row, 0)
    view.clearSelection()
    if selected:
        view.setCurrentIndex(index)
        view.selectionModel().select(index, view.selectionModel().SelectionFlag.Select)
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
    box = view.style().subElementRect(part, option, view)
    behind = QColor(image.pixel(box.right() + 2, option.rect.center().y()))
    edge = QRect(box.left(), box.center().y() - 3, 2, 7)
    inner = box.adjusted(3, 3, -3, -3)
    # On a selected row the box stands out by its fill where its edge does not.
    assert max(strongest(image, edge, behind), strongest(image, inner, behind)) >= CONTROL
    if row:
        assert strongest(image, inner, most_common(image, inner)) >= CONTROL
    else:
        assert strongest(image, inner, most_common(image, inner)) < 1.1
    texts = option.rect.adjusted(box.right() + 6 - option.rect.left(), 2, -4, -2)
    assert strongest(image, texts, most_common(image, texts)) >= TEXT * 0.8  # thin letters


def test_ticks_in_a_menu_are_seen(qtbot: QtBot, theme: ThemeManager) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    for on in (False, True):
        action = menu.addAction("M")
        action.setCheckable(True)
        action.setChecked(on)
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible, timeout=60_000)
    image = menu.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    menu.close()
    ground = theme.colors.panel
    for action in menu.actions():
        row = menu.actionGeometry(action)
        box = QRect(row.topLeft(), QSize(26, row.height())).adjusted(2, 3, 0, -3)
        assert strongest(image, box, QColor(ground)) >= CONTROL


def test_disabled_items_can_be_read(qtbot: QtBot, theme: ThemeManager) -> None:
    items = model()
    items.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
    view = QListView()
    view.setStyleSheet(LARGE)
    view.setModel(items)
    page = on_a(qtbot, "panel", view)
    page.resize(300, 220)
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rect = view.visualRect(items.index(0, 0)).adjusted(30, 2, -2, -2)
    assert strongest(image, rect, most_common(image, rect)) >= TEXT
