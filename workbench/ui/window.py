"""The main window: a rail of pages, menus, the notice bar and the status line."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QProcess, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core import blame, class_path, paths
from workbench.core.contracts.contributions import Lesson
from workbench.core.contracts.errors import WorkbenchError
from workbench.ui.activity_bar import ActivityBar
from workbench.ui.commands import Command, install, yield_keys
from workbench.ui.desktop_notices import DesktopNotices
from workbench.ui.host import Host
from workbench.ui.lessons import LessonBar
from workbench.ui.notice_bar import NoticeBar
from workbench.ui.state import RunState

if TYPE_CHECKING:
    from workbench.ui.help.manual import Manual
    from workbench.ui.palette import Palette
    from workbench.ui.palette_entries import PaletteIndex

# Name, title, icon, class. A page is imported and built when it is first shown.
PAGES = (
    ("train", "Train", "train", "workbench.ui.pages.train:TrainPage"),
    ("data", "Data", "data", "workbench.ui.pages.data:DataPage"),
    ("label", "Label", "label", "workbench.ui.pages.label:LabelPage"),
    ("play", "Play", "play", "workbench.ui.pages.play:PlayPage"),
    ("compare", "Compare", "compare", "workbench.ui.pages.compare:ComparePage"),
    ("runs", "Runs", "runs", "workbench.ui.pages.runs:RunsPage"),
    ("plugins", "Plugins", "plugins", "workbench.ui.pages.plugins:PluginsPage"),
    ("settings", "Settings", "settings", "workbench.ui.pages.settings:SettingsPage"),
)


class MainWindow(QMainWindow):
    """Shows one page at a time and owns what is common to all."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.setWindowTitle("Workbench")
        self.setWindowIcon(host.theme.tinted("logo", host.theme.colors.accent))
        self.resize(1280, 820)
        self.setMinimumSize(760, 560)
        self.pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._lesson: LessonBar | None = None
        self._closing = False
        self._restarting = False
        self._index: PaletteIndex | None = None
        self._manual: Manual | None = None
        self._build()
        self.commands = self._commands()
        self.actions_by_id = install(self, self.commands)
        QApplication.instance().focusChanged.connect(self._yield_keys)  # type: ignore[union-attr]
        host.page_wanted.connect(self.show_page)
        host.restart_wanted.connect(self.restart)
        host.training_start.started.connect(lambda: self.show_page("train"))
        host.run_changed.connect(self._show_status)
        host.theme.changed.connect(self._retint)
        self.desktop_notices = DesktopNotices(host, self)
        self._restore()
        self.show_page("train")
        self._mark_lessons()
        self._offer_lesson()
        if host.settings.problem:
            host.notices.warn(host.settings.problem)

    def _build(self) -> None:
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail())
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bars = QVBoxLayout()
        self._bars.setContentsMargins(12, 8, 12, 0)
        column.addLayout(self._bars)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        self.notice_bar = NoticeBar(self.host.notices, self._stack)
        # A page that is shown is raised above everything else in the stack.
        self._stack.currentChanged.connect(lambda _: self.notice_bar.raise_())
        self._status = QLabel(self.tr("Ready"))
        self._status.setAccessibleName(self.tr("Status"))
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().addPermanentWidget(ActivityBar(self.host.background))
        self.statusBar().addPermanentWidget(QLabel(self.tr("Ctrl+K  search everything   ?  keys ")))

    def _rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        layout = QVBoxLayout(rail)
        layout.setContentsMargins(8, 10, 8, 10)
        group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for name, title, icon, _ in PAGES:
            button = QToolButton()
            button.setCheckable(True)
            button.setText(self.tr(title))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(24, 24))
            button.setIcon(self.host.theme.icon(icon))
            button.setAccessibleName(self.tr("{page} page").format(page=self.tr(title)))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(partial(self.show_page, name))
            if name == "settings":
                layout.addStretch(1)
            layout.addWidget(button)
            group.addButton(button)
            self._buttons[name] = button
        return rail

    def show_page(self, name: str) -> None:
        """Show a page; it is made when it is first wanted."""
        if name not in self.pages:
            target = next(path for page, _, _, path in PAGES if page == name)
            page = class_path.load(target)(self.host)
            self.pages[name] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.pages[name])
        self._buttons[name].setChecked(True)
        self.host.moment.emit(f"page:{name}")

    @property
    def page_titles(self) -> dict[str, str]:
        """What the pages are called, by name."""
        return {name: self.tr(title) for name, title, *_ in PAGES}

    @property
    def page(self) -> str:
        """Name of the page that is shown."""
        shown = self._stack.currentWidget()
        return next((name for name, page in self.pages.items() if page is shown), "")

    def open_palette(self) -> Palette:
        """Show the palette, which finds everything."""
        from workbench.ui.palette import Palette
        from workbench.ui.palette_entries import PaletteIndex

        if self._index is None:
            self._index = PaletteIndex(self, self.commands, self)
        palette = Palette(self._index, self)
        palette.show()
        return palette

    def open_manual(self, page: str = "", anchor: str = "") -> Manual:
        """Show the manual at a heading; it goes on where it was if none is named."""
        from workbench.ui.help import documents
        from workbench.ui.help.manual import Manual

        if self._manual is None:
            self._manual = Manual(self.host, self)
        if page or not self._manual.is_open:
            self._manual.open(page or documents.START, anchor)
        self._manual.show()
        self._manual.raise_()
        self._manual.activateWindow()
        return self._manual

    def open_shortcuts(self) -> None:
        """Show every shortcut: those of the menus, and those of the pages opened so far."""
        from workbench.ui.help.shortcuts import ShortcutsDialog, of_commands, of_page

        bindings = [*of_commands(self.commands)]
        for name, title, *_ in PAGES:
            if name in self.pages:
                bindings += of_page(self.tr(title), self.pages[name])
        ShortcutsDialog(bindings, self).open()

    def open_about(self) -> None:
        """Show versions and licences."""
        from workbench.ui.help.about import AboutDialog

        AboutDialog(self.host, self).open()

    def copy_details(self) -> None:
        """Put what a report of a fault needs on the clipboard."""
        from workbench.ui.help.about import copy_details

        copy_details(self.host)

    def open_folder(self, path: Path) -> None:
        """Show a folder in the system's file manager."""

        def make(_: object) -> None:
            path.mkdir(parents=True, exist_ok=True)

        def show(_: object) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.host.background.start(
            f"open {path}",
            make,
            show,
            self.host.notices.error,
            title=self.tr("Opening {0}").format(path.name),
        )

    def restart(self) -> None:
        """Close, asking first where something trains, and open again with the same arguments."""
        self._restarting = True
        self.close()

    def _commands(self) -> list[Command]:
        host, tr = self.host, self.tr
        run, go, view, helps = tr("&Run"), tr("&Go"), tr("&View"), tr("&Help")
        found = [
            Command(
                "train",
                tr("Train"),
                run,
                host.training_start.start,
                "Ctrl+Return",
                lambda: host.training_start.allowed,
                refused=host.training_start.start,
            ),
            Command("pause", tr("Pause / Resume"), run, self._pause, "Ctrl+P", self._has_live),
            Command(
                "stop",
                tr("Stop and save"),
                run,
                lambda: host.jobs.stop(host.run.run),
                "Ctrl+.",
                self._has_live,
            ),
            Command(
                "discard",
                tr("Stop and discard"),
                run,
                lambda: host.jobs.stop(host.run.run, keep=False),
                "",
                self._has_live,
            ),
            Command("quit", tr("Quit"), run, self.close, "Ctrl+Q"),
        ]
        for index, (name, title, _, _) in enumerate(PAGES, 1):
            title = tr("Go to {page}").format(page=tr(title))
            show = partial(self.show_page, name)
            found.append(Command(f"page-{name}", title, go, show, f"Ctrl+{index}"))
        for mode, title in (
            ("system", tr("Theme: match system")),
            ("light", tr("Theme: light")),
            ("dark", tr("Theme: dark")),
        ):
            found.append(Command(f"theme-{mode}", title, view, partial(self._set_theme, mode)))
        found.append(
            Command("palette", tr("Search everything…"), view, self.open_palette, "Ctrl+K")
        )
        found += [
            Command("manual", tr("Manual"), helps, self.open_manual, "F1"),
            Command("shortcuts", tr("Keyboard shortcuts"), helps, self.open_shortcuts, "?"),
            Command("lesson", tr("Next lesson"), helps, self.start_next_lesson),
        ]
        for lesson in self._lessons():
            title = tr("Lesson: {name}").format(name=lesson.name)
            start = partial(self.start_lesson, lesson)
            found.append(Command(f"lesson-{lesson.id}", title, helps, start))
        for name, title, path in (
            ("runs", tr("Open the runs folder"), paths.runs()),
            ("datasets", tr("Open the datasets folder"), paths.downloads()),
            ("plugins", tr("Open the plugins folder"), paths.plugins()),
            ("settings", tr("Open the settings folder"), paths.config()),
        ):
            show = partial(self.open_folder, path)
            found.append(Command(f"folder-{name}", title, helps, show, submenu=tr("Folders")))
        found.append(Command("copy-details", tr("Copy details"), helps, self.copy_details))
        found.append(Command("about", tr("About Workbench"), helps, self.open_about))
        return found

    def _yield_keys(self, _: QWidget | None, focused: QWidget | None) -> None:
        yield_keys(self.actions_by_id, self.commands, focused)

    def _has_live(self) -> bool:
        return self.host.run.live

    def _pause(self) -> None:
        state = self.host.run
        toggle = self.host.jobs.unpause if state.status == "paused" else self.host.jobs.pause
        toggle(state.run)

    def _set_theme(self, mode: str) -> None:
        self.host.settings.theme = mode  # type: ignore[assignment]
        self.host.theme.set_mode(mode)

    def _retint(self) -> None:
        for name, _, icon, _ in PAGES:
            self._buttons[name].setIcon(self.host.theme.icon(icon))

    def _show_status(self, state: RunState) -> None:
        words = {
            "": self.tr("Ready"),
            "starting": state.progress.what if state.progress else self.tr("Starting"),
            "running": self.tr("Training {name} on {device}: {rate} examples/s").format(
                name=state.name, device=state.device, rate=f"{state.samples_per_s:,.0f}"
            ),
            "paused": self.tr("{name} is paused").format(name=state.name),
            "stopping": self.tr("Finishing {name}").format(name=state.name),
        }
        ended = self.tr("{name}: {status}").format(name=state.name, status=state.status)
        self._status.setText(words.get(state.status, ended))

    def _lessons(self) -> list[type[Lesson]]:
        lessons = self.host.plugins.of(Lesson).values()
        return sorted(lessons, key=lambda lesson: (lesson.order, lesson.name))

    def _offer_lesson(self) -> None:
        """Show a lesson that the user has neither done nor put away."""
        settings = self.host.settings
        seen = {*settings.lesson_done, *settings.lesson_closed}
        for lesson in self._lessons():
            if lesson.id not in seen and self.start_lesson(lesson):
                return

    def start_next_lesson(self) -> None:
        """Show the first lesson that is not done, or the first of all."""
        lessons = self._lessons()
        left = [each for each in lessons if each.id not in self.host.settings.lesson_done]
        for lesson in left or lessons:
            if self.start_lesson(lesson):
                return

    def start_lesson(self, lesson: type[Lesson]) -> bool:
        """Show a lesson above the page, where it was left; returns whether it could be shown."""
        self._put_away()
        settings = self.host.settings
        n_done = settings.lesson_steps.get(lesson.id, 0)
        try:
            bar = LessonBar(self.host, lesson, n_done, settings.lesson_ahead.get(lesson.id))
        except BaseException as error:  # noqa: BLE001 - a plugin's fault
            blame.let_through(error)
            self.host.notices.error(blame.contained(error, lesson))
            return False
        bar.closed.connect(self.end_lesson)
        bar.progressed.connect(self._note_lesson)
        self._bars.addWidget(bar)
        self._lesson = bar
        bar.note(f"page:{self.page}")
        return True

    def _note_lesson(self) -> None:
        """Keep how far a lesson has come; one whose last step is done begins again when opened."""
        bar, settings = self._lesson, self.host.settings
        if bar is None:
            return
        id = bar.lesson.id
        n_done, ahead = (0, {}) if bar.finished else (bar.n_done, dict(+bar.ahead))
        settings.lesson_steps = {**settings.lesson_steps, id: n_done}
        settings.lesson_ahead = {**settings.lesson_ahead, id: ahead}
        if bar.finished and id not in settings.lesson_done:
            settings.lesson_done = [*settings.lesson_done, id]
        self._mark_lessons()
        # At once, for a window may end without being closed; nobody who draws waits for the disk.
        if not settings.problem:
            self.host.background.enqueue(
                "window: settings",
                lambda _: settings.save(),
                lambda _: None,
                self.host.notices.error,
                title=self.tr("Saving settings"),
            )

    def _save_settings(self) -> None:
        """Write what was changed."""
        try:
            if not self.host.settings.problem:  # the file is for the user to mend
                self.host.settings.save()
        except WorkbenchError as error:
            self.host.notices.error(error)

    def _mark_lessons(self) -> None:
        """Say in the menu which lessons are done, and how far the others are."""
        settings = self.host.settings
        for lesson in self._lessons():
            text = self.tr("Lesson: {name}").format(name=lesson.name.replace("&", "&&"))
            n_done = settings.lesson_steps.get(lesson.id, 0)
            if lesson.id in settings.lesson_done:
                text += " ✓"
            elif n_done:
                text += self.tr(" ({0} of {1})").format(n_done, len(lesson.steps))
            self.actions_by_id[f"lesson-{lesson.id}"].setText(text)

    def end_lesson(self) -> None:
        """Put the lesson away; it is not offered again by itself, and is in the Help menu."""
        if self._lesson is not None:
            settings, id = self.host.settings, self._lesson.lesson.id
            if id not in settings.lesson_closed:
                settings.lesson_closed = [*settings.lesson_closed, id]
                self._save_settings()
            self._put_away()

    def _put_away(self) -> None:
        if self._lesson is not None:
            # It lives until Qt deletes it, and would hear of what happens meanwhile.
            self._lesson.progressed.disconnect()
            self._lesson.hide()
            self._lesson.deleteLater()
            self._lesson = None

    def _restore(self) -> None:
        settings = self.host.settings
        if settings.geometry:
            # What does not fit on this screen is moved onto it by Qt.
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first while something trains; never wait for it in this thread."""
        if self.host.jobs.live and not self._closing:
            event.ignore()
            self._ask_to_close()
            return
        self.host.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.host.close()
        self._save_settings()
        super().closeEvent(event)
        if self._restarting:
            QProcess.startDetached(sys.executable, ["-m", "workbench", *sys.argv[1:]])

    def _ask_to_close(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Training is still running"))
        box.setText(self.tr("A network is still training."))
        box.setInformativeText(
            self.tr("Stopped runs can be resumed later from their last checkpoint.")
        )
        keep = box.addButton(self.tr("Stop and save"), QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton(self.tr("Quit without saving"), QMessageBox.ButtonRole.DestructiveRole)
        if self.host.jobs.surviving:
            leave = box.addButton(
                self.tr("Close and keep training"), QMessageBox.ButtonRole.AcceptRole
            )
            leave.clicked.connect(self._leave_and_close)
        stay = box.addButton(self.tr("Keep training"), QMessageBox.ButtonRole.RejectRole)
        stay.clicked.connect(self._stay)
        box.setDefaultButton(keep)
        keep.clicked.connect(lambda: self._stop_and_close(keep=True))
        stop.clicked.connect(lambda: self._stop_and_close(keep=False))
        box.open()

    def _stay(self) -> None:
        self._restarting = False

    def _leave_and_close(self) -> None:
        """Close while another process trains; the next window shows it again."""
        self._closing = True
        self.close()

    def _stop_and_close(self, keep: bool) -> None:
        for run_id in self.host.jobs.live:
            self.host.jobs.stop(run_id, keep)
        self._stack.setEnabled(False)
        self._status.setText(self.tr("Finishing, then closing"))
        timer = QTimer(self, interval=50)

        def look() -> None:
            if not self.host.jobs.live:
                timer.stop()
                self._closing = True
                self.close()

        timer.timeout.connect(look)
        timer.start()
