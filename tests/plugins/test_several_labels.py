"""Several labels a row: texts and tables of them, from the file to the answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench
from workbench.core.contracts.answerer import Answerer, Tools
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import DataQuestion
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.inputs import Texts
from workbench.core.contracts.targets import Labels
from workbench.core.plugins import Plugins
from workbench.core.tables.columns import BEFORE_LABEL, labels_of, listed_labels, single
from workbench.core.tables.read_table import read as read_table

PARTS = {
    "food": ("The soup was cold.", "Fresh bread!", "The fish tasted of the sea."),
    "price": ("It was cheap.", "Far too expensive.", "Good value."),
    "staff": ("The waiter smiled.", "Nobody greeted us.", "Such kind people."),
}


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reviews with none to three labels, as doccano exports them."""
    random = np.random.default_rng(2)
    path = tmp_path_factory.mktemp("several") / "reviews.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(120):
            labels = [name for name in PARTS if random.random() < 0.5]
            parts = [str(random.choice(PARTS[name])) for name in labels]
            text = " ".join((f"Visit {number}.", *parts))
            stars = len(labels) + float(random.random())
            row = {"text": text, "label": labels, "stars": stars}
            file.write(json.dumps(row) + "\n")
    return path


def load(plugins: Plugins, id: str, **settings: Any) -> Any:
    cls = plugins.get(Dataset, id)
    return cls().load(cls.Params(**settings))


def test_a_table_of_texts_is_asked_about_and_read(plugins: Plugins, reviews: Path) -> None:
    with pytest.raises(DataQuestion, match="have several labels, such as") as caught:
        load(plugins, "text-table", path=reviews)
    first = caught.value.choices[0]
    assert first.title == "Learn each label by itself"
    assert first.settings == {"several_labels": "each"}
    data = load(plugins, "text-table", path=reviews, **first.settings)
    assert isinstance(data, Examples)
    assert isinstance(data.inputs, Texts)
    assert data.target == Labels(("food", "price", "staff"))
    assert len(data.train) + len(data.test) == 120
    for rows in (data.train, data.test):
        for text, y in zip(rows.x, rows.y, strict=True):
            said = [any(part in text for part in PARTS[name]) for name in data.target.names]
            assert y.tolist() == [int(on) for on in said]
    assert not all(row.any() for row in data.train.y)  # a row may have none


def test_a_table_of_columns_is_asked_about_and_read(plugins: Plugins, reviews: Path) -> None:
    settings: dict[str, Any] = {"path": reviews, "target": "label"}
    with pytest.raises(DataQuestion, match="has lists of labels") as caught:
        load(plugins, "row-table", **settings)
    first = caught.value.choices[0]
    data = load(plugins, "row-table", **settings, **first.settings)
    assert data.target == Labels(("food", "price", "staff"))
    stars = data.train.x["stars"].to_numpy()
    assert (np.floor(stars) == data.train.y.sum(1)).all()


@pytest.mark.parametrize("architecture", ["bag-of-embeddings", "gru", "text-transformer"])
def test_networks_of_texts_learn_and_leave_with_them(
    home: Path, reviews: Path, architecture: str
) -> None:
    run = workbench.train(
        dataset="text-table",
        architecture=architecture,
        path=reviews,
        several_labels="each",
        epochs=3,
        progress=False,
    )
    assert run.status == "finished"
    assert {"test/macro_f1", "test/hamming"} <= set(run.metrics)
    assert run.model_file is not None
    found: Any = workbench.predict(run.model_file, ["The waiter smiled.", "It was cheap."])
    assert found.answers.shape == (2, 3)
    assert ((found.answers >= 0.5) == found.predictions).all()


def test_words_learn_each_label_as_scikit_learn_does(plugins: Plugins, reviews: Path) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    data = load(plugins, "text-table", path=reviews, several_labels="each")
    cls = plugins.get(Answerer, "tfidf")
    assert cls().supports(data.task)
    fitted = cls().fit(data.train, data.target, cls.Params(), 0, Tools())
    found = fitted.predict(data.test.x)
    bag = TfidfVectorizer()
    peer = OneVsRestClassifier(LogisticRegression(max_iter=1000))
    peer.fit(bag.fit_transform(data.train.x), data.train.y)
    assert np.abs(found - peer.predict_proba(bag.transform(data.test.x))).max() < 1e-6
    assert fitted.predict(()).shape == (0, 3)


def test_a_label_that_all_rows_have_is_always_said(plugins: Plugins, reviews: Path) -> None:
    data = load(plugins, "text-table", path=reviews, several_labels="each")
    y = data.train.y.copy()
    y[:, 1] = 1
    cls = plugins.get(Answerer, "tfidf")
    fitted = cls().fit(replace(data.train, y=y), data.target, cls.Params(), 0, Tools())
    assert (fitted.predict(data.test.x)[:, 1] == 1).all()


@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(exclude_characters=BEFORE_LABEL + ",", codec="utf-8"), min_size=1)
            .map(str.strip)
            .filter(bool)
        ),
        min_size=1,
    )
)
def test_labels_come_back_as_they_were_written(
    tmp_path_factory: Any, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("labels") / "rows.jsonl"
    # The last row makes sure that some have several.
    all_rows = [*rows, ["a", "b"]]
    lines = (json.dumps({"text": f"t{n}", "label": row}) for n, row in enumerate(all_rows))
    path.write_text("\n".join(lines), "utf-8")
    found = single(read_table(path), "label", "each", path)
    assert [labels_of(label) for label in found.labels] == [sorted(set(row)) for row in all_rows]


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ('["warm", "dry"]', ["warm", "dry"]),
        ("warm; dry", ["warm", "dry"]),
        ("warm", ["warm"]),
        ("[]", []),
        ("  ", []),
    ],
)
def test_cells_with_labels(cell: str, labels: list[str]) -> None:
    assert listed_labels(cell) == labels
