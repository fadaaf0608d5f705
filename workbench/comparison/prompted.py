"""Prompted: a foundation model is put the held-out rows, and asked again in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.comparison import contamination, timing
from workbench.comparison.context import ComparisonContext
from workbench.comparison.lineage import refuse_leaky, refuse_read
from workbench.comparison.plan import Spec
from workbench.comparison.predictions import Facts, Predictions
from workbench.comparison.waiting import Waiting
from workbench.core import provider_models
from workbench.core.contracts.errors import Stopped, WorkbenchError
from workbench.core.contracts.events import Event, Progress
from workbench.core.contracts.model_source import stay_local
from workbench.core.contracts.provider import Provider, Request
from workbench.core.provider_models import ProviderModel
from workbench.encoders.account import Bill, EncoderAccount, source, together
from workbench.prompting import prices, scores
from workbench.prompting.batch import BatchPlan, Outcome, batch
from workbench.prompting.prompts.parse import Parsed
from workbench.prompting.prompts.questions import labels_of, questions
from workbench.prompting.prompts.rows import Row, typical_label
from workbench.prompting.prompts.shots import Pool
from workbench.prompting.prompts.template import Prompt

# What is done without is put in front where a prompt names no paraphrase.
REWORDED = "Your task is as follows. {0} Reply with the label only."


def answers(bench: ComparisonContext, spec: Spec) -> Predictions:
    """Ask the prompt's model about every row; what was answered before is not asked again.

    Raises
    ------
    LocalOnly
        When rows would leave this machine, and none may.
    WorkbenchError
        When the model cannot be asked, or stopped answering before the end.
    """
    prompt, model = spec.prompt_with_shots, _model(bench, spec)
    _refuse_read(bench, prompt, model)
    labels = labels_of(prompt, bench.data.classes)
    lent = bench.encoders.account(bench.control.check)
    pool = bench.pool(prompt, lent)
    if prompt.shots.searches:
        _ = pool.nearness  # what its rows take is paid once
    learning = lent.bill()
    waiting = Waiting()
    asked = _Asked(bench, prompt)
    outcome = _ask(bench, prompt, model, bench.held_out.rows, labels, pool, asked)
    waited = waiting.share() if outcome.requested and not model.destination else None
    timed = outcome
    if bench.again and not model.destination:
        waiting = Waiting()
        rows = bench.held_out.rows[: timing.SINGLE_AWAY]
        timed = _ask(bench, prompt, model, rows, labels, pool, asked, fresh=True)
        waited = waiting.share()
    target = bench.held_out.target
    said = scores.parsed(outcome.replies, labels, prompt.parser, target)
    found = _predicted(said, bench)
    facts = replace(
        _facts(prompt, model, outcome, lent, learning, timed),
        waited=waited,
        labels=_labels(bench, prompt),
        retests=_retests(bench, prompt, model, labels, found, pool, asked),
        verbatim=_verbatim(bench, model),
    )
    kinds = tuple(
        "failed" if reply is None else parsed.kind
        for reply, parsed in zip(outcome.replies, said, strict=True)
    )
    texts = tuple("" if reply is None else reply.text for reply in outcome.replies)
    return Predictions(found, kinds, texts, None, facts)


class _Asked:
    """Passes a batch's events on; how far it is, is counted over all batches of the job."""

    def __init__(self, bench: ComparisonContext, prompt: Prompt) -> None:
        self._emit = bench.emit
        self._before = 0
        again = min(bench.plan.stability, len(bench.held_out))
        self._total = len(bench.held_out) + again * len(_variants(prompt, ()))

    def __call__(self, event: Event) -> None:
        if isinstance(event, Progress):
            done = self._before + event.done
            event = replace(event, done=done, total=max(self._total, done))
        self._emit(event)

    def batch_ended(self, n_rows: int) -> None:
        """The next batch is counted on from here."""
        self._before += n_rows


def _refuse_read(bench: ComparisonContext, prompt: Prompt, model: ProviderModel) -> None:
    """Refuse a prompt, or a model that was trained here, that has the very rows in its text."""
    if bench.held_out.pictures:
        return
    texts = bench.held_out.texts
    refuse_leaky(prompt, texts)
    if model.name and (bench.store.folder / model.name / "experiment.toml").is_file():
        refuse_read(bench.store.get(model.name), bench.datasets.of_experiment, texts)


def _facts(
    prompt: Prompt,
    model: ProviderModel,
    outcome: Outcome,
    usage: EncoderAccount,
    learning: Bill,
    timed: Outcome,
) -> Facts:
    """What these answers took, with the vectors of an encoder that found the shots.

    Latencies are those of ``timed``.
    """
    price = prices.load().find(model.destination, model.name)
    costs = scores.costs(outcome.replies, price)
    total = together(Bill(costs.prompt_tokens, costs.cost, source(price)), usage.bill())
    there = [reply.seconds for reply in timed.replies if reply is not None]
    width = model.at_once
    return Facts(
        latency_ms=timing.percentiles(there) if there else None,
        rows_per_s=width / float(np.mean(there)) if there else None,
        memory=None if model.destination else model.provider.memory(model.name),
        prompt_tokens=costs.prompt_tokens,
        completion_tokens=costs.completion_tokens,
        price=total.dollars,
        price_source=total.source,
        fit_price=learning.dollars,
        destination=", ".join(dict.fromkeys(filter(None, (model.destination, usage.destination)))),
        encoder=usage.names,
        origin=f"{model}; its training data are its maker's",
        licence="its maker's",
        source=f"prompt {prompt.name or 'unnamed'} {prompt.version}",
    )


