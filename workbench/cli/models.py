"""The verbs ``export`` and ``predict``: what leaves a run, and what it answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import models, runs
from workbench.cli.session import Session, json_option, pass_session, plugin_option

if TYPE_CHECKING:
    import numpy as np

    from workbench.inference.predictor import Predictor


@click.command()
@click.argument("run", metavar="RUN", shell_complete=runs)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; by default the run's id in this folder.",
)  # fmt: skip
@click.option(
    "--precision", type=click.Choice(["fp32", "fp16", "int8"]), default=None,
    help="fp32 is exact (the default), fp16 halves the file, int8 quarters it.",
)  # fmt: skip
@click.option("--exporter", default="onnx", show_default=True, help="The exporter's id.")
@click.option(
    "--set", "assignments", multiple=True, metavar="NAME=VALUE",
    help="Change one of the exporter's settings.",
)  # fmt: skip
@plugin_option
@json_option
@pass_session
def export(
    session: Session, run: str, output: Path | None, precision: str | None,
    exporter: str, assignments: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Write RUN's model to a file that stands alone.

    The file takes raw pixels, gives probabilities, and carries class names and provenance. It is
    checked on real pictures before it is kept.
    """
    from workbench.cli import output as out
    from workbench.core.contributions import Exporter
    from workbench.core.params import make, parse_assignments

    found = session.run(run)
    cls = session.plugins.get(Exporter, exporter)
    values = parse_assignments(assignments)
    if precision is not None:
        values["precision"] = precision
    params = make(cls.Params, values, exporter)
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
    "images", metavar="IMAGE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--top", default=3, show_default=True, type=click.IntRange(1), help="Classes to name."
)
@json_option
@pass_session
def predict(session: Session, model: str, images: tuple[Path, ...], top: int, as_json: bool) -> int:
    """Say what each IMAGE shows.

    PNG or JPEG of any size, dark on light or light on dark, transparent or not. MODEL_OR_RUN is a
    model.onnx or a run's id, name or folder. A picture that cannot be read is reported and the
    others are still answered; the exit code is 1 then.
    """
    from workbench.cli.errors import show
    from workbench.cli.output import emit_json
    from workbench.core.errors import WorkbenchError
    from workbench.inference.predictor import Predictor

    predictor = Predictor(_model_file(session, model))
    answers: list[dict[str, Any]] = []
    for path in images:
        try:
            probabilities = _ask(predictor, path)
        except WorkbenchError as error:
            show(error.message, error.remedy)
            answers.append({"image": str(path), "error": error.message})
            continue
        answers.append(_answer(path, predictor.classes, probabilities))
        if not as_json:
            click.echo(f"{path}: {_words(answers[-1]['probabilities'], top)}")
    if as_json:
        emit_json({"model": str(predictor.path), "predictions": answers})
    return 1 if any("error" in answer for answer in answers) else 0


def _model_file(session: Session, name: str) -> Path:
    from workbench.core.errors import ModelFileError

    path = Path(name).expanduser()
    if path.is_file() or path.suffix == ".onnx":
        return path
    run = session.run(name)
    if not run.model_file.is_file():
        message = f"The run {run.id} has no model yet."
        raise ModelFileError(message, f"`workbench resume {run.id}` finishes it.")
    return run.model_file


def _ask(predictor: Predictor, path: Path) -> np.ndarray[Any, Any]:
    from workbench.inference import images

    pictures = images.fit(images.load(path), predictor.shape)[None]
    probabilities: np.ndarray[Any, Any] = predictor.predict(pictures)[0]
    return probabilities


def _answer(
    path: Path, classes: tuple[str, ...], probabilities: np.ndarray[Any, Any]
) -> dict[str, Any]:
    best = int(probabilities.argmax())
    return {
        "image": str(path),
        "class": classes[best],
        "probability": float(probabilities[best]),
        "probabilities": dict(zip(classes, map(float, probabilities), strict=True)),
    }


def _words(probabilities: dict[str, float], top: int) -> str:
    best = sorted(probabilities.items(), key=lambda item: -item[1])[:top]
    return ", ".join(f"{name} {100 * p:.1f} %" for name, p in best)
