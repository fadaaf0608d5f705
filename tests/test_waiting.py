"""No test waits for a time to pass, and none says how long something may take.

A busy machine is no fault. A test waits for a condition, with a patience that only a fault uses up;
code that has to do with time takes a clock, or a pause that a test can replace.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
CLOCKS = {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"}
# When a loop that waits for a condition gives up.
PATIENCE = {"deadline", "end"}
# What a file that has to do with time says somewhere.
CONCERNED = re.compile(r"\btime\.|\bqWait\b|\bqtbot\.wait\(")
# Sleeps outside a loop that asks for a condition, each with its reason.
SLEEPS = {
    # Ended by the signal that they wait for.
    "cli/test_stopping.py:verb",
    "core/test_blame.py:test_ctrl_c_goes_through",
    # The processor time of another process, which is no wall time, between two looks.
    "plugins/test_llama_process.py:rests",
    # An import counts as hanging after a while, in another process, whose clock is the system's.
    "cli/test_faulty_plugins.py:test_ctrl_c_names_the_plugin_that_hangs",
    # What a slow server, model or trainer does; nothing is said of how long it takes.
    "crashing_plugin.py:stepping",
    "comparison/test_encoders.py:test_who_comes_later_is_no_faster_for_it",
    "plugins/test_http_faults.py:behaviour",
    "prompting/scripted.py:_pieces",
}


def is_clock(node: ast.AST) -> bool:
    """Whether it asks a clock of `time`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "time"
    )


def names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def of_time(node: ast.AST, times: set[str]) -> bool:
    return any(is_clock(part) for part in ast.walk(node)) or bool(names(node) & times)


def asserted_times(function: ast.AST) -> Iterator[int]:
    """Lines of assertions that are about what a clock said, in whatever names it went on."""
    times: set[str] = set()
    while True:
        before = len(times)
        for node in ast.walk(function):
            if isinstance(node, ast.Assign | ast.AugAssign) and of_time(node.value, times):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                times |= {name for target in targets for name in names(target)} - PATIENCE
        if len(times) == before:
            break
    for node in ast.walk(function):
        if isinstance(node, ast.Assert) and of_time(node.test, times):
            patient = bool(names(node.test) & PATIENCE) and not names(node.test) & times
            if not patient:
                yield node.lineno


def waits(function: ast.AST) -> Iterator[int]:
    """Lines where a window's test lets time pass."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            of_bot = isinstance(owner, ast.Name) and owner.id == "qtbot"
            if node.func.attr == "qWait" or (node.func.attr == "wait" and of_bot):
                yield node.lineno


def sleeps(function: ast.AST) -> Iterator[int]:
    """Lines where a function sleeps outside a loop that asks for a condition."""
    polling = {
        part
        for loop in ast.walk(function)
        if isinstance(loop, ast.While)
        for part in ast.walk(loop)
    }
    # What a function within it does is told of that one.
    inner = {
        part
        for other in ast.walk(function)
        if isinstance(other, ast.FunctionDef) and other is not function
        for part in ast.walk(other)
    }
    for node in ast.walk(function):
        if (
            node not in polling | inner
            and isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "sleep"
            and names(node.func) == {"time"}
        ):
            yield node.lineno


def functions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every function of a file that asks for the time or waits, each as ``file:name``."""
    text = path.read_text("utf-8")
    if not CONCERNED.search(text):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            yield f"{path.relative_to(ROOT).as_posix()}:{node.name}", node


def test_nothing_waits_for_a_time_or_measures_one() -> None:
    faults, slept = [], set()
    for path in FILES:
        for name, function in functions(path):
            faults += [f"{name}, line {line}: waits" for line in waits(function)]
            faults += [f"{name}, line {line}: measures" for line in asserted_times(function)]
            if any(sleeps(function)):
                slept.add(name)
    faults += sorted(f"{name}: sleeps" for name in slept - SLEEPS)
    assert not faults, "\n".join(faults)
    assert slept == SLEEPS, "nobody sleeps there any more"


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("began = time.time()\nwork()\nassert time.time() - began < 1", 3),
        ("began = time.monotonic()\ntook = time.monotonic() - began\nassert took > 0.1", 3),
        ("end = time.monotonic() + 1\nassert time.monotonic() < end", 0),
        ("assert work() < 1", 0),
    ],
)
def test_a_measurement_is_seen(code: str, line: int) -> None:
    assert list(asserted_times(ast.parse(code))) == ([line] if line else [])


def test_a_sleep_and_a_wait_are_seen() -> None:
    assert list(sleeps(ast.parse("while not done():\n    time.sleep(1)\ntime.sleep(1)"))) == [3]
    assert list(waits(ast.parse("qtbot.wait(5)\nevent.wait(5)\nQTest.qWait(5)"))) == [1, 3]
