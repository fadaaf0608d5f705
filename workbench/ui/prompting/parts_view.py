"""PartsView: a rendered prompt, each part with its name and a colour of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QImage,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from workbench.prompting.prompts.parts import MessagePart
from workbench.ui.colors import Colors
from workbench.ui.theme import ThemeManager

# Of a long prompt, so many parts at its beginning and at its end; of a long text, so many letters.
ENDS, LONGEST = 24, 8000
PICTURE = 56
# Pixels that it asks for; it takes more where there is room.
HEIGHT = 110
TINT = 0.16


class PartsView(QTextEdit):
    """A table: what a part is, and its text as it is sent."""

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = tuple[MessagePart, ...]()
        self.setProperty("role", "field")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("The prompt as it is sent"))
        theme.changed.connect(lambda: self.show_parts(self._parts))

    def sizeHint(self) -> QSize:
        """Some lines; it scrolls, and what is around it need not."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def show_parts(self, parts: Sequence[MessagePart]) -> None:
        """Show these parts."""
        self._parts = tuple(parts)
        shown = [part for part in parts if part.kind != "between"]
        left_out = max(0, len(shown) - 2 * ENDS)
        if left_out:
            shown = [*shown[:ENDS], *shown[-ENDS:]]
        self.clear()
        if not shown:
            return
        table = self._table(len(shown) + bool(left_out))
        for n, part in enumerate(shown):
            self._fill(table, n + bool(left_out and n >= ENDS), part)
        if left_out:
            words = self.tr("… {n} parts are not shown").format(n=left_out)
            table.cellAt(ENDS, 1).firstCursorPosition().insertText(words)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _table(self, rows: int) -> QTextTable:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellSpacing(3)
        form.setCellPadding(4)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        bold = self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        name = QFontMetrics(bold).horizontalAdvance(self.tr("Description")) + 20
        widths = [
            QTextLength(QTextLength.Type.FixedLength, name),
            QTextLength(QTextLength.Type.VariableLength, 0),
        ]
        form.setColumnWidthConstraints(widths)
        return self.textCursor().insertTable(rows, 2, form)

    def _fill(self, table: QTextTable, row: int, part: MessagePart) -> None:
        colors = self._theme.colors
        color = QColor(_color(part, colors))
        named, muted = QTextCharFormat(), QTextCharFormat()
        named.setForeground(color)
        named.setFontWeight(QFont.Weight.DemiBold)
        muted.setForeground(QColor(colors.muted))
        cursor = table.cellAt(row, 0).firstCursorPosition()
        if part.role != "assistant":
            cursor.insertText(self._name(part), named)
        if part.role == "user":
            cursor.insertText("\n" + self._role(part.role), muted)
        elif part.role == "assistant":
            cursor.insertText(self._role(part.role), muted)
        cell = table.cellAt(row, 1)
        look = cell.format().toTableCellFormat()
        color.setAlphaF(TINT)
        look.setBackground(color)
        cell.setFormat(look)
        text = part.text if len(part.text) <= LONGEST else part.text[:LONGEST] + "…"
        plain = QTextCharFormat()
        plain.setForeground(QColor(colors.text))
        if part.drawn:
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            plain.setFontFamilies(fixed.families())
        cursor = cell.firstCursorPosition()
        for n, image in enumerate(part.images):
            self._insert(cursor, image, f"{row}-{n}")
        cursor.insertText(text, plain)

    def _insert(self, cursor: QTextCursor, png: bytes, name: str) -> None:
        image = QImage.fromData(png)
        if image.isNull():
            return
        url = QUrl(f"part://{name}")
        kind = QTextDocument.ResourceType.ImageResource
        self.document().addResource(kind.value, url, image.scaledToHeight(PICTURE))
        cursor.insertImage(url.toString())
        cursor.insertText("\n")

    def _name(self, part: MessagePart) -> str:
        names = {
            "system": self.tr("System"),
            "description": self.tr("Description"),
            "input": self.tr("Input"),
        }
        return names.get(part.kind) or self.tr("Shot {n}").format(n=part.number)

    def _role(self, role: str) -> str:
        return {"user": self.tr("user"), "assistant": self.tr("assistant")}.get(role, role)


def _color(part: MessagePart, colors: Colors) -> str:
    if part.kind == "shot":
        return colors.series[2] if part.number % 2 else colors.series[5]
    return {"system": colors.muted, "description": colors.series[3]}.get(part.kind, colors.accent)
