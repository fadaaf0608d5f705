"""The command line as a function and as a process, and an experiment that trains in a second."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.cli.main import main
from workbench.core import paths
from workbench.inference import modelfile

TINY = """
name = "tiny"
device = "cpu"

[dataset]
id = "bars"

[architecture]
id = "softmax"

[trainer]
id = "supervised"
epochs = {epochs}
batch_size = 20
"""

BARS = '''
"""Bars at ten heights."""
import numpy as np
from workbench import Dataset, ImageClasses, Split, hookimpl


class Bars(Dataset):
    id, name, about = "bars", "Bars", "Bars at ten heights."

    def load(self, params):
        with np.load(self.file("bars.npz")) as file:
            splits = [Split(file[f"{n}_x"], file[f"{n}_y"]) for n in ("train", "test")]
        return ImageClasses(*splits, tuple("0123456789"))


@hookimpl
def register_datasets():
    return [Bars]
'''


@dataclass(frozen=True)
class Result:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> Any:
        """The JSON on the last line of stdout."""
        return json.loads(self.out.strip().splitlines()[-1])


Command = Callable[..., Result]


@pytest.fixture
def workbench(capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process."""

    def call(*arguments: str | Path) -> Result:
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return Result(int(end.value.code or 0), said.out, said.err)

    return call


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "workbench", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment | options.pop("env", {}),
        **options,
    )


@pytest.fixture
def process() -> Command:
    """Run a command in a process of its own, to its end."""

    def call(*arguments: str | Path, **options: Any) -> Result:
        running = start(*arguments, **options)
        out, err = running.communicate(timeout=120)
        return Result(running.returncode, out, err)

    return call


@pytest.fixture
def bars(home: Path, tiny_data: Any) -> Path:
    """A plugin in the user's folder that provides the dataset ``bars``."""
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "bars.py").write_text(BARS, "utf-8")
    splits = {"train": tiny_data.train, "test": tiny_data.test}
    arrays = {
        f"{name}_{axis}": getattr(split, axis) for name, split in splits.items() for axis in "xy"
    }
    np.savez(folder / "bars.npz", **arrays)
    return folder / "bars.py"


@pytest.fixture
def tiny(bars: Path, tmp_path: Path) -> Path:
    """An experiment file that trains in a moment."""
    path = tmp_path / "tiny.toml"
    path.write_text(TINY.format(epochs=3), "utf-8")
    return path


@pytest.fixture
def long(bars: Path, tmp_path: Path) -> Path:
    """An experiment file that trains for minutes, unless it is stopped."""
    path = tmp_path / "long.toml"
    path.write_text(TINY.format(epochs=9_999), "utf-8")
    return path


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run of `trained` is kept for the next test that wants one."""
    return tmp_path_factory.mktemp("trained")


@pytest.fixture
def trained(workbench: Command, tiny: Path, trained_once: Path) -> dict[str, Any]:
    """A run that has ended: what ``run --json`` says of it."""
    told = trained_once / "said.json"
    if not told.exists():
        done = workbench("run", tiny, "--json")
        assert done.code == 0, done.err
        shutil.copytree(paths.runs(), trained_once / "runs")
        shutil.copy(modelfile.ledger(), trained_once)
        told.write_text(json.dumps(done.last), "utf-8")
    shutil.copytree(trained_once / "runs", paths.runs(), dirs_exist_ok=True)
    # The run was made here: its model is opened as one's own.
    shutil.copy(trained_once / modelfile.ledger().name, modelfile.ledger())
    found: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return found
