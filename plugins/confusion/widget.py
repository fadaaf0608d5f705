"""The confusion matrix and the pictures or texts behind its cells."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench import Data, Evaluated, WorkbenchError
from workbench.ui import (
    ExampleGallery,
    GalleryItem,
    Heatmap,
    Host,
    Panel,
    RunData,
    RunState,
    SplitBox,
    TextItem,
    add_plot_actions,
    data_split,
    example_item,
    mistake_item,
    mistakes_in,
)

SAMPLE = 60


class ConfusionWidget(QWidget):
    """Counts by truth and prediction; a cell opens the examples that fell into it."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._run_data = RunData(host, "confusion")
        self._state = RunState()
        self._data: Data | None = None
        self._data_run = ""
        self.matrix = Heatmap()
        self.normalisation = QComboBox()
        add_plot_actions(host, self.matrix)
        self._said = QLabel()
        self._split = SplitBox()
        self._accuracy = QLabel()
        self._accuracy.setProperty("role", "muted")
        self._accuracy.setWordWrap(True)
        self._said.setProperty("role", "muted")
        self._said.setWordWrap(True)
        self._panel = Panel(self._matrix_pane())
        self.cell = _CellPane(self._host)
        self._panel.addWidget(self.cell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(240, 300)
        self._connect()
        self._recolor()
        self.show_run(RunState())

    def _matrix_pane(self) -> QWidget:
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(10, 8, 10, 8)
        row = QHBoxLayout()
        for value, text in (
            ("none", self.tr("Counts")),
            ("row", self.tr("% of true class")),
            ("column", self.tr("% of predicted class")),
        ):
            self.normalisation.addItem(text, value)
        self.normalisation.setAccessibleName(self.tr("Normalise"))
        self.normalisation.setToolTip(
            self.tr("What each cell shows: rows, or a share of its true or its predicted class")
        )
        self.normalisation.setMinimumContentsLength(8)
        row.addWidget(self._split)
        row.addWidget(self.normalisation, 1)
        column.addLayout(row)
        column.addWidget(self._accuracy)
        column.addWidget(self.matrix, 1)
        column.addWidget(self._said)
        return pane

    def _connect(self) -> None:
        self._host.theme.changed.connect(self._recolor)
        self._split.chosen.connect(self._refresh)
        self.normalisation.currentIndexChanged.connect(self._normalise)
        self.matrix.opened.connect(self.open_cell)
        self.matrix.current_changed.connect(self._say)
        self.cell.closed.connect(self._close_cell)

    def _normalise(self) -> None:
        self.matrix.set_normalisation(self.normalisation.currentData())
        self._say(*self.matrix.current)

    def _recolor(self) -> None:
        self.matrix.set_colors(self._host.theme.colors)

    def show_run(self, state: RunState) -> None:
        """Show a run's latest evaluation."""
        other = state.run != self._state.run
        if not other and state.evaluations is self._state.evaluations and not self._panel.empty:
            self._state = state
            return
        self._state = state
        if other:
            self._split.forget()
            self._close_cell()
        self._refresh()

    def _evaluations(self) -> dict[str, Evaluated]:
        return {k: e for k, e in self._state.evaluations.items() if e.confusion is not None}

    @property
    def evaluated(self) -> Evaluated | None:
        """The evaluation that is shown."""
        return self._evaluations().get(self._split.split)

    def _refresh(self) -> None:
        evaluated = self._split.choose_from(self._evaluations())
        if evaluated is None:
            self._panel.say(*_nothing(self, self._state))
            return
        if self._data_run != self._state.run:
            self._data = None
            self._data_run = self._state.run
            self._run_data.request(self._state.run, self._data_came, self._data_failed)
        confusion = np.asarray(evaluated.confusion, np.int64)
        classes = self._data.target.classes if self._data is not None else ()
        names = classes or tuple(str(i) for i in range(len(confusion)))
        self.matrix.set_counts(confusion, names)
        share = 100 * float(np.trace(confusion)) / max(1, int(confusion.sum()))
        self._accuracy.setText(
            self.tr("{0} % right, epoch {1}").format(f"{share:.2f}", f"{evaluated.epoch:.1f}")
        )
        self._say(*self.matrix.current)
        if self._panel.currentWidget() is not self.cell:
            self._panel.show_content()

    def _data_came(self, data: Data) -> None:
        self._data = data if data.target.classes else None
        self._refresh()

    def _data_failed(self, error: WorkbenchError) -> None:
        self._host.notices.warn(error.message, error.remedy)

    def _say(self, row: int, column: int) -> None:
        self._said.setText(self.matrix.describe(row, column))

    def open_cell(self, truth: int, predicted: int) -> None:
        """Show the pictures or texts behind one cell."""
        evaluated = self.evaluated
        if evaluated is None:
            return
        title = self.matrix.describe(truth, predicted)
        if self._data is None:
            self.cell.show_items(title, self.tr("The examples are still being loaded."), ())
        else:
            note, items = self._examples(evaluated, truth, predicted, self._data)
            self.cell.show_items(title, note, items, self._data)
        self._panel.setCurrentWidget(self.cell)
        self.cell.examples.setFocus()

    def _examples(
        self, evaluated: Evaluated, truth: int, predicted: int, data: Data
    ) -> tuple[str, tuple[GalleryItem | TextItem, ...]]:
        mistakes = mistakes_in(evaluated, data)
        if truth == predicted:
            return self._correct(evaluated, truth, data)
        items = tuple(
            mistake_item(m, data) for m in mistakes if (m.truth, m.predicted) == (truth, predicted)
        )
        count = int(np.asarray(evaluated.confusion)[truth, predicted])
        if not count:
            return self.tr("No examples in this cell."), ()
        if len(items) < count:
            note = self.tr("{0} of {1}: a run keeps its {2} most confident mistakes.")
            return note.format(len(items), count, len(mistakes)), items
        return "", items

    def _correct(
        self, evaluated: Evaluated, truth: int, data: Data
    ) -> tuple[str, tuple[GalleryItem | TextItem, ...]]:
        """Which pictures were right is known only where every mistake of a whole split is."""
        kept = 0 if evaluated.mistakes is None else len(evaluated.mistakes)
        confusion = np.asarray(evaluated.confusion)
        all_kept = kept == int(confusion.sum() - np.trace(confusion))
        if evaluated.split != "test" or not all_kept:
            return self.tr(
                "A run keeps the examples it got wrong. Choose a cell off the diagonal."
            ), ()
        rows = np.flatnonzero(data_split(data, "test").y == truth)
        rows = np.setdiff1d(rows, np.asarray(evaluated.mistakes))[:SAMPLE]
        name = data.target.classes[truth]
        said = self.tr("row {0}")
        items = tuple(example_item(data, int(r), True, name, said.format(r)) for r in rows)
        return self.tr("The first {0} of those read correctly.").format(len(items)), items

    def _close_cell(self) -> None:
        if self._panel.currentWidget() is self.cell:
            self._panel.show_content()
            self.matrix.setFocus()


def _nothing(widget: QWidget, state: RunState) -> tuple[str, str]:
    if state.status in ("running", "paused", "stopping"):
        return widget.tr("Not measured yet"), widget.tr(
            "Shown after the first evaluation (one per epoch)."
        )
    if not state.status:
        return widget.tr("Which classes get mixed up?"), widget.tr(
            "Train, and after the first epoch you see which classes are confused."
        )
    if state.live:
        return widget.tr("Getting ready…"), ""
    return widget.tr("This run was not evaluated"), widget.tr("It ended before an evaluation.")


class _CellPane(QWidget):
    """The examples of one cell, and the way back."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.examples = ExampleGallery(host, self.tr("Examples behind the cell"))
        self.gallery = self.examples.gallery
        self.texts = self.examples.texts
        self._title = QLabel()
        self._note = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._back = QPushButton(self.tr("‹ Matrix"))
        self._back.setAccessibleName(self.tr("Back to the matrix"))
        self.closed = self._back.clicked
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._back.click)
        escape.setWhatsThis(self.tr("Back to the confusion matrix"))
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(top)
        column.addWidget(self._note)
        column.addWidget(self.examples, 1)

    def show_items(
        self,
        title: str,
        note: str,
        items: tuple[GalleryItem | TextItem, ...],
        data: Data | None = None,
    ) -> None:
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.examples.setVisible(bool(items))
        self.examples.set_items(items, data)
        if not items:
            self._back.setFocus()
