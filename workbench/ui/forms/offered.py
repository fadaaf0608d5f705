"""Offered editor: a text that is chosen from a list or typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit

from workbench.core.contracts.params import Setting
from workbench.ui.forms.blank import meaning_of_blank


class OfferedEditor(QComboBox):
    """Shows each value by its words; what is typed and has no words stands for itself."""

    def __init__(self, setting: Setting, changed: Callable[[], None]) -> None:
        super().__init__()
        line = QLineEdit()
        self.setLineEdit(line)  # which makes it editable
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(10)
        line.setPlaceholderText(meaning_of_blank(setting))
        self._optional = setting.optional
        line.editingFinished.connect(changed)
        self.activated.connect(lambda _: changed())

    def offer(self, values: Sequence[tuple[str, str]]) -> None:
        """List these values, each with its words; what is shown stays."""
        shown = self.value()
        self.blockSignals(True)
        self.clear()
        for value, words in values:
            self.addItem(words, value)
        self.blockSignals(False)
        self.set_value(shown)

    def value(self) -> str | None:
        """The value whose words are shown, or what was typed; ``None`` for a blank optional one."""
        text = self.currentText().strip()
        row = self.findText(text)
        value = str(self.itemData(row)) if row >= 0 else text
        return None if self._optional and not value else value

    def set_value(self, value: object) -> None:
        """Show a value."""
        text = "" if value is None else str(value)
        row = self.findData(text)
        self.setCurrentIndex(row)
        if row < 0:
            self.setEditText(text)
