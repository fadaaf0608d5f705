"""Settings field by field: what is in doubt costs nothing else, and privacy fails closed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from workbench.core import settings
from workbench.core.contracts.errors import StorageError
from workbench.core.settings import Settings


def written(text: str | bytes) -> Path:
    path = settings.file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_what_is_saved_is_read_again(home: Path) -> None:
    chosen = settings.load()
    chosen.theme = "dark"
    chosen.blocked = ["x"]
    chosen.providers = {"openai": {"url": "https://a.com/v1", "folder": None}}
    chosen.save()
    again = settings.load()
    assert (again.theme, again.blocked, again.problem) == ("dark", ["x"], "")
    assert again.providers == {"openai": {"url": "https://a.com/v1"}}
    assert not again.local_only


@pytest.mark.parametrize(
    ("text", "field", "value", "words"),
    [
        ("theme = 'sepia'\nlocal_only = true\n", "local_only", True, "theme = 'sepia'"),
        ("local_only = true\nblocked = ['a', 3, 'b']\n", "blocked", ["a", "b"], "blocked.0 = 3"),
        ("blocked = 'a'\n", "blocked", ["a"], ""),
        ("layout = { a = 'x', b = 3 }\ntheme = 'dark'\n", "layout", {"a": "x"}, "layout.b = 3"),
        (
            "providers = { a = 1, b = { url = 'u' } }",
            "providers",
            {"b": {"url": "u"}},
            "providers.a",
        ),
        ("new = 1\ntheme = 'dark'\n", "theme", "dark", "new is not a setting"),
        ("lesson_done = 7\ntheme = 'light'\n", "theme", "light", "lesson_done = 7"),
        ("\ufefflocal_only = true\r\n", "local_only", True, ""),
    ],
)
def test_one_value_in_doubt_costs_itself(text: str, field: str, value: object, words: str) -> None:
    path = written(text)
    for _ in range(2):
        found = settings.load()
        assert getattr(found, field) == value
        assert words in found.problem
        assert not found.locked
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize(
    "text",
    [
        "local_only = 'perhaps'\n",
        "local_only = 2\n",
        "local_only = [true]\n",
        "local_only = {}\n",
        "local-only = true\n",
        "Local_Only = true\n",
        "localonly = 1\n",
        "offline = true\n",
        "never_send = true\n",
        "local = true\n",
        "no_network = 1\n",
        "network = false\n",
        "send_data = 'never'\n",
        "upload = 0\n",
        "local_only = false\nlocal_onyl = true\n",
        "theme = 'dark'\n[layout]\nlocal_only = true\n",  # added at the end of the file
        "local_only = false\n[providers.openai]\nurl = 'https://a.com'\nlocal_only = true\n",
        "[privacy]\nlocal_only = true\n",
        "[network]\nlocal_only = true\n",
        "[providers.cloud]\nlocal_only = true\n",  # the table's name says nothing of it
        "local_online = true\n",
        "local_only = true\nlocal_only = false\n",
        "local_only = true\n[",
        "local_only = yes\n",
        "",
        " \n",
        "\0" * 64,
        b"theme = '\xff'\n",
        "local_only = false".encode("utf-16"),
        "a = " + "[" * 5000,
    ],
)
def test_privacy_fails_closed(text: str | bytes) -> None:
    path = written(text)
    before = path.read_bytes()
    for _ in range(2):
        found = settings.load()
        assert found.local_only
        assert found.locked
        assert str(path) in found.problem
        assert "nothing is sent to another machine" in found.problem
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["offline = false\n", "network = true\n", "upload = 1\n", "never_send = false\n"]
)
def test_what_was_never_closed_stays_open(text: str) -> None:
    written(text)
    found = settings.load()
    assert not found.local_only
    assert "is local_only meant" in found.problem


def test_a_switch_in_doubt_is_explained_in_plain_words() -> None:
    written("local_only = 'perhaps'\n")
    assert (
        "local_only = 'perhaps' cannot be used (must be true or false)" in settings.load().problem
    )


def test_a_file_that_cannot_be_opened(home: Path) -> None:
    settings.file().mkdir(parents=True)
    assert settings.load().local_only
    settings.file().rmdir()
    assert not settings.load().local_only
    settings.file().symlink_to(home / "a disk that is not there")
    assert settings.load().local_only
    settings.file().unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(settings.file())
        assert settings.load().local_only
        assert "pipe" in settings.load().problem


def test_a_file_that_cannot_be_read_is_not_written() -> None:
    path = written("theme = 'dark'\n[oh")
    found = settings.load()
    found.theme = "light"
    with pytest.raises(StorageError, match="not saved") as caught:
        found.save()
    assert "Mend" in caught.value.remedy
    assert path.read_text("utf-8") == "theme = 'dark'\n[oh"
    written("theme = 'dark'\nblocked = ['a']\n")
    found.save()  # it was mended
    assert settings.load().theme == "light"
    assert settings.load().blocked == ["a"]


def test_what_this_version_cannot_use_stays_in_the_file() -> None:
    written("theme = 'sepia'\nnew = 1\nlocal_only = 'perhaps'\n[layout]\na = 'x'\nb = 3\n")
    found = settings.load()
    found.blocked = ["x"]
    found.layout = {**found.layout, "c": "y"}
    found.save()
    again = settings.load()
    assert "theme = 'sepia'" in again.problem
    assert "new is not a setting" in again.problem
    assert "layout.b = 3" in again.problem
    assert again.locked
    assert again.blocked == ["x"]
    assert again.layout == {"a": "x", "c": "y"}
    again.theme = "dark"  # what is chosen again takes its place
    again.save()
    assert settings.load().theme == "dark"
    assert "sepia" not in settings.load().problem


def test_a_window_that_closes_takes_nothing_back() -> None:
    window, command = settings.load(), settings.load()
    command.local_only = True
    command.save()
    window.geometry = "moved"
    window.save()
    assert settings.load().local_only
    assert settings.load().geometry == "moved"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.dictionaries(st.sampled_from([*Settings.model_fields, "x"]), VALUES))
def test_any_table_is_read_and_keeps_its_word_on_privacy(
    home: Path, table: dict[str, object]
) -> None:
    import tomli_w

    table = {name: value for name, value in table.items() if "None" not in repr(value)}
    path = written(tomli_w.dumps(table) or "# nothing\n")
    before = path.read_bytes()
    found = settings.load()
    said = table.get("local_only", False)
    assert found.local_only is (said is not False and said != 0 and said not in ("f", "n"))
    assert path.read_bytes() == before
    found.geometry = "moved"
    found.save()
    assert settings.load().geometry == "moved"
    assert settings.load().local_only is found.local_only


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_fail_closed(home: Path, raw: bytes) -> None:
    written(raw)
    found = settings.load()
    assert found.local_only or not found.locked
