"""A prompt over the rows of a dataset: progress, figures with intervals, and every answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import prompted
from workbench.cli.session import Session
from workbench.core.plural import plural

if TYPE_CHECKING:
    from workbench.prompting.batch import BatchPlan, Outcome
    from workbench.prompting.measurement import BatchMeasurement
    from workbench.prompting.prepare import Prepared
    from workbench.prompting.prices import Price
    from workbench.prompting.prompts.questions import Question
    from workbench.prompting.scores import Scores, Share

ENDING = "waiting for answers already asked for"


def over_rows(session: Session, file: str, options: dict[str, Any]) -> int:
    """Ask about every row, tell how it went, and return the exit code."""
    from workbench.cli.errors import show
    from workbench.cli.output import emit_json
    from workbench.prompting import prices, table
    from workbench.prompting.over_rows import row_questions
    from workbench.prompting.prompts.requests import request_text

    ready = prompted.prepare(session, file, options)
    asked = row_questions(ready, options["split"], options["limit"], options["seed"])
    price = prices.load().find(ready.model.destination, ready.model.name)
    _say_size(ready, asked, price)
    if options["render"]:
        click.echo(request_text(asked[0].request))
        return 0
    prompted.say_where(ready.model)
    found = _measure(ready, asked, options, price)
    if options["csv_file"]:
        table.write_csv(options["csv_file"], asked, found)
    if options["jsonl_file"]:
        table.write_jsonl(options["jsonl_file"], asked, found)
    if found.outcome.summary and not found.outcome.stopped:
        show(found.outcome.summary, found.outcome.remedy)
    if options["as_json"]:
        emit_json(prompted.head(ready) | _result(ready, found, options))
    else:
        click.echo(_text(found))
    end_if_stopped(found.outcome)
    return 1 if found.outcome.failures or found.outcome.halted else 0


def end_if_stopped(outcome: Outcome) -> None:
    """Tell how to go on where the user stopped it; the figures are of what was answered.

    Raises
    ------
    Stopped
        When the user is why questions were not asked.
    """
    from workbench.core.contracts.errors import Stopped

    if outcome.stopped:
        raise Stopped(
            "Stopped. The answers so far are kept; the same command goes on, and pays none twice."
        )


def _say_size(ready: Prepared, questions: list[Question], price: Price | None) -> None:
    """Say what it takes, and whether the longest question fits; refuse when none does."""
    from workbench.prompting import budget
    from workbench.prompting.forecast import forecast, spread
    from workbench.prompting.prompts.requests import request_text

    def length(question: Question) -> int:
        return len(request_text(question.request))

    provider = ready.model.provider
    longest = budget.weigh(max(questions, key=length).request, provider)
    click.echo(f"{plural(len(questions), 'question')}; the longest takes {longest}.", err=True)
    if not longest.fits:
        budget.refuse(budget.weigh(min(questions, key=length).request, provider))
        click.echo("Questions that do not fit will get no answer.", err=True)
    sample = [questions[place] for place in spread(len(questions))]
    found = forecast(sample, len(questions), ready.model, price)
    tokens = f"{found.prompt_tokens:,} tokens in, at most {found.answer_tokens:,} out"
    cost = f"; at most about {found.cost:.2g} US dollars" if found.cost else ""
    click.echo(f"If none is known yet: about {tokens}{cost}.", err=True)


def _measure(
    ready: Prepared, questions: list[Question], options: dict[str, Any], price: Price | None
) -> BatchMeasurement:
    from workbench.cli.progress import reporter
    from workbench.cli.signals import stoppable
    from workbench.core.contracts.events import Event, Progress
    from workbench.core.control import Control
    from workbench.prompting.over_rows import measured

    report = reporter(sys.stderr, quiet=False)
    control = Control()

    def emit(event: Event) -> None:
        if isinstance(event, Progress):
            report(event)

    try:
        with stoppable(control, ENDING):
            return measured(
                ready,
                questions,
                _plan(options, price),
                emit,
                control,
                lambda words: click.echo(words, err=True),
            )
    finally:
        report.close()


def _plan(options: dict[str, Any], price: Price | None) -> BatchPlan:
    from workbench.prompting.batch import BatchPlan

    return BatchPlan(
        concurrency=options["concurrency"],
        per_minute=options["per_minute"],
        max_cost=options["max_cost"],
        price=price,
        fresh=options["fresh"],
    )


def _result(ready: Prepared, measured: BatchMeasurement, options: dict[str, Any]) -> dict[str, Any]:
    """The object that ``--json`` prints, after its head."""
    assert ready.data is not None
    outcome, scores, costs = measured.outcome, measured.scores, measured.costs
    return {
        "dataset": {"id": ready.dataset, "sha256": ready.data.digest()},
        "split": options["split"],
        "seed": options["seed"],
        "rows": scores.rows,
        "answered": scores.answered,
        "asked": outcome.requested,
        "failed": len(outcome.failures),
        "accuracy": _share(scores.accuracy),
        "macro_f1": scores.macro_f1,
        "metrics": dict(scores.metrics),
        "off_label": _share(scores.off_label),
        "refusals": _share(scores.refusals),
        "reasoning_only": _share(scores.reasoning_only),
        "answered_as": scores.answered_as,
        "prompt_tokens": costs.prompt_tokens,
        "completion_tokens": costs.completion_tokens,
        "cost": costs.cost,
        "spent": outcome.spent if measured.price else None,
        "price": vars(measured.price) if measured.price else None,
        "first_s": costs.first_s,
        "tokens_per_s": costs.tokens_per_s,
        "seconds": outcome.seconds,
        "halted": outcome.halted,
        "failures": [vars(missed) for missed in outcome.failures.values()],
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "value": share.value,
        "low": low,
        "high": high,
        "count": share.count,
        "total": share.total,
    }


def _text(measured: BatchMeasurement) -> str:
    from workbench.cli.output import duration, facts

    outcome, scores, costs = measured.outcome, measured.scores, measured.costs
    known = f", {measured.cached} known already" if measured.cached else ""
    rows = f"{scores.answered} of {scores.rows}{known}"
    if not scores.answered:
        return facts({"answers": rows, "time": duration(outcome.seconds)})
    kinds = ", ".join(f"{name} {count}" for name, count in list(scores.answered_as.items())[:8])
    tokens = "" if costs.prompt_tokens is None else f"{costs.prompt_tokens:,} in"
    if costs.completion_tokens is not None and tokens:
        tokens += f", {costs.completion_tokens:,} out"
    return facts(
        {
            "answers": rows,
            **_figures(scores),
            "off-label": _percent(scores.off_label),
            "refusals": _percent(scores.refusals) if scores.refusals.count else "",
            "only reasoning": _reasoning_only(scores),
            "answered": kinds,
            "tokens": tokens,
            "cost": _cost(measured),
            "first text": ""
            if costs.first_s is None
            else f"after {prompted.instant(costs.first_s)}",
            "speed": f"{costs.tokens_per_s:.0f} tokens/s" if costs.tokens_per_s else "",
            "time": duration(outcome.seconds),
        }
    )


def _figures(scores: Scores) -> dict[str, str]:
    if scores.target is not None:
        return dict(scores.figures)
    return {"accuracy": _percent(scores.accuracy), "macro-F1": f"{scores.macro_f1:.4f}"}


def _reasoning_only(scores: Scores) -> str:
    if not scores.reasoning_only.count:
        return ""
    remedy = "allow more tokens (max_tokens in the prompt), or choose a model that does not reason"
    return f"{_percent(scores.reasoning_only)}: {remedy}"


def _percent(share: Share) -> str:
    low, high = share.interval
    return f"{100 * share.value:.1f} % (95 %: {100 * low:.1f} … {100 * high:.1f})"


def _cost(measured: BatchMeasurement) -> str:
    price, cost, spent = measured.price, measured.costs.cost, measured.outcome.spent
    if price is None:
        return "not known: this model has no price in prices.toml"
    if not price.date:
        return "none, it ran on this machine"
    if cost is None or spent is None:
        return "not known: the tokens were not counted"
    return f"{cost:.4f} US dollars, {spent:.4f} of them now (prices of {price.date})"
