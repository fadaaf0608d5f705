"""A run that is killed keeps what it logged, and ends the same after a resume.

``python -m benchmarks kills`` does it twenty times.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_kill_and_resume(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.kills import kill_often

    home.mkdir(parents=True, exist_ok=True)
    for trial in kill_often(home, 2, epochs=5):
        assert trial.listed
        assert trial.lost_s <= 1.0
        assert trial.gapless
        assert trial.same
