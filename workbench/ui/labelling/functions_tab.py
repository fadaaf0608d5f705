"""Functions tab: rules that label many rows at once, with their figures, and all together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.labelling.functions import Function
from workbench.ui.host import Host
from workbench.ui.labelling.function_form import FunctionForm
from workbench.ui.labelling.function_table import FunctionTable
from workbench.ui.labelling.together import Together
from workbench.ui.labelling.work import LabellingState


class FunctionsTab(QWidget):
    """``wanted`` carries rows that are to be labelled next."""

    wanted = Signal(list)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._work: LabellingState | None = None
        self.table = FunctionTable()
        self.form = FunctionForm(host)
        self.together = Together()
        self.new = QPushButton(self.tr("New rule"))
        self.delete = QPushButton()
        self.undo = QPushButton(self.tr("Undo"))
        # Where they stood, and in which labelling.
        self._deleted: list[tuple[LabellingState, int, Function]] = []
        self._build()
        self.table.chosen.connect(self._choose)
        self.new.clicked.connect(self._begin)
        self.delete.clicked.connect(self._delete)
        self.undo.clicked.connect(self.undo_delete)
        self.form.given.connect(self.keep)
        self.form.prompt.wanted.connect(self._ask)
        self.form.prompt.asking.ended.connect(lambda _: self._on_answered())
        self.together.wanted.connect(self.wanted)

    def _build(self) -> None:
        self.delete.setText(self.tr("Delete"))
        self.delete.setEnabled(False)
        self.undo.setEnabled(False)
        self.undo.setAccessibleName(self.tr("Undo delete"))
        self.undo.setToolTip(self.tr("Bring back the rule that was deleted last"))
        about = QLabel(
            self.tr("Rules label many rows at once. Each can be wrong; they are weighted together.")
        )
        about.setProperty("role", "muted")
        about.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(about, 1)
        top.addWidget(self.new)
        top.addWidget(self.delete)
        top.addWidget(self.undo)
        upper, upper_column = QWidget(), QVBoxLayout()
        upper.setLayout(upper_column)
        upper_column.setContentsMargins(0, 0, 0, 4)
        upper_column.addLayout(top)
        upper_column.addWidget(self.table, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.setObjectName("scrolled")
        scroll.setWidget(self.form)
        scroll.setMinimumWidth(300)
        lower = QSplitter()
        lower.setChildrenCollapsible(False)
        lower.addWidget(scroll)
        lower.addWidget(self.together)
        lower.setSizes([420, 360])
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(lower)
        split.setSizes([210, 340])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(split)

    def show_work(self, work: LabellingState) -> None:
        """Another labelling was opened."""
        self._work = work
        self.table.clearSelection()
        self.form.show_work(work)
        work.applied.connect(self._show)
        self._show()

    def _show(self) -> None:
        if self._work is not None:
            self.table.show_functions(self._work.project.head.function, self._work.functions)
            self.together.show_work(self._work)
            self.delete.setEnabled(self.table.selected_row >= 0)

    def _choose(self, index: int) -> None:
        self.delete.setEnabled(index >= 0)
        if self._work is not None:
            functions = self._work.project.head.function
            self.form.show_function(functions[index] if 0 <= index < len(functions) else None)

    def _begin(self) -> None:
        self.table.clearSelection()
        self.form.show_function(None)
        self.form.looks.setFocus()

    # Keeping

    def keep(self, function: Function) -> bool:
        """Add a function, or put it in the place of the one that is edited."""
        work, place = self._work, self.table.selected_row
        if work is None:
            return False
        functions = list(work.project.head.function)
        if 0 <= place < len(functions):
            functions[place] = function
        else:
            functions.append(function)
        if not self._write(tuple(functions)):
            return False
        self.table.blockSignals(True)
        if place < 0 and function.kind != "prompt":
            self.form.show_function(None)
            self.form.looks.setFocus()
        else:
            self.table.selectRow(place if place >= 0 else len(functions) - 1)
            self.form.show_function(function)
        self.table.blockSignals(False)
        self.delete.setEnabled(self.table.selected_row >= 0)
        return True

    def _write(self, functions: tuple[Function, ...]) -> bool:
        work = self._work
        if work is None:
            return False
        try:
            work.set_project(work.project.with_head(function=functions))
        except WorkbenchError as error:
            self.form.problem.say(f"{error.message} {error.remedy}")
            return False
        self._show()
        return True

    def _delete(self) -> None:
        work, place = self._work, self.table.selected_row
        if work is None or place < 0:
            return
        before = work.project.head.function
        self.table.clearSelection()
        if self._write(before[:place] + before[place + 1 :]):
            self._deleted.append((work, place, before[place]))
            self.undo.setEnabled(True)
            words = self.tr("Rule {0} deleted.").format(before[place].name)
            self._host.notices.info(words, (self.tr("Undo"), self.undo_delete))

    def undo_delete(self) -> None:
        """Bring the rule that was deleted last back to where it stood; later ones stay."""
        self._deleted = [each for each in self._deleted if each[0] is self._work]
        if self._deleted:
            work, place, function = self._deleted.pop()
            rest = work.project.head.function
            self._write((*rest[:place], function, *rest[place:]))
        self.undo.setEnabled(bool(self._deleted))

    # Asking

    def _ask(self) -> None:
        """Keep the prompt as it stands, and put it to its model."""
        found = self.form.function()
        if found is not None and self.keep(found):
            self.form.prompt.ask(found)

    def _on_answered(self) -> None:
        if self._work is not None:
            self._work.apply()
