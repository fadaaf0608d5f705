"""Where things are kept on this machine.

``WORKBENCH_HOME`` moves everything into one folder; ``WORKBENCH_DATA`` names
folders of data (separated as ``PATH`` is), looked at first.
"""

from __future__ import annotations

import importlib.resources
import os
from importlib.resources.abc import Traversable
from pathlib import Path

import platformdirs

APP = "workbench"
PACKAGED = "packaged-models"


def _home(name: str, default: str) -> Path:
    root = os.environ.get("WORKBENCH_HOME")
    return Path(root).expanduser() / name if root else Path(default)


def data() -> Path:
    """Runs, drawings and data files."""
    return _home("data", platformdirs.user_data_dir(APP, appauthor=False))


def config() -> Path:
    """Settings and plugins."""
    return _home("config", platformdirs.user_config_dir(APP, appauthor=False))


def cache() -> Path:
    """What can be thrown away."""
    return _home("cache", platformdirs.user_cache_dir(APP, appauthor=False))


def runs() -> Path:
    """One folder a run, and their index."""
    return data() / "runs"


def comparisons() -> Path:
    """One folder a comparison."""
    return data() / "comparisons"


def labellings() -> Path:
    """One folder a labelling."""
    return data() / "labelling"


def drawings() -> Path:
    """The user's own drawings, in a folder for each label."""
    return data() / "drawings"


def downloads() -> Path:
    """Datasets that were downloaded."""
    return data() / "datasets"


def hub() -> Path:
    """Foundation models that were downloaded, by ``owner/name``."""
    return data() / "hub"


def packaged_models() -> Path:
    """Models that were taken out of their packages, a folder each."""
    return data() / PACKAGED


def plugins() -> Path:
    """A Python file put here is a plugin."""
    return config() / "plugins"


def data_folders() -> tuple[Path, ...]:
    """Folders where data files are looked for, in order."""
    named = os.environ.get("WORKBENCH_DATA", "").split(os.pathsep)
    return (*(Path(name).expanduser() for name in named if name), downloads())


def resource(name: str) -> Traversable:
    """Return a file that ships with the workbench, such as ``"icons/play.svg"``."""
    return importlib.resources.files("workbench_resources").joinpath(name)
