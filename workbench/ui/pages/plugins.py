"""The Plugins page: what each plugin brings, what does not work, and how to add one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QPainter,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import blame, paths
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import StorageError, WorkbenchError
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.io import atomic
from workbench.core.plugins import BUILT_IN, NOT_LOADED, PluginRecord, Plugins
from workbench.ui.fuzzy import Query, Searchable
from workbench.ui.help import report
from workbench.ui.host import Host
from workbench.ui.long_text import LongText
from workbench.ui.markup import escaped

RECORD = Qt.ItemDataRole.UserRole
_ABOUT = Qt.ItemDataRole.UserRole + 1
_MARGIN = 10


@dataclass(frozen=True)
class _Brought:
    """A contribution as people read it."""

    kind: str
    name: str
    about: str


class PluginsPage(QWidget):
    """Lists plugins by what they bring, and switches them on and off."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._brought = {r.name: _brought(host.plugins, r) for r in host.plugins.records}
        # As it was when the window opened: what differs needs a restart.
        self._blocked_at_start = {r.name for r in host.plugins.records if r.state == "off"}
        self._added: list[str] = []
        self.setAcceptDrops(True)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.list = QListWidget()
        self.add = QPushButton(self.tr("Add a file…"))
        self.restart_bar = QFrame()
        self.restart = QPushButton(self.tr("Restart"))
        self.switch = QCheckBox(self.tr("Use this plugin"))
        self.copy = QPushButton(self.tr("Copy details"))
        self.details = LongText()
        self._build()
        self._connect()
        self._fill()

    def _build(self) -> None:
        title = QLabel(self.tr("Plugins"))
        title.setProperty("role", "title")
        words = self.tr(
            "Everything in the workbench is a plugin. Drop a Python file here, or into {folder}, "
            "to add one."
        )
        about = QLabel(words.format(folder=report.private(str(paths.plugins()))), wordWrap=True)
        about.setProperty("role", "muted")
        about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.search.setPlaceholderText(self.tr("Search plugins"))
        self.search.setAccessibleName(self.tr("Search plugins"))
        self.search.setMaximumWidth(260)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.search)
        head.addWidget(self.add)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._list_panel())
        split.addWidget(self._detail_panel())
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([380, 560])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addLayout(head)
        layout.addWidget(about)
        layout.addWidget(self._restart_panel())
        layout.addWidget(split, 1)

    def _list_panel(self) -> QWidget:
        self.list.setAccessibleName(self.tr("Plugins"))
        self.list.setItemDelegate(_PluginDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(260)
        return self.list

    def _restart_panel(self) -> QWidget:
        self.restart_bar.setObjectName("notice")
        self._restart_words = QLabel(wordWrap=True)
        self.restart.setAccessibleName(self.tr("Restart the workbench"))
        row = QHBoxLayout(self.restart_bar)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._restart_words, 1)
        row.addWidget(self.restart)
        self.restart_bar.hide()
        return self.restart_bar

    def _detail_panel(self) -> QWidget:
        self._name = QLabel(wordWrap=True)
        self._name.setProperty("role", "heading")
        self._origin = QLabel(wordWrap=True)
        self._origin.setProperty("role", "muted")
        self._origin.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._consequence = QLabel(wordWrap=True)
        self._consequence.setProperty("role", "muted")
        self._problem = QLabel(wordWrap=True)
        self._problem.setProperty("role", "error")
        self._brings = QLabel(wordWrap=True)
        self._brings.setTextFormat(Qt.TextFormat.RichText)
        self._brings.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setAccessibleName(self.tr("Why the plugin does not work"))
        self.details.setMinimumHeight(140)
        self.copy.setToolTip(self.tr("Copy the versions and the error, to report it"))
        body = QWidget()
        body.setObjectName("scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 0, 4, 0)
        column.setSpacing(8)
        for widget in (self._name, self._origin, self._problem, self.switch, self._consequence):
            column.addWidget(widget)
        column.addWidget(self.details, 1)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._brings)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        return scroll

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._fill())
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.switch.toggled.connect(self._switched)
        self.copy.clicked.connect(self._copy)
        self.add.clicked.connect(self._choose_file)
        self.restart.clicked.connect(self._host.restart_wanted)
        self._host.theme.changed.connect(self._show)

    # The list

    def _fill(self) -> None:
        """List what the search leaves, by group; what does not work comes first."""
        chosen = self.record
        query = Query(self.search.text())
        self.list.blockSignals(True)
        self.list.clear()
        for title, records in self._groups():
            matching = [r for r in records if query.score(self._searchable(r))]
            if not matching:
                continue
            heading = QListWidgetItem(title)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(heading)
            for record in matching:
                self._add_item(record)
        self.list.blockSignals(False)
        rows = [r for r in range(self.list.count()) if self.list.item(r).data(RECORD) is not None]
        same = [r for r in rows if self.list.item(r).data(RECORD) is chosen]
        self.list.setCurrentRow((same or rows or [-1])[0])
        if not rows:
            nothing = QListWidgetItem(self.tr("No plugin matches."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self._show()

    def _groups(self) -> list[tuple[str, list[PluginRecord]]]:
        records = self._host.plugins.records
        broken = [r for r in records if r.state == "broken"]
        off = [r for r in records if r.state == "off"]
        titles = self._kinds()
        by_kind: dict[str, list[PluginRecord]] = {kind: [] for kind in titles}
        rest: list[PluginRecord] = []
        for record in records:
            if record in broken or record in off:
                continue
            kind = _main_kind(record)
            (by_kind[kind] if kind else rest).append(record)
        groups = [(self.tr("Not working"), broken)]
        groups += [(titles[kind], members) for kind, members in by_kind.items()]
        groups += [(self.tr("Other"), rest), (self.tr("Switched off"), off)]
        return [
            (title, sorted(members, key=lambda r: self._title(r).lower()))
            for title, members in groups
            if members
        ]

    def _kinds(self) -> dict[str, str]:
        """What each kind of contribution is called; in the order of the groups."""
        return {
            "dataset": self.tr("Datasets"),
            "architecture": self.tr("Networks"),
            "trainer": self.tr("Trainers"),
            "view": self.tr("Views"),
            "playground": self.tr("Playgrounds"),
            "provider": self.tr("Foundation models"),
            "encoder": self.tr("Text encoders"),
            "answerer": self.tr("Models to compare"),
            "exporter": self.tr("Export formats"),
            "launcher": self.tr("Where training runs"),
            "lesson": self.tr("Lessons"),
            "input_kind": self.tr("Kinds of input"),
            "target_kind": self.tr("Kinds of target"),
        }

    def _searchable(self, record: PluginRecord) -> Searchable:
        brought = self._brought[record.name]
        words = " ".join(f"{each.name} {each.about} {each.kind}" for each in brought)
        return Searchable(self._title(record), f"{record.name} {record.origin} {words}")

    def _title(self, record: PluginRecord) -> str:
        brought = self._brought[record.name]
        if not brought:
            return record.name.replace("_", " ").replace("-", " ").capitalize()
        more = len(brought) - 1
        return f"{brought[0].name} +{more}" if more else brought[0].name

    def _add_item(self, record: PluginRecord) -> None:
        brought = self._brought[record.name]
        if record.state == "broken":
            about = record.reason
        elif brought:
            about = brought[0].about
        else:
            about = record.note
        item = QListWidgetItem(self._title(record))
        item.setData(RECORD, record)
        item.setData(_ABOUT, about)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._title(record)}. {about}")
        item.setToolTip(about)
        self.list.addItem(item)

    @property
    def record(self) -> PluginRecord | None:
        """The plugin that is chosen."""
        item = self.list.currentItem()
        chosen: PluginRecord | None = item.data(RECORD) if item is not None else None
        return chosen

    def show_plugin(self, name: str) -> None:
        """Choose a plugin by name."""
        self.search.clear()
        for row in range(self.list.count()):
            record: PluginRecord | None = self.list.item(row).data(RECORD)
            if record is not None and record.name == name:
                self.list.setCurrentRow(row)
                self.list.setFocus()

    # One plugin

    def _show(self) -> None:
        record = self.record
        everything = (self._name, self._origin, self._problem, self.switch, self._consequence)
        for widget in (*everything, self.details, self.copy, self._brings):
            widget.setVisible(record is not None)
        if record is None:
            return
        used = record.name not in self._host.settings.blocked
        broken = record.state == "broken"
        self._name.setText(self._title(record))
        self._origin.setText(self._origin_words(record))
        self._problem.setVisible(broken)
        self._problem.setText(self._what_to_do(record) if broken else "")
        self.switch.blockSignals(True)
        self.switch.setChecked(used)
        self.switch.setAccessibleName(self.tr("Use {name}").format(name=self._title(record)))
        self.switch.blockSignals(False)
        self._consequence.setText(self._consequence_words(record, used))
        self._consequence.setVisible(bool(self._consequence.text()))
        self.details.setVisible(bool(record.fault))
        self.details.setPlainText(record.fault)
        self.copy.setVisible(bool(record.fault))
        self._brings.setText(self._brings_words(record))

    def _origin_words(self, record: PluginRecord) -> str:
        origin = {BUILT_IN: self.tr("Built in"), "installed": self.tr("Installed package")}.get(
            record.origin, report.private(record.origin)
        )
        version = self.tr("version {0}").format(record.version) if record.version else ""
        return " · ".join(filter(None, (origin, record.name, version, record.note)))

    def _what_to_do(self, record: PluginRecord) -> str:
        """Why it does not work in a line, and what helps."""
        if record.origin == BUILT_IN:
            help = self.tr("Everything else works without it. Copy the details to report this.")
        elif "No module named" in record.reason:
            help = self.tr(
                "It needs a Python package that is not installed. Install it, then restart."
            )
        else:
            help = self.tr(
                "Everything else works without it. Get a newer version, correct the file and "
                "restart, or switch it off; its author needs the details below."
            )
        return f"{record.reason}\n{help}"

    def _consequence_words(self, record: PluginRecord, used: bool) -> str:
        if record.note == NOT_LOADED and used:
            return self.tr("Left out because the workbench was started in safe mode.")
        if used == (record.name not in self._blocked_at_start):
            brought = self._brought[record.name]
            if not used or not brought:
                return ""
            return self.tr("Switching it off hides what it brings. Your runs and data stay.")
        if used:
            return self.tr("Takes effect after a restart.")
        return self.tr("Takes effect after a restart. Runs that need it can then not be continued.")

    def _brings_words(self, record: PluginRecord) -> str:
        titles = self._kinds()
        muted = self._host.theme.colors.muted
        parts = []
        for kind, title in titles.items():
            members = [each for each in self._brought[record.name] if each.kind == kind]
            if members:
                rows = "".join(
                    f"<p style='margin: 2px 0 6px 0'>{escaped(each.name)}<br>"
                    f"<span style='color: {muted}'>{escaped(each.about)}</span></p>"
                    for each in members
                )
                parts.append(f"<p style='margin: 8px 0 2px 0'><b>{escaped(title)}</b></p>")
                parts.append(rows)
        return "".join(parts)

    def _switched(self, on: bool) -> None:
        record = self.record
        if record is None:
            return
        settings = self._host.settings
        others = [name for name in settings.blocked if name != record.name]
        settings.blocked = others if on else [*others, record.name]
        try:
            settings.save()
        except StorageError as error:
            self._host.notices.error(error)
        self._show()
        self._show_restart()

    def _show_restart(self) -> None:
        blocked = set(self._host.settings.blocked)
        known = {record.name for record in self._host.plugins.records}
        on = sorted((self._blocked_at_start - blocked) & known)
        off = sorted((blocked - self._blocked_at_start) & known)
        parts = [
            words.format(", ".join(names))
            for words, names in (
                (self.tr("on: {0}"), on),
                (self.tr("off: {0}"), off),
                (self.tr("new: {0}"), self._added),
            )
            if names
        ]
        self._restart_words.setText(
            self.tr("After a restart – {changes}.").format(changes="; ".join(parts))
        )
        self.restart_bar.setVisible(bool(parts))

    def _copy(self) -> None:
        if (record := self.record) is not None:
            QGuiApplication.clipboard().setText(report.of_plugin(record))
            self._host.notices.info(self.tr("Copied the details to the clipboard."))

    # Another one

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take Python files and folders."""
        if _droppable(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask whether the dropped files are to be plugins."""
        files = _droppable(event.mimeData().urls())
        if files:
            event.acceptProposedAction()
            self.offer(files)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a plugin"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Python files (*.py)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.offer([Path(name) for name in names]))
        dialog.open()

    def offer(self, files: Sequence[Path]) -> None:
        """Ask, then copy files into the plugin folder."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Add a plugin"))
        names = ", ".join(file.name for file in files)
        box.setText(self.tr("Add {names}?").format(names=names))
        box.setInformativeText(
            self.tr(
                "A plugin is code that runs with your permissions, from the next start on. "
                "Add only what you trust. A plugin of the same name is replaced."
            )
        )
        yes = box.addButton(self.tr("Add"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(lambda: self._copy_files(files))
        box.open()

    def _copy_files(self, files: Sequence[Path]) -> None:
        target = paths.plugins()

        def work(_: object) -> list[str]:
            return [_copied(file, target) for file in files]

        self._host.background.enqueue(
            "plugins: add",
            work,
            self._files_added,
            self._host.notices.error,
            title=self.tr("Adding plugins"),
        )

    def _files_added(self, names: list[str]) -> None:
        self._added = list(dict.fromkeys([*self._added, *names]))
        self._show_restart()

    def changeEvent(self, event: QEvent) -> None:
        """The colours of the names are those of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.list.viewport().update()


def _droppable(urls: Sequence[QUrl]) -> list[Path]:
    """Local Python files and folders; what a folder holds is looked at when it is copied."""
    local = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in local if path.suffix in (".py", "")]


