"""An encoder as MiniLM's files have it, so small that it is written in a moment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from workbench.core import settings
from workbench.core.tokenizer_training import wordpiece
from workbench.testing.data import example_texts

WIDTH, LAYERS, CONTEXT = 8, 3, 40


def write(folder: Path, seed: int = 0) -> Path:
    """config.json, tokenizer.json and model.safetensors with random weights."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer()
    n_tokens = len(tokenizer["model"]["vocab"])
    config = {
        "vocab_size": n_tokens,
        "hidden_size": WIDTH,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": 2,
        "intermediate_size": 16,
        "max_position_embeddings": CONTEXT,
        "type_vocab_size": 2,
        "hidden_act": "gelu",
        "model_type": "bert",
    }
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), "utf-8")
    save_file(_weights(n_tokens, seed), folder / "model.safetensors")
    return folder


def use(folder: Path) -> None:
    """Set the provider to this encoder, as a user does."""
    chosen = settings.load()
    chosen.providers = {"minilm": {"folder": str(folder)}}
    chosen.save()


def _tokenizer() -> dict[str, Any]:
    """In BERT's order: the special tokens lie elsewhere than ours, and frame each text."""
    table: dict[str, Any] = json.loads(wordpiece(example_texts().train.texts, 200))
    special = ("[UNK]", "[CLS]", "[SEP]", "[MASK]")
    own = [token for token in table["model"]["vocab"] if token not in (*special, "[PAD]")]
    ordered = ["[PAD]", "[unused0]", *special, *own]
    number = {token: id for id, token in enumerate(ordered)}
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    table["model"]["vocab"] = number
    table["added_tokens"] = [
        {"id": number[token], "content": token, **plain, "special": True}
        for token in ("[PAD]", *special)
    ]
    begin, end = ({"SpecialToken": {"id": t, "type_id": 0}} for t in ("[CLS]", "[SEP]"))
    table["post_processor"] = {
        "type": "TemplateProcessing",
        "single": [begin, {"Sequence": {"id": "A", "type_id": 0}}, end],
        "pair": [begin, {"Sequence": {"id": "A", "type_id": 0}}, end],
        "special_tokens": {
            token: {"id": token, "ids": [number[token]], "tokens": [token]}
            for token in ("[CLS]", "[SEP]")
        },
    }
    table["truncation"] = {"max_length": 9, "strategy": "LongestFirst", "stride": 0}
    table["truncation"]["direction"] = "Right"
    return table


def _weights(n_tokens: int, seed: int) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)

    def some(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=generator)

    found = {
        "embeddings.word_embeddings.weight": some(n_tokens, WIDTH),
        "embeddings.position_embeddings.weight": some(CONTEXT, WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
    }
    linear = {
        "attention.self.query": (WIDTH, WIDTH),
        "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH),
        "attention.output.dense": (WIDTH, WIDTH),
        "intermediate.dense": (16, WIDTH),
        "output.dense": (WIDTH, 16),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}"
        for name, shape in linear.items():
            found[f"{at}.{name}.weight"] = some(*shape) / 2
            found[f"{at}.{name}.bias"] = some(shape[0])
        norms += [f"{at}.attention.output.LayerNorm", f"{at}.output.LayerNorm"]
    for name in norms:
        found[f"{name}.weight"] = some(WIDTH).abs() + 0.5
        found[f"{name}.bias"] = some(WIDTH)
    return found
