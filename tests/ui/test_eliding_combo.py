"""A choice that does not fit ends in dots, and the tip says the whole."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from workbench.ui.forms.eliding_combo import ElidingComboBox

TEXT = "Small convolutional network"


def test_what_does_not_fit_ends_in_dots_with_the_whole_in_the_tip(qtbot: QtBot) -> None:
    combo = ElidingComboBox()
    qtbot.addWidget(combo)
    combo.addItem(TEXT)
    combo.setToolTip("About it")
    combo.resize(400, 30)
    combo.show()
    assert combo.visible_text == TEXT
    combo.resize(110, 30)
    assert combo.visible_text.endswith("…")
    assert TEXT.startswith(combo.visible_text[:-1])
    at = QPoint(5, 5)
    QApplication.sendEvent(combo, QHelpEvent(QEvent.Type.ToolTip, at, combo.mapToGlobal(at)))
    assert QToolTip.text() == f"{TEXT}\nAbout it"
