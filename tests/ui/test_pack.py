"""The Runs page packs a run into a file, adds it again, and lists what is damaged."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.hosts import tiny_experiment
from workbench.core.contracts.events import Finished, Started
from workbench.ui.host import Host
from workbench.ui.window import MainWindow


def test_pack_and_unpack(qtbot: QtBot, window: MainWindow, host: Host, tmp_path: Path) -> None:
    run = host.store.create(tiny_experiment())
    run.log(Started(run.id, "cpu", 10, 0, 1, 2))
    run.log(Finished("finished", "all epochs are done", {"test/accuracy": 0.5}))
    run.close()
    broken = host.store.create(tiny_experiment())
    broken.close()
    (broken.path / "run.json").write_text("[]", "utf-8")
    window.show_page("runs")
    page = window.pages["runs"]
    qtbot.waitUntil(lambda: len(page.model.infos) == 2, timeout=60_000)  # type: ignore[attr-defined]
    statuses = {info.id: info.status for info in page.model.infos}  # type: ignore[attr-defined]
    assert statuses == {run.id: "finished", broken.id: "damaged"}
    target = tmp_path / "mine.run.zip"
    page.pack_to(run.id, target)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: any("Packed" in n.message for n in host.notices.shown), timeout=60_000)
    page.unpack_from(target)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(page.model.infos) == 3, timeout=60_000)  # type: ignore[attr-defined]
    target.write_bytes(b"PK")
    page.unpack_from(target)  # type: ignore[attr-defined]
    qtbot.waitUntil(
        lambda: any("cannot be unpacked" in n.message for n in host.notices.shown), timeout=60_000
    )
