"""Whose fault an exception is, and that the user's own Ctrl-C goes through."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from workbench.core import blame
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import ExperimentError
from workbench.core.plugins import discover

PLUGIN = """
from workbench import Dataset, hookimpl
class Bad(Dataset):
    id, name, about = "bad", "Bad", "Bad."
    def load(self, params):
        raise params
@hookimpl
def register_datasets():
    return [Bad]
"""


@pytest.fixture
def bad(tmp_path: Path) -> type[Dataset]:
    (tmp_path / "bad one.py").write_text(PLUGIN)
    return discover([tmp_path / "bad one.py"], installed=False).get(Dataset, "bad")


class Unprintable(Exception):
    def __str__(self) -> str:
        raise ValueError


@pytest.mark.parametrize(
    "error",
    [ValueError("a\nb\x1b"), SystemExit(3), KeyboardInterrupt(), GeneratorExit(), Unprintable()],
)
def test_the_plugin_and_the_line_are_named(bad: type[Dataset], error: BaseException) -> None:
    with pytest.raises(type(error)) as caught:
        bad().load(error)  # type: ignore[arg-type]
    blame.let_through(caught.value)
    known = blame.contained(caught.value)
    assert known.message.startswith("The plugin bad one (")
    assert "bad one.py, line 6)" in known.message
    assert type(error).__name__ in known.message
    assert known.message.isprintable()
    assert "workbench plugins disable bad one" in known.remedy
    assert type(error).__name__ in blame.details(caught.value)


def test_what_shows_itself_elsewhere_is_the_suspects_fault(bad: type[Dataset]) -> None:
    known = blame.contained(AttributeError("x"), bad)
    assert "The plugin bad one (" in known.message
    assert "cannot be used" in known.message
    ours = ExperimentError("a", "b")
    assert blame.contained(ours, bad) is ours


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_ctrl_c_goes_through() -> None:
    with pytest.raises(KeyboardInterrupt) as caught:  # noqa: PT012 - the signal comes meanwhile
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)
    assert blame.is_interrupt(caught.value)
    with pytest.raises(KeyboardInterrupt):
        blame.let_through(caught.value)
