"""LocalOnly: the switch that keeps every question on this machine, as on the Settings page."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from workbench.ui.host import Host


class LocalOnlySwitch(QCheckBox):
    """Follows the setting wherever it is changed, and changes it."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Local only"))
        self.setToolTip(self.tr("Keep all data on this computer"))
        self.setAccessibleName(self.toolTip())
        self.setChecked(host.settings.local_only)
        self.toggled.connect(host.set_local_only)
        host.local_only_changed.connect(self.setChecked)
