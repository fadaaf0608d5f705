"""Model files: self-contained, checked, and readable without this project."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import ModelFileError, ParityError
from workbench.core.contracts.events import Finished
from workbench.core.control import Control
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine import export
from workbench.engine.convert import convert_run
from workbench.engine.train import train

from .conftest import TrainTiny, tiny_experiment


@pytest.mark.parametrize("architecture", ["mlp", pytest.param("cnn-deep", marks=pytest.mark.slow)])
def test_model_runs_in_plain_onnxruntime(
    train_tiny: TrainTiny, tiny_data: ImageClasses, architecture: str
) -> None:
    run, end, _ = train_tiny(tiny_experiment(architecture, epochs=6, averaging="ema"))
    assert isinstance(end, Finished)
    session = onnxruntime.InferenceSession(run.model_file)
    (pixels,) = session.get_inputs()
    assert (pixels.name, pixels.type, pixels.shape[1:]) == ("pixels", "tensor(uint8)", [28, 28])
    assert [o.name for o in session.get_outputs()] == ["probabilities"]
    answers = session.run(None, {"pixels": tiny_data.test.x})[0]
    np.testing.assert_allclose(answers.sum(1), 1, atol=1e-5)
    accuracy = float(np.mean(answers.argmax(1) == tiny_data.test.y))
    assert accuracy == pytest.approx(end.metrics["test/accuracy"])
    facts = session.get_modelmeta().custom_metadata_map
    assert json.loads(facts["workbench.classes"]) == list("0123456789")
    provenance = json.loads(facts["workbench.provenance"])
    assert provenance["dataset"]["sha256"] == tiny_data.digest()
    assert provenance["run"] == run.id
    onnx.checker.check_model(onnx.load(run.model_file), full_check=True)


def test_layers_file_gives_what_the_network_computes(
    train_tiny: TrainTiny, tiny_data: ImageClasses
) -> None:
    run, _, _ = train_tiny(tiny_experiment("mlp"))
    session = onnxruntime.InferenceSession(run.layers_file)
    names = [o.name for o in session.get_outputs()]
    assert names[-1] == "probabilities"
    layers = json.loads(session.get_modelmeta().custom_metadata_map["workbench.layers"])
    assert [layer["output"] for layer in layers] == names[:-1]
    out = dict(zip(names, session.run(None, {"pixels": tiny_data.test.x[:3]}), strict=True))
    np.testing.assert_allclose(np.maximum(out["layer/hidden1"], 0), out["layer/act1"], atol=1e-6)
    e = np.exp(out["layer/output"] - out["layer/output"].max(1, keepdims=True))
    np.testing.assert_allclose(e / e.sum(1, keepdims=True), out["probabilities"], atol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("precision", ["fp32", "fp16", "int8"])
@pytest.mark.parametrize("architecture", ["mlp", "cnn"])
def test_smaller_precisions_are_smaller_and_as_good(
    train_tiny: TrainTiny, tiny_data: ImageClasses, precision: str, architecture: str
) -> None:
    run, _, _ = train_tiny(tiny_experiment(architecture, epochs=8))
    target = run.path / f"{precision}.onnx"
    figures = convert_run(run.path, target, precision, lambda text: None)
    assert figures[f"accuracy/{precision}"] >= figures["accuracy/fp32"] - 0.03
    answers = onnxruntime.InferenceSession(target).run(None, {"pixels": tiny_data.test.x})[0]
    assert answers.dtype == np.float32
    if precision != "fp32":
        assert target.stat().st_size < run.model_file.stat().st_size


def test_conversion_without_a_model_says_what_to_do(
    train_tiny: TrainTiny, tmp_path: object
) -> None:
    run, _, _ = train_tiny(tiny_experiment())
    run.model_file.unlink()
    with pytest.raises(ModelFileError, match="no model yet"):
        convert_run(run.path, run.path / "x.onnx", "fp16", lambda text: None)


@pytest.mark.slow
def test_runs_that_end_at_the_same_time_all_export(tiny_plugins: Plugins, store: RunStore) -> None:
    # torch.export keeps state of the whole process: two traces at once break each other.
    runs = [store.create(tiny_experiment(seed=seed, epochs=1)) for seed in range(3)]
    with ThreadPoolExecutor(len(runs)) as pool:
        ends = list(
            pool.map(lambda run: train(run, tiny_plugins, lambda event: None, Control()), runs)
        )
    assert [type(end) for end in ends] == [Finished] * 3, ends
    assert all(run.model_file.is_file() for run in runs)


class Moody(torch.nn.Module):
    """Answers otherwise when it is traced: what the parity check is for."""

    def __init__(self) -> None:
        super().__init__()
        self.output = torch.nn.Linear(784, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.output(x.flatten(1))
        return y * 3 if torch.compiler.is_exporting() else y


def test_a_model_that_differs_from_torch_is_not_written(
    tiny_data: ImageClasses, tmp_path: object
) -> None:
    from pathlib import Path

    from workbench.engine.batches import Pixels

    network = Moody().eval()
    parts = export.Exported(
        network=network,
        layers={"output": network.output},
        preprocessing=Pixels(torch.zeros(1), torch.ones(1)),
        rows=tiny_data.test.x[:20],
        classes=tiny_data.classes,
        provenance={},
    )
    folder = Path(str(tmp_path))
    with pytest.raises(ParityError):
        export.export(parts, folder / "m.onnx", folder / "l.onnx")
    assert not list(folder.glob("*.onnx*"))