def _copied(file: Path, folder: Path) -> str:
    """Copy a plugin into a folder, whole or not at all; returns its name.

    Raises
    ------
    StorageError
        When it is no plugin, or cannot be copied.
    """
    is_package = file.is_dir()
    if is_package and not (file / "__init__.py").is_file():
        message = f"{file.name} is not a plugin: the folder has no __init__.py."
        raise StorageError(message, "Drop a Python file, or the folder of a package.")
    target = folder / file.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if file.resolve() == target.resolve():
            return file.stem
        if is_package:
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            with atomic.new_folder(target) as aside:
                shutil.copytree(file, aside, ignore=ignored, dirs_exist_ok=True)
                shutil.rmtree(target, ignore_errors=True)
        else:
            with atomic.replacing(target) as aside:
                shutil.copyfile(file, aside)
    except OSError as error:
        message = f"Cannot copy {file.name} to {folder}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
    return file.stem


def _brought(plugins: Plugins, record: PluginRecord) -> tuple[_Brought, ...]:
    """What a plugin brings, the kind that it is listed under first."""
    found = []
    main = _main_kind(record)
    for kind, id in record.provides:
        try:
            cls: type[Contribution] = plugins.get(KINDS[kind][1], id)
            found.append(_Brought(kind, cls.name, cls.about))
        except WorkbenchError:
            continue
        except BaseException as error:  # noqa: BLE001 - a plugin's fault
            blame.let_through(error)
    return tuple(sorted(found, key=lambda each: each.kind != main))


