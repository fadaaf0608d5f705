"""Model folders: where they are, what their small files say, and what is missing.

Nothing here imports transformers, so that models can be listed at once.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench import (
    Capabilities,
    ModelFileError,
    UnknownModel,
    WorkbenchError,
    file_fingerprint,
    hub_folder,
)

LIBRARY = "transformers"
INSTALL = '`pip install "transformers>=5,<6"` brings it'
CONFIG, WEIGHTS, INDEX = "config.json", "model.safetensors", "model.safetensors.index.json"
TOKENIZERS = ("tokenizer.json", "tokenizer.model", "vocab.txt", "vocab.json")
_WRITES = ("ForCausalLM", "LMHeadModel")
_ENCODES = ("Model", "ForMaskedLM", "ForPreTraining")
# How configurations call the most tokens a model reads.
_CONTEXTS = ("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len")
_COUNTS_FROM_TWO = ("roberta", "xlm-roberta", "camembert", "mpnet", "longformer")
_MOST_BYTES = 16 << 20


@dataclass(frozen=True)
class ModelFolder:
    """A model's folder and what its ``config.json`` says; ``longest`` 0: it has no limit."""

    folder: Path
    writes: bool
    chats: bool
    longest: int

    def context(self, requested: int) -> int:
        """Tokens of prompt and answer: what is wanted, or what the model was trained for."""
        return min(requested, self.longest) if self.longest else requested


def installed() -> bool:
    """Whether the library is there."""
    return importlib.util.find_spec(LIBRARY) is not None


def models(chosen: Path | None) -> dict[str, Path]:
    """Every model's folder by name: those that the user points to, downloaded ones, the cache's."""
    found: dict[str, Path] = {}
    for name, folder in (*_pointed_to(chosen), *_downloaded(), *_cached()):
        if name not in found and _read(folder) is not None:
            found[name] = folder
    return found


def _pointed_to(chosen: Path | None) -> list[tuple[str, Path]]:
    if chosen is None:
        return []
    place = chosen.expanduser()
    if (place / CONFIG).is_file():
        return [(place.resolve().name, place)]
    return [(folder.name, folder) for folder in _folders(place)]


def _downloaded() -> list[tuple[str, Path]]:
    return [
        (f"{owner.name}/{folder.name}", folder)
        for owner in _folders(hub_folder())
        for folder in _folders(owner)
    ]


def _cached() -> list[tuple[str, Path]]:
    """The Hugging Face cache: ``models--owner--name/snapshots/REVISION``, as ``refs/main`` says."""
    found = []
    for place in _folders(_cache()):
        kind, *parts = place.name.split("--")
        try:
            revision = (place / "refs" / "main").read_text("utf-8").strip()
        except (OSError, ValueError):
            continue
        if kind == "models" and parts and "/" not in revision:
            found.append(("/".join(parts), place / "snapshots" / revision))
    return found


def _cache() -> Path:
    home = os.environ.get("HF_HOME") or Path("~/.cache").expanduser() / "huggingface"
    return Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub").expanduser()


def _folders(root: Path) -> list[Path]:
    try:
        return sorted(path for path in root.iterdir() if path.is_dir())
    except OSError:
        return []


def find(model: str, chosen: Path | None) -> ModelFolder:
    """The folder of a model.

    Raises
    ------
    ModelFileError
        When transformers is not installed, or there is no model at all.
    UnknownModel
        When none has this name.
    """
    there = models(chosen)
    if model in there and installed():
        return describe(there[model])
    if (problem := missing(chosen)) is not None:
        raise problem
    raise UnknownModel(f"There is no {model!r}.", f"There are: {', '.join(there)}.")


def missing(chosen: Path | None) -> WorkbenchError | None:
    """What is not set up yet."""
    if not installed():
        return ModelFileError("Hugging Face transformers is not installed.", f"{INSTALL}.")
    names = f"{CONFIG}, *.safetensors and a tokenizer"
    if chosen is not None and not any(_read(folder) for _, folder in _pointed_to(chosen)):
        message = f"There is no model for transformers at {chosen}."
        return ModelFileError(message, f"Choose a folder with {names}, or a folder of such.")
    if not models(chosen):
        message = "There is no model for transformers."
        remedy = "`workbench download-model OWNER/NAME safetensors` gets one."
        return ModelFileError(message, f"{remedy} Or choose a folder with {names}.")
    return None


