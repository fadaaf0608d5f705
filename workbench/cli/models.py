"""The verbs ``export`` and ``predict``: what leaves a run, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import models, runs
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    import numpy as np

    from workbench.inference.predictor import Predictor

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
    from workbench.core.contracts.contributions import Exporter
    from workbench.core.contracts.params import make, parse_assignments

    found = session.run(run)
    plugins = session.plugins
    cls = plugins.get(Exporter, exporter) if exporter else plugins.first(Exporter)
    values = parse_assignments(assignments)
    if precision is not None:
        values["precision"] = precision
    params = make(cls.Params, values, cls.id)
    target = (output or Path(found.id + cls.suffix)).expanduser().resolve()
    numbers = cls().export(found.path, target, params, lambda text: click.echo(text, err=True))
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
@json_option
@pass_session
def predict(session: Session, model: str, inputs: tuple[str, ...], top: int, as_json: bool) -> int:
    """Say what each IMAGE shows, or what each TEXT is.

    MODEL_OR_RUN is a model.onnx or a run's id, name or folder. A model of pictures takes picture
    files of any size, each made ready as the model's dataset says: colours and proportions are
    kept, and for a model of digits the ink is found, dark on light or light on dark. A model of
    texts takes texts in quotes; - reads one from each line of stdin. What cannot be read is
    reported and the others are still answered; the exit code is 1 then.
    """
    from workbench.cli.errors import show
    from workbench.cli.output import emit_json
    from workbench.core.contracts.errors import WorkbenchError

    asked = _open_classifier(model_file(session, model))
    answers: list[dict[str, Any]] = []
    for subject in _lines(inputs) if asked.kind == "text" else inputs:
        try:
            probabilities = asked.ask(subject)
        except WorkbenchError as error:
            named = subject in error.message or asked.kind == "text"
            show(error.message if named else f"{subject}: {error.message}", error.remedy)
            answers.append({asked.kind: subject, "error": error.message})
            continue
        answers.append({asked.kind: subject, **_answer(asked.classes, probabilities)})
        if not as_json:
            line = _format_probabilities(answers[-1]["probabilities"], top)
            click.echo(f"{_short(subject, asked)}: {line}")
    if as_json:
        emit_json({"model": str(asked.path), "predictions": answers})
    return 1 if any("error" in answer for answer in answers) else 0


def model_file(session: Session, name: str) -> Path:
    """The file that ``name`` means: a path, or a run's model.

    Raises
    ------
    RunNotFound
        When it is neither.
    ModelFileError
        When the run has no model yet.
    """
    from workbench.core.contracts.errors import ModelFileError

    path = Path(name).expanduser()
    if path.is_file():
        return path
    if path.suffix == ".onnx":
        if path.exists() and not path.is_dir():
            message = f"{path} is a pipe or a device, not a model file."
            raise ModelFileError(message, "Give the path of a model.onnx.")
        return path
    run = session.run(name)
    if not run.model_file.is_file():
        message = f"The run {run.id} has no model yet."
        raise ModelFileError(message, f"`workbench resume {run.id}` finishes it.")
    return run.model_file


@dataclass(frozen=True)
class _Request:
    """A model that is asked about pictures or texts, ``kind`` being ``image`` or ``text``."""

    path: Path
    kind: str
    classes: tuple[str, ...]
    ask: Callable[[str], np.ndarray[Any, Any]]


def _open_classifier(path: Path) -> _Request:
    from workbench.core.contracts.errors import UsageError
    from workbench.inference import textmodel
    from workbench.inference.predictor import Predictor

    task = textmodel.task_of(path)
    if task == textmodel.PICTURES:
        pictures = Predictor(path)
        return _Request(path, "image", pictures.classes, lambda name: _look(pictures, Path(name)))
    if task == textmodel.CLASSES:
        texts = textmodel.TextClassifier(path)
        return _Request(path, "text", texts.classes, lambda text: texts.predict([text])[0])
    message = f"{path} is a language model ({task}); it knows no classes."
    remedy = "`workbench generate` continues a text with it." if task == textmodel.NEXT else ""
    raise UsageError(message, remedy or "Choose a model of pictures or texts in classes.")


def _look(predictor: Predictor, path: Path) -> np.ndarray[Any, Any]:
    from workbench.core.contracts.errors import DatasetError
    from workbench.inference import images

    if not path.exists():
        message = f"There is no file {path}, and {predictor.path} reads pictures, not text."
        raise DatasetError(message, "Give a PNG or JPEG file.")
    pictures = predictor.prepare(images.read(path))[None]
    probabilities: np.ndarray[Any, Any] = predictor.predict(pictures)[0]
    return probabilities


def _lines(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            with click.open_file("-", encoding="utf-8", errors="replace") as lines:
                yield from (line.rstrip("\r\n") for line in lines)
        else:
            yield text


def _short(subject: str, classifier: _Request) -> str:
    if classifier.kind == "image":
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
