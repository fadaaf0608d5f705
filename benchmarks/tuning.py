"""Labelled texts with a pretrained encoder: frozen, fine-tuned, and the same from scratch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.processes import ROOT, answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.texts import interval
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.text import TextClasses
from workbench.core.plugins import discover
from workbench.inference.textmodel import TextClassifier

HOW = """\
`minilm-classifier` on SMS spam and banking77 (4,128 and 9,992 training texts, all of them to learn
from). *Frozen + head* is `examples/spam-minilm.toml`; *fine-tuned* is
`examples/banking77-minilm.toml`: the six blocks and the head learn for three epochs, in batches of
64 texts of about one length. *LoRA* has rank 8 in queries and values; *from scratch* are fresh
weights, all of which learn, for as many epochs. Figures are of the exported `model.onnx` on the
test texts, one seed; the interval says what other test texts would have given (percentile bootstrap
of the rows, 2,000 resamples, 95 %). Seconds are those of training, features included. Settings are
customary ones; while they were chosen, figures on the test texts were seen (12 trials of the head,
one of fine-tuning), so these are somewhat too good."""

HEAD, BLOCKS = "spam-minilm.toml", "banking77-minilm.toml"
WAYS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "frozen + head": (HEAD, {}),
    "fine-tuned": (BLOCKS, {}),
    "from scratch": (BLOCKS, {"architecture.start": "fresh", "trainer.adapt": "full"}),
    "LoRA": (BLOCKS, {"trainer.adapt": "lora", "trainer.lr": 0.003}),
}
# The same encoder's vectors and scikit-learn's logistic regression, by a plain script.
WANTED = {"sms-spam": ("macro-F1", 0.964), "banking77": ("accuracy", 0.930)}
NOISE = 0.015

QUICK_ROWS = 50


def measure(options: Options) -> Result:
    """Train each way on each dataset."""
    rows: list[Row] = []
    with own_home():
        # The quick form sees that it runs: one dataset, and a part of its test split.
        for dataset in ["sms-spam"] if options.quick else WANTED:
            for way, (example, settings) in WAYS.items():
                rows.append(_row(dataset, way, example, settings, options.quick))
    return Result(HOW, rows)


def _row(dataset: str, way: str, example: str, settings: Mapping[str, object], quick: bool) -> Row:
    chosen: dict[str, object] = {
        "dataset.id": dataset,
        "dataset.tokenizer_from": "minilm",
        "device": "cpu",
        **settings,
    }
    if quick:
        chosen |= {"dataset.labels_per_class": 4, "trainer.epochs": 1}
    sets = [part for key, value in chosen.items() for part in ("--set", f"{key}={value}")]
    run = answer("-m", "workbench", "run", str(ROOT / "examples" / example), "--json", *sets)
    truth, predicted = _predictions(dataset, Path(run["model"]), QUICK_ROWS if quick else None)
    f1, low, high = interval(truth, predicted, int(truth.max()) + 1)
    accuracy = float((truth == predicted).mean())
    seconds = f"{float(run['metrics']['seconds']):.0f} s"
    figure = f"{f1:.4f} ({low:.4f} … {high:.4f}), accuracy {accuracy:.4f}, {seconds}"
    what = f"{dataset}, {way}: macro-F1"
    if way != "frozen + head":
        return Row(what, figure)
    measure_name, wanted = WANTED[dataset]
    reached = {"macro-F1": f1, "accuracy": accuracy}[measure_name]
    held = abs(reached - wanted) <= NOISE
    return Row(what, figure, f"{measure_name} {wanted} ± {NOISE}", held)


def _predictions(dataset: str, model: Path, limit: int | None) -> tuple[Any, Any]:
    cls = discover(installed=False).get(Dataset, dataset)
    data = cls().load(cls.Params())
    assert isinstance(data, TextClasses)
    answers = TextClassifier(model).predict(data.test.texts[:limit])
    return data.test.y[:limit], answers.argmax(1).astype(np.int64)
