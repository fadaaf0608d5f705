"""Tables: four formats, with and without header, and bad rows named by their line."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.contracts.errors import DatasetError
from workbench.core.tables.read_table import read

COLUMNS = {"text": ("Hello, you", 'She said "no"', "two\nlines"), "label": ("a", "b", "a")}


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv_with_every_delimiter(delimiter: str, ending: str, tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL)
    # A TSV file that quotes has no line ends within its cells here: chats do not quote.
    last = "two lines" if delimiter == "\t" else "two\nlines"
    columns = {**COLUMNS, "text": (*COLUMNS["text"][:2], last)}
    writer.writerows([columns, *zip(*columns.values(), strict=True)])
    table = read(write(tmp_path / "a.csv", out.getvalue()))
    assert table.columns == columns
    assert len(table) == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            *[
                st.text(
                    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
                )
            ]
            * 2
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_csv_writes_is_read(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("text", "label"), *rows])
    columns = read(write(tmp_path / "a.csv", out.getvalue())).columns
    assert list(zip(*columns.values(), strict=True)) == rows


def test_a_chat_without_header_keeps_its_first_row_and_its_quotes(tmp_path: Path) -> None:
    text = 'ham\tGo until jurong point\nspam\t"Free" entry, now\nham\t"What?\n'
    columns = read(write(tmp_path / "SMSSpamCollection", text)).columns
    assert columns["column1"] == ("ham", "spam", "ham")
    assert columns["column2"][1:] == ('"Free" entry, now', '"What?')


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("question,answer\nWhat?,That\nWho?,He\n", ["question", "answer"]),
        ("yes,fine\nno,bad\nyes,great\n", ["column1", "column2"]),
        ("What a long day it was.,good\nBad weather,bad\n", ["column1", "column2"]),
        ("1,2\n3,4\n", ["column1", "column2"]),
        ("a,a\nb,c\n", ["column1", "column2"]),
        ("text,label\nlabel,text\nx,label\n", ["text", "label"]),
        ("text\nhello\nyou\n", ["text"]),
    ],
)
def test_headers_are_told_from_rows(text: str, names: list[str], tmp_path: Path) -> None:
    table = read(write(tmp_path / "a.csv", text))
    assert list(table.columns) == names
    assert len(table) == text.count("\n") - (names[0] != "column1")


def test_json_lines(tmp_path: Path) -> None:
    rows = [{"text": "a\nb", "n": 1}, {"text": None, "deep": {"x": ["ü"]}}, {"n": 2.5}]
    path = write(tmp_path / "a.jsonl", "\n\n".join(map(json.dumps, rows)))
    assert read(path).columns == {
        "text": ("a\nb", "", ""),
        "n": ("1", "", "2.5"),
        "deep.x": ("", '["ü"]', ""),
    }
    assert read(path, limit=1).columns == {"text": ("a\nb",), "n": ("1",)}
    assert len(read(write(tmp_path / "bare", '{"text": "x"}\n'))) == 1


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"text": ["a", "b"], "label": [1, None]}), tmp_path / "a.pq")
    assert read(tmp_path / "a.pq").columns == {"text": ("a", "b"), "label": ("1", "")}
    assert len(read(tmp_path / "a.pq", limit=1)) == 1
    with pytest.raises(DatasetError, match="not a readable Parquet"):
        read(write(tmp_path / "b.parquet", "no"))


def test_without_pyarrow_the_remedy_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(DatasetError) as caught:
        read(write(tmp_path / "a.parquet", ""))
    assert caught.value.remedy == "Run: pip install pyarrow"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "text,label\nx,a\n\nx,a,b\n", r"a\.csv, line 4: 3 columns instead of 2"),
        ("a.csv", 'text,label\n"x\ny",a\nz\n', "line 4: 1 columns"),
        ("a.csv", 'text,label\n"x,a\n', "line 2: damaged quotes"),
        ("a.tsv", "text\tlabel\nx\n", r"a\.tsv, line 2"),
        ("a.jsonl", '{"a": 1}\n{"a": \n', r"a\.jsonl, line 2: damaged JSON"),
        ("a.jsonl", '{"a": 1}\n[1]\n', "line 2: not an object but list"),
        ("a.json", '[{"a": 1}', "damaged JSON"),
        ("a.csv", "", "no rows"),
        ("a.csv", "text,label\n", "a header, but no rows"),
        ("a.jsonl", "", "no rows"),
        ("a.csv", "a\0b", "null bytes"),
    ],
)
def test_bad_tables_are_named(name: str, text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=words) as caught:
        read(write(tmp_path / name, text))
    assert caught.value.remedy


def test_limits_and_long_cells(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "text,label\n" + f"{'x' * 300_000},a\n" * 3)
    assert len(read(path, limit=2)) == 2
    assert len(read(path).columns["text"][0]) == 300_000
    with pytest.raises(DatasetError, match="no file"):
        read(tmp_path / "nothing.csv")


ROWS = [{"text": f"{n} cheap", "label": ("ham", "spam")[n % 2]} for n in range(12)]


@pytest.mark.parametrize(
    "value",
    [
        [["text", "label"], *([row["text"], row["label"]] for row in ROWS)],
        {str(n): row for n, row in enumerate(ROWS)},
        {"version": "1.0", "train": ROWS},
        [{"row_idx": n, "row": row} for n, row in enumerate(ROWS)],
    ],
    ids=["arrays with a header", "rows by a key", "rows in a field of any name", "rows in a field"],
)
def test_further_forms_of_json(tmp_path: Path, value: object) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(value))
    columns = read(path).columns
    text, label = (next(n for n in columns if n.endswith(end)) for end in ("text", "label"))
    assert columns[text] == tuple(row["text"] for row in ROWS)
    assert columns[label] == tuple(row["label"] for row in ROWS)


def test_arrays_of_cells_without_a_header(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text(json.dumps([[f"this is text {n}", f"class {n % 2}"] for n in range(12)]))
    table = read(path)
    assert list(table.columns) == ["column1", "column2"]
    assert len(table) == 12


@pytest.mark.parametrize(
    ("begin", "words"),
    [
        (b"PK\x03\x04\x14\0\6\0", "Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel"),
        (b"PAR1", "Parquet"),
        (b"SQLite format 3\0", "SQLite"),
        (b"%PDF-1.7", "PDF"),
        (b"\n<!DOCTYPE html><html>", "web page"),
        (b"\xef\xbb\xbf<HTML>", "web page"),
        (b"<?xml version='1.0'?>", "XML"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a"])
def test_other_formats_are_called_by_their_names(
    begin: bytes, words: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(begin + b"\nrow, of, cells" * 40)
    with pytest.raises(DatasetError, match=words) as caught:
        read(path)
    assert caught.value.remedy


def test_json_lines_with_commas_behind_them(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "one, two", "label": "a"},\n{"text": "b,"},  \n')
    assert read(path).columns == {"text": ("one, two", "b,"), "label": ("a", "")}
