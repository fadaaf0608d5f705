"""Run options: what an experiment says beside its three parts, as a form sees it."""

from __future__ import annotations

from typing import Any, Literal

import pydantic

from workbench.core.contracts.params import Params, param
from workbench.core.experiment import Experiment

_NAMES = ("name", "seed", "device", "precision", "compile", "threads")


class RunOptions(Params):
    """The fields of `Experiment` that belong to no plugin."""

    name: str = param("", "Name", "What the run is called; empty for the dataset's name.")
    seed: int = param(0, "Seed", "The same seed gives the same curve on this machine.", ge=0)
    device: str = param("auto", "Device", "Device to train on; auto picks the fastest.")
    precision: Literal["fp32", "bf16"] = param(
        "fp32", "Precision", "bf16 is faster on recent graphics cards and a little coarser."
    )
    compile: bool = param(False, "Compile", "Compile the model: slower start, faster steps.")
    threads: int | None = param(
        None,
        "CPU threads",
        "Leave blank to use what is fastest at the moment; a number makes runs repeatable bit by "
        "bit on a busy computer.",
        blank="automatic",
        ge=1,
        le=1024,
    )


def options_class(devices: tuple[str, ...]) -> type[RunOptions]:
    """`RunOptions` with the devices of this machine to choose from."""
    choice = Literal[("auto", *devices)]  # type: ignore[valid-type]
    field = RunOptions.model_fields["device"]
    made: type[RunOptions] = pydantic.create_model(
        "RunOptions", __base__=RunOptions, device=(choice, field)
    )
    return made


def values_of(experiment: Experiment) -> dict[str, Any]:
    """What a form is filled with."""
    return {name: getattr(experiment, name) for name in _NAMES}


def with_options(experiment: Experiment, values: dict[str, Any]) -> Experiment:
    """Return a copy with these options; what is not named goes back to its default.

    Raises
    ------
    ParamsError
        When a value is impossible.
    """
    defaults = RunOptions().model_dump()
    return experiment.with_settings({name: values.get(name, defaults[name]) for name in _NAMES})


def summary(experiment: Experiment) -> str:
    """The options in a few words, such as ``auto · seed 0 · bf16``."""
    words = [experiment.device, f"seed {experiment.seed}"]
    if experiment.precision != "fp32":
        words.append(experiment.precision)
    if experiment.compile:
        words.append("compiled")
    if experiment.threads is not None:
        words.append(f"{experiment.threads} threads")
    return " · ".join(words)
