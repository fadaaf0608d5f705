"""Parse: what an answer says, as a label; what is none is a result, not an error.

Reasoning is told apart before (`workbench.prompting.reasoning`) and never read here.
"""

from __future__ import annotations

import ast
import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import regex

from workbench.core.contracts.target_kind import TargetKind

Parser = Literal["first-label", "exact", "normalised", "json"]
PARSERS: tuple[Parser, ...] = ("first-label", "exact", "normalised", "json")
Kind = Literal["label", "off-label", "refusal", "empty", "reasoning"]

# The keys under which models put their answer when they are asked for an object.
JSON_KEYS = ("label", "answer", "class", "category", "result", "prediction")
# Others that mean the same; looked at where none of those is there.
MORE_JSON_KEYS = (
    "final_answer",
    "final_label",
    "verdict",
    "classification",
    "predicted_label",
    "output",
    "response",
    "choice",
    "intent",
    "sentiment",
    "decision",
    "value",
)
# A key that holds what is weighed: what it mentions is no answer, even where it stands alone.
_REASON_KEY = regex.compile(r"think|thought|reason|rationale|explanation|analysis|justification")

_GAP = r"[\s_\-]+"
_FENCE = regex.compile(r"```(?:json)?\s*\n?(.*?)```", regex.DOTALL | regex.IGNORECASE)
# How chat models begin when they will not answer, and also when they are polite.
_REFUSAL = regex.compile(
    r"^\W*(?:(?:i(?:['’]m| am) (?:very |so |really )?sorry|sorry|i apologi[sz]e|my apologies"
    r"|unfortunately|as an ai|es tut mir leid|tut mir leid|désolée?|je suis désolée?|lo siento"
    r"|desculpe|mi dispiace|przykro mi|извините|к сожалению)\b|对不起|抱歉|很抱歉|申し訳|죄송"
    r"|i (?:can(?:not|['’]t| not)|won['’]t|will not|am not able to|am unable to|must decline)\b"
    r"|i['’]m (?:not able|unable) to\b)",
    regex.IGNORECASE,
)
# What is said where nothing is answered. Who is sorry and says none of this answers.
_DECLINES = regex.compile(
    r"\b(?:can(?:not|['’]t| not)|could(?: not|n['’]t)|won['’]t|will not|(?:not able|unable) to"
    r"|(?:must|have to) decline(?: to)?|do(?: not|n['’]t) (?:feel comfortable|have))"
    r"\s+(?:\w+\s+){0,2}?"
    r"(?:help|assist|answer|classify|categori[sz]e|label|comply|provide|do|fulfil+|respond|reply"
    r"|say|tell|process|discuss|engage|determine|decide|give|choose|judge|continue|complete|generate"
    r"|read|see|access|identify|support|offer|share|rate|opinion|enough)\b"
    r"|\bmust decline\b|\bhave no opinion\b|\bagainst my (?:policy|guidelines|programming)\b",
    regex.IGNORECASE,
)
# What leads from that to an answer all the same.
_STILL = regex.compile(
    r"\b(?:but|however|though|still|if i had to|nevertheless)\b.{0,80}?\b(?:it(?:['’]s| is)"
    r"|this is|i['’]d (?:say|guess)|i would (?:say|guess|label|classify)|guess|looks?|seems?"
    r"|likely|probably|label(?: is)?:?|answer(?: is)?:?)\b",
    regex.IGNORECASE | regex.DOTALL,
)
# Scripts that put no spaces between words: there a label is not a word of its own.
_UNSPACED = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}"
    r"\p{Javanese}\p{Balinese}\p{Tai_Tham}"
)
_IN_UNSPACED = regex.compile(f"[{_UNSPACED}]")
# A letter, mark or number of a script with spaces: beside one, a label is but a part of a word.
_WORD = rf"[[\w]--[_{_UNSPACED}]]"
# A longer text is no answer in JSON, and Python's own notation is read by a parser with a stack.
_LONGEST_JSON = 1_000_000
_LONGEST_LITERAL = 10_000


