from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.training import started, state_of, stepped, weighed
from workbench.core.contracts.events import Finished
from workbench.ui.host import Host
from workbench.ui.plots.histogram import spread


@pytest.fixture
def view(qtbot: QtBot, host: Host):
    from workbench_plugins.histograms.widget import HistogramsWidget

    widget = HistogramsWidget(host)
    qtbot.addWidget(widget)
    widget.resize(360, 420)
    widget.show()
    return widget


def test_the_spread_of_a_known_distribution() -> None:
    mean, deviation = spread(np.array([1, 0, 1]), np.array([-1.5, -0.5, 0.5, 1.5]))
    assert (mean, deviation) == (0, 1)


def test_empty_says_what_to_do(view) -> None:
    assert "Press Train" in view._panel.placeholder.text.text()


def test_each_layer_gets_its_weights_and_gradients(view, host: Host) -> None:
    view.show_run(state_of(started(), stepped(0), weighed()))
    assert not view._panel.empty
    assert set(view.shapes) == {
        "weight/hidden1",
        "gradient/hidden1",
        "weight/output",
        "gradient/output",
    }
    shape = view.shapes["gradient/output"]
    assert shape.accessibleName() == "Gradients, output"
    assert "-1 to 1" in shape.accessibleDescription()
    picture = shape.grab().toImage()
    low = picture.pixelColor(4, shape.height() // 2)
    high = picture.pixelColor(shape.width() - 6, shape.height() // 2)
    assert low != high  # more values at the right end


def test_the_same_layers_are_not_built_twice(view) -> None:
    view.show_run(state_of(started(), weighed(1)))
    shapes = dict(view.shapes)
    view.show_run(state_of(started(), weighed(2)))
    assert view.shapes == shapes


def test_a_past_run_says_that_nothing_was_kept(view) -> None:
    view.show_run(state_of(started(), Finished("finished", "done")))
    assert "not stored" in view._panel.placeholder.text.text()
