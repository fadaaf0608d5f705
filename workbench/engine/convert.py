"""Convert: a run's ONNX model in another precision, with its accuracy before and after.

A model of text is copied as it is, with the graphs that belong to it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx

from workbench.core.contracts.errors import ModelFileError, ParityError, UsageError
from workbench.core.io import atomic
from workbench.engine import export, export_json
from workbench.inference.attention import ATTENTION
from workbench.inference.textmodel import CACHED, PICTURES, beside

ROWS_FILE = "rows.npz"
CALIBRATION_ROWS = 256
# How much accuracy (0…1) a smaller precision may cost on real rows before it is refused.
ALLOWED_LOSS = {"fp16": 0.005, "int8": 0.03}


def save_rows(folder: Path, x: npt.NDArray[np.uint8], y: npt.NDArray[np.int64]) -> None:
    """Keep test rows beside the model, so that it can be converted without its dataset."""
    with atomic.replacing(folder / ROWS_FILE) as aside, aside.open("wb") as file:
        np.savez_compressed(file, x=x, y=y)


def convert_run(
    run: Path,
    target: Path,
    precision: str,
    report: Callable[[str], None],
    attention: bool = False,
) -> dict[str, float]:
    """Write a run's model to ``target`` as ``fp32``, ``fp16`` or ``int8``.

    What belongs to it goes to files `beside` it: ``model.json`` (`export_json`) and the cache of a
    language model always, the attention graph when it is asked for.

    Returns ``bytes`` (of all files) and for pictures ``accuracy/fp32``,
    ``accuracy/PRECISION``, ``difference`` (largest, in probability) and ``rows``.

    Raises
    ------
    ModelFileError
        When the run has no model, or the result loses too much accuracy.
    StorageError
        When another file lies where ``model.json`` is to be written.
    UsageError
        When the run has no attention graph, or a text model is wanted in another precision
        than ``fp32``.
    """
    source = run / "model.onnx"
    if not source.is_file():
        message = f"{run.name} has no model yet."
        raise ModelFileError(message, "Let the training end, or resume the run.")
    export_json.refuse_other(target)
    original = onnx.load(source, load_external_data=False)
    further = _further(run, attention)
    if _facts(original).get("workbench.task", PICTURES) == PICTURES:
        figures = _convert_pictures(run, original, target, precision, report)
    else:
        if precision != "fp32":
            message = "A model of text is exported in fp32 only."
            raise UsageError(message, "Choose fp32 as its precision.")
        _label(original, precision)
        target.parent.mkdir(parents=True, exist_ok=True)
        export.write(original, target)
        figures = {}
    written = [target, export_json.write(target, original)]
    for file in further:
        report(f"Copying {file.name}")
        graph = onnx.load(file, load_external_data=False)
        _label(graph, "fp32" if file.name == ATTENTION else precision)
        written.append(beside(target, file.name))
        export.write(graph, written[-1])
    return figures | {"bytes": float(sum(file.stat().st_size for file in written))}


def _further(run: Path, attention: bool) -> list[Path]:
    """The graphs that go along with a model."""
    cached, looks = run / CACHED, run / ATTENTION
    if attention and not looks.is_file():
        message = f"{run.name} has no attention to export."
        raise UsageError(message, "Leave attention out, or train a transformer.")
    return [cached] * cached.is_file() + [looks] * attention


def _convert_pictures(
    run: Path,
    original: onnx.ModelProto,
    target: Path,
    precision: str,
    report: Callable[[str], None],
) -> dict[str, float]:
    x, y = _rows(run)
    report(f"Converting to {precision}")
    converted = _CONVERTERS[precision](original, run / "model.onnx", x)
    _label(converted, precision)
    report("Checking on real rows")
    before, after = _answers(original, x), _answers(converted, x)
    figures = _compare(before, after, y, precision)
    target.parent.mkdir(parents=True, exist_ok=True)
    export.write(converted, target)
    return figures | {"rows": float(len(x))}


def kept_rows(run: Path) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]] | None:
    """Test pictures that a run keeps, with their labels; ``None`` where it has none.

    Raises
    ------
    ModelFileError
        When their file is damaged.
    """
    return _rows(run) if (run / ROWS_FILE).is_file() else None


def _rows(run: Path) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    try:
        with np.load(run / ROWS_FILE, allow_pickle=False) as file:
            return file["x"], file["y"]
    except (OSError, ValueError, KeyError) as error:
        message = f"{run / ROWS_FILE} is missing or damaged: {error}."
        raise ModelFileError(message, "Resume or repeat the run; it writes these rows.") from error


def _compare(
    before: npt.NDArray[np.float32],
    after: npt.NDArray[np.float32],
    y: npt.NDArray[np.int64],
    precision: str,
) -> dict[str, float]:
    was, now = (float(np.mean(p.argmax(1) == y)) for p in (before, after))
    difference = float(np.abs(before - after).max())
    if precision == "fp32" and difference > export.TOLERANCE:
        message = f"The written model differs from the run's by {difference:.2g}."
        raise ParityError(message, "Nothing was written; please report this.")
    if was - now > ALLOWED_LOSS.get(precision, 0.0):
        message = f"In {precision} the accuracy falls from {was:.1%} to {now:.1%}."
        raise ModelFileError(message, "Nothing was written; choose a larger precision.")
    return {"accuracy/fp32": was, f"accuracy/{precision}": now, "difference": difference}


def _answers(proto: onnx.ModelProto, x: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    session = export.open_graph(proto)
    answers: npt.NDArray[np.float32] = session.run(["probabilities"], {"pixels": x})[0]
    return answers


def _facts(proto: onnx.ModelProto) -> dict[str, str]:
    return {entry.key: entry.value for entry in proto.metadata_props}


def _label(proto: onnx.ModelProto, precision: str) -> None:
    facts = _facts(proto)
    provenance = json.loads(facts.get("workbench.provenance", "{}"))
    provenance["precision"] = precision
    facts["workbench.provenance"] = json.dumps(provenance)
    del proto.metadata_props[:]
    onnx.helper.set_model_props(proto, facts)


def _fp32(proto: onnx.ModelProto, source: Path, x: Any) -> onnx.ModelProto:  # noqa: ARG001
    copy = onnx.ModelProto()
    copy.CopyFrom(proto)
    return copy


def _fp16(proto: onnx.ModelProto, source: Path, x: Any) -> onnx.ModelProto:
    from onnxconverter_common import float16

    # Raw pixels reach 255 × 255 before they are scaled, past half precision's comfort, so the
    # first nodes stay in float32; weights and the rest are halved.
    exact = {"Cast", "Sub", "Mul"}
    converted: onnx.ModelProto = float16.convert_float_to_float16(
        _fp32(proto, source, x),
        keep_io_types=True,
        # By name, not by kind: the library inserts casts, and would then cast those for ever.
        node_block_list=[node.name for node in proto.graph.node if node.op_type in exact],
    )
    return converted


def _int8(
    proto: onnx.ModelProto,  # noqa: ARG001 - converters share a signature
    source: Path,
    x: npt.NDArray[np.uint8],
) -> onnx.ModelProto:
    from onnxruntime import quantization

    class CalibrationRows(quantization.CalibrationDataReader):  # type: ignore[misc]
        def __init__(self) -> None:
            self.rows: Iterator[npt.NDArray[np.uint8]] = iter(
                np.array_split(x[:CALIBRATION_ROWS], 8)
            )

        def get_next(self) -> dict[str, npt.NDArray[np.uint8]] | None:
            rows = next(self.rows, None)
            return None if rows is None else {"pixels": rows}

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "int8.onnx"
        quantization.quantize_static(
            source,
            target,
            CalibrationRows(),
            quant_format=quantization.QuantFormat.QDQ,
            op_types_to_quantize=["Conv", "Gemm", "MatMul"],
            per_channel=True,
        )
        return onnx.load(target)


_CONVERTERS: dict[str, Callable[[onnx.ModelProto, Path, Any], onnx.ModelProto]] = {
    "fp32": _fp32,
    "fp16": _fp16,
    "int8": _int8,
}
