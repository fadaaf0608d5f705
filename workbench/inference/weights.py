"""The weights inside a model file, by layer, for looking at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.errors import ModelFileError


def read(path: Path) -> dict[str, npt.NDArray[np.float32]]:
    """Weights of convolutions and linear layers: ``{"hidden1": (out, in), …}``.

    Raises
    ------
    ModelFileError
        When the file is no ONNX model.
    """
    import onnx

    try:
        proto = onnx.load(path, load_external_data=False)
        return {
            tensor.name.split("network.")[-1].removesuffix(".weight"): onnx.numpy_helper.to_array(
                tensor
            )
            for tensor in proto.graph.initializer
            if tensor.name.endswith(".weight") and len(tensor.dims) in (2, 4)
        }
    except Exception as error:
        message = f"{path} cannot be read as a model: {str(error).splitlines()[0][:200]}"
        raise ModelFileError(message, "Repeat or resume the run.") from error
