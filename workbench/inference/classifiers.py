"""Classifiers: a model file of classes is opened and asked, whether it reads pictures or texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import DatasetError, UsageError
from workbench.core.io.picture_file import Pixels
from workbench.inference import images, textmodel
from workbench.inference.predictor import Predictor
from workbench.inference.textmodel import TextClassifier

OPAQUE = 255


def open_classifier(path: Path) -> Predictor | TextClassifier:
    """Open a model that names classes.

    Raises
    ------
    ModelFileError
        When the file is damaged, foreign or hostile.
    UsageError
        When it is a language model.
    """
    task = textmodel.task_of(path)
    if task == textmodel.PICTURES:
        return Predictor(path)
    if task == textmodel.CLASSES:
        return TextClassifier(path)
    message = f"{path} is a language model ({task}); it knows no classes."
    remedy = "`workbench generate` continues a text with it." if task == textmodel.NEXT else ""
    raise UsageError(message, remedy or "Choose a model of pictures or texts in classes.")


def classify(
    model: Predictor | TextClassifier, inputs: Sequence[str | Path | Pixels]
) -> npt.NDArray[np.float32]:
    """Probabilities float32 ``(n, n_classes)``.

    Parameters
    ----------
    inputs
        Texts for a model of texts; for one of pictures, files or uint8 arrays, each made ready by
        `picture`.

    Raises
    ------
    DatasetError
        When a picture cannot be read.
    ModelFileError
        When the model fails on them.
    UsageError
        When an input is neither what the model reads nor a file of it.
    """
    if isinstance(model, TextClassifier):
        strange = next((type(each).__name__ for each in inputs if not isinstance(each, str)), "")
        if strange:
            message = f"{model.path} reads texts, not {strange}."
            raise UsageError(message, "Give texts, each a str.")
        return model.predict([str(each) for each in inputs])
    if not len(inputs):
        return np.empty((0, len(model.classes)), np.float32)
    return model.predict(np.stack([picture(model, each) for each in inputs]))


def picture(model: Predictor, source: str | Path | Pixels) -> Pixels:
    """A picture made ready for a model, uint8 of the model's ``shape``.

    Parameters
    ----------
    source
        A PNG or JPEG file of any size; or uint8 ``(height, width)``, light on dark, or
        ``(height, width, channels)`` with 1, 3 or 4 channels. An array that has the model's shape
        is taken as it is.

    Raises
    ------
    DatasetError
        When there is no such file, it is no picture, or nothing is on it.
    UsageError
        When an array is no picture.
    """
    if isinstance(source, np.ndarray):
        return _from_array(model, source)
    path = Path(source)
    if not path.exists():
        message = f"There is no file {path}, and {model.path} reads pictures, not text."
        raise DatasetError(message, "Give a PNG or JPEG file.")
    return model.prepare(images.read(path))


def _from_array(model: Predictor, pixels: npt.NDArray[np.generic]) -> Pixels:
    is_picture = pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[2] in (1, 3, 4))
    if pixels.dtype != np.uint8 or not is_picture:
        message = f"A picture is uint8 (height, width[, channels]), not {pixels.dtype} "
        raise UsageError(f"{message}{pixels.shape}.", "Convert it: pixels are 0 (dark) to 255.")
    whole = pixels.astype(np.uint8, copy=False)
    if whole.shape == model.shape:
        return whole
    if whole.ndim == 3 and whole.shape[2] == 1:
        whole = whole[..., 0]
    if whole.ndim == 3 and whole.shape[2] == 3:
        whole = np.concatenate([whole, np.full_like(whole[..., :1], OPAQUE)], axis=2)
    return model.prepare(whole)
