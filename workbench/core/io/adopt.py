"""Adopt: files that the user has, copied into the data folder under the names that are needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from workbench.core import paths
from workbench.core.contracts.data_file import DataFile
from workbench.core.contracts.errors import DatasetError, StorageError
from workbench.core.io import atomic
from workbench.core.io.download import is_right


def adopt_files(
    files: Sequence[DataFile], chosen: Sequence[Path], check: Callable[[], None] = lambda: None
) -> None:
    """Copy each of ``files`` from those that were chosen, or that lie beside them.

    A file is known by its name, or by being the only one that is needed and the only one chosen.

    Raises
    ------
    DatasetError
        When one of them is not among them, or is another file by its hash.
    StorageError
        When it cannot be copied.
    """
    for file in files:
        name = PurePosixPath(file.name).name
        candidates = [*chosen, *(path.parent / name for path in chosen)]
        source = next((p for p in candidates if p.name == name and p.is_file()), None)
        if source is None and len(files) == len(chosen) == 1:
            source = chosen[0]
        if source is None:
            remedy = f"Choose a file of this name, or the folder's other files with it: {name}."
            raise DatasetError(f"{name} is not among the files that were chosen.", remedy)
        if not is_right(source, file.sha256, check=check):
            message = f"{source} is not the expected {name}: its contents differ."
            raise DatasetError(message, "Choose another file.")
        target = paths.downloads() / file.name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with atomic.replacing(target) as aside:
                shutil.copyfile(source, aside)
        except OSError as error:
            message = f"Cannot write {target}: {error.strerror or error}."
            raise StorageError(message, "Free some disk space or check permissions.") from error
