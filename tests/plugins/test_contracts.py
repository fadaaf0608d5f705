"""Every built-in plugin keeps the contract that authors are asked to keep."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbench import testing
from workbench.core.hookspecs import KINDS
from workbench.core.plugins import discover

BUILT_IN = [
    pytest.param(kind, cls, id=f"{kind}-{id}")
    for kind, (_, base) in KINDS.items()
    for id, cls in discover(installed=False).of(base).items()
]
NEED_DATA = {"mnist", "fashion-mnist", "own-drawings"}


@pytest.mark.parametrize(("kind", "cls"), BUILT_IN)
def test_contract(kind: str, cls: type, qapp: object) -> None:
    if cls.id in NEED_DATA:
        testing.check_contribution(cls)
    else:
        getattr(testing, f"check_{kind}")(cls)


def test_everything_loads_and_every_kind_with_a_default_is_there() -> None:
    found = discover(installed=False)
    assert [(r.name, r.fault) for r in found.records if r.state != "on"] == []
    for kind in set(KINDS) - {"provider"}:
        assert found.of(KINDS[kind][1]), kind


@pytest.mark.parametrize("kind", KINDS)
def test_new_plugin_passes_its_own_tests(kind: str, tmp_path: Path) -> None:
    from workbench.core.scaffold import write_project

    project = write_project("My Own Thing", kind, tmp_path)
    found = discover([project / "src" / "my_own_thing"], installed=False)
    assert ("my-own-thing" in found.of(KINDS[kind][1])) or found.records[-1].fault == ""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
