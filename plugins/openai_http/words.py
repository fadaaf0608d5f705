"""Words: what a server says went wrong, found in whatever form it says so."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from workbench import one_line

_QUOTED = 300
# Where services put their words, in the order in which they are looked for.
_PLACES = (
    "error",
    "message",
    "msg",
    "detail",
    "errors",
    "error_description",
    "error_message",
    "title",
    "reason",
)
_DEPTH = 5
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(
    r"<(script|style|head)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL
)
_LOOKED_AT = 64 << 10


def of(body: Any, depth: int = 0) -> str:
    """The words in an error's body, as they are; empty when it has none."""
    if isinstance(body, str):
        return page(body) if is_page(body) else body.strip()
    if depth > _DEPTH:
        return ""
    if isinstance(body, Mapping):
        found = ((name, of(body[name], depth + 1)) for name in _PLACES if body.get(name))
        return next((_where(body, words) for _, words in found if words), "")
    if isinstance(body, list):
        return "; ".join(words for each in body[:4] if (words := of(each, depth + 1)))
    return ""


def _where(body: Mapping[str, Any], message: str) -> str:
    """With the name of what is meant, where the words alone do not say it (FastAPI's form)."""
    place = body.get("loc")
    names = [str(each) for each in place if each != "body"] if isinstance(place, list) else []
    return f"{'.'.join(names)}: {message}" if names else message


def is_page(text: str) -> bool:
    """Whether a text is a page for people."""
    start = text[:1024].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype", "<html", "<?xml", "<head", "<body", "<!--"))


def page(text: str) -> str:
    """What a page says: its title, its heading, or its first words."""
    text = text[:_LOOKED_AT]
    for pattern in (_TITLE, _HEADING):
        match = pattern.search(text)
        if match and (words := _plain(match[1])):
            return words
    return _plain(text)


def _plain(text: str) -> str:
    return " ".join(html.unescape(_UNSEEN.sub(" ", text)).split())


def short(text: str) -> str:
    """Words for a message: on one line, harmless, and not longer than people read."""
    text = one_line(" ".join(text.split()))
    return (text[:_QUOTED] + "…" if len(text) > _QUOTED else text).rstrip(".")
