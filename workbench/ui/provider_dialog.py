"""Asks for the settings of a provider, and keeps them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from workbench.core.errors import StorageError
from workbench.core.provider import Provider
from workbench.ui.forms.form import Form
from workbench.ui.host import Host


class ProviderDialog(QDialog):
    """A provider's form; ``saved`` tells that its settings are others now."""

    saved = Signal()

    def __init__(self, host: Host, provider: type[Provider], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(provider.name)
        self.setMinimumWidth(440)
        self._host, self._provider = host, provider
        about = QLabel(provider.about, wordWrap=True)
        about.setProperty("role", "muted")
        self.form = Form(
            provider.Params, host.settings.providers.get(provider.id, {}), host.theme, self
        )
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save
        )
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addWidget(self.form)
        column.addWidget(self.buttons)

    def _save(self) -> None:
        if self.form.problems:
            return
        settings = self._host.settings
        settings.providers = settings.providers | {self._provider.id: self.form.values()}
        try:
            settings.save()
        except StorageError as error:
            self._host.notices.error(error)
        self.accept()
        self.saved.emit()
