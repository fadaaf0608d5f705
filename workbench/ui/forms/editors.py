"""One small editor for each type of setting.

An editor has ``value()``, ``set_value(value)`` and calls ``changed`` when the user edits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from workbench.core.contracts.params import Setting
from workbench.ui.forms.offered import OfferedEditor
from workbench.ui.forms.spin import DoubleSpinBox, SpinBox

LARGEST_INT = 2**31 - 1
LARGEST_FLOAT = 1e12
DIGITS = 6
Changed = Callable[[], None]


class Editor(Protocol):
    """What a form needs of an editor."""

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...


class IntEditor(SpinBox):
    """A whole number; a logarithmic one steps by doubling."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        self._log = setting.log
        low = -LARGEST_INT if setting.minimum is None else math.ceil(setting.minimum)
        high = LARGEST_INT if setting.maximum is None else math.floor(setting.maximum)
        self.setRange(
            low + (setting.exclusive_minimum and low == setting.minimum),
            high - (setting.exclusive_maximum and high == setting.maximum),
        )
        self.setGroupSeparatorShown(True)
        self.setKeyboardTracking(False)
        self._unit = setting.unit
        self._show_unit(self.value())
        self.valueChanged.connect(self._show_unit)
        self.valueChanged.connect(lambda _: changed())

    def _show_unit(self, value: int) -> None:
        """``1 epoch``, ``2 epochs``; ``s`` are seconds."""
        unit = self._unit
        one = unit[:-1] if len(unit) > 1 and unit.endswith("s") else unit
        self.setSuffix(f" {one if value == 1 else unit}" if unit else "")

    def stepBy(self, steps: int) -> None:
        """Step by one, or by doubling."""
        if self._log:
            self.setValue(round(max(1, self.value()) * 2.0**steps))
        else:
            super().stepBy(steps)

    def set_value(self, value: int) -> None:
        """Show a value."""
        self.setValue(value)


class FloatEditor(DoubleSpinBox):
    """A number written as short as it can be; a logarithmic one steps by halves of a decade."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        self._setting = setting
        self.setDecimals(12)
        low = -LARGEST_FLOAT if setting.minimum is None else setting.minimum
        high = LARGEST_FLOAT if setting.maximum is None else setting.maximum
        # A bound that is itself forbidden is approached, never reached.
        self.setRange(
            low + (1e-12 if setting.exclusive_minimum else 0),
            high - (1e-12 if setting.exclusive_maximum else 0),
        )
        span = high - low
        self.setSingleStep(0.05 if span <= 1 else 0.5)
        self.setKeyboardTracking(False)
        if setting.unit:
            self.setSuffix(f" {setting.unit}")
        self.valueChanged.connect(lambda _: changed())

    def textFromValue(self, value: float) -> str:
        """Up to six significant digits, without trailing zeros."""
        return f"{value:.{DIGITS}g}"

    def valueFromText(self, text: str) -> float:
        """Read plain or scientific notation."""
        return float(text.removesuffix(self.suffix()).replace(",", ".").strip() or 0)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept whatever is, or may become, a number."""
        plain = text.removesuffix(self.suffix()).replace(",", ".").strip()
        try:
            number = float(plain)
        except ValueError:
            partial = set(plain) <= set("0123456789.eE+-")
            state = QValidator.State.Intermediate if partial else QValidator.State.Invalid
            return state, text, position
        inside = self.minimum() <= number <= self.maximum()
        state = QValidator.State.Acceptable if inside else QValidator.State.Intermediate
        return state, text, position

    def stepBy(self, steps: int) -> None:
        """Step by a difference, or by a factor of √10."""
        if self._setting.log and self.value() > 0:
            self.setValue(float(f"{self.value() * 10 ** (steps / 2):.2g}"))
        else:
            super().stepBy(steps)

    def set_value(self, value: float) -> None:
        """Show a value."""
        self.setValue(value)


class BoolEditor(QCheckBox):
    """Yes or no."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        self.toggled.connect(lambda _: changed())

    def value(self) -> bool:
        """The state."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Show a state."""
        self.setChecked(value)


class ChoiceEditor(QComboBox):
    """One of a few values."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        for choice in setting.choices:
            self.addItem(str(choice), choice)
        self.currentIndexChanged.connect(lambda _: changed())

    def value(self) -> Any:
        """The chosen value."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Show a value; one that is no choice leaves the box empty."""
        self.setCurrentIndex(self.findData(value))


class TextEditor(QLineEdit):
    """Words, lists or a path."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        self.editingFinished.connect(changed)

    def value(self) -> str:
        """The text."""
        return self.text()

    def set_value(self, value: object) -> None:
        """Show a text."""
        self.setText(str(value))


class OptionalEditor(QWidget):
    """An editor with a box that switches it off; off means ``None``."""

    def __init__(self, setting: Setting, changed: Changed, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self._changed = changed
        self._on = QCheckBox()
        self._on.setAccessibleName(
            QCoreApplication.translate("OptionalEditor", "Use {name}").format(name=setting.title)
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._on)
        layout.addWidget(inner, 1)
        inner.setEnabled(False)
        self._on.toggled.connect(self._toggled)
        self.setFocusProxy(self._on)

    def _toggled(self, on: bool) -> None:
        self._inner.setEnabled(on)
        self._changed()

    def setAccessibleName(self, name: str) -> None:
        """Name the inner editor."""
        super().setAccessibleName(name)
        self._inner.setAccessibleName(name)

    def value(self) -> Any:
        """The inner value, or ``None``."""
        return self._inner.value() if self._on.isChecked() else None  # type: ignore[attr-defined]

    def set_value(self, value: Any) -> None:
        """Show a value or its absence."""
        self._on.setChecked(value is not None)
        if value is not None:
            self._inner.set_value(value)  # type: ignore[attr-defined]


EDITORS: dict[str, Callable[[Setting, Changed], QWidget]] = {
    "int": IntEditor,
    "float": FloatEditor,
    "bool": BoolEditor,
    "choice": ChoiceEditor,
    "text": TextEditor,
    "path": TextEditor,
}


def make_editor(setting: Setting, changed: Changed) -> QWidget:
    """Make the editor for a setting, named for those who do not see it."""
    make = OfferedEditor if setting.offers else EDITORS[setting.kind]
    editor = make(setting, changed)
    if setting.optional:
        editor = OptionalEditor(setting, changed, editor)
    editor.setAccessibleName(setting.title)
    editor.setAccessibleDescription(setting.help)
    editor.setToolTip(setting.help)
    return editor
