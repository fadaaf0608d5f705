from __future__ import annotations

from typing import Literal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.training import add, evaluated, started, state_of, stepped
from workbench import Architecture, Card, Dataset, Task
from workbench.core import memory
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.events import Failed, Finished, Progress
from workbench.core.contracts.learner_params import LearnerParams
from workbench.core.contracts.params import Params, param
from workbench.core.experiment import Experiment
from workbench.ui.host import Host
from workbench.ui.state import RunState
from workbench.ui.strip import meaning, run_options
from workbench.ui.strip.pace import FrameTimer
from workbench.ui.strip.run_bar import RunBar, duration
from workbench.ui.strip.strip import ExperimentStrip


@pytest.fixture
def strip(qtbot: QtBot, host: Host) -> ExperimentStrip:
    widget = ExperimentStrip(host)
    qtbot.addWidget(widget)
    widget.resize(1100, 120)
    widget.show()
    return widget


@pytest.fixture
def bar(qtbot: QtBot, host: Host) -> RunBar:
    widget = RunBar(host.theme)
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.44, "0.4 s"), (9.94, "9.9 s"), (42, "0:42"), (754, "12:34"), (3723, "1:02:03")],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("flops", "text"), [(16, "16 FLOP"), (26_000, "26 kFLOP"), (1_234_567, "1.23 MFLOP")]
)
def test_operations(flops: int, text: str) -> None:
    assert meaning.operations(flops) == text


def test_epochs_left_open_follow_the_rows() -> None:
    text = meaning.of_trainer(LearnerParams())
    assert text == "Adam, one-cycle, epochs by the number of rows"


def test_each_part_says_what_it_means(
    strip: ExperimentStrip, host: Host, qtbot: QtBot, tiny_data: ImageClasses
) -> None:
    assert strip.cards["trainer"].meaning.text() == "Adam, one-cycle, 2 epochs"
    assert "10 classes, 28×28" in strip.cards["dataset"].meaning.text()
    host.data.request(host.experiment.dataset, lambda _: strip.refresh())
    qtbot.waitUntil(lambda: "260 pictures" in strip.cards["dataset"].meaning.text(), timeout=60_000)


def test_parameters_are_counted_in_the_background(strip: ExperimentStrip, qtbot: QtBot) -> None:
    card = strip.cards["architecture"]
    qtbot.waitUntil(lambda: "parameters" in card.meaning.text(), timeout=60_000)
    assert card.meaning.text().startswith("13,002 parameters · ")
    assert card.meaning.text().endswith("iB to train · 26 kFLOP")


@pytest.mark.slow
def test_what_does_not_fit_into_memory_is_refused_with_a_setting_that_does(
    strip: ExperimentStrip, host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "available", lambda: 64 << 20)
    card = strip.cards["architecture"]
    host.set_experiment(host.experiment.with_part("architecture", "mlp", {"width": 8192}))
    qtbot.waitUntil(lambda: "does not fit into memory" in card.meaning.text(), timeout=120_000)
    assert "64.0 MiB are free" in card.meaning.text()
    assert not strip.buttons.train.isEnabled()
    assert not card.fix.isHidden()
    card.fix.click()
    qtbot.waitUntil(lambda: "to train" in card.meaning.text(), timeout=120_000)
    assert strip.buttons.train.isEnabled()
    assert host.experiment.architecture.params["width"] < 8192


def test_a_choice_by_keyboard_changes_the_experiment(
    strip: ExperimentStrip, host: Host, qtbot: QtBot
) -> None:
    combo = strip.cards["architecture"].combo
    ids = [combo.itemData(i) for i in range(combo.count())]
    combo.setFocus()
    key = Qt.Key.Key_Down if combo.currentIndex() + 1 < combo.count() else Qt.Key.Key_Up
    wanted = combo.currentIndex() + (1 if key == Qt.Key.Key_Down else -1)
    qtbot.keyClick(combo, key)
    assert host.experiment.architecture.id == ids[wanted]


def test_only_what_supports_the_task_is_offered(strip: ExperimentStrip, host: Host) -> None:
    class Foreign(Architecture):
        id, name = "foreign", "Foreign"

        def supports(self, task: Task) -> bool:
            return False

    class Broken(Architecture):
        id, name = "broken", "Broken"

        def supports(self, task: Task) -> bool:
            raise RuntimeError("no")

    add(host.plugins, "architecture", Foreign)
    add(host.plugins, "architecture", Broken)
    strip.refresh()
    combo = strip.cards["architecture"].combo
    assert combo.findData("mlp") >= 0
    assert combo.findData("foreign") == combo.findData("broken") == -1


