"""The overview of shortcuts (?): read from the actions and shortcuts that there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.column_header import align_headings
from workbench.ui.commands import Command
from workbench.ui.fuzzy import Query, Searchable


@dataclass(frozen=True)
class Binding:
    """Keys and what they do; ``group`` is a menu, or the page they work on."""

    group: str
    keys: str
    title: str


def of_commands(commands: Sequence[Command]) -> Iterator[Binding]:
    """The shortcuts of the menus."""
    for command in commands:
        if command.shortcut:
            group = command.menu.replace("&", "")
            yield Binding(group, _native(QKeySequence(command.shortcut)), _plain(command.title))


def of_page(title: str, page: QWidget) -> Iterator[Binding]:
    """The shortcuts inside a page: of its buttons and menus, and those that say what they do."""
    seen: set[tuple[str, str]] = set()
    for shortcut in page.findChildren(QShortcut):
        words = shortcut.whatsThis()
        sequences = shortcut.keys()
        for keys in sequences:
            pair = (_native(keys), words)
            if words and pair not in seen:
                seen.add(pair)
                yield Binding(title, *pair)
    for action in page.findChildren(QAction):
        pair = (_native(action.shortcut()), _plain(action.text()))
        if all(pair) and pair not in seen:
            seen.add(pair)
            yield Binding(title, *pair)
    for button in page.findChildren(QAbstractButton):
        pair = (_native(button.shortcut()), _plain(button.accessibleName() or button.text()))
        # What follows from the letter underlined in a button's text is seen on it.
        if pair[0] and pair not in seen and not pair[0].startswith("Alt+"):
            seen.add(pair)
            yield Binding(title, *pair)


def _native(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


class ShortcutsDialog(QDialog):
    """Every shortcut, grouped, with a filter."""

    def __init__(self, bindings: Sequence[Binding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(560, 600)
        self._bindings = bindings
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the shortcuts"))
        self.filter.textChanged.connect(self._fill)
        self.table = QTableWidget(0, 2)
        align_headings(self.table)
        self.table.setHorizontalHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        close.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self._fill("")
        self.filter.setFocus()

    def _fill(self, text: str) -> None:
        query = Query(text)
        shown = [
            b for b in self._bindings if query.score(Searchable(b.title, f"{b.group} {b.keys}"))
        ]
        groups = list(dict.fromkeys(binding.group for binding in shown))
        self.table.clearSpans()
        self.table.setRowCount(0)
        for group in groups:
            self._add_group(group)
            for binding in shown:
                if binding.group == group:
                    self._add_row(binding)

    def _add_group(self, title: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        item = QTableWidgetItem(title)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.table.setItem(row, 0, item)
        self.table.setSpan(row, 0, 1, 2)

    def _add_row(self, binding: Binding) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate((binding.title, binding.keys)):
            self.table.setItem(row, column, QTableWidgetItem(text))

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Titles and keys in the table, without the groups."""
        rows = range(self.table.rowCount())
        pairs = ((self.table.item(row, 0), self.table.item(row, 1)) for row in rows)
        return [(a.text(), b.text()) for a, b in pairs if a is not None and b is not None]
