"""Exporter: one self-contained ONNX file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from workbench import Exporter, Params, hookimpl, param


class OnnxParams(Params):
    precision: Literal["fp32", "fp16", "int8"] = param(
        "fp32",
        "Precision",
        "fp32 is exact; fp16 halves the file; int8 quarters it and is calibrated on real rows.",
    )


class OnnxExporter(Exporter):
    """Raw pixels in, probabilities out, names and provenance inside."""

    id, name = "onnx", "ONNX"
    about = "One file that runs anywhere: raw pixels in, probabilities out, class names inside."
    Params = OnnxParams
    suffix = ".onnx"

    def export(
        self, run: Path, target: Path, params: OnnxParams, report: Callable[[str], None]
    ) -> dict[str, float]:
        from workbench.engine.convert import convert_run

        return convert_run(run, target, params.precision, report)


@hookimpl
def register_exporters() -> list[type[Exporter]]:
    return [OnnxExporter]
