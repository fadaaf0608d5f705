"""Names of changes that training may make to rows."""

from __future__ import annotations

from typing import Any

from workbench import UsageError, param

CHANGES = ("shift", "gain", "noise", "speed", "voice", "masks")


def changes_param(default: str) -> Any:
    """The setting that says what leaves the target as it is."""
    return param(
        default,
        "Harmless changes",
        f"What leaves the target as it is, of {', '.join(CHANGES)}: the trainer's Augmentation "
        "makes these changes, and no others.",
        advanced=True,
    )


def read_changes(text: str) -> tuple[str, ...]:
    """Names that are separated by commas or spaces.

    Raises
    ------
    UsageError
        When there is no such change.
    """
    names = text.replace(",", " ").split()
    for name in names:
        if name not in CHANGES:
            message = f"There is no change {name!r}."
            raise UsageError(message, f"Choose of {', '.join(CHANGES)} (dataset.changes).")
    return tuple(dict.fromkeys(names))