@dataclass(frozen=True)
class Parsed:
    """What an answer says.

    ``kind`` is ``label`` (then ``label`` is one of those allowed), ``refusal`` (the model or a
    filter of its service would not), ``reasoning`` (it thought and then gave no answer), ``empty``,
    or ``off-label`` for everything else. Where a target is no class, ``label`` is its text and
    ``value`` the prediction, as `TargetKind.parse` gives it.
    """

    label: str | None
    kind: Kind
    value: Any = None


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
        those that begin there; in scripts without spaces between words, wherever it stands.
        Mentions are not understood: "not spam" mentions spam.

    An object in JSON is read as one whichever way is chosen: a label that is weighed in its
    reason is not the answer.
    """
    label = _READERS[how](answer, labels)
    if label is None or how == "first-label":
        is_object, in_object = _from_object(answer, labels, how == "first-label")
        label = in_object if is_object else label
    refuses = _refuses(answer)
    if label is not None and not (refuses and how == "first-label"):
        return Parsed(label, "label")
    if refuses or _REFUSAL.match(answer):
        return Parsed(None, "refusal")
    return Parsed(None, "off-label" if answer.strip() else "empty")


def parse_target(answer: str, target: TargetKind) -> Parsed:
    """Read a prediction of a target that is no class: a number, several labels."""
    value = None if _refuses(answer) else target.parse(answer)
    if value is not None:
        return Parsed(target.text(value), "label", value)
    if _REFUSAL.match(answer):
        return Parsed(None, "refusal")
    return Parsed(None, "off-label" if answer.strip() else "empty")


def normalised(text: str) -> str:
    """Lower case, one space between words, nothing around them but what is all there is."""
    flat = regex.sub(_GAP, " ", unicodedata.normalize("NFKC", text).casefold()).strip()
    bare = regex.sub(r"^[^\w]+|[^\w]+$", "", flat)
    return bare or text.strip()


def _refuses(answer: str) -> bool:
    """Whether nothing is answered, however it is put; politeness alone is no refusal."""
    if _REFUSAL.match(answer) is None:
        return False
    declines = _DECLINES.search(answer)
    return declines is not None and _STILL.search(answer, declines.end()) is None


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
    return _in_value(_first_value(fenced.group(1) if fenced else answer), labels)


def _in_value(value: Any, labels: Sequence[str], depth: int = 0) -> str | None:
    """The label that a value of JSON gives: itself, or under a key that means an answer."""
    if isinstance(value, dict) and depth < 4:
        folded = {str(key).casefold().strip().replace(" ", "_"): key for key in value}
        keys = [folded[key] for key in (*JSON_KEYS, *MORE_JSON_KEYS) if key in folded]
        if keys:
            return _in_value(value[keys[0]], labels, depth + 1)
        if len(value) == 1 and _REASON_KEY.search(next(iter(folded))) is None:
            return _in_value(next(iter(value.values())), labels, depth + 1)
        return None
    if isinstance(value, bool):
        value = str(value).lower()
    if isinstance(value, int | float):
        value = str(value)
    return _normalised(value, labels) if isinstance(value, str) else None


def _first_value(text: str) -> Any:
    """The value that JSON begins with in ``text``; ``None`` without any."""
    bare = text.strip()[:_LONGEST_JSON]
    start = bare.find("{")
    for candidate in (bare, bare[start:] if start > 0 else ""):
        try:
            return json.JSONDecoder().raw_decode(candidate)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _from_object(answer: str, labels: Sequence[str], may_be_cut: bool) -> tuple[bool, str | None]:
    """Whether an answer is an object with an answer and more in it, and the label it gives.

    Cut or not quite JSON, it is still no prose: what it mentions elsewhere does not count.
    """
    fenced = _FENCE.search(answer)
    text = (fenced.group(1) if fenced else answer).strip()
    if text.startswith("{"):
        value = _first_value(text)
        value = _literal(text) if value is None else value
        if isinstance(value, dict):
            return True, _in_value(value, labels)
        return True, _in_cut(text, labels) if may_be_cut else None
    value = _first_value(text)
    if isinstance(value, dict) and (label := _in_value(value, labels)) is not None:
        return True, label
    return False, None


def _literal(text: str) -> Any:
    """An object in Python's notation, as some models write it."""
    end = text.rfind("}")
    if end < 0 or len(text) > _LONGEST_LITERAL:
        return None
    try:
        return ast.literal_eval(text[: end + 1])
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def _in_cut(text: str, labels: Sequence[str]) -> str | None:
    """The label of an object that breaks off, where the label itself is whole."""
    for key in JSON_KEYS:
        match = regex.search(rf'["\']{key}["\']\s*:\s*["\']([^"\']*)["\']', text, regex.IGNORECASE)
        if match is not None:
            return _normalised(match[1], labels)
    return None


def _first_label(answer: str, labels: Sequence[str]) -> str | None:
    if (whole := _normalised(answer, labels)) is not None:
        return whole
    plain = unicodedata.normalize("NFKC", answer)
    mentions = [
        (match.start(), -len(label), match[0] != unicodedata.normalize("NFKC", label), label)
        for label in labels
        if label.strip() and (match := _pattern(label).search(plain))
    ]
    return min(mentions)[3] if mentions else None


@lru_cache(maxsize=4096)
def _pattern(label: str) -> Any:
    plain = unicodedata.normalize("NFKC", label).strip()
    words = [regex.escape(word) for word in regex.split(_GAP, plain) if word]
    text = _GAP.join(words) or regex.escape(plain)
    flags = regex.IGNORECASE | regex.FULLCASE | regex.VERSION1
    return regex.compile(f"{_before(plain)}{text}{_after(plain)}", flags)


def _before(label: str) -> str:
    # A word of its own: "ham" is not mentioned in "shame", nor "7" in "17". One underscore may
    # stand for emphasis, but "not_spam" is a word.
    if not label[0].isalnum() or _IN_UNSPACED.match(label[0]):
        return ""
    return rf"(?<!{_WORD})(?<!{_WORD}_)"


def _after(label: str) -> str:
    # What a mark follows is another letter: क is not mentioned in कि.
    if _IN_UNSPACED.match(label[-1]):
        # A single sign is a part of many words: it must at least end one.
        return r"(?!\p{M})" + (r"(?!\w)" if len(label) == 1 else "")
    if not label[-1].isalnum() and not regex.match(r"\p{M}", label[-1]):
        return ""
    return rf"(?!{_WORD})(?!_{_WORD})"


_READERS: dict[str, Callable[[str, Sequence[str]], str | None]] = {
    "exact": _exact,
    "normalised": _normalised,
    "json": _json,
    "first-label": _first_label,
}
