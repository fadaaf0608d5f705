"""BatchPanel: a prompt over the rows of a dataset, with what it costs, pauses and a table."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.prompting import prices, table
from workbench.prompting.batch import Outcome
from workbench.prompting.forecast import Forecast, forecast, spread
from workbench.prompting.prepare import Prepared, held, unconstrained_warning
from workbench.prompting.prices import Price
from workbench.prompting.prompts.questions import Question, questions
from workbench.prompting.prompts.rows import row, sample
from workbench.prompting.prompts.template import refuse_columns
from workbench.prompting.results import Results
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host
from workbench.ui.prompting.batch_dialog import BatchDialog
from workbench.ui.prompting.batch_failures import BatchFailures
from workbench.ui.prompting.batch_figures import BatchFigures, BatchForecast, BatchProgress
from workbench.ui.prompting.batch_job import BatchJob
from workbench.ui.prompting.batch_setup import BatchSetup
from workbench.ui.prompting.batch_table import FILTERS, BatchTable
from workbench.ui.prompting.fields import Remark, choice
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.model_choice import ModelChoice
from workbench.ui.prompting.prompt_form import PromptForm
from workbench.ui.prompting.section import Section

# What is estimated is estimated again when nothing was changed for so long.
REST_MS = 400
# Figures, and the order of the rows where it depends on answers, follow at this pace.
FIGURES_MS = 300
_numbers = itertools.count()


class BatchPanel(QWidget):
    """Asks the form's prompt about many rows; Ctrl+Return starts, Escape stops.

    A batch goes on while something else is looked at. Answers are kept on disk as they come: who
    starts it again, after a stop or a crash, asks and pays only what has no answer.

    ``model_changed`` tells that another model is chosen.
    """

    model_changed = Signal()

    def __init__(self, host: Host, form: PromptForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._form = form
        self._key = f"batch forecast {next(_numbers)}"
        self._price: Price | None = None
        self._shown: tuple[object, ...] = ()
        self.material = PromptMaterial(host, self)
        self.job = BatchJob(host, self)
        self.models = ModelChoice(host, "prompt: batch")
        self.setup = BatchSetup(host)
        self.fold = Section(self.tr("What is asked"), self.setup)
        self.forecast = BatchForecast()
        self.remark = Remark("muted")
        self.problem = Remark()
        self.start_button = QPushButton(self.tr("Start"))
        self.pause_button = QPushButton(self.tr("Pause"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.progress = BatchProgress()
        self.figures = BatchFigures()
        self.failures = BatchFailures()
        self.shown = choice(self.tr("Which rows are shown"), self._filters(), self._filter)
        self.export = QToolButton()
        self.table = BatchTable(host.theme)
        self._late = QTimer(self, singleShot=True, interval=REST_MS)
        self._figures = QTimer(self, singleShot=True, interval=FIGURES_MS)
        self._build()
        self._connect()
        self.fold.open()
        self._buttons()

    # How it is laid out

    def _build(self) -> None:
        self.start_button.setProperty("role", "primary")
        self.start_button.setToolTip(self.tr("Ctrl+Return"))
        self.pause_button.setToolTip(self.tr("Ask no new questions for now"))
        self.stop_button.setToolTip(self.tr("Escape"))
        go = QHBoxLayout()
        go.setSpacing(8)
        for button in (self.start_button, self.pause_button, self.stop_button):
            go.addWidget(button)
        go.addWidget(self.progress, 1)
        inside = QWidget()
        inside.setObjectName("scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        for widget in (self.models, self.fold, self.forecast, self.remark, self.problem):
            column.addWidget(widget)
        column.addLayout(go)
        column.addWidget(self.figures)
        column.addWidget(self.failures)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._answers())
        column.addWidget(self._stack, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _empty(self) -> QWidget:
        words = self.tr(
            "Choose a dataset and press Start: each row is asked, and the answers are compared "
            "with the true labels. Answers are kept; nothing is asked and paid twice."
        )
        label = QLabel(words, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        label.setProperty("role", "muted")
        label.setMinimumHeight(70)
        return label

    def _answers(self) -> QWidget:
        self.shown.setMinimumContentsLength(14)
        self.export.setText(self.tr("Export"))
        self.export.setProperty("role", "menu")
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.export)
        menu.addAction(self.tr("CSV, for spreadsheets…"), partial(self._ask_target, ".csv"))
        menu.addAction(self.tr("JSON lines, for programs…"), partial(self._ask_target, ".jsonl"))
        self.export.setMenu(menu)
        tools = QHBoxLayout()
        tools.addWidget(self.shown)
        tools.addStretch(1)
        tools.addWidget(self.export)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        return page

    def _connect(self) -> None:
        job = self.job
        self._form.changed.connect(self._changed)
        self.setup.changed.connect(self._changed)
        self.models.chosen.connect(self._model_chosen)
        self.material.changed.connect(self._material_changed)
        self._host.local_only_changed.connect(self._changed)
        self.start_button.clicked.connect(self.start)
        self.pause_button.clicked.connect(self.pause)
        self.stop_button.clicked.connect(self.stop)
        self.failures.again.connect(self._again)
        self.table.opened.connect(self._open)
        self._late.timeout.connect(self._estimate)
        self._figures.timeout.connect(self._show_figures)
        job.prepared.connect(
            lambda made: self.progress.show_preparing(made, self.setup.count.value())
        )
        job.ready.connect(self._ready)
        job.came.connect(self._came)
        job.ended.connect(self._ended)
        job.failed.connect(lambda error: self.problem.say(str(error)))
        run, stop = self.tr("Run the prompt over the rows"), self.tr("Stop")
        for keys, act, words in (
            ("Ctrl+Return", self.start, run),
            ("Ctrl+Enter", self.start, run),
            ("Escape", self.stop, stop),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(act)

    def _filters(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        words = (tr("All rows"), tr("Wrong"), tr("Off-label"), tr("Failed"), tr("Not asked yet"))
        return [(name, each, each) for name, each in zip(FILTERS, words, strict=True)]

    # What is to be asked

    def showEvent(self, event: QShowEvent) -> None:
        """What it takes is counted when it may be looked at: to count, a model is loaded."""
        super().showEvent(event)
        self._look_up_price()
        self._changed()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._late.stop()
        self._host.background.cancel(self._key)

    def _model_chosen(self, *_: object) -> None:
        self._look_up_price()
        self._changed()
        self.model_changed.emit()

    def _changed(self, *_: object) -> None:
        """Prompt, model or rows are others now; out of sight nothing is loaded for them."""
        if not self.isVisible():
            return
        prompt = self._form.prompt()
        if prompt is not None:
            self.setup.suggest(prompt.shots.dataset)
            self.material.want(prompt, self.setup.id or None)
        self._material_changed()

    def _look_up_price(self) -> None:
        model = self.models.model
        self._price = None
        fault = ""
        if model is not None:
            try:
                self._price = prices.load().find(model.destination, model.name)
            except UsageError as error:
                fault = str(error)
        self.problem.say(fault)
        self.setup.show_price(self._price)

    def _material_changed(self) -> None:
        self.setup.show_material(self.material)
        self.fold.say(self.setup.summary)
        self.forecast.say("")
        self.remark.say(self._why_not() or self._warnings())
        self._host.background.cancel(self._key)
        self._late.start()
        self._buttons()

    def _why_not(self) -> str:
        """Why nothing can be asked; empty when it can."""
        prompt = self._form.prompt()
        if prompt is None:
            return self.tr("Correct the prompt first.")
        if self.models.model is None:
            return self.tr("Choose a model first.")
        if self.material.problem is not None:
            return str(self.material.problem)
        if self.material.loading or self.material.pool is None:
            loading = self.tr("Loading the dataset…")
            return loading if self.material.dataset else self.tr("Choose a dataset first.")
        try:
            refuse_columns(prompt.example, self.material.columns)
        except UsageError as error:
            return str(error)
        return ""

    def _warnings(self) -> str:
        prompt, model = self._form.prompt(), self.models.model
        assert prompt is not None
        assert model is not None
        said = list(self.material.notes)
        if held(prompt, model, self.material.labels) is False:
            said.append(unconstrained_warning(prompt, model))
        if self.job.results is not None and not self._is_current():
            said.append(self.tr("What is shown below was asked with other settings."))
        return "\n".join(said)

    def _is_current(self) -> bool:
        """Whether what is shown is what would be asked now."""
        return self._shown == self._settings_key()

    def _settings_key(self) -> tuple[object, ...]:
        prompt, setup = self._form.prompt(), self.setup
        return (
            prompt and prompt.version,
            str(self.models.model),
            self.material.dataset,
            setup.which,
            setup.count.value(),
            setup.seed.value(),
        )

    def _ready_now(self) -> Prepared | None:
        prompt, model, material = self._form.prompt(), self.models.model, self.material
        if self._why_not() or prompt is None or model is None:
            return None
        return Prepared(
            prompt,
            model,
            self._host.settings,
            material.dataset,
            material.data,
            material.pool,
            material.labels,
        )

    def _estimate(self) -> None:
        ready, price = self._ready_now(), self._price
        if ready is None or self.job.running or not self.isVisible():
            return
        if self._host.settings.local_only and ready.model.destination:
            return
        if self.job.results is not None and not self.job.results.open and self._is_current():
            return
        split, choose = self.setup.which, self._chooser(ready)

        def work(task: BackgroundJob) -> Forecast:
            places = choose()
            some = [places[place] for place in spread(len(places))]
            asked = _questions(ready, split, some, task.check)
            return forecast(asked, len(places), ready.model, price, task.check)

        self.forecast.say(self.tr("Counting tokens…"))
        self._host.background.start(
            self._key,
            work,
            lambda found: self.forecast.show_forecast(found, price),
            self._uncounted,
            title=self.tr("Estimating the cost"),
        )

    def _chooser(self, ready: Prepared) -> Callable[[], list[int]]:
        split, count, seed = self.setup.which, self.setup.count.value(), self.setup.seed.value()
        assert ready.data is not None
        n = len(ready.data.test if split == "test" else ready.data.train)
        return lambda: sample(n, count, seed)

    def _uncounted(self, error: WorkbenchError) -> None:
        self.forecast.say(self.tr("What it takes is not known: {why}").format(why=error))

    # Asking

    def start(self) -> None:
        """Ask what has no answer yet."""
        ready = self._ready_now()
        if ready is None or self.job.running:
            self.remark.say(self._why_not() or self.remark.text())
            return
        self._look_up_price()
        price, split, choose = self._price, self.setup.which, self._chooser(ready)
        self._host.background.cancel(self._key)
        self._late.stop()

        def make(check: Callable[[], None], count: Callable[[int], None]) -> Results:
            made = itertools.count()

            def on_question() -> None:
                check()
                count(next(made))

            return Results(ready, _questions(ready, split, choose(), on_question), price)

        self._shown = self._settings_key()
        self.table.rows.show_results(None)
        self.figures.show_results(None)
        self.failures.show_results(None, running=True)
        self.progress.show_preparing(0, self.setup.count.value())
        self.job.start(make, self.setup.plan(price))
        self.fold.open(False)
        self._material_changed()

    def _again(self, indices: list[int]) -> None:
        if self.job.results is not None and not self.job.running:
            self.problem.say("")
            self.job.again(indices, self.setup.plan(self.job.results.price))
            self._show_figures()
            self._buttons()

    def pause(self) -> None:
        """Ask no new questions for now, or go on."""
        self.job.pause(not self.job.paused)
        self._buttons()
        self._say_progress()

    def stop(self) -> None:
        """Begin no more; a second time, wait no more either."""
        self.job.stop()
        self._buttons()
        self._say_progress()

    def _buttons(self) -> None:
        job = self.job
        running, stopping = job.running, job.stopping
        self.pause_button.setText(self.tr("Resume") if job.paused else self.tr("Pause"))
        self.stop_button.setText(self.tr("Stop now") if stopping else self.tr("Stop"))
        states = {
            self.start_button: not running and not self._why_not(),
            self.pause_button: running and not stopping,
            self.stop_button: running,
        }
        held_focus = next((each for each in states if each.hasFocus()), None)
        for button, on in states.items():
            if on:
                button.setEnabled(True)
        if held_focus is not None and not states[held_focus]:
            # Or it would go on to whatever stands next.
            after = next((each for each, on in states.items() if on), None)
            if after is not None:
                after.setFocus()
        for button, on in states.items():
            button.setEnabled(on)
        for widget in (self.models, self.setup):
            widget.setEnabled(not running)

    # What comes of it

    def _ready(self, results: Results) -> None:
        self.table.rows.show_results(results)
        self.table.show_pictures(any(question.row.images for question in results.asked[:1]))
        self._stack.setCurrentIndex(1)
        self._say_progress()

    def _came(self, _: list[int]) -> None:
        self.table.rows.came()
        self._say_progress()
        if not self._figures.isActive():
            self._figures.start()

    def _say_progress(self) -> None:
        results, job = self.job.results, self.job
        if results is None:
            return
        state = ""
        if job.stopping:
            state = self.tr("waiting for answers already asked for")
        elif job.paused:
            state = self.tr("paused")
        elif not job.running:
            waiting = set(results.open) - results.failures.keys()
            state = self.tr("stopped") if waiting else self.tr("done")
        self.progress.show_results(results, job.rate.per_s, state)

    def _show_figures(self) -> None:
        results = self.job.results
        self.figures.show_results(results)
        self.failures.show_results(results, self.job.running)
        if self.table.rows.follows:
            self.table.rows.rearrange()
        self._count_filters(results)

    def _count_filters(self, results: Results | None) -> None:
        if results is None:
            return
        scores, failed = results.scores, len(results.failures)
        counts = {
            "wrong": scores.accuracy.total - scores.accuracy.count,
            "off-label": scores.off_label.count,
            "failed": failed,
            "open": len(results.open) - failed,
        }
        for place, (name, words, _) in enumerate(self._filters()):
            self.shown.setItemText(
                place, f"{words} ({counts[name]:,})" if name in counts else words
            )

    def _ended(self, outcome: Outcome | None) -> None:
        self._show_figures()
        if self.job.results is None:
            self.progress.clear()
            self._stack.setCurrentIndex(0)
        self._material_changed()
        self._say_progress()
        if outcome is not None and outcome.halted:
            words = self.tr("It stopped early: {why}. {remedy}")
            self.problem.say(
                words.format(why=outcome.halted.rstrip("."), remedy=outcome.remedy).strip()
            )

    def _filter(self) -> None:
        self.table.rows.set_filter(str(self.shown.currentData()))

    def _open(self, index: int) -> None:
        if self.job.results is not None:
            BatchDialog(self.job.results, self.table.rows.order, index, self).open()

    # Files

    def _ask_target(self, suffix: str) -> None:
        results = self.job.results
        if results is None:
            return
        ready = results.ready
        name = f"{ready.prompt.name or 'prompt'}-{ready.dataset}{suffix}".replace("/", "-")
        dialog = QFileDialog(self, self.tr("Export the answers"), str(Path.home() / name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write what is there so far: CSV, or JSON lines to a file that ends in ``.jsonl``."""
        results, host = self.job.results, self._host
        if results is None:
            return
        found, write = results.measured(), table.write_csv
        if path.suffix == ".jsonl":
            write = table.write_jsonl
        words = self.tr("Wrote {path}.").format(path=path)
        host.background.start(
            f"export {path}",
            lambda _: write(path, results.asked, found),
            lambda _: host.notices.info(words),
            host.notices.error,
            title=self.tr("Exporting answers"),
        )


def _questions(
    ready: Prepared, split: str, indices: list[int], check: Callable[[], None]
) -> list[Question]:
    """The questions about these rows; runs in a task."""
    assert ready.data is not None
    found: list[Question] = []
    for index in indices:
        check()
        one = row(ready.data, split, index)
        found += questions(ready.prompt, [one], ready.pool, ready.model.name, ready.labels)
    return found
