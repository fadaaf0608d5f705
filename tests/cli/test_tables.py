"""Tables on the command line: what ``data show``, ``run`` and ``label`` say of their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

CASES = Path(__file__).parents[1] / "cases"

EXPERIMENT = """
name = "table"
device = "cpu"
[dataset]
id = "text-table"
path = "{path}"
[architecture]
id = "text-transformer"
[trainer]
id = "text-supervised"
epochs = 1
"""


def show(workbench: Command, file: str, *settings: str):
    sets = [f"--set={setting}" for setting in (f"path={CASES / file}", *settings)]
    return workbench("data", "show", "text-table", *sets)


def test_data_show_says_what_it_took_and_left_out(workbench: Command, home: Path) -> None:
    text = show(workbench, "conflicts.csv").out
    assert "conflicts.csv: 90 rows read, 60 kept." in text
    assert "Texts: text (by its name). Labels: label (by its name)." in text
    assert "The first row is a header: 'text' names a column." in text
    assert "30 rows that contradict another row of the same text (lines 62, 63, " in text
    assert "contradictions = drop | majority" in text
    text = show(workbench, "case_labels.csv", "join_labels=true").out
    assert "Labels joined as 'spam': 'spam' (12), 'Spam' (10), 'SPAM' (8)." in text
    path = f"path={CASES / 'conflicts.csv'}"
    report = workbench("data", "show", "text-table", "--set", path, "--json").last["report"]
    assert (report["rows"], report["kept"], len(report["contradictions"])) == (90, 60, 30)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("multilabel.jsonl", "several_labels = each | first | drop | keep"),
        ("houses.csv", "set text_column"),
    ],
)
def test_questions_name_their_answers(
    workbench: Command, home: Path, file: str, words: str
) -> None:
    done = show(workbench, file)
    assert done.code == 1
    assert words in done.err


def test_a_header_can_be_set(workbench: Command, home: Path) -> None:
    text = show(workbench, "feedback.csv", "header=no", "text_column=column1").out
    assert "121 rows read" in text
    assert "There is no header: as it is set." in text


@pytest.mark.slow
def test_a_run_says_it_at_its_start(workbench: Command, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    path = (CASES / "nfc_nfd_labels.csv").as_posix()
    file.write_text(EXPERIMENT.format(path=path), "utf-8")
    done = workbench("run", file)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    told = next(n for n, line in enumerate(lines) if "60 rows read, 60 kept" in line)
    begun = next(n for n, line in enumerate(lines) if line.startswith("Training "))
    assert told < begun
    assert "look like one label" in "\n".join(lines[told:begun])


def test_labels_leave_and_come_back_whole(workbench: Command, home: Path, tmp_path: Path) -> None:
    table = CASES / "pandas_index.csv"
    classes = ("--class", "ham", "--class", "spam")
    done = workbench("label", "new", "first", "--file", table, *classes)
    assert "60 rows read, 60 kept" in done.err
    workbench("label", "new", "second", "--file", table, *classes)
    for by, label in (("anna", "ham"), ("ben", "ham"), ("dora", "spam")):
        workbench("label", "set", "first", "3", label, "--by", by)
    workbench("label", "export", "first", tmp_path / "a.csv")
    done = workbench("label", "import", "second", tmp_path / "a.csv")
    assert "3 labels of anna, ben, dora imported" in done.out
    assert workbench("label", "show", "second", "--json").last["people"] == {
        "anna": 1,
        "ben": 1,
        "dora": 1,
    }
    plain = tmp_path / "b.csv"
    plain.write_text("row,label\n0,spam\n1,ham,\n2,ham,x\n", "utf-8")
    done = workbench("label", "import", "second", plain, "--by", "eve")
    assert (done.code, "line 4" in done.err) == (1, True)
    done = workbench("label", "import", "second", plain, "--by", "eve", "--bad-rows", "skip")
    assert "2 labels of eve imported" in done.out
    assert "lines 4" in done.err
