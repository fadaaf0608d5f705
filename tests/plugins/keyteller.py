"""A planted key, a server that says it again in every way, and a search for its traces."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.plugins.faultyserver import Handler

KEY = "sk-planted-7Qx9Zr4Lw2Vb8Nc5"
# As it may be written, too: cut, or in the way of a header.
TRACES = (KEY, KEY[3:], KEY[-9:], base64.b64encode(KEY.encode()).decode())


def _refused(status: int) -> Callable[[Handler, int], None]:
    def behaviour(handler: Handler, number: int) -> None:
        told = {"type": KEY, "param": KEY, "code": KEY}
        handler.refuse(status, f"Incorrect API key: {KEY}.", {"X_Key": KEY}, **told)

    return behaviour


def _raw(handler: Handler, number: int) -> None:
    handler.reply(500, f"<html>Bearer {KEY}</html>".encode())


def _breaks_off(handler: Handler, number: int) -> None:
    handler.begin()
    handler.say("ye")
    handler.event({"error": {"message": f"Overloaded, {KEY}", "code": KEY}})


def _answers_with_it(handler: Handler, number: int) -> None:
    handler.begin()
    handler.say("It is ")
    for at in range(0, len(KEY), 5):
        handler.say(KEY[at : at + 5])
    handler.say("", "stop")
    handler.event("[DONE]")


def _in_a_header(handler: Handler, number: int) -> None:
    handler.send_response(200)
    handler.send_header("X-Key", KEY)
    handler.send_header("Set-Cookie", f"key={KEY}")
    handler.end_headers()
    handler.say("fruit")
    handler.say("", "stop")
    handler.event("[DONE]")


def _garbage(handler: Handler, number: int) -> None:
    handler.begin()
    handler.wfile.write(f"data: {{{KEY}\n\n".encode())


WAYS = {
    "401": _refused(401),
    "403": _refused(403),
    "400": _refused(400),
    "404": _refused(404),
    "429": _refused(429),
    "500": _raw,
    "breaks off": _breaks_off,
    "answer": _answers_with_it,
    "header": _in_a_header,
    "garbage": _garbage,
}


# One is tried each time, the rest in CI.
CASES = [pytest.param(way, marks=() if way == "401" else pytest.mark.slow) for way in WAYS]


def models(handler: Handler, number: int) -> None:
    """A list of models that tells the key, too."""
    named = [{"id": "m"}, {"id": f"m of {KEY}"}]
    handler.reply(200, {"object": "list", "data": named, "key": KEY})


def written(folder: Path) -> list[str]:
    """Every file below a folder, as text."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [f"{path}: {path.read_bytes().decode('utf-8', 'replace')}" for path in files]


def found(texts: list[str]) -> list[str]:
    """Those texts that tell the key or a part of it."""
    return [text for text in texts for trace in TRACES if trace in text]
