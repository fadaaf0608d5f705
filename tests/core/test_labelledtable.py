"""A table's load: columns by content, rows left out by their lines, labels that look alike."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.contracts.errors import DataQuestion, DatasetError
from workbench.core.tables.labelled_table import TableOptions, read
from workbench.core.tables.load_report import look_alikes, spelling_key

CASES = Path(__file__).parents[1] / "cases"


def write(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), "utf-8", newline="")
    return path


@pytest.mark.parametrize(
    ("file", "classes", "n"),
    [
        ("pandas_index.csv", {"ham", "spam"}, 60),
        ("dup_header.csv", {"ham", "spam"}, 60),
        ("trailing_delim_rows.csv", {"ham", "spam"}, 60),
        ("array.json", {"ham", "spam"}, 60),
        ("embedded_newlines.csv", {"ham", "spam"}, 60),
        ("feedback.csv", {"praise", "billing", "bug"}, 120),
    ],
)
def test_files_that_went_wrong(file: str, classes: set[str], n: int) -> None:
    found = read(CASES / file, TableOptions())
    assert set(found.labels) == classes
    assert (found.report.rows, found.report.kept) == (n, n)
    assert not found.report.dropped
    assert not found.report.choices()


def test_cells_of_two_lines_stay_whole() -> None:
    texts = read(CASES / "embedded_newlines.csv", TableOptions()).texts
    assert all(text.endswith('\nsecond line, with "quotes"') for text in texts)


# --- labels


@pytest.mark.parametrize(
    ("file", "n", "joined"),
    [("case_labels.csv", 6, {"HAM", "spam"}), ("nfc_nfd_labels.csv", 3, {"caf\u00e9", "tee"})],
)
def test_spellings_of_one_label_are_named_and_joined(file: str, n: int, joined: set[str]) -> None:
    found = read(CASES / file, TableOptions())
    assert len(set(found.labels)) == n
    assert "join_labels = true" in " ".join(found.report.doubts())
    choice = found.report.choices()[0]
    assert (choice.title, choice.settings) == ("Join them", {"join_labels": True})
    found = read(CASES / file, TableOptions(join_labels=True))
    assert set(found.labels) == joined
    assert not found.report.choices()
    assert found.report.kept == 60


@pytest.mark.parametrize(
    "alike",
    [
        ("spam", "Spam", "SPAM ", "spam.", "\uff33pam", "sp\u200bam"),
        ("not spam", "not-spam", "not_spam", "Not  Spam"),
        ("1", "1.0", "1.00"),
        ("caf\u00e9", "cafe\u0301"),
        ("stra\u00dfe", "STRASSE"),
    ],
)
def test_look_alikes(alike: tuple[str, ...]) -> None:
    assert len({spelling_key(label) for label in alike}) == 1
    (found,) = look_alikes([*alike, alike[1], "other"])
    assert found.spellings[0] == (alike[1], 2)
    assert {name for name, _ in found.spellings} == set(alike)


@pytest.mark.parametrize(
    "alike",
    [
        ("spam", "sp\u0430m"),
        ("ham", "h\u0430m", "H\u0410M"),
        ("COC", "\u0421\u041e\u0421", "\u0441\u043e\u0441"),
        ("cop", "\u0421op", "\u0441\u043e\u0440"),
        ("\u0412\u0435\u0440\u0430", "\u0432\u0435\u0440\u0430", "Bepa"),
        ("vip", "\u03bdi\u03c1"),
    ],
)
def test_letters_of_other_scripts_that_are_drawn_alike(alike: tuple[str, ...]) -> None:
    (found,) = look_alikes([*alike, alike[1], "other"])
    assert found.spellings[0] == (alike[1], 2)
    assert {name for name, _ in found.spellings} == set(alike)
    assert look_alikes(reversed([*alike, "other"]))[0].spellings


@pytest.mark.parametrize(
    "labels",
    [
        ("C", "C++", "C#"),
        ("1", "-1", "+1"),
        (":)", ":("),
        ("1", "10", "01"),
        ("か", "が"),
        ("schon", "sch\u00f6n"),
        ("?", "!"),
        ("1.5", "15"),
        ("A", "B"),
        ("да", "da"),
        ("и", "u"),
    ],
)
def test_labels_that_differ_are_left_alone(labels: tuple[str, ...]) -> None:
    assert not look_alikes(labels)


def test_several_labels_a_row_are_asked_about() -> None:
    path = CASES / "multilabel.jsonl"
    with pytest.raises(DataQuestion, match="12 of 60 rows") as caught:
        read(path, TableOptions())
    kinds = [choice.settings["several_labels"] for choice in caught.value.choices]
    assert kinds == ["each", "first", "drop", "keep"]
    first = read(path, TableOptions(several_labels="first"))
    assert (set(first.labels), len(first.rows)) == ({"ham", "spam"}, 60)
    dropped = read(path, TableOptions(several_labels="drop"))
    assert (set(dropped.labels), len(dropped.rows)) == ({"ham", "spam"}, 48)
    assert dropped.report.dropped[0].reason == "with several labels"
    kept = read(path, TableOptions(several_labels="keep"))
    assert {"ham", "spam", "ham, other", "spam, other"} == set(kept.labels)


@pytest.mark.parametrize("form", [json.dumps, str, ";".join, " | ".join, ",".join])
def test_lists_of_labels_in_every_form(form, tmp_path: Path) -> None:
    labels = [["ham"], ["spam"], ["ham", "spam"], ["spam"]] * 5
    rows = [(f"a text of {n} words", form(each)) for n, each in enumerate(labels)]
    path = write(tmp_path / "a.csv", [("text", "label"), *rows])
    with pytest.raises(DataQuestion, match="5 of 20 rows"):
        read(path, TableOptions())
    assert set(read(path, TableOptions(several_labels="first")).labels) == {"ham", "spam"}


def test_marks_in_labels_are_no_lists(tmp_path: Path) -> None:
    rows = [(f"a text of {n} words", "b, c" if n % 2 else "n/a, yet") for n in range(20)]
    found = read(write(tmp_path / "a.csv", [("text", "label"), *rows]), TableOptions())
    assert set(found.labels) == {"b, c", "n/a, yet"}


# --- contradictions


def test_contradictions_are_counted_listed_and_decided() -> None:
    path = CASES / "conflicts.csv"
    first = read(path, TableOptions())
    assert len(first.report.contradictions) == 30
    one = first.report.contradictions[0]
    assert (one.labels, one.lines) == ((("spam", 1), ("ham", 1)), (2, 62))
    assert "30 texts have different labels" in " ".join(first.report.doubts())
    assert len(first.rows) == 60
    assert [set(choice.settings.values()) for choice in first.report.choices()] == [
        {"majority"},
        {"drop"},
    ]
    dropped = read(path, TableOptions(contradictions="drop"))
    assert len(dropped.rows) == 30
    assert not set(dropped.texts) & {each.text for each in first.report.contradictions}
    # One row each says one thing and one another: no majority.
    assert read(path, TableOptions(contradictions="majority")).texts == dropped.texts


def test_the_majority_decides(tmp_path: Path) -> None:
    rows = [("good food", "bad"), ("Good  food", "good"), ("good food", "good"), ("ugh", "bad")]
    path = write(tmp_path / "a.csv", [("text", "label"), *rows])
    found = read(path, TableOptions(contradictions="majority"))
    assert dict(zip(found.texts, found.labels, strict=True)) == {"Good  food": "good", "ugh": "bad"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a b", "A  b", "c d", "", "e f", "g"]),
            st.sampled_from(["x", "y", "X", ""]),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["first", "majority", "drop"]),
    st.booleans(),
)
def test_every_row_is_kept_or_named(tmp_path: Path, rows, contradictory, join) -> None:
    path = write(tmp_path / "a.csv", [("text", "label"), *rows])
    try:
        found = read(path, TableOptions(contradictions=contradictory, join_labels=join))
    except DatasetError:
        return
    report = found.report
    gone = [line for each in report.dropped for line in each.lines]
    kept = [found.table.lines[row] for row in found.rows]
    assert sorted([*gone, *kept]) == sorted(found.table.lines)
    assert report.rows == len(gone) + report.kept
    assert len(set(found.texts)) == len(found.texts)
    assert report.sentences()


# --- columns


def labelled(n: int = 24, **columns: Sequence[object]) -> list[Sequence[object]]:
    return [tuple(columns), *zip(*(values[:n] for values in columns.values()), strict=True)]


TEXTS = [f"the room number {n} was fine with me" for n in range(24)]
LANGS = ["de", "en", "fr"] * 8
RATINGS = [n % 5 for n in range(24)]


def test_several_columns_of_labels_are_asked_about(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", labelled(review=TEXTS, rating=RATINGS, lang=LANGS))
    with pytest.raises(DataQuestion, match=r"rating \(0, 1, 2, 2 more\), lang \(de, en, fr\)") as e:
        read(path, TableOptions())
    assert "label_column = rating | lang" in e.value.remedy
    for choice in e.value.choices:
        found = read(path, TableOptions(**choice.settings))
        assert found.report.label_column == choice.settings["label_column"]
        assert found.report.label_reason == "as set"


def test_a_column_named_label_is_taken_beside_others(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", labelled(review=TEXTS, lang=LANGS, label=RATINGS))
    report = read(path, TableOptions()).report
    assert (report.text_column, report.label_column) == ("review", "label")
    assert "Labels: label (by its name)" in report.chosen_columns


def test_two_columns_of_one_name_are_asked_about(tmp_path: Path) -> None:
    rows = [("text", "label", "label"), *zip(TEXTS, LANGS, RATINGS, strict=True)]
    with pytest.raises(DataQuestion, match=r"label \(.*, label_2 \("):
        read(write(tmp_path / "a.csv", rows), TableOptions())


def test_numbers_dates_and_codes_are_no_labels_or_texts(tmp_path: Path) -> None:
    columns = {
        "uid": [f"u{n:05}x" for n in range(24)],
        "when": ["2024-01-02", "2024-01-03"] * 12,
        "price": [n // 2 + 0.5 for n in range(24)],
        "what": TEXTS,
        "kind": LANGS,
    }
    columns["price"] = [n * 1.5 for n in range(22)] + [0.0, 1.5]
    report = read(write(tmp_path / "a.csv", labelled(**columns)), TableOptions()).report
    assert (report.text_column, report.label_column) == ("what", "kind")


def test_two_columns_of_texts_are_asked_about(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", labelled(question=TEXTS, answer=TEXTS[::-1], kind=LANGS))
    with pytest.raises(DataQuestion, match="question, answer") as caught:
        read(path, TableOptions())
    assert caught.value.choices[1].settings == {"text_column": "answer"}
    path = write(tmp_path / "b.csv", labelled(title=TEXTS, body=[t * 9 for t in TEXTS], kind=LANGS))
    assert read(path, TableOptions()).report.text_column == "body"


def test_a_table_of_numbers_is_refused() -> None:
    with pytest.raises(DatasetError, match=r"a table of numbers \(area, rooms, age\)") as caught:
        read(CASES / "houses.csv", TableOptions())
    assert "text_column" in caught.value.remedy
    found = read(CASES / "houses.csv", TableOptions("area", "price_band"))
    assert set(found.labels) == {"high", "low"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("a text here", "x"), ("another one", "x")], "All 2 texts .* have the label 'x'"),
        ([("a text here", ""), ("another one", "")], "both a text and a label"),
        ([("", "x"), (" ", "y")], "both a text and a label"),
    ],
)
def test_one_class_and_none(rows: list[tuple[str, str]], words: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [("text", "label"), *rows])
    with pytest.raises(DatasetError, match=words) as caught:
        read(path, TableOptions("text", "label"))
    assert caught.value.remedy


def test_objects_in_a_list_of_labels_are_no_labels(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    texts = [f"{n} cheap loans" for n in range(12)]
    named = [{"text": t, "label": [{"name": "ab"[n % 2]}]} for n, t in enumerate(texts)]
    path.write_text(json.dumps(named))
    assert set(read(path, TableOptions()).labels) == {"a", "b"}
    spans = [{"text": t, "label": [{"name": "a", "at": n}]} for n, t in enumerate(texts)]
    path.write_text(json.dumps(spans))
    with pytest.raises(DatasetError, match="holds objects"):
        read(path, TableOptions(label_column="label"))
