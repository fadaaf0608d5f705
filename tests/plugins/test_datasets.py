"""The built-in datasets: complete, verified, and clear about what is missing."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from workbench.core.contracts.dataset import Dataset, Loading, Split
from workbench.core.contracts.errors import DatasetError, Stopped
from workbench.core.control import Control
from workbench.core.io import drawings
from workbench.core.plugins import Plugins


def load(plugins: Plugins, id: str, **params: object) -> object:
    cls = plugins.get(Dataset, id)
    return cls(Loading()).load(cls.Params(**params))


def test_digits_are_real_balanced_and_cached(plugins: Plugins, home: Path) -> None:
    data = load(plugins, "digits")
    assert (len(data.train), len(data.test)) == (4000, 1000)
    assert set(np.bincount(data.test.y)) == {100}
    assert list((home / "cache").glob("digits*.npz"))
    assert load(plugins, "digits").digest() == data.digest()
    train = {row.tobytes() for row in data.train.x}
    assert not any(row.tobytes() in train for row in data.test.x)


def test_unpacking_the_digits_can_be_stopped(plugins: Plugins) -> None:
    control = Control()
    loading = Loading(report=lambda *a: control.stop(), check=control.check)
    cls = plugins.get(Dataset, "digits")
    with pytest.raises(Stopped):
        cls(loading).load(cls.Params())


def test_mnist_is_found_in_a_data_folder(
    plugins: Plugins, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    data = load(plugins, "mnist", limit=1000)
    assert (len(data.train), len(data.test)) == (1000, 10_000)
    assert data.test.y[:5].tolist() == [7, 2, 1, 0, 4]


def test_mnist_comes_from_a_mirror(
    plugins: Plugins, shared_data: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    handler = partial(_Quiet, directory=str(shared_data / "mnist"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("WORKBENCH_MIRROR", f"http://127.0.0.1:{server.server_address[1]}/")
    try:
        assert len(load(plugins, "mnist").train) == 60_000
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    monkeypatch.setenv("WORKBENCH_MIRROR", "http://127.0.0.1:9/")
    assert len(load(plugins, "mnist").train) == 60_000


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def test_files_that_are_not_mnists_are_refused(
    plugins: Plugins, shared_data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(shared_data / "mnist", tmp_path / "mnist")
    swapped = tmp_path / "mnist" / "train-labels-idx1-ubyte.gz"
    shutil.copyfile(tmp_path / "mnist" / "t10k-labels-idx1-ubyte.gz", swapped)
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path))
    with pytest.raises(DatasetError, match="contents differ"):
        load(plugins, "mnist")


def test_without_network_the_remedy_names_the_way_out(
    plugins: Plugins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_MIRROR", "http://127.0.0.1:9/")
    with pytest.raises(DatasetError) as caught:
        load(plugins, "fashion-mnist")
    assert "WORKBENCH_DATA" in caught.value.remedy
    assert "digits" in caught.value.remedy


def test_own_drawings_alone_and_mixed(plugins: Plugins) -> None:
    with pytest.raises(DatasetError, match="no drawings"):
        load(plugins, "own-drawings")
    picture = np.zeros((28, 28), np.uint8)
    for n in range(6):
        picture[n, n] = 255
        drawings.add(picture, "4")
    mixed = load(plugins, "own-drawings")
    assert len(mixed.train) + len(mixed.test) == 5006
    alone = load(plugins, "own-drawings", mix=False)
    assert len(alone.train) + len(alone.test) == 6
    assert set(alone.train.y) == {4}
    assert alone.synthetic is None
    beside = load(plugins, "own-drawings", mix=False, pen_digits=20)
    assert len(beside.learnable) == len(alone.train) + 20
    assert beside.task == alone.task


def test_own_drawings_stay_on_their_side(plugins: Plugins) -> None:
    random = np.random.default_rng(0)
    pictures = random.integers(0, 256, (60, 28, 28)).astype(np.uint8)
    paths = [drawings.add(picture, "4") for picture in pictures]
    drawings.add(pictures[7], "5")  # once more, under another name
    first = load(plugins, "own-drawings", mix=False)
    assert len(first.train) + len(first.test) == 60
    assert not _known(first.train) & _known(first.test)
    for path in paths[:10]:
        drawings.remove(path)
    for picture in random.integers(0, 256, (30, 28, 28)).astype(np.uint8):
        drawings.add(picture, "3")
    digits = load(plugins, "digits")
    drawings.add(digits.test.x[0], "3")  # a built-in digit keeps its side
    second = load(plugins, "own-drawings", mix=False)
    assert not _known(first.train) & _known(second.test)
    assert not _known(first.test) & _known(second.train)
    mixed = load(plugins, "own-drawings")
    assert len(mixed.train) + len(mixed.test) == 5000 + len(second.train) + len(second.test) - 1
    assert not _known(mixed.train) & _known(mixed.test)


def _known(split: Split) -> set[int]:
    return set(split.identities.tolist())
