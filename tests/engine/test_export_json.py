"""``model.json`` says what a model's metadata says, and what goes in and comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

from tests.inference import foreignmodels, tinytext
from workbench.core.contracts.errors import StorageError
from workbench.core.tokenizer import Tokenizer
from workbench.engine import export_json
from workbench.inference.modelfile import remember
from workbench.inference.predictor import Predictor
from workbench.inference.textmodel import LanguageModel, TextClassifier


def written(model: Path) -> dict[str, Any]:
    path = export_json.write(model, onnx.load(model))
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert found["model"] == model.name
    return found


@pytest.mark.parametrize(
    ("shape", "preparation"), [((28, 28), "ink"), ((17, 31, 3), "crop"), ((9, 9, 1), "pad")]
)
def test_pictures(tmp_path: Path, shape: tuple[int, ...], preparation: str) -> None:
    classes = ("grün", "rot", "日本")
    path = foreignmodels.linear(tmp_path / "NAME.v2.onnx", shape, classes, preparation)
    remember(path.read_bytes())
    about, read = written(path), Predictor(path)
    assert (tmp_path / "NAME.v2.json").is_file()
    assert tuple(about["classes"]) == read.classes == classes
    assert tuple(about["input"]["shape"][1:]) == read.shape == shape
    assert about["input"]["preparation"] == read.preparation == preparation
    assert about["provenance"] == read.provenance
    given = about["input"]
    assert (given["height"], given["width"], given["channels"]) == (*shape, 1)[:3]
    # What a page does that has the description alone.
    pixels = np.zeros((2, *given["shape"][1:]), given["type"])
    session = onnxruntime.InferenceSession(path)
    (answer,) = session.run([about["output"]["name"]], {given["name"]: pixels})
    assert answer.shape == (2, about["output"]["shape"][1]) == (2, len(classes))


def test_texts_and_their_tokenizer(tmp_path: Path) -> None:
    for kind in ("char", "wordpiece", "bpe"):
        tokens = tinytext.tokenizer(kind, "abc abd äb 日本\n")
        path = tinytext.classifier(tmp_path / f"{kind}.onnx", tokens)
        about, read = written(path), TextClassifier(path)
        assert tuple(about["classes"]) == read.classes
        assert about["input"]["context"] == read.context
        assert about["input"]["name"] == "ids"
        again = Tokenizer.from_json(json.dumps(about["tokenizer"]))
        text = "abd äb abc"
        assert again.encode(text).tolist() == read.tokenizer.encode(text).tolist()


def test_a_language_model_has_no_classes(tmp_path: Path) -> None:
    path = tinytext.cycle(tmp_path / "model.onnx", tinytext.tokenizer())
    about = written(path)
    assert about["task"] == LanguageModel(path).task == "next-token"
    assert "classes" not in about
    assert about["output"]["name"] == "logits"


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    model = tmp_path / "data.onnx"
    export_json.refuse_other(model)
    for content in ('{"rows": []}', "[", "[" * 100_000, "3"):
        (tmp_path / "data.json").write_text(content, "utf-8")
        with pytest.raises(StorageError, match=r"data\.json"):
            export_json.refuse_other(model)
    path = foreignmodels.linear(tmp_path / "own.onnx", (4, 4), ("a", "b"))
    written(path)
    export_json.refuse_other(path)
    written(path)
