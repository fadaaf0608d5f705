"""KeyField: the key of a service, which goes into the system's keyring and nowhere else."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workbench.core import secrets
from workbench.core.contracts.errors import WorkbenchError
from workbench.ui.background_jobs import BackgroundJobs

_numbers = itertools.count()


class KeyField(QWidget):
    """Takes a key, and says whether there is one; hidden while none is wanted.

    The keyring may ask the user to unlock it, so it is only talked to in tasks.
    """

    def __init__(
        self, background: BackgroundJobs, provider: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._provider = provider
        self._name = ""
        self._withheld: Callable[[], str] = str
        self._key = f"key {next(_numbers)}"
        self.field = QLineEdit()
        self.forget = QPushButton(self.tr("Forget key"))
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "muted")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Key"))
        self.forget.clicked.connect(self._forget)
        label = QLabel(self.tr("Key"))
        label.setBuddy(self.field)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.note)

    @property
    def is_filled(self) -> bool:
        """Whether the user typed a key."""
        return bool(self._name and self.field.text().strip())

    def show_name(self, name: str, withheld: Callable[[], str] = str) -> None:
        """Ask for the key of this name; empty for none. A key typed for another is dropped.

        ``withheld`` says why one that there is, is not sent; it may ask the keyring.
        """
        self.setVisible(bool(name))
        self._withheld = withheld
        if name != self._name:
            self._name = name
            self.field.clear()
        self._look()

    def put(self, done: Callable[[bool], None], failed: Callable[[WorkbenchError], None]) -> None:
        """Keep what was typed; ``done`` gets whether it will last."""
        name, key = self._name, self.field.text().strip()
        self.field.clear()
        self._background.start(
            self._key,
            lambda _: secrets.put(name, key),
            done,
            failed,
            title=self.tr("Using the keyring"),
        )

    def _look(self) -> None:
        name, provider, withheld = self._name, self._provider, self._withheld
        self.forget.setEnabled(False)
        if not name:
            return

        def work(_: object) -> tuple[bool, bool, bool, str]:
            kept, why = bool(secrets.get(name)), withheld()
            usable = not why and bool(secrets.key(provider, name))
            return kept, usable, secrets.lasting(), why

        self._background.start(
            self._key, work, self._say, self._failed, title=self.tr("Using the keyring")
        )

    def _say(self, status: tuple[bool, bool, bool, str]) -> None:
        kept, usable, lasting, why = status
        self.forget.setEnabled(kept)
        hint = self.tr("A key is kept; type another to replace it") if kept else ""
        variable = secrets.variable(self._provider)
        if usable and not kept:
            hint = self.tr("Taken from the variable {name}").format(name=variable)
        self.field.setPlaceholderText(hint or self.tr("Paste the key here"))
        words = self.tr("It is kept in the system's keyring, and nowhere else.")
        if not lasting:
            words = self.tr(
                "This system has no keyring: the key is kept in memory until the window closes. "
                "To keep it longer, set the variable {name} where you start the workbench."
            ).format(name=variable)
        self.note.setText(f"{why} {words}" if why else words)

    def _forget(self) -> None:
        name = self._name
        self.field.clear()
        self.forget.setEnabled(False)
        self._background.start(
            self._key,
            lambda _: secrets.forget(name),
            self._forgotten,
            self._failed,
            title=self.tr("Using the keyring"),
        )

    def _forgotten(self, _: object) -> None:
        self._look()

    def _failed(self, error: WorkbenchError) -> None:
        self.note.setText(str(error))
