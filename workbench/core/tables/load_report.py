"""Load report: what became of the rows of a table, for the window, the terminal and a run's log."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from workbench.core.contracts.errors import Choice
from workbench.core.io.plain_text import one_line
from workbench.core.row_identity import normalised
from workbench.core.tables.header import Header

Contradictory = Literal["first", "majority", "drop"]

_NAMED = 8
_LONGEST = 60
_SEPARATORS = re.compile(r"(?<=\w)[\s_\-]+(?=\w)")
_WHOLE = re.compile(r"([-+]?\d+)\.0+")
_ENDS = ".,;:!"
# Letters of other scripts that are drawn as Latin ones are (of Unicode's UTS #39, `confusables`).
_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορι",
    "ABESIJKMHOPCTYXaeijopcyxshdqwABEZHIKMNOPTYXavopi",
)


@dataclass(frozen=True)
class Dropped:
    """Rows that were left out for one reason; ``lines`` is where they begin, from 1."""

    reason: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class LookAlikes:
    """Spellings that may be of one label, with how many rows have each, most first."""

    spellings: tuple[tuple[str, int], ...]
    joined: bool = False


@dataclass(frozen=True)
class Contradiction:
    """One text under several labels; ``labels`` are in the order of the file, with their rows."""

    text: str
    labels: tuple[tuple[str, int], ...]
    lines: tuple[int, ...]

    def retained_label(self, contradictory: Contradictory) -> str:
        """The label that is kept; empty where none is, as of a majority where there is a tie."""
        if contradictory == "drop":
            return ""
        if contradictory == "first":
            return self.labels[0][0]
        first, second, *_ = Counter(dict(self.labels)).most_common(2)
        return "" if first[1] == second[1] else first[0]


@dataclass(frozen=True)
class LoadReport:
    """What a table held, what was taken of it, and what may be wrong with it.

    Attributes
    ----------
    file
        Its name.
    rows, kept
        Rows that were there, and those that remain.
    header
        Whether the first row was taken for names, and why.
    columns
        All columns there are.
    text_column, label_column
        Those that were taken, with the reasons ``text_reason`` and ``label_reason``.
    dropped
        Rows that were left out, a reason each.
    look_alikes
        Labels that may be spellings of one.
    contradictions
        Texts under several labels, and by ``contradictory`` what became of them.
    notes
        What else was done, a sentence each.
    """

    file: str
    rows: int
    kept: int
    header: Header
    columns: tuple[str, ...]
    text_column: str
    label_column: str
    text_reason: str = ""
    label_reason: str = ""
    dropped: tuple[Dropped, ...] = ()
    look_alikes: tuple[LookAlikes, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    contradictory: Contradictory = "first"
    notes: tuple[str, ...] = ()

    def sentences(self, settings: bool = True) -> tuple[str, ...]:
        """All of it in words, each on one line; also the settings that would change it."""
        doubts = self.doubts(settings)
        found = (self.amounts, self.chosen_columns, *self.notes, *self.losses(), *doubts)
        return tuple(map(one_line, found))

    @property
    def amounts(self) -> str:
        """Rows read and kept."""
        return f"{self.file}: {_rows(self.rows)} read, {self.kept:,} kept."

    @property
    def chosen_columns(self) -> str:
        """Which columns were taken, and whether there was a header."""
        columns = (
            f"Texts: {self.text_column} ({self.text_reason}). "
            f"Labels: {self.label_column} ({self.label_reason})."
        )
        if not self.header.reason:
            return columns
        found = "The first row is a header" if self.header.present else "There is no header"
        return f"{columns} {found}: {self.header.reason}."

    def losses(self) -> tuple[str, ...]:
        """What was left out and why, a sentence for each reason."""
        return tuple(
            f"Left out: {_rows(len(each.lines))} {each.reason} ({_lines(each.lines)})."
            for each in self.dropped
        )

    def doubts(self, settings: bool = True) -> tuple[str, ...]:
        """What may be wrong with the labels, and the setting that changes it."""
        found = []
        for alike in self.look_alikes:
            spellings = ", ".join(f"{_seen(name)} ({n:,})" for name, n in alike.spellings)
            if alike.joined:
                found.append(f"Labels joined as {_seen(alike.spellings[0][0])}: {spellings}.")
            else:
                words = f"These look like one label but are separate classes: {spellings}."
                found.append(f"{words} To join them: join_labels = true." if settings else words)
        if self.contradictions:
            n, first = len(self.contradictions), self.contradictions[0]
            labels = ", ".join(label for label, _ in first.labels)
            became = {
                "first": "The first label is kept",
                "majority": "The majority label is kept; ties are left out",
                "drop": "They are left out",
            }[self.contradictory]
            others = sorted({"first", "majority", "drop"} - {self.contradictory})
            words = (
                f"{n:,} text{'s have' if n > 1 else ' has'} different labels, such as "
                f"{shortened(first.text)!r} ({labels}; {_lines(first.lines)}). {became}."
            )
            change = f" To change that: contradictions = {' | '.join(others)}."
            found.append(words + change if settings else words)
        return tuple(found)

    def details(self) -> tuple[str, ...]:
        """Every line that was left out, and every text with several labels, one on each line."""
        found = [f"Line {line:,}: {each.reason}" for each in self.dropped for line in each.lines]
        for each in self.contradictions:
            labels = ", ".join(f"{_seen(label)} ({n:,})" for label, n in each.labels)
            kept = each.retained_label(self.contradictory)
            became = f"{_seen(kept)} is kept" if kept else "left out"
            lines = ", ".join(f"{line:,}" for line in each.lines)
            found.append(f"{each.text!r}: {labels}; lines {lines}; {became}")
        return tuple(map(one_line, found))

    def choices(self) -> tuple[Choice, ...]:
        """Settings of the dataset that would mend a doubt."""
        found = []
        if any(not alike.joined for alike in self.look_alikes):
            found.append(Choice("Join them", {"join_labels": True}))
        if self.contradictions:
            titles = {
                "first": "Keep the first label",
                "majority": "Keep the majority",
                "drop": "Leave them out",
            }
            found += [
                Choice(title, {"contradictions": kind})
                for kind, title in titles.items()
                if kind != self.contradictory
            ]
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """Plain values, for a terminal's ``--json``."""
        return asdict(self)


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, cut where it is long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"


