"""*Local only* at every door, and what goes along with a download to where it is sent on to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.webserver import CERTIFICATES, FAR, OTHER, Web, names_lead_here, web
from workbench import Dataset, ImageClasses
from workbench.core import settings
from workbench.core.contracts.errors import DownloadError, LocalOnly, WorkbenchError
from workbench.core.io import hosts, hub, local_only
from workbench.core.io.download import fetch
from workbench.core.io.hub import RemoteFile, Repo
from workbench.core.io.hub_download import download
from workbench.core.io.hub_models import Variant
from workbench.core.plugins import Plugins
from workbench.core.settings import Settings


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return names_lead_here(monkeypatch)


@pytest.fixture
def server(looked_up: list[str]) -> Iterator[Web]:
    with web() as made:
        yield made


def keep_local(how: str) -> None:
    """As the settings say it, as a file in doubt says it, or as the window does."""
    if how == "window":
        local_only.hold("window", True)
        return
    path = settings.file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text({"settings": "local_only = true\n", "in doubt": "local_only = ?"}[how], "utf-8")


HOW = pytest.mark.parametrize("how", ["settings", "in doubt", "window"])


@HOW
def test_a_download_from_another_machine(
    server: Web, looked_up: list[str], tmp_path: Path, how: str
) -> None:
    target = tmp_path / "file"
    keep_local(how)
    with pytest.raises(LocalOnly, match=FAR) as caught:
        fetch([server.url(host=FAR), server.url(host=OTHER)], target)
    assert "save it as" in caught.value.remedy
    assert server.asked == []
    assert FAR not in looked_up
    assert fetch([server.url()], target).read_bytes() == b"content"


def test_a_mirror_here_is_taken_and_those_elsewhere_are_not(
    server: Web, looked_up: list[str], tmp_path: Path
) -> None:
    keep_local("settings")
    urls = [server.url("a", FAR), server.url("b"), server.url("c", OTHER)]
    fetch(urls, tmp_path / "file")
    assert [path for path, _ in server.asked] == ["/b"]
    assert FAR not in looked_up


def test_a_server_here_that_sends_on_to_another_machine(
    server: Web, looked_up: list[str], tmp_path: Path
) -> None:
    server.location = server.url("elsewhere", FAR)
    keep_local("settings")
    with pytest.raises(LocalOnly, match=FAR):
        fetch([server.url()], tmp_path / "file")
    assert FAR not in looked_up
    assert len(server.asked) == 1


def test_it_is_allowed_otherwise(server: Web, tmp_path: Path) -> None:
    assert fetch([server.url(host=FAR)], tmp_path / "file").read_bytes() == b"content"


@HOW
def test_a_datasets_file(server: Web, how: str) -> None:
    class Words(Dataset):
        id, name, about = "words", "Words", "From a server."

        def load(self, params: Any) -> ImageClasses:
            self.file("words.txt", server.url(host=FAR))
            raise AssertionError

    keep_local(how)
    with pytest.raises(LocalOnly, match=FAR):
        Words().load(None)
    assert server.asked == []


@HOW
def test_a_mirror_of_a_dataset(
    server: Web, looked_up: list[str], plugins: Plugins, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    keep_local(how)
    for name in ("mnist", "fashion-mnist"):
        cls = plugins.get(Dataset, name)
        monkeypatch.setattr(cls, "system", ())
        with pytest.raises(LocalOnly):
            cls().load(cls.Params())
        with monkeypatch.context() as own:
            own.setenv("WORKBENCH_MIRROR", server.url("", FAR))
            with pytest.raises(LocalOnly, match=FAR):
                cls().load(cls.Params())
    assert server.asked == []
    assert looked_up == []


@HOW
def test_the_hub(server: Web, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setenv("HF_ENDPOINT", server.url("", FAR).rstrip("/"))
    file = RemoteFile("a.gguf", 7)
    variant = Variant("a.gguf", "gguf", "Q4", (file,), 0)
    keep_local(how)
    for act in (
        lambda: hub.look("owner/name", Settings()),
        lambda: download(Repo("owner/name", "main", (file,)), variant, Settings()),
    ):
        with pytest.raises(LocalOnly, match=FAR):
            act()
    assert server.asked == []


# What goes along.


@pytest.mark.parametrize(
    ("begin", "end"), [("127.0.0.1", FAR), (FAR, OTHER), (FAR, "127.0.0.1"), ("127.0.0.1", "")]
)
def test_no_header_of_the_user_follows_to_another_host(
    server: Web, tmp_path: Path, begin: str, end: str
) -> None:
    headers = {"Authorization": "Bearer k", "X-Api-Key": "k", "Cookie": "k"}
    with web() as other:
        # To another port of the same machine, too: somebody else's server may listen there.
        server.location = other.url(host=end or "127.0.0.1")
        fetch([server.url(host=begin)], tmp_path / "file", headers=headers)
        assert set(headers) & set(other.asked[0][1]) == set()
    sent = set(headers) & set(server.asked[0][1])
    assert sent == (set(headers) if hosts.is_here(server.url(host=begin)) else set())


def test_what_began_with_tls_ends_with_it(
    server: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "self-signed-ca.pem"))
    with web("self-signed") as safe:
        got = fetch([safe.url(host=FAR)], tmp_path / "a", headers={"X-Api-Key": "k"})
        assert got.read_bytes() == b"content"
        assert safe.asked[0][1]["X-Api-Key"] == "k"
        safe.location = server.url(host=FAR)
        with pytest.raises(DownloadError, match="without encryption"):
            fetch([safe.url(host=FAR)], tmp_path / "b")
    assert server.asked == []


def test_no_proxy_on_the_way_to_this_machine(
    server: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with web() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url(""))
        monkeypatch.setenv("http_proxy", proxy.url(""))
        fetch([server.url()], tmp_path / "file")
        assert proxy.asked == []


@pytest.mark.parametrize("certificate", ["self-signed", "expired", "another-host"])
def test_a_mirror_whose_certificate_is_no_good(tmp_path: Path, certificate: str) -> None:
    with web(certificate) as server, pytest.raises(DownloadError) as caught:
        fetch([server.url()], tmp_path / "file")
    assert "certificate" in caught.value.message
    assert isinstance(caught.value, WorkbenchError)
