"""The widget: three demonstrations, one at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench import (
    Corpus,
    Dataset,
    ImageClasses,
    ImageClassification,
    ProviderModel,
    RunInfo,
    WorkbenchError,
    make_loading,
    make_params,
)
from workbench.prompting.icl import label_controls, letter_runs, letter_shots, word_pairs
from workbench.prompting.icl.demonstrations import Demonstration, counted
from workbench.prompting.icl.letter_tasks import TASKS
from workbench.prompting.icl.verdicts import percent, with_interval
from workbench.ui import (
    BackgroundJob,
    CurvePlot,
    DemonstrationPart,
    Host,
    IntervalBars,
    IntervalRow,
    ModelChoice,
    NoModel,
    PlotLine,
    RunState,
    SpinBox,
    add_plot_actions,
    contributed,
    escaped,
)

KEY = "in-context"
FIRST_DATASET = "short-reviews"


class _WithBars(DemonstrationPart):
    """A demonstration of a foundation model, with a bar for each condition."""

    def __init__(self, host: Host, key: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(host, f"{KEY}: {key}", about, parent)
        self.models = ModelChoice(host, f"{KEY}: {key}")
        self.models.box.setAccessibleName(self.tr("Model to ask"))
        self.bars = IntervalBars(host.theme, self.tr("Right answers under each condition"))
        add_plot_actions(host, self.bars)
        self.figures.addWidget(_heading(self.tr("Right answers, with 95 % intervals")))
        self.figures.addWidget(self.bars)
        self.models.chosen.connect(lambda _: self.look())

    def look(self) -> None:
        """Ask what is chosen now."""
        model = self.models.model
        if model is None:
            title = self.tr("No model is chosen yet")
            self.want(None, title, self.tr("Choose one above, or set one up."))
        else:
            self.want_of(model)

    def want_of(self, model: ProviderModel) -> None:
        """Make the demonstration of a model."""
        raise NotImplementedError

    def draw(self) -> None:
        """A bar for each condition, over the answers so far."""
        rows = []
        for (_, name), result in zip(self.columns(), self.results(), strict=True):
            found = result.accuracy
            if found.total:
                rows.append(IntervalRow(name, found.value, *found.interval, percent(found)))
            else:
                rows.append(IntervalRow(name, 0.0, 0.0, 0.0, "–"))
        self.bars.show_values(rows, 1.0)


class TranslatePart(_WithBars):
    """German words with no, one and three shots."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "translate",
            self.tr("The same questions with 0, 1 and 3 examples. Only the prompt changes."),
            parent,
        )
        self.controls.addWidget(self.models, 1)
        self.look()

    def want_of(self, model: ProviderModel) -> None:
        self.want(lambda _: word_pairs.translation(model))


