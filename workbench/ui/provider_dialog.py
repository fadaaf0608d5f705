"""Asks for the settings of a provider or encoder, and its key if it takes one, and keeps them."""

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
from workbench.core.contracts.model_source import ModelSource, set_up
from workbench.ui.forms.form import Form
from workbench.ui.host import Host
from workbench.ui.key_field import KeyField
from workbench.ui.translation import contributed

# The form grows to this before it scrolls.
HIGHEST = 420


class ProviderDialog(QDialog):
    """The form of a provider or encoder; ``saved`` tells that its settings or its key changed."""

    saved = Signal()

    def __init__(
        self, host: Host, source: type[ModelSource], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(contributed(source.name))
        self.setMinimumWidth(440)
        self._host = host
        self._source = source
        about = QLabel(contributed(source.about), wordWrap=True)
        about.setProperty("role", "muted")
        self.form = Form(
            source.Params, host.settings.providers.get(source.id, {}), host.theme, self
        )
        self.key = KeyField(host.background, source.id)
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
            source = set_up(self._source, {self._source.id: values})
        except ParamsError:
            return  # the form says what is wrong
        self.key.show_name(source.key_name(), source.withheld)

    def _save(self) -> None:
        if self.form.problems:
            return
        settings = self._host.settings
        settings.providers = settings.providers | {self._source.id: self.form.values()}
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