def test_train_is_refused_with_the_reason_and_the_remedy(
    strip: ExperimentStrip, host: Host
) -> None:
    assert strip.buttons.train.isEnabled()
    host.set_experiment(host.experiment.with_part("architecture", "cnn", {"channels": "1,1,1,1,1"}))
    assert not strip.buttons.train.isEnabled()
    tip = strip.buttons.train.toolTip()
    assert tip == strip.cards["architecture"].meaning.toolTip()
    assert tip == strip.buttons.train.accessibleDescription()
    assert "Change its settings" in tip
    host.set_experiment(host.experiment.with_part("architecture", "gone"))
    assert "gone" in strip.buttons.train.toolTip()
    assert strip.cards["architecture"].combo.currentText() == "gone (missing)"
    host.set_experiment(host.experiment.with_part("architecture", "mlp"))
    assert strip.buttons.train.isEnabled()


def test_a_plugin_that_raises_is_a_problem_and_not_a_crash(
    strip: ExperimentStrip, host: Host
) -> None:
    class Worse(Architecture):
        id, name = "worse", "Worse"

        def problem(self, task: Task, params: Params) -> str | None:
            raise RuntimeError("oops")

    add(host.plugins, "architecture", Worse)
    host.set_experiment(host.experiment.with_part("architecture", "worse"))
    assert not strip.buttons.train.isEnabled()
    assert "oops" in strip.buttons.train.toolTip()


def test_every_control_has_a_name(strip: ExperimentStrip) -> None:
    for card in strip.cards.values():
        assert card.combo.accessibleName()
        assert card.settings.accessibleName()
        assert card.combo.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert strip.buttons.options.accessibleName()


def test_trainer_of_a_stranger_in_one_line() -> None:
    class Odd(Params):
        rule: str = param("x", "Rule")
        rounds: int = param(1_500, "Rounds")

    assert meaning.of_trainer(Odd()) == "1,500 rounds"
    assert meaning.of_trainer(Odd(rounds=1)) == "1 round"
    assert meaning.of_trainer(Params()) == ""


def test_run_options_round_trip() -> None:
    experiment = Experiment(seed=3, precision="bf16", compile=True, threads=2)
    values = run_options.values_of(experiment)
    assert run_options.with_options(Experiment(), values) == experiment
    assert run_options.summary(experiment) == "auto · seed 3 · bf16 · compiled · 2 threads"
    devices = run_options.options_class(("cuda:0", "cpu"))
    assert devices(device="cuda:0").device == "cuda:0"
    assert devices().device == "auto"


def test_the_bar_tells_the_whole_life_of_a_run(bar: RunBar) -> None:
    assert bar.text == "No run yet Press Train to start one."
    state = RunState(run="r", name="tiny", status="starting", progress=Progress("Loading", 3, 4))
    bar.show_run(state)
    assert "Getting ready tiny · Loading" in bar.text
    assert bar.progress.value() == 750
    state = state_of(started(), stepped(0, 15))
    bar.show_run(state)
    assert bar.text == "Training tiny · epoch 1.5 of 5 · 900 examples/s · 0:12 left · cpu"
    assert bar.progress.value() == 300
    from dataclasses import replace

    bar.show_run(replace(state, status="paused"))
    assert bar.text == "Paused tiny · epoch 1.5 of 5 · cpu"
    bar.show_run(replace(state, status="stopping"))
    assert bar.text.startswith("Stopping")
    done = state_of(started(), stepped(0, 50), evaluated(50, "test"), Finished("finished", "done"))
    bar.show_run(done)
    assert bar.text == "Finished tiny · done · test accuracy 92.50 % · 5.0 s · cpu"
    assert bar.progress.isHidden()
    assert bar.resume.isHidden()


def test_a_failure_shows_message_remedy_and_the_way_on(bar: RunBar, qtbot: QtBot) -> None:
    bar.show_run(state_of(started(), Failed("The loss became nan.", "Lower the learning rate.")))
    assert "The loss became nan. Lower the learning rate." in bar.text
    assert not bar.resume.isHidden()
    with qtbot.waitSignal(bar.resume_wanted):
        qtbot.mouseClick(bar.resume, Qt.MouseButton.LeftButton)
    bar.show_run(RunState(run="r", status="interrupted"))
    assert "nothing logged is lost" in bar.text


def test_the_pace_holds_the_windows_share() -> None:
    pace = FrameTimer(budget=1e9)
    assert pace.due()
    assert pace.due()
    slow = FrameTimer(budget=1e-9)
    assert slow.due()
    assert not slow.due()


@pytest.mark.parametrize(
    ("size", "text"),
    [
        ("4,000 training and 1,000 test pictures, 28×28", "5,000 pictures"),
        ("90 digits, 28×28", "90 digits"),
        ("", "What we have."),
    ],
)
def test_a_dataset_is_counted_by_its_card_until_it_is_loaded(size: str, text: str) -> None:
    class Carded(Dataset):
        id, name, about = "carded", "Carded", "What we have."
        card = Card(size=size)

    assert meaning.of_dataset(Carded, None, None) == text


def test_abbreviations_are_written_large() -> None:
    class Rule(Params):
        optimizer: Literal["sgd", "adam"] = param("sgd", "Optimiser")

    assert meaning.of_trainer(Rule()) == "SGD"
    assert meaning.of_trainer(Rule(optimizer="adam")) == "Adam"
