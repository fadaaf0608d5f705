"""Dataset: where examples come from.

See ``docs/plugins.md`` for a dataset in fifteen lines.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeAlias, TypeGuard

import numpy as np
import numpy.typing as npt

from workbench.core import paths, row_identity
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.data_file import DataFile
from workbench.core.contracts.errors import Choice, DatasetError, MissingData, UsageError
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.input_kind import refuse
from workbench.core.contracts.inputs import Pictures
from workbench.core.contracts.params import Params, settings_of
from workbench.core.contracts.targets import Classes, problem_of_labels
from workbench.core.contracts.task import ImageClassification, Task
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.io.download import fetch
from workbench.core.runs.learnt import SplitBy


@dataclass(frozen=True)
class Split:
    """Examples and their labels.

    ``x`` is ``uint8`` ``(n, height, width)`` for grey pictures or
    ``(n, height, width, channels)`` for colour; ``y`` holds class indices,
    any integer dtype, shape ``(n,)``. Pictures are light on dark, 0 is empty.
    ``groups`` says which rows belong together (a writer, a patient), ``uint64``
    ``(n,)`` as `workbench.group_identities` gives them.
    """

    x: npt.NDArray[np.uint8]
    y: npt.NDArray[np.integer[Any]]
    groups: row_identity.Identities | None = None

    def __len__(self) -> int:
        return len(self.y)

    @cached_property
    def identities(self) -> row_identity.Identities:
        """What each picture is known by, ``uint64`` ``(n,)``."""
        return row_identity.of_pictures(self.x)

    def at(self, indices: npt.NDArray[np.int64]) -> Split:
        """Some rows, in this order."""
        groups = None if self.groups is None else self.groups[indices]
        return replace(self, x=self.x[indices], y=self.y[indices], groups=groups)


# How a picture file is made ready for a model of a dataset, wherever it comes in; the model file
# carries it (``workbench.preparation``). ``pad`` keeps colours and aspect, and what is left over
# around the picture is black; ``crop`` keeps the aspect and cuts off what sticks out; ``stretch``
# keeps the whole picture and not its aspect. ``ink`` is for writing, light on dark: the ink is
# found on any paper, inverted where it is dark, and centred by its mass as in MNIST.
Preparation: TypeAlias = Literal["pad", "crop", "stretch", "ink"]
PREPARATIONS: tuple[Preparation, ...] = ("pad", "crop", "stretch", "ink")


def usual_preparation(shape: tuple[int, ...], classes: Sequence[str]) -> Preparation:
    """``ink`` for grey pictures of 28×28 whose classes are all digits, as in MNIST, or ``pad``.

    For datasets and model files that do not say it.
    """
    digits = set(classes) <= set("0123456789")
    return "ink" if digits and shape in ((28, 28), (28, 28, 1)) else "pad"


@dataclass(frozen=True)
class ImageClasses:
    """Pictures in classes, in two splits that share no picture.

    ``preparation`` says how a picture file becomes such a picture, see `Preparation`; left out it
    is the `usual_preparation`. ``synthetic`` are pictures that were made, not collected: trainers
    learn from them beside the training split, and nothing else sees them. They are no rows of the
    dataset, so nothing is measured, labelled or prompted with them.

    Raises
    ------
    DatasetError
        When shapes, dtypes or labels contradict each other.
    """

    backend: ClassVar[str] = "workbench.engine.data_backends:PictureBackend"

    train: Split
    test: Split
    classes: tuple[str, ...]
    preparation: Preparation | None = None
    synthetic: Split | None = None

    def __post_init__(self) -> None:
        parts = {"train": self.train, "test": self.test, "synthetic": self.synthetic}
        for name, split in parts.items():
            if split is None:
                continue
            refuse(_problem(split, len(self.classes)), name)
            if self.train.x.shape[1:] != split.x.shape[1:]:
                message = f"The train and {name} pictures differ in size."
                raise DatasetError(message, "Give both splits pictures of one size.")
        if self.preparation is not None and self.preparation not in PREPARATIONS:
            message = f"The dataset's pictures are prepared by {self.preparation!r}."
            raise DatasetError(message, f"Choose one of {', '.join(PREPARATIONS)}.")

    @cached_property
    def learnable(self) -> Split:
        """What a trainer learns from: the training split, and the synthetic pictures behind it."""
        if self.synthetic is None:
            return self.train
        parts = (self.train, self.synthetic)
        return Split(np.concatenate([p.x for p in parts]), np.concatenate([p.y for p in parts]))

    @property
    def prepared_by(self) -> Preparation:
        """How a picture file becomes such a picture."""
        return self.preparation or usual_preparation(self.train.x.shape[1:], self.classes)

    @property
    def inputs(self) -> Pictures:
        """What goes in."""
        _, height, width, *channels = self.train.x.shape
        return Pictures(height, width, channels[0] if channels else 1, self.prepared_by)

    @property
    def target(self) -> Classes:
        """What comes out."""
        return Classes(self.classes)

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: pictures are taken as they are."""
        return ()

    def with_train(self, indices: npt.NDArray[np.int64]) -> ImageClasses:
        """With some of the training rows."""
        return replace(self, train=self.train.at(indices))

    def with_test(self, indices: npt.NDArray[np.int64]) -> ImageClasses:
        """With some of the test rows."""
        return replace(self, test=self.test.at(indices))

    @property
    def task(self) -> ImageClassification:
        """The task these pictures pose."""
        _, height, width, *channels = self.train.x.shape
        return ImageClassification(height, width, channels[0] if channels else 1, self.classes)

    def digest(self) -> str:
        """SHA-256 of pictures, labels and class names; says exactly which data it was.

        Computed once: what was loaded is not changed afterwards.
        """
        return self._digest

    @cached_property
    def _digest(self) -> str:
        sha = hashlib.sha256("\0".join(self.classes).encode())
        for split in (self.train, self.test, self.synthetic):
            if split is None:
                continue
            sha.update(str(split.x.shape).encode())
            sha.update(np.ascontiguousarray(split.x).data)
            sha.update(np.ascontiguousarray(split.y, dtype=np.int64).data)
            if split.groups is not None:
                sha.update(np.ascontiguousarray(split.groups, dtype=np.uint64).data)
        return sha.hexdigest()


