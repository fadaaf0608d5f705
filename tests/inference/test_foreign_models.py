"""Model files from elsewhere: they answer within bounds, or are refused in words."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.inference import foreignmodels as made
from tests.inference import tinytext
from workbench.core.contracts.errors import ModelFileError
from workbench.inference import guarded, modelfile, weights
from workbench.inference.predictor import LayerOutputs, Predictor
from workbench.inference.textmodel import TextClassifier

BLANK = np.zeros((1, 28, 28), np.uint8)
DIGITS = tuple("0123456789")


def refused(path: Path, pixels: np.ndarray = BLANK) -> str:
    with pytest.raises(ModelFileError) as caught:
        Predictor(path).predict(pixels)
    assert caught.value.remedy
    assert path.name in caught.value.message
    assert "\n" not in caught.value.message
    return caught.value.message


def test_one_from_elsewhere_answers_as_onnxruntime_does(tmp_path: Path) -> None:
    path = made.linear(tmp_path / "m.onnx", (28, 28), DIGITS)
    predictor = Predictor(path)
    assert predictor.guarded
    pixels = np.random.default_rng(0).integers(0, 256, (700, 28, 28)).astype(np.uint8)
    (expected,) = onnxruntime.InferenceSession(path).run(None, {"pixels": pixels})
    np.testing.assert_allclose(predictor.predict(pixels), expected, atol=1e-6)
    assert predictor.predict(pixels[:0]).shape == (0, 10)


def test_it_answers_several_threads(tmp_path: Path) -> None:
    predictor = Predictor(made.linear(tmp_path / "m.onnx", (28, 28), DIGITS))
    pixels = np.random.default_rng(0).integers(0, 256, (8, 28, 28)).astype(np.uint8)
    expected = predictor.predict(pixels)
    answers: dict[int, np.ndarray] = {}

    def ask(n: int) -> None:
        answers[n] = predictor.predict(pixels[n : n + 1])

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    np.testing.assert_allclose(np.concatenate([answers[n] for n in range(8)]), expected, atol=1e-6)


def test_what_was_written_here_is_opened_here(tmp_path: Path) -> None:
    path = made.linear(tmp_path / "m.onnx", (28, 28), DIGITS)
    modelfile.remember(path.read_bytes())
    assert not Predictor(path).guarded
    # One bit of another file makes it another's.
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert modelfile.is_guarded(modelfile.open_session(path))


def test_its_process_ends_with_it(tmp_path: Path) -> None:
    predictor = Predictor(made.linear(tmp_path / "m.onnx", (28, 28), DIGITS))
    session = predictor._session
    assert isinstance(session, guarded.GuardedSession)
    process = session._process
    assert process.poll() is None
    del predictor, session
    assert process.wait(10) is not None


def test_an_endless_one_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "ANSWER_S", 0.5)
    path = made.endless(tmp_path / "endless.onnx")
    predictor = Predictor(path)
    for _ in range(2):
        with pytest.raises(ModelFileError, match="no answer within"):
            predictor.predict(BLANK)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux")
def test_a_greedy_one_gets_no_more_than_its_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "MEMORY", 1 << 28)
    message = refused(made.greedy(tmp_path / "greedy.onnx"))
    assert "memory" in message or "ended the process" in message


def test_pictures_larger_than_any_are_refused_at_once(tmp_path: Path) -> None:
    path = made.constant(tmp_path / "m.onnx", [[0.1] * 10], ("n", 100_000, 100_000))
    assert "100,000×100,000" in refused(path)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ([[np.nan] * 10], "not finite"),
        ([[np.inf] + [0.0] * 9], "not finite"),
        (np.empty((0, 10)), r"\(0, 10\)"),
        ([[-3.0] + [4 / 9] * 9], "no probabilities"),
        ([[5.0] * 10], "no probabilities"),
        ([[0.0] * 10], "no probabilities"),
    ],
)
def test_answers_that_are_none(tmp_path: Path, answer: list[list[float]], says: str) -> None:
    with pytest.raises(ModelFileError, match=says):
        Predictor(made.constant(tmp_path / "m.onnx", answer)).predict(BLANK)


@pytest.mark.parametrize("name", ["nan.onnx", "empty.onnx"])
def test_kept_cases(name: str) -> None:
    assert "answers with" in refused(Path(__file__).parents[1] / "cases" / name)


def test_weights_in_other_files_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    np.zeros(24, np.float32).tofile(tmp_path / "secret")
    (tmp_path / "deep").mkdir()
    for location in ("../secret", str(tmp_path / "secret"), "/dev/zero", "secret"):
        for folder in (tmp_path / "deep", tmp_path):
            path = made.with_weights_elsewhere(folder / "m.onnx", location)
            with pytest.raises(ModelFileError):
                modelfile.open_session(path, alone=True)
            assert weights.read(path) == {}
    refused(path, np.zeros((1, 4, 3), np.uint8))


@pytest.mark.parametrize(
    "facts",
    [
        {"classes": "[]"},
        {"classes": '["a"]'},
        {"classes": "3"},
        {"classes": "{"},
        {"classes": json.dumps([["a"]] * 10)},
        {"classes": json.dumps(["a"] * 10)},
        {"classes": json.dumps([None] * 10)},
        {"classes": json.dumps(["x" * 5000, *"123456789"])},
        {"classes": "[" * 100_000},
        {"classes": json.dumps(list(range(70_000)))},
        {"provenance": "[]"},
        {"provenance": "nonsense"},
        {"preparation": "by hand"},
    ],
)
def test_wrong_metadata(tmp_path: Path, facts: dict[str, str]) -> None:
    path = made.linear(tmp_path / "m.onnx", (28, 28), DIGITS)
    proto = onnx.load(path)
    onnx.helper.set_model_props(proto, {f"workbench.{k}": v for k, v in facts.items()})
    path.write_bytes(proto.SerializeToString())
    refused(path)


def test_more_classes_than_there_can_be(tmp_path: Path) -> None:
    path = made.constant(tmp_path / "m.onnx", [[0.0]])
    proto = onnx.load(path)
    proto.graph.output[0].type.tensor_type.shape.dim[1].dim_value = 1 << 40
    path.write_bytes(proto.SerializeToString())
    refused(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files here")
def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.onnx")
    (tmp_path / "folder.onnx").mkdir()
    for path in (tmp_path / "pipe.onnx", tmp_path / "folder.onnx", Path("/dev/zero")):
        for opened in (Predictor, LayerOutputs, modelfile.metadata, modelfile.open_session):
            with pytest.raises(ModelFileError, match="no file"):
                opened(path)


def test_metadata_is_read_without_the_graph(tmp_path: Path) -> None:
    path = made.linear(tmp_path / "m.onnx", (28, 28), tuple("äöü日本語🙂abc"), "ink")
    facts = modelfile.metadata(path)
    assert facts == {"classes": list("äöü日本語🙂abc"), "preparation": "ink"}
    for content in (b"", b"\x08\x07", b"\x3a\x05abc", b"\xff" * 20):
        (tmp_path / "none").write_bytes(content)
        with pytest.raises(ModelFileError, match="not a usable ONNX model"):
            modelfile.metadata(tmp_path / "none")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_metadata_of_damaged_files(tmp_path: Path, data: st.DataObject) -> None:
    path = made.linear(tmp_path / "m.onnx", (4, 3), ("a", "b"))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        facts = modelfile.metadata(path)
    except ModelFileError:
        return
    assert isinstance(facts, dict)


def test_texts_from_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = tinytext.tokenizer("char", "abc\n")
    with monkeypatch.context() as here:
        here.setattr(modelfile, "remember", lambda content: None)
        path = tinytext.classifier(tmp_path / "m.onnx", tokens)
    model = TextClassifier(path)
    assert modelfile.is_guarded(model._session)
    texts = ["a", "b", "aab", ""]
    (same,) = [TextClassifier(path, alone=True).predict(texts)]
    np.testing.assert_allclose(model.predict(texts), same, atol=1e-6)
