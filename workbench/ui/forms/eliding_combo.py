"""Choices in a box: one whose text ends in dots where it does not fit, one with items that act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
)


class ElidingComboBox(QComboBox):
    """Cuts nothing without saying so; a tool tip that it has anyway comes below the text."""

    @property
    def visible_text(self) -> str:
        """The current text as it is painted."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        elide = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentText(), elide, field.width() - 2)

    def paintEvent(self, _: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.visible_text
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def event(self, event: QEvent) -> bool:
        """Show the whole text before what the tip says."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            whole = self.currentText()
            if self.visible_text != whole:
                lines = [whole, self.toolTip()] if self.toolTip() else [whole]
                QToolTip.showText(event.globalPos(), "\n".join(lines), self)
                return True
        return super().event(event)


# True of an item that opens something in place of being a choice.
ACTION_ROLE = Qt.ItemDataRole.UserRole + 2
# Keys that open the list of a closed box; every other key steps from choice to choice.
OPENING_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoicesModel(QStandardItemModel):
    """Items of a box; those that act are out of reach while `steps` is set."""

    steps = False

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """None of an action while keys step through the closed box."""
        if self.steps and index.data(ACTION_ROLE):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class ActionComboBox(ElidingComboBox):
    """Items with `ACTION_ROLE` in a `ChoicesModel` are chosen in the open list alone.

    In the closed box, arrows, Home, End and letters change the choice at once, so an item that
    opens a dialog would do so while the user merely passes it.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step over actions while the list is closed."""
        model = self.model()
        opens = event.key() in OPENING_KEYS or event.modifiers() & Qt.KeyboardModifier.AltModifier
        if opens or not isinstance(model, ChoicesModel):
            super().keyPressEvent(event)
            return
        model.steps = True
        try:
            super().keyPressEvent(event)
        finally:
            model.steps = False
