"""``workbench history``: what ``prompt`` asked is listed, shown, starred and forgotten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from workbench.prompting.history import default_file
from workbench.prompting.prompts import files

PLUGIN = '''
"""A provider that shouts."""
from workbench import Capabilities, Piece, Provider, hookimpl


class Shout(Provider):
    id, name, about = "shout", "Shout", "Says it louder."

    def models(self):
        return ["loud"]

    def capabilities(self, model):
        return Capabilities(completion=True, streaming=True, images=True)

    def destination(self, model):
        return ""

    def ask(self, request):
        yield Piece(request.prompt.upper() + "\\x1b[2J", -0.5)
        yield Piece("", None, 3, 2, "stop")


@hookimpl
def register_providers():
    return [Shout]
'''
PROMPT = 'name = "louder"\nform = "completion"\nmodels = ["shout/loud"]\n'


@pytest.fixture
def prompt(home: Path, tmp_path: Path) -> Path:
    plugin = home / "config" / "plugins" / "shout.py"
    plugin.parent.mkdir(parents=True)
    plugin.write_text(PLUGIN, "utf-8")
    path = tmp_path / "louder.toml"
    path.write_text(PROMPT, "utf-8")
    return path


def test_what_was_asked_is_listed_newest_first(workbench: Command, prompt: Path) -> None:
    assert "No questions yet" in workbench("history").err
    for text in ("good morning", "good night"):
        assert workbench("prompt", prompt, "--input", text).code == 0
    done = workbench("history")
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines] == ["id", "2", "1"]
    assert "good night" in lines[1]
    assert "GOOD NIGHT" in lines[1]
    assert "shout/loud" in lines[1]
    assert "\x1b" not in done.out
    assert len(workbench("history", "--limit", "1").out.splitlines()) == 2


def test_words_and_stars_choose(workbench: Command, prompt: Path) -> None:
    for text in ("good morning", "good night"):
        workbench("prompt", prompt, "--input", text)
    found = workbench("history", "GOOD", "morn", "--json").last
    assert [(entry["id"], entry["input"]["text"]) for entry in found] == [(1, "good morning")]
    assert workbench("history", "--star", "1").code == 0
    assert [entry["id"] for entry in workbench("history", "--starred", "--json").last] == [1]
    assert " * " in workbench("history", "--starred").out
    assert workbench("history", "--unstar", "1").code == 0
    nothing = workbench("history", "--starred")
    assert (nothing.out, "No question" in nothing.err) == ("", True)


def test_one_is_shown_and_can_be_asked_again(
    workbench: Command, prompt: Path, tmp_path: Path
) -> None:
    first = workbench("prompt", prompt, "--input", "good morning", "--json").last
    shown = workbench("history", "--show", "1")
    assert "louder" in shown.out
    assert "GOOD MORNING" in shown.out
    assert "on this machine" in shown.out
    assert "\x1b" not in shown.out
    entry = workbench("history", "--show", "1", "--json").last
    assert entry["answer"] == first["answer"]
    assert entry["logprobs"] == first["logprobs"]
    assert (entry["prompt_tokens"], entry["completion_tokens"], entry["finish"]) == (3, 2, "stop")
    assert files.loads(entry["toml"]) == files.load(prompt)
    again = tmp_path / "again.toml"
    again.write_text(entry["toml"], "utf-8")
    done = workbench("prompt", again, "--input", entry["input"]["text"], "--json").last
    assert done["answer"] == first["answer"]


def test_pictures_are_counted(workbench: Command, home: Path, prompt: Path, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("L", (30, 30)).save(tmp_path / "a.png")
    prompt.write_text(PROMPT.replace("completion", "chat"), "utf-8")
    plugin = home / "config" / "plugins" / "shout.py"
    said = plugin.read_text("utf-8").replace("completion=True", "chat=True")
    plugin.write_text(said.replace("request.prompt", "request.messages[-1].text"), "utf-8")
    asked = workbench("prompt", prompt, "--input", "what?", "--image", tmp_path / "a.png")
    assert asked.code == 0, asked.err
    (entry,) = workbench("history", "--json").last
    assert entry["input"]["images"] == 1
    assert "(1 picture) what?" in workbench("history").out


def test_forgotten_is_gone(workbench: Command, prompt: Path) -> None:
    workbench("prompt", prompt, "--input", "good morning")
    assert workbench("history", "--forget", "1").code == 0
    assert workbench("history", "--json").last == []
    done = workbench("history", "--show", "1")
    assert done.code == 2
    assert "no question 1" in done.err


def test_asking_to_see_only_is_no_question(workbench: Command, prompt: Path) -> None:
    workbench("prompt", prompt, "--input", "x", "--render")
    assert workbench("history", "--json").last == []


def test_where_it_cannot_be_kept_the_answer_comes_all_the_same(
    workbench: Command, prompt: Path
) -> None:
    default_file().parent.parent.mkdir(parents=True, exist_ok=True)
    default_file().parent.write_text("in the way")
    done = workbench("prompt", prompt, "--input", "good morning", "--json")
    assert done.code == 0
    assert json.loads(done.out.splitlines()[-1])["answer"].startswith("GOOD MORNING")
    assert "history" in done.err
