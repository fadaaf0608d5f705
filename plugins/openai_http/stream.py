"""Stream: chunks of an answer as pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from workbench import BrokenAnswer, Finish, Piece

from .reply import ReplyStream, checked

# A server may send a token in parts; one that sends far more than it was allowed does not end.
_PARTS, _MORE = 4, 64
# An answer may be thought about for much longer than it is; the model's context ends that.
_LONGEST_REASONING = 262_144
# The field's names for what a model thinks: DeepSeek's, which vLLM and llama.cpp took over, and
# OpenRouter's, which Ollama took over.
_REASONING = ("reasoning_content", "reasoning", "thinking")
_REFUSED = ("content_filter", "refusal", "safety", "SAFETY")


def pieces(reply: ReplyStream, max_tokens: int, name: str) -> Iterator[Piece]:
    """Pieces, and the last one with the counts and why the answer ended.

    Raises
    ------
    BrokenAnswer
        When it does not end, ends without saying so, or is none.
    """
    finish: Finish = ""
    usage: Any = None
    parts = thoughts = choices = 0
    for chunk in reply.chunks():
        usage = getattr(chunk, "usage", None) or usage
        _refuse_error(chunk, reply, name)
        for choice in _choices(chunk):
            choices += 1
            refusal = getattr(getattr(choice, "delta", None), "refusal", None)
            finish = "refused" if refusal else (_finish(choice) or finish)
            if thought := _reasoning(choice):
                thoughts += 1
                yield Piece(thought, reasoning=True)
            for piece in _tokens(choice, refusal):
                parts += 1
                yield piece
        if thoughts > _LONGEST_REASONING or parts > _PARTS * max_tokens + _MORE:
            message = f"{name} does not end its answer: {max_tokens} tokens were allowed."
            raise BrokenAnswer(message)
    if not choices:
        message = f"{name} sends no answer: there is nothing in its list of choices."
        raise BrokenAnswer(message)
    if not finish and not (reply.is_ended and parts + thoughts):
        raise BrokenAnswer(f"The answer of {name} broke off after {parts + thoughts} pieces.")
    counts = [getattr(usage, each, None) for each in ("prompt_tokens", "completion_tokens")]
    prompt, completion = (count if isinstance(count, int) else None for count in counts)
    details = getattr(usage, "completion_tokens_details", None)
    thought_tokens = getattr(details, "reasoning_tokens", None)
    yield Piece(
        "",
        None,
        prompt,
        completion,
        finish or "stop",
        reasoning_tokens=thought_tokens if isinstance(thought_tokens, int) else None,
    )


def _refuse_error(chunk: Any, reply: ReplyStream, name: str) -> None:
    """An error among the chunks: beside an empty list of choices, or as the end of one."""
    ends = [getattr(choice, "finish_reason", None) for choice in _choices(chunk)]
    if ends and "error" not in ends:
        return
    table = chunk.model_dump(warnings=False) if hasattr(chunk, "model_dump") else {}
    if table:
        checked({**table, "choices": []}, reply.response.request)
    if "error" in ends:
        raise BrokenAnswer(f"{name} broke its answer off.")


def until(stops: Sequence[str], incoming: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of an answer that ends before any of these texts, for servers that do not do so."""
    stops = [stop for stop in stops if stop]
    held: list[Piece] = []
    for piece in incoming:
        if piece.reasoning:  # the answer has not begun
            yield from [*held, piece]
            held.clear()
            continue
        held.append(piece)
        text = "".join(each.text for each in held)
        places = [place for stop in stops if (place := text.find(stop)) >= 0]
        if places:
            yield from _first(held, min(places))
            yield Piece("", None, None, None, "stop")
            return
        if not any(_begins(stop, text) for stop in stops):
            yield from held
            held.clear()
    yield from held


def _first(held: Iterable[Piece], length: int) -> Iterator[Piece]:
    for piece in held:
        if length <= 0:
            return
        yield piece if len(piece.text) <= length else replace(piece, text=piece.text[:length])
        length -= len(piece.text)


