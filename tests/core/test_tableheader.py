"""Headers are told by content: whatever their words are, no row of data becomes one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.contracts.errors import DataQuestion
from workbench.core.tables import read_table

CASES = Path(__file__).parents[1] / "cases"
BODY = [(f"I saw {n} birds on the way", "spam" if n % 3 else "ham") for n in range(24)]


def write(path: Path, rows: list[tuple[str, ...]], delimiter: str = ",") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_text(out.getvalue(), "utf-8", newline="")
    return path


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("pandas_index.csv", ["column1", "text", "label"]),
        ("dup_header.csv", ["text", "label"]),
        ("trailing_delim_rows.csv", ["text", "label"]),
        ("embedded_newlines.csv", ["text", "label"]),
        ("feedback.csv", ["message", "topic"]),
        ("houses.csv", ["area", "rooms", "age", "price_band"]),
    ],
)
def test_files_with_a_header(file: str, names: list[str]) -> None:
    table = read_table.read(CASES / file)
    assert table.header.present
    assert list(table.columns) == names
    assert "label" not in table.columns.get("label", ())


@pytest.mark.parametrize(
    "names",
    [
        ("text", "label"),
        ("", "label"),
        ("", ""),
        ("label", "label"),
        ("Was hat Sie heute gestört?", "Art"),
        ("Please say in your own words what happened to you on that day", "Kind (choose one)"),
        ("What happened?", "Which kind was it?"),
        ("customer_text", "kind"),
        ("customerText", "kindOfText"),
        ("0", "1"),
        ("1", "2"),
        ("Text:", "Art:"),
        ("\ufeffwords", "kind"),
        ("TEXT", "LABEL"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_names_of_all_kinds_are_no_data(
    names: tuple[str, str], delimiter: str, tmp_path: Path
) -> None:
    table = read_table.read(write(tmp_path / "a.csv", [names, *BODY], delimiter))
    assert table.header.present
    assert list(zip(*table.columns.values(), strict=True)) == BODY


@pytest.mark.parametrize("name", ["score", "", "How satisfied are you?", "2024"])
def test_a_name_above_numbers_and_dates(name: str, tmp_path: Path) -> None:
    rows = [(str(n), f"2024-01-{n + 1:02}", *BODY[n]) for n in range(24)]
    head = (name, "When", "what", "kind")
    table = read_table.read(write(tmp_path / "a.csv", [head, *rows]))
    assert table.header.present
    assert len(table) == 24


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(st.sampled_from(["ham", "spam", "other"]), min_size=8, max_size=40),
    st.integers(0, 10**6),
)
def test_rows_alone_lose_none(tmp_path: Path, labels: list[str], seed: int) -> None:
    labels = [*labels, labels[0]]
    rows = [(label, f"a text of {seed + n} words here") for n, label in enumerate(labels)]
    table = read_table.read(write(tmp_path / "a.csv", rows))
    assert not table.header.present
    assert list(zip(*table.columns.values(), strict=True)) == rows


def test_many_classes_without_header(tmp_path: Path) -> None:
    rows = [(f"Where is my card number {n}", f"card_{n % 30}") for n in range(90)]
    assert not read_table.read(write(tmp_path / "a.csv", rows)).header.present


def test_the_user_decides(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [("ham", "a text of words"), *BODY])
    assert len(read_table.read(path, header="no")) == 25
    table = read_table.read(path, header="yes")
    assert list(table.columns) == ["ham", "a text of words"]
    assert table.header.chosen


@pytest.mark.parametrize(
    ("text", "n", "names", "words"),
    [
        ("sep=;\ntext;label\na, b;x\nc, d;y\n", 2, ["text", "label"], ""),
        ('"sep=|"\r\ntext|label\r\na; b|x\r\n', 1, ["text", "label"], ""),
        (
            "Survey\nof 2024\n\ntext,label\na b,x\nc d,y\ne,x\n",
            3,
            ["text", "label"],
            "2 rows above",
        ),
        ("Survey,,\n,,\ntext,n,label\na,1,x\nb,2,y\nc,3,y\n", 3, ["text", "n", "label"], "above"),
        ('"text","label"\n"1","a b","x"\n"2","c d","y"\n', 2, ["column1", "text", "label"], ""),
        ("text,label,\na,x,\nb,y,\n", 2, ["text", "label"], ""),
        ("text,label\na,x,\nb,y,,\n", 2, ["text", "label"], ""),
        ("text,label\na,x\ntext,label\nb,y\n", 2, ["text", "label"], "header again"),
        ("text,label\ra,x\rb,y\r", 2, ["text", "label"], ""),
        ("text;n;label\na;1,5;x\nb;2,5;y\nc;0,25;y\n", 3, ["text", "n", "label"], ""),
        ("text;n;label\na, b;1,5;x\nb, c;2,5;y\nc, d;0,25;y\n", 3, ["text", "n", "label"], ""),
        ("Text;Art\nja, gut;x\nna, so;y\nach, nein;y\n", 3, ["Text", "Art"], ""),
        ("# by me\n# v2, new\ntext,label\na,x\nb,y\n", 2, ["text", "label"], "2 rows above"),
        ('text,label\n"a \\"b\\"",x\n"c, \\"d\\"",y\n', 2, ["text", "label"], ""),
        ("text\na, b\nc\nd, e, f\n", 3, ["text"], ""),
        ("text,label,label\na,x,y\nb,y,y\n", 2, ["text", "label", "label_2"], "too"),
    ],
)
def test_tables_as_programs_write_them(
    text: str, n: int, names: list[str], words: str, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(text, "utf-8", newline="")
    table = read_table.read(tmp_path / "a.csv")
    assert (len(table), list(table.columns)) == (n, names)
    assert words in " ".join(table.notes)


def test_decimal_commas_are_numbers() -> None:
    assert read_table.numbers(["1,5", "-2,25", ""])[:2] == [1.5, -2.25]
    assert read_table.numbers(["1,500", "2,000"]) is None, "thousands, or three decimals"


# --- rows that cannot be read


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.csv", "text,label\na,x\nb, c,y\nd,y\n", [3]),
        ("a.csv", 'text,label\n"a,x\nb,y\n"c, d",y\n', [2]),
        ("a.csv", "text,label\na,x\nb\0c,y\nd,x\n", [3]),
        ("a.csv", 'text,label\na,x\nb,y\n"c,y\n', [4]),
        ("a.jsonl", '{"text": "a", "label": "x"}\n{"text":\n[1]\n{"text": "b"}\n', [2, 3]),
        ("a.json", '[{"text": "a"}, 3, {"text": "b"}]', [2]),
    ],
)
def test_bad_rows_are_listed_and_skipped_if_so_chosen(
    name: str, text: str, lines: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8", newline="")
    # Null bytes near the start are those of no text.
    monkeypatch.setattr("workbench.core.io.read_text.is_binary", lambda _: False)
    with pytest.raises(DataQuestion, match=f"line {lines[0]}") as caught:
        read_table.read(path)
    assert caught.value.choices[0].settings == {"bad_rows": "skip"}
    assert "bad_rows = skip" in caught.value.remedy
    table = read_table.read(path, bad_rows="skip")
    assert [row.line for row in table.bad] == lines
    assert len(table) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.text(st.sampled_from('ab,;|\t"\n\r 1\\'), max_size=80))
def test_any_text_is_a_table_or_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8", newline="")
    try:
        table = read_table.read(path, bad_rows="skip")
    except read_table.DatasetError:
        return
    assert len({len(values) for values in table.columns.values()}) == 1
    assert len(table.lines) == len(table)


# --- JSON


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "a", "label": "x"}, {"text": "b", "label": "y"}]',
        '[\n {"text": "a",\n  "label": "x"},\n {"text": "b", "label": "y"}\n]\n',
        '{"text": "a", "label": "x"}\n{"text": "b", "label": "y"}',
        '{\n "text": "a",\n "label": "x"}\n{\n "text": "b", "label": "y"}',
        '{"data": [{"text": "a", "label": "x"}, {"text": "b", "label": "y"}]}',
        '{"text": ["a", "b"], "label": ["x", "y"]}',
        '{"text": {"0": "a", "1": "b"}, "label": {"0": "x", "1": "y"}}',
        '{"columns": ["text", "label"], "index": [0, 1], "data": [["a", "x"], ["b", "y"]]}',
        '\ufeff[{"text": "a", "label": "x"}, {"text": "b", "label": "y"}]',
    ],
)
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_json_of_every_form(text: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text(text, "utf-8")
    assert read_table.read(path).columns == {"text": ("a", "b"), "label": ("x", "y")}


def test_an_array_and_lists_in_cells() -> None:
    assert len(read_table.read(CASES / "array.json")) == 60
    assert read_table.read(CASES / "multilabel.jsonl").lists == {"label"}
