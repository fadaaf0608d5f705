"""New dialog: what is to be labelled, with which labels, and what is asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.labelling import project as labellings
from workbench.labelling.project import Project
from workbench.ui.host import Host
from workbench.ui.labelling.sources_form import (
    FromDataset,
    FromFile,
    FromFolder,
    SourceChoice,
    SourceForm,
)
from workbench.ui.prompting.fields import Remark

KEY = "label: new"


class NewDialog(QDialog):
    """``made`` carries the folder of the labelling."""

    made = Signal(Path)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._filled = ""
        self.name = QLineEdit()
        self.question = QLineEdit()
        self.source = QComboBox()
        self.labels = QPlainTextEdit()
        self.forms = QStackedWidget()
        self.dataset = FromDataset(host)
        self.file = FromFile(host)
        self.folder = FromFolder(host)
        self.bar = QProgressBar()
        self.problem = Remark("error")
        self.note = Remark("muted")
        self.setWindowTitle(self.tr("New labelling"))
        self.setMinimumWidth(480)
        self._build()
        self._connect()
        self.dataset.begin()

    def _build(self) -> None:
        tr, form = self.tr, QFormLayout()
        self.name.setPlaceholderText(tr("What to call it"))
        self.question.setPlaceholderText(tr("Is this message spam?"))
        self.labels.setPlaceholderText(tr("One label a line"))
        self.labels.setTabChangesFocus(True)
        self.labels.setMinimumHeight(84)
        for words, widget in (
            (tr("A dataset"), self.dataset),
            (tr("A file of texts"), self.file),
            (tr("A folder of pictures"), self.folder),
        ):
            self.source.addItem(words)
            self.forms.addWidget(widget)
        for name, field in (
            (tr("Rows of"), self.source),
            (tr("Labels"), self.labels),
            (tr("Question"), self.question),
            (tr("Name"), self.name),
        ):
            field.setAccessibleName(name)
            form.addRow(name, field)
            if field is self.source:
                form.addRow(self.forms)
        self._align(form)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Making the labelling"))
        self.bar.hide()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.ok = self.buttons.addButton(tr("Begin"), accept)
        self.ok.setToolTip(tr("Ctrl+Return"))
        self.ok.setShortcut(QKeySequence("Ctrl+Return"))
        column.addLayout(form)
        for below in (self.note, self.bar, self.problem, self.buttons):
            column.addWidget(below)

    def _align(self, form: QFormLayout) -> None:
        """Let the fields of all forms begin at the same place."""
        forms = [form, self.dataset.form, self.file.form, self.folder.form]
        roles = QFormLayout.ItemRole.LabelRole
        items = [each.itemAt(row, roles) for each in forms for row in range(each.rowCount())]
        labels = [label for item in items if item is not None and (label := item.widget())]
        widest = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(widest)
        for each in forms:
            each.setHorizontalSpacing(10)
        self._fit()

    def _fit(self) -> None:
        """Take as much room as the form in sight needs, not as the largest one."""
        policy = QSizePolicy.Policy
        for place in range(self.forms.count()):
            shown = place == self.forms.currentIndex()
            vertical = policy.Preferred if shown else policy.Ignored
            page = self.forms.widget(place)
            if page is not None:
                page.setSizePolicy(policy.Preferred, vertical)

    def _connect(self) -> None:
        self.source.currentIndexChanged.connect(self._source_chosen)
        for form in (self.dataset, self.file, self.folder):
            form.found.connect(self._fill_labels)
            form.said.connect(self._show_message)
        self.buttons.accepted.connect(self._make)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _: self._host.background.cancel(KEY))
        self.finished.connect(lambda _: self.dataset.end())
        self.finished.connect(lambda _: self.deleteLater())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field says that the field is done, no more."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    @property
    def form(self) -> SourceForm:
        """The source that is chosen."""
        found = self.forms.currentWidget()
        assert isinstance(found, SourceForm)
        return found

    def _source_chosen(self, index: int) -> None:
        self.forms.setCurrentIndex(index)
        self._fit()
        self._show_message("", False)
        if self.labels.toPlainText() == self._filled:
            self.labels.clear()
            self._filled = ""
        self.form.begin()

    def _fill_labels(self, labels: tuple[str, ...]) -> None:
        """Fill labels in, unless the user wrote some."""
        if self.sender() is not self.form:
            return
        if self.labels.toPlainText() in ("", self._filled):
            self._filled = "\n".join(labels)
            self.labels.setPlainText(self._filled)

    def _show_message(self, message: str, wrong: bool) -> None:
        self.note.say("" if wrong else message)
        self.problem.say(message if wrong else "")

    def _make(self) -> None:
        taken = self.form.selection()
        lines = [line.strip() for line in self.labels.toPlainText().splitlines()]
        labels = tuple(dict.fromkeys(filter(None, lines)))
        if taken is None:
            waiting = self.form is self.dataset
            words = (
                self.tr("The dataset is not there yet.")
                if waiting
                else self.tr("Choose where the rows are.")
            )
            self.problem.say(words)
            return
        if len(labels) < 2:
            self.problem.say(self.tr("Name at least two labels, one a line."))
            return
        name = self.name.text().strip() or taken.origin
        self._start(taken, name[:80], labels, self.question.text().strip())

    def _start(
        self, selection: SourceChoice, name: str, labels: tuple[str, ...], question: str
    ) -> None:
        self.problem.say("")
        self._busy(True)

        def make(_: object) -> Project:
            items = selection.make()
            return labellings.create(
                name,
                items,
                labels,
                question,
                selection.origin,
                selection.licence,
                test_of=selection.test_of,
            )

        self._host.background.start(
            KEY,
            make,
            self._on_created,
            self._failed,
            widget=self,
            title=self.tr("Making a labelling"),
        )

    def _busy(self, on: bool) -> None:
        self.bar.setVisible(on)
        for widget in (self.source, self.forms, self.labels, self.question, self.name, self.ok):
            widget.setEnabled(not on)

    def _on_created(self, project: Project) -> None:
        self.made.emit(project.folder)
        self.accept()

    def _failed(self, error: WorkbenchError) -> None:
        self._busy(False)
        self.problem.say(f"{error.message} {error.remedy}")
