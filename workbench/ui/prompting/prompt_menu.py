"""PromptMenu: new prompts, those that ship, the user's own, and every version of them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.prompting.prompts import files
from workbench.prompting.prompts.template import Prompt
from workbench.ui.host import Host
from workbench.ui.prompting.prompt_form import PromptForm
from workbench.ui.prompting.versions_dialog import VersionsDialog

# The prompt as it stands is written down when nothing is changed for so long.
REST_MS = 400
STARTER = "question"


class PromptMenu(QWidget):
    """Says which prompt the form holds and whether it is saved; opens and saves prompts."""

    def __init__(self, host: Host, form: PromptForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._form = form
        # What was saved or opened last; another version of it is not saved yet.
        self._kept: Prompt | None = None
        self.button = QToolButton()
        self.save_button = QPushButton(self.tr("Save"))
        self.name = QLabel()
        self.menu = QMenu(self)
        # An earlier state of the prompt must not be written after a later one.
        self._writing = threading.Lock()
        self._version = 0
        self._written = 0
        self._late = QTimer(self, singleShot=True, interval=REST_MS)
        self._late.timeout.connect(self._remember)
        self._build()
        form.changed.connect(self._changed)
        self._start()

    def _build(self) -> None:
        self.button.setText(self.tr("Prompt"))
        self.button.setProperty("role", "menu")
        self.button.setAccessibleName(self.tr("New, open and save prompts"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self.menu)
        self.name.setProperty("role", "heading")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.save_button.setToolTip(self.tr("Keep this version under its name (Ctrl+S)"))
        self.save_button.clicked.connect(self.save)
        tr = self.tr
        self._add(self.menu, tr("New"), self.new)
        self._add(self.menu, tr("Open a file…"), self.open_file)
        self.examples = self.menu.addMenu(tr("Examples"))
        self.own = self.menu.addMenu(tr("Your prompts"))
        self.menu.addSeparator()
        saving = self._add(self.menu, tr("Save"), self.save)
        saving.setShortcut(QKeySequence.StandardKey.Save)
        self.addAction(saving)
        self._add(self.menu, tr("Save as…"), self.save_as)
        self.versions = self._add(self.menu, tr("Versions…"), self.show_versions)
        self.menu.aboutToShow.connect(self._fill)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self.name, 1)
        row.addWidget(self.save_button)

    def _add(self, menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _=False: act())
        return action

    def _fill(self) -> None:
        self.examples.clear()
        for name in files.starters():
            self._add(self.examples, name, partial(self.open_starter, name))
        self.own.clear()
        for path in files.saved():
            self._add(self.own, path.stem, partial(self.open_path, path))
        self.own.setEnabled(not self.own.isEmpty())
        self.versions.setEnabled(bool(self._name() and files.versions(self._name())))

    # Opening

    def _start(self) -> None:
        """The prompt as it stood last time; an example at the first start."""
        before = files.remembered()
        if before is None:
            self.open_starter(STARTER)
            return
        self._kept = self._saved_as(before)
        self._form.set_prompt(before)

    def _saved_as(self, prompt: Prompt) -> Prompt | None:
        """What lies under the prompt's name."""
        if not prompt.name:
            return None
        try:
            if prompt.name in files.starters() and not files.versions(prompt.name):
                return files.starter(prompt.name)
            return files.load(files.folder() / f"{files.slug(prompt.name)}.toml")
        except WorkbenchError:
            return None

    def new(self) -> None:
        """An empty prompt."""
        self.open_prompt(Prompt())

    def open_starter(self, name: str) -> None:
        """A prompt that ships."""
        self.open_prompt(files.starter(name))

    def open_path(self, path: Path) -> None:
        """A prompt from a file."""
        try:
            self.open_prompt(files.load(path))
        except WorkbenchError as error:
            self._host.notices.error(error)

    def open_file(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, self.tr("Open a prompt"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Prompts (*.toml)"), self.tr("All files (*)")])
        self._show(dialog)
        dialog.fileSelected.connect(lambda path: self.open_path(Path(path)))

    def open_prompt(self, prompt: Prompt) -> None:
        """Show a prompt; what was not saved can be taken back."""
        before, kept = self._form.prompt(), self._kept
        unsaved = self._is_changed() and before not in (None, Prompt())
        self._kept = prompt
        self._form.set_prompt(prompt)
        if unsaved and before is not None:

            def back() -> None:
                self._kept = kept
                self._form.set_prompt(before)

            words = self.tr("“{name}” had changes that were not saved.")
            name = before.name or self.tr("Unnamed")
            self._host.notices.info(words.format(name=name), (self.tr("Undo"), back))

    # Saving

    def save(self) -> None:
        """Keep the prompt under its name, and this version for good."""
        prompt = self._form.prompt()
        if prompt is None:
            words = self.tr("The prompt cannot be saved: something in it is impossible.")
            self._host.notices.warn(words, self.tr("Correct what stands beside the fields."))
        elif not prompt.name:
            self.save_as()
        else:
            self._save(prompt)

    def save_as(self) -> None:
        """Ask for a name."""
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Save the prompt"))
        dialog.setLabelText(self.tr("Name"))
        dialog.setTextValue(self._name())
        dialog.setOkButtonText(self.tr("Save"))
        dialog.textValueSelected.connect(self._save_under)
        self._show(dialog)

    def _save_under(self, name: str) -> None:
        if name.strip():
            self._form.rename(name.strip())
            self.save()

    def _save(self, prompt: Prompt) -> None:
        try:
            files.save(prompt)
        except WorkbenchError as error:
            self._host.notices.error(error)
            return
        self._kept = prompt
        self._say()

    def show_versions(self) -> None:
        """Every version that was saved, to be taken up again."""
        dialog = VersionsDialog(self._name(), self)
        dialog.restored.connect(self.open_prompt)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # What it is called

    def _name(self) -> str:
        return self._form.name

    def _is_changed(self) -> bool:
        return self._form.prompt() != self._kept

    def _changed(self) -> None:
        self._say()
        self._late.start()

    def _say(self) -> None:
        name = self._name() or self.tr("Unnamed")
        changed = self._is_changed()
        self.name.setText(self.tr("{name} (not saved)").format(name=name) if changed else name)
        self.name.setToolTip(self.name.text())
        self.save_button.setEnabled(changed)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who leaves, or closes the window, keeps the last word, too."""
        if self._late.isActive():
            self._late.stop()
            self._remember_now()
        super().hideEvent(event)

    def _remember(self) -> None:
        """Write the prompt down as it stands, behind the window: one may still be typing."""
        if (prompt := self._form.prompt()) is not None:
            number = self._next_version()
            self._host.background.enqueue(
                "prompt: remember",
                lambda _: self._write_down(prompt, number),
                lambda _: None,
                self._host.notices.error,
                title=self.tr("Saving the prompt"),
            )

    def _remember_now(self) -> None:
        """Write it down before the window is gone."""
        if (prompt := self._form.prompt()) is not None:
            try:
                self._write_down(prompt, self._next_version())
            except WorkbenchError as error:
                self._host.notices.error(error)

    def _next_version(self) -> int:
        self._version += 1
        return self._version

    def _write_down(self, prompt: Prompt, version: int) -> None:
        with self._writing:
            if version > self._written:
                files.remember(prompt)
                self._written = version
