"""The table of settings and figures as a Qt model."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from workbench.core import metric_text
from workbench.core.runs.settings_table import SettingsTable, Value
from workbench.ui.translation import contributed

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
EMPTY = SettingsTable((), (), ())


class SettingsModel(QAbstractTableModel):
    """One row a run: its name, its figures, its settings; sorted and filtered by Qt's own proxy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = EMPTY
        self.settings: tuple[str, ...] = ()
        self._only_differing = True

    def show_table(self, table: SettingsTable) -> None:
        """Show another table."""
        self.table = table
        self._rearrange()

    def show_only_differing(self, on: bool) -> None:
        """Show the settings that are not the same in all runs, or all."""
        self._only_differing = on
        self._rearrange()

    def _rearrange(self) -> None:
        self.beginResetModel()
        table = self.table
        self.settings = table.differing() if self._only_differing else table.settings
        self.columns = ("", *table.figures, *self.settings)
        self._numbers = frozenset(
            name
            for name in self.columns
            if any(_is_number(values.get(name)) for _, values in table.rows)
        )
        self.endResetModel()

    # Columns in which at least one run has a number: what is missing stands at the right, too.
    _numbers: frozenset[str] = frozenset()

    columns: tuple[str, ...] = ("",)

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a run."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The name, then figures and settings."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Headings: the last part of a setting's path, all of it as a hint."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        name = self.columns[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return name or None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.tr("Run") if not section else heading(name)

    def data(self, index: Index, role: int = 0) -> Any:
        """Texts, and what they are sorted by."""
        if not index.isValid():
            return None
        info, values = self.table.rows[index.row()]
        if index.column() == 0:
            return info.name or info.id if role == Qt.ItemDataRole.DisplayRole else None
        name = self.columns[index.column()]
        value = values.get(name)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return worded(name, value, self.table)
            case Qt.ItemDataRole.TextAlignmentRole if name in self._numbers:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole if name in self.table.figures:
                font = QFont()
                font.setBold(name.startswith("test/"))
                return font
        return None

    def sort_key(self, row: int, column: int) -> tuple[int, float, str]:
        """Missing values first, then numbers by size, then texts."""
        info, values = self.table.rows[row]
        value: Value = info.name if column == 0 else values.get(self.columns[column])
        if value is None:
            return 0, 0.0, ""
        if isinstance(value, int | float):
            return 1, float(value), ""
        return 2, 0.0, value.casefold()


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def heading(name: str) -> str:
    """What a column is called."""
    split, slash, metric = name.partition("/")
    if slash:
        return f"{split} {contributed(metric_text.title(metric))}"
    return name.rpartition(".")[2].replace("_", " ")


def worded(name: str, value: Value, table: SettingsTable) -> str:
    """A cell: figures as everywhere else, settings as they are written in a file."""
    if value is None:
        return "–"
    if name in table.figures and isinstance(value, int | float):
        return f"{value:.1f} s" if name == "seconds" else metric_text.text(name, float(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
