"""Loaded by each Python process that is watched: refuses what leaves this machine, and notes it."""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Any

_HERE = {"", "localhost", "localhost.localdomain", "ip6-localhost"}


def _is_here(host: object) -> bool:
    if isinstance(host, bytes | bytearray):
        host = bytes(host).decode("ascii", "replace")
    if host is None or (isinstance(host, str) and host.lower() in _HERE):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return str(host).endswith(".localhost")


def _host(event: str, arguments: tuple[Any, ...]) -> object:
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        return arguments[0]
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        return address[0] if isinstance(address, tuple) else None
    return None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    host = _host(event, arguments)
    if _is_here(host):
        return
    with open(os.environ["WATCHED"], "a", encoding="utf-8") as file:
        file.write(f"{event}: {host}\n")
    raise PermissionError(f"{event} to {host} is watched")


if "WATCHED" in os.environ:
    sys.addaudithook(_hook)
