"""Runs, labels, questions and comparisons of an earlier version open, go on and leave as before."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Command
from tests.earlier import JUDGE, PLAN, earlier  # noqa: F401  a fixture

FINISHED, STOPPED, INTERRUPTED, TEXTS = (
    "20261130-060247-e17b",
    "20261130-060326-b31d",
    "20261130-060419-0e7e",
    "20261130-060438-870b",
)

pytestmark = pytest.mark.usefixtures("earlier")


def statuses(workbench: Command) -> dict[str, str]:
    return {run["id"]: run["status"] for run in workbench("runs", "--json").last}


def test_runs_are_listed_with_how_they_ended(workbench: Command) -> None:
    assert statuses(workbench) == {
        FINISHED: "finished",
        STOPPED: "stopped",
        INTERRUPTED: "interrupted",
        TEXTS: "finished",
    }


@pytest.mark.slow
@pytest.mark.parametrize("run", [STOPPED, INTERRUPTED])
def test_a_run_goes_on_where_it_was(run: str, workbench: Command, earlier: Path) -> None:  # noqa: F811
    events = earlier / "data" / "runs" / run / "events.jsonl"
    result = workbench("resume", run)
    assert result.code == 0, result.err
    assert statuses(workbench)[run] == "finished"
    lines = [json.loads(line) for line in events.read_text("utf-8").splitlines()]
    steps = [line["first"] for line in lines if line["event"] == "Stepped"]
    assert steps == sorted(steps)
    assert 59 * 56 <= steps[-1] <= 60 * 56
    assert lines[-1]["metrics"]["test/accuracy"] > 0.8


@pytest.mark.slow
def test_a_finished_run_is_trained_for_more(workbench: Command) -> None:
    result = workbench("resume", FINISHED, "--epochs", "3")
    assert result.code == 0, result.err


def test_texts_that_are_cut_otherwise_today_are_refused(workbench: Command) -> None:
    """Its weights go with numbers that words have no more."""
    before = workbench("runs", "show", TEXTS, "--json").last["metrics"]
    result = workbench("resume", TEXTS, "--epochs", "4")
    assert result.code != 0
    assert "other rows, classes or words" in result.err
    assert workbench("runs", "show", TEXTS, "--json").last["metrics"] == before


def test_a_finished_run_is_exported_and_asked(workbench: Command, tmp_path: Path) -> None:
    model, picture = tmp_path / "digits.onnx", tmp_path / "one.png"
    assert workbench("export", FINISHED, "-o", model).code == 0
    pixels = np.zeros((28, 28), np.uint8)
    pixels[4:24, 13:16] = 255
    Image.fromarray(pixels).save(picture)
    by_file = workbench("predict", model, picture, "--json").last
    by_run = workbench("predict", FINISHED, picture, "--json").last
    assert by_file["predictions"][0]["class"] == by_run["predictions"][0]["class"] == "1"


def test_a_text_model_is_asked(workbench: Command) -> None:
    result = workbench("predict", TEXTS, "a fine film", "--json")
    assert result.code == 0, result.err
    assert result.last["predictions"][0]["class"] in ("negative", "positive")


def test_a_run_is_packed_and_unpacked(workbench: Command, tmp_path: Path) -> None:
    archive = tmp_path / "run.zip"
    assert workbench("runs", "pack", FINISHED, "-o", archive).code == 0
    os.environ["WORKBENCH_HOME"] = str(tmp_path / "another")
    assert workbench("runs", "unpack", archive).code == 0
    assert list(statuses(workbench).values()) == ["finished"]


def test_a_labelling_goes_on_and_is_learnt_from(workbench: Command, tmp_path: Path) -> None:
    before = workbench("label", "show", "mine", "--json").last
    assert (before["labelled"], before["disputed"]) == (4, 1)
    table = tmp_path / "labels.csv"
    assert workbench("label", "export", "mine", table).code == 0
    assert "anna" in table.read_text("utf-8")
    assert workbench("label", "set", "mine", "7", "negative", "--by", "anna").code == 0
    assert workbench("label", "show", "mine", "--json").last["labelled"] == 5
    assert workbench("label", "apply", "mine").code == 0


def test_the_history_of_questions_is_there(workbench: Command, tmp_path: Path) -> None:
    asked = workbench("history", "--json").last
    assert [(one["starred"], one["input"]["text"]) for one in asked] == [
        (False, "a poor meal"),
        (True, "a fine film"),
    ]
    plugin = tmp_path / "judge.py"
    plugin.write_text(JUDGE, "utf-8")
    prompt = PLAN.with_name("judge.toml")
    assert workbench("prompt", prompt, "--input", "new", "--plugin", plugin).code == 0
    assert [one["id"] for one in workbench("history", "--json").last] == [3, 2, 1]


@pytest.mark.slow
def test_a_comparison_is_made_again_of_what_was_answered(
    workbench: Command,
    tmp_path: Path,
    earlier: Path,  # noqa: F811
) -> None:
    folder = earlier / "data" / "comparisons" / "reviews-compared"
    answers = {path.name: path.read_bytes() for path in (folder / "answers").iterdir()}
    accuracies = _accuracies(folder)
    plugin = tmp_path / "judge.py"
    plugin.write_text(JUDGE, "utf-8")
    result = workbench("compare", PLAN, "--plugin", plugin)
    assert result.code in (0, 1), result.err
    assert _accuracies(folder) == accuracies
    kept = {path.name: path.read_bytes() for path in (folder / "answers").iterdir()}
    assert kept.items() >= answers.items()


def _accuracies(folder: Path) -> dict[str, float]:
    verdict = json.loads((folder / "verdict.json").read_text("utf-8"))
    return {one["name"]: one["accuracy"]["value"] for one in verdict["answerers"]}
