"""Fitted: an answerer of a plugin learns from some labels and answers the held-out rows."""

from __future__ import annotations

import time

from workbench.comparison import timing
from workbench.comparison.bench import Bench
from workbench.comparison.held_out import per_class
from workbench.comparison.plan import Spec
from workbench.comparison.said import Facts, Said
from workbench.core.answerer import Answerer
from workbench.core.errors import UsageError
from workbench.core.params import make


def answers(bench: Bench, spec: Spec, budget: int | None, seed: int) -> Said:
    """A plugin's answerer learns from ``budget`` labels of each class and answers.

    Raises
    ------
    UsageError
        When there is no such plugin, or it does not take this task.
    """
    cls = bench.plugins.get(Answerer, spec.id)
    answerer = cls()
    if not answerer.supports(bench.data.task):
        message = f"{cls.name} does not take {bench.data.task}."
        raise UsageError(message, "Leave it out of this comparison.")
    params = make(cls.Params, spec.settings, spec.id)
    chosen = per_class(bench.learnable.y, budget, seed)
    learn = bench.learnable.take(chosen)
    began = time.perf_counter()
    found = answerer.fit(learn, bench.data.classes, params, seed, bench.tools)
    fit_s = time.perf_counter() - began
    # A learning curve wants no latencies.
    single = timing.SINGLE if budget is None else 0
    probabilities, latency, rate = timing.answer(
        found.predict, bench.held_out.inputs, bench.control.check, single
    )
    facts = Facts(
        labels=len(chosen), fit_s=fit_s, latency_ms=latency, rows_per_s=rate, size=found.size,
        origin=found.origin, licence=bench.licence, trained_on=bench.data.digest(),
        source=f"{spec.id}, seed {seed}", price=0.0, price_source="this machine",
    )  # fmt: skip
    return Said.of(probabilities, facts)
