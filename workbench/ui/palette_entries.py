"""What the palette finds: actions, parts, settings, runs, comparisons, the manual and the rest.

What is in memory is listed when the palette opens. What lies on disk (runs, comparisons,
labellings, the manual) is read in the background and remembered, so that the palette opens at once
and a key press reads nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QTabBar, QWidget

from workbench.core import blame
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.contributions import Playground, View
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.params import settings_of
from workbench.core.contracts.trainer import Trainer
from workbench.core.experiment import PARTS
from workbench.core.runs.store import RunInfo
from workbench.ui import jumps
from workbench.ui.commands import Command
from workbench.ui.fuzzy import Query, Searchable
from workbench.ui.help import documents
from workbench.ui.jumps import Window
from workbench.ui.strip.fitting import supports
from workbench.ui.strip.run_options import RunOptions

RECENT_KEY = "palette: recent"
N_RECENT = 10
# Entries of one group that are shown, without and with something typed.
N_BROWSED, N_MATCHED = 6, 12
# How much better one is for having been used lately.
_RECENT_BONUS = 1.0


@dataclass(frozen=True)
class Entry:
    """Something the palette offers.

    ``id`` names it among the recent ones. ``detail`` stands at the right: a shortcut, a status;
    ``keywords`` are searched as well. ``enabled`` and ``refused`` are those of a `Command`.
    """

    id: str
    group: str
    title: str
    run: Callable[[], object]
    detail: str = ""
    keywords: str = ""
    enabled: Callable[[], bool] = lambda: True
    refused: Callable[[], object] = lambda: None
    searchable: Searchable = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = f"{self.group} {self.keywords}"
        object.__setattr__(self, "searchable", Searchable(self.title, words))

    def invoke(self) -> None:
        """Do it, unless it is not enabled any more."""
        (self.run if self.enabled() else self.refused)()


@dataclass(frozen=True)
class _OnDisk:
    runs: tuple[RunInfo, ...] = ()
    comparisons: tuple[str, ...] = ()
    labellings: tuple[tuple[Path, str], ...] = ()
    headings: tuple[documents.Heading, ...] = ()


class PaletteIndex(QObject):
    """Every entry there is; ``changed`` says that what lies on disk was read again."""

    changed = Signal()

    def __init__(self, window: Window, commands: list[Command], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._host = window.host
        self._commands = commands
        self._on_disk = _OnDisk()
        self._disk_entries: list[Entry] = []

    def refresh(self) -> None:
        """Read what lies on disk in the background."""
        headings = self._on_disk.headings

        def work(_: object) -> _OnDisk:
            from workbench.comparison import stored
            from workbench.labelling import project

            return _OnDisk(
                tuple(self._host.store.list()),
                tuple(each.name for each in stored.comparisons() if not each.problem),
                tuple((each.folder, each.name) for each in project.projects() if not each.problem),
                headings or documents.headings(),
            )

        # What cannot be read is reported by the page that shows it.
        self._host.background.start(
            "palette: look", work, self._came, title=self.tr("Collecting what can be found")
        )

    def _came(self, on_disk: _OnDisk) -> None:
        self._on_disk = on_disk
        self._disk_entries = [*self._of_disk(on_disk)]
        self.changed.emit()

    def entries(self) -> list[Entry]:
        """All of them, those that cannot be used now left out."""
        return [
            entry
            for entry in (
                *self._actions(),
                *self._page_actions(),
                *self._parts(),
                *self._shown(),
                *self._settings(),
                *self._plugins(),
                *self._disk_entries,
                *self._controls(),
            )
            if entry.enabled()
        ]

    @property
    def recent(self) -> list[str]:
        """Ids of what was chosen lately, newest first."""
        return [id for id in self._host.settings.layout.get(RECENT_KEY, "").split("\n") if id]

    def use(self, entry: Entry) -> None:
        """Do it, and remember that it was used."""
        ids = [entry.id, *(id for id in self.recent if id != entry.id)][:N_RECENT]
        settings = self._host.settings
        settings.layout = {**settings.layout, RECENT_KEY: "\n".join(ids)}
        entry.invoke()

    def _actions(self) -> Iterator[Entry]:
        group = self.tr("Actions")
        for command in self._commands:
            if command.id != "palette":
                yield Entry(
                    f"action:{command.id}",
                    group,
                    command.title.replace("&", ""),
                    command.run,
                    command.shortcut,
                    enabled=command.enabled,
                    refused=command.refused,
                )

    def _parts(self) -> Iterator[Entry]:
        """Datasets, architectures and trainers: choosing one puts it into the experiment."""
        chosen = self.tr("in use")
        task = self._host.data.resolve(self._host.experiment).task
        for kind, base, group in (
            ("dataset", Dataset, self.tr("Datasets")),
            ("architecture", Architecture, self.tr("Architectures")),
            ("trainer", Trainer, self.tr("Trainers")),
        ):
            classes: dict[str, Any] = self._host.plugins.of(base)
            in_use = self._host.experiment.part(kind).id
            for id, cls in classes.items():
                # As in the strip: what cannot take the dataset that is chosen is not offered.
                if kind != "dataset" and task is not None and not supports(cls, task):
                    continue
                yield Entry(
                    f"{kind}:{id}",
                    group,
                    cls.name,
                    partial(jumps.to_part, self._window, kind, id),
                    chosen if id == in_use else "",
                    f"{id} {cls.about}",
                )

    def _shown(self) -> Iterator[Entry]:
        playgrounds, views = self.tr("Playgrounds"), self.tr("Views")
        for id, playground in self._host.plugins.of(Playground).items():
            jump = partial(jumps.to_playground, self._window, id)
            yield Entry(
                f"playground:{id}", playgrounds, playground.name, jump, "", playground.about
            )
        for id, view in self._host.plugins.of(View).items():
            jump = partial(jumps.to_view, self._window, id)
            yield Entry(f"view:{id}", views, view.name, jump, "", view.about)

    def _settings(self) -> Iterator[Entry]:
        """Each setting of the chosen parts and of the run, and those of the window."""
        group = self.tr("Settings")
        titles = {
            "dataset": self.tr("Dataset"),
            "architecture": self.tr("Architecture"),
            "trainer": self.tr("Trainer"),
        }
        for kind in PARTS:
            classes = self._host.plugins.of(KINDS[kind][1])
            cls = classes.get(self._host.experiment.part(kind).id)
            if cls is not None:
                for setting in settings_of(cls.Params):
                    yield Entry(
                        f"setting:{kind}.{setting.name}",
                        group,
                        setting.title,
                        partial(jumps.to_setting, self._window, kind, setting.name),
                        f"{titles[kind]} · {cls.name}",
                        f"{setting.name} {setting.help} {cls.name}",
                    )
        for setting in settings_of(RunOptions):
            yield Entry(
                f"setting:run.{setting.name}",
                group,
                setting.title,
                partial(jumps.to_setting, self._window, "run", setting.name),
                self.tr("Run options"),
                f"{setting.name} {setting.help}",
            )
        yield from self._window_settings()

    def _window_settings(self) -> Iterator[Entry]:
        group = self.tr("Settings")
        for name, title, words in (
            ("theme", self.tr("Theme"), self.tr("colours dark light")),
            (
                "desktop_notices",
                self.tr("Notify me when a long job ends"),
                self.tr("desktop notification"),
            ),
            (
                "local_only",
                self.tr("Keep all data on this computer"),
                self.tr("privacy offline network"),
            ),
        ):
            yield Entry(
                f"setting:window.{name}",
                group,
                title,
                partial(jumps.to_control, self._window, "settings", name),
                self.tr("Settings page"),
                words,
            )

    def _page_actions(self) -> Iterator[Entry]:
        """What begins on a page that may not have been opened yet."""
        group = self.tr("Actions")
        for page, paths, title, words in (
            (
                "settings",
                ("get_models.get", "get_models"),
                self.tr("Get models"),
                self.tr("download language model encoder"),
            ),
            ("label", ("begin", "new"), self.tr("New labelling"), ""),
            ("compare", ("new",), self.tr("New comparison"), ""),
            ("plugins", ("add",), self.tr("Add a plugin"), self.tr("file install")),
            ("runs", ("trash",), self.tr("Deleted runs"), self.tr("trash restore")),
            ("compare", ("deleted",), self.tr("Deleted comparisons"), self.tr("trash restore")),
            (
                "label",
                ("deleted", "begin"),
                self.tr("Deleted labellings"),
                self.tr("trash restore"),
            ),
        ):
            jump = partial(jumps.to_control, self._window, page, *paths)
            detail = self._window.page_titles[page]
            yield Entry(f"action:{page}.{paths[0]}", group, title, jump, detail, words)

    def _controls(self) -> Iterator[Entry]:
        """The buttons and ticks that are in sight on the pages that were opened, by their names."""
        group = self.tr("Buttons")
        listed = {
            entry.title.rstrip("…") for entry in (*self._page_actions(), *self._window_settings())
        }
        for page, widget in self._window.pages.items():
            title = self._window.page_titles[page]
            for control in widget.findChildren(QWidget):
                name = control_name(control)
                if not name or name.rstrip("…") in listed:
                    continue
                if control.isEnabled() and control.isVisibleTo(widget):
                    jump = partial(jumps.to_widget, self._window, page, control)
                    yield Entry(f"button:{page}.{name}", group, name, jump, title)

    def _plugins(self) -> Iterator[Entry]:
        group = self.tr("Plugins")
        states = {
            "on": "",
            "off": self.tr("switched off"),
            "broken": self.tr("not working"),
        }
        for record in self._host.plugins.records:
            classes = _classes(self._host.plugins, record.provides)
            names = ", ".join(cls.name for cls in classes)
            yield Entry(
                f"plugin:{record.name}",
                group,
                record.name,
                partial(jumps.to_plugin, self._window, record.name),
                states.get(record.state, record.state),
                names,
            )

    def _of_disk(self, on_disk: _OnDisk) -> Iterator[Entry]:
        runs = sorted(on_disk.runs, key=lambda info: info.created, reverse=True)
        for info in runs:
            title = info.name or info.id
            jump = partial(jumps.to_run, self._window, info.id)
            words = f"{info.id} {' '.join(info.tags)} {info.note}"
            yield Entry(f"run:{info.id}", self.tr("Runs"), title, jump, info.status, words)
        for name in on_disk.comparisons:
            jump = partial(jumps.to_comparison, self._window, name)
            yield Entry(f"comparison:{name}", self.tr("Comparisons"), name, jump)
        for folder, name in on_disk.labellings:
            jump = partial(self._host.open_labelling, folder)
            yield Entry(f"labelling:{folder.name}", self.tr("Labellings"), name, jump)
        for heading in on_disk.headings:
            jump = partial(jumps.to_manual, self._window, heading.page, heading.slug)
            below = "" if heading.level == 1 else heading.document
            id = f"manual:{heading.page}#{heading.slug}"
            yield Entry(id, self.tr("Manual"), heading.text, jump, below)


def control_name(control: QWidget) -> str:
    """What the palette calls a control of a page; empty for what it does not list.

    Listed are buttons and ticks that have words, and choices: no parts of other controls.
    """
    if control.focusPolicy() == Qt.FocusPolicy.NoFocus or control.objectName().startswith("qt_"):
        return ""
    if isinstance(control, QAbstractButton):
        above = control.parentWidget()
        if isinstance(above, QTabBar | QComboBox) or control.objectName() == "plotActions":
            return ""
        return (control.text() or control.accessibleName()).replace("&", "").strip()
    return control.accessibleName() if isinstance(control, QComboBox) else ""


def _classes(plugins: Any, provides: Sequence[tuple[str, str]]) -> list[type[Contribution]]:
    found = []
    for kind, id in provides:
        try:
            found.append(plugins.get(KINDS[kind][1], id))
        except BaseException as error:  # noqa: BLE001 - gone meanwhile
            blame.let_through(error)
    return found


@dataclass(frozen=True)
class Group:
    """Entries under one heading; ``n_matching`` counts those that are not shown, too."""

    title: str
    entries: tuple[Entry, ...]
    n_matching: int


def browse(entries: Sequence[Entry], recent: Sequence[str], title: str) -> list[Group]:
    """What is shown before anything is typed: recent things, then the first of every group.

    Parameters
    ----------
    title
        Of the group of recent things.
    """
    by_id = {entry.id: entry for entry in entries}
    lately = tuple(by_id[id] for id in recent if id in by_id)
    groups = [Group(title, lately, len(lately))] if lately else []
    rest: dict[str, list[Entry]] = {}
    for entry in entries:
        rest.setdefault(entry.group, []).append(entry)
    groups += [
        Group(name, tuple(members[: N_BROWSED if i else len(members)]), len(members))
        for i, (name, members) in enumerate(rest.items())
    ]
    return groups


def search(entries: Sequence[Entry], recent: Sequence[str], text: str) -> list[Group]:
    """The entries that a text means, grouped; the group of the best one comes first."""
    query = Query(text)
    rank = {id: place for place, id in enumerate(recent)}
    scored: dict[str, list[tuple[float, Entry]]] = {}
    for entry in entries:
        score = query.score(entry.searchable)
        if score:
            if entry.id in rank:
                score += _RECENT_BONUS - rank[entry.id] / 100
            scored.setdefault(entry.group, []).append((score, entry))
    groups = []
    for name, members in scored.items():
        members.sort(key=lambda item: -item[0])
        best = tuple(entry for _, entry in members[:N_MATCHED])
        groups.append((members[0][0], Group(name, best, len(members))))
    return [group for _, group in sorted(groups, key=lambda item: -item[0])]
