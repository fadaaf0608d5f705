from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.training import evaluated, started, state_of, stepped, stored_run
from workbench.core.contracts.dataset import ImageClasses
from workbench.ui.host import Host
from workbench.ui.plots.gallery import PictureDialog
from workbench.ui.plots.heatmap import Heatmap, Normalisation, blend
from workbench.ui.state import RunState


@pytest.fixture
def view(qtbot: QtBot, host: Host):
    from workbench_plugins.confusion.widget import ConfusionWidget

    widget = ConfusionWidget(host)
    qtbot.addWidget(widget)
    widget.resize(420, 560)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def shown(view, host: Host, qtbot: QtBot, *splits: str, wrong: int = 3) -> RunState:
    run = stored_run(host)
    state = state_of(started(run), stepped(0), *(evaluated(10, s, wrong) for s in splits), run=run)
    view.show_run(state)
    qtbot.waitUntil(lambda: view._data is not None, timeout=60_000)
    return state


def test_colours_go_from_stop_to_stop() -> None:
    stops = ("#000000", "#808080", "#ffffff")
    assert blend(stops, 0).name() == "#000000"
    assert blend(stops, 0.5).name() == "#808080"
    assert blend(stops, 1).name() == "#ffffff"


def test_empty_says_what_to_do(view) -> None:
    assert view._panel.empty
    assert "Train, and" in view._panel.placeholder.text.text()


def test_counts_names_and_the_share_right(view, host: Host, qtbot: QtBot) -> None:
    shown(view, host, qtbot, "val")
    assert view.matrix.describe(1, 7) == "1 read as 7: 3 of 4 (75.0 %)"
    assert "92.50 % right" in view._accuracy.text()


@pytest.mark.parametrize("of", ["none", "row", "column"])
def test_cells_are_normalised_as_chosen(of: str, view, host: Host, qtbot: QtBot) -> None:
    shown(view, host, qtbot, "val")
    view.normalisation.setFocus()
    while view.normalisation.currentData() != of:
        qtbot.keyClick(view.normalisation, Qt.Key.Key_Down)
    assert view.matrix.normalisation == of
    words = {
        "none": "1 read as 7: 3 of 4 (75.0 %)",
        "row": "1 read as 7: 3 of 4 (75.0 %)",
        "column": "Read as 7 and is 1: 3 of 7 (42.9 %)",
    }
    assert view.matrix.describe(1, 7) == words[of]
    shade = view.matrix._levels()[1, 7] / 127
    # Counts are compared with the largest one.
    assert shade**2 == pytest.approx({"none": 3 / 4, "row": 3 / 4, "column": 3 / 7}[of], abs=0.01)


@pytest.mark.parametrize("of", ["none", "row", "column"])
def test_an_update_is_painted_as_if_it_were_the_first(
    of: Normalisation, qtbot: QtBot, host: Host
) -> None:
    """Of a changed column or maximum every cell changes, though their counts do not."""
    first, second = Heatmap(), Heatmap()
    before = np.array([[9, 1], [2, 3]])
    after = np.array([[20, 1], [2, 3]])
    for matrix in (first, second):
        qtbot.addWidget(matrix)
        matrix.set_colors(host.theme.colors)
        matrix.resize(300, 300)
        matrix.set_normalisation(of)
    first.set_counts(before, ("a", "b"))
    first.grab()
    first.set_counts(after, ("a", "b"))
    second.set_counts(after, ("a", "b"))
    assert first.grab().toImage() == second.grab().toImage()


def test_arrow_keys_walk_and_enter_opens_the_pictures(
    view, host: Host, qtbot: QtBot, tiny_data: ImageClasses
) -> None:
    shown(view, host, qtbot, "val")
    view.matrix.setFocus()
    qtbot.keyClick(view.matrix, Qt.Key.Key_Down)
    for _ in range(7):
        qtbot.keyClick(view.matrix, Qt.Key.Key_Right)
    assert view.matrix.current == (1, 7)
    assert "1 read as 7" in view.matrix.accessibleDescription()
    qtbot.keyClick(view.matrix, Qt.Key.Key_Return)
    items = view.cell.gallery.items
    for item, row in zip(items, (1, 11, 21), strict=True):
        assert np.array_equal(item.picture, tiny_data.train.x[row])
    assert items[0].title == "1 → 7"
    assert items[0].detail == "90 %"
    qtbot.keyClick(view.cell.gallery, Qt.Key.Key_Escape)
    assert view._panel.currentWidget() is not view.cell


def test_a_click_opens_a_cell_and_a_picture_large(view, host: Host, qtbot: QtBot) -> None:
    shown(view, host, qtbot, "val")
    at = view.matrix.cell_rect(1, 7).center()
    qtbot.mouseClick(view.matrix, Qt.MouseButton.LeftButton, pos=at)
    assert view._panel.currentWidget() is view.cell
    gallery = view.cell.gallery
    place = gallery.visualRect(gallery.model().index(1, 0)).center()
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PictureDialog))
    assert dialog.row == 1
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert dialog.row == 2
    dialog.close()


def test_the_test_split_comes_from_the_test_pictures(
    view, host: Host, qtbot: QtBot, tiny_data: ImageClasses
) -> None:
    shown(view, host, qtbot, "val", "test")
    assert view._split.split == "test"
    view.open_cell(1, 7)
    assert np.array_equal(view.cell.gallery.items[1].picture, tiny_data.test.x[11])


def test_right_answers_are_shown_only_where_they_are_known(view, host: Host, qtbot: QtBot) -> None:
    shown(view, host, qtbot, "val", "test")
    view.open_cell(1, 1)
    # All three mistakes of class 1 are known; the tiny test split has six pictures of it.
    assert len(view.cell.gallery.items) == 3
    view._close_cell()
    view._split.setCurrentIndex(view._split.findData("val"))
    view._split.activated.emit(view._split.currentIndex())
    view.open_cell(1, 1)
    assert not view.cell.gallery.items
    assert "off the diagonal" in view.cell._note.text()


def test_fewer_pictures_than_counted_are_admitted(view, host: Host, qtbot: QtBot) -> None:
    state = shown(view, host, qtbot, "val")
    more = evaluated(20)
    confusion = np.array(more.confusion)
    confusion[1, 7] = 40
    from dataclasses import replace

    view.show_run(replace(state, evaluations={"val": replace(more, confusion=confusion)}))
    view.open_cell(1, 7)
    assert "3 of 40" in view.cell._note.text()


def test_a_new_evaluation_repaints_only_what_changed_to_the_same_picture(qtbot: QtBot, host: Host):
    first, second = Heatmap(), Heatmap()
    before, after = np.asarray(evaluated(1).confusion), np.asarray(evaluated(1, wrong=1).confusion)
    for matrix in (first, second):
        qtbot.addWidget(matrix)
        matrix.set_colors(host.theme.colors)
        matrix.resize(300, 300)
    first.set_counts(before, tuple("0123456789"))
    first.grab()
    first.set_counts(after, tuple("0123456789"))
    second.set_counts(after, tuple("0123456789"))
    assert first.grab().toImage() == second.grab().toImage()


def test_a_run_that_was_never_measured_says_so(view) -> None:
    from workbench.core.contracts.events import Failed

    view.show_run(state_of(started(), Failed("No.", "Yes.")))
    assert "not evaluated" in view._panel.placeholder.title.text()
