"""Header: whether the first row of a table names its columns, decided by what is below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

HeaderChoice = Literal["auto", "yes", "no"]

_LONGEST_NAME = 40
# A first row with one of these is a header, unless the same word comes again in its column.
USUAL_NAMES = frozenset(
    "text texts sentence message review title body content comment comments question answer tweet "
    "utterance document description feedback headline label labels category categories class "
    "classes class_name target intent sentiment topic rating score stars lang language id idx "
    "index row split date time timestamp author user username name url email source country "
    "nachricht kategorie klasse bewertung texte étiquette catégorie texto etiqueta categoría "
    "mensaje testo etichetta текст метка класс テキスト ラベル 文本 标签 类别 텍스트 레이블".split()
)
_MISSING = frozenset(("na", "n/a", "nan", "null", "none", "-", "?", "unknown", "missing"))
_NUMBER = re.compile(r"[-+−]?[$€£]?\d[\d.,'’\u00a0\u202f]*(e[-+]?\d+)?\s?[%$€£]?", re.IGNORECASE)
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2}.*)?|\d{1,2}:\d{2}(:\d{2})?.*"
)
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\w+")
_IDENTIFIER = re.compile(r"\w*_\w*|[a-z]+([A-Z][a-z]*)+|.*\w:")
_SENTENCE_ENDS = ".!…。"
_MANY_WORDS = 3
# Of fewer rows it cannot be told whether values of a column come again.
_ENOUGH = 6
_NEARLY_ALL = 0.9
_FEW = 0.1


@dataclass(frozen=True)
class Header:
    """Whether the first row names the columns, and why; ``chosen`` says that the user decided."""

    present: bool
    reason: str
    chosen: bool = False


def detect(first: Sequence[str], below: Sequence[Sequence[str]]) -> Header:
    """Decide by content whether a first row is a header.

    Parameters
    ----------
    first
        Cells of the first row.
    below
        Cells of (some of) the rows below it, each as long as ``first``.
    """
    names = [cell.strip() for cell in first]
    if not any(names):
        return Header(True, "it is empty")
    # Files that were put together from several have their header again in between.
    rows = [row for row in below if list(row) != list(first)]
    columns = [[row[n].strip() for row in rows] for n in range(len(names))]
    filled = [[cell for cell in column if cell] for column in columns]
    kinds = [_kind_of_column(column) for column in filled]
    for name, kind in zip(names, kinds, strict=True):
        if kind and name and _kind(name) != kind and name.casefold() not in _MISSING:
            return Header(True, f"{name!r} is above a column of {kind}s")
    if _counts(names) and not all(kinds):
        return Header(True, "its cells number the columns")
    for name, column in zip(names, filled, strict=True):
        if name.lower() in USUAL_NAMES and name not in column:
            return Header(True, f"{name!r} names a column")
    full = [len(cells) == len(rows) > 0 for cells in filled]
    evidence = sum(map(_evidence, names, filled, kinds, full))
    if evidence:
        reason = "it differs from the rows below" if evidence > 0 else "it is like the rows below"
        return Header(evidence > 0, reason)
    distinct = len(set(map(str.casefold, names))) == len(names)
    if len(names) > 1 and distinct and all(map(_is_name, names)):
        return Header(True, "its cells are short, different words")
    return Header(False, "nothing sets it apart from the rows below")


def _kind(cell: str) -> str:
    if _DATE.fullmatch(cell):
        return "date"
    if _NUMBER.fullmatch(cell):
        return "number"
    return "address" if _ADDRESS.fullmatch(cell) else ""


def _kind_of_column(cells: Sequence[str]) -> str:
    """What nearly all cells of a column are; empty where they are words."""
    if not cells:
        return ""
    kind, count = Counter(map(_kind, cells)).most_common(1)[0]
    return kind if count >= _NEARLY_ALL * len(cells) else ""


def _counts(names: Sequence[str]) -> bool:
    """Whether names are 0, 1, 2, … or 1, 2, 3, … as pandas writes them; the first may be empty."""
    own = list(names[1:] if names and not names[0] else names)
    ways = [list(map(str, range(start, start + len(own)))) for start in (0, 1)]
    return len(own) > 1 and own in ways


def _evidence(name: str, column: Sequence[str], kind: str, full: bool) -> int:
    """How much a cell speaks for being a name rather than one of its column's values.

    ``column`` are the filled cells below it, and ``full`` says that none is empty.
    """
    if name in column:
        return -3
    if not name or not column:
        return 2 if full and len(column) >= _ENOUGH else int(full)
    if kind:
        return -2
    counts = Counter(column)
    once = sum(count == 1 for count in counts.values())
    if len(column) >= _ENOUGH and 3 * len(counts) <= len(column) and once <= _FEW * len(column):
        return 2
    words = [len(cell.split()) for cell in column]
    found = 0
    if len(column) >= _ENOUGH and max(words) == 1 < len(name.split()):
        found += 2
    if 2 * sum(count >= _MANY_WORDS for count in words) >= len(words):
        found += _evidence_of_text(name, column, words)
    identifiers = sum(_IDENTIFIER.fullmatch(cell) is not None for cell in column)
    like_below = len(column) - identifiers if _IDENTIFIER.fullmatch(name) is None else identifiers
    if like_below <= _FEW * len(column):
        found += 1
    return found


def _evidence_of_text(name: str, column: Sequence[str], word_counts: Sequence[int]) -> int:
    """As `_evidence`, for a column of sentences."""
    if name[-1] in _SENTENCE_ENDS:
        return -2
    if name[-1] in "?:":
        return int(sum(cell[-1] in "?:" for cell in column) <= _FEW * len(column))
    if len(name.split()) >= _MANY_WORDS:
        return -1
    return int(sum(count < _MANY_WORDS for count in word_counts) <= _FEW * len(word_counts))


def _is_name(cell: str) -> bool:
    return bool(cell) and len(cell) <= _LONGEST_NAME and cell[-1] not in ".!?…" and not _kind(cell)
