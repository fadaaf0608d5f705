"""Preset chooser: an architecture's named settings above the form of all its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from workbench.core import presets
from workbench.core.contracts.architecture import Architecture


class PresetChooser(QWidget):
    """A box with every preset and "own" for settings that are none of them.

    ``chosen`` carries the settings as they are with the preset.
    """

    chosen = Signal(dict)

    def __init__(self, cls: type[Architecture], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cls = cls
        self._values: Mapping[str, Any] = {}
        self.combo = QComboBox()
        for name in cls.presets:
            self.combo.addItem(name, name)
        self.combo.addItem(self.tr("own"), "")
        self.combo.setAccessibleName(self.tr("Preset"))
        self.combo.setToolTip(self.tr("Sizes that are known by a name; all can be changed below."))
        self.combo.activated.connect(lambda _: self._choose())
        label = QLabel(self.tr("Preset"))
        label.setBuddy(self.combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 8)
        row.addWidget(label)
        row.addWidget(self.combo, 1)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show which preset these settings are."""
        self._values = values
        self.combo.setCurrentIndex(self.combo.findData(presets.current(self._cls, values)))

    def _choose(self) -> None:
        name = self.combo.currentData()
        if name:
            self.chosen.emit(presets.apply(self._cls, name, self._values))
        else:
            # Nothing to change yet: whoever changes a size below has settings of their own.
            self.set_values(self._values)
