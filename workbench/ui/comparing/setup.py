"""Set-up: what is compared on which rows; makes a plan of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pydantic
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.plan import Costs, LearningCurvePlan, Plan
from workbench.core import metric_text
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.params import problems_of
from workbench.core.contracts.task import Task
from workbench.core.experiment import Part
from workbench.core.measure import DEFAULT
from workbench.ui.comparing.answerers import AnswererList
from workbench.ui.forms.aligned import align_labels
from workbench.ui.forms.eliding_combo import ElidingComboBox
from workbench.ui.forms.form import Form
from workbench.ui.forms.spin import DoubleSpinBox, SpinBox
from workbench.ui.host import Host
from workbench.ui.prompting.section import Section
from workbench.ui.translation import contributed


class SetUp(QWidget):
    """Name, rows, answerers, learning curve and prices; ``start`` carries the plan."""

    start = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._params: Mapping[str, Any] = {}
        # What is said of each metric that was offered so far.
        self._metric_words: dict[str, str] = {}
        self.name = QLineEdit()
        self.question = QLineEdit()
        self.dataset = ElidingComboBox()
        self.rows = SpinBox()
        self.decides = ElidingComboBox()
        self.budgets = QLineEdit()
        self.margin = DoubleSpinBox()
        self.seeds = SpinBox()
        self.curve = QCheckBox(self.tr("Measure learning curves"))
        self.machine_hour = DoubleSpinBox()
        self.label = DoubleSpinBox()
        self.volume = SpinBox()
        self.answerers = AnswererList(host, self._part)
        self.button = QPushButton(self.tr("Compare"))
        self.problem = QLabel(wordWrap=True)
        self._form: Form | None = None
        self.section: Section | None = None
        self._form_place = QVBoxLayout()
        self._build()
        self._connect()
        self._chosen()
        self.follow()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        forms = (self._what(), self._labels(), self._money())
        align_labels(forms)
        what, labels, money = forms
        column.addWidget(self._card(self.tr("The question"), what))
        column.addWidget(self._card(self.tr("Models to compare"), self.answerers))
        column.addWidget(self._card(self.tr("How many labels are needed"), labels))
        column.addWidget(self._card(self.tr("What it costs"), money))
        self.problem.setProperty("role", "error")
        self.button.setProperty("role", "primary")
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setAccessibleName(self.tr("Set-up of the comparison"))
        # Below what scrolls: the button is always in sight.
        row = QHBoxLayout()
        row.addWidget(self.problem, 1)
        row.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(row)

    def _card(self, title: str, content: QFormLayout | QWidget) -> QFrame:
        frame, heading = QFrame(), QLabel(title)
        frame.setProperty("role", "card")
        heading.setProperty("role", "heading")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(heading)
        if isinstance(content, QWidget):
            column.addWidget(content)
        else:
            column.addLayout(content)
        return frame

    def _what(self) -> QFormLayout:
        tr, form = self.tr, QFormLayout()
        for id, cls in self._host.plugins.of(Dataset).items():
            self.dataset.addItem(contributed(cls.name), id)
        if self.dataset.count():
            first = self._host.plugins.first(Dataset)
            self.dataset.setCurrentIndex(self.dataset.findData(first.id))
        self.name.setPlaceholderText(tr("What to call it"))
        self.question.setPlaceholderText(tr("Which reviews are favourable?"))
        self.decides.addItem(tr("Macro-F1: every class counts the same"), "macro_f1")
        self.decides.addItem(tr("Accuracy: every row counts the same"), "accuracy")
        self.decides.addItem(tr("MAE: the mean error (numbers)"), "mae")
        self.decides.addItem(tr("RMSE: large errors weigh more (numbers)"), "rmse")
        self.decides.addItem(tr("R²: variance explained (numbers)"), "r2")
        self.rows.setRange(0, 1_000_000)
        self.rows.setSpecialValueText(tr("all"))
        self.rows.setSingleStep(100)
        self.rows.setValue(500)
        self.rows.setToolTip(tr("Test rows that every model is asked, drawn at random; 0 for all"))
        self.margin.setRange(0, 50)
        self.margin.setDecimals(1)
        self.margin.setSingleStep(0.5)
        self.margin.setValue(100 * Plan.model_fields["margin"].default)
        self.margin.setToolTip(
            tr(
                "How far below the best a model may be and still be called as good. The cheapest "
                "of those that are shown to be within it is recommended. Of errors it is per "
                "cent of the smallest."
            )
        )
        for label, widget in (
            (tr("Name"), self.name),
            (tr("Question"), self.question),
            (tr("Dataset"), self.dataset),
            (tr("Test rows"), self.rows),
            (tr("Metric"), self.decides),
            (tr("Margin, points"), self.margin),
        ):
            widget.setAccessibleName(label)
            form.addRow(label, widget)
            if widget is self.dataset:
                form.addRow(self._form_place)
        return form

    def _labels(self) -> QFormLayout:
        tr, form = self.tr, QFormLayout()
        self.curve.setChecked(True)
        self.budgets.setText("5, 25, 100")
        self.seeds.setRange(1, 20)
        self.seeds.setValue(3)
        form.addRow(self.curve)
        for label, widget, about in (
            (tr("Labels per class"), self.budgets, tr("Numbers of labels, with commas between")),
            (tr("Seeds"), self.seeds, tr("Repetitions with other labels")),
        ):
            widget.setAccessibleName(label)
            widget.setToolTip(about)
            form.addRow(label, widget)
        return form

    def _money(self) -> QFormLayout:
        tr, form, usual = self.tr, QFormLayout(), Costs()
        self.machine_hour.setRange(0, 1000)
        self.machine_hour.setValue(usual.machine_hour)
        self.label.setRange(0, 1000)
        self.label.setValue(usual.label)
        self.volume.setRange(1, 2_000_000_000)
        self.volume.setSingleStep(10_000)
        self.volume.setGroupSeparatorShown(True)
        self.volume.setValue(usual.volume)
        for label, widget, about in (
            (tr("An hour of this machine, $"), self.machine_hour, tr("For models that run here")),
            (tr("One label, $"), self.label, tr("What a person is paid for a label")),
            (tr("Answers a month"), self.volume, tr("The recommendation is for this many")),
        ):
            widget.setAccessibleName(label)
            widget.setToolTip(about)
            form.addRow(label, widget)
        return form

    def _connect(self) -> None:
        self.dataset.currentIndexChanged.connect(self._dataset_chosen)
        self.curve.toggled.connect(self.budgets.setEnabled)
        self.curve.toggled.connect(self.seeds.setEnabled)
        self.button.clicked.connect(self._start)
        self.answerers.changed.connect(lambda: self.problem.setText(""))
        self.answerers.task_known.connect(self._offer_metrics)

    def _offer_metrics(self, task: Task) -> None:
        """The metrics of the dataset's target, and the chosen one of them if it is among them."""
        for row in range(self.decides.count()):
            self._metric_words[self.decides.itemData(row)] = self.decides.itemText(row)
        chosen, target = self.decides.currentData(), task.target
        names = [name for name in target.directions if name != "loss"]
        self.decides.clear()
        for name in names:
            words = self._metric_words.get(name, contributed(metric_text.heading(name)))
            self.decides.addItem(words, name)
        # As a plan that names none.
        fallback = DEFAULT if DEFAULT in names else target.decides
        self.decides.setCurrentIndex(self.decides.findData(chosen if chosen in names else fallback))

    def _part(self) -> Part:
        return Part(id=self.dataset.currentData(), params=dict(self._params))

    def _dataset_chosen(self) -> None:
        self._chosen()

    def _chosen(self, params: Mapping[str, Any] | None = None) -> None:
        cls = self._host.plugins.of(Dataset)[self.dataset.currentData()]
        self._params = dict(params or {})
        if self.section is not None:
            self.section.deleteLater()
            self.section = self._form = None
        if cls.opens:
            self._form = Form(cls.Params, self._params, self._host.theme)
            self._form.changed.connect(self._set_params)
            self.section = Section(self.tr("Settings of the dataset"), self._form)
            # What is settled already would push the models out of sight.
            self.section.open(not self._params)
            self.section.say(self._file_name())
            self._form_place.addWidget(self.section)
        self.answerers.forget()

    def _file_name(self) -> str:
        """The user's own file, as the section that holds its settings says it."""
        return Path(str(self._params.get("path") or "")).name

    def _set_params(self, values: dict[str, Any]) -> None:
        if self._form is not None and self.section is not None and not self._form.problems:
            self._params = values
            self.section.say(self._file_name())
            self.answerers.forget()

    def follow(self) -> None:
        """Begin with the data of the user's own that is chosen to train on, if any.

        Nothing changes once models have been added.
        """
        part = self._host.experiment.dataset
        index = self.dataset.findData(part.id)
        if index < 0 or self.answerers.list.count() or part == self._part():
            return
        if not self._host.plugins.of(Dataset)[part.id].opens or not part.params:
            return
        with QSignalBlocker(self.dataset):
            self.dataset.setCurrentIndex(index)
        self._chosen(part.params)

    def show_plan(self, plan: Plan) -> None:
        """Fill it in from a plan."""
        self.dataset.setCurrentIndex(self.dataset.findData(plan.dataset.id))
        self._chosen(plan.dataset.params)
        self.name.setText(plan.name)
        self.question.setText(plan.question)
        self.rows.setValue(plan.rows or 0)
        if self.decides.findData(plan.metric) < 0:
            self.decides.addItem(plan.metric, plan.metric)
        self.decides.setCurrentIndex(self.decides.findData(plan.metric))
        self.margin.setValue(100 * plan.margin)
        self.curve.setChecked(bool(plan.curve.budgets))
        if plan.curve.budgets:
            self.budgets.setText(", ".join(map(str, plan.curve.budgets)))
        self.seeds.setValue(plan.curve.seeds)
        self.machine_hour.setValue(plan.costs.machine_hour)
        self.label.setValue(plan.costs.label)
        self.volume.setValue(plan.costs.volume)
        self.answerers.show_specs(plan.answerer)

    def plan(self) -> Plan:
        """The plan as it stands.

        Raises
        ------
        ValueError
            Naming what is wrong.
        """
        budgets = self.budgets.text() if self.curve.isChecked() else ""
        return Plan(
            name=self.name.text().strip(),
            question=self.question.text().strip(),
            metric=self.decides.currentData(),
            dataset=self._part(),
            rows=self.rows.value() or None,
            margin=round(self.margin.value() / 100, 6),
            curve=LearningCurvePlan(
                budgets=budgets.replace(",", " ").split(),  # type: ignore[arg-type]
                seeds=self.seeds.value(),
            ),
            costs=Costs(
                machine_hour=self.machine_hour.value(),
                label=self.label.value(),
                volume=self.volume.value(),
            ),
            answerer=self.answerers.specs,
        )

    def _start(self) -> None:
        if not self.name.text().strip():
            self.name.setText(Path(self._file_name()).stem or self.dataset.currentData())
        try:
            plan = self.plan()
        except pydantic.ValidationError as error:
            path, words = problems_of(error)[0]
            said = {
                "answerer": self.tr("Add a model to compare."),
                "rows": self.tr("Ask at least ten rows."),
            }
            self.problem.setText(said.get(path, f"{path}: {words}"))
            return
        self.problem.setText("")
        self.start.emit(plan)
