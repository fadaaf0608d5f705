"""Findings: facts about this machine, each with a remedy where something is missing."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.cli import display
from workbench.cli.output import size
from workbench.cli.session import Session
from workbench.core.plugins import NOT_LOADED
from workbench.core.version import __version__

# Below this a run's checkpoints may not fit.
LITTLE_SPACE = 1_000_000_000
# Plugins of others that need longer to import are not waited for.
PLUGINS_S = 60.0


@dataclass(frozen=True)
class Finding:
    """One fact.

    ``state`` is ``ok``, ``note`` (it works without) or ``missing`` (something does not work).
    """

    topic: str
    name: str
    value: str
    state: str = "ok"
    remedy: str = ""


def examine(session: Session) -> list[Finding]:
    """Look at everything."""
    return [
        Finding("System", "workbench", __version__),
        Finding("System", "Python", f"{platform.python_version()} ({sys.executable})"),
        Finding("System", "platform", platform.platform()),
        *_libraries(),
        *_devices(),
        *_folders(),
        *_plugins(session),
        *_providers(session),
        *_window(),
    ]


def _libraries() -> Iterator[Finding]:
    try:
        wanted = importlib.metadata.requires("workbench") or []
    except importlib.metadata.PackageNotFoundError:
        remedy = "Install the workbench: pip install ."
        yield Finding("Libraries", "workbench", "is not installed", "note", remedy)
        return
    for line in wanted:
        requirement, _, marker = line.partition(";")
        if marker:
            continue  # an extra
        name, bounds = re.fullmatch(r"([\w.-]+)\s*(.*)", requirement.strip()).groups()  # type: ignore[union-attr]
        yield _library(name, bounds.strip("() "))


def _library(name: str, bounds: str) -> Finding:
    remedy = f'pip install "{name}{bounds}"'
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding("Libraries", name, f"missing; wanted {bounds}", "missing", remedy)
    if not fits(version, bounds):
        value = f"{version}; wanted {bounds}"
        return Finding("Libraries", name, value, "missing", remedy)
    return Finding("Libraries", name, version)


def fits(version: str, bounds: str) -> bool:
    """Whether a version lies within bounds such as ``>=2.9,<2.14``."""
    ours = _numbers(version)
    for bound in filter(None, bounds.split(",")):
        sign, text = re.fullmatch(r"\s*([<>=!~]+)\s*(.+?)\s*", bound).groups()  # type: ignore[union-attr]
        theirs = _numbers(text)
        holds = {
            ">=": ours >= theirs,
            "<": ours < theirs,
            "!=": ours != theirs,
            "<=": ours <= theirs,
            ">": ours > theirs,
            "==": ours == theirs,
        }
        if not holds.get(sign, True):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    # 2.13.0+cpu and 2.13 are the same release.
    numbers = [int(n) for n in re.findall(r"\d+", version.split("+")[0])]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _devices() -> Iterator[Finding]:
    try:
        from workbench.engine.device import available

        for info in available():
            yield Finding("Devices", info.id, info.name)
    except Exception as error:  # noqa: BLE001 - torch fails to load in many ways
        value = f"torch cannot be loaded: {error}"
        yield Finding("Devices", "torch", value, "missing", "pip install --force-reinstall torch")


def _folders() -> Iterator[Finding]:
    from workbench.core import paths

    own = {
        "runs": paths.runs(),
        "downloads": paths.downloads(),
        "settings": paths.config(),
        "plugins": paths.plugins(),
        "cache": paths.cache(),
    }
    for name, path in own.items():
        yield _own_folder(name, path)
    for path in paths.data_folders()[:-1]:
        there = path.is_dir()
        remedy = "" if there else "Correct WORKBENCH_DATA, or make the folder."
        value = f"{path}{'' if there else ', which does not exist'}"
        yield Finding("Folders", "WORKBENCH_DATA", value, "ok" if there else "missing", remedy)


def _own_folder(name: str, path: Path) -> Finding:
    nearest = next(parent for parent in (path, *path.parents) if parent.exists())
    made = "" if path.exists() else ", made when needed"
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        remedy = f"Make {nearest} writable, or set WORKBENCH_HOME to a folder you can write."
        return Finding("Folders", name, f"{path}, not writable", "missing", remedy)
    free = shutil.disk_usage(nearest).free
    if free < LITTLE_SPACE:
        remedy = "Free some disk space, or set WORKBENCH_HOME to another disk."
        return Finding("Folders", name, f"{path}, only {size(free)} free", "note", remedy)
    return Finding("Folders", name, f"{path}{made}, {size(free)} free")


def _plugins(session: Session) -> Iterator[Finding]:
    if session.settings.problem:
        yield Finding("Plugins", "settings", session.settings.problem, "note")
    _try_in_a_process(session)
    records = session.plugins.records
    counted = {s: sum(r.state == s for r in records) for s in ("on", "off", "broken")}
    value = ", ".join(f"{count} {state}" for state, count in counted.items() if count)
    yield Finding("Plugins", "plugins", value or "none")
    for record in records:
        if record.state == "broken":
            remedy = f"`workbench plugins show {record.name}` says more."
            yield Finding("Plugins", record.name, record.reason, "note", remedy)
        elif record.note == NOT_LOADED:
            yield Finding("Plugins", record.name, record.note)


def _try_in_a_process(session: Session) -> None:
    """Import the plugins of others in a process of their own first.

    What ends or hangs it is a suspect from then on, and is not imported here.
    """
    if session.safe or not any(record.note == NOT_LOADED for record in session.listed.records):
        return
    options = [word for path in session.files for word in ("--plugin", str(path))]
    command = (sys.executable, "-m", "workbench", *options, "plugins", "--json")
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PLUGINS_S,
            check=False,
        )


def _providers(session: Session) -> Iterator[Finding]:
    from workbench.core import secrets
    from workbench.core.contracts.provider import Provider
    from workbench.core.survey import survey

    found = session.plugins.of(Provider)
    if not found:
        value = "none; no installed plugin brings any"
        yield Finding("Foundation models", "providers", value, "note")
    if secrets.lasting():
        yield Finding("Foundation models", "keys", "kept in the system's keyring")
    else:
        yield Finding("Foundation models", "keys", "no keyring: kept in memory only", "note")
    for state in survey(found, session.settings):
        if state.problem is None:
            yield Finding("Foundation models", state.id, ", ".join(state.models))
        else:
            message, remedy = state.problem.message, state.problem.remedy
            yield Finding("Foundation models", state.id, message, "note", remedy)


def _window() -> Iterator[Finding]:
    wanted = display.platform()
    if sys.platform.startswith("linux") and display.display_problem() == display.HEADLESS:
        remedy = "Every verb works without one; the window needs a desktop session or `ssh -X`."
        yield Finding("Window", "display", "none", "note", remedy)
    else:
        yield Finding("Window", "display", wanted)
    missing = display.missing_libraries(wanted)
    if missing:
        value, remedy = f"missing: {', '.join(missing)}", display.install_commands(missing)
        # Without a display nobody misses what paints on it.
        state = "missing" if wanted else "note"
        yield Finding("Window", "system libraries", value, state, remedy)
    elif sys.platform.startswith("linux"):
        yield Finding("Window", "system libraries", "all there")
