"""What both ways of prompting need on the command line: prompt, model, data, and words on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.session import Session

if TYPE_CHECKING:
    from workbench.core.provider import Request
    from workbench.core.settings import Settings
    from workbench.prompting.budget import Budget
    from workbench.prompting.models import Model
    from workbench.prompting.nearest import Nearness
    from workbench.prompting.rows import Labelled
    from workbench.prompting.shots import Pool
    from workbench.prompting.template import Prompt


@dataclass(frozen=True)
class Prepared:
    """A prompt with the user's changes, the model to ask, and the dataset if one is needed."""

    prompt: Prompt
    model: Model
    settings: Settings
    dataset: str
    data: Labelled | None
    pool: Pool | None
    labels: tuple[str, ...]


def prepare(session: Session, file: str, given: dict[str, Any]) -> Prepared:
    """Read the prompt, choose the model, load the dataset; say where questions go.

    Raises
    ------
    UsageError
        When something that was named does not exist, or does not go together.
    LocalOnly
        When questions would leave this machine, and none may.
    """
    from workbench.core.provider import Provider, stay_local
    from workbench.prompting import files, models
    from workbench.prompting.questions import labels_of

    prompt = files.load(files.find(file))
    if given["shots"] is not None:
        prompt = prompt.with_shots(count=given["shots"])
    if given["form"]:
        prompt = prompt.model_copy(update={"form": given["form"]})
    settings = session.settings
    if given["local_only"]:
        settings = settings.model_copy(update={"local_only": True})
    known = session.plugins.of(Provider)
    if given["model"]:
        model = models.find(given["model"], known, settings)
    else:
        model = models.choose(prompt.models, known, settings)
    stay_local(model.provider, model.name, settings)
    dataset = given["dataset"] or _dataset_of(prompt)
    data = _load(session, dataset, given["assignments"]) if dataset else None
    pool = _pool(session, prompt, data, settings) if data else None
    labels = labels_of(prompt, data.classes if data else None)
    return Prepared(prompt, model, settings, dataset, data, pool, labels)


def say_where(model: Model) -> None:
    """Tell on stderr whom is asked, and whether anything leaves the machine."""
    place = model.destination
    where = f"its prompts are sent to {place}" if place else "nothing leaves this machine"
    click.echo(f"Asking {model}; {where}.", err=True)


def _dataset_of(prompt: Prompt) -> str:
    """The dataset that a single question needs: for its shots, or for its labels."""
    drawn = prompt.shots.count and prompt.shots.choose != "given"
    return prompt.shots.dataset if drawn or not prompt.labels else ""


def _load(session: Session, dataset: str, assignments: tuple[str, ...]) -> Labelled:
    from workbench.cli.data import load_data
    from workbench.core.dataset import Dataset
    from workbench.core.params import make, parse_assignments
    from workbench.prompting.rows import labelled

    cls = session.plugins.get(Dataset, dataset)
    return labelled(load_data(cls, make(cls.Params, parse_assignments(assignments), dataset)))


def _pool(session: Session, prompt: Prompt, data: Labelled, settings: Settings) -> Pool:
    from workbench.prompting.shots import Pool

    nearness = _nearness(session, prompt, settings) if prompt.shots.choose == "nearest" else None
    pool = Pool(data, nearness)
    if pool.left_out and prompt.shots.count and prompt.shots.choose != "given":
        count, what = (
            pool.left_out,
            "training rows say" if pool.left_out > 1 else "training row says",
        )
        click.echo(f"{count} {what} what a test row says and cannot be shots.", err=True)
    return pool


def _nearness(session: Session, prompt: Prompt, settings: Settings) -> Callable[[Pool], Nearness]:
    from workbench.core.provider import Provider, stay_local
    from workbench.prompting import models
    from workbench.prompting.shots import with_encoder, without_encoder

    found = models.encoder(prompt.shots.encoder, session.plugins.of(Provider), settings)
    make: Callable[[Pool], Nearness] = without_encoder
    if found is not None:
        stay_local(found.provider, found.name, settings)
        make = with_encoder(lambda texts: found.provider.embed(found.name, texts), str(found))

    def made(pool: Pool) -> Nearness:
        nearness = make(pool)
        why = "" if found else "No encoder is set up. "
        click.echo(f"{why}Nearest shots are found by {nearness.by}.", err=True)
        return nearness

    return made


def request_text(request: Request) -> str:
    """A request as people read it."""
    if request.prompt is not None:
        return request.prompt
    turns = []
    for turn in request.messages:
        pictures = f" ({len(turn.images)} picture{'s' * (len(turn.images) > 1)})"
        turns.append(f"[{turn.role}]{pictures if turn.images else ''}\n{turn.text}")
    return "\n\n".join(turns)


def request_table(request: Request) -> dict[str, Any]:
    """A request for JSON; pictures as their number."""
    if request.prompt is not None:
        return {"prompt": request.prompt}
    turns = [{"role": t.role, "text": t.text, "images": len(t.images)} for t in request.messages]
    return {"messages": turns}


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
            "count": prompt.shots.count, "choose": prompt.shots.choose,
            "labels": prompt.shots.labels, "dataset": ready.dataset,
        },
    }  # fmt: skip


def instant(seconds: float) -> str:
    """A short time in milliseconds, a longer one as people say it."""
    from workbench.cli.output import duration

    return f"{1000 * seconds:.0f} ms" if seconds < 1 else duration(seconds)


def printable(text: str) -> str:
    """A model's text without what a terminal would obey."""
    return "".join(
        c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text
    )
