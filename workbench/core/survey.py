"""Survey: which providers can be asked now, where they send data, and what the others lack."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from workbench.core import blame, secrets
from workbench.core.contracts.errors import LocalOnly, PluginError, WorkbenchError
from workbench.core.contracts.provider import Provider, set_up
from workbench.core.settings import Settings

_AT_ONCE = 8


@dataclass(frozen=True)
class State:
    """What a provider has just now.

    ``destination`` is the host that prompts are sent to, empty for this machine; ``problem`` says
    why there are no models; ``key`` is ``"given"``, ``"none"``, ``"withheld"`` where there is one
    that does not go to this host (``note`` says why), or empty where none is taken.
    """

    id: str
    name: str
    destination: str = ""
    models: tuple[str, ...] = ()
    problem: WorkbenchError | None = None
    key: str = ""
    note: str = ""


def survey(providers: Mapping[str, type[Provider]], settings: Settings) -> list[State]:
    """Ask all providers at the same time; those elsewhere not at all where the user forbids it."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda cls: state(cls, settings), providers.values()))


def state(cls: type[Provider], settings: Settings) -> State:
    """Ask one provider; never fails, whatever the plugin does."""
    try:
        provider = set_up(cls, settings.providers)
        place = provider.destination("")
        name = provider.key_name()
        note = provider.withheld()
        key = ("given" if secrets.key(cls.id, name) else "none") if name else ""
        key = "withheld" if note else key
        models, problem = _models(provider, place, settings)
    except WorkbenchError as error:
        return State(cls.id, cls.name, problem=error)
    except BaseException as error:  # noqa: BLE001  a plugin may raise anything
        blame.let_through(error)
        return State(cls.id, cls.name, problem=blame.contained(error, cls))
    return State(cls.id, cls.name, place, models, problem, key, note)


def _models(
    provider: Provider, destination: str, settings: Settings
) -> tuple[tuple[str, ...], WorkbenchError | None]:
    if destination and settings.local_only:
        return (), LocalOnly(f"{provider.name} is not asked: it is at {destination}.")
    try:
        models = tuple(provider.models())
    except WorkbenchError as error:
        return (), error
    if models:
        return models, None
    remedy = "Look into its settings."
    return (), provider.missing() or PluginError(f"{provider.name} has no model.", remedy)
