"""The border between the program's text and the terminal: control characters end here.

What the verbs, click, logging and Python itself write passes `Harmless`, whoever the text came
from; only the progress bar, which moves the cursor, writes to the stream beneath.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from workbench.core.io.plain_text import lines


class Harmless:
    """A text stream in front of another: everything written is made harmless first."""

    def __init__(self, beneath: TextIO) -> None:
        self.beneath = beneath
        self._held = ""

    def write(self, text: str) -> int:
        """Write text; a carriage return waits for what follows, as it may be half a line break."""
        whole = self._held + text
        self._held = "\r" if whole.endswith("\r") else ""
        self.beneath.write(lines(whole[: len(whole) - len(self._held)]))
        return len(text)

    def writelines(self, texts: Iterable[str]) -> None:
        """Write several texts."""
        for text in texts:
            self.write(text)

    def isatty(self) -> bool:
        """Whether a terminal is beneath; on Windows click would write past this one if it knew."""
        return os.name != "nt" and self.beneath.isatty()

    @property
    def encoding(self) -> str:
        """The stream's; click would write past this one if it were ASCII."""
        found = self.beneath.encoding or "utf-8"
        return "utf-8" if found.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968") else found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.beneath, name)


@contextmanager
def harmless_streams() -> Iterator[None]:
    """Put `Harmless` in front of stdout and stderr inside the block."""
    before = sys.stdout, sys.stderr
    for stream in before:
        # A terminal or pipe that cannot show a character gets a question mark, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # A window's process may have no streams at all.
    sys.stdout, sys.stderr = (
        stream if stream is None else cast("TextIO", Harmless(stream)) for stream in before
    )
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def beneath(stream: Any) -> Any:
    """The stream itself, for who moves the cursor and makes every text harmless on its own."""
    return stream.beneath if isinstance(stream, Harmless) else stream
