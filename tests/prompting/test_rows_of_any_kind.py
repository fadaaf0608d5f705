"""Prompts about rows of any kind: columns by name, numbers read from words, shots from training."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.comparison import houses
from tests.prompting.scripted import Scripted, question
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Event
from workbench.core.contracts.targets import Classes, Labels, Number
from workbench.core.control import Control
from workbench.core.provider_models import ProviderModel
from workbench.core.settings import Settings
from workbench.prompting import table
from workbench.prompting.batch import BatchPlan, RowAnswered
from workbench.prompting.over_rows import measured, row_questions
from workbench.prompting.prepare import Prepared
from workbench.prompting.prompts.parse import parse_target
from workbench.prompting.prompts.questions import labels_of, questions
from workbench.prompting.prompts.rows import row, rows, same
from workbench.prompting.prompts.shots import Pool
from workbench.prompting.prompts.template import Prompt, Shots, render
from workbench.prompting.results import Results

PROMPT = Prompt(
    description="{instruction}",
    example="{rooms} rooms, {floor space} m²: {label}",
    shots=Shots(count=3),
)


def prepared(prompt: Prompt, provider: Scripted, target: Any = houses.PRICE) -> Prepared:
    data = houses.houses(target)
    labels = labels_of(prompt, data.classes)
    model = ProviderModel(provider, "word")
    return Prepared(prompt, model, Settings(), "houses", data, Pool(data), labels)


def test_a_row_says_its_columns_and_its_number() -> None:
    data = houses.houses()
    first = row(data, "test", 0)
    x, y = data.test.x[0], data.test.y[0]
    assert first.text == f"rooms: {x[0]:g}, floor space: {x[1]:g}, storey: {x[2]:g}"
    assert dict(first.cells) == dict(zip(houses.COLUMNS, map("{:g}".format, x), strict=True))
    assert first.label == f"{y:,.0f} EUR"
    assert first.truth == y


def test_rows_that_differ_in_a_sign_are_not_the_same() -> None:
    data = houses.houses()
    x = data.test.x.copy()
    x[0], x[1] = (1, 20, 2), (1, 20, -2)
    twisted = houses.examples(data.train, houses.Rows(x, data.test.y), houses.House(), data.target)
    one, other = rows(twisted, "test", [0, 1])
    assert not same(one, other)
    assert same(one, row(twisted, "test", 0))


def test_columns_and_the_instruction_are_filled_in() -> None:
    data = houses.houses()
    asked = questions(PROMPT, rows(data, "test", [0]), Pool(data), "m")[0]
    messages = asked.request.messages
    assert messages[0].text.startswith("Answer with price as a number in EUR alone.\n\n")
    x = data.test.x[0]
    assert messages[-1].text == f"{x[0]:g} rooms, {x[1]:g} m²:"
    assert [message.role for message in messages] == ["user", "assistant"] * 3 + ["user"]
    known = {f"{y:,.0f} EUR" for y in data.train.y}
    assert all(message.text in known for message in messages[1:-1:2])


def test_shots_are_of_the_training_split_alone() -> None:
    """A training row that says what a test row says is no shot, as for texts."""
    data = houses.houses()
    train = data.train.x.copy()
    train[:150] = data.test.x[0]
    twins = houses.examples(houses.Rows(train, data.train.y), data.test, data.inputs, data.target)
    pool = Pool(twins)
    assert pool.left_out == 150
    asked = questions(PROMPT, rows(twins, "test"), pool, "m")
    assert all(shot.split == "train" and shot.index >= 150 for each in asked for shot in each.shots)


def test_the_nearest_and_stratified_shots_of_rows() -> None:
    data = houses.houses(Classes(("cheap", "dear")))
    stratified = PROMPT.with_shots(choose="stratified", count=4)
    found = questions(stratified, rows(data, "test", [0]), Pool(data), "m", data.classes)[0]
    assert sorted(shot.label for shot in found.shots) == ["cheap", "cheap", "dear", "dear"]
    numbers = houses.houses()
    nearest = PROMPT.with_shots(choose="nearest", count=4)
    close = questions(nearest, rows(numbers, "test", [0]), Pool(numbers), "m")[0]
    assert len(close.shots) == 4
    # Without an encoder by words: a column's value is one.
    assert any(dict(shot.cells)["rooms"] == f"{numbers.test.x[0, 0]:g}" for shot in close.shots)
    of_numbers = PROMPT.with_shots(choose="stratified", count=2)
    assert len(questions(of_numbers, rows(numbers, "test", [0]), Pool(numbers), "m")[0].shots) == 2


def test_what_looks_like_a_misspelt_variable_is_refused_at_once() -> None:
    for wrong in ("{txt}", "{lable}", "{text.upper}", "{}"):
        with pytest.raises(ValueError, match="there is no variable"):
            Prompt(example=wrong)
    assert Prompt(example="{age} {sex} {petal length (cm)}").example


def test_a_column_that_no_row_has_is_named() -> None:
    data = houses.houses()
    wrong = Prompt(example="{garden}")
    with pytest.raises(UsageError, match=r"names \{garden\}, which these rows have not") as refused:
        render(wrong, (), row(data, "test", 0))
    assert "rooms, floor space, storey" in refused.value.remedy
    with pytest.raises(UsageError) as refused:
        render(Prompt(description="One of {labels}."), (), row(data, "test", 0), instruction="Say.")
    assert "{instruction}" in refused.value.remedy


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("326", 326.0),
        ("$1,234.50", 1234.5),
        ("About 12 thousand EUR.", 12_000.0),
        ("−3.5 °C", -3.5),
        ("1 250 000", 1_250_000.0),
        ("The price is 12k", 12_000.0),
        ("between 100 and 200", None),
        ("100-200 EUR", None),
        ("two hundred", None),
        ("", None),
    ],
)
def test_numbers_in_words(words: str, value: float | None) -> None:
    found = parse_target(words, Number(unit="EUR"))
    assert found.value == value
    assert found.kind == ("label" if value is not None else "off-label" if words else "empty")


def test_a_refusal_with_a_number_in_it_is_a_refusal() -> None:
    found = parse_target("I'm sorry, I cannot answer that in 2026.", Number())
    assert (found.kind, found.value) == ("refusal", None)
    labels = Labels(labels=("large", "many rooms"))
    said = parse_target("It is large.", labels)
    assert (said.label, said.value.tolist()) == ("large", [1, 0])


def by_space(request: Any) -> str:
    words = question(request).split()
    if words[0] == "1":
        return "no idea"
    return f"{100_000 + 2_000 * float(words[2]):,.0f} EUR"


def test_a_batch_over_numbers_has_errors_and_says_what_it_could_not_read(tmp_path: Path) -> None:
    provider = Scripted(by_space)
    ready = prepared(PROMPT, provider)
    asked = row_questions(ready, "test", None, 0)
    found = measured(ready, asked, BatchPlan(), lambda _: None, Control())
    data = houses.houses()
    unread = data.test.x[:, 0] == 1
    wanted = np.where(unread, np.median(data.train.y), 100_000 + 2_000 * data.test.x[:, 1])
    assert found.scores.metrics["mae"] == pytest.approx(np.abs(wanted - data.test.y).mean())
    assert (found.scores.off_label.count, found.scores.answered) == (unread.sum(), len(asked))
    assert [name for name, _ in found.scores.figures] == ["MAE", "RMSE", "R²"]
    assert found.scores.figures[0][1].endswith(" EUR")
    assert np.isnan(found.scores.accuracy.value)
    table.write_jsonl(tmp_path / "a.jsonl", asked, found)
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert {line["right"] for line in lines if line["kind"] == "label"} == {None}
    assert lines[0]["truth"].endswith("EUR")


def test_figures_grow_with_the_answers() -> None:
    provider = Scripted(by_space)
    ready = prepared(PROMPT, provider)
    asked = row_questions(ready, "test", None, 0)
    results = Results(ready, asked, None)

    def take(event: Event) -> None:
        if isinstance(event, RowAnswered):
            results.take(event)

    assert results.scores.answered == 0
    whole = measured(ready, asked, BatchPlan(fresh=True), take, Control())
    assert results.scores.metrics == pytest.approx(whole.scores.metrics)
    assert results.right(0) is None


def test_classes_of_rows_are_read_as_those_of_texts() -> None:
    provider = Scripted(lambda request: "dear, I think")
    ready = prepared(PROMPT, provider, Classes(("cheap", "dear")))
    asked = row_questions(ready, "test", None, 0)
    found = measured(ready, asked, BatchPlan(), lambda _: None, Control())
    assert found.scores.accuracy.total == len(asked)
    assert found.scores.answered_as == {"dear": len(asked)}
    assert not found.scores.metrics
