"""``workbench doctor``: what is here, what is missing, and what to do."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import sys

from typing import Any

import click

from workbench import __version__
from workbench.cli.context import load_plugins
from workbench.cli.display import display_problem
from workbench.core import paths, secrets
from workbench.core.provider import Provider

LIBRARIES = ("torch", "onnxruntime", "onnx", "PySide6-Essentials", "pyqtgraph", "numpy",
             "pydantic", "pluggy", "safetensors", "mlxtend")  # fmt: skip
ENOUGH_BYTES = 1 << 30


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Print Python, libraries, devices, providers and folders, and what is missing."""
    problems: list[str] = []
    plugins = load_plugins(ctx)
    facts: dict[str, Any] = {
        "workbench": __version__,
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "libraries": _libraries(problems),
        "devices": _devices(problems),
        "providers": list(plugins.of(Provider)),
        "plugins": {state: sum(r.state == state for r in plugins.records)
                    for state in ("on", "off", "broken")},
        "folders": _folders(problems),
        "keyring": "lasting" if secrets.lasting() else "none: keys are kept in memory only",
    }  # fmt: skip
    problems += [f"The plugin {r.name} is broken; see: workbench plugins show {r.name}"
                 for r in plugins.records if r.state == "broken"]  # fmt: skip
    if problem := display_problem():
        problems.append(problem.split("\nEverything works")[0].strip())
    facts["problems"] = problems
    click.echo(json.dumps(facts) if as_json else _text(facts))


def _libraries(problems: list[str]) -> dict[str, str]:
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "missing"
            problems.append(f"{name} is missing; run: pip install {name}")
    return found


def _devices(problems: list[str]) -> list[str]:
    try:
        from workbench.engine.device import available

        return [f"{info.id}: {info.name}" for info in available()]
    except (ImportError, OSError) as error:
        problems.append(
            f"torch cannot be loaded ({error}); run: pip install --force-reinstall torch"
        )
        return []


def _folders(problems: list[str]) -> dict[str, str]:
    found = {}
    for name, path in (
        ("data", paths.data()),
        ("config", paths.config()),
        ("cache", paths.cache()),
    ):
        there = next(p for p in (path, *path.parents) if p.exists())
        free = shutil.disk_usage(there).free
        writable = os.access(there, os.W_OK)
        found[name] = f"{path} ({free / 1e9:.1f} GB free{'' if writable else ', not writable'})"
        if not writable:
            problems.append(f"{path} cannot be written; set WORKBENCH_HOME to a folder you own")
        if free < ENOUGH_BYTES:
            problems.append(f"{there} has little space left ({free / 1e6:.0f} MB); free some")
    for folder in paths.data_folders():
        if not folder.exists() and folder != paths.downloads():
            problems.append(f"WORKBENCH_DATA names {folder}, which does not exist")
    found["looked for data in"] = os.pathsep.join(map(str, paths.data_folders()))
    return found


def _text(facts: dict[str, Any]) -> str:
    lines = []
    for key, value in facts.items():
        if key == "problems":
            continue
        if isinstance(value, dict):
            lines += [key, *(f"  {name:20} {what}" for name, what in value.items())]
        elif isinstance(value, list):
            lines += [key, *(f"  {item}" for item in value or ["none"])]
        else:
            lines.append(f"{key:22} {value}")
    problems = facts["problems"]
    lines.append("problems" if problems else "no problems found")
    return "\n".join([*lines, *(f"  {problem}" for problem in problems)])
