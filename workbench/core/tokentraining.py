"""Learns the vocabulary of a tokenizer, the same one in every process."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from workbench.core.tokenizer import SPECIAL, UNK

# More text than this changes hardly a merge and takes minutes.
LEARN_FROM = 50_000_000


def char(texts: Iterable[str], vocab_size: int) -> str:  # noqa: ARG001  all kinds take both
    """One token per code point, in the order of code points."""
    found: set[str] = set()
    for text in texts:
        found.update(text)
    own = sorted(c for c in found if not "\ud800" <= c <= "\udfff")
    isolated = {"type": "Split", "pattern": {"Regex": r"[\s\S]"}, "behavior": "Isolated"}
    return _dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [_added(id, token) for id, token in enumerate(SPECIAL)],
            "normalizer": None,
            "pre_tokenizer": {**isolated, "invert": False},
            "post_processor": None,
            "decoder": {"type": "Fuse"},
            "model": {
                "type": "WordLevel",
                "vocab": {token: id for id, token in enumerate([*SPECIAL, *own])},
                "unk_token": UNK,
            },
        }
    )


def bpe(texts: Iterable[str], vocab_size: int) -> str:
    """Byte-level BPE: all 256 bytes are tokens, so there is no unknown text."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    library = Tokenizer(models.BPE())
    library.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    library.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    library.train_from_iterator(_enough(texts), trainer)
    return _with_our_specials(library.to_str())


def wordpiece(texts: Iterable[str], vocab_size: int) -> str:
    """Pieces of lower-cased words; those inside a word begin with ``##``."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

    library = Tokenizer(models.WordPiece(unk_token=UNK))
    normalizer = library.normalizer = normalizers.BertNormalizer(lowercase=True)
    library.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    library.decoder = decoders.WordPiece(prefix="##", cleanup=True)
    kept = list(_enough(texts))
    counts: Counter[str] = Counter()
    for text in kept:
        counts.update(normalizer.normalize_str(text))
    alphabet = _alphabet(counts, vocab_size // 3)
    # The library numbers the "##" letters in the order of a hash table, and equally frequent
    # merges by these numbers: named here, before it counts, they are the same every time.
    inside = [f"##{c}" for c in alphabet if not _stands_alone(c)]
    trainer = trainers.WordPieceTrainer(
        vocab_size=vocab_size,
        special_tokens=[*SPECIAL, *inside],
        initial_alphabet=alphabet,
        limit_alphabet=len(alphabet),
        show_progress=False,
    )
    library.train_from_iterator(kept, trainer)
    return _with_our_specials(library.to_str())


def _alphabet(counts: Counter[str], limit: int) -> list[str]:
    letters = [c for c in counts if not c.isspace()]
    letters.sort(key=lambda c: (-counts[c], c))
    return sorted(letters[: max(limit, 1)])


def _stands_alone(character: str) -> bool:
    # BERT makes each punctuation mark a word of its own, so none is ever inside a word.
    return unicodedata.category(character).startswith("P") or (
        character.isascii() and not character.isalnum()
    )


def _enough(texts: Iterable[str]) -> Iterator[str]:
    left = LEARN_FROM
    for text in texts:
        # The library refuses half a surrogate pair.
        yield text[:left].encode("utf-8", "replace").decode("utf-8")
        left -= len(text)
        if left <= 0:
            return


def _with_our_specials(text: str) -> str:
    table = json.loads(text)
    table["added_tokens"] = [_added(id, token) for id, token in enumerate(SPECIAL)]
    return _dumps(table)


def _added(id: int, token: str) -> dict[str, object]:
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return {"id": id, "content": token, **plain, "special": True}


def _dumps(table: dict[str, object]) -> str:
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"))
