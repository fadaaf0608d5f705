"""A screen reader hears a name and a role of whatever can have the keyboard, and Tab visits it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import tour
from tests.ui.accessible import faults, missed, reachable
from tests.ui.savable import unsavable
from workbench.ui.host import Host
from workbench.ui.plots.plot_actions import add_plot_actions
from workbench.ui.window import MainWindow


class Painted(QWidget):
    """As a plot: paints itself, and takes the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def test_what_has_no_name_is_found(qtbot: QtBot, window: MainWindow) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    button = QPushButton()
    row.addWidget(button)
    box.show()
    assert any("no name" in fault for fault in faults(box))
    button.setAccessibleName("Stop")
    assert faults(box) == []


def test_plots_and_scrolled_areas_say_what_they_are(qtbot: QtBot, window: MainWindow) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    plot, area = Painted(box), QScrollArea()
    for widget in (plot, area):
        widget.setAccessibleName("Curve")
        row.addWidget(widget)
    box.show()
    face = QAccessible.queryAccessibleInterface(plot)
    assert (face.role(), face.text(QAccessible.Text.Name)) == (QAccessible.Role.Graphic, "Curve")
    assert QAccessible.queryAccessibleInterface(area).role() == QAccessible.Role.Pane
    plot.setAccessibleName("Loss")
    assert face.text(QAccessible.Text.Name) == "Loss"


def test_a_plot_that_cannot_be_saved_is_found(qtbot: QtBot, host: Host, window: MainWindow) -> None:
    from workbench.ui.plots.bars import BarChart

    box = QWidget()
    qtbot.addWidget(box)
    row, plot = QHBoxLayout(box), BarChart(host.theme)
    row.addWidget(plot)
    assert unsavable(box) == ["BarChart Probabilities: no plot actions"]
    add_plot_actions(host, plot)
    assert unsavable(box) == []
    plot.removeAction(plot.actions()[1])
    assert any("no PNG" in sentence for sentence in unsavable(box))


@pytest.mark.slow
def test_everywhere_names_roles_an_order_of_tabs_and_plots_to_save(
    qtbot: QtBot, window: MainWindow
) -> None:
    """One walk for all of it: a walk takes a minute."""
    window.resize(1440, 900)
    wrong, n_seen, stops = [], 0, []
    for name, opened in tour.whole(window):
        stops.append(name)
        n_seen += len(reachable(opened))
        wrong += [f"{name}: {fault}" for fault in faults(opened)]
        wrong += [f"{name}: Tab passes by {widget}" for widget in missed(opened)]
        wrong += [f"cannot be saved: {plot}" for plot in unsavable(opened)]
    assert not wrong, "\n".join(dict.fromkeys(wrong))
    assert len(stops) > 30
    assert n_seen > 500
