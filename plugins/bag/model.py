"""A bag of embeddings: the mean of a text's tokens, and a small network on top.

After Iyyer et al., *Deep Unordered Composition Rivals Syntactic Methods for Text Classification*
(2015), and fastText (Joulin et al. 2016, https://arxiv.org/abs/1607.01759).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from torch import Tensor, nn

if TYPE_CHECKING:
    from . import BagParams

PAD = 0


class Bag(nn.Module):
    """Token ids ``int64`` ``(B, T)``, padded at the end with 0 → logits ``(B, n_classes)``."""

    def __init__(self, n_tokens: int, n_classes: int, params: BagParams) -> None:
        super().__init__()
        # Padding's vector is zero and never learns, so it adds nothing to the sum.
        self.tokens = nn.Embedding(n_tokens, params.embedding, padding_idx=PAD)
        self.drop = nn.Dropout(params.dropout)
        self.hidden = nn.ModuleList()
        fan_in = params.embedding
        for _ in range(params.n_layers):
            self.hidden.append(nn.Linear(fan_in, params.width))
            self.hidden.append(nn.ReLU())
            fan_in = params.width
        self.output = nn.Linear(fan_in, n_classes)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits."""
        n_real = (ids != PAD).sum(1, keepdim=True).clamp(min=1)  # (B, 1)
        x = self.tokens(ids).sum(1) / n_real  # (B, T, E) → (B, E)
        x = self.drop(x)
        for layer in self.hidden:
            x = layer(x)  # (B, width)
        logits: Tensor = self.output(x)
        return logits
