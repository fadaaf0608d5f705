"""The palette finds everything, by keyboard alone, and reads nothing in the window's thread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle, tiny_experiment, wait_for_end
from tests.ui.labelling import of_reviews
from workbench.comparison import stored
from workbench.comparison.plan import Plan, Spec
from workbench.core.contracts.contributions import Lesson, Playground, View
from workbench.core.contracts.dataset import Dataset
from workbench.core.experiment import Part
from workbench.ui.fuzzy import Query, Searchable
from workbench.ui.help import documents
from workbench.ui.host import Host
from workbench.ui.palette import Palette
from workbench.ui.palette_entries import (
    RECENT_KEY,
    Entry,
    PaletteIndex,
    _OnDisk,
    browse,
    search,
)
from workbench.ui.window import PAGES, MainWindow

LONG = 60_000


def opened(window: MainWindow, qtbot: QtBot) -> Palette:
    palette = window.open_palette()
    settle(qtbot)
    return palette


def typed(window: MainWindow, qtbot: QtBot, text: str) -> Palette:
    palette = opened(window, qtbot)
    qtbot.keyClicks(palette.field, text)
    return palette


def choose(window: MainWindow, qtbot: QtBot, text: str, id: str) -> None:
    """Type, check what is offered first, and press Enter."""
    palette = typed(window, qtbot, text)
    assert palette.entry is not None
    assert palette.entry.id == id
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("go runs", "Go to Runs", True),
        ("gtr", "Go to Runs", True),
        ("lrng", "Learning rate", True),
        ("RATE learn", "Learning rate", True),
        ("lx", "Learning rate", False),
        ("", "Anything", True),
    ],
)
def test_letters_that_mean_a_title(text: str, title: str, found: bool) -> None:
    assert bool(Query(text).score(Searchable(title))) == found


def test_better_matches_come_first() -> None:
    titles = ["Retrain", "Terrain maps", "Train", "Train longer", "Text trainer", "T raw in"]
    query = Query("train")
    ranked = sorted(titles, key=lambda title: -query.score(Searchable(title)))
    assert ranked[:2] == ["Train", "Train longer"]
    assert ranked[2] == "Text trainer"


def _entry(id: str, group: str, title: str) -> Entry:
    return Entry(id, group, title, lambda: None)


def test_recent_things_come_first() -> None:
    entries = [_entry("a", "Runs", "mnist one"), _entry("b", "Runs", "mnist two")]
    assert [e.id for e in search(entries, [], "mnist")[0].entries] == ["a", "b"]
    assert [e.id for e in search(entries, ["b"], "mnist")[0].entries] == ["b", "a"]
    first = browse(entries, ["b", "gone"], "Recent")[0]
    assert (first.title, [e.id for e in first.entries]) == ("Recent", ["b"])


def test_the_group_of_the_best_match_comes_first_and_says_how_many_there_are() -> None:
    entries = [_entry(f"r{i}", "Runs", f"digits {i}") for i in range(1000)]
    entries.append(_entry("d", "Datasets", "digits"))
    groups = search(entries, [], "digits")
    assert [group.title for group in groups] == ["Datasets", "Runs"]
    assert (len(groups[1].entries), groups[1].n_matching) == (12, 1000)


def test_arrows_pass_over_headings(window: MainWindow, qtbot: QtBot) -> None:
    palette = typed(window, qtbot, "digits")
    seen = []
    for _ in range(4):
        assert palette.entry is not None
        seen.append(palette.entry.id)
        assert palette.entry.title in palette.field.accessibleDescription()
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert len(set(seen)) == 4
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_ctrl_k_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Palette), timeout=LONG)


def test_nothing_matches(window: MainWindow, qtbot: QtBot) -> None:
    palette = typed(window, qtbot, "qqqzzz")
    assert "qqqzzz" in palette.list.item(0).text()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)  # does nothing
    assert palette.isVisible()


def test_parts_playgrounds_views_and_plugins(window: MainWindow, host: Host, qtbot: QtBot) -> None:
    choose(window, qtbot, "softmax reg", "architecture:softmax")
    assert host.experiment.architecture.id == "softmax"
    choose(window, qtbot, "short reviews", "dataset:short-reviews")
    assert host.experiment.dataset.id == "short-reviews"
    qtbot.waitUntil(lambda: host.experiment.architecture.id != "softmax", timeout=LONG)
    choose(window, qtbot, "in context", "playground:in-context")
    assert window.page == "play"
    assert window.pages["play"].playgrounds["in-context"].isVisible()  # type: ignore[attr-defined]
    host.set_experiment(tiny_experiment())
    settle(qtbot)
    choose(window, qtbot, "mistakes", "view:mistakes")
    assert window.page == "train"
    area = window.pages["train"].side  # type: ignore[attr-defined]
    assert area.current.id == "mistakes"
    choose(window, qtbot, "openai_http", "plugin:openai_http")
    assert window.page == "plugins"
    assert window.pages["plugins"].record.name == "openai_http"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("epochs", "setting:trainer.epochs"),
        ("seed", "setting:run.seed"),
        ("weight decay", "setting:trainer.weight_decay"),
    ],
)
def test_a_setting_gets_the_keyboard(window: MainWindow, qtbot: QtBot, text: str, id: str) -> None:
    window.show_page("data")
    choose(window, qtbot, text, id)
    drawer = window.pages["train"].drawer  # type: ignore[attr-defined]
    _, _, where = id.partition(":")
    kind, _, name = where.partition(".")
    assert window.page == "train"
    assert drawer.showing == kind
    window.activateWindow()
    editor = drawer.form.editor(name)
    qtbot.waitUntil(lambda: editor.hasFocus() or editor.isAncestorOf(focus()), timeout=LONG)
    assert editor.isVisible()
    # A second time it stays open.
    choose(window, qtbot, text, id)
    assert drawer.showing == kind


def focus() -> object:
    return QApplication.focusWidget()


def test_settings_of_the_window(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, "keep all data", "setting:window.local_only")
    assert window.page == "settings"
    page = window.pages["settings"]
    window.activateWindow()
    qtbot.waitUntil(page.local_only.hasFocus, timeout=LONG)  # type: ignore[attr-defined]


def test_runs_comparisons_labellings_and_the_manual(
    window: MainWindow, host: Host, qtbot: QtBot
) -> None:
    host.set_experiment(tiny_experiment().model_copy(update={"name": "seven bars"}))
    host.training_start.start()
    wait_for_end(qtbot, host)
    plan = Plan(name="Which bars", dataset=Part(id="tiny"), answerer=(Spec(id="majority"),))
    stored.keep(plan, stored.folder(plan))
    labelling = of_reviews()
    run = host.run.run
    host.select_run("")
    window.show_page("runs")
    choose(window, qtbot, "seven bars", f"run:{run}")
    assert (window.page, host.run.run) == ("train", run)
    choose(window, qtbot, "which bars", "comparison:Which bars")
    assert window.page == "compare"
    compare = window.pages["compare"]
    qtbot.waitUntil(lambda: compare.chosen is not None, timeout=LONG)  # type: ignore[attr-defined]
    choose(window, qtbot, "Reviews", f"labelling:{labelling.folder.name}")
    assert window.page == "label"
    choose(window, qtbot, "how it is measured", "manual:docs/comparison.md#how-it-is-measured")
    manual = window.open_manual()
    qtbot.waitUntil(lambda: manual.page == "docs/comparison.md", timeout=LONG)


def test_models_are_got_from_anywhere(window: MainWindow, host: Host, qtbot: QtBot) -> None:
    choose(window, qtbot, "get models", "action:settings.get_models.get")
    assert window.page == "settings"
    page = window.pages["settings"]
    window.activateWindow()
    models = page.get_models  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: models.isAncestorOf(QApplication.focusWidget()), timeout=LONG)
    choose(window, qtbot, "new labelling", "action:label.begin")
    assert window.page == "label"
    qtbot.waitUntil(window.pages["label"].begin.hasFocus, timeout=LONG)  # type: ignore[attr-defined]


def found(window: MainWindow) -> set[str]:
    """The titles of everything that the palette finds."""
    index = PaletteIndex(window, window.commands, window)
    try:
        with_disk = index._disk_entries = [*index._of_disk(_OnDisk(headings=documents.headings()))]
        assert with_disk
        return {entry.title.rstrip("…") for entry in index.entries()}
    finally:
        index.deleteLater()


def test_everything_can_be_found(window: MainWindow, host: Host, qtbot: QtBot) -> None:
    """Menus, pages, lessons, parts, views, playgrounds, settings, buttons and the manual."""
    for name, *_ in PAGES:
        window.show_page(name)
        settle(qtbot)
    titles = found(window)
    lacking = []

    def want(kind: str, title: str) -> None:
        title = title.replace("&", "").rstrip("…")
        if title not in titles:
            lacking.append(f"{kind}: {title}")

    for menu in window.menuBar().findChildren(QMenu):
        for action in menu.actions():
            usable = action.menu() is None and not action.isSeparator()
            command = next((c for c in window.commands if c.title == action.text()), None)
            if usable and command is not None and command.enabled() and command.id != "palette":
                want("menu", action.text())
            elif usable and command is None and not action.text().startswith("Lesson"):
                lacking.append(f"no command: {action.text()}")
    for name, title, *_ in PAGES:
        want(f"page {name}", f"Go to {title}")
    for base in (Dataset, View, Playground, Lesson):
        for cls in host.plugins.of(base).values():
            want(base.__name__, f"Lesson: {cls.name}" if base is Lesson else cls.name)
    for heading in documents.headings():
        want("manual", heading.text)
    for name, page in window.pages.items():
        for control in page.findChildren(QWidget):
            listed = control.isVisibleTo(page) and control.isEnabled()
            if listed and type(control) in (QPushButton, QCheckBox):
                want(f"button on {name}", control.text())
    settings = window.pages["settings"]
    for box in settings.findChildren(QComboBox):
        want("setting", box.accessibleName())
    assert lacking == []


def test_a_button_gets_the_keyboard_on_its_page(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("plugins")
    settle(qtbot)
    window.show_page("compare")
    settle(qtbot)
    window.show_page("data")
    choose(window, qtbot, "add the standard set", "button:compare.Add the standard set")
    assert window.page == "compare"
    window.activateWindow()
    button = window.pages["compare"].setup.answerers.usual  # type: ignore[attr-defined]
    qtbot.waitUntil(button.hasFocus, timeout=LONG)


def test_what_was_chosen_is_remembered(window: MainWindow, host: Host, qtbot: QtBot) -> None:
    choose(window, qtbot, "go to data", "action:page-data")
    choose(window, qtbot, "go to label", "action:page-label")
    assert host.settings.layout[RECENT_KEY].split("\n") == ["action:page-label", "action:page-data"]
    palette = opened(window, qtbot)
    assert palette.list.item(0).text() == "Recent"
    assert [palette.list.item(row).text() for row in (1, 2)] == ["Go to Label", "Go to Data"]


def test_a_thousand_runs(window: MainWindow, host: Host, qtbot: QtBot, home: Path) -> None:
    for number in range(1000):
        folder = home / "data" / "runs" / f"20260101-000000-{number:04x}"
        folder.mkdir(parents=True)
        (folder / "experiment.toml").write_text("name = 'x'\n", "utf-8")
        facts = {"name": f"many {number}", "status": "finished", "created": number}
        (folder / "run.json").write_text(json.dumps(facts), "utf-8")
    palette = typed(window, qtbot, "many 999")
    assert palette.entry is not None
    assert palette.entry.title == "many 999"
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    palette = typed(window, qtbot, "many")
    headings = [palette.list.item(row).text() for row in range(palette.list.count())]
    assert headings[0] == "Runs"
    assert palette.list.item(1).text() == "many 999"  # the newest first
