"""Asks for the settings of a provider, and its key where it takes one, and keeps them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import ParamsError, StorageError, WorkbenchError
from workbench.core.contracts.provider import Provider, set_up
from workbench.ui.forms.form import Form
from workbench.ui.host import Host
from workbench.ui.key_field import KeyField

# The form grows to this before it scrolls.
HIGHEST = 420


class ProviderDialog(QDialog):
    """A provider's form; ``saved`` tells that its settings or its key are others now."""

    saved = Signal()

    def __init__(self, host: Host, provider: type[Provider], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(provider.name)
        self.setMinimumWidth(440)
        self._host = host
        self._provider = provider
        about = QLabel(provider.about, wordWrap=True)
        about.setProperty("role", "muted")
        self.form = Form(
            provider.Params, host.settings.providers.get(provider.id, {}), host.theme, self
        )
        self.key = KeyField(host.tasks, provider.id)
        self.form.changed.connect(self._edited)
        self._edited(self.form.values())
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save
        )
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.key)
        column.addWidget(self.buttons)

    def _scrolled(self) -> QScrollArea:
        """The form, which may be higher than a small screen."""
        self.form.setObjectName("scrolled")
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        scroll.setMinimumHeight(min(HIGHEST, self.form.sizeHint().height() + 8))
        return scroll

    def _edited(self, values: dict[str, Any]) -> None:
        """A key is by address: with another one, another key is asked for."""
        try:
            provider = set_up(self._provider, {self._provider.id: values})
        except ParamsError:
            return  # the form says what is wrong
        self.key.show_name(provider.key_name(), provider.withheld)

    def _save(self) -> None:
        if self.form.problems:
            return
        settings = self._host.settings
        settings.providers = settings.providers | {self._provider.id: self.form.values()}
        try:
            settings.save()
        except StorageError as error:
            self._host.notices.error(error)
        if self.key.is_filled:
            self.buttons.setEnabled(False)
            self.key.put(self._on_saved, self._failed)
        else:
            self._end()

    def _on_saved(self, lasting: bool) -> None:
        if not lasting:
            words = self.tr("The key is kept in memory, until the window closes.")
            self._host.notices.warn(words)
        self._end()

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)
        self._end()

    def _end(self) -> None:
        self.accept()
        self.saved.emit()