class LabelsPart(_WithBars):
    """The same shots under true, flipped and random labels."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            "labels",
            self.tr(
                "The same examples are shown under their true labels, under the other class's, and "
                "under random ones. If accuracy stays, the model did not read the labels."
            ),
            parent,
        )
        self.datasets = QComboBox()
        self.shots = SpinBox()
        self.guess = QLabel(wordWrap=True)
        self.guess.setProperty("role", "muted")
        self.figures.addWidget(self.guess)
        self._fill()
        self.controls.addWidget(self.models, 3)
        for words, box, help in (
            (self.tr("Dataset"), self.datasets, self.tr("Texts in classes, to be asked about")),
            (self.tr("Shots"), self.shots, self.tr("How many examples stand before each text")),
        ):
            label = QLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(words)
            box.setToolTip(help)
            label.setFixedHeight(self.models.box.sizeHint().height())
            for widget in (label, box):
                self.controls.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self.look()

    def _fill(self) -> None:
        for id, cls in self._host.plugins.of(Dataset).items():
            if _may_hold_texts(cls):
                self.datasets.addItem(contributed(cls.name), id)
                last = self.datasets.count() - 1
                self.datasets.setItemData(last, contributed(cls.about), Qt.ItemDataRole.ToolTipRole)
        self.datasets.setCurrentIndex(max(0, self.datasets.findData(FIRST_DATASET)))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.datasets.setSizeAdjustPolicy(policy)
        self.datasets.setMinimumContentsLength(12)
        self.shots.setRange(1, label_controls.MOST_SHOTS)
        self.shots.setValue(label_controls.SHOTS)
        self.datasets.currentIndexChanged.connect(lambda _: self.look())
        self.shots.valueChanged.connect(lambda _: self.look())

    def want_of(self, model: ProviderModel) -> None:
        id, shots = str(self.datasets.currentData()), self.shots.value()
        cls = self._host.plugins.of(Dataset).get(id)
        if cls is None:
            self.want(None, self.tr("There is no dataset of texts in classes"))
            return

        def build(task: BackgroundJob) -> Demonstration:
            loading = make_loading(self._host.plugins, task.report, task.check)
            data = cls(loading).load(make_params(cls.Params, {}, id))
            return label_controls.labels(data, model, shots, check=task.check)

        self.want(build)

    def columns(self) -> list[tuple[int, str]]:
        """Short names: the number of shots is the same."""
        found = self.demonstration.conditions if self.demonstration else ()
        words = {
            "true": self.tr("true labels"),
            "flipped": self.tr("flipped labels"),
            "random": self.tr("random labels"),
        }
        none = self.tr("no shots")
        return [(n, words[c.labels] if c.shots else none) for n, c in enumerate(found)]

    def headings(self) -> list[str]:
        """Without the word that all have in common."""
        words = {"true": self.tr("true"), "flipped": self.tr("flipped")}
        found = self.demonstration.conditions if self.demonstration else ()
        names = {**words, "random": self.tr("random")}
        return [names[c.labels] if c.shots else self.tr("no shots") for c in found]

    def draw(self) -> None:
        super().draw()
        chance = self.demonstration.chance if self.demonstration else 0
        words = self.tr("Guessing is right in {0}.").format(f"{100 * chance:.0f} %")
        self.guess.setText(words if chance else "")


class TasksPart(DemonstrationPart):
    """A transformer trained here, on tasks that its text had, and on one that it had not."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(
            host,
            f"{KEY}: tasks",
            self.tr(
                "This transformer learnt from blocks of words with their answers. No "
                "task is named: "
                "which one it is, the examples alone say. Of one task its text had no "
                "example at all."
            ),
            parent,
        )
        self.runs = QComboBox()
        self.task = QComboBox()
        self.plot = CurvePlot(self.tr("Right answers against shots"), self._say_shots)
        add_plot_actions(host, self.plot)
        self.legend = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
        self._build_controls()
        self._build_plot()
        host.theme.changed.connect(self._recolor)
        host.jobs.changed.connect(self._run_changed)
        self._recolor()
        self.panel.say(self.tr("Looking for runs…"))
        self.refresh()

    def _build_controls(self) -> None:
        self.runs.setMinimumContentsLength(16)
        for task in TASKS:
            self.task.addItem(task, task)
        for words, box, help in (
            (self.tr("Run"), self.runs, self.tr("Transformers that learnt from letter tasks")),
            (self.tr("Show"), self.task, self.tr("The task whose prompts and answers are shown")),
        ):
            label = QLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(help)
            box.setToolTip(help)
            self.controls.addWidget(label)
            self.controls.addWidget(box)
        self.controls.addStretch(1)
        self.runs.currentIndexChanged.connect(lambda _: self.look())
        self.task.currentIndexChanged.connect(lambda _: self.show_columns())
        experiment = self.tr("Set up the experiment")
        self.nothing = NoModel(
            self.tr("No transformer has learnt letter tasks yet"),
            self.tr(
                "Training one takes about three minutes here. Press the button, then Train on the "
                "page that opens, and come back."
            ),
            [(experiment, self.set_up)],
        )
        self.panel.addWidget(self.nothing)

    def _build_plot(self) -> None:
        self.plot.setMinimumHeight(170)
        self.plot.set_limits(0.0, 1.0)
        self.plot.set_axes(self.tr("Examples in the prompt"), self.tr("Right answers (share)"))
        self.plot.set_ticks("left", [(n / 4, f"{25 * n} %") for n in range(5)])
        self.plot.pointed.connect(self.plot.point_at)
        self.legend.setAccessibleName(self.tr("Legend"))
        self.figures.addWidget(_heading(self.tr("Right answers against the number of shots")))
        self.figures.addWidget(self.plot)
        self.figures.addWidget(self.legend)

    def set_up(self) -> None:
        """Put the experiment on the Train page, and go there."""
        self._host.set_experiment(letter_runs.experiment())
        self._host.go_to("train")

    def refresh(self) -> None:
        """Look for runs."""
        store = self._host.store
        self._host.background.start(
            f"{KEY}: runs",
            lambda _: list(letter_runs.runs_on(store)),
            self._offer,
            self._unlisted,
            title=self.tr("Looking for runs"),
        )

    def _offer(self, infos: list[RunInfo]) -> None:
        before = [self.runs.itemData(row) for row in range(self.runs.count())]
        if before != [info.id for info in infos]:
            self.runs.blockSignals(True)
            self.runs.clear()
            for info in infos:
                self.runs.addItem(f"{info.name} · {info.id[-4:]}", info.id)
            self.runs.blockSignals(False)
            self.look()
        for box in (self.runs, self.task):
            box.setEnabled(bool(infos))
        if not infos:
            self.want(None)
            self.panel.setCurrentWidget(self.nothing)

    def _unlisted(self, error: WorkbenchError) -> None:
        self.want(None, error.message, error.remedy)

    def _run_changed(self, before: RunState, after: RunState) -> None:
        if before.live and not after.live and after.model:
            self.refresh()

    def look(self) -> None:
        """Ask the run that is chosen."""
        host, id = self._host, self.runs.currentData()
        if id is None:
            return

        def build(_: BackgroundJob) -> Demonstration:
            model, absent = letter_runs.chosen(
                host.store, host.plugins, host.settings, host.store.get(id)
            )
            return letter_shots.tasks(model, absent)

        self.want(build)

    def columns(self) -> list[tuple[int, str]]:
        """The conditions of the task that is shown."""
        found = self.demonstration.conditions if self.demonstration else ()
        task = self.task.currentData()
        return [(n, counted(c.shots)) for n, c in enumerate(found) if c.task == task]

    def draw(self) -> None:
        """A line for each task."""
        if self.demonstration is None:
            return
        lines, words, absent = {}, [], self.demonstration.absent
        for place, task in enumerate(TASKS):
            mine = [r for r in self.results() if r.condition.task == task and r.accuracy.total]
            series = self._host.theme.colors.series
            color = series[place % len(series)]
            name = self.tr("{0} (absent)").format(task) if task == absent else task
            words.append(f"<span style='color:{color}'>●</span> {escaped(name)}")
            x = np.array([float(result.condition.shots) for result in mine])
            y = np.array([result.accuracy.value for result in mine])
            lines[task] = PlotLine(
                x, y, color, name, width=2, dots=True, dashed=task == absent, fine=True
            )
        self.legend.setText(" &nbsp; ".join(words))
        counts = sorted({condition.shots for condition in self.demonstration.conditions})
        self.plot.set_ticks("bottom", [(float(count), f"{count}") for count in counts])
        self.plot.show_lines(lines, (-0.2, counts[-1] + 0.2))
        self.plot.setAccessibleDescription(self._described())

    def _described(self) -> str:
        there = [result for result in self.results() if result.accuracy.total]
        return "; ".join(
            f"{contributed(r.condition.name)}: {with_interval(r.accuracy)}" for r in there
        )

    def _say_shots(self, n_shots: float) -> str:
        return self.tr("{0} shots").format(f"{n_shots:.0f}")

    def _recolor(self) -> None:
        self.plot.set_colors(self._host.theme.colors)
        self.draw()


