"""Prompts: rendering, refusals, TOML files and versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.contracts.errors import ParamsError, StorageError, UsageError
from workbench.core.contracts.provider import Message, Options
from workbench.prompting.prompts import files
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Example, Prompt, Shots, render

SPAM = Prompt(
    description="Say one of {labels}.", example="Text: {text}\nLabel: {label}", form="completion"
)
SHOTS = (Row("win", "spam"), Row("hello", "ham"))
LABELS = ("spam", "ham")
# Texts that TOML and UTF-8 can hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_the_completion_form() -> None:
    request = render(SPAM, SHOTS, Row("call me"), model="m", labels=LABELS)
    assert request.model == "m"
    assert request.messages == ()
    assert request.prompt == (
        "Say one of spam, ham.\n\nText: win\nLabel: spam\n\nText: hello\nLabel: ham"
        "\n\nText: call me\nLabel:"
    )


def test_the_chat_form() -> None:
    prompt = SPAM.model_copy(update={"form": "chat", "system": "Be brief."})
    request = render(prompt, SHOTS[:1], Row("call me", images=(b"png",)), labels=LABELS)
    assert request.prompt is None
    assert request.messages == (
        Message("system", "Be brief."),
        Message("user", "Say one of spam, ham.\n\nText: win\nLabel:"),
        Message("assistant", "spam"),
        Message("user", "Text: call me\nLabel:", (b"png",)),
    )


def test_what_follows_the_label_belongs_to_the_shots_alone() -> None:
    prompt = Prompt(example="<{text}> is {label}.", form="completion", between=" ")
    assert render(prompt, SHOTS[:1], Row("x")).prompt == "<win> is spam. <x> is"


def test_a_template_without_a_label_has_it_at_its_end() -> None:
    prompt = Prompt(example="{text}\n", form="completion", between="\n")
    assert render(prompt, SHOTS[:1], Row("x")).prompt == "win\nspam\nx\n"


def test_a_models_answer_is_held_to_the_labels_where_that_is_wanted() -> None:
    held = SPAM.model_copy(update={"constrained": True})
    assert render(held, (), Row("x"), labels=LABELS).options.choices == LABELS
    assert render(SPAM, (), Row("x"), labels=LABELS).options.choices == ()
    own = held.model_copy(update={"labels": ("a", "b")})
    assert render(own, (), Row("x"), labels=LABELS).options.choices == ("a", "b")


@given(text=TEXTS, shot=TEXTS, label=TEXTS)
def test_braces_in_data_mean_nothing(text: str, shot: str, label: str) -> None:
    text, shot = f"{{label}}{text}{{0}}", f"{{{{{shot}}}"
    prompt = Prompt(example="{{{text}}}: {label}", form="completion", between="|")
    rendered = render(prompt, [Row(shot, label)], Row(text)).prompt
    assert rendered == f"{{{shot}}}: {label}|{{{text}}}:"


@pytest.mark.parametrize(
    ("field", "template", "words"),
    [
        ("example", "{txt}", "no variable {txt}; there are {text} and {label} and {labels}"),
        ("example", "{}", "no variable {}"),
        ("example", "{text.upper}", "no variable {text.upper}"),
        ("example", "{text[0]}", "no variable {text[0]}"),
        ("example", "{text!r}", "nothing but the name"),
        ("example", "{text:>9}", "nothing but the name"),
        ("example", "{text", "doubled"),
        ("example", "text}", "doubled"),
        ("example", "{label} {label}", "once"),
        ("description", "{text}", "belongs into the example"),
        ("system", "{colour}", "no variable {colour}; there are {labels}"),
    ],
)
def test_what_a_template_may_not_hold(field: str, template: str, words: str) -> None:
    with pytest.raises(ParamsError) as error:
        files.loads(f"{field} = '{template}'")
    assert field in str(error.value)
    assert words in str(error.value)


def test_labels_that_are_named_must_be_there() -> None:
    with pytest.raises(UsageError, match="there are none"):
        render(SPAM, (), Row("x"))


def test_no_shot_gives_an_answer_away() -> None:
    with pytest.raises(UsageError, match="test split cannot be a shot"):
        render(SPAM, [Row("win", "spam", split="test", index=3)], Row("x"), labels=LABELS)
    shot = Row("Call  ME", "ham", split="train")
    with pytest.raises(UsageError, match="same as row 7"):
        render(SPAM, [shot], Row("call me", split="test", index=7), labels=LABELS)
    # What the user types may be anything.
    render(SPAM, [shot], Row("call me"), labels=LABELS)


def test_pictures_need_the_chat_form() -> None:
    with pytest.raises(UsageError, match="pictures"):
        render(SPAM, (), Row("x", images=(b"png",)), labels=LABELS)


# --- files


def prompts() -> st.SearchStrategy[Prompt]:
    """Any prompt."""
    plain = TEXTS.map(lambda text: text.replace("{", "{{").replace("}", "}}"))
    options = st.builds(
        Options,
        temperature=st.floats(0, 10),
        top_p=st.floats(0.01, 1),
        seed=st.none() | st.integers(0, 2**40),
        max_tokens=st.integers(1, 9999),
        stop=st.lists(TEXTS.filter(bool), max_size=3).map(tuple),
        choices=st.lists(TEXTS.filter(bool), max_size=3).map(tuple),
        json_schema=st.none()
        | st.dictionaries(TEXTS, st.none() | st.integers() | st.lists(TEXTS), max_size=3),
        logprobs=st.booleans(),
    )
    examples = st.lists(st.builds(Example, text=TEXTS, label=TEXTS), min_size=3, max_size=3)
    shots = st.builds(
        Shots,
        count=st.integers(0, 3),
        choose=st.sampled_from(["given", "random", "stratified", "nearest"]),
        dataset=TEXTS,
        labels=st.sampled_from(["true", "flipped", "random"]),
        given=examples.map(tuple),
    )
    return st.builds(
        Prompt,
        name=TEXTS,
        description=plain,
        system=plain,
        example=plain.map("{{text}} {}\n{{label}}".format),
        between=TEXTS,
        form=st.sampled_from(["chat", "completion"]),
        labels=st.lists(TEXTS, max_size=3).map(tuple),
        constrained=st.booleans(),
        parser=st.sampled_from(["first-label", "exact", "normalised", "json"]),
        models=st.lists(TEXTS, max_size=2).map(tuple),
        shots=shots,
        options=options,
    )


@given(prompts())
@settings(max_examples=60)
def test_toml_and_back(prompt: Prompt) -> None:
    again = files.loads(files.dumps(prompt))
    assert again == prompt
    assert again.version == prompt.version


def test_a_file_reads_well() -> None:
    text = files.dumps(SPAM.model_copy(update={"options": Options(stop=("\n",), seed=None)}))
    assert 'example = """\nText: {text}\nLabel: {label}"""' in text
    assert 'seed = "any"' in text
    assert "temperature" not in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("example = ", "not valid TOML"),
        ("exmaple = '{text}'", "no such setting; there are name, description"),
        ("[shots]\ncount = 3\nchoose = 'given'", "count is 3, but 0 are given"),
        ("[shots]\nchoose = 'best'", "shots.choose"),
        ("[options]\ntemprature = 1", "no option 'temprature'; there are temperature"),
        ("[options]\ntemperature = -1", "between 0 and 10"),
        ("[options]\ntop_p = 0", "top_p"),
        ("[options]\nmax_tokens = 'many'", "whole numbers"),
        ("[options]\nmax_tokens = 0", "at least 1"),
        ("[options]\nstop = '\\n'", "lists of texts"),
        ("[options]\nstop = [1]", "texts"),
        ("[options]\njson_schema = '{'", "options"),
        ("options = 3", "table of options"),
    ],
)
def test_files_that_are_no_prompts(text: str, words: str) -> None:
    with pytest.raises(UsageError) as error:
        files.loads(text)
    assert words in str(error.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Cannot read"):
        files.load(tmp_path / "none.toml")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not a text file"):
        files.load(tmp_path / "b.toml")
    (tmp_path / "c.toml").write_text("description = 'x'", "utf-8")
    assert files.load(tmp_path / "c.toml").name == "c"


def test_saved_prompts_keep_their_versions(home: Path) -> None:
    first = SPAM.model_copy(update={"name": "Spam, or ham?"})
    second = first.model_copy(update={"parser": "exact"})
    path = files.save(first)
    assert path == home / "data" / "prompts" / "spam-or-ham.toml"
    assert files.save(second) == path
    files.save(second)
    assert files.load(path) == second
    assert [files.load(kept) for kept in files.versions("Spam, or ham?")] == [second, first]
    assert {kept.stem for kept in files.versions(first.name)} == {first.version, second.version}
    assert files.saved() == [path]
    assert files.find("spam-or-ham") == path
    assert files.find(str(path)) == path
    with pytest.raises(UsageError, match="spam-or-ham"):
        files.find("nothing")


def test_the_version_is_of_the_content() -> None:
    assert SPAM.version == SPAM.model_copy(update={"name": "other"}).version
    assert SPAM.version != SPAM.with_shots(seed=1).version
    assert len(SPAM.version) == 12


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StorageError):
        files.save(SPAM, tmp_path / "file")


def test_shots_can_be_changed_within_reason() -> None:
    assert SPAM.with_shots(count=2).shots.count == 2
    with pytest.raises(UsageError, match="count is 1, but 0 are given"):
        SPAM.with_shots(choose="given", count=1)
