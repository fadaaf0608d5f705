"""Columns of a table: what type each is of, how its numbers and dates are written, what is fitted.

Everything here is plain Python on texts, so that a file's head and a form's field go through the
same code; `reading` applies it to whole columns.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from workbench import DatasetError

ColumnType = Literal["number", "category", "yes/no", "date", "text", "ignore"]
TYPES: tuple[ColumnType, ...] = get_args(ColumnType)
# What is encoded as a number, and what as one of several values.
NUMBERS: tuple[ColumnType, ...] = ("number", "date")
CATEGORIES: tuple[ColumnType, ...] = ("category", "yes/no")

# In lower case. "None" and "no" are values of some columns; a lone point is how SAS writes it.
MISSING = frozenset(
    ("", "na", "n/a", "nan", "null", "none", "?", "-", "--", "–", "—", ".", "#n/a", "#nv", "<na>")
)
_YES_NO = (
    frozenset(("yes", "no")),
    frozenset(("true", "false")),
    frozenset(("y", "n")),
    frozenset(("t", "f")),
    frozenset(("ja", "nein")),
    frozenset(("oui", "non")),
    frozenset(("sí", "no")),
)
_ID_NAME = re.compile(
    r"(^|[_\s.-])(id|uuid|guid|index|idx|row|no|nr|key)$|\wI[dD]$|^$", re.IGNORECASE
)
# Values that tell rows apart need so many rows before they are taken for identifiers.
_ENOUGH = 10
# Of so many values a few may be no numbers in a column of numbers: not more than this part.
_MANY, MOST_BAD = 50, 0.02
# Of so many different values, most come again too seldom to say anything.
MOST_VALUES = 1000
_WORDS_OF_TEXT, _WORDS_OF_NAME = 4.0, 1.5

_BODY = r"\d[\d.,' ]*"
_NUMBER = re.compile(
    rf"(?P<sign>[-+]?)\s?(?P<prefix>[$€£¥₹]|[A-Z]{{3}}(?=\s))?\s?(?P<inner>[-+]?)"
    rf"(?P<body>{_BODY}|[.,]\d+)(?P<power>[eE][-+]?\d+)?"
    r"\s?(?P<unit>[A-Za-zµ°%‰€$£¥][\w°²³/%·€$£¥]{0,11})?"
)
_ALIKE = str.maketrans({"−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"})
# How a number may be written, likelier ones before: its decimal mark, and what parts thousands.
_WRITINGS = (
    (".", ""),
    (".", ","),
    (",", ""),
    (",", "."),
    (".", " "),
    (",", " "),
    (".", "'"),
    (",", "'"),
)
_COMMA_FIRST = (_WRITINGS[2], _WRITINGS[3], *(w for w in _WRITINGS if w[0] == ","), *_WRITINGS)
_DATE_FORMATS = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y/%m/%d",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%m/%d/%Y",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d-%m-%Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%d.%m.%y",
    "%m/%d/%y",
    "%d/%m/%y",
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400.0


@dataclass(frozen=True)
class NumberFormat:
    """How a column writes numbers: ``1.234,5 km`` has the decimal mark ``,`` and the unit ``km``.

    Attributes
    ----------
    decimal, thousands
        The marks; thousands may be parted by none.
    prefix, unit
        What stands before and behind, such as ``$`` and ``km``; a value may be without.
    """

    decimal: str = "."
    thousands: str = ""
    prefix: str = ""
    unit: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether ``float`` reads it."""
        return self == NumberFormat()

    def parse(self, text: str) -> float:
        """A number; NaN for what is none written in this way, or is missing."""
        match = _NUMBER.fullmatch(text.translate(_ALIKE).strip())
        if match is None or not self._fits(match):
            return math.nan
        body = match["body"].strip()
        if self.thousands:
            body = body.replace(self.thousands, "")
        try:
            value = float(body.replace(self.decimal, ".") + (match["power"] or ""))
        except ValueError:
            return math.nan
        negative = (match["sign"] or match["inner"]) == "-"
        return -value if negative else value

    def _fits(self, match: re.Match[str]) -> bool:
        return (
            (match["prefix"] or "") in ("", self.prefix)
            and (match["unit"] or "").casefold() in ("", self.unit.casefold())
            and not (match["sign"] and match["inner"])
            and _pattern(self.decimal, self.thousands).fullmatch(match["body"].strip()) is not None
        )