class InContextPlayground(QWidget):
    """Shows one of three demonstrations."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.translate = TranslatePart(host)
        self.labels = LabelsPart(host)
        self.tasks = TasksPart(host)
        self.parts = QStackedWidget()
        self.choices = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for number, (words, part) in enumerate(
            (
                (self.tr("Translate"), self.translate),
                (self.tr("What the labels do"), self.labels),
                (self.tr("A small transformer"), self.tasks),
            )
        ):
            button = QPushButton(words, checkable=True)
            button.setProperty("role", "segment")
            self.choices.addButton(button, number)
            # Without a model the card that offers some needs more room than a small window has.
            scroll = QScrollArea(widgetResizable=True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            part.setObjectName("scrolled")
            scroll.setWidget(part)
            self.parts.addWidget(scroll)
            row.addWidget(button)
        row.addStretch(1)
        self.choices.button(0).setChecked(True)
        self.choices.idClicked.connect(self.parts.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.parts, 1)


def _may_hold_texts(cls: type[Dataset]) -> bool:
    """Whether a dataset may hold texts in classes, as far as it says without loading."""
    returned: Any = getattr(cls.load, "__annotations__", {}).get("return", "")
    named = getattr(returned, "__name__", str(returned)).rpartition(".")[2]
    if named in (Corpus.__name__, ImageClasses.__name__):
        return False
    try:
        return not isinstance(cls().task(cls.Params()), ImageClassification)
    except (WorkbenchError, ValueError):
        return True


def _heading(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", "heading")
    return label
