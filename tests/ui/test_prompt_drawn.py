"""A drawing that a model which only reads is asked about, in the playground for prompts."""

from __future__ import annotations

from typing import Any

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
from workbench.prompting.drawn import drawn

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
    assert column.view.text.said.endswith(f"\n{drawn(row.images[0])} is")
    qtbot.waitUntil(kept(2))
    set_kind(playground, "text", qtbot)
    type_input(playground, "a plum")
    run(playground, qtbot)
    assert "what is asked about has none" in column.view.trouble.message.text()
