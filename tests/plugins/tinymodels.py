"""Models so small that they are made in a moment, in the files that transformers reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import tokenizers
from tokenizers import decoders, models, pre_tokenizers, processors, trainers

from workbench.core.tokenizer_training import wordpiece

TEXT = "the river runs to the sea and the sea takes the river in, yes, no way, lemon ham and spam"
END = "<|end|>"
TEMPLATE = "{% for m in messages %}{{m.role}}: {{m.content}}\n{% endfor %}assistant:"


def _bpe() -> tokenizers.Tokenizer:
    library = tokenizers.Tokenizer(models.BPE())
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    library.decoder = decoders.ByteLevel()
    library.train_from_iterator(
        [TEXT] * 3,
        trainers.BpeTrainer(
            vocab_size=330,
            special_tokens=[END],
            show_progress=False,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        ),
    )
    return library


def _save(folder: Path, model: Any, library: tokenizers.Tokenizer, **settings: Any) -> Path:
    model.save_pretrained(folder)
    library.save(str(folder / "tokenizer.json"))
    table = {"tokenizer_class": "PreTrainedTokenizerFast", **settings}
    (folder / "tokenizer_config.json").write_text(json.dumps(table), "utf-8")
    return folder


def gpt2(folder: Path, chats: bool = False, **changes: Any) -> Path:
    """A causal model of learnt places, two layers and heads."""
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel

    library = _bpe()
    sizes: dict[str, Any] = {"n_positions": 128, "n_embd": 16, "n_layer": 2, "n_head": 2}
    config = GPT2Config(
        vocab_size=library.get_vocab_size(),
        bos_token_id=0,
        eos_token_id=0,
        initializer_range=0.5,
        **(sizes | changes),
    )
    torch.manual_seed(1)
    template = {"chat_template": TEMPLATE} if chats else {}
    return _save(folder, GPT2LMHeadModel(config), library, eos_token=END, **template)


def llama(folder: Path, longest: int = 4096, dtype: str = "float32", **changes: Any) -> Path:
    """A causal model with rotated places, whose four heads share two pairs of keys and values."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    library = _bpe()
    sizes: dict[str, Any] = {
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "max_position_embeddings": longest,
    }
    config = LlamaConfig(
        vocab_size=library.get_vocab_size(),
        bos_token_id=0,
        eos_token_id=0,
        initializer_range=0.5,
        **(sizes | changes),
    )
    torch.manual_seed(2)
    model = LlamaForCausalLM(config).to(getattr(torch, dtype))
    return _save(folder, model, library, eos_token=END, chat_template=TEMPLATE)


def bert(folder: Path, **changes: Any) -> Path:
    """An encoder, two layers and heads."""
    import torch
    from transformers import BertConfig, BertForMaskedLM

    library = tokenizers.Tokenizer.from_str(wordpiece([TEXT], 120))
    begin = library.token_to_id("[CLS]")
    library.post_processor = processors.TemplateProcessing(
        single="[CLS] $A", special_tokens=[("[CLS]", begin)]
    )
    sizes: dict[str, Any] = {
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "max_position_embeddings": 40,
    }
    config = BertConfig(
        vocab_size=library.get_vocab_size(),
        pad_token_id=library.token_to_id("[PAD]"),
        initializer_range=0.5,
        **(sizes | changes),
    )
    torch.manual_seed(3)
    return _save(folder, BertForMaskedLM(config), library, pad_token="[PAD]")
