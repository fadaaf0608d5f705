"""Faults: what went wrong with a server, in the user's words and without the key."""

from __future__ import annotations

import datetime
import email.utils
import re
from dataclasses import dataclass
from typing import Any

import openai

from workbench import (
    BrokenAnswer,
    ContextOverflow,
    ProviderError,
    RateLimited,
    Refused,
    UnknownModel,
    Unreachable,
    WrongKey,
    tls_problem,
    url_host,
)

from . import words
from .server import Server, wants_key

_TOO_LONG = re.compile(
    r"context.{0,20}(length|size|window)|exceed_context|too many tokens|prompt is too long"
    r"|maximum.{0,30}tokens",
    re.IGNORECASE,
)
_AGAINST_RULES = re.compile(r"content.?(filter|policy|management)|safety", re.IGNORECASE)


@dataclass(frozen=True)
class Fault:
    """An error for the user; ``again``: it may be gone in a moment."""

    error: ProviderError
    again: bool = False
    wait: float | None = None


def fault(server: Server, model: str, error: Exception, begun: bool) -> Fault:
    """What the client raised, as an error of the workbench.

    Parameters
    ----------
    begun
        Whether a part of the answer was there already.
    """
    match error:
        case openai.APIStatusError():
            return _status(server, model, error)
        case openai.APITimeoutError() if not begun and "connect" in _cause(error):
            # On this machine somebody listens, but too many call at once.
            return Fault(_nobody(server), again=server.is_here)
        case openai.APITimeoutError():
            message = f"{server.name} said nothing for {server.params.silence:g} s."
            return Fault(Unreachable(message))
        case openai.APIConnectionError() if (insecure := tls_problem(error)) is not None:
            return Fault(Unreachable(f"{server.name} at {server.url} {insecure[0]}.", insecure[1]))
        case openai.APIConnectionError() if begun:
            return Fault(BrokenAnswer(f"The answer of {server.name} broke off."))
        case openai.APIConnectionError() if "connect" in _cause(error):
            return Fault(_nobody(server))
        case openai.APIConnectionError():
            return Fault(_hung_up(server), again=True)
        case openai.APIError():
            return _in_success(server, model, error)
        case _:
            message = f"What {server.name} sends is no answer ({type(error).__name__})."
            remedy = f"Check that there is a server for language models at {server.url}."
            return Fault(BrokenAnswer(message, remedy))


def _in_success(server: Server, model: str, error: openai.APIError) -> Fault:
    """An error that came with the status of success, some of which say the status they mean."""
    said = _server_message(server, error)
    code = str(error.code or "")
    if code.isdigit() and 400 <= int(code) < 600:
        return _by_status(server, model, error, int(code), said)
    if code == "invalid_api_key" or error.type == "authentication_error":
        return _by_status(server, model, error, 401, said)
    if "rate_limit" in f"{code} {error.type}" or "quota" in f"{code} {error.type}":
        return _too_many(server, error, said)
    return Fault(_described_error(server, model, error, said))


def _hung_up(server: Server) -> BrokenAnswer:
    message = f"{server.name} at {server.url} hung up without an answer."
    if server.url.startswith("http:"):
        return BrokenAnswer(message, "Try again; if it stays so, it may want an https address.")
    return BrokenAnswer(message)


def _nobody(server: Server) -> Unreachable:
    start = server.service.start or "Check that the server runs, and its address in the settings"
    return Unreachable(f"{server.name} does not answer at {server.url}.", f"{start}.")


def _cause(error: Exception) -> str:
    return type(error.__cause__).__name__.lower()


def _server_message(server: Server, error: openai.APIError) -> str:
    """The server's own words: short, on one line, without the key."""
    text = words.of(error.body) or words.of(error.message)
    return words.short(server.without_key(text))


def _status(server: Server, model: str, error: openai.APIStatusError) -> Fault:
    return _by_status(server, model, error, error.status_code, _server_message(server, error))


def _by_status(
    server: Server, model: str, error: openai.APIError, status: int, detail: str
) -> Fault:
    headers = _headers(error)
    if status == 401 and not server.key:
        return Fault(wants_key(server, detail))
    if status == 401:
        return Fault(WrongKey(f"{server.name} does not accept the key: {detail}.", _key(server)))
    if status == 403:
        return Fault(WrongKey(f"{server.name} does not let this key ask {model}: {detail}."))
    if status == 404:
        remedy = f"Choose one of its models, or correct the address {server.url}."
        return Fault(UnknownModel(f"{server.name} knows no {model!r}: {detail}.", remedy))
    if status == 429:
        return _too_many(server, error, detail)
    if status >= 500 or status in (408, 409):
        message = f"{server.name} fails with status {status}: {detail}."
        wait = retry_after(headers)
        return Fault(Unreachable(message, "Try again in a while."), again=True, wait=wait)
    if 300 <= status < 400:
        return Fault(_moved(server, headers))
    return Fault(_described_error(server, model, error, detail))


def _headers(error: openai.APIError) -> Any:
    return error.response.headers if isinstance(error, openai.APIStatusError) else {}


def _moved(server: Server, headers: Any) -> Unreachable:
    """Sent on, often to a page to sign in with."""
    place = url_host(str(headers.get("location") or ""))
    goal = f" and sends on to {words.short(place)}" if place else ""
    remedy = (
        "Correct the address in the settings, or sign in there with a browser; questions are not "
        "sent on to another address."
    )
    return Unreachable(f"{server.name} is not at {server.url} any more{goal}.", remedy)


def _key(server: Server) -> str:
    return f"Give another one, in the settings or with `workbench providers key {server.id}`."


def _too_many(server: Server, error: openai.APIError, detail: str) -> Fault:
    wait = retry_after(_headers(error))
    if "quota" in f"{error.code} {error.type}":
        message = f"The account with {server.name} has nothing left: {detail}."
        return Fault(RateLimited(message, "Look into your account with the service."))
    message = f"{server.name} wants fewer questions: {detail}."
    return Fault(RateLimited(message, retry_after=wait), again=True, wait=wait)


def _described_error(
    server: Server, model: str, error: openai.APIError, detail: str
) -> ProviderError:
    """An error that the server describes, such as a question it cannot work on."""
    described = f"{error.code} {error.type} {detail}"
    if _TOO_LONG.search(described) or getattr(error, "status_code", 0) == 413:
        return ContextOverflow(f"The prompt is too long for {model}: {detail}.")
    if _AGAINST_RULES.search(described):
        return Refused(f"{server.name} will not answer this: {detail}.")
    if "model" in str(error.param) or error.code == "model_not_found":
        return UnknownModel(f"{server.name} knows no {model!r}: {detail}.")
    if not isinstance(error, openai.APIStatusError):
        return BrokenAnswer(f"{server.name} broke the answer off: {detail}.")
    return ProviderError(f"{server.name} turns the question down: {detail}.", "Change the options.")


def retry_after(headers: Any) -> float | None:
    """Seconds that a server asks to wait: a number, or a date."""
    value = str(headers.get("retry-after") or "").strip()
    try:
        milliseconds = headers.get("retry-after-ms")
        seconds = float(milliseconds) / 1000 if milliseconds else float(value)
    except ValueError:
        try:
            then = email.utils.parsedate_to_datetime(value)
        except (TypeError, ValueError):
            return None
        if then.tzinfo is None:
            then = then.replace(tzinfo=datetime.UTC)
        seconds = (then - datetime.datetime.now(datetime.UTC)).total_seconds()
    return max(0.0, seconds) if seconds < float("inf") else None
