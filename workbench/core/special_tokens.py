"""The first four tokens of every tokenizer: padding, unknown, start of a row, hidden."""

from __future__ import annotations

PAD, UNK, CLS, MASK = SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[MASK]")
PAD_ID, UNK_ID, CLS_ID, MASK_ID = range(4)
