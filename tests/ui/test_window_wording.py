"""What a window says of problems: titles of settings and pages, no keys and no commands."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from workbench.core.contracts.problem import Problem
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.ui.plots.number_axis import NumberAxis
from workbench.ui.window_wording import in_window, problem_message, problem_text


def test_keys_and_commands_are_for_terminals() -> None:
    text = "Set the learning rate (trainer.lr) to 0.003, the usual value."
    assert in_window(text) == "Set the learning rate to 0.003, the usual value."
    off = "Report it; `workbench plugins disable fine_thing` switches it off."
    assert in_window(off) == "Report it; it can be switched off on the Plugins page."
    assert in_window("Choose another (of two).") == "Choose another (of two)."


def test_a_problem_names_its_setting_by_the_title(plugins: Plugins) -> None:
    experiment = Experiment().with_part("trainer", "supervised")
    problem = Problem("trainer.lr", "must be less than or equal to 100", "Lower it (trainer.lr).")
    message = "Learning rate: must be less than or equal to 100"
    assert problem_message(problem, plugins, experiment) == message
    assert problem_text(problem, plugins, experiment) == f"{message} Lower it."
    whole = Problem("trainer", "It cannot learn this.")
    assert problem_text(whole, plugins, experiment) == "It cannot learn this."


@pytest.mark.parametrize(
    ("values", "spacing", "texts"),
    [
        ([0, 200_000, 400_000], 200_000, ["0", "200,000", "400,000"]),
        ([0, 0.5, 1], 0.5, ["0", "0.5", "1"]),
        ([-50_000, -0.0, 50_000], 50_000, ["−50,000", "0", "50,000"]),
        ([0, 1e-4, 2e-4], 1e-4, ["0", "1e-4", "2e-4"]),
        ([1.20001e-4, 1.20002e-4], 1e-9, ["1.2e-4", ""]),
    ],
)
def test_numbers_on_an_axis(
    qtbot: QtBot, values: list[float], spacing: float, texts: list[str]
) -> None:
    said = NumberAxis("left").tickStrings(values, 1.0, spacing)
    assert [text.removesuffix(".0") for text in said] == texts


@pytest.mark.parametrize("most", [1.5, 4.0, 33.0, 1_000_000.0])
def test_there_is_no_tick_at_half_a_step(qtbot: QtBot, most: float) -> None:
    axis = NumberAxis("bottom")
    axis.counts = True
    ticks = [tick for _, level in axis.tickValues(0.0, most, 300.0) for tick in level]
    assert ticks
    assert all(float(tick).is_integer() for tick in ticks)
