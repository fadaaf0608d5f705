"""The bar: drawn in the thread that waits, inline, on a terminal, or not at all."""

from __future__ import annotations

import io
import sys
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from workbench.api import progress
from workbench.api.progress import NoDisplay, NotebookDisplay, ProgressBar, TerminalDisplay, bar
from workbench.core.contracts.events import Evaluated, Event, Progress, Started, Stepped

STARTED = Started("r", "cpu", 10, 0, 10, 40)
STEPPED = Stepped(0, np.ones(20, np.float32), np.ones(20, np.float32), 1.0, 1.0, 3.0)


class Drawings:
    def __init__(self) -> None:
        self.drawn: list[tuple[str, float | None, str]] = []

    def draw(self, what: str, part: float | None, note: str) -> None:
        self.drawn.append((what, part, note))

    def close(self) -> None:
        """Nothing to do."""


def test_what_another_thread_reports_is_drawn_by_the_owner() -> None:
    drawings = Drawings()
    shown = ProgressBar(drawings)
    thread = threading.Thread(target=lambda: [shown(event) for event in (STARTED, STEPPED)])
    thread.start()
    thread.join()
    assert drawings.drawn == []
    shown.show()
    assert drawings.drawn == [("Training on cpu", 0.5, "loss 1, 3 s left")]
    shown(Evaluated(20, 2.0, 1.0, "val", {"val/loss": 0.25}))
    shown.close()
    assert drawings.drawn[-1] == ("Training on cpu", 0.5, "val/loss 0.25")


@pytest.mark.parametrize("event", [Progress("Reading", 1, 4), Progress("Reading", 1)])
def test_work_of_known_and_unknown_length(event: Event) -> None:
    drawings = Drawings()
    shown = ProgressBar(drawings)
    shown(event)
    assert drawings.drawn == [("Reading", 0.25 if event.total else None, "")]  # type: ignore[attr-defined]


def test_a_terminals_line_is_written_over() -> None:
    stream = io.StringIO()
    line = TerminalDisplay(stream)
    line.draw("Reading a long name", 0.5, "")
    line.draw("Done", None, "")
    line.close()
    first, second = stream.getvalue().removesuffix("\n").split("\r")[1:]
    assert "50%" in first
    assert len(second) == len(first)


def test_a_terminal_that_is_gone_ends_nothing() -> None:
    stream = io.StringIO()
    line = TerminalDisplay(stream)
    stream.close()
    line.draw("Reading", 0.5, "")
    line.close()


def test_names_are_shown_letter_by_letter_in_a_notebook() -> None:
    pages: list[str] = []
    NotebookDisplay(pages.append).draw("<script>", 0.5, "a & b")
    assert pages == [
        '<progress max="1" value="0.500"></progress> &lt;script&gt; <small>a &amp; b</small>'
    ]


def test_a_kernel_gets_a_bar_and_a_pipe_gets_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[str] = []
    handle = SimpleNamespace(update=pages.append)

    def display(_: str, display_id: bool) -> Any:
        assert display_id
        return handle

    shell = SimpleNamespace(kernel=object())
    ipython = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(HTML=str, display=display))
    with bar(True) as shown:
        shown(Progress("Reading", 1, 2))
    assert pages
    with bar(False) as shown:
        shown(Progress("Reading", 2, 2))
    assert "1.000" not in pages[-1]
    # IPython on a terminal has no kernel that could replace what was shown.
    del shell.kernel
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert isinstance(progress._display(), NoDisplay)