@dataclass(frozen=True)
class Column:
    """One column, with what was fitted on training rows once it is.

    Attributes
    ----------
    name, type
        Its name in the file, and what it is.
    format
        Of numbers.
    date
        Of dates, as ``strptime`` takes it; such a column holds days since 1970, with fractions.
    mean, scale, median
        Of numbers that are not missing.
    quantiles
        Of these, rising and all different; none where all are alike.
    values
        A category's known values, the most frequent first. Others count as one more value.
    missing
        Whether training rows lack it: whether that says something can be learnt.
    """

    name: str
    type: ColumnType = "number"
    format: NumberFormat = NumberFormat()
    date: str = ""
    mean: float = 0.0
    scale: float = 1.0
    median: float = 0.0
    quantiles: tuple[float, ...] = ()
    values: tuple[str, ...] = ()
    missing: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is held as a number: numbers, and dates in days."""
        return self.type in NUMBERS

    @property
    def is_category(self) -> bool:
        """Whether it is one of several values."""
        return self.type in CATEGORIES

    def parse(self, value: Any) -> float | str | None:
        """A value that a user gave, as rows hold it; ``None`` for a missing one.

        Raises
        ------
        DatasetError
            When it is no number or date, where one is needed.
        """
        if value is None or is_missing(str(value)):
            return None
        if not self.is_number:
            return self.value(text_of(value))
        if isinstance(value, bool | int | float):
            number = float(value)
        elif self.type == "date":
            number = days(str(value), self.date)
        else:
            number = self.number(str(value))
        if not math.isfinite(number):
            what = f"a date such as {self.shown(self.median)}" if self.date else "a number"
            message = f"{str(value)[:40]!r} in {self.name!r} is not {what}."
            raise DatasetError(message, "Correct it, or leave it empty where it is not known.")
        return number

    def value(self, text: str) -> str:
        """A category's value as rows hold it: yes and no in lower case."""
        stripped = text.strip()
        return stripped.lower() if self.type == "yes/no" else stripped

    def spellings(self) -> dict[str, tuple[str, ...]]:
        """For each known value how a model file may be given it."""
        if self.type != "yes/no":
            return {value: (value,) for value in self.values}
        return {v: tuple(dict.fromkeys((v, v.upper(), v.title()))) for v in self.values}

    def number(self, text: str) -> float:
        """A number in the column's own way of writing, else as programs write it; NaN for none."""
        number = self.format.parse(text)
        return NumberFormat(unit=self.format.unit).parse(text) if math.isnan(number) else number

    def shown(self, value: float | str | None) -> str:
        """A value as a person reads it; empty where it is missing."""
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            return ""
        if isinstance(value, str):
            return value
        if self.type == "date":
            return date_text(value, self.date)
        number = f"{value:.6g}" if abs(value) < 1e6 else f"{value:.0f}"
        return f"{self.format.prefix}{number} {self.format.unit}".strip()

    def spec(self) -> dict[str, Any]:
        """JSON-able values."""
        return asdict(self)

    @classmethod
    def from_spec(cls, spec: Mapping[str, Any]) -> Column:
        """What `spec` gave.

        Raises
        ------
        TypeError, ValueError, KeyError
            When it is damaged.
        """
        if set(spec) != {field.name for field in fields(cls)}:
            raise ValueError("a column's description has other fields")
        if not isinstance(spec["name"], str) or not spec["name"]:
            raise ValueError("a column has no name")
        if spec["type"] not in TYPES or spec["type"] == "ignore":
            raise ValueError(f"a column is of type {str(spec['type'])[:40]!r}")
        quantiles = tuple(map(_finite, spec["quantiles"]))
        if any(second <= first for first, second in itertools.pairwise(quantiles)):
            raise ValueError(f"the quantiles of {spec['name'][:40]!r} do not rise")
        values = tuple(spec["values"])
        if not all(isinstance(value, str) for value in values) or len(set(values)) < len(values):
            raise ValueError(f"the values of {spec['name'][:40]!r} are not different texts")
        if not isinstance(spec["date"], str) or not isinstance(spec["missing"], bool):
            raise TypeError(f"the description of {spec['name'][:40]!r} is damaged")
        scale = _finite(spec["scale"])
        if scale <= 0:
            raise ValueError(f"the scale of {spec['name'][:40]!r} is not positive")
        format = NumberFormat(**spec["format"])
        if not all(isinstance(getattr(format, f.name), str) for f in fields(format)):
            raise TypeError(f"the numbers of {spec['name'][:40]!r} are written in no way")
        if (format.decimal, format.thousands) not in _WRITINGS:
            raise ValueError(f"the numbers of {spec['name'][:40]!r} are written in no known way")
        return cls(
            spec["name"],
            spec["type"],
            format,
            spec["date"],
            _finite(spec["mean"]),
            scale,
            _finite(spec["median"]),
            quantiles,
            values,
            spec["missing"],
        )


