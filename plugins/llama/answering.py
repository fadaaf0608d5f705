"""Answering: a question in llama.cpp's words, and its chunks as pieces."""

from __future__ import annotations

import json
import threading
from typing import Any

from workbench import (
    AnswerStream,
    BrokenAnswer,
    ContextOverflow,
    Emit,
    Finish,
    Message,
    Options,
    Piece,
    Request,
    UsageError,
)

from . import loaded
from .host import ChunkStream
from .loaded import LlamaLoad

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def answer(spec: LlamaLoad, request: Request) -> AnswerStream:
    """Load the model where it is not loaded, and ask it, in a thread."""
    current: list[ChunkStream] = []

    def produce(emit: Emit, stopped: threading.Event) -> None:
        with loaded.borrowed(spec) as host:
            if stopped.is_set():
                return
            asked = host.ask(*_order(request))
            current.append(asked)
            if stopped.is_set():
                asked.stop()
            _pass_on(asked, emit, stopped, request.options.json_schema is not None)

    def interrupt() -> None:
        for asked in current:
            asked.stop()

    return AnswerStream(produce, interrupt)


def _order(request: Request) -> tuple[str, dict[str, Any]]:
    options = request.options
    body: dict[str, Any] = {
        "max_tokens": options.max_tokens,
        "temperature": options.temperature,
        "top_p": options.top_p,
        "top_k": 0,
        "min_p": 0.0,
        "seed": -1 if options.seed is None else options.seed,
        "stop": list(options.stop),
        "stream": True,
        "stream_options": {"include_usage": True},
        # A chunk for each batch of a prompt, so that a stop is noticed while it is read.
        "return_progress": True,
    }
    body |= _form(options)
    if request.messages:
        body["messages"] = [_message(turn) for turn in request.messages]
        if options.logprobs:
            body |= {"logprobs": True, "top_logprobs": 1}
        return "handle_chat_completions", body
    body["prompt"] = request.prompt
    if options.logprobs:
        body["logprobs"] = 1
    return "handle_completions", body


def _form(options: Options) -> dict[str, Any]:
    if options.choices:
        return {"grammar": grammar(options.choices)}
    if options.json_schema is not None:
        # The worker makes a grammar of it.
        return {"json_schema": dict(options.json_schema)}
    return {}


def grammar(choices: tuple[str, ...]) -> str:
    """A GBNF grammar whose only sentences are ``choices``."""
    return "root ::= " + " | ".join(f'"{_escaped(choice)}"' for choice in choices)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _message(turn: Message) -> dict[str, Any]:
    return {"role": turn.role, "content": turn.text}


def _pass_on(chunks: ChunkStream, emit: Emit, stopped: threading.Event, as_json: bool) -> None:
    finish: Finish = ""
    whole = ""
    usage: dict[str, Any] = {}
    for chunk in chunks:
        if "error" in chunk:
            raise _error(chunk["error"])
        usage = chunk.get("usage") or usage
        for choice in chunk.get("choices") or ():
            finish = _finish(choice.get("finish_reason")) or finish
            if thought := choice.get("delta", {}).get("reasoning_content"):
                emit(Piece(str(thought), reasoning=True))
            text, logprob = _token(choice)
            whole += text if as_json else ""
            if text or logprob is not None:
                emit(Piece(text, logprob))
    if stopped.is_set():
        return
    if not finish:
        raise BrokenAnswer("llama.cpp ended the answer without a reason.")
    if as_json and finish == "stop":
        _refuse_other(whole)
    emit(Piece("", None, usage.get("prompt_tokens"), usage.get("completion_tokens"), finish))


def _refuse_other(text: str) -> None:
    """Refuse what is no JSON: llama.cpp ignores what it cannot read of a schema, such as a pattern.

    Raises
    ------
    UsageError
        Naming the schema.
    """
    try:
        json.loads(text)
    except ValueError:
        message = "llama.cpp did not hold to the JSON schema: what it said is no JSON."
        raise UsageError(
            message, "Leave out of the schema what is special, such as a pattern."
        ) from None


def _token(choice: dict[str, Any]) -> tuple[str, float | None]:
    text = choice["text"] if "text" in choice else choice.get("delta", {}).get("content")
    told = (choice.get("logprobs") or {}).get("content") or ()
    # A character of several tokens comes whole with the last of them, and so do their chances.
    logprob = sum(float(token["logprob"]) for token in told) if told else None
    return text or "", logprob


def _finish(reason: str | None) -> Finish:
    if not reason:
        return ""
    return "length" if reason == "length" else "stop"


def _error(error: dict[str, Any]) -> Exception:
    message = str(error.get("message", error))
    if error.get("type") == "exceed_context_size_error":
        numbers = f"{error.get('n_prompt_tokens', '?')} tokens, and {error.get('n_ctx', '?')} fit"
        return ContextOverflow(f"The prompt has {numbers}.")
    if "JSON schema" in message:
        what = message[message.index("JSON schema") :].rstrip(".")
        return UsageError(f"llama.cpp refuses the question: {what}.", "Correct the JSON schema.")
    if error.get("code") == 400:
        return UsageError(f"llama.cpp refuses the question: {message}.", "Correct the options.")
    return BrokenAnswer(f"llama.cpp failed: {message}.")
