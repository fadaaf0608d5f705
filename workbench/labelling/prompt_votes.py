"""Prompt votes: labelling functions that are prompts for a foundation model; none is paid twice."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import Stopped, UsageError, WorkbenchError
from workbench.core.contracts.events import Event
from workbench.core.control import Control
from workbench.core.plugins import Plugins
from workbench.core.settings import Settings
from workbench.labelling.functions import ABSTAINED, Function, Votes
from workbench.labelling.items import Items
from workbench.prompting import prices, scores
from workbench.prompting.batch import BatchPlan, batch
from workbench.prompting.forecast import Forecast, forecast, spread
from workbench.prompting.prepare import Prepared, prepare
from workbench.prompting.prompts.questions import questions
from workbench.prompting.responses import Answers


def votes(
    function: Function,
    items: Items,
    classes: tuple[str, ...],
    plugins: Plugins,
    settings: Settings,
    load: Callable[[str], Data],
    emit: Callable[[Event], None],
    control: Control,
    max_cost: float | None = None,
) -> Votes:
    """Ask a model about every row, int64 ``(n,)``; -1 where its answer is no label.

    What was answered before is taken from the user's answers.

    Raises
    ------
    Stopped
        When the user asked to end; the answers so far are kept.
    LocalOnly
        When rows would leave this machine, and none may.
    WorkbenchError
        When the model cannot be asked, or stopped answering before the end.
    """
    ready = _prepared(function, classes, plugins, settings, load, control.check)
    rows = [items.row(row) for row in range(len(items))]
    asked = questions(ready.prompt, rows, ready.pool, ready.model.name, ready.labels, control.check)
    price = prices.load().find(ready.model.destination, ready.model.name)
    plan = BatchPlan(
        concurrency=ready.model.at_once,
        price=price,
        max_cost=max_cost,
    )
    with Answers() as answers:
        outcome = batch(
            [q.request for q in asked], ready.model.provider, settings, answers, plan, emit, control
        )
    if control.stopping:
        raise Stopped
    if outcome.halted:
        message = f"{ready.model} stopped answering: {outcome.halted}"
        raise WorkbenchError(message, outcome.remedy or "Apply it again to go on.")
    number = {label: index for index, label in enumerate(classes)}
    said = scores.parsed(outcome.replies, ready.labels, ready.prompt.parser)
    return np.array([number.get(each.label or "", ABSTAINED) for each in said], np.int64)


def foreseen(
    function: Function,
    items: Items,
    classes: tuple[str, ...],
    plugins: Plugins,
    settings: Settings,
    load: Callable[[str], Data],
    check: Callable[[], None] = lambda: None,
) -> Forecast:
    """About how much asking about every row takes, if nothing were answered yet.

    Raises
    ------
    LocalOnly
        When rows would leave this machine, and none may.
    WorkbenchError
        When the model cannot be asked.
    """
    ready = _prepared(function, classes, plugins, settings, load, check)
    rows = [items.row(row) for row in spread(len(items))]
    asked = questions(ready.prompt, rows, ready.pool, ready.model.name, ready.labels, check)
    price = prices.load().find(ready.model.destination, ready.model.name)
    return forecast(asked, len(items), ready.model, price, check)


def _prepared(
    function: Function,
    classes: tuple[str, ...],
    plugins: Plugins,
    settings: Settings,
    load: Callable[[str], Data],
    check: Callable[[], None],
) -> Prepared:
    if function.prompt is None:
        message = f"The function {function.name!r} is no prompt."
        raise UsageError(message, "It can be applied without a model.")
    prompt = function.prompt
    if not prompt.labels:
        prompt = prompt.model_copy(update={"labels": classes})
    ready = prepare(prompt, plugins, settings, load, function.model, check=check)
    if set(ready.labels) != set(classes):
        message = f"The prompt of {function.name!r} has other labels than this labelling."
        raise UsageError(message, "Leave them out of the prompt, or name the same.")
    return ready
