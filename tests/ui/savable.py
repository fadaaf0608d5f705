"""Which plots of a window cannot be saved: as a picture, as data, by menu, key and button alike."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from workbench.ui.plots.plot_actions import SAVE_KEY, plot_actions

# They paint themselves and are no plots: text, controls, decoration, and what is drawn into.
NO_PLOTS = {
    "ActionComboBox",
    "BudgetBar",
    "ChipFlow",
    "ChoiceEditor",
    "DrawingPad",
    "ElidingComboBox",
    "Legend",
    "QElidingLabel",
    "_Drawing",
    "_FocusFrame",
}
FORMATS = ("PNG", "SVG", "CSV", "Copy")


def unsavable(window: QWidget) -> list[str]:
    """A sentence for each plot below a window, shown or not, that lacks a way to be saved."""
    sentences = []
    for widget in (window, *window.findChildren(QWidget)):
        name = type(widget).__name__
        if callable(getattr(widget, "plot_table", None)):
            sentences += [f"{name} {widget.accessibleName()}: {lack}" for lack in _lacks(widget)]
        elif name not in NO_PLOTS and _paints(widget):
            sentences.append(f"{name} {widget.accessibleName()}: no plot_table")
    return sentences


def _lacks(plot: QWidget) -> list[str]:
    actions = plot_actions(plot)
    if actions is None:
        return ["no plot actions"]
    offered = [each for each in plot.actions() if not each.isSeparator()]
    texts = " ".join(each.text() for each in offered)
    keys = [each.shortcut() for each in offered]
    lacks = [] if QKeySequence(SAVE_KEY) in keys else ["no key"]
    if actions.button.menu().actions() != plot.actions():
        lacks.append("the button offers something else than the menu")
    if len(offered) > 1:
        lacks += [f"no {kind}" for kind in FORMATS if kind not in texts]
    elif "table" not in texts:
        lacks.append("neither picture nor table")
    return lacks


def _paints(widget: QWidget) -> bool:
    """Whether a class of this project paints it, or a plot library does."""
    ours = ("workbench.", "workbench_plugins.")
    mine = [cls for cls in type(widget).__mro__ if cls.__module__.startswith(ours)]
    return isinstance(widget, pg.PlotWidget) or any("paintEvent" in vars(cls) for cls in mine)
