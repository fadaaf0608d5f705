"""A prompt over a dataset in the window: started, paused, stopped and gone on with."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.prompting.scripted import FRUIT, TOOLS, Scripted, fruit_or_tool, question, things
from tests.ui.prompting import prompting
from tests.ui.training import add
from workbench.core import paths
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import BrokenAnswer, RateLimited, WorkbenchError
from workbench.core.contracts.provider import Capabilities, Request
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.settings import Settings
from workbench.core.tokenizer import train
from workbench.prompting.batch import RowAnswered, RowUnanswered
from workbench.prompting.prompts.template import Prompt, Shots
from workbench.prompting.responses import Answers, Response
from workbench.ui.activity_bar import ActivityBar
from workbench.ui.host import Host
from workbench.ui.prompting.batch_dialog import BatchDialog
from workbench.ui.prompting.batch_panel import BatchPanel
from workbench.ui.prompting.batch_table import ANSWER, INPUT, LABEL, RIGHT, ROW, TIME, BatchTable
from workbench.ui.prompting.prompt_form import PromptForm

LEFT = Qt.MouseButton.LeftButton
PROMPT = Prompt(
    name="kinds",
    example="Thing: {text}\nLabel: {label}",
    form="completion",
    shots=Shots(count=2, choose="stratified", dataset="many"),
)
N = 24


class Many(Dataset):
    """Twelve fruits and tools to be asked about, each several times in other words."""

    id, name, about = "many", "Many things", "Fruit and tools."

    def load(self, params: Any) -> TextClasses:
        return many(N)


def many(n: int) -> TextClasses:
    words = (*FRUIT[6:], *TOOLS[6:])
    texts = tuple(f"number {k} a {words[k % 4]}" for k in range(n))
    y = np.array([k % 4 // 2 for k in range(n)], np.int64)
    learn = things().train
    return TextClasses(
        learn, TextRows(texts, y), ("fruit", "tool"), train(learn.texts, "wordpiece", 100)
    )


def last(request: Request) -> str:
    """The row that is asked about."""
    return question(request).split("\n\n")[-1]


class Told(Scripted):
    """Says what the test tells it to, when the test lets it."""

    id, name, order = "told", "Told", 1
    how: ClassVar[Any] = staticmethod(fruit_or_tool)
    go: ClassVar[threading.Event] = threading.Event()
    all_asked: ClassVar[list[str]] = []
    place_of: ClassVar[str] = ""

    def __init__(self, params: Any = None) -> None:
        super().__init__(self._reply, place=type(self).place_of)

    def _reply(self, request: Request) -> str | Exception:
        Told.all_asked.append(last(request))
        assert Told.go.wait(60)
        found: str | Exception = Told.how(request)
        return found


class Free(Told):
    """Can be held to labels, and costs something."""

    id, name, order = "free", "Free", 2
    place_of = "api.example.org"

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(completion=True, choices=True)


@pytest.fixture
def host(qtbot: QtBot, home: Path) -> Iterator[Host]:
    Told.how = staticmethod(fruit_or_tool)
    Told.all_asked = []
    Told.go.set()
    with made() as found:
        yield found
    Told.go.set()


@contextmanager
def made(settings: Settings | None = None) -> Iterator[Host]:
    """A host with both providers and the dataset."""
    with prompting(Told, Free, settings=settings) as host:
        add(host.plugins, "dataset", Many)
        yield host


def panel_of(host: Host, qtbot: QtBot, prompt: Prompt = PROMPT) -> BatchPanel:
    form = PromptForm(host)
    qtbot.addWidget(form)
    form.set_prompt(prompt)
    panel = BatchPanel(host, form)
    qtbot.addWidget(panel)
    panel.resize(820, 640)
    panel.show()
    qtbot.waitUntil(
        lambda: panel.models.model is not None and panel.material.pool is not None, timeout=30_000
    )
    return panel


@pytest.fixture
def panel(host: Host, qtbot: QtBot) -> BatchPanel:
    return panel_of(host, qtbot)


def start(panel: BatchPanel, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.start_button, LEFT)
    assert panel.job.running


def done(panel: BatchPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.job.running, timeout=60_000)


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=60_000)


def cell(table: BatchTable, row: int, column: int) -> str:
    return str(table.rows.index(row, column).data())


def column(table: BatchTable, which: int) -> list[str]:
    return [cell(table, row, which) for row in range(table.rows.rowCount())]


# --- before


def test_out_of_sight_it_goes_on_in_the_status_bar_and_is_stopped_there(
    host: Host, panel: BatchPanel, qtbot: QtBot
) -> None:
    bar = ActivityBar(host.background)
    qtbot.addWidget(bar)
    Told.go.clear()
    start(panel, qtbot)
    qtbot.waitUntil(lambda: bool(Told.all_asked), timeout=60_000)
    bar.look()
    assert bar.isHidden()
    panel.window().hide()
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=60_000)
    assert bar.text.text() == "Prompting a batch"
    bar.stop.click()
    assert not panel.job.running
    Told.go.set()
    panel.window().show()
    qtbot.waitUntil(panel.start_button.isEnabled, timeout=60_000)


def test_what_it_takes_is_said_before_it_starts(panel: BatchPanel, qtbot: QtBot) -> None:
    assert "Stays on this machine" in panel.models.badge.text()
    assert panel.setup.dataset.currentData() == "many"  # the prompt's own
    assert panel.setup.which == "test"
    assert "never shots" in panel.setup.note.text()
    assert panel.setup.count.maximum() == N
    wait(qtbot, lambda: "About" in panel.forecast.text())
    assert "no cost" in panel.forecast.text()
    assert not panel.setup.ceiling.isEnabled()
    assert "costs nothing" in panel.setup.ceiling.toolTip()
    before = panel.forecast.text()
    panel.setup.count.setValue(2)
    wait(qtbot, lambda: "About" in panel.forecast.text() and panel.forecast.text() != before)
    assert not Told.all_asked


def test_a_ceiling_wants_a_price(host: Host, panel: BatchPanel, qtbot: QtBot) -> None:
    panel.models.choose("free/word")
    assert "api.example.org" in panel.models.badge.text()
    assert not panel.setup.ceiling.isEnabled()
    assert "not known" in panel.setup.ceiling.toolTip()
    wait(qtbot, lambda: "price of this model is not known" in panel.forecast.text())
    paths.config().mkdir(parents=True, exist_ok=True)
    (paths.config() / "prices.toml").write_text(
        "date = 2026-12-01\nsource = 'a bill'\n[[price]]\nhost = 'api.example.org'\n"
        "model = 'word'\ninput = 1000\noutput = 1000\n",
        "utf-8",
    )
    panel.hide()
    panel.show()
    assert panel.setup.ceiling.isEnabled()
    wait(qtbot, lambda: "US dollars (prices of 2026-12-01)" in panel.forecast.text())
    panel.setup.ceiling.setValue(0.6)
    panel.setup.at_once.setValue(1)
    start(panel, qtbot)
    done(panel, qtbot)
    results = panel.job.results
    assert results is not None
    assert 0 < len(results.open) < N
    assert results.cost is not None
    assert results.cost <= 0.6
    assert "more than is left" in panel.problem.text()
    assert "higher ceiling" in panel.problem.text()
    assert "prices of 2026-12-01" in panel.figures.text()


def test_who_cannot_be_held_to_labels_is_said(host: Host, qtbot: QtBot) -> None:
    panel = panel_of(host, qtbot, PROMPT.model_copy(update={"constrained": True}))
    assert "told/word cannot be held to the labels" in panel.remark.text()
    panel.models.choose("free/word")
    assert "cannot be held" not in panel.remark.text()


def test_what_is_missing_is_said(host: Host, panel: BatchPanel, qtbot: QtBot) -> None:
    panel._form.example.box.selectAll()
    qtbot.keyClicks(panel._form.example.box, "{nothing}")
    wait(qtbot, lambda: "names {nothing}, which these rows have not" in panel.remark.text())
    assert not panel.start_button.isEnabled()
    panel._form.set_prompt(PROMPT.model_copy(update={"labels": ("a", "b")}))
    panel._changed()
    wait(qtbot, lambda: "not the dataset's classes" in panel.remark.text())
    assert not panel.start_button.isEnabled()


# --- asking


def test_rows_fill_while_answers_come(panel: BatchPanel, qtbot: QtBot) -> None:
    Told.go.clear()
    start(panel, qtbot)
    wait(qtbot, lambda: panel.table.rows.rowCount() == N)
    assert set(column(panel.table, ANSWER)) == {""}
    assert not panel.setup.isEnabled()
    assert not panel.start_button.isEnabled()
    Told.go.set()
    done(panel, qtbot)
    assert column(panel.table, RIGHT) == ["✓"] * N
    assert column(panel.table, LABEL)[:3] == ["fruit", "fruit", "tool"]
    assert cell(panel.table, 1, INPUT) == "number 1 a fig"
    assert cell(panel.table, 1, TIME).endswith(" s")
    assert "Accuracy 100.0 % (95 %: 86.2 … 100.0)" in panel.figures.text()
    assert "macro-F1 1.000" in panel.figures.text()
    assert "no cost" in panel.figures.text()
    assert f"{N} of {N} · done" in panel.progress.words.text()
    assert panel.progress.bar.value() == N
    assert panel.start_button.isEnabled()
    assert len(Told.all_asked) == N


def test_keys_start_and_stop_and_twice_waits_no_more(panel: BatchPanel, qtbot: QtBot) -> None:
    Told.go.clear()
    panel.setup.at_once.setValue(2)
    panel.setup.count.setFocus()
    qtbot.keyClick(panel.setup.count, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, lambda: len(Told.all_asked) == 2)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Escape)
    assert panel.job.stopping
    assert panel.stop_button.text() == "Stop now"
    assert "waiting for answers" in panel.progress.words.text()
    qtbot.mouseClick(panel.stop_button, LEFT)
    done(panel, qtbot)
    Told.go.set()
    assert "It stopped early: it was stopped" in panel.problem.text()
    assert panel.job.results is not None
    assert len(panel.job.results.open) == N
    assert panel.start_button.isEnabled()


def test_a_pause_holds_back_what_has_not_begun(panel: BatchPanel, qtbot: QtBot) -> None:
    Told.go.clear()
    panel.setup.at_once.setValue(2)
    start(panel, qtbot)
    wait(qtbot, lambda: len(Told.all_asked) == 2)
    qtbot.mouseClick(panel.pause_button, LEFT)
    assert panel.pause_button.text() == "Resume"
    assert "paused" in panel.progress.words.text()
    Told.go.set()
    wait(qtbot, lambda: panel.job.results is not None and len(panel.job.results.open) == N - 2)
    assert len(Told.all_asked) == 2
    qtbot.mouseClick(panel.pause_button, LEFT)
    done(panel, qtbot)
    assert len(Told.all_asked) == N
    assert panel.pause_button.text() == "Pause"


def test_who_goes_away_loses_nothing(qtbot: QtBot, home: Path) -> None:
    Told.how = staticmethod(fruit_or_tool)
    Told.all_asked = []
    Told.go.set()
    settings = Settings()
    with made(settings) as host:
        first = panel_of(host, qtbot)
        first.setup.at_once.setValue(2)
        first.setup.per_minute.setValue(600)  # one each tenth of a second
        start(first, qtbot)
        wait(qtbot, lambda: len(Told.all_asked) >= 6)
        first._form.deleteLater()
        first.deleteLater()
        QApplication.sendPostedEvents()
    before = list(Told.all_asked)
    assert len(before) < N
    with Answers() as answers:
        kept = len(answers)
    assert kept >= 4
    with made(settings) as host:
        again = panel_of(host, qtbot)
        assert again.setup.at_once.value() == 2
        again.setup.per_minute.setValue(0)
        start(again, qtbot)
        done(again, qtbot)
        assert f"{kept} known already" in again.progress.words.text()
        assert column(again.table, RIGHT) == ["✓"] * N
    assert len(Told.all_asked) == len(before) + N - kept


def test_what_failed_is_grouped_and_asked_again(panel: BatchPanel, qtbot: QtBot) -> None:
    def some(request: Request) -> str | Exception:
        if "lemon" in last(request):
            return RateLimited("Too busy.", "Come back later.")
        if "number 1 " in last(request):
            return BrokenAnswer("It broke off.", "Ask again.")
        return fruit_or_tool(request)

    Told.how = staticmethod(some)
    start(panel, qtbot)
    done(panel, qtbot)
    results = panel.job.results
    assert results is not None
    failed = sorted(results.failures)
    words = panel.failures.words.text()
    assert panel.failures.isVisible()
    assert f"{len(failed) - 1} questions: Too busy. Come back later." in words
    assert "1 question: It broke off. Ask again." in words
    assert cell(panel.table, failed[0], ANSWER) in ("Too busy.", "It broke off.")
    show(panel, "failed", qtbot)
    assert [int(text) for text in column(panel.table, ROW)] == failed
    asked = len(Told.all_asked)
    Told.how = staticmethod(fruit_or_tool)
    qtbot.mouseClick(panel.failures.button, LEFT)
    done(panel, qtbot)
    assert len(Told.all_asked) == asked + len(failed)
    assert not panel.failures.isVisible()
    assert panel.table.rows.rowCount() == 0  # nothing failed any more
    show(panel, "all", qtbot)
    assert column(panel.table, RIGHT) == ["✓"] * N


def show(panel: BatchPanel, name: str, qtbot: QtBot) -> None:
    """Choose a filter as the user does."""
    place = panel.shown.findData(name)
    panel.shown.setFocus()
    panel.shown.setCurrentIndex(place)
    panel.shown.activated.emit(place)


def test_an_error_that_ends_all_is_said(
    panel: BatchPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Any:
        raise WorkbenchError("No room on the disk.", "Make some.")

    monkeypatch.setattr("workbench.ui.prompting.batch_job.Answers", fail)
    start(panel, qtbot)
    done(panel, qtbot)
    assert panel.problem.text() == "No room on the disk. Make some."
    assert panel.start_button.isEnabled()


# --- the table


def answered(request: Request) -> str:
    """Right, wrong and off-label in turn."""
    number = int(last(request).removeprefix("Thing: number ").split()[0])
    return {0: fruit_or_tool(request), 1: "tool fruit", 2: "perhaps"}[number % 3]


def test_filters_and_sorting(panel: BatchPanel, qtbot: QtBot) -> None:
    Told.how = staticmethod(answered)
    start(panel, qtbot)
    done(panel, qtbot)
    table = panel.table
    assert panel.shown.itemText(panel.shown.findData("off-label")) == "Off-label (8)"
    show(panel, "off-label", qtbot)
    assert column(table, ROW) == [str(n) for n in range(2, N, 3)]
    assert set(column(table, LABEL)) == {"(no label)"}
    show(panel, "wrong", qtbot)
    assert set(column(table, RIGHT)) == {"✗"}
    show(panel, "all", qtbot)
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(LABEL) + 20
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(x, header.height() // 2))
    labels = column(table, LABEL)
    assert labels in (sorted(labels), sorted(labels, reverse=True))
    assert len(set(labels)) == 3
    table.selectRow(3)
    row = cell(table, 3, ROW)
    table.sortByColumn(TIME, Qt.SortOrder.DescendingOrder)
    assert table.currentIndex().siblingAtColumn(ROW).data() == row
    times = [float(text.removesuffix(" s")) for text in column(table, TIME)]
    assert times == sorted(times, reverse=True)


def test_a_row_opens_with_its_whole_prompt(panel: BatchPanel, qtbot: QtBot) -> None:
    Told.how = staticmethod(answered)
    start(panel, qtbot)
    done(panel, qtbot)
    place = panel.table.visualRect(panel.table.rows.index(1, ANSWER)).center()
    qtbot.mouseClick(panel.table.viewport(), LEFT, pos=place)
    dialog = panel.findChild(BatchDialog)
    assert dialog.prompt.toPlainText().endswith("Thing: number 1 a fig\nLabel:")
    assert dialog.prompt.toPlainText().count("Thing:") == 3
    assert dialog.answer.toPlainText() == "tool fruit"
    assert "True label: fruit · Label: tool · ✗ wrong" in dialog.said.text()
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert dialog.answer.toPlainText() == "perhaps"
    assert "No label in this answer" in dialog.said.text()
    dialog.close()
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    wait(qtbot, lambda: any(each.isVisible() for each in panel.findChildren(BatchDialog)))


def test_ten_thousand_rows_do_not_hold_the_window(
    panel: BatchPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells are made for what is in sight, however many rows there are."""
    from workbench.prompting.prepare import Prepared
    from workbench.prompting.prompts.questions import Question
    from workbench.prompting.prompts.rows import row
    from workbench.prompting.results import Results

    data, model = many(10_000), panel.models.model
    assert model is not None
    asked = [
        Question(one, (), Request("word", prompt=one.text))
        for one in (row(data, "test", n) for n in range(10_000))
    ]
    ready = Prepared(PROMPT, model, Settings(), "many", data, None, ("fruit", "tool"))
    results = Results(ready, asked, None)
    table = panel.table
    panel._ready(results)
    QApplication.processEvents()
    looked, text = [0], table.rows._text

    def counting(which: int, column: int) -> str:
        looked[0] += 1
        return text(which, column)

    monkeypatch.setattr(table.rows, "_text", counting)
    for index in range(10_000):
        results.take(RowAnswered(index, Response("fruit", "stop", 1, 1)))
    table.rows.came()
    QApplication.processEvents()
    table.viewport().grab()
    assert 0 < looked[0] < 2000
    assert results.scores.accuracy.count == 5000
    table.rows.set_filter("wrong")
    assert table.rows.rowCount() == 5000
    results.take(RowUnanswered(3, "no"))
    table.rows.set_filter("all")
    assert table.rows.rowCount() == 10_000


