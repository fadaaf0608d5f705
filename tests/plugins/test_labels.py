"""The view of self-made labels: of the chosen experiment before, of the run afterwards."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.texts import TEXT, with_texts
from tests.ui.training import stored_run
from workbench.core.contracts.trainer import LabelledBatch
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.special_tokens import MASK_ID
from workbench.core.tokenizer import Tokenizer, train, visible
from workbench.ui.host import Host
from workbench.ui.state import RunState
from workbench_plugins.labels.rows import HIDDEN, KEPT, NEXT, SEEN, SWAPPED, paired


@pytest.fixture
def host_plugins(plugins: Plugins) -> Plugins:
    return with_texts(plugins)


def learning(host: Host, masked: bool = False, **trainer: object) -> Experiment:
    settings = {"batch_size": 3, "length": 12, **trainer}
    if masked:
        settings["objective"] = "masked"
    network = {"context": 16, "causal": not masked}
    return (
        host.experiment.with_part("dataset", "tiny-corpus")
        .with_part("architecture", "gpt", network)
        .with_part("trainer", "language-model", settings)
    )


@pytest.fixture
def view(host: Host, qtbot: QtBot):
    from workbench_plugins.labels.widget import LabelsWidget

    host.set_experiment(learning(host))
    widget = LabelsWidget(host)
    qtbot.addWidget(widget)
    widget.resize(420, 500)
    widget.show()
    return widget


def texts(row) -> tuple[str, str]:
    return "".join(c.text for c in row.items), "".join(c.caption for c in row.items)


def test_before_training_the_next_token_stands_below_each(view, qtbot: QtBot) -> None:
    view.show_run(RunState())
    qtbot.waitUntil(lambda: bool(view.rows[0].items), timeout=60_000)
    shown = [row for row in view.rows if row.isVisible()]
    assert len(shown) == 3
    for row in shown:
        given, wanted = texts(row)
        assert len(given) == 12
        assert given[1:] == wanted[:-1]
        assert given + wanted[-1] in visible(TEXT)
    before = texts(view.rows[0])
    view.batch.setFocus()
    qtbot.keyClick(view.batch, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: texts(view.rows[0]) != before, timeout=60_000)
    view.rows[1].setFocus()
    qtbot.keyClick(view.rows[1], Qt.Key.Key_Right)
    assert view.said.text() == view.rows[1].items[0].about
    assert view.said.text().startswith("After “")


def test_hidden_tokens_are_marked(view, host: Host, qtbot: QtBot) -> None:
    host.set_experiment(learning(host, masked=True, batch_size=40))
    view.show_run(RunState())
    qtbot.waitUntil(lambda: "hidden" in view.legend.text(), timeout=60_000)
    chips = [chip for row in view.rows for chip in row.items]
    hidden = [chip for chip in chips if chip.caption]
    assert 0 < len(hidden) < len(chips) / 2
    assert any(chip.text == "[MASK]" for chip in hidden)
    assert all(chip.tint is not None for chip in hidden)


def test_changing_the_experiment_changes_the_rows(view, host: Host, qtbot: QtBot) -> None:
    view.show_run(RunState())
    qtbot.waitUntil(lambda: bool(view.rows[0].items), timeout=60_000)
    host.set_experiment(learning(host, length=5))
    qtbot.waitUntil(lambda: len(view.rows[0].items) == 5, timeout=60_000)
    host.set_experiment(learning(host, length=17))
    qtbot.waitUntil(lambda: view._panel.empty, timeout=60_000)
    assert "do not fit a context of 16" in view._panel.placeholder.text.text()
    host.set_experiment(host.experiment.with_part("trainer", "tiny-writing"))
    qtbot.waitUntil(
        lambda: "come with the data" in view._panel.placeholder.title.text(), timeout=60_000
    )


def test_a_run_shows_its_own_batches_whatever_is_chosen_now(view, host: Host, qtbot: QtBot) -> None:
    run = stored_run(host)
    host.set_experiment(learning(host, length=5))
    view.show_run(RunState(run=run, status="finished"))
    qtbot.waitUntil(lambda: len(view.rows[0].items) == 12, timeout=60_000)
    host.set_experiment(learning(host, length=7))
    view.show_run(RunState(run=run, status="running"))
    assert len(view.rows[0].items) == 12
    view.show_run(RunState())
    qtbot.waitUntil(lambda: len(view.rows[0].items) == 7, timeout=60_000)
    view.show_run(RunState(run="gone"))
    qtbot.waitUntil(lambda: view._panel.empty, timeout=60_000)


def test_every_kind_of_token_is_told() -> None:
    tokens = Tokenizer.from_json(train(["abc "], "char", 300))
    a, b, space = tokens.encode("ab ").tolist()
    given = np.array([[a, MASK_ID, b, b]])
    wanted = np.array([[-1, a, space, b]])
    (row,) = paired(LabelledBatch(given, wanted), tokens).rows
    assert [pair.kind for pair in row] == [SEEN, HIDDEN, SWAPPED, KEPT]
    assert [pair.target_token for pair in row] == ["", "a", "␣", "b"]
    assert [pair.input_token for pair in row] == ["a", "[MASK]", "b", "b"]
    shifted = paired(LabelledBatch(given[:, :1], np.array([[b]])), tokens)
    assert shifted.rows[0][0].kind == NEXT
    assert not shifted.is_masked
