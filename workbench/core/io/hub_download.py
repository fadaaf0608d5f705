"""Hub download: a model of a repository, file by file, into the data folder.

What was broken off, even by a crash, goes on where it stood. Beside the files lies a list of what
they are, ``download.json``, so that the same again costs no network and no hashing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.core import paths
from workbench.core.contracts.errors import LocalOnly, UsageError, WorkbenchError
from workbench.core.contracts.model_source import set_up
from workbench.core.contracts.provider import Provider
from workbench.core.io import atomic, hub, local_only, read_file
from workbench.core.io.download import (
    Report,
    cannot_write,
    downloading_alone,
    fetch,
    is_right,
    refuse_full,
)
from workbench.core.io.hub import RemoteFile, Repo
from workbench.core.io.hub_models import Variant
from workbench.core.settings import Settings

LIST = "download.json"
_LOCK = ".lock"


def folder_of(name: str) -> Path:
    """Where the files of a repository lie on this machine."""
    return paths.hub().joinpath(*name.split("/"))


def runner(variant: Variant, providers: Mapping[str, type[Provider]]) -> type[Provider] | None:
    """The provider that runs such files; of several, the one that the window takes first."""
    fitting = [cls for cls in providers.values() if variant.kind in cls.formats]
    return min(fitting, key=lambda cls: cls.order, default=None)


def model_id(repo: Repo, variant: Variant, cls: type[Provider] | None) -> str:
    """``provider/model``, under which a downloaded model can be asked; its name without one."""
    name = PurePosixPath(variant.files[0].path).stem if variant.kind == "gguf" else repo.name
    return name if cls is None else f"{cls.id}/{name}"


def lacking(
    variant: Variant, cls: type[Provider] | None, settings: Settings
) -> WorkbenchError | None:
    """What has to be set up before a downloaded model can be asked; it may read files."""
    if cls is None:
        message = f"No plugin that runs {variant.kind} files is switched on."
        return UsageError(message, "Switch one on among the plugins.")
    return set_up(cls, settings.providers).missing()


def download(
    repo: Repo,
    variant: Variant,
    settings: Settings,
    report: Report = lambda what, done, total: None,
    check: Callable[[], None] = lambda: None,
) -> Path:
    """Get the files of a model; returns the model's file, or its folder.

    Parameters
    ----------
    report, check
        See `workbench.core.contracts.dataset.Loading`; the bytes of all files are counted together.

    Raises
    ------
    LocalOnly
        When nobody on another machine may be asked.
    DownloadError
        When the network, the disk or the Hub fails, or a file is not what the Hub says it is.
    Stopped
        When ``check`` says so; what came stays, and the next time goes on from there.
    """
    if settings.local_only or local_only.holds():
        raise LocalOnly(f"Nothing is downloaded: the Hub is at {hub.host()}.", hub.ALLOW)
    folder = folder_of(repo.name)
    with downloading_alone(folder / _LOCK, repo.name):
        known = _listed(folder)
        _refuse_full(folder, variant)
        done = 0
        for file in variant.files:
            _get(repo, file, folder, known, _shifted(report, variant, done), check)
            known[file.path] = file.sha256 or file.blob
            _write_list(folder, repo, known)
            done += file.n_bytes
    return folder / variant.files[0].path if variant.kind == "gguf" else folder


def _get(
    repo: Repo,
    file: RemoteFile,
    folder: Path,
    hashes: dict[str, str],
    report: Report,
    check: Callable[[], None],
) -> None:
    target, right = folder / file.path, file.sha256 or file.blob
    # Somebody may have put it there by hand, or it is from before the last change.
    if _size(target) == file.n_bytes and (
        hashes.get(file.path) == right or is_right(target, file.sha256, file.blob, check)
    ):
        report("", file.n_bytes, None)
        return
    headers = {"Authorization": f"Bearer {key}"} if (key := hub.token()) else {}
    fetch(
        [repo.url(file)],
        target,
        sha256=file.sha256,
        blob=file.blob,
        headers=headers,
        report=report,
        check=check,
    )


def _shifted(report: Report, variant: Variant, before: int) -> Report:
    """One file's progress as that of all of them."""
    total = float(variant.n_bytes)
    return lambda what, done, _: report(f"Downloading {variant.name}", before + done, total)


def _refuse_full(folder: Path, variant: Variant) -> None:
    places = [folder / file.path for file in variant.files]
    there = sum(_size(path) or _size(path.with_name(path.name + ".part")) for path in places)
    remedy = "Free some disk space, or choose a smaller file."
    refuse_full(folder, variant.n_bytes - there, variant.name, remedy)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _listed(folder: Path) -> dict[str, str]:
    try:
        found = read_file.parse_json(read_file.read_bytes(folder / LIST))["files"]
        return {str(path): str(hash) for path, hash in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write_list(folder: Path, repo: Repo, hashes: dict[str, str]) -> None:
    content: dict[str, Any] = {
        "repo": repo.name,
        "revision": repo.revision,
        "from": hub.endpoint(),
        "files": hashes,
    }
    try:
        atomic.write_text(folder / LIST, json.dumps(content, indent=1))
    except OSError as error:
        raise cannot_write(folder / LIST, error) from error
