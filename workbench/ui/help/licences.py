"""Licences: which libraries the workbench stands on, with version and licence; no widgets."""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import dataclass
from email.message import Message

# What a licence's name in a classifier ends with.
_CLASSIFIER = "License :: "
_LONGEST = 60
_EXTRA = re.compile(r"extra\s*==")
_DEVELOPERS = re.compile(r"extra\s*==\s*[\"']dev")


@dataclass(frozen=True)
class Library:
    """One installed library; ``direct`` where the workbench itself asks for it."""

    name: str
    version: str
    licence: str
    direct: bool


def libraries(name: str = "workbench") -> tuple[Library, ...]:
    """What is installed of a distribution's requirements, and of theirs; direct ones first.

    Of its own extras those that are installed count, but not what its developers need. Reads the
    installed metadata from disk.
    """
    found: dict[str, Library] = {}
    ahead = [(required, True) for required in _requirements(name, with_extras=True)]
    while ahead:
        wanted, direct = ahead.pop(0)
        key = _key(wanted)
        if key in found:
            continue
        try:
            metadata = importlib.metadata.metadata(wanted)
        except importlib.metadata.PackageNotFoundError:
            continue
        library = Library(metadata["Name"], metadata["Version"], licence_of(metadata), direct)
        found[key] = library
        ahead += [(required, False) for required in _requirements(wanted)]
    return tuple(sorted(found.values(), key=lambda each: (not each.direct, each.name.lower())))


def _requirements(name: str, *, with_extras: bool = False) -> list[str]:
    try:
        lines = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return []
    unwanted = _DEVELOPERS if with_extras else _EXTRA
    needed = (line for line in lines if not unwanted.search(line.partition(";")[2]))
    names = (re.match(r"[\w.-]+", line) for line in needed)
    return [match.group() for match in names if match is not None]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(metadata: Message | importlib.metadata.PackageMetadata) -> str:
    """The licence that a distribution's metadata name, in a few words; empty where none does."""
    named = {key.lower(): metadata.get_all(key) or [] for key in ("License", "Classifier")}
    expression = metadata.get_all("License-Expression") or []
    if expression:
        return str(expression[0])
    classified = [
        str(line).rpartition(" :: ")[2]
        for line in named["classifier"]
        if str(line).startswith(_CLASSIFIER) and not str(line).endswith("OSI Approved")
    ]
    if classified:
        return ", ".join(dict.fromkeys(classified))
    text = str(named["license"][0]).strip() if named["license"] else ""
    first = text.splitlines()[0].strip() if text else ""
    return first if len(first) <= _LONGEST else f"{first[: _LONGEST - 1]}…"