# Where a plugin that brings several kinds is listed: under the first of these.
_LISTED_UNDER = (
    "dataset",
    "architecture",
    "trainer",
    "view",
    "playground",
    "provider",
    "encoder",
    "answerer",
    "exporter",
    "launcher",
    "lesson",
    "input_kind",
    "target_kind",
)


def _main_kind(record: PluginRecord) -> str:
    kinds = {kind for kind, _ in record.provides}
    return next((kind for kind in _LISTED_UNDER if kind in kinds), "")


class _PluginDelegate(QStyledItemDelegate):
    """Groups in small letters; plugins as a name with a line about it."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        height: int = option.fontMetrics.height()
        heading = index.data(RECORD) is None
        return QSize(120, height + 14 if heading else 2 * height + 12)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        record: PluginRecord | None = index.data(RECORD)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) and record is not None
        palette = option.palette
        rect: QRect = option.rect
        inside = rect.adjusted(_MARGIN, 4, -_MARGIN, -4)
        front = palette.text().color()
        # The widget's own is made half transparent by its style sheet.
        muted = QGuiApplication.palette().placeholderText().color()
        painter.save()
        if chosen:
            painter.fillRect(rect, palette.highlight())
            front = muted = palette.highlightedText().color()
        font = option.font
        elide = Qt.TextElideMode.ElideRight
        left = Qt.AlignmentFlag.AlignLeft
        if record is None:
            font.setBold(True)
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(muted)
            painter.drawText(inside, left | Qt.AlignmentFlag.AlignBottom, str(index.data()))
        else:
            painter.setFont(font)
            metrics = painter.fontMetrics()
            painter.setPen(front)
            name = metrics.elidedText(str(index.data()), elide, inside.width())
            painter.drawText(inside, left | Qt.AlignmentFlag.AlignTop, name)
            painter.setPen(muted)
            about = metrics.elidedText(str(index.data(_ABOUT) or ""), elide, inside.width())
            painter.drawText(inside, left | Qt.AlignmentFlag.AlignBottom, about)
        painter.restore()
