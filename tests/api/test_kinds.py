"""Rows of kinds that a plugin brings, from Python and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import workbench
from workbench import ModelFileError, UsageError
from workbench.api import RunResult, session
from workbench.api.models import RowPredictions
from workbench.cli.main import main

POINTS = Path(__file__).parents[1] / "points.py"


@pytest.fixture(autouse=True)
def points(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin, loaded for one test."""
    monkeypatch.setattr(session, "_files", [])
    workbench.load_plugins(POINTS)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, RunResult]:
    """A run for a number and one for a class."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_HOME", str(tmp_path_factory.mktemp("points")))
        patch.setattr(session, "_files", [])
        workbench.load_plugins(POINTS)
        return {
            id: workbench.train(
                dataset=id,
                architecture="point-net",
                trainer="example-supervised",
                epochs=40,
            )
            for id in ("prices", "sides")
        }


def predicted(run: RunResult, inputs: object) -> RowPredictions:
    found = workbench.predict(run, inputs)
    assert isinstance(found, RowPredictions)
    return found


def test_numbers_are_predicted_in_their_unit(runs: dict[str, RunResult], tmp_path: Path) -> None:
    rows = np.array([[0.5, -1.0], [2.0, 1.0]])
    whole = predicted(runs["prices"], rows)
    assert whole.predictions.shape == (2,)
    assert whole.predictions.dtype == np.float64
    assert whole.labels == [whole.target.text(value) for value in whole.predictions]
    assert whole.labels[0].endswith(" EUR")
    assert np.isnan(whole.confidences).all()
    one = predicted(runs["prices"], [0.5, -1.0])
    each = predicted(runs["prices"], [rows[0], rows[1]])
    assert one.predictions == pytest.approx(whole.predictions[:1], rel=1e-6)
    assert each.predictions == pytest.approx(whole.predictions, rel=1e-6)
    file = tmp_path / "points.txt"
    file.write_text("0.5 -1\n2 1\n")
    read = predicted(runs["prices"], str(file))
    assert read.predictions == pytest.approx(whole.predictions, rel=1e-6)
    assert [name[-5:] for name in read.inputs] == ["row 1", "row 2"]
    with pytest.raises(UsageError, match="not with probabilities"):
        _ = whole.probabilities
    with pytest.raises(UsageError, match="not with classes"):
        _ = whole.indices
    assert "EUR" in whole._repr_html_()
    pytest.importorskip("pandas")
    assert list(whole.to_pandas().columns) == ["input", "prediction"]


def test_classes_are_predicted_with_their_probabilities(runs: dict[str, RunResult]) -> None:
    found = predicted(runs["sides"], np.array([[3.0, 0.0], [-3.0, 0.0]]))
    assert found.labels == ["right", "left"]
    assert found.indices.tolist() == [1, 0]
    assert found.probabilities.sum(1) == pytest.approx([1.0, 1.0], abs=1e-5)
    assert found.input_kind.noun == ("point", "points")


def test_what_is_no_row_is_refused(
    runs: dict[str, RunResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="no row of shape"):
        workbench.predict(runs["sides"], np.zeros((2, 3)))
    with pytest.raises(UsageError, match="no numbers"):
        workbench.predict(runs["sides"], "left")
    monkeypatch.setattr(session, "_files", [])
    with pytest.raises(ModelFileError, match="no plugin here knows"):
        workbench.predict(runs["sides"], np.zeros((2, 2)))


def test_runs_show_the_metric_that_decides(runs: dict[str, RunResult]) -> None:
    folder = runs["prices"].path.parent
    table = workbench.list_runs(folder)
    mae = runs["prices"].metrics["test/mae"]
    assert f"MAE {mae:.4g}" in str(table)
    assert "accuracy " in str(table)


def test_the_command_line_reads_rows_from_stdin(
    runs: dict[str, RunResult],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "points.txt"
    file.write_text("0.5 -1\n")
    source = tmp_path / "stdin"
    source.write_text(f"{file}\nnonsense\n")
    model = str(runs["prices"].model_file)
    with source.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        with pytest.raises(SystemExit) as end:
            main(["predict", model, "-", "--json", "--plugin", str(POINTS)])
    assert end.value.code == 1
    answers = json.loads(capfd.readouterr().out)["predictions"]
    expected = predicted(runs["prices"], [0.5, -1.0])
    assert answers[0]["value"] == pytest.approx(expected.predictions[0], rel=1e-6)
    assert answers[0]["prediction"] == expected.labels[0]
    assert "error" in answers[1]


@pytest.mark.parametrize(
    ("dataset", "words"),
    [
        ("sides", ("class", "left", "right", "120 points drawn.")),
        ("prices", ("price", "points", "mean (EUR)", "median (EUR)")),
        ("quadrants", ("points", "right", "up")),
    ],
)
def test_a_dataset_is_shown_by_its_target(
    dataset: str, words: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["data", "show", dataset, "--plugin", str(POINTS)])
    out = capfd.readouterr().out
    assert all(word in out for word in words), out
    with pytest.raises(SystemExit):
        main(["data", "show", dataset, "--json", "--plugin", str(POINTS)])
    facts = json.loads(capfd.readouterr().out)
    if dataset == "prices":
        assert facts["rows"] == {"train": 90, "test": 30}
        assert facts["number"]["unit"] == "EUR"
    elif dataset == "quadrants":
        assert set(facts["labels"]) == {"right", "up"}
    else:
        assert sum(facts["classes"]["left"].values()) < 120
        assert facts["notes"] == ["120 points drawn."]
