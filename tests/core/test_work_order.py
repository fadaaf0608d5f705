"""Work orders, and what is said of a worker that died."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.core import blame
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.launcher import WorkOrder
from workbench.core.work import last_words

ORDER = WorkOrder(
    Path("/runs/a b"),
    (Path("/plugins/x.py"),),
    safe=True,
    device="cuda:1",
    resume=True,
    length={"epochs": 20, "early_stopping": False},
    local_only=True,
)


def test_an_order_is_json_and_back() -> None:
    assert WorkOrder.from_json(json.loads(json.dumps(ORDER.to_json()))) == ORDER
    plain = WorkOrder(Path("/r"))
    assert WorkOrder.from_json(plain.to_json()) == plain


def test_an_order_is_a_command_line() -> None:
    assert ORDER.arguments() == (
        *("--safe", "work", "/runs/a b", "--plugin", "/plugins/x.py", "--resume"),
        *("--device", "cuda:1", "--local-only"),
        *("--set", "trainer.epochs=20", "--set", "trainer.early_stopping=false"),
    )
    assert WorkOrder(Path("/r")).arguments() == ("work", "/r")


@pytest.mark.parametrize(
    "change",
    [
        {"run": "relative"},
        {"run": 3},
        {"run": "/a\0b"},
        {"plugins": ["x.py"]},
        {"plugins": "/x.py"},
        {"safe": 1},
        {"device": "--plugin"},
        {"length": {"a b": 1}},
        {"length": {"epochs": [1]}},
        {"more": 1},
    ],
)
def test_what_is_no_order_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        WorkOrder.from_json(ORDER.to_json() | change)


def test_an_order_without_a_field_is_refused() -> None:
    for table in ({}, [], {"run": "/r"}):
        with pytest.raises(UsageError):
            WorkOrder.from_json(table)


STACK = """\
some library: a warning
Fatal Python error: Segmentation fault

Thread 0x0001 (most recent call first):
  File "/usr/lib/python3/threading.py", line 12 in wait

Current thread 0x0002 (most recent call first):
  File "/usr/lib/python3/ctypes/__init__.py", line 9 in string_at
  File "{file}", line 33 in step
  File "/x/workbench/engine/loop.py", line 150 in _run
"""


@pytest.fixture
def crashing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A loose plugin that is loaded."""
    path = tmp_path / "crashing.py"
    path.write_text("")
    module = type(sys)("workbench_loose_crashing")
    module.__file__ = str(path)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(blame._SOURCES, module.__name__, blame.FaultSource("crashing", str(path)))
    return path


def test_a_plugin_in_the_stack_is_named(tmp_path: Path, crashing: Path) -> None:
    last_words.worker_log(tmp_path).write_text(STACK.format(file=crashing), "utf-8")
    failed = last_words.worker_failure(tmp_path, -11)
    assert failed.message.startswith("The training's process was ended by signal SIGSEGV")
    assert f"in the plugin crashing ({crashing}, line 33)" in failed.message
    assert "Resume goes on from the last checkpoint" in failed.remedy
    assert "plugins disable crashing" in failed.remedy
    assert "a warning" in failed.traceback


@pytest.mark.parametrize(
    ("code", "memory", "words"),
    [
        (-9, False, "signal SIGKILL (by somebody, or by the system because memory ran out)"),
        (-9, True, "signal SIGKILL (by the system, because memory ran out)"),
        (-64, False, "signal"),
        (0xC0000005, False, "0xC0000005"),
        (3, False, "ended with code 3: the last line."),
        (0, False, "ended with code 0."),
        (None, False, "ended without saying how"),
    ],
)
def test_exit_codes_in_words(tmp_path: Path, code: int | None, memory: bool, words: str) -> None:
    last_words.worker_log(tmp_path).write_text("first\nthe last line\n", "utf-8")
    failed = last_words.worker_failure(tmp_path, code, memory)
    assert words in failed.message
    assert "Resume" in failed.remedy


def test_without_an_exit_code_the_stack_says_what_it_was(tmp_path: Path) -> None:
    last_words.worker_log(tmp_path).write_text(STACK.format(file="/x/y.py"), "utf-8")
    assert "Segmentation fault" in last_words.worker_failure(tmp_path).message
    last_words.worker_log(tmp_path).unlink()
    assert last_words.worker_failure(tmp_path, -6).traceback == ""
