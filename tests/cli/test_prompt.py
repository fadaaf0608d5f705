"""``workbench prompt``: once, and over the rows of a dataset."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.cli.conftest import Command

# A provider that knows fruit from tools but for one, and a dataset of both; notes what it is asked.
PLUGIN = '''
"""Fruit and tools."""
import os
import time
from pathlib import Path
import numpy as np
from workbench import (
    Capabilities, Dataset, Params, Piece, Provider, RateLimited, TextClasses, TextRows, hookimpl,
    param, train_tokenizer,
)

FRUIT = ["apple", "pear", "plum", "cherry", "grape", "melon", "lemon", "fig"]
TOOLS = ["hammer", "saw", "drill", "file", "wrench", "pliers", "chisel", "level"]


class Things(Dataset):
    id, name, about = "things", "Things", "Fruit and tools."

    def load(self, params):
        def rows(first, last):
            texts = [f"a {word}" for word in FRUIT[first:last] + TOOLS[first:last]]
            return TextRows(tuple(texts), np.repeat([0, 1], last - first).astype(np.int64))

        learn = rows(0, 4)
        words = train_tokenizer(learn.texts, "wordpiece", 99)
        return TextClasses(learn, rows(4, 8), ("fruit", "tool"), words)


class SageParams(Params):
    host: str = param("", "Host", "Where it is.")
    pause: float = param(0.0, "Pause", "Seconds before each answer.")
    context: int = param(0, "Context", "What it reads.")
    busy: str = param("", "Busy", "A word that it is too busy for.")


class Sage(Provider):
    id, name, about = "sage", "Sage", "Knows fruit from tools."
    Params = SageParams

    def models(self):
        return ["small", "large"]

    def capabilities(self, model):
        return Capabilities(chat=True, completion=True, streaming=True, images=True)

    def destination(self, model):
        return self.params.host

    def identity(self, model):
        return self.params.host

    def context(self, model):
        return self.params.context or None

    def count_tokens(self, model, text):
        return len(text.split())

    def ask(self, request):
        text = request.prompt if request.prompt is not None else request.messages[-1].text
        words = text.replace(":", " ").split()
        thing = next(word for word in reversed(words) if word in FRUIT + TOOLS + ["rot"])
        with open(os.environ["SAGE_NOTES"], "a") as notes:
            notes.write(f"{thing}\\n")
        time.sleep(self.params.pause)
        if thing == self.params.busy:
            raise RateLimited("Too busy.", "Come back later.")
        said = "a fruit" if thing in FRUIT else "Tool."
        said = {"fig": "maybe", "level": "I'm sorry, I cannot", "rot": "red"}.get(thing, said)
        first, *rest = said.split(" ")
        yield Piece(first)
        for word in rest:
            yield Piece(f" {word}")
        yield Piece("", None, len(words), len(said.split()), "stop")


@hookimpl
def register_datasets():
    return [Things]


@hookimpl
def register_providers():
    return [Sage]
'''

PROMPT = """
description = "Say what it is: {labels}."
example = "Thing: {text}\\nKind: {label}"
form = "completion"
models = ["sage/small"]

[shots]
dataset = "things"
count = 2
choose = "stratified"
"""


@pytest.fixture
def notes(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plugin in the user's folder; what its provider was asked."""
    path = home / "config" / "plugins" / "sage.py"
    path.parent.mkdir(parents=True)
    path.write_text(PLUGIN, "utf-8")
    monkeypatch.setenv("SAGE_NOTES", str(tmp_path / "notes"))
    return tmp_path / "notes"


@pytest.fixture
def prompt(notes: Path, tmp_path: Path) -> Path:
    path = tmp_path / "things.toml"
    path.write_text(PROMPT, "utf-8")
    return path


def asked(notes: Path) -> list[str]:
    return notes.read_text("utf-8").split() if notes.exists() else []


def set_up(home: Path, **settings: Any) -> None:
    table = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    (home / "config" / "settings.toml").write_text(f"[providers.sage]\n{table}", "utf-8")


# --- once


def test_an_answer_is_written_as_it_comes(workbench: Command, prompt: Path, notes: Path) -> None:
    done = workbench("prompt", prompt, "--input", "a pear")
    assert (done.code, done.out) == (0, "a fruit\n"), done.err
    assert "Asking sage/small; nothing leaves this machine." in done.err
    assert "tokens" in done.err
    assert asked(notes) == ["pear"]


