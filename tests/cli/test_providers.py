"""The verb ``providers``: what is there, where it sends data, and keys that are never shown."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from tests.cli.conftest import Command
from workbench.core import secrets

KEY = "sk-planted-0123456789"

PLUGIN = """
from workbench import Capabilities, Provider, UsageError, hookimpl


class Near(Provider):
    id, name, about = "near", "Near", "Here."

    def models(self):
        return ["a", "b", "c", "d"]

    def destination(self, model):
        return ""


class Far(Near):
    id, name = "far", "Far"

    def models(self):
        raise UsageError("It was asked.", "Do not.")

    def destination(self, model):
        return "api.example.com"

    def key_name(self):
        return "far at api.example.com"


class Bad(Near):
    id, name = "bad", "Bad"

    def models(self):
        return 1 / 0


@hookimpl
def register_providers():
    return [Near, Far, Bad]
"""


BOTH = """
from workbench import Encoder, Params, Provider, hookimpl, param


class Settings(Params):
    url: str = param("", "Address", "Where it is.")


class Writes(Provider):
    id, name, about = "both", "Both", "Writes."
    Params = Settings

    def models(self):
        return ["writer"]

    def destination(self, model):
        return ""


class Encodes(Encoder):
    id, name, about = "both", "Both", "Encodes."
    Params = Settings  #

    def models(self):
        return ["vectors"]

    def destination(self, model):
        return ""


@hookimpl
def register_providers():
    return [Writes]


@hookimpl
def register_encoders():
    return [Encodes]
"""


class Ring(KeyringBackend):
    """A keyring in memory that counts as one of the system's."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def ring(home: Path, monkeypatch: pytest.MonkeyPatch) -> Ring:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "three.py").write_text(PLUGIN, "utf-8")
    ring = Ring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    for name in ("get", "set", "delete"):
        monkeypatch.setattr(keyring, f"{name}_password", getattr(ring, f"{name}_password"))
    return ring


def _pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def _listed(workbench: Command, *arguments: str) -> dict[str, Any]:
    result = workbench("providers", "--json", *arguments)
    assert result.code == 0
    return {row["id"]: row for row in result.last}


def test_what_is_there_and_what_is_missing(workbench: Command) -> None:
    found = _listed(workbench)
    assert found["near"]["models"] == ["a", "b", "c", "d"]
    assert (found["near"]["destination"], found["near"]["state"]) == ("", "ready")
    assert (found["far"]["state"], found["far"]["remedy"]) == ("missing", "Do not.")
    assert (found["far"]["destination"], found["far"]["key"]) == ("api.example.com", "none")
    assert "ZeroDivisionError" in found["bad"]["problem"]
    assert {"llama", "own-runs", "openai-http", "openai", "ollama"} <= set(found)
    assert "workbench providers key openai" in found["openai"]["remedy"]


def test_an_encoder_beside_a_provider_is_one_row(workbench: Command, home: Path) -> None:
    (home / "config" / "plugins" / "both.py").write_text(BOTH, "utf-8")
    found = _listed(workbench)
    assert (found["both"]["models"], found["both"]["encoders"]) == (["writer"], ["vectors"])
    assert found["both"]["state"] == "ready"
    assert "writer, vectors (encoder)" in workbench("providers").out
    changed = BOTH.replace("Params = Settings  #", "pass  #")
    (home / "config" / "plugins" / "both.py").write_text(changed, "utf-8")
    assert "both" not in _listed(workbench)
    assert "different Params" in workbench("plugins", "show", "both").out


def test_for_people(workbench: Command) -> None:
    lines = workbench("providers").out.splitlines()
    near = next(line for line in lines if line.startswith("near "))
    assert "this machine" in near
    assert "a, b, c and 1 more" in near
    assert any(line.startswith("far ") and "api.example.com" in line for line in lines)
    assert "far: Do not." in lines


@pytest.mark.parametrize("how", ["flag", "settings"])
def test_local_only_asks_nobody_elsewhere(workbench: Command, home: Path, how: str) -> None:
    if how == "settings":
        (home / "config" / "settings.toml").write_text("local_only = true\n", "utf-8")
    found = _listed(workbench, *(["--local-only"] if how == "flag" else []))
    assert "It was asked" not in str(found)
    assert "not asked" in found["far"]["problem"]
    assert found["near"]["models"]


def test_a_key_is_kept_in_the_keyring_and_shown_nowhere(
    workbench: Command, monkeypatch: pytest.MonkeyPatch, ring: Ring, home: Path
) -> None:
    _pipe(monkeypatch, f"{KEY}\n")
    result = workbench("providers", "key", "far")
    assert result.code == 0
    assert ring.kept == {("workbench", "far at api.example.com"): KEY}
    assert _listed(workbench)["far"]["key"] == "given"
    written = [path.read_text("utf-8", "replace") for path in home.rglob("*") if path.is_file()]
    assert not [text for text in (result.out, result.err, *written) if KEY in text]
    assert workbench("providers", "key", "far", "--forget").code == 0
    assert ring.kept == {}


def test_without_a_keyring_it_says_where_else(
    workbench: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    _pipe(monkeypatch, f"{KEY}\n")
    result = workbench("providers", "key", "far")
    assert result.code == 1
    assert "WORKBENCH_KEY_FAR" in result.err
    assert KEY not in result.out + result.err
    monkeypatch.setenv("WORKBENCH_KEY_FAR", KEY)
    assert _listed(workbench)["far"]["key"] == "given"


@pytest.mark.parametrize(
    ("name", "words"), [("nobody", "no provider 'nobody'"), ("near", "takes no key")]
)
def test_who_takes_no_key(workbench: Command, name: str, words: str) -> None:
    result = workbench("providers", "key", name)
    assert result.code == 2
    assert words in result.err


def test_no_key_is_no_key(workbench: Command, monkeypatch: pytest.MonkeyPatch, ring: Ring) -> None:
    _pipe(monkeypatch, "\n")
    assert workbench("providers", "key", "far").code == 2
    assert ring.kept == {}


def test_the_doctor_knows_them(workbench: Command) -> None:
    rows = {row["name"]: row for row in workbench("doctor", "--json").last["findings"]}
    assert rows["near"]["value"] == "a, b, c, d"
    assert rows["openai"]["state"] == "note"
    assert "workbench providers key openai" in rows["openai"]["remedy"]
