"""Forty plugins with a fault each, written where a test wants them.

``import`` faults show themselves when the plugin is loaded, ``fatal`` ones end or hang the process
that loads it, ``training`` ones fail when a run uses them, ``window`` ones when they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HEAD = """\
import os, sys, time
import numpy as np
from workbench import (
    Architecture, Dataset, Exporter, ImageClasses, Launcher, Learner, Lesson, LessonStep, Params,
    Playground, Provider, Split, Task, Trainer, View, hookimpl, param,
)
"""
DATA = """\
class Bad(Dataset):
    id, name, about = "bad", "Bad", "Bad."
    def load(self, params):
        {body}
    {more}
@hookimpl
def register_datasets():
    return [Bad]
"""
GOOD_DATA = """\
x = np.zeros((40, 28, 28), np.uint8)
        x[20:, 10:20] = 200
        y = np.repeat([0, 1], 20)
        return ImageClasses(Split(x, y), Split(x, y), ("a", "b"))"""
NETWORK = """\
class Bad(Architecture):
    id, name, about = "bad", "Bad", "Bad."
    def build(self, task, params):
        {body}
@hookimpl
def register_architectures():
    return [Bad]
"""
TRAINER = """\
from workbench_plugins.supervised import Supervised
class Bad(Supervised):
    id, name, about = "bad", "Bad", "Bad."
    def learner(self, setup, params):
        learner = super().learner(setup, params)
        real = learner.step
        def step(number):
            {body}
            return real(number)
        learner.step = step
        return learner
@hookimpl
def register_trainers():
    return [Bad]
"""
VIEW = """\
class BadView(View):
    id, name, about = "bad", "Bad", "Bad."
    place, order = "main", -1
    widget = __name__ + ":Panel"
    {more}
@hookimpl
def register_views():
    return [BadView]
if "PySide6.QtWidgets" in sys.modules:
    from PySide6.QtCore import QSize, QTimer
    from PySide6.QtWidgets import QWidget
    class Panel({base}):
        {panel}