def test_an_answer_for_programs(workbench: Command, prompt: Path) -> None:
    said = workbench("prompt", prompt, "--input", "a pear", "--json", "--model", "sage/large").last
    assert (said["model"], said["destination"]) == ("sage/large", "")
    assert (said["answer"], said["label"], said["kind"]) == ("a fruit", "fruit", "label")
    assert said["request"]["prompt"].endswith("\n\nThing: a pear\nKind:")
    assert said["request"]["prompt"].startswith("Say what it is: fruit, tool.\n\nThing: a ")
    assert [shot["split"] for shot in said["shown"]] == ["train", "train"]
    assert {shot["label"] for shot in said["shown"]} == {"fruit", "tool"}
    assert said["prompt"]["name"] == "things"
    assert len(said["prompt"]["version"]) == 12
    assert said["budget"]["exact"]
    assert (said["completion_tokens"], said["cost"]) == (2, 0)


def test_shots_and_form_can_be_changed(workbench: Command, prompt: Path, notes: Path) -> None:
    arguments = ("prompt", prompt, "--input", "a saw", "--render")
    none = workbench(*arguments, "--shots", "0")
    assert (none.code, none.out) == (0, "Say what it is: fruit, tool.\n\nThing: a saw\nKind:\n")
    assert "tokens" in none.err
    chat = workbench(*arguments, "--shots", "1", "--form", "chat").out
    assert chat.startswith("[user]\nSay what it is")
    assert chat.count("[user]") == 2
    assert chat.count("[assistant]") == 1
    assert "context" in workbench(*arguments, "--json").last["budget"]
    assert not asked(notes)


def test_the_input_comes_from_stdin(prompt: Path, home: Path) -> None:
    command = (sys.executable, "-m", "workbench", "prompt", str(prompt), "--input", "-")
    done = subprocess.run(command, input="a pear\n", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "a fruit\n"), done.stderr


def test_what_a_terminal_would_obey_is_not_written() -> None:
    from workbench.cli.prompted import printable

    assert (
        printable("a\x1b[31mb\tc\nd é\r")
        == "a\N{REPLACEMENT CHARACTER}[31mb\tc\nd é\N{REPLACEMENT CHARACTER}"
    )


def test_a_picture(workbench: Command, prompt: Path, tmp_path: Path) -> None:
    Image.new("L", (30, 30)).save(tmp_path / "a.png")
    arguments = ("prompt", prompt, "--input", "a fig", "--image", tmp_path / "a.png")
    said = workbench(*arguments, "--form", "chat", "--json").last
    assert said["request"]["messages"][-1]["images"] == 1
    assert workbench(*arguments).code == 2  # a text to go on with holds none


def test_a_picture_in_characters(workbench: Command, notes: Path, tmp_path: Path) -> None:
    Image.new("L", (28, 28), 255).save(tmp_path / "a.png")
    path = tmp_path / "drawn.toml"
    path.write_text('example = "{picture}\\nKind:"\nform = "completion"', "utf-8")
    asked_so = ("prompt", path, "--image", tmp_path / "a.png", "--render", "--model", "sage/small")
    done = workbench(*asked_so)
    assert (done.code, done.out) == (0, f"{'@' * 14}\n" * 7 + "Kind:\n"), done.err
    assert "8 tokens" in done.err
    chat = workbench(*asked_so, "--form", "chat", "--json").last["request"]["messages"]
    assert [turn["images"] for turn in chat] == [0]
    over = workbench(
        "prompt", path, "--dataset", "digits", "--limit", "3", "--render", "--model", "sage/small"
    )
    assert over.code == 0, over.err
    lines = over.out.splitlines()
    assert [len(line) for line in lines] == [14] * 7 + [5]
    assert set("".join(lines[:7])) <= set(".:+#@")
    none = workbench("prompt", path, "--input", "x", "--render", "--model", "sage/small")
    assert none.code == 2
    assert "draws {picture}" in none.err
    assert "{text}" in none.err


def test_a_prompt_of_the_users_own_folder(workbench: Command, prompt: Path, home: Path) -> None:
    from workbench.prompting.prompts import files

    files.save(files.load(prompt))
    assert workbench("prompt", "things", "--input", "a pear").out == "a fruit\n"


def test_given_shots_need_no_dataset(workbench: Command, notes: Path) -> None:
    example = "examples/translate-prompt.toml"
    for shots in ("0", "1", "3"):
        said = workbench(
            "prompt", example, "--input", "rot", "--shots", shots, "--json", "--model", "sage"
        ).last
        text = said["request"]["prompt"]
        assert text.startswith("Translate German to English:\n")
        assert text.endswith("\nrot =")
        assert text.count(" = ") == int(shots)
        assert said["answer"] == "red"


# --- over a dataset


