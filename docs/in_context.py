"""Figures and numbers of docs/in-context.md, measured again on this machine.

``python -m docs.in_context`` trains, asks, and writes docs/in-context.md and its figure; it takes a
quarter of an hour, in which the machine should do nothing else. With ``--home`` runs are kept in
that folder, and those that are there are not trained again. ``--quick`` only shows that it works,
and wants a ``--folder`` of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib as mpl
import numpy as np

from benchmarks.processes import own_home
from benchmarks.report import machine
from docs.figures import WIDTH, spread, table
from workbench.core import provider_models
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Failed
from workbench.core.contracts.provider import Provider
from workbench.core.control import Control
from workbench.core.plugins import Plugins, discover
from workbench.core.runs.store import Run, RunStore
from workbench.core.settings import Settings
from workbench.prompting.icl import label_controls, letter_runs, letter_shots, word_pairs
from workbench.prompting.icl.demonstrations import Demonstration, DemonstrationRun, counted, run
from workbench.prompting.icl.letter_tasks import ABSENT, NOTHING, TASKS
from workbench.prompting.icl.verdicts import sentences, with_interval
from workbench.prompting.prompts.rows import labelled
from workbench.prompting.responses import Answers

mpl.use("Agg")

from matplotlib import pyplot as plt

from docs.drawn import BLUE, GREEN, GREY, ORANGE, STYLE

DOCS = Path(__file__).parent
LOCAL = Settings(local_only=True)
COLORS = dict(zip(TASKS, (BLUE, ORANGE, GREEN, GREY, "#8a4fc9"), strict=True))

PAGE = """\
# In-context learning

What a model takes from the examples in its prompt, without a change of its weights. This page is
made by `python -m docs.in_context`, every number on one machine in one go. In the window it is the
playground *In-context learning*; on the command line:

```sh
workbench demonstrate translate
workbench demonstrate labels --dataset short-reviews
workbench run examples/in-context.toml
workbench demonstrate tasks
```

{machine}

## A small transformer

The dataset `letter-tasks` is a text of blocks: six words of three letters, each with its answer,
all of one task, and no word on which task that is.

```
{block}
```

Four of five tasks are in the text; *{absent}* is not. A *cipher* has another table of letters in
each block, so that its answers cannot be known but from the block itself. A transformer of
{parameters:,} weights learns this text in {seconds} (`examples/in-context.toml`). Then it is asked
about words that stand in no text, with none to five examples before them.

![Right answers against the number of shots](images/in-context.png)

{letters}

Mean of {seeds} seeds, lowest and highest behind it; {limit} questions for each cell and seed. Blind
guessing is right in less than 0.1 %.

{words}

With one example the model knows which of its tasks is wanted: it recognises what it has learnt
before (Pan et al. 2023). What a cipher's letters stand for it has never learnt; it reads that from
the examples, the more the better, by looking for the same letter further up: induction (Olsson et
al. 2022). A task of another kind than its text had it does not do, however many examples there are.
{control}

## Words

{translate}

## Labels

{labels}

