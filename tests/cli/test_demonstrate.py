"""``workbench demonstrate``: three demonstrations without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore
from workbench.prompting.icl import letter_runs, word_pairs

ENGLISH = {row.text: row.label.split("|")[0] for row in word_pairs.load().questions}

# A provider that translates, labels and transforms as the shots say.
PLUGIN = '''
"""Translates once it was shown how, and finds everything good."""
from workbench import Capabilities, Params, Piece, Provider, hookimpl, param

ENGLISH = ENGLISH_WORDS


class PupilParams(Params):
    host: str = param("", "Host", "Where it is.")


class Pupil(Provider):
    id, name, about = "pupil", "Pupil", "Knows some words."
    Params = PupilParams

    def models(self):
        return ["small"]

    def capabilities(self, model):
        return Capabilities(completion=True, streaming=True, choices=True)

    def destination(self, model):
        return self.params.host

    def ask(self, request):
        lines = request.prompt.splitlines()
        if lines[0].startswith("Translate"):
            word = lines[-1].removesuffix(" =")
            text = ENGLISH[word] if len(lines) > 2 else "?"
        else:
            text = " positive"
        yield Piece(text)
        yield Piece("", None, 1, 1, "stop")


@hookimpl
def register_providers():
    return [Pupil]
'''.replace("ENGLISH_WORDS", repr(ENGLISH))


@pytest.fixture
def pupil(home: Path) -> Path:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "pupil.py").write_text(PLUGIN, "utf-8")
    return folder


def test_translate(workbench: Command, pupil: Path) -> None:
    done = workbench("demonstrate", "translate", "--model", "pupil", "--shots", "0,1,2")
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0].split() == ["condition", "right", "answers", "(95", "%)"]
    assert lines[1].startswith("no shots   0 % (0 … 5)")
    assert lines[3].startswith("2 shots    100 % (95 … 100)")
    assert "With 2 shots accuracy rises from 0 % (no shots) to 100 %" in done.out
    assert "Asking pupil/small; nothing leaves this machine." in done.err


def test_translate_as_json_asks_nothing_twice(workbench: Command, pupil: Path) -> None:
    arguments = ("demonstrate", "translate", "--model", "pupil/small", "--limit", "4", "--json")
    found = workbench(*arguments).last
    assert (found["kind"], found["model"], found["destination"]) == ("words", "pupil/small", "")
    assert [c["shots"] for c in found["conditions"]] == [0, 1, 3]
    one = found["conditions"][1]
    assert (one["accuracy"]["count"], one["accuracy"]["total"]) == (4, 4)
    assert one["answers"][0] == {"input": "rot", "label": "red", "said": "red", "right": True}
    assert (found["asked"], found["failed"], found["halted"]) == (12, 0, "")
    assert workbench(*arguments).last["asked"] == 0
    assert workbench(*arguments, "--fresh").last["asked"] == 12


def test_render_asks_nobody(workbench: Command, pupil: Path) -> None:
    done = workbench("demonstrate", "translate", "--model", "pupil", "--render", "--shots", "0,1")
    assert done.out.startswith("--- no shots\nTranslate German to English:\nrot =\n--- 1 shot\n")
    assert "Asking" not in done.err


def test_labels(workbench: Command, pupil: Path) -> None:
    done = workbench("demonstrate", "labels", "--model", "pupil", "--shots", "2", "--limit", "20")
    assert done.code == 0, done.err
    assert "2 shots, flipped labels  50 %" in done.out
    assert "that may be guessing (50 %)" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("translate", "--shots", "0,x"), "not a list of whole numbers"),
        (("translate", "--shots", "0,9"), "between 0 and 8"),
        (("translate", "--model", "nobody"), "no provider 'nobody'"),
        (("labels", "--dataset", "digits"), "pictures"),
        (("labels", "--dataset", "text-files"), "one long text"),
        (("tasks",), "examples/in-context.toml"),
        (("tasks", "--run", "never"), "There is no run"),
    ],
)
def test_what_cannot_be_is_said(
    workbench: Command, pupil: Path, arguments: tuple[str, ...], said: str
) -> None:
    model = () if "--model" in arguments or "tasks" in arguments else ("--model", "pupil")
    done = workbench("demonstrate", *arguments, *model)
    assert done.code == 2
    assert said in done.err
    assert not done.out


def test_nothing_leaves_the_machine_when_none_may(workbench: Command, pupil: Path) -> None:
    config = pupil.parent / "settings.toml"
    config.write_text('[providers.pupil]\nhost = "far.example"\n', "utf-8")
    done = workbench("demonstrate", "translate", "--model", "pupil", "--local-only")
    assert done.code != 0
    assert "would send the prompt to far.example" in done.err


def test_a_run_on_something_else(workbench: Command, home: Path) -> None:
    run = RunStore().create(Experiment(name="digits"))
    run.close()
    done = workbench("demonstrate", "tasks", "--run", run.id)
    assert done.code == 2
    assert "learnt from 'digits'" in done.err


def test_a_run_without_a_model(workbench: Command, home: Path) -> None:
    run = RunStore().create(letter_runs.experiment())
    run.close()
    done = workbench("demonstrate", "tasks", "--run", run.id)
    assert done.code == 2
    assert "has left no model" in done.err


@pytest.mark.slow
def test_a_small_transformer(workbench: Command, tmp_path: Path) -> None:
    """A run of a few seconds: tasks are asked, answered and counted, whatever it has learnt."""
    path = tmp_path / "small.toml"
    settings = {"steps": 30, "batch_size": 8, "evaluate_every": 30, "sample_length": 5}
    small = letter_runs.experiment().with_part("trainer", "language-model", settings)
    small = small.with_part("dataset", "letter-tasks", {"blocks": 200, "absent": "copy"})
    path.write_text(small.to_toml(), "utf-8")
    trained = workbench("run", path)
    assert trained.code == 0, trained.err
    found = workbench("demonstrate", "tasks", "--shots", "0,5", "--limit", "3", "--json").last
    assert found["absent"] == "copy"
    assert found["model"].startswith("own-runs/")
    assert [(c["task"], c["shots"]) for c in found["conditions"][:2]] == [("copy", 0), ("copy", 5)]
    assert all(c["accuracy"]["total"] == 3 for c in found["conditions"])
    text = workbench("demonstrate", "tasks", "--shots", "0,5", "--limit", "3").out
    assert text.splitlines()[0].split() == ["task", "0", "shots", "5", "shots"]
    assert "of which its text has no example" in text
