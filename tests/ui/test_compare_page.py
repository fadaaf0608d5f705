"""The Compare page, by mouse and keys: set up, carried out, stopped, shown, deleted."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox
from pytestqt.qtbot import QtBot

from tests.comparison import doing, made
from workbench.comparison import stored
from workbench.comparison.plan import Plan, Spec
from workbench.comparison.report import data as pages
from workbench.core.contracts.answerer import Answerer, Fitted, Tools
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.task import Task
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.statistics import Metric
from workbench.prompting.prompts.template import Prompt
from workbench.ui.comparing import adding
from workbench.ui.comparing.settings_dialog import SettingsDialog
from workbench.ui.comparing.table_view import TableView
from workbench.ui.comparing.verdict_view import VerdictView
from workbench.ui.deleted_dialog import DeletedDialog
from workbench.ui.forms.editors import FloatEditor, IntEditor
from workbench.ui.forms.offered import OfferedEditor
from workbench.ui.host import Host
from workbench.ui.pages.compare import ComparePage

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000
VERDICTS = (("ripe", "good"), ("rotten", "bad"))
FRUIT = tuple(f"{kind} {fruit}" for kind in ("red", "green", "small") for fruit in "abcdefghij")
PROMPT = Spec(
    prompt=Prompt(description="Fruit or tool?", example="{text}: {label}", form="completion"),
    model="scripted",
    name="Scripted",
)


@pytest.fixture
def doer(plugins: Plugins, tmp_path) -> doing.Doer:  # type: ignore[no-untyped-def]
    return doing.Doer(plugins, tmp_path)


@pytest.fixture
def host_plugins(doer: doing.Doer) -> Plugins:
    return doer.plugins


@pytest.fixture
def page(host: Host, qtbot: QtBot) -> ComparePage:
    widget = ComparePage(host)
    qtbot.addWidget(widget)
    widget.resize(1100, 700)
    widget.show()
    setup = widget.setup
    setup.dataset.setCurrentIndex(setup.dataset.findData("things"))
    qtbot.waitUntil(lambda: setup.answerers.usual.isEnabled(), timeout=LONG)
    setup.curve.setChecked(False)
    return widget


def named(page: ComparePage) -> list[str]:
    return [spec.name for spec in page.setup.answerers.specs]


def add(page: ComparePage, *names: str) -> None:
    """Take answerers from the menu."""
    page.setup.answerers.menu.aboutToShow.emit()
    for under in page.setup.answerers.menu.actions():
        for action in under.menu().actions() if under.menu() else ():  # type: ignore[union-attr]
            if action.text() in names:
                action.trigger()


def test_the_fields_of_all_cards_begin_at_one_edge(page: ComparePage, qtbot: QtBot) -> None:
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    setup = page.setup
    fields = (setup.name, setup.budgets, setup.machine_hour)
    assert len({field.mapTo(setup, field.rect().topLeft()).x() for field in fields}) == 1


def test_from_nothing_to_a_verdict(page: ComparePage, qtbot: QtBot) -> None:
    add(page, "Majority class", "TF-IDF + logistic regression")
    assert named(page) == ["Majority class", "TF-IDF + logistic regression"]
    page.setup.name.setFocus()
    qtbot.keyClicks(page.setup.name, "Fruit")
    qtbot.mouseClick(page.setup.button, LEFT)
    qtbot.waitUntil(lambda: page.view is not None, timeout=LONG)
    assert isinstance(page.view, VerdictView)
    assert page.view.headline.text() == "Train your own: TF-IDF + logistic regression."
    assert page.view.table.rowCount() == 2
    assert page.view.table.item(0, 0).text() == "TF-IDF + logistic regression"  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.list.currentItem() is not None, timeout=60_000)
    assert page.list.currentItem().text() == "Fruit"
    assert page.head.currentWidget() is page._actions
    found = stored.comparisons()[0]
    assert all(found.page(kind) is not None for kind in stored.KINDS)


def test_nobody_and_too_few_rows_are_said(page: ComparePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.setup.button, LEFT)
    assert "Add a model" in page.setup.problem.text()
    add(page, "Majority class")
    page.setup.rows.setValue(3)
    qtbot.mouseClick(page.setup.button, LEFT)
    assert "ten rows" in page.setup.problem.text()
    assert not page.work.running


def test_a_comparison_begins_with_the_users_own_file(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "fruit.csv"
    rows = [f"a {word} {fruit},{label}" for fruit in FRUIT for word, label in VERDICTS]
    table.write_text("\n".join(["text,label", *rows]), "utf-8")
    part = Part(id="text-table", params={"path": str(table)})
    host.set_experiment(host.experiment.with_part("dataset", part.id, part.params))
    page = ComparePage(host)
    qtbot.addWidget(page)
    page.show()
    setup = page.setup
    assert setup.dataset.currentData() == "text-table"
    qtbot.waitUntil(lambda: setup.answerers.usual.isEnabled(), timeout=LONG)
    assert "text in 2 classes" in setup.answerers.words.text()
    # What is settled is folded away, so that the models are in sight.
    assert setup.section is not None
    assert not setup.section.is_open
    assert setup.section.summary.whole == "fruit.csv"
    add(page, "Majority class")
    qtbot.mouseClick(setup.button, LEFT)
    assert setup.name.text() == "fruit"
    assert page.work.plan is not None
    assert page.work.plan.dataset == part
    qtbot.waitUntil(lambda: page.view is not None, timeout=LONG)


def test_models_that_were_added_keep_their_dataset(page: ComparePage, host: Host) -> None:
    add(page, "Majority class")
    part = Part(id="text-table", params={"path": "elsewhere.csv"})
    host.set_experiment(host.experiment.with_part("dataset", part.id, part.params))
    page.hide()
    page.show()
    assert page.setup.dataset.currentData() == "things"
    assert named(page) == ["Majority class"]


def test_the_usual_ones_are_added_once(page: ComparePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.setup.answerers.usual, LEFT)
    before = named(page)
    qtbot.mouseClick(page.setup.answerers.usual, LEFT)
    assert named(page) == before
    assert {"Majority class", "TF-IDF + logistic regression"} < set(before)
    page.setup.answerers.list.setCurrentRow(0)
    qtbot.mouseClick(page.setup.answerers.remove, LEFT)
    assert named(page) == before[1:]


def test_the_standard_set_prompts_a_model_of_this_computer(
    page: ComparePage, host: Host, doer: doing.Doer, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.setup.answerers.usual, LEFT)
    prompts = lambda: [s for s in page.setup.answerers.specs if s.kind == "prompt"]  # noqa: E731
    qtbot.waitUntil(lambda: len(prompts()) == 1, timeout=LONG)
    spec = prompts()[0]
    assert spec.prompt is not None
    # Whichever answers first on this machine: the scripted one, or one that is installed.
    assert "/" in spec.model
    assert (spec.prompt.shots.count, spec.prompt.shots.dataset) == (4, "things")
    assert set(spec.prompt.labels) == {"fruit", "tool"}
    qtbot.mouseClick(page.setup.answerers.usual, LEFT)
    assert len(prompts()) == 1


class Unstoppable(Answerer):
    id, name, about = "unstoppable", "Unstoppable", "Learns in one piece."
    go: ClassVar[threading.Event]
    begun: ClassVar[threading.Event]

    def supports(self, task: Task) -> bool:
        return True

    def fit(self, learn: Any, target: Any, params: Any, seed: int, tools: Tools) -> Fitted:
        self.begun.set()
        assert self.go.wait(60)
        return Fitted(lambda inputs: np.tile([0.9, 0.1], (len(inputs), 1)), 0)


def test_a_step_that_cannot_be_stopped_is_left_to_end_behind(
    page: ComparePage, host: Host, qtbot: QtBot
) -> None:
    Unstoppable.go, Unstoppable.begun = threading.Event(), threading.Event()
    host.plugins.add(PluginRecord("slow", "file"), [("answerer", Unstoppable)])
    page.setup.name.setText("Slow")
    page.setup.answerers.show_specs([Spec(id="unstoppable"), Spec(id="majority")])
    qtbot.mouseClick(page.setup.button, LEFT)
    assert Unstoppable.begun.wait(60)
    qtbot.mouseClick(page.stop, LEFT)
    qtbot.waitUntil(lambda: not page.work.running, timeout=LONG)
    # The window is free though the step goes on, and says so.
    assert not Unstoppable.go.is_set()
    assert page.setup.isEnabled()
    assert "the last step still ends" in page.list.item(0).text()
    Unstoppable.go.set()
    qtbot.waitUntil(lambda: "stopped, 0 of 2" in page.list.item(0).text(), timeout=LONG)
    qtbot.waitUntil(page.go_on.isEnabled, timeout=LONG)
    qtbot.mouseClick(page.go_on, LEFT)
    qtbot.waitUntil(lambda: page.view is not None, timeout=LONG)


def typed(editor: QAbstractSpinBox | None, text: str, qtbot: QtBot) -> None:
    assert editor is not None
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_settings_of_an_answerer_are_set(page: ComparePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.setup.answerers.usual, LEFT)
    names = named(page)
    answerers = page.setup.answerers
    assert not answerers.settings.isEnabled()
    answerers.list.setCurrentRow(names.index("Majority class"))
    assert not answerers.settings.isEnabled()
    answerers.list.setCurrentRow(names.index("TF-IDF + logistic regression"))
    qtbot.mouseClick(answerers.settings, LEFT)
    dialog = answerers.findChild(SettingsDialog)
    assert dialog is not None
    typed(dialog.forms["answerer"].findChild(FloatEditor), "0.25", qtbot)
    qtbot.mouseClick(dialog.ok, LEFT)
    spec = answerers.specs[names.index("TF-IDF + logistic regression")]
    assert (spec.id, spec.settings) == ("tfidf", {"C": 0.25})


class Lengths(Encoder):
    id, name, about = "lengths", "Lengths", "Vectors of how long texts are."

    def models(self) -> list[str]:
        return ["tiny"]


def test_an_encoder_is_chosen_from_those_there_are(
    page: ComparePage, host: Host, qtbot: QtBot
) -> None:
    host.plugins.add(PluginRecord("lengths", "file"), [("encoder", Lengths)])
    add(page, "Pretrained encoder + linear head")
    answerers = page.setup.answerers
    answerers.list.setCurrentRow(0)
    qtbot.mouseClick(answerers.settings, LEFT)
    dialog = answerers.findChild(SettingsDialog)
    assert dialog is not None
    editor = dialog.forms["answerer"].editor("encoder")
    assert isinstance(editor, OfferedEditor)
    assert editor.currentText() == "An encoder on this machine"
    qtbot.waitUntil(lambda: editor.findText("tiny · Lengths") > 0, timeout=60_000)
    editor.setFocus()
    while editor.currentText() != "tiny · Lengths":
        qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.ok, LEFT)
    assert answerers.specs[0].settings == {"encoder": "lengths/tiny"}


def test_settings_of_an_experiment_are_set(page: ComparePage, qtbot: QtBot) -> None:
    experiment = Experiment(
        dataset=Part(id="things"),
        architecture=Part(id="bag-of-embeddings"),
        trainer=Part(id="text-supervised"),
    )
    answerers = page.setup.answerers
    answerers.show_specs([Spec(name="Bag", experiment=experiment)])
    answerers.list.setCurrentRow(0)
    qtbot.mouseClick(answerers.settings, LEFT)
    dialog = answerers.findChild(SettingsDialog)
    assert dialog is not None
    assert set(dialog.forms) == {"architecture", "trainer"}
    typed(dialog.forms["trainer"].findChild(IntEditor), "5", qtbot)
    qtbot.mouseClick(dialog.ok, LEFT)
    made = answerers.specs[0].experiment
    assert made is not None
    assert made.trainer.params == {"epochs": 5}
    assert made.dataset == experiment.dataset


def test_a_stop_is_gone_on_from(page: ComparePage, doer: doing.Doer, qtbot: QtBot) -> None:
    doer.provider.pause_s = 0.05
    page.setup.answerers.show_specs([PROMPT])
    page.setup.name.setText("Slow")
    qtbot.mouseClick(page.setup.button, LEFT)
    qtbot.waitUntil(lambda: len(doer.provider.asked) > 2, timeout=LONG)
    assert not page.setup.isEnabled()
    assert page.stack.currentWidget() is page.steps
    lines = [page.steps.list.item(row).text() for row in range(page.steps.list.count())]
    assert len(lines) == 1
    assert lines[0].startswith("▸")
    assert page._doing.text().startswith("Step 1 of 1 · Asking")
    qtbot.waitUntil(lambda: "running, step 1 of 1" in page.list.item(0).text(), timeout=LONG)
    qtbot.mouseClick(page.stop, LEFT)
    # Answered before anything else happens.
    assert page._doing.text().startswith("Stopping… finishing: ")
    assert not page.stop.isEnabled()
    assert "stopping" in page.list.item(0).text()
    qtbot.waitUntil(lambda: not page.work.running, timeout=LONG)
    asked = len(doer.provider.asked)
    assert page.view is None
    assert asked < len(doing.things().test)
    assert page.setup.isEnabled()
    assert page.stack.currentWidget() is page.setup
    qtbot.waitUntil(lambda: page.head.currentWidget() is page._unfinished, timeout=LONG)
    assert "stopped, 0 of 1 steps done" in page.list.item(0).text()
    doer.provider.pause_s = 0
    qtbot.mouseClick(page.go_on, LEFT)
    qtbot.waitUntil(lambda: page.view is not None, timeout=LONG)
    held = [text for text in doer.provider.asked if "Reply with" not in text]
    assert set(held) >= {f"Fruit or tool?\n\n{text}:" for text in doing.things().test.texts}


def test_what_is_stored_is_shown_and_deleted(page: ComparePage, qtbot: QtBot) -> None:
    plan = Plan(name="Earlier", dataset=Part(id="things"), answerer=(Spec(id="tfidf"),))
    stored.keep(plan, stored.folder(plan))
    page.look()
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=60_000)
    page.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: page.setup.name.text() == "Earlier", timeout=LONG)
    assert [spec.id for spec in page.setup.answerers.specs] == ["tfidf"]
    qtbot.mouseClick(page.delete, LEFT)
    qtbot.waitUntil(lambda: page.list.count() == 0, timeout=60_000)
    assert stored.comparisons() == []
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=60_000)
    assert [each.name for each in stored.comparisons()] == ["Earlier"]
    qtbot.waitUntil(lambda: page.chosen is not None, timeout=60_000)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(page.undo.isEnabled, timeout=60_000)
    qtbot.mouseClick(page.deleted, LEFT)
    dialog = page.findChild(DeletedDialog)
    assert isinstance(dialog, DeletedDialog)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1, timeout=60_000)
    qtbot.mouseClick(dialog.restore, LEFT)
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=60_000)
    assert not page.undo.isEnabled()
    dialog.close()


def test_a_damaged_plan_does_not_hide_the_others(page: ComparePage, qtbot: QtBot) -> None:
    good = Plan(name="Good", dataset=Part(id="things"), answerer=(Spec(id="tfidf"),))
    stored.keep(good, stored.folder(good))
    broken = stored.root_folder() / "broken" / stored.PLAN
    broken.parent.mkdir(parents=True)
    broken.write_text("name = ", "utf-8")
    page.look()
    qtbot.waitUntil(lambda: page.list.count() == 2, timeout=60_000)
    assert {page.list.item(row).text() for row in range(page.list.count())} == {
        "Good\nnot started",
        "broken\ndamaged",
    }


@pytest.mark.parametrize(("metric", "name"), [("accuracy", "Accuracy"), ("macro_f1", "Macro-F1")])
def test_the_figure_that_decides_comes_first(
    metric: Metric, name: str, host: Host, qtbot: QtBot
) -> None:
    found = made.comparison()
    plan = found.plan.model_copy(update={"metric": metric})
    view = TableView(pages.page(replace(found, plan=plan)))
    qtbot.addWidget(view)
    heads = [view.horizontalHeaderItem(k) for k in range(view.columnCount())]
    names = [head.text() for head in heads if head is not None]
    assert names[2] == name
    assert {"Accuracy", "Macro-F1"} == set(names[2:4])


def test_the_whole_verdict_is_shown(host: Host, qtbot: QtBot) -> None:
    found = pages.page(made.comparison())
    view = VerdictView(host.theme, found)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    heads = [view.table.horizontalHeaderItem(k) for k in range(view.table.columnCount())]
    assert {"Size", "Memory"} <= {head.text() for head in heads if head is not None}
    assert view.standings is not None
    assert view.standings.rowCount() == len(found.table.compared)
    assert view.dispute is not None
    sent: list[list[int]] = []
    view.labels_wanted.connect(sent.append)
    qtbot.mouseClick(view.dispute, LEFT)
    assert sent == [list(found.disputed)]
    assert view.disagreements is not None
    rows = view.disagreements.rows
    first = view.disagreements.text.text()
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert view.disagreements.text.text() != first
    assert view.disagreements.said.rowCount() == len(found.table.entries)
    host.theme.set_mode("dark")
    view.grab()


def test_parts_of_the_rows_are_shown_by_own_columns(host: Host, qtbot: QtBot) -> None:
    found = made.comparison()
    columns = {"country": ("DE", "AT", "CH") * 80}
    page = pages.page(replace(found, held_out=replace(found.held_out, columns=columns)))
    view = VerdictView(host.theme, page)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    assert view.slices is not None
    cells = [view.slices.item(row, 0) for row in range(view.slices.rowCount())]
    assert [cell.text() for cell in cells if cell is not None][-3:] == [
        "DE\ncountry",
        "AT\ncountry",
        "CH\ncountry",
    ]
    assert view.slices.columnCount() == 2 + 5  # all but the baseline


def test_the_margin_goes_into_the_plan_and_back(page: ComparePage) -> None:
    add(page, "Majority class")
    page.setup.name.setText("Margin")
    page.setup.margin.setValue(3.5)
    plan = page.setup.plan()
    assert plan.margin == 0.035
    page.setup.margin.setValue(1)
    page.setup.show_plan(plan)
    assert page.setup.margin.value() == 3.5


def test_times_are_measured_again_where_the_machine_was_busy(
    page: ComparePage, qtbot: QtBot
) -> None:
    found = made.comparison(60, budgets=(), missing=False)
    slow = [
        replace(
            each,
            predictions=replace(
                each.predictions, facts=replace(each.predictions.facts, waited=0.5)
            ),
        )
        for each in found.results
        if each.predictions is not None
    ]
    page._show(pages.page(found))
    assert page.time_again.isHidden()
    page._show(pages.page(replace(found, results=tuple(slow))))
    assert not page.time_again.isHidden()


def test_a_prompt_for_any_dataset_names_its_classes(plugins: Plugins) -> None:
    prompt = adding.prompt_for(adding.plain_prompt(("a", "b"), "things"), "things", ("a", "b"), 2)
    assert prompt.labels == ("a", "b")
    assert (prompt.shots.count, prompt.shots.dataset) == (2, "things")
    assert not prompt.draws
    assert adding.plain_prompt(("a", "b"), "digits", pictures=True).draws
    other = Prompt(labels=("x", "y"), example="{text}")
    assert adding.prompt_for(other, "things", ("a", "b"), 0).labels == ()
