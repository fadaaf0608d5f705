"""The real window: every page, a training, a file dialog of Qt's own, and the end."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QFileDialog

from workbench.core.experiment import Experiment
from workbench.ui.app import make_application, make_host, warm_up
from workbench.ui.window import PAGES, MainWindow

_PATIENCE_S = 120.0


def wait(application: QApplication, until: Callable[[], bool]) -> None:
    """Let the window live until something holds."""
    end = time.monotonic() + _PATIENCE_S
    while not until():
        if time.monotonic() > end:
            sys.exit("the window took too long")
        application.processEvents()
        time.sleep(0.005)


def _busy() -> bool:
    return any(thread.name.startswith("task ") for thread in threading.enumerate())


def main() -> None:
    """Do what a first visit does."""
    application = make_application(["workbench"])
    host = make_host()
    host.set_experiment(
        Experiment(name="watched", device="cpu")
        .with_part("dataset", "digits")
        .with_part("architecture", "softmax")
        .with_part("trainer", "supervised", {"epochs": 1})
    )
    window = MainWindow(host)
    window.show()
    warm_up().join()
    host.select_run(host.jobs.train(host.experiment))
    wait(application, lambda: not host.jobs.live)
    assert host.run.status == "finished", host.run.error
    for name, *_ in PAGES:
        window.show_page(name)
        wait(application, lambda: not _busy())
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    application.processEvents()
    dialog.accept()
    del dialog
    window.close()
    application.processEvents()


if __name__ == "__main__":
    main()
