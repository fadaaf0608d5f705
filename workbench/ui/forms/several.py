"""Several editor: names from a list, separated by commas, typed or ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from workbench.core.contracts.params import Setting

# More are found faster by typing than in a menu.
MOST_LISTED = 60


class SeveralEditor(QWidget):
    """A field of names; a button beside it ticks those that are offered."""

    def __init__(self, setting: Setting, changed: Callable[[], None]) -> None:
        super().__init__()
        self._changed = changed
        self._offered: Sequence[tuple[str, str]] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(setting.blank)
        self.field.editingFinished.connect(changed)
        self.choose = QToolButton()
        self.choose.setProperty("role", "menu")
        self.choose.setText(self.tr("Choose"))
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choose.setAccessibleName(self.tr("Choose: {0}").format(setting.title))
        self.menu = QMenu(self.choose)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._list)
        self.choose.setMenu(self.menu)
        self.choose.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self.choose)
        self.setFocusProxy(self.field)

    def setAccessibleName(self, name: str) -> None:
        """Name the field."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)

    def offer(self, values: Sequence[tuple[str, str]]) -> None:
        """List these values, each with its words; what is written stays."""
        self._offered = [(value, words) for value, words in values if value]
        self.choose.setVisible(0 < len(self._offered) <= MOST_LISTED)

    def names(self) -> list[str]:
        """What the field holds."""
        return [name.strip() for name in self.field.text().split(",") if name.strip()]

    def value(self) -> str:
        """The names, with commas."""
        return self.field.text()

    def set_value(self, value: object) -> None:
        """Show names, with commas."""
        self.field.setText("" if value is None else str(value))

    def _list(self) -> None:
        self.menu.clear()
        ticked = self.names()
        for value, words in self._offered:
            action = QAction(words.replace("&", "&&"), self.menu)
            action.setCheckable(True)
            action.setChecked(value in ticked)
            action.toggled.connect(lambda on, value=value: self._tick(value, on))
            self.menu.addAction(action)

    def _tick(self, value: str, on: bool) -> None:
        names = [name for name in self.names() if name != value]
        self.field.setText(", ".join([*names, value] if on else names))
        self._changed()
