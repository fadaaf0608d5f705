"""Positions: how a text model knows where a token stands, read from its file.

A transformer's table of places is among the constants of ``model.onnx``. In the margin:
P places, C = d_model, D = head_dim.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import ModelFileError
from workbench.inference.modelfile import LARGEST

NONE, LEARNED, SINUSOIDAL, ROTARY, RECURRENT = KINDS = (
    "none",
    "learned",
    "sinusoidal",
    "rotary",
    "recurrent",
)
# Of longer contexts the first places are shown.
MOST_PLACES = 1024
# The slowest wave's length in both papers, see `angles`.
WAVELENGTH = 10_000.0
_TABLE = "positions.table"
_RECURRENT = frozenset(("RNN", "GRU", "LSTM"))
_REMEDY = "Choose a model.onnx that the workbench exported from a run on text."

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class PositionEncoding:
    """How a network knows where a token stands.

    ``kind`` is one of `KINDS`: ``learned`` and ``sinusoidal`` tables float32 ``(P, C)`` are added
    to the tokens; a ``rotary`` one ``(2, P, D / 2)`` holds the cosines and sines by which queries
    and keys are turned; a ``recurrent`` network reads in order and has no table (``(0, 0)``), and
    ``none`` is told nothing. ``n_places`` is P in the file, of which `MOST_PLACES` are kept.
    """

    kind: str
    table: Floats
    n_positions: int = 0

    def picture(self) -> Floats:
        """Position × number, float32 ``(P, C)``; rotary has cosines left and sines right."""
        if self.kind == ROTARY:
            return np.concatenate([self.table[0], self.table[1]], axis=1)
        return self.table


def read(path: Path) -> PositionEncoding:
    """Read the table of places from a model file.

    Raises
    ------
    ModelFileError
        When the file cannot be read, or its table is damaged.
    """
    graph = _graph(path)
    found = next((value for value in graph.initializer if value.name.endswith(_TABLE)), None)
    if found is None:
        recurrent = any(node.op_type in _RECURRENT for node in graph.node)
        return PositionEncoding(RECURRENT if recurrent else NONE, np.zeros((0, 0), np.float32))
    table = _numbers(found, path)
    n_places, kept = table.shape[-2], table[..., :MOST_PLACES, :]
    if table.ndim == 3:
        return PositionEncoding(ROTARY, kept, n_places)
    return PositionEncoding(SINUSOIDAL if is_sinusoidal(kept) else LEARNED, kept, n_places)


def _graph(path: Path) -> Any:
    import onnx

    try:
        if path.stat().st_size > LARGEST:
            raise ModelFileError(f"{path} is larger than any ONNX model.", _REMEDY)
        # From bytes, so that tensors in other files stay out of reach.
        return onnx.load_model_from_string(path.read_bytes()).graph
    except OSError as error:
        message = f"Cannot read the model {path}: {error.strerror or error}."
        raise ModelFileError(message, "Check the path.") from error
    except ModelFileError:
        raise
    except Exception as error:
        message = f"{path} is not a usable ONNX model: {type(error).__name__}."
        raise ModelFileError(message, _REMEDY) from error


def _numbers(value: Any, path: Path) -> Floats:
    import onnx

    try:
        table = onnx.numpy_helper.to_array(value).astype(np.float32)
    except Exception as error:
        message = f"{path} has a damaged table of places: {type(error).__name__}."
        raise ModelFileError(message, _REMEDY) from error
    fits = table.ndim == 2 or (table.ndim == 3 and table.shape[0] == 2)
    if not fits or not table.size or not np.isfinite(table).all():
        message = f"{path} has a table of places of shape {table.shape}, or without numbers."
        raise ModelFileError(message, _REMEDY)
    return table


def angles(n_positions: int, width: int) -> npt.NDArray[np.float64]:
    """Place × frequency, float64 ``(n_places, ⌈width / 2⌉)`` (Vaswani et al. 2017, section 3.5)."""
    frequencies = WAVELENGTH ** (-np.arange(0, width, 2) / (width + width % 2))
    return np.outer(np.arange(n_positions), frequencies)


def is_sinusoidal(table: Floats) -> bool:
    """Whether a table ``(P, C)`` is waves of one height: sines left, cosines right."""
    height = float(np.abs(table).max())
    turns = angles(*table.shape)
    waves = np.concatenate([np.sin(turns), np.cos(turns)], axis=1)[:, : table.shape[1]]
    return height > 0 and bool(np.abs(table / height - waves).max() < 1e-3)


def similarity(table: Floats) -> Floats:
    """Cosine of each place's vector with each other's: ``(P, C)`` → float32 ``(P, P)``, −1…1."""
    lengths = np.linalg.norm(table.astype(np.float64), axis=1, keepdims=True)
    unit = table / np.maximum(lengths, 1e-30)
    found: Floats = np.clip(unit @ unit.T, -1, 1).astype(np.float32)
    return found


def rotary_scores(table: Floats) -> Floats:
    """What rotation leaves of the score of two like vectors, by distance: float32 ``(P,)``, −1…1.

    For a query and a key that are equal with pairs of one length, the score at distance k is the
    mean over pairs of cos(k θ); it falls with distance (Su et al. 2021, section 3.4.3).
    """
    scores: Floats = table[0].mean(1)
    return scores
