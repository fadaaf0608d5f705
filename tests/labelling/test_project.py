"""Project: a labelling on disk, whole or not there, and what happens to damaged ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.labelling.made import CLASSES, labelling, pictures, say, texts
from workbench.core.contracts.errors import DatasetError, ParamsError, StorageError, UsageError
from workbench.labelling import project
from workbench.labelling.items import Items


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1), min_size=1, max_size=5), st.data())
def test_any_texts_come_back_as_they_were(home: Path, rows: list[str], data: st.DataObject) -> None:
    known = data.draw(st.lists(st.text(), min_size=len(rows), max_size=len(rows)))
    made = project.create("any", Items(tuple(rows), None, tuple(known)), ("a", "b"))
    found = project.load(made.folder).items
    assert found.texts == tuple(rows)
    assert found.source_labels == (tuple(known) if any(known) else ())
    project.delete(made.folder)


def test_pictures_come_back_as_they_were(home: Path) -> None:
    made = project.create("pictures", pictures(), ("above", "below"))
    found = project.load(made.folder).items
    assert found.kind == "pictures"
    assert np.array_equal(found.pictures, pictures().pictures)  # type: ignore[arg-type]
    assert found.source_labels == pictures().source_labels


def test_what_was_said_is_there_after_opening_it_again(home: Path) -> None:
    made = labelling()
    made.mark(3, "spam", "ann", 1.5)
    made.mark(4, "", "ann")
    made.mark(5, "ham", "ann")
    made.mark(5, None, "ann")
    again = project.find("mails")
    assert again.standing() == {"ann": {3: "spam", 4: ""}}
    assert again.log().marks[0].seconds == 1.5
    assert again.head == made.head


def test_a_label_or_row_that_is_not_there_is_refused(home: Path) -> None:
    made = labelling()
    with pytest.raises(UsageError, match=r"'eggs' is no label.*ham, spam"):
        made.mark(1, "eggs", "ann")
    with pytest.raises(UsageError, match="no row 40"):
        made.mark(40, "ham", "ann")
    assert made.log().marks == ()


def test_labels_of_a_class_that_was_taken_away_do_not_stand(home: Path) -> None:
    made = project.create("three", texts(), ("ham", "spam", "eggs"))
    made.mark(1, "eggs", "ann")
    assert made.with_head(classes=("ham", "spam")).standing() == {"ann": {}}
    assert project.find("three").with_head(classes=("ham", "spam", "eggs")).standing() == {
        "ann": {1: "eggs"}
    }


def test_two_of_one_name_are_refused(home: Path) -> None:
    labelling()
    with pytest.raises(UsageError, match="already"):
        labelling()


@pytest.mark.parametrize("classes", [(), ("one",), ("a", "a"), ("a", " "), ("a", " a")])
def test_labels_need_names(home: Path, classes: tuple[str, ...]) -> None:
    with pytest.raises(ParamsError):
        project.create("x", texts(), classes)
    assert project.projects() == []


def test_no_rows_are_refused(home: Path) -> None:
    with pytest.raises(DatasetError, match="no rows"):
        Items(())
    with pytest.raises(DatasetError, match="known labels"):
        Items(("a",), None, ("x", "y"))


def test_damaged_ones_are_listed_with_the_reason_and_not_opened(home: Path) -> None:
    made, other = labelling("good"), labelling("bad")
    (other.folder / "labelling.toml").write_text("name = ", "utf-8")
    listed = {stored.folder.name: stored.problem for stored in project.projects()}
    assert listed["good"] == ""
    assert "damaged" in listed["bad"]
    with pytest.raises(StorageError, match="cannot be opened"):
        project.load(other.folder)
    for broken in ("", "{", '{"text": 1}', "[]"):
        (made.folder / "rows.jsonl").write_text(broken, "utf-8")
        with pytest.raises((StorageError, DatasetError)):
            project.load(made.folder)


def test_pickled_pictures_are_never_read(home: Path) -> None:
    made = project.create("pictures", pictures(), ("above", "below"))
    np.save(made.folder / "pictures.npy", np.array([{"a": 1}] * 12, object), allow_pickle=True)
    with pytest.raises(StorageError, match="cannot be opened"):
        project.load(made.folder)


def test_a_name_with_strange_signs_is_a_folder_within(home: Path) -> None:
    made = project.create("../../etc/passwd", texts(), CLASSES)
    assert made.folder.parent == project.root_folder()
    assert project.find("../../etc/passwd").folder == made.folder


def test_kept_votes_are_those_of_the_function_as_it_is(home: Path) -> None:
    made = labelling()
    function = made.head.function[0]
    assert made.saved_votes(function) is None
    made.keep_votes(function, np.zeros(40, np.int64))
    assert made.saved_votes(function) is not None
    changed = function.model_copy(update={"words": ("other",)})
    assert made.saved_votes(changed) is None
    made.keep_votes(function, np.full(40, 7, np.int64))
    assert made.saved_votes(function) is None


def test_the_one_last_worked_on_comes_first(home: Path) -> None:
    first, second = labelling("first"), labelling("second")
    first.mark(0, "ham", "ann")
    for made in (first, second):
        for path in made.folder.iterdir():
            at = 2_000 if path.name == "labels.jsonl" else 1_000 + (made is second)
            os.utime(path, (at, at))
    assert [stored.name for stored in project.projects()] == ["first", "second"]


KILLED = """
import sys
from workbench.labelling import project
found = project.find("mails")
for row in range(40):
    found.mark(row, "ham", "ann")
    print(row, flush=True)
"""


def test_nothing_that_was_said_is_lost_when_the_program_is_killed(home: Path) -> None:
    made = labelling()
    running = subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    said = [int(running.stdout.readline()) for _ in range(10)]
    running.kill()
    said += [int(line) for line in running.stdout.read().split()]
    running.wait()
    assert set(said) <= set(made.standing()["ann"])
    say(made, range(40), "ben")
    assert made.log().damaged <= 1
