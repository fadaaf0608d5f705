"""The Data page: what a dataset is, how its labels are spread, and its rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core import blame
from workbench.core.contracts.dataset import Data, Dataset, FilePreview
from workbench.core.contracts.errors import MissingData, WorkbenchError
from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.params import make
from workbench.core.contracts.targets import Labels, Number
from workbench.core.experiment import Part
from workbench.core.leaks import Leak, leaks_of
from workbench.core.pretrained import loading as make_loading
from workbench.ui import contained, dataset_list, missing_data, own_data
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.forms.eliding_combo import ActionComboBox
from workbench.ui.forms.file_columns import FileColumns
from workbench.ui.forms.form import Form
from workbench.ui.forms.path_editor import lone_path
from workbench.ui.host import Host
from workbench.ui.leak_card import LeakCard
from workbench.ui.load_report import ChoiceButtons, LoadReportCard
from workbench.ui.markup import escaped
from workbench.ui.missing_data import MissingDataButtons
from workbench.ui.openers import openers
from workbench.ui.plots.balance import Balance
from workbench.ui.plots.data_rows import is_running, split_of
from workbench.ui.plots.head_table import HeadTable
from workbench.ui.plots.number_spread import NumberSpread
from workbench.ui.plots.plot_actions import add_plot_actions
from workbench.ui.plots.row_filter import RowFilter
from workbench.ui.translation import contributed

# Pixels of the column that says what a dataset is.
NARROWEST, WIDEST = 300, 400
# What shows rows of a kind that names no preview.
ROWS_PREVIEW = "workbench.ui:RowsPreview"


class DataPage(QWidget):
    """Loads a dataset in the background and shows it."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data: Data | None = None
        self._part = Part(id=host.experiment.dataset.id, params=host.experiment.dataset.params)
        # What the first rows belong to that are shown.
        self._headed: Part | None = None
        self._requested: Part | None = None
        self.form: Form | None = None
        self._build()
        self.setAcceptDrops(True)
        host.experiment_changed.connect(self._show_use)

    def _build(self) -> None:
        title = QLabel(self.tr("Data"))
        title.setProperty("role", "title")
        row = QHBoxLayout()
        row.addWidget(self._about_column(), 0)
        row.addLayout(self._right(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(title)
        layout.addLayout(row, 1)

    def _about_column(self) -> QScrollArea:
        self.choice = ActionComboBox()
        self.choice.setAccessibleName(self.tr("Dataset"))
        # Long names are read in the open list; they do not make the column wider than it is.
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(10)
        self._list()
        self._host.data.states_changed.connect(self._list)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.use = QPushButton(self.tr("Use for training"))
        self.use.clicked.connect(self._use)
        self._card = QLabel(wordWrap=True)
        self._about = ""
        self._card.setTextFormat(Qt.TextFormat.RichText)
        # It has no links: nothing in it is for the keyboard to go to.
        self._card.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._form_place = QVBoxLayout()
        self.balance = Balance(self._host.theme)
        self.spread = NumberSpread(self._host.theme)
        add_plot_actions(self._host, self.balance, self.spread)
        self._heading = QLabel()
        self._amounts = QLabel()
        self._heading.setProperty("role", "heading")
        frame = QFrame()
        frame.setProperty("role", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.choice)
        column.addWidget(self.use)
        column.addWidget(self._card)
        column.addLayout(self._form_place)
        for widget in (self._heading, self._amounts, self.balance, self.spread):
            column.addWidget(widget)
        column.addStretch(1)
        self._column = FittingColumn(frame, NARROWEST, WIDEST)
        self._column.setAccessibleName(self.tr("About the data"))
        return self._column

    def _list(self) -> None:
        """List every dataset, and show which it is."""
        classes = self._host.plugins.of(Dataset)
        dataset_list.fill(self.choice, classes, self._part.id, self._host.data.states)

    def _right(self) -> QVBoxLayout:
        self.filter = RowFilter()
        self.filter.changed.connect(self._show_rows)
        # The widget of each preview that was needed, by its class's name.
        self._previews: dict[str, Any] = {}
        self._stack = QStackedWidget()
        self._wait = self._waiting()
        self._stack.addWidget(self._wait)
        self.notes = QLabel(wordWrap=True)
        self.notes.setProperty("role", "muted")
        self.notes.setAccessibleName(self.tr("What became of the rows"))
        self.notes.hide()
        self.report = LoadReportCard()
        self.report.chosen.connect(self._change)
        self.report.used.connect(self._use)
        self.head = HeadTable()
        self.head.chosen.connect(self._change)
        self.head.used.connect(self._use)
        column = QVBoxLayout()
        self.leaks = LeakCard()
        column.addWidget(self.report)
        column.addWidget(self.head)
        column.addWidget(self.notes)
        column.addWidget(self.leaks)
        column.addWidget(self.filter)
        column.addWidget(self._stack, 1)
        return column

    def _waiting(self) -> QWidget:
        page = QWidget()
        self._words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(self.tr("Loading"))
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(360)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self._cancelled)
        self._again = QPushButton(self.tr("Try again"))
        self._again.clicked.connect(self.load)
        self.choices = ChoiceButtons()
        self.choices.chosen.connect(self._change)
        self.missing = MissingDataButtons()
        self.missing.download_wanted.connect(self._download)
        self.missing.choose_wanted.connect(self._choose_missing)
        self._host.data.fetching.connect(self._fetching)
        self._host.data.fault_changed.connect(self._fault_changed)
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addSpacing(8)
        for widget in (self._progress, self.missing, self.choices, self._cancel, self._again):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def showEvent(self, event: QShowEvent) -> None:
        """Load when first seen, and again when files changed."""
        super().showEvent(event)
        self._host.data.look_at_all()
        if self._data is None or self._host.data.peek(self._part) is None:
            self._show_about()
            self.load()

    def _chosen(self) -> None:
        if self.choice.currentData() == dataset_list.OWN:
            self._list()
            own_data.ask_for_own(self._host, self, self._open)
            return
        self._part = Part(id=self.choice.currentData(), params=self._settings_for_next())
        self._show_about()
        self.load()

    def _settings_for_next(self) -> dict[str, object]:
        """What is recommended, and the file that is shown where that dataset reads such files."""
        path = self._part.params.get("path")
        cls = self._host.plugins.of(Dataset).get(self.choice.currentData())
        if cls is None:
            return {}
        reads = path and Path(str(path)).suffix.lower() in cls.opens
        return {**cls.recommended, **({"path": path} if reads else {})}

    def _show_about(self) -> None:
        cls = self._host.plugins.of(Dataset).get(self._part.id)
        if cls is None:
            return
        if self.form is not None:
            self.form.deleteLater()
            self.form = None
        if cls.Params.model_fields:
            self.form = Form(cls.Params, self._part.params, self._host.theme, narrow=True)
            self.form.changed.connect(self._set_params)
            self._form_place.addWidget(self.form)
            FileColumns(self._host, cls, self.form, self._part.params)
        self._show_use()
        card = cls.card
        rows = [f"<p>{escaped(contributed(cls.about))}</p>"]
        for label, text in (
            (self.tr("What"), contributed(card.summary)),
            (self.tr("Size"), contributed(card.size)),
            (self.tr("Licence"), card.licence),
            (self.tr("Source"), contributed(card.source)),
            (self.tr("Cite"), card.citation),
        ):
            if text:
                rows.append(f"<p><b>{escaped(label)}:</b> {escaped(text)}</p>")
        self._about = "".join(rows)
        self._card.setText(self._about)

    def _set_params(self, values: dict[str, object]) -> None:
        if self.form is not None and not self.form.problems:
            self._part = Part(id=self._part.id, params=values)
            self.load()

    def _change(self, settings: dict[str, object]) -> None:
        """Read the data in another way; what Train would train follows where it is the same."""
        before = self._part
        self._part = Part(id=before.id, params={**before.params, **settings})
        if self._host.experiment.dataset == before:
            self._use()
        self._show_about()
        self.load()

    def _use(self) -> None:
        """Make Train train on this data, read in this way."""
        chosen = self._host.experiment.on_dataset(self._part.id)
        chosen = chosen.with_part("dataset", self._part.id, self._part.params)
        self._host.set_experiment(chosen)
        self._show_use()

    def _show_use(self) -> None:
        used = self._host.experiment.dataset == self._part
        words = self.tr("Used for training") if used else self.tr("Use for training")
        for button in (self.use, self.report.use, self.head.use):
            button.setEnabled(not used)
            button.setText(words)

    # --- files

    def open_table(self, path: Path) -> None:
        """Show a file or folder as the dataset does that suits it best; the list has the others."""
        self._host.data.cancel(self._part, self._loaded)
        self._clear()
        own_data.open_own(self._host, path, self._open)

    def _open(self, part: Part) -> None:
        self._host.data.cancel(self._part, self._loaded)
        self._part = part
        self._list()
        self._show_about()
        self.load()

    def _download(self) -> None:
        """Get the files that are missing; `_fault_changed` goes on once they are here."""
        self.missing.hide()
        self._again.hide()
        self._words.setText(self.tr("Downloading…"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._cancel.show()
        self._host.data.download(self._part, self._failed)

    def _fetching(self, part: Part, what: str, done: float, total: float | None) -> None:
        if part == self._part and self._data is None:
            self._report(what, done, total)

    def _choose_missing(self) -> None:
        fault = self._host.data.fault(self._part)
        if isinstance(fault, MissingData):
            missing_data.choose(self, self._host, self._part, fault, self._change)

    def _fault_changed(self, part: Part) -> None:
        """Load what was missing, once it has come."""
        is_shown = part == self._part and self.isVisible()
        if is_shown and self._data is None and self._host.data.fault(part) is None:
            self.load()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or folder that is dropped."""
        if self._dropped(event.mimeData()) is None:
            super().dragEnterEvent(event)
        else:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show it."""
        if (path := self._dropped(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.open_table(path)

    def _dropped(self, data: QMimeData) -> Path | None:
        """The lone file or folder among what is dragged, if a dataset opens it."""
        path = lone_path(data)
        if path is None:
            return None
        is_folder = not path.suffix and path.is_dir()
        return path if openers(self._host.plugins, path, is_folder=is_folder) else None

    def load(self) -> None:
        """Load the chosen dataset in the background."""
        self._clear()
        self._preview_head()
        # What comes late of another choice would be taken for this one's.
        if self._requested is not None and self._requested != self._part:
            self._host.data.cancel(self._requested, self._loaded)
        self._requested = self._part
        self._host.data.request(self._part, self._loaded, self._failed, self._report)

    def _clear(self) -> None:
        """Show nothing of other data while these are on their way."""
        self._data = None
        self.report.show_report(None)
        self.notes.hide()
        self.leaks.show_leaks(())
        self.choices.show_choices(())
        self.missing.show_missing(None)
        self.filter.hide()
        # Figures of other data would stand beside the reason why these could not be read.
        for widget in (self._heading, self._amounts, self.balance, self.spread):
            widget.hide()
        self._stack.setCurrentWidget(self._wait)
        self._words.setText(self.tr("Loading…"))
        self._progress.setRange(0, 0)
        self._progress.show()
        self._cancel.show()
        self._again.hide()

    def _preview_head(self) -> None:
        """Show the first rows of a file while all of it is read."""
        part, plugins = self._part, self._host.plugins
        cls = plugins.get(Dataset, part.id)
        if cls.preview is Dataset.preview:
            self.head.show_preview(None)
            return
        if self._headed is None or self._headed.params.get("path") != part.params.get("path"):
            self.head.show_preview(None)

        def look(_: BackgroundJob) -> FilePreview | None:
            try:
                return cls(make_loading(plugins)).preview(make(cls.Params, part.params, cls.id))
            except BaseException as error:  # noqa: BLE001 - loading says what is wrong
                blame.let_through(error)
                return None

        def show(found: FilePreview | None) -> None:
            late = self._data is not None and self._shows_its_head(self._data)
            if self._part == part and not late:
                self._headed = part
                self.head.show_preview(found)

        self._host.background.start(
            "data: preview", look, show, title=self.tr("Reading the first rows")
        )

    def _shows_its_head(self, data: Data) -> bool:
        """Whether the page says of loaded data what its first rows did, which then take room.

        A report says what the columns are, and a running text begins with its first lines.
        """
        return getattr(data, "report", None) is not None or is_running(data)

    def _report(self, what: str, done: float, total: float | None) -> None:
        self._words.setText(what)
        self._progress.setRange(0, 1000 if total else 0)
        if total:
            self._progress.setValue(round(1000 * done / total))

    def _cancelled(self) -> None:
        self._host.data.cancel(self._part, self._loaded)
        self._host.data.stop_download(self._part)
        self._show_stop(self.tr("Cancelled."))

    def _failed(self, error: WorkbenchError) -> None:
        choices = getattr(error, "choices", ())
        missing = error if isinstance(error, MissingData) else None
        remedy = self.tr("Choose how to read it:") if choices else error.remedy
        # Buttons say what to do about missing files.
        self._show_stop(error.message if missing else f"{error.message}\n{remedy}")
        self.choices.show_choices(choices)
        self.missing.show_missing(missing)

    def _show_stop(self, message: str) -> None:
        self._words.setText(message)
        self._progress.hide()
        self._cancel.hide()
        self._again.show()

    def _loaded(self, data: Data) -> None:
        self._data = data
        self._again.hide()
        # Data that was read from a table has its report as data, not only in sentences.
        report = getattr(data, "report", None)
        self.report.show_report(report)
        self.notes.setText("\n".join(data.notes))
        self.notes.setVisible(report is None and bool(data.notes))
        if self._shows_its_head(data):
            self.head.show_preview(None)
        self._show_use()
        self._show_amounts(data)
        self._stack.setCurrentWidget(self._preview_for(data.inputs))
        self.filter.set_data(data)
        self.filter.show()
        self._host.background.start(
            "data: hash",
            lambda _: data.digest(),
            self._show_hash,
            title=self.tr("Hashing the dataset"),
        )
        self._host.background.start(
            "data: leaks",
            lambda job: leaks_of(data, job.check),
            lambda leaks: self._show_leaks(data, leaks),
            title=self.tr("Looking for leaks"),
        )

    def _show_leaks(self, data: Data, leaks: tuple[Leak, ...]) -> None:
        if data is self._data:
            self.leaks.show_leaks(leaks)

    @property
    def preview(self) -> Any:
        """The widget that shows the rows; before data is loaded, the one that says so."""
        return self._stack.currentWidget()

    def _preview_for(self, kind: InputKind) -> Any:
        """The kind's own preview, or a table where it names none or that one cannot be made."""
        name = kind.preview or ROWS_PREVIEW
        if name not in self._previews:
            try:
                made = contained.new_widget(name, self._host)
            except BaseException as error:  # noqa: BLE001 - a plugin's fault leaves the page
                blame.let_through(error)
                self._host.notices.error(blame.contained(error, type(kind)))
                made = contained.new_widget(ROWS_PREVIEW, self._host)
            self._previews[name] = made
            self._stack.addWidget(made)
        return self._previews[name]

    def _show_amounts(self, data: Data) -> None:
        """How much there is, and how the labels of both splits are spread."""
        target = data.target
        self._heading.show()
        if is_running(data):
            words = self.tr("Training: {0}\nTest: {1}\nVocabulary: {2}")
            self._heading.setText(self.tr("Tokens"))
            amounts = (len(data.train), len(data.test), target.n_outputs)
            self._amounts.setText(words.format(*(f"{n:,}" for n in amounts)))
            self._amounts.show()
            return
        train, test = (split_of(data, name).y for name in ("train", "test"))
        if isinstance(target, Number):
            unit = f" ({target.unit})" if target.unit else ""
            self._heading.setText((target.quantity or self.tr("Number")).capitalize() + unit)
            self.spread.show_numbers(target, train, test)
            self.spread.show()
        elif isinstance(target, Labels):
            self._heading.setText(self.tr("Labels: training + test"))
            self.balance.show_counts(target.names, train.sum(0), test.sum(0))
            self.balance.show()
        elif target.classes:
            n = len(target.classes)
            counts = [np.bincount(y, minlength=n) for y in (train, test)]
            self._heading.setText(self.tr("Classes: training + test"))
            self.balance.show_counts(target.classes, *counts)
            self.balance.show()
        else:
            self._heading.setText(contributed(data.inputs.noun[1].capitalize()))
            words = self.tr("Training: {0}\nTest: {1}")
            self._amounts.setText(words.format(f"{len(train):,}", f"{len(test):,}"))
            self._amounts.show()

    def _show_hash(self, digest: str) -> None:
        words = f"<p><b>{escaped(self.tr('Hash'))}:</b> {escaped(digest[:16])}…</p>"
        self._card.setText(self._about + words)
        self._card.setToolTip(f"SHA-256 {digest}")

    def _show_rows(self) -> None:
        data, rows = self._data, self.filter.rows
        if data is None:
            return
        split = split_of(data, self.filter.split)
        try:
            self.preview.show_rows(data.inputs, data.target, split, rows)
        except BaseException as error:  # noqa: BLE001 - a kind's fault leaves the page
            blame.let_through(error)
            fault = blame.contained(error, type(data.inputs))
            self._stack.setCurrentWidget(self._wait)
            self._show_stop(f"{fault.message}\n{fault.remedy}")


class FittingColumn(QScrollArea):
    """As wide as what it holds needs, within bounds; beyond them it scrolls sideways as well."""

    def __init__(self, content: QWidget, narrowest: int, widest: int) -> None:
        super().__init__()
        self._bounds = (narrowest, widest)
        self._content = content
        self.setWidgetResizable(True)
        self.setWidget(content)
        content.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        needed = self._content.minimumSizeHint().width() + bar + 2 * self.frameWidth()
        narrowest, widest = self._bounds
        self.setFixedWidth(min(max(needed, narrowest), widest))
