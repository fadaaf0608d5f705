"""Vectors of texts from a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx2
import numpy as np
import numpy.typing as npt

from workbench import BrokenAnswer, ProviderError

from .faults import fault
from .line import Watch, line
from .reply import whole
from .server import Server

_AT_ONCE = 64


def embed(
    server: Server, model: str, texts: Sequence[str]
) -> tuple[npt.NDArray[np.float32], int | None]:
    """Vectors, float32 ``(n, width)``, and how many tokens the server counted, if it did.

    Raises
    ------
    ProviderError
        When the server cannot be asked, or sends something else.
    """
    rows: list[list[float]] = []
    tokens: list[int | None] = []
    try:
        with line(server) as taken, Watch(taken, server.params.longest):
            for first in range(0, len(texts), _AT_ONCE):
                # Some servers turn an empty text down.
                part = [text or " " for text in texts[first : first + _AT_ONCE]]
                client: Any = taken.client
                body = {"model": model, "input": part, "encoding_format": "float"}
                raw = client.post("/embeddings", cast_to=httpx2.Response, body=body)
                reply = next(whole(server, raw.content, raw.request), None)
                tokens.append(_tokens(reply))
                rows += _rows(reply)
    except ProviderError:
        raise
    except Exception as error:  # noqa: BLE001  whatever a server sends must come out as words
        raise fault(server, model, error, begun=False).error from None
    found = np.array(rows, np.float32).reshape(len(texts), -1) if rows else np.zeros((0, 0))
    if len(rows) != len(texts) or not np.isfinite(found).all():
        raise BrokenAnswer(f"{server.name} sends no vectors of these texts.")
    known = [count for count in tokens if count is not None]
    return found.astype(np.float32), sum(known) if len(known) == len(tokens) else None


def _rows(reply: Any) -> list[list[float]]:
    """The vectors in a reply, in the order of the texts; none where there are none."""
    data = getattr(reply, "data", None)
    entries = data if isinstance(data, list) else []
    return [each.embedding for each in sorted(entries, key=lambda each: each.index)]


def _tokens(reply: Any) -> int | None:
    """Of some servers it is no answer to how many: they leave it out, or say none of any text."""
    count = getattr(getattr(reply, "usage", None), "prompt_tokens", None)
    return count if isinstance(count, int) and count > 0 else None
