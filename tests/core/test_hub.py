"""The Hub: what is listed, what is taken, and downloads that are resumed, verified or refused."""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.hubserver import KEY, REVISION, Hub, serving
from workbench.core.contracts.errors import (
    DownloadError,
    LocalOnly,
    OutOfMemory,
    Stopped,
    UnknownModel,
    Unreachable,
    UsageError,
    WorkbenchError,
    WrongKey,
)
from workbench.core.io import file_lock, hub
from workbench.core.io.hub import RemoteFile, Repo
from workbench.core.io.hub_download import download, folder_of
from workbench.core.io.hub_models import Variant, choose, variants
from workbench.core.settings import Settings

NAME = "owner/tiny-GGUF"
MODEL = random.Random(0).randbytes(300_000)
OPEN = Settings()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Hub]:
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", "WORKBENCH_KEY_HUGGINGFACE"):
        monkeypatch.delenv(name, raising=False)
    with serving() as made:
        monkeypatch.setenv("HF_ENDPOINT", made.address)
        made.repos[NAME] = {"README.md": b"# Tiny", "tiny-Q8_0.gguf": MODEL}
        yield made


def _only(name: str = NAME) -> tuple[Repo, Variant]:
    repo = hub.look(name, OPEN)
    return repo, choose(variants(repo), "", None, name)


def _file(path: str, n_bytes: int) -> RemoteFile:
    return RemoteFile(path, n_bytes, "0" * 64)


# What is listed and taken


def test_a_repository_is_listed_with_sizes_and_hashes(server: Hub) -> None:
    repo, variant = _only()
    assert (repo.name, repo.revision, repo.gated) == (NAME, REVISION, False)
    assert (variant.name, variant.kind, variant.precision) == ("tiny-Q8_0.gguf", "gguf", "Q8_0")
    assert variant.n_bytes == len(MODEL)
    assert len(variant.files[0].sha256) == 64


def test_parts_make_one_model_and_what_is_none_is_left_out() -> None:
    files = (
        _file("b-Q4_K_M-00002-of-00002.gguf", 5),
        _file("b-Q4_K_M-00001-of-00002.gguf", 7),
        _file("mmproj-b-f16.gguf", 1),
        _file("imatrix.gguf", 1),
        _file("deep/b-IQ3_XS.gguf", 3),
        _file("config.json", 1),
    )
    found = variants(Repo("o/b", REVISION, files))
    assert [(v.name, v.precision, v.n_bytes) for v in found] == [
        ("deep/b-IQ3_XS.gguf", "IQ3_XS", 3),
        ("b-Q4_K_M.gguf", "Q4_K_M", 12),
    ]
    assert [file.path for file in found[1].files] == [
        "b-Q4_K_M-00001-of-00002.gguf",
        "b-Q4_K_M-00002-of-00002.gguf",
    ]


def test_a_folder_for_transformers_has_weights_and_no_code() -> None:
    names = (
        "config.json",
        "model.safetensors",
        "tokenizer.json",
        "merges.txt",
        "chat_template.jinja",
        "pytorch_model.bin",
        "modeling_odd.py",
        "onnx/model.onnx",
        "consolidated.safetensors",
        "flax_model.msgpack",
        "README.md",
    )
    (found,) = variants(Repo("o/b", REVISION, tuple(_file(name, 10) for name in names)))
    assert found.kind == "safetensors"
    assert [file.path for file in found.files] == [
        "chat_template.jinja",
        "config.json",
        "merges.txt",
        "model.safetensors",
        "tokenizer.json",
    ]
    without = [name for name in names if name != "config.json"]
    assert variants(Repo("o/b", REVISION, tuple(_file(name, 10) for name in without))) == ()


