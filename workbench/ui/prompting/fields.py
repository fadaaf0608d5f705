"""Fields: the editors that the prompt's forms are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.prompting.escapes import escaped, unescaped
from workbench.ui.prompting.variables import Variables
from workbench.ui.theme import ThemeManager
from workbench.ui.wrapped_label import WrappedLabel

# So many variables have room beside a field's name; the others stand below it.
BESIDE = 3


class Remark(WrappedLabel):
    """A line below a field: what is wrong with it, or what should be known; gone when empty."""

    def __init__(self, role: str = "error") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def say(self, text: str) -> None:
        """Show these words."""
        self.setText(text)
        self.setVisible(bool(text))


class TextBox(QPlainTextEdit):
    """A text of some lines, which keeps every character of what it was given.

    ``edited`` tells of the user's changes. Tab goes on to the next field.
    """

    edited = Signal()

    def __init__(self, name: str, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ""
        self._lines = lines
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._changed)
        self.textChanged.connect(self.updateGeometry)

    def text(self) -> str:
        """The text; an untouched one is kept, because Qt makes plain spaces of others."""
        return self.toPlainText() if self.document().isModified() else self._given

    def set_text(self, text: str) -> None:
        """Show a text."""
        self.blockSignals(True)
        self._given = text
        self.setPlainText(text)
        self.document().setModified(False)
        self.blockSignals(False)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the text, between the lines that it shows at least and three times as many."""
        shown = max(self._lines, min(3 * self._lines, self._rows()))
        margins = self.contentsMargins().top() + self.contentsMargins().bottom()
        height = shown * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        return QSize(200, round(height + margins + 12))

    def minimumSizeHint(self) -> QSize:
        """No text makes a form wider."""
        return QSize(80, self.sizeHint().height())

    def _rows(self) -> int:
        return round(self.document().size().height())

    def _changed(self) -> None:
        if self.document().isModified():
            self.edited.emit()


class LinesBox(TextBox):
    r"""Texts, one a line; a line end inside one is written as ``\n``."""

    def texts(self) -> tuple[str, ...]:
        """The texts, without empty lines."""
        return tuple(unescaped(line) for line in self.text().split("\n") if line)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show texts."""
        self.set_text("\n".join(map(escaped, texts)))


class TemplateBox(QWidget):
    """A text with variables: buttons put them where the cursor is; what is wrong stands below."""

    edited = Signal()

    def __init__(
        self,
        name: str,
        variables: Sequence[str],
        theme: ThemeManager,
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.box = TextBox(name, lines)
        self.problem = Remark()
        self._marks = Variables(self.box.document(), variables, theme)
        label = QLabel(name)
        label.setBuddy(self.box)
        head = QHBoxLayout()
        head.setSpacing(3)
        head.addWidget(label)
        head.addStretch(1)
        self.buttons = {each: self._button(each) for each in variables}
        more = QHBoxLayout()
        more.setSpacing(3)
        more.addStretch(1)
        for place, button in enumerate(self.buttons.values()):
            (head if place < BESIDE else more).addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        if len(self.buttons) > BESIDE:
            column.addLayout(more)
        column.addWidget(self.box)
        column.addWidget(self.problem)
        self.box.edited.connect(self.edited)
        self.text = self.box.text
        self.set_text = self.box.set_text

    def _button(self, variable: str) -> QToolButton:
        button = QToolButton()
        button.setText(f"{{{variable}}}")
        button.setAccessibleName(self.tr("Insert {name}").format(name=button.text()))
        button.setToolTip(button.accessibleName())
        button.setProperty("role", "variable")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._insert(button.text()))
        return button

    def _insert(self, text: str) -> None:
        self.box.insertPlainText(text)
        self.box.setFocus()


def choice(
    name: str, options: Sequence[tuple[str, str, str]], changed: Callable[[], None]
) -> QComboBox:
    """A box of values, each with its words and what it means."""
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words, meaning in options:
        box.addItem(words, value)
        box.setItemData(box.count() - 1, meaning, Qt.ItemDataRole.ToolTipRole)
    box.activated.connect(lambda _: changed())
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    box.setSizeAdjustPolicy(policy)
    box.setMinimumContentsLength(10)
    return box


def show_value(box: QComboBox, value: str) -> None:
    """Show a value; one that is not there is added as itself."""
    row = box.findData(value)
    if row < 0:
        box.addItem(value, value)
        row = box.count() - 1
    box.setCurrentIndex(row)
