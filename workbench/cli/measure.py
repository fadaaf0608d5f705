"""The verb ``measure``: how far networks remember, how fast they read, and what order is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from workbench.cli.complete import datasets
from workbench.cli.complete import runs as run_names
from workbench.cli.data import set_option
from workbench.cli.session import Session, json_option, pass_session, plugin_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.core.contracts.text import Corpus, TextClasses
    from workbench.core.experiment import Part
    from workbench.core.runs.learnt import SplitBy
    from workbench.core.runs.store import Run
    from workbench.core.statistics import Interval
    from workbench.engine.memory_reach import Memory
    from workbench.engine.throughput import Ended, Speed

_DISTANCES = (1, 4, 16, 64)
_FAR = 16


@click.group()
def measure() -> None:
    """Measure memory, speed and the use of order, on this machine."""


@measure.command()
@click.option(
    "--dataset",
    metavar="ID",
    shell_complete=datasets,
    help="The text that is read; by default one that has a sample built in.",
)
@set_option
@click.option(
    "--run",
    "runs",
    multiple=True,
    metavar="RUN",
    shell_complete=run_names,
    help="Measure this run's network, on the dataset that it learnt from. May be repeated.",
)
@plugin_option
@json_option
@pass_session
def memory(
    session: Session,
    dataset: str | None,
    assignments: tuple[str, ...],
    runs: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say how far back networks remember.

    The influence of a token k places back is the norm of the derivative of an answer with respect
    to that token's vector, as multiples of the newest token's. Without --run a recurrent network,
    an LSTM and a transformer of equal size are measured as they are built.
    """
    from workbench.cli.output import columns, emit_json

    found = list(_memories(session, dataset, assignments, runs))
    if as_json:
        emit_json({"networks": [_described(one) for one in found]})
        return
    headings = ["network", "weights", *(f"{k} back" for k in _DISTANCES), f"beyond {_FAR}"]
    click.echo(columns(headings, map(_row, found)))


def _memories(
    session: Session, dataset: str | None, assignments: tuple[str, ...], runs: tuple[str, ...]
) -> Iterator[Memory]:
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.contracts.errors import UsageError
    from workbench.core.contracts.params import parse_assignments
    from workbench.core.experiment import Part
    from workbench.prompting.prompts.rows import may_be_labelled

    if runs and (dataset or assignments):
        message = "A run is measured on the dataset that it learnt from."
        raise UsageError(message, "Leave out --dataset and --set, or --run.")
    # What cannot be found is said before torch is loaded.
    chosen = [session.run(name) for name in runs]
    id = dataset or session.plugins.first(Dataset, lambda cls: not may_be_labelled(cls)).id
    part = Part(id=id, params=parse_assignments(assignments))
    data = _text(session, part) if not runs else None
    from workbench.engine import memory_reach

    if data is not None:
        yield from memory_reach.as_built(session.plugins, data)
    for run in chosen:
        yield from memory_reach.trained(session.plugins, _text_of(session, run), [run])


def _text_of(session: Session, run: Run) -> TextClasses | Corpus:
    """A run's dataset, split as it was for the run."""
    from workbench.core.runs import learnt

    return _text(session, run.experiment.dataset, learnt.split_by(run.path))


def _text(session: Session, part: Part, split_by: SplitBy = "content") -> TextClasses | Corpus:
    from workbench.core import pretrained
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.contracts.errors import UsageError

    cls = session.plugins.get(Dataset, part.id)
    data = pretrained.load(part, session.plugins, split_by=split_by)
    # What is measured belongs to the two kinds of data that bring their tokenizer themselves.
    if hasattr(data, "tokenizer"):
        return cast("TextClasses | Corpus", data)
    noun = data.inputs.noun[1]
    raise UsageError(f"{cls.name} holds {noun}, not text.", "`workbench data` lists others.")


