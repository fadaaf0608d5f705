"""The Settings page: theme, privacy, and where things are kept."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.core import paths, secrets
from workbench.core.contracts.errors import StorageError
from workbench.core.version import __version__
from workbench.ui import translation
from workbench.ui.host import Host
from workbench.ui.prompting.get_models import GetModels


class SettingsPage(QWidget):
    """What the user may choose for the whole application."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        title = QLabel(self.tr("Settings"))
        title.setProperty("role", "title")
        body = QWidget()
        body.setObjectName("scrolled")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._appearance())
        column.addWidget(self._privacy())
        column.addWidget(self._models())
        column.addWidget(self._folders())
        column.addWidget(self._versions())
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(body)
        scroll.setAccessibleName(self.tr("Settings"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(title)
        layout.addWidget(scroll, 1)

    def _card(self, title: str) -> tuple[QFrame, QFormLayout]:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        column.addLayout(form)
        return card, form

    def _appearance(self) -> QFrame:
        card, form = self._card(self.tr("Appearance"))
        self.theme = QComboBox()
        for mode, label in (
            ("system", self.tr("Match system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self.theme.addItem(label, mode)
        self.theme.setCurrentIndex(self.theme.findData(self._host.settings.theme))
        self.theme.setAccessibleName(self.tr("Theme"))
        self.theme.currentIndexChanged.connect(self._set_theme)
        self.theme.setMaximumWidth(240)
        form.addRow(self.tr("Theme"), self.theme)
        form.addRow(self.tr("Language"), self._language())
        self.desktop_notices = QCheckBox(self.tr("Notify me when a long job ends"))
        self.desktop_notices.setToolTip(
            self.tr("By the system, and only while you use another window")
        )
        self.desktop_notices.setChecked(self._host.settings.desktop_notices)
        self.desktop_notices.toggled.connect(self._set_desktop_notices)
        form.addRow(self.desktop_notices)
        return card

    def _language(self) -> QWidget:
        """The choice, what it needs, and a button for that once it was changed."""
        self.language = QComboBox()
        self.language.addItem(self.tr("Match system"), translation.SYSTEM)
        for code, name in translation.languages().items():
            self.language.addItem(name, code)
        chosen = self.language.findData(self._host.settings.language)
        self.language.setCurrentIndex(
            chosen if chosen >= 0 else self.language.findData(translation.ENGLISH)
        )
        self.language.setAccessibleName(self.tr("Language"))
        self.language.setToolTip(
            self.tr("English unless you choose another. The manual stays in English.")
        )
        self.language.currentIndexChanged.connect(self._set_language)
        self.language.setMaximumWidth(240)
        self._shown_language = self.language.currentData()
        self.restart = QPushButton(self.tr("Restart now"))
        self.restart.clicked.connect(self._host.restart_wanted)
        self.restart_note = QLabel(self.tr("Takes effect after a restart."))
        self.restart_note.setProperty("role", "muted")
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.language, 2)
        row.addWidget(self.restart)
        row.addWidget(self.restart_note)
        row.addStretch(1)
        self.restart.hide()
        self.restart_note.hide()
        return box

    def _set_language(self) -> None:
        code = self.language.currentData()
        self._host.settings.language = code
        for widget in (self.restart, self.restart_note):
            widget.setVisible(code != self._shown_language)
        self._save()

    def _set_desktop_notices(self, on: bool) -> None:
        self._host.settings.desktop_notices = on
        self._save()

    def _privacy(self) -> QFrame:
        card, form = self._card(self.tr("Privacy"))
        self.local_only = QCheckBox(self.tr("Keep all data on this computer"))
        self.local_only.setChecked(self._host.settings.local_only)
        self.local_only.toggled.connect(self._host.set_local_only)
        self._host.local_only_changed.connect(self.local_only.setChecked)
        form.addRow(self.local_only)
        words = (
            self.tr("Keys are kept in the system's keyring.")
            if secrets.lasting()
            else self.tr("This system has no keyring: keys are kept until the window closes.")
        )
        note = QLabel(words, wordWrap=True)
        note.setProperty("role", "muted")
        form.addRow(note)
        return card

    def _models(self) -> QFrame:
        card, form = self._card(self.tr("Models"))
        self.get_models = GetModels(self._host, always=True)
        form.addRow(self.get_models)
        if not self._host.model_downloads.offers:
            card.hide()
        return card

    def _folders(self) -> QFrame:
        card, form = self._card(self.tr("Folders"))
        for label, path in (
            (self.tr("Runs"), paths.runs()),
            (self.tr("Datasets"), paths.downloads()),
            (self.tr("Plugins"), paths.plugins()),
            (self.tr("Settings"), paths.config()),
        ):
            place = QLabel(str(path), wordWrap=True)
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            button = QPushButton(self.tr("Open"))
            button.setAccessibleName(self.tr("Open the folder of {what}").format(what=label))
            button.clicked.connect(lambda _=False, p=path: self._open(p))
            row = QHBoxLayout()
            row.addWidget(place, 1)
            row.addWidget(button)
            form.addRow(label, row)
        return card

    def _versions(self) -> QFrame:
        card, form = self._card(self.tr("Versions"))
        form.addRow("Workbench", QLabel(__version__))
        form.addRow("Python", QLabel(platform.python_version()))
        form.addRow("Qt for Python", QLabel(pyside_version))
        return card

    def _open(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _set_theme(self) -> None:
        mode = self.theme.currentData()
        self._host.settings.theme = mode
        self._host.theme.set_mode(mode)
        self._save()

    def _save(self) -> None:
        try:
            self._host.settings.save()
        except StorageError as error:
            self._host.notices.error(error)
