"""The form of a table's row: each field changes the answer; and what columns mean to the model."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from workbench.api import train
from workbench.inference import modelfile
from workbench.ui.host import Host
from workbench.ui.state import RunState

LEFT = Qt.MouseButton.LeftButton


RUNS: dict[str, Any] = {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def trained(host: Host, folder: Path, target: str) -> Any:
    """A run on 300 rows in which the price follows the size, and the colour says the shape."""
    if target not in RUNS:
        generator = np.random.default_rng(0)
        lines = ["size,colour,noise,shape,price"]
        for i in range(300):
            size = "" if i % 11 == 0 else f"{i / 10:.1f}"
            colour = ["red", "green", "blue"][i % 3]
            shape = "round" if colour == "red" else "square"
            lines.append(f"{size},{colour},{generator.normal():.3f},{shape},{i * 3:.1f}")
        path = folder / "rows.csv"
        path.write_text("\n".join(lines))
        other = {"price": "shape", "shape": "price"}[target]
        experiment = {
            "dataset": {"id": "row-table", "path": str(path), "target": target, "ignore": other},
            "architecture": {"id": "table-mlp", "width": 32},
            "trainer": {"id": "example-supervised", "epochs": 40, "lr": 0.01},
        }
        RUNS[target] = train(experiment, folder=folder / "runs", progress=False)
    run = RUNS[target]
    copy = host.store.folder / run.id
    shutil.copytree(run.path, copy)
    modelfile.remember((copy / "model.onnx").read_bytes())
    return copy


def playground(host: Host, qtbot: QtBot) -> Any:
    from workbench_plugins.tables.widget import FillRowPlayground

    widget = FillRowPlayground(host)
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    widget.show()
    return widget


def test_without_a_model_it_says_what_to_do(host: Host, qtbot: QtBot) -> None:
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._stack.currentIndex() == 1, timeout=60_000)
    with qtbot.waitSignal(host.page_wanted):
        qtbot.mouseClick(widget._stack.currentWidget().buttons[0], LEFT)


def test_each_field_changes_the_answer(host: Host, qtbot: QtBot, folder: Path) -> None:
    trained(host, folder, "price")
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: set(widget.fields) == {"size", "colour", "noise"}, timeout=60_000)
    qtbot.waitUntil(lambda: widget.answer.text()[:1].isdigit(), timeout=60_000)
    usual = widget.answer.text()
    size = widget.fields["size"]
    assert isinstance(size, QLineEdit)
    size.selectAll()
    qtbot.keyClicks(size, "29.5")
    qtbot.waitUntil(
        lambda: widget.answer.text() != usual and widget.answer.text()[:1].isdigit(), timeout=60_000
    )
    assert float(widget.answer.text().replace(",", "")) > float(usual.replace(",", ""))
    size.selectAll()
    qtbot.keyClicks(size, "large")
    qtbot.waitUntil(
        lambda: "'large' in 'size' is not a number" in widget.problem.text(), timeout=60_000
    )
    assert widget.problem.isVisible()
    size.clear()
    qtbot.waitUntil(lambda: widget.answer.text()[:1].isdigit(), timeout=60_000)
    assert not widget.problem.isVisible()
    qtbot.mouseClick(widget.clear, LEFT)
    assert set(widget.values().values()) == {""}
    qtbot.mouseClick(widget.usual, LEFT)
    qtbot.waitUntil(lambda: widget.answer.text() == usual, timeout=60_000)


def test_a_value_that_is_new_is_named(host: Host, qtbot: QtBot, folder: Path) -> None:
    trained(host, folder, "shape")
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: "%" in widget.answer.text(), timeout=60_000)
    colour = widget.fields["colour"]
    assert isinstance(colour, QComboBox)
    assert {colour.itemText(i) for i in range(colour.count())} == {"", "red", "green", "blue"}
    colour.setCurrentText("red")
    qtbot.waitUntil(lambda: widget.answer.text().startswith("round"), timeout=60_000)
    colour.setCurrentText("green")
    qtbot.waitUntil(lambda: widget.answer.text().startswith("square"), timeout=60_000)
    assert "square" in widget.bars.accessibleDescription()
    colour.setEditText("mauve")
    qtbot.waitUntil(lambda: "value of colour" in widget.remark.text(), timeout=60_000)


def test_a_test_row_fills_the_form(host: Host, qtbot: QtBot, folder: Path) -> None:
    trained(host, folder, "shape")
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: "%" in widget.answer.text(), timeout=60_000)
    qtbot.mouseClick(widget.example, LEFT)
    qtbot.waitUntil(lambda: "The dataset says" in widget.remark.text(), timeout=60_000)
    assert widget.values()["colour"] in ("red", "green", "blue")


@pytest.mark.parametrize("target", ["price", pytest.param("shape", marks=pytest.mark.slow)])
def test_columns_that_matter_are_first(host: Host, qtbot: QtBot, folder: Path, target: str) -> None:
    from workbench_plugins.importance.widget import ImportanceWidget

    run = trained(host, folder, target)
    widget = ImportanceWidget(host)
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    widget.show()
    state = RunState(run=run.name, status="finished", model=str(run / "model.onnx"))
    widget.show_run(state)
    qtbot.waitUntil(lambda: widget.importances is not None, timeout=60_000)
    columns = {column.name: column for column in widget.importances.columns}
    first = "size" if target == "price" else "colour"
    assert widget.importances.columns[0].name == first
    assert columns[first].low > max(columns[n].high for n in columns if n != first)
    assert first in widget.bars.accessibleDescription()
    qtbot.waitUntil(
        lambda: widget.dependence is not None and widget.dependence.column == first, timeout=60_000
    )
    if target == "price":
        mean = widget.dependence.answers[:, 0]
        assert np.corrcoef(widget.dependence.values, mean)[0, 1] > 0.9
        assert "mean" in widget.curve.lines
    else:
        round_, red = widget.output.findText("round"), widget.dependence.values.index("red")
        assert widget.dependence.answers[:, round_].argmax() == red
    other = widget.column.findText("colour" if first == "size" else "size")
    widget.column.setCurrentIndex(other)
    qtbot.waitUntil(lambda: widget.dependence.column != first, timeout=60_000)


def test_shuffling_says_nothing_of_what_the_model_does_not_use(plugins: Any) -> None:
    from workbench_plugins.importance.measure import _with_interval

    found = _with_interval("a", [0.0] * 10)
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.0)
    found = _with_interval("a", [1.0, 2.0, 3.0])
    assert found.value == 2.0
    assert found.high - 2.0 == pytest.approx(4.302653 / np.sqrt(3))