def _seen(label: str) -> str:
    """A label in quotes; what does not show, or not differently, as its code points."""
    return repr(label) if unicodedata.is_normalized("NFC", label) else ascii(label)


def _rows(n: int) -> str:
    return f"{n:,} row{'' if n == 1 else 's'}"


def _lines(lines: Sequence[int]) -> str:
    named = ", ".join(f"{line:,}" for line in lines[:_NAMED])
    more = ", …" if len(lines) > _NAMED else ""
    return f"line{'' if len(lines) == 1 else 's'} {named}{more}"


# --- labels that look alike


def spelling_key(label: str) -> str:
    """What spellings of one label have in common.

    Case, Unicode form, invisible characters, spaces, hyphens and underscores between words, marks
    at the end, and ``.0`` behind a whole number, as programs write them.
    """
    form = normalised(label)
    if whole := _WHOLE.fullmatch(form):
        return whole[1]
    return _SEPARATORS.sub(" ", form).rstrip(_ENDS).strip() if form.strip(_ENDS) else form


def look_alikes(labels: Iterable[str], joined: bool = False) -> tuple[LookAlikes, ...]:
    """Labels that may be spellings of one; also in letters that are drawn alike."""
    groups: dict[str, Counter[str]] = {}
    for label, count in Counter(labels).items():
        # Not the key alone: of 'Вера' and 'вера' only the capital is drawn as a Latin letter.
        written = groups.setdefault(spelling_key(label), Counter())
        drawn = groups.setdefault(spelling_key(label.translate(_LATIN)), written)
        if drawn is not written:
            drawn.update(written)
            groups.update({key: drawn for key, group in groups.items() if group is written})
        drawn[label] += count
    return tuple(
        LookAlikes(tuple(counts.most_common()), joined)
        for counts in {id(group): group for group in groups.values()}.values()
        if len(counts) > 1
    )


def joined_labels(alike: Iterable[LookAlikes]) -> dict[str, str]:
    """Each spelling with the one that stands for it: the most frequent, in NFC."""
    return {
        name: unicodedata.normalize("NFC", each.spellings[0][0])
        for each in alike
        for name, _ in each.spellings
    }


# --- texts under several labels


def contradictions(
    texts: Sequence[str], labels: Sequence[str], lines: Sequence[int]
) -> tuple[Contradiction, ...]:
    """Texts that say the same under different labels."""
    groups: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        groups.setdefault(normalised(text), []).append(row)
    return tuple(
        Contradiction(
            texts[rows[0]],
            tuple(Counter(labels[row] for row in rows).items()),
            tuple(lines[row] for row in rows),
        )
        for rows in groups.values()
        if len({labels[row] for row in rows}) > 1
    )


def against(
    conflicts: Iterable[Contradiction],
    texts: Sequence[str],
    labels: Sequence[str],
    contradictory: Contradictory,
) -> list[int]:
    """Rows to leave out because another label of their text is kept, or none is."""
    kept = {normalised(each.text): each.retained_label(contradictory) for each in conflicts}
    forms = map(normalised, texts)
    return [
        row
        for row, (form, label) in enumerate(zip(forms, labels, strict=True))
        if form in kept and kept[form] != label
    ]
