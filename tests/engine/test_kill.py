"""A run that is killed keeps what it logged, and ends the same after a resume."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("architecture", ["mlp", "cnn"])
def test_kill_and_resume(architecture: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.kills import kill_often

    home.mkdir(parents=True, exist_ok=True)
    epochs = {"mlp": 60, "cnn": 5}[architecture]
    for trial in kill_often(home, 3, epochs=epochs, architecture=architecture):
        assert trial.listed
        assert trial.lost_s <= 1.0
        assert trial.gapless
        assert trial.same
