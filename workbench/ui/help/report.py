"""Report: what somebody needs to know who looks into a fault, and nothing private; no widgets."""

from __future__ import annotations

import getpass
import importlib.metadata
import os
import platform
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.core import paths
from workbench.core.plugins import BUILT_IN, PluginRecord
from workbench.core.version import __version__

LIBRARIES = ("PySide6_Essentials", "torch", "onnxruntime", "numpy", "pydantic", "pyqtgraph")
_LONGEST = 6_000
# What keys of services look like, wherever they may have got into a message.
_SECRETS = re.compile(
    r"(?i)\b(?:sk|pk|hf|ghp|gho|xox[abp])[-_][\w\-]{8,}|\bBearer\s+\S+"
    r"|(?<=://)[^\s/@:]+:[^\s/@]+(?=@)|\b(?:api[_-]?key|token|password|secret)\b\s*[=:]\s*\S+"
)


def details(
    records: Sequence[PluginRecord],
    last_error: str = "",
    devices: Sequence[str] = (),
    settings: Sequence[tuple[str, object]] = (),
) -> str:
    """Versions, system, devices, plugins and the last error as a text to be sent.

    Parameters
    ----------
    records
        Every plugin; the built-in ones that work are only counted.
    last_error
        Its message and traceback.
    devices
        What can be trained on, in words.
    settings
        Names and values of settings that bear upon faults.
    """
    lines = [
        *_facts(devices),
        *(f"{name}: {value}" for name, value in settings),
        "",
        *_plugins(records),
    ]
    if last_error:
        lines += ["", "Last error", last_error.strip()[-_LONGEST:]]
    return private("\n".join(lines)) + "\n"


def _facts(devices: Sequence[str]) -> Iterator[str]:
    yield f"Workbench {__version__}"
    yield f"Python {platform.python_version()} on {platform.platform()}"
    yield f"{platform.machine()}, {os.cpu_count()} processors"
    yield "Devices: " + (", ".join(devices) or "unknown")
    for name in LIBRARIES:
        try:
            yield f"{name} {importlib.metadata.version(name)}"
        except importlib.metadata.PackageNotFoundError:
            yield f"{name} is not installed"
    yield f"Data: {paths.data()}"


def _plugins(records: Sequence[PluginRecord]) -> Iterator[str]:
    usual = [r for r in records if r.origin == BUILT_IN and r.state == "on" and not r.note]
    yield f"Plugins: {len(usual)} built in and working"
    for record in records:
        if record in usual:
            continue
        remark = record.reason or record.note
        version = f" {record.version}" if record.version else ""
        state = {"on": "on", "off": "switched off", "broken": "NOT WORKING"}.get(record.state)
        yield f"  {record.name}{version} ({record.origin}): {state}" + (
            f" – {remark}" if remark else ""
        )


def of_plugin(record: PluginRecord) -> str:
    """What the author of a plugin needs to know of its fault."""
    head = f"Plugin {record.name} {record.version} ({record.origin}): {record.state}"
    lines = [*_facts(()), "", " ".join(head.split()), record.note, record.fault.strip()]
    return private("\n".join(line for i, line in enumerate(lines) if line or i == 0)) + "\n"


def private(text: str) -> str:
    """A text without keys and without the user's name: their home folder becomes ``~``."""
    text = _SECRETS.sub("[removed]", text)
    home = str(Path.home())
    if len(home) > 1:
        text = text.replace(home, "~")
    user = _user()
    if len(user) > 2 and user != "root":
        text = re.sub(rf"(?<=[/\\]){re.escape(user)}(?=[/\\\s]|$)", "user", text)
    return text


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return ""
