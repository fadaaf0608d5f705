"""Variables: a template's ``{text}`` and ``{label}`` in a colour, others in that of a mistake."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from workbench.ui.theme import ThemeManager

# A doubled brace is a brace; what stands in single ones is a variable.
_FOUND = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


class Variables(QSyntaxHighlighter):
    """Marks variables while they are typed."""

    def __init__(self, document: QTextDocument, names: Sequence[str], theme: ThemeManager) -> None:
        super().__init__(document)
        self._known = tuple(names)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        colors = self._theme.colors
        for found in _FOUND.finditer(text):
            if found.group(1) is None:
                continue
            look = QTextCharFormat()
            is_known = found.group(1) in self._known
            look.setForeground(QColor(colors.accent if is_known else colors.bad))
            look.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(found.start(), found.end() - found.start(), look)
