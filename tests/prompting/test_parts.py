"""Pictures, budgets, prices, figures and the choice of a model."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.prompting.scripted import Scripted
from workbench.core import encoder_models, provider_models
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import (
    ContextOverflow,
    DatasetError,
    LocalOnly,
    Unreachable,
    UsageError,
    WorkbenchError,
)
from workbench.core.contracts.provider import Capabilities, Provider
from workbench.core.io.picture_file import flattened
from workbench.core.settings import Settings
from workbench.prompting import budget, prices
from workbench.prompting.batch import Outcome
from workbench.prompting.prompts.images import from_file, pixels, png
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt, render
from workbench.prompting.responses import Response
from workbench.prompting.scores import Share, costs, parsed, score, tokens_per_s

# --- pictures


@pytest.mark.parametrize("shape", [(28, 28), (8, 30), (8, 8, 1), (300, 400, 3), (5, 5, 4)])
def test_a_picture_keeps_its_pixels(shape: tuple[int, ...]) -> None:
    picture = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    image = np.asarray(Image.open(io.BytesIO(png(picture))))
    assert min(image.shape[:2]) >= 224
    factor = image.shape[0] // shape[0]
    seen = flattened(picture) if shape == (5, 5, 4) else picture.squeeze()
    assert np.array_equal(image[::factor, ::factor], seen)
    if shape != (5, 5, 4):
        assert np.array_equal(pixels(png(picture), shape), picture.reshape(-1))


def test_picture_files(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20), "red").save(tmp_path / "a.jpg")
    # Enlarged as a dataset's rows are, by twelve.
    assert Image.open(io.BytesIO(from_file(tmp_path / "a.jpg"))).size == (360, 240)
    Image.new("L", (4000, 1)).save(tmp_path / "strip.png")
    assert Image.open(io.BytesIO(from_file(tmp_path / "strip.png"))).size[0] <= 4096
    (tmp_path / "b.png").write_text("no picture", "utf-8")
    for name in ("b.png", "none.png"):
        with pytest.raises(DatasetError, match="Cannot read"):
            from_file(tmp_path / name)


# --- budget

WORDS = Prompt(example="{text} {label}", form="completion", between=" ")
SHOTS = [Row("one two three", "x")] * 5  # four words each


def test_what_fits() -> None:
    provider = Scripted(context=300)
    request = render(WORDS, SHOTS, Row("a b"))
    found = budget.weigh(request, provider)
    assert (found.prompt, found.answer, found.context, found.remaining) == (22, 256, 300, 22)
    assert found.exact
    assert str(found) == "22 + 256 of 300 tokens"
    assert budget.plan(WORDS, SHOTS, Row("a b"), provider, "word") == found
    budget.refuse(found)


@given(st.integers(0, 30))
def test_how_many_shots_fit_is_said(room: int) -> None:
    provider = Scripted(context=256 + room)
    found = budget.plan(WORDS, SHOTS, Row("a b"), provider, "word")
    most = max((n for n in range(6) if 4 * n + 2 <= room), default=None)
    if most == 5:
        assert found.fits
        assert found.advice == ""
        return
    assert not found.fits
    with pytest.raises(ContextOverflow) as error:
        budget.refuse(found)
    advice = {None: f"Shorten it by {2 - room} tokens.", 0: "With no shots it fits."}
    if room == 0:
        advice[None] = "The answer alone takes the context: allow fewer than 256 tokens."
    assert error.value.remedy == advice.get(most, f"With {most} shots it fits.")


def test_where_nobody_counts_it_is_about() -> None:
    found = budget.weigh(render(WORDS, (), Row("a" * 400)), Scripted(counts=False))
    assert (found.prompt, found.exact, found.remaining) == (100, False, None)
    assert found.fits
    assert str(found) == "about 100 tokens; the context of the model is not known"
    chat = Prompt(example="{text}")
    seen = budget.weigh(render(chat, (), Row("a b", images=(b"",))), Scripted(context=9_999))
    assert seen.prompt == 2 + budget.TOKENS_PER_TURN + budget.TOKENS_PER_IMAGE
    assert not seen.exact  # nobody but the model knows its chat template


# --- prices


def test_what_ships_is_dated_and_has_a_source() -> None:
    price = prices.load().find("api.openai.com", "gpt-4o-mini")
    assert price is not None
    assert (price.input, price.output) == (0.15, 0.6)
    assert price.date >= "2026"
    assert price.source.startswith("https://")
    assert price.cost(1_000_000, 500_000) == pytest.approx(0.45)
    assert price.cost(None, 5) is None


def test_which_price() -> None:
    known = prices.load()
    mini = known.find("api.openai.com", "gpt-4o-mini")
    assert known.find("api.openai.com", "gpt-4o-mini-2024-07-18") == mini
    assert known.find("api.mistral.ai", "mistral-small-latest") is not None
    # Another kind, and another host, may cost anything.
    assert known.find("api.openai.com", "gpt-4o-mini-audio-preview") is None
    assert known.find("example.org", "gpt-4o-mini") is None
    assert known.find("", "anything") == prices.FREE
    assert prices.FREE.cost(None, None) == 0


def test_the_users_prices_go_before(home: Path) -> None:
    path = prices.own_file()
    path.parent.mkdir(parents=True)
    path.write_text(
        "date = 2026-12-01\nsource = 'a bill'\n"
        "[[price]]\nmodel = 'gpt-4o-mini'\ninput = 1\noutput = 2\n",
        "utf-8",
    )
    price = prices.load().find("api.openai.com", "gpt-4o-mini")
    assert price == prices.Price(1, 2, "2026-12-01", "a bill")
    assert prices.load().find("api.openai.com", "gpt-4o") is not None
    for text, words in (("date = ", "cannot be read"), ("date = 1\nprices = 3", "prices")):
        path.write_text(text, "utf-8")
        with pytest.raises(UsageError, match=words):
            prices.load()


# --- figures


def test_intervals_are_wilsons() -> None:
    # Newcombe 1998, table I: 81 of 263, and 0 of 20.
    assert Share(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert Share(0, 20).interval == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert np.isnan(Share(0, 0).value)
    assert Share(0, 0).interval == (0, 1)


def outcome(*answers: str | None, finish: str = "stop") -> Outcome:
    return Outcome(tuple(None if a is None else Response(a, finish) for a in answers), {})


def test_scores() -> None:
    from sklearn.metrics import f1_score

    labels = ("a", "b", "c")
    truth = [Row("", label) for label in "aabbab"]
    found = outcome("a", "b", "b", "maybe", "I'm sorry", None)
    said = parsed(found.replies, labels, "first-label")
    scores = score(truth, found, said, labels)
    assert (scores.rows, scores.answered) == (6, 5)
    assert scores.accuracy == Share(2, 5)
    assert scores.off_label == Share(2, 5)
    assert scores.refusals == Share(1, 5)
    assert scores.answered_as == {"b": 2, "a": 1, "off-label": 1, "refusal": 1}
    said_as = ["a", "b", "b", "?", "?"]
    wanted = f1_score(list("aabba"), said_as, labels=["a", "b"], average="macro")
    assert scores.macro_f1 == pytest.approx(wanted)


def test_what_a_filter_cut_is_a_refusal() -> None:
    (said,) = parsed(outcome("a", finish="refused").replies, ("a",), "exact")
    assert (said.label, said.kind) == (None, "refusal")


def test_nothing_was_answered() -> None:
    none = outcome(None, None)
    scores = score([Row("", "a")] * 2, none, parsed(none.replies, ("a",), "exact"), ("a",))
    assert scores.answered == 0
    assert np.isnan(scores.accuracy.value)
    assert costs(none.replies, None).first_s is None


def test_costs_and_speed() -> None:
    price = prices.Price(1_000_000, 2_000_000, "", "")
    replies = [
        Response("x", "stop", 10, 5, 0.5, 2.5, 5),
        Response("x", "stop", 20, 1, 0.1, 0.1, 1),
        None,
    ]
    found = costs(replies, price)
    assert (found.prompt_tokens, found.completion_tokens, found.cost) == (30, 6, 42)
    assert found.first_s == pytest.approx(0.3)
    assert found.tokens_per_s == tokens_per_s(replies[0]) == 2  # the first is not written after it
    assert tokens_per_s(replies[1]) is None
    assert tokens_per_s(Response("x", "stop", 10, 5, 0.5, 0.5001, 1)) is None  # all came at once
    uncounted = costs([Response("x", "stop")], price)
    assert (uncounted.prompt_tokens, uncounted.cost) == (None, None)


# --- models


class Kind(Provider):
    """A provider with two models."""

    id, name, about = "near", "Near", "Two models."
    writes = ("small", "large/q4")
    place = ""
    trouble: WorkbenchError | None = None

    def models(self) -> list[str]:
        if self.trouble:
            raise self.trouble
        return list(self.writes)

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(chat=True, completion=True)

    def destination(self, model: str) -> str:
        return self.place

    def missing(self) -> WorkbenchError | None:
        return self.trouble


class Far(Kind):
    id, name, place = "far", "Far", "api.example.org"


class Down(Kind):
    id, name, trouble = "down", "Down", Unreachable("Nobody answers.", "Start the server.")


KNOWN: dict[str, Any] = {cls.id: cls for cls in (Down, Far, Kind)}


class Vectors(Encoder):
    id, name, place = "near", "Near", ""
    trouble: WorkbenchError | None = None

    def models(self) -> list[str]:
        if self.trouble:
            raise self.trouble
        return ["encoder"]

    def destination(self, model: str) -> str:
        return self.place


class FarVectors(Vectors):
    id, name, place = "far", "Far", "api.example.org"


class DownVectors(Vectors):
    id, name, trouble = "down", "Down", Unreachable("Nobody answers.", "Start the server.")


ENCODERS: dict[str, Any] = {cls.id: cls for cls in (DownVectors, FarVectors, Vectors)}


def test_the_model_that_a_name_means() -> None:
    assert str(provider_models.find("near/large/q4", KNOWN, Settings())) == "near/large/q4"
    assert str(provider_models.find("near", KNOWN, Settings())) == "near/small"
    assert provider_models.find("far", KNOWN, Settings()).destination == "api.example.org"
    with pytest.raises(UsageError, match="no provider 'nowhere'"):
        provider_models.find("nowhere/x", KNOWN, Settings())
    with pytest.raises(Unreachable):
        provider_models.find("down", KNOWN, Settings())


def test_the_model_that_is_chosen() -> None:
    local = Settings(local_only=True)
    choose = provider_models.choose
    assert str(choose((), KNOWN, Settings())) == "near/small"  # this machine's go before
    wanted = ("gone/x", "down/x", "far/missing", "far/large/q4", "near/small")
    assert str(choose(wanted, KNOWN, Settings())) == "far/large/q4"
    assert str(choose(wanted, KNOWN, local)) == "near/small"
    assert str(choose(("far",), KNOWN, Settings())) == "far/small"
    assert str(choose((), {"far": Far}, Settings())) == "far/small"
    with pytest.raises(UsageError, match="no model to ask"):
        choose((), {"far": Far}, local)
    with pytest.raises(UsageError) as error:
        choose((), {"down": Down}, Settings())
    assert "Start the server" in error.value.remedy


def test_the_encoder_that_is_chosen() -> None:
    find = encoder_models.find
    assert str(find("", ENCODERS, Settings())) == "near/encoder"
    # Nobody's training split is sent away without being told to.
    elsewhere: dict[str, Any] = {"far": FarVectors, "down": DownVectors}
    assert find("", elsewhere, Settings()) is None
    assert str(find("far/encoder", ENCODERS, Settings())) == "far/encoder"
    assert str(find("far", ENCODERS, Settings())) == "far/encoder"
    with pytest.raises(UsageError, match="nowhere"):
        find("nowhere", ENCODERS, Settings())
    with pytest.raises(LocalOnly):
        find("far", ENCODERS, Settings(local_only=True))


def test_scripted_is_a_provider() -> None:
    pieces: Iterator[Any] = Scripted(lambda _: "one two").ask(render(WORDS, (), Row("a")))
    assert [piece.text for piece in pieces] == ["one", " two", ""]
