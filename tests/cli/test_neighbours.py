"""``workbench neighbours``: of a run on text, and of a provider."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Command
from tests.inference import tinytext
from tests.inference.test_models_and_pictures import model as picture_model
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore

ENCODER = '''
"""An encoder of four words."""
from pathlib import Path
import numpy as np
from workbench import Encoder, Params, hookimpl, param


class WordsParams(Params):
    sign: int = param(1, "Sign", "Turns the vectors round.")


class Words(Encoder):
    id, name, about = "words", "Words", "Four words."
    Params = WordsParams

    def models(self):
        return ["four"]

    def token_vectors(self, model):
        assert model == "four"
        table = [[0, 0, 1], [3, 0, 1], [0, 0, -1], [3, 0, -1]]
        vectors = np.array(table, np.float32) * [1, 1, self.params.sign]
        return ("man", "king", "woman", "queen"), vectors


@hookimpl
def register_encoders():
    return [Words]
'''


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The tokens a and b point almost the same way, c the other."""
    tokens = tinytext.tokenizer()
    table = np.zeros((tokens.size, tokens.size))
    for letter, (x, y) in {"a": (1, 0), "b": (3, 1), "c": (-2, 1), "\n": (0, 1)}.items():
        table[tokens.encode(letter)[0], :2] = x, y
    return tinytext.bigram(tmp_path / "model.onnx", table, tokens)


@pytest.fixture
def encoder(home: Path) -> Path:
    path = home / "config" / "plugins" / "words.py"
    path.parent.mkdir(parents=True)
    path.write_text(ENCODER, "utf-8")
    return path


def test_neighbours(workbench: Command, model: Path) -> None:
    done = workbench("neighbours", model, "a", "-n", "2")
    assert done.code == 0, done.err
    assert done.out == " 0.949  b\n 0.000  ⏎\n"
    said = workbench("neighbours", model, "A", "--json").last
    assert (said["model"], said["word"]) == (str(model), "A")
    assert [found["token"] for found in said["neighbours"]] == ["b", "⏎", "c"]
    assert said["neighbours"][0]["cosine"] == pytest.approx(3 / np.sqrt(10), abs=1e-5)


def test_neighbours_in_a_run(workbench: Command, model: Path, home: Path) -> None:
    run = RunStore().create(Experiment(name="writer"))
    run.close()
    model.replace(run.model_file)
    assert workbench("neighbours", "writer", "a", "-n", "1").out == " 0.949  b\n"


def test_a_provider_its_analogies_and_settings(workbench: Command, encoder: Path) -> None:
    done = workbench("neighbours", "words", "--analogy", "man", "king", "woman", "-n", "1")
    assert (done.code, done.out) == (0, " 0.741  queen\n"), done.err
    said = workbench("neighbours", "words", "--analogy", "man", "king", "woman", "--json").last
    assert said["analogy"] == ["man", "king", "woman"]
    flat = workbench("neighbours", "words", "man", "-n", "1", "--set", "sign=0")
    assert flat.code == 0, flat.err
    settings = encoder.parents[1] / "settings.toml"
    settings.write_text("[providers.words]\nsign = 0\n", "utf-8")
    assert workbench("neighbours", "words", "man", "-n", "1").out == flat.out
    settings.write_text("[providers.words]\nsize = 0\n", "utf-8")
    assert "no such setting" in workbench("neighbours", "words", "man").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["MODEL"], "word or an analogy"),
        (["MODEL", "a", "--analogy", "a", "b", "c"], "word or an analogy"),
        (["MODEL", "zebra"], "does not know 'zebra'"),
        (["MODEL", "--analogy", "a", "b", "zebra"], "does not know 'zebra'"),
        (["MODEL", "a", "--set", "folder=x"], "no encoder"),
        (["MODEL", "a", "-n", "0"], "-n"),
        (["nothing", "a"], "no run"),
        (["words", "man", "--set", "size=3"], "no such setting"),
    ],
)
def test_requests_that_make_no_sense(
    workbench: Command, model: Path, encoder: Path, arguments: list[str], words: str
) -> None:
    done = workbench("neighbours", *[str(model) if a == "MODEL" else a for a in arguments])
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_a_model_of_pictures(workbench: Command, tmp_path: Path) -> None:
    done = workbench("neighbours", picture_model(tmp_path / "p.onnx"), "a")
    assert done.code == 1
    assert "reads no text" in done.err


def test_it_loads_neither_torch_nor_qt(model: Path) -> None:
    code = (
        "import sys\nfrom workbench.cli.main import main\n"
        f"try: main(['neighbours', {str(model)!r}, 'a'])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert not {'torch', 'PySide6', 'shiboken6', 'sklearn', 'onnxruntime'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
