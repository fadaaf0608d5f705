"""DataFile: a file that a dataset needs and that does not come with the workbench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class DataFile:
    """What is needed, and where to get it.

    Attributes
    ----------
    name
        A relative path in a data folder, such as ``"tinyshakespeare/input.txt"``; of a file that a
        setting names, the path in that setting, and empty where none was chosen.
    urls
        Where it can be downloaded, tried in order; empty where nobody offers it as such.
    size
        Bytes of the download, as far as they are known.
    sha256
        What its content must hash to; empty to skip.
    setting
        The setting that names it, for a user's own file.
    picks
        Whether that setting names a ``file``, a ``folder``, or ``either``.
    """

    name: str
    urls: tuple[str, ...] = ()
    size: int = 0
    sha256: str = ""
    setting: str = ""
    picks: str = "file"


def size_of(files: Sequence[DataFile]) -> str:
    """The bytes of a download in the unit that people compare, such as ``1.1 MB``; or nothing."""
    n = sum(file.size for file in files)
    if not n:
        return ""
    for size, unit in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if n >= size:
            amount = n / size
            return f"{amount:.0f} {unit}" if amount >= 10 else f"{amount:.1f} {unit}"
    return f"{n} bytes"
