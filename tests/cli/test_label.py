"""``workbench label``: a labelling from beginning to end without a screen."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Command
from workbench.cli.labelgo import meant
from workbench.labelling import project

MAILS = "text,kind\n" + "".join(
    f"{'win a free prize' if n % 2 else 'see you at home'} {n},{'spam' if n % 2 else 'ham'}\n"
    for n in range(30)
)
PROVIDER = '''
"""A provider that knows which word decides."""
from workbench import Capabilities, Piece, Provider, hookimpl


class Knows(Provider):
    id, name, about = "knows", "Knows", "Says which it is."

    def models(self):
        return ["all"]

    def capabilities(self, model):
        return Capabilities(completion=True, streaming=True)

    def destination(self, model):
        return ""

    def ask(self, request):
        yield Piece("spam" if "prize" in request.prompt.rpartition("Message:")[2] else "perhaps")
        yield Piece("", None, 3, 2, "stop")


@hookimpl
def register_providers():
    return [Knows]
'''


ENCODER = '''
"""An encoder that notes what it is asked for."""
from pathlib import Path

import numpy as np
from workbench import Encoder, hookimpl


class Counts(Encoder):
    id, name, about = "counts", "Counts", "Counts prizes."

    def models(self):
        return ["all"]

    def destination(self, model):
        return ""

    def embed(self, model, texts):
        with Path(__file__).with_suffix(".asked").open("a") as file:
            file.write("".join(f"{text}\\n" for text in texts))
        return np.array([[text.count("prize"), len(text)] for text in texts], np.float32)


@hookimpl
def register_encoders():
    return [Counts]
'''


@pytest.fixture
def mails(workbench: Command, home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mails.csv"
    path.write_text(MAILS, "utf-8")
    done = workbench("label", "new", "mails", "--file", path, "--label-column", "kind")
    assert done.code == 0, done.err
    assert "30 rows to label as ham, spam" in done.out
    return path


def test_nothing_is_labelled_at_first(workbench: Command, home: Path) -> None:
    done = workbench("label")
    assert done.code == 0
    assert "label new" in done.err
    missing = workbench("label", "show", "mails")
    assert missing.code != 0
    assert "no labelling 'mails'" in missing.err


def test_rows_are_asked_one_after_the_other(
    workbench: Command, mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["1", "spam", "", "u", "h", "what", "HAM", "q"])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(typed))
    done = workbench("label", "go", "mails", "--order", "given", "--by", "ann")
    assert done.code == 0, done.err
    assert "'what' is no label" in done.err
    assert "4 labels. 26 rows are left." in done.err
    said = project.find("mails").standing()
    assert said == {"ann": {0: "ham", 1: "spam", 2: "ham", 3: "ham"}}
    # It goes on where it was, and what was there first comes no more.
    typed = iter(["q"])
    again = workbench("label", "go", "mails", "--order", "given", "--by", "ann")
    assert again.out.startswith("4: see you at home 4")


def test_what_was_said_another_day_is_taken_back_too(
    workbench: Command, mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["1", "2", "q", "u", "u", "u", "2", "q"])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(typed))
    workbench("label", "go", "mails", "--order", "given", "--by", "ann")
    again = workbench("label", "go", "mails", "--order", "given", "--by", "ann")
    assert "1 label. 29 rows are left." in again.err
    assert project.find("mails").standing() == {"ann": {0: "spam"}}


@pytest.mark.parametrize(("order", "times"), [("given", 0), ("uncertain", 2)])
def test_learning_is_for_those_who_need_it(
    workbench: Command, mails: Path, monkeypatch: pytest.MonkeyPatch, order: str, times: int
) -> None:
    from workbench.labelling import suggestions

    asked: list[object] = []
    learn = suggestions.suggest
    monkeypatch.setattr(suggestions, "suggest", lambda *a, **k: asked.append(1) or learn(*a, **k))
    typed = iter(["ham", "spam"] * 6 + ["q"])
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(typed))
    done = workbench("label", "go", "mails", "--order", order, "--by", "ann")
    assert "12 labels. 18 rows are left." in done.err
    assert len(asked) == times


def test_an_encoder_is_lent_and_asked_once(workbench: Command, mails: Path, home: Path) -> None:
    plugin = home / "config" / "plugins" / "counts.py"
    plugin.parent.mkdir(parents=True)
    plugin.write_text(ENCODER, "utf-8")
    assert workbench("plugins", "disable", "minilm").code == 0  # which would come first
    for row, label in enumerate(["ham", "spam"] * 2):
        workbench("label", "set", "mails", str(row), label, "--by", "ann")
    rows = ("label", "rows", "mails", "--learner", "encoder-head", "--by", "ann", "--json")
    found = workbench(*rows, "--order", "given").last
    assert [r["suggestion"] for r in found[:4]] == ["ham", "spam", "ham", "spam"]
    asked = plugin.with_suffix(".asked").read_text().splitlines()
    assert len(asked) == len(set(asked)) == 30
    assert workbench(*rows, "--order", "uncertain").code == 0
    assert plugin.with_suffix(".asked").read_text().splitlines() == asked


def test_the_end_of_input_ends_it(
    workbench: Command, mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("click.termui.visible_prompt_func", ended)
    assert workbench("label", "go", "mails").code == 0


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("", ""),
        ("b", None),
        ("ban", "banana"),
        ("1", "apple"),
        ("4", None),
        ("u", "u"),
        ("q", "q"),
        ("BERRY", "berry"),
        ("0", None),
        ("x", None),
    ],
)
def test_what_was_meant(typed: str, label: str | None) -> None:
    assert meant(typed, ("apple", "banana", "berry")) == label


def test_labels_that_are_called_like_commands_win() -> None:
    assert meant("u", ("u", "1")) == "u"
    assert meant("1", ("u", "1")) == "1"
    assert meant("Q", ("q", "Q")) == "Q"


def test_set_unset_and_show(workbench: Command, mails: Path) -> None:
    for row in range(10):
        label = "spam" if row % 2 else "ham"
        assert workbench("label", "set", "mails", str(row), label, "--by", "ann").code == 0
        other = "spam" if row in (1, 2, 3) else "ham"
        assert workbench("label", "set", "mails", str(row), other, "--by", "ben").code == 0
    assert workbench("label", "unset", "mails", "9", "--by", "ben").code == 0
    refused = workbench("label", "set", "mails", "3", "eggs")
    assert refused.code != 0
    assert "ham, spam" in refused.err
    found = workbench("label", "show", "mails", "--json").last
    assert found["people"] == {"ann": 10, "ben": 9}
    assert found["disputed"] == 3
    assert found["counts"] == {"ham": 4, "spam": 3}
    pair, *source = found["kappas"]
    assert pair["people"] == ["ann", "ben"]
    assert pair["rows"] == 9
    assert {k["people"][0] for k in source} == {"ann", "ben"}
    text = workbench("label", "show", "mails").out
    assert "ann and ben" in text
    assert "7; 3 disputed, 0 left" in text


def test_functions_words_patterns_and_prompts(
    workbench: Command, mails: Path, home: Path, tmp_path: Path
) -> None:
    plugin = home / "config" / "plugins" / "knows.py"
    plugin.parent.mkdir(parents=True, exist_ok=True)
    plugin.write_text(PROVIDER, "utf-8")
    prompt = tmp_path / "asks.toml"
    prompt.write_text('name = "asks"\nform = "completion"\nexample = "Message: {text}"\n', "utf-8")
    add = ("label", "add-function", "mails")
    assert workbench(*add, "prize", "--label", "spam", "--word", "prize").code == 0
    assert workbench(*add, "home", "--label", "ham", "--pattern", r"home \d").code == 0
    asked = workbench(*add, "asks", "--prompt", prompt, "--model", "knows/all")
    assert asked.code == 0, asked.err
    bad = workbench(*add, "odd", "--label", "spam", "--pattern", "(")
    assert bad.code != 0
    assert "regular expression" in bad.err
    done = workbench("label", "apply", "mails", "--json")
    assert done.code == 0, done.err
    judged = {each["name"]: each for each in done.last["functions"]}
    assert {name: each["coverage"] for name, each in judged.items()} == {
        "prize": 0.5,
        "home": 0.5,
        "asks": 0.5,
    }
    assert done.last["labels"] == {str(n): "spam" if n % 2 else "ham" for n in range(30)}
    assert "at least 90% sure" in workbench("label", "apply", "mails").out
    assert workbench("label", "remove-function", "mails", "asks").code == 0
    gone = workbench("label", "remove-function", "mails", "asks")
    assert gone.code != 0
    assert "It has prize, home" in gone.err


def test_labels_leave_and_another_persons_come(
    workbench: Command, mails: Path, tmp_path: Path
) -> None:
    for row in range(6):
        workbench("label", "set", "mails", str(row), "spam" if row % 2 else "ham", "--by", "ann")
    out = tmp_path / "labels.csv"
    assert workbench("label", "export", "mails", out).code == 0
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["label"] for row in rows[:7]] == ["ham", "spam"] * 3 + [""]
    done = workbench("label", "import", "mails", out, "--by", "ben")
    assert "6 labels of ben imported" in done.out
    assert workbench("label", "show", "mails", "--json").last["people"] == {"ann": 6, "ben": 6}


def test_what_comes_next_is_what_it_is_unsure_of(workbench: Command, mails: Path) -> None:
    for row in range(8):
        workbench("label", "set", "mails", str(row), "spam" if row % 2 else "ham")
    found = workbench("label", "rows", "mails", "--order", "uncertain", "--json").last
    sure = [row["probability"] for row in found]
    assert sure == sorted(sure)
    assert all(row["suggestion"] == ("spam" if row["row"] % 2 else "ham") for row in found)
    odd = workbench("label", "rows", "mails", "--learner", "majority")
    assert odd.code != 0
    assert "tfidf" in odd.err


@pytest.mark.slow
def test_labels_are_trained_on_like_any_dataset(
    workbench: Command, mails: Path, tmp_path: Path
) -> None:
    for row in range(20):
        workbench("label", "set", "mails", str(row), "spam" if row % 2 else "ham")
    path = tmp_path / "own.toml"
    path.write_text(
        'device = "cpu"\n[dataset]\nid = "own-labels"\nlabelling = "mails"\n'
        '[architecture]\nid = "bag-of-embeddings"\n[trainer]\nid = "text-supervised"\nepochs = 8\n',
        "utf-8",
    )
    done = workbench("run", path, "--json")
    assert done.code == 0, done.err
    assert done.last["metrics"]["test/accuracy"] == 1.0


def test_pictures_of_a_folder(
    workbench: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for n in range(4):
        Image.fromarray(np.full((20, 20), 40 * n, np.uint8)).save(folder / f"{n}.png")
    done = workbench(
        "label",
        "new",
        "greys",
        "--pictures",
        folder,
        "--grey",
        "--side",
        "8",
        "--class",
        "dark",
        "--class",
        "light",
        "--json",
    )
    assert done.code == 0, done.err
    assert json.loads(done.out)["rows"] == 4
    listed = workbench("label", "list", "--json").last
    assert [each["name"] for each in listed] == ["greys"]
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "q")
    shown = workbench("label", "go", "greys", "--order", "given").out
    assert shown.startswith("picture 0\n....")
    assert "picture 3" in workbench("label", "rows", "greys").out
    assert workbench("label", "delete", "greys", "--yes").code == 0
    assert workbench("label", "list", "--json").last == []


def test_a_source_is_needed_and_test_rows_are_warned_of(workbench: Command, home: Path) -> None:
    none = workbench("label", "new", "x")
    assert none.code != 0
    assert "--dataset, --file and --pictures" in none.err
    done = workbench("label", "new", "x", "--dataset", "short-reviews", "--split", "test")
    assert done.code == 0
    assert "cannot be tested on them" in done.err


def test_a_labelling_without_labels_asks_for_them(workbench: Command, tmp_path: Path) -> None:
    table = tmp_path / "inbox.csv"
    table.write_text("text\nfree prize\nsee you\n", "utf-8")
    done = workbench("label", "new", "mails", "--file", table)
    assert done.code == 2
    assert "needs two labels" in done.err
    assert "--class" in done.err
