"""Widgets of plugins: imported when wanted, and replaced by their error when they fail."""

from __future__ import annotations

import importlib
import traceback

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from workbench.ui.host import Host
from workbench.ui.long_text import LongText


def make_widget(target: str, host: Host) -> QWidget:
    """Make the widget named ``"package.module:Class"``; on failure, one that shows why."""
    try:
        module, _, name = target.partition(":")
        widget = getattr(importlib.import_module(module), name)(host)
        if not isinstance(widget, QWidget):
            message = f"{target} is not a widget"
            raise TypeError(message)
        return widget
    except Exception as error:  # noqa: BLE001 - a plugin's fault must not take the page down
        host.notices.error(error)
        words = QCoreApplication.translate("contained", "This part failed to load ({target}).")
        text = f"{words.format(target=target)}\n\n{traceback.format_exc()}"
        return LongText(text)