"""
QT_PANEL = """def show_run(self, state):
            pass
        """


@dataclass(frozen=True)
class Faulty:
    """One plugin: its text, and words that its diagnosis must hold."""

    text: str
    words: str = ""


def _data(body: str, more: str = "", words: str = "") -> Faulty:
    return Faulty(HEAD + DATA.format(body=body, more=more), words)


def _network(body: str, words: str = "") -> Faulty:
    return Faulty(HEAD + NETWORK.format(body=body), words)


def _trainer(body: str, words: str) -> Faulty:
    return Faulty(HEAD + TRAINER.format(body=body), words)


def _view(panel: str, base: str = "QWidget", more: str = "") -> Faulty:
    return Faulty(HEAD + VIEW.format(panel=panel, base=base, more=more))


def _attributes(body: str, words: str, base: str = "Dataset", hook: str = "datasets") -> Faulty:
    text = f"class Bad({base}):\n    {body}\n@hookimpl\ndef register_{hook}():\n    return [Bad]\n"
    return Faulty(HEAD + text, words)


_NAMED = 'id, name, about = "bad", "Bad", "Bad."'

IMPORT = {
    "raises": Faulty("1 / 0", "ZeroDivisionError"),
    "syntax": Faulty("def (", "SyntaxError"),
    "exits": Faulty("import sys\nsys.exit(3)", "SystemExit"),
    "interrupts": Faulty("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "generator exit": Faulty("raise GeneratorExit", "GeneratorExit"),
    "recursion": Faulty("def f(): return f()\nf()", "RecursionError"),
    "memory": Faulty("raise MemoryError", "MemoryError"),
    "unprintable": Faulty(
        "class E(Exception):\n    def __str__(self): raise ValueError\nraise E", "E"
    ),
    "missing module": Faulty("import no_such_module_at_all", "ModuleNotFoundError"),
    "hook exits": Faulty(
        HEAD + "@hookimpl\ndef register_datasets():\n    raise SystemExit(3)", "SystemExit"
    ),
    "hook gives text": Faulty(
        HEAD + '@hookimpl\ndef register_datasets():\n    return "digits"', "not a list"
    ),
    "hook gives numbers": Faulty(
        HEAD + "@hookimpl\ndef register_views():\n    return [3]", "not a subclass"
    ),
    "no id": _attributes("pass", "has no id"),
    "id is a number": _attributes('id, name = 3, "Bad"', "has no id"),
    "id taken": _attributes('id, name = "digits", "Bad"', "both provide"),
    "order is text": _attributes(f'{_NAMED}\n    order = "first"', "order"),
    "order is nan": _attributes(f'{_NAMED}\n    order = float("nan")', "order"),
    "widget is a class": _attributes(f"{_NAMED}\n    widget = int", "widget", "View", "views"),
    "impossible default": _attributes(
        f'{_NAMED}\n    class Params(Params):\n        n: int = param(5, "N", "N.", ge=10)',
        "impossible",
    ),
    "default of another type": _attributes(
        f'{_NAMED}\n    class Params(Params):\n        n: int = param("many", "N", "N.")',
        "impossible",
    ),
}
FATAL = {
    "os._exit": Faulty("import os\nos._exit(3)"),
    "segmentation fault": Faulty("import ctypes\nctypes.string_at(0)"),
    "abort": Faulty("import os\nos.abort()"),
    "hangs": Faulty("import time\ntime.sleep(1000)"),
    "spins": Faulty("while True:\n    try:\n        pass\n    except Exception:\n        pass"),
}
TRAINING = {
    "load exits": _data("sys.exit(3)", words="tried to end the program"),
    "load interrupts": _data("raise KeyboardInterrupt", words="KeyboardInterrupt"),
    "load gives nothing": _data("return None", words="load() returns None"),
    "load gives a list": _data("return [1, 2]", words="list"),
    "task gives text": _data(
        GOOD_DATA, more='def task(self, params):\n        return "pictures"', words="no Task"
    ),
    "task exits": _data(
        GOOD_DATA, more="def task(self, params):\n        raise SystemExit", words="end the program"
    ),
    "build gives text": _network('return "network"', "bad"),
    "build exits": _network("raise SystemExit", "tried to end the program"),
    "step exits": _trainer("if number: sys.exit(3)", "tried to end the program"),
    "step interrupts": _trainer("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "step has no memory": _trainer("raise MemoryError", "not enough memory"),
    "step recurses": _trainer("return step(number)", "RecursionError"),
}
WINDOW = {
    "no widget": _view("def __init__(self, host): pass", base="object"),
    "never made": _view("def __init__(self, host): self.host = host\n        " + QT_PANEL),
    "made exits": _view("def __init__(self, host): sys.exit(3)\n        " + QT_PANEL),
    "update raises": _view(
        "def __init__(self, host): super().__init__()\n        def show_run(self, state): 1 / 0"
    ),
    "update exits": _view(
        "def __init__(self, host): super().__init__()\n"
        "        def show_run(self, state): raise SystemExit(3)"
    ),
    "paint raises": _view(
        "def __init__(self, host): super().__init__()\n        "
        + QT_PANEL
        + "def paintEvent(self, event): 1 / 0"
    ),
    "paint exits": _view(
        "def __init__(self, host): super().__init__()\n        "
        + QT_PANEL
        + "def paintEvent(self, event): raise SystemExit(3)"
    ),
    "size exits": _view(
        "def __init__(self, host): super().__init__()\n        "
        + QT_PANEL
        + "def sizeHint(self): raise SystemExit(3)"
    ),
    "slot exits": _view(
        "def __init__(self, host):\n"
        "            super().__init__()\n"
        "            QTimer.singleShot(0, lambda: sys.exit(3))\n        " + QT_PANEL
    ),
    "supports exits": _view(
        "def __init__(self, host): super().__init__()\n        " + QT_PANEL,
        more="def supports(self, task): raise SystemExit(3)",
    ),
}


def write(folder: Path, faulty: Faulty) -> Path:
    """Write a plugin as ``bad.py`` into a folder of plugins."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "bad.py"
    path.write_text(faulty.text, "utf-8")
    return path
