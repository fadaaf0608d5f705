"""What a provider and an encoder have in common, checked."""

from __future__ import annotations

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.model_source import ModelSource
from workbench.testing.conventions import check_contribution, expect


def check_source(source: ModelSource) -> list[str]:
    """It lists models, says where texts go, who it is and what it lacks; returns the models."""
    check_contribution(type(source))
    models = source.models()
    names = isinstance(models, list) and all(isinstance(model, str) for model in models)
    expect(names, f"{source.id}: models() returns {models!r}, not a list of names")
    model = models[0] if models else ""
    place = source.destination(model)
    expect(isinstance(place, str), f"{source.id}: destination() returns {place!r}, not a host")
    identity = source.identity(model)
    expect(isinstance(identity, str), f"{source.id}: identity() returns {identity!r}, not a text")
    missing = source.missing()
    expect(
        missing is None or (isinstance(missing, WorkbenchError) and missing.remedy),
        f"{source.id}: missing() returns {missing!r}, not an error with a remedy",
    )
    held = source.memory(model)
    bytes_or_none = held is None or (isinstance(held, int) and held > 0)
    expect(bytes_or_none, f"{source.id}: memory() returns {held!r}, not bytes or None")
    return models
