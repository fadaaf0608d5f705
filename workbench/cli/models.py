"""The verbs ``export`` and ``predict``: what leaves a run, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import models, runs
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    import numpy as np

    from workbench.core.contracts.input_kind import InputKind


# Of a long text the answer shows the beginning.
_SHOWN = 60


@click.command()
@click.argument("run", metavar="RUN", shell_complete=runs)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; by default the run's id in this folder.",
)
@click.option(
    "--precision",
    type=click.Choice(["fp32", "fp16", "int8"]),
    default=None,
    help="fp32 is exact (the default), fp16 halves the file, int8 quarters it.",
)
@click.option("--exporter", help="The exporter's id; by default the first in order.")
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change one of the exporter's settings.",
)
@plugin_option
@json_option
@pass_session
def export(
    session: Session,
    run: str,
    output: Path | None,
    precision: str | None,
    exporter: str | None,
    assignments: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write RUN's model to a file that stands alone.

    The file takes raw pixels, gives probabilities, and carries class names and provenance. It is
    checked on real pictures before it is kept. A model of text takes token ids, carries its
    tokenizer, and stays in fp32. NAME.json beside NAME.onnx says the same for programs that cannot
    read a model's metadata, such as onnxruntime in a web page. A language model's cache, which
    makes `generate` quick, goes to NAME.cached.onnx beside NAME.onnx (to cached.onnx beside
    model.onnx); --set attention=true writes NAME.attention.onnx too, which `attention` reads.
    """
    from workbench.cli import output as out
    from workbench.core.contracts.exporter import Exporter
    from workbench.core.contracts.params import make, parse_assignments
    from workbench.engine.exporting import export_run

    found = session.run(run)
    plugins = session.plugins
    cls = plugins.get(Exporter, exporter) if exporter else plugins.first(Exporter)
    values = parse_assignments(assignments)
    if precision is not None:
        values["precision"] = precision
    params = make(cls.Params, values, cls.id)
    target = (output or Path(found.id + cls.suffix)).expanduser().resolve()
    report = lambda text: click.echo(text, err=True)  # noqa: E731 - a name says no more
    numbers = export_run(cls, found, params, target, plugins, report)
    if as_json:
        out.emit_json({"run": found.id, "model": str(target), "figures": numbers})
        return
    shown = {name: _figure(name, value) for name, value in numbers.items()}
    click.echo(out.facts({"model": target, **shown}))


def _figure(name: str, value: float) -> str:
    from workbench.cli.output import figure, size

    return size(value) if name == "bytes" else figure(name, value)


@click.command()
@click.argument("model", metavar="MODEL_OR_RUN", shell_complete=models)
@click.argument(
    "inputs", metavar="IMAGE_OR_TEXT...", nargs=-1, required=True, type=click.Path(readable=False)
)
@click.option(
    "--top", default=3, show_default=True, type=click.IntRange(1), help="Classes to name."
)
@plugin_option
@json_option
@pass_session
def predict(session: Session, model: str, inputs: tuple[str, ...], top: int, as_json: bool) -> int:
    """Say what each IMAGE shows, what each TEXT is, or what a row of any other kind is.

    MODEL_OR_RUN is a model.onnx or a run's id, name or folder. A model of pictures takes picture
    files of any size, each made ready as the model's dataset says: colours and proportions are
    kept, and for a model of digits the ink is found, dark on light or light on dark. A model of
    texts takes texts in quotes. Any other takes what its kind of data reads, such as files with one
    row or many. Of all but pictures, - reads one from each line of stdin. What cannot be read is
    reported and the others are still answered; the exit code is 1 then.
    """
    from workbench.cli.errors import show
    from workbench.cli.output import emit_json
    from workbench.core.contracts.errors import WorkbenchError
    from workbench.inference.classifiers import classify, open_classifier
    from workbench.inference.predictor import Predictor
    from workbench.inference.runmodels import model_file
    from workbench.inference.textmodel import EXAMPLES, task_of

    path = model_file(model)
    if task_of(path) == EXAMPLES:
        return _predict_rows(session, path, inputs, top, as_json)
    classifier = open_classifier(path)
    kind = "image" if isinstance(classifier, Predictor) else "text"
    answers: list[dict[str, Any]] = []
    for subject in _lines(inputs) if kind == "text" else inputs:
        try:
            probabilities = classify(classifier, [subject])[0]
        except WorkbenchError as error:
            named = subject in error.message or kind == "text"
            show(error.message if named else f"{subject}: {error.message}", error.remedy)
            answers.append({kind: subject, "error": error.message})
            continue
        answers.append({kind: subject, **_answer(classifier.classes, probabilities)})
        if not as_json:
            line = _format_probabilities(answers[-1]["probabilities"], top)
            click.echo(f"{_short(subject, kind)}: {line}")
    if as_json:
        emit_json({"model": str(classifier.path), "predictions": answers})
    return 1 if any("error" in answer for answer in answers) else 0


def _predict_rows(
    session: Session, path: Path, inputs: tuple[str, ...], top: int, as_json: bool
) -> int:
    """What a model for rows of any kind answers to each row of each input."""
    from workbench.cli.errors import show
    from workbench.cli.output import emit_json
    from workbench.core.contracts.errors import WorkbenchError
    from workbench.inference.row_model import RowModel, described

    model = RowModel(path, session.plugins)
    answers: list[dict[str, Any]] = []
    for subject in _lines(inputs):
        file = Path(subject).expanduser()
        try:
            rows = _read(model.inputs, file if _exists(file) else subject)
            found = described(model, rows)
        except WorkbenchError as error:
            show(f"{one_line(subject)}: {error.message}", error.remedy)
            answers.append({"input": subject, "error": error.message})
            continue
        for number, one in enumerate(found):
            row = {"row": number + 1} if len(found) > 1 else {}
            answers.append({"input": subject, **row, **one})
            if not as_json:
                where = f", row {number + 1}" if row else ""
                click.echo(f"{_short(subject, 'text')}{where}: {_line(one, top)}")
    if as_json:
        emit_json({"model": str(path), "predictions": answers})
    return 1 if any("error" in answer for answer in answers) else 0


def _read(kind: InputKind, source: str | Path) -> Any:
    """Rows that the kind reads; an error of conversion is the input's fault, not the plugin's."""
    from workbench.core.contracts.errors import UsageError

    try:
        return kind.read(source)
    except (ValueError, TypeError) as error:
        message = f"It is no {kind.noun[0]}: {error}."
        raise UsageError(message, f"Give what {kind.name} reads.") from error


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        return False  # a long text is no name of a file


def _line(answer: dict[str, Any], top: int) -> str:
    if "probabilities" in answer:
        return _format_probabilities(answer["probabilities"], top)
    return one_line(str(answer["prediction"]))


def _lines(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            with click.open_file("-", encoding="utf-8", errors="replace") as lines:
                yield from (line.rstrip("\r\n") for line in lines)
        else:
            yield text


def _short(subject: str, kind: str) -> str:
    if kind == "image":
        return one_line(subject)
    line = one_line(" ".join(subject.split()))
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _answer(classes: tuple[str, ...], probabilities: np.ndarray[Any, Any]) -> dict[str, Any]:
    best = int(probabilities.argmax())
    return {
        "class": classes[best],
        "probability": float(probabilities[best]),
        "probabilities": dict(zip(classes, map(float, probabilities), strict=True)),
    }


def _format_probabilities(probabilities: dict[str, float], top: int) -> str:
    best = sorted(probabilities.items(), key=lambda item: -item[1])[:top]
    return ", ".join(f"{one_line(name)} {100 * p:.1f} %" for name, p in best)
