"""Labelling: what an order and what functions are worth, on messages whose labels are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats
from sklearn.metrics import f1_score

from benchmarks.processes import own_home
from benchmarks.report import Options, Result, Row
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.text import TextClasses
from workbench.core.plugins import Plugins, discover
from workbench.labelling import labelmodel, project, sources
from workbench.labelling.functions import Function
from workbench.labelling.items import Items
from workbench.labelling.project import Project
from workbench.labelling.queue import queue
from workbench.labelling.suggestions import suggest
from workbench.labelling.votes import apply

HOW = """\
SMS spam, whose labels are known: somebody who makes no mistakes labels training messages, ten at a
time, in the one order or the other; then TF-IDF and logistic regression (classes count alike) learn
from these and are tested on the {n:,} test messages. *Uncertain* asks next for the rows of which
what was learnt so far is least sure. The mean over {seeds} seeds (which rows come first) with its
95 % t interval; the difference is of pairs of one seed. *Functions*: six functions of words and
patterns, written once from what spam usually says and not changed after, label the training
messages; the label model is compared with the majority of their votes on the messages on which a
function speaks, and what learns from its sure labels (0.9) is tested on the test messages."""

BUDGETS = (50, 100, 200)
STEP = 10
FUNCTIONS = (
    Function(
        name="prize",
        label="spam",
        words=("prize", "won", "winner", "claim", "award", "free", "cash", "urgent"),
    ),
    Function(
        name="call", label="spam", pattern=r"call\s+(now|\d{5,})|text\s+\w+\s+to\s+\d+|www\.|http"
    ),
    Function(name="money", label="spam", pattern=r"£\s?\d+|\d+p\b|p/min"),
    Function(name="numbers", label="spam", pattern=r"\b\d{5,}\b"),
    Function(
        name="talk",
        label="ham",
        words=(
            "lol",
            "ok",
            "going",
            "home",
            "sorry",
            "love",
            "later",
            "will",
            "dont",
            "da",
            "u",
            "i",
            "im",
            "i'm",
        ),
    ),
    Function(name="short", label="ham", pattern=r"^.{1,60}$"),
)


def measure(options: Options) -> Result:
    """Label in both orders with each seed; let the functions speak."""
    plugins = discover(installed=False)
    cls = plugins.get(Dataset, "sms-spam")
    data = cls().load(cls.Params())
    assert isinstance(data, TextClasses)
    seeds = range(options.count(5, 2))
    budgets = BUDGETS[:1] if options.quick else BUDGETS
    with own_home():
        made = project.create(
            "spam", sources.of_dataset(data, "train"), data.classes, functions=FUNCTIONS
        )
        curves = {
            how: np.array([_curve(made, data, plugins, how, seed, budgets) for seed in seeds])
            for how in ("random", "uncertain")
        }
        rows = [row for n, budget in enumerate(budgets) for row in _rows(curves, n, budget)]
        rows += _functions(made, data, plugins)
    return Result(HOW.format(n=len(data.test), seeds=len(seeds)), rows)


def _curve(
    made: Project,
    data: TextClasses,
    plugins: Plugins,
    how: str,
    seed: int,
    budgets: tuple[int, ...],
) -> list[float]:
    """Macro-F1 on the test messages after so many labels."""
    said: dict[int, str] = {}
    found = []
    while len(said) < budgets[-1]:
        guess = suggest(made.items, made.classes, said, plugins) if how == "uncertain" else None
        order: Any = how if guess else "random"
        for row in queue(made, order, "one", {"one": said}, guess, seed=seed)[:STEP]:
            said[row] = made.items.source_labels[row]
        if len(said) in budgets:
            found.append(_tested(made.items, said, data, plugins))
    return found


def _tested(items: Items, said: Mapping[int, str], data: TextClasses, plugins: Plugins) -> float:
    both = Items(items.texts + data.test.texts)
    guess = suggest(both, data.classes, said, plugins)
    answers = (
        np.zeros(len(data.test), np.int64)
        if guess is None
        else guess.probabilities[len(items) :].argmax(1)
    )
    return float(f1_score(data.test.y, answers, average="macro"))


def _rows(curves: Mapping[str, Any], n: int, budget: int) -> list[Row]:
    found = [
        Row(f"{budget} labels, {how}: macro-F1", _mean(curve[:, n]))
        for how, curve in curves.items()
    ]
    gained = curves["uncertain"][:, n] - curves["random"][:, n]
    return [*found, Row(f"{budget} labels: uncertain − random", _mean(gained))]


def _mean(values: Any) -> str:
    spread = stats.sem(values) * stats.t.ppf(0.975, len(values) - 1)
    return f"{values.mean():.3f} ({values.mean() - spread:.3f} … {values.mean() + spread:.3f})"


def _functions(made: Project, data: TextClasses, plugins: Plugins) -> list[Row]:
    truth = np.array([data.classes.index(label) for label in made.items.source_labels])
    applied = apply(made, {})
    assert applied.model is not None
    covered = applied.model.covered
    estimated = applied.model.probabilities.argmax(1)
    counted = labelmodel.majority(applied.votes, 2)
    wrong = np.abs(
        np.array(
            [
                (each.estimated or 0) - (votes == truth)[votes >= 0].mean()
                for each, votes in zip(applied.judged, applied.votes.T, strict=True)
            ]
        )
    )
    sure = applied.labels(data.classes, 0.9)

    def f1(answers: Any) -> str:
        found = f1_score(truth[covered], answers[covered], average="macro", labels=[0, 1])
        return f"{found:.3f}"

    return [
        Row("functions: part of the messages that they speak of", f"{covered.mean():.1%}"),
        Row("functions, label model: macro-F1 of the labels", f1(estimated)),
        Row("functions, majority of votes: macro-F1 of the labels", f1(counted)),
        Row("functions: estimated accuracy, off by at most", f"{wrong.max():.3f}"),
        Row(
            "learnt from sure labels of functions, nobody labelled: test macro-F1",
            f"{_tested(made.items, sure, data, plugins):.3f}",
        ),
    ]