@dataclass(frozen=True)
class Guess:
    """What a column seems to be, and why."""

    column: Column
    reason: str


def is_missing(text: str) -> bool:
    """Whether a cell says that nothing is known."""
    stripped = text.strip()
    return len(stripped) <= 4 and stripped.lower() in MISSING


def text_of(value: Any) -> str:
    """A category's value from JSON, Excel or Parquet as a CSV file would write it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value).strip()


# --- types


def guess(columns: Mapping[str, Sequence[str]]) -> dict[str, Guess]:
    """The type of each column from the first rows, as texts.

    A comma is a decimal mark or parts thousands; a column that does not tell follows those that do.
    """
    filled = {
        name: [value.strip() for value in values if not is_missing(value)]
        for name, values in columns.items()
    }
    formats = {name: _format_of_most(values, False) for name, values in filled.items()}
    if any(found is not None and found.decimal == "," for found in formats.values()):
        formats = {name: _format_of_most(values, True) for name, values in filled.items()}
    return {name: _guess(name, filled[name], formats[name]) for name in columns}


def _format_of_most(filled: Sequence[str], comma: bool) -> NumberFormat | None:
    """As `number_format`, where a few of many values may be no numbers: they will be missing."""
    found = number_format(filled, comma)
    if found is not None or len(filled) < _MANY:
        return found
    good = [value for value in filled if _NUMBER.fullmatch(value.translate(_ALIKE))]
    if len(filled) - len(good) > MOST_BAD * len(filled):
        return None
    return number_format(good, comma)


def _guess(name: str, filled: Sequence[str], numbers: NumberFormat | None) -> Guess:
    if not filled:
        return Guess(Column(name, "ignore"), "it is empty")
    different = set(filled)
    if numbers is not None:
        if _counts_rows(name, filled, different, numbers):
            return Guess(Column(name, "ignore"), "it numbers the rows")
        how = f"in {numbers.unit or numbers.prefix}" if numbers.unit or numbers.prefix else ""
        return Guess(Column(name, "number", numbers), f"numbers {how}".strip())
    if {value.lower() for value in different} in _YES_NO or _is_half_yes_no(different):
        return Guess(Column(name, "yes/no"), "yes or no")
    if date := date_format(different):
        return Guess(Column(name, "date", date=date), f"dates as {date_text(0.0, date)}")
    return _guess_of_words(name, filled, different)


def _guess_of_words(name: str, filled: Sequence[str], different: set[str]) -> Guess:
    n, kinds = len(filled), len(different)
    words = sum(len(value.split()) for value in different) / kinds
    counted = f"{kinds:,} different values"
    if n >= _ENOUGH and 2 * kinds > n:
        if words >= _WORDS_OF_NAME:
            return Guess(Column(name, "text"), f"{counted} in {n:,} rows")
        if kinds == n or _ID_NAME.search(name):
            return Guess(Column(name, "ignore"), "each row has another value")
        if kinds > 0.9 * n:
            return Guess(Column(name, "ignore"), f"{counted} in {n:,} rows")
    if words >= _WORDS_OF_TEXT and kinds > min(MOST_VALUES, n // 4):
        return Guess(Column(name, "text"), f"{counted} in {n:,} rows")
    return Guess(Column(name, "category"), counted)


def _is_half_yes_no(different: set[str]) -> bool:
    """One of yes and no alone, but for single letters and ``no``, which may mean anything."""
    return len(different) == 1 and next(iter(different)).lower() in {"yes", "true", "false"}


def _counts_rows(
    name: str, filled: Sequence[str], different: set[str], numbers: NumberFormat
) -> bool:
    """Whether numbers tell rows apart, and measure nothing."""
    if len(different) < max(len(filled), 3) or not numbers.is_plain:
        return False
    if not all(value.isascii() and value.isdecimal() for value in different):
        return False
    if _ID_NAME.search(name) and len(filled) >= _ENOUGH:
        return True
    nameless = name.startswith("column1") or name.lower().startswith("unnamed")
    values = [int(value) for value in filled[:_ENOUGH]]
    follow = all(b - a == 1 for a, b in itertools.pairwise(values))
    return follow and values[0] in (0, 1) and (nameless or bool(_ID_NAME.search(name)))


def number_format(filled: Iterable[str], comma: bool = False) -> NumberFormat | None:
    """The way of writing in which all of these are numbers; ``None`` where there is none.

    Parameters
    ----------
    comma
        Whether the table has decimal commas: what may be read in two ways has one then.
    """
    prefixes: set[str] = set()
    units: dict[str, str] = {}
    bodies: set[str] = set()
    for text in set(filled):
        match = _NUMBER.fullmatch(text.translate(_ALIKE).strip())
        if match is None or (match["sign"] and match["inner"]):
            return None
        if match["prefix"]:
            prefixes.add(match["prefix"])
        if match["unit"]:
            units.setdefault(match["unit"].casefold(), match["unit"])
        body = match["body"].strip()
        if len(body) > 1 and body[0] == "0" and body.isdecimal():
            return None  # a code, such as that of a town: as a number it would lose its zero
        bodies.add(body)
        if len(prefixes) > 1 or len(units) > 1:
            return None
    if not bodies:
        return None
    for decimal, thousands in _COMMA_FIRST if comma else _WRITINGS:
        if all(map(_pattern(decimal, thousands).fullmatch, bodies)):
            prefix, unit = next(iter(prefixes), ""), next(iter(units.values()), "")
            return NumberFormat(decimal, thousands, prefix, unit)
    return None


_PATTERNS: dict[tuple[str, str], re.Pattern[str]] = {}


def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    key = decimal, thousands
    if key not in _PATTERNS:
        whole = rf"\d{{1,3}}({re.escape(thousands)}\d{{3}})+|\d+" if thousands else r"\d+"
        mark = re.escape(decimal)
        _PATTERNS[key] = re.compile(rf"({whole})({mark}\d*)?|{mark}\d+", re.ASCII)
    return _PATTERNS[key]


# --- dates


def date_format(different: Iterable[str]) -> str:
    """The first usual way of writing in which all of these are dates; empty where there is none."""
    values = sorted(different)
    # Other dates are told by their digits before anything is tried on all of them.
    if not values or not all(any(map(str.isdigit, value)) for value in values[:100]):
        return ""
    for format in _DATE_FORMATS:
        if all(not math.isnan(days(value, format)) for value in values):
            return format
    return ""


def days(text: str, format: str) -> float:
    """Days since 1970 in UTC; NaN for what is no date of this form."""
    try:
        moment = datetime.strptime(text.strip(), format).replace(tzinfo=UTC)
    except ValueError:
        return math.nan
    return (moment - _EPOCH).total_seconds() / _DAY


def date_text(value: float, format: str) -> str:
    """Days since 1970 as a date; to the second where the form has a time."""
    try:
        moment = datetime.fromtimestamp(round(value * _DAY), UTC)
    except (OverflowError, OSError, ValueError):
        return f"day {value:.6g}"
    return moment.strftime(format or "%Y-%m-%d")


# --- what a user says of types


def parse_types(text: str, names: Iterable[str]) -> dict[str, ColumnType]:
    """A setting such as ``age=number, cabin=category`` as types by name.

    Raises
    ------
    DatasetError
        When it names a column that is not there, or a type that is none.
    """
    columns = list(names)
    # Names may have commas and equals signs themselves: the longest that fits is meant.
    listed = "|".join(re.escape(name) for name in sorted(columns, key=len, reverse=True))
    known = re.compile(rf"\s*({listed})\s*=\s*([^,;=]*?)\s*(?:[,;\n]|$)")
    types: dict[str, ColumnType] = {}
    rest = text
    while rest.strip(" ,;\n"):
        match = known.match(rest)
        if match is None:
            part = re.split(r"[,;\n]", rest.strip(" ,;\n"))[0]
            name = part.partition("=")[0].strip()
            message = f"The types name the column {name!r}, which the table has not."
            raise DatasetError(message, f"Its columns are {', '.join(columns[:30])}.")
        rest = rest[match.end() :]
        type = match[2]
        kind = {"boolean": "yes/no", "bool": "yes/no", "skip": "ignore"}.get(type, type)
        if kind not in TYPES:
            message = f"{type!r} is no type of a column."
            raise DatasetError(message, f"Types are {', '.join(TYPES)}.")
        types[match[1]] = kind
    return types


def _finite(value: Any) -> float:
    number = float(value)
    if isinstance(value, bool) or not math.isfinite(number):
        raise ValueError(f"{value!r} is no number")
    return number
