"""A finished run is trained longer from the Runs page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot

from tests.ui.training import hosting
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.plugins import Plugins
from workbench.ui.pages.runs import RunsPage


def test_more_epochs_are_asked_for_and_the_run_goes_on(
    qtbot: QtBot, plugins: Plugins, tiny_data: ImageClasses, monkeypatch: pytest.MonkeyPatch
) -> None:
    resumed: list[tuple[str, dict[str, int]]] = []
    with hosting(plugins, tiny_data) as host:
        experiment = host.experiment.with_part("trainer", "supervised", {"epochs": 3})
        run = host.store.create(experiment)
        run.change(status="finished")
        monkeypatch.setattr(host.jobs, "resume", lambda id, length: resumed.append((id, length)))
        page = RunsPage(host)
        qtbot.addWidget(page)
        monkeypatch.setattr(page, "current", run.info)
        page.train_longer()
        (dialog,) = page.findChildren(QInputDialog)
        assert dialog.labelText() == "Total epochs, with those already trained:"
        assert (dialog.intMinimum(), dialog.intValue()) == (4, 6)
        dialog.setIntValue(10)
        dialog.accept()
        assert resumed == [(run.id, {"epochs": 10})]
