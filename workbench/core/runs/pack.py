"""A run as one file that can be given to somebody else, and back.

The file is a ZIP archive: the run's folder, and ``pack.json`` with the size and hash of every
file. Paths of this machine become names, so that nothing tells where the run was made; files of
data are not in it, only their names and fingerprints. An archive is taken for hostile until it
has shown the opposite: nothing is written outside a new folder, nothing larger than it says.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import stat
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Any

from workbench.core import experiment, paths
from workbench.core.contracts.errors import StorageError, UsageError, WorkbenchError
from workbench.core.experiment import PARTS, Experiment
from workbench.core.io import atomic, read_file
from workbench.core.io.fingerprint import fingerprint
from workbench.core.runs import facts as run_facts
from workbench.core.runs.store import LIVE, Run, RunStore

SUFFIX = ".run.zip"
FORMAT = "workbench-run/1"
_LIST = "pack.json"
_TEXTS = (".json", ".jsonl", ".toml", ".md", ".txt", ".csv")
_STORED = (".safetensors", ".onnx", ".npz", ".npy", ".png", ".gz")
_MOST_FILES = 20_000
# Deflate reaches 1,032; logs of training reach about 30.
_MOST_RATIO = 200
_SMALL = 16 << 20
_ROOM = 64 << 20
_CHUNK = 1 << 20
# A shorter text may be part of a model's numbers by chance.
_DISTINCT = 8
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_NAME = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|/]{1,128}")
_SECRET = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD)$", re.IGNORECASE)
_REMEDY = "Ask whoever made it to pack the run again."

Check = Callable[[], None]


@dataclass(frozen=True)
class Unpacked:
    """A run that was taken in; ``missing`` names the data files that are not here, with why."""

    id: str
    path: Path
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class _DataFile:
    """A setting that named a file of this machine: ``("dataset", "path")`` and what it held."""

    keys: tuple[str, ...]
    path: str

    @property
    def name(self) -> str:
        return _base(self.path)

    def described(self) -> dict[str, Any]:
        found = Path(self.path).expanduser()
        facts = fingerprint(found) if found.is_file() else ""
        return {"setting": list(self.keys), "name": self.name, "fingerprint": facts}


def pack(run: Run, target: Path, check: Check = lambda: None) -> int:
    """Write a run into one file, all of it or nothing; returns the file's size in bytes.

    Parameters
    ----------
    check
        Called often; may raise to stop.

    Raises
    ------
    StorageError
        When the run is still going, or a file cannot be read or written.
    """
    info = run.info()
    if info.status in LIVE:
        raise StorageError(f"The run {run.id} is still going.", "Stop it first, or let it end.")
    portable, data = _portable(run.experiment)
    swaps = _swaps(run, data)
    try:
        with (
            atomic.replacing(target) as aside,
            zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        ):
            listed = {}
            for path in _files(run.path):
                check()
                name = path.relative_to(run.path).as_posix()
                if name == "experiment.toml":
                    blocks: Iterable[bytes] = [portable.to_toml().encode()]
                else:
                    blocks = _content(path, swaps)
                listed[name] = _add(archive, name, blocks, check)
            about = {
                "format": FORMAT,
                "id": run.id,
                "name": info.name,
                "packed": time.time(),
                "data": [each.described() for each in data],
                "files": listed,
            }
            archive.writestr(_LIST, json.dumps(about, indent=1))
        return target.stat().st_size
    except OSError as error:
        message = f"Cannot write {target}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error


def unpack(
    file: Path, store: RunStore, data: Sequence[Path] = (), check: Check = lambda: None
) -> Unpacked:
    """Take a packed run in; its folder appears when all of it is there and its hashes are right.

    Parameters
    ----------
    data
        Where its data files may be, files or folders, beside the usual data folders.

    Raises
    ------
    UsageError
        When the file is no packed run, is damaged or hostile.
    StorageError
        When the run cannot be written.
    """
    try:
        read_file.refuse_special(file)
        with zipfile.ZipFile(file) as archive:
            about, entries = _examined(file, archive, store.folder)
            id = str(about.get("id", ""))
            path = store.folder / _free_id(id, store.folder)
            again = path.name.startswith(f"{id}-")
            with atomic.new_folder(path) as aside:
                for name, entry in entries.items():
                    _extract(file, archive, entry, aside / name, about["files"][name], check)
                missing = _settled(file, aside, about, data, store if again else None)
    except WorkbenchError:
        raise
    except OSError as error:
        message = f"Cannot unpack {file}: {error.strerror or error}."
        raise StorageError(message, "Check the path, permissions and free space.") from error
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        ValueError,
        KeyError,
        TypeError,
        EOFError,
        zlib.error,
    ) as error:
        raise _bad(file, f"it is damaged or no packed run ({error})") from error
    return Unpacked(path.name, path, missing)


# --- packing


def _files(folder: Path) -> Iterator[Path]:
    for where, below, names in os.walk(folder):
        below[:] = sorted(d for d in below if not d.startswith(".") and not _is_link(where, d))
        for name in sorted(names):
            path = Path(where, name)
            # A link would bring a file from elsewhere along.
            ours = name != "lock" and not name.startswith(".") and not name.endswith(".new")
            if ours and stat.S_ISREG(path.lstat().st_mode):
                yield path


def _is_link(where: str, name: str) -> bool:
    return Path(where, name).is_symlink()


def _portable(original: Experiment) -> tuple[Experiment, list[_DataFile]]:
    table, data = original.to_table(), []
    for kind in PARTS:
        part = table.get(kind)
        if isinstance(part, dict):
            for key, value in part.items():
                if isinstance(value, str | Path) and _is_absolute(str(value)):
                    data.append(_DataFile((kind, key), str(value)))
                    part[key] = _base(str(value))
    return experiment.from_table(table), data


def _is_absolute(text: str) -> bool:
    if "\n" in text or len(text) > 4096:
        return False
    return text.startswith("~/") or Path(text).is_absolute() or PureWindowsPath(text).is_absolute()


def _base(path: str) -> str:
    name = PureWindowsPath(path).name if PureWindowsPath(path).is_absolute() else Path(path).name
    return name or "data"


def _swaps(run: Run, data: Sequence[_DataFile]) -> list[tuple[str, str]]:
    """What is replaced by what in every file, the longest first."""
    swaps = {each.path: each.name for each in data}
    for folder, name in ((run.path, "."), (run.path.parent, "runs"), (Path.home(), "~")):
        for spelling in {str(folder), str(folder.resolve())}:
            if len(spelling) > 3:
                swaps.setdefault(spelling, name)
    for variable, value in os.environ.items():
        if _SECRET.search(variable) and len(value) >= 8:
            swaps[value] = "***"
    return sorted(swaps.items(), key=lambda pair: -len(pair[0]))


def _content(path: Path, swaps: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    if path.suffix in _TEXTS:
        text = path.read_bytes()
        for old, new in swaps:
            for spelled in {old, json.dumps(old)[1:-1]}:
                text = text.replace(spelled.encode(), new.encode())
        yield text
    elif path.suffix == ".onnx":
        model = path.read_bytes()
        for old, new in swaps:
            # Its texts carry their lengths, so what replaces them is as long.
            for spelled in {old, json.dumps(old)[1:-1], json.dumps(json.dumps(old))[3:-3]}:
                if len(spelled) < _DISTINCT:
                    continue
                model = model.replace(spelled.encode(), _as_long(new, len(spelled.encode())))
        yield model
    else:
        with path.open("rb") as file:
            while block := file.read(_CHUNK):
                yield block


def _as_long(name: str, length: int) -> bytes:
    """A name as a path of so many bytes: ``table.csv`` as ``././table.csv``."""
    raw = name.encode()
    if len(raw) >= length:
        return b"*" * length
    left = length - len(raw)
    return (b"./" * (left // 2) + b"/" * (left % 2))[:left] + raw if left > 1 else b"_" + raw


def _add(
    archive: zipfile.ZipFile, name: str, blocks: Iterable[bytes], check: Check
) -> dict[str, Any]:
    entry = zipfile.ZipInfo(name, time.localtime()[:6])
    stored = name.endswith(_STORED)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    sha, size = hashlib.sha256(), 0
    with archive.open(entry, "w", force_zip64=True) as out:
        for block in blocks:
            check()
            out.write(block)
            sha.update(block)
            size += len(block)
    return {"bytes": size, "sha256": sha.hexdigest()}


# --- unpacking


def _bad(file: Path, why: str) -> UsageError:
    return UsageError(f"{file} cannot be unpacked: {why}.", _REMEDY)


def _examined(
    file: Path, archive: zipfile.ZipFile, folder: Path
) -> tuple[dict[str, Any], dict[str, zipfile.ZipInfo]]:
    """The archive's list and its entries by name, after everything was refused that can be."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > _MOST_FILES:
        raise _bad(file, f"it holds {len(infos):,} files")
    entries = {info.filename: info for info in infos}
    if len({name.casefold() for name in entries}) != len(infos):
        raise _bad(file, "two of its files have one name")
    if _LIST not in entries:
        raise _bad(file, f"it is no packed run; there is no {_LIST} in it")
    for info in infos:
        _refuse_entry(file, info)
    about = _about(file, archive, entries.pop(_LIST))
    if set(about["files"]) != set(entries):
        odd = sorted(set(about["files"]) ^ set(entries))[0]
        raise _bad(file, f"its list and its files differ in {odd!r}"[:200])
    if not {"experiment.toml", run_facts.RUN_FILE} <= set(entries):
        raise _bad(file, "it holds no experiment or no facts of a run")
    total = sum(info.file_size for info in infos)
    if total > _SMALL + _MOST_RATIO * file.stat().st_size:
        raise _bad(file, f"it would grow to {total / 1e9:.1f} GB")
    free = shutil.disk_usage(folder).free
    if total + _ROOM > free:
        message = f"{file} takes {total / 1e6:,.0f} MB, and {free / 1e6:,.0f} MB are free."
        raise StorageError(message, "Free some disk space, or set WORKBENCH_HOME to another disk.")
    return about, entries


