"""The encoder with a head: token ids as every text network here takes them, classes out.

In the margin: B batch, T time, C = d_model.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from workbench import CLS_ID, PAD_ID, TextClassification

from . import files
from .files import Config
from .model import PAD, BertEncoder, load

SEP_ID = files.FRAME.index("[SEP]")
# How BERT's weights start (Devlin et al. 2018).
STD = 0.02


class Classifier(nn.Module):
    """Token ids ``int64`` ``(B, T)``, padded at the end with 0 → logits ``(B, n_classes)``.

    A text is framed as the encoder has learnt it, ``[CLS] … [SEP]``; the first ``context`` tokens
    are read. The head takes the mean of all vectors, as long as √C: each number is about 1, which
    is what a linear layer's fresh weights and learning rate expect.
    """

    def __init__(
        self, config: Config, n_classes: int, dropout: float = 0.0, end: int = SEP_ID
    ) -> None:
        super().__init__()
        self.encoder = BertEncoder(config)
        self.context = min(files.LONGEST, config.context) - 2
        self.causal = False
        self.end = end
        # The dropout is part of the head, so that it is there when the head learns by itself.
        output = nn.Linear(config.d_model, n_classes)
        self.head = nn.Sequential(OrderedDict(drop=nn.Dropout(dropout), output=output))

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits."""
        x = self.encoder.pooled(self.framed(ids)) * math.sqrt(self.encoder.config.d_model)  # (B, C)
        logits: Tensor = self.head(x)
        return logits

    def framed(self, ids: Tensor) -> Tensor:
        """``[CLS]`` before and ``[SEP]`` behind each text: ``(B, T)`` → ``(B, T + 2)``."""
        ids = ids[:, : self.context]
        n_real = (ids != PAD_ID).sum(1, keepdim=True)  # (B, 1)
        margin = torch.zeros_like(ids[:, :1])
        longer = torch.cat([margin + CLS_ID, ids, margin], 1)
        places = torch.arange(longer.shape[1], device=ids.device)
        return torch.where(places == n_real + 1, self.end, longer)

    def stages(self) -> list[list[str]]:
        """What is worked through, first to last; the last is the head."""
        embedding = ["tokens", "positions", "kinds", "norm"]
        blocks = [[f"encoder.blocks.{index}"] for index in range(len(self.encoder.blocks))]
        return [[f"encoder.{name}" for name in embedding], *blocks, ["head"]]


def pretrained(folder: Path, task: TextClassification, dropout: float) -> Classifier:
    """The encoder of a folder's files with a fresh head; without weights on the meta device.

    Raises
    ------
    ModelFileError
        When a file is damaged.
    """
    if torch.empty(0).device.type == "meta":
        return Classifier(files.config(folder), task.n_classes, dropout)
    encoder = load(folder)
    order = torch.tensor(files.own_order(folder))
    sizes = replace(encoder.config, n_tokens=len(order))
    network = Classifier(sizes, task.n_classes, dropout)
    # Kept by name there, by number here: the table is put into the order of our tokenizer.
    weights = encoder.state_dict()
    weights["tokens.weight"] = weights["tokens.weight"].index_select(0, order)
    network.encoder.load_state_dict(weights)
    return network


def fresh(task: TextClassification, dropout: float, config: Config, end: int) -> Classifier:
    """The same network with weights as BERT's start, for texts cut by any tokenizer."""
    network = Classifier(replace(config, n_tokens=task.n_tokens), task.n_classes, dropout, end)
    for module in network.modules():
        if isinstance(module, nn.Linear | nn.Embedding):
            nn.init.normal_(module.weight, std=STD)
        if isinstance(module, nn.Linear):
            nn.init.zeros_(module.bias)
    with torch.no_grad():
        network.encoder.tokens.weight[PAD].zero_()
    return network
