"""Plural: how many of something, as a sentence says it."""

from __future__ import annotations


def plural(count: int, one: str, many: str = "") -> str:
    """``1 row``, ``1,200 rows``; ``many`` is the plural of what does not take an s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