# --- files


def test_answers_are_written_to_files(panel: BatchPanel, tmp_path: Path, qtbot: QtBot) -> None:
    Told.how = staticmethod(answered)
    start(panel, qtbot)
    done(panel, qtbot)
    for name in ("a.csv", "a.jsonl"):
        panel.export_to(tmp_path / name)
        wait(qtbot, (tmp_path / name).exists)
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    objects = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == len(objects) == N
    assert [line["answer"] for line in lines] == [each["answer"] for each in objects]
    assert [each["right"] for each in objects[:3]] == [True, False, False]


def test_another_prompt_is_told_from_what_is_shown(panel: BatchPanel, qtbot: QtBot) -> None:
    panel.setup.count.setValue(3)
    start(panel, qtbot)
    done(panel, qtbot)
    assert "other settings" not in panel.remark.text()
    panel._form.set_prompt(PROMPT.with_shots(count=1))
    panel._changed()
    assert "asked with other settings" in panel.remark.text()


def test_one_asked_anew(panel: BatchPanel, qtbot: QtBot) -> None:
    panel.setup.count.setValue(3)
    for _ in range(2):
        start(panel, qtbot)
        done(panel, qtbot)
    assert len(Told.all_asked) == 3
    panel.setup.fresh.setChecked(True)
    start(panel, qtbot)
    done(panel, qtbot)
    assert len(Told.all_asked) == 6