def _refuse_entry(file: Path, info: zipfile.ZipInfo) -> None:
    name = info.filename
    parts = PurePosixPath(name).parts
    plain = all(
        _NAME.fullmatch(part) and not part.startswith(".") and part == part.strip(" .")
        for part in parts
    )
    if not parts or len(parts) > 8 or name != "/".join(parts) or not plain:
        raise _bad(file, f"the name {name!r} leads out of its folder or is no name"[:200])
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise _bad(file, f"{name!r} is a link or a device")
    if info.flag_bits & 0x1:
        raise _bad(file, f"{name!r} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _bad(file, f"{name!r} is compressed in another way than ours")


def _about(file: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> dict[str, Any]:
    with archive.open(entry) as stream:
        raw = stream.read(read_file.MOST_BYTES + 1)
    if len(raw) > read_file.MOST_BYTES:
        raise _bad(file, "its list is too long")
    about = read_file.parse_json(raw)
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise _bad(file, "it is of another version of the workbench, or no packed run")
    files = about.get("files")
    if not isinstance(files, dict) or not all(
        isinstance(facts, dict)
        and isinstance(facts.get("bytes"), int)
        and isinstance(facts.get("sha256"), str)
        for facts in files.values()
    ):
        raise _bad(file, "its list is damaged")
    return about


def _extract(
    file: Path,
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    target: Path,
    facts: dict[str, Any],
    check: Check,
) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    sha, left = hashlib.sha256(), int(facts["bytes"])
    with archive.open(entry) as stream, target.open("xb") as out:
        while block := stream.read(_CHUNK):
            check()
            left -= len(block)
            if left < 0:  # whatever the archive says of it
                break
            sha.update(block)
            out.write(block)
        _sync(out)
    if left or sha.hexdigest() != facts["sha256"]:
        raise _bad(file, f"{entry.filename!r} is not what its list says")


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _settled(
    file: Path,
    folder: Path,
    about: dict[str, Any],
    data: Sequence[Path],
    beside: RunStore | None,
) -> tuple[str, ...]:
    """Give the settings the paths of this machine; returns what is missing here.

    A run that is ``beside`` others of its name gets another one.
    """
    info = run_facts.read(folder)
    if info.status == run_facts.DAMAGED:
        raise _bad(file, info.message)
    try:
        found = experiment.load(folder / "experiment.toml")
        table, missing = found.to_table(), []
        for each in about.get("data") or ():
            kind, key = map(str, each["setting"])
            name, expected = str(each["name"]), str(each.get("fingerprint") or "")
            if kind not in PARTS or not _NAME.fullmatch(name):
                raise _bad(file, "its list of data is damaged")
            place, why = _locate(name, expected, [*data, file.parent, *paths.data_folders()])
            if place is None:
                missing.append(f"{name} ({kind}.{key}): {why}")
            elif isinstance(table.get(kind), dict):
                table[kind][key] = str(place)
        settled = experiment.from_table(table)
    except UsageError as error:
        raise _bad(file, f"its experiment is damaged ({error.message})") from error
    for kind in PARTS:
        for key, value in found.part(kind).params.items():
            if isinstance(value, str) and _is_absolute(value):
                # It would make this machine read a file that the archive chose.
                raise _bad(file, f"{kind}.{key} names a path of another machine")
    atomic.write_text(folder / "experiment.toml", settled.to_toml())
    status = "interrupted" if info.status in LIVE else info.status
    name = info.name if beside is None else _free_name(info.name, beside)
    facts = {**info.to_json(), "name": name, "status": status, "deleted": False}
    atomic.write_text(folder / run_facts.RUN_FILE, json.dumps(facts, indent=1))
    return tuple(missing)


def _locate(name: str, expected: str, where: Sequence[Path]) -> tuple[Path | None, str]:
    why = "it is not on this machine"
    for place in where:
        path = place / name if place.is_dir() else place
        if path.name != name or not path.exists():
            continue
        if expected and path.is_file() and fingerprint(path) != expected:
            why = f"{path} has another content"
            continue
        return path.resolve(), ""
    return None, why


def _free_name(name: str, store: RunStore) -> str:
    used = {info.name for info in store.list()}
    free, number = name, 2
    while free in used:
        free, number = f"{name} ({number})", number + 1
    return free


def _free_id(id: str, folder: Path) -> str:
    if not _ID.fullmatch(id):
        id = time.strftime("%Y%m%d-%H%M%S-") + secrets.token_hex(2)
    name, number = id, 2
    while (folder / name).exists():
        name, number = f"{id}-{number}", number + 1
    return name
