"""A file is written whole or not at all, and it is on the disk before its name points to it."""

import os
import re
import stat
import threading
from pathlib import Path

import pytest

from workbench.core.io import atomic

PACKAGE = Path(atomic.__file__).parents[2]


def test_the_file_then_its_name_then_the_folder_are_brought_to_the_disk(tmp_path, monkeypatch):
    done = []
    real_sync, real_replace = os.fsync, Path.replace

    def sync(number):
        kind = "folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file"
        done.append(f"sync {kind}")
        real_sync(number)

    def rename(self, target):
        done.append("rename")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", rename)
    atomic.write_text(tmp_path / "a.json", "new\n")
    assert done == ["sync file", "rename", "sync folder"]
    assert (tmp_path / "a.json").read_bytes() == b"new\n"


def test_what_fails_half_way_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "a.json"
    path.write_text("old")
    for error in (RuntimeError, KeyboardInterrupt, SystemExit):
        with pytest.raises(error):
            _break_off(path, error)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.json"]


def _break_off(path, error):
    with atomic.replacing(path) as aside:
        aside.write_text("half")
        raise error


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_disk_is_an_error_and_a_device_is_written_to_directly():
    with pytest.raises(OSError, match="No space left"):
        atomic.write_bytes(Path("/dev/full"), b"x" * 100_000)
    atomic.write_text(Path(os.devnull), "gone")
    assert not Path(os.devnull).is_file()


def test_a_missing_folder_is_not_made(tmp_path):
    with pytest.raises(FileNotFoundError):
        atomic.write_text(tmp_path / "gone" / "run.json", "{}")
    assert not (tmp_path / "gone").exists()


@pytest.mark.skipif(os.name == "nt", reason="links and modes of Unix")
def test_a_link_stays_a_link_and_the_mode_stays(tmp_path):
    real = tmp_path / "real.toml"
    real.write_text("old")
    real.chmod(0o600)
    (tmp_path / "link.toml").symlink_to(real)
    atomic.write_text(tmp_path / "link.toml", "new")
    assert (tmp_path / "link.toml").is_symlink()
    assert real.read_text() == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_many_writers_at_once_leave_one_whole_file(tmp_path):
    path = tmp_path / "a.txt"
    texts = [f"{n}" * 50_000 for n in range(8)]
    writers = [threading.Thread(target=atomic.write_text, args=(path, text)) for text in texts]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_text() in texts
    assert os.listdir(tmp_path) == ["a.txt"]


def test_nothing_else_writes_aside_and_renames_by_itself():
    by_hand = re.compile(r"aside\.(replace|rename)\(")
    allowed = {"core/io/atomic.py"}
    modules = {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob("*.py")}
    offenders = [name for name, path in modules.items() if by_hand.search(path.read_text("utf-8"))]
    # Folders are renamed as a whole; a guard's file is renamed while it is locked.
    folders = {"labelling/project.py", "core/runs/pack.py"}
    assert set(offenders) - allowed <= folders | {"core/import_guard.py"}


def test_a_folder_appears_when_all_of_it_is_there(tmp_path: Path) -> None:
    target = tmp_path / "new" / "made"
    with atomic.new_folder(target) as aside:
        (aside / "a").write_text("1")
        assert not target.exists()
    assert (target / "a").read_text() == "1"
    assert [path.name for path in target.parent.iterdir()] == ["made"]


def test_nothing_is_left_of_a_folder_that_was_not_finished(tmp_path: Path) -> None:
    target = tmp_path / "made"

    def broken() -> None:
        with atomic.new_folder(target) as aside:
            (aside / "a").write_text("1")
            raise KeyError

    with pytest.raises(KeyError):
        broken()
    assert not list(tmp_path.iterdir())
    target.mkdir()
    (target / "b").write_text("2")
    with pytest.raises(OSError, match=r".+"), atomic.new_folder(target) as aside:
        (aside / "a").write_text("1")
    assert [path.name for path in target.iterdir()] == ["b"]
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
