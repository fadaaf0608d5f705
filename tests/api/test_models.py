"""Models from Python: pictures as arrays or files, texts, and text that goes on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import workbench
from workbench import UsageError
from workbench.api import RunResult
from workbench.cli.main import main
from workbench.core.contracts.errors import DatasetError, RunNotFound
from workbench.inference.predictor import Predictor


@pytest.fixture
def pictures() -> Any:
    rng = np.random.default_rng(0)
    return rng.integers(0, 256, (12, 28, 28), dtype=np.uint8)


def test_arrays_get_the_predictors_own_answer(trained: RunResult, pictures: Any) -> None:
    assert trained.model_file is not None
    expected = Predictor(trained.model_file).predict(pictures)
    for model in (trained, trained.path, trained.model_file, str(trained.model_file)):
        answer = workbench.predict(model, pictures)
        np.testing.assert_array_equal(answer.probabilities, expected)
    assert answer.probabilities.dtype == np.float32
    assert answer.labels == [answer.classes[k] for k in expected.argmax(1)]
    np.testing.assert_array_equal(answer.confidences, expected.max(1))
    one = workbench.predict(trained, pictures[3])
    np.testing.assert_allclose(one.probabilities, expected[3:4], atol=1e-6)
    assert len(workbench.predict(trained, [])) == 0


def test_a_file_gets_the_answer_of_the_command_line(
    trained: RunResult, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    digit = np.zeros((60, 40, 3), np.uint8)
    digit[10:50, 18:24] = (200, 255, 200)
    Image.fromarray(digit).save(tmp_path / "one.png")
    with pytest.raises(SystemExit):
        main(["predict", str(trained.path), str(tmp_path / "one.png"), "--json"])
    expected = json.loads(capfd.readouterr().out)
    probabilities = list(expected["predictions"][0]["probabilities"].values())
    for subject in (tmp_path / "one.png", str(tmp_path / "one.png"), [tmp_path / "one.png"], digit):
        answer = workbench.predict(trained, subject)
        np.testing.assert_allclose(answer.probabilities[0], probabilities, atol=1e-6)


def test_many_answers_show_the_first_and_say_how_many(trained: RunResult, pictures: Any) -> None:
    answer = workbench.predict(trained, pictures)
    assert "and 2 more" in answer._repr_html_()
    pytest.importorskip("pandas")
    assert list(answer.to_pandas().columns[:3]) == ["input", "label", "confidence"]


@pytest.mark.parametrize(
    ("inputs", "error", "says"),
    [
        ("nowhere.png", DatasetError, "There is no file"),
        (np.zeros((28, 28)), UsageError, "uint8"),
        (np.zeros((2, 28, 28, 7), np.uint8), UsageError, "uint8"),
    ],
)
def test_what_is_no_picture_is_refused(
    trained: RunResult, inputs: Any, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        workbench.predict(trained, inputs)


def test_a_model_of_pictures_does_not_write(trained: RunResult) -> None:
    with pytest.raises(UsageError, match="does not write text"):
        workbench.generate(trained, "To be")
    with pytest.raises(RunNotFound):
        workbench.predict("nobody", "a.png")


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> RunResult:
    """A tiny transformer that has seen four batches of the licence."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("writer")))
        return workbench.train(
            dataset="text-files",
            architecture="gpt",
            trainer="language-model",
            steps=4,
            n_layers=1,
            n_heads=2,
            d_model=16,
            context=16,
        )


@pytest.mark.slow
def test_the_same_arguments_give_the_same_text(writer: RunResult) -> None:
    written = workbench.generate(writer, "The ", max_tokens=8, seed=3)
    again = workbench.generate(writer.path, "The ", max_tokens=8, seed=3)
    assert written == again
    assert len(written.tokens) == 8
    assert str(written) == "The " + written.text
    assert written.text == "".join(token.text for token in written.tokens)


@pytest.mark.slow
def test_a_writer_knows_no_classes(writer: RunResult) -> None:
    with pytest.raises(UsageError, match="knows no classes"):
        workbench.predict(writer, "a text")


@pytest.mark.slow
def test_texts_in_classes() -> None:
    run = workbench.train(
        dataset="short-reviews",
        architecture="bag-of-embeddings",
        trainer="text-supervised",
        epochs=1,
    )
    texts = ["A lovely film.", "The room was dirty <b>"]
    answer = workbench.predict(run, texts)
    assert answer.probabilities.shape == (2, 2)
    assert answer.inputs == tuple(texts)
    assert "&lt;b&gt;" in answer._repr_html_()
    one = workbench.predict(run, texts[0])
    np.testing.assert_allclose(one.probabilities, answer.probabilities[:1], atol=1e-5)
    with pytest.raises(UsageError, match="reads texts"):
        workbench.predict(run, np.zeros((2, 2)))
