"""Exporter: a network's weights for torch, with what is needed to build it."""

from __future__ import annotations

from pathlib import Path

from workbench import ExportContext, Exporter, Params, hookimpl, param


class WeightsParams(Params):
    rows: int = param(
        256, "Rows checked", "Test rows that the exported weights are tried on.", ge=1, le=10_000
    )


class WeightsExporter(Exporter):
    """A safetensors file, and JSON beside it that says what the tensors belong to."""

    id, name = "weights", "Weights (safetensors)"
    about = "The network's tensors for torch, with its settings and preprocessing as JSON beside."
    Params = WeightsParams
    suffix = ".safetensors"
    order = 200

    def export(
        self, context: ExportContext, target: Path, params: WeightsParams
    ) -> dict[str, float]:
        from .files import write

        return write(context, target, params.rows)


@hookimpl
def register_exporters() -> list[type[Exporter]]:
    return [WeightsExporter]
