"""Keys go to the host that they are for, and over plain http to this machine alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import get_token
from hypothesis import given
from hypothesis import strategies as st

from tests.core.webserver import FAR, OTHER, names_lead_here
from tests.plugins.faultyserver import FaultyServer, running
from workbench import Message, Options, Request
from workbench.core import secrets, survey
from workbench.core.contracts.errors import WrongKey
from workbench.core.contracts.provider import Provider, ask
from workbench.core.io import hosts, hub
from workbench.core.settings import Settings
from workbench_plugins.openai_http import (
    Anthropic,
    Google,
    HttpParams,
    Ollama,
    OpenAI,
    OpenAIHttp,
    catalogue,
    line,
)

KEY = "sk-planted-0123456789"
HELLO = Request("m", (Message("user", "Say yes."),), options=Options(max_tokens=8))
SERVICES = (OpenAI, Anthropic, Google, OpenAIHttp, Ollama)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    for cls in SERVICES:
        monkeypatch.delenv(secrets.variable(cls.id), raising=False)
        monkeypatch.delenv(secrets.host_variable(cls.id), raising=False)
    names_lead_here(monkeypatch)
    secrets._memory.clear()
    yield
    line.close_all()
    catalogue._known.clear()
    secrets._memory.clear()


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    with running(lambda handler, _: handler.answer()) as made:
        yield made


def at(server: FaultyServer, host: str = "127.0.0.1") -> str:
    return server.url.replace("127.0.0.1", host)


def everything(provider: Provider) -> survey.State:
    """Each way in which a provider asks its server."""
    settings = Settings(providers={provider.id: {"url": provider.params.url}})
    found = survey.state(survey.SourceClasses(type(provider)), settings)
    provider.models()
    provider.missing()
    provider.context("m")
    provider.identity("m")
    list(ask(provider, HELLO, Settings()))
    return found


@pytest.mark.parametrize("cls", [OpenAI, Anthropic, Google])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", FAR])
def test_a_variables_key_does_not_go_where_the_settings_say(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch, cls: type[OpenAIHttp], host: str
) -> None:
    monkeypatch.setenv(secrets.variable(cls.id), KEY)
    provider = cls(HttpParams(url=at(server, host)))
    found = everything(provider)
    assert server.seen
    assert KEY not in str(server.seen)
    assert found.key == "withheld"
    assert hosts.authority(cls.service.url) in found.note
    assert f"workbench providers key {cls.id}" in found.note
    assert secrets.host_variable(cls.id) in found.note
    assert KEY not in found.note


def test_a_variables_key_is_for_the_usual_host() -> None:
    for cls in (OpenAI, Anthropic, Google):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(secrets.variable(cls.id), KEY)
            assert cls()._key() == KEY
            assert cls().withheld() == ""
            url = cls.service.url.replace("https://", "http://")
            plain = cls(HttpParams(url=url))
            assert plain._key() == ""
            assert "https" in plain.withheld()
            port = cls(HttpParams(url=cls.service.url.replace(".com", ".com:443")))
            assert port._key() == KEY
            assert cls(HttpParams(url=cls.service.url.replace(".com", ".com:8443")))._key() == ""
            assert cls(HttpParams(url=cls.service.url.replace(".com", ".com.evil")))._key() == ""


def test_a_variable_says_which_host_its_key_is_for(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_KEY_OPENAI", KEY)
    monkeypatch.setenv("WORKBENCH_KEY_OPENAI_HOST", "127.0.0.1")
    everything(OpenAI(HttpParams(url=server.url)))
    assert {headers.get("Authorization") for _, headers, _ in server.seen} == {f"Bearer {KEY}"}
    assert OpenAI()._key() == ""
    missing = OpenAI().missing()
    assert isinstance(missing, WrongKey)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", FAR])
def test_an_address_of_ones_own(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """Whose key a variable holds is not said: it stays on this machine."""
    monkeypatch.setenv("WORKBENCH_KEY_OPENAI_HTTP", KEY)
    found = everything(OpenAIHttp(HttpParams(url=at(server, host))))
    sent = {headers.get("Authorization") for _, headers, _ in server.seen}
    assert sent == ({None} if host == FAR else {f"Bearer {KEY}"})
    assert found.key == ("withheld" if host == FAR else "given")


@pytest.mark.parametrize("host", [FAR, OTHER])
def test_no_key_in_clear_to_another_machine(server: FaultyServer, host: str) -> None:
    provider = OpenAIHttp(HttpParams(url=at(server, host)))
    secrets.put(provider.key_name(), KEY)  # the user gave it for this very host
    found = everything(provider)
    assert KEY not in str(server.seen)
    assert "without encryption" in found.note
    assert provider.destination("m") == host


def test_a_kept_key_goes_to_its_host_alone(server: FaultyServer) -> None:
    provider = OpenAI(HttpParams(url=server.url))
    secrets.put(OpenAI().key_name(), "for api.openai.com")
    secrets.put(provider.key_name(), KEY)
    everything(provider)
    assert {headers.get("Authorization") for _, headers, _ in server.seen} == {f"Bearer {KEY}"}


def test_who_wants_a_key_and_gets_none_says_how_to_give_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKBENCH_KEY_OPENAI", KEY)
    with running(lambda handler, _: handler.refuse(401, "no key")) as server:
        provider = OpenAI(HttpParams(url=server.url))
        with pytest.raises(WrongKey, match="wants a key: no key") as caught:
            list(ask(provider, HELLO, Settings()))
    assert "api.openai.com" in caught.value.remedy
    assert "workbench providers key openai" in caught.value.remedy


def test_a_key_is_not_sent_through_a_proxy_to_this_machine(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_KEY_OPENAI_HTTP", KEY)
    with running(lambda handler, _: handler.answer()) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        everything(OpenAIHttp(HttpParams(url=server.url)))
        assert proxy.seen == []


# The Hub.


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    for name in ("HF_TOKEN", "HF_ENDPOINT", "WORKBENCH_KEY_HUGGINGFACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("WORKBENCH_KEY_HUGGINGFACE_HOST", raising=False)


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("endpoint", "own", "hubs"),
    [
        ("", "w", "h"),
        ("https://huggingface.co", "w", "h"),
        ("https://huggingface.co/", "w", "h"),
        ("http://huggingface.co", None, None),
        ("https://mirror.example", None, None),
        ("http://mirror.example", None, None),
        ("https://huggingface.co.evil.example", None, None),
        ("http://127.0.0.1:1", "w", None),
    ],
)
def test_the_hubs_key_goes_to_the_hub(
    monkeypatch: pytest.MonkeyPatch, endpoint: str, own: str | None, hubs: str | None
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", endpoint)
    monkeypatch.setenv("HF_TOKEN", "h")
    assert get_token() == "h"
    assert hub.token() == hubs
    monkeypatch.setenv("WORKBENCH_KEY_HUGGINGFACE", "w")
    assert hub.token() == own


@pytest.mark.usefixtures("asked")
def test_a_mirror_of_the_hub_has_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example")
    monkeypatch.setenv("WORKBENCH_KEY_HUGGINGFACE", "w")
    monkeypatch.setenv("WORKBENCH_KEY_HUGGINGFACE_HOST", "mirror.example")
    assert hub.token() == "w"
    monkeypatch.delenv("WORKBENCH_KEY_HUGGINGFACE")
    secrets.put(hub.KEY, "hub-key")
    assert hub.token() is None
    secrets.put(hub.key_name(), "mirror-key")
    assert hub.token() == "mirror-key"
    monkeypatch.setenv("HF_ENDPOINT", "http://mirror.example")
    assert hub.token() is None
    monkeypatch.delenv("HF_ENDPOINT")
    assert hub.token() == "hub-key"


@pytest.mark.usefixtures("asked")
def test_the_hubs_key_and_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    monkeypatch.setenv("WORKBENCH_KEY_HUGGINGFACE", "w")
    monkeypatch.setenv("http_proxy", "http://10.0.0.1:3128")
    monkeypatch.setenv("no_proxy", "")
    assert hub.token() is None
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert hub.token() == "w"


# Any address.


URLS = st.builds(
    "{}://{}{}/v1".format,
    st.sampled_from(["http", "https", "HTTP", "ftp", "file", ""]),
    st.sampled_from(
        [
            "api.openai.com",
            "API.OpenAI.com",
            "a@api.openai.com",
            "evil.example",
            "api.openai.com.evil.example",
            "127.0.0.1",
            "[::1]",
            "localhost",
            "[",
            "",
        ]
    ),
    st.sampled_from(["", ":443", ":80", ":8443", ":x"]),
)


@given(URLS)
def test_no_address_gets_a_key_that_is_not_for_it(url: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "lasting", lambda: False)
        patch.setenv("WORKBENCH_KEY_OPENAI", KEY)
        found = secrets.key("openai", "", url, OpenAI.service.url)
        told = secrets.withheld("openai", "", url, OpenAI.service.url)
    is_home = hosts.authority(url) == "api.openai.com" and url.lower().startswith("https:")
    assert found == (KEY if is_home else "")
    assert bool(told) is not is_home
    assert KEY not in told


@given(st.text(max_size=30))
def test_any_text_has_a_host_or_none(text: str) -> None:
    for url in (text, f"https://{text}", f"http://{text}/v1"):
        hosts.authority(url)
        hosts.name(url)
        hosts.is_private_way(url)
        assert not (hosts.is_here(url) and not hosts.name(url))
