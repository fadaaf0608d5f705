"""Views of plugins that fail in every way: the window stays, and names the plugin."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import faulty_plugins


@pytest.mark.slow
@pytest.mark.parametrize("name", faulty_plugins.WINDOW)
def test_the_window_outlives_a_view_and_names_its_plugin(
    tmp_path: Path, home: Path, name: str
) -> None:
    path = faulty_plugins.write(tmp_path / "plugins", faulty_plugins.WINDOW[name])
    done = subprocess.run(
        (sys.executable, "-m", "tests.ui.faulty_window", str(path)),
        cwd=Path(__file__).parents[2],
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found["alive"]
    assert found["state"] == "on"
    said = " ".join(found["notices"])
    if name == "supports exits":  # such a view is shown all the same
        assert not found["fault"]
    elif name in ("paint raises", "paint exits", "size exits", "slot exits"):
        assert "The plugin bad" in said
        assert "bad.py" in said
        assert "workbench plugins disable bad" in said
    else:
        assert "bad.py" in found["fault"] or "is not a widget" in found["fault"]
