"""Addresses of servers: checked, and told apart by whether they are on this machine."""

from __future__ import annotations

from urllib.parse import urlsplit

from workbench import UsageError, is_this_machine, url_host

_REMEDY = "Write it like https://api.example.com/v1."


def checked(url: str) -> str:
    """An address without the slash at its end.

    Raises
    ------
    UsageError
        When it is none, or carries a secret: it is kept in a plain file.
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError("The server's address cannot be read.", _REMEDY) from None
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        message = "The server's address holds more than an address."
        raise UsageError(message, f"Leave out what comes before @ or after ?. {_REMEDY}")
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"{url!r} is no address of a server.", _REMEDY)
    return url.strip().rstrip("/")


def destination(url: str) -> str:
    """The host that data is sent to; empty for this machine."""
    return "" if is_this_machine(url) else url_host(url)


def root(url: str) -> str:
    """The address without its version, where servers keep what OpenAI has not."""
    return url.removesuffix("/v1")
