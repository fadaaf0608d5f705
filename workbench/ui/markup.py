"""Markup: what others named is shown letter by letter; only what is ours is rendered.

Qt guesses from a text whether it is HTML. A run called ``<img src=…>`` would be drawn as a picture
wherever its name stands. So every label and tooltip is plain unless it says ``RichText`` itself,
and a rich one passes what is not its own through `escaped`.
"""

from __future__ import annotations

import html

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QMessageBox


def escaped(text: object) -> str:
    """A text as HTML that shows it letter by letter, lines included."""
    return html.escape(str(text)).replace("\n", "<br>")


def make_plain(widget: QObject) -> None:
    """Let a label (a tooltip and a message box hold one each) no longer guess at markup."""
    if not isinstance(widget, QLabel | QMessageBox):
        return
    if widget.textFormat() == Qt.TextFormat.AutoText:
        widget.setTextFormat(Qt.TextFormat.PlainText)
