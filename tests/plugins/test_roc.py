"""ROC and precision-recall curves: the figures, and the view while a run trains."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.training import started, state_of, stepped, stored_run
from workbench.core.contracts.events import Evaluated
from workbench.ui.host import Host
from workbench.ui.state import RunState
from workbench_plugins.roc import rates


def test_areas_are_the_chance_that_a_pair_is_in_order() -> None:
    generator = np.random.default_rng(0)
    scores = generator.random((200, 3)).astype(np.float32)
    truth = generator.integers(0, 3, 200)
    scores[np.arange(200), truth] += 0.3
    for curves in rates.class_curves(scores, truth):
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
    assert [c.number for c in rates.class_curves(scores, np.array([0, 1]))] == [0, 1]
    several = np.array([[1, 1, 0], [0, 1, 1]])
    assert [c.number for c in rates.class_curves(scores, several)] == [0, 2]


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
    qtbot.waitUntil(lambda: not view._panel.empty and bool(view._classes), timeout=60_000)
    return state


def test_all_classes_then_one_and_the_other_curve(view, host: Host, qtbot: QtBot) -> None:
    assert "Press Train" in view._panel.placeholder.text.text()
    event = scored("val")
    shown(view, host, qtbot, event)
    assert set(view.plot.lines) == {"chance", *map(str, range(10))}
    areas = [c.auc for c in rates.class_curves(np.asarray(event.scores), np.asarray(event.truth))]
    assert f"mean {np.mean(areas):.4f} over 10 classes" in view.words.text()
    view.chosen_class.setCurrentIndex(view.chosen_class.findText("7"))
    assert set(view.plot.lines) == {"chance", "7"}
    assert f"AUC {areas[7]:.4f} for 7 (8 rows)" in view.words.text()
    view.kind.setCurrentIndex(1)
    assert set(view.plot.lines) == {"7"}
    assert "Average precision" in view.words.text()
    assert "recall" in view._describe(0.5)


def test_a_new_evaluation_redraws_and_keeps_the_class(view, host: Host, qtbot: QtBot) -> None:
    state = shown(view, host, qtbot, scored("val"))
    view.chosen_class.setCurrentIndex(3)
    before = view.plot.lines["2"].y
    later = state_of(started(state.run), scored("val", step=20, seed=1), run=state.run)
    view.show_run(later)
    qtbot.waitUntil(lambda: view.plot.lines["2"].y is not before, timeout=60_000)
    assert "epoch 2.0" in view.words.text()


def test_two_classes_have_one_curve(view, host: Host, qtbot: QtBot) -> None:
    shown(view, host, qtbot, scored("val", n_classes=2))
    assert view.chosen_class.count() == 1
    assert set(view.plot.lines) == {"chance", "1"}


def test_without_scores_it_says_so(view, host: Host) -> None:
    view.show_run(state_of(started("r"), Evaluated(1, 0.1, 1.0, "val", {}), run="r"))
    assert view._panel.empty
    assert "next evaluation" in view._panel.placeholder.text.text()
