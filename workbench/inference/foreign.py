"""Foreign tokenizer: somebody else's ``tokenizer.json``, with the tokens that it adds itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.core.contracts.errors import ModelFileError
from workbench.core.tokenizer import visible

if TYPE_CHECKING:
    import tokenizers

_SURROGATE = re.compile("[\ud800-\udfff]")
# No token of a reasonable vocabulary is longer; a long text need not be coded to its end.
_LONGEST_TOKEN = 64


class ForeignTokenizer:
    """Text into the ids of a pretrained model, such as BERT's ``[CLS] … [SEP]``.

    Raises
    ------
    ModelFileError
        When the JSON is damaged.
    """

    def __init__(self, text: str) -> None:
        import tokenizers

        try:
            self._library: tokenizers.Tokenizer = tokenizers.Tokenizer.from_str(text)
        except Exception as error:
            message = f"The tokenizer is damaged ({str(error)[:200]})."
            raise ModelFileError(message, "Take the model's file again.") from error
        # Texts come alone here, whatever the file says of batches.
        self._library.no_padding()
        self._library.no_truncation()

    def read(self, text: str, most: int) -> tuple[list[int], tuple[str, ...]]:
        """Ids and tokens of a text, at most so many; the added ones are kept when it is cut."""
        kept = _SURROGATE.sub("\ufffd", text[: most * _LONGEST_TOKEN])
        added = self._library.num_special_tokens_to_add(is_pair=False)
        coded = self._library.encode(kept, add_special_tokens=most > added)
        if len(coded.ids) > most:
            # What is added stands at the ends: the middle is what a cut takes from.
            ids, special = coded.ids, coded.special_tokens_mask
            tail = len(special) - len(_rstripped(special))
            keep = [*range(most - tail), *range(len(ids) - tail, len(ids))]
            return [ids[i] for i in keep], tuple(visible(coded.tokens[i]) for i in keep)
        return coded.ids, tuple(visible(token) for token in coded.tokens)


def _rstripped(special: list[int]) -> list[int]:
    """The mask without the added tokens at its end."""
    end = len(special)
    while end and special[end - 1]:
        end -= 1
    return special[:end]
