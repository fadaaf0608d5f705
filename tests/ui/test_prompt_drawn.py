"""A drawing that a model which only reads is asked about, in the playground for prompts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import test_prompting
from tests.ui.test_prompting import (
    LEFT,
    Breaks,
    choose,
    draw,
    first,
    kept,
    run,
    set_kind,
    type_input,
)
from workbench.prompting.prompts.ascii_images import drawn
from workbench.prompting.prompts.images import png
from workbench.ui.plots.pictures import to_image

host, playground = test_prompting.host, test_prompting.playground


def test_a_model_that_is_blind_is_asked_about_a_drawing_in_characters(
    playground: Any, qtbot: QtBot
) -> None:
    column = first(playground)
    choose(column, "breaks/word", qtbot)
    set_kind(playground, "picture", qtbot)
    draw(playground.one.input.picture.pad)
    assert "{picture}" in column.note.text()
    playground.form.example.box.selectAll()
    qtbot.mouseClick(playground.form.example.buttons["picture"], LEFT)
    QTest.keyClicks(playground.form.example.box, " is")
    assert column.note.text() == ""
    Breaks.asked_before = True
    run(playground, qtbot)
    assert column.view.state == "done"
    choose(column, "echo/echo", qtbot)
    run(playground, qtbot)
    row = playground.one.input.row()
    assert column.view.text.raw_text.endswith(f"\n{drawn(row.images[0])} is")
    qtbot.waitUntil(kept(2))
    set_kind(playground, "text", qtbot)
    type_input(playground, "a plum")
    run(playground, qtbot)
    assert "what is asked about has none" in column.view.trouble.message.text()


def test_a_pasted_picture_keeps_its_colours(playground: Any, qtbot: QtBot, tmp_path: Path) -> None:
    row = np.random.default_rng(0).integers(0, 256, (17, 31, 3)).astype(np.uint8)
    Image.fromarray(row).save(tmp_path / "row.png")
    set_kind(playground, "picture", qtbot)
    picture = playground.one.input.picture
    QGuiApplication.clipboard().setImage(to_image(row))
    picture.pad.paste()
    assert picture.picture() == png(row)
    picture.clear.click()
    assert picture.picture() is None
    picture.load(tmp_path / "row.png")
    qtbot.waitUntil(lambda: picture.picture() is not None, timeout=60_000)
    assert picture.picture() == png(row)
