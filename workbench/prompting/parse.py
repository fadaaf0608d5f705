"""Parse: what an answer says, as a label; what is none is a result, not an error."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Parser = Literal["first-label", "exact", "normalised", "json"]
Kind = Literal["label", "off-label", "refusal", "empty"]

# The keys under which models put their answer when they are asked for an object.
JSON_KEYS = ("label", "answer", "class", "category", "result", "prediction")

_GAP = r"[\s_\-]+"
_FENCE = re.compile(r"```(?:json)?\s*\n?(.*?)```", re.DOTALL | re.IGNORECASE)
# How chat models begin when they will not answer.
_REFUSAL = re.compile(
    r"^\W*(?:(?:i(?:['’]m| am) (?:very |so )?sorry|sorry|i apologi[sz]e|unfortunately|as an ai)\b"
    r"|i (?:can(?:not|['’]t| not)|won['’]t|will not|am not able to|am unable to|must decline)\b"
    r"|i['’]m (?:not able|unable) to\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Parsed:
    """What an answer says.

    ``kind`` is ``label`` (then ``label`` is one of those allowed), ``refusal`` (the model or a
    filter of its service would not), ``empty``, or ``off-label`` for everything else.
    """

    label: str | None
    kind: Kind


def parse(answer: str, labels: Sequence[str], how: Parser = "first-label") -> Parsed:
    """Read a label from an answer.

    Parameters
    ----------
    labels
        What may be answered.
    how
        ``exact``: the answer is a label, up to white space around it. ``normalised``: the same,
        but case, quotes, full stops and the kind of gap between words do not matter. ``json``:
        a text in JSON, alone or in an object, is a label as under ``normalised``.
        ``first-label``: the label that is mentioned first as a word of its own, the longest of
        those that begin there. Mentions are not understood: "not spam" mentions spam.
    """
    label = _READERS[how](answer, labels)
    refused = _REFUSAL.match(answer)
    if label is not None and not (refused and how == "first-label"):
        return Parsed(label, "label")
    if refused:
        return Parsed(None, "refusal")
    return Parsed(None, "off-label" if answer.strip() else "empty")


def normalised(text: str) -> str:
    """Lower case, one space between words, nothing around them but what is all there is."""
    flat = re.sub(_GAP, " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    bare = re.sub(r"^[^\w]+|[^\w]+$", "", flat)
    return bare or text.strip()


def _exact(answer: str, labels: Sequence[str]) -> str | None:
    bare = answer.strip()
    return next((label for label in labels if label.strip() == bare), None)


def _normalised(answer: str, labels: Sequence[str]) -> str | None:
    if (same := _exact(answer, labels)) is not None:
        return same
    wanted = normalised(answer)
    found = [label for label in labels if normalised(label) == wanted]
    # Two labels that differ in case alone cannot be told apart here.
    return found[0] if len(found) == 1 else None


def _json(answer: str, labels: Sequence[str]) -> str | None:
    fenced = _FENCE.search(answer)
    value = _first_value(fenced.group(1) if fenced else answer)
    if isinstance(value, dict):
        keys = [key for key in JSON_KEYS if key in value]
        value = value[keys[0]] if keys else next(iter(value.values())) if len(value) == 1 else None
    if isinstance(value, bool):
        value = str(value).lower()
    if isinstance(value, int | float):
        value = str(value)
    return _normalised(value, labels) if isinstance(value, str) else None


def _first_value(text: str) -> Any:
    """The value that JSON begins with in ``text``; ``None`` without any."""
    bare = text.strip()
    start = bare.find("{")
    for candidate in (bare, bare[start:] if start > 0 else ""):
        try:
            return json.JSONDecoder().raw_decode(candidate)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _first_label(answer: str, labels: Sequence[str]) -> str | None:
    if (whole := _normalised(answer, labels)) is not None:
        return whole
    mentions = [
        (found.start(), -len(label), label)
        for label in labels
        if label.strip() and (found := _pattern(label).search(answer))
    ]
    return min(mentions)[2] if mentions else None


def _pattern(label: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in re.split(_GAP, label.strip()) if word]
    text = _GAP.join(words) or re.escape(label.strip())
    # A word of its own: "ham" is not mentioned in "shame", nor "7" in "17".
    before = r"(?<!\w)" if label.strip()[0].isalnum() else ""
    after = r"(?!\w)" if label.strip()[-1].isalnum() else ""
    return re.compile(f"{before}{text}{after}", re.IGNORECASE)


_READERS: dict[str, Callable[[str, Sequence[str]], str | None]] = {
    "exact": _exact,
    "normalised": _normalised,
    "json": _json,
    "first-label": _first_label,
}
