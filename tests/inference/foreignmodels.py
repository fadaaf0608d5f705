"""Model files as others might write them: plain ONNX graphs, sound, hostile and nonsensical."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import NodeProto, TensorProto, helper, numpy_helper

CLASSES = 10


def write(
    path: Path,
    nodes: Sequence[NodeProto],
    weights: Sequence[TensorProto] = (),
    shape: Sequence[Any] = ("n", 28, 28),
    facts: dict[str, str] | None = None,
    n_classes: Any = CLASSES,
) -> Path:
    """Write a graph from ``pixels`` to ``probabilities``."""
    graph = helper.make_graph(
        list(nodes),
        "g",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, list(shape))],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", n_classes])],
        list(weights),
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    helper.set_model_props(proto, facts or {})
    path.write_bytes(proto.SerializeToString())
    return path


def linear(
    path: Path,
    shape: tuple[int, ...],
    classes: Sequence[str],
    preparation: str | None = None,
    seed: int = 0,
) -> Path:
    """A classifier whose answer depends on every value of its picture, and on its place."""
    n = int(np.prod(shape))
    weights = np.random.default_rng(seed).normal(0, 4 / n**0.5, (n, len(classes)))
    nodes = [
        helper.make_node("Cast", ["pixels"], ["f"], to=TensorProto.FLOAT),
        helper.make_node("Flatten", ["f"], ["flat"]),
        helper.make_node("Mul", ["flat", "scale"], ["scaled"]),
        helper.make_node("MatMul", ["scaled", "network.out.weight"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"]),
    ]
    tensors = [
        numpy_helper.from_array(weights.astype(np.float32), "network.out.weight"),
        numpy_helper.from_array(np.float32(1 / 255), "scale"),
    ]
    facts = {"workbench.classes": json.dumps(list(classes))}
    if preparation is not None:
        facts["workbench.preparation"] = preparation
    return write(path, nodes, tensors, ("n", *shape), facts, len(classes))


def _softmax_of(name: str) -> list[NodeProto]:
    return [helper.make_node("Softmax", [name], ["probabilities"])]


def endless(path: Path) -> Path:
    """A loop that goes on for 2⁶² rounds."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["go_on"], ["still"]),
            helper.make_node("Tanh", ["v"], ["w"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("v", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("still", TensorProto.BOOL, []),
            helper.make_tensor_value_info("w", TensorProto.FLOAT, None),
        ],
    )
    nodes = [
        helper.make_node("Cast", ["pixels"], ["f"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMean", ["f", "axes"], ["mean"], keepdims=0),
        helper.make_node("Unsqueeze", ["mean", "last"], ["column"]),
        helper.make_node("MatMul", ["column", "row"], ["spread"]),
        helper.make_node("Loop", ["rounds", "yes", "spread"], ["logits"], body=body),
        *_softmax_of("logits"),
    ]
    weights = [
        numpy_helper.from_array(np.array([1, 2]), "axes"),
        numpy_helper.from_array(np.array([1]), "last"),
        numpy_helper.from_array(np.ones((1, CLASSES), np.float32), "row"),
        numpy_helper.from_array(np.array(1 << 62), "rounds"),
        numpy_helper.from_array(np.array(True), "yes"),
    ]
    return write(path, nodes, weights)


def greedy(path: Path, n: int = 1 << 30) -> Path:
    """A graph that fills ``n`` numbers, 4 GiB of them, and adds them up."""
    nodes = [
        helper.make_node("ConstantOfShape", ["size"], ["many"]),
        helper.make_node("Shape", ["pixels"], ["of"], start=0, end=1),
        helper.make_node("Cast", ["of"], ["batch"], to=TensorProto.FLOAT),
        helper.make_node("Add", ["many", "batch"], ["sums"]),
        helper.make_node("ReduceSum", ["sums"], ["all"]),
        helper.make_node("Mul", ["all", "row"], ["logits"]),
        *_softmax_of("logits"),
    ]
    weights = [
        numpy_helper.from_array(np.array([n]), "size"),
        numpy_helper.from_array(np.ones((1, CLASSES), np.float32), "row"),
    ]
    return write(path, nodes, weights)


def constant(path: Path, answer: Any, shape: Sequence[Any] = ("n", 28, 28)) -> Path:
    """Whatever it is asked, it answers the same."""
    weights = [numpy_helper.from_array(np.asarray(answer, np.float32), "a")]
    return write(path, [helper.make_node("Identity", ["a"], ["probabilities"])], weights, shape)


def with_weights_elsewhere(path: Path, location: str) -> Path:
    """The numbers of a classifier are said to lie in another file."""
    linear(path, (4, 3), ("a", "b"))
    proto = onnx.load(path)
    tensor = proto.graph.initializer[0]
    onnx.external_data_helper.set_external_data(tensor, location=location)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    path.write_bytes(proto.SerializeToString())
    return path
