"""Widgets of plugins: imported when wanted, and replaced by their error when they fail."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from workbench.core import blame, class_path
from workbench.ui import pluginguard
from workbench.ui.host import Host
from workbench.ui.long_text import LongText


def make_widget(target: str, host: Host) -> QWidget:
    """Make the widget named ``"package.module:Class"``; on failure, one that shows why."""
    try:
        return new_widget(target, host)
    except BaseException as error:  # noqa: BLE001 - a plugin's fault must not take the page down
        blame.let_through(error)
        host.notices.error(blame.contained(error, target.partition(":")[0]))
        words = QCoreApplication.translate("contained", "This part failed to load ({target}).")
        text = f"{words.format(target=target)}\n\n{blame.details(error)}"
        return LongText(text)


def new_widget(target: str, host: Host) -> QWidget:
    """Make the widget named ``"package.module:Class"``; raises whatever the plugin does.

    Raises
    ------
    TypeError
        When it is no widget. Qt is not asked to show it: that ends the program.
    """
    loaded = class_path.load(target)
    pluginguard.protect(target.partition(":")[0])
    widget = loaded(host)
    if not isinstance(widget, QWidget) or not isValid(widget):
        message = f"{target} is not a widget"
        raise TypeError(message)
    return widget
