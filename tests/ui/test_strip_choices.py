"""What the strip does for the user: first choices, presets, the run's name, mending a misfit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.core.test_pairs import Branching, DeepSupervision
from tests.ui.texts import with_texts
from tests.ui.training import add
from workbench.core.contracts.dataset import Dataset
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.ui.forms.offered import OfferedEditor
from workbench.ui.host import Host
from workbench.ui.pages.train import TrainPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def host_plugins(plugins: Plugins) -> Plugins:
    add(plugins, "architecture", Branching)
    add(plugins, "trainer", DeepSupervision)
    return with_texts(plugins)


@pytest.fixture
def page(qtbot: QtBot, host: Host) -> TrainPage:
    made = TrainPage(host)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.strip._shown_once = True
    return made


def choose(page: TrainPage, kind: str, id: str, qtbot: QtBot) -> None:
    page.strip.cards[kind].chosen.emit(id)
    qtbot.waitUntil(lambda: page.strip.resolved.task is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not page.strip.resolved.problems, timeout=60_000)


@pytest.mark.parametrize(
    ("dataset", "network"), [("tiny-corpus", "gpt"), ("tiny-texts", "bag-of-embeddings")]
)
def test_the_first_choice_is_the_one_that_says_so(
    page: TrainPage, host: Host, qtbot: QtBot, dataset: str, network: str
) -> None:
    choose(page, "dataset", dataset, qtbot)
    assert host.experiment.architecture.id == network


def test_a_dataset_is_chosen_with_what_it_recommends(page: TrainPage, host: Host) -> None:
    page.strip.cards["dataset"].chosen.emit("mnist")
    recommended = host.plugins.get(Dataset, "mnist").recommended
    assert dict(host.experiment.dataset.params) == dict(recommended)
    assert recommended["pen_digits"] > 0
    page.strip.cards["dataset"].chosen.emit("tiny")
    assert not host.experiment.dataset.params


def test_a_run_is_called_by_its_parts_and_a_name_stays_with_those_it_was_given_to(
    page: TrainPage, host: Host, qtbot: QtBot, tmp_path: object
) -> None:
    host.set_experiment(host.experiment.model_copy(update={"name": "tiny"}))
    choose(page, "dataset", "tiny-corpus", qtbot)
    assert host.experiment.name == ""
    run = RunStore().create(host.experiment)
    assert run.info().name == f"tiny-corpus-{host.experiment.architecture.id}"
    run.close()
    host.set_experiment(host.experiment.model_copy(update={"name": "my own"}))
    host.set_experiment(host.experiment.with_settings({"seed": 5}))
    assert host.experiment.run_name == "my own"
    choose(page, "dataset", "tiny", qtbot)
    assert host.experiment.name == ""


def test_the_very_first_run_is_called_by_its_dataset_and_architecture(plugins: Plugins) -> None:
    fresh = Host(plugins, RunStore(), Settings())
    run = RunStore().create(fresh.experiment)
    assert run.info().name == "digits-cnn"
    run.close()
    fresh.close()


def language(host: Host) -> Experiment:
    return (
        host.experiment.with_part("dataset", "tiny-corpus")
        .with_part("architecture", "gpt")
        .with_part("trainer", "language-model")
    )


def test_presets_by_keyboard_in_the_drawer(page: TrainPage, host: Host, qtbot: QtBot) -> None:
    host.set_experiment(language(host).with_settings({"architecture": {"causal": False}}))
    qtbot.mouseClick(page.strip.cards["architecture"].settings, LEFT)
    chooser, form = page.drawer.presets, page.drawer.form
    assert chooser is not None
    assert form is not None
    assert [chooser.combo.itemText(i) for i in range(4)] == ["nano", "small", "GPT-2 small", "own"]
    assert chooser.combo.currentText() == "nano"
    chooser.combo.setFocus()
    qtbot.keyClick(chooser.combo, Qt.Key.Key_Down)
    assert host.experiment.architecture.params["d_model"] == 384
    assert host.experiment.architecture.params["causal"] is False
    assert form.editor("n_layers").value() == 6  # type: ignore[attr-defined]
    layers = form.editor("n_layers")
    qtbot.keyClick(layers, Qt.Key.Key_Up)
    assert chooser.combo.currentText() == "own"
    qtbot.keyClick(layers, Qt.Key.Key_Down)
    assert chooser.combo.currentText() == "small"
    qtbot.keyClick(chooser.combo, Qt.Key.Key_Up)
    assert host.experiment.architecture.params == {"causal": False}


def test_an_architecture_without_presets_has_no_chooser(
    page: TrainPage, host: Host, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.strip.cards["architecture"].settings, LEFT)
    assert page.drawer.presets is None


def test_a_masked_objective_is_a_few_clicks_away(page: TrainPage, host: Host, qtbot: QtBot) -> None:
    choose(page, "dataset", "tiny-corpus", qtbot)
    host.set_experiment(host.experiment.with_part("trainer", "language-model"))
    qtbot.waitUntil(lambda: page.strip.buttons.train.isEnabled(), timeout=60_000)
    qtbot.mouseClick(page.strip.cards["trainer"].settings, LEFT)
    assert page.drawer.form is not None
    qtbot.keyClick(page.drawer.form.editor("objective"), Qt.Key.Key_Down)
    card = page.strip.cards["trainer"]
    assert not page.strip.buttons.train.isEnabled()
    assert "guessed from both sides" in card.meaning.text()
    assert card.fix.isVisible()
    assert card.fix.text() == "Switch Causal off"
    qtbot.mouseClick(card.fix, LEFT)
    assert host.experiment.architecture.params == {"causal": False}
    assert page.strip.buttons.train.isEnabled()
    assert not card.fix.isVisible()
    assert "masked" in card.meaning.text().lower()


def test_a_pair_that_does_not_work_is_marked_and_choosing_it_changes_the_other(
    page: TrainPage, host: Host, qtbot: QtBot
) -> None:
    choose(page, "dataset", "digits", qtbot)
    trainer = page.strip.cards["trainer"].combo

    def look(id: str) -> tuple[bool, str]:
        index = trainer.findData(id)
        is_marked = trainer.itemText(index).endswith("(changes the other part)")
        return is_marked, trainer.itemData(index, Qt.ItemDataRole.ToolTipRole)

    assert look("supervised")[0] is False
    is_marked, tip = look("deep")
    assert is_marked
    assert "needs early-exits" in tip
    choose(page, "trainer", "deep", qtbot)
    assert (host.experiment.architecture.id, host.experiment.trainer.id) == ("branching", "deep")
    assert look("deep")[0] is False
    assert look("supervised")[0] is True
    choose(page, "architecture", "cnn", qtbot)
    assert host.experiment.architecture.id == "cnn"
    assert not page.strip.resolved.problems
    assert host.experiment.trainer.id == "supervised"


def test_an_experiment_of_two_that_do_not_work_is_mended(
    page: TrainPage, host: Host, qtbot: QtBot
) -> None:
    """Such as one out of a file: the architecture stays."""
    host.set_experiment(
        host.experiment.with_part("architecture", "branching").with_part("trainer", "supervised")
    )
    qtbot.waitUntil(lambda: host.experiment.trainer.id == "deep", timeout=60_000)
    assert host.experiment.architecture.id == "branching"


def test_the_drawer_lists_runs_that_fit(page: TrainPage, host: Host, qtbot: QtBot) -> None:
    choose(page, "dataset", "digits", qtbot)
    ids = {}
    for name, architecture in (("small", "mlp"), ("large", "cnn")):
        experiment = host.experiment.with_part("architecture", architecture)
        run = host.store.create(experiment.model_copy(update={"name": name}))
        run.change(metrics={"test/accuracy": 0.9})
        run.close()
        run.set_status("finished")
        ids[name] = run.id
    choose(page, "architecture", "cnn", qtbot)
    choose(page, "trainer", "fine-tune", qtbot)
    page.strip.cards["trainer"].settings.click()
    form = page.drawer.form
    assert form is not None
    chooser = form.editor("from_run")
    assert isinstance(chooser, OfferedEditor)
    qtbot.waitUntil(lambda: chooser.count() == 2, timeout=60_000)
    assert [chooser.itemData(row) for row in range(2)] == ["", ids["large"]]
    assert chooser.itemText(1).startswith("large · 90.0 % · 20")
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Down)
    assert host.experiment.trainer.params["from_run"] == ids["large"]
    # With another network other runs fit.
    host.set_experiment(host.experiment.with_part("architecture", "mlp"))
    qtbot.waitUntil(lambda: chooser.itemData(1) == ids["small"], timeout=60_000)
