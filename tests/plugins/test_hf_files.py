"""Folders of models for transformers: found, described and refused, with or without the library."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench import Request
from workbench.core.contracts.errors import ModelFileError
from workbench_plugins.hf_transformers import (
    Transformers,
    TransformersEncoder,
    TransformersParams,
    files,
)


@pytest.fixture(autouse=True)
def no_cache(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's cache is seen."""
    monkeypatch.setenv("HF_HOME", str(home / "hf"))
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)


# Without the library


def test_without_the_library_it_says_how_to_get_it(
    folders_without: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LIBRARY", "no_such_library_anywhere")
    provider = Transformers(TransformersParams(folder=folders_without))
    encoder = TransformersEncoder(TransformersParams(folder=folders_without))
    assert encoder.models() == []
    assert provider.models() == provider.attention_sources() == []
    missing = provider.missing()
    assert missing is not None
    assert "pip install" in missing.remedy
    for act in (
        lambda: provider.ask(Request("a", prompt="a")),
        lambda: encoder.embed("a", ["a"]),
        lambda: provider.token_vectors("a"),
        lambda: provider.context("a"),
    ):
        with pytest.raises(ModelFileError, match="not installed"):
            act()


@pytest.fixture
def folders_without(tmp_path: Path) -> Path:
    """Files as a model has them, made without the library."""
    return _written(tmp_path / "plain")


def _written(folder: Path, **changes: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    config = {"architectures": ["GPT2LMHeadModel"], "vocab_size": 9, "n_positions": 64} | changes
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    (folder / "model.safetensors").write_bytes(b"")
    (folder / "tokenizer.json").write_text("{}", "utf-8")
    return folder


# What is found


def test_folders_downloads_and_the_cache_are_looked_into(home: Path, tmp_path: Path) -> None:
    _written(home / "data" / "hub" / "owner" / "fetched")
    cached = home / "hf" / "hub" / "models--some--cached"
    _written(cached / "snapshots" / "abc")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("abc")
    _written(tmp_path / "mine" / "own")
    assert list(files.models(tmp_path / "mine")) == ["own", "owner/fetched", "some/cached"]
    assert next(iter(files.models(tmp_path / "mine" / "own"))) == "own"
    assert "some/cached" in files.models(None)


@pytest.mark.parametrize(
    ("changes", "writes"),
    [
        ({}, True),
        ({"architectures": ["LlamaForCausalLM"]}, True),
        ({"architectures": ["BertForMaskedLM"]}, False),
        ({"architectures": ["T5ForConditionalGeneration"], "is_encoder_decoder": True}, None),
        ({"architectures": []}, None),
        ({"architectures": None}, None),
        ({"architectures": ["ViTForImageClassification"]}, None),
    ],
)
def test_what_a_model_can_do_is_read_from_its_files(
    tmp_path: Path, changes: dict[str, Any], writes: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "installed", lambda: True)
    folder = _written(tmp_path / "m", **changes)
    assert list(files.models(folder)) == ([] if writes is None else ["m"])
    can = files.capabilities("m", folder)
    assert can.completion == bool(writes)
    assert [files.names(folder, each) for each in (True, False)] == [
        ["m"] if writes is each else [] for each in (True, False)
    ]
    assert not can.chat
    (folder / "chat_template.jinja").write_text("{{ messages }}")
    files._parsed.cache_clear()
    assert files.capabilities("m", folder).chat == bool(writes)


def test_a_folder_that_is_not_whole_is_not_offered(tmp_path: Path) -> None:
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        folder = _written(tmp_path / name)
        (folder / name).unlink()
        assert files.models(folder) == {}
    parts = _written(tmp_path / "parts")
    (parts / "model.safetensors").unlink()
    index = {"weight_map": {"a": "model-1-of-2.safetensors", "b": "model-2-of-2.safetensors"}}
    (parts / "model.safetensors.index.json").write_text(json.dumps(index))
    (parts / "model-1-of-2.safetensors").write_bytes(b"")
    assert files.models(parts) == {}
    (parts / "model-2-of-2.safetensors").write_bytes(b"")
    assert list(files.models(parts)) == ["parts"]
    index["weight_map"]["a"] = "../../elsewhere.safetensors"
    (parts / "model.safetensors.index.json").write_text(json.dumps(index))
    assert files.models(parts) == {}


@pytest.mark.parametrize("content", [b"", b"\x80\x04not json", b"[]", b"{}", b"[" * 9999, b"\xff"])
def test_damaged_small_files_are_no_models(tmp_path: Path, content: bytes) -> None:
    folder = _written(tmp_path / "m")
    (folder / "config.json").write_bytes(content)
    assert files.models(folder) == {}
    with pytest.raises(ModelFileError):
        files.describe(folder)


def test_finding_models_imports_neither_torch_nor_the_library() -> None:
    code = (
        "import sys\n"
        "from workbench_plugins.hf_transformers import Transformers\n"
        "Transformers().models(), Transformers().missing(), Transformers().capabilities('x')\n"
        "print(sorted({'torch', 'transformers'} & set(sys.modules)))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert said.stdout.strip() == "[]"
