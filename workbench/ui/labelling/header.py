"""Header: the question, how far it is, who labels, in which order, and with which suggestions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.errors import UsageError
from workbench.labelling.annotations import person
from workbench.ui.forms.eliding_combo import ElidingComboBox
from workbench.ui.labelling.work import LabellingState
from workbench.ui.prompting.fields import Remark
from workbench.ui.translation import contributed


class LabellingHeader(QWidget):
    """``person``, ``order``, ``learner``: what was chosen; ``hints``: whether to show them."""

    person = Signal(str)
    order = Signal(str)
    learner = Signal(str)
    hints = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = QLabel(wordWrap=True)
        self.far = QLabel()
        self.who = QLineEdit()
        self.how = ElidingComboBox()
        self.by = ElidingComboBox()
        self.shown = QCheckBox(self.tr("Show"))
        self.note = Remark("muted")
        self._person = ""
        self._build()
        self.who.editingFinished.connect(self._named)
        self.how.activated.connect(lambda _: self.order.emit(self.how.currentData()))
        self.by.activated.connect(lambda _: self.learner.emit(self.by.currentData()))
        self.shown.clicked.connect(self.hints)

    def _build(self) -> None:
        tr = self.tr
        self.question.setProperty("role", "heading")
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.far.setProperty("role", "muted")
        self.far.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for how, words, about in self._orders():
            self.how.addItem(words, how)
            self.how.setItemData(self.how.count() - 1, about, Qt.ItemDataRole.ToolTipRole)
        self.shown.setToolTip(tr("Show what a model trained on your labels predicts for each row"))
        self.shown.setAccessibleName(tr("Show suggestions"))
        top = QHBoxLayout()
        top.addWidget(self.question, 1)
        top.addWidget(self.far)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        for column, (words, widget, about) in enumerate(
            (
                (tr("Labeller"), self.who, tr("Each person's labels are kept separately")),
                (tr("Order"), self.how, tr("Which rows come next")),
                (
                    tr("Suggestions by"),
                    self.by,
                    tr("The model that learns from your labels as you go"),
                ),
            )
        ):
            label = QLabel(words)
            label.setProperty("role", "muted")
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            widget.setToolTip(about)
            if isinstance(widget, QComboBox):
                policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                widget.setSizeAdjustPolicy(policy)
                widget.setMinimumContentsLength(10)
            grid.addWidget(label, 0, column)
            grid.addWidget(widget, 1, column)
            grid.setColumnStretch(column, (2, 3, 3)[column])
        grid.addWidget(self.shown, 1, 3)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(6)
        column_.addLayout(top)
        column_.addLayout(grid)
        column_.addWidget(self.note)

    def _orders(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("given", tr("In order"), tr("In the order of the source")),
            ("random", tr("Random"), tr("A random sample represents all rows")),
            (
                "uncertain",
                tr("Most uncertain first"),
                tr("Rows on which the suggestions or rules are least certain"),
            ),
            (
                "disputed",
                tr("Most disputed first"),
                tr("Rows on which people differ, then those on which rules do"),
            ),
            (
                "doubtful",
                tr("Most doubtful labels"),
                tr("Your labelled rows again, least expected label first"),
            ),
        ]

    def show_work(self, work: LabellingState, hints: bool) -> None:
        """A labelling was opened, or somebody else labels."""
        self.question.setText(work.project.head.question or work.project.head.name)
        self._person = work.walk.by
        self.who.setText(self._person)
        self.how.setCurrentIndex(self.how.findData(work.how))
        self.by.clear()
        self.by.setEnabled(bool(work.able))
        for id in work.able:
            cls = work.host.plugins.get(Answerer, id)
            self.by.addItem(contributed(cls.name), id)
            self.by.setItemData(
                self.by.count() - 1, contributed(cls.about), Qt.ItemDataRole.ToolTipRole
            )
        self.by.setCurrentIndex(max(0, self.by.findData(work.learner)))
        self.shown.setChecked(hints)

    def show_far(self, labelled: int, rows: int, rate: float | None) -> None:
        """How many rows are labelled, and how fast."""
        words = self.tr("{0:,} / {1:,}").format(labelled, rows)
        if rate is not None:
            words += "  ·  " + self.tr("{0:.0f} a minute").format(rate)
        self.far.setText(words)

    def show_missing(self, what: str) -> None:
        """Say why rows come at random for now, or nothing."""
        words = {
            "labels": self.tr(
                "Nothing learnt yet: rows come at random until two classes have labels."
            ),
            "learner": self.tr("No model here learns from such rows: they come at random."),
            "others": self.tr("There are no other labellers and no rules: rows come at random."),
        }
        self.note.say(words.get(what, ""))

    def _named(self) -> None:
        try:
            name = person(self.who.text())
        except UsageError:
            self.who.setText(self._person)
            return
        self.who.setText(name)
        if name != self._person:
            self._person = name
            self.person.emit(name)
