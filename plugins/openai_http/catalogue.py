"""Catalogue: which models a server has, and what it says of them."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import replace
from typing import Any

from workbench import BrokenAnswer, ProviderError, UnknownModel, Unreachable, WorkbenchError

from . import words
from .address import root
from .faults import fault
from .line import Watch, line
from .server import Server

# A list is asked for again after so long; a server that was not there a little sooner.
_FRESH_S, _GONE_S = 30.0, 3.0
_PATIENCE_S = 10.0
# What tells one loaded model from another.
_SIZES = ("n_params", "size", "n_vocab", "n_embd")

_known: dict[Server, tuple[float, list[dict[str, Any]] | ProviderError]] = {}
_lock = threading.Lock()


def models(server: Server) -> list[str]:
    """Names of the models; of a server that nobody set up and that does not answer, none.

    Raises
    ------
    ProviderError
        When the server cannot be asked.
    """
    if server.params.names.strip():
        return [name for each in server.params.names.split(",") if (name := each.strip())]
    try:
        return [entry["id"] for entry in _entries(server)]
    except (Unreachable, BrokenAnswer):
        if server.is_autodetected:
            return []
        raise


def problem(server: Server) -> WorkbenchError | None:
    """Why the server cannot be asked."""
    try:
        if models(server):
            return None
        _entries(server)
    except ProviderError as error:
        return error
    return Unreachable(f"{server.name} has no model.", "Load one there.")


def context(server: Server, model: str) -> int | None:
    """Tokens that fit, where the server's list tells."""
    try:
        entries = {entry["id"]: entry for entry in _entries(server)}
    except ProviderError:
        return None
    entry = entries.get(model, {})
    meta = entry.get("meta") if isinstance(entry.get("meta"), dict) else {}
    for found in (
        entry.get("max_model_len"),
        entry.get("context_length"),
        meta.get("n_ctx"),
        meta.get("n_ctx_train"),
    ):
        if isinstance(found, int) and found > 0:
            return found
    return None


def sizes(server: Server, model: str) -> str:
    """What llama.cpp tells of the model that it has loaded; empty for other servers."""
    try:
        entries = {entry["id"]: entry for entry in _entries(server)}
    except ProviderError:
        return ""
    meta = entries.get(model, {}).get("meta")
    told = meta if isinstance(meta, dict) else {}
    return " ".join(f"{name}={told[name]}" for name in _SIZES if name in told)


def count(server: Server, model: str, text: str) -> int | None:
    """How many tokens a text is, where the server counts."""
    if server.speech not in ("llama.cpp", "vllm"):
        return None
    body = {"content": text} if server.speech == "llama.cpp" else {"model": model, "prompt": text}
    try:
        found = _get(server, f"{root(server.url)}/tokenize", body)
    except ProviderError:
        return None
    tokens = found.get("tokens") if isinstance(found, dict) else None
    return len(tokens) if isinstance(tokens, list) else None


def _entries(server: Server) -> list[dict[str, Any]]:
    now = time.monotonic()
    with _lock:
        asked, known = _known.get(server, (0.0, None))
    fresh = _GONE_S if isinstance(known, ProviderError) else _FRESH_S
    if known is None or now - asked > fresh:
        try:
            known = _fetch_entries(server)
        except ProviderError as error:
            known = error
        with _lock:
            _known[server] = (now, known)
    if isinstance(known, ProviderError):
        raise known
    return known


def _fetch_entries(server: Server) -> list[dict[str, Any]]:
    found = _get(server, "/models")
    entries = found.get("data") if isinstance(found, dict) else found
    if not isinstance(entries, list):
        said = words.short(server.without_key(words.of(found)))
        message = f"What is at {server.url} is no server for language models"
        remedy = "Correct the address in the settings."
        if isinstance(found, str) and words.is_page(found):
            remedy = f"Open it in a browser: it may want you to sign in. {remedy}"
        raise BrokenAnswer(f"{message}; it says: {said}." if said else f"{message}.", remedy)
    return [entry for entry in entries if isinstance(entry, dict) and _is_named(server, entry)]


def _is_named(server: Server, entry: dict[str, Any]) -> bool:
    """Whether a model has a name that can be shown: a server may say the key again anywhere."""
    name = entry.get("id")
    return isinstance(name, str) and name == server.without_key(name)


def _get(server: Server, path: str, body: dict[str, Any] | None = None) -> Any:
    params = server.params.model_copy(update={"silence": min(server.params.silence, _PATIENCE_S)})
    brief = replace(server, params=params)
    try:
        with line(brief) as taken, Watch(taken, _PATIENCE_S):
            client: Any = taken.client
            ask = client.get if body is None else client.post
            found = ask(path, cast_to=object, **({} if body is None else {"body": body}))
    except Exception as error:  # noqa: BLE001  whatever a server sends must come out as words
        found = fault(server, "models", error, begun=False).error
        if isinstance(found, UnknownModel):
            message = f"{server.name} at {server.url} does not list its models."
            remedy = "Write their names under Models in the settings, or correct the address."
            raise UnknownModel(message, remedy) from None
        raise found from None
    if isinstance(found, str):  # not every server says that what it sends is JSON
        with contextlib.suppress(ValueError):
            found = json.loads(found)
    return found
