"""Plots are saved from the keyboard, the menu and the button: the file holds what is shown."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QEnterEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.training import evaluated, started, state_of, stepped, stored_run, trained
from workbench.core.io import plain_text
from workbench.core.plugins import discover
from workbench.inference.attention import ExampleAttention, step_by_step
from workbench.ui.host import Host
from workbench.ui.labelling.overview import ClassCounts
from workbench.ui.labelling.row_view import RowPicture
from workbench.ui.plots import plot_picture
from workbench.ui.plots.attention_grid import AttentionGrid
from workbench.ui.plots.attention_map import AttentionMap
from workbench.ui.plots.balance import Balance
from workbench.ui.plots.bars import BarChart
from workbench.ui.plots.choice import RowChooser
from workbench.ui.plots.cost import CostBars
from workbench.ui.plots.curves import CurvePlot
from workbench.ui.plots.heatmap import Heatmap
from workbench.ui.plots.histogram import Histogram
from workbench.ui.plots.intervals import IntervalBars, IntervalRow
from workbench.ui.plots.line_item import PlotLine
from workbench.ui.plots.number_map import NumberMap
from workbench.ui.plots.number_spread import NumberSpread
from workbench.ui.plots.pictures import PixelView
from workbench.ui.plots.plot_actions import PlotActions, add_plot_actions, plot_actions
from workbench.ui.plots.pointmap import PointMap
from workbench.ui.plots.qkv import StepTable
from workbench.ui.plots.scatter import ScatterPlot
from workbench.ui.plots.surface import LossSurface
from workbench.ui.prompting.answer_text import AnswerText

SAVE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
GENERATOR = np.random.default_rng(0)


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return head, [[plain_text.read_cell(cell) for cell in row] for row in rows]


def saved(plot: QWidget, qtbot: QtBot, path: Path) -> Path:
    """Press the key in the plot, name a file in the dialog, and wait until it is there."""
    plot.activateWindow()
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus, timeout=60_000)
    qtbot.keyClick(plot, Qt.Key.Key_S, SAVE)
    dialog = plot.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(path.exists, timeout=60_000)
    return path


# --- one plot of each kind, on numbers that are known


def curve(host: Host) -> QWidget:
    plot = CurvePlot("Loss: a test")
    plot.set_colors(host.theme.colors)
    plot.set_axes("Step", "Loss (nats)")
    x = np.arange(3000.0)
    lines = {
        "a": PlotLine(x, 1 / (x + 1), "#ff0000", "first"),
        "b": PlotLine(x[:2], np.array([0.1, 0.3]), "#00ff00", "=second", dots=True),
    }
    plot.show_lines(lines, (0.0, 3000.0))
    return plot


def scatter(host: Host) -> QWidget:
    plot = ScatterPlot("Points", "diagonal")
    plot.set_colors(host.theme.colors)
    plot.set_axes("True (km)", "Predicted (km)")
    plot.show_points(np.array([3.0, 1.0, 2.0]), np.array([0.1, 0.2, 0.3]))
    return plot


def heatmap(host: Host) -> QWidget:
    plot = Heatmap()
    plot.set_colors(host.theme.colors)
    plot.set_counts(np.array([[3, 1], [0, 4]]), ("cat", "dog"))
    return plot


def intervals(host: Host) -> QWidget:
    plot = IntervalBars(host.theme, "Importance")
    rows = [IntervalRow("a", 0.3, 0.1, 0.5, "0.3"), IntervalRow("b", -0.1, -0.2, 0.0, "-0.1")]
    plot.show_values(rows, quantity="Change in MAE (km)")
    return plot


def bars(host: Host, kind: type[BarChart] = BarChart) -> QWidget:
    plot = kind(host.theme)
    answers = [("one", np.array([0.9, 0.1], np.float32)), ("two", np.array([0.4, 0.6], np.float32))]
    plot.show_answers(["cat", "dog"], answers)
    return plot


def histogram(host: Host) -> QWidget:
    plot = Histogram("Weights, hidden1")
    plot.set_colors(host.theme.colors, "#0000ff")
    plot.set_data(np.array([1, 5, 2]), np.array([-1.0, 0.0, 1.0, 2.0]))
    return plot


def balance(host: Host) -> QWidget:
    plot = Balance(host.theme)
    plot.show_counts(["cat", "dog"], np.array([7, 8]), np.array([2, 1]))
    return plot


def spread(host: Host) -> QWidget:
    from workbench import Number

    plot = NumberSpread(host.theme)
    plot.show_numbers(Number("length", "km"), np.arange(60.0), np.arange(30.0))
    return plot


def cost(host: Host) -> QWidget:
    plot = CostBars(host.theme)
    plot.show_cost(["cat", "dog"], np.array([0.25, 0.75], np.float32), 1)
    return plot


def number_map(host: Host) -> QWidget:
    plot = NumberMap("Places", lambda row, column, number: f"{number}")
    plot.set_colors(host.theme.colors)
    plot.set_numbers(np.array([[0.5, -1.0], [2.0, 0.1]], np.float32), "Place", "Number")
    return plot


def attention(host: Host) -> QWidget:
    plot = AttentionMap()
    plot.set_colors(host.theme.colors)
    plot.set_map(np.array([[1.0, 0.0], [0.25, 0.75]], np.float32), ["the", "cat"], True)
    return plot


def grid(host: Host) -> QWidget:
    plot = AttentionGrid()
    plot.set_colors(host.theme.colors)
    plot.set_maps(np.tile(np.eye(2, dtype=np.float16), (2, 3, 1, 1)))
    return plot


def points(host: Host) -> QWidget:
    plot = PointMap(host.theme)
    plot.show_points(np.array([[0.0, 1.0], [1.0, 0.0]], np.float32), ["cat", "dog"])
    return plot


def surface(host: Host) -> QWidget:
    plot = LossSurface(host.theme)
    x = np.linspace(-1, 1, 5).astype(np.float32)
    plot.show_surface(
        x, x, np.hypot.outer(x, x).astype(np.float32) + 1, np.zeros((2, 2), np.float32)
    )
    return plot


def pixels(host: Host) -> QWidget:
    plot = PixelView()
    plot.set_colors(host.theme.colors)
    plot.set_picture(np.array([[[1, 2, 3], [4, 5, 6]], [[200, 0, 0], [0, 0, 200]]], np.uint8))
    return plot


def picture_to_label(host: Host) -> QWidget:
    plot = RowPicture()
    plot.show_picture(np.array([[0, 90], [200, 255]], np.uint8))
    return plot


def label_counts(host: Host) -> QWidget:
    plot = ClassCounts(host.theme)
    plot.show_counts(["cat", "dog"], [3, 0])
    return plot


def steps(host: Host) -> QWidget:
    plot = StepTable()
    plot.set_colors(host.theme.colors)
    keys = np.array([[[[1.0, 0.0], [0.0, 2.0]]]], np.float32)
    maps = np.full((1, 1, 2, 2), 0.5, np.float32)
    example = ExampleAttention(("the", "cat"), maps, keys, keys, keys, False)
    plot.set_steps(step_by_step(example, 0, 0, 0), ("the", "cat"), 0, False)
    return plot


def answer(host: Host) -> QWidget:
    plot = AnswerText(host.theme)
    plot.show_answer("a cat", (("a", -0.5), (" cat", -2.0)))
    return plot


EXPECTED: dict[str, tuple[Callable[[Host], QWidget], list[str], list[list[object]]]] = {
    "scatter": (scatter, ["True (km)", "Predicted (km)"], [[3.0, 0.1], [1.0, 0.2], [2.0, 0.3]]),
    "heatmap": (
        heatmap,
        [
            "True class",
            "Predicted class",
            "Rows",
            "Share of true class (%)",
            "Share of predicted class (%)",
        ],
        [
            ["cat", "cat", 3, 75.0, 100.0],
            ["cat", "dog", 1, 25.0, 20.0],
            ["dog", "cat", 0, 0.0, 0.0],
            ["dog", "dog", 4, 100.0, 80.0],
        ],
    ),
    "intervals": (
        intervals,
        ["Name", "Change in MAE (km)", "Low", "High"],
        [["a", 0.3, 0.1, 0.5], ["b", -0.1, -0.2, 0.0]],
    ),
    "bars": (
        bars,
        ["Class", "Probability, one", "Probability, two"],
        [["cat", 0.9, 0.4], ["dog", 0.1, 0.6]],
    ),
    "chooser": (
        lambda host: bars(host, RowChooser),
        ["Class", "Probability, one", "Probability, two"],
        [["cat", 0.9, 0.4], ["dog", 0.1, 0.6]],
    ),
    "histogram": (
        histogram,
        ["From", "To", "Count"],
        [[-1.0, 0.0, 1.0], [0.0, 1.0, 5.0], [1.0, 2.0, 2.0]],
    ),
    "balance": (
        balance,
        ["Class", "Training rows", "Test rows"],
        [["cat", 7, 2], ["dog", 8, 1]],
    ),
    "cost": (
        cost,
        ["Class", "True", "Probability", "Push of the gradient"],
        [["cat", 0, 0.25, -0.25], ["dog", 1, 0.75, 0.25]],
    ),
    "number map": (
        number_map,
        ["Place", "Number", "Value"],
        [[1, 1, 0.5], [1, 2, -1.0], [2, 1, 2.0], [2, 2, 0.1]],
    ),
    "attention": (
        attention,
        ["Query place", "Query", "Key place", "Key", "Weight"],
        [
            [1, "the", 1, "the", 1.0],
            [1, "the", 2, "cat", 0.0],
            [2, "cat", 1, "the", 0.25],
            [2, "cat", 2, "cat", 0.75],
        ],
    ),
    "pixels": (
        pixels,
        ["Row", "Column", "Red", "Green", "Blue"],
        [[0, 0, 1, 2, 3], [0, 1, 4, 5, 6], [1, 0, 200, 0, 0], [1, 1, 0, 0, 200]],
    ),
    "picture to label": (
        picture_to_label,
        ["Row", "Column", "Value"],
        [[0, 0, 0], [0, 1, 90], [1, 0, 200], [1, 1, 255]],
    ),
    "label counts": (label_counts, ["Class", "Labels"], [["cat", 3], ["dog", 0]]),
    "answer": (
        answer,
        ["Token", "Probability", "Log probability (nats)"],
        [["a", float(np.exp(-0.5)), -0.5], [" cat", float(np.exp(-2.0)), -2.0]],
    ),
}
OTHERS = {"curve": curve, "spread": spread, "grid": grid, "points": points, "surface": surface}
OTHERS |= {"steps": steps}
# Pictures have no text beside their title; the token's own picture is one of text.
FEW_TEXTS = ("points", "grid", "pixels", "picture to label", "answer")
ALL = {name: make for name, (make, _, _) in EXPECTED.items()} | OTHERS


def shown(plot: QWidget, host: Host, qtbot: QtBot) -> QWidget:
    qtbot.addWidget(plot)
    add_plot_actions(host, plot)
    plot.resize(420, 300)
    plot.show()
    qtbot.waitExposed(plot)
    plot.activateWindow()
    return plot


@pytest.mark.parametrize("name", EXPECTED)
def test_the_key_writes_the_numbers(name: str, host: Host, qtbot: QtBot, tmp_path: Path) -> None:
    make, headings, rows = EXPECTED[name]
    found = read(saved(shown(make(host), host, qtbot), qtbot, tmp_path / "plot.csv"))
    assert found[0] == headings
    numbers = [
        [
            float(cell) if isinstance(want, float | int) else cell
            for cell, want in zip(*pair, strict=True)
        ]
        for pair in zip(found[1], rows, strict=True)
    ]
    assert numbers == rows


def test_curves_are_written_whole_and_read_back_exactly(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    """Zoomed in and thinned for the screen, and with a name that a spreadsheet would compute."""
    plot = shown(curve(host), host, qtbot)
    assert isinstance(plot, CurvePlot)
    plot.zoom_to(10, 20)
    headings, rows = read(saved(plot, qtbot, tmp_path / "plot.csv"))
    assert headings == ["Line", "Step", "Loss (nats)"]
    for name, line in (("first", plot.lines["a"]), ("=second", plot.lines["b"])):
        mine = np.array([[float(x), float(y)] for at, x, y in rows if at == name])
        assert np.array_equal(mine, np.stack([line.x, line.y], 1))


@pytest.mark.parametrize("name", ["steps", "picture to label", "answer", "pixels"])
def test_a_picture_says_nothing_of_the_keyboard(name: str, host: Host, qtbot: QtBot) -> None:
    plot = shown(ALL[name](host), host, qtbot)
    colors = host.theme.colors
    plot.clearFocus()
    QApplication.processEvents()
    without = plot_picture.plot_image(plot, colors)
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus, timeout=60_000)
    assert plot_picture.plot_image(plot, colors) == without


@pytest.mark.parametrize("name", ALL)
def test_pictures_open_and_hold_the_plot(
    name: str, host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    plot = shown(ALL[name](host), host, qtbot)
    image = QImage(str(saved(plot, qtbot, tmp_path / "plot.png")))
    assert image.width() >= 2 * plot.width()
    below = image.copy(0, 60, image.width(), image.height() - 60)
    distinct = {
        below.pixel(x, y) for x in range(0, below.width(), 3) for y in range(below.height())
    }
    assert len(distinct) > 3, "nothing but the ground was painted"
    root = ElementTree.parse(saved(plot, qtbot, tmp_path / "plot.svg")).getroot()
    assert root.tag.endswith("}svg")
    texts = [element.text or "" for element in root.iter() if element.tag.endswith("}text")]
    assert plot.accessibleName() in texts
    if name not in FEW_TEXTS:  # the names of points and heads are few, and elided
        assert len(texts) >= 3
    _, rows = read(saved(plot, qtbot, tmp_path / "plot.csv"))
    assert rows


def test_axis_titles_and_legend_are_text_in_the_svg(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    plot = shown(curve(host), host, qtbot)
    root = ElementTree.parse(saved(plot, qtbot, tmp_path / "plot.svg")).getroot()
    elements = [element for element in root.iter() if element.tag.endswith("}text")]
    texts = {(element.text or "").strip() for element in elements}
    assert {"Loss: a test", "first", "=second", "Step", "Loss (nats)"} <= texts


def test_a_file_that_cannot_be_written_is_a_notice(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    plot = shown(heatmap(host), host, qtbot)
    actions = plot_actions(plot)
    assert actions is not None
    for suffix in (".csv", ".png", ".svg"):
        host.notices.shown.clear()
        actions.save(tmp_path / "missing" / f"plot{suffix}")
        qtbot.waitUntil(lambda: bool(host.notices.shown), timeout=60_000)
        notice = host.notices.shown[-1]
        assert notice.severity == "error"
        assert "Cannot write" in notice.message
        assert "folder" in notice.remedy


def test_an_unknown_ending_and_an_empty_plot_are_refused(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    plot = shown(Heatmap(), host, qtbot)
    actions = plot_actions(plot)
    assert actions is not None
    actions.save(tmp_path / "plot.gif")
    assert ".png, .svg, .csv" in host.notices.shown[-1].remedy
    actions.save(tmp_path / "plot.csv")
    assert "nothing in this plot" in host.notices.shown[-1].message
    assert not list(tmp_path.glob("plot*"))


def test_too_many_numbers_are_refused_before_they_are_made(host: Host, qtbot: QtBot) -> None:
    plot = AttentionGrid()
    plot.set_colors(host.theme.colors)
    plot.set_maps(np.broadcast_to(np.float16(0.1), (8, 8, 200, 200)))
    actions = plot_actions(shown(plot, host, qtbot))
    assert actions is not None
    actions.save(Path("plot.csv"))
    assert "too many" in host.notices.shown[-1].message


def test_the_button_comes_with_the_pointer_or_the_focus(host: Host, qtbot: QtBot) -> None:
    plot = shown(intervals(host), host, qtbot)
    actions = plot_actions(plot)
    assert actions is not None
    button = actions.button
    assert not button.isVisible()
    at = QPointF(5, 5)
    QApplication.sendEvent(plot, QEnterEvent(at, at, at))
    assert button.isVisible()
    assert plot.rect().contains(button.geometry())
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert not button.isVisible()
    # A plot that could not be reached by keyboard can be now, and its button after it.
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.isVisible, timeout=60_000)
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert button.isVisible()
    assert button.accessibleName() == "Save: Importance"
    assert button.menu().actions() == plot.actions()


def test_the_menu_offers_each_format_and_the_dialog_ends_the_name(host: Host, qtbot: QtBot) -> None:
    plot = shown(curve(host), host, qtbot)
    assert plot.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    for text, suffix in (("PNG", "png"), ("SVG", "svg"), ("CSV", "csv")):
        action(plot, text).trigger()
        dialog = plot.findChildren(QFileDialog)[-1]
        assert dialog.defaultSuffix() == suffix
        assert Path(dialog.selectedFiles()[0]).name == f"loss-a-test.{suffix}"
        dialog.reject()


def test_the_picture_is_copied(host: Host, qtbot: QtBot) -> None:
    plot = shown(heatmap(host), host, qtbot)
    action(plot, "Copy").trigger()
    assert QGuiApplication.clipboard().image().width() >= 2 * plot.width()


def action(plot: QWidget, text: str) -> QAction:
    return next(each for each in plot.actions() if text in each.text())


@pytest.mark.parametrize("make", [curve, surface])
def test_home_and_a_double_click_show_the_whole_again(
    make: Callable[[Host], QWidget], host: Host, qtbot: QtBot
) -> None:
    plot = shown(make(host), host, qtbot)
    assert isinstance(plot, CurvePlot | LossSurface)
    whole = plot.getViewBox().viewRange()[0]
    for reset in (
        lambda: qtbot.keyClick(plot, Qt.Key.Key_Home),
        lambda: qtbot.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton),
        lambda: action(plot, "Reset view").trigger(),
    ):
        plot.getViewBox().setXRange(0.1, 0.2, padding=0)
        assert plot.getViewBox().viewRange()[0] != pytest.approx(whole)
        plot.setFocus()
        reset()
        assert plot.getViewBox().viewRange()[0] == pytest.approx(whole)


# --- the plots in the built-in views


def test_every_plot_of_every_built_in_view_can_be_saved(host: Host, qtbot: QtBot) -> None:
    """Whatever shows numbers says them, and whoever builds it offers them to be saved."""
    from workbench.core.contracts.contributions import View
    from workbench.ui import contained

    run = stored_run(host)
    state = state_of(started(run), stepped(0), evaluated(10), run=run)
    seen, without = 0, []
    for id, view in discover(installed=False).of(View).items():
        widget = contained.new_widget(view.widget, host)
        qtbot.addWidget(widget)
        widget.show_run(state)
        for child in (widget, *widget.findChildren(QWidget)):
            if callable(getattr(child, "plot_table", None)):
                seen += 1
                if plot_actions(child) is None:
                    without.append(f"{id}: {type(child).__name__}")
            elif isinstance(child, pg.PlotWidget) or (
                type(child).__module__.startswith("workbench")
                and "paintEvent" in type(child).__dict__
                and type(child).__name__.endswith(("Plot", "Map", "Bars", "Chart", "View"))
            ):
                without.append(f"{id}: {type(child).__name__} has no plot_table")
    assert seen > 15
    assert not without


def test_curves_are_saved_with_units(host: Host, qtbot: QtBot, tmp_path: Path) -> None:
    from workbench_plugins.curves.widget import CurvesWidget

    widget = CurvesWidget(host)
    qtbot.addWidget(widget)
    widget.resize(900, 560)
    widget.show()
    state = trained()
    widget.show_run(state)
    qtbot.waitExposed(widget)
    widget.activateWindow()
    headings, rows = read(saved(widget.loss, qtbot, tmp_path / "loss.csv"))
    assert headings == ["Line", "Step", "Loss"]
    raw = [float(y) for name, _, y in rows if name == "training, each step"]
    assert raw == state.curves["loss"].y.tolist()
    assert {name for name, _, _ in rows} == {"training, each step", "training", "validation"}
    assert isinstance(plot_actions(widget.rate), PlotActions)


def test_the_figures_of_a_verdict_are_saved_with_their_numbers(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    from tests.comparison import made
    from workbench.comparison.report import data as pages
    from workbench.ui.pages.compare import ComparePage

    compare = ComparePage(host)
    qtbot.addWidget(compare)
    compare.resize(1100, 700)
    compare.show()
    qtbot.waitExposed(compare)
    found = pages.page(made.comparison())
    compare._show(found)
    assert compare.view is not None
    views = compare.view.pictures.views
    assert len(views) > 3
    for number, view in enumerate(views):
        path = tmp_path / f"{number}.csv"
        actions = plot_actions(view)
        assert actions is not None
        actions.save(path)
        qtbot.waitUntil(path.exists, timeout=60_000)
        assert read(path)[1], view.picture.title
    headings, rows = read(saved(views[0], qtbot, tmp_path / "forest.csv"))
    assert headings == ["Model", "Metric", "Value", "Low (95 %)", "High (95 %)"]
    table = found.table
    own = [row for row in rows if row[1] == table.measure.title]
    figures = {entry.name: entry.figure(table.metric) for entry in table.entries}
    assert {name: (float(value), float(low), float(high)) for name, _, value, low, high in own} == {
        name: (figure.value, figure.low, figure.high) for name, figure in figures.items()
    }
    root = ElementTree.parse(saved(views[0], qtbot, tmp_path / "forest.svg")).getroot()
    texts = {element.text for element in root.iter() if element.tag.endswith("}text")}
    assert views[0].picture.title in texts


def test_the_amounts_of_a_dataset_are_saved(host: Host, qtbot: QtBot) -> None:
    from workbench.ui.pages.data import DataPage

    data = DataPage(host)
    qtbot.addWidget(data)
    for plot in (data.balance, data.spread):
        assert plot_actions(plot) is not None


def test_the_next_plot_is_offered_where_the_last_one_was_saved(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    saved(shown(heatmap(host), host, qtbot), qtbot, tmp_path / "one.csv")
    other = shown(balance(host), host, qtbot)
    action(other, "PNG").trigger()
    dialog = other.findChildren(QFileDialog)[-1]
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.reject()
