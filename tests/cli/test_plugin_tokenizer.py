"""A dataset that is cut by a plugin's tokenizer is there wherever datasets are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

PLUGIN = """
import numpy as np

from workbench import Dataset, Encoder, TextClasses, TextRows, hookimpl, train_tokenizer


class MyEncoder(Encoder):
    id, name, about = "my-encoder", "My encoder", "An encoder of my own."

    def models(self):
        return ["m"]

    def destination(self, model):
        return ""

    def tokenizer(self, model):
        return train_tokenizer(["a b c d spam ham"], "char", 300)


class MyData(Dataset):
    id, name, about = "my-data", "My data", "Cut as my encoder cuts."

    def load(self, params):
        letters = "abcd"
        texts = [f"{w} {x}{y}{z}" for x in letters for y in letters for z in letters
                 for w in ("spam", "ham")]
        labels = np.array([text.startswith("spam") for text in texts], np.int64)
        cut = self.loading.tokenizer("my-encoder")
        train = TextRows(tuple(texts[:96]), labels[:96])
        test = TextRows(tuple(texts[96:]), labels[96:])
        return TextClasses(train, test, ("ham", "spam"), cut)


@hookimpl
def register_encoders():
    return [MyEncoder]


@hookimpl
def register_datasets():
    return [MyData]
"""

PLAN = """
name = "mine"

[dataset]
id = "my-data"

[[answerer]]
id = "majority"

[[answerer]]
id = "tfidf"
"""


@pytest.fixture
def mine(home: Path) -> None:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "mine.py").write_text(PLUGIN, "utf-8")


@pytest.mark.usefixtures("mine")
def test_it_is_shown(workbench: Command) -> None:
    result = workbench("data", "show", "my-data", "--load", "--json")
    assert result.code == 0, result.err
    assert result.last["classes"]["spam"]


@pytest.mark.usefixtures("mine")
def test_it_is_compared(workbench: Command, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN, "utf-8")
    result = workbench("compare", plan, "--out", tmp_path / "verdict")
    assert result.code == 0, result.err


@pytest.mark.slow
@pytest.mark.usefixtures("mine")
def test_what_a_network_remembers_of_it_is_measured(workbench: Command) -> None:
    result = workbench("measure", "memory", "--dataset", "my-data")
    assert result.code == 0, result.err
