"""ROC and precision-recall curves: the figures, and the view while a run trains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.training import (
    TAGS,
    started,
    state_of,
    stepped,
    stored_run,
    tagged,
    tagged_run,
)
from workbench.core.contracts.events import Evaluated
from workbench.core.statistics import threshold_curves
from workbench.ui.host import Host
from workbench.ui.state import RunState


def test_areas_are_the_chance_that_a_pair_is_in_order() -> None:
    generator = np.random.default_rng(0)
    scores = generator.random((200, 3)).astype(np.float32)
    truth = generator.integers(0, 3, 200)
    scores[np.arange(200), truth] += 0.3
    for curves in threshold_curves(scores, truth):
        score = scores[:, curves.number].astype(float)
        mine, others = score[truth == curves.number], score[truth != curves.number]
        pairs = mine[:, None] - others[None]
        assert curves.auc == pytest.approx(np.mean(pairs > 0) + 0.5 * np.mean(pairs == 0))
        assert curves.n_rows == len(mine)
        for x in (curves.false_positive_rate, curves.recall):
            assert x[0] == 0
            assert x[-1] == 1
            assert (np.diff(x) >= 0).all()


def test_a_class_without_rows_has_no_curves_and_labels_may_be_several() -> None:
    scores = np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0]], np.float32)
    assert [c.number for c in threshold_curves(scores, np.array([0, 1]))] == [0, 1]
    several = np.array([[1, 1, 0], [0, 1, 1]])
    assert [c.number for c in threshold_curves(scores, several)] == [0, 2]


@pytest.fixture
def view(qtbot: QtBot, host: Host):
    from workbench_plugins.roc.widget import RocWidget

    widget = RocWidget(host)
    qtbot.addWidget(widget)
    widget.resize(420, 560)
    widget.show()
    return widget


def scored(split: str, n_classes: int = 10, step: int = 10, seed: int = 0) -> Evaluated:
    generator = np.random.default_rng(seed)
    truth = np.arange(8 * n_classes) % n_classes
    scores = generator.dirichlet(np.ones(n_classes), len(truth)).astype(np.float32)
    scores[np.arange(len(truth)), truth] += 0.2
    return Evaluated(step, step / 10, 1.0, split, {}, scores=scores, truth=truth)


def shown(view, host: Host, qtbot: QtBot, *events: Evaluated) -> RunState:
    run = stored_run(host)
    state = state_of(started(run), stepped(0), *events, run=run)
    view.show_run(state)
    qtbot.waitUntil(
        lambda: not view._panel.empty and view._run_target.target is not None, timeout=60_000
    )
    return state


def test_all_classes_then_one_and_the_other_curve(view, host: Host, qtbot: QtBot) -> None:
    assert "Press Train" in view._panel.placeholder.text.text()
    event = scored("val")
    shown(view, host, qtbot, event)
    assert set(view.roc.lines) == {"chance", "macro", *map(str, range(10))}
    assert set(view.precision.lines) == {"macro", *map(str, range(10))}
    curves = threshold_curves(np.asarray(event.scores), np.asarray(event.truth))
    auc = f"AUC {np.mean([c.auc for c in curves]):.4f}"
    precision = f"average precision {np.mean([c.average_precision for c in curves]):.4f}"
    assert "Macro average over 10 classes" in view.words.text()
    assert auc in view.words.text()
    assert precision in view.words.text()
    view.chosen_class.setCurrentIndex(view.chosen_class.findText("7"))
    assert set(view.roc.lines) == {"chance", "7"}
    assert set(view.precision.lines) == {"7"}
    seven = curves[7]
    assert f"AUC {seven.auc:.4f}, average precision {seven.average_precision:.4f}" in (
        view.words.text()
    )
    assert view.roc.axes == ("False positive rate", "True positive rate")
    assert view.precision.axes == ("Recall", "Precision")
    # What is drawn are steps, whose area is the average precision.
    line = view.precision.lines["7"]
    assert np.trapezoid(line.y, line.x) == pytest.approx(seven.average_precision)


def test_the_curves_are_beside_each_other_where_there_is_room(view, host, qtbot: QtBot) -> None:
    shown(view, host, qtbot, scored("val"))
    qtbot.waitUntil(lambda: view.precision.y() > view.roc.y(), timeout=60_000)
    view.resize(900, 500)
    qtbot.waitUntil(lambda: view.precision.x() > view.roc.x(), timeout=60_000)
    assert view.precision.y() == view.roc.y()


def test_a_new_evaluation_redraws_and_keeps_the_class(view, host: Host, qtbot: QtBot) -> None:
    state = shown(view, host, qtbot, scored("val"))
    view.chosen_class.setCurrentIndex(3)
    before = view.roc.lines["2"].y
    later = state_of(started(state.run), scored("val", step=20, seed=1), run=state.run)
    view.show_run(later)
    qtbot.waitUntil(lambda: view.roc.lines["2"].y is not before, timeout=60_000)
    assert "epoch 2.0" in view.words.text()


def test_two_classes_have_one_curve(view, host: Host, qtbot: QtBot) -> None:
    shown(view, host, qtbot, scored("val", n_classes=2))
    assert view.chosen_class.count() == 1
    assert set(view.roc.lines) == {"chance", "1"}


def test_each_of_several_labels_has_a_curve_unless_no_row_has_it(
    view, host: Host, qtbot: QtBot
) -> None:
    run = tagged_run(host)
    view.show_run(state_of(started(run), stepped(0), tagged(), run=run))
    qtbot.waitUntil(lambda: "Macro average over 3 labels" in view.words.text(), timeout=60_000)
    assert "No curve, for all rows or none are of it: unseen." in view.words.text()
    names = [view.chosen_class.itemText(i) for i in range(view.chosen_class.count())]
    assert names == ["All labels", *TAGS[:3]]
    view.chosen_class.setCurrentIndex(3)
    n_sweet = int(np.asarray(tagged().truth)[:, 2].sum())
    assert view.words.text().startswith(f"sweet ({n_sweet} of 300 rows): AUC")


def test_two_labels_do_not_exclude_each_other(view, host: Host, qtbot: QtBot) -> None:
    event = tagged()
    scores, truth = np.asarray(event.scores)[:, :2], np.asarray(event.truth)[:, :2]
    shown(view, host, qtbot, replace(event, scores=scores, truth=truth))
    assert view.chosen_class.count() == 3
    assert {"0", "1"} < set(view.roc.lines)


def test_without_both_kinds_of_rows_there_is_no_curve(view, host: Host, qtbot: QtBot) -> None:
    event = tagged()
    run = tagged_run(host)
    none = np.zeros_like(np.asarray(event.truth))
    view.show_run(state_of(started(run), replace(event, truth=none), run=run))
    title = view._panel.placeholder.title
    qtbot.waitUntil(lambda: title.text() == "No curves of this split", timeout=60_000)


def test_without_scores_it_says_so(view, host: Host) -> None:
    view.show_run(state_of(started("r"), Evaluated(1, 0.1, 1.0, "val", {}), run="r"))
    assert view._panel.empty
    assert "next evaluation" in view._panel.placeholder.text.text()
