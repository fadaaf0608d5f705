"""What holds the window's thread while every page, view, playground, form and dialog is used."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from benchmarks.processes import own_home
from benchmarks.report import Options, Result, Row
from benchmarks.train_in_window import experiment
from benchmarks.window import Bench, click
from workbench.core.experiment import PARTS
from workbench.ui.app import warm_up
from workbench.ui.overflow_tabs import OverflowTabs
from workbench.ui.pages.train import TrainPage
from workbench.ui.window import PAGES

MOST_MS = 50.0
SAMPLE_S = 0.002
# Steps down the list of a card or of the datasets.
STEPS = 40
SHOWN = 12
HOW = f"""\
The real (offscreen) window is used by clicks and keys: every page, every card's list and settings
on the Train page, every dataset on the Data page, a training with every view, every playground
with its tabs, and the dialogs, once with nothing trained and once with a run. A turn of the event
loop is what the window does between two waits; its figure is the processor time of the window's
thread in it, so that other programs do not count. Turns over {MOST_MS:g} ms are named by the
function of the workbench that Qt called, and by what stood most often at the end of its stack."""

Act = tuple[str, Callable[[], object]]


@dataclass
class Turn:
    """One turn of the event loop."""

    during: str
    ms: float
    stacks: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """What Qt called, and where it spent its time."""
        if not self.stacks:
            return "Qt"
        outer = Counter[str]()
        for (slot, _), n in self.stacks.items():
            outer[slot] += n
        slot = outer.most_common(1)[0][0]
        inner = Counter({at: n for (each, at), n in self.stacks.items() if each == slot})
        return f"{slot}, mostly in {inner.most_common(1)[0][0]}"


class Watch:
    """Measures every turn of the event loop of the thread that makes it."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.during = ""
        self._last = time.thread_time()
        self._stacks: Counter[tuple[str, str]] = Counter()
        self._thread = threading.get_ident()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.aboutToBlock.connect(self._blocks)
        self._over = threading.Event()
        threading.Thread(target=self._sample, daemon=True).start()

    def _blocks(self) -> None:
        # The time of a thread stands still while it waits: all since the last wait is one turn.
        now = time.thread_time()
        ms = 1000 * (now - self._last)
        self._last = now
        self.turns.append(Turn(self.during, ms, self._stacks if ms > MOST_MS else Counter()))
        self._stacks = Counter()

    def _sample(self) -> None:
        while not self._over.wait(SAMPLE_S):
            stacks = self._stacks
            if (where := _where(self._thread)) is not None:
                stacks[where] += 1

    def end(self) -> None:
        """Measure no more."""
        self._over.set()


def _where(thread: int) -> tuple[str, str] | None:
    """The outermost function of the workbench in a thread's stack, and the innermost."""
    frame: FrameType | None = sys._current_frames().get(thread)
    found: list[FrameType] = []
    while frame is not None:
        path = frame.f_code.co_filename
        if "/workbench/" in path or "/plugins/" in path:
            found.append(frame)
        frame = frame.f_back
    return (_named(found[-1]), _named(found[0])) if found else None


def _named(frame: FrameType) -> str:
    path = Path(frame.f_code.co_filename)
    return f"{path.parent.name}/{path.stem}.{frame.f_code.co_qualname}"


def measure(options: Options) -> Result:
    """Use everything."""
    with own_home():
        bench = Bench()
        warm_up().join()
        bench.settle()
        watch = Watch()
        n = 0
        for during, act in _everything(bench, options.quick):
            watch.during = during
            QTimer.singleShot(0, bench.app, act)
            bench.spin(0.05)
            bench.wait(lambda: not _jobs(), 300)
            bench.spin(0.05)
            n += 1
        watch.during = "closing"
        bench.close()
        watch.end()
    return Result(HOW, _rows(watch.turns, n))


def _jobs() -> bool:
    return any(thread.name.startswith("task ") for thread in threading.enumerate())


def _rows(turns: list[Turn], n: int) -> list[Row]:
    long = [turn for turn in turns if turn.ms > MOST_MS]
    rows = [
        Row("used", f"{n} clicks and keys, {len(turns):,} turns"),
        Row(f"turns over {MOST_MS:g} ms", f"{len(long)}", "0", not long),
    ]
    worst: dict[str, Turn] = {}
    for turn in sorted(long, key=lambda turn: -turn.ms):
        worst.setdefault(turn.name.partition(",")[0], turn)
        print(f"{turn.ms:.0f} ms after {turn.during}: {turn.name}", file=sys.stderr)
    for turn in list(worst.values())[:SHOWN]:
        rows.append(Row(f"{turn.name}, after {turn.during}", f"{turn.ms:.0f} ms"))
    return rows