def _labels(bench: ComparisonContext, prompt: Prompt) -> int:
    """How many labels its shots take; the nearest are chosen among all there are."""
    if prompt.shots.searches:
        return len(bench.learnable.indices)
    return prompt.shots.count


def _model(bench: ComparisonContext, spec: Spec) -> ProviderModel:
    known = bench.plugins.of(Provider)
    if spec.model:
        model = provider_models.find(spec.model, known, bench.settings)
    else:
        model = provider_models.choose(spec.prompt_with_shots.models, known, bench.settings)
    stay_local(model.provider, model.name, bench.settings)
    return model


def _ask(
    bench: ComparisonContext,
    prompt: Prompt,
    model: ProviderModel,
    rows: Sequence[Row],
    labels: tuple[str, ...],
    pool: Pool,
    asked: _Asked,
    fresh: bool = False,
) -> Outcome:
    filled = questions(prompt, rows, pool, model.name, labels, bench.control.check)
    requests = [question.request for question in filled]
    plan = BatchPlan(concurrency=model.at_once, fresh=fresh)
    outcome = batch(
        requests, model.provider, bench.settings, bench.answers, plan, asked, bench.control
    )
    asked.batch_ended(len(rows))
    if bench.control.stopping:
        raise Stopped
    if outcome.halted:
        message = f"{model} stopped answering: {outcome.halted}"
        raise WorkbenchError(message, outcome.remedy or "Start the comparison again to go on.")
    return outcome


def _predicted(parsed_answers: list[Parsed], bench: ComparisonContext) -> npt.NDArray[Any]:
    """What the answers predict, as the target has labels.

    An answer that is no class is wrong. What can be read as no number counts as the training
    rows' median, so that it gets that one's error; no label at all counts as none of them.
    """
    if not bench.held_out.classes:
        typical = typical_label(bench.data)
        return np.stack(
            [typical if p.value is None else np.asarray(p.value) for p in parsed_answers]
        )
    number = {label: index for index, label in enumerate(bench.held_out.classes)}
    found: npt.NDArray[Any] = np.array(
        [number.get(parsed.label or "", -1) for parsed in parsed_answers], np.int64
    )
    return found


def _retests(
    bench: ComparisonContext,
    prompt: Prompt,
    model: ProviderModel,
    labels: tuple[str, ...],
    first: npt.NDArray[Any],
    pool: Pool,
    asked: _Asked,
) -> dict[str, float]:
    """How often the same row gets the same answer when the question is put in another way.

    Ways that change nothing of the question are left out: where no label is named their order
    does not matter, and without shots and chance no seed does.
    """
    count = min(bench.plan.stability, len(bench.held_out))
    if not count:
        return {}
    rows, found = bench.held_out.rows[:count], {}

    def first_of(variant: Prompt, order: tuple[str, ...]) -> Request:
        return questions(variant, rows[:1], pool, model.name, order, bench.control.check)[0].request

    plain = first_of(prompt, labels)
    for name, changed, order in _variants(prompt, labels):
        if first_of(changed, order) == plain:
            continue
        outcome = _ask(bench, changed, model, rows, order, pool, asked)
        said = scores.parsed(outcome.replies, labels, prompt.parser, bench.held_out.target)
        alike = _predicted(said, bench) == first[:count]
        found[name] = float(np.mean(alike.reshape(count, -1).all(1)))
    return found


def _verbatim(bench: ComparisonContext, model: ProviderModel) -> tuple[int, int] | None:
    """Whether the model goes on with test texts word for word; a hint must not end anything."""
    if not bench.plan.stability:
        return None

    def ask(requests: Sequence[Request]) -> list[str | None]:
        plan = BatchPlan(concurrency=model.at_once)
        outcome = batch(
            requests,
            model.provider,
            bench.settings,
            bench.answers,
            plan,
            bench.emit,
            bench.control,
        )
        if bench.control.stopping:
            raise Stopped
        return [None if reply is None else reply.text for reply in outcome.replies]

    can = model.provider.capabilities(model.name)
    texts = bench.held_out.texts
    found = contamination.verbatim(texts, model.name, can, ask)
    return (found.n_texts, len(found.close)) if found.n_texts else None


def _variants(prompt: Prompt, labels: tuple[str, ...]) -> list[tuple[str, Prompt, tuple[str, ...]]]:
    """The prompt in other words, with its labels in another order, with another seed."""
    reworded = REWORDED.replace("{0}", prompt.description)
    other = prompt.options.seed
    seed = prompt.with_shots(seed=prompt.shots.seed + 1)
    # Who takes the most probable token every time draws nothing.
    if other is not None and prompt.options.temperature:
        seed = seed.model_copy(update={"options": replace(prompt.options, seed=other + 1)})
    backwards = prompt.model_copy(update={"labels": labels[::-1]})
    return [
        ("paraphrase", prompt.model_copy(update={"description": reworded}), labels),
        ("order", backwards, labels[::-1]),
        ("seed", seed, labels),
    ]
