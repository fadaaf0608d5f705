"""Launcher chooser: where trainings happen, above the run options, with the launcher's settings."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.core.contracts.errors import ParamsError
from workbench.core.contracts.launcher import Launcher
from workbench.core.contracts.params import make, settings_of
from workbench.ui.forms.form import Form
from workbench.ui.host import Host
from workbench.ui.translation import contributed


class LauncherChooser(QWidget):
    """A box with every launcher; what is chosen is kept in the user's settings."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.form: Form | None = None
        launchers = host.plugins.of(Launcher).values()
        self.combo = QComboBox()
        self.combo.setObjectName("launcher")
        for cls in sorted(launchers, key=lambda cls: cls.order):
            self.combo.addItem(contributed(cls.name), cls.id)
        self.combo.setAccessibleName(self.tr("Train in"))
        self.combo.setCurrentIndex(self.combo.findData(host.jobs.launcher.id))
        self.combo.activated.connect(self._choose)
        label = QLabel(self.tr("Train in"))
        label.setBuddy(self.combo)
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.combo, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(4)
        self._column.addLayout(row)
        self._column.addWidget(self._about)
        self._show()

    def _choose(self) -> None:
        self._host.set_launcher(self.combo.currentData())
        self._show()

    def _show(self) -> None:
        cls = self._host.jobs.launcher
        self._about.setText(contributed(cls.about))
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        if not settings_of(cls.Params):
            return
        values = self._host.settings.launchers.get(cls.id, {})
        self.form = Form(cls.Params, values, self._host.theme)
        self.form.changed.connect(lambda values: self._changed(cls, values))
        self._column.insertWidget(2, self.form)

    def _changed(self, cls: type[Launcher], values: dict[str, Any]) -> None:
        try:
            make(cls.Params, values)
        except ParamsError:
            return  # the form shows the problem beside its field
        self._host.set_launcher(cls.id, values)
