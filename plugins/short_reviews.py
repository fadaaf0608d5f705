"""Dataset: a hundred short reviews that are built in, for prompts and first steps."""

from __future__ import annotations

from importlib.resources import as_file, files

import numpy as np

from workbench import (
    Card,
    Dataset,
    Params,
    TextClasses,
    TextRows,
    hookimpl,
    read_table,
    stratified_split,
    train_tokenizer,
)

# More to be asked about than to be shown: figures want questions.
TEST_PART = 0.55


class ShortReviews(Dataset):
    """Sentences that praise or complain."""

    id, name = "short-reviews", "Short reviews"
    section = "texts"
    order = 10
    about = "110 sentences that praise or complain; built in, to ask foundation models about."
    card = Card(
        summary=(
            "Made-up sentences about food, rooms, films and things, half of them glad, half of "
            "them disappointed; far too few to train on, enough to see what a prompt does."
        ),
        size="50 training and 60 test sentences, half of each class",
        licence="public domain",
        source="written for the workbench",
    )

    def load(self, params: Params) -> TextClasses:
        with as_file(files("workbench_resources").joinpath("samples/short-reviews.tsv")) as path:
            table = read_table(path)
        texts, labels = table.columns["text"], table.columns["label"]
        classes = tuple(sorted(set(labels)))
        y = np.array([classes.index(label) for label in labels], np.int64)
        learn, test = (
            TextRows(tuple(texts[row] for row in rows.tolist()), y[rows])
            for rows in stratified_split(y, TEST_PART, 0)
        )
        return TextClasses(learn, test, classes, train_tokenizer(learn.texts, "wordpiece", 2000))


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [ShortReviews]
