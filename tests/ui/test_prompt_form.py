"""The prompt's form: written by keys, checked beside its fields, kept to the letter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.prompting import Missing, Near, prompting
from workbench.core.contracts.provider import Options
from workbench.core.provider_models import ProviderModel
from workbench.prompting.prompts import files
from workbench.prompting.prompts.template import Example, Prompt, Shots
from workbench.ui.host import Host
from workbench.ui.prompting.escapes import escaped, unescaped
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.prompt_form import PromptForm

LEFT = Qt.MouseButton.LeftButton
SHIPPED = ("digits", "digits-ascii", "spam", "translate")


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[Host]:
    with prompting(Near) as made:
        yield made


@pytest.fixture
def form(host: Host, qtbot: QtBot) -> PromptForm:
    made = PromptForm(host)
    qtbot.addWidget(made)
    made.resize(380, 700)
    made.show()
    return made


def prompt_of(form: PromptForm) -> Prompt:
    prompt = form.prompt()
    assert prompt is not None
    return prompt


def remark(widget: Any) -> str:
    return widget.text() if widget.isVisible() else ""


# What is shown is what was given

ANY_TEXT = st.text(max_size=30).filter(lambda text: "{" not in text and "}" not in text)
LABELS = st.lists(st.text(min_size=1, max_size=8), max_size=4).map(tuple)
NUMBERS = st.sampled_from([0, 0.0, 0.25, 1, 1.0, 0.7])
EXAMPLES = st.lists(st.builds(Example, text=st.text(max_size=20), label=st.text(max_size=5)))
SHOTS = st.builds(
    Shots,
    count=st.integers(0, 1000),
    choose=st.sampled_from(["random", "stratified", "nearest"]),
    dataset=st.sampled_from(["", "things", "not-installed"]),
    seed=st.integers(0, 2**31 - 1),
    labels=st.sampled_from(["true", "flipped", "random"]),
    encoder=st.sampled_from(["", "somebody/encoder"]),
    given=EXAMPLES.map(tuple),
)
OPTIONS = st.builds(
    Options,
    temperature=NUMBERS,
    top_p=st.sampled_from([1, 1.0, 0.05, 0.9]),
    seed=st.none() | st.integers(0, 2**31 - 1),
    max_tokens=st.integers(1, 1_000_000),
    stop=LABELS,
    choices=LABELS,
    json_schema=st.none() | st.dictionaries(st.text(max_size=5), st.integers() | st.none()),
    logprobs=st.booleans(),
)
PROMPTS = st.builds(
    Prompt,
    name=st.text(max_size=10),
    description=ANY_TEXT,
    system=ANY_TEXT,
    example=ANY_TEXT.map(lambda text: text + "{text}\n= {label}"),
    between=st.text(max_size=6),
    form=st.sampled_from(["chat", "completion"]),
    labels=LABELS,
    constrained=st.booleans(),
    parser=st.sampled_from(["first-label", "exact", "normalised", "json"]),
    models=LABELS,
    shots=SHOTS,
    options=OPTIONS,
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(prompt=PROMPTS)
@example(
    Prompt(description="a\u00a0b\u2028c\r\nd", between="\t\\n", options=Options(temperature=1))
)
@example(Prompt(shots=Shots(count=1, choose="given", given=(Example(text="a\nb", label="c"),))))
def test_a_prompt_comes_out_as_it_went_in(form: PromptForm, prompt: Prompt) -> None:
    form.set_prompt(prompt)
    assert form.prompt() == prompt
    assert prompt_of(form).version == prompt.version


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_is_shown_whole(form: PromptForm, name: str) -> None:
    starter = files.starter(name)
    form.set_prompt(starter)
    assert form.prompt() == starter
    example = Path(__file__).parents[2] / "examples" / f"{name}-prompt.toml"
    assert starter == files.load(example), "resources/prompts is a copy of examples"


@given(st.text())
def test_escapes_keep_every_text(text: str) -> None:
    line = escaped(text)
    assert len(line.splitlines()) <= 1
    assert unescaped(line) == text


# What the user does


def test_a_newcomer_sees_a_task_an_example_and_shots(form: PromptForm) -> None:
    shown = (form.description.box, form.example.box, form.shots.count.slider)
    assert all(widget.isVisible() for widget in shown)
    folded = (form.system.box, form.options.temperature, form.labels, form.shots.choose)
    assert not any(widget.isVisible() for widget in folded)
    assert form.sections["options"].summary.whole == "temperature 0 · at most 256 tokens"


def test_it_is_written_by_keys_alone(form: PromptForm, qtbot: QtBot) -> None:
    form.description.box.setFocus()
    with qtbot.waitSignal(form.changed):
        qtbot.keyClicks(form.description.box, "Sort these.")
    qtbot.keyClick(form.description.box, Qt.Key.Key_Tab)
    seen = []
    for _ in range(60):
        widget = form.window().focusWidget()
        assert widget is not None
        if widget in seen:
            break
        seen.append(widget)
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert form.example.box in seen
    assert form.shots.count.slider in seen
    assert form.sections["options"].button in seen
    assert prompt_of(form).description == "Sort these."


def test_a_section_opens_by_space(form: PromptForm, qtbot: QtBot) -> None:
    section = form.sections["options"]
    section.button.setFocus()
    qtbot.keyClick(section.button, Qt.Key.Key_Space)
    assert form.options.temperature.isVisible()
    assert section.summary.whole == ""
    qtbot.mouseClick(section.button, LEFT)
    assert not form.options.temperature.isVisible()


def test_variables_are_put_where_the_cursor_is(form: PromptForm, qtbot: QtBot) -> None:
    form.example.set_text("")
    qtbot.keyClicks(form.example.box, "A: ")
    qtbot.mouseClick(form.example.buttons["text"], LEFT)
    qtbot.keyClicks(form.example.box, " is ")
    qtbot.mouseClick(form.example.buttons["label"], LEFT)
    assert prompt_of(form).example == "A: {text} is {label}"
    assert not prompt_of(form).draws
    qtbot.mouseClick(form.example.buttons["picture"], LEFT)
    assert prompt_of(form).draws
    assert "characters" in form.example.buttons["picture"].toolTip()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{txt}", "There is no variable {txt}"),
        ("{text", "a brace that is meant as such is doubled"),
        ("{label} {label}", "may stand there once"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    form: PromptForm, qtbot: QtBot, written: str, said: str
) -> None:
    form.example.box.selectAll()
    qtbot.keyClicks(form.example.box, written)
    assert form.prompt() is None
    assert said in remark(form.example.problem)
    form.example.box.selectAll()
    qtbot.keyClicks(form.example.box, "{{text}} {text}")
    assert remark(form.example.problem) == ""
    assert prompt_of(form).example == "{{text}} {text}"


def test_a_mistake_in_a_folded_part_opens_it(form: PromptForm) -> None:
    form.set_prompt(Prompt())
    form.system.box.insertPlainText("{text}")
    assert form.prompt() is None
    assert "belongs into the example" in remark(form.system.problem)


def test_shots_by_slider_and_number(form: PromptForm, qtbot: QtBot) -> None:
    count = form.shots.count
    count.slider.setFocus()
    for key, word in (("Right", "one-shot"), ("Right", "few-shot"), ("Home", "zero-shot")):
        qtbot.keyClick(count.slider, getattr(Qt.Key, f"Key_{key}"))
        assert count.word.text() == word
    qtbot.keyClick(count.slider, Qt.Key.Key_End)
    assert prompt_of(form).shots.count == 32
    count.number.selectAll()
    qtbot.keyClicks(count.number, "100")
    assert prompt_of(form).shots.count == 100
    assert count.slider.value() == 32


def test_given_examples_are_written_in_a_table(form: PromptForm, qtbot: QtBot) -> None:
    form.sections["shots"].open()
    way = form.shots.choose
    way.setFocus()
    qtbot.keyClick(way, Qt.Key.Key_End)
    assert prompt_of(form).shots.choose == "given"
    assert not form.shots.count.slider.isEnabled()
    assert "press Add" in remark(form.shots.remark)
    assert not form.shots.seed.isVisible()
    table = form.shots.given.table
    for row, text in enumerate(("rot", "blau")):
        qtbot.mouseClick(form.shots.given.add, LEFT)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda row=row, text=text: table.item(row, 0).text() == text)
    form.shots.count.number.setValue(9)
    assert prompt_of(form).shots.count == 2
    assert [each.text for each in prompt_of(form).shots.given] == ["rot", "blau"]
    table.selectRow(0)
    qtbot.mouseClick(form.shots.given.remove, LEFT)
    assert prompt_of(form).shots == Shots(
        count=1, choose="given", given=(Example(text="blau", label=""),)
    )


def test_options_by_keys(form: PromptForm, qtbot: QtBot) -> None:
    form.sections["options"].open()
    options = form.options
    for box, typed in ((options.temperature, "0.7"), (options.top_p, "0.9")):
        box.selectAll()
        qtbot.keyClicks(box, typed)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    options.max_tokens.selectAll()
    qtbot.keyClicks(options.max_tokens, "12")
    qtbot.keyClicks(options.stop, r"\n")
    qtbot.keyClick(options.stop, Qt.Key.Key_Return)
    qtbot.keyClicks(options.stop, "END")
    qtbot.keyClick(options.any_seed, Qt.Key.Key_Space)
    qtbot.keyClick(options.logprobs, Qt.Key.Key_Space)
    assert prompt_of(form).options == Options(
        temperature=0.7, top_p=0.9, seed=None, max_tokens=12, stop=("\n", "END"), logprobs=True
    )


def test_a_schema_is_checked_at_once(form: PromptForm, qtbot: QtBot) -> None:
    form.sections["options"].open()
    for typed, said in (("{", "not JSON"), ("[1]", "an object")):
        form.options.schema.selectAll()
        qtbot.keyClicks(form.options.schema, typed)
        assert form.prompt() is None
        assert said in remark(form.options.schema_problem)
    form.options.schema.selectAll()
    qtbot.keyClicks(form.options.schema, '{"type": "object"}')
    assert prompt_of(form).options.json_schema == {"type": "object"}
    assert remark(form.options.schema_problem) == ""


def test_what_a_model_cannot_is_said_there(form: PromptForm, qtbot: QtBot) -> None:
    schema = {"type": "object"}
    form.set_prompt(Prompt(constrained=True, options=Options(logprobs=True, json_schema=schema)))
    able, plain = (ProviderModel(Near(), name) for name in ("able", "plain"))
    notes = (form.held_note, form.form_note, form.options.schema_note, form.options.logprobs_note)
    for section in form.sections.values():
        section.open()
    form.show_models([able])
    assert [remark(note) for note in notes] == [""] * 4
    form.show_models([able, plain])
    assert all(remark(note).startswith("plain ") for note in notes)
    qtbot.mouseClick(form.constrained, LEFT, pos=form.constrained.rect().center() / 4)
    form.form.setFocus()
    qtbot.keyClick(form.form, Qt.Key.Key_Down)
    assert remark(form.held_note) == remark(form.form_note) == ""


# The dataset of a prompt


def test_material_brings_pool_and_labels(host: Host, qtbot: QtBot) -> None:
    material = PromptMaterial(host)
    prompt = Prompt(shots=Shots(count=2, dataset="things"))
    with qtbot.waitSignal(material.changed):
        material.want(prompt)
    qtbot.waitUntil(lambda: material.pool is not None, timeout=60_000)
    assert material.labels == ("fruit", "tool")
    assert material.pool is not None
    assert len(material.pool) == 12
    pool = material.pool
    with qtbot.assertNotEmitted(material.changed):
        material.want(prompt.with_shots(count=3, choose="stratified"))
    assert material.pool is pool
    # Another way to compare needs another pool, of the same rows.
    material.want(prompt.with_shots(choose="nearest"))
    qtbot.waitUntil(lambda: material.pool is not None and material.pool is not pool, timeout=60_000)
    material.want(Prompt(labels=("a", "b")))
    assert material.pool is None
    assert material.labels == ("a", "b")


def test_material_says_what_does_not_go_together(host: Host, qtbot: QtBot) -> None:
    material, form = PromptMaterial(host), PromptForm(host)
    qtbot.addWidget(form)
    form.show()
    form.show_material(material)
    material.want(Prompt(labels=("fruit", "car")), "things")
    qtbot.waitUntil(lambda: material.problem is not None, timeout=60_000)
    assert "car, tool differ" in remark(form.shots.data_problem)
    material.want(Prompt(), "long")
    qtbot.waitUntil(lambda: material.problem is not None and not material.loading, timeout=60_000)
    material.want(Prompt(), "nowhere")
    qtbot.waitUntil(lambda: "no dataset 'nowhere'" in str(material.problem), timeout=60_000)
    assert form.sections["shots"].is_open
    material.want(Prompt(shots=Shots(dataset="things")))
    qtbot.waitUntil(lambda: material.pool is not None, timeout=60_000)
    assert remark(form.shots.data_problem) == ""


def test_material_tries_again(host: Host, qtbot: QtBot) -> None:
    material = PromptMaterial(host)
    material.want(Prompt(), "gone")
    qtbot.waitUntil(lambda: material.problem is not None, timeout=60_000)
    Missing.there.set()
    material.again()
    qtbot.waitUntil(lambda: material.pool is not None, timeout=60_000)
    assert material.problem is None


def test_material_that_is_gone_takes_nothing(host: Host, qtbot: QtBot) -> None:
    material = PromptMaterial(host)
    material.want(Prompt(), "things")
    material.deleteLater()
    del material
    other = PromptMaterial(host)
    other.want(Prompt(), "things")
    qtbot.waitUntil(lambda: other.pool is not None, timeout=60_000)
    assert not host.notices.shown


def test_datasets_without_rows_are_not_offered(form: PromptForm) -> None:
    box = form.shots.dataset
    assert [box.itemData(row) for row in range(box.count())] == ["", "things", "gone"]


def test_a_schema_that_was_given_stays(form: PromptForm) -> None:
    given = replace(Options(), json_schema=json.loads('{"enum": [null, 1.0]}'))
    form.set_prompt(Prompt(options=given))
    form.description.box.insertPlainText("x")
    assert prompt_of(form).options == given


def test_it_fits_a_narrow_column(form: PromptForm) -> None:
    for section in form.sections.values():
        section.open()
    for way in ("given", "nearest"):
        form.set_prompt(Prompt(shots=Shots(choose=way)))
        assert form.widget().minimumSizeHint().width() <= 250
