"""Function form: one labelling function, tried on the rows while it is written."""

from __future__ import annotations

import pydantic
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.params import problems_of
from workbench.labelling.functions import Function
from workbench.labelling.preview import Preview, preview
from workbench.ui.comparing.adding import plain_prompt, prompts
from workbench.ui.host import Host
from workbench.ui.labelling.prompt_part import PromptPart
from workbench.ui.labelling.work import LabellingState
from workbench.ui.markup import escaped
from workbench.ui.prompting.fields import Remark

TRY_MS = 120
KEY = "label: preview"


class FunctionForm(QWidget):
    """``given`` carries a function that is to be kept."""

    given = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._work: LabellingState | None = None
        self._old: Function | None = None
        self.kind = QComboBox()
        self.name = QLineEdit()
        self.looks = QLineEdit()
        self.label = QComboBox()
        self.otherwise = QComboBox()
        self.prompts = QComboBox()
        self.prompt = PromptPart(host)
        self.keep = QPushButton(self.tr("Add"))
        self.problem = Remark("error")
        self.hits = QLabel(wordWrap=True)
        self.examples = QLabel(wordWrap=True)
        self._try = QTimer(self, singleShot=True, interval=TRY_MS)
        self._try.timeout.connect(self._look)
        self._build()
        self._connect()

    def _build(self) -> None:
        tr = self.tr
        for words, kind in (
            (tr("Words"), "words"),
            (tr("A pattern"), "pattern"),
            (tr("A prompt to a model"), "prompt"),
        ):
            self.kind.addItem(words, kind)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self.name.setPlaceholderText(tr("automatic"))
        self.otherwise.setToolTip(tr("Label of rows where nothing is found"))
        for words, widget in (
            (tr("Look for"), self.kind),
            (tr("Words"), self.looks),
            (tr("Label"), self.label),
            (tr("Otherwise"), self.otherwise),
            (tr("Prompt"), self.prompts),
            (tr("Model"), self.prompt),
            (tr("Name"), self.name),
        ):
            if widget is not self.prompt:
                widget.setAccessibleName(words)
            if isinstance(widget, QComboBox):
                policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                widget.setSizeAdjustPolicy(policy)
                widget.setMinimumContentsLength(10)
            self._form.addRow(words, widget)
        self.hits.setProperty("role", "muted")
        self.examples.setTextFormat(Qt.TextFormat.RichText)
        self.examples.setAlignment(Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(self.hits, 1)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.addLayout(self._form)
        column.addWidget(self.problem)
        column.addLayout(foot)
        column.addWidget(self.examples, 1)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        for field in (self.looks, self.name):
            field.textChanged.connect(lambda _: self._try.start())
            field.returnPressed.connect(self._give)
        for box in (self.label, self.otherwise):
            box.currentIndexChanged.connect(lambda _: self._try.start())
        self.prompts.currentIndexChanged.connect(lambda _: self._prompt_chosen())
        self.prompt.changed.connect(self._prompt_chosen)
        self.keep.clicked.connect(self._give)

    def show_work(self, work: LabellingState) -> None:
        """Write functions for this labelling."""
        self._work = work
        self.prompt.show_work(work)
        classes = work.project.classes
        for box, first in ((self.label, None), (self.otherwise, self.tr("nothing"))):
            box.clear()
            if first is not None:
                box.addItem(first, "")
            for name in classes:
                box.addItem(name, name)
        self.prompts.clear()
        what = work.project.head.name
        self.prompts.addItem(self.tr("Plain: name the labels"), plain_prompt(classes, what))
        for prompt in prompts():
            self.prompts.addItem(prompt.name, prompt)
        self.show_function(None)

    def show_function(self, function: Function | None) -> None:
        """Edit this one, or begin a new one."""
        self._old = function
        pictures = self._work is not None and self._work.project.items.kind != "text"
        kind = function.kind if function else "prompt" if pictures else "words"
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.name.setText(function.name if function else "")
        self.looks.setText("")
        if function is not None:
            self.looks.setText(function.pattern or ", ".join(function.words))
            self.label.setCurrentIndex(max(0, self.label.findData(function.label)))
            self.otherwise.setCurrentIndex(max(0, self.otherwise.findData(function.otherwise)))
            self._choose_prompt(function)
        self.keep.setText(self.tr("Save") if function else self.tr("Add"))
        self.problem.say("")
        self._kind_chosen()

    def _choose_prompt(self, function: Function) -> None:
        if function.prompt is None:
            return
        there = [self.prompts.itemData(place) for place in range(self.prompts.count())]
        if function.prompt not in there:
            self.prompts.addItem(function.prompt.name or function.name, function.prompt)
            there.append(function.prompt)
        self.prompts.setCurrentIndex(there.index(function.prompt))
        if function.model:
            self.prompt.models.choose(function.model)

    def _kind_chosen(self) -> None:
        kind = self.kind.currentData()
        asks = kind == "prompt"
        for widget in (self.looks, self.label, self.otherwise):
            self._form.setRowVisible(widget, not asks)
        for other in (self.prompts, self.prompt):
            self._form.setRowVisible(other, asks)
        words = self.tr("free, winner, £1000") if kind == "words" else r"\b\d{4,}\b"
        self.looks.setPlaceholderText(words)
        about = (
            self.tr("Whole words, commas between them")
            if kind == "words"
            else self.tr("A regular expression; small and large letters are the same")
        )
        self.looks.setToolTip(about)
        self.hits.setText("")
        self.examples.setText("")
        self._prompt_chosen() if asks else self._try.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Say what a prompt takes once it is seen."""
        super().showEvent(event)
        self._prompt_chosen()

    # The function as it stands

    def function(self) -> Function | None:
        """What is written; ``None`` while there is nothing, or something wrong, which is said."""
        kind, looks = self.kind.currentData(), self.looks.text()
        if kind != "prompt" and not looks.strip():
            self.problem.say("")
            return None
        table: dict[str, object] = {"name": self.name.text().strip() or self._usual_name()}
        if kind == "prompt":
            table["prompt"] = self.prompts.currentData()
            table["model"] = str(self.prompt.models.model or "")
        else:
            table |= {
                "label": self.label.currentData(),
                "otherwise": self.otherwise.currentData() or "",
            }
            table[kind] = looks if kind == "pattern" else tuple(looks.split(","))
        try:
            found = Function.model_validate(table)
        except pydantic.ValidationError as error:
            where, words = problems_of(error)[0]
            self.problem.say(f"{where}: {words}" if where else words)
            return None
        self.problem.say("")
        return found

    def _usual_name(self) -> str:
        if self.kind.currentData() == "prompt":
            return self.prompts.currentText()[:80] or "prompt"
        first = self.looks.text().split(",")[0].strip() or self.looks.text().strip()
        taken = {f.name for f in self._work.project.head.function} if self._work else set()
        taken -= {self._old.name} if self._old else set()
        name, number = first[:60] or "?", 2
        while name in taken:
            name, number = f"{first[:60]} {number}", number + 1
        return name

    def _prompt_chosen(self) -> None:
        # Counting tokens may load a model: not before somebody looks.
        asks = self.kind.currentData() == "prompt" and self.isVisible()
        if asks and self._work is not None:
            self.prompt.show_function(self.function(), saved=self._old)

    def _give(self) -> None:
        found = self.function()
        if found is not None:
            self.given.emit(found)

    # What it hits

    def _look(self) -> None:
        work = self._work
        found = self.function() if self.kind.currentData() != "prompt" else None
        if work is None or found is None:
            self._host.background.cancel(KEY)
            self.hits.setText("")
            self.examples.setText("")
            return
        project = work.project
        self._host.background.start(
            KEY,
            lambda task: preview(found, project.items, project.classes, task.check),
            self._show_preview,
            self._failed,
            title=self.tr("Trying a rule"),
        )

    def _failed(self, error: WorkbenchError) -> None:
        self.hits.setText("")
        self.examples.setText("")
        self.problem.say(f"{error.message} {error.remedy}")

    def _show_preview(self, result: Preview) -> None:
        if not result.hits:
            self.hits.setText(self.tr("Found in no row"))
            self.examples.setText("")
            return
        words = self.tr("Found in {0:,} of {1:,} rows ({2:.1%})")
        self.hits.setText(words.format(result.hits, result.rows, result.hits / result.rows))
        colors = self._host.theme.colors
        mark = f'<b style="background:{colors.accent};color:{colors.accent_text}">'
        lines = [
            f"{escaped(hit.before)}{mark}&nbsp;{escaped(hit.match)}&nbsp;</b>{escaped(hit.after)}"
            for hit in result.examples
        ]
        self.examples.setText("".join(f"<p>{line}</p>" for line in lines))
