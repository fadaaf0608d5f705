"""The verb ``prompt``: a foundation model is asked what a prompt file says, once or many times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.cli.complete import datasets
from workbench.cli.ranges import range_of
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.bounds import (
    CONCURRENCY,
    FORMS,
    MAX_COST,
    PER_MINUTE,
    ROW_LIMIT,
    SEED,
    SHOTS,
    SPLITS,
)

_FILE = click.Path(dir_okay=False, path_type=Path)


def _asking(command: Any) -> Any:
    """Options of every question."""
    options = (
        click.option(
            "--model",
            metavar="PROVIDER/MODEL",
            help="The model to ask; by default the prompt's own.",
        ),
        click.option(
            "--shots", type=range_of(SHOTS), help="How many examples to show before the input."
        ),
        click.option(
            "--form",
            type=click.Choice(FORMS),
            help="A conversation, or a text to go on with; the prompt says.",
        ),
        click.option(
            "--local-only", is_flag=True, help="Refuse to send anything away from this machine."
        ),
        click.option(
            "--render", is_flag=True, help="Print the rendered prompt and its size; ask no model."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _over_rows(command: Any) -> Any:
    """Options of a run over a dataset."""
    options = (
        click.option(
            "--dataset",
            metavar="ID",
            shell_complete=datasets,
            help="Ask about the rows of this dataset; shots come from its training split.",
        ),
        click.option(
            "--set",
            "assignments",
            multiple=True,
            metavar="NAME=VALUE",
            help="Change one of the dataset's settings.",
        ),
        click.option(
            "--split",
            type=click.Choice(SPLITS),
            default="test",
            show_default=True,
            help="Which rows are asked about.",
        ),
        click.option(
            "--limit", type=range_of(ROW_LIMIT), help="Ask about this many rows, drawn at random."
        ),
        click.option(
            "--seed",
            type=range_of(SEED),
            default=0,
            show_default=True,
            help="Which rows are drawn.",
        ),
        click.option(
            "--concurrency",
            type=range_of(CONCURRENCY),
            default=4,
            show_default=True,
            help="How many questions are asked at the same time.",
        ),
        click.option(
            "--per-minute",
            type=range_of(PER_MINUTE),
            help="Begin no more questions than this in a minute.",
        ),
        click.option(
            "--max-cost",
            type=range_of(MAX_COST),
            metavar="USD",
            help="Stop before this is exceeded, in US dollars.",
        ),
        click.option("--fresh", is_flag=True, help="Ask again what was answered before."),
        click.option("--csv", "csv_file", type=_FILE, help="Write every answer to this CSV file."),
        click.option(
            "--jsonl", "jsonl_file", type=_FILE, help="Write every answer to this file, as JSON."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@click.argument("file", metavar="FILE", shell_complete=None)
@click.option("--input", "text", metavar="TEXT", help="The input; - reads it from stdin.")
@click.option(
    "--image",
    type=_FILE,
    help="A picture as input: for models that see, or drawn where the example says {picture}.",
)
@_asking
@_over_rows
@plugin_option
@json_option
@pass_session
def prompt(session: Session, /, file: str, **options: Any) -> int:
    """Ask a foundation model what the prompt in FILE says.

    FILE is a TOML file such as examples/spam-prompt.toml, or the name of one of your prompts.
    Where its example says {picture}, pictures are drawn in characters, for models that only read.
    With --input (or --image) the answer is written to stdout as it comes, and kept in the history
    (`workbench history`). With --dataset it is asked about each row, and what comes out is how
    often it was right. Answers are kept: what was stopped or killed goes on where it was, and
    nothing is asked and paid twice. Where questions are sent to is said on stderr. The exit code
    is 1 when a question got no answer.
    """
    from workbench.cli import promptbatch, promptone
    from workbench.core.contracts.errors import UsageError

    over_rows = options["dataset"] is not None
    if over_rows and (options["text"] is not None or options["image"] is not None):
        message = "Either one input is asked about, or the rows of a dataset."
        raise UsageError(message, "Give --input or --image, or --dataset.")
    verb = promptbatch.over_rows if over_rows else promptone.one
    return verb(session, file, options)
