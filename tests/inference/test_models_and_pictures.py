"""Model files and pictures, good, damaged, foreign and hostile; no torch is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from onnx import TensorProto, helper
from PIL import Image

from workbench.core.contracts.errors import DatasetError, ModelFileError
from workbench.inference import images
from workbench.inference.digits import to_mnist
from workbench.inference.predictor import Predictor


def model(
    path: Path, shape: tuple[object, ...] = ("batch", 4, 3), n_classes: int = 2, facts: bool = True
) -> Path:
    """A linear classifier in plain ONNX: nothing of this project is in it."""
    weights = np.arange(12 * n_classes, dtype=np.float32).reshape(12, n_classes) / 1000
    nodes = [
        helper.make_node("Cast", ["pixels"], ["f"], to=TensorProto.FLOAT),
        helper.make_node("Flatten", ["f"], ["flat"]),
        helper.make_node("MatMul", ["flat", "w"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"]),
    ]
    graph = helper.make_graph(
        nodes,
        "g",
        [helper.make_tensor_value_info("pixels", TensorProto.UINT8, shape)],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", n_classes])],
        [onnx.numpy_helper.from_array(weights, "w")],
    )
    proto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    if facts:
        helper.set_model_props(proto, {"workbench.classes": json.dumps(["cat", "dog"])})
    onnx.save(proto, path)
    return path


def test_predicts_with_names(tmp_path: Path) -> None:
    predictor = Predictor(model(tmp_path / "m.onnx"))
    assert predictor.classes == ("cat", "dog")
    assert predictor.shape == (4, 3)
    answers = predictor.predict(np.full((5, 4, 3), 9, np.uint8))
    assert answers.shape == (5, 2)
    np.testing.assert_allclose(answers.sum(1), 1, atol=1e-6)


def test_a_foreign_model_gets_numbers_for_names(tmp_path: Path) -> None:
    assert Predictor(model(tmp_path / "m.onnx", facts=False)).classes == ("0", "1")


@pytest.mark.parametrize("content", [b"", b"\x80\x04\x95evil pickle", b"PK\x03\x04", b"a" * 1000])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "m.onnx"
    path.write_bytes(content)
    with pytest.raises(ModelFileError) as caught:
        Predictor(path)
    assert caught.value.remedy


def test_a_model_that_points_to_other_files_is_refused(tmp_path: Path) -> None:
    path = model(tmp_path / "m.onnx")
    proto = onnx.load(path)
    (tmp_path / "secret").write_bytes(b"\0" * 96)
    tensor = proto.graph.initializer[0]
    onnx.external_data_helper.set_external_data(tensor, location="secret")
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    path.write_bytes(proto.SerializeToString())
    with pytest.raises(ModelFileError):
        Predictor(path)


@pytest.mark.parametrize("shape", [("batch", "h", "w"), ("batch",), ("batch", 4, 3, 1, 1)])
def test_a_model_with_another_input_is_explained(tmp_path: Path, shape: tuple[object, ...]) -> None:
    with pytest.raises(ModelFileError):
        Predictor(model(tmp_path / "m.onnx", shape))


def test_wrong_pictures_are_refused(tmp_path: Path) -> None:
    predictor = Predictor(model(tmp_path / "m.onnx"))
    with pytest.raises(ModelFileError, match="takes uint8"):
        predictor.predict(np.zeros((1, 5, 5), np.uint8))


@settings(max_examples=60)
@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 90), st.integers(1, 90))),
)
def test_any_picture_becomes_28_by_28_with_its_mass_in_the_middle(picture: np.ndarray) -> None:
    small = to_mnist(picture)
    if small is None:
        assert picture.max() <= 16
        return
    assert small.shape == (28, 28)
    assert small.dtype == np.uint8
    rows, columns = np.flatnonzero(small.any(1)), np.flatnonzero(small.any(0))
    if len(rows):
        assert rows[-1] - rows[0] < 20
        assert columns[-1] - columns[0] < 20


def ink(mode: str, paper: object, pen: object) -> Image.Image:
    image = Image.new(mode, (200, 260), paper)
    for x in range(90, 110):
        for y in range(40, 220):
            image.putpixel((x, y), pen)
    return image


@pytest.mark.parametrize(
    ("mode", "paper", "pen"),
    [
        ("L", 255, 0),
        ("L", 0, 255),
        ("RGB", (250, 245, 230), (20, 30, 120)),
        ("RGBA", (0, 0, 0, 0), (0, 0, 0, 255)),
        ("RGBA", (0, 0, 0, 0), (255, 255, 255, 255)),
        ("RGBA", (255, 255, 255, 0), (0, 0, 0, 255)),
    ],
)
def test_every_polarity_and_transparency_gives_the_same(
    tmp_path: Path, mode: str, paper: object, pen: object
) -> None:
    ink(mode, paper, pen).save(tmp_path / "p.png")
    ink("L", 0, 255).save(tmp_path / "reference.png")
    got = images.prepare(images.read(tmp_path / "p.png"), (28, 28), "ink").astype(int)
    wanted = images.prepare(images.read(tmp_path / "reference.png"), (28, 28), "ink").astype(int)
    assert np.abs(got - wanted).max() <= 40


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(b"not a picture")
    with pytest.raises(DatasetError):
        images.read(tmp_path / "p.png")
    Image.new("L", (30, 30)).save(tmp_path / "empty.png")
    with pytest.raises(DatasetError, match="empty"):
        images.prepare(images.read(tmp_path / "empty.png"), (28, 28), "ink")


def test_reading_needs_neither_torch_nor_qt() -> None:
    code = (
        "import sys, workbench.inference.predictor, workbench.inference.images;"
        "import workbench.inference.weights, onnxruntime;"
        "assert not {'torch', 'PySide6'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
