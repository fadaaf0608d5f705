"""Fitted: an answerer of a plugin learns from some labels and answers the held-out rows."""

from __future__ import annotations

import time

from workbench.comparison import timing
from workbench.comparison.context import ComparisonContext
from workbench.comparison.held_out import per_class
from workbench.comparison.plan import Spec
from workbench.comparison.predictions import Facts, Predictions
from workbench.comparison.waiting import Waiting
from workbench.core.contracts.answerer import Answerer, Fitted, Tools
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.params import make
from workbench.encoders.account import EncoderAccount


def answers(bench: ComparisonContext, spec: Spec, budget: int | None, seed: int) -> Predictions:
    """A plugin's answerer learns from ``budget`` labels of each class and answers.

    Raises
    ------
    UsageError
        When there is no such plugin, or it does not take this task.
    """
    cls = bench.plugins.get(Answerer, spec.id)
    answerer = cls()
    data = bench.data
    if not answerer.supports(data.task):
        message = f"{cls.name} does not take {data.task}."
        raise UsageError(message, "Leave it out of this comparison.")
    params = make(cls.Params, spec.settings, spec.id)
    rows = bench.learnable
    by_content = budget is not None and bench.split_by == "content"
    chosen = per_class(rows.strata, budget, seed, rows.identities if by_content else None)
    learn = rows.take(chosen)
    lent = bench.encoders.account(bench.control.check)
    began, waiting = time.perf_counter(), Waiting()
    tools = Tools(lent.encoder, bench.control.check)
    found = answerer.fit(learn, data.target, params, seed, tools)
    fit_s = time.perf_counter() - began + lent.saved()
    learning = lent.bill()
    given, latency, rate = timing.answer(
        found.predict,
        bench.held_out.inputs,
        data.inputs.take,
        bench.control.check,
        _single(budget, lent),
        lent.saved,
    )
    answering = lent.bill()
    facts = Facts(
        # What counts classes alone needs no labels that people must be paid for.
        labels=len(chosen) if cls.learns else 0,
        fit_s=fit_s,
        latency_ms=latency,
        rows_per_s=rate,
        size=found.size,
        memory=_memory(found, lent),
        origin=_origin(found, lent),
        licence=bench.licence,
        trained_on=data.digest(),
        source=f"{spec.id}, seed {seed}",
        price=answering.dollars,
        price_source=answering.source or "this machine",
        fit_price=learning.dollars,
        prompt_tokens=answering.tokens if lent.names else None,
        destination=lent.destination,
        encoder=lent.names,
        waited=waiting.share(),
    )
    return Predictions.of(given, data.target, facts)


def _single(budget: int | None, encoders: EncoderAccount) -> int:
    """How many are timed alone: a learning curve wants no latencies."""
    if budget is not None:
        return 0
    return timing.SINGLE_AWAY if encoders.destination else timing.SINGLE


def _memory(fitted: Fitted, encoders: EncoderAccount) -> int | None:
    """What it keeps itself and its encoders; ``None`` where one of the two is not known."""
    if fitted.memory is None or encoders.memory is None:
        return None
    return fitted.memory + encoders.memory


def _origin(fitted: Fitted, encoders: EncoderAccount) -> str:
    vectors = f"vectors of {encoders.names}" if encoders.names else ""
    return "; ".join(filter(None, (fitted.origin, vectors)))
