"""The window with rows of kinds that a plugin brings: data, training, its views, and playing."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle, wait_for_end
from tests.ui.training import started, state_of, stepped
from workbench.core.contracts.events import AttentionMaps, Evaluated, Finished
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import Plugins, discover
from workbench.core.runs.facts import RunInfo
from workbench.ui.comparing.setup import SetUp
from workbench.ui.datacache import DataCache
from workbench.ui.host import Host
from workbench.ui.labelling.sources_form import FromDataset
from workbench.ui.pages.data import DataPage
from workbench.ui.pages.train import TrainPage
from workbench.ui.plots.evaluations import mistakes_in
from workbench.ui.plots.pictures_preview import PicturesPreview
from workbench.ui.plots.row_dialog import RowDialog
from workbench.ui.plots.rows_preview import RowsPreview
from workbench.ui.runs_model import COLUMNS, TEST, RunsModel

POINTS = Path(__file__).parents[1] / "points.py"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def host_plugins() -> Plugins:
    return discover([POINTS], installed=False)


@pytest.fixture
def page(qtbot: QtBot, host: Host) -> DataPage:
    made = DataPage(host)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def choose(page: DataPage, qtbot: QtBot, id: str) -> None:
    page.choice.setCurrentIndex(page.choice.findData(id))
    qtbot.waitUntil(lambda: page._data is not None and page._part.id == id, timeout=60_000)


def experiment(dataset: str, epochs: int = 8) -> Experiment:
    return (
        Experiment(name=dataset, device="cpu")
        .with_part("dataset", dataset)
        .with_part("architecture", "point-net")
        .with_part("trainer", "example-supervised", {"epochs": epochs, "batch_size": 16})
    )


def train(host: Host, qtbot: QtBot, dataset: str) -> str:
    """Train and select a run; returns its id."""
    host.set_experiment(experiment(dataset))
    if host.data.peek(host.experiment.dataset) is None:
        host.data.request(host.experiment.dataset, lambda _: None)
        qtbot.waitUntil(lambda: host.data.peek(host.experiment.dataset) is not None, timeout=60_000)
    host.training_start.start()
    wait_for_end(qtbot, host)
    assert host.run.status == "finished", host.run.error
    return host.run.run


def dialog(qtbot: QtBot) -> RowDialog:
    def found() -> list[RowDialog]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, RowDialog)]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=60_000)
    return found()[0]


# The Data page


def test_rows_without_a_preview_are_a_table(page: DataPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "sides")
    pane = page.preview
    assert isinstance(pane, RowsPreview)
    assert pane.model.columns == ("Class", "across", "up")
    assert pane.model.rowCount() == 90
    assert "left: " in page.balance.accessibleDescription()
    assert page.notes.text() == "120 points drawn."
    qtbot.keyClick(page.filter.of_class, Qt.Key.Key_Down)
    assert {row[0] for row in pane.model.cells} == {"left"}
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_Down)
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    opened = dialog(qtbot)
    assert opened.row == 1
    assert opened.view.cells.item(0, 1).text() == pane.model.cells[1][1]
    qtbot.keyClick(opened, Qt.Key.Key_PageDown)
    assert opened.row == 2
    opened.close()


def test_numbers_have_a_spread_and_a_range(page: DataPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "prices")
    data, box = page._data, page.filter
    assert data is not None
    assert page._heading.text() == "Price (EUR)"
    y = data.train.y  # type: ignore[union-attr]
    assert f"Training: 90 rows, mean {data.target.text(y.mean())}" in page.spread.lines[0]
    assert f"median {data.target.text(np.median(y))}" in page.spread.lines[0]
    assert page.balance.isHidden()
    assert box.of_class.isHidden()
    pane = page.preview
    assert pane.model.rowCount() == 90  # the ends of the range take every row in
    box.lowest.setFocus()
    box.lowest.selectAll()
    QTest.keyClicks(box.lowest, "100")
    qtbot.keyClick(box.lowest, Qt.Key.Key_Return)
    assert pane.model.rowCount() == int((y >= 100).sum())
    box.highest.selectAll()
    QTest.keyClicks(box.highest, "100")
    qtbot.keyClick(box.highest, Qt.Key.Key_Return)
    assert pane.panel.empty
    assert "No points here" in pane.panel.placeholder.title.text()


def test_labels_are_counted_and_filtered(page: DataPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "quadrants")
    y = page._data.train.y  # type: ignore[union-attr]
    assert f"right: {y[:, 0].sum()} + " in page.balance.accessibleDescription()
    page.filter.of_class.setCurrentIndex(page.filter.of_class.findText("up"))
    assert page.preview.model.rowCount() == int(y[:, 1].sum())


def test_a_kind_names_its_preview(page: DataPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "painted-sides")
    pane = page.preview
    assert isinstance(pane, PicturesPreview)
    assert len(pane.gallery.items) == 90
    assert pane.gallery.items[0].picture.shape == (16, 16)


def test_a_preview_that_cannot_be_made_leaves_a_table(
    page: DataPage, host: Host, qtbot: QtBot
) -> None:
    told: list[object] = []
    host.notices.posted.connect(told.append)
    choose(page, qtbot, "unseen-sides")
    assert isinstance(page.preview, RowsPreview)
    assert page.preview.model.rowCount() == 90
    assert any("nowhere_at_all" in str(notice) for notice in told)


# The Train page


@pytest.fixture
def train_page(qtbot: QtBot, host: Host) -> TrainPage:
    made = TrainPage(host)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def offered(page: TrainPage) -> set[str]:
    tabs = ((t, i) for t in (page.main, page.side) for i in range(t.count()))
    return {t.widget(i).view.id for t, i in tabs if t.is_offered(i)}


def test_a_run_on_numbers_shows_errors_in_their_unit(
    train_page: TrainPage, host: Host, qtbot: QtBot
) -> None:
    train(host, qtbot, "prices")
    qtbot.waitUntil(lambda: "residuals" in offered(train_page), timeout=60_000)
    assert {"curves", "mistakes", "attention"} <= offered(train_page)
    assert not {"confusion", "network", "samples", "embeddings"} & offered(train_page)
    mae = host.run.metrics["test/mae"]
    text = train_page.bar.text
    assert f"test MAE {mae:.4g} EUR" in text
    assert f"R² {host.run.metrics['test/r2']:.4g}" in text
    assert train_page.strip.cards["dataset"].meaning.text() == (
        "120 points, predicts price in EUR, 2 numbers"
    )


def test_curves_are_of_the_metric_that_decides_and_of_others(host: Host, qtbot: QtBot) -> None:
    from workbench_plugins.curves.widget import CurvesWidget

    run = train(host, qtbot, "prices")
    view = CurvesWidget(host)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    view.show_run(host.run)
    qtbot.waitUntil(lambda: view.metric_box.currentText() == "MAE (EUR)", timeout=60_000)
    names = [view.metric_box.itemText(i) for i in range(view.metric_box.count())]
    assert names == ["MAE (EUR)", "RMSE (EUR)", "R²"]
    view.metric_box.setFocus()
    qtbot.keyClick(view.metric_box, Qt.Key.Key_End)
    view.metric_box.activated.emit(view.metric_box.currentIndex())
    test = next(line for key, line in view.accuracy.lines.items() if f"{run}/test" in key)
    assert test.y[-1] == pytest.approx(host.run.metrics["test/r2"])


def test_the_largest_errors_come_first_and_open(host: Host, qtbot: QtBot) -> None:
    from workbench_plugins.mistakes.widget import MistakesWidget

    train(host, qtbot, "prices")
    view = MistakesWidget(host)
    qtbot.addWidget(view)
    view.resize(420, 500)
    view.show()
    view.show_run(host.run)
    qtbot.waitUntil(lambda: bool(view.texts.items), timeout=60_000)
    found = mistakes_in(host.run.evaluations["test"], view._data)
    errors = [abs(m.predicted - m.truth) for m in found]
    assert errors == sorted(errors, reverse=True)
    first = view.texts.items[0]
    assert first.title.count(" EUR") == 2
    sign = "+" if found[0].predicted > found[0].truth else "−"
    assert first.detail == sign + view._data.target.text(errors[0])
    assert "largest errors" in view._said.text()
    view.texts.setFocus()
    qtbot.keyClick(view.texts, Qt.Key.Key_Return)
    opened = dialog(qtbot)
    assert opened.view.cells.rowCount() == 2
    opened.close()


def test_mistakes_of_labels_name_them(host: Host, qtbot: QtBot) -> None:
    from workbench_plugins.mistakes.widget import MistakesWidget

    train(host, qtbot, "quadrants")
    view = MistakesWidget(host)
    qtbot.addWidget(view)
    view.show()
    view.show_run(host.run)
    qtbot.waitUntil(lambda: view._data is not None, timeout=60_000)
    y = view._data.test.y
    wrong = Evaluated(
        1, 1.0, 1.0, "test", {}, None, np.array([0]), 1 - y[:1], np.array([0.8], np.float32)
    )
    view.show_run(state_of(started(host.run.run), wrong, run=host.run.run))
    qtbot.waitUntil(lambda: len(view.texts.items) == 1, timeout=60_000)
    true, read = view.texts.items[0].title.split(" → ")
    names = {name for name in ("right", "up") if name in read}
    assert names == {name for name in ("right", "up") if name not in true}


def test_residuals_are_those_of_the_exported_model(host: Host, qtbot: QtBot) -> None:
    from workbench_plugins.residuals.widget import ResidualsWidget

    train(host, qtbot, "prices")
    view = ResidualsWidget(host)
    qtbot.addWidget(view)
    view.resize(400, 600)
    assert "How far off" in view._panel.placeholder.title.text()
    view.show()
    view.show_run(host.run)
    qtbot.waitUntil(lambda: len(view.against) == 30, timeout=60_000)
    off = np.abs(view.residuals._y)
    assert off.mean() == pytest.approx(host.run.metrics["test/mae"], rel=1e-4)
    assert f"MAE {host.run.metrics['test/mae']:.4g} EUR" in view.words.text()
    view.against.setFocus()
    qtbot.keyClick(view.against, Qt.Key.Key_Home)
    assert view.against.current == int(view.against._x.argmin())
    assert "EUR" in view.against.accessibleDescription()
    at = view.against.position_of(3).toPoint()
    qtbot.mouseClick(view.against.viewport(), LEFT, pos=at)
    opened = dialog(qtbot)
    assert "true " in opened.windowTitle()
    opened.close()


def test_residuals_follow_a_training_by_its_largest_errors(host: Host, qtbot: QtBot) -> None:
    from workbench_plugins.residuals.widget import ResidualsWidget

    run = train(host, qtbot, "prices")
    view = ResidualsWidget(host)
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    predicted = np.array([10.0, 20.0])
    event = Evaluated(
        5, 0.5, 1.0, "val", {}, None, np.array([3, 4]), predicted, np.full(2, np.nan, np.float32)
    )
    view.show_run(state_of(started(run), stepped(0), event, run=run))
    qtbot.waitUntil(lambda: len(view.against) == 2, timeout=60_000)
    assert list(view.against._y) == [10.0, 20.0]
    assert "2 largest errors on the validation split" in view.words.text()
    # With a view in sight that wants them, all answers are sent.
    whole = replace(
        event, step=9, scores=np.full((18, 1), 90, np.float32), truth=np.arange(80.0, 98.0)
    )
    view.show_run(state_of(started(run), stepped(0), event, whole, run=run))
    assert list(view.residuals._y) == list(90 - np.arange(80.0, 98.0))
    assert "18 validation rows" in view.words.text()


def test_attention_names_the_columns(host: Host, qtbot: QtBot) -> None:
    from workbench_plugins.attention.widget import AttentionPanel

    run = train(host, qtbot, "sides")
    view = AttentionPanel(host)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    maps = np.full((1, 2, 2, 2), 0.5, np.float16)
    events = (started(run), AttentionMaps(3, ("across", "up"), maps, causal=False))
    view.show_run(state_of(*events, run=run))
    qtbot.waitUntil(
        lambda: not view.panel.empty and "Test point 1" in view.example.text(), timeout=60_000
    )
    assert view._look is not None
    assert view._look.tokens == ("across", "up")
    assert view.text.isHidden()
    # The run is over and left no file to ask: the last maps stay.
    over = state_of(*events, Finished("finished", "done", {}, host.run.model), run=run)
    view.show_run(over)
    settle(qtbot)
    assert not view.panel.empty


# The list of runs


def info(id: str, **metrics: float) -> RunInfo:
    return RunInfo(
        id, Path(id), id, dataset="d", metrics={f"test/{k}": v for k, v in metrics.items()}
    )


def test_runs_are_best_first_by_the_direction_of_their_metric() -> None:
    model = RunsModel()
    numbers = [info("far", mae=9.0, r2=0.1), info("near", mae=2.0, r2=0.9), info("none")]
    model.set_infos(numbers)
    model.sort(TEST, Qt.SortOrder.DescendingOrder)
    assert [i.id for i in model.infos] == ["near", "far", "none"]
    assert COLUMNS[TEST].text(numbers[1]) == "MAE 2"
    best = model.index(0, TEST).data(Qt.ItemDataRole.ToolTipRole)
    assert "best test result" in best
    assert model.index(1, TEST).data(Qt.ItemDataRole.ToolTipRole) is None
    model.set_infos([info("poor", accuracy=0.5), info("good", accuracy=0.9)])
    assert [i.id for i in model.infos] == ["good", "poor"]
    assert COLUMNS[TEST].text(model.infos[0]) == "accuracy 90.00 %"


# The Play page


def test_a_typed_row_a_file_and_a_test_row_are_answered(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    from workbench_plugins.try_row.widget import TryRowPlayground

    train(host, qtbot, "prices")
    view = TryRowPlayground(host)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    qtbot.waitUntil(lambda: view._model is not None, timeout=60_000)
    view.text.setFocus()
    QTest.keyClicks(view.text, "0.5, -1")
    qtbot.waitUntil(lambda: "EUR" in view.answer.text(), timeout=60_000)
    assert view.row.cells.item(0, 1).text() == "0.500"
    assert view.bars.isHidden()
    view.text.selectAll()
    QTest.keyClicks(view.text, "0.5, nonsense")
    qtbot.waitUntil(lambda: view.problem.isVisible(), timeout=60_000)
    assert "no numbers" in view.problem.text()
    file = tmp_path / "points.txt"
    file.write_text("1 2\n3 4\n")
    view.open_file(str(file))
    qtbot.waitUntil(lambda: "row 1 of 2" in view.where.text(), timeout=60_000)
    qtbot.mouseClick(view.after, LEFT)
    assert view.row.cells.item(0, 1).text() == "3.000"
    assert view.problem.isHidden()
    qtbot.mouseClick(view.example, LEFT)
    qtbot.waitUntil(lambda: "The dataset says" in view.remark.text(), timeout=60_000)
    assert not view.text.toPlainText()


def test_a_class_has_bars(host: Host, qtbot: QtBot) -> None:
    from workbench_plugins.try_row.widget import TryRowPlayground

    view = TryRowPlayground(host)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitUntil(lambda: view._stack.currentIndex() == 1, timeout=60_000)
    train(host, qtbot, "sides")
    qtbot.waitUntil(lambda: view._model is not None, timeout=60_000)  # the end of a run is heard of
    view.text.setPlainText("5, 0")
    qtbot.waitUntil(lambda: view.answer.text().startswith("right · "), timeout=60_000)
    assert view.bars.isVisibleTo(view)
    assert "right" in view.bars.accessibleDescription()


# Labelling and comparing


def test_rows_of_a_kind_are_labelled_by_their_text(host: Host, qtbot: QtBot) -> None:
    form = FromDataset(host)
    qtbot.addWidget(form)
    classes: list[tuple[str, ...]] = []
    form.found.connect(classes.append)
    form.choice.setCurrentIndex(form.choice.findData("sides"))
    form.begin()
    qtbot.waitUntil(lambda: ("left", "right") in classes, timeout=60_000)
    selection = form.selection()
    assert selection is not None
    items = selection.make()
    assert set(items.source_labels) == {"left", "right"}
    assert items.texts


def test_a_comparison_is_decided_by_a_metric_of_the_target(host: Host, qtbot: QtBot) -> None:
    setup = SetUp(host)
    qtbot.addWidget(setup)

    def metrics() -> list[str]:
        return [setup.decides.itemData(i) for i in range(setup.decides.count())]

    setup.dataset.setCurrentIndex(setup.dataset.findData("prices"))
    qtbot.waitUntil(lambda: metrics() == ["mae", "rmse", "r2"], timeout=60_000)
    assert setup.decides.currentData() == "mae"
    setup.dataset.setCurrentIndex(setup.dataset.findData("sides"))
    qtbot.waitUntil(lambda: metrics() == ["accuracy", "macro_f1"], timeout=60_000)
    assert setup.decides.currentText() == "Macro-F1: every class counts the same"


def test_a_dataset_that_loads_late_does_not_speak_for_the_one_chosen_since(
    host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, load = threading.Event(), DataCache._load

    def slow(cache: DataCache, part: Part, *more: Any) -> Any:
        if part.id == "sides":
            go.wait(60)
        return load(cache, part, *more)

    monkeypatch.setattr(DataCache, "_load", slow)
    setup = SetUp(host)
    qtbot.addWidget(setup)
    setup.dataset.setCurrentIndex(setup.dataset.findData("sides"))
    setup.dataset.setCurrentIndex(setup.dataset.findData("prices"))
    qtbot.waitUntil(lambda: setup.decides.findData("accuracy") < 0, timeout=60_000)
    go.set()
    settle(qtbot)
    assert setup.decides.currentData() == "mae"
