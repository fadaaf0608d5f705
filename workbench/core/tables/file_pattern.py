"""File patterns: what a file's name says of its row, as in ``{label}_{group}_{take}.wav``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from string import Formatter

from workbench.core.contracts.errors import UsageError


@dataclass(frozen=True)
class FilePattern:
    """A pattern that names parts of a path; made by `parse_file_pattern`.

    Attributes
    ----------
    text
        The pattern as it was written.
    fields
        The names in it, in the order of their first mention.
    expression
        What the end of a path must match as a whole, of as many components as the pattern has.
    """

    text: str
    fields: tuple[str, ...]
    expression: re.Pattern[str]

    def match(self, path: PurePath | str) -> dict[str, str] | None:
        """The fields' values in ``path``, or None where the path is not of this pattern."""
        parts = PurePath(path).parts if isinstance(path, PurePath) else path.split("/")
        depth = self.text.count("/") + 1
        match = self.expression.fullmatch("/".join(parts[-depth:]))
        return match.groupdict() if match else None


@dataclass(frozen=True)
class FileFields:
    """What a pattern says of many files.

    Attributes
    ----------
    rows
        Places in the list of files that match, rising.
    columns
        Of each field a value for each of these rows.
    unmatched
        The other files, as they were given.
    """

    rows: tuple[int, ...]
    columns: dict[str, tuple[str, ...]]
    unmatched: tuple[str, ...]


def parse_file_pattern(text: str) -> FilePattern:
    """Read a pattern such as ``{label}_{group}_{take}.wav`` or ``{label}/{group}-*.flac``.

    A field takes one or more characters and nothing that stands between fields in the pattern:
    ``{label}_{take}.wav`` is not the pattern of ``a_b_1.wav``. ``{take:d}`` takes digits alone, so
    it may follow another field at once. A field that is mentioned again must have the same value
    again. ``*`` stands for any characters, ``{{`` and ``}}`` for braces. Nothing crosses a ``/``,
    and a pattern of so many components is compared with as many at the path's end. Case counts in
    no literal, so that ``.wav`` is ``.WAV`` as well.

    Raises
    ------
    UsageError
        When no field is in it, a name is no identifier, or two parts of it have nothing between
        them by which one could tell where the first ends.
    """
    try:
        pieces = list(Formatter().parse(text))
    except ValueError as error:
        raise _faulty(text, f"a brace is missing ({error})") from None
    tokens: list[tuple[str, str]] = []
    for literal, field, spec, conversion in pieces:
        tokens += [("any", "") if part == "*" else ("literal", part) for part in _starred(literal)]
        if field is None:
            continue
        if not field.isidentifier() or conversion or spec not in ("", "d"):
            name = field + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            raise _faulty(text, f"{{{name}}} is not a field's name")
        tokens.append(("digits" if spec else "field", field))
    fields = tuple(dict.fromkeys(name for kind, name in tokens if kind in ("field", "digits")))
    if not fields:
        raise _faulty(text, "it names no field")
    return FilePattern(text, fields, re.compile(_expression(text, tokens), re.IGNORECASE))


def read_file_fields(pattern: FilePattern, paths: Iterable[PurePath | str]) -> FileFields:
    """What ``pattern`` says of each path, those apart that it does not match."""
    rows: list[int] = []
    unmatched: list[str] = []
    columns: dict[str, list[str]] = {name: [] for name in pattern.fields}
    for row, path in enumerate(paths):
        values = pattern.match(path)
        if values is None:
            unmatched.append(str(path))
            continue
        rows.append(row)
        for name, value in values.items():
            columns[name].append(value)
    ended = {name: tuple(values) for name, values in columns.items()}
    return FileFields(tuple(rows), ended, tuple(unmatched))


def _starred(literal: str) -> list[str]:
    return [part for part in re.split(r"(\*)", literal) if part]


def _expression(text: str, tokens: list[tuple[str, str]]) -> str:
    parts: list[str] = []
    seen: set[str] = set()
    for place, (kind, value) in enumerate(tokens):
        after = tokens[place + 1][0] if place + 1 < len(tokens) else "end"
        if kind == "literal":
            parts.append(re.escape(value))
        elif kind == "any":
            parts.append("[^/]*")
        elif value in seen:
            parts.append(f"(?P={value})")
        elif kind == "digits":
            parts.append(rf"(?P<{value}>\d+)")
        elif after in ("field", "any"):
            raise _faulty(text, f"nothing says where {{{value}}} ends")
        else:
            # Before digits a field ends with the last character that is none, as in "speaker12".
            last = r"(?!\d)" if after == "digits" else ""
            without = "".join(f"(?!{re.escape(each)})" for each in _separators(tokens, place))
            one = f"{without}[^/]"
            parts.append(f"(?P<{value}>(?:{one})*{last}{one})")
        seen.add(value)
    return "".join(parts)


def _separators(tokens: list[tuple[str, str]], place: int) -> set[str]:
    """The literals between fields of the component that holds this field: none may be in it.

    If one might, ``{label}_{take}`` could take ``a_b_1`` apart in two ways.
    """
    begin = place
    while begin and "/" not in tokens[begin - 1][1]:
        begin -= 1
    end = place
    while end + 1 < len(tokens) and "/" not in tokens[end + 1][1]:
        end += 1
    return {value for kind, value in tokens[begin + 1 : end] if kind == "literal"}


def _faulty(text: str, reason: str) -> UsageError:
    remedy = "Write a pattern such as {label}_{group}_{take}.wav or {label}/{group}-*.wav."
    return UsageError(f"The file pattern {text!r} cannot be read: {reason}.", remedy)
