"""Parts of a rendered prompt, prompts that ship and that stand, prices that are written."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.errors import StorageError, UsageError
from workbench.prompting import prices
from workbench.prompting.prices import PriceEntry
from workbench.prompting.prompts import files
from workbench.prompting.prompts.parts import MessagePart, parts
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt, render

TEXT = st.text(max_size=12).map(lambda text: text.replace("{", "").replace("}", ""))
ROWS = st.builds(Row, text=st.text(max_size=9), label=st.text(max_size=4))


@given(
    prompt=st.builds(
        Prompt,
        description=TEXT,
        system=TEXT,
        example=st.tuples(TEXT, TEXT).map(lambda two: f"{two[0]}{{text}} {two[1]}{{label}}."),
        between=st.text(max_size=3),
        form=st.sampled_from(["chat", "completion"]),
    ),
    shots=st.lists(ROWS, max_size=3),
    row=ROWS,
)
def test_the_parts_of_a_turn_are_its_text(prompt: Prompt, shots: list[Row], row: Row) -> None:
    request, found = render(prompt, shots, row), parts(prompt, shots, row)
    if request.prompt is not None:
        assert "".join(part.text for part in found) == request.prompt
        assert all(part.role is None for part in found)
        return
    for turn, message in enumerate(request.messages):
        mine = [part for part in found if part.turn == turn]
        assert "".join(part.text for part in mine) == message.text
        assert {part.role for part in mine} <= {message.role}


def test_each_part_knows_what_it_is() -> None:
    prompt = Prompt(description="Sort.", system="Be {labels}.", example="{text}: {label}")
    shots = [Row("rot", "red"), Row("", "blue", (b"png",))]
    found = parts(prompt, shots, Row("grün"), ("red", "blue"))
    assert [(part.kind, part.number, part.text) for part in found] == [
        ("system", 0, "Be red, blue."),
        ("description", 0, "Sort."),
        ("between", 0, "\n\n"),
        ("shot", 1, "rot:"),
        ("shot", 1, "red"),
        ("shot", 2, ":"),
        ("shot", 2, "blue"),
        ("input", 0, "grün:"),
    ]
    assert found[5].images == (b"png",)
    alone = parts(prompt.model_copy(update={"form": "completion"}), [], Row("x"), ("a",))
    assert alone[-1] == MessagePart("input", "x:")


def test_parts_refuse_what_rendering_refuses() -> None:
    with pytest.raises(UsageError, match="test split"):
        parts(Prompt(), [Row("a", "b", (), "test", 3)], Row("c"))
    with pytest.raises(UsageError, match="there are none"):
        parts(Prompt(description="{labels}"), [], Row("c"))


# Files


@pytest.mark.parametrize("name", ["digits", "digits-ascii", "spam", "translate"])
def test_starters_are_the_examples(name: str) -> None:
    example = Path(__file__).parents[2] / "examples" / f"{name}-prompt.toml"
    assert files.starter(name) == files.load(example)
    assert files.starters()[name].read_bytes() == example.read_bytes()


def test_the_prompt_as_it_stands_is_remembered(home: Path) -> None:
    assert files.remembered() is None
    prompt = Prompt(name="", description="Half a\r\nthought")
    files.remember(prompt)
    assert files.remembered() == prompt
    assert files.saved() == []
    (home / "data" / "prompt.toml").write_text("form = 3", "utf-8")
    assert files.remembered() is None
    (home / "data" / "prompt.toml").write_bytes(b"\xff")
    assert files.remembered() is None


def test_a_folder_that_cannot_be_written(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "data").write_text("a file", "utf-8")
    with pytest.raises(StorageError, match="Cannot write the prompt"):
        files.remember(Prompt())


# Prices


def test_prices_are_written_as_they_are_read(home: Path) -> None:
    assert prices.own().entries == ()
    mine = [
        PriceEntry(model="gpt-4o", host="api.openai.com", input=1, output=2),
        PriceEntry(model='a "strange" one', input=0.1, output=1e-7),
    ]
    prices.save(mine, datetime.date(2026, 12, 1), "a bill")
    assert [entry for entry, _, _ in prices.own().entries] == mine
    price = prices.load().find("api.openai.com", "gpt-4o")
    assert price == prices.Price(1, 2, "2026-12-01", "a bill")
    assert prices.load().find("anywhere", 'a "strange" one') is not None
    prices.save([], datetime.date(2026, 12, 2), "nobody")
    assert prices.load().find("api.openai.com", "gpt-4o") == prices.shipped().find(
        "api.openai.com", "gpt-4o"
    )


def test_prices_that_cannot_be_written(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "config").write_text("a file", "utf-8")
    with pytest.raises(StorageError, match="Cannot write the prices"):
        prices.save([], datetime.date(2026, 1, 1), "")
