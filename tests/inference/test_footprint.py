"""How much memory a model file takes: real files in real processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from workbench.core import memory
from workbench.core.contracts.errors import Stopped
from workbench.inference.footprint import footprint

PICTURES = np.zeros((4, 8, 8), np.uint8)
needs_proc = pytest.mark.skipif(memory.peak() is None, reason="this system tells no peak")


def network(path: Path, width: int) -> Path:
    """A classifier of 8 × 8 pictures with a hidden layer of some width."""
    weights = {"first": np.zeros((64, width), "f4"), "last": np.zeros((width, 2), "f4")}
    nodes = [
        helper.make_node("Cast", ["pixels"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Reshape", ["numbers", "shape"], ["flat"]),
        helper.make_node("MatMul", ["flat", "first"], ["hidden"]),
        helper.make_node("MatMul", ["hidden", "last"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"]),
    ]
    graph = helper.make_graph(
        nodes,
        "classifier",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, ("batch", 8, 8))],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ("batch", 2))],
        [numpy_helper.from_array(value, name) for name, value in weights.items()]
        + [numpy_helper.from_array(np.array([-1, 64]), "shape")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.save(model, path)
    return path


@pytest.mark.slow
@needs_proc
def test_a_bigger_model_takes_more(tmp_path: Path) -> None:
    small, large = network(tmp_path / "small.onnx", 8), network(tmp_path / "large.onnx", 1 << 17)
    few, many = footprint(small, PICTURES), footprint(large, PICTURES)
    assert few is not None
    assert many is not None
    # The weights alone are 34 MB, and Python with its libraries, which do not count, more than 30.
    assert many > large.stat().st_size > 30_000_000
    assert 0 <= few < 20_000_000


@pytest.mark.slow
@needs_proc
def test_more_rows_at_once_take_more(tmp_path: Path) -> None:
    path = network(tmp_path / "wide.onnx", 1 << 15)
    few, many = footprint(path, PICTURES), footprint(path, np.zeros((256, 8, 8), np.uint8))
    assert few is not None
    assert many is not None
    assert many - few > 20_000_000  # 256 hidden rows of 128 kB


def test_what_does_not_answer_takes_nobody_knows_what(tmp_path: Path) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(b"no model")
    assert footprint(path, PICTURES) is None
    assert footprint(network(tmp_path / "a.onnx", 8), ["a text for pictures"]) is None


def test_a_stop_ends_it(tmp_path: Path) -> None:
    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        footprint(network(tmp_path / "a.onnx", 8), PICTURES, stop)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process forget its peak")
def test_a_peak_is_forgotten() -> None:
    # In a process of its own: one that has tested for a while has room for the block already.
    code = """
from workbench.core import memory
block = bytearray(b"x" * 40_000_000)
high = memory.peak()
del block
memory.forget_peak()
print(high - memory.peak())
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert int(done.stdout) > 30_000_000
