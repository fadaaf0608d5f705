"""A third launcher by public names alone: a spool folder, as a queue on a shared disk is one."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.launching import experiment, fresh, until
from workbench import Control, Failed, LaunchContext, Launcher, RunStore, TrainingHandle, WorkOrder
from workbench.core.contracts.events import Event, Finished, Stepped
from workbench.core.plugins import Plugins
from workbench.core.work import requests
from workbench.engine import work

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="commands as on Unix")


class Spooled(Control, TrainingHandle):
    """Follows a run's log, and asks by a file: nothing but the folder is shared."""

    survives = True

    def __init__(self, context: LaunchContext) -> None:
        super().__init__()
        self._context = context
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def wait(self, timeout: float) -> None:
        self._thread.join(timeout)

    def stop(self, keep: bool = True) -> None:
        super().stop(keep)
        requests.ask(self._context.folder, "stop" if keep else "discard")

    def _follow(self) -> None:
        run, emitted = RunStore(self._context.folder.parent).get(self._context.folder.name), 0
        while True:
            events = list(run.events())
            for event in events[emitted:]:
                self._context.emit(event)
            emitted = len(events)
            if events and isinstance(events[-1], Finished | Failed):
                return
            time.sleep(0.1)


class Spool(Launcher):
    id, name, about = "spool", "Spool", "Puts orders into a folder, for a machine that looks there."
    folder: ClassVar[Path]

    def launch(self, order: WorkOrder, context: LaunchContext, params: Any) -> TrainingHandle:
        context.release()
        (self.folder / f"{order.run.name}.json").write_text(json.dumps(order.to_json()), "utf-8")
        return Spooled(context)


def work_off(folder: Path) -> subprocess.Popen[bytes]:
    """What the other machine does with the one order that there is."""
    (path,) = folder.glob("*.json")
    order = WorkOrder.from_json(json.loads(path.read_text("utf-8")))
    path.unlink()
    return subprocess.Popen([sys.executable, "-P", "-m", "workbench", *order.arguments()])


@pytest.mark.slow
def test_a_queue_is_a_launcher(home: Path, tmp_path: Path, plugins: Plugins) -> None:
    Spool.folder = tmp_path
    run = RunStore().create(experiment(10_000, "supervised"))
    events: list[Event] = []
    handle = work.begin(Spool, run, work.order_for(run, plugins), plugins, events.append)
    assert handle.alive
    assert not events
    worker = work_off(tmp_path)
    until(lambda: any(isinstance(event, Stepped) for event in events), handle)
    handle.stop()
    handle.wait(120)
    assert worker.wait(120) == 0
    assert isinstance(events[-1], Finished)
    assert fresh(run).info().status == "stopped"
    assert run.model_file.is_file()
