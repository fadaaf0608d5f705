"""Fonts: which one a PDF is set in, and how to spell what it has no letter for."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from workbench.comparison.report.digits import clean

# A font that is on the machine knows more alphabets than the one that comes with ReportLab.
FOLDERS = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/TTF",
    "/System/Library/Fonts/Supplemental",
    "C:/Windows/Fonts",
)
PAIRS = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
SHIPPED = ("Vera.ttf", "VeraBd.ttf")
# Stands for a letter that is not there, if that is there.
MISSING = ("□", "?")


@dataclass(frozen=True)
class Font:
    """Names under which ReportLab knows a font, and the letters that it has."""

    plain: str
    bold: str
    letters: frozenset[int]

    def spell(self, text: str) -> str:
        """A text in letters that are there; accents that are not are left out."""
        return "".join(self._letter(letter) for letter in clean(text))

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in points."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(self.spell(text), self.plain, size))

    def _letter(self, letter: str) -> str:
        if ord(letter) in self.letters or letter in "\n\t":
            return letter
        if unicodedata.category(letter) in ("Cf", "Mn"):  # turns, joins, accents alone
            return ""
        simple = [
            each for each in unicodedata.normalize("NFKD", letter) if ord(each) in self.letters
        ]
        return "".join(simple) or next(sign for sign in MISSING if ord(sign) in self.letters)


def font() -> Font:
    """The best there is here."""
    for folder in FOLDERS:
        for pair in PAIRS:
            if all((Path(folder) / name).is_file() for name in pair):
                return load(*(str(Path(folder) / name) for name in pair))
    return load(*SHIPPED)


@functools.cache
def load(plain: str, bold: str) -> Font:
    """Register two files of a font with ReportLab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    names = []
    for path in (plain, bold):
        name = f"workbench-{Path(path).stem}"
        pdfmetrics.registerFont(TTFont(name, path))
        names.append(name)
    pdfmetrics.registerFontFamily(names[0], names[0], names[1], names[0], names[1])
    known = pdfmetrics.getFont(names[0]).face.charToGlyph
    return Font(names[0], names[1], frozenset(known))
