"""Snapshots: where a run keeps the weights of its way; the engine writes and reads them."""

from __future__ import annotations

from pathlib import Path

TRAJECTORY = "trajectory"
LIVE_WEIGHTS = "live.safetensors"


def snapshot_files(folder: Path) -> list[Path]:
    """The snapshots below a run's checkpoint folder, oldest first; the stem is the step."""
    return sorted((folder / TRAJECTORY).glob("*.safetensors"))
