"""Provider models: which one a name means, what each offers, and which is asked unnamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.core import survey
from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.core.contracts.model_source import set_up
from workbench.core.contracts.provider import Capabilities, Provider
from workbench.core.encoder_models import EncoderModel
from workbench.core.settings import Settings
from workbench.core.survey import SourceClasses

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
    """What one source of models has just now.

    Attributes
    ----------
    destination
        The host that texts are sent to, empty for this machine.
    models
        Those that answer prompts.
    encoders
        Those that make vectors of texts.
    problem
        Why it has no models; `LocalOnly` when it was not even asked.
    """

    id: str
    name: str
    destination: str = ""
    models: tuple[ProviderModel, ...] = ()
    encoders: tuple[EncoderModel, ...] = ()
    problem: WorkbenchError | None = None


def offer(source: SourceClasses, settings: Settings) -> Offer:
    """Ask one source what it has; a server may take a while to answer."""
    state = survey.state(source, settings)
    models: list[ProviderModel] = []
    encoders: list[EncoderModel] = []
    if source.provider is not None and state.models:
        provider = set_up(source.provider, settings.providers)
        models = [ProviderModel(provider, name) for name in state.models]
    if source.encoder is not None and state.encoders:
        encoder = set_up(source.encoder, settings.providers)
        encoders = [EncoderModel(encoder, name) for name in state.encoders]
    return Offer(
        id=source.id,
        name=source.name,
        destination=state.destination,
        models=tuple(model for model in models if _writes(model.can)),
        encoders=tuple(encoders),
        problem=state.problem,
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