def _problem(split: Split, n_classes: int) -> str:
    x: object = split.x  # a plugin's author may give anything
    if not isinstance(x, np.ndarray):
        return f"has pictures that are a {type(x).__name__}, not an array"
    if problem := problem_of_labels(split.y, len(split.x)):
        return problem
    if split.x.dtype != np.uint8:
        return f"holds {split.x.dtype} pictures, not uint8"
    if split.x.ndim not in (3, 4):
        return f"has pictures of shape {split.x.shape[1:]}, not (height, width[, channels])"
    if len(split.x) != len(split.y):
        return f"has {len(split.x)} pictures but {len(split.y)} labels"
    if not len(split.y):
        return "is empty"
    if problem := row_identity.problem_of_groups(split.groups, len(split.y)):
        return problem
    if int(split.y.min()) < 0 or int(split.y.max()) >= n_classes:
        return f"has labels {split.y.min()}…{split.y.max()} but there are {n_classes} classes"
    return ""


# What a dataset may load.
Data: TypeAlias = ImageClasses | TextClasses | Corpus | Examples
# Those whose rows have a target each.
LabelledData: TypeAlias = ImageClasses | TextClasses | Examples


def has_labels(data: Data) -> TypeGuard[LabelledData]:
    """Whether rows have a target each; running text has none."""
    return not data.target.per_token


@dataclass(frozen=True)
class Card:
    """What a dataset is, for a reader: facts, not advertising."""

    summary: str = ""
    size: str = ""
    licence: str = ""
    source: str = ""
    citation: str = ""


@dataclass(frozen=True)
class PreviewColumn:
    """One column of a file's first rows.

    Attributes
    ----------
    name, type
        Its name, and what it is in a word or two, such as ``number``.
    values
        The first cells as the file has them.
    reason
        Why it is taken for that.
    is_used
        Whether it is learnt from, or is the target.
    choices
        Ways to read it otherwise, as settings of the dataset.
    """

    name: str
    type: str
    values: tuple[str, ...] = ()
    reason: str = ""
    is_used: bool = True
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class FilePreview:
    """What is seen of a file at once, however long it is."""

    columns: tuple[PreviewColumn, ...]


def _no_tokenizer(provider: str) -> str:
    message = f"A tokenizer of {provider} was wanted where no plugins are known."
    raise UsageError(message, "Make the Loading with workbench.make_loading(plugins).")


@dataclass(frozen=True)
class Loading:
    """What the host lends a dataset while it loads.

    ``report(what, done, total)`` shows progress (bytes or rows, ``total`` may be
    ``None``); ``check()`` waits while paused and raises `Stopped` when the user
    asked to stop, so call it between pieces of work. ``tokenizer(id)`` is the tokenizer of the
    encoder of this id, as `Encoder.tokenizer` gives it; it needs the plugins, so without them it
    raises `UsageError` (`workbench.make_loading` has them). ``split_by`` says how a
    dataset that splits its rows itself does so: by what each row is, or by its place as for runs
    and comparisons from before.
    """

    report: Callable[[str, float, float | None], None] = lambda what, done, total: None
    check: Callable[[], None] = lambda: None
    folders: tuple[Path, ...] = field(default_factory=paths.data_folders)
    tokenizer: Callable[[str], str] = _no_tokenizer
    split_by: SplitBy = "content"