def _described(one: Memory) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": one.name,
        "parameters": one.n_parameters,
        "influence": one.influence.tolist(),
        "relative": one.relative().tolist(),
        f"beyond_{_FAR}": one.beyond(_FAR),
    }


def _row(one: Memory) -> list[object]:
    relative = one.relative()
    near = [f"{relative[k]:.2g}" if k < len(relative) else "" for k in _DISTANCES]
    return [one.name, f"{one.n_parameters:,}", *near, f"{one.beyond(_FAR):.1%}"]


@measure.command()
@click.option(
    "--longest",
    default=2048,
    show_default=True,
    type=click.IntRange(64, 65_536),
    help="Tokens of the longest text; they double from 64.",
)
@click.option(
    "--device",
    default="auto",
    show_default=True,
    metavar="DEVICE",
    help="auto, cpu, cuda, cuda:N or mps.",
)
@plugin_option
@json_option
@pass_session
def throughput(session: Session, longest: int, device: str, as_json: bool) -> None:
    """Say how many tokens a second networks learn from and read.

    A recurrent network, an LSTM and a transformer of equal size are measured on ever longer texts,
    always with as many tokens in a step. Each number is the median of five steps with quartiles. A
    curve ends where a step takes longer than two seconds or does not fit into memory.
    """
    from workbench.cli.output import emit_json
    from workbench.engine import throughput as engine

    lengths = [64 * 2**n for n in range(11) if 64 * 2**n <= longest]
    points: list[Speed] = []
    ended: list[Ended] = []
    for point in engine.measure(session.plugins, lengths=lengths, on=device):
        if isinstance(point, engine.Speed):
            points.append(point)
        else:
            ended.append(point)
        if not as_json:
            click.echo(_format_point(point))
    if as_json:
        emit_json({"points": [vars(p) for p in points], "ended": [vars(e) for e in ended]})


def _format_point(point: Speed | Ended) -> str:
    who = f"{point.name:<20} {point.mode:<9} {point.length:>6,} tokens"
    if hasattr(point, "why"):
        return f"{who}  ends here: {point.why}"
    spread = f"({point.low:,.0f} … {point.high:,.0f})"
    return f"{who}  {point.tokens_per_s:>9,.0f} a second  {spread}"


@measure.command()
@click.argument("run", metavar="RUN", shell_complete=run_names)
@click.option(
    "--seed",
    default=0,
    show_default=True,
    type=click.IntRange(0),
    help="Another seed, another order.",
)
@plugin_option
@json_option
@pass_session
def shuffle(session: Session, run: str, seed: int, as_json: bool) -> None:
    """Say what RUN's model loses when the words are shuffled.

    A classifier reads held-out texts as they are and with their tokens in random order; a language
    model guesses the same token from those around it, as they are and in random order. Intervals
    are of 95 %.
    """
    from workbench.cli.output import emit_json, facts
    from workbench.inference.runmodels import model_file
    from workbench.inference.shuffle import shuffle_test

    found = session.run(run)
    path = model_file(run)
    test = shuffle_test(path, _text_of(session, found), seed=seed)
    if as_json:
        parts = {name: vars(getattr(test, name)) for name in ("as_is", "shuffled", "change")}
        told = {"run": found.id, "measure": test.measure, "n": test.n, **parts}
        emit_json(told | {"uses_order": test.uses_order})
        return
    what = "texts" if test.measure == "accuracy" else "tokens"
    lines = {
        test.measure: f"on {test.n:,} held-out {what}",
        "as it is": _interval(test.as_is),
        "shuffled": _interval(test.shuffled),
        "change": _interval(test.change, "+"),
        "uses order": "yes" if test.uses_order else "no, or too little to be seen",
    }
    click.echo(facts(lines))


def _interval(estimate: Interval, sign: str = "") -> str:
    return f"{estimate.value:{sign}.3f} ({estimate.low:{sign}.3f} … {estimate.high:{sign}.3f})"
