"""Server: one address with its key, as everything here needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench import (
    WrongKey,
    how_to_give_key,
    is_this_machine,
    key_variable,
    key_withheld_reason,
    url_authority,
)

from .services import Service, Speech

if TYPE_CHECKING:
    from . import HttpParams


@dataclass(frozen=True)
class Server:
    """A server that is set up; its key is in no text that is made of it."""

    id: str
    name: str
    url: str
    key: str = field(repr=False)
    service: Service
    speech: Speech
    params: HttpParams

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine."""
        return is_this_machine(self.url)

    @property
    def is_autodetected(self) -> bool:
        """Whether nobody has set it up: it is there when it answers where it usually is."""
        return bool(self.service.start) and not self.params.url

    def without_key(self, text: str) -> str:
        """A text of the server's, in which its key cannot be read."""
        return text.replace(self.key, "…") if self.key else text


def no_key(id: str, name: str) -> WrongKey:
    """There is no key yet."""
    remedy = (
        f"Give it with `workbench providers key {id}` or in the settings; "
        f"the variable {key_variable(id)} works, too."
    )
    return WrongKey(f"{name} wants a key.", remedy)


def wants_key(server: Server, detail: str) -> WrongKey:
    """It was asked without a key, and will not have that; also where there is one for another."""
    name = f"{server.id} at {url_authority(server.url)}"
    note = key_withheld_reason(server.id, name, server.url, server.service.url)
    give = how_to_give_key(server.id, url_authority(server.url))
    return WrongKey(f"{server.name} wants a key: {detail}.", note or give)


def bad_key(id: str, name: str) -> WrongKey:
    """There is something that cannot be one."""
    remedy = f"Copy it again, and give it with `workbench providers key {id}` or in the settings."
    return WrongKey(f"The key of {name} holds characters that no key has.", remedy)
