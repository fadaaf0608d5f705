"""Problem: why an experiment cannot be trained, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Why an experiment cannot be trained.

    ``where`` is ``dataset``, ``architecture`` or ``trainer``, with ``.field`` where one setting
    is to blame. ``fix`` are settings that would mend it, as `Experiment.with_settings` takes
    them; a window offers them under the words of ``remedy``.
    """

    where: str
    message: str
    remedy: str = ""
    fix: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
