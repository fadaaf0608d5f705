"""``workbench data`` and ``summary``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_the_datasets_there_are(workbench: Command, bars: Path) -> None:
    lines = workbench("data").out.splitlines()
    assert {"digits", "mnist", "fashion-mnist", "own-drawings", "bars"} <= {
        line.split()[0] for line in lines[1:]
    }
    assert workbench("data", "list").out.splitlines() == lines
    listed = workbench("data", "list", "--json").last
    assert {"id", "name", "about", "licence", "source"} <= set(listed[0])


def test_a_card_with_its_counts(workbench: Command, bars: Path) -> None:
    shown = workbench("data", "show", "bars", "--json").last
    assert shown["task"] == "28×28 pictures in 10 classes"
    assert shown["classes"]["3"] == {"train": 20, "test": 6}
    assert len(shown["sha256"]) == 64
    text = workbench("data", "show", "bars").out
    assert "Bars at ten heights." in text
    assert ["3", "20", "6"] in [line.split() for line in text.splitlines()]


def test_a_card_without_loading(workbench: Command) -> None:
    text = workbench("data", "show", "mnist", "--no-load").out
    assert "CC BY-SA" in text
    assert "limit" in text
    assert "sha256" not in text


def test_settings_are_taken_and_refused(workbench: Command, home: Path) -> None:
    done = workbench("data", "show", "own-drawings", "--set", "mix=maybe")
    assert done.code == 2
    assert "own-drawings.mix" in done.err
    done = workbench("data", "show", "own-drawings")
    assert done.code == 1
    assert "What to do: Draw" in done.err


def test_summary_layer_by_layer(workbench: Command, tiny: Path) -> None:
    # This dataset knows its task only once it is loaded.
    found = workbench("summary", tiny, "--json").last
    assert found["parameters"] == 784 * 10 + 10
    assert found["layers"][-1]["output_shape"] == [10]
    wider = workbench("summary", tiny, "--set", "architecture.id=mlp", "--json").last
    assert wider["parameters"] == 784 * 16 + 16 + 16 * 16 + 16 + 16 * 10 + 10
    text = workbench("summary", tiny).out
    assert "7,850" in text
    assert "28×28 pictures in 10 classes" in text


def test_summary_refuses_the_impossible(workbench: Command, tiny: Path) -> None:
    tiny.write_text(tiny.read_text("utf-8").replace('"softmax"', '"cnn"\nkernels = "40"'), "utf-8")
    done = workbench("summary", tiny)
    assert done.code == 1
    assert "shrank" in done.err


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("def load(self): return None", "load(self), not load(self, params)"),
        ("def load(self, params): return (1, 2)", "load() returns a tuple, not Examples"),
        ("def load(self, params): return None", "load() returns None, not Examples"),
        ("def laod(self, params): return None", "no method load(self, params)"),
        ("def load(self, params): return 1 / 0", "raised ZeroDivisionError"),
    ],
)
def test_an_authors_mistake_is_the_plugins(
    workbench: Command, home: Path, method: str, words: str
) -> None:
    path = home / "config" / "plugins" / "mine.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "from workbench import Dataset, hookimpl\n"
        "class Mine(Dataset):\n"
        '    id, name, about = "mine", "Mine", "Mine."\n'
        f"    {method}\n"
        "@hookimpl\ndef register_datasets():\n    return [Mine]\n",
        "utf-8",
    )
    done = workbench("data", "show", "mine")
    assert done.code == 1
    assert f"The plugin mine ({path}" in done.err
    assert words in done.err
    assert "Report it to the plugin's author" in done.err


def test_what_gives_the_answer_away_is_named(workbench: Command, tmp_path: Path) -> None:
    path = tmp_path / "mails.csv"
    labels = ["ham", "spam"]
    said = [f"message {n * 7919 % 101} and {n * 104729 % 103}" for n in range(300)]
    lines = [f'"{"[s] " * (n % 2)}{said[n]}",{labels[n % 2]},{n % 2}' for n in range(300)]
    path.write_text("\n".join(["text,label,code", *lines]), "utf-8")
    settings = ("--set", f"path={path}", "--set", "label_column=label")
    text = workbench("data", "show", "text-table", *settings).out
    told = text.partition("What may give the answer away:\n")[2]
    assert "“spam” away" in told
    assert "The column “code” is the class under another name" in told
    assert "No model reads it here" in told
    leaks = workbench("data", "show", "text-table", *settings, "--json").last["leaks"]
    assert {leak["kind"] for leak in leaks} >= {"word", "unread"}
    assert [leak["read"] for leak in leaks if leak["kind"] == "unread"] == [False]
    plain = tmp_path / "plain.csv"
    plain.write_text("\n".join(line.replace("[s] ", "") for line in lines), "utf-8")
    settings = ("--set", f"path={plain}", "--set", "label_column=column2")
    shown = workbench("data", "show", "text-table", *settings, "--json").last
    assert [leak for leak in shown["leaks"] if leak["read"]] == []