def names(chosen: Path | None, writes: bool) -> list[str]:
    """The models that write, or those that encode."""
    if not installed():
        return []
    described = {name: _read(folder) for name, folder in models(chosen).items()}
    return [name for name, found in described.items() if found and found.writes is writes]


def capabilities(model: str, chosen: Path | None) -> Capabilities:
    """What a model can do; of one that is not there, nothing."""
    folder = models(chosen).get(model)
    found = None if folder is None else _read(folder)
    if found is None or not found.writes:
        return Capabilities()
    return Capabilities(
        chat=found.chats, completion=True, streaming=True, logprobs=True, choices=True
    )


def describe(folder: Path) -> ModelFolder:
    """What a folder's model is.

    Raises
    ------
    ModelFileError
        When there is none that can be used.
    """
    if (found := _read(folder)) is None:
        message = f"There is no model for transformers in {folder}."
        raise ModelFileError(message, "Choose another model.")
    return found


def _read(folder: Path) -> ModelFolder | None:
    """What a folder's model is; ``None`` where there is none that can be used."""
    try:
        stat = (folder / CONFIG).stat()
        complete = all(path.is_file() for path in weights(folder))
        if not complete or not any((folder / name).is_file() for name in TOKENIZERS):
            return None
        return _parsed(folder, (stat.st_size, stat.st_mtime_ns))
    except (OSError, WorkbenchError):
        return None


@lru_cache(maxsize=256)
def _parsed(folder: Path, _: tuple[int, int]) -> ModelFolder | None:
    config = read_json(folder / CONFIG)
    kinds = [str(kind) for kind in config.get("architectures") or ()]
    writes = any(kind.endswith(_WRITES) for kind in kinds)
    encodes = any(kind.endswith(_ENCODES) for kind in kinds)
    if config.get("is_encoder_decoder") or "vocab_size" not in config or not (writes or encodes):
        return None
    longest = [config[name] for name in _CONTEXTS if isinstance(config.get(name), int)]
    # RoBERTa begins to count behind the place of its padding.
    before = 2 if str(config.get("model_type")) in _COUNTS_FROM_TWO else 0
    return ModelFolder(folder, writes, _chats(folder), max(0, min(longest, default=0) - before))


def _chats(folder: Path) -> bool:
    if (folder / "chat_template.jinja").is_file():
        return True
    try:
        return bool(read_json(folder / "tokenizer_config.json").get("chat_template"))
    except WorkbenchError:
        return False


def read_json(path: Path) -> dict[str, Any]:
    """The object in a JSON file.

    Raises
    ------
    ModelFileError
        When it is none, or too large to be a configuration.
    """
    remedy = "Download the model again, or choose another."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ModelFileError(f"{path} is too large to be what it should be.", remedy)
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelFileError(f"{path} cannot be read ({type(error).__name__}).", remedy) from error
    if not isinstance(found, dict):
        raise ModelFileError(f"{path} holds no table of settings.", remedy)
    return found


def weights(folder: Path) -> list[Path]:
    """The safetensors of a model; they need not be there.

    Raises
    ------
    ModelFileError
        When the list of them is damaged.
    """
    if (folder / WEIGHTS).is_file() or not (folder / INDEX).is_file():
        return [folder / WEIGHTS]
    named = read_json(folder / INDEX).get("weight_map")
    names = {str(name) for name in named.values()} if isinstance(named, dict) else set()
    if not names or any(Path(name).name != name for name in names):
        message = f"{folder / INDEX} does not name the files of weights beside it."
        raise ModelFileError(message, "Download the model again.")
    return [folder / name for name in sorted(names)]


def identity(model: ModelFolder) -> str:
    """What all files hold that an answer depends on, in short.

    Raises
    ------
    ModelFileError
        When one cannot be read.
    """
    beside = (
        CONFIG,
        *TOKENIZERS,
        "tokenizer_config.json",
        "chat_template.jinja",
        "generation_config.json",
    )
    paths = [*weights(model.folder), *(model.folder / name for name in beside)]
    try:
        prints = "".join(file_fingerprint(path) for path in paths if path.is_file())
    except OSError as error:
        message = f"{model.folder} cannot be read: {error.strerror or error}."
        raise ModelFileError(message, "Choose another model.") from error
    return hashlib.sha256(prints.encode()).hexdigest()[:32]
