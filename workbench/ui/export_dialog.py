"""Asks how a model should be exported."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.params import make
from workbench.ui.forms.form import Form
from workbench.ui.theme import ThemeManager
from workbench.ui.translation import contributed


class ExportDialog(QDialog):
    """An exporter and its settings; ``chosen`` carries both."""

    chosen = Signal(object, object)

    def __init__(
        self, exporters: list[type[Exporter]], theme: ThemeManager, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(420)
        self._exporters = exporters
        self._theme = theme
        self._box = QComboBox()
        self._box.setAccessibleName(self.tr("Format"))
        self._box.addItems([contributed(exporter.name) for exporter in exporters])
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("role", "muted")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = self._buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setDefault(True)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._box)
        self._layout.addWidget(self._about)
        self.form = self._make_form(0)
        self._layout.addWidget(self.form)
        self._layout.addWidget(self._buttons)
        self._box.setVisible(len(exporters) > 1)
        self._box.currentIndexChanged.connect(self._changed)

    def _make_form(self, index: int) -> Form:
        self._about.setText(contributed(self._exporters[index].about))
        return Form(self._exporters[index].Params, {}, self._theme, self)

    def _changed(self, index: int) -> None:
        fresh = self._make_form(index)
        self._layout.replaceWidget(self.form, fresh)
        self.form.deleteLater()
        self.form = fresh

    def _accept(self) -> None:
        if not self.form.problems:
            cls = self._exporters[self._box.currentIndex()]
            self.accept()
            self.chosen.emit(cls, make(cls.Params, self.form.values()))
