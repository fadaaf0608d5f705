"""The main window: a rail of pages, menus, the notice bar and the status line."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
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

from workbench.core import blame, class_path
from workbench.core.contracts.contributions import Lesson
from workbench.core.contracts.errors import WorkbenchError
from workbench.ui.commands import Command, install, yield_keys
from workbench.ui.host import Host
from workbench.ui.lessons import LessonBar
from workbench.ui.notice_bar import NoticeBar
from workbench.ui.palette import Palette
from workbench.ui.state import RunState

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
        self._build()
        self.commands = self._commands()
        self.actions_by_id = install(self, self.commands)
        QShortcut(QKeySequence("Ctrl+K"), self, self.open_palette)
        QApplication.instance().focusChanged.connect(self._yield_keys)  # type: ignore[union-attr]
        host.page_wanted.connect(self.show_page)
        host.training_start.started.connect(lambda: self.show_page("train"))
        host.run_changed.connect(self._show_status)
        host.theme.changed.connect(self._retint)
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
        self._bars.addWidget(NoticeBar(self.host.notices))
        column.addLayout(self._bars)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        self._status = QLabel(self.tr("Ready"))
        self._status.setAccessibleName(self.tr("Status"))
        self.statusBar().addWidget(self._status, 1)
        self.statusBar().addPermanentWidget(QLabel(self.tr("Ctrl+K  find a command ")))

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
    def page(self) -> str:
        """Name of the page that is shown."""
        shown = self._stack.currentWidget()
        return next((name for name, page in self.pages.items() if page is shown), "")

    def open_palette(self) -> None:
        """Show the command palette."""
        Palette(self.commands, self).show()

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
                tr("Stop and save what was learnt"),
                run,
                lambda: host.jobs.stop(host.run.run),
                "Ctrl+.",
                self._has_live,
            ),
            Command(
                "discard",
                tr("Stop at once"),
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
            ("system", tr("Match the system's theme")),
            ("light", tr("Light theme")),
            ("dark", tr("Dark theme")),
        ):
            found.append(Command(f"theme-{mode}", title, view, partial(self._set_theme, mode)))
        found.append(Command("palette", tr("Find a command"), view, self.open_palette))
        found.append(Command("lesson", tr("Next lesson"), helps, self.start_next_lesson, "F1"))
        for lesson in self._lessons():
            title = tr("Lesson: {name}").format(name=lesson.name)
            start = partial(self.start_lesson, lesson)
            found.append(Command(f"lesson-{lesson.id}", title, helps, start))
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
        n_done = self.host.settings.lesson_steps.get(lesson.id, 0)
        try:
            bar = LessonBar(self.host, lesson, n_done)
        except BaseException as error:  # noqa: BLE001 - a plugin's fault
            blame.let_through(error)
            self.host.notices.error(blame.contained(error, lesson))
            return False
        bar.closed.connect(self.end_lesson)
        bar.progressed.connect(lambda n: self._note_lesson(lesson, n))
        self._bars.addWidget(bar)
        self._lesson = bar
        return True

    def _note_lesson(self, lesson: type[Lesson], n_done: int) -> None:
        """Keep how far a lesson has come; one whose last step is done begins again when opened."""
        settings, is_done = self.host.settings, n_done >= len(lesson.steps)
        settings.lesson_steps = {**settings.lesson_steps, lesson.id: 0 if is_done else n_done}
        if is_done and lesson.id not in settings.lesson_done:
            settings.lesson_done = [*settings.lesson_done, lesson.id]
        self._mark_lessons()

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
        try:
            if not self.host.settings.problem:  # the file is for the user to mend
                self.host.settings.save()
        except WorkbenchError as error:
            self.host.notices.error(error)
        super().closeEvent(event)

    def _ask_to_close(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Training is still running"))
        box.setText(self.tr("A network is still training."))
        box.setInformativeText(
            self.tr("Stopped runs can be resumed later from their last checkpoint.")
        )
        keep = box.addButton(self.tr("Stop and save"), QMessageBox.ButtonRole.AcceptRole)
        stop = box.addButton(self.tr("Stop at once"), QMessageBox.ButtonRole.DestructiveRole)
        if self.host.jobs.surviving:
            leave = box.addButton(
                self.tr("Close and keep training"), QMessageBox.ButtonRole.AcceptRole
            )
            leave.clicked.connect(self._leave_and_close)
        box.addButton(self.tr("Keep training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        keep.clicked.connect(lambda: self._stop_and_close(keep=True))
        stop.clicked.connect(lambda: self._stop_and_close(keep=False))
        box.open()

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
