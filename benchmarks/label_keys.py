"""Key to painted next row while labelling, in the real window."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest

from benchmarks.processes import own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import quantiles
from benchmarks.window import Bench
from workbench.core.contracts.dataset import Dataset
from workbench.core.plugins import Plugins
from workbench.labelling import annotations as marks
from workbench.labelling import project, sources
from workbench.labelling.annotations import Mark
from workbench.labelling.project import LABELS, Project
from workbench.prompting.prompts.rows import labelled
from workbench.ui.labelling.keys import keys_of

HOW = """\
The real window without a screen, 1440×900: a key that says what the row is, until the next row has
been painted; every label is written with fsync in between, and what learns from the labels does so
in the background after every ten. {n} labels each, as fast as the window takes them with 20 ms
between two. *Write alone* is that of a label without a window, on the same disk."""
# A frame at 60 Hz and what a hand feels as at once.
WANTED_MS = 50.0
BETWEEN_S = 0.02
DATASETS = (
    ("sms-spam", "given"),
    ("sms-spam", "uncertain"),
    ("digits", "given"),
    ("digits", "uncertain"),
)


class Painted(QObject):
    """When the row in sight was last painted."""

    at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a paint pass, and note the time behind it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            watched.event(event)
            watched.installEventFilter(self)
            self.at = time.perf_counter()
            return True
        return False


def measure(options: Options) -> Result:
    """Label rows of texts and pictures in two orders."""
    n = options.count(200, 30)
    rows = []
    with own_home():
        bench = Bench()
        bench.window.end_lesson()
        for id, how in DATASETS:
            made = _labelling(bench.host.plugins, id, f"{id} {how}")
            late = _label(bench, made, how, n)
            held = sorted(late)[int(0.99 * len(late)) - 1] <= WANTED_MS
            rows.append(
                Row(
                    f"{id}, {how}: key to painted row",
                    quantiles(late),
                    f"p99 ≤ {WANTED_MS:g} ms",
                    held,
                )
            )
        rows.append(Row("write alone", quantiles(_written(made, n))))
        bench.close()
    return Result(HOW.format(n=n), rows)


def _labelling(plugins: Plugins, id: str, name: str) -> Project:
    cls = plugins.get(Dataset, id)
    data = labelled(cls().load(cls.Params()))
    return project.create(name, sources.of_dataset(data, "train"), data.classes)


def _label(bench: Bench, made: Project, how: str, n: int) -> list[float]:
    """Milliseconds from each key to the next row."""
    page: Any = bench.page("label")
    page.open_when_listed(made.folder)
    bench.wait(lambda: page.work is not None and page.work.project.folder == made.folder)
    tab = page.label
    tab.header.order.emit(how)
    bench.settle()
    shown = tab.view.currentWidget()
    target = shown.viewport() if hasattr(shown, "viewport") else shown
    painted = Painted()
    target.installEventFilter(painted)
    keys = keys_of(made.classes)
    late = []
    for _ in range(n):
        row = page.work.walk.row
        key = keys[made.classes.index(made.items.source_labels[row])]
        began = time.perf_counter()
        QTest.keyClick(shown, Qt.Key(ord(key.upper())))
        while painted.at < began:
            bench.app.processEvents()
        late.append(1000 * (painted.at - began))
        bench.spin(BETWEEN_S)
    target.removeEventFilter(painted)
    return late


def _written(made: Project, n: int) -> list[float]:
    late = []
    for row in range(n):
        began = time.perf_counter()
        marks.add(made.folder / LABELS, Mark(row, made.classes[0], "another"))
        late.append(1000 * (time.perf_counter() - began))
    return late
