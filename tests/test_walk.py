"""The first leg of `benchmarks walk`, on a screen of its own: real mouse events, a digit read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks import walk
from benchmarks.processes import Missing
from benchmarks.report import Row
from benchmarks.screen import Counts, need_screen
from benchmarks.walk import Leg


@pytest.fixture
def _screen() -> None:
    try:
        need_screen()
    except Missing as error:
        pytest.skip(str(error))


@pytest.mark.slow
@pytest.mark.usefixtures("_screen")
@pytest.mark.parametrize("keyboard", [False, True])
def test_a_first_digit_is_read(keyboard: bool) -> None:
    (leg,) = walk.walk(keyboard=keyboard, last="digit")
    # The leg ends once the network reads what was drawn.
    assert leg.outcome.startswith("a 1 is read" if keyboard else "a 3 is read")
    if keyboard:
        assert leg.counts.clicks == 0
    else:
        assert leg.counts.actions <= walk.MOST_ACTIONS
        assert leg.counts.keys == 0


def rows(legs: Sequence[Leg]) -> list[Row]:
    return [*walk._rows("", legs)]


def test_too_many_actions_fail_at_any_speed_and_too_many_seconds_do_not() -> None:
    quick, slow = Leg("digit", Counts(3, 3, 0), 9.0), Leg("digit", Counts(3, 3, 0), 90.0)
    assert all(row.held for row in rows([quick]))
    assert [row.held for row in rows([slow])] == [True, False]
    assert not any(row.always for row in rows([slow]) if not row.held)
    (much, _) = rows([Leg("digit", Counts(4, 4, 0), 9.0)])
    assert much.always
    assert not much.held