def without(key: str, incoming: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of an answer that does not tell the key: a server may say again what it was sent.

    What may be the key's beginning is held back until more has come, for answers are shown and
    kept in files.

    Raises
    ------
    BrokenAnswer
        When the key is in the answer.
    """
    held: list[Piece] = []
    for piece in incoming:
        held.append(piece)
        text = "".join(each.text for each in held)
        if key and key in text:
            message = "The answer contains the key of the service, and is not kept."
            raise BrokenAnswer(message, "Ask another server; this one tells its keys.")
        if not key or not _begins(key, text):
            yield from held
            held.clear()
    yield from held


def _begins(key: str, text: str) -> bool:
    """Whether a text ends as the key begins."""
    return any(text.endswith(key[:n]) for n in range(min(len(key), len(text)), 0, -1))


def _choices(chunk: Any) -> list[Any]:
    choices = getattr(chunk, "choices", None)
    return choices if isinstance(choices, list) else []


def _finish(choice: Any) -> Finish:
    reason = getattr(choice, "finish_reason", None)
    if not isinstance(reason, str) or not reason:
        return ""
    if reason in ("length", "max_tokens"):
        return "length"
    return "refused" if reason in _REFUSED else "stop"


def _tokens(choice: Any, refusal: str | None) -> Iterator[Piece]:
    text = getattr(choice, "text", None)
    if text is None:
        text = _content(getattr(choice, "delta", None))
    text = str(refusal or text or "")
    told = _token_logprobs(getattr(choice, "logprobs", None))
    if len(told) > 1 and "".join(token for token, _ in told) == text:
        yield from (Piece(token, logprob) for token, logprob in told)
    elif text or told:
        # A character of several tokens comes whole with the last of them.
        yield Piece(text, sum(logprob for _, logprob in told) if told else None)


def _reasoning(choice: Any) -> str:
    """What the model thinks, where the server tells it apart from the answer."""
    delta = getattr(choice, "delta", None)
    for name in _REASONING:
        if isinstance(thought := getattr(delta, name, None), str) and thought:
            return thought
    return _joined(part for part in _content_parts(delta) if _is_thought(part))


def _content(delta: Any) -> str:
    """The answer in a part of a message: a text, or those of its parts that are no thought."""
    content = getattr(delta, "content", None)
    if not isinstance(content, list):
        return str(content or "")
    return _joined(part for part in _content_parts(delta) if not _is_thought(part))


def _content_parts(delta: Any) -> list[dict[str, Any]]:
    """The parts of a message that comes in several, as plain dictionaries."""
    content = getattr(delta, "content", None)
    parts = content if isinstance(content, list) else []
    return [_table(part) for part in parts if part]


def _table(part: Any) -> dict[str, Any]:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    table = part if isinstance(part, dict) else getattr(part, "__dict__", {})
    return dict(table)


def _is_thought(part: dict[str, Any]) -> bool:
    return str(part.get("type")) in ("thinking", "reasoning")


def _joined(parts: Iterable[Any]) -> str:
    """The texts of a content that comes in parts, however deep they lie."""
    texts = []
    for part in map(_table, parts):
        inner = part.get("text") or part.get("thinking") or part.get("reasoning") or ""
        texts.append(_joined(inner) if isinstance(inner, list) else str(inner))
    return "".join(texts)


def _token_logprobs(logprobs: Any) -> list[tuple[str, float]]:
    """Tokens with their logprobs: as in conversations, or as in the older completions."""
    content = getattr(logprobs, "content", None)
    if isinstance(content, list):
        # In a completion the client leaves what it does not know as plain dictionaries.
        rows = [each if isinstance(each, dict) else vars(each) for each in content]
        return [(str(row["token"]), float(row["logprob"])) for row in rows]
    tokens, numbers = (getattr(logprobs, each, None) for each in ("tokens", "token_logprobs"))
    if isinstance(tokens, list) and isinstance(numbers, list):
        pairs = zip(tokens, numbers, strict=False)
        return [(str(token), float(number)) for token, number in pairs if number is not None]
    return []
