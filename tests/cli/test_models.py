"""``workbench export`` and ``predict``: files that stand alone, and what they answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Command
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore


@pytest.fixture
def pictures(tiny_data: ImageClasses, tmp_path: Path) -> list[Path]:
    """Test rows 0 and 1 (classes 0 and 1): light on dark, and dark on light."""
    paths = [tmp_path / "zero.png", tmp_path / "one.png"]
    Image.fromarray(tiny_data.test.x[0]).save(paths[0])
    Image.fromarray(tiny_data.test.x[1]).save(paths[1])
    return paths


def test_export_predict_and_back(
    workbench: Command, trained: dict[str, Any], pictures: list[Path], tmp_path: Path
) -> None:
    target = tmp_path / "deep" / "model.onnx"
    done = workbench("export", trained["run"], "-o", target, "--json")
    assert done.code == 0, done.err
    assert Path(done.last["model"]) == target
    assert done.last["figures"]["accuracy/fp32"] == pytest.approx(
        trained["metrics"]["test/accuracy"]
    )
    by_file = workbench("predict", target, *pictures, "--json").last["predictions"]
    by_run = workbench("predict", trained["run"], *pictures, "--json").last["predictions"]
    assert by_file == by_run
    assert [Path(answer["image"]) for answer in by_file] == pictures
    for answer in by_file:
        assert sum(answer["probabilities"].values()) == pytest.approx(1, abs=1e-4)
        assert answer["probability"] == max(answer["probabilities"].values())
    words = workbench("predict", "tiny", pictures[0], "--top", "2").out
    assert words.startswith(f"{pictures[0]}: {by_file[0]['class']} ")
    assert words.count("%") == 2


def test_export_chooses_a_name_and_a_precision(
    workbench: Command, trained: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = workbench("export", trained["run"], "--precision", "fp16")
    assert done.code == 0, done.err
    assert (tmp_path / f"{trained['run']}.onnx").is_file()
    assert "accuracy/fp16" in done.out


def test_a_run_without_a_model(workbench: Command, home: Path, pictures: list[Path]) -> None:
    run = RunStore().create(Experiment(name="empty"))
    run.close()
    for verb in (["export", run.id], ["predict", run.id, pictures[0]]):
        done = workbench(*verb)
        assert done.code == 1
        assert "no model" in done.err


def test_a_picture_that_cannot_be_read_leaves_the_others(
    workbench: Command, trained: dict[str, Any], pictures: list[Path], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.png"
    bad.write_text("no picture", "utf-8")
    done = workbench("predict", trained["run"], bad, pictures[0], "--json")
    assert done.code == 1
    assert "bad.png" in done.err
    first, second = done.last["predictions"]
    assert "error" in first
    assert "class" in second


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["predict", "nowhere.onnx", "x.png"], 1),
        (["predict", "nothing", "x.png"], 2),
        (["predict", "TRAINED"], 2),
        (["export", "TRAINED", "--precision", "fp64"], 2),
        (["export", "TRAINED", "--exporter", "pdf"], 2),
        (["export", "TRAINED", "--set", "precision=3"], 2),
    ],
)
def test_requests_that_make_no_sense(
    workbench: Command, trained: dict[str, Any], arguments: list[str], code: int
) -> None:
    done = workbench(*[trained["run"] if a == "TRAINED" else a for a in arguments])
    assert done.code == code
    assert "Error:" in done.err
    assert "Traceback" not in done.err


def test_a_damaged_model_file(workbench: Command, pictures: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(np.random.default_rng(0).bytes(500))
    done = workbench("predict", path, pictures[0])
    assert done.code == 1
    assert "not a usable ONNX model" in done.err


def test_predicting_loads_neither_torch_nor_qt(
    trained: dict[str, Any], pictures: list[Path]
) -> None:
    code = (
        "import sys\nfrom workbench.cli.main import main\n"
        f"try: main(['predict', {trained['run']!r}, {str(pictures[0])!r}])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'onnxruntime' in sys.modules\n"
        "assert not {'torch', 'PySide6', 'shiboken6', 'onnx', 'pandas'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_picture_that_cannot_be_asked_about_is_named(
    workbench: Command, trained: dict[str, Any], tmp_path: Path
) -> None:

    Image.new("L", (28, 28), 0).save(tmp_path / "blank.png")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    files = [tmp_path / "blank.png", tmp_path / "broken.png"]
    done = workbench("predict", trained["path"], *files)
    for line in done.err.splitlines():
        if line.startswith("Error"):
            assert any(str(file) in line for file in files), line


SHIFTED = '''
"""A network of somebody else, and a way to export it."""
import json

from workbench import Architecture, Exporter, hookimpl


class Shifted(Architecture):
    id, name, about = "shifted", "Shifted", "A linear network."

    def build(self, task, params):
        from torch import nn

        size = task.height * task.width * task.channels
        return nn.Sequential(nn.Flatten(), nn.Linear(size, task.n_classes))


class Shapes(Exporter):
    id, name, about, suffix = "shapes", "Shapes", "What the tensors look like.", ".json"

    def export(self, context, target, params):
        tensors = context.network().state_dict()
        shapes = {name: list(tensor.shape) for name, tensor in tensors.items()}
        target.write_text(json.dumps({"rows": len(context.rows(5)), **shapes}))
        return {"tensors": float(len(shapes))}


@hookimpl
def register_architectures():
    return [Shifted]


@hookimpl
def register_exporters():
    return [Shapes]
'''


def test_an_exporter_sees_the_plugins_that_were_named(
    workbench: Command, tiny: Path, tmp_path: Path
) -> None:
    """Without the plugin the network cannot be built; with it, it can, and exported by it."""
    path = tmp_path / "shifted.py"
    path.write_text(SHIFTED, "utf-8")
    done = workbench("--plugin", path, "run", tiny, "--set", "architecture.id=shifted", "--json")
    assert done.code == 0, done.err
    run = done.last["run"]
    target = tmp_path / "model.safetensors"
    missing = workbench("export", run, "--exporter", "weights", "-o", target)
    assert missing.code == 1
    assert "no architecture 'shifted'" in missing.err
    assert not target.exists()
    options = ("--plugin", path, "--exporter")
    done = workbench("export", run, *options, "weights", "-o", target, "--json")
    assert done.code == 0, done.err
    assert done.last["figures"]["difference"] < 1e-4
    done = workbench("export", run, *options, "shapes", "-o", tmp_path / "shapes.json")
    assert done.code == 0, done.err
    shapes = json.loads((tmp_path / "shapes.json").read_text())
    assert shapes == {"rows": 5, "1.weight": [10, 784], "1.bias": [10]}
