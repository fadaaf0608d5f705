"""Function table: labelling functions with their figures."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from workbench.labelling.functions import Function
from workbench.labelling.votes import Applied, Judged
from workbench.ui.column_header import LEFT, RIGHT, align_headings


class FunctionTable(QTableWidget):
    """``chosen`` carries the place of a function, -1 for none."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 7, parent)
        align_headings(self)
        tr = self.tr
        heads = (
            (tr("Rule"), ""),
            (tr("Label"), ""),
            (tr("Covers"), tr("Share of the rows that it labels")),
            (tr("Overlaps"), tr("Share of the rows that another rule labels too")),
            (tr("Conflicts"), tr("Share of the rows that another rule labels differently")),
            (
                tr("Accuracy on labelled"),
                tr("On rows that people labelled, with Wilson's 95 % interval"),
            ),
            (tr("Estimated"), tr("Its accuracy as the label model estimates it")),
        )
        for column, (words, about) in enumerate(heads):
            item = QTableWidgetItem(words)
            item.setToolTip(about)
            item.setTextAlignment(RIGHT if column > 1 else LEFT)
            self.setHorizontalHeaderItem(column, item)
        self.setAccessibleName(tr("Labelling rules"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.itemSelectionChanged.connect(lambda: self.chosen.emit(self.selected_row))

    @property
    def selected_row(self) -> int:
        """Which function is chosen; -1 for none."""
        rows = self.selectionModel().selectedRows() if self.selectionModel() else []
        return rows[0].row() if rows else -1

    def show_functions(self, functions: tuple[Function, ...], applied: Applied | None) -> None:
        """List functions, and what is known of each."""
        keep, judged = self.selected_row, {}
        waiting: set[str] = set()
        if applied is not None:
            judged = {each.name: each for each in applied.judged}
            waiting = {each.name for each in applied.waiting}
        self.blockSignals(True)
        self.setRowCount(len(functions))
        for row, function in enumerate(functions):
            says = function.label or self.tr("what a model says")
            cells = [function.name, says, *self._figures(judged.get(function.name))]
            if function.name in waiting:
                cells[2] = self.tr("not asked yet")
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column > 1:
                    item.setTextAlignment(RIGHT)
                self.setItem(row, column, item)
        if 0 <= keep < len(functions):
            self.selectRow(keep)
        else:
            self.clearSelection()
        self.blockSignals(False)

    def _figures(self, judged: Judged | None) -> list[str]:
        if judged is None:
            return [""] * 5
        checked = "–"
        if judged.low is not None and judged.high is not None:
            words = self.tr("{0} of {1} ({2:.0%}–{3:.0%})")
            checked = words.format(judged.right, judged.checked, judged.low, judged.high)
        estimated = "–" if judged.estimated is None else f"{judged.estimated:.0%}"
        parts = (judged.coverage, judged.overlaps, judged.conflicts)
        return [*(f"{part:.1%}" for part in parts), checked, estimated]
