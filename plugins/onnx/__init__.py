"""Exporter: one self-contained ONNX file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from workbench import ExportContext, Exporter, Params, hookimpl, param


class OnnxParams(Params):
    precision: Literal["fp32", "fp16", "int8"] = param(
        "fp32",
        "Precision",
        "fp32 is exact; fp16 halves the file; int8 quarters it and is calibrated on real rows. "
        "Text stays in fp32.",
    )
    attention: bool = param(
        False,
        "Attention",
        "Also write where its tokens look, to NAME.attention.onnx; for transformers.",
    )


class OnnxExporter(Exporter):
    """Raw pixels or token ids in, names, tokenizer and provenance inside.

    A language model's cache goes to ``NAME.cached.onnx``, where `generate` finds it; beside a
    ``model.onnx`` it is ``cached.onnx``, and likewise for attention.
    """

    id, name = "onnx", "ONNX"
    about = "A single ONNX file with its preprocessing and class names included."
    Params = OnnxParams
    suffix = ".onnx"

    def export(self, context: ExportContext, target: Path, params: OnnxParams) -> dict[str, float]:
        from workbench.engine import convert_run

        run, report = context.run.path, context.report
        return convert_run(run, target, params.precision, report, params.attention)


@hookimpl
def register_exporters() -> list[type[Exporter]]:
    return [OnnxExporter]
