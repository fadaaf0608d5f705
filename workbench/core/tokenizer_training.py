"""Learns the vocabulary of a tokenizer, the same one in every process."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

import regex

from workbench.core.special_tokens import SPECIAL, UNK

# What shows nowhere, and only joins or varies what is beside it: zero-width joiners, soft hyphens,
# variation selectors, marks of writing direction.
_INVISIBLE = (
    r"[\x{AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{2066}-\x{2069}"
    r"\x{FE00}-\x{FE0F}\x{FEFF}]"
)
_CONTROL = r"[\p{Cc}\x{FFFD}]"
# Characters that are words by themselves.
_ALONE = regex.compile(r"[\p{P}\p{S}\p{Han}]")
# A character of a script that puts no spaces between words, with its marks. As runs, most of them
# would come once, and a vocabulary of some thousand would learn them whole.
_WITHOUT_SPACES = (
    r"[\p{Hiragana}\p{Katakana}\x{30FC}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]\p{M}*"
)
# What is longer than 100 characters is unknown to the library as a whole.
_LONG = r"\S{64}"
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
    """Pieces of lower-cased words; those inside a word begin with ``##``.

    Marks stay with their letters: schön is not schon, が not か, and Thai and Devanagari keep their
    vowels. Words end at white space, punctuation and symbols (emoji among them); in scripts that
    have no spaces each character with its marks is one. A character that was not learnt is unknown
    by itself, and the rest of its word is read.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

    library = Tokenizer(models.WordPiece(unk_token=UNK))
    normalizer = library.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Replace(Regex(_INVISIBLE), ""),
            normalizers.Replace(Regex(_CONTROL), " "),
            normalizers.Lowercase(),
            # Lower case may leave marks that make one letter with what is before them.
            normalizers.NFC(),
        ]
    )
    library.decoder = decoders.WordPiece(prefix="##", cleanup=True)
    kept = list(_enough(texts))
    counts: Counter[str] = Counter()
    for text in kept:
        counts.update(normalizer.normalize_str(text))
    alphabet = _alphabet(counts, vocab_size // 3)
    # The library numbers the "##" letters in the order of a hash table, and equally frequent
    # merges by these numbers: named here, before it counts, they are the same every time.
    letters = [c for c in alphabet if not _stands_alone(c)]
    inside = [f"##{c}" for c in letters]
    splits = (
        (r"\s+", "removed"),
        (_none_of(letters), "isolated"),
        (_WITHOUT_SPACES, "isolated"),
        (_LONG, "isolated"),
    )
    library.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(pattern), behavior) for pattern, behavior in splits]
    )
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
    return _ALONE.fullmatch(character) is not None


def _none_of(letters: Iterable[str]) -> str:
    """A pattern of any character but these."""
    codes = "".join(f"\\x{{{ord(letter):X}}}" for letter in letters)
    # By code points, as the library's table of Unicode is not the one that `letters` come from.
    return f"[^{codes}]" if codes else r"[\s\S]"


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
