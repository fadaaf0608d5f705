"""Tables: types, missing values, ways of writing numbers, and the model file on raw columns."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import Classes, DatasetError, Examples, Loading, Number, Tools
from workbench.api import train
from workbench.inference import RowModel
from workbench_plugins.tables import ColumnTable, ColumnTableParams, SampleTable, SampleTableParams
from workbench_plugins.tables.columns import (
    MISSING,
    Column,
    date_text,
    days,
    guess,
    is_missing,
    number_format,
    parse_types,
)
from workbench_plugins.tables.kind import TableRows


def load(path: Path, **settings: Any) -> Examples:
    return ColumnTable(Loading()).load(ColumnTableParams(path=path, **settings))


def type_of(name: str, values: list[str]) -> str:
    return guess({name: values})[name].column.type


# --- types


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["1", "2.5", "-3", "1e-5", ""], (1, 2.5, -3, 1e-5, math.nan)),
        (["1,5", "2,25"], (1.5, 2.25)),
        (["1,234", "12,345,678"], (1234, 12345678)),
        (["1.234,5", "7"], (1234.5, 7)),
        (["1.234.567", "1.234"], (1234567, 1234)),
        (["1 234", "12"], (1234, 12)),
        (["1\u202f234,5", "12"], (1234.5, 12)),
        (["1'234.5", "12"], (1234.5, 12)),
        (["12 km", "3.5 km"], (12, 3.5)),
        (["12 %", "3%"], (12, 3)),
        (["$3,000", "$12"], (3000, 12)),
        (["-$3", "$-12"], (-3, -12)),
        (["EUR 3.50", "EUR 12"], (3.5, 12)),
        (["3 €", "−12 €"], (3, -12)),
        (["+4", "?"], (4, math.nan)),
        ([".5", "5."], (0.5, 5)),
    ],
)
def test_ways_of_writing_numbers(values: list[str], expected: tuple[float, ...]) -> None:
    format = number_format([value for value in values if not is_missing(value)])
    assert format is not None
    np.testing.assert_equal([format.parse(value) for value in values], expected)


@pytest.mark.parametrize(
    "values",
    [
        ["12 km", "3 miles"],
        ["C85", "C123"],
        ["01234", "50667"],
        ["192.168.0.1"],
        ["1,2,3"],
        ["2020-01-01"],
        ["12:30"],
        ["--5"],
    ],
)
def test_what_is_no_number(values: list[str]) -> None:
    assert number_format(values) is None


def test_one_decimal_comma_decides_for_the_table() -> None:
    found = guess({"a": ["1,5", "2,5"], "b": ["1,234", "2,345"]})
    assert found["b"].column.number("1,234") == 1.234
    assert guess({"b": ["1,234", "2,345"]})["b"].column.number("1,234") == 1234


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("x", ["1", "2", "3", "NA"], "number"),
        ("sex", ["male", "female"] * 20, "category"),
        ("alive", ["yes", "no", "?", "Yes"], "yes/no"),
        ("adult", ["True", "False"], "yes/no"),
        ("day", ["2020-01-31", "2021-12-01"], "date"),
        ("day", ["31.01.2020", "1.12.2021"], "date"),
        ("day", ["1/31/2020", "12/1/2021"], "date"),
        ("id", [str(i * 7) for i in range(50)], "ignore"),
        ("passenger_id", [str(i) for i in range(1, 50)], "ignore"),
        ("", [str(i) for i in range(50)], "ignore"),
        ("ticket", [f"T{i}" for i in range(50)], "ignore"),
        ("weight", [str(i * 7) for i in range(50)], "number"),
        ("empty", ["", "NA"], "ignore"),
        ("zip", ["01234", "50667"] * 20, "category"),
        ("review", [f"this is what I thought of it, {i}" for i in range(30)], "text"),
    ],
)
def test_types_are_guessed(name: str, values: list[str], expected: str) -> None:
    assert type_of(name, values) == expected


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=64), min_size=1))
def test_what_python_writes_is_read_again(numbers: list[float]) -> None:
    texts = [repr(number) for number in numbers]
    format = number_format(texts)
    assert format is not None
    assert [format.parse(text) for text in texts] == numbers


@given(
    st.lists(st.integers(-(10**12), 10**12), min_size=1),
    st.sampled_from([",", ".", " ", "'"]),
    st.sampled_from(["", " km", " %", "€"]),
)
def test_grouped_numbers_are_read_again(numbers: list[int], mark: str, unit: str) -> None:
    texts = [f"{number:,}".replace(",", mark) + unit for number in numbers]
    format = number_format(texts)
    assert format is not None
    if format.thousands == mark or max(map(abs, numbers)) < 1000:
        assert [format.parse(text) for text in texts] == numbers
    else:  # 1.234 alone may be a little more than one
        assert all(len(text.split(mark)) <= 2 for text in texts)


@given(st.text(max_size=12))
def test_any_cell_is_missing_or_a_value_of_each_type(cell: str) -> None:
    for column in (Column("a"), Column("a", "category"), Column("a", "date", date="%Y-%m-%d")):
        try:
            value = column.parse(cell)
        except DatasetError:
            assert column.is_number
            continue
        assert (value is None) == (cell.strip().lower() in MISSING)


@given(st.integers(-20_000, 40_000))
def test_dates_are_read_as_they_are_shown(day: int) -> None:
    assert days(date_text(day, "%Y-%m-%d"), "%Y-%m-%d") == day


def test_types_of_a_setting() -> None:
    names = ["age", "a, b", "c=d"]
    assert parse_types("age=number, a, b=category, c=d=date", names) == {
        "age": "number",
        "a, b": "category",
        "c=d": "date",
    }
    with pytest.raises(DatasetError, match="column 'agee'"):
        parse_types("agee=number", names)
    with pytest.raises(DatasetError, match="no type"):
        parse_types("age=float", names)


# --- the kind


def rows_of(**columns: list[Any]) -> tuple[TableRows, Any]:
    types = {
        name: "category" if any(isinstance(v, str) for v in values) else "number"
        for name, values in columns.items()
    }
    kind = TableRows(tuple(Column(name, type) for name, type in types.items()))  # type: ignore[arg-type]
    return kind, kind.frame(columns)


columns_of_rows = st.fixed_dictionaries(
    {
        "n": st.one_of(st.none(), st.floats(-1e6, 1e6, width=32)),
        "c": st.one_of(st.none(), st.sampled_from(["a", "b", "ä", "c c"])),
    }
)


@given(
    st.lists(columns_of_rows, min_size=1, max_size=40), st.sampled_from(["standard", "quantile"])
)
def test_a_fitted_kind_comes_back_from_json(rows: list[dict[str, Any]], scaling: Any) -> None:
    kind = TableRows((Column("n"), Column("c", "category")), scaling)
    table = kind.read(rows)
    fitted = kind.fit(table)
    again = TableRows.from_spec(json.loads(json.dumps(fitted.spec())))
    assert again == fitted
    for name, values in fitted.encode(table).items():
        np.testing.assert_array_equal(again.encode(table)[name], values)
    assert fitted.problem(table) == ""
    order = np.argsort([repr(row) for row in rows], kind="stable")
    np.testing.assert_array_equal(
        kind.identities(table)[order], kind.identities(kind.take(table, order))
    )


@pytest.mark.parametrize(
    "damage",
    [
        {"columns": [{}]},
        {"columns": "abc"},
        {"columns": None},
        {"scaling": "none"},
        {"more": 1},
    ],
)
def test_a_hostile_description_is_refused(damage: dict[str, Any]) -> None:
    spec = {**TableRows((Column("a"),)).spec(), **damage}
    with pytest.raises((TypeError, ValueError, KeyError)):
        TableRows.from_spec(json.loads(json.dumps(spec)))


@pytest.mark.parametrize(
    "damage",
    [
        {"scale": 0},
        {"scale": float("nan")},
        {"mean": "1e999"},
        {"name": ""},
        {"name": 5},
        {"type": "ignore"},
        {"type": ["number"]},
        {"quantiles": [1, 1]},
        {"quantiles": [2, 1]},
        {"values": ["a", "a"]},
        {"values": [1]},
        {"format": {"decimal": "(.*)*", "thousands": "", "prefix": "", "unit": ""}},
        {"format": {"decimal": "."}, "unit": 5},
        {"missing": "yes"},
        {"date": None},
    ],
)
def test_a_hostile_column_is_refused(damage: dict[str, Any]) -> None:
    spec = {**Column("a").spec(), **damage}
    with pytest.raises((TypeError, ValueError, KeyError)):
        TableRows.from_spec({"columns": [spec], "scaling": "standard"})


def test_a_row_is_known_by_its_values() -> None:
    kind, table = rows_of(a=[1, 1, 2, None], b=["x", "x", "x", "x"])
    first, second, third, fourth = kind.identities(table).tolist()
    assert first == second
    assert len({first, third, fourth}) == 3
    other = TableRows((kind.columns[1], kind.columns[0]))
    assert other.identities(table).tolist() == kind.identities(table).tolist()


def test_a_value_of_another_column_is_another_row() -> None:
    kind, table = rows_of(a=["x", "y"], b=["y", "x"])
    assert len(set(kind.identities(table).tolist())) == 2


def test_rows_are_read_from_what_users_have(tmp_path: Path) -> None:
    kind, _ = rows_of(age=[1], sex=["male"])
    for source in (
        "sex=male, age=22",
        '{"age": 22, "sex": "male", "more": 1}',
        {"age": "22", "sex": "male"},
        [{"age": 22, "sex": "male"}],
        {"age": [22], "sex": ["male"]},
    ):
        assert kind.cells(kind.read(source), 0) == {"age": "22", "sex": "male"}
    for name, text in (
        ("a.csv", "sex,age,more\nmale,22,1\n"),
        ("a.tsv", "sex\tage\nmale\t22\n"),
        ("a.jsonl", '{"sex": "male", "age": 22}\n'),
        ("a.json", '[{"sex": "male", "age": 22}]'),
    ):
        path = tmp_path / name
        path.write_text(text)
        assert kind.text(kind.read(path), 0) == "age: 22, sex: male"
    with pytest.raises(DatasetError, match="no column 'age'"):
        kind.read({"sex": "male"})
    with pytest.raises(DatasetError, match="'old' in 'age' is not a number"):
        kind.read({"sex": "male", "age": "old"})


# --- files


def write(path: Path, n: int = 60) -> Path:
    lines = ["age,city,joined,member,comment,id,price"]
    for i in range(n):
        age = "?" if i % 7 == 0 else str(20 + i)
        price = "NA" if i % 10 == 3 else f"{i}.5"
        city = ["Bonn", "Köln", ""][i % 3]
        comment = f'"what number {i} wrote, in some words"'
        member = "yes" if i % 2 else "no"
        lines.append(f"{age},{city},2020-{1 + i % 12:02d}-01,{member},{comment},{i + 1},{price}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_file_becomes_examples(tmp_path: Path) -> None:
    data = load(write(tmp_path / "a.csv"), target="price")
    assert isinstance(data.inputs, TableRows)
    types = {column.name: column.type for column in data.inputs.columns}
    assert (
        types
        == {
            "age": "number",
            "city": "category",
            "joined": "date",
            "member": "yes/no",
            "comment": "text",
        }
        or types["comment"] == "category"
    )
    assert isinstance(data.target, Number)
    assert any("without 'price'" in note for note in data.notes)
    assert any("id (it numbers the rows)" in note for note in data.notes)
    assert len(data.train) + len(data.test) == 54


def test_the_same_rows_from_every_kind_of_file(tmp_path: Path) -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.read_csv(write(tmp_path / "a.csv"))
    frame.to_csv(tmp_path / "a.tsv", sep="\t", index=False)
    frame.to_json(tmp_path / "a.jsonl", orient="records", lines=True)
    frame.to_json(tmp_path / "a.json", orient="records")
    expected = load(tmp_path / "a.csv", target="price")
    names = ["a.tsv", "a.jsonl", "a.json"]
    pytest.importorskip("openpyxl")
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    pytest.importorskip("pyarrow")
    frame.to_parquet(tmp_path / "a.parquet")
    for name in [*names, "a.xlsx", "a.parquet"]:
        found = load(tmp_path / name, target="price")
        assert found.digest() == expected.digest(), name
        assert found.target == expected.target


def test_types_can_be_corrected(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv")
    data = load(path, target="price", types="age=category, joined=ignore", ignore="member")
    types = {column.name: column.type for column in data.inputs.columns}  # type: ignore[attr-defined]
    assert types["age"] == "category"
    assert not {"joined", "member"} & set(types)
    data = load(path, target="city", columns="city,member,age")
    assert data.target == Classes(("Bonn", "Köln"))
    assert [c.name for c in data.inputs.columns] == ["age", "member"]  # type: ignore[attr-defined]
    with pytest.raises(DatasetError, match="no column 'cty'"):
        load(path, ignore="cty")


def test_a_table_of_a_german_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "\n".join(f"1.{i:03d},5;{i} km;{'ja' if i % 2 else 'nein'}" for i in range(100, 160))
    path.write_text(f"Preis;Weg;neu\n{rows}\n", "cp1252")
    data = load(path, target="Preis")
    assert isinstance(data.target, Number)
    assert sorted([*data.train.y, *data.test.y])[0] == 1100.5
    assert data.inputs.columns[0].format.unit == "km"  # type: ignore[attr-defined]


def test_what_is_no_number_below_the_head_is_missing_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{i},{i % 2}" for i in range(6000)]
    rows[5000] = "many,1"
    path.write_text("\n".join(["x,y", *rows]))
    data = load(path, target="y")
    assert any("'many' in row 5,001" in note for note in data.notes)
    whole = np.concatenate([data.train.x["x"], data.test.x["x"]])
    assert np.isnan(whole).sum() == 1
    assert np.nansum(whole) == sum(range(6000)) - 5000


def test_a_column_that_changes_below_the_head_is_a_category(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{i % 7 if i < 3000 else f'k{i % 5}'},{i},{i % 2}" for i in range(6000)]
    path.write_text("\n".join(["x,z,y", *rows]))
    data = load(path, target="y")
    assert data.inputs.columns[0].type == "category"  # type: ignore[attr-defined]
    assert set(data.inputs.columns[0].values) == {*map(str, range(7)), *(f"k{i}" for i in range(5))}  # type: ignore[attr-defined]


def test_a_few_words_among_numbers_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{'unknown' if i == 7 else i},{i % 2}" for i in range(100)]
    path.write_text("\n".join(["x,y", *rows]))
    data = load(path, target="y")
    assert data.inputs.columns[0].type == "number"  # type: ignore[attr-defined]
    assert any("'unknown' in row 8" in note for note in data.notes)


def test_a_header_that_comes_again_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{i},{'ab'[i % 2]}" for i in range(100)]
    path.write_text("\n".join(["x,y", *rows[:50], "x,y", *rows[50:]]))
    data = load(path, target="y")
    assert data.inputs.columns[0].type == "number"  # type: ignore[attr-defined]
    assert data.classes == ("a", "b")
    assert len(data.train) + len(data.test) == 100


def test_an_infinite_number_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{'1e999' if i == 7 else i},{i % 2}" for i in range(100)]
    path.write_text("\n".join(["x,y", *rows]))
    with pytest.raises(DatasetError, match="an infinite value in 'x', row"):
        load(path, target="y")


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet", "a.json", "a.csv"])
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, name: str) -> None:
    pytest.importorskip("openpyxl")
    pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(b"\0junk")
    with pytest.raises(DatasetError):
        load(tmp_path / name)
    with pytest.raises(DatasetError, match="no file"):
        load(tmp_path / f"other{name}")


def test_rows_with_too_many_cells_are_refused_or_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{i},{i % 2}" for i in range(3000)]
    rows[2500] += ",9"
    path.write_text("\n".join(["x,y", *rows]))
    with pytest.raises(DatasetError, match="Row 2,501"):
        load(path, target="y")
    data = load(path, target="y", bad_rows="skip")
    assert len(data.train) + len(data.test) == 2999


def test_a_file_is_looked_for_in_the_data_folders(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    write(tmp_path / "tables" / "a.csv")
    params = ColumnTableParams(path=Path("tables/a.csv"), target="price")
    dataset = ColumnTable(Loading(folders=(tmp_path / "none", tmp_path)))
    assert len(dataset.load(params).train) > 0
    assert dataset.preview(params) is not None
    with pytest.raises(DatasetError, match="no file"):
        ColumnTable(Loading(folders=())).load(params)


def test_splits_that_a_table_brings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{i},{i % 2},{'test' if i % 4 == 0 else 'train'}" for i in range(80)]
    path.write_text("\n".join(["x,y,split", *rows]))
    data = load(path, target="y", split_column="split")
    assert sorted(data.test.x["x"]) == list(range(0, 80, 4))
    other = tmp_path / "b.csv"
    other.write_text("y,x\n1,500\n0,501\n")
    data = load(path, target="y", ignore="split", test_path=other)
    assert data.test.x["x"].tolist() == [500, 501]
    assert data.test.y.tolist() == [1, 0]
    assert len(data.train) == 80


def test_rows_that_belong_together_stay_together(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{i},{i % 2},{'' if i % 50 == 0 else f'p{i % 20}'}" for i in range(400)]
    path.write_text("\n".join(["x,y,patient", *rows]))
    data = load(path, target="y", group="patient")
    assert [column.name for column in data.inputs.columns] == ["x"]  # type: ignore[attr-defined]
    sides = [{f"p{int(x) % 20}" for x in part.x["x"] if x % 50} for part in (data.train, data.test)]
    assert not sides[0] & sides[1]
    assert any("Rows of one patient stay in one split" in note for note in data.notes)
    with pytest.raises(DatasetError, match="no column 'patent'"):
        load(path, target="y", group="patent")


def test_a_row_more_moves_no_other_across(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{i},{i % 3},{i % 2}" for i in range(400)]
    path.write_text("\n".join(["x,z,y", *rows]))
    before = set(load(path, target="y").test.x["x"])
    path.write_text("\n".join(["x,z,y", *reversed(rows), "1000,1,1"]))
    after = set(load(path, target="y").test.x["x"]) - {1000}
    assert before == after


def test_texts_and_tables_each_suit_their_dataset(tmp_path: Path) -> None:
    from workbench_plugins.labelled_text import TextTable

    numbers = write(tmp_path / "a.csv")
    texts = tmp_path / "b.csv"
    texts.write_text(
        "\n".join(["text,label", *(f"what I think of number {i},{i % 2}" for i in range(40))])
    )
    assert ColumnTable.suits(numbers) > TextTable.suits(numbers)
    assert ColumnTable.suits(texts) < TextTable.suits(texts)
    assert ColumnTable.suits(tmp_path / "none.csv") == 0.0


@pytest.mark.slow
def test_a_million_rows_take_little_memory(tmp_path: Path) -> None:
    import pandas as pd

    generator = np.random.default_rng(0)
    n = 1_000_000
    path = tmp_path / "a.csv"
    with path.open("w") as file:
        file.write(",".join([*(f"n{i}" for i in range(8)), "c0", "c1", "y"]) + "\n")
        for _ in range(10):
            numbers = generator.integers(0, 10_000, (n // 10, 8)) / 8
            part = pd.DataFrame(numbers)
            part["c0"] = generator.choice(list("abcdefg"), n // 10)
            part["c1"] = generator.choice([f"v{i}" for i in range(300)], n // 10)
            part["y"] = part[0] * 2
            part.to_csv(file, header=False, index=False)
    reports: list[tuple[float, float | None]] = []
    loading = Loading(report=lambda what, done, total: reports.append((done, total)))
    data = ColumnTable(loading).load(ColumnTableParams(path=path, target="y"))
    assert len(data.train) + len(data.test) == n
    held = sum(part.x.memory_usage(index=False).sum() for part in (data.train, data.test))
    assert held <= n * (8 * 4 + 1 + 2) + 100_000
    assert len(reports) > 10
    assert reports[-1][0] <= (reports[-1][1] or 0)


# --- training and the model file


def small_run(path: Path, architecture: str, **settings: Any) -> Any:
    experiment = {
        "dataset": {"id": "row-table", "path": str(path), **settings},
        "architecture": {"id": architecture},
        "trainer": {"id": "example-supervised", "epochs": 1},
    }
    return train(experiment, progress=False)


MIXED = "\n".join(
    [
        "size,colour,day,ok,answers,price",
        *(
            f"{'' if i % 9 == 0 else i / 8},{['red', 'green', '', 'blue'][i % 4]},"
            f"2020-01-{1 + i % 28:02d},"
            f"{'Yes' if i % 3 else 'No'},{i % 5},{i * 3.5}"
            for i in range(200)
        ),
    ]
)


@pytest.mark.parametrize("architecture", ["table-linear", "table-mlp", "ft-transformer"])
@pytest.mark.parametrize("scaling", ["standard", "quantile"])
def test_the_model_file_takes_named_raw_columns(
    tmp_path: Path, architecture: str, scaling: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(MIXED)
    run = small_run(path, architecture, target="price", scaling=scaling)
    session = onnxruntime.InferenceSession(run.path / "model.onnx")
    inputs = {each.name: each for each in session.get_inputs()}
    assert set(inputs) == {"size", "colour", "day", "ok", "answers (column)"}
    assert inputs["colour"].type == "tensor(string)"
    assert inputs["size"].type == "tensor(float)"
    raw = {
        "size": np.array([np.nan, 3.5, 1e9], np.float32),
        "colour": np.array(["", "mauve", "red"], object),
        "day": np.array([np.nan, 18262, 18270], np.float32),
        "ok": np.array(["YES", "no", "perhaps"], object),
        "answers (column)": np.array([1, 2, np.nan], np.float32),
    }
    (answers,) = session.run(None, raw)
    assert answers.shape == (3, 1)
    assert np.isfinite(answers).all()
    missing = {**raw, "colour": np.array(["?", "unheard of", "red"], object)}
    np.testing.assert_array_equal(session.run(None, missing)[0], answers)
    other = {**raw, "colour": np.array(["red", "red", "red"], object)}
    assert (session.run(None, other)[0] != answers).any()


def test_a_model_answers_rows_of_files(tmp_path: Path, plugins: Any) -> None:
    path = tmp_path / "a.csv"
    path.write_text(MIXED)
    run = small_run(path, "table-mlp", target="price")
    model = RowModel(run.path / "model.onnx", plugins)
    data = load(path, target="price")
    rows = tmp_path / "rows.csv"
    lines = ["day,ok,size,more,answers,colour"]
    for i in range(5):
        cells = model.inputs.cells(data.test.x, i)
        lines.append(",".join(["" if k == "more" else cells[k] for k in lines[0].split(",")]))
    rows.write_text("\n".join(lines))
    found = model.predict(model.inputs.read(rows))
    expected = model.predict(data.inputs.take(data.test.x, np.arange(5)))
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-2)
    rows.write_text("day,ok\n2020-01-01,yes\n")
    with pytest.raises(DatasetError, match="'size', 'colour', 'answers'"):
        model.inputs.read(rows)


def test_attention_is_between_columns(tmp_path: Path) -> None:
    import torch

    from workbench.engine import attended, example_inputs
    from workbench_plugins.tables import TableTransformer

    path = tmp_path / "a.csv"
    path.write_text(MIXED)
    data = load(path, target="price")
    task = data.task
    network = TableTransformer().build(task, TableTransformer.Params()).eval()
    inputs = example_inputs(task, 3)
    maps = network.attention_maps(*inputs)  # type: ignore[operator]
    tokens = data.inputs.tokens(data.test.x, 0)
    assert tokens == ("size", "day", "answers", "colour", "ok", "answer")
    assert maps.shape == (2, 3, 4, len(tokens), len(tokens))
    torch.testing.assert_close(maps.sum(-1), torch.ones(maps.shape[:-1]))
    # What the attention view is shown while the network trains.
    (look,) = attended.of_rows(data, network)(0, 3)
    assert look.tokens == tokens
    assert look.maps.shape == (2, 4, len(tokens), len(tokens))


def test_tables_without_numbers_or_without_categories(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["a,b,y", *(f"k{i % 3},l{i % 4},c{i % 2}" for i in range(100))]))
    for columns in ("a,b", "a"):
        run = small_run(path, "table-mlp", target="y", columns=columns)
        assert (run.path / "model.onnx").is_file()
    path.write_text("\n".join(["a,b,y", *(f"{i % 3}.5,{i},c{i % 2}" for i in range(100))]))
    run = small_run(path, "ft-transformer", target="y")
    assert (run.path / "model.onnx").is_file()


# --- baselines


def plain_columns(frame: Any, numbers: list[str], categories: list[str]) -> Any:
    table = frame[[*numbers, *categories]].copy()
    for name in categories:
        table[name] = table[name].astype(object).where(table[name].notna(), "").astype(str)
    table[numbers] = table[numbers].astype(float)
    return table


@pytest.mark.parametrize(("name", "target"), [("titanic", "survived"), ("mpg", "mpg")])
@pytest.mark.parametrize("answerer", ["table-regression", "table-boosting"])
def test_baselines_equal_a_plain_script(
    shared_data: Path, plugins: Any, name: str, target: str, answerer: str
) -> None:
    import pandas as pd
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression, Ridge
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

    from workbench import Answerer

    path = shared_data / "tables" / f"{name}.csv"
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    data = load(path, target=target, ignore="alive" if name == "titanic" else "name")
    cls = plugins.get(Answerer, answerer)
    fitted = cls().fit(data.train, data.target, cls.Params(), 3, Tools())
    found = fitted.predict(data.test.x)

    frame = pd.read_csv(path)
    learn, test = frame.loc[data.train.x.index], frame.loc[data.test.x.index]
    kind = data.inputs
    assert isinstance(kind, TableRows)
    numbers = [column.name for column in kind.numbers]
    categories = [column.name for column in kind.categories]
    classes = name == "titanic"
    if answerer == "table-regression":
        scaled = make_pipeline(
            SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
            StandardScaler(),
        )
        encoded = OneHotEncoder(handle_unknown="ignore")
        head = LogisticRegression(C=1.0, max_iter=2000) if classes else Ridge(alpha=1.0)
    else:
        scaled = "passthrough"
        encoded = OrdinalEncoder(
            handle_unknown="use_encoded_value", unknown_value=np.nan, max_categories=254
        )
        boosting = HistGradientBoostingClassifier if classes else HistGradientBoostingRegressor
        at = list(range(len(numbers), len(numbers) + len(categories)))
        head = boosting(max_iter=100, learning_rate=0.1, categorical_features=at, random_state=3)
    columns = ColumnTransformer([("n", scaled, numbers), ("c", encoded, categories)])
    plain = make_pipeline(columns, head)
    plain.fit(plain_columns(learn, numbers, categories), learn[target].to_numpy())
    asked = plain_columns(test, numbers, categories)
    if classes:
        np.testing.assert_array_equal(found, plain.predict_proba(asked).astype(np.float32))
    else:
        np.testing.assert_array_equal(found[:, 0], plain.predict(asked))


@pytest.mark.parametrize("table", ["iris", "wine", "breast cancer", "diabetes"])
def test_sample_tables_need_no_file(table: Any) -> None:
    data = SampleTable().load(SampleTableParams(table=table))
    assert 0.1 < len(data.test) / (len(data.test) + len(data.train)) < 0.35
    assert isinstance(data.target, Number) == (table == "diabetes")


@pytest.mark.parametrize("id", ["table-linear", "table-mlp", "ft-transformer"])
def test_architectures_keep_their_contract(plugins: Any, id: str) -> None:
    from workbench import Architecture
    from workbench.testing import check_architecture

    own = [SampleTable().load(SampleTableParams(table=table)) for table in ("iris", "diabetes")]
    check_architecture(plugins.get(Architecture, id), datasets=own, export=False)


def test_the_trainer_keeps_its_contract(plugins: Any) -> None:
    from workbench import Trainer
    from workbench.testing import check_trainer

    own = [SampleTable().load(SampleTableParams(table=table)) for table in ("iris", "diabetes")]
    check_trainer(plugins.get(Trainer, "table-supervised"), datasets=own)


@pytest.mark.parametrize(
    ("n", "batch"), [(1, 32), (640, 32), (1280, 64), (40_000, 1024), (10**6, 32768)]
)
def test_small_tables_have_small_batches(n: int, batch: int) -> None:
    from workbench_plugins.tables.steps import fitting_batch

    assert fitting_batch(n) == batch


def test_a_preview_offers_what_a_column_can_be(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv")
    preview = ColumnTable().preview(ColumnTableParams(path=path, target="price", ignore="member"))
    assert preview is not None
    columns = {column.name: column for column in preview.columns}
    assert {name: column.type for name, column in columns.items()} == {
        "age": "number",
        "city": "category",
        "joined": "date",
        "member": "not used",
        "comment": "text",
        "id": "not used",
        "price": "target",
    }
    assert columns["age"].values[:3] == ("?", "21", "22")
    for column in preview.columns:
        for choice in column.choices:  # each can be read
            settings = {"path": path, "target": "price", **choice.settings}
            again = ColumnTable().preview(ColumnTableParams(**settings))
            assert again is not None
            found = {each.name: each for each in again.columns}[column.name].type
            assert found != column.type or column.type == "target", choice
