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
    QAbstractSpinBox,
    QCheckBox,
    QLineEdit,
    QWidget,
)

from workbench.core.contracts.params import Setting
from workbench.ui.forms.blank import meaning_of_blank
from workbench.ui.forms.eliding_combo import ElidingComboBox
from workbench.ui.forms.offered import OfferedEditor
from workbench.ui.forms.path_editor import PathEditor
from workbench.ui.forms.several import SeveralEditor
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
    """A whole number; a logarithmic one steps by doubling. Where ``None`` is allowed it can be
    blank, and typing or stepping makes it a number.
    """

    _blank: int | None = None  # Qt asks for texts before this one is made

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        self._log = setting.log
        low = -LARGEST_INT if setting.minimum is None else math.ceil(setting.minimum)
        high = LARGEST_INT if setting.maximum is None else math.floor(setting.maximum)
        low += setting.exclusive_minimum and low == setting.minimum
        high -= setting.exclusive_maximum and high == setting.maximum
        self._low = low
        # One below what is allowed stands for a blank field.
        self._blank = low - 1 if setting.optional else None
        self.setRange(low if self._blank is None else self._blank, high)
        self.setGroupSeparatorShown(True)
        self.setKeyboardTracking(False)
        _say_blank(self, setting)
        self._unit = setting.unit
        self._show_unit(self.value_or_low())
        self.valueChanged.connect(self._show_unit)
        self.valueChanged.connect(lambda _: changed())

    def value_or_low(self) -> int:
        """What the spin box holds, which for a blank field lies below what is allowed."""
        return super().value()

    def _show_unit(self, value: int) -> None:
        """``1 epoch``, ``2 epochs``; ``s`` are seconds."""
        unit = self._unit if value != self._blank else ""
        one = unit[:-1] if len(unit) > 1 and unit.endswith("s") else unit
        self.setSuffix(f" {one if value == 1 else unit}" if unit else "")

    def textFromValue(self, value: int) -> str:
        """Nothing where it is blank."""
        return "" if value == self._blank else super().textFromValue(value)

    def valueFromText(self, text: str) -> int:
        """A text without a number is blank."""
        if self._blank is not None and self._is_blank(text):
            return self._blank
        return super().valueFromText(text)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept a blank field where it may be one."""
        if self._is_blank(text):
            return QValidator.State.Acceptable, text, position
        result: tuple[QValidator.State, str, int] = super().validate(text, position)
        is_number = result[0] == QValidator.State.Acceptable
        if self._blank is not None and is_number and self.valueFromText(text) == self._blank:
            return QValidator.State.Intermediate, text, position
        return result

    def _is_blank(self, text: str) -> bool:
        return self._blank is not None and not text.removesuffix(self.suffix()).strip()

    def stepBy(self, steps: int) -> None:
        """Step by one, or by doubling."""
        now = self.value_or_low()
        if now == self._blank:
            self.setValue(max(self._low, 1) if steps > 0 else now)
        elif self._blank is not None and steps < 0 and now == self._low:
            self.setValue(self._blank)
        elif self._log:
            self.setValue(max(self._low, round(max(1, now) * 2.0**steps)))
        else:
            super().stepBy(steps)

    def value(self) -> Any:
        """The number, or ``None`` for a blank field."""
        number = self.value_or_low()
        return None if number == self._blank else number

    def set_value(self, value: int | str | None) -> None:
        """Show a value, or that there is none."""
        if value in (None, "") and self._blank is not None:
            value = self._blank
        self.setValue(int(value or 0))


class FloatEditor(DoubleSpinBox):
    """A number written as short as it can be; a logarithmic one steps by halves of a decade.
    Where ``None`` is allowed it can be blank.
    """

    _blank: float | None = None

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        self._setting = setting
        self.setDecimals(12)
        low = -LARGEST_FLOAT if setting.minimum is None else setting.minimum
        high = LARGEST_FLOAT if setting.maximum is None else setting.maximum
        span = high - low
        # A bound that is itself forbidden is approached, never reached.
        self._low = low + (1e-12 if setting.exclusive_minimum else 0)
        self._blank = self._low - 1 if setting.optional else None
        self.setRange(
            self._low if self._blank is None else self._blank,
            high - (1e-12 if setting.exclusive_maximum else 0),
        )
        self.setSingleStep(0.05 if span <= 1 else 0.5)
        self.setKeyboardTracking(False)
        _say_blank(self, setting)
        self._show_unit(self.value_or_low())
        self.valueChanged.connect(self._show_unit)
        self.valueChanged.connect(lambda _: changed())

    def value_or_low(self) -> float:
        """What the spin box holds, which for a blank field lies below what is allowed."""
        return super().value()

    def _show_unit(self, value: float) -> None:
        unit = "" if value == self._blank else self._setting.unit
        self.setSuffix(f" {unit}" if unit else "")

    def textFromValue(self, value: float) -> str:
        """Up to six significant digits, without trailing zeros; nothing where it is blank."""
        return "" if value == self._blank else f"{value:.{DIGITS}g}"

    def _plain(self, text: str) -> str:
        return text.removesuffix(self.suffix()).replace(",", ".").strip()

    def valueFromText(self, text: str) -> float:
        """Read plain or scientific notation."""
        plain = self._plain(text)
        if not plain and self._blank is not None:
            return self._blank
        return float(plain or 0)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept whatever is, or may become, a number; nothing, where it may be blank."""
        plain = self._plain(text)
        if not plain and self._blank is not None:
            return QValidator.State.Acceptable, text, position
        try:
            number = float(plain)
        except ValueError:
            partial = set(plain) <= set("0123456789.eE+-")
            state = QValidator.State.Intermediate if partial else QValidator.State.Invalid
            return state, text, position
        low = self.minimum() if self._blank is None else self._low
        inside = low <= number <= self.maximum()
        state = QValidator.State.Acceptable if inside else QValidator.State.Intermediate
        return state, text, position

    def stepBy(self, steps: int) -> None:
        """Step by a difference, or by a factor of √10."""
        now = self.value_or_low()
        if now == self._blank:
            self.setValue(max(self._low, self.singleStep()) if steps > 0 else now)
        elif self._setting.log and now > 0:
            self.setValue(max(self._low, float(f"{now * 10 ** (steps / 2):.2g}")))
        elif self._blank is not None and now + steps * self.singleStep() < self._low:
            self.setValue(self._blank)
        else:
            super().stepBy(steps)

    def value(self) -> Any:
        """The number, or ``None`` for a blank field."""
        number = self.value_or_low()
        return None if number == self._blank else number

    def set_value(self, value: float | str | None) -> None:
        """Show a value, or that there is none."""
        if value in (None, "") and self._blank is not None:
            value = self._blank
        self.setValue(float(value or 0))


