"""Local only: whether anything may leave this machine, asked at every door before it opens.

It holds when the user's settings say so, and when this process was told so, by the switch of its
window or by ``--local-only`` of its command.
"""

from __future__ import annotations

from workbench.core import settings
from workbench.core.contracts.errors import LocalOnly
from workbench.core.io import hosts

ALLOW = "Allow other machines in the settings, or choose a file on this machine."

_asked_for: set[str] = set()


def hold(by: str, on: bool) -> None:
    """Ask for it in this process, or take that back; ``by`` says who does."""
    if on:
        _asked_for.add(by)
    else:
        _asked_for.discard(by)


def clear() -> None:
    """Take back whatever was asked for in this process; the settings still count."""
    _asked_for.clear()


def holds() -> bool:
    """Whether nothing may leave this machine."""
    return bool(_asked_for) or settings.load().local_only


def refuse(url: str, what: str, remedy: str = ALLOW) -> None:
    """Refuse an address on another machine where nothing may leave this one.

    Raises
    ------
    LocalOnly
        Naming the host; ``what`` begins the sentence, such as ``"words.txt is not downloaded"``.
    """
    if not hosts.is_here(url) and holds():
        raise LocalOnly(f"{what}: it is at {hosts.name(url) or 'another machine'}.", remedy)
