"""*Local only* in the verbs: datasets of plugins, models of the Hub, and one command's switch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.core.webserver import FAR, Web, names_lead_here, web
from workbench.core import settings
from workbench.core.io import local_only

TEXTS = {"settings": "local_only = true\n", "in doubt": "local_only = ?"}
PLUGIN = """
from workbench import Dataset, download, download_folder, hookimpl


class Words(Dataset):
    id, name, about = "words", "Words", "From a server."

    def load(self, params):
        {get}


@hookimpl
def register_datasets():
    return [Words]
"""
EXPERIMENT = """
name = "w"
[dataset]
id = "words"
[architecture]
id = "softmax"
[trainer]
id = "supervised"
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    names_lead_here(monkeypatch)
    with web() as made:
        yield made


@pytest.mark.parametrize(
    "get",
    [
        "return self.file('words.txt', '{url}')",
        "download(['{url}'], download_folder() / 'words.txt')",
    ],
)
@pytest.mark.parametrize("how", ["settings", "in doubt"])
def test_verbs_with_a_plugin_that_downloads(
    server: Web,
    workbench: Command,
    home: Path,
    tmp_path: Path,
    get: str,
    how: str,
) -> None:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    text = PLUGIN.format(get=get.format(url=server.url(host=FAR)))
    (folder / "words.py").write_text(text, "utf-8")
    (tmp_path / "w.toml").write_text(EXPERIMENT, "utf-8")
    settings.file().write_text(TEXTS[how], "utf-8")
    for words in (("data", "show", "words"), ("run", tmp_path / "w.toml")):
        done = workbench(*words)
        assert done.code == 1
        assert FAR in done.err
        assert "Allow other machines" in done.err
    done = workbench("download-model", "owner/name")
    assert done.code == 1
    assert "not asked" in done.err
    assert server.asked == []


def test_the_switch_of_one_command_ends_with_it(workbench: Command) -> None:
    assert workbench("providers", "--local-only").code == 0
    assert not local_only.holds()