def _everything(bench: Bench, quick: bool) -> Iterator[Act]:
    pages = [name for name, *_ in PAGES]
    yield from (_page(bench, name) for name in pages)
    yield from _cards(bench, quick)
    yield from _datasets(bench, quick)
    yield from _views(bench)
    yield from _playgrounds(bench)
    yield from (_page(bench, name) for name in pages)
    yield from _dialogs(bench)


def _page(bench: Bench, name: str) -> Act:
    return f"page {name}", lambda: click(bench.window._buttons[name])


def _train_page(bench: Bench) -> TrainPage:
    page = bench.window.pages["train"]
    assert isinstance(page, TrainPage)
    return page


def _cards(bench: Bench, quick: bool) -> Iterator[Act]:
    """Open each card's settings, then go down its list with them open."""
    yield _page(bench, "train")
    page = _train_page(bench)
    for what in PARTS:
        card = page.strip.cards[what]
        yield f"settings of {what}", partial(click, card.settings)
        for step in range(3 if quick else min(STEPS, card.combo.count())):
            down = f"{what} {step + 1}, its settings open"
            yield down, partial(QTest.keyClick, card.combo, Qt.Key.Key_Down)
        yield "closing the settings", page.drawer.drawer.close_drawer


def _datasets(bench: Bench, quick: bool) -> Iterator[Act]:
    yield _page(bench, "data")
    page: Any = bench.window.pages["data"]
    for step in range(3 if quick else min(STEPS, page.choice.count())):
        yield f"dataset {step + 1}", lambda: QTest.keyClick(page.choice, Qt.Key.Key_Down)


def _views(bench: Bench) -> Iterator[Act]:
    yield _page(bench, "train")
    host = bench.host
    chosen = experiment("cnn")
    short = {**chosen.trainer.params, "epochs": 2, "evaluate_every": 20}
    host.set_experiment(chosen.with_part("trainer", chosen.trainer.id, short))
    bench.wait(lambda: host.training_start.allowed, 120)
    yield "train", bench.window.actions_by_id["train"].trigger
    bench.wait(lambda: host.run.step > 0, 180)
    page = _train_page(bench)
    for which in ("training", "finished"):
        for area in (page.main, page.side):
            for index in range(area.count()):
                if area.isTabVisible(index):
                    yield _tab(area, index, f"{which}: view")
        bench.wait(lambda: bool(host.run.run) and not host.run.live, 300)


def _playgrounds(bench: Bench) -> Iterator[Act]:
    yield _page(bench, "play")
    tabs = bench.window.pages["play"].findChild(QTabWidget)
    assert tabs is not None
    for index in range(tabs.count()):
        yield _tab(tabs, index, "playground")
        inside = tabs.widget(index)
        for inner in inside.findChildren(QTabWidget) if inside is not None else ():
            for each in range(inner.count()):
                yield _tab(inner, each, f"{tabs.tabText(index)}: tab")


def _tab(tabs: Any, index: int, what: str) -> Act:
    def choose() -> None:
        bar = tabs if isinstance(tabs, OverflowTabs) else tabs.tabBar()
        rect = bar.tabRect(index) if hasattr(bar, "tabRect") else None
        if rect is not None and bar.rect().contains(rect.center()):
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(rect.center()))
        else:  # in the menu of those that have no room
            tabs.setCurrentIndex(index)

    return f"{what} {tabs.tabText(index)}", choose


def _dialogs(bench: Bench) -> Iterator[Act]:
    window, app = bench.window, bench.app
    label: Any = window.pages["label"]
    openers: list[tuple[str, Callable[[], object], str]] = [
        ("palette", window.open_palette, "train"),
        ("manual", window.open_manual, "train"),
        ("shortcuts", window.open_shortcuts, "train"),
        ("about", window.open_about, "train"),
        ("new labelling", label.ask_for_new, "label"),
        ("export", lambda: window.pages["runs"].export(), "runs"),  # type: ignore[attr-defined]
    ]
    for name, opener, page in openers:
        yield _page(bench, page)
        before = set(app.topLevelWidgets())
        yield name, opener
        opened: list[QWidget] = [
            w for w in app.topLevelWidgets() if w not in before and w.isVisible()
        ]
        for one in opened:
            close = one.reject if isinstance(one, QDialog) else one.close
            yield f"closing {name}", close
