"""The table of classes and the reliability diagram, while a run trains and afterwards."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sklearn.metrics import precision_recall_fscore_support

from tests.ui.training import (
    TAGS,
    evaluated,
    started,
    state_of,
    stepped,
    stored_run,
    tagged,
    tagged_run,
)
from workbench.core.contracts.events import Evaluated
from workbench.core.statistics import calibration_error, label_figure, per_class_scores
from workbench.ui.host import Host


@pytest.fixture
def classes(qtbot: QtBot, host: Host):
    from workbench_plugins.per_class.widget import PerClassWidget

    widget = PerClassWidget(host)
    qtbot.addWidget(widget)
    widget.resize(420, 560)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def diagram(qtbot: QtBot, host: Host):
    from workbench_plugins.calibration.widget import ReliabilityWidget

    widget = ReliabilityWidget(host)
    qtbot.addWidget(widget)
    widget.resize(420, 560)
    widget.show()
    return widget


def cells(view) -> list[list[str]]:
    model = view.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def measured(view, host: Host, *events: Evaluated) -> str:
    run = stored_run(host)
    view.show_run(state_of(started(run), stepped(0), *events, run=run))
    return run


def test_each_class_has_its_figures_and_they_follow_the_training(classes, host: Host) -> None:
    run = measured(classes, host, evaluated(10))
    # Three of the four rows of class 1 were read as 7.
    assert cells(classes)[1] == ["1", "100.0", "25.0", "40.0", "4"]
    assert cells(classes)[7] == ["7", "57.1", "100.0", "72.7", "4"]
    assert "40 rows, epoch 1.0" in classes.words.text()
    classes.table.selectRow(1)
    classes.show_run(state_of(started(run), evaluated(10), evaluated(20, wrong=0), run=run))
    assert cells(classes)[1] == ["1", "100.0", "100.0", "100.0", "4"]
    assert classes.table.currentIndex().row() == 1
    assert "precision 100.0 %, recall 100.0 %, F1 100.0 %" in classes.words.text()


def test_a_click_on_a_head_sorts_and_the_file_keeps_the_order(
    classes, host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    measured(classes, host, evaluated(10))
    table = classes.table
    header = table.horizontalHeader()
    at = header.sectionViewportPosition(1) + header.sectionSize(1) // 2
    for _ in range(2):
        place = QPoint(at, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        if cells(classes)[0][0] == "7":
            break
    assert cells(classes)[0][:2] == ["7", "57.1"]
    classes.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus, timeout=60_000)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table, Qt.Key.Key_S, modifiers)
    dialog = table.findChildren(QFileDialog)[-1]
    assert dialog.defaultSuffix() == "csv"
    path = tmp_path / "classes.csv"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(path.exists, timeout=60_000)
    with path.open(newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["Class", "Precision (%)", "Recall (%)", "F1 (%)", "Rows"]
    assert rows[0][0] == "7"
    scores = per_class_scores(np.asarray(evaluated(10).confusion))
    assert {row[0]: float(row[3]) for row in rows} == {
        str(i): 100 * f1 for i, f1 in enumerate(scores.f1.tolist())
    }


def test_each_of_several_labels_is_counted_against_the_rest(
    classes, host: Host, qtbot: QtBot
) -> None:
    event = tagged()
    run = tagged_run(host)
    classes.show_run(state_of(started(run), stepped(0), event, run=run))
    qtbot.waitUntil(lambda: not classes._panel.empty, timeout=60_000)
    truth, predicted = np.asarray(event.truth), np.asarray(event.scores) >= 0.5
    assert [row[0] for row in cells(classes)] == list(TAGS)
    assert "Label" in classes.table.plot_table().columns
    assert [int(row[4]) for row in cells(classes)] == truth.sum(0).tolist()
    hits = (truth * predicted).sum(0)
    recalls = [
        f"{100 * hit / n:.1f}" if n else "–" for hit, n in zip(hits, truth.sum(0), strict=True)
    ]
    assert [row[2] for row in cells(classes)] == recalls
    precision, recall, f1 = (
        f"{100 * figure:.1f} %"
        for figure in precision_recall_fscore_support(
            truth.ravel(), predicted.ravel(), average="binary"
        )[:3]
    )
    assert f"Micro average: precision {precision}, recall {recall}, F1 {f1}. 300 rows" in (
        classes.words.text()
    )
    macro = 100 * label_figure("macro_f1", truth, predicted)
    assert f"F1 {macro:.1f} %. Micro" in classes.words.text()


def test_reliability_of_several_labels_is_over_all_decisions(
    diagram, host: Host, qtbot: QtBot
) -> None:
    event = tagged()
    run = tagged_run(host)
    diagram.show_run(state_of(started(run), stepped(0), event, run=run))
    qtbot.waitUntil(lambda: not diagram._panel.empty, timeout=60_000)
    scores, truth = np.asarray(event.scores, np.float64), np.asarray(event.truth) == 1
    sure, right = np.maximum(scores, 1 - scores).ravel(), ((scores >= 0.5) == truth).ravel()
    error = 100 * calibration_error(sure, right)
    assert f"ECE {error:.2f} %" in diagram.words.text()
    assert "1,200 decisions, one per row and label" in diagram.words.text()
    assert f"accuracy {100 * right.mean():.2f} %" in diagram.words.text()


def test_what_is_not_known_is_a_dash_and_sorts_below(classes, host: Host) -> None:
    event = evaluated(10)
    confusion = np.array(event.confusion)
    confusion[3] = confusion[:, 3] = 0
    measured(classes, host, Evaluated(10, 1.0, 1.0, "val", {}, confusion=confusion))
    assert cells(classes)[3] == ["3", "–", "–", "–", "0"]
    classes.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert cells(classes)[0][0] == "3"


def test_the_table_says_what_to_do_when_there_is_nothing(classes) -> None:
    assert "Train, and" in classes._panel.placeholder.text.text()
    classes.show_run(state_of(started("r"), Evaluated(1, 0.1, 1.0, "val", {}), run="r"))
    assert classes._panel.empty


def scored(n: int = 500) -> Evaluated:
    generator = np.random.default_rng(0)
    scores = generator.dirichlet(np.full(10, 0.2), n).astype(np.float32)
    truth = generator.integers(0, 10, n)
    truth[: n // 2] = scores[: n // 2].argmax(1)
    return Evaluated(10, 1.0, 1.0, "val", {}, scores=scores, truth=truth)


@pytest.mark.parametrize("binning", ["width", "mass"])
def test_reliability_and_its_error_by_either_binning(
    binning, diagram, host: Host, qtbot: QtBot
) -> None:
    event = scored()
    diagram.binning.setCurrentIndex(diagram.binning.findData(binning))
    measured(diagram, host, event)
    qtbot.waitUntil(lambda: not diagram._panel.empty, timeout=60_000)
    sure = np.asarray(event.scores).max(1).astype(np.float64)
    right = np.asarray(event.scores).argmax(1) == event.truth
    error = calibration_error(sure, right, binning=binning)
    assert f"ECE {100 * error:.2f} % in 15 bins of equal" in diagram.words.text()
    assert "500 rows, epoch 1.0" in diagram.words.text()
    columns = {k: np.asarray(v) for k, v in diagram.plot.plot_table().columns.items()}
    assert list(columns) == ["Confidence", "Accuracy", "Gap (accuracy − confidence)", "Rows"]
    assert columns["Rows"].sum() == 500
    weighted = columns["Rows"] @ abs(columns["Accuracy"] - columns["Confidence"]) / 500
    assert weighted == pytest.approx(error)
    line = diagram.plot.lines["accuracy"]
    assert line.y.tolist() == columns["Accuracy"].tolist()


def test_without_scores_the_diagram_says_so(diagram, host: Host) -> None:
    measured(diagram, host, evaluated(10))
    assert diagram._panel.empty
    assert "next evaluation" in diagram._panel.placeholder.text.text()
