"""Keys of services, kept in the operating system's keyring and nowhere else.

Each is for one host: it goes to no other, and over plain http to none but this machine.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from workbench.core.io import hosts

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


# Variables of other programs that hold keys, which a process that needs none gets none of either.
_OTHERS = (
    "HF_TOKEN",
    "HUGGING_FACE_HUB_TOKEN",
    "OPENAI_API_KEY",
    "OPENAI_ADMIN_KEY",
    "ANTHROPIC_API_KEY",
    "GEMINI_API_KEY",
    "GOOGLE_API_KEY",
)


def without_keys(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment for a process that needs no key."""
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(_PREFIX) and name not in _OTHERS
    }


def variable(id: str) -> str:
    """The environment variable that may hold a provider's key, for machines without a keyring."""
    return f"{_PREFIX}{id.upper().replace('-', '_')}"


def host_variable(id: str) -> str:
    """The variable that says which host the key of `variable` is for, where it is not the usual."""
    return f"{variable(id)}_HOST"


def key(id: str, name: str, url: str = "", home: str = "") -> str:
    """The key for a server, wherever it was given; empty without one that may go there.

    Parameters
    ----------
    id
        The provider's id.
    name
        What the key is called in the keyring. It names the server's host, so that a key never goes
        to another one than it was given for.
    url
        Where the key would be sent. Over plain http it goes to this machine alone.
    home
        The usual address, which the key of the variable is for unless `host_variable` names
        another host; empty for one on this machine.
    """
    if url and not hosts.is_private_way(url):
        return ""
    return (get(name) if name else "") or (_from_variable(id) if _is_for(id, url, home) else "")


def withheld(id: str, name: str, url: str, home: str = "") -> str:
    """Why a key that there is does not go to ``url``, and what to do; empty when that is not so."""
    place, given = hosts.authority(url), _from_variable(id)
    if not url or key(id, name, url, home):
        return ""
    is_given = bool((get(name) if name else "") or (given and _is_for(id, url, home)))
    if is_given and not hosts.is_private_way(url):
        return f"Its key is not sent to {place} without encryption; write the address with https."
    if not given or _is_for(id, url, home):
        return ""
    meant = os.environ.get(host_variable(id), "").strip() or hosts.authority(home)
    return (
        f"The key in {variable(id)} is for {meant or 'this machine'}, and is not sent to {place}. "
        + how_to_give(id, place)
    )


def how_to_give(id: str, host: str) -> str:
    """What to do so that a key goes to a host."""
    return (
        f"`workbench providers key {id}` keeps one for {host} in the system's keyring. "
        f"Without a keyring: {how_to_set(id, host)}"
    )


def how_to_set(id: str, host: str = "") -> str:
    """The same where there is no keyring; without a place, for the usual host."""
    also = f" to the key and {host_variable(id)} to {host}" if host else ""
    return f"Set the variable {variable(id)}{also} where you start the workbench."


def _from_variable(id: str) -> str:
    return os.environ.get(variable(id), "").strip()


def _is_for(id: str, url: str, home: str) -> bool:
    """Whether the variable's key is for this address; who names none sends it where it belongs."""
    if not url:
        return True
    named = os.environ.get(host_variable(id), "").strip().lower()
    if named:
        return named in (hosts.authority(url), hosts.name(url))
    if not home or hosts.is_here(home):
        return hosts.is_here(url)
    return hosts.authority(url) == hosts.authority(home)
