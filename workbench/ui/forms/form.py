"""A form made from a `Params` class: label, editor, help, reset, and what is wrong beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import ParamsError
from workbench.core.contracts.params import Params, Setting, make
from workbench.ui.forms.blank import meaning_of_blank
from workbench.ui.forms.editors import make_editor
from workbench.ui.forms.offered import OfferedEditor
from workbench.ui.forms.path_editor import PathEditor
from workbench.ui.forms.several import SeveralEditor
from workbench.ui.theme import ThemeManager
from workbench.ui.translation import contributed_settings

Offered: TypeAlias = Sequence[tuple[str, str]]


# No editor asks for more, so that a form fits a narrow column.
NARROWEST_PX = 60


class _SettingRow:
    """The widgets of one setting."""

    def __init__(self, form: Form, setting: Setting, theme: ThemeManager) -> None:
        self.setting = setting
        self.label = QLabel(setting.title)
        self.editor = make_editor(setting, form._edited)
        self.label.setBuddy(self.editor)
        for field in fields_of(self.editor):
            field.setMinimumWidth(NARROWEST_PX)
            field.installEventFilter(form)
        self.reset = QToolButton()
        self.reset.setProperty("role", "flat")
        self.reset.setIcon(theme.icon("reset"))
        self.reset.setAccessibleName(form.tr("Reset {name}").format(name=setting.title))
        self.reset.setToolTip(form.tr("Back to {value}").format(value=_worded(setting)))
        self.reset.clicked.connect(lambda: form.reset(setting.name))
        self.help = QLabel(setting.help, wordWrap=True)
        self.help.setProperty("role", "muted")
        self.problem = QLabel(wordWrap=True)
        self.problem.setProperty("role", "error")
        self.problem.hide()
        self.below = QVBoxLayout()


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
        self._more: QToolButton | None = None
        settings = contributed_settings(params)
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
        self._theme = theme
        theme.changed.connect(self._retint)
        self.set_values(values)

    def _retint(self) -> None:
        for row in self._rows.values():
            row.reset.setIcon(self._theme.icon("reset"))

    def _grid(self, settings: list[Setting]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(4)
        for index, setting in enumerate(settings):
            row = self._rows[setting.name]
            first = 6 * index
            # What has a button behind it needs the whole width.
            if self._narrow or isinstance(row.editor, PathEditor | SeveralEditor):
                grid.addWidget(row.label, first, 0, 1, 3)
                grid.addWidget(row.editor, first + 1, 0, 1, 2)
            else:
                grid.addWidget(row.label, first + 1, 0)
                grid.addWidget(row.editor, first + 1, 1)
            grid.addWidget(row.reset, first + 1, 2)
            grid.addWidget(row.problem, first + 2, 0, 1, 3)
            grid.addWidget(row.help, first + 3, 0, 1, 3)
            grid.addLayout(row.below, first + 4, 0, 1, 3)
            grid.setRowMinimumHeight(first + 5, 8)
        return grid

    def _add_advanced(self, layout: QVBoxLayout, settings: list[Setting]) -> None:
        self._more = button = QToolButton()
        button.setText(self.tr("More settings"))
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setArrowType(Qt.ArrowType.RightArrow)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("role", "flat")
        box = QFrame()
        box.setLayout(self._grid(settings))
        box.hide()
        button.toggled.connect(box.setVisible)
        button.toggled.connect(self._point_arrow)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(box)

    def _point_arrow(self, is_open: bool) -> None:
        assert self._more is not None
        self._more.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)

    def put_on_top(self, widget: QWidget) -> None:
        """Show a widget above all settings."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, widget)
        self.setTabOrder(widget, next(iter(self._rows.values())).editor)

    def put_below(self, name: str, widget: QWidget) -> None:
        """Show a widget under a setting."""
        row = self._rows[name]
        row.below.addWidget(widget)

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
            if row.setting.offers == what and isinstance(row.editor, OfferedEditor | SeveralEditor):
                row.editor.offer(values(row.setting) if callable(values) else values)

    def values(self) -> dict[str, Any]:
        """What differs from the defaults; an empty text is none, as it is in a TOML file."""
        now = {name: row.editor.value() for name, row in self._rows.items()}  # type: ignore[attr-defined]
        changed = {k: v for k, v in now.items() if v != self._rows[k].setting.default}
        return {name: "" if value is None else value for name, value in changed.items()}

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is being typed before a shortcut, such as that of *Train*, makes use of it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if isinstance(watched, QAbstractSpinBox):
                watched.interpretText()
            elif isinstance(watched, QLineEdit):
                watched.editingFinished.emit()
        return super().eventFilter(watched, event)

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


def fields_of(editor: QWidget) -> list[QWidget]:
    """The fields that take the keyboard in an editor: itself, or one that it holds."""
    kinds = QLineEdit | QAbstractSpinBox | QComboBox
    if isinstance(editor, QComboBox):
        return [editor, *filter(None, [editor.lineEdit()])]
    if isinstance(editor, kinds):
        return [editor]
    return [field for field in editor.findChildren(QWidget) if isinstance(field, kinds)]


def _worded(setting: Setting) -> str:
    is_blank = setting.default is None or setting.default == ""
    return meaning_of_blank(setting) or "“”" if is_blank else str(setting.default)
