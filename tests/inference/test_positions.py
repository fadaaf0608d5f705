"""The table of places in a model file: which kind it is, and how alike places are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper

from workbench.core.contracts.errors import ModelFileError
from workbench.inference import positions


def waves(n_places: int, width: int) -> np.ndarray:
    turns = positions.angles(n_places, width)
    return np.concatenate([np.sin(turns), np.cos(turns)], 1)[:, :width].astype(np.float32)


def model(path: Path, table: np.ndarray | None, op: str = "Identity") -> Path:
    """A file with a table of places, or with one node of a kind."""
    named = (
        [] if table is None else [onnx.numpy_helper.from_array(table, "network.positions.table")]
    )
    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
    graph = helper.make_graph([helper.make_node(op, ["x"], ["y"])], "g", [value], [], named)
    path.write_bytes(helper.make_model(graph).SerializeToString())
    return path


@settings(max_examples=40)
@given(n_places=st.integers(2, 80), width=st.integers(2, 33), height=st.floats(1e-3, 10))
def test_waves_are_known_at_any_size(n_places: int, width: int, height: float) -> None:
    table = (waves(n_places, width) * height).astype(np.float32)
    assert positions.is_sinusoidal(table)
    noise = np.random.default_rng(0).normal(0, 0.1 * height, table.shape)
    assert not positions.is_sinusoidal((table + noise).astype(np.float32))


def test_kinds(tmp_path: Path) -> None:
    path = tmp_path / "m.onnx"
    learned = np.random.default_rng(0).normal(size=(20, 6)).astype(np.float32)
    found = positions.read(model(path, learned))
    assert (found.kind, found.n_positions) == ("learned", 20)
    np.testing.assert_array_equal(found.picture(), learned)
    assert positions.read(model(path, 0.02 * waves(20, 7))).kind == "sinusoidal"
    turns = positions.angles(9, 8).astype(np.float32)
    rotary = positions.read(model(path, np.stack([np.cos(turns), np.sin(turns)])))
    assert (rotary.kind, rotary.n_positions) == ("rotary", 9)
    assert rotary.picture().shape == (9, 8)
    for op, kind in (("Identity", "none"), ("LSTM", "recurrent"), ("GRU", "recurrent")):
        found = positions.read(model(path, None, op))
        assert (found.kind, found.table.size) == (kind, 0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["none", "sinusoidal", "learned", "rotary", "recurrent"])
def test_exported_networks_are_known(tmp_path: Path, kind: str) -> None:
    """What the exporter calls the table, and what torch makes of it, is found again."""
    import torch

    from workbench.engine.export_text import export
    from workbench.testing.data import example_texts
    from workbench_plugins.recurrent import GatedRecurrent, RecurrentParams
    from workbench_plugins.transformer import TextTransformerClassifier, TextTransformerParams

    data = example_texts()
    if kind == "recurrent":
        network = GatedRecurrent().build(data.task, RecurrentParams(embedding=4, width=4))
    else:
        sizes = {"n_layers": 1, "n_heads": 2, "d_model": 16, "context": 24}
        params = TextTransformerParams(**sizes, positions=kind)
        network = TextTransformerClassifier().build(data.task, params)
    export(network.eval(), data, {}, tmp_path / "model.onnx")
    found = positions.read(tmp_path / "model.onnx")
    assert found.kind == kind
    if found.table.size:
        table = network.positions.table.detach()
        assert found.n_positions == 24
        torch.testing.assert_close(torch.from_numpy(found.table), table)


def test_long_contexts_are_cut(tmp_path: Path) -> None:
    table = np.random.default_rng(0).normal(size=(3000, 2)).astype(np.float32)
    found = positions.read(model(tmp_path / "m.onnx", table))
    assert found.n_positions == 3000
    assert len(found.table) == positions.MOST_PLACES


def test_similarity_and_scores() -> None:
    table = waves(40, 16)
    alike = positions.similarity(table)
    np.testing.assert_allclose(np.diag(alike), 1, atol=1e-6)
    np.testing.assert_allclose(alike, alike.T, atol=1e-6)
    # Of waves the cosine is a matter of distance alone.
    np.testing.assert_allclose(alike[3, 8], alike[30, 35], atol=1e-5)
    assert not positions.similarity(np.zeros((3, 2), np.float32)).any()
    turns = positions.angles(200, 64)
    scores = positions.rotary_scores(np.stack([np.cos(turns), np.sin(turns)]).astype(np.float32))
    rng = np.random.default_rng(1)
    query = rng.normal(size=2)
    key = np.tile(query / np.linalg.norm(query), (32, 1))

    def turned(pairs: np.ndarray, place: int) -> np.ndarray:
        cos, sin = np.cos(turns[place])[:, None], np.sin(turns[place])[:, None]
        a, b = pairs[:, :1], pairs[:, 1:]
        return np.concatenate([a * cos - b * sin, b * cos + a * sin], 1)

    score = (turned(key, 57) * turned(key, 40)).sum() / 32
    assert scores[17] == pytest.approx(score, abs=1e-5)
    assert scores[0] == pytest.approx(1)
    assert np.abs(scores[100:]).max() < 0.6


@pytest.mark.parametrize(
    "table", [np.zeros(3, np.float32), np.zeros((3, 2, 2), np.float32), np.full((2, 2), np.nan)]
)
def test_damaged_tables(tmp_path: Path, table: np.ndarray) -> None:
    with pytest.raises(ModelFileError, match="table of places"):
        positions.read(model(tmp_path / "m.onnx", table))


def test_files_that_are_no_models(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="Cannot read"):
        positions.read(tmp_path / "nothing.onnx")
    (tmp_path / "bad.onnx").write_bytes(b"\xff" * 50)
    with pytest.raises(ModelFileError, match="not a usable"):
        positions.read(tmp_path / "bad.onnx")
