"""Label tab: a row in sight, and keys that say what it is."""

from __future__ import annotations

import time
from collections import Counter, deque
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.io.picture_file import Pixels
from workbench.core.io.picture_file import read as read_picture
from workbench.labelling.annotations import SKIPPED
from workbench.labelling.session import per_minute
from workbench.ui.host import Host
from workbench.ui.labelling.class_buttons import ClassButtons
from workbench.ui.labelling.header import LabellingHeader
from workbench.ui.labelling.overview import OverviewPane
from workbench.ui.labelling.row_view import RowToLabel
from workbench.ui.labelling.work import LabellingState, missing
from workbench.ui.prompting.fields import Remark

# What is not the row itself is brought up to date once nobody types for so long.
SETTLE_MS = 150
RECENT = 30
ORIGINAL = "label: photograph"


class LabelTab(QWidget):
    """Shows what a `LabellingState` has in sight, takes keys; ``person`` carries who labels."""

    person = Signal(str)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.work: LabellingState | None = None
        self.header = LabellingHeader()
        self.view = RowToLabel(host)
        self.buttons = ClassButtons()
        self.overview = OverviewPane(host)
        self.problem = Remark("error")
        self.hint = QLabel()
        self.keys_hint = QLabel()
        self.back = QPushButton(self.tr("← Previous"))
        self.leave = QPushButton(self.tr("Skip"))
        self.undo = QPushButton(self.tr("Undo"))
        self.on = QPushButton(self.tr("Next →"))
        self._hints: dict[tuple[str, str], bool] = {}
        self._times: deque[float] = deque(maxlen=RECENT)
        self._since = 0.0
        self._suggested = ("", 0.0)
        self._row = -1
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._show_overview)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.hint.setProperty("role", "muted")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button, keys in (
            (self.back, self.tr("Left arrow: previous row")),
            (self.undo, self.tr("Backspace: undo the last label and show its row again")),
            (self.leave, self.tr("Space: skip this row, without a label")),
            (self.on, self.tr("Right arrow: next row, without a label")),
        ):
            button.setToolTip(keys)
            button.setProperty("role", "flat")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            foot.addWidget(button)
        foot.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        for widget in (self.header, self.problem):
            column.addWidget(widget)
        column.addWidget(self.view, 1)
        column.addWidget(self.hint)
        column.addWidget(self.buttons)
        column.addLayout(foot)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.overview)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([620, 210])
        self.overview.setMinimumWidth(150)
        left.setMinimumWidth(360)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.addWidget(self.split)

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self.go_on)
        self.leave.clicked.connect(lambda: self.say(SKIPPED))
        self.undo.clicked.connect(self.take_back)
        self.buttons.taken.connect(self.say)
        self.buttons.left.connect(self.view.take_focus)
        self.overview.opened.connect(self.open)
        self.header.person.connect(self._person)
        self.header.order.connect(self._order)
        self.header.learner.connect(self._learner)
        self.header.hints.connect(self._show_hints)
        for widget in (
            self.view.text,
            self.view.picture,
            self.view.words,
            self.overview.rows,
            self.back,
            self.on,
            self.leave,
            self.undo,
            self,
        ):
            widget.installEventFilter(self)

    # What is open

    def show_work(self, work: LabellingState) -> None:
        """Label this from now on."""
        self.work = work
        self._times.clear()
        self._row = -1
        self.problem.say("")
        self.buttons.set_classes(work.project.classes)
        for button in self.buttons.buttons:
            button.installEventFilter(self)
        self.overview.show_classes(work.project.classes)
        work.moved.connect(self._show_row)
        work.changed.connect(self._settle.start)
        work.learnt.connect(self._learnt)
        work.applied.connect(self._show_missing)
        work.failed.connect(self._failed)
        self.header.show_work(work, self.hints_visible)
        self._show_row()
        self._show_overview()

    @property
    def hints_visible(self) -> bool:
        """Whether suggestions are shown; not to a second person, unless they want them."""
        if self.work is None:
            return False
        usual = not self.work.walk.others
        return self._hints.get((str(self.work.project.folder), self.work.walk.by), usual)

    def _show_hints(self, on: bool) -> None:
        if self.work is not None:
            self._hints[(str(self.work.project.folder), self.work.walk.by)] = on
            self._row = -1  # what is suggested of the row in sight may be said now
            self._show_row()

    # Saying

    def say(self, label: str) -> None:
        """Keep a label of the row in sight; what cannot be kept leaves it there."""
        work = self.work
        if work is None or work.walk.row is None:
            return
        now = time.monotonic()
        try:
            work.say(label, round(now - self._since, 2))
        except WorkbenchError as error:
            self._on_save_failed(error)
            return
        self.problem.say("")
        if label != SKIPPED:
            self._times.append(now)

    def take_back(self) -> None:
        """Take the last label back and show its row."""
        if self.work is None:
            return
        try:
            if self.work.take_back():
                self.problem.say("")
        except WorkbenchError as error:
            self._on_save_failed(error)

    def go_on(self) -> None:
        """The next row, without saying anything of this one."""
        if self.work is not None:
            self.work.walk.on()
            self._show_row()

    def go_back(self) -> None:
        """The row before."""
        if self.work is not None and self.work.walk.back():
            self._show_row()

    def open(self, row: int) -> None:
        """Show a row that was labelled before."""
        if self.work is not None:
            self.work.walk.open(row)
            self._show_row()
            self.view.take_focus()

    def accept(self) -> None:
        """Say what is suggested."""
        if self._suggested[0]:
            self.say(self._suggested[0])

    def _on_save_failed(self, error: WorkbenchError) -> None:
        words = self.tr("The label was not saved: {0} {1}")
        self.problem.say(words.format(error.message, error.remedy))

    # Showing

    def _show_row(self) -> None:
        work = self.work
        if work is None:
            return
        row = work.walk.row
        if row is None:
            self._row = -1
            self._suggested = ("", 0.0)
            self._show_finished(work)
        elif row != self._row:
            self._row = row
            self._since = time.monotonic()
            self.view.show_row(work.project.items, row)
            self._ask_original(work, row)
            self._show_suggestion(work, row)
        for button in (*self.buttons.buttons, self.leave, self.on):
            if button.isEnabled() != (row is not None):
                button.setEnabled(row is not None)
        self._show_buttons(work, row)
        self.header.show_far(work.walk.labelled, len(work.project.items), per_minute(self._times))

    def _ask_original(self, work: LabellingState, row: int) -> None:
        """Show the photograph itself, once it is read, in place of the small picture of it."""
        files = work.project.items.files
        self._host.background.cancel(ORIGINAL)
        if not files or not files[row]:
            return

        def came(picture: Pixels) -> None:
            if work is self.work and row == self._row:
                self.view.picture.show_picture(picture, photo=True)

        # A file that has gone is no fault: the small picture is what is learnt from.
        self._host.background.start(
            ORIGINAL,
            lambda _: read_picture(Path(files[row])),
            came,
            lambda _: None,
            title=self.tr("Reading a photograph"),
        )

    def _show_buttons(self, work: LabellingState, row: int | None) -> None:
        said = work.walk.mine.get(row, "") if row is not None else ""
        found, counts = None, []
        if self.buttons.many:
            if work.suggestion is not None and row is not None and self.hints_visible:
                found = work.suggestion.probabilities[row]
            given = Counter(work.walk.mine.values())
            counts = [given[name] for name in work.project.classes]
        self.buttons.show_row(said, found, counts)

    def _show_finished(self, work: LabellingState) -> None:
        self.hint.setText("")
        if work.ordering:
            self.view.say(self.tr("One moment…"), "")
            return
        if work.how == "doubtful":
            self.view.say(
                self.tr("There are no doubtful labels to look at."),
                self.tr("Choose another order to label more rows."),
            )
            return
        text = self.tr("Backspace undoes the last label; rows at the right can be opened again.")
        self.view.say(self.tr("All rows are done."), text)

    def _show_suggestion(self, work: LabellingState, row: int) -> None:
        """Said once for a row in sight: Enter must mean what was read."""
        self._suggested = ("", 0.0)
        if work.suggestion is not None and self.hints_visible:
            self._suggested = work.suggestion.of(row, work.project.classes)
            words = self.tr("Suggestion: {label} ({p:.0%}) — Enter accepts")
            self.hint.setText(words.format(label=self._suggested[0], p=self._suggested[1]))
        else:
            self.hint.setText(" ")

    def _learnt(self) -> None:
        work = self.work
        if work is not None and work.walk.row is not None and not self._suggested[0]:
            self._show_suggestion(work, work.walk.row)
            self._show_buttons(work, work.walk.row) if self.buttons.many else None
        self._show_missing()

    def _show_missing(self) -> None:
        if self.work is not None:
            self.header.show_missing(missing(self.work))

    def _show_overview(self) -> None:
        if self.work is not None:
            self.overview.show_walk(self.work.walk)
            self._show_missing()

    def _failed(self, error: WorkbenchError) -> None:
        self.problem.say(f"{error.message} {error.remedy}")

    # What is chosen

    def _person(self, name: str) -> None:
        if self.work is not None:
            self._times.clear()
            self._row = -1
            self.work.set_person(name)
            self.header.show_work(self.work, self.hints_visible)
            self._show_row()
            self._show_overview()
            self.person.emit(name)
            self.view.take_focus()

    def _order(self, how: str) -> None:
        if self.work is not None:
            self.work.order(how)  # type: ignore[arg-type]
            layout = self._host.settings.layout
            self._host.settings.layout = {**layout, "label: order": how}
            self._show_missing()
            self.view.take_focus()

    def _learner(self, id: str) -> None:
        if self.work is not None:
            self.work.set_learner(id)
            self.view.take_focus()

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that mean something, wherever the focus is, but in a field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(watched, event)
        return super().eventFilter(watched, event)

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), event.text().casefold()
        if event.matches(QKeySequence.StandardKey.Undo) or key == Qt.Key.Key_Backspace:
            if not event.isAutoRepeat():
                self.take_back()
            return True
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if held:
            return False
        actions = {Qt.Key.Key_Left: self.go_back, Qt.Key.Key_Right: self.go_on}
        # On a button they press it, in a list they choose.
        if not isinstance(watched, QPushButton | QListView):
            actions |= {
                Qt.Key.Key_Space: lambda: self.say(SKIPPED),
                Qt.Key.Key_Return: self.accept,
                Qt.Key.Key_Enter: self.accept,
            }
        if key in actions:
            # A key that is held walks, but says nothing twice.
            if not event.isAutoRepeat() or key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                actions[key]()
            return True
        if self.buttons.many and (text == "/" or text.isalpha()):
            self.buttons.look_for("" if text == "/" else text)
            return True
        if label := self.buttons.label_of(text):
            if not event.isAutoRepeat():
                self.say(label)
            return True
        return False
