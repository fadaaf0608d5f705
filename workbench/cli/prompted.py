"""What both ways of prompting need on the command line: what was prepared, and words on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli.session import Session
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from workbench.core.contracts.dataset import Data
    from workbench.core.provider_models import ProviderModel
    from workbench.prompting.budget import Budget
    from workbench.prompting.prepare import Prepared


def prepare(session: Session, file: str, options: dict[str, Any]) -> Prepared:
    """Read the prompt, choose the model, load the dataset; on stderr what people should know.

    Raises
    ------
    UsageError
        When something that was named does not exist, or does not go together.
    LocalOnly
        When questions would leave this machine, and none may.
    """
    from workbench.prompting.prepare import prepare as prepared
    from workbench.prompting.prompts import files

    prompt = files.load(files.find(file))
    if options["shots"] is not None:
        prompt = prompt.with_shots(count=options["shots"])
    if options["form"]:
        prompt = prompt.model_copy(update={"form": options["form"]})
    settings = session.settings_for(options["local_only"])
    return prepared(
        prompt,
        session.plugins,
        settings,
        lambda dataset: _load(session, dataset, options["assignments"]),
        options["model"] or "",
        options["dataset"] or "",
        lambda words: click.echo(words, err=True),
    )


def say_where(model: ProviderModel) -> None:
    """Tell on stderr whom is asked, and whether anything leaves the machine."""
    place = model.destination
    where = f"its prompts are sent to {place}" if place else "nothing leaves this machine"
    click.echo(one_line(f"Asking {model}; {where}."), err=True)


def _load(session: Session, dataset: str, assignments: tuple[str, ...]) -> Data:
    from workbench.cli.data import load_data
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.contracts.params import make, parse_assignments

    cls = session.plugins.get(Dataset, dataset)
    chosen = make(cls.Params, parse_assignments(assignments), dataset)
    return load_data(session.plugins, cls, chosen)


def budget_table(budget: Budget) -> dict[str, Any]:
    """A budget for JSON."""
    return {
        "prompt_tokens": budget.prompt,
        "exact": budget.exact,
        "answer_tokens": budget.answer,
        "context": budget.context,
        "fits": budget.fits,
        "advice": budget.advice,
    }


def head(ready: Prepared) -> dict[str, Any]:
    """What every JSON object says first: whom was asked what, and where that was sent."""
    prompt = ready.prompt
    return {
        "model": str(ready.model),
        "destination": ready.model.destination,
        "prompt": {"name": prompt.name, "version": prompt.version, "form": prompt.form},
        "shots": {
            "count": prompt.shots.count,
            "choose": prompt.shots.choose,
            "labels": prompt.shots.labels,
            "dataset": ready.dataset,
        },
        "held": ready.held,
    }


def instant(seconds: float) -> str:
    """A short time in milliseconds, a longer one as people say it."""
    from workbench.cli.output import duration

    return f"{1000 * seconds:.0f} ms" if seconds < 1 else duration(seconds)


def printable(text: str) -> str:
    """A model's text without what a terminal would obey."""
    return "".join(
        c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text
    )
