"""A file is known by what it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.io import fingerprint as module
from workbench.core.io.fingerprint import fingerprint


def test_the_content_counts_not_the_name(tmp_path: Path) -> None:
    for name, content in (("a", b"x" * 1000), ("b", b"x" * 1000), ("c", b"x" * 999 + b"y")):
        (tmp_path / name).write_bytes(content)
    a, b, c = (fingerprint(tmp_path / name) for name in "abc")
    assert a == b != c
    (tmp_path / "a").write_bytes(b"z" * 1001)
    assert fingerprint(tmp_path / "a") != a


def test_large_files_are_sampled_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WHOLE", 1000)
    content, path = bytearray(40 << 20), tmp_path / "large"
    path.write_bytes(content)
    before = fingerprint(path)
    seen = set()
    for place in (0, (1 << 20) - 1, len(content) - 1):
        changed = bytearray(content)
        changed[place] = 1
        path.write_bytes(changed)
        seen.add(fingerprint(path))
    path.write_bytes(content + b"\x00")
    seen.add(fingerprint(path))
    assert len(seen | {before}) == 5


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        fingerprint(tmp_path / "none")
