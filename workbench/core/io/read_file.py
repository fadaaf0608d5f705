"""Reading small files that anybody may have written: of bounded size and depth, and never a pipe.

What is wrong with a file comes out as the errors its readers expect anyway: `OSError` with words,
`tomllib.TOMLDecodeError` for TOML and `ValueError` for JSON and for what is not UTF-8.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from workbench.core.contracts.errors import UsageError

# An experiment, a prompt, a plan or the facts of a run take some kilobytes.
MOST_BYTES = 4 << 20
DEEPEST = 64
# tomllib's time grows with the square of a key's parts.
# Possessive, so that this takes no such time itself.
_KEY_PART = r"""(?:"[^"\n]*+"|'[^'\n]*+'|[\w-]++)[ \t]*+\.[ \t]*+"""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:{_KEY_PART}){{{DEEPEST}}}")


def refuse_special(path: Path) -> None:
    """Refuse what is neither a file nor a folder, such as a pipe, at which a reader would wait.

    Raises
    ------
    OSError
        When it is one, or nothing is there.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))


def read_bytes(path: Path, limit: int = MOST_BYTES) -> bytes:
    """The content of a file of up to ``limit`` bytes.

    Raises
    ------
    OSError
        When it cannot be read, is larger, or is no regular file.
    """
    # Opened without waiting, so that a pipe that nobody writes into does not hold us up.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", str(path))
        content = file.read(limit + 1)
    if len(content) > limit:
        words = f"it is larger than {limit / (1 << 20):.0f} MB"
        raise OSError(errno.EFBIG, words, str(path))
    return content


def read_text(path: Path, limit: int = MOST_BYTES) -> str:
    r"""A file's text in UTF-8, with ``\n`` for every line break.

    Raises
    ------
    OSError
        As `read_bytes`.
    UnicodeDecodeError
        When it is not UTF-8.
    """
    text = read_bytes(path, limit).decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_chosen(path: Path, about: str) -> str:
    """Read a text file that the user named.

    Parameters
    ----------
    about
        What it should be, for who named something else.

    Raises
    ------
    UsageError
        When it is missing, unreadable or no text.
    """
    try:
        return read_text(path)
    except OSError as error:
        message = f"Cannot read {path}: {error.strerror or error}."
        raise UsageError(message, "Check the path.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not a text file.", about) from None


def parse_toml(text: str) -> dict[str, Any]:
    """Read TOML.

    Raises
    ------
    tomllib.TOMLDecodeError
        Also for what is nested too deeply or too large to be read.
    """
    if len(text) > MOST_BYTES:
        raise tomllib.TOMLDecodeError("it is too large")
    if _LONG_KEY.search(text):
        raise tomllib.TOMLDecodeError("a key has too many parts")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise tomllib.TOMLDecodeError("it is nested too deeply") from None
    except (ValueError, OverflowError, MemoryError) as error:  # such as a number of 5,000 digits
        raise tomllib.TOMLDecodeError(str(error) or type(error).__name__) from None
    if _too_deep(table):
        raise tomllib.TOMLDecodeError("it is nested too deeply")
    return table


def parse_json(text: str | bytes) -> Any:
    """Read JSON.

    Raises
    ------
    ValueError
        Also for what is nested too deeply.
    """
    try:
        value = json.loads(text)
    except (RecursionError, MemoryError, OverflowError):
        raise ValueError("it is nested too deeply") from None
    if _too_deep(value):
        raise ValueError("it is nested too deeply")
    return value


def _too_deep(value: Any) -> bool:
    """Whether lists and tables lie in each other deeper than any reader of ours needs."""
    level = [value]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(v for v in item.values() if isinstance(v, dict | list))
            elif isinstance(item, list):
                below.extend(v for v in item if isinstance(v, dict | list))
        if not below:
            return False
        level = below
    return True
