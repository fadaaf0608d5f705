"""One card of the experiment strip: which plugin, what it means, and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from superqt.elidable import QElidingLabel

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import MissingData
from workbench.core.contracts.problem import Problem
from workbench.ui import dataset_list
from workbench.ui.dataset_list import States
from workbench.ui.forms.eliding_combo import ActionComboBox
from workbench.ui.forms.path_editor import lone_path
from workbench.ui.missing_data import choose_words, download_words
from workbench.ui.translation import contributed


class PartCard(QFrame):
    """Chooses one part of the experiment.

    ``chosen`` carries a plugin's id; ``settings_wanted`` asks for its form, ``fix_wanted``
    for the settings that would mend a problem. The dataset's card asks for the files that are
    missing, too (``download_wanted``, ``choose_wanted``), and for data of the user's own:
    ``own_wanted``, and ``dropped`` with the path of what was dropped on it.
    """

    chosen = Signal(str)
    settings_wanted = Signal()
    fix_wanted = Signal(object)
    download_wanted = Signal()
    choose_wanted = Signal()
    own_wanted = Signal()
    dropped = Signal(object)

    def __init__(self, title: str, theme: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        label = QLabel(title)
        label.setProperty("role", "muted")
        self.combo = ActionComboBox()
        self.combo.setAccessibleName(title)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.setMinimumContentsLength(4)
        self.combo.setMinimumWidth(70)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.activated.connect(lambda _: self._activated())
        self._current = ""
        self.settings = QToolButton()
        self.settings.setCheckable(True)
        self.settings.setIconSize(QSize(18, 18))
        self.settings.setAccessibleName(self.tr("Settings: {0}").format(title))
        self.settings.setToolTip(self.tr("Settings: {0}").format(title))
        self.settings.clicked.connect(self.settings_wanted)
        self.meaning = QElidingLabel()
        self.meaning.setProperty("role", "muted")
        self.meaning.setStyleSheet("font-size: 12px")
        self.meaning.setMinimumHeight(self.meaning.fontMetrics().height() + 2)
        self._problem: Problem | None = None
        self.fix = QPushButton()
        self.fix.setStyleSheet("padding: 0 6px; font-size: 12px")
        self.fix.clicked.connect(lambda: self.fix_wanted.emit(self._problem))
        self.fix.hide()
        self.get = QPushButton(self.tr("Get it"))
        self.get.setStyleSheet("padding: 0 6px; font-size: 12px")
        self.get.hide()
        self._arrange(label)
        theme.changed.connect(self._retint)
        self._retint()

    def _arrange(self, label: QLabel) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.combo, 1)
        row.addWidget(self.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 8, 7)
        column.setSpacing(4)
        column.addWidget(label)
        column.addLayout(row)
        low = QHBoxLayout()
        low.setSpacing(6)
        low.addWidget(self.meaning, 1)
        low.addWidget(self.fix)
        low.addWidget(self.get)
        column.addLayout(low)

    def _retint(self) -> None:
        self.settings.setIcon(self._theme.icon("settings"))

    def offer(
        self,
        classes: Mapping[str, type[Contribution]],
        current: str,
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Replace the choices; an unknown current id is shown as it is.

        Parameters
        ----------
        notes
            Why a choice, by its id, does not work with the other parts as they are: it is marked.
        """
        notes = notes or {}
        names = {
            id: self._marked(contributed(cls.name), id in notes) for id, cls in classes.items()
        }
        names.setdefault(current, self.tr("{0} (missing)").format(current))
        shown = {self.combo.itemData(i): self.combo.itemText(i) for i in range(self.combo.count())}
        if shown != names:
            self.combo.clear()
            for id, name in names.items():
                self.combo.addItem(name, id)
        self._note(classes, notes)
        self.combo.setCurrentIndex(self.combo.findData(current))
        about = contributed(classes[current].about) if current in classes else ""
        self.combo.setToolTip(about)
        self.combo.setAccessibleDescription(about)

    def offer_datasets(
        self, classes: Mapping[str, type[Dataset]], current: str, states: States
    ) -> None:
        """List datasets under headings, with what there is of each."""
        self._current = current
        self.setAcceptDrops(True)
        gone = self.tr("{0} (missing)").format(current)
        dataset_list.fill(self.combo, classes, current, states, gone)
        about = contributed(classes[current].about) if current in classes else ""
        self.combo.setToolTip(about)
        self.combo.setAccessibleDescription(about)

    def _activated(self) -> None:
        id = self.combo.currentData()
        if id == dataset_list.OWN:
            self.combo.setCurrentIndex(self.combo.findData(self._current))
            self.own_wanted.emit()
        elif id is not None:
            self.chosen.emit(str(id))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file or folder."""
        if lone_path(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open it."""
        if (path := lone_path(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _marked(self, name: str, is_noted: bool) -> str:
        return self.tr("{0} (changes the other part)").format(name) if is_noted else name

    def _note(self, classes: Mapping[str, type[Contribution]], notes: Mapping[str, str]) -> None:
        """Say of each choice what it is, and why it would change another part."""
        for index in range(self.combo.count()):
            id = self.combo.itemData(index)
            about = contributed(classes[id].about) if id in classes else ""
            tip = " ".join(filter(None, (about, notes.get(id, ""))))
            self.combo.setItemData(index, tip, Qt.ItemDataRole.ToolTipRole)
            self.combo.setItemData(index, tip, Qt.ItemDataRole.AccessibleDescriptionRole)

    def say(self, text: str, problem: bool = False) -> None:
        """Show what the choice means, or what is wrong with it."""
        self.fix.hide()
        self.get.hide()
        role = "error" if problem else "muted"
        if self.meaning.property("role") != role:
            self.meaning.setProperty("role", role)
            self.meaning.style().unpolish(self.meaning)
            self.meaning.style().polish(self.meaning)
        self.meaning.setText(text)
        self.meaning.setToolTip(text)
        self.meaning.setAccessibleName(text)

    def offer_files(self, error: MissingData) -> None:
        """Let the user get the files that are missing."""
        menu = QMenu(self.get)
        if error.can_be_downloaded:
            menu.addAction(download_words(self, error), self.download_wanted.emit)
        menu.addAction(choose_words(self, error), self.choose_wanted.emit)
        # What the remedy says is what the button offers.
        self.meaning.setText(error.message)
        words = self.tr("Get it") if error.can_be_downloaded else self.tr("Choose")
        self.get.setText(words)
        self.get.setMenu(menu)
        self.get.setToolTip(error.message)
        self.get.setAccessibleName(self.tr("Get it: {0}").format(error.message))
        self.get.show()

    def offer_fix(self, problem: Problem) -> None:
        """Let a click do what the problem's remedy says."""
        self._problem = problem
        self.fix.setText(problem.remedy.rstrip("."))
        self.fix.setToolTip(problem.message)
        self.fix.show()