def test_over_a_dataset(workbench: Command, prompt: Path, notes: Path) -> None:
    done = workbench("prompt", prompt, "--dataset", "things", "--json")
    assert done.code == 0, done.err
    said = done.last
    # Eight rows: six right, "maybe", and a refusal.
    assert (said["rows"], said["answered"], said["asked"], said["failed"]) == (8, 8, 8, 0)
    accuracy = said["accuracy"]
    assert (accuracy["count"], accuracy["total"], accuracy["value"]) == (6, 8, 0.75)
    assert (accuracy["low"], accuracy["high"]) == pytest.approx((0.4093, 0.9285), abs=1e-4)
    assert said["off_label"]["count"] == 2
    assert said["refusals"]["count"] == 1
    assert said["macro_f1"] == pytest.approx(6 / 7)
    assert said["answered_as"] == {"fruit": 3, "tool": 3, "off-label": 1, "refusal": 1}
    assert said["completion_tokens"] == 3 * 2 + 3 * 1 + 1 + 4
    assert (said["cost"], said["spent"]) == (0, 0)
    assert said["first_s"] > 0
    assert said["dataset"]["id"] == "things"
    assert len(said["dataset"]["sha256"]) == 64
    assert len(asked(notes)) == 8


def test_figures_for_people(workbench: Command, prompt: Path) -> None:
    done = workbench("prompt", prompt, "--dataset", "things", "--concurrency", "2")
    assert "accuracy    75.0 % (95 %: 40.9 … 92.9)" in done.out
    assert "off-label   25.0 %" in done.out
    assert "cost        none, it ran on this machine" in done.out
    assert "first text  after " in done.out
    assert "8 questions; the longest takes" in done.err
    assert "If none is known yet: about " in done.err
    assert "nothing leaves this machine" in done.err


def test_what_was_answered_is_not_asked_again(
    workbench: Command, prompt: Path, notes: Path
) -> None:
    few = workbench("prompt", prompt, "--dataset", "things", "--limit", "3", "--json").last
    assert (few["rows"], len(asked(notes))) == (3, 3)
    whole = workbench("prompt", prompt, "--dataset", "things")
    assert "8 of 8, 3 known already" in whole.out
    assert len(asked(notes)) == len(set(asked(notes))) == 8
    again = workbench("prompt", prompt, "--dataset", "things", "--json").last
    assert (again["asked"], again["accuracy"]["count"]) == (0, 6)
    assert len(asked(notes)) == 8
    workbench("prompt", prompt, "--dataset", "things", "--fresh")
    assert len(asked(notes)) == 16


def test_every_answer_in_a_table(workbench: Command, prompt: Path, tmp_path: Path) -> None:
    table, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    workbench("prompt", prompt, "--dataset", "things", "--csv", table, "--jsonl", lines)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    objects = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert [row["text"] for row in rows] == [each["text"] for each in objects]
    assert [each["row"] for each in objects] == list(range(8))
    assert sum(each["right"] for each in objects) == 6
    (odd,) = [each for each in objects if each["text"] == "a fig"]
    assert (odd["truth"], odd["answer"], odd["label"], odd["kind"]) == (
        "fruit",
        "maybe",
        None,
        "off-label",
    )


def test_a_question_without_an_answer(
    workbench: Command, prompt: Path, home: Path, tmp_path: Path
) -> None:
    set_up(home, busy="chisel")
    lines = tmp_path / "a.jsonl"
    done = workbench("prompt", prompt, "--dataset", "things", "--json", "--jsonl", lines)
    assert done.code == 1
    assert "1 question got no answer: Too busy. Come back later." in done.err
    assert (done.last["answered"], done.last["failed"]) == (7, 1)
    assert done.last["accuracy"]["total"] == 7
    errors = [json.loads(line)["error"] for line in lines.read_text("utf-8").splitlines()]
    assert sorted(filter(None, errors)) == ["Too busy."]
    set_up(home)
    assert workbench("prompt", prompt, "--dataset", "things", "--json").last["asked"] == 1


def test_where_data_goes(workbench: Command, prompt: Path, home: Path, notes: Path) -> None:
    set_up(home, host="api.example.org")
    for more in (("--input", "a pear"), ("--dataset", "things")):
        done = workbench("prompt", prompt, *more)
        assert "its prompts are sent to api.example.org" in done.err
        assert done.code == 0
    before = len(asked(notes))
    for more in (("--input", "a pear"), ("--dataset", "things")):
        refused = workbench("prompt", prompt, "--local-only", "--model", "sage/small", *more)
        assert refused.code == 1
        assert "api.example.org" in refused.err
        assert "What to do" in refused.err
    assert len(asked(notes)) == before
    assert (
        "not known: this model has no price"
        in workbench("prompt", prompt, "--dataset", "things").out
    )


