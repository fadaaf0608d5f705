"""The table of classes, and the means over them in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench import Evaluated, PerClassScores, per_class_scores, per_label_scores
from workbench.ui import Host, Panel, PlotTable, RunState, RunTarget, SplitBox, add_plot_actions

# Room for the arrow of sorting beside a heading.
ARROW_PX = 20
SORTED_BY = Qt.ItemDataRole.UserRole
NONE = per_class_scores(np.zeros((0, 0), np.int64))
Index = QModelIndex | QPersistentModelIndex


class ClassModel(QAbstractTableModel):
    """A row a class: its name, three figures in per cent, and how many rows it has."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._scores = NONE
        self.of_labels = False
        self.headings = (
            self.tr("Class"),
            # A line for the unit: five columns are to fit beside the curves.
            self.tr("Precision\n(%)"),
            self.tr("Recall\n(%)"),
            self.tr("F1\n(%)"),
            self.tr("Rows"),
        )

    def show_scores(
        self, names: Sequence[str], scores: PerClassScores, of_labels: bool = False
    ) -> None:
        """Show others; of the same classes a selection stays.

        Parameters
        ----------
        of_labels
            Whether these are labels of which a row may have several.
        """
        same = tuple(names) == self._names
        if of_labels != self.of_labels:
            self.of_labels = of_labels
            first = self.tr("Label") if of_labels else self.tr("Class")
            self.headings = (first, *self.headings[1:])
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        if not same:
            self.beginResetModel()
        self._names = tuple(names)
        self._scores = scores
        if not same:
            self.endResetModel()
        elif names:
            last = self.index(len(names) - 1, len(self.headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def value(self, row: int, column: int) -> str | float:
        """What a cell holds: a name, a figure in per cent, or a number of rows."""
        if column == 0:
            return self._names[row]
        scores = self._scores
        if column == len(self.headings) - 1:
            return int(scores.support[row])
        figures = (scores.precision, scores.recall, scores.f1)[column - 1]
        return 100 * float(figures[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        value = self.value(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole if isinstance(value, float):
                return "–" if math.isnan(value) else f"{value:.1f}"
            case Qt.ItemDataRole.DisplayRole:
                return value if isinstance(value, str) else f"{value:,}"
            case Qt.ItemDataRole.TextAlignmentRole if index.column():
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole if isinstance(value, str):
                return value
            # A figure that is not known comes before all that are.
            case _ if role == SORTED_BY:
                return -1.0 if isinstance(value, float) and math.isnan(value) else value
        return None


class ClassTable(QTableView):
    """The classes in the order that its head was clicked to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ClassModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.rows)
        self._sorted.setSortRole(SORTED_BY)
        self._sorted.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        # As the classes are numbered, until a column is chosen.
        self._sorted.sort(-1)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        # Just what they need: the style leaves more, and the last ones would be out of sight.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        metrics = self.fontMetrics()
        for column, heading in enumerate(self.rows.headings):
            widest = max(
                metrics.horizontalAdvance(text) for text in (*heading.split("\n"), "100.0")
            )
            header.resizeSection(column, widest + ARROW_PX)
        header.setMinimumSectionSize(44)
        header.setStyleSheet("QHeaderView::section { padding: 4px 2px; }")
        self.setAccessibleName(self.tr("Figures of each class"))

    def plot_table(self) -> PlotTable:
        """The rows as they are sorted, to the last digit."""
        order = [
            self._sorted.mapToSource(self._sorted.index(row, 0)).row()
            for row in range(self._sorted.rowCount())
        ]
        columns: dict[str, npt.ArrayLike] = {
            heading.replace("\n", " "): [self.rows.value(row, column) for row in order]
            for column, heading in enumerate(self.rows.headings)
        }
        return PlotTable(columns)


class PerClassWidget(QWidget):
    """Follows the evaluations of a run."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run_target = RunTarget(host, "per-class", self)
        self._run_target.changed.connect(self._refresh)
        self._state = RunState()
        self.split = SplitBox()
        self.table = ClassTable()
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "muted")
        add_plot_actions(host, self.table, picture=False)
        top = QHBoxLayout()
        top.addWidget(self.split)
        top.addStretch(1)
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)
        self._panel = Panel(pane)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._panel)
        self.setMinimumSize(240, 240)
        self.split.chosen.connect(self._refresh)
        self.show_run(RunState())

    def show_run(self, state: RunState) -> None:
        """Show a run's latest evaluation."""
        other = state.run != self._state.run
        same = not other and state.evaluations is self._state.evaluations
        self._state = state
        if other:
            self.split.forget()
        if not same or self._panel.empty:
            self._refresh()

    def _refresh(self) -> None:
        evaluated = self.split.choose_from(
            {name: each for name, each in self._state.evaluations.items() if is_counted(each)}
        )
        if evaluated is None:
            self._panel.say(*self._nothing())
            return
        self._run_target.follow(self._state.run)
        if evaluated.confusion is not None:
            self._show(evaluated, per_class_scores(np.asarray(evaluated.confusion, np.int64)))
        elif self._run_target.target is not None:
            # Whether an answer names a label is for the target to say.
            predicted = self._run_target.target.predictions(np.asarray(evaluated.scores))
            self._show(evaluated, per_label_scores(np.asarray(evaluated.truth), predicted))

    def _show(self, evaluated: Evaluated, scores: PerClassScores) -> None:
        names = [self._run_target.name(number) for number in range(len(scores.support))]
        self.table.rows.show_scores(names, scores, evaluated.confusion is None)
        macro, micro = (
            [f"{100 * figure:.1f} %" for figure in figures]
            for figures in (scores.macro(), scores.micro())
        )
        epoch = f"{evaluated.epoch:.1f}"
        if evaluated.confusion is not None:
            words = self.tr(
                "Macro average: precision {0}, recall {1}, F1 {2}; {3} rows, epoch {4}."
            )
            n_rows = f"{int(scores.support.sum()):,}"
            self.words.setText(words.format(*macro, n_rows, epoch))
        else:
            words = self.tr(
                "Macro average: precision {0}, recall {1}, F1 {2}. Micro average: precision {3}, "
                "recall {4}, F1 {5}. {6} rows, epoch {7}."
            )
            n_rows = f"{len(np.asarray(evaluated.truth)):,}"
            self.words.setText(words.format(*macro, *micro, n_rows, epoch))
        self._panel.show_content()

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("Which classes are hard?"), self.tr(
                "Train, and precision and recall of each class appear here."
            )
        if self._state.live:
            return self.tr("Not measured yet"), self.tr(
                "Shown after the first evaluation (one per epoch)."
            )
        return self.tr("This run was not evaluated"), self.tr("It ended before an evaluation.")


def is_counted(evaluated: Evaluated) -> bool:
    """Whether it says what each class, or each of several labels, was taken for."""
    several = evaluated.scores is not None and np.ndim(evaluated.truth) == 2
    return evaluated.confusion is not None or several
