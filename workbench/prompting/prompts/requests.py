"""Requests: a request as people read it, and as programs do."""

from __future__ import annotations

from typing import Any

from workbench.core.contracts.provider import Request


def request_text(request: Request) -> str:
    """A request as people read it."""
    if request.prompt is not None:
        return request.prompt
    turns = []
    for turn in request.messages:
        pictures = f" ({len(turn.images)} picture{'s' * (len(turn.images) > 1)})"
        turns.append(f"[{turn.role}]{pictures if turn.images else ''}\n{turn.text}")
    return "\n\n".join(turns)


def request_table(request: Request) -> dict[str, Any]:
    """A request for JSON; pictures as their number."""
    if request.prompt is not None:
        return {"prompt": request.prompt}
    turns = [{"role": t.role, "text": t.text, "images": len(t.images)} for t in request.messages]
    return {"messages": turns}
