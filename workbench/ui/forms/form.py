"""A form made from a `Params` class: label, editor, help, reset, and what is wrong beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import ParamsError
from workbench.core.contracts.params import Params, Setting, make, settings_of
from workbench.ui.forms.editors import make_editor
from workbench.ui.forms.offered import OfferedEditor
from workbench.ui.theme import ThemeManager

Offered: TypeAlias = Sequence[tuple[str, str]]


class _SettingRow:
    """The widgets of one setting."""

    def __init__(self, form: Form, setting: Setting, theme: ThemeManager) -> None:
        self.setting = setting
        self.label = QLabel(setting.title)
        self.editor = make_editor(setting, form._edited)
        self.label.setBuddy(self.editor)
        self.reset = QToolButton()
        self.reset.setProperty("role", "flat")
        self.reset.setIcon(theme.icon("reset"))
        self.reset.setAccessibleName(form.tr("Reset {name}").format(name=setting.title))
        self.reset.setToolTip(form.tr("Back to {value}").format(value=_worded(setting.default)))
        self.reset.clicked.connect(lambda: form.reset(setting.name))
        self.help = QLabel(setting.help, wordWrap=True)
        self.help.setProperty("role", "muted")
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "error")
        self.problem.hide()


class Form(QWidget):
    """Edits the settings of one plugin.

    ``changed`` carries the values that differ from their defaults, valid or not;
    ``problems`` says which are not. In a ``narrow`` form titles are above their editors.
    """

    changed = Signal(dict)

    def __init__(
        self,
        params: type[Params],
        values: Mapping[str, Any],
        theme: ThemeManager,
        parent: QWidget | None = None,
        *,
        narrow: bool = False,
    ) -> None:
        super().__init__(parent)
        self._params = params
        self._narrow = narrow
        self.problems: dict[str, str] = {}
        self._filling = True
        self._more: QPushButton | None = None
        settings = settings_of(params)
        self._rows = {s.name: _SettingRow(self, s, theme) for s in settings}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid([s for s in settings if not s.advanced]))
        advanced = [s for s in settings if s.advanced]
        if advanced:
            self._add_advanced(layout, advanced)
        if not settings:
            layout.addWidget(QLabel(self.tr("There is nothing to set.")))
        layout.addStretch(1)
        self.set_values(values)

    def _grid(self, settings: list[Setting]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(4)
        for index, setting in enumerate(settings):
            row = self._rows[setting.name]
            first = 5 * index
            if self._narrow:
                grid.addWidget(row.label, first, 0, 1, 3)
                grid.addWidget(row.editor, first + 1, 0, 1, 2)
            else:
                grid.addWidget(row.label, first + 1, 0)
                grid.addWidget(row.editor, first + 1, 1)
            grid.addWidget(row.reset, first + 1, 2)
            grid.addWidget(row.problem, first + 2, 0, 1, 3)
            grid.addWidget(row.help, first + 3, 0, 1, 3)
            grid.setRowMinimumHeight(first + 4, 8)
        return grid

    def _add_advanced(self, layout: QVBoxLayout, settings: list[Setting]) -> None:
        self._more = button = QPushButton(self.tr("More settings"))
        button.setCheckable(True)
        button.setProperty("role", "flat")
        box = QFrame()
        box.setLayout(self._grid(settings))
        box.hide()
        button.toggled.connect(box.setVisible)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(box)

    def put_on_top(self, widget: QWidget) -> None:
        """Show a widget above all settings."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, widget)
        self.setTabOrder(widget, next(iter(self._rows.values())).editor)

    def reveal(self, name: str) -> None:
        """Unfold, scroll to and give the keyboard to a setting."""
        row = self._rows.get(name)
        if row is None:
            return
        if row.setting.advanced and self._more is not None:
            self._more.setChecked(True)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            # What was unfolded has no place before the layout has run.
            QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(row.editor))
        row.editor.setFocus()

    def editor(self, name: str) -> QWidget:
        """The editor of a setting."""
        return self._rows[name].editor

    def offer(self, what: str, values: Offered | Callable[[Setting], Offered]) -> None:
        """List ``(value, words)`` in every setting that offers ``what``, perhaps others in each."""
        for row in self._rows.values():
            if row.setting.offers == what and isinstance(row.editor, OfferedEditor):
                row.editor.offer(values(row.setting) if callable(values) else values)

    def values(self) -> dict[str, Any]:
        """What differs from the defaults."""
        found = {name: row.editor.value() for name, row in self._rows.items()}  # type: ignore[attr-defined]
        return {k: v for k, v in found.items() if v != self._rows[k].setting.default}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values; what is not named shows its default."""
        self._filling = True
        for name, row in self._rows.items():
            row.editor.set_value(values.get(name, row.setting.default))  # type: ignore[attr-defined]
        self._filling = False
        self._show_problems(self.values())

    def reset(self, name: str) -> None:
        """Go back to a setting's default."""
        row = self._rows[name]
        row.editor.set_value(row.setting.default)  # type: ignore[attr-defined]
        self._edited()

    def _edited(self) -> None:
        if not self._filling:
            values = self.values()
            self._show_problems(values)
            self.changed.emit(values)

    def _show_problems(self, values: Mapping[str, Any]) -> None:
        try:
            make(self._params, values)
            self.problems = {}
        except ParamsError as error:
            self.problems = dict(error.problems)
        for name, row in self._rows.items():
            problem = self.problems.get(name, "")
            row.problem.setText(problem)
            row.problem.setVisible(bool(problem))
            row.reset.setVisible(name in values)


def _worded(value: Any) -> str:
    return "none" if value is None else str(value)
