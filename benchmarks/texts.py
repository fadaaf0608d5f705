"""Macro-F1 of text classifiers trained from scratch, with confidence intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import stats

from benchmarks.processes import ROOT, answer, own_home
from benchmarks.report import Options, Result, Row
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.text import TextClasses
from workbench.core.plugins import discover
from workbench.core.statistics import figure
from workbench.inference.textmodel import TextClassifier

HOW = """\
Networks with fresh weights learn from the training texts of SMS spam (four fifths; settings are
those of `examples/spam.toml` but for what is named here) and of banking77 (its published split).
Figures are of the exported `model.onnx` on the test texts, one seed; the interval says what other
test texts would have given (percentile bootstrap of the rows, 2,000 resamples, 95 %)."""

Labels = npt.NDArray[np.int64]
Settings = Mapping[str, object]

SPAM: Mapping[str, Settings] = {
    "bag-of-embeddings": {"architecture.dropout": 0.3, "trainer.epochs": 15},
    "gru": {"trainer.epochs": 8},
    "text-transformer": {"trainer.epochs": 8},
}
BANKING: Mapping[str, Settings] = {
    "bag-of-embeddings": {"architecture.dropout": 0.3, "trainer.epochs": 40},
    "text-transformer": {"trainer.epochs": 20},
}
WANTED = 0.96


def measure(options: Options) -> Result:
    """Train each network on each dataset."""
    rows: list[Row] = []
    with own_home():
        for dataset, networks in (("sms-spam", SPAM), ("banking77", BANKING)):
            found = []
            for network, settings in networks.items():
                truth, predicted = _predictions(dataset, network, settings, options.quick)
                n_classes = int(truth.max()) + 1
                best, low, high = interval(truth, predicted, n_classes)
                accuracy = float((truth == predicted).mean())
                figure = f"{best:.4f} ({low:.4f} … {high:.4f}), accuracy {100 * accuracy:.2f} %"
                rows.append(Row(f"{dataset}, {network}: macro-F1", figure))
                found.append(best)
            if dataset == "sms-spam":
                rows.append(
                    Row(
                        "the best of them", f"{max(found):.4f}", f"≥ {WANTED}", max(found) >= WANTED
                    )
                )
    return Result(HOW, rows)


def _predictions(
    dataset: str, network: str, settings: Settings, quick: bool
) -> tuple[Labels, Labels]:
    """Truth and what the exported model says, int64 ``(n,)`` each, of the test texts."""
    chosen = {"dataset.id": dataset, "architecture.id": network, **settings}
    if quick:
        chosen["trainer.epochs"] = 1
    sets = [part for key, value in chosen.items() for part in ("--set", f"{key}={value}")]
    run = answer("-m", "workbench", "run", str(ROOT / "examples" / "spam.toml"), "--json", *sets)
    cls = discover(installed=False).get(Dataset, dataset)
    data = cls().load(cls.Params())
    assert isinstance(data, TextClasses)
    answers = TextClassifier(Path(run["model"])).predict(data.test.texts)
    return data.test.y, answers.argmax(1).astype(np.int64)


def interval(truth: Labels, predicted: Labels, n_classes: int) -> tuple[float, float, float]:
    """Macro-F1, and where 95 % of those of resampled rows lie."""

    def score(rows: Labels) -> float:
        return figure("macro_f1", truth[rows], predicted[rows], n_classes)

    every: Sequence[Labels] = (np.arange(len(truth)),)
    found = stats.bootstrap(
        every, score, n_resamples=2000, vectorized=False, method="percentile", rng=0
    )
    return score(every[0]), *found.confidence_interval
