"""The way through a labelling's rows: nothing is shown twice, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ui.labelling import of_reviews
from workbench.labelling import project as labellings
from workbench.labelling import training_rows
from workbench.labelling.items import Items
from workbench.labelling.project import Project
from workbench.labelling.session import LabellingSession, per_minute

ROWS = 8


class Quiet(Project):
    """Keeps nothing."""

    def mark(self, *_: object, **__: object) -> object:  # type: ignore[override]
        return None


def walk(tmp_path: object = None) -> LabellingSession:
    head = labellings.Head(name="x", classes=("a", "b"))
    items = Items(tuple(f"text {k}" for k in range(ROWS)))
    made = LabellingSession(Quiet(None, head, items), "me", {})  # type: ignore[arg-type]
    made.begin(range(ROWS))
    return made


@given(st.lists(st.sampled_from(["a", "b", "", "on", "back", "undo", "arrange", "open"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_met_before_the_end(steps: list[str]) -> None:
    made = walk()
    for number, step in enumerate(steps):
        before, row = dict(made.mine), made.row
        if step in ("a", "b", ""):
            made.say(step)
            assert row is None or made.mine[row] == step
        elif step == "undo":
            assert made.take_back() or made.mine == before
        elif step == "arrange":
            made.arrange(range(ROWS - 1, -1, -1))
            assert row is None or made.row == row
        elif step == "open":
            made.open(number % ROWS)
            assert made.row == number % ROWS
        else:
            (made.on if step == "on" else made.back)()
            assert made.mine == before
        if made.row is None:
            assert len(made.mine) == ROWS
    for _ in range(20 * ROWS + len(steps)):
        if made.row is None:
            break
        if made.row in made.mine:
            made.on()
        else:
            made.say("a")
    assert made.row is None
    assert len(made.mine) == ROWS


def test_taking_back_undoes_in_order() -> None:
    made = walk()
    for label in ("a", "b", "a"):
        made.say(label)
    made.open(0)
    made.say("b")
    assert made.mine == {1: "b", 2: "a", 0: "b"}
    assert made.take_back()
    assert (made.row, made.mine) == (0, {1: "b", 2: "a", 0: "a"})
    assert made.take_back()
    assert made.row == 2
    assert made.take_back()
    assert made.take_back()
    assert not made.take_back()
    assert made.mine == {}


def test_rows_of_a_labelled_order_are_shown_again() -> None:
    made = walk()
    made.say("a")
    made.say("b")
    made.begin([1, 0], again=True)
    assert made.row == 1
    made.say("a")
    assert made.row == 0
    made.say("a")
    assert made.row is None


def test_a_break_does_not_count() -> None:
    assert per_minute([]) is None
    assert per_minute([1.0]) is None
    assert per_minute([0.0, 2.0, 4.0]) == pytest.approx(30)
    assert per_minute([0.0, 500.0, 502.0, 504.0]) == pytest.approx(30)


def test_progress_and_enough() -> None:
    project = of_reviews()
    assert labellings.progress(project.folder) == (0, 40)
    assert not training_rows.enough({})
    project.mark(0, "glad", "anna")
    project.mark(0, "sad", "ben")
    project.mark(1, "", "ben")
    assert labellings.progress(project.folder) == (1, 40)
    assert not training_rows.enough({0: "glad", 1: "sad"})
    assert training_rows.enough({0: "glad", 1: "sad", 2: "sad"})
