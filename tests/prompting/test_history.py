"""What was asked is found again, whole, and asked again."""

from __future__ import annotations

import dataclasses
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.prompting.scripted import Scripted
from workbench.core import paths, secrets
from workbench.core.contracts.errors import StorageError, UsageError
from workbench.core.contracts.provider import Options
from workbench.core.settings import Settings
from workbench.prompting.ask import ask
from workbench.prompting.history import History, default_file
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Example, Prompt, Shots, render
from workbench.prompting.responses import Response

PROMPT = Prompt(
    name="translate",
    description="Translate:",
    example="{text} = {label}",
    form="completion",
    shots=Shots(count=1, choose="given", given=(Example(text="rot", label="red"),)),
    options=Options(max_tokens=6, stop=("\n",), temperature=0.7, seed=None),
)
REPLY = Response(
    "dog", "stop", 12, 1, 0.25, 0.5, 2, (("do", -0.25), ("g", -0.125)), asked_at=1_790_000_000.0
)


@pytest.fixture
def history(tmp_path: Path):
    with History(tmp_path / "h.sqlite") as made:
        yield made


def add(history: History, text: str = "Hund", answer: str = "dog", name: str = "translate") -> int:
    prompt = PROMPT.model_copy(update={"name": name})
    return history.add(
        prompt, Row(text), "llama/SmolLM2", "", dataclasses.replace(REPLY, text=answer)
    )


def texts(history: History, words: str = "", **how: bool) -> list[str]:
    return [entry.row.text for entry in history.find(words, **how)]


def test_all_of_it_comes_back(history: History) -> None:
    row = Row("Hund", "dog", (b"\x89PNG\0\xff", b""), "test", 17)
    id = history.add(PROMPT, row, "openai/gpt-4o", "api.openai.com", REPLY, 0.000125)
    with History(history.path) as again:
        entry = again.get(id)
    assert entry.prompt() == PROMPT
    assert entry.version == PROMPT.version
    assert entry.row == row
    assert entry.reply == dataclasses.replace(REPLY, stored=True)
    assert (entry.model, entry.destination) == ("openai/gpt-4o", "api.openai.com")
    assert (entry.cost, entry.starred) == (0.000125, False)
    (listed,) = history.find()
    assert (listed.row.images, listed.pictures) == ((), 2)
    assert dataclasses.replace(listed, row=row) == entry


def test_every_word_must_be_there_in_any_case(history: History) -> None:
    add(history, "Straße im Wald", "street in the woods")
    add(history, "Hund", "dog", name="Animals")
    assert texts(history) == ["Hund", "Straße im Wald"]
    assert texts(history, "STRASSE woods") == ["Straße im Wald"]
    assert texts(history, "animals") == ["Hund"]
    assert texts(history, "smollm2 translate:") == ["Hund", "Straße im Wald"]
    assert texts(history, "street dog") == []
    assert texts(history, "100% _ '\"; --") == []
    assert len(history.find(limit=1)) == 1


def test_stars(history: History) -> None:
    first = add(history, "one")
    add(history, "two")
    history.star(first)
    assert texts(history, starred=True) == ["one"]
    assert texts(history, "two", starred=True) == []
    assert history.get(first).starred
    history.star(first, False)
    assert texts(history, starred=True) == []


def test_what_is_removed_is_gone_and_its_number_with_it(history: History) -> None:
    first = add(history, "one")
    history.remove(first)
    assert len(history) == 0
    assert add(history, "two") > first
    for act in (history.get, history.remove, history.star):
        with pytest.raises(UsageError, match=f"no question {first} "):
            act(first)


def test_the_users_is_beside_the_prompts(home: Path) -> None:
    with History() as made:
        assert made.path == default_file() == paths.data() / "prompts" / "history.sqlite"


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "h.sqlite"
    path.write_bytes(b"no database" * 500)
    with History(path) as made:
        assert made.damaged == tmp_path / "h.damaged"
        assert made.damaged.read_bytes().startswith(b"no database")
        add(made)
        assert texts(made) == ["Hund"]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="history of questions") as caught:
        History(tmp_path / "file" / "h.sqlite")
    assert caught.value.remedy


def test_what_another_version_wrote_is_left_alone(history: History) -> None:
    good, bad, odd = add(history, "good"), add(history, "bad"), add(history, "odd")
    db = sqlite3.connect(history.path)
    db.execute("UPDATE questions SET reply = '{\"thoughts\": 1}' WHERE id = ?", [bad])
    db.execute("UPDATE questions SET prompt = 'mood = \"good\"' WHERE id = ?", [odd])
    db.commit()
    db.close()
    assert [entry.id for entry in history.find()] == [odd, good]
    with pytest.raises(UsageError, match="mood"):
        history.get(odd).prompt()


def test_several_threads(history: History) -> None:
    def work(n: int) -> None:
        for i in range(10):
            add(history, f"{n} {i}")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts(history)) == sorted(f"{n} {i}" for n in range(4) for i in range(10))


def test_no_key_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider that takes a key is asked with it; the key is nowhere in the file."""
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    secrets.put("scripted", "sk-planted-key")
    provider = Scripted(lambda request: "yes", place="api.example.com")
    provider.key = secrets.get("scripted")  # type: ignore[attr-defined]
    prompt, row = Prompt(description="Is it?"), Row("so")
    reply = ask(provider, render(prompt, (), row, model="word"), Settings())
    with History(tmp_path / "h.sqlite") as made:
        made.add(prompt, row, "scripted/word", provider.destination("word"), reply)
        assert made.find("api") == []
        assert made.find("yes")
    written = b"".join(path.read_bytes() for path in tmp_path.glob("h.sqlite*"))
    assert b"so" in written
    assert b"planted" not in written


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=[])),
    answer=st.text(st.characters(exclude_categories=[])),
    description=st.text().filter(lambda text: not set(text) & set("{}\r")),
    images=st.lists(st.binary(max_size=20)).map(tuple),
)
def test_any_text_can_be_kept(
    history: History, text: str, answer: str, description: str, images: tuple[bytes, ...]
) -> None:
    prompt = Prompt(name=text[:20], description=description, example="{text}")
    id = history.add(prompt, Row(text, images=images), "a/b", "", Response(answer))
    entry = history.get(id)
    assert entry.row == Row(text, images=images)
    assert entry.reply.text == answer
    assert entry.prompt().description == description
    words = text.split()
    if words:
        assert id in [found.id for found in history.find(words[0])]
    history.remove(id)
