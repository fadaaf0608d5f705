"""Body: a question in the words of OpenAI's API, and of the server's own where it has more."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

from workbench import Message, Options, Request

from .server import Server

# OpenAI's own values; sent only where the user wants others, for some services take only one.
_TOP_P = 1.0
# The most tokens of an answer, by its two names.
LIMITS = ("max_tokens", "max_completion_tokens")
# What a model turns down that takes no instructions apart from what the user says.
SYSTEM = "system"


def body(server: Server, request: Request, dropped: frozenset[str]) -> dict[str, Any]:
    """Arguments for the client; ``dropped`` are settings that the model turned down before."""
    options = request.options
    found: dict[str, Any] = {
        "model": request.model,
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": options.temperature,
    }
    if limit := _limit(server, request, dropped):
        found[limit] = options.max_tokens
    if options.top_p != _TOP_P:
        found["top_p"] = options.top_p
    if options.seed is not None:
        found["seed"] = options.seed
    if options.stop:
        found["stop"] = list(options.stop)
    if request.messages:
        turns = _merged_into_user(request.messages) if SYSTEM in dropped else request.messages
        found["messages"] = [_message(turn) for turn in turns]
    else:
        found["prompt"] = request.prompt
    if options.logprobs and server.service.logprobs:
        found["logprobs"] = True if request.messages else 1
    extra = _extra(server, options, bool(request.messages))
    found |= extra.pop("response", {})
    without = (dropped | frozenset(server.service.without)) - {*LIMITS, SYSTEM, "stream"}
    extra = {name: value for name, value in extra.items() if name not in without}
    if "stream" in dropped:
        # The client goes on to hand its reply out as it comes.
        extra["stream"] = False
        found["timeout"] = server.params.longest
        del found["stream_options"]
    found = {name: value for name, value in found.items() if name not in without}
    return found | ({"extra_body": extra} if extra else {})


def _limit(server: Server, request: Request, dropped: frozenset[str]) -> str:
    """What the server calls the most tokens; empty when it takes neither name."""
    usual = server.service.limit if request.messages else LIMITS[0]
    names = (usual, *(name for name in LIMITS if name != usual))
    return next((name for name in names if name not in dropped), "")


def _merged_into_user(turns: tuple[Message, ...]) -> tuple[Message, ...]:
    """Instructions at the beginning of what the user says first, for models that take none."""
    told = "\n\n".join(turn.text for turn in turns if turn.role == "system" and turn.text)
    rest = [turn for turn in turns if turn.role != "system"]
    first = next((i for i, turn in enumerate(rest) if turn.role == "user"), None)
    if first is None:
        return (Message("user", told), *rest)
    rest[first] = replace(rest[first], text="\n\n".join(filter(None, (told, rest[first].text))))
    return tuple(rest)


def _extra(server: Server, options: Options, is_chat: bool) -> dict[str, Any]:
    """What only some servers understand; ``response`` is OpenAI's own way to a schema."""
    found: dict[str, Any] = {}
    if server.speech == "llama.cpp":
        # Its other samplers are on by default, and would make temperature and top-p half a truth.
        found |= {"top_k": 0, "min_p": 0.0, "top_p": options.top_p}
        if options.choices:
            return found | {"grammar": grammar(options.choices)}
        if options.json_schema is not None:
            return found | {"json_schema": dict(options.json_schema)}
        return found
    if server.speech == "vllm":
        if options.choices:
            return {"structured_outputs": {"choice": list(options.choices)}}
        if options.json_schema is not None:
            return {"structured_outputs": {"json": dict(options.json_schema)}}
    if options.json_schema is not None and server.service.schema and is_chat:
        schema = {"name": "answer", "schema": dict(options.json_schema)}
        found["response"] = {"response_format": {"type": "json_schema", "json_schema": schema}}
    return found


def grammar(choices: tuple[str, ...]) -> str:
    """A GBNF grammar whose only sentences are ``choices``."""
    escapes = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
    return "root ::= " + " | ".join(f'"{choice.translate(escapes)}"' for choice in choices)


def _message(turn: Message) -> dict[str, Any]:
    if not turn.images:
        return {"role": turn.role, "content": turn.text}
    parts: list[dict[str, Any]] = [{"type": "text", "text": turn.text}] if turn.text else []
    for image in turn.images:
        url = "data:image/png;base64," + base64.b64encode(image).decode("ascii")
        parts.append({"type": "image_url", "image_url": {"url": url}})
    return {"role": turn.role, "content": parts}
