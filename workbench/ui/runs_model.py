"""The table of runs as a Qt model: facts in, cells out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from workbench.core.runs import RunInfo

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole
SPARK_ROLE = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()


@dataclass(frozen=True)
class Column:
    """A heading, what a cell says, and what it is sorted by."""

    title: str
    text: Callable[[RunInfo], str]
    key: Callable[[RunInfo], Any]
    number: bool = False


def metric(name: str, title: str, percent: bool) -> Column:
    """A column of one metric."""

    def text(info: RunInfo) -> str:
        value = info.metrics.get(name)
        if value is None:
            return "–"
        return f"{value:.2%}" if percent else f"{value:.4f}"

    # Runs without the metric come after all that have it.
    return Column(title, text, lambda i: i.metrics.get(name, float("-inf")), number=True)


def duration(seconds: float) -> str:
    """Seconds in two units at most."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


COLUMNS = (
    Column("", lambda i: "", lambda i: i.id),
    Column("Name", lambda i: i.name, lambda i: i.name.lower()),
    Column("Status", lambda i: i.status, lambda i: i.status),
    metric("test/accuracy", "Test accuracy", percent=True),
    metric("val/accuracy", "Val. accuracy", percent=True),
    metric("val/loss", "Val. loss", percent=False),
    Column("Loss curve", lambda i: "", lambda i: i.spark[-1] if i.spark else float("inf")),
    Column("Dataset", lambda i: i.dataset, lambda i: i.dataset),
    Column("Architecture", lambda i: i.architecture, lambda i: i.architecture),
    Column("Parameters", lambda i: f"{i.n_parameters:,}", lambda i: i.n_parameters, number=True),
    Column("Training", lambda i: duration(i.seconds), lambda i: i.seconds, number=True),
    Column("Tags", lambda i: ", ".join(i.tags), lambda i: i.tags),
    Column(
        "Created",
        lambda i: time.strftime("%Y-%m-%d %H:%M", time.localtime(i.created)),
        lambda i: i.created,
    ),
)
CHECK, NAME, SPARK, TAGS = 0, 1, 6, 11


class RunsModel(QAbstractTableModel):
    """Rows are runs; the first column says which are compared."""

    renamed = Signal(str, str)
    tagged = Signal(str, tuple)
    compared = Signal(tuple)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.infos: list[RunInfo] = []
        self.checked: set[str] = set()

    def set_infos(self, infos: list[RunInfo]) -> None:
        """Show these runs; what did not change keeps its place and selection."""
        if [i.id for i in infos] == [i.id for i in self.infos]:
            self.infos = infos
            if infos:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(infos) - 1, len(COLUMNS) - 1)
                )
            return
        self.beginResetModel()
        self.infos = infos
        self.checked &= {info.id for info in infos}
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a run."""
        return 0 if parent.isValid() else len(self.infos)

    def columnCount(self, parent: Index = ROOT) -> int:
        """See `COLUMNS`."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(COLUMNS[section].title) if COLUMNS[section].title else ""
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Texts, sort keys, the curve and the tick."""
        if not index.isValid():
            return None
        info, column = self.infos[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return column.text(info)
            case Qt.ItemDataRole.TextAlignmentRole if column.number:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.CheckStateRole if index.column() == CHECK:
                on = info.id in self.checked
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole:
                return info.message or info.note or None
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == SPARK:
                return ", ".join(f"{v:.3f}" for v in info.spark)
        if role == SORT_ROLE:
            return column.key(info)
        if role == SPARK_ROLE:
            return info.spark
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Names and tags can be edited, the first column ticked."""
        flags = super().flags(index)
        if index.column() in (NAME, TAGS):
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.column() == CHECK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        """Take an edit and tell the page, which writes it."""
        info = self.infos[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == CHECK:
            on = Qt.CheckState(value) == Qt.CheckState.Checked
            (self.checked.add if on else self.checked.discard)(info.id)
            self.dataChanged.emit(index, index)
            self.compared.emit(tuple(i.id for i in self.infos if i.id in self.checked))
            return True
        if role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() == NAME and str(value).strip():
            self.renamed.emit(info.id, str(value).strip())
            return True
        if index.column() == TAGS:
            self.tagged.emit(info.id, tuple(t.strip() for t in str(value).split(",") if t.strip()))
            return True
        return False
