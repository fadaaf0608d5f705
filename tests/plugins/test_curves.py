from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.training import evaluated, started, state_of, stepped, stored_run, trained
from workbench import Classes, ImageClassification, Number, Pictures, Task, Texts
from workbench.core.contracts.events import Started
from workbench.ui.host import Host
from workbench.ui.plots import lines, thin
from workbench.ui.plots.lines import CurveStyle
from workbench.ui.state import RunState
from workbench_plugins.curves.comparable import MeasuredRun, same_axes


@pytest.fixture
def view(qtbot: QtBot, host: Host):
    from workbench_plugins.curves.widget import CurvesWidget

    widget = CurvesWidget(host)
    qtbot.addWidget(widget)
    widget.resize(900, 560)
    widget.show()
    return widget


def test_what_was_measured_at_the_checkpoint_stays_when_training_goes_on() -> None:
    longer = Started("r", "cpu", 1234, 20, 10, 30, ("hidden1",))
    first = started(), stepped(0), evaluated(10), stepped(10), evaluated(20)
    state = state_of(*first, longer, evaluated(20), stepped(20), evaluated(30))
    assert state.curves["val/accuracy"].x.tolist() == [10, 20, 30]
    assert state.curves["loss"].x.tolist() == [*range(30)]


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=3000),
    st.integers(4, 200),
)
def test_thinning_keeps_peaks_order_and_the_newest_point(values: list[float], n: int) -> None:
    x, y = np.arange(len(values), dtype=float), np.array(values)
    few_x, few_y = thin.envelope(x, y, n)
    assert len(few_x) <= n + 3
    assert (np.diff(few_x) >= 0).all()
    assert few_y.min() == y.min()
    assert few_y.max() == y.max()
    assert few_x[-1] == x[-1]
    assert (y[few_x.astype(int)] == few_y).all()


def test_smoothing_is_the_mean_of_the_last_steps() -> None:
    x, y = np.arange(6.0), np.array([6.0, 0, 3, 3, 0, 0])
    assert thin.trailing_mean(x, y, 3).tolist() == [6, 3, 3, 2, 2, 1]
    assert thin.trailing_mean(x, y, 1) is y


def test_reading_off_ends_with_the_line() -> None:
    x, y = np.array([0.0, 10, 20]), np.array([1.0, 2, 3])
    assert thin.at(x, y, 12) == 2
    assert thin.at(x, y, 26) == 3
    assert thin.at(x, y, 40) is None


def test_axes_agree_with_each_other() -> None:
    state = trained()
    steps = np.array([0.0, 10, 20])
    assert lines.axis_values(state, steps, "epochs").tolist() == [0, 1, 2]
    assert lines.axis_values(state, steps, "seconds").tolist() == [0, 1, 2]
    assert lines.end(state, "steps") == state.total_steps
    assert [t.split for t in lines.loss(state, CurveStyle())] == ["train", "train", "val"]


def test_empty_says_what_to_do(view) -> None:
    assert view._panel.empty
    assert "Press Train" in view._panel.placeholder.text.text()


def test_a_live_run_is_drawn_and_grows(view, qtbot: QtBot) -> None:
    view.show_run(trained())
    assert not view._panel.empty
    before = len(view.loss.lines["r/train/True"].x)
    view.show_run(state_of(started(), stepped(0), stepped(10), stepped(20)))
    assert len(view.loss.lines["r/train/True"].x) == before + 10
    view.show_run(RunState())
    assert view._panel.empty


def test_nothing_is_drawn_while_out_of_sight(view) -> None:
    view.show_run(trained())
    view.hide()
    shown = dict(view.loss.lines)
    view.show_run(state_of(started(), stepped(0, 30)))
    assert view.loss.lines == shown
    view.show()
    assert len(view.loss.lines["r/train/True"].x) == 30


def test_log_scale_and_axis_by_keyboard(view, qtbot: QtBot) -> None:
    view.show_run(trained())
    view._log.setFocus()
    qtbot.keyClick(view._log, Qt.Key.Key_Space)
    assert view.loss.log
    low, high = view.loss.getViewBox().viewRange()[1]
    assert low < np.log10(0.6) < high < 1
    view._axis.setFocus()
    qtbot.keyClick(view._axis, Qt.Key.Key_Down)
    assert view._axis.currentData() == "epochs"
    assert view.loss.getViewBox().viewRange()[0][1] == pytest.approx(5 * 1.015)


