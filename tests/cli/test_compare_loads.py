"""A comparison loads and hashes each dataset once, whoever is compared on it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from workbench.comparison import datasets
from workbench.comparison.held_out import test_digest as digest_of_test
from workbench.prompting.prompts import rows

PLUGIN = '''
"""Texts and pictures that count how often they are loaded and hashed, and a model that answers."""
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from workbench import Capabilities, Dataset, ImageClasses, Piece, Provider, Split, hookimpl
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.few_labels import FewLabelsParams, with_few
from workbench.core.tokenizer import train

COUNTS = Path(__file__).with_name("counts.txt")


def note(what):
    with COUNTS.open("a") as file:
        file.write(what + "\\n")


@dataclass(frozen=True)
class CountedTexts(TextClasses):
    @cached_property
    def _digest(self):
        note(f"digest of {len(self.train)}")
        return super()._digest


@dataclass(frozen=True)
class CountedPictures(ImageClasses):
    @cached_property
    def _digest(self):
        note(f"digest of {len(self.train)}")
        return super()._digest


WORDS = (("apple", "pear", "plum", "fig"), ("saw", "hammer", "drill", "file"))


def texts(first, last):
    found = [(f"number {n} is a {WORDS[y][n % 4]}", y) for n in range(first, last) for y in (0, 1)]
    return TextRows(tuple(t for t, _ in found), np.array([y for _, y in found]))


class Texts(Dataset):
    id, name, about = "counted-texts", "Counted texts", "They count."
    Params = FewLabelsParams

    def load(self, params):
        note(f"load {params.labels_per_class} {params.label_seed}")
        learn = texts(0, 30)
        tokenizer = train(learn.texts, "wordpiece", 100)
        whole = CountedTexts(learn, texts(30, 50), ("fruit", "tool"), tokenizer)
        return with_few(whole, params, self.loading.split_by)


class Pictures(Dataset):
    id, name, about = "counted-pictures", "Counted pictures", "They count."
    Params = FewLabelsParams

    def load(self, params):
        note(f"load {params.labels_per_class} {params.label_seed}")
        random = np.random.default_rng(0)
        y = np.arange(100) % 2
        x = random.integers(0, 100, (100, 8, 8), np.uint8) + (100 * y[:, None, None]).astype("u1")
        whole = CountedPictures(Split(x[:60], y[:60]), Split(x[60:], y[60:]), ("dark", "light"))
        return with_few(whole, params, self.loading.split_by)


class Parrot(Provider):
    id, name, about = "parrot", "Parrot", "Says fruit."

    def models(self):
        return ["grey"]

    def capabilities(self, model):
        return Capabilities(chat=True, completion=True)

    def destination(self, model):
        return ""

    def ask(self, request):
        yield Piece("fruit", None, 5, 1, "stop")


@hookimpl
def register_datasets():
    return [Texts, Pictures]


@hookimpl
def register_providers():
    return [Parrot]
'''

PLAN = """
name = "counted"
dataset = "{dataset}"
metric = "accuracy"
stability = {stability}
[curve]
budgets = [4, 8]
seeds = 2
[[answerer]]
id = "majority"
[[answerer]]
id = "{classic}"
[[answerer]]
[answerer.experiment]
name = "own"
device = "cpu"
threads = 1
dataset = "{dataset}"
architecture = {{ id = "{network}"{size} }}
trainer = {{ id = "{trainer}", epochs = 1 }}
"""

PROMPTED = """
[[answerer]]
model = "parrot/grey"
shots = 2
[answerer.prompt]
name = "sort"
description = "Is it one of {labels}?"
example = "{text}\\n{label}"
"""


@pytest.fixture
def plugin(home: Path) -> Path:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "counted.py").write_text(PLUGIN, "utf-8")
    return folder


def counts(plugin: Path) -> Counter[str]:
    """What was noted since this was last asked."""
    path = plugin / "counts.txt"
    noted = Counter(path.read_text().split("\n")[:-1])
    path.unlink()
    return noted


@pytest.fixture
def test_digests(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How large the test splits are that are hashed."""
    sizes: list[int] = []

    def counted(data: rows.Labelled) -> str:
        sizes.append(len(data.test))
        return digest_of_test(data)

    monkeypatch.setattr(datasets, "test_digest", counted)
    return sizes


# The whole dataset, and two budgets with two seeds each, which are datasets of their own.
LOADS = {"load None 0", "load 4 0", "load 4 1", "load 8 0", "load 8 1"}
DIGESTS = {"digest of 60": 1, "digest of 8": 2, "digest of 16": 2}


@pytest.mark.slow
def test_texts_are_loaded_and_hashed_once(
    workbench: Command, plugin: Path, tmp_path: Path, test_digests: list[int]
) -> None:
    text = PLAN.format(
        dataset="counted-texts",
        stability=10,
        classic="tfidf",
        network="bag-of-embeddings",
        size="",
        trainer="text-supervised",
    )
    path = tmp_path / "plan.toml"
    path.write_text(text + PROMPTED, "utf-8")
    done = workbench("compare", path, "--json", "--out", tmp_path / "out")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert {entry["name"] for entry in found["answerers"]} >= {"own", "grey, 2 shots"}, found
    assert counts(plugin) == dict.fromkeys(LOADS, 1) | DIGESTS
    assert len(test_digests) == len(LOADS)
    # Everything is known by now: times alone may be measured again.
    test_digests.clear()
    assert workbench("compare", path, "--time-again", "--out", tmp_path / "out").code == 0
    again = counts(plugin)
    assert again["load None 0"] == again["digest of 60"] == 1
    assert max(again.values()) == 1
    assert len(test_digests) == sum(count for name, count in again.items() if "load" in name)


@pytest.mark.slow
def test_pictures_are_loaded_and_hashed_once_and_not_coded(
    workbench: Command,
    plugin: Path,
    tmp_path: Path,
    test_digests: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    coded: list[object] = []
    real = rows.png
    monkeypatch.setattr(rows, "png", lambda picture: coded.append(1) or real(picture))
    text = PLAN.format(
        dataset="counted-pictures",
        stability=0,
        classic="pixels",
        network="mlp",
        size="",
        trainer="supervised",
    )
    path = tmp_path / "plan.toml"
    path.write_text(text, "utf-8")
    done = workbench("compare", path, "--json", "--out", tmp_path / "out")
    assert done.code == 0, done.err
    assert counts(plugin) == dict.fromkeys(LOADS, 1) | DIGESTS
    assert len(test_digests) == len(LOADS)
    # A page shows those on which models differ, once each, and no others.
    differ = json.loads(done.out)["disagreements"]
    assert len(coded) <= min(len(differ), 40)