The same examples are shown under their true labels, under the other class's, and under random ones
(Min et al. 2022), {draws} different draws of them; as many questions of each class are asked, so
that guessing is right in half. Where accuracy falls, the model reads the labels; where it stays, it
takes from the examples only what a question and an answer look like.
"""


@dataclass(frozen=True)
class Learnt:
    """A run and what it answered."""

    run: Run
    absent: str
    shown: DemonstrationRun


def main() -> None:
    """Measure, draw, write."""
    parser = argparse.ArgumentParser(description="Measure and draw what docs/in-context.md shows.")
    parser.add_argument("--quick", action="store_true", help="only show that it works")
    parser.add_argument("--folder", type=Path, help="write here instead of docs")
    parser.add_argument("--home", type=Path, help="keep runs and answers here, and take them up")
    chosen = parser.parse_args()
    if chosen.quick and chosen.folder is None:
        parser.error("--quick numbers are not for the documents: name a --folder")
    folder: Path = chosen.folder or DOCS
    with _home(chosen.home):
        plugins, store = discover(installed=False), RunStore()
        wanted = [(ABSENT, seed) for seed in range(1 if chosen.quick else 3)]
        wanted += [] if chosen.quick else [(NOTHING, 0)]
        with Answers() as answers:
            learnt = [_learnt(plugins, store, answers, *one, chosen.quick) for one in wanted]
            text = page(learnt, *_asked(plugins, answers, chosen.quick))
    (folder / "images").mkdir(parents=True, exist_ok=True)
    draw([one for one in learnt if one.absent == ABSENT], folder / "images" / "in-context.png")
    (folder / "in-context.md").write_text(text, "utf-8")
    say(f"written: {folder / 'in-context.md'}")


def say(what: str) -> None:
    """Tell what goes on."""
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {what}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def _home(folder: Path | None) -> Iterator[None]:
    if folder is None:
        with own_home():
            yield
        return
    os.environ["WORKBENCH_HOME"] = str(folder.resolve())
    yield


def _learnt(
    plugins: Plugins, store: RunStore, answers: Answers, absent: str, seed: int, quick: bool
) -> Learnt:
    name = f"in-context, {absent} absent, seed {seed}"
    say(name)
    run_of = next((store.get(i.id) for i in store.list() if i.name == name and _whole(i)), None)
    found = run_of or _trained(plugins, store, name, absent, seed, quick)
    model, _ = letter_runs.chosen(store, plugins, LOCAL, found)
    shown = _run(letter_shots.tasks(model, absent, limit=5 if quick else 100), answers)
    return Learnt(found, absent, shown)


def _whole(info: Any) -> bool:
    return bool(info.status == "finished" and (info.path / "model.onnx").is_file())


def _trained(
    plugins: Plugins, store: RunStore, name: str, absent: str, seed: int, quick: bool
) -> Run:
    from workbench.engine.train import train

    experiment = (
        letter_runs.experiment()
        .model_copy(update={"name": name, "seed": seed, "device": "cpu"})
        .with_part("dataset", "letter-tasks", {"absent": absent, "seed": seed})
    )
    if quick:
        settings = experiment.trainer.params | {"steps": 20, "evaluate_every": 20}
        experiment = experiment.with_part("trainer", "language-model", settings)
    made = store.create(experiment)
    end = train(made, plugins, lambda event: None, Control())
    if isinstance(end, Failed):
        raise SystemExit(f"{name} failed: {end.message} {end.remedy}\n{end.traceback}")
    return made


def _run(demonstration: Demonstration, answers: Answers) -> DemonstrationRun:
    shown = run(demonstration, LOCAL, answers)
    if shown.outcome.summary:
        raise SystemExit(shown.outcome.summary)
    return shown


def _asked(
    plugins: Plugins, answers: Answers, quick: bool
) -> tuple[list[DemonstrationRun], list[tuple[str, DemonstrationRun]]]:
    """Words and labels as a model of this machine answers; nothing where there is none."""
    try:
        model = provider_models.choose(("llama",), plugins.of(Provider), LOCAL)
    except UsageError:
        return [], []
    if model.provider.answers_runs:
        return [], []
    say(f"words and labels: {model}")
    words = _run(word_pairs.translation(model, limit=3 if quick else None), answers)
    cls = plugins.get(Dataset, "short-reviews")
    data = labelled(cls().load(cls.Params()))
    limit = 4 if quick else label_controls.LIMIT
    return [words], [(cls.name, _run(label_controls.labels(data, model, limit=limit), answers))]


def page(
    learnt: Sequence[Learnt],
    words: Sequence[DemonstrationRun],
    labels: Iterable[tuple[str, DemonstrationRun]],
) -> str:
    """The text of docs/in-context.md."""
    mine = [one for one in learnt if one.absent == ABSENT]
    info = mine[0].run.info()
    seconds = max(one.run.info().seconds for one in mine)
    condition = mine[0].shown.result(task="rotate", shots=5).condition
    example = condition.questions[0]
    pairs = [*example.shots, example.row]
    return PAGE.format(
        machine=fill(f"Measured on {machine()}, {time.strftime('%Y-%m-%d')}.", WIDTH),
        block="\n".join(f"{row.text}>{row.label}" for row in pairs),
        absent=ABSENT,
        parameters=info.n_parameters,
        seconds=f"at most {seconds / 60:.1f} minutes",
        letters=_letters(mine),
        seeds=len(mine),
        limit=len(condition.questions),
        words=fill(
            "Seed 0, in the workbench's words: “" + " ".join(sentences(mine[0].shown)) + "”", WIDTH
        ),
        control=_control(learnt),
        translate=_told(words, "The model of this machine was not there when this page was made."),
        labels="\n\n".join(_told([shown], "", name) for name, shown in labels) or "Likewise.",
        draws=label_controls.DRAWS,
    )


def _letters(mine: Sequence[Learnt]) -> str:
    counts = letter_shots.SHOTS
    rows = []
    for task in TASKS:
        cells = []
        for count in counts:
            found = [one.shown.result(task=task, shots=count).accuracy.value for one in mine]
            cells.append(spread(found, 0))
        rows.append((f"{task} (absent)" if task == ABSENT else task, *cells))
    return table(("task", *map(counted, counts)), rows)


def _control(learnt: Sequence[Learnt]) -> str:
    for one in learnt:
        if one.absent == NOTHING:
            found = with_interval(one.shown.result(task=ABSENT, shots=5).accuracy)
            words = f"It is not too hard: where its text has *{ABSENT}*, too, {found} are right."
            return fill(words, WIDTH)
    return ""


def _told(shown: Sequence[DemonstrationRun], otherwise: str, name: str = "") -> str:
    if not shown:
        return otherwise
    found = shown[0]
    total = len(found.results[0].condition.questions)
    of = f" of *{name}*" if name else ""
    about = f"{found.demonstration.model.name}, {total} questions{of}"
    rows = [(r.condition.name, with_interval(r.accuracy)) for r in found.results]
    said = " ".join(sentences(found))
    return "\n\n".join([f"{about}.", table(("condition", "right, %"), rows), fill(said, WIDTH)])


def draw(mine: Sequence[Learnt], path: Path) -> None:
    """A line for each task, and a band between the lowest and the highest seed."""
    with mpl.rc_context(STYLE):  # type: ignore[arg-type]
        figure, axes = plt.subplots(figsize=(7, 3.4))
        counts = letter_shots.SHOTS
        for task in TASKS:
            values = np.array(
                [
                    [100 * one.shown.result(task=task, shots=n).accuracy.value for n in counts]
                    for one in mine
                ]
            )
            absent = task == ABSENT
            style = "--o" if absent else "-o"
            name = f"{task} (absent)" if absent else task
            axes.plot(counts, values.mean(0), style, color=COLORS[task], markersize=4, label=name)
            axes.fill_between(counts, values.min(0), values.max(0), color=COLORS[task], alpha=0.15)
        axes.set(xlabel="shots", ylabel="right answers, %", ylim=(-3, 104))
        axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.0, 0.5))
        # Without the date and version, the same figure is the same file.
        figure.savefig(path, metadata={"Software": None})
        plt.close(figure)


if __name__ == "__main__":
    main()
