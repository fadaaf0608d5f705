"""What the Label page's tests share: labellings, and the page that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.labelling import project as labellings
from workbench.labelling.items import Items
from workbench.labelling.project import Project
from workbench.ui.host import Host
from workbench.ui.pages.label import LabelPage

LEFT = Qt.MouseButton.LeftButton
LONG = 60_000
ME = "anna"
GLAD, SAD = ("good", "fine", "lovely", "great"), ("bad", "awful", "dull", "cold")


def reviews(n: int = 40) -> tuple[list[str], list[str]]:
    """Short texts that praise or complain by turns, each of its own, and which of the two."""
    texts, labels = [], []
    for number in range(n):
        words, label = ((GLAD, "glad"), (SAD, "sad"))[number % 2]
        texts.append(f"Visit {number}: the soup was {words[number // 2 % 4]}.")
        labels.append(label)
    return texts, labels


def of_reviews(n: int = 40, name: str = "Reviews", **more: object) -> Project:
    """A labelling of `reviews`."""
    texts, labels = reviews(n)
    items = Items(tuple(texts), None, tuple(labels))
    return labellings.create(name, items, ("glad", "sad"), "Glad or sad?", **more)  # type: ignore[arg-type]


def of_pictures(n: int = 30) -> Project:
    """A labelling of pictures: a bar at the left or at the right."""
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 60, (n, 12, 12), np.uint8)
    for row in range(n):
        pictures[row, :, 2 if row % 2 else 9] = 250
    known = tuple("left" if row % 2 else "right" for row in range(n))
    return labellings.create("Bars", Items((), pictures, known), ("left", "right"))


def of_many(n_classes: int = 77) -> Project:
    """A labelling with more labels than keys."""
    classes = [f"card_{number}_arrival" for number in range(n_classes - 2)]
    texts = tuple(f"question {number}" for number in range(20))
    return labellings.create("Many", Items(texts), [*classes, "lost phone", "arrival of a card"])


@contextmanager
def shown(host: Host, qtbot: QtBot, order: str = "given", person: str = ME) -> Iterator[LabelPage]:
    """The page with the labelling last worked on open."""
    layout = host.settings.layout
    host.settings.layout = {**layout, "label: person": person, "label: order": order}
    page = LabelPage(host)
    qtbot.addWidget(page)
    page.resize(1100, 720)
    page.show()
    qtbot.waitUntil(lambda: page.list.count() > 0, timeout=LONG)
    wait_open(page, qtbot)
    page.label.view.take_focus()
    yield page


def wait_open(page: LabelPage, qtbot: QtBot, name: str = "") -> None:
    """Until a labelling is open and its rows are in order."""

    def there() -> bool:
        work = page.work
        return work is not None and not work.ordering and name in (work.project.head.name, "")

    qtbot.waitUntil(there, timeout=LONG)


def press(page: LabelPage, qtbot: QtBot, keys: str | Qt.Key) -> None:
    """Keys where the row is."""
    target = page.label.view.currentWidget()
    if isinstance(keys, str):
        qtbot.keyClicks(target, keys)
    else:
        qtbot.keyClick(target, keys)


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Wait for something."""
    qtbot.waitUntil(condition, timeout=LONG)
