"""Labels that leave and come back: every vote of everybody, whatever names and texts hold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.contracts.errors import DataQuestion, DatasetError, UsageError
from workbench.core.tables import read_table
from workbench.labelling import exchange, project, sources

CASES = Path(__file__).parents[1] / "cases"
CLASSES = ("ham", "b, c", "=1+1", 'say "no"', "ü")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    return tmp_path


def labelling(name: str, texts: list[str]) -> project.Project:
    shutil.rmtree(project.root_folder(), ignore_errors=True)
    return project.create(name, sources.of_texts(texts), CLASSES)


def test_everybodys_votes_are_in_the_file_and_a_dissenter_beside_his_own(home: Path) -> None:
    found = labelling("mails", ["with, comma", "plain", "nobody's"])
    for by, label in (("anna", "b, c"), ("ben", "b, c"), ("dora", "ham")):
        found.mark(0, label, by)
    found.mark(1, "ham", "anna")
    found.mark(1, "ü", "dora")
    found.mark(2, "", "ben")
    first, second, third = exchange.rows(found)
    assert (first["label"], first["by"]) == ("b, c", "anna, ben")
    assert first["votes"] == {"anna": "b, c", "ben": "b, c", "dora": "ham"}
    # Nobody has the majority; both votes are there all the same.
    assert (second["label"], second["by"]) == ("", "")
    assert second["votes"] == {"anna": "ham", "dora": "ü"}
    assert third["votes"] == {"ben": ""}
    exchange.write(found, home / "a.csv")
    cells = read_table.read(home / "a.csv").columns["votes"]
    assert json.loads(cells[0]) == first["votes"]


names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
votes = st.dictionaries(
    st.tuples(st.integers(0, 4), names), st.sampled_from(["", *CLASSES]), max_size=14
)
lines = st.lists(
    st.text(st.characters(exclude_categories=["Cn", "Co"]), min_size=1, max_size=12),
    min_size=5,
    max_size=5,
    unique=True,
)


@settings(suppress_health_check=list(HealthCheck), max_examples=60, deadline=None)
@given(lines, votes, st.sampled_from([".csv", ".jsonl"]))
def test_what_is_exported_comes_back_whole(
    home: Path, texts: list[str], given_: dict[tuple[int, str], str], suffix: str
) -> None:
    texts = [f"{n} {text}" for n, text in enumerate(texts)]
    found = labelling("mails", texts)
    for (row, by), label in given_.items():
        found.mark(row, label, by)
    path = home / f"votes{suffix}"
    assert exchange.write(found, path) == len(found.items)
    before = found.standing()
    other = labelling("others", texts)
    taken = exchange.take_in(other, path)
    assert other.standing() == before
    assert (taken.labels, taken.elsewhere) == (len(given_), 0)
    assert taken.people == tuple(sorted(before))


def test_a_table_of_another_hand_needs_a_name(home: Path) -> None:
    found = labelling("mails", ["with, comma", "plain"])
    path = CASES / "rows_disagree.csv"
    with pytest.raises(UsageError, match="whose labels"):
        exchange.take_in(found, path)
    taken = exchange.take_in(found, path, "eve")
    assert (taken.labels, found.standing()) == (2, {"eve": {0: "b, c", 1: "b, c"}})


def test_one_persons_labels_of_a_file_with_votes(home: Path) -> None:
    found = labelling("mails", ["one", "two"])
    found.mark(0, "ham", "anna")
    exchange.write(found, home / "a.csv")
    other = labelling("others", ["one", "two"])
    exchange.take_in(other, home / "a.csv", "the others")
    assert other.standing() == {"the others": {0: "ham"}}


def test_a_column_says_who_gave_each_label(home: Path) -> None:
    found = labelling("mails", ["one", "two", "three"])
    path = home / "a.csv"
    path.write_text("row,label,By\n0,ham,anna\n1,ü, ben \n2,,\n", "utf-8")
    taken = exchange.take_in(found, path)
    assert (taken.labels, taken.people) == (2, ("anna", "ben"))
    assert found.standing() == {"anna": {0: "ham"}, "ben": {1: "ü"}}
    # A name that is given stands for all of them.
    other = labelling("others", ["one", "two", "three"])
    assert exchange.take_in(other, path, "eve").people == ("eve",)
    path.write_text("row,label,by\n0,ham,anna\n1,ü,\n", "utf-8")
    with pytest.raises(DatasetError, match="line 3"):
        exchange.take_in(other, path)
    assert other.standing() == {"eve": {0: "ham", 1: "ü"}}


def test_damaged_votes_and_rows_are_named(home: Path) -> None:
    found = labelling("mails", ["one", "two"])
    path = home / "a.csv"
    path.write_text('row,votes\n0,"{""anna"": ""ham""}"\n1,anna\n', "utf-8")
    with pytest.raises(DatasetError, match="line 3"):
        exchange.take_in(found, path)
    assert not found.standing()
    path.write_text("row,label\n0,ham\n1,ü,x\n", "utf-8")
    with pytest.raises(DataQuestion, match="line 3"):
        exchange.take_in(found, path, "eve")
    taken = exchange.take_in(found, path, "eve", bad_rows="skip")
    assert (taken.labels, [row.line for row in taken.bad]) == (1, [3])


@pytest.mark.parametrize("head", ["row,label", "text,label,label", "Row ,LABEL", ",text,label"])
def test_a_header_is_no_label(head: str, home: Path) -> None:
    found = labelling("mails", ["one", "two", "three"])
    path = home / "a.csv"
    rows = {
        "row,label": ["0,ham", "1,ü", "2,ham"],
        "Row ,LABEL": ["0,ham", "1,ü", "2,ham"],
        "text,label,label": ["one,ham,ham", "two,ü,ü", "three,ham,ham"],
        ",text,label": ["0,one,ham", "1,two,ü", "2,three,ham"],
    }[head]
    path.write_text("\n".join([head, *rows]), "utf-8")
    assert exchange.take_in(found, path, "eve").labels == 3


def test_columns_of_other_names_are_listed(home: Path) -> None:
    found = labelling("mails", ["one", "two", "three"])
    (home / "a.csv").write_text(",label\n0,ham\n1,ham\n", "utf-8")
    with pytest.raises(DatasetError, match="which row") as caught:
        exchange.take_in(found, home / "a.csv", "eve")
    assert "column1, label" in caught.value.remedy


# --- rows to label, from a file


@pytest.mark.parametrize("file", ["pandas_index.csv", "dup_header.csv", "trailing_delim_rows.csv"])
def test_rows_of_a_file_are_its_texts(file: str) -> None:
    found = sources.read_file(CASES / file)
    assert len(found.items) == 60
    assert not {"text", "label"} & set(found.items.texts)
    assert "60 rows read, 60 kept" in found.sentences[0]
    assert "Texts: text (by its name)" in found.sentences[1]


def test_rows_of_an_array(tmp_path: Path) -> None:
    assert len(sources.of_file(CASES / "array.json").texts) == 60
