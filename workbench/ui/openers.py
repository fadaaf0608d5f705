"""Openers: which dataset reads a file or folder of the user's."""

from __future__ import annotations

import logging
from pathlib import Path

from workbench.core import blame
from workbench.core.contracts.dataset import Dataset
from workbench.core.experiment import Part
from workbench.core.plugins import Plugins

_log = logging.getLogger(__name__)


def openers(plugins: Plugins, path: Path, *, is_folder: bool = False) -> list[type[Dataset]]:
    """The datasets that read files with this ending, or folders."""
    suffix = path.suffix.lower()
    classes = plugins.of(Dataset).values()
    return [cls for cls in classes if (cls.opens_folders if is_folder else suffix in cls.opens)]


def best_opener(plugins: Plugins, path: Path) -> Part | None:
    """The dataset that suits a file or folder best, with settings that open it; it reads its head.

    Of several that suit it as well, the first in order; ``None`` where none reads such files.
    """
    fitting = [
        (-_suits(cls, path), cls.order, cls)
        for cls in openers(plugins, path, is_folder=path.is_dir())
    ]
    fitting = [each for each in fitting if each[0] < 0]
    if not fitting:
        return None
    cls = min(fitting, key=lambda each: each[:2])[2]
    try:
        return Part(id=cls.id, params=cls.settings_for(path))
    except BaseException as error:  # noqa: BLE001 - loading says what is wrong
        blame.let_through(error)
        _log.exception("%s cannot say how it opens %s", cls.id, path)
        return Part(id=cls.id, params={"path": str(path)})


def _suits(cls: type[Dataset], path: Path) -> float:
    """How well a dataset says that it suits a file; not at all where it cannot say."""
    try:
        return float(cls.suits(path))
    except BaseException as error:  # noqa: BLE001 - whatever a plugin raises, others may read it
        blame.let_through(error)
        _log.exception("%s cannot say whether it suits %s", cls.id, path)
        return 0.0