class Dataset(Contribution):
    """Where examples come from.

    A subclass sets ``id``, ``name``, ``about`` and, if it has settings,
    ``Params``; it implements `load`. It should set `card` and may implement
    `task` so that the window can check an experiment before loading.

    Attributes
    ----------
    card
        Where the data is from, and on which terms.
    opens
        Endings of a user's files, such as ``".csv"``, that this dataset reads when its setting
        ``path`` names one: they can be dropped on the Data page.
    opens_folders
        Whether ``path`` may name a folder, which can be dropped as well.
    needs_path
        Whether nothing can be loaded before ``path`` names something.
    files
        What it needs beside the workbench; see `missing_files`. A file that says where it is
        downloaded from is offered for download in the window.
    section
        Under which heading lists of datasets have it: what its rows are, or ``own`` for what the
        user brings; others come last.
    labelling_setting
        The setting that takes the name of a labelling, for a dataset of what is labelled on the
        Label page; empty for others.
    recommended
        Settings with which it is chosen in the window, where they are not the defaults.
    """

    card: ClassVar[Card] = Card()
    opens: ClassVar[tuple[str, ...]] = ()
    opens_folders: ClassVar[bool] = False
    needs_path: ClassVar[bool] = False
    files: ClassVar[tuple[DataFile, ...]] = ()
    section: ClassVar[Literal["pictures", "texts", "tables", "series", "own", ""]] = ""
    labelling_setting: ClassVar[str] = ""
    recommended: ClassVar[Mapping[str, Any]] = MappingProxyType({})

    def __init__(self, loading: Loading | None = None) -> None:
        self.loading = loading or Loading()

    @classmethod
    def suits(cls, path: Path) -> float:
        """How well it suits a file with one of the endings that it `opens`, or a folder, 0…1.

        Where several datasets open a file, the one that says most is taken, then the first in
        order. It may look at the file's beginning, and raises nothing.
        """
        return 0.5

    @classmethod
    def settings_for(cls, path: Path) -> dict[str, Any]:
        """Settings with which it opens a user's file or folder; it may look at its beginning."""
        return {"path": str(path)}

    def columns(self, params: Any) -> tuple[str, ...]:
        """Names of the columns of the file that ``path`` names, from its first rows.

        They are listed by settings that offer ``"columns"``; nothing where there is no table.
        Whatever it raises is passed over.
        """
        return ()

    def missing_files(self, params: Any) -> tuple[DataFile, ...]:
        """What `load` needs and is not there: of `files`, and of those that settings name.

        It only asks whether files exist, so that a window can ask it before each training.
        """
        own = []
        for setting in settings_of(type(params)) if isinstance(params, Params) else ():
            if setting.kind != "path":
                continue
            path = getattr(params, setting.name)
            if path is None:
                is_needed = self.needs_path and setting.name == "path"
                if is_needed:
                    own.append(DataFile("", setting=setting.name, picks=setting.picks))
            elif not self._exists(Path(path)):
                own.append(DataFile(str(path), setting=setting.name, picks=setting.picks))
        return (*own, *(file for file in self.files if self.find(file.name) is None))

    def _exists(self, path: Path) -> bool:
        path = path.expanduser()
        return path.exists() or any(
            (folder / path).exists() or (folder / path.name).exists()
            for folder in self.loading.folders
        )

    def find(self, name: str) -> Path | None:
        """A data file beside the plugin or in a data folder, by its relative path."""
        beside = Path(inspect.getfile(type(self))).parent
        places = (folder / name for folder in (beside, *self.loading.folders))
        return next((path for path in places if path.is_file()), None)

    def preview(self, params: Any) -> FilePreview | None:
        """The first rows of a file and what its columns are taken for, within a second or two.

        It is shown while `load` reads on; ``None`` where there is nothing to see before. Whatever
        it raises is passed over: `load` says what is wrong.
        """
        return None

    def load(self, params: Any) -> Data:
        """Read everything.

        Parameters
        ----------
        params
            An instance of this class's ``Params``.

        Raises
        ------
        DatasetError
            When the data cannot be had; the remedy says what to do.
        """
        raise NotImplementedError

    def task(self, params: Any) -> Task | None:
        """The task, if it is known without loading."""
        return None

    def file(self, name: str, url: str | tuple[str, ...] = (), sha256: str = "") -> Path:
        """Find a data file: beside the plugin, in a data folder, or by download.

        Parameters
        ----------
        name
            A relative path, such as ``"mnist/train-images-idx3-ubyte.gz"``.
        url
            Where to get it at once if it is nowhere; several are tried in order. Left out, nothing
            is downloaded before the user says so: `files` says from where it can be.
        sha256
            What the download's content must hash to.

        Raises
        ------
        MissingData
            When it is nowhere and no ``url`` is given; the remedy says where to get it.
        DownloadError
            When it could not be downloaded.
        """
        if (path := self.find(name)) is not None:
            return path
        urls = (url,) if isinstance(url, str) and url else tuple(url)
        if not urls:
            declared = next((file for file in self.files if file.name == name), DataFile(name))
            raise MissingData((declared,), self.card.source, str(paths.downloads()))
        target = paths.downloads() / name
        return fetch(
            urls, target, sha256=sha256, report=self.loading.report, check=self.loading.check
        )


__all__ = ["Card", "Data", "Dataset", "ImageClasses", "Loading", "Params", "Split"]
