"""The Label page: rows that people label with the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import WorkbenchError
from workbench.labelling import annotations as marks
from workbench.labelling import project as labellings
from workbench.labelling import suggestions, training_rows
from workbench.labelling.agreement import consensus
from workbench.labelling.order import Order
from workbench.labelling.project import Project, StoredLabelling
from workbench.ui.deletions import Deletions
from workbench.ui.host import Host
from workbench.ui.labelling.agreement_tab import AgreementTab
from workbench.ui.labelling.functions_tab import FunctionsTab
from workbench.ui.labelling.label_tab import SETTLE_MS, LabelTab
from workbench.ui.labelling.new_dialog import NewDialog
from workbench.ui.labelling.work import LabellingState
from workbench.ui.plots.placeholder import Placeholder
from workbench.ui.plots.rowlist import RowList

STORED = Qt.ItemDataRole.UserRole
PERSON, ORDER = "label: person", "label: order"
Opened = tuple[Project, dict[str, dict[int, str]]]


class LabelPage(QWidget):
    """At the left the labellings, at the right one of them: rows, functions, agreement."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.work: LabellingState | None = None
        self.list = RowList(self.tr("No labellings yet"))
        self.stack = QStackedWidget()
        self.tabs = QTabWidget()
        self.label = LabelTab(host)
        self.functions = FunctionsTab(host)
        self.agreement = AgreementTab(host)
        self.new = QPushButton(self.tr("New labelling…"))
        self.delete = QPushButton()
        self.deletions = Deletions(host, "labelling", "label: delete", self)
        self.undo = self.deletions.undo_button
        self.deleted = self.deletions.deleted_button
        self.train = QPushButton(self.tr("Train on these"))
        self.reason = QLabel(wordWrap=True)
        self.begin = QPushButton(self.tr("New labelling…"))
        self.words = Placeholder()
        self._wanted: Path | None = None
        self._known: dict[Path, tuple[int, int]] = {}
        # Between a key and the next row nothing else is worked out.
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._changed)
        self._build()
        self._connect()

    def _build(self) -> None:
        title, asks = QLabel(self.tr("Label")), QLabel(self.tr("Label rows with the keyboard."))
        title.setProperty("role", "title")
        for label in (asks, self.reason):
            label.setProperty("role", "muted")
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head, words = QHBoxLayout(), QVBoxLayout()
        words.addWidget(title)
        words.addWidget(asks)
        head.addLayout(words)
        head.addWidget(self.reason, 1)
        head.addWidget(self.train, 0, Qt.AlignmentFlag.AlignVCenter)
        self.tabs.addTab(self.label, self.tr("Rows"))
        self.tabs.addTab(self.functions, self.tr("Rules"))
        self.tabs.addTab(self.agreement, self.tr("Agreement"))
        for widget in (self._empty(), self.words, self.tabs):
            self.stack.addWidget(widget)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._list_panel())
        split.addWidget(self.stack)
        split.setStretchFactor(1, 1)
        split.setSizes([180, 840])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addLayout(head)
        column.addWidget(split, 1)
        self.train.hide()

    def _list_panel(self) -> QWidget:
        self.side = QWidget()
        self.delete.setText(self.tr("Delete"))
        self.delete.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete)
        buttons.addWidget(self.undo)
        self.list.setAccessibleName(self.tr("Labellings"))
        self.list.setWordWrap(True)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.new)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addWidget(self.deleted)
        self.side.setMinimumWidth(150)
        self.side.hide()
        return self.side

    def _empty(self) -> QWidget:
        page, words = QWidget(), Placeholder()
        words.say(
            self.tr("Nothing to label yet"),
            self.tr(
                "Label rows of a dataset, a file of texts or a folder of pictures with the "
                "keyboard. The labels become a dataset to train on."
            ),
        )
        self.begin.setProperty("role", "primary")
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _connect(self) -> None:
        self.new.clicked.connect(self.ask_for_new)
        self.begin.clicked.connect(self.ask_for_new)
        self.delete.clicked.connect(self._delete)
        self.deletions.changed.connect(self.look)
        self.deletions.restored.connect(self._on_restored)
        # Beside the list alone: among the rows the same key takes a label back.
        for key, slot in (
            (QKeySequence.StandardKey.Undo, self.deletions.undo),
            (QKeySequence.StandardKey.Delete, self._delete),
        ):
            shortcut = QShortcut(key, self.side, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.list.currentItemChanged.connect(self._choose)
        self.train.clicked.connect(self._ask_to_train)
        self.label.person.connect(self._remember_person)
        self.label.header.order.connect(lambda _: self.tabs.setCurrentWidget(self.label))
        self.functions.wanted.connect(self._label_these)
        self.agreement.wanted.connect(self._label_these)
        self.tabs.currentChanged.connect(self._tab_changed)
        self._host.labelling_wanted.connect(self.open_when_listed)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._came_back)

    def _came_back(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back to the window may have labelled in a terminal."""
        if state == Qt.ApplicationState.ApplicationActive and self.isVisible():
            self.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Labellings may have come meanwhile."""
        super().showEvent(event)
        self.look()

    # Which labelling

    def look(self) -> None:
        """Read the list again, in the background; what is open stays open, with new labels."""
        if self.work is not None:
            self.work.catch_up()

        def list_projects(_: object) -> list[tuple[StoredLabelling, tuple[int, int]]]:
            there = []
            for stored in labellings.projects():
                far = (0, 0)
                if not stored.problem:
                    try:
                        far = labellings.progress(stored.folder)
                    except WorkbenchError as error:
                        stored = StoredLabelling(
                            stored.folder, stored.name, stored.changed, error.message
                        )
                there.append((stored, far))
            return there

        self._host.background.start(
            "label: list",
            list_projects,
            self._list_came,
            self._host.notices.error,
            title=self.tr("Reading the list of labellings"),
        )

    def open_when_listed(self, folder: object) -> None:
        """Open a labelling that somebody made elsewhere."""
        self._wanted = Path(str(folder))
        self.look()

    def _list_came(self, entries: list[tuple[StoredLabelling, tuple[int, int]]]) -> None:
        open_ = self.work.project.folder if self.work is not None else None
        wanted = self._wanted or open_
        self._wanted = None
        self.list.blockSignals(True)
        self.list.clear()
        self._known = {stored.folder: far for stored, far in entries}
        for stored, _ in entries:
            item = QListWidgetItem()
            item.setData(STORED, stored)
            item.setToolTip(stored.problem or str(stored.folder))
            self.list.addItem(item)
            self._write_item(item)
            if stored.folder == wanted:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.side.setVisible(bool(entries or self.deletions))
        self.delete.setEnabled(self.chosen is not None)
        if not entries:
            self._close()
            self.stack.setCurrentIndex(0)
        elif self.chosen is None:
            sound = [row for row, (stored, _) in enumerate(entries) if not stored.problem]
            self.list.setCurrentRow(sound[0] if sound else 0)
        elif open_ is None or self.chosen.folder != open_:
            self._choose()

    def _write_item(self, item: QListWidgetItem) -> None:
        stored: StoredLabelling = item.data(STORED)
        done, n = self._known[stored.folder]
        far = self.tr("damaged") if stored.problem else self.tr("{0:,} / {1:,}").format(done, n)
        item.setText(f"{stored.name}\n{far}")

    @property
    def chosen(self) -> StoredLabelling | None:
        """The labelling that is chosen in the list."""
        item = self.list.currentItem()
        found: StoredLabelling | None = item.data(STORED) if item is not None else None
        return found

    def _choose(self) -> None:
        stored = self.chosen
        self.delete.setEnabled(stored is not None)
        if stored is None:
            return
        self._close()
        if stored.problem:
            self._say(self.tr("It cannot be opened"), stored.problem)
            return
        self._say(self.tr("Opening {0}…").format(stored.name), "")

        def opened(_: object) -> Opened:
            project = labellings.load(stored.folder)
            return project, project.standing()

        self._host.background.start(
            "label: open", opened, self._opened, self._failed, title=self.tr("Opening a labelling")
        )

    def _say(self, title: str, text: str) -> None:
        self.words.say(title, text)
        self.stack.setCurrentWidget(self.words)

    def _failed(self, error: WorkbenchError) -> None:
        self._say(error.message, error.remedy)

    def _opened(self, result: Opened) -> None:
        project, said = result
        layout = self._host.settings.layout
        how = layout.get(ORDER, "given")
        order: Order = how if how in get_args(Order) else "given"  # type: ignore[assignment]
        work = LabellingState(
            self._host, project, said, layout.get(PERSON) or marks.me(), order, self
        )
        self.work = work
        work.order(order)
        work.changed.connect(self._settle.start)
        for tab in (self.label, self.functions, self.agreement):
            tab.show_work(work)
        self._host.background.start(
            "label: load",
            lambda _: suggestions.load(),
            lambda _: None,
            title=self.tr("Loading what suggests labels"),
        )
        work.apply()
        self.stack.setCurrentWidget(self.tabs)
        self._changed()
        if self.isVisible() and self.tabs.currentWidget() is self.label:
            self.label.view.take_focus()

    def _close(self) -> None:
        if self.work is not None:
            self.work.blockSignals(True)
            self.work.deleteLater()
            self.work = None
        self.train.hide()
        self.reason.setText("")

    def ask_for_new(self) -> None:
        """Ask what is to be labelled."""
        dialog = NewDialog(self._host, self)
        dialog.made.connect(self.open_when_listed)
        dialog.open()

    def _delete(self) -> None:
        """Delete the chosen one; it can be brought back."""
        stored = self.chosen
        if stored is None:
            return
        self._close()
        self.deletions.delete(stored.name, lambda: labellings.delete(stored.folder, stored.name))

    def _on_restored(self, _: str, folder: Path) -> None:
        self.open_when_listed(folder)

    # What is open

    def _changed(self) -> None:
        work = self.work
        if work is None:
            return
        said = work.walk.said
        self._known[work.project.folder] = (marks.labelled(said), len(work.project.items))
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(STORED).folder == work.project.folder:
                self._write_item(item)
        ready = training_rows.enough(consensus(said).labels)
        self.train.show()
        self.train.setEnabled(ready)
        why = (
            ""
            if ready
            else self.tr("To train: label at least two rows of one class and one of another")
        )
        self.reason.setText(why)
        tip = self.tr("Take these labels as the dataset of the next training")
        self.train.setToolTip(why or tip)

    def _label_these(self, rows: list[int]) -> None:
        if self.work is not None:
            self.work.prefer(rows)
            self.tabs.setCurrentWidget(self.label)
            self.label.view.take_focus()

    def _tab_changed(self) -> None:
        if self.tabs.currentWidget() is self.label:
            self.label.view.take_focus()

    def _remember_person(self, name: str) -> None:
        self._host.settings.layout = {**self._host.settings.layout, PERSON: name}

    # Training

    def _ask_to_train(self) -> None:
        work = self.work
        if work is None:
            return
        if not work.project.head.test_of:
            self.train_on_these()
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("These are test rows of “{0}”.").format(work.project.head.test_of)
        box.setText(words)
        box.setInformativeText(
            self.tr(
                "What learns from them has seen the answers: its figures on that test "
                "say nothing any "
                "more, and neither does a comparison with it."
            )
        )
        yes = box.addButton(self.tr("Train anyway"), QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(cancel)
        yes.clicked.connect(self.train_on_these)
        box.open()

    def train_on_these(self) -> None:
        """Make these labels the experiment's dataset and go to where it is trained."""
        if self.work is None:
            return
        host, name = self._host, self.work.project.head.name
        # What is kept of it in memory has the labels of before.
        host.data.forget()
        cls = host.plugins.first(Dataset, lambda cls: bool(cls.labelling_setting))
        wanted = host.experiment.with_part("dataset", cls.id, {cls.labelling_setting: name})
        host.set_experiment(wanted)
        host.go_to("train")
