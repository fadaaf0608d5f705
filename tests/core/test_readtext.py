"""Text files: every encoding, folders, pieces, and clear words where it is no text."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.contracts.errors import DatasetError, Stopped
from workbench.core.io import read_text

GERMAN = "Füße, größer als übermäßig schön. Das Mädchen hört die Vögel über den Bäumen.\n" * 30
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю.\n" * 30


def text_of(path: Path) -> str:
    return "".join(read_text.chunks(path))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_told(encoding: str, tmp_path: Path) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    (tmp_path / "a.txt").write_bytes(mark + GERMAN.encode(encoding))
    assert text_of(tmp_path / "a.txt") == GERMAN


def test_chardet_is_asked_where_the_text_stops_being_utf8(tmp_path: Path) -> None:
    long = "plain\n" * 300_000 + RUSSIAN
    (tmp_path / "a.txt").write_bytes(long.encode("cp1251"))
    assert text_of(tmp_path / "a.txt") == long


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))
def test_any_text_comes_back(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    assert text_of(tmp_path / "a.txt") == text.removeprefix("\ufeff")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with contextlib.suppress(DatasetError):
        text_of(tmp_path / "a.txt")


def test_pieces_end_with_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_text, "CHUNK", 10)
    content = "one\ntwo two two\n" + "x" * 35 + "\nend"
    (tmp_path / "a.txt").write_text(content)
    pieces = list(read_text.chunks(tmp_path / "a.txt"))
    assert "".join(pieces) == content
    assert pieces[0] == "one\n"
    assert len(pieces) > 3


def test_line_ends_are_made_equal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a\r\nb\rc\n")
    assert text_of(tmp_path / "a.txt") == "a\nb\nc\n"


def test_a_folder_is_its_texts_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/c.md", "a.txt", "z.py", ".git/x.txt", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text(name)
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2")
    assert [str(f.relative_to(tmp_path)) for f in read_text.files(tmp_path)] == [
        "a.txt",
        str(Path("b/c.md")),
        "z.py",
    ]
    assert text_of(tmp_path) == "a.txt\nb/c.md\nz.py"


def test_progress_counts_bytes_and_reading_can_be_stopped(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x" * 100)
    told: list[tuple[str, float, float | None]] = []
    list(read_text.chunks(tmp_path, lambda *progress: told.append(progress)))
    assert told == [("Reading a.txt", 100, 200), ("Reading b.txt", 200, 200)]

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        list(read_text.chunks(tmp_path, check=stop))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no file or folder"):
        text_of(tmp_path / "nothing")
    with pytest.raises(DatasetError, match="no text files"):
        text_of(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"text\0\1")
    with pytest.raises(DatasetError, match="null bytes") as caught:
        text_of(tmp_path / "a.txt")
    assert "UTF-8" in caught.value.remedy
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")  # UTF-16, cut in a character
    with pytest.raises(DatasetError, match="encoding"):
        text_of(tmp_path / "b.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("secret")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(DatasetError, match=r"a\.txt"):
        text_of(tmp_path / "a.txt")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_needs_no_mark(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(GERMAN.encode(encoding))
    assert text_of(tmp_path / "a.txt") == GERMAN


def test_a_file_of_two_encodings_keeps_both(tmp_path: Path) -> None:
    lines = [f"Zeile {n}: schön, größer als übermäßig\n" for n in range(40)]
    coded = [line.encode("cp1252" if n % 3 == 0 else "utf-8") for n, line in enumerate(lines)]
    (tmp_path / "a.txt").write_bytes(b"".join(coded))
    assert text_of(tmp_path / "a.txt") == "".join(lines)
    # A byte order mark, or another encoding alone, is no mixture.
    (tmp_path / "b.txt").write_bytes(RUSSIAN.encode("cp1251"))
    assert text_of(tmp_path / "b.txt") == RUSSIAN
