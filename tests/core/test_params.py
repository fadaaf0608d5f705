"""Settings: described once, checked everywhere, and an error names its field."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.errors import ParamsError, UsageError
from workbench.core.contracts.params import (
    OptionalPath,
    Params,
    make,
    param,
    parse_assignments,
    settings_of,
)

NAMES = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
VALUES = st.one_of(
    st.integers(-(2**40), 2**40), st.booleans(), st.floats(allow_nan=False, allow_infinity=False)
)


class Example(Params):
    count: int = param(3, "Count", "A number.", ge=1, lt=10)
    rate: float = param(0.1, "Rate", "Another.", gt=0, unit="s", log=True)
    kind: Literal["a", "b"] = param("a", "Kind", "One of two.")
    limit: int | None = param(None, "Limit", "Maybe.", ge=1, advanced=True)
    words: str = param("x", "Words", "Text.")


def toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


@given(st.dictionaries(st.tuples(NAMES, NAMES), VALUES, max_size=6))
def test_assignments_round_trip(values: dict[tuple[str, str], object]) -> None:
    tree = parse_assignments(f"{part}.{name}={toml(v)}" for (part, name), v in values.items())
    flat = {(part, name): v for part, branch in tree.items() for name, v in branch.items()}
    assert flat == values


@given(st.text(max_size=20))
def test_any_text_is_a_value_and_never_a_crash(text: str) -> None:
    (value,) = parse_assignments([f"a={text}"]).values()
    assert value == text.strip() or not isinstance(value, str) or text.strip()[:1] in "\"'"


@pytest.mark.parametrize("item", ["noequals", "=3", "a..b=1", ".=1"])
def test_what_is_no_assignment_is_refused(item: str) -> None:
    with pytest.raises(UsageError, match="Cannot read"):
        parse_assignments([item])


def test_a_setting_is_given_once() -> None:
    with pytest.raises(UsageError, match="before"):
        parse_assignments(["a=1", "a.b=2"])


def test_settings_are_described() -> None:
    count, rate, kind, limit, words = settings_of(Example)
    assert (count.kind, count.minimum, count.maximum) == ("int", 1, 10)
    assert (count.exclusive_minimum, count.exclusive_maximum) == (False, True)
    assert (rate.unit, rate.log, rate.exclusive_minimum) == ("s", True, True)
    assert (kind.kind, kind.choices) == ("choice", ("a", "b"))
    assert (limit.kind, limit.optional, limit.advanced) == ("int", True, True)
    assert (words.kind, words.default) == ("text", "x")


def test_errors_carry_the_path_and_the_known_names() -> None:
    with pytest.raises(ParamsError) as caught:
        make(Example, {"count": 10, "colour": 1}, "trainer")
    problems = dict(caught.value.problems)
    assert problems["trainer.count"] == "must be less than 10"
    assert "count, rate, kind" in problems["trainer.colour"]
    assert caught.value.exit_code == 2


def test_a_number_is_text_where_text_is_wanted() -> None:
    assert make(Example, parse_assignments(["words=5"])).words == "5"


def test_an_empty_path_is_none_and_not_the_folder_one_stands_in() -> None:
    class Files(Params):
        path: OptionalPath = param(None, "File", "Maybe.")

    assert make(Files, {"path": ""}).path is None
    assert make(Files, {}).path is None
    assert make(Files, {"path": "a/b"}).path == Path("a/b")
    (setting,) = settings_of(Files)
    assert (setting.kind, setting.optional, setting.default) == ("path", True, None)
