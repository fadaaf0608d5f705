"""``workbench export`` and ``workbench predict``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.context import load_plugins
from workbench.core.errors import ModelFileError
from workbench.core.runs import RunStore

if TYPE_CHECKING:
    from workbench.inference.predictor import Predictor


@click.command()
@click.argument("run")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True,
              help="The file to write.")  # fmt: skip
@click.option("--precision", default=None, help="fp32, fp16 or int8.")
@click.option("--exporter", default="onnx", show_default=True, help="The exporter's id.")
@click.option("--set", "assignments", multiple=True, metavar="NAME=VALUE",
              help="Change a setting of the exporter.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.pass_context
def export(
    ctx: click.Context,
    run: str,
    output: Path,
    precision: str | None,
    exporter: str,
    assignments: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write the model of RUN, with its accuracy before and after on real rows."""
    from workbench.core.contributions import Exporter
    from workbench.core.params import make, parse_assignments

    cls = load_plugins(ctx).get(Exporter, exporter)
    values = parse_assignments(assignments)
    if precision is not None:
        values["precision"] = precision
    params = make(cls.Params, values, exporter)
    folder = RunStore().get(run).path
    figures = cls().export(folder, output, params, lambda text: click.echo(text, err=True))
    if as_json:
        click.echo(json.dumps({"output": str(output), **figures}))
        return
    click.echo(f"Wrote {output}")
    for name, value in figures.items():
        click.echo(f"  {name:16} {value:,.6g}")


@click.command()
@click.argument("model")
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--top", default=3, show_default=True, help="How many classes to name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each picture.")
def predict(model: str, images: tuple[Path, ...], top: int, as_json: bool) -> None:
    """Read IMAGES (PNG or JPEG of any size) with MODEL (a run or an .onnx file)."""
    from workbench.inference import images as pictures
    from workbench.inference.predictor import Predictor

    predictor = Predictor(_model_file(model))
    for path in images:
        picture = pictures.fit(pictures.load(path), predictor.shape)
        probabilities = predictor.predict(picture[None])[0]
        click.echo(_line(predictor, path, probabilities.tolist(), top, as_json))


def _line(
    predictor: Predictor, path: Path, probabilities: list[float], top: int, as_json: bool
) -> str:
    ranked = sorted(zip(predictor.classes, probabilities, strict=True), key=lambda p: -p[1])
    if as_json:
        named = dict(zip(predictor.classes, probabilities, strict=True))
        return json.dumps({"image": str(path), "class": ranked[0][0], "probabilities": named})
    return f"{path}: " + ", ".join(f"{name} {value:.1%}" for name, value in ranked[:top])


def _model_file(model: str) -> Path:
    path = Path(model)
    if path.is_file():
        return path
    run = RunStore().get(model)
    if not run.model_file.is_file():
        message = f"The run {run.id} has no model."
        raise ModelFileError(message, f"Resume it: workbench resume {run.id}")
    return run.model_file