def test_hover_says_every_value_in_every_plot(view, qtbot: QtBot) -> None:
    view.show_run(trained())
    qtbot.waitExposed(view)
    middle = QPoint(view.loss.width() // 3, view.loss.height() // 2)
    qtbot.mouseMove(view.loss.viewport(), middle + QPoint(9, 9))
    qtbot.mouseMove(view.loss.viewport(), middle)
    qtbot.waitUntil(lambda: view.loss._readout.isVisible(), timeout=60_000)
    assert "training" in view.loss._readout.text()
    assert "step" in view.accuracy._readout.text()
    assert view.rate._cross.isVisible()


def test_the_keyboard_moves_the_crosshair_and_zooms(view, qtbot: QtBot) -> None:
    view.show_run(trained())
    view.loss.setFocus()
    qtbot.keyClick(view.loss, Qt.Key.Key_Left)
    assert view.loss._place is not None
    before = view.loss._place
    qtbot.keyClick(view.loss, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.loss._place > before
    qtbot.keyClick(view.loss, Qt.Key.Key_Plus)
    low, high = view.loss.getViewBox().viewRange()[0]
    assert high - low < 50
    assert view._fit.isVisible()
    view.show_run(state_of(started(), stepped(0, 30)))
    assert view.loss.getViewBox().viewRange()[0] == [low, high]
    qtbot.mouseClick(view._fit, Qt.MouseButton.LeftButton)
    assert view.loss.getViewBox().viewRange()[0][0] == 0
    qtbot.keyClick(view.loss, Qt.Key.Key_Escape)
    assert view.loss._place is None


def test_runs_are_overlaid_with_a_legend(view, host: Host, qtbot: QtBot) -> None:
    host.overlay = (trained("other", "<b>second</b>"),)
    view.show_run(trained("r", "first"))
    # Neither is in the store, so it goes by what they were measured by.
    qtbot.waitUntil(lambda: len(view._runs()[0]) == 2, timeout=60_000)
    assert {key.split("/")[0] for key in view.loss.lines} == {"r", "other"}
    assert "first" in view._long_legend.text()
    assert "&lt;b&gt;second" in view._long_legend.text()
    colors = {line.color for key, line in view.loss.lines.items() if key.startswith("other")}
    assert colors == {host.theme.colors.series[1]}


def test_a_live_update_is_cheap(view, qtbot: QtBot) -> None:
    """Points are bounded however long the run is, and an unchanged plot is left alone."""
    qtbot.waitExposed(view)
    state = state_of(started(epochs=5000), stepped(0, 40_000))
    view.show_run(state)
    drawn = view.loss._shown["r/train/True"][1].path.elementCount()
    assert drawn <= 1000
    shown = view.loss._shown
    view.show_run(state_of(started(epochs=5000)))
    view.show_run(state)
    assert set(view.loss._shown) == set(shown)
    same = view.rate._shown
    view.rate.show_lines(dict(view.rate.lines), view.rate._extent)
    assert view.rate._shown is same


@pytest.mark.slow
def test_it_follows_the_theme(view, host: Host) -> None:
    view.show_run(trained())
    host.theme.set_mode("dark")
    dark = {line.color for line in view.loss.lines.values()}
    host.theme.set_mode("light")
    assert dark != {line.color for line in view.loss.lines.values()}


def test_zoom_and_reset_are_shared_by_the_plots_of_one_axis(view, qtbot: QtBot) -> None:
    view.show_run(trained())
    view.loss.zoom_to(5, 12)
    for plot in (view.loss, view.accuracy, view.rate):
        assert plot.getViewBox().viewRange()[0] == pytest.approx([5, 12])
    # A live run that grows leaves them where they are.
    view.show_run(state_of(started(), stepped(0, 30)))
    assert view.rate.getViewBox().viewRange()[0] == pytest.approx([5, 12])
    view.accuracy.setFocus()
    qtbot.keyClick(view.accuracy, Qt.Key.Key_Home)
    for plot in (view.loss, view.accuracy, view.rate):
        assert plot.getViewBox().viewRange()[0][0] == 0
    assert not view._fit.isVisible()


def test_axes_are_named_with_their_units(view) -> None:
    state = trained()
    view.show_run(replace(state, loss_unit="nats"))
    assert view.loss.axes == ("Step", "Loss (nats)")
    assert view.accuracy.axes == ("Step", "Accuracy")
    view._axis.setCurrentIndex(view._axis.findData("seconds"))
    assert {plot.axes[0] for plot in (view.loss, view.accuracy, view.rate)} == {"Time (s)"}


DIGITS = ImageClassification(28, 28, 1, tuple("0123456789"))


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (ImageClassification(8, 8, 1, tuple("0123456789")), True),
        (ImageClassification(28, 28, 1, tuple("abcdefghij")), False),
        (Task(inputs=Pictures(28, 28, 1), target=Number("age", "years")), False),
        (Task(inputs=Texts(), target=Classes(tuple("0123456789"))), False),
        (None, True),
    ],
)
def test_only_curves_of_one_task_are_alike(other: Task | None, alike: bool) -> None:
    metrics = frozenset({"accuracy"})
    one, two = (MeasuredRun("nats", metrics, task) for task in (DIGITS, other))
    assert same_axes(one, two) is alike
    assert not same_axes(one, replace(two, loss_unit="bits"))


def test_numbers_are_alike_in_one_unit_and_unknown_tasks_by_their_metrics() -> None:
    age, weight = (
        MeasuredRun("", frozenset({"mae"}), Task(inputs=Texts(), target=Number(*of)))
        for of in (("age", "years"), ("weight", "kg"))
    )
    assert same_axes(age, age)
    assert not same_axes(age, weight)
    gone = replace(age, task=None)
    assert same_axes(gone, weight)
    assert not same_axes(gone, replace(weight, metrics=frozenset({"perplexity"})))


def test_a_run_of_another_task_is_left_out_and_named(view, host: Host, qtbot: QtBot) -> None:
    tiny = stored_run(host)
    host.set_experiment(host.experiment.with_part("dataset", "short-reviews"))
    texts = stored_run(host)
    host.overlay = (trained(texts, "reviews"),)
    view.show_run(trained(tiny, "digits"))
    assert {key.split("/")[0] for key in view.loss.lines} == {tiny}
    qtbot.waitUntil(lambda: view.left_out.isVisible(), timeout=60_000)
    assert view.left_out.text() == "Not shown, their task differs: reviews"
    for plot in (view.loss, view.accuracy, view.rate):
        assert {key.split("/")[0] for key in plot.lines} == {tiny}
    host.overlay = ()
    host.overlay_changed.emit(())
    assert not view.left_out.isVisible()
