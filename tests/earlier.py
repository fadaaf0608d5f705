"""What an earlier version left in a user's folder; see ``tests/earlier_versions/README.md``."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

EARLIER = Path(__file__).with_name("earlier_versions")
PLAN = EARLIER / "plan.toml"

# The provider that was asked then, written for the contracts of today.
JUDGE = """
from workbench import Capabilities, Piece, Provider, hookimpl


class Judge(Provider):
    id, name, about = "judge", "Judge", "Goes by a text's length."

    def models(self):
        return ["one"]

    def capabilities(self, model):
        return Capabilities(completion=True, streaming=True)

    def destination(self, model):
        return ""

    def ask(self, request):
        text = request.prompt.rsplit("Text:", 1)[-1]
        yield Piece("positive" if len(text) % 2 else "negative", -0.5)
        yield Piece("", None, 3, 1, "stop")


@hookimpl
def register_providers():
    return [Judge]
"""


def unpack(home: Path, commit: str = "71d06df") -> None:
    """A user's folder as ``commit`` left it, in the place of ``home``."""
    with tarfile.open(EARLIER / f"{commit}.tar.xz") as archive:
        archive.extractall(home.parent, filter="data")


@pytest.fixture
def earlier(home: Path) -> Path:
    """The home, as the earlier version left it."""
    unpack(home)
    return home
