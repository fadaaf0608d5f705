"""The example of a kind of data that nobody here knows: installed, trained, asked and compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "examples" / "plugins" / "molecules"
LINES = 150


def test_it_is_short_and_nobody_here_names_it() -> None:
    files = [*FOLDER.rglob("*.py")]
    assert sum(len(file.read_text("utf-8").splitlines()) for file in files) <= LINES
    workbench = Path(__file__).parents[2] / "workbench"
    assert not [p for p in workbench.rglob("*.py") if "molecul" in p.read_text("utf-8").lower()]


@pytest.mark.slow
def test_as_an_installed_package_it_trains_predicts_and_is_compared(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    flags = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", site)
    copied = tmp_path / "molecules"
    subprocess.run(["cp", "-r", FOLDER, copied], check=True)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", *flags, ".")
    subprocess.run(pip, cwd=copied, check=True)
    environment = os.environ | {"PYTHONPATH": str(site), "OMP_NUM_THREADS": "1"}
    environment["WORKBENCH_HOME"] = str(tmp_path / "home")

    def run(*words: str | Path) -> str:
        command = [sys.executable, *map(str, words)]
        done = subprocess.run(
            command, cwd=copied, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "test_molecules.py")
    shown = json.loads(run("-m", "workbench", "data", "show", "molecule-chains", "--json"))
    assert shown["task"] == "molecules to molar mass in g/mol"
    trained = run("-m", "workbench", "run", "molecules.toml", "--json").splitlines()[-1]
    end = json.loads(trained)
    assert end["metrics"]["test/r2"] > 0.99
    answer = json.loads(run("-m", "workbench", "predict", end["model"], "CCOC(=O)C", "--json"))
    assert abs(answer["predictions"][0]["value"] - 88.11) < 2  # ethyl acetate, not among the chains
    compared = json.loads(
        run("-m", "workbench", "compare", "molecules-compare.toml", "--out", "compared", "--json")
    )
    network, median = compared["answerers"]
    assert compared["unit"] == "g/mol"
    assert compared["leaks"] == []
    assert compared["verdict"]["choice"] == network["name"] == "Atom counts"
    assert network["mae"]["high"] < 1 < median["mae"]["low"]
