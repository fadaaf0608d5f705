"""Provider models: which one a name means, what each offers, and which is asked unnamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.core.contracts.provider import Capabilities, Provider, set_up, stay_local
from workbench.core.settings import Settings
from workbench.core.survey import state

# A model on this machine takes all of it for one answer; a service takes many at once.
AT_ONCE = 8


@dataclass(frozen=True)
class ProviderModel:
    """A model of a provider that is set up."""

    provider: Provider
    name: str

    def __str__(self) -> str:
        return f"{self.provider.id}/{self.name}"

    @property
    def destination(self) -> str:
        """The host that prompts are sent to; empty when they stay on this machine."""
        return self.provider.destination(self.name)

    @property
    def at_once(self) -> int:
        """Questions that it is asked at one time where nobody says how many."""
        return AT_ONCE if self.destination else 1

    @property
    def can(self) -> Capabilities:
        """What it can do."""
        return self.provider.capabilities(self.name)


@dataclass(frozen=True)
class Offer:
    """What one provider has to ask just now.

    Attributes
    ----------
    destination
        The host that prompts are sent to, empty for this machine.
    models
        Those that write.
    encoders
        Those that make vectors of texts.
    problem
        Why it has no models; `LocalOnly` when it was not even asked.
    """

    id: str
    name: str
    destination: str = ""
    models: tuple[ProviderModel, ...] = ()
    encoders: tuple[ProviderModel, ...] = ()
    problem: WorkbenchError | None = None


def offer(cls: type[Provider], settings: Settings) -> Offer:
    """Ask one provider what it has; a server may take a while to answer."""
    found = state(cls, settings)
    there: list[ProviderModel] = []
    if found.models:
        provider = set_up(cls, settings.providers)
        there = [ProviderModel(provider, name) for name in found.models]
    return Offer(
        id=cls.id,
        name=cls.name,
        destination=found.destination,
        models=tuple(model for model in there if _writes(model.can)),
        encoders=tuple(model for model in there if model.can.embeddings),
        problem=found.problem,
    )


def find(name: str, providers: Mapping[str, type[Provider]], settings: Settings) -> ProviderModel:
    """The model that ``provider/model`` means; of a provider alone, its first.

    Raises
    ------
    UsageError
        When there is no such provider, or it is not set up.
    ProviderError
        When its server cannot be asked for its models.
    """
    id, _, model = name.partition("/")
    if id not in providers:
        message = f"There is no provider {id!r}."
        raise UsageError(message, f"There are: {', '.join(sorted(providers)) or 'none'}.")
    provider = set_up(providers[id], settings.providers)
    if model:
        return ProviderModel(provider, model)
    if (missing := provider.missing()) is not None:
        raise missing
    models = provider.models()
    writing = [each for each in models if _writes(provider.capabilities(each))]
    if not writing:
        message = f"{provider.name} has no model that writes."
        raise UsageError(message, "`workbench doctor` says what is missing.")
    return ProviderModel(provider, writing[0])


def choose(
    preferred: tuple[str, ...], providers: Mapping[str, type[Provider]], settings: Settings
) -> ProviderModel:
    """The first of the wanted models that can be asked, else any, this machine's own first.

    Raises
    ------
    UsageError
        When none can be asked, saying what is missing.
    """
    for name in preferred:
        if (found := _ready(name, providers, settings)) is not None:
            return found
    there = sorted(_all(providers, settings), key=lambda model: bool(model.destination))
    if settings.local_only:
        there = [model for model in there if not model.destination]
    if there:
        return there[0]
    remedies = []
    for cls in providers.values():
        provider = set_up(cls, settings.providers)
        if (missing := provider.missing()) is not None:
            remedies.append(missing.remedy)
    message = "There is no model to ask."
    raise UsageError(message, " ".join(dict.fromkeys(remedies)) or "Install a provider's plugin.")


def encoder(
    name: str, providers: Mapping[str, type[Provider]], settings: Settings
) -> ProviderModel | None:
    """The encoder of this name; of an empty one, one on this machine, or ``None`` without any.

    Raises
    ------
    UsageError
        When there is no provider of this name, or none of its models encodes.
    LocalOnly
        When texts would leave this machine, and none may.
    """
    if name:
        id, _, model = name.partition("/")
        if id not in providers:
            there = ", ".join(sorted(providers)) or "none"
            raise UsageError(f"There is no provider {id!r} of an encoder.", f"There are: {there}.")
        provider = set_up(providers[id], settings.providers)
        chosen = ProviderModel(provider, model or _first_encoder(provider, settings))
        stay_local(provider, chosen.name, settings, "the rows")
        return chosen
    for cls in providers.values():
        for model_of in _models(set_up(cls, settings.providers), settings):
            # A training split is not sent away unless somebody asks for that.
            if model_of.can.embeddings and not model_of.destination:
                return model_of
    return None


def _first_encoder(provider: Provider, settings: Settings) -> str:
    stay_local(provider, "", settings, "what is asked")
    found = next((m for m in provider.models() if provider.capabilities(m).embeddings), "")
    if not found:
        message = f"{provider.name} has no model that encodes text."
        raise UsageError(message, f"Name one, as {provider.id}/MODEL.")
    return found


def _ready(
    name: str, providers: Mapping[str, type[Provider]], settings: Settings
) -> ProviderModel | None:
    id, _, model = name.partition("/")
    if id not in providers:
        return None
    models = _models(set_up(providers[id], settings.providers), settings)
    fitting = (found for found in models if found.name == model or not model)
    return next((found for found in fitting if _allowed(found, settings)), None)


def _allowed(model: ProviderModel, settings: Settings) -> bool:
    return _writes(model.can) and not (settings.local_only and model.destination)


def _all(providers: Mapping[str, type[Provider]], settings: Settings) -> Iterator[ProviderModel]:
    for cls in providers.values():
        models = _models(set_up(cls, settings.providers), settings)
        yield from (model for model in models if _writes(model.can))


def _models(provider: Provider, settings: Settings) -> list[ProviderModel]:
    """What can be asked now; a server that does not answer, or may not be asked, has none."""
    if settings.local_only and provider.destination(""):
        return []
    try:
        return [ProviderModel(provider, name) for name in provider.models()]
    except WorkbenchError:
        return []


def _writes(can: Capabilities) -> bool:
    return can.chat or can.completion
