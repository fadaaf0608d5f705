"""Setting: how a PDF's paragraphs, tables and pictures are set."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Image,
    Paragraph,
    Preformatted,
    Spacer,
    Table,
    TableStyle,
)

from workbench.comparison.report.digits import one_way
from workbench.comparison.report.fonts import Font, font
from workbench.comparison.report.painted import colours, painted
from workbench.comparison.report.picture import Picture
from workbench.comparison.report.sheets import Cell, Sheet

# Name: letters' height, whether bold, colour, air above.
STYLES = {
    "title": (15.0, True, "text", 0.0),
    "plain": (10.0, False, "text", 2.0),
    "muted": (8.0, False, "muted", 2.0),
    "status": (8.0, True, "warn", 8.0),
    "sure": (8.0, True, "good", 8.0),
    "headline": (13.0, True, "text", 2.0),
    "head": (10.0, True, "text", 10.0),
    "bullet": (8.5, False, "text", 1.0),
    "cell": (7.0, False, "text", 0.0),
    "strong": (7.0, True, "text", 0.0),
    "code": (7.0, False, "text", 2.0),
}
PADDING, SMALLEST, FULL, PICTURE = 3.0, 4.5, 7.0, 32.0
# Bold letters are so much wider.
BOLD = 1.12


@dataclass(frozen=True)
class Typesetting:
    """A font, its colours and the width that there is."""

    width: float
    font: Font
    colours: dict[str, Color]

    @classmethod
    def make(cls, width: float) -> Typesetting:
        """With the best font that is here."""
        return cls(width, font(), colours())

    def style(self, name: str, **more: Any) -> ParagraphStyle:
        """A paragraph's style."""
        size, bold, role, above = STYLES[name]
        size = more.pop("size", size)
        return ParagraphStyle(
            name,
            fontName=self.font.bold if bold else self.font.plain,
            fontSize=size,
            leading=1.28 * size,
            textColor=self.colours[role],
            spaceBefore=above,
            **more,
        )

    def paragraph(self, text: str, name: str) -> Any:
        """A paragraph; what the text holds is never markup."""
        return Paragraph(self._safe(text), self.style(name)) if text else Spacer(0, 0)

    def gap(self, height: float) -> Any:
        """Air."""
        return Spacer(0, height)

    def bullets(self, title: str, lines: Sequence[str]) -> list[Any]:
        """A list under its title; nothing when it is empty."""
        if not lines:
            return []
        style = self.style("bullet", leftIndent=9, bulletIndent=1)
        items = [Paragraph(self._safe(line), style, bulletText="•") for line in lines]
        return [self.paragraph(title, "head"), *items]

    def code(self, text: str, letters: int) -> Any:
        """Lines as they are, cut after so many letters."""
        return Preformatted(self.font.spell(text), self.style("code"), maxLineLength=letters)

    def side_by_side(self, pictures: Sequence[Picture | None], across: int = 2) -> list[Any]:
        """Pictures in rows."""
        there = [picture for picture in pictures if picture is not None]
        room = self.width / across
        rows = []
        for start in range(0, len(there), across):
            some = there[start : start + across]
            cells = [
                [
                    self.paragraph(p.title, "strong"),
                    self.gap(3),
                    painted(p, room - 10, self.font, self.colours),
                ]
                for p in some
            ]
            rows.append([*cells, *[""] * (across - len(some))])
        style = TableStyle(
            [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
        )
        return [
            Table([row], [room] * across, style=style, spaceBefore=6, hAlign="LEFT") for row in rows
        ]

    def sheet(self, sheet: Sheet) -> list[Any]:
        """A table with its title and what is to be known of it; nothing when it is empty."""
        if not sheet.rows:
            return []
        above = [
            self.paragraph(sheet.title, "head"),
            self.paragraph(sheet.about, "muted"),
            self.gap(3),
        ]
        # A title does not stay behind at the foot of a page.
        return [CondPageBreak(110), *above, self.table(sheet, self.width)]

    def table(self, sheet: Sheet, width: float) -> Any:
        """The table alone; its letters are as small as it takes."""
        size = FULL
        while size > SMALLEST and sum(self._least(sheet, size)) > width:
            size -= 0.5
        rows = [
            [
                self._cell(Cell(name), k in sheet.numbers, size, "muted")
                for k, name in enumerate(sheet.head)
            ]
        ]
        rows += [
            [
                self._cell(c, k in sheet.numbers, size, "strong" if n in sheet.strong else "cell")
                for k, c in enumerate(row)
            ]
            for n, row in enumerate(sheet.rows)
        ]
        strong = [
            ("BACKGROUND", (0, n + 1), (-1, n + 1), self.colours["raised"]) for n in sheet.strong
        ]
        style = TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, self.colours["border"]),
                ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                *strong,
            ]
        )
        return Table(
            rows, self._widths(sheet, size, width), style=style, repeatRows=1, hAlign="LEFT"
        )

    def footer(self, text: str) -> Callable[[Any, Any], None]:
        """Writes the text and the page's number below each page."""

        def below(canvas: Any, document: Any) -> None:
            canvas.setFont(self.font.plain, 7)
            canvas.setFillColor(self.colours["muted"])
            canvas.drawString(document.leftMargin, 20, text[:120])
            canvas.drawRightString(
                document.pagesize[0] - document.rightMargin, 20, str(canvas.getPageNumber())
            )

        return below

    def _safe(self, text: str) -> str:
        return escape(self.font.spell(one_way(text)))

    def _cell(self, cell: Cell, number: bool, size: float, name: str) -> Any:
        style = self.style(name, size=size, alignment=TA_RIGHT if number else TA_LEFT)
        text = self._safe(cell.text)
        if cell.below:
            grey = self.colours["muted"].hexval().replace("0x", "#")
            small = f'<font size="{size - 1:g}" color="{grey}">{self._safe(cell.below)}</font>'
            text = f"{text}<br/>{small}"
        words = Paragraph(text, style)
        if cell.image:
            return [Image(io.BytesIO(cell.image), PICTURE, PICTURE, kind="proportional"), words]
        return words

    def _least(self, sheet: Sheet, size: float) -> list[float]:
        """What each column needs: a number its width, a text its longest word."""
        found = []
        for k, name in enumerate(sheet.head):
            texts = [t for row in sheet.rows for t in (row[k].text, row[k].below)]
            if k not in sheet.numbers:
                texts = [word[:16] for text in texts for word in text.split()]
            texts += name.split()
            widest = max((self.font.width(text, size) for text in texts), default=0.0) * BOLD
            found.append(widest + 2 * PADDING + 1)
        return found

    def _widths(self, sheet: Sheet, size: float, width: float) -> list[float]:
        """Columns fill the width; texts share what numbers leave, by how long they are."""
        least = self._least(sheet, size)
        spare = width - sum(least)
        if spare <= 0:
            return [each * width / sum(least) for each in least]
        longest = [
            0.0
            if k in sheet.numbers
            else max((self.font.width(row[k].text[:200], size) for row in sheet.rows), default=0.0)
            for k in range(len(sheet.head))
        ]
        wanted = [max(0.0, long - short) for long, short in zip(longest, least, strict=True)]
        total = sum(wanted)
        if not total:
            return [each + spare / len(least) for each in least]
        return [a + spare * b / total for a, b in zip(least, wanted, strict=True)]