GB = 10**9
SIZES = {"Q2_K": 2 * GB, "Q4_K_M": 3 * GB, "Q5_K_M": 4 * GB, "Q8_0": 5 * GB, "F16": 9 * GB}
LARGE = variants(Repo("o/b", REVISION, tuple(_file(f"b-{k}.gguf", n) for k, n in SIZES.items())))
SMALL = variants(
    Repo("o/s", REVISION, tuple(_file(f"s-{k}.gguf", n // 20) for k, n in SIZES.items()))
)


@pytest.mark.parametrize(
    ("found", "free", "best"),
    [
        (LARGE, None, "Q4_K_M"),
        (LARGE, 100 * GB, "Q4_K_M"),
        (LARGE, 3 * GB, "Q2_K"),
        (SMALL, None, "Q8_0"),
        (SMALL, 550 * 10**6, "Q4_K_M"),
    ],
)
def test_the_one_that_fits_is_taken(
    found: tuple[Variant, ...], free: int | None, best: str
) -> None:
    assert choose(found, "", free, "o/b").precision == best


def test_none_that_fits_is_told_with_sizes_and_a_named_one_is_taken_anyway() -> None:
    with pytest.raises(OutOfMemory, match=r"b-Q2_K\.gguf.*2\.\d GiB.*1\.9 GiB are free"):
        choose(LARGE, "", 2 * GB, "o/b")
    assert choose(LARGE, "q4_k_m", 2 * GB, "o/b").precision == "Q4_K_M"
    assert choose(LARGE, "b-F16.gguf", 2 * GB, "o/b").precision == "F16"
    with pytest.raises(UsageError, match="Q2_K, Q4_K_M"):
        choose(LARGE, "Q6_K", None, "o/b")
    with pytest.raises(UsageError, match="no model in GGUF"):
        choose((), "", None, "o/b")


@given(st.lists(st.integers(1, 10**11), min_size=1, max_size=6), st.integers(0, 10**11))
def test_what_is_taken_unasked_always_fits(sizes: list[int], free: int) -> None:
    files = tuple(_file(f"m{k}.gguf", n) for k, n in enumerate(sizes))
    found = variants(Repo("o/m", REVISION, files))
    try:
        assert choose(found, "", free, "o/m").fits(free)
    except OutOfMemory:
        assert not any(variant.fits(free) for variant in found)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("owner/name", ("owner/name", "")),
        (" https://huggingface.co/owner/name/ ", ("owner/name", "")),
        ("hf.co/owner/name:Q4_K_M", ("owner/name", "Q4_K_M")),
        ("https://huggingface.co/o/n/blob/main/sub/m.gguf?x=1", ("o/n", "sub/m.gguf")),
        ("https://huggingface.co/o/n/tree/main", ("o/n", "")),
    ],
)
def test_what_people_paste(text: str, named: tuple[str, str]) -> None:
    assert hub.parse(text) == named


@pytest.mark.parametrize(
    "text", ["", "name", "a b/c", "../../etc", "https://example.com/x/y", "ö/x"]
)
def test_what_names_no_repository(text: str) -> None:
    with pytest.raises(UsageError, match="names no repository"):
        hub.parse(text)


# Downloads


def test_a_model_arrives_verified_with_its_progress(server: Hub) -> None:
    repo, variant = _only()
    seen: list[tuple[float, float | None]] = []
    path = download(repo, variant, OPEN, lambda what, done, total: seen.append((done, total)))
    assert path == folder_of(NAME) / "tiny-Q8_0.gguf"
    assert path.read_bytes() == MODEL
    assert seen[-1] == (len(MODEL), len(MODEL))
    assert sorted(done for done, _ in seen) == [done for done, _ in seen]
    listed = json.loads((path.parent / "download.json").read_text("utf-8"))
    assert (listed["repo"], listed["revision"]) == (NAME, REVISION)


def test_the_same_again_costs_nothing(server: Hub) -> None:
    repo, variant = _only()
    download(repo, variant, OPEN)
    before = len(server.paths("resolve"))
    assert download(repo, variant, OPEN).read_bytes() == MODEL
    assert len(server.paths("resolve")) == before


def test_what_changed_on_the_hub_is_fetched_anew(server: Hub) -> None:
    download(*_only(), OPEN)
    other = MODEL[::-1]
    server.repos[NAME]["tiny-Q8_0.gguf"] = other
    assert download(*_only(), OPEN).read_bytes() == other


def test_a_connection_that_breaks_again_and_again_gets_there(server: Hub) -> None:
    server.breaks = [90_000, 70_000, 50_000, 30_000]
    assert download(*_only(), OPEN).read_bytes() == MODEL
    starts = [int(r.removeprefix("bytes=").rstrip("-")) for _, r, _ in server.asked if r]
    assert len(starts) == 4
    assert starts == sorted(starts)
    assert server.sent == len(MODEL)


def test_stopped_and_gone_on_with(server: Hub) -> None:
    repo, variant = _only()
    stopped = threading.Event()

    def report(what: str, done: float, total: float | None) -> None:
        if done > 100_000:
            stopped.set()

    def check() -> None:
        if stopped.is_set():
            raise Stopped

    server.breaks = [150_000]
    with pytest.raises(Stopped):
        download(repo, variant, OPEN, report, check)
    part = folder_of(NAME) / "tiny-Q8_0.gguf.part"
    assert not part.with_suffix("").exists()
    assert part.stat().st_size > 0
    assert download(repo, variant, OPEN).read_bytes() == MODEL


def test_a_wrong_hash_leaves_nothing_that_looks_like_a_model(server: Hub) -> None:
    server.wrong = {"tiny-Q8_0.gguf"}
    with pytest.raises(DownloadError, match="not the expected one") as caught:
        download(*_only(), OPEN)
    assert caught.value.remedy
    assert not list(folder_of(NAME).glob("*.gguf*"))


def test_small_files_are_verified_too(server: Hub) -> None:
    server.repos["o/folder"] = {"config.json": b"{}", "model.safetensors": b"weights" * 9}
    server.wrong = {"config.json"}
    repo, variant = _only("o/folder")
    with pytest.raises(DownloadError, match=r"config\.json.*not the expected one"):
        download(repo, variant, OPEN)
    server.wrong = set()
    folder = download(repo, variant, OPEN)
    assert (folder / "config.json").read_bytes() == b"{}"
    assert (folder / "model.safetensors").read_bytes() == b"weights" * 9


def test_no_model_of_that_name(server: Hub) -> None:
    with pytest.raises(UnknownModel, match="no model owner/nothing") as caught:
        hub.look("owner/nothing", OPEN)
    assert caught.value.remedy


def test_a_gated_one_wants_a_key_which_goes_to_the_hub_alone(
    server: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.gated = {NAME}
    with pytest.raises(WrongKey, match="who downloads it") as caught:
        hub.look(NAME, OPEN)
    assert "Accept its terms" in caught.value.remedy
    monkeypatch.setenv("WORKBENCH_KEY_HUGGINGFACE", KEY)
    with serving() as store:
        store.repos = server.repos
        server.store = store
        assert download(*_only(), OPEN).read_bytes() == MODEL
        assert [key for _, _, key in store.asked] == [None]
    assert f"Bearer {KEY}" in [key for _, _, key in server.asked]


def test_neither_keys_nor_signatures_are_in_errors(
    server: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_KEY_HUGGINGFACE", KEY)
    with serving() as store:
        server.store = store  # which has nothing
        with pytest.raises(DownloadError, match="404") as caught:
            download(*_only(), OPEN)
    error: BaseException | None = caught.value
    assert KEY not in str(error)
    assert "signature" not in str(error)


@pytest.mark.parametrize("key", ["hf_ä", "hf_a\nX: b", "hf a"])
def test_what_cannot_be_a_key_is_said_without_it(
    server: Hub, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("WORKBENCH_KEY_HUGGINGFACE", key)
    with pytest.raises(WrongKey, match="no key has") as caught:
        hub.look(NAME, OPEN)
    assert key not in str(caught.value)
    assert server.asked == []


def test_nobody_is_asked_where_nothing_may_leave(server: Hub) -> None:
    repo, variant = _only()
    asked = len(server.asked)
    local = Settings(local_only=True)
    for act in (lambda: hub.look(NAME, local), lambda: download(repo, variant, local)):
        with pytest.raises(LocalOnly, match=r"127\.0\.0\.1"):
            act()
    assert len(server.asked) == asked


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(Unreachable, match="cannot be reached") as caught:
        hub.look(NAME, OPEN)
    assert "HF_ENDPOINT" in caught.value.remedy


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"id": "a/b"}',
        b'{"id":"a/b","sha":7,"siblings":[]}',
        b'{"id":"a/b","sha":"../..","siblings":[]}',
    ],
)
def test_what_does_not_answer_as_the_hub_does(server: Hub, answer: bytes) -> None:
    server.listing = answer
    with pytest.raises(Unreachable, match="does not answer as the Hub"):
        hub.look(NAME, OPEN)


def test_files_outside_the_folder_are_not_even_listed(server: Hub) -> None:
    bad = ("../evil.gguf", "/evil.gguf", "a/../../evil.gguf", "c:evil.gguf", "a\\evil.gguf", "")
    server.repos[NAME] |= dict.fromkeys(bad, b"x")
    assert [file.path for file in hub.look(NAME, OPEN).files] == ["README.md", "tiny-Q8_0.gguf"]


def test_a_full_disk_is_noticed_beforehand(server: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage(NamedTuple):
        total: int
        used: int
        free: int

    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(1, 1, 1000))
    repo, variant = _only()
    with pytest.raises(DownloadError, match="does not fit on the disk") as caught:
        download(repo, variant, OPEN)
    assert "Free some disk space" in caught.value.remedy
    assert server.paths("resolve") == []


def test_two_do_not_write_the_same_files(server: Hub) -> None:
    repo, variant = _only()
    folder = folder_of(NAME)
    folder.mkdir(parents=True)
    lock = file_lock.acquire(folder / ".lock")
    assert lock is not None
    with pytest.raises(DownloadError, match="already"):
        download(repo, variant, OPEN)
    lock.close()
    assert download(repo, variant, OPEN).is_file()


def test_a_folder_that_cannot_be_made(server: Hub, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "hub").write_text("in the way")
    with pytest.raises(DownloadError, match="Cannot write"):
        download(*_only(), OPEN)


def test_every_error_has_a_remedy(server: Hub) -> None:
    def failing(status: int) -> WorkbenchError:
        return hub._refused("o/n", status)

    found: Any = [failing(status) for status in (400, 401, 403, 429, 500, 503)]
    assert all(error.remedy for error in found)
