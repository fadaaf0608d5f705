"""``workbench attention``, and the export of text models."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Command
from tests.inference import tinytext
from tests.inference.test_attention import picture_file
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tinytext.attention(tmp_path / "attention.onnx", tinytext.tokenizer())


def test_each_token_with_what_it_looks_at(workbench: Command, file: Path) -> None:
    done = workbench("attention", file, "ab\na")
    assert done.code == 0, done.err
    title, _, heading, *rows = done.out.splitlines()
    assert title == "Layer 2 of 2, mean of 3 heads"
    assert heading.split() == ["token", "looks", "at"]
    assert [row.split()[0] for row in rows] == ["a", "b", "⏎", "a"]
    assert rows[0].split() == ["a", "a@1", "100", "%"]
    assert "@" in rows[3]
    assert workbench("attention", file, "ab", "--layer", "1", "--head", "3").out.startswith(
        "Layer 1 of 2, head 3\n"
    )


def test_as_json(workbench: Command, file: Path) -> None:
    said = workbench("attention", file, "abc", "--json").last
    assert (said["model"], said["tokens"]) == (str(file), ["a", "b", "c"])
    assert (said["layers"], said["heads"]) == ([1, 2], [1, 2, 3])
    maps = np.array(said["maps"])
    assert maps.shape == (2, 3, 3, 3)
    np.testing.assert_allclose(maps.sum(-1), 1, atol=1e-3)
    one = workbench("attention", file, "abc", "--json", "--layer", "2", "--head", "1").last
    assert (one["layers"], one["heads"]) == ([2], [1])
    assert one["maps"] == [[said["maps"][1][0]]]


def test_of_a_run_and_beside_a_model(workbench: Command, home: Path, tmp_path: Path) -> None:
    run = RunStore().create(Experiment(name="looker"))
    run.close()
    assert "no model" in workbench("attention", "looker", "a").err
    tokens = tinytext.tokenizer()
    tinytext.cycle(run.model_file, tokens)
    done = workbench("attention", "looker", "a")
    assert (done.code, "beside it" in done.err) == (2, True)
    tinytext.attention(run.attention_file, tokens)
    assert workbench("attention", "looker", "a").code == 0
    elsewhere = tinytext.cycle(tmp_path / "m.onnx", tokens)
    tinytext.attention(tmp_path / "m.attention.onnx", tokens)
    for name in (elsewhere, tmp_path / "m.attention.onnx"):
        assert workbench("attention", name, "a").code == 0


def test_a_picture(workbench: Command, tmp_path: Path) -> None:
    from PIL import Image

    path = picture_file(tmp_path / "p.attention.onnx")
    ink = np.zeros((20, 20), np.uint8)
    ink[5:15, 9:11] = 255
    Image.fromarray(ink).save(tmp_path / "ink.png")
    done = workbench("attention", path, tmp_path / "ink.png")
    assert done.code == 0, done.err
    assert [line.split()[0] for line in done.out.splitlines()[3:]] == ["1,1", "1,2", "2,1", "2,2"]
    missing = workbench("attention", path, "a text")
    assert (missing.code, "reads pictures" in missing.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere.onnx", "a"], 1),
        (["nothing", "a"], 2),
        (["FILE"], 2),
        (["FILE", ""], 2),
        (["FILE", "a", "--layer", "0"], 2),
        (["FILE", "a", "--layer", "3"], 2),
        (["FILE", "a", "--head", "4"], 2),
    ],
)
def test_requests_that_make_no_sense(
    workbench: Command, file: Path, home: Path, arguments: list[str], code: int
) -> None:
    done = workbench("attention", *[str(file) if a == "FILE" else a for a in arguments])
    assert done.code == code
    assert "Error:" in done.err
    assert "Traceback" not in done.err


def test_a_text_model_is_exported(workbench: Command, home: Path, tmp_path: Path) -> None:
    run = RunStore().create(Experiment(name="writer"))
    run.close()
    tokens = tinytext.tokenizer()
    tinytext.history(run.path, tokens, context=6)
    target = tmp_path / "writer.onnx"
    done = workbench("export", "writer", "-o", target)
    assert done.code == 0, done.err
    assert (tmp_path / "writer.cached.onnx").is_file()
    assert workbench("generate", target, "abc", "--max-tokens", "5").out.startswith("abc")
    refused = workbench("export", "writer", "-o", target, "--precision", "int8")
    assert (refused.code, "fp32" in refused.err) == (2, True)
    attention = ("export", "writer", "-o", target, "--set", "attention=true")
    assert (workbench(*attention).code, "no attention" in workbench(*attention).err) == (2, True)
    tinytext.attention(run.attention_file, tokens)
    assert workbench(*attention).code == 0
    assert workbench("attention", target, "abc").code == 0


def test_looking_loads_neither_torch_nor_qt(file: Path) -> None:
    code = (
        "import sys\nfrom workbench.cli.main import main\n"
        f"try: main(['attention', {str(file)!r}, 'a'])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'onnxruntime' in sys.modules\n"
        "assert not {'torch', 'PySide6', 'shiboken6', 'onnx', 'pandas'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