def test_a_ceiling_of_cost(workbench: Command, prompt: Path, home: Path, notes: Path) -> None:
    set_up(home, host="api.example.org")
    arguments = ("prompt", prompt, "--dataset", "things", "--json", "--max-cost", "0.01")
    unknown = workbench(*arguments)
    assert unknown.code == 2
    assert "price of this model is not known" in unknown.err
    (home / "config" / "prices.toml").write_text(
        "date = 2026-12-01\nsource = 'a bill'\n[[price]]\nhost = 'api.example.org'\n"
        "model = 'small'\ninput = 100\noutput = 10\n",
        "utf-8",
    )
    short = workbench(*arguments)
    assert short.code == 1
    assert 0 < short.last["spent"] <= 0.01
    assert 0 < short.last["answered"] < 8
    assert "more than is left" in short.last["halted"]
    assert short.last["price"]["source"] == "a bill"
    whole = workbench("prompt", prompt, "--dataset", "things", "--max-cost", "1")
    assert whole.code == 0
    assert "(prices of 2026-12-01)" in whole.out
    assert len(asked(notes)) == 8


def test_who_cannot_be_held_to_labels_is_said(workbench: Command, prompt: Path) -> None:
    held = workbench("prompt", prompt, "--input", "a pear", "--json")
    assert held.last["held"] is None
    prompt.write_text(f"constrained = true\n{PROMPT}", "utf-8")
    for arguments in (("--input", "a pear"), ("--dataset", "things")):
        done = workbench("prompt", prompt, *arguments, "--json")
        assert done.last["held"] is False
        assert "sage/small cannot be held to the labels" in done.err


def test_a_prompt_that_does_not_fit(workbench: Command, prompt: Path, home: Path) -> None:
    set_up(home, context=270)
    once = workbench("prompt", prompt, "--input", "a pear")
    assert once.code == 1
    assert "With no shots it fits." in once.err
    rows = workbench("prompt", prompt, "--dataset", "things")
    assert rows.code == 1
    assert "does not fit" in rows.err
    assert workbench("prompt", prompt, "--input", "a pear", "--shots", "0").code == 0


def test_nearest_shots_say_how_they_are_found(workbench: Command, prompt: Path) -> None:
    text = PROMPT.replace("stratified", "nearest") + 'encoder = ""\n'
    prompt.write_text(text, "utf-8")
    done = workbench("prompt", prompt, "--input", "one drill", "--json")
    assert done.last["shown"][-1]["text"] == "a drill"
    assert "Nearest shots are found by" in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.toml", "--input", "x"], "no prompt none.toml"),
        (["PROMPT", "--input", "x", "--dataset", "things"], "Either one input"),
        (["PROMPT", "--dataset", "nothing"], "no dataset 'nothing'"),
        (["PROMPT", "--dataset", "shakespeare"], "dataset"),
        (["PROMPT", "--input", "x", "--model", "nobody/x"], "no provider 'nobody'"),
        (["PROMPT", "--input", "x", "--shots", "99"], "only 8 rows"),
        (["PROMPT", "--input", "x", "--shots", "-1"], "--shots"),
        (["PROMPT", "--dataset", "things", "--set", "colour=3"], "no such setting"),
        (["PROMPT", "--dataset", "digits"], "pictures"),
    ],
)
def test_requests_that_make_no_sense(
    workbench: Command, prompt: Path, arguments: list[str], words: str
) -> None:
    done = workbench("prompt", *[str(prompt) if a == "PROMPT" else a for a in arguments])
    assert done.code == 2, done.err
    assert words in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_ctrl_c_keeps_what_was_answered(prompt: Path, home: Path, notes: Path) -> None:
    set_up(home, pause=0.2)
    command = [
        sys.executable,
        "-m",
        "workbench",
        "prompt",
        str(prompt),
        "--dataset",
        "things",
        "--concurrency",
        "1",
        "--json",
    ]
    process = subprocess.Popen(command, stdout=-1, stderr=-1, text=True, env=os.environ)
    deadline = time.monotonic() + 60
    while len(asked(notes)) < 3:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Error" not in err
    assert "the same command goes on" in err
    said = json.loads(out.splitlines()[-1])
    assert said["halted"] == "it was stopped"
    assert said["answered"] == len(asked(notes)) == 3
    assert "waiting for answers" in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_it_loads_neither_torch_nor_qt(prompt: Path) -> None:
    code = (
        "import sys\nfrom workbench.cli.main import main\n"
        f"try: main(['prompt', {str(prompt)!r}, '--dataset', 'things', '--json'])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert not {'torch', 'PySide6', 'shiboken6', 'onnxruntime'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
