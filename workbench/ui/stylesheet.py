"""The window's style sheet, made from a theme's colours."""

from __future__ import annotations

from workbench.core import paths
from workbench.ui.colors import Colors

_SHEET = """
QWidget { font-size: 13px; }
QMainWindow, QDialog { background: @window; }
QToolTip { background: @panel; color: @text; border: 1px solid @border; padding: 4px; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="heading"] { font-size: 14px; font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="verdict"] { font-size: 14px; }
QLabel[role="error"] { color: @bad; }
QLabel[role="badge"] { color: @muted; border: 1px solid @border; border-radius: 9px;
  padding: 1px 8px; background: @panel; }
QLabel[role="badge"][place="away"] { color: @warn; border: 1px dashed @warn; font-weight: 600; }
QLabel[role="drop"] { border: 2px dashed @outline; border-radius: 8px; background: @panel;
  color: @text; }
QLabel:disabled, QCheckBox:disabled, QRadioButton:disabled, QGroupBox:disabled { color: @muted; }
QLabel[role="digit"] { font-size: 88px; font-weight: 600; color: @accent; }
QFrame[role="card"] { background: @panel; border: 1px solid @border; border-radius: 8px; }
QFrame[role="plain"] { background: transparent; border: none; }
QFrame#rail { background: @panel; border: none; border-right: 1px solid @border; }
QFrame#rail QToolButton { border: 2px solid transparent; border-radius: 8px; padding: 6px 0;
  color: @muted; background: transparent; min-width: 68px; }
QFrame#rail QToolButton:hover { background: @raised; color: @text; }
QFrame#rail QToolButton:checked { background: @raised; color: @text; font-weight: 600; }
QFrame#notice { background: @panel; border: 1px solid @border; border-left: 4px solid @accent;
  border-radius: 6px; }
QFrame#notice[severity="error"] { border-left-color: @bad; }
QFrame#notice[severity="warning"] { border-left-color: @warn; }
QPushButton, QToolButton { background: @raised; color: @text; border: 1px solid @outline;
  border-radius: 6px; padding: 5px 12px; }
QToolButton { padding: 4px; }
QPushButton:hover, QToolButton:hover { border-color: @accent; }
QPushButton:pressed, QToolButton:pressed { background: @border; }
QPushButton:checked, QToolButton:checked { background: @border; border: 1px solid @accent; }
QPushButton:disabled, QToolButton:disabled { color: @muted; background: @window;
  border: 1px solid @outline; }
QPushButton[role="primary"] { background: @accent; color: @accent_text; border: 1px solid @accent;
  font-weight: 600; padding: 8px 20px; font-size: 15px; }
QPushButton[role="primary"]:hover { border-color: @text; }
QPushButton[role="primary"]:disabled { background: @window; color: @muted;
  border: 1px solid @outline; }
QPushButton[role="flat"], QToolButton[role="flat"]
  { background: transparent; border: 1px solid transparent; }
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover { background: @raised; }
QPushButton[role="flat"]:disabled, QToolButton[role="flat"]:disabled { border-color: transparent; }
QPushButton[role="flat"]:checked, QToolButton[role="flat"]:checked { border-color: @accent; }
QToolButton[role="menu"] { padding: 5px 22px 5px 10px; }
QToolButton[role="menu"]::menu-indicator { image: url("$arrow"); width: 10px; height: 10px;
  subcontrol-origin: padding; subcontrol-position: center right; right: 7px; }
QToolButton[role="variable"] { font-size: 11px; padding: 1px 2px; color: @muted; }
QPushButton:focus, QToolButton:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[role="field"]:focus, QDateEdit:focus,
QCheckBox:focus, QRadioButton:focus, QAbstractItemView:focus, QSlider:focus, QTimeEdit:focus
  { border: 2px solid @accent; }
QPushButton[role="primary"]:focus { border: 2px solid @text; }
QFrame#rail QToolButton:focus { border: 2px solid @accent; }
QPushButton[role="segment"] { background: transparent; padding: 5px 14px; }
QPushButton[role="segment"]:checked { background: @raised; border: 2px solid @accent;
  padding: 4px 13px; }
QPushButton[role="class"] { background: @panel; text-align: left; padding: 8px 12px; }
QPushButton[role="class"]:checked { border: 1px solid @accent; background: @raised;
  font-weight: 600; }
QPushButton[role="class"]:disabled { color: @muted; background: @window; }
QPushButton[role="class"]:focus { border: 2px solid @accent; padding: 7px 11px; }
QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QLineEdit, QPlainTextEdit, QTextEdit[role="field"]
  { background: @panel; color: @text; placeholder-text-color: @muted;
  border: 1px solid @outline; border-radius: 6px; padding: 4px 8px; min-height: 20px;
  selection-background-color: @accent; selection-color: @accent_text; }
QComboBox:hover, QAbstractSpinBox:hover, QLineEdit:hover, QPlainTextEdit:hover
  { border-color: @accent; }
QComboBox:disabled, QAbstractSpinBox:disabled, QLineEdit:disabled, QPlainTextEdit:disabled,
QTextEdit[role="field"]:disabled { background: @window; color: @muted;
  border: 1px solid @outline; }
QPlainTextEdit[role="row"] { font-size: 19px; padding: 0; border-radius: 8px;
  border: 2px solid @outline; }
QPlainTextEdit[role="row"]:focus { border: 2px solid @accent; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { background: transparent; border: none;
  padding: 0; min-height: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QAbstractSpinBox { padding: 2px 24px 2px 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 22px;
  border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 2px; }
QAbstractSpinBox::up-arrow { image: url("$up"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$arrow"); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @panel; color: @text; border: 1px solid @border; }
QComboBox QAbstractItemView::item:disabled { color: @muted; }
QCheckBox, QRadioButton { border: 2px solid transparent; border-radius: 4px; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QMenu::indicator,
QTableView::indicator, QListView::indicator, QTreeView::indicator
  { width: 14px; height: 14px; border: 1px solid @outline; border-radius: 4px;
  background: @panel; }
QRadioButton::indicator { border-radius: 8px; }
QMenu::indicator { margin-left: 6px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked, QGroupBox::indicator:checked,
QMenu::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked,
QTreeView::indicator:checked
  { background: @accent; border-color: @accent; image: url("$check"); }
QCheckBox::indicator:indeterminate, QTableView::indicator:indeterminate,
QListView::indicator:indeterminate, QTreeView::indicator:indeterminate
  { background: @accent; border-color: @accent; image: url("$dash"); }
QTableView::indicator:checked:selected, QListView::indicator:checked:selected,
QTreeView::indicator:checked:selected, QTableView::indicator:indeterminate:selected,
QListView::indicator:indeterminate:selected, QTreeView::indicator:indeterminate:selected
  { border-color: @accent_text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border: 1px solid @outline;
  background: @window; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled,
QCheckBox::indicator:indeterminate:disabled { background: @muted; border: 1px solid @muted; }
QTabWidget::pane { border: 1px solid @border; border-radius: 8px; background: @panel; top: -1px; }
QTabBar::tab { background: transparent; color: @muted; padding: 7px 12px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:hover { color: @text; border-bottom: 2px solid @outline; }
QTabBar::tab:selected:hover { border-bottom: 2px solid @accent; }
QTabBar:focus { border: 1px solid @accent; border-radius: 4px; }
QTableView, QTreeView, QListView, QListWidget, QTableWidget { background: @panel; color: @text;
  border: 1px solid @border; border-radius: 8px; gridline-color: @border;
  alternate-background-color: @window; outline: none; }
QListWidget::item, QListView[role="rows"]::item { padding: 4px 8px; }
QTableView::item:selected, QListView::item:selected, QListWidget::item:selected,
QTreeView::item:selected { background: @accent; color: @accent_text; }
QTableView::item { padding: 0 4px; }
QHeaderView:horizontal { background: @raised; border: none; }
QTableCornerButton::section { background: @raised; border: none;
  border-right: 1px solid @border; border-bottom: 1px solid @border; }
QHeaderView::section { background: @raised; color: @muted; border: none;
  border-right: 1px solid @border; border-bottom: 1px solid @border; padding: 6px; }
QProgressBar { background: @raised; border: none; border-radius: 4px; height: 8px;
  text-align: center; color: @text; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#scrolled { background: transparent; }
QStatusBar { background: @panel; color: @muted; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QMenuBar { background: @panel; color: @text; }
QMenuBar::item:selected, QMenu::item:selected { background: @accent; color: @accent_text; }
QMenu { background: @panel; color: @text; border: 1px solid @outline; }
QMenu::item { padding: 5px 24px 5px 12px; }
QMenu::item:disabled, QMenuBar::item:disabled { color: @muted; background: transparent; }
QSlider::groove:horizontal { height: 4px; background: @outline; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
  background: @accent; border: 1px solid @accent; }
QSlider::handle:horizontal:disabled { background: @window; border: 1px solid @outline; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @outline; border-radius: 5px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: @text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
"""


# What stands for an icon of the theme in the sheet.
ICONS = (("$arrow", "arrow"), ("$up", "arrow-up"), ("$check", "check"), ("$dash", "dash"))


def stylesheet(colors: Colors) -> str:
    """Fill the sheet with a theme's colours."""
    sheet = _SHEET
    # Longest names first: ``@accent`` is the beginning of ``@accent_text``.
    for name in sorted((n for n, v in vars(colors).items() if isinstance(v, str)), key=len)[::-1]:
        sheet = sheet.replace(f"@{name}", getattr(colors, name))
    mode = "dark" if colors.dark else "light"
    for name, icon in (
        ("$arrow", "arrow"),
        ("$up", "arrow-up"),
        ("$check", "check"),
        ("$dash", "dash"),
    ):
        path = paths.resource(f"icons/{icon}-{mode}.svg")
        # Qt's style sheets take forward slashes on every system.
        sheet = sheet.replace(name, str(path).replace("\\", "/"))
    return sheet
