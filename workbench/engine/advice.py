"""Advice: what to change after the loss has exploded, by what most likely made it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.core.contracts.params import Params, settings_of
from workbench.core.experiment import Experiment

# Says it for a step, its learning rate and the loss there.
Advice = Callable[[int, float, float], str]

# A rate so many times the usual one is the cause; a rate that is so much lower is not.
_HIGH, _LOW = 2.0, 0.1
_USUAL_CLIP = 1.0
# Of a rate that is as usual: the next one that people try.
_GENTLER = 3.0


def for_training(experiment: Experiment, params: Params | None) -> Advice:
    """Advice for trainings with these settings of the trainer."""

    def advise(step: int, lr: float, loss: float) -> str:
        if step == 0 and loss != loss:
            return _FROM_THE_START + _precision(experiment)
        return _by_rate(params, lr) + _precision(experiment)

    return advise


_FROM_THE_START = (
    "It was no number before anything was learnt, so the learning rate is not the cause: "
    "check the network's settings and the data."
)


def _precision(experiment: Experiment) -> str:
    return " Or compute in fp32 (precision)." if experiment.precision == "bf16" else ""


def _by_rate(params: Params | None, lr: float) -> str:
    rates = _rates(params)
    high = [each for each in rates if each[2] > _HIGH * each[3]]
    if high:
        title, name, value, usual = max(high, key=lambda each: each[2] / each[3])
        return (
            f"Set the {title} (trainer.{name}) to {usual:g}, the usual value; "
            f"{value:g} is {value / usual:,.0f} times as much."
        )
    if clip := _clipping(params):
        return clip
    if rates and all(value < _LOW * usual for _, _, value, usual in rates):
        return (
            "The learning rate is far below the usual one already and gradients are clipped, so "
            "look at the network's settings: normalisation, fewer layers, or another optimiser."
        )
    if rates:
        title, name, value, _ = rates[0]
        return f"Set the {title} (trainer.{name}) to {value / _GENTLER:.1g}, a third of {value:g}."
    return f"Lower the learning rate, for instance to {lr / _GENTLER:.1g}."


def _rates(params: Params | None) -> list[tuple[str, str, float, float]]:
    """Title, name, value and usual value of every learning rate, where there are some."""
    if params is None:
        return []
    found = []
    for setting in settings_of(type(params)):
        is_rate = setting.name == "lr" or setting.name.endswith(("_lr", "learning_rate"))
        value: Any = getattr(params, setting.name)
        # An end rate is a part of another one.
        if is_rate and setting.name != "end_lr" and value and setting.default:
            found.append(
                (setting.title.lower(), setting.name, float(value), float(setting.default))
            )
    return found


def _clipping(params: Params | None) -> str:
    """How to clip gradients, where that is offered and not done already."""
    if params is None or "clip" not in type(params).model_fields:
        return ""
    title = {s.name: s.title.lower() for s in settings_of(type(params))}["clip"]
    clip: float | None = getattr(params, "clip", None)
    if not clip:
        return f"Set {title} (trainer.clip) to {_USUAL_CLIP:g}: it is off."
    if clip > _USUAL_CLIP:
        return f"Lower {title} (trainer.clip) from {clip:g} to {_USUAL_CLIP:g}."
    return ""
