"""The text datasets: real ones, own files and tables, and what is said where one is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.core import paths, split_rows
from workbench.core.contracts.dataset import Dataset, Loading
from workbench.core.contracts.errors import DatasetError, ParamsError, Stopped
from workbench.core.contracts.params import make
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.control import Control
from workbench.core.plugins import Plugins
from workbench.core.special_tokens import UNK_ID
from workbench.core.tables import read_table
from workbench.core.tokenizer import Tokenizer
from workbench.engine.batches import holdout

ROWS = [(f"message number {n}", "spam" if n % 4 == 0 else "ham") for n in range(40)]


def load(plugins: Plugins, id: str, loading: Loading | None = None, **params: object) -> Any:
    cls = plugins.get(Dataset, id)
    return cls(loading or Loading()).load(make(cls.Params, params))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    lines = [f"{n},{text},{label}" for n, (text, label) in enumerate(ROWS)]
    path.write_text("\n".join(["id,text,label", *lines]), "utf-8")
    return path


# --- text that is continued


@pytest.mark.parametrize("kind", ["char", "bpe", "wordpiece"])
def test_the_sample_needs_nothing(plugins: Plugins, kind: str) -> None:
    data = load(plugins, "text-files", tokenizer=kind)
    assert isinstance(data, Corpus)
    tokenizer = Tokenizer.from_json(data.tokenizer)
    assert data.task.n_tokens == tokenizer.size
    assert "GNU GENERAL PUBLIC LICENSE" in tokenizer.decode(data.train).upper()
    assert data.digest() == load(plugins, "text-files", tokenizer=kind).digest()
    assert load(plugins, "text-files", path="", tokenizer=kind).digest() == data.digest()


def test_the_end_of_the_text_is_for_testing_and_unseen(plugins: Plugins, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ab" * 90 + "cd" * 10, "utf-8")
    data = load(plugins, "text-files", path=str(path), validation=0.1)
    assert (len(data.train), len(data.test)) == (180, 20)
    # The tokenizer has not seen the end, either.
    assert set(data.test.tolist()) == {UNK_ID}
    assert Tokenizer.from_json(data.tokenizer).size == 6


def test_pieces_change_nothing(
    plugins: Plugins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"line {n}\n" * 50, "utf-8")
    whole = load(plugins, "text-files", path=tmp_path)
    monkeypatch.setattr("workbench.core.io.read_text.CHUNK", 7)
    assert load(plugins, "text-files", path=tmp_path).digest() == whole.digest()
    assert len(whole.train) + len(whole.test) == 3 * 50 * 7


def test_reading_can_be_stopped(plugins: Plugins) -> None:
    control = Control()
    loading = Loading(report=lambda *progress: control.stop(), check=control.check)
    for kind in ("char", "bpe", "wordpiece"):
        with pytest.raises(Stopped):
            load(plugins, "text-files", loading, tokenizer=kind)


def test_too_little_text_and_none(plugins: Plugins, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("short")
    with pytest.raises(DatasetError, match="5 characters") as caught:
        load(plugins, "text-files", path=tmp_path / "a.txt")
    assert "100" in caught.value.remedy
    with pytest.raises(DatasetError, match="no file or folder"):
        load(plugins, "text-files", path=tmp_path / "nothing")
    with pytest.raises(ParamsError):
        load(plugins, "text-files", tokenizer="words")


def test_shakespeare_is_cut_as_is_customary(
    plugins: Plugins, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    data = load(plugins, "tiny-shakespeare")
    text = (shared_data / "tinyshakespeare" / "input.txt").read_text("utf-8")
    assert (len(data.train), len(data.test)) == (1_003_854, 111_540)
    # Four special tokens and the 65 characters of which each occurs in the training part.
    assert data.task.n_tokens == 69
    tokenizer = Tokenizer.from_json(data.tokenizer)
    assert tokenizer.decode(data.train) + tokenizer.decode(data.test) == text
    bytes_ = load(plugins, "tiny-shakespeare", tokenizer="bpe", vocab_size=300)
    assert bytes_.task.n_tokens == 300
    assert len(bytes_.train) < len(data.train)


# --- text in classes


def test_sms_spam(plugins: Plugins, shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    data = load(plugins, "sms-spam")
    assert isinstance(data, TextClasses)
    assert data.classes == ("ham", "spam")
    # 5,574 rows, of which 415 say a message again (403 of them letter by letter), and 28 others
    # with another comma or full stop.
    columns = read_table.read(shared_data / "sms-spam" / "SMSSpamCollection").columns
    assert split_rows.duplicates(columns["column2"], columns["column1"], "place").dropped == 415
    found = split_rows.duplicates(columns["column2"], columns["column1"])
    assert (len(columns["column1"]), found.dropped, found.conflicting) == (5574, 443, 0)
    assert (len(data.train), len(data.test)) == (4136, 995)
    assert np.bincount([*data.train.y, *data.test.y]).tolist() == [4502, 629]
    assert np.bincount(data.test.y).tolist() == [867, 128]
    assert split_rows.leakage(data.train.texts, data.test.texts).count == 0
    assert data.task.n_tokens == 2000
    assert data.digest() == load(plugins, "sms-spam").digest()


def test_banking77(plugins: Plugins, shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    data = load(plugins, "banking77")
    folder = shared_data / "banking77"
    learn, test = (read_table.read(folder / f"{part}.csv").columns for part in ("train", "test"))
    assert (len(learn["text"]), len(test["text"])) == (10_003, 3080)
    # As published: 4 and 1 repetitions, and more that differ in punctuation alone.
    assert split_rows.duplicates(learn["text"], learn["category"], "place").dropped == 4
    assert split_rows.duplicates(test["text"], test["category"], "place").dropped == 1
    assert split_rows.duplicates(learn["text"], learn["category"]).dropped == 29
    assert split_rows.leakage(learn["text"], test["text"]).count == 28
    assert (len(data.train), len(data.test), len(data.classes)) == (9946, 3080, 77)
    assert data.test.texts == test["text"]
    assert tuple(data.classes[label] for label in data.test.y) == test["category"]
    assert split_rows.leakage(data.train.texts, data.test.texts).count == 0


def test_the_tokenizer_learns_from_the_training_split(
    plugins: Plugins, table: Path, tmp_path: Path
) -> None:
    data = load(plugins, "text-table", path=table, tokenizer="char")
    tokenizer = Tokenizer.from_json(data.tokenizer)
    assert tokenizer.size == 4 + len(set("".join(data.train.texts)))


@pytest.mark.parametrize("names", [{}, {"text_column": "text"}, {"label_column": "label"}])
def test_columns_are_found(plugins: Plugins, table: Path, names: dict[str, str]) -> None:
    data = load(plugins, "text-table", path=str(table), **names)
    assert data.classes == ("ham", "spam")
    assert (len(data.train), len(data.test)) == (31, 9)
    assert np.bincount(data.test.y).tolist() == [8, 1]
    pairs = zip((*data.train.texts, *data.test.texts), (*data.train.y, *data.test.y), strict=True)
    assert {(text, data.classes[label]) for text, label in pairs} == set(ROWS)
    other = load(plugins, "text-table", path=str(table), seed=1, **names)
    assert other.digest() != data.digest()


def test_columns_without_telling_names(plugins: Plugins, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("".join(f"{10 if label == 'spam' else 2}\t{text}\n" for text, label in ROWS))
    data = load(plugins, "text-table", path=path, tokenizer="bpe")
    assert data.classes == ("2", "10")
    assert data.train.texts[0].startswith("message number")


def test_blank_and_repeated_rows_do_not_count(plugins: Plugins, tmp_path: Path) -> None:
    lines = [f"{text},{label}" for text, label in ROWS]
    more = [f"{text.upper()}  ,{label}" for text, label in ROWS[:9]]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["text,label", *lines, *more, " ,ham", "without label,"]))
    data = load(plugins, "text-table", path=path)
    assert len(data.train) + len(data.test) == len(ROWS)


def test_further_columns_stay_with_their_rows(plugins: Plugins, tmp_path: Path) -> None:
    countries = ("DE", "AT", "")
    lines = [
        f"{n},{text},{countries[n % 3]},{label},words {n},{n * n}"
        for n, (text, label) in enumerate(ROWS)
    ]
    again = "40,MESSAGE number 1,CH,ham,more,0"  # says what row 1 says
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["n,text,country,label,note,paid", *lines, again]), "utf-8")
    data = load(plugins, "text-table", path=path, labels_per_class=5)
    # What counts rows, or is different in each of them, tells no kinds of rows apart.
    assert list(data.train.columns) == list(data.test.columns) == ["country", "paid"]
    for part in (data.train, data.test):
        for text, country, paid in zip(part.texts, *part.columns.values(), strict=True):
            number = int(text.split()[-1])
            assert (country, paid) == (countries[number % 3], str(number * number))
    assert len(data.train) == 10


def test_a_table_that_does_not_fit_is_named(plugins: Plugins, table: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="No table") as caught:
        load(plugins, "text-table")
    assert "CSV" in caught.value.remedy
    with pytest.raises(DatasetError, match="no column 'words'") as caught:
        load(plugins, "text-table", path=table, text_column="words")
    assert "id, text, label" in caught.value.remedy
    with pytest.raises(DatasetError, match="40 kinds"):
        load(plugins, "text-table", path=table, label_column="id")
    with pytest.raises(DatasetError, match="cannot be told"):
        load(plugins, "text-table", path=table, label_column="text", text_column="text")
    lone = tmp_path / "lone.csv"
    lone.write_text("text\none\ntwo\nthree\n")
    with pytest.raises(DatasetError, match="cannot be told"):
        load(plugins, "text-table", path=lone)


@pytest.mark.parametrize(
    ("id", "file"),
    [("tiny-shakespeare", "input.txt"), ("sms-spam", "SMSSpam"), ("banking77", "train.csv")],
)
def test_what_is_not_there_is_named_with_its_place(plugins: Plugins, id: str, file: str) -> None:
    with pytest.raises(DatasetError, match=file) as caught:
        load(plugins, id)
    assert str(paths.downloads()) in caught.value.remedy


@pytest.mark.parametrize(
    ("id", "names"),
    [("sms-spam", ["SMSSpamCollection"]), ("banking77", ["train.csv", "test.csv"])],
)
def test_files_of_another_shape_are_refused(
    plugins: Plugins, id: str, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / id).mkdir()
    for name in names:
        (tmp_path / id / name).write_text("question,answer\nwhat,that\n")
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path))
    with pytest.raises(DatasetError, match="has no column"):
        load(plugins, id)


def test_every_text_dataset_has_a_card(plugins: Plugins) -> None:
    for id in ("text-files", "tiny-shakespeare", "text-table", "sms-spam", "banking77"):
        card = plugins.get(Dataset, id).card
        assert all((card.summary, card.size, card.licence, card.source)), id


def test_rows_of_one_author_stay_together(plugins: Plugins, tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    lines = [f"note number {n} about {n % 7},{'ab'[n % 2]},kim {n // 10}" for n in range(200)]
    path.write_text("\n".join(["text,label,author", *lines]), "utf-8")
    settings = {"path": str(path), "label_column": "label", "vocab_size": 300}
    data = load(plugins, "text-table", group="author", **settings)
    authors = [set(split.columns["author"]) for split in (data.train, data.test)]
    assert authors[0] | authors[1] == {f"kim {n}" for n in range(20)}
    assert not authors[0] & authors[1]
    notes = data.report.notes
    assert any(note.startswith("Rows of one author stay in one split") for note in notes)
    learnt, aside = holdout(data.train, 0.2)
    author = np.array(data.train.columns["author"])
    assert len(aside)
    assert not set(author[learnt]) & set(author[aside])
    alone = load(plugins, "text-table", **settings)
    assert alone.train.groups is None
    assert alone.digest() != data.digest()
    with pytest.raises(DatasetError, match="no column 'writer'"):
        load(plugins, "text-table", group="writer", **settings)
