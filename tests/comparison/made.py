"""A comparison as if it had been made: rows, answers and runs of a curve, without any training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from workbench.comparison.evaluate import Comparison, JobResult
from workbench.comparison.held_out import HeldOut
from workbench.comparison.jobs import Job, approach
from workbench.comparison.plan import Costs, LearningCurvePlan, Plan, Spec
from workbench.comparison.predictions import Facts, Predictions
from workbench.core.contracts.inputs import Pictures, Texts
from workbench.core.contracts.targets import Classes
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import discover
from workbench.prompting.prompts.images import png
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt

PLUGINS = discover(installed=False)
SCRIPT = "<script>alert('row')</script><img src=x onerror=alert(1)>"
ANSWER = "</pre></details><script>alert('answer')</script>&lt;b&gt; I cannot <b>help</b> with that"
TURNED = "\u202eמכתב בעברית عربى\u202c end"
NAME = 'Llama "8B" <b>&co</b>, 4 shots'
TEXTS = (
    SCRIPT,
    TURNED,
    "Win a 🎁 prize 🎉 now!!! 免费",
    "call\x00me\x1b[31m \ud800 later",
    "See you at six",
    "{{ 7*7 }} {% raw %}",
    "http://example.com/a?b=1&c=<2>",
    "  ",
    "w" * 900,
)
BUDGETS = (5, 25, 100)
PROMPT = Prompt(name="sort", description="Is it one of {labels}?", example="{text}\n{label}")


def comparison(
    n: int = 240,
    classes: tuple[str, ...] = ("ham", "spam"),
    seeds: int = 3,
    budgets: tuple[int, ...] = BUDGETS,
    pictures: bool = False,
    only: tuple[str, ...] = (),
    missing: bool = True,
    seed: int = 0,
) -> Comparison:
    """Six answerers, or ``only`` some of them (by name), and one that could not be asked."""
    random = np.random.default_rng(seed)
    held_out = _rows(random, n, classes, pictures)
    results: list[JobResult] = []
    specs: list[Spec] = []
    for spec, right, facts in _answerers(n, pictures):
        if only and spec.name not in only:
            continue
        specs.append(spec)
        told = spec.kind != "prompt"
        results.append(_result(random, held_out, spec, None, right, facts, told))
        for budget in budgets if facts.fit_s else ():
            for number in range(seeds):
                part = right - 0.35 * (1 - np.log(budget) / np.log(n))
                few = replace(facts, labels=budget * len(classes))
                results.append(_result(random, held_out, spec, budget, part, few, told, number))
    if missing:
        spec = Spec(name="Away", prompt=PROMPT, model="openai/<gpt>")
        specs.append(spec)
        problem = "No key for <openai> & co."
        results.append(
            JobResult(Job(spec, spec.name, None, 0, "prompt"), None, problem, "Give it one.")
        )
    plan = Plan(
        name="spam & <ham>",
        question="Which mails are <spam>?",
        dataset=Part(id="sms-spam"),
        curve=LearningCurvePlan(budgets=budgets, seeds=seeds),
        costs=Costs(),
        answerer=tuple(specs),
        margin=0.05,
    )
    return Comparison(plan, held_out, tuple(results), 7, "d" * 64)


def _rows(random: np.random.Generator, n: int, classes: tuple[str, ...], pictures: bool) -> HeldOut:
    truth = np.sort(random.choice(len(classes), n, p=_shares(len(classes))))
    truth = random.permutation(truth).astype(np.int64)
    if pictures:
        x = random.integers(0, 255, (n, 8, 8), np.uint8)
        rows = tuple(
            Row("", classes[y], (png(x[k]),), "test", k) for k, y in enumerate(truth.tolist())
        )
        kind = Pictures(8, 8)
        return HeldOut(rows, x, truth, kind, Classes(classes), np.arange(n), "a" * 64)
    texts = [
        TEXTS[k] if k < len(TEXTS) else " ".join(["word"] * int(random.integers(1, 40)))
        for k in range(n)
    ]
    made = tuple(
        Row(t, classes[y], (), "test", k) for k, (t, y) in enumerate(zip(texts, truth, strict=True))
    )
    return HeldOut(made, tuple(texts), truth, Texts(), Classes(classes), np.arange(n), "a" * 64)


def _shares(n: int) -> np.ndarray:
    weights = 1 / np.arange(1, n + 1) ** (2 if n < 5 else 0.3)
    return weights / weights.sum()


def _answerers(n: int, pictures: bool) -> list[tuple[Spec, float, Facts]]:
    here = Facts(
        labels=4000,
        fit_s=2.5,
        latency_ms=(0.4, 0.7, 1.2),
        rows_per_s=9000.0,
        size=1_200_000,
        licence="CC BY 4.0",
        origin="trained here",
        trained_on="d" * 64,
        source="tfidf, seed 0",
        price=0.0,
        price_source="this machine",
    )
    net = replace(here, fit_s=310.0, latency_ms=(6.1, 8.0, 14.0), rows_per_s=210.0, size=90_000_000)
    local = Facts(
        latency_ms=(180.0, 420.0, 900.0),
        rows_per_s=5.1,
        origin="scripted/word",
        source="prompt sort 1a2b",
        licence="its maker's",
        price=0.0,
        price_source="this machine",
        prompt_tokens=9000,
        completion_tokens=700,
        retests={"paraphrase": 0.62, "order": 0.8, "seed": 1.0},
        verbatim=(20, 3),
    )
    away = replace(
        local,
        price=0.013 * n / 240,
        price_source="prices.toml, 2025-11-01",
        rows_per_s=12.0,
        destination="api.example.com",
        latency_ms=(420.0, 900.0, 2100.0),
        retests={},
        verbatim=None,
    )
    own = Experiment(name="Small transformer", architecture=Part(id="transformer"))
    return [
        (Spec(name="Majority class", id="majority"), -1.0, replace(here, fit_s=0.0, size=60)),
        (Spec(name="TF-IDF + logistic regression", id="tfidf"), 0.93, here),
        (Spec(name="MiniLM + head", id="encoder-head"), 0.96, net),
        (Spec(name="Small transformer", experiment=own), 0.9, net),
        (Spec(name="SmolLM2-135M-Instruct, 0 shots", prompt=PROMPT, shots=0), 0.3, local),
        (Spec(name=NAME, prompt=PROMPT, model="openai/llama", shots=4), 0.9, away),
    ]


def _result(
    random: np.random.Generator,
    held_out: HeldOut,
    spec: Spec,
    budget: int | None,
    right: float,
    facts: Facts,
    told: bool,
    seed: int = 0,
) -> JobResult:
    truth, n_classes = held_out.truth, len(held_out.classes)
    other = (truth + 1 + random.integers(0, n_classes - 1, len(truth))) % n_classes
    said = np.where(random.random(len(truth)) < right, truth, other)
    if right < 0:
        said = np.zeros_like(truth)
    job = Job(spec, spec.name, budget, seed, approach(spec, PLUGINS))
    if told:
        sure = random.uniform(max(0.55, right - 0.2), 1.0, len(truth))
        probabilities = np.full((len(truth), n_classes), 0.0)
        probabilities += ((1 - sure) / max(1, n_classes - 1))[:, None]
        probabilities[np.arange(len(truth)), said] = sure
        answers = probabilities.astype(np.float32)
        return JobResult(job, Predictions.of(answers, held_out.target, facts))
    kinds, texts = ["label"] * len(truth), [held_out.classes[k] for k in said.tolist()]
    astray = np.flatnonzero(random.random(len(truth)) < (0.5 if right < 0.5 else 0.03))
    for place in (0, 1, 2, *astray.tolist()):
        said[place] = -1
        kinds[place] = ("off-label", "refusal", "empty")[place % 3]
        texts[place] = (ANSWER, TURNED, "")[place % 3]
    return JobResult(
        job, Predictions(said.astype(np.int64), tuple(kinds), tuple(texts), None, facts)
    )
