"""Marks: nothing that was said is lost, whatever happened to the end of the file."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.contracts.errors import StorageError, UsageError
from workbench.labelling import annotations as marks
from workbench.labelling.annotations import Mark

LABELS = st.one_of(st.none(), st.text(max_size=20))
SOME = st.lists(st.builds(Mark, st.integers(0, 9), LABELS, st.sampled_from(("ann", "ben"))))


FEW = settings(max_examples=25)


@FEW
@given(SOME)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, some: list[Mark]
) -> None:
    path = tmp_path_factory.mktemp("log") / "labels.jsonl"
    for mark in some:
        marks.add(path, mark)
    found = marks.read(path, 10)
    assert found.damaged == 0
    assert [(m.row, m.label, m.by) for m in found.marks] == [(m.row, m.label, m.by) for m in some]


@FEW
@given(SOME.filter(bool), st.integers(1, 200))
def test_a_line_that_broke_off_costs_itself_alone(
    tmp_path_factory: pytest.TempPathFactory, some: list[Mark], cut: int
) -> None:
    path = tmp_path_factory.mktemp("log") / "labels.jsonl"
    marks.add(path, *some)
    whole = path.read_bytes()
    last = len(whole.rstrip(b"\n").rpartition(b"\n")[2])
    path.write_bytes(whole[: len(whole) - 1 - min(cut, last)])
    marks.add(path, Mark(3, "later", "ben"))
    found = marks.read(path, 10)
    assert found.marks[-1].label == "later"
    assert len(found.marks) == len(some)
    assert found.damaged <= 1


def test_the_last_word_of_each_person_stands() -> None:
    said = [
        Mark(1, "ham", "ann"),
        Mark(2, "spam", "ann"),
        Mark(1, "spam", "ben"),
        Mark(1, "spam", "ann"),
        Mark(2, None, "ann"),
        Mark(3, "", "ann"),
    ]
    found = marks.standing(said)
    assert found == {"ann": {1: "spam", 3: ""}, "ben": {1: "spam"}}
    assert marks.named(found["ann"]) == {1: "spam"}
    assert marks.standing([Mark(1, "ham", "ann"), Mark(1, None, "ann")]) == {}


def test_strange_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    good = json.dumps({"row": 1, "label": "ham", "by": "ann"})
    bad = [
        "[]",
        "{",
        '{"row": 99, "label": "x", "by": "ann"}',
        '{"row": 1, "by": "ann"}',
        '{"row": "1", "label": "x", "by": "ann"}',
        '{"row": 1, "label": 3, "by": "ann"}',
        "\xff",
        "null",
        "[" * 100_000,
    ]
    path.write_bytes("\n".join([*bad, good]).encode("latin-1"))
    found = marks.read(path, 10)
    assert [mark.label for mark in found.marks] == ["ham"]
    assert found.damaged == len(bad)


def test_a_full_disk_is_said_and_keeps_what_there_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "labels.jsonl"
    marks.add(path, Mark(1, "ham", "ann"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match=r"No space left.*Free some disk space"):
        marks.add(path, Mark(2, "spam", "ann"))
    assert marks.read(path, 10).marks[0].label == "ham"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 61])
def test_a_person_needs_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no name"):
        marks.add(tmp_path / "labels.jsonl", Mark(1, "ham", name))
    assert not (tmp_path / "labels.jsonl").exists()
