"""Text models in plain ONNX, so small that one knows their answers; no torch is needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper

from workbench.core.tokenizer import Tokenizer, train
from workbench.inference import modelfile

IDS = ("ids", TensorProto.INT64, ["batch", "time"])
CYCLE = "abc\n"


def tokenizer(kind: str = "char", text: str = CYCLE) -> Tokenizer:
    return Tokenizer.from_json(train([text], kind, 300))


def save(
    path: Path,
    nodes: list[Any],
    inputs: list[Any],
    outputs: list[Any],
    constants: dict[str, np.ndarray],
    facts: dict[str, str],
) -> Path:
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info(*value) for value in inputs],
        [helper.make_tensor_value_info(*value) for value in outputs],
        [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    helper.set_model_props(proto, {f"workbench.{name}": text for name, text in facts.items()})
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(proto, path)
    # As a file that was written here: opening another process for each takes its time.
    modelfile.remember(path.read_bytes())
    return path


def facts(task: str, tokens: Tokenizer, context: int, **more: str) -> dict[str, str]:
    return {
        "task": task,
        "tokenizer": tokens.to_json(),
        "context": str(context),
        "provenance": json.dumps({"run": "r1"}),
        **more,
    }


def bigram(
    path: Path,
    table: np.ndarray,
    tokens: Tokenizer,
    task: str = "next-token",
    context: int = 8,
    **more: str,
) -> Path:
    """Logits of the next token from the last one alone: a row of ``table``."""
    return save(
        path,
        [helper.make_node("Gather", ["table", "ids"], ["logits"])],
        [IDS],
        [("logits", TensorProto.FLOAT, ["batch", "time", table.shape[1]])],
        {"table": table.astype(np.float32)},
        facts(task, tokens, context, **more),
    )


def cycle(path: Path, tokens: Tokenizer, text: str = CYCLE, **options: Any) -> Path:
    """Each token of ``text`` makes the next one a hundred times likelier than the others."""
    ids = tokens.encode(text).tolist()
    table = np.zeros((tokens.size, tokens.size))
    table[ids, ids[1:] + ids[:1]] = np.log(100)
    return bigram(path, table, tokens, **options)


def classifier(path: Path, tokens: Tokenizer, **more: str) -> Path:
    """Of ``pos`` and ``neg``, ``pos`` is surer with every ``a`` among the first ``context``."""
    weights = np.zeros((tokens.size, 2), np.float32)
    weights[tokens.encode("a")[0], 0] = 1
    nodes = [
        helper.make_node("Gather", ["weights", "ids"], ["each"]),
        helper.make_node("ReduceSum", ["each", "axis"], ["logits"], keepdims=0),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=-1),
    ]
    given = facts("text-classification", tokens, 4, classes=json.dumps(["pos", "neg"])) | more
    return save(
        path,
        nodes,
        [IDS],
        [("probabilities", TensorProto.FLOAT, ["batch", 2])],
        {"weights": weights, "axis": np.array([1])},
        given,
    )


def history(folder: Path, tokens: Tokenizer, context: int, with_cache: bool = True) -> Path:
    """Logits from all tokens so far, and the same with what was seen as a cache."""
    rng = np.random.default_rng(1)
    constants = {
        "seen": rng.normal(size=(tokens.size, 3)).astype(np.float32),
        "out": rng.normal(size=(3, tokens.size)).astype(np.float32),
        "axis": np.array(1),
    }
    logits = ("logits", TensorProto.FLOAT, ["batch", "time", tokens.size])
    given = facts("next-token", tokens, context)
    tail = [
        helper.make_node("CumSum", ["all", "axis"], ["sums"]),
        helper.make_node("MatMul", ["sums", "out"], ["every"]),
    ]
    whole = [
        helper.make_node("Gather", ["seen", "ids"], ["all"]),
        *tail,
        helper.make_node("Identity", ["every"], ["logits"]),
    ]
    if with_cache:
        past = ("past", TensorProto.FLOAT, [1, 2, "batch", 1, "past", 3])
        present = ("present", TensorProto.FLOAT, [1, 2, "batch", 1, "total", 3])
        more = {
            "zero": np.array(0),
            "one": np.array([1]),
            "outer": np.array([0, 1, 3]),
            "end": np.array([2**62]),
        }
        save(
            folder / "cached.onnx",
            _with_cache(tail),
            [IDS, past],
            [logits, present],
            constants | more,
            given,
        )
    return save(folder / "model.onnx", whole, [IDS], [logits], constants, given)


def attention(
    path: Path, tokens: Tokenizer, causal: bool = True, context: int = 8, **more: str
) -> Path:
    """Attention of two layers with three heads of four numbers, looked up token by token."""
    rng = np.random.default_rng(2)
    names = ("queries", "keys", "values")
    tables = {
        f"{name} table": rng.normal(size=(tokens.size, 24)).astype(np.float32) for name in names
    }
    constants: dict[str, np.ndarray] = tables | {
        "shape": np.array([0, 0, 2, 3, 4]),
        "root": np.array(2, np.float32),
        "one": np.array(1),
        "never": np.array(-1e9, np.float32),
    }
    nodes = []
    for name in names:
        nodes += [
            helper.make_node("Gather", [f"{name} table", "ids"], [f"{name} flat"]),
            helper.make_node("Reshape", [f"{name} flat", "shape"], [f"{name} apart"]),
            helper.make_node("Transpose", [f"{name} apart"], [name], perm=[2, 0, 3, 1, 4]),
        ]
    nodes += [
        helper.make_node("Transpose", ["keys"], ["upright"], perm=[0, 1, 2, 4, 3]),
        helper.make_node("MatMul", ["queries", "upright"], ["products"]),
        helper.make_node("Div", ["products", "root"], ["scores"]),
        helper.make_node("Shape", ["ids"], ["time"], start=1, end=2),
        helper.make_node("Concat", ["time", "time"], ["square"], axis=0),
        helper.make_node("Expand", ["never", "square"], ["nowhere"]),
        helper.make_node("Trilu", ["nowhere", "one"], ["later"], upper=1),
        helper.make_node("Add", ["scores", "later"], ["masked"]),
        helper.make_node("Softmax", ["masked" if causal else "scores"], ["maps"], axis=-1),
    ]
    sizes = {"maps": "time"} | dict.fromkeys(names, 4)
    outputs = [
        (name, TensorProto.FLOAT, [2, "batch", 3, "time", size]) for name, size in sizes.items()
    ]
    given = facts("next-token", tokens, context, causal=json.dumps(causal)) | more
    return save(path, nodes, [IDS], outputs, constants, given)


def _with_cache(tail: list[Any]) -> list[Any]:
    return [
        helper.make_node("Gather", ["seen", "ids"], ["new"]),
        helper.make_node("Gather", ["past", "zero"], ["layer"], axis=0),
        helper.make_node("Gather", ["layer", "zero"], ["keys"], axis=0),
        helper.make_node("Squeeze", ["keys", "one"], ["before"]),
        helper.make_node("Concat", ["before", "new"], ["all"], axis=1),
        *tail,
        helper.make_node("Shape", ["ids"], ["time"], start=1, end=2),
        helper.make_node("Neg", ["time"], ["from"]),
        helper.make_node("Slice", ["every", "from", "end", "one"], ["logits"]),
        helper.make_node("Unsqueeze", ["all", "outer"], ["half"]),
        helper.make_node("Concat", ["half", "half"], ["present"], axis=1),
    ]
