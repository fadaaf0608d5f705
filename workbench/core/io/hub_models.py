"""Hub models: which files of a repository make a model, how large it is, and which one to take."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from workbench.core.contracts.errors import OutOfMemory, UsageError
from workbench.core.io.hub import RemoteFile, Repo
from workbench.core.memory import GIB

Kind = Literal["gguf", "safetensors"]

# GGUF's names for how its numbers are kept.
_PRECISION = re.compile(
    r"(?<![A-Za-z0-9])(I?Q\d\w*|TQ\d\w*|MXFP\d\w*|BF16|F16|F32|FP16|FP32)(?![A-Za-z0-9])", re.I
)
_PART = re.compile(r"-(\d{5})-of-\d{5}(?=\.)")
# What is a GGUF file and no model: how another one sees, and what quantisation was tuned on.
_BESIDE = ("mmproj", "imatrix")
# What a folder for transformers has beside its weights; never code.
_COMPANIONS = (".json", ".txt", ".jinja", ".model")
_NOT_WEIGHTS = ("consolidated", "adapter_")
# Up to here eight bits cost little, and lose nothing that one would notice.
_SMALL = 1 << 30
# What a program needs beside the weights: for what it computes, and for the text so far.
_BESIDE_BYTES = 300 << 20


@dataclass(frozen=True)
class Variant:
    """A model that can be downloaded from a repository, in one file or several.

    ``memory`` is a rough guess of what it takes in bytes when it is loaded; ``precision`` is
    GGUF's name for how its numbers are kept, empty where it says none.
    """

    name: str
    kind: Kind
    precision: str
    files: tuple[RemoteFile, ...]
    memory: int

    @property
    def n_bytes(self) -> int:
        """How much is downloaded."""
        return sum(file.n_bytes for file in self.files)

    def fits(self, free: int | None) -> bool:
        """Whether it can be loaded with so many bytes free; yes where that is not known."""
        return free is None or self.memory <= free


def variants(repo: Repo) -> tuple[Variant, ...]:
    """The models of a repository: GGUF files, the smallest first, then the one in safetensors."""
    groups: dict[str, list[RemoteFile]] = defaultdict(list)
    for file in repo.files:
        name = PurePosixPath(file.path).name.lower()
        if name.endswith(".gguf") and not any(word in name for word in _BESIDE):
            groups[_PART.sub("", file.path)].append(file)
    found = [_gguf(name, files) for name, files in groups.items()]
    found.sort(key=lambda variant: (variant.n_bytes, variant.name))
    return (*found, *_folder(repo))


def _gguf(name: str, files: list[RemoteFile]) -> Variant:
    marks = _PRECISION.findall(PurePosixPath(name).stem)
    parts = tuple(sorted(files, key=lambda file: file.path))
    weights = sum(file.n_bytes for file in parts)
    memory = weights + weights // 8 + _BESIDE_BYTES
    return Variant(name, "gguf", marks[-1].upper() if marks else "", parts, memory)


def _folder(repo: Repo) -> Iterable[Variant]:
    top = [file for file in repo.files if "/" not in file.path]
    weights = [file for file in top if file.path.endswith(".safetensors")]
    weights = [file for file in weights if not file.path.startswith(_NOT_WEIGHTS)]
    named = [file for file in weights if file.path.startswith("model")] or weights
    if not named or not any(file.path == "config.json" for file in top):
        return
    beside = [file for file in top if file.path.endswith(_COMPANIONS)]
    stored = sum(file.n_bytes for file in named)
    # It is computed with in float32; what is kept in less takes more when it is loaded.
    numbers = repo.n_parameters * 4 or stored * 2
    files = tuple(sorted(named + beside, key=lambda file: file.path))
    yield Variant("safetensors", "safetensors", "", files, numbers + _BESIDE_BYTES)


def choose(candidates: tuple[Variant, ...], requested: str, free: int | None, repo: str) -> Variant:
    """The model that is wanted, by file, by precision or ``safetensors``; else one that fits.

    Parameters
    ----------
    wanted
        Empty to have one chosen: Q8_0 where that is small, then Q4_K_M, then the largest that
        fits.
    free
        Bytes of memory that are free, or ``None``.

    Raises
    ------
    UsageError
        When there is none, or none of this name.
    OutOfMemory
        When none is wanted by name, and none fits.
    """
    if not candidates:
        message = f"{repo} has no model in GGUF files or safetensors."
        raise UsageError(message, "Choose another repository; many names end with -GGUF.")
    if requested:
        return _named(candidates, requested, repo)
    fitting = [variant for variant in candidates if variant.fits(free)]
    if not fitting:
        least = min(candidates, key=lambda variant: variant.memory)
        message = (
            f"No model of {repo} fits into memory: {least.name}, the smallest, needs about "
            f"{least.memory / GIB:.1f} GiB, and {(free or 0) / GIB:.1f} GiB are free."
        )
        raise OutOfMemory(message, "Choose a smaller model, or name the file to get it anyway.")
    files = [variant for variant in fitting if variant.kind == "gguf"]
    return min(files or fitting, key=_rank)


def _rank(variant: Variant) -> tuple[int, int]:
    """The best first; of those that nobody names, the largest."""
    small = variant.n_bytes <= _SMALL
    order = ("Q8_0", "Q4_K_M") if small else ("Q4_K_M", "Q8_0")
    best = order.index(variant.precision) if variant.precision in order else len(order)
    return best, -variant.n_bytes


def _named(candidates: tuple[Variant, ...], requested: str, repo: str) -> Variant:
    plain = _PART.sub("", requested.strip())
    for same in (
        lambda variant: variant.name == plain,
        lambda variant: PurePosixPath(variant.name).name == plain,
        lambda variant: variant.name.lower() == plain.lower(),
        lambda variant: variant.precision == plain.upper(),
    ):
        matching = [variant for variant in candidates if same(variant)]
        if len(matching) == 1:
            return matching[0]
    there = ", ".join(variant.precision or variant.name for variant in candidates)
    raise UsageError(f"{repo} has no {requested!r}, or several.", f"There are: {there}.")