def _say_blank(box: QAbstractSpinBox, setting: Setting) -> None:
    if setting.optional:
        box.lineEdit().setPlaceholderText(meaning_of_blank(setting))


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


class ChoiceEditor(ElidingComboBox):
    """One of a few values; where ``None`` is allowed, what that means is the first of them."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        choices = setting.choices if setting.kind != "bool" else (True, False)
        if setting.optional:
            self.addItem(meaning_of_blank(setting), None)
        for choice in choices:
            self.addItem(_words(choice), choice)
        self.currentIndexChanged.connect(lambda _: changed())

    def value(self) -> Any:
        """The chosen value."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Show a value; one that is no choice leaves the box empty."""
        if value in (None, "") and self.itemData(0) is None:
            self.setCurrentIndex(0)
        else:
            self.setCurrentIndex(self.findData(value))


def _words(choice: Any) -> str:
    if isinstance(choice, bool):
        yes, no = (
            QCoreApplication.translate("Editor", "yes"),
            QCoreApplication.translate("Editor", "no"),
        )
        return yes if choice else no
    return str(choice)


class TextEditor(QLineEdit):
    """Words or a list."""

    def __init__(self, setting: Setting, changed: Changed) -> None:
        super().__init__()
        self._optional = setting.optional
        self.setPlaceholderText(meaning_of_blank(setting))
        self.editingFinished.connect(changed)

    def value(self) -> str | None:
        """The text; of one that may be missing, ``None`` for a blank one."""
        return None if self._optional and not self.text().strip() else self.text()

    def set_value(self, value: object) -> None:
        """Show a text."""
        self.setText("" if value is None else str(value))


EDITORS: dict[str, Callable[[Setting, Changed], QWidget]] = {
    "int": IntEditor,
    "float": FloatEditor,
    "bool": BoolEditor,
    "choice": ChoiceEditor,
    "text": TextEditor,
    "path": PathEditor,
}


def make_editor(setting: Setting, changed: Changed) -> QWidget:
    """Make the editor for a setting, named for those who do not see it."""
    make: Callable[[Setting, Changed], QWidget]
    if setting.offers:
        make = SeveralEditor if setting.several else OfferedEditor
    elif setting.optional and setting.kind == "bool":
        make = ChoiceEditor
    else:
        make = EDITORS[setting.kind]
    editor = make(setting, changed)
    editor.setAccessibleName(setting.title)
    editor.setAccessibleDescription(setting.help)
    editor.setToolTip(setting.help)
    return editor
