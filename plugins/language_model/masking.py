"""Hidden tokens: which are hidden, and behind what.

Devlin et al., *BERT* (2018), https://arxiv.org/abs/1810.04805, section 3.1: 15 % of the tokens
are to be guessed; of these 80 % are replaced by [MASK], 10 % by a random token, and 10 % stay.
"""

from __future__ import annotations

import torch
from torch import Tensor

from workbench import MASK_ID, SPECIAL_TOKENS

HIDDEN, MASKED, RANDOM = 0.15, 0.8, 0.1
# What `torch.nn.functional.cross_entropy` leaves out.
IGNORED = -100


def hide(ids: Tensor, n_tokens: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Make an input row and a target row of ``ids`` int64 ``(batch, time)``.

    The targets are ``IGNORED`` where nothing is to be guessed.
    """
    chance = torch.rand(ids.shape, generator=generator).to(ids.device)
    kind = torch.rand(ids.shape, generator=generator).to(ids.device)
    strangers = torch.randint(len(SPECIAL_TOKENS), n_tokens, ids.shape, generator=generator)
    hidden = chance < HIDDEN
    # A piece in which chance hid nothing would have no loss.
    hidden[:, 0] |= ~hidden.any(1)
    given = torch.where(hidden & (kind < MASKED), MASK_ID, ids)
    replaced = hidden & (kind >= MASKED) & (kind < MASKED + RANDOM)
    given = torch.where(replaced, strangers.to(ids.device), given)
    return given, torch.where(hidden, ids, IGNORED)
