"""Survey: which sources of models can be asked, where they send data, what the others lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from workbench.core import blame, secrets
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import LocalOnly, PluginError, WorkbenchError
from workbench.core.contracts.model_source import ModelSource, set_up
from workbench.core.contracts.provider import Provider
from workbench.core.plugins import Plugins
from workbench.core.settings import Settings

_AT_ONCE = 8


@dataclass(frozen=True)
class SourceClasses:
    """What is registered under one id: a provider, an encoder, or both with the same settings."""

    provider: type[Provider] | None = None
    encoder: type[Encoder] | None = None

    @property
    def first(self) -> type[ModelSource]:
        """The provider, or the encoder where it stands alone: says what the two share."""
        cls = self.provider or self.encoder
        if cls is None:
            message = "neither a provider nor an encoder"
            raise TypeError(message)
        return cls

    @property
    def id(self) -> str:
        """The id that they share."""
        return self.first.id

    @property
    def name(self) -> str:
        """What people read."""
        return self.first.name


def sources(plugins: Plugins) -> list[SourceClasses]:
    """Every source of models, one an id."""
    providers, encoders = plugins.of(Provider), plugins.of(Encoder)
    ids = dict.fromkeys((*providers, *encoders))
    return [SourceClasses(providers.get(id), encoders.get(id)) for id in ids]


def shows_words(source: SourceClasses, settings: Mapping[str, Mapping[str, Any]]) -> ModelSource:
    """What of a source has vectors of words: the encoder before the provider, one with a model.

    Parameters
    ----------
    settings
        The user's settings, by id.

    Raises
    ------
    ParamsError
        When a setting is impossible.
    ProviderError
        When a server cannot be asked for its models.
    """
    classes = [cls for cls in (source.encoder, source.provider) if cls is not None]
    classes.sort(key=lambda cls: not cls.has_token_vectors())
    found = [set_up(cls, settings) for cls in classes]
    return next((each for each in found if each.has_token_vectors() and each.models()), found[0])


@dataclass(frozen=True)
class State:
    """What a source of models has just now.

    ``destination`` is the host that texts are sent to, empty for this machine; ``models`` answer
    prompts, ``encoders`` make vectors of texts; ``problem`` says why there are none of either;
    ``key`` is ``"given"``, ``"none"``, ``"withheld"`` where there is one that does not go to this
    host (``note`` says why), or empty where none is taken.
    """

    id: str
    name: str
    destination: str = ""
    models: tuple[str, ...] = ()
    encoders: tuple[str, ...] = ()
    problem: WorkbenchError | None = None
    key: str = ""
    note: str = ""


def survey(classes: Iterable[SourceClasses], settings: Settings) -> list[State]:
    """Ask all sources at the same time; those elsewhere not at all where the user forbids it."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda source: state(source, settings), classes))


def state(source: SourceClasses, settings: Settings) -> State:
    """Ask one source; never fails, whatever the plugin does."""
    try:
        first = set_up(source.first, settings.providers)
        place = first.destination("")
        name = first.key_name()
        note = first.withheld()
        key = ("given" if secrets.key(source.id, name) else "none") if name else ""
        key = "withheld" if note else key
        models, problem = _models(source.provider, settings)
        encoders, lacking = _models(source.encoder, settings)
    except WorkbenchError as error:
        return State(source.id, source.name, problem=error)
    except BaseException as error:  # noqa: BLE001  a plugin may raise anything
        blame.let_through(error)
        known = blame.contained(error, source.first)
        return State(source.id, source.name, problem=known)
    problem = None if models or encoders else problem or lacking
    return State(source.id, source.name, place, models, encoders, problem, key, note)


def _models(
    cls: type[ModelSource] | None, settings: Settings
) -> tuple[tuple[str, ...], WorkbenchError | None]:
    if cls is None:
        return (), None
    source = set_up(cls, settings.providers)
    destination = source.destination("")
    if destination and settings.local_only:
        return (), LocalOnly(f"{source.name} is not asked: it is at {destination}.")
    try:
        models = tuple(source.models())
    except WorkbenchError as error:
        return (), error
    if models:
        return models, None
    remedy = "Look into its settings."
    return (), source.missing() or PluginError(f"{source.name} has no model.", remedy)
