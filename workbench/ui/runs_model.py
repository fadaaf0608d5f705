"""The table of runs as a Qt model: facts in, cells out."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from workbench.core import metric_text
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.runs.store import RunInfo
from workbench.ui.translation import contributed

Index = QModelIndex | QPersistentModelIndex
SPARK_ROLE = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()
Kinds: TypeAlias = Sequence[type[TargetKind]]


@dataclass(frozen=True)
class RunColumn:
    """A heading, what a cell says, and what it is sorted by."""

    title: str
    text: Callable[[RunInfo], str]
    key: Callable[[RunInfo], Any]
    number: bool = False


def metric(name: str, title: str) -> RunColumn:
    """A column of one metric."""

    def text(info: RunInfo) -> str:
        value = info.metrics.get(name)
        return "–" if value is None else f"{value:.4f}"

    # Runs without the metric come after all that have it.
    return RunColumn(title, text, lambda i: i.metrics.get(name, float("-inf")), number=True)


def result(split: str, title: str, kinds: Kinds = ()) -> RunColumn:
    """A column of the metric that decides, whichever that is for a run's target."""
    directions = metric_text.directions(kinds)

    def text(info: RunInfo) -> str:
        found = metric_text.of_run(info.metrics, split, kinds)
        if found is None:
            return "–"
        return f"{contributed(metric_text.title(found[0]))} {metric_text.text(*found)}"

    return RunColumn(
        title, text, lambda info: goodness(info, split, directions, kinds), number=True
    )


def goodness(
    info: RunInfo, split: str, directions: Mapping[str, int], kinds: Kinds = ()
) -> tuple[str, float]:
    """What runs are sorted by: the metric that decides, and its value, more is better.

    Runs of one metric stand together; those that were not measured come first.
    """
    found = metric_text.of_run(info.metrics, split, kinds)
    if found is None:
        return "", float("-inf")
    name, value = found
    return name, float("-inf") if math.isnan(value) else directions.get(name, 1) * value


def duration(seconds: float) -> str:
    """Seconds in two units at most."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def columns(kinds: Kinds = ()) -> tuple[RunColumn, ...]:
    """What is shown of a run, by columns; ``kinds`` are targets beside the built-in ones."""
    return (
        RunColumn("", lambda i: "", lambda i: i.id),
        RunColumn("Name", lambda i: i.name, lambda i: i.name.lower()),
        RunColumn("Status", lambda i: contributed(i.status), lambda i: i.status),
        result("test", "Test", kinds),
        result("val", "Validation", kinds),
        metric("val/loss", "Val. loss"),
        RunColumn("Loss curve", lambda i: "", lambda i: i.spark[-1] if i.spark else float("inf")),
        RunColumn("Dataset", lambda i: i.dataset, lambda i: i.dataset),
        RunColumn("Architecture", lambda i: i.architecture, lambda i: i.architecture),
        RunColumn(
            "Parameters", lambda i: f"{i.n_parameters:,}", lambda i: i.n_parameters, number=True
        ),
        RunColumn("Training", lambda i: duration(i.seconds), lambda i: i.seconds, number=True),
        RunColumn("Tags", lambda i: ", ".join(i.tags), lambda i: i.tags),
        RunColumn(
            "Created",
            lambda i: time.strftime("%Y-%m-%d %H:%M", time.localtime(i.created)),
            lambda i: i.created,
        ),
    )


COLUMNS = columns()
CHECK, NAME, TEST, SPARK, TAGS = 0, 1, 3, 6, 11


class RunsModel(QAbstractTableModel):
    """Rows are runs; the first column says which are compared."""

    renamed = Signal(str, str)
    tagged = Signal(str, tuple)
    compared = Signal(tuple)

    def __init__(self, parent: QObject | None = None, kinds: Kinds = ()) -> None:
        super().__init__(parent)
        # Targets beside the built-in ones: they say which metric decides, and its direction.
        self._kinds = kinds
        self._columns = columns(kinds)
        # What is shown, in its order, and all there is.
        self.infos: list[RunInfo] = []
        self.every: list[RunInfo] = []
        self.checked: set[str] = set()
        self._column = len(COLUMNS) - 1
        self._descending = True
        self._words = ""
        self._best: frozenset[str] = frozenset()

    def set_infos(self, infos: list[RunInfo]) -> None:
        """Show these runs; what did not change keeps its place and selection."""
        self.every = infos
        self._best = best_of_each(infos, self._kinds)
        infos = self._arranged()
        if [i.id for i in infos] == [i.id for i in self.infos]:
            self.infos = infos
            if infos:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(infos) - 1, len(COLUMNS) - 1)
                )
            return
        self.beginResetModel()
        self.infos = infos
        self.checked &= {info.id for info in self.every}
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equals keep their order."""
        self._column = column if column >= 0 else len(COLUMNS) - 1
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._rearrange()

    def set_filter(self, text: str) -> None:
        """Show only runs in which one of the cells has these words."""
        self._words = text.casefold()
        self._rearrange()

    def _arranged(self) -> list[RunInfo]:
        # By Qt's own sorting, every comparison would come here for two cells.
        shown = self.every
        if self._words:
            shown = [info for info in shown if self._words in _cells(info, self._columns)]
        return sorted(shown, key=self._columns[self._column].key, reverse=self._descending)

    def _rearrange(self) -> None:
        fresh = self._arranged()
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        which = [self.infos[index.row()].id for index in before]
        self.infos = fresh
        wanted = set(which)
        rows = {info.id: row for row, info in enumerate(fresh) if info.id in wanted}
        after = [
            self.index(rows[id], old.column()) if id in rows else QModelIndex()
            for id, old in zip(which, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        """One row a run."""
        return 0 if parent.isValid() else len(self.infos)

    def columnCount(self, parent: Index = ROOT) -> int:
        """See `COLUMNS`."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return contributed(COLUMNS[section].title) if COLUMNS[section].title else ""
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Texts, sort keys, the curve and the tick."""
        if not index.isValid():
            return None
        info, column = self.infos[index.row()], self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return column.text(info)
            case Qt.ItemDataRole.TextAlignmentRole if column.number:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.CheckStateRole if index.column() == CHECK:
                on = info.id in self.checked
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.FontRole if index.column() == TEST and info.id in self._best:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ToolTipRole if index.column() == TEST and info.id in self._best:
                return self.tr("The best test result on {0} so far").format(info.dataset)
            case Qt.ItemDataRole.ToolTipRole:
                return contributed(info.message or info.note) or None
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == SPARK:
                return ", ".join(f"{v:.3f}" for v in info.spark)
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
            self.compared.emit(tuple(i.id for i in self.every if i.id in self.checked))
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


def best_of_each(infos: Sequence[RunInfo], kinds: Kinds = ()) -> frozenset[str]:
    """The ids of the runs with the best test result on their dataset, where there are several."""
    by_dataset: dict[tuple[str, str], list[tuple[float, str]]] = {}
    directions = metric_text.directions(kinds)
    for info in infos:
        name, value = goodness(info, "test", directions, kinds)
        if name:
            by_dataset.setdefault((info.dataset, name), []).append((value, info.id))
    rivals = (found for found in by_dataset.values() if len(found) > 1)
    return frozenset(id for found in rivals for value, id in found if value == max(found)[0])


def _cells(info: RunInfo, columns: Sequence[RunColumn]) -> str:
    """All that a row says, in small letters."""
    return "\n".join(column.text(info) for column in columns).casefold()
