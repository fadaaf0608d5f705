"""Datasets: MNIST and Fashion-MNIST, from their original IDX files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
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
    Preparation,
    Split,
    Task,
    download,
    download_folder,
    hookimpl,
    param,
    read_idx,
    with_few_labels,
)

from .digits.synthetic import PenParams, pen_digits


def limit_param() -> Any:
    """Declare ``limit``."""
    return param(
        None,
        "Limit",
        "Use only this many training pictures; blank uses all.",
        blank="all",
        unit="pictures",
        ge=10,
    )


class FashionParams(FewLabelsParams):
    limit: int | None = limit_param()


class MNISTParams(PenParams):
    limit: int | None = limit_param()


class MNIST(Dataset):
    """60,000 + 10,000 handwritten digits."""

    id, name = "mnist", "MNIST"
    section = "pictures"
    about = "All 70,000 handwritten digits."
    Params: ClassVar[type[FewLabelsParams]] = MNISTParams
    recommended: ClassVar[Mapping[str, Any]] = {"pen_digits": 16_000}
    card = Card(
        summary="Grey pictures of single digits, size-normalised and centred by mass.",
        size="60,000 training and 10,000 test pictures, 28×28, ten classes",
        licence="CC BY-SA 3.0",
        source="LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/",
        citation="LeCun et al. (1998), Gradient-based learning applied to document recognition",
    )
    classes: ClassVar[tuple[str, ...]] = tuple("0123456789")
    folder: ClassVar[str] = "mnist"
    preparation: ClassVar[Preparation] = "ink"
    # Folders where a system package puts the same files.
    system: ClassVar[tuple[str, ...]] = ()
    mirrors: ClassVar[tuple[str, ...]] = (
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    )
    # SHA-256 of the contents: gzip wrappers differ between mirrors, the bytes inside do not.
    checksums: ClassVar[dict[str, str]] = {
        "train-images-idx3-ubyte": "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757",  # noqa: E501
        "train-labels-idx1-ubyte": "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13",  # noqa: E501
        "t10k-images-idx3-ubyte": "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161",  # noqa: E501
        "t10k-labels-idx1-ubyte": "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5",  # noqa: E501
    }
    sizes: ClassVar[tuple[int, ...]] = (9_912_422, 28_881, 1_648_877, 4_542)

    def task(self, params: Any) -> Task:
        return ImageClassification(28, 28, 1, self.classes)

    def missing_files(self, params: MNISTParams | FashionParams) -> tuple[DataFile, ...]:
        # Gzip wrappers differ between mirrors: what is inside is verified when it is read.
        return tuple(
            DataFile(
                f"{self.folder}/{name}.gz",
                tuple(f"{mirror.rstrip('/')}/{name}.gz" for mirror in self._mirrors()),
                size,
            )
            for name, size in zip(self.checksums, self.sizes, strict=True)
            if self._find(name) is None
        )

    def _mirrors(self) -> tuple[str, ...]:
        own = os.environ.get("WORKBENCH_MIRROR")
        return (own,) if own else self.mirrors

    def load(self, params: MNISTParams | FashionParams) -> ImageClasses:
        train_x, train_y, test_x, test_y = (self._read(name) for name in self.checksums)
        n = params.limit
        n_pen_digits = params.n_pen_digits if isinstance(params, PenParams) else 0
        whole = ImageClasses(
            Split(train_x[:n], train_y[:n].astype(np.int64)),
            Split(test_x, test_y.astype(np.int64)),
            self.classes,
            self.preparation,
            pen_digits(n_pen_digits, self.loading),
        )
        return with_few_labels(whole, params, self.loading.split_by)

    def _read(self, name: str) -> npt.NDArray[np.uint8]:
        check = self.loading.check
        path = self._find(name)
        if path is not None:
            array = read_idx(path, check)
            self._verify(name, array, path)
            return array
        target = download_folder() / self.folder / f"{name}.gz"
        failures: list[DatasetError] = []
        for mirror in self._mirrors():
            try:
                url = f"{mirror.rstrip('/')}/{name}.gz"
                download((url,), target, report=self.loading.report, check=check)
                array = read_idx(target, check)
                self._verify(name, array, target)
                return array
            except DatasetError as error:
                # A mirror may answer with a page of words; the next one may know better.
                target.unlink(missing_ok=True)
                failures.append(error)
        reasons = " ".join(dict.fromkeys(error.message for error in failures))
        remedy = (
            f"Check the network, or put {name}.gz into {target.parent} or a folder named by "
            f"WORKBENCH_DATA. The dataset 'digits' needs no network."
        )
        raise DatasetError(f"{self.name} could not be had. {reasons}", remedy)

    def _find(self, name: str) -> Path | None:
        folders = [f for root in self.loading.folders for f in (root / self.folder, root)]
        if self.folder != "mnist":
            # Both datasets use the same file names: a bare folder is taken for MNIST only.
            folders = [root / self.folder for root in self.loading.folders]
        for folder in (*folders, *map(Path, self.system)):
            for path in (folder / f"{name}.gz", folder / name):
                if path.is_file():
                    return path
        return None

    def _verify(self, name: str, array: npt.NDArray[np.uint8], path: Path) -> None:
        if hashlib.sha256(np.ascontiguousarray(array).data).hexdigest() != self.checksums[name]:
            message = f"{path} is not {self.name}'s {name}: its contents differ."
            raise DatasetError(message, "Delete it, so that it is downloaded again.")


class FashionMNIST(MNIST):
    """Ten kinds of clothes, in MNIST's format: harder than digits."""

    id, name = "fashion-mnist", "Fashion-MNIST"
    about = "70,000 pictures of clothes."
    card = Card(
        summary="Grey pictures of clothes and shoes from a shop's catalogue.",
        size="60,000 training and 10,000 test pictures, 28×28, ten classes",
        licence="MIT",
        source="Zalando Research, https://github.com/zalandoresearch/fashion-mnist",
        citation="Xiao, Rasul, Vollgraf (2017), arXiv:1708.07747",
    )
    Params = FashionParams
    recommended: ClassVar[Mapping[str, Any]] = {}
    classes = (
        "T-shirt",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    )
    folder = "fashion-mnist"
    preparation = "pad"
    system = ("/usr/share/dataset/fashion-mnist", "/usr/share/datasets/fashion-mnist")
    mirrors = (
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    )
    checksums: ClassVar[dict[str, str]] = {
        "train-images-idx3-ubyte": "2e487a6c89124f78f2d7521542223cafe96f7123c3ca13d447772ac6ecbb3012",  # noqa: E501
        "train-labels-idx1-ubyte": "657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7",  # noqa: E501
        "t10k-images-idx3-ubyte": "c867c93ff95360594e8ec3287995350b824dd110b11595c0e13d5423f621867a",  # noqa: E501
        "t10k-labels-idx1-ubyte": "3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9",  # noqa: E501
    }
    sizes = (26_421_880, 29_515, 4_422_102, 5_148)


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [MNIST, FashionMNIST]
