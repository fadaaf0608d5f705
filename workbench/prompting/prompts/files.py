"""Prompts as TOML files: in the user's folder, each version kept under its content's hash.

``prompts/NAME.toml`` is the latest; ``prompts/versions/NAME/HASH.toml`` are all there were.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pydantic
import tomli_w

from workbench.core import paths
from workbench.core.contracts.errors import ParamsError, StorageError, UsageError
from workbench.core.contracts.params import problems_of
from workbench.core.io import atomic, read_file
from workbench.prompting.prompts.template import Prompt


def folder() -> Path:
    """Where the user's prompts are."""
    return paths.data() / "prompts"


def loads(text: str, source: str = "the prompt") -> Prompt:
    """Read a prompt from TOML text.

    Raises
    ------
    UsageError
        When it is not TOML, with the line.
    ParamsError
        When it is TOML but not a prompt, naming every field that is wrong.
    """
    try:
        return Prompt.model_validate(read_file.parse_toml(text))
    except tomllib.TOMLDecodeError as error:
        message = f"{source} is not valid TOML: {error}."
        raise UsageError(message, "Correct that line.") from None
    except pydantic.ValidationError as error:
        raise ParamsError(_problems(error)) from None


def _problems(error: pydantic.ValidationError) -> tuple[tuple[str, str], ...]:
    known = ", ".join(Prompt.model_fields)
    found = []
    for path, words in problems_of(error):
        top = words == "no such setting" and "." not in path
        found.append((path, f"{words}; there are {known}" if top else words))
    return tuple((path, words.removeprefix("value error, ")) for path, words in found)


def dumps(prompt: Prompt) -> str:
    """Write a prompt as TOML text that `loads` makes the same prompt of."""
    table: dict[str, Any] = prompt.model_dump(mode="json", exclude_defaults=True)
    # In a text of several lines TOML does not keep a carriage return.
    return tomli_w.dumps(table, multiline_strings="\\r" not in repr(table))


def load(path: Path) -> Prompt:
    """Read a prompt from a file; one without a name takes the file's.

    Raises
    ------
    UsageError
        When the file is missing, unreadable or not a prompt.
    """
    text = read_file.read_chosen(path, "A prompt is a TOML file; see examples/.")
    prompt = loads(text, str(path))
    return prompt if prompt.name else prompt.model_copy(update={"name": path.stem})


def save(prompt: Prompt, into: Path | None = None) -> Path:
    """Keep a prompt in the user's folder, and this version of it for good.

    Raises
    ------
    StorageError
        When the folder cannot be written.
    """
    place, name = into or folder(), slug(prompt.name)
    _write(place / "versions" / name / f"{prompt.version}.toml", prompt)
    _write(place / f"{name}.toml", prompt)
    return place / f"{name}.toml"


def starters() -> dict[str, Traversable]:
    """Prompts that ship, by name."""
    there = paths.resource("prompts").iterdir()
    found = {Path(each.name).stem: each for each in there if each.name.endswith(".toml")}
    return dict(sorted(found.items()))


def starter(name: str) -> Prompt:
    """Read a prompt that ships."""
    return loads(starters()[name].read_text("utf-8"), name)


def remember(prompt: Prompt) -> None:
    """Keep a prompt as it stands, saved or not, for the next start.

    Raises
    ------
    StorageError
        When the data folder cannot be written.
    """
    _write(_standing(), prompt)


def remembered() -> Prompt | None:
    """The prompt as it stood last; ``None`` without one that can be read."""
    try:
        return loads(read_file.read_text(_standing()))
    except (OSError, ValueError, UsageError):
        return None


def _standing() -> Path:
    return paths.data() / "prompt.toml"


def _write(path: Path, prompt: Prompt) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write_text(path, dumps(prompt))
    except OSError as error:
        message = f"Cannot write the prompt to {path.parent}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error


def saved(into: Path | None = None) -> list[Path]:
    """Files of the user's prompts, by name."""
    return sorted((into or folder()).glob("*.toml"))


def versions(name: str, into: Path | None = None) -> list[Path]:
    """Every version of a prompt that was saved, latest first."""
    kept = ((into or folder()) / "versions" / slug(name)).glob("*.toml")
    return sorted(kept, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def find(name: str) -> Path:
    """The file that ``name`` means: a path, or a prompt of the user's.

    Raises
    ------
    UsageError
        When it is neither, naming the prompts there are.
    """
    path = Path(name).expanduser()
    own = folder() / f"{slug(name)}.toml"
    if path.exists() or not own.is_file():
        if path.is_file():
            return path
        there = ", ".join(each.stem for each in saved())
        remedy = f"Give a TOML file, or one of your prompts: {there}." if there else ""
        raise UsageError(f"There is no prompt {name}.", remedy or "Give a TOML file.")
    return own


def slug(name: str) -> str:
    """A file's name for a prompt's: letters, digits and dashes."""
    return re.sub(r"[^\w]+", "-", name.strip().lower()).strip("-_") or "prompt"
