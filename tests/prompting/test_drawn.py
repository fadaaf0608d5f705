"""Pictures in characters: how they look, and that no picture goes along with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from tests.prompting.scripted import Scripted, question, things
from workbench.core.contracts.dataset import ImageClasses, Split
from workbench.core.contracts.errors import ContextOverflow, UsageError
from workbench.core.control import Control
from workbench.core.settings import Settings
from workbench.prompting import budget
from workbench.prompting.batch import batch
from workbench.prompting.prompts import files
from workbench.prompting.prompts.ascii_images import COLUMNS, RAMP, characters, drawn
from workbench.prompting.prompts.images import from_file, png
from workbench.prompting.prompts.parts import parts
from workbench.prompting.prompts.questions import questions
from workbench.prompting.prompts.requests import request_text
from workbench.prompting.prompts.rows import Row, row, rows
from workbench.prompting.prompts.shots import Pool, choose
from workbench.prompting.prompts.template import Example, Prompt, Shots, alike, render
from workbench.prompting.responses import Answers, key_of

Pixels = npt.NDArray[np.uint8]
DRAWS = Prompt(description="Digits.", example="{picture}\nIt is {label}", form="completion")
SENDS = Prompt(description="Digits.", example="It is {label}")
SHAPES = st.tuples(st.integers(1, 40), st.integers(1, 40)) | st.builds(
    lambda h, w, c: (h, w, c), st.integers(1, 20), st.integers(1, 20), st.sampled_from([1, 3, 4])
)


def pictures() -> st.SearchStrategy[Pixels]:
    """Any small picture."""
    return SHAPES.flatmap(lambda shape: arrays(np.uint8, shape))


# --- how it looks


@given(pictures())
def test_it_is_a_small_grid_of_the_ramps_characters(picture: Pixels) -> None:
    lines = characters(picture).split("\n")
    assert {len(line) for line in lines} == {len(lines[0])}
    assert 1 <= len(lines[0]) <= COLUMNS
    assert 1 <= len(lines) <= COLUMNS // 2
    assert set("".join(lines)) <= set(RAMP)


@pytest.mark.parametrize(
    ("shape", "columns", "lines"),
    [
        ((28, 28), 14, 7),
        ((224, 224, 3), 14, 7),
        ((20, 40), 14, 4),
        ((40, 20), 7, 7),
        ((1, 500), 14, 1),
        ((500, 1, 4), 1, 7),
    ],
)
def test_a_letter_is_twice_as_high_as_wide(
    shape: tuple[int, ...], columns: int, lines: int
) -> None:
    found = characters(np.zeros(shape, np.uint8)).split("\n")
    assert (len(found[0]), len(found)) == (columns, lines)


@given(SHAPES)
def test_a_blank_picture_is_blank_and_a_full_one_is_full(shape: tuple[int, ...]) -> None:
    assert set(characters(np.zeros(shape, np.uint8))) <= {RAMP[0], "\n"}
    assert set(characters(np.full(shape, 255, np.uint8))) <= {RAMP[-1], "\n"}


@given(pictures().filter(lambda picture: picture.shape[2:] != (4,)), st.data())
def test_more_light_never_makes_it_darker(picture: Pixels, data: st.DataObject) -> None:
    more = data.draw(arrays(np.uint8, picture.shape))
    lighter = np.maximum(picture, more)
    for one, other in zip(characters(picture), characters(lighter), strict=True):
        assert one == other == "\n" or RAMP.index(one) <= RAMP.index(other)


def test_where_the_light_is_the_ink_is() -> None:
    picture = np.zeros((28, 28), np.uint8)
    picture[:, 12:16] = 255  # a one
    lines = characters(picture).split("\n")
    assert lines == [RAMP[0] * 6 + RAMP[-1] * 2 + RAMP[0] * 6] * 7


def test_what_is_transparent_is_dark() -> None:
    picture = np.full((8, 8, 4), 255, np.uint8)
    picture[:, 4:, 3] = 0
    for line in characters(picture).split("\n"):
        assert line == RAMP[-1] * 7 + RAMP[0] * 7


@given(arrays(np.uint8, (28, 28)))
@settings(max_examples=20)
def test_a_file_is_drawn_as_its_pixels_are(picture: Pixels) -> None:
    """A small picture is enlarged in its file, which changes nothing here."""
    assert drawn(png(picture)) == characters(picture)


def test_files_of_every_kind(tmp_path: Path) -> None:
    Image.new("RGB", (60, 30), (255, 255, 255)).save(tmp_path / "white.jpg")
    assert drawn(from_file(tmp_path / "white.jpg")) == "\n".join([RAMP[-1] * 14] * 4)
    Image.new("LA", (30, 30), (255, 0)).save(tmp_path / "clear.png")
    assert drawn(from_file(tmp_path / "clear.png")) == "\n".join([RAMP[0] * 14] * 7)


# --- in a prompt


def noise() -> ImageClasses:
    """Pictures of which no two are drawn alike."""
    x = np.random.default_rng(1).integers(0, 256, (40, 28, 28)).astype(np.uint8)
    y = np.arange(40) % 10
    return ImageClasses(Split(x[:30], y[:30]), Split(x[30:], y[30:]), tuple("0123456789"))


@pytest.fixture
def digits() -> ImageClasses:
    return noise()


def test_the_completion_form(digits: ImageClasses) -> None:
    shot, asked = row(digits, "train", 0), row(digits, "test", 1)
    request = render(DRAWS, [shot], asked, model="m")
    assert request.messages == ()
    assert request.prompt == (
        f"Digits.\n\n{characters(digits.train.x[0])}\nIt is {shot.label}"
        f"\n\n{characters(digits.test.x[1])}\nIt is"
    )


def test_no_picture_goes_along_in_the_chat_form(digits: ImageClasses) -> None:
    shot, asked = row(digits, "train", 0), row(digits, "test", 1)
    chat = DRAWS.model_copy(update={"form": "chat"})
    request = render(chat, [shot], asked)
    assert [turn.images for turn in request.messages] == [(), (), ()]
    assert characters(digits.train.x[0]) in request.messages[0].text
    assert request.messages[-1].text == f"{characters(digits.test.x[1])}\nIt is"
    assert characters(digits.test.x[1]) in request_text(request)
    sent = render(SENDS, [shot], asked)
    assert [turn.images for turn in sent.messages] == [shot.images, (), asked.images]
    assert not SENDS.draws
    assert chat.draws


def test_a_text_is_no_picture(digits: ImageClasses) -> None:
    with pytest.raises(UsageError, match="asked about has none") as error:
        render(DRAWS, [], Row("call me"))
    assert "{text}" in error.value.remedy
    with pytest.raises(UsageError, match="a shot has none"):
        render(DRAWS, [Row("seven", "7")], row(digits, "test", 0))
    own = DRAWS.with_shots(choose="given", given=[Example(text="x", label="7")], count=1)
    with pytest.raises(UsageError, match="a shot has none"):
        questions(own, rows(digits, "test", [0]), None, "m")
    with pytest.raises(UsageError, match="has none"):
        questions(DRAWS, rows(things(), "test", [0]), None, "m")
    nearest = DRAWS.with_shots(count=1, choose="nearest")
    with pytest.raises(UsageError, match="asked about has no picture"):
        questions(nearest, [Row("call me")], Pool(digits), "m")


def test_a_picture_still_needs_the_chat_form_where_it_is_sent(digits: ImageClasses) -> None:
    with pytest.raises(UsageError, match="cannot hold pictures") as error:
        render(SENDS.model_copy(update={"form": "completion"}), [], row(digits, "test", 0))
    assert "{picture}" in error.value.remedy


@pytest.mark.parametrize("field", ["description", "system"])
def test_it_belongs_into_the_example(field: str) -> None:
    with pytest.raises(UsageError, match="belongs into the example"):
        files.loads(f"{field} = '{{picture}}'")


def test_toml_and_back() -> None:
    assert files.loads(files.dumps(DRAWS)) == DRAWS
    assert files.loads(files.dumps(DRAWS)).draws
    doubled = Prompt(example="{{picture}} {text}")
    assert not doubled.draws
    assert files.loads(files.dumps(doubled)) == doubled


@pytest.mark.parametrize("form", ["chat", "completion"])
def test_its_parts_are_what_is_sent_and_know_what_is_drawn(form: str, digits: ImageClasses) -> None:
    prompt = DRAWS.model_copy(update={"form": form, "system": "Be brief."})
    shot, asked = row(digits, "train", 0), row(digits, "test", 1)
    found = parts(prompt, [shot], asked)
    assert not any(part.images for part in found)
    assert {part.kind for part in found if part.drawn} == {"shot", "input"}
    picture = characters(digits.test.x[1])
    assert [picture in part.text for part in found if part.kind == "input"] == [True]
    assert not any(p.drawn for p in parts(SENDS, [shot], asked))


@pytest.mark.parametrize("how", ["random", "stratified", "nearest"])
def test_shots_are_drawn_from_the_training_split(how: str, digits: ImageClasses) -> None:
    prompt = DRAWS.with_shots(count=3, choose=how)
    (found,) = questions(prompt, rows(digits, "test", [4]), Pool(digits), "m")
    assert {shot.split for shot in found.shots} == {"train"}
    text = found.request.prompt or ""
    places = [text.index(characters(digits.train.x[shot.index])) for shot in found.shots]
    assert places == sorted(set(places))
    assert text.endswith(f"{characters(digits.test.x[4])}\nIt is")
    # The pictures are compared, not the drawings.
    assert found.shots == choose(SENDS.with_shots(count=3, choose=how), found.row, Pool(digits))


# --- what asks the same


def blurred() -> ImageClasses:
    """The first training picture differs from the test picture, but is drawn alike."""
    x = np.random.default_rng(0).integers(0, 256, (6, 28, 28)).astype(np.uint8)
    x[0] = np.kron(x[0, ::4, ::2], np.ones((4, 2))).astype(np.uint8)  # each cell of one grey
    test = x[:1].copy()
    test[0, 0, 0] ^= 1
    y = np.arange(6) % 2
    return ImageClasses(Split(x, y), Split(test, y[:1]), ("0", "1"))


def test_what_is_drawn_alike_gives_the_answer_away() -> None:
    data = blurred()
    asked, twin = row(data, "test", 0), row(data, "train", 0)
    assert asked.images != twin.images
    assert not alike(SENDS, asked, twin)
    assert alike(DRAWS, asked, twin)
    with pytest.raises(UsageError, match="same as row 0"):
        render(DRAWS, [twin], asked)
    render(SENDS, [twin], asked)


@pytest.mark.parametrize("how", ["random", "stratified", "nearest"])
def test_and_is_no_shot(how: str) -> None:
    data = blurred()
    pool, asked = Pool(data), row(data, "test", 0)
    assert (len(pool), pool.left_out) == (6, 0)
    shown = choose(DRAWS.with_shots(count=5, choose=how), asked, pool)
    assert sorted(shot.index for shot in shown) == [1, 2, 3, 4, 5]
    with pytest.raises(UsageError, match="only 5 rows"):
        choose(DRAWS.with_shots(count=6, choose=how), asked, pool)
    assert len(choose(SENDS.with_shots(count=6, choose=how), asked, pool)) == 6


def test_a_drawn_and_a_sent_picture_have_answers_of_their_own(digits: ImageClasses) -> None:
    provider, chat = Scripted(images=True), DRAWS.model_copy(update={"form": "chat"})
    asked = rows(digits, "test", [0, 1])
    keys = [
        key_of(provider, render(prompt, [], each, model="m"))
        for prompt in (SENDS, DRAWS, chat)
        for each in asked
    ]
    assert len(set(keys)) == 6
    drawing = render(chat, [], asked[0], model="m")
    both = replace(drawing, messages=(replace(drawing.messages[0], images=asked[0].images),))
    assert key_of(provider, both) not in keys


# --- asked


def test_the_budget_counts_the_drawing_and_no_picture(digits: ImageClasses) -> None:
    provider = Scripted(context=300)
    asked = row(digits, "test", 0)
    found = budget.plan(DRAWS, rows(digits, "train", range(3)), asked, provider, "word")
    # 7 lines a picture, "It is" and a label but for the last, and the description.
    assert found.prompt == 1 + 3 * (7 + 3) + 7 + 2
    few = Prompt(example="{picture}\n{label}", form="completion")
    short = Scripted(context=256 + 7 + 8 + 7)
    found = budget.plan(few, rows(digits, "train", range(3)), asked, short, "word")
    assert found.shots_that_fit == 1
    with pytest.raises(ContextOverflow):
        budget.refuse(found)


def test_a_batch_asks_who_only_reads(tiny_data: ImageClasses) -> None:
    """The model sees a light line; how far down it lies is the class."""

    def read(request: Any) -> str:
        lines = question(request).split("\n\n")[-1].split("\n")[:7]
        light = [sum(RAMP.index(letter) for letter in line) for line in lines]
        return str(round((int(np.argmax(light)) * 4 - 4) / 2))

    provider = Scripted(read)
    asked = questions(DRAWS, rows(tiny_data, "test", range(20)), None, "word")
    requests = [each.request for each in asked]
    with Answers() as answers:
        first = batch(requests, provider, Settings(), answers, control=Control())
        again = batch(requests, provider, Settings(), answers, control=Control())
    said = [reply.text for reply in first.replies if reply]
    assert len(said) == 20
    near = [abs(int(text) - int(each.row.label)) for text, each in zip(said, asked, strict=True)]
    assert max(near) <= 1
    assert (first.requested, again.requested) == (5, 0)  # what is drawn alike is one question


def test_the_shipped_prompt_draws() -> None:
    prompt = files.starter("digits-ascii")
    assert prompt.draws
    assert prompt.shots == Shots(dataset="digits", choose="stratified")
    assert prompt.name == "digits-ascii"
