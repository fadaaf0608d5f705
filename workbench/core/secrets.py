"""Keys of services, kept in the operating system's keyring and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping

SERVICE = "workbench"
_PREFIX = "WORKBENCH_KEY_"

# Where the system has no keyring: for this process only, and the user is told so.
_memory: dict[str, str] = {}


def lasting() -> bool:
    """Whether keys survive the end of the program."""
    import keyring
    from keyring.backends import fail

    return not isinstance(keyring.get_keyring(), fail.Keyring)


def get(name: str) -> str | None:
    """The key called ``name``, or ``None``."""
    import keyring

    kept: str | None = None
    if lasting():
        try:
            kept = keyring.get_password(SERVICE, name)
        except Exception:  # noqa: BLE001  what a backend raises may tell the key
            kept = None
    return kept or _memory.get(name)


def put(name: str, key: str) -> bool:
    """Keep a key; returns whether it will last."""
    import keyring

    if lasting():
        try:
            keyring.set_password(SERVICE, name, key)
            return True
        except Exception:  # noqa: BLE001  what a backend raises may tell the key
            pass
    _memory[name] = key
    return False


def forget(name: str) -> None:
    """Remove a key; removing what is not there is no error."""
    import keyring

    _memory.pop(name, None)
    if lasting():
        try:
            keyring.delete_password(SERVICE, name)
        except Exception:  # noqa: BLE001  what a backend raises may tell the key
            return


def without_keys(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment for a process that needs no key."""
    return {k: v for k, v in environment.items() if not k.startswith(_PREFIX)}


def variable(id: str) -> str:
    """The environment variable that may hold a provider's key, for machines without a keyring."""
    return f"{_PREFIX}{id.upper().replace('-', '_')}"


def key(id: str, name: str) -> str:
    """The key ``name`` of the provider ``id``, wherever it was given; empty without one."""
    return (get(name) if name else "") or os.environ.get(variable(id), "").strip()
