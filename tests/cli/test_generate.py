"""``workbench generate``, and ``predict`` with texts."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.inference import tinytext
from tests.inference.test_models_and_pictures import model as picture_model
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore


@pytest.fixture
def language(tmp_path: Path) -> Path:
    return tinytext.cycle(tmp_path / "language.onnx", tinytext.tokenizer())


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    return tinytext.classifier(tmp_path / "texts.onnx", tinytext.tokenizer())


def test_generate(workbench: Command, language: Path) -> None:
    done = workbench("generate", language, "a", "--max-tokens", "5", "--temperature", "0")
    assert done.code == 0, done.err
    assert done.out == "abc\nab\n"
    same = [
        workbench("generate", language, "a", "--temperature", "3", "--seed", seed, "--top-k", "4")
        for seed in "112"
    ]
    assert same[0].out == same[1].out != same[2].out
    assert len(same[0].out) == 1 + 100 + 1
    stopped = workbench("generate", language, "a", "--top-p", "0.5", "--stop", "\n")
    assert stopped.out == "abc\n"
    assert workbench("generate", language, "", "--max-tokens", "2", "--top-k", "1").out == "ab\n"


def test_generate_as_json(workbench: Command, language: Path) -> None:
    options = ("--max-tokens", "3", "--temperature", "0", "--json")
    said = workbench("generate", language, "a", *options).last
    assert (said["model"], said["prompt"], said["text"]) == (str(language), "a", "bc\n")
    assert [token["token"] for token in said["tokens"]] == ["b", "c", "\n"]
    assert set(said["tokens"][0]) == {"id", "token", "text", "probability"}


def test_generate_from_a_run(workbench: Command, home: Path) -> None:
    run = RunStore().create(Experiment(name="writer"))
    run.close()
    assert "no model" in workbench("generate", "writer", "a").err
    tinytext.history(run.path, tinytext.tokenizer(), context=6)
    done = workbench("generate", "writer", "abc", "--max-tokens", "20")
    assert done.code == 0, done.err
    assert done.out.startswith("abc")


def test_predict_texts(
    workbench: Command, texts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done = workbench("predict", texts, "a  \n b", "c" * 99, "--top", "1")
    assert done.code == 0, done.err
    assert done.out == f"a b: pos 73.1 %\n{'c' * 59}…: pos 50.0 %\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"aa\r\n\nb\n"), "utf-8"))
    first, *lines = workbench("predict", texts, "-", "a", "--json").last["predictions"]
    assert first["text"] == "aa"
    assert first["class"] == "pos"
    assert first["probability"] == first["probabilities"]["pos"] == pytest.approx(0.8808, abs=1e-4)
    assert [line["text"] for line in lines] == ["", "b", "a"]


def test_lines_of_a_pipe(texts: Path) -> None:
    command = [sys.executable, "-m", "workbench", "predict", str(texts), "-", "--json"]
    done = subprocess.run(
        command, input="ä\naa\n".encode(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)["predictions"]
    assert [answer["text"] for answer in answers] == ["ä", "aa"]


def test_a_text_that_fails_leaves_the_others(workbench: Command, tmp_path: Path) -> None:
    names = json.dumps(["a", "b", "c"])
    path = tinytext.classifier(tmp_path / "m.onnx", tinytext.tokenizer(), classes=names)
    done = workbench("predict", path, "a", "b", "--json")
    assert done.code == 1
    assert all("error" in answer for answer in done.last["predictions"])


def test_models_for_something_else(
    workbench: Command, texts: Path, language: Path, tmp_path: Path
) -> None:
    pictures = picture_model(tmp_path / "pictures.onnx")
    masked = tinytext.cycle(tmp_path / "m.onnx", tinytext.tokenizer(), task="masked-token")
    cases = [
        (("predict", pictures, "a text"), 1, "reads pictures, not text"),
        (("predict", pictures, "-"), 1, "reads pictures, not text"),
        (("predict", language, "a text"), 2, "workbench generate"),
        (("predict", masked, "a text"), 2, "knows no classes"),
        (("generate", texts, "a text"), 2, "does not write text"),
        (("generate", pictures, "a text"), 2, "does not write text"),
        (("generate", masked, "a text"), 2, "hidden words"),
    ]
    for arguments, code, words in cases:
        done = workbench(*arguments)
        assert done.code == code, arguments
        assert words in done.err
        assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere.onnx", "a"], 1),
        (["nothing", "a"], 2),
        (["MODEL"], 2),
        (["MODEL", "a", "--temperature", "-1"], 2),
        (["MODEL", "a", "--temperature", "nan"], 2),
        (["MODEL", "a", "--top-k", "0"], 2),
        (["MODEL", "a", "--top-p", "0"], 2),
        (["MODEL", "a", "--max-tokens", "-1"], 2),
    ],
)
def test_requests_that_make_no_sense(
    workbench: Command, language: Path, home: Path, arguments: list[str], code: int
) -> None:
    done = workbench("generate", *[str(language) if a == "MODEL" else a for a in arguments])
    assert done.code == code
    assert "Error:" in done.err
    assert "Traceback" not in done.err


def test_generating_loads_neither_torch_nor_qt(language: Path) -> None:
    code = (
        "import sys\nfrom workbench.cli.main import main\n"
        f"try: main(['generate', {str(language)!r}, 'a'])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'onnxruntime' in sys.modules\n"
        "assert not {'torch', 'PySide6', 'shiboken6', 'onnx', 'pandas'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
