"""What a screen reader is told of a window, read from Qt's accessibility interface."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

Role = QAccessible.Role
# The roles that a widget of a class may have; others say nothing about what it is.
ROLES: tuple[tuple[type[QWidget], tuple[Role, ...]], ...] = (
    (QRadioButton, (Role.RadioButton,)),
    (QCheckBox, (Role.CheckBox,)),
    (
        QAbstractButton,
        (Role.Button, Role.CheckBox, Role.ButtonMenu, Role.ButtonDropDown, Role.RadioButton),
    ),
    (QComboBox, (Role.ComboBox,)),
    (QLineEdit, (Role.EditableText,)),
    (QAbstractSpinBox, (Role.SpinBox, Role.EditableText)),
    (QPlainTextEdit, (Role.EditableText,)),
    (QTextBrowser, (Role.StaticText,)),
    (QTextEdit, (Role.EditableText,)),
    (QAbstractItemView, (Role.Table, Role.List, Role.Tree)),
    (QAbstractSlider, (Role.Slider, Role.ScrollBar)),
    (QTabBar, (Role.PageTabList,)),
)


@dataclass(frozen=True)
class Spoken:
    """A widget as a screen reader meets it."""

    widget: QWidget
    name: str
    role: Role

    def __str__(self) -> str:
        above = self.widget.parentWidget()
        inside = f" in {type(above).__name__}" if above is not None else ""
        return f"{type(self.widget).__name__} {self.widget.objectName()}{inside} ({self.role.name})"


def reachable(window: QWidget) -> list[QWidget]:
    """The widgets below a window, shown and enabled, that Tab gives the keyboard to."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def spoken(window: QWidget) -> Iterator[Spoken]:
    """What is said of every widget that can have the keyboard."""
    for widget in reachable(window):
        face = QAccessible.queryAccessibleInterface(widget)
        name = face.text(QAccessible.Text.Name) if face is not None else ""
        yield Spoken(widget, name.strip(), face.role() if face is not None else Role.NoRole)


def faults(window: QWidget) -> list[str]:
    """Widgets without a name or with a role that does not say what they are."""
    found = []
    for each in spoken(window):
        if isinstance(each.widget, QTabBar):
            tabs = each.widget
            if not all(tabs.tabText(i) or tabs.accessibleTabName(i) for i in range(tabs.count())):
                found.append(f"{each}: a tab has no name")
            continue
        if not each.name:
            found.append(f"{each}: no name")
        expected = next((roles for cls, roles in ROLES if isinstance(each.widget, cls)), None)
        if expected is not None and each.role not in expected:
            found.append(f"{each}: not {expected[0].name}")
        if expected is None and each.role in (Role.NoRole, Role.Client, Role.Window):
            found.append(f"{each}: its role says nothing")
    return found


def chain(window: QWidget) -> set[QWidget]:
    """The widgets that Tab comes by, followed once around from any of them."""
    widgets = reachable(window)
    if not widgets:
        return set()
    seen: set[QWidget] = set()
    widget = widgets[0]
    for _ in range(20_000):
        seen.add(widget)
        following = widget.nextInFocusChain()
        if following is None or following is widgets[0]:
            break
        widget = following
    return seen


def missed(window: QWidget) -> list[str]:
    """Widgets that Tab never comes to."""
    visited = chain(window)
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in reachable(window)
        if widget not in visited
    ]
