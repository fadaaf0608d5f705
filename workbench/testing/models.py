"""A model file of an untrained network, for checks that need one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.core.contracts.dataset import ImageClasses

if TYPE_CHECKING:
    from torch import nn


def write_model(
    folder: Path, network: nn.Module, layers: Mapping[str, nn.Module], data: ImageClasses
) -> None:
    """Write ``model.onnx``, ``layers.onnx`` and the rows beside them, as the end of a run does.

    Raises
    ------
    ParityError
        When the exported network does not answer as the one in torch.
    """
    import torch

    from workbench.engine.batches import Pixels
    from workbench.engine.convert import save_rows
    from workbench.engine.export import Exported, export

    n_channels = data.task.channels
    pixels = Pixels(torch.full((n_channels,), 0.2), torch.full((n_channels,), 0.3))
    parts = Exported(
        network,
        layers,
        pixels,
        data.test.x,
        data.classes,
        {"name": "check"},
        data.prepared_by,
    )
    export(parts, folder / "model.onnx", folder / "layers.onnx")
    save_rows(folder, data.test.x, data.test.y.astype(np.int64))
