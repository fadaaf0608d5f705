"""Dataset: a part of CIFAR-10, small colour pictures of ten kinds of things."""

from __future__ import annotations

import zipfile
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench import (
    Card,
    DataFile,
    Dataset,
    DatasetError,
    FewLabelsParams,
    ImageClasses,
    ImageClassification,
    Split,
    Task,
    hookimpl,
    param,
    with_few_labels,
)

FILE = "cifar10-subset/cifar10_subset.npz"
NAMES = ("x_train", "y_train", "x_test", "y_test")
SIDE = 32


class CifarParams(FewLabelsParams):
    only: str = param(
        "",
        "Classes",
        "Only these, separated by commas, such as automobile, truck; blank uses all.",
        blank="all",
    )
    without: str = param(
        "", "Leave out", "No pictures of these, separated by commas.", blank="none", advanced=True
    )


class Cifar(Dataset):
    """11,000 of CIFAR-10's 60,000 pictures: enough to see what other pictures are worth."""

    id, name = "cifar10-subset", "CIFAR-10 (subset)"
    section = "pictures"
    files = (DataFile(FILE, size=31_084_636),)
    about = "11,000 small colour pictures of vehicles and animals."
    Params = CifarParams
    card = Card(
        summary=(
            "Colour photographs, 32×32: the first 10,000 for training and 1,000 for testing of "
            "CIFAR-10, itself a labelled part of the 80 million tiny images, which were withdrawn."
        ),
        size="10,000 training and 1,000 test pictures, 32×32, ten classes",
        licence="no licence is stated; free for research, the report is to be cited",
        source="https://www.cs.toronto.edu/~kriz/cifar.html, in part as in karpathy/convnetjs",
        citation="Krizhevsky (2009), Learning multiple layers of features from tiny images",
    )
    classes: ClassVar[tuple[str, ...]] = (
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    )

    def task(self, params: CifarParams) -> Task:
        return ImageClassification(SIDE, SIDE, 3, self._chosen(params))

    def load(self, params: CifarParams) -> ImageClasses:
        chosen = self._chosen(params)
        arrays = self._read()
        self.loading.check()
        # A class has the number of its place among the chosen ones; -1 leaves it out.
        number = np.array([chosen.index(c) if c in chosen else -1 for c in self.classes])
        parts = []
        for split in ("train", "test"):
            y = number[arrays[f"y_{split}"].astype(np.int64)]
            kept = np.flatnonzero(y >= 0)
            parts.append(Split(arrays[f"x_{split}"][kept], y[kept].astype(np.int64)))
        return with_few_labels(
            ImageClasses(parts[0], parts[1], chosen), params, self.loading.split_by
        )

    def _chosen(self, params: CifarParams) -> tuple[str, ...]:
        only, without = _names(params.only), _names(params.without)
        for name in (*only, *without):
            if name not in self.classes:
                message = f"{self.name} has no class {name!r}."
                raise DatasetError(message, f"There are {', '.join(self.classes)}.")
        kept = tuple(n for n in dict.fromkeys(only or self.classes) if n not in without)
        if len(kept) < 2:
            message = f"{len(kept)} classes are left, too few to tell apart."
            raise DatasetError(message, "Name at least two under Classes (dataset.only).")
        return kept

    def _read(self) -> dict[str, npt.NDArray[Any]]:
        path = self.file(FILE)
        try:
            with np.load(path, allow_pickle=False) as file:
                arrays = {name: file[name] for name in NAMES}
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            message = f"{path} is damaged ({type(error).__name__}: {error})."
            raise DatasetError(message, "Get the file again.") from error
        for split in ("train", "test"):
            shape, labels = arrays[f"x_{split}"].shape, arrays[f"y_{split}"]
            known = set(np.unique(labels).tolist()) <= set(range(len(self.classes)))
            if shape != (len(labels), SIDE, SIDE, 3) or not known:
                message = f"{path} holds pictures of shape {shape}, or labels beyond 0…9."
                raise DatasetError(message, "Get the file again.")
        return arrays


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [Cifar]
