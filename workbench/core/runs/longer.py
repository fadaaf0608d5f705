"""Longer: let a run go on for more epochs or steps than it was made for."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Started
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.runs.store import Run

# How long a trainer trains, in the order in which they are looked for.
LENGTHS = ("epochs", "steps")
# What else may change in a run that has begun: nothing that a step does differs by it.
ALLOWED = (*LENGTHS, "time_budget", "early_stopping", "evaluate_every")


def length_of(run: Run, plugins: Plugins) -> tuple[str, int]:
    """The setting that says how long a run is trained, and its value, or what came of a blank one.

    Raises
    ------
    UsageError
        When the trainer has none, or is gone.
    """
    params = resolve(run.experiment, plugins).trainer_params
    for name in LENGTHS:
        if isinstance(value := getattr(params, name, None), int):
            return name, value
        if hasattr(params, name):
            return name, _trained(run, name)
    message = f"The trainer {run.experiment.trainer.id} counts neither epochs nor steps."
    raise UsageError(message, "Train again with other settings.")


def _trained(run: Run, name: str) -> int:
    """How long the engine has made the run; 1 where it never began."""
    began = next((event for event in run.events() if isinstance(event, Started)), None)
    if began is None or began.total_steps is None:
        return 1
    return began.total_steps // (began.steps_per_epoch if name == "epochs" else 1)


def changed(run: Run, plugins: Plugins, settings: Mapping[str, Any]) -> Experiment:
    """A run's experiment with other settings of how long it is trained.

    Parameters
    ----------
    settings
        Of the trainer, such as ``{"epochs": 20}``; among `ALLOWED`.

    Raises
    ------
    UsageError
        When another setting is named, or the training would become shorter.
    ParamsError
        When a value is impossible.
    """
    if strange := sorted(set(settings) - set(ALLOWED)):
        message = f"A run that has begun cannot change trainer.{strange[0]}."
        close = difflib.get_close_matches(strange[0], ALLOWED, 1)
        hint = f"Did you mean {close[0]}? " if close else ""
        remedy = (
            f"{hint}It may change {', '.join(ALLOWED)}. Duplicate the experiment to change others."
        )
        raise UsageError(message, remedy)
    name, now = length_of(run, plugins)
    if (other := next((n for n in LENGTHS if n in settings and n != name), None)) is not None:
        message = f"The trainer {run.experiment.trainer.id} counts {name}, not {other}."
        raise UsageError(message, f"Give trainer.{name}.")
    longer = run.experiment.with_settings({"trainer": dict(settings)})
    problems = resolve(longer, plugins).problems
    if problems:
        raise UsageError(f"{problems[0].where}: {problems[0].message}", problems[0].remedy)
    if name in settings and int(settings[name]) < now:
        message = f"The run is made for {now:,} {name}; {settings[name]:,} are fewer."
        raise UsageError(message, f"Give more than {now:,}: all {name} together.")
    return longer
