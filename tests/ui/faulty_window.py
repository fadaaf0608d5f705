"""A window with one faulty plugin, in a process of its own: ``python -m tests.ui.faulty_window``.

Prints what the window says of the plugin, as JSON; a process that dies says nothing.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from workbench.core.plugins import discover
from workbench.ui.app import leave, make_application, make_host
from workbench.ui.pluginguard import plugins_cannot_exit
from workbench.ui.state import RunState
from workbench.ui.window import MainWindow


def _spin(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)


def main(path: Path) -> None:
    app = make_application(["workbench"])
    with plugins_cannot_exit():
        host = make_host(plugins=discover([path], installed=False))
        with host.notices.catching():
            window = MainWindow(host)
            window.show()
            _spin(0.2)
            tabs = window.pages["train"].main
            tabs.setCurrentWidget(tabs.frame("bad"))
            host.run = RunState(run="x", name="x", status="finished")
            host.run_changed.emit(host.run)
            _spin(0.5)
            for page in ("play", "plugins", "train"):
                window.show_page(page)
                _spin(0.1)
            said = [f"{n.message} {n.remedy}" for n in host.notices.shown]
            fault = tabs.frame("bad").fault
            records = {r.name: r.state for r in host.plugins.records}
            window.close()
            app.processEvents()
    sys.stdout.write(
        json.dumps({"notices": said, "fault": fault, "state": records["bad"], "alive": True}) + "\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    leave(0)
