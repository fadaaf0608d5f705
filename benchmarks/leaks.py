"""Labels of thrown coins through every way to training and comparison: who is called better?

Nothing can be learnt from such labels, so a verdict that somebody is better than the majority class
is wrong, and may come up by chance in one comparison of twenty. A row that was learnt and is tested
on makes it come up much more often.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from scipy import stats
from torch import nn

from benchmarks.report import Options, Result, Row
from workbench.comparison import trained as own
from workbench.comparison.evaluate import evaluate
from workbench.comparison.plan import Plan
from workbench.comparison.report import data as pages
from workbench.core.contracts.provider import Capabilities, Piece, Provider, Request
from workbench.core.control import Control
from workbench.core.experiment import Experiment, from_table
from workbench.core.io import drawings
from workbench.core.plugins import PluginRecord, Plugins, discover
from workbench.core.runs.store import Run, RunStore
from workbench.core.settings import Settings
from workbench.core.statistics import resampling
from workbench.engine import export_text
from workbench.engine.convert import save_rows
from workbench.engine.data_backends import PictureBackend
from workbench.engine.train import train
from workbench.inference.ancestry import Load
from workbench.labelling import project
from workbench.labelling.functions import Function
from workbench.labelling.items import Items
from workbench.labelling.project import Project

CLASSES = ("head", "tail")
ROWS, SIDE = 160, 16
# More often than this in so many comparisons, and it is no chance.
ALLOWED, SURE = 0.05, 0.01
BASELINE = {"id": "majority"}
PROMPT = {
    "name": "toss",
    "description": "Head or tail?",
    "example": "{text}: {label}",
    "form": "completion",
}
EPOCHS = {
    "epochs": 15,
    "batch_size": 64,
    "lr": 0.02,
    "schedule": "constant",
    "evaluate_every": 10_000,
}
RESAMPLES = 500


class Copier(Provider):
    """Says again what label stands last in what it is shown: that of the nearest example."""

    id, name, about = "copier", "Copier", "Repeats the last label."

    def models(self) -> list[str]:
        return ["copier"]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(completion=True)

    def destination(self, model: str) -> str:
        return ""

    def ask(self, request: Request) -> Iterator[Piece]:
        *_, shot, _question = (request.prompt or "").strip().split("\n\n")
        yield Piece(shot.rpartition(" ")[2], None, 1, 1, "stop")


class Bench:
    """A home of its own, and what is done in it."""

    def __init__(self, plugins: Plugins, home: Path, seed: int) -> None:
        self.plugins = plugins
        self.home = home
        self.store = RunStore()
        self.coin = np.random.default_rng(seed)
        self.words = random.Random(seed)

    def labels(self, count: int) -> list[str]:
        """Thrown coins."""
        return [CLASSES[side] for side in self.coin.integers(0, 2, count)]

    def texts(self, first: int, last: int) -> list[str]:
        """Five short words and one that no other row has."""
        draw = self.words
        return [
            " ".join("".join(draw.choices("abcdefgh", k=3)) for _ in range(5)) + f" w{number}"
            for number in range(first, last)
        ]

    def pictures(self, count: int, side: int) -> npt.NDArray[np.uint8]:
        """Noise."""
        return self.coin.integers(0, 256, (count, side, side)).astype(np.uint8)

    def trained(self, dataset: Mapping[str, Any], from_run: str = "", seed: int = 0) -> str:
        """Train a run to its end; returns its id."""
        run = self.store.create(experiment(dataset, from_run, seed))
        end = train(run, self.plugins, lambda event: None, Control())
        if not getattr(end, "model", ""):
            raise RuntimeError(str(end))
        return run.id

    def compare(
        self, name: str, dataset: Mapping[str, Any], *answerers: Mapping[str, Any]
    ) -> Found:
        """Carry a comparison out."""
        settings = {key: value for key, value in dataset.items() if key != "id"}
        part = {"id": dataset["id"], "params": settings}
        plan = Plan.model_validate(
            {
                "name": name,
                "dataset": part,
                "answerer": [BASELINE, *answerers],
                "metric": "accuracy",
                "stability": 0,
                "scratch": False,
            }
        )

        def learn(run: Run, emit: Any, control: Control, resume: bool, load: Load) -> None:
            train(run, self.plugins, emit, control, resume=resume, load=load)

        done = evaluate(
            plan,
            self.plugins,
            Settings(),
            self.store,
            learn,
            lambda event: None,
            Control(),
            self.home / "comparisons" / name,
        )
        page = pages.page(done)
        return Found(
            bool(page.verdict.choice),
            len(page.table.missing),
            bool(done.remarks),
            {entry.name: entry.figure("accuracy").value for entry in page.table.entries},
        )


class Found:
    """What a comparison said: ``better`` than chance, how many were refused, rows left out."""

    def __init__(
        self, better: bool, refused: int, left_out: bool, accuracies: Mapping[str, float]
    ) -> None:
        self.better = better
        self.refused = refused
        self.left_out = left_out
        self.accuracies = accuracies


def experiment(dataset: Mapping[str, Any], from_run: str = "", seed: int = 0) -> Experiment:
    """A small network that learns its rows by heart."""
    is_text = dataset["id"] == "text-table" or dataset.get("kind") == "text"
    part = {key: value for key, value in dataset.items() if key != "kind"}
    network = (
        {"id": "bag-of-embeddings", "n_layers": 0}
        if is_text
        else {"id": "mlp", "layers": 1, "width": 64}
    )
    kind = "fine-tune" if from_run else "supervised"
    trainer: dict[str, Any] = {"id": f"text-{kind}" if is_text else kind, **EPOCHS}
    if from_run:
        # It goes on a little, so that what the other had learnt stays.
        trainer |= {"from_run": from_run, "epochs": 2, "lr": 0.001, "head_lr": 0.001}
    return from_table({"seed": seed, "dataset": part, "architecture": network, "trainer": trainer})


def grown(bench: Bench) -> Found:
    """A file that grew after the training; examples of prompts; few labels."""
    path = bench.home / "growing.csv"
    lines = [f"{t},{y}" for t, y in zip(bench.texts(0, ROWS), bench.labels(ROWS), strict=True)]
    path.write_text("\n".join(["text,label", *lines]) + "\n", "utf-8")
    dataset = {
        "id": "text-table",
        "path": str(path),
        "text_column": "text",
        "label_column": "label",
    }
    run = bench.trained(dataset)
    more = [
        f"{t},{y}" for t, y in zip(bench.texts(ROWS, 2 * ROWS), bench.labels(ROWS), strict=True)
    ]
    # Rows said again in other letters, under a new toss.
    more += [
        f"{t.upper()}!,{y}"
        for (t, _), y in zip(
            (line.split(",") for line in lines[:20]), bench.labels(20), strict=True
        )
    ]
    bench.words.shuffle(lines)
    path.write_text("\n".join(["text,label", *more, *lines]) + "\n", "utf-8")
    shots = {"count": 1, "choose": "nearest"}
    return bench.compare(
        "grown",
        dataset,
        {"id": "tfidf"},
        {"run": run},
        {"prompt": PROMPT | {"shots": shots}, "model": "copier"},
    )


def _labelling(name: str, items: Items, functions: tuple[Function, ...] = ()) -> Project:
    return project.create(name, items, CLASSES, functions=functions)


def _tuned(bench: Bench, dataset: Mapping[str, Any], from_run: str) -> str:
    """Train on from a run; empty where that had learnt the whole test split, which is refused."""
    try:
        return bench.trained(dataset, from_run)
    except RuntimeError as refused:
        if "test rows were learnt" not in str(refused):
            raise
        return ""


def chain(bench: Bench) -> Found:
    """Fine-tuning from a run that was fine-tuned from one that learnt the present test rows."""
    x = bench.pictures(ROWS, SIDE)
    made = _labelling("chain", Items((), x, tuple(bench.labels(ROWS))))
    for row, label in enumerate(made.items.source_labels):
        made.mark(row, label, "ann")
    dataset = {"id": "own-labels", "labelling": "chain"}
    first = bench.trained(dataset | {"seed": 1})
    second = _tuned(bench, dataset | {"seed": 2}, first) or first
    third = _tuned(bench, dataset, second)
    more = [{"run": third}] if third else []
    tuned = experiment(dataset, second)
    return bench.compare(
        "chain",
        dataset,
        {"id": "pixels"},
        {"run": second},
        *more,
        {"experiment": tuned, "name": "tuned"},
    )


def partly(bench: Bench) -> Found:
    """A run from other rows, some of which are tested on: these are left out."""
    x = bench.pictures(2 * ROWS, SIDE)
    labels = bench.labels(2 * ROWS)
    for name, part in (("base", slice(0, ROWS // 2)), ("whole", slice(0, 2 * ROWS))):
        made = _labelling(name, Items((), x[part], tuple(labels[part])))
        for row, label in enumerate(made.items.source_labels):
            made.mark(row, label, "ann")
    base = bench.trained({"id": "own-labels", "labelling": "base", "seed": 5})
    dataset = {"id": "own-labels", "labelling": "whole"}
    tuned = bench.trained(dataset, base)
    return bench.compare("partly", dataset, {"run": base}, {"run": tuned})


def labelled_on(bench: Bench) -> Found:
    """Half is labelled, and functions label the rest; trained; then people label the rest."""
    texts = bench.texts(0, ROWS)
    words = [text.split()[0] for text in texts]
    halves = (tuple(words[0::4]), tuple(words[1::4]))
    functions = tuple(
        Function(name=label, label=label, words=some)
        for label, some in zip(CLASSES, halves, strict=True)
    )
    made = _labelling("mails", Items(tuple(texts), None, tuple(bench.labels(ROWS))), functions)
    order = bench.coin.permutation(ROWS).tolist()
    for row in order[: ROWS // 2]:
        made.mark(row, made.items.source_labels[row], "ann")
    dataset = {"id": "own-labels", "labelling": "mails"}
    plain = bench.trained(dataset | {"kind": "text"})
    weak = bench.trained(dataset | {"kind": "text", "functions": True, "sureness": 0.5})
    for row in order[ROWS // 2 :]:
        made.mark(row, made.items.source_labels[row], "ann")
    return bench.compare("labels", dataset, {"id": "tfidf"}, {"run": plain}, {"run": weak})


def drawn(bench: Bench) -> Found:
    """Own drawings, some of them twice; after the training some are deleted and some added."""
    x = bench.pictures(ROWS, 28)
    kept = [
        drawings.add(picture, label)
        for picture, label in zip(
            [*x, *x[:30]],
            ["0" if y == "head" else "1" for y in bench.labels(ROWS + 30)],
            strict=True,
        )
    ]
    dataset = {"id": "own-drawings", "mix": False}
    run = bench.trained(dataset)
    for path in kept[:20]:
        drawings.remove(path)
    for picture, label in zip(bench.pictures(30, 28), bench.labels(30), strict=True):
        drawings.add(picture, "0" if label == "head" else "1")
    return bench.compare(
        "drawings",
        dataset,
        {"id": "pixels"},
        {"run": run},
        {"experiment": experiment(dataset), "name": "trained"},
    )


WAYS: dict[str, Callable[[Bench], Found]] = {
    "a file that grew, said again, examples in prompts": grown,
    "fine-tuned in a chain of two": chain,
    "fine-tuned from a run with some of the test rows": partly,
    "labels and functions, then more labels": labelled_on,
    "drawings, deleted and added": drawn,
}


def measure(options: Options) -> Result:
    """Count verdicts for somebody, over so many seeds each."""
    seeds = options.count(100, 2)
    rows = []
    plugins = discover()
    plugins.add(PluginRecord("leaks", "file"), [("provider", Copier)])
    with quickly():
        found: dict[str, list[Found]] = {name: [] for name in WAYS}
        for seed in range(seeds):
            for name, way in WAYS.items():
                with a_home() as home:
                    found[name].append(way(Bench(plugins, home, seed)))
            counts = ", ".join(str(sum(each.better for each in every)) for every in found.values())
            print(f"{seed + 1} seeds: better than chance {counts}", file=sys.stderr, flush=True)
    # So many wrong ones are still chance at SURE.
    most = int(stats.binom.ppf(1 - SURE, seeds, ALLOWED))
    for name, every in found.items():
        wrong = sum(each.better for each in every)
        best = np.mean([max(each.accuracies.values()) for each in every])
        refused = sum(each.refused for each in every)
        left_out = sum(each.left_out for each in every)
        said = (
            f"{wrong} of {seeds} verdicts; best accuracy {best:.3f} on average; {refused} "
            f"answerers refused, rows left out in {left_out}"
        )
        rows.append(Row(name, said, f"at most {most}", wrong <= most))
    how = f"{ROWS} to {2 * ROWS} rows, each label a thrown coin, {seeds} seeds a way."
    return Result(how, rows)


@contextmanager
def a_home() -> Iterator[Path]:
    with (
        tempfile.TemporaryDirectory(prefix="workbench-leaks-") as folder,
        mock.patch.dict(os.environ, {"WORKBENCH_HOME": folder}),
    ):
        yield Path(folder)


@contextmanager
def quickly() -> Iterator[None]:
    """Without what takes longer than the training: graphs are written by hand, and so on."""
    with (
        mock.patch.object(PictureBackend, "export", _pictures),
        mock.patch.object(export_text, "export", _texts),
        mock.patch.object(own, "footprint", return_value=None),
        mock.patch.object(resampling, "RESAMPLES", RESAMPLES),
    ):
        gc.freeze()
        yield


def _pictures(backend: PictureBackend, run: Run, loop: Any, network: Any, provenance: Any) -> float:
    data = backend.data
    pixels = loop.learner.preprocessing().cpu()
    shape = data.task
    tables = {
        "mean": 255 * pixels.mean.reshape(1, 1, 1).numpy(),
        "scale": pixels.scale.reshape(1, 1, 1).numpy(),
        **{name: value.detach().numpy() for name, value in network.state_dict().items()},
    }
    nodes = [
        helper.make_node("Cast", ["pixels"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("Sub", ["float", "mean"], ["centred"]),
        helper.make_node("Mul", ["centred", "scale"], ["scaled"]),
        helper.make_node("Flatten", ["scaled"], ["flat"], axis=1),
        helper.make_node("Gemm", ["flat", "hidden1.weight", "hidden1.bias"], ["h"], transB=1),
        helper.make_node("Relu", ["h"], ["active"]),
        helper.make_node("Gemm", ["active", "output.weight", "output.bias"], ["logits"], transB=1),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    given = helper.make_tensor_value_info(
        "pixels", TensorProto.UINT8, ["batch", shape.height, shape.width]
    )
    proto = _graph(nodes, given, tables, len(data.classes))
    facts = {
        "workbench.task": "image-classification",
        "workbench.classes": json.dumps(list(data.classes)),
        "workbench.provenance": json.dumps(provenance),
    }
    export_text.label(proto, facts, "Pixels in, probabilities out.")
    onnx.save(proto, run.model_file)
    save_rows(run.path, data.test.x[:10], data.test.y[:10].astype(np.int64))
    return 0.0


def _texts(network: nn.Module, data: Any, provenance: Any, target: Path) -> float:
    numbers = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    tables = {
        "vectors": numbers["tokens.weight"],
        "weight": numbers["output.weight"].T,
        "bias": numbers["output.bias"],
        "zero": np.zeros((), np.int64),
        "one": np.ones((), np.float32),
        "time": np.array([1], np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["vectors", "ids"], ["each"]),
        helper.make_node("ReduceSum", ["each", "time"], ["sum"], keepdims=0),
        helper.make_node("Equal", ["ids", "zero"], ["padding"]),
        helper.make_node("Not", ["padding"], ["real"]),
        helper.make_node("Cast", ["real"], ["counted"], to=TensorProto.FLOAT),
        helper.make_node("ReduceSum", ["counted", "time"], ["many"], keepdims=1),
        helper.make_node("Max", ["many", "one"], ["count"]),
        helper.make_node("Div", ["sum", "count"], ["mean"]),
        helper.make_node("Gemm", ["mean", "weight", "bias"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    given = helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "time_axis"])
    proto = _graph(nodes, given, tables, len(data.classes))
    export_text.label(proto, export_text.facts_of(network, data, provenance), "By hand.")
    onnx.save(proto, target)
    return 0.0


def _graph(
    nodes: list[onnx.NodeProto], given: onnx.ValueInfoProto, tables: Mapping[str, Any], classes: int
) -> onnx.ModelProto:
    answer = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", classes])
    constants = [
        numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in tables.items()
    ]
    graph = helper.make_graph(nodes, "linear", [given], [answer], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
