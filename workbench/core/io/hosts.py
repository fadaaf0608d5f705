"""Hosts: which address is this machine, and which way to one can be read by others."""

from __future__ import annotations

import ipaddress
import urllib.request
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}


def is_here(url: str) -> bool:
    """Whether an address is this machine itself; one that cannot be read is not."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def name(url: str) -> str:
    """The host of an address, in small letters; empty when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def authority(url: str) -> str:
    """Host and port, to which a key belongs; a usual port is left out."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = f"[{host}]" if ":" in host else host
    return host if port is None or port == _PORTS.get(parts.scheme) else f"{host}:{port}"


def is_private_way(url: str) -> bool:
    """Whether what is sent to an address is read there alone: by TLS, or inside this machine."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return False
    return scheme == "https" or is_here(url)


def is_proxied(url: str) -> bool:
    """Whether the environment sends questions to this address through a proxy."""
    proxies = urllib.request.getproxies()
    if not (proxies.get(urlsplit(url).scheme) or proxies.get("all")):
        return False
    return not urllib.request.proxy_bypass(urlsplit(url).netloc)
