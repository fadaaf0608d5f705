from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.training import evaluated, started, state_of, stored_run
from workbench.core.contracts.dataset import ImageClasses
from workbench.ui.host import Host
from workbench.ui.plots.evaluations import mistakes_in
from workbench.ui.plots.gallery import GalleryItem, PictureDialog
from workbench.ui.plots.pictures import to_image


@pytest.fixture
def view(qtbot: QtBot, host: Host):
    from workbench_plugins.mistakes.widget import MistakesWidget

    widget = MistakesWidget(host)
    qtbot.addWidget(widget)
    widget.resize(420, 400)
    widget.show()
    return widget


def test_empty_says_what_to_do(view) -> None:
    assert view._panel.empty
    assert "Train, and its most confident mistakes" in view._panel.placeholder.text.text()


def test_the_worst_come_first_and_open_by_keyboard(view, host: Host, qtbot: QtBot) -> None:
    run = stored_run(host)
    view.show_run(state_of(started(run), evaluated(10), run=run))
    qtbot.waitUntil(lambda: len(view.gallery.items) == 3, timeout=60_000)
    assert [item.detail for item in view.gallery.items] == ["90 %", "75 %", "60 %"]
    view.gallery.setFocus()
    qtbot.keyClick(view.gallery, Qt.Key.Key_Right)
    qtbot.keyClick(view.gallery, Qt.Key.Key_Return)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PictureDialog))
    assert dialog.row == 1
    assert "row 11" in dialog._about.text()
    dialog.close()


def test_live_evaluations_replace_the_gallery_and_keep_the_place(
    view, host: Host, qtbot: QtBot
) -> None:
    run = stored_run(host)
    state = state_of(started(run), evaluated(10), run=run)
    view.show_run(state)
    qtbot.waitUntil(lambda: len(view.gallery.items) == 3, timeout=60_000)
    view.gallery.setCurrentIndex(view.gallery.model().index(1, 0))
    view.show_run(state_of(started(run), evaluated(20, wrong=2), run=run))
    assert len(view.gallery.items) == 2
    assert view.gallery.currentIndex().row() == 1
    view.show_run(state_of(started(run), evaluated(30, wrong=0), run=run))
    assert "No mistakes" in view._panel.placeholder.title.text()


def test_rows_the_data_no_longer_has_are_left_out(tiny_data: ImageClasses) -> None:
    gone = evaluated(10)
    from dataclasses import replace

    rows = np.array([1, 10_000, 21])
    found = mistakes_in(replace(gone, mistakes=rows), tiny_data)
    assert [mistake.row for mistake in found] == [1, 21]
    assert mistakes_in(replace(gone, mistakes=None), tiny_data) == ()


def test_a_missing_dataset_is_told_in_the_panel(view, host: Host, qtbot: QtBot) -> None:
    run = stored_run(host)
    host.plugins._classes["dataset"].pop("tiny")
    view.show_run(state_of(started(run), evaluated(10), run=run))
    qtbot.waitUntil(lambda: "tiny" in view._panel.placeholder.title.text(), timeout=60_000)


def test_pixels_are_told_under_the_pointer_and_the_arrows(host: Host, qtbot: QtBot) -> None:
    picture = np.zeros((28, 28), np.uint8)
    picture[0, 1], picture[27, 27] = 77, 200
    dialog = PictureDialog([GalleryItem(picture, "one")], 0, host)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    corner = dialog.view.picture_rect().bottomRight() - QPoint(4, 4)
    qtbot.mouseMove(dialog.view, QPoint(3, 3))
    qtbot.mouseMove(dialog.view, corner)
    qtbot.waitUntil(lambda: dialog._pixel.text() == "row 27, column 27: 200", timeout=60_000)
    dialog.view._at = None
    qtbot.keyClick(dialog.view, Qt.Key.Key_Right)
    assert dialog._pixel.text() == "row 0, column 1: 77"
    qtbot.mouseClick(
        dialog._numbers, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog._numbers.height() // 2)
    )
    assert dialog.view._numbers


@pytest.mark.parametrize("shape", [(5, 7), (5, 7, 1), (5, 7, 3), (5, 7, 4)])
def test_pictures_of_every_depth_become_images(shape: tuple[int, ...]) -> None:
    picture = np.full(shape, 90, np.uint8)
    image = to_image(picture)
    assert (image.width(), image.height()) == (7, 5)
    assert image.pixelColor(3, 2).red() == 90
