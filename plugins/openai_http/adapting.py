"""Adapting: what a server turns down of a question, found in its words and remembered for it.

Services differ in which settings they take, and say so with the name of what they do not take. The
question is asked again without that, or with it in another form, as long as the program runs.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection, Iterator
from typing import Any

import openai

from workbench import Request

from . import words
from .body import LIMITS, SYSTEM, body
from .server import Server

# A question can be asked without these: so they are left out whenever a server objects to them.
_PLAIN = ("stream_options", "temperature", "top_p", "seed", "logprobs", "top_k", "min_p")
# These say what the answer is to be: left out (or made up for here) only where the server says that
# it does not know them at all.
_WEIGHTY = (*LIMITS, "stop", "stream", "response_format")

_UNSUPPORTED = re.compile(
    r"(un|not |n.t )(support|recogni|known|expected|permit|allow|enabled|available|accept)"
    r"|not implement"
    r"|(unrecogni[sz]ed|unknown|unexpected|invalid|illegal|extra|additional)"
    r"[\w\s]{0,20}(param|arg|field|prop|input|key|option)"
    r"|unsupported_|extra_forbidden|must be verified to stream|incompatible|only the default"
    r"|deprecated",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"(system|developer)\W+(role|prompt|instruction|message)|only user and assistant"
    r"|roles? must alternate|role\W+system",
    re.IGNORECASE,
)
_NAMES = {
    name: re.compile(rf"(?<!\w){name}{'(ing)?' if name == 'stream' else ''}(?!\w)", re.IGNORECASE)
    for name in (*_PLAIN, *_WEIGHTY)
}
_TURNED_DOWN = (400, 404, 405, 415, 422, 500, 501)

_dropped: dict[tuple[str, str], frozenset[str]] = {}
_lock = threading.Lock()


def dropped(server: Server, request: Request) -> frozenset[str]:
    """What this model turned down before."""
    with _lock:
        return _dropped.get((server.url, request.model), frozenset())


def learn(server: Server, request: Request, error: Exception) -> bool:
    """Remember what an error is about; whether the question is to be asked again now."""
    if not isinstance(error, openai.APIError):
        return False
    if getattr(error, "status_code", 400) not in _TURNED_DOWN:
        return False
    before = dropped(server, request)
    found = frozenset(_named(error, _sent(server, request, before))) - before
    if not found:
        return False
    with _lock:
        _dropped[server.url, request.model] = before | found
    return True


def _sent(server: Server, request: Request, before: frozenset[str]) -> set[str]:
    arguments = body(server, request, before)
    sent = {*arguments, *arguments.get("extra_body", {})} - {"extra_body", "timeout"}
    if arguments.get("extra_body", {}).get("stream") is False:
        sent.discard("stream")
    is_told = any(turn.role == "system" for turn in request.messages) and SYSTEM not in before
    return sent | {SYSTEM} if is_told else sent


def _named(error: openai.APIError, sent: Collection[str]) -> Iterator[str]:
    said = f"{error.code or ''} {error.type or ''} {words.of(error.body) or error.message}"
    is_unsupported = bool(_UNSUPPORTED.search(said))
    meant = re.split(r"[.\[\]]", str(error.param or "").strip("."))
    for name in (*meant[::-1], *_locations(error.body)):
        if name in sent and (name in _PLAIN or (is_unsupported and name in _WEIGHTY)):
            yield name
            return
    if not is_unsupported:
        return
    if SYSTEM in sent and _SYSTEM.search(said):
        yield SYSTEM
        return
    # Where two are named, the second is what is to be taken instead.
    places = {name: match.start() for name, p in _NAMES.items() if (match := p.search(said))}
    named = sorted((name for name in places if name in sent), key=lambda name: places[name])
    yield from named[:1]


def _locations(body: Any) -> Iterator[str]:
    """Names in FastAPI's lists of what is wrong: ``{"detail": [{"loc": ["body", "seed"]}]}``."""
    if isinstance(body, dict):
        for value in body.values():
            yield from _locations(value)
        place = body.get("loc")
        yield from (str(each) for each in place[::-1]) if isinstance(place, list) else ()
    elif isinstance(body, list):
        for each in body[:8]:
            yield from _locations(each)
