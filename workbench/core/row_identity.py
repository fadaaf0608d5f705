"""Row identity: what a row is, whatever its place, its spelling in Unicode or its file.

A text is known by its letters, digits and symbols, a picture by its pixels, each as a hash of 64
bits. Rows of one identity always lie in the same split (`workbench.core.split_rows.divide`), and so
do rows of one group, such as what one speaker said. A run keeps the identities of the rows that it
learnt (`workbench.core.runs.learnt`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import regex

Identities = npt.NDArray[np.uint64]
Purpose = Literal["test", "validation", "labels", "shots"]

# Another form of texts would give other identities: files that keep them say which it was.
FORM = 1
BYTES = 8

_QUOTES = str.maketrans(dict.fromkeys("’‘‛ʼ´`", "'"))
# Between digits a mark or a space means something: 1.5 is not 15, 3-5 not 3/5, and 1 2 not 12.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}--\s]", regex.V1)
_MARK = regex.compile(r"[\p{P}\s]")


class _Dropped(dict[int, int | None]):
    """A table for ``str.translate`` without the characters of a pattern, filled as it is used."""

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        super().__init__()
        self._pattern = pattern

    def __missing__(self, code: int) -> int | None:
        self[code] = None if self._pattern.fullmatch(chr(code)) else code
        return self[code]


_WITHOUT_INVISIBLE, _WITHOUT_MARKS = _Dropped(_INVISIBLE), _Dropped(_MARK)
_ASCII_INVISIBLE = bytes(code for code in range(128) if _INVISIBLE.fullmatch(chr(code)))
_ASCII_MARKS = bytes(code for code in range(128) if _MARK.fullmatch(chr(code)))


def normalised(text: str) -> str:
    """What two texts have in common that look alike to a reader but for case and white space.

    NFKC and case folding as in Unicode's NFKC_Casefold, without invisible characters; runs of
    white space become one space.
    """
    if text.isascii():
        raw = text.encode().translate(None, _ASCII_INVISIBLE).lower()
        return " ".join(raw.decode().split())
    folded = unicodedata.normalize("NFD", text).casefold()
    folded = unicodedata.normalize("NFKC", folded).casefold()
    seen = unicodedata.normalize("NFKC", folded).translate(_WITHOUT_INVISIBLE)
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def text_key(text: str) -> str:
    """What two texts have in common that differ in white space and punctuation as well.

    Letters, digits, combining marks and symbols (emoji, ``+``, ``$``) stay. A text of nothing but
    punctuation is known by it, one of nothing but invisible characters by these.
    """
    form = normalised(text if text.isascii() else text.translate(_QUOTES))
    return _without_marks(form) or form or text


def _without_marks(form: str) -> str:
    if _BETWEEN_DIGITS.search(form):
        kept, start = [], 0
        for match in _BETWEEN_DIGITS.finditer(form):
            between = match.group().replace(" ", "") or " "
            kept += [_drop_marks(form[start : match.start()]), between]
            start = match.end()
        return "".join([*kept, _drop_marks(form[start:])])
    return _drop_marks(form)


def _drop_marks(form: str) -> str:
    if form.isascii():
        return form.encode().translate(None, _ASCII_MARKS).decode()
    return form.translate(_WITHOUT_MARKS)


def of_text(text: str) -> int:
    """The identity of one text."""
    raw = text_key(text).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(raw, digest_size=BYTES).digest(), "little")


def of_texts(texts: Sequence[str]) -> Identities:
    """The identities of texts, ``uint64`` ``(n,)``."""
    return np.fromiter(map(of_text, texts), np.uint64, len(texts))


def of_pictures(pictures: npt.NDArray[np.uint8]) -> Identities:
    """The identities of pictures ``(n, height, width[, channels])``: their size and every pixel.

    A grey picture is the same with and without an axis for its one channel.
    """
    if pictures.ndim == 4 and pictures.shape[3] == 1:
        pictures = pictures[..., 0]
    size = hashlib.blake2b(str(pictures.shape[1:]).encode(), digest_size=16).digest()
    whole = np.ascontiguousarray(pictures)
    digests = (
        hashlib.blake2b(picture.data, digest_size=BYTES, key=size).digest() for picture in whole
    )
    return np.frombuffer(b"".join(digests), "<u8").astype(np.uint64)


def framed(text: str) -> bytes:
    """A text's bytes behind their number: else ("ab", "c") would be hashed as ("a", "bc")."""
    raw = text.encode("utf-8", "surrogatepass")
    return len(raw).to_bytes(8, "little") + raw


def digest_of_texts(texts: Iterable[str]) -> str:
    """SHA-256 of texts in their order."""
    sha = hashlib.sha256()
    for text in texts:
        sha.update(framed(text))
    return sha.hexdigest()


def of_bytes(rows: Iterable[bytes], kind: str) -> Identities:
    """The identities of rows of any kind from bytes that say what each is.

    Parameters
    ----------
    kind
        The kind's id: rows of two kinds are never the same.
    """
    key = kind.encode()[:64]
    digests = (hashlib.blake2b(row, digest_size=BYTES, key=key).digest() for row in rows)
    return np.frombuffer(b"".join(digests), "<u8").astype(np.uint64)


def of_groups(values: Sequence[object], identities: Identities) -> Identities:
    """The identities of groups (a speaker, a device, a patient), ``uint64`` ``(n,)``.

    Parameters
    ----------
    values
        Each row's group, as text or as a number; blank, None and NaN are no group, and such a row
        belongs to itself alone.
    identities
        Of the rows, ``(n,)``.
    """
    groups = identities.astype(np.uint64)
    known: dict[str, int] = {}
    for row, value in enumerate(values):
        name = "" if value is None or value != value else str(value).strip()
        if not name:
            continue
        if name not in known:
            raw = unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")
            digest = hashlib.blake2b(raw, digest_size=BYTES, person=b"group").digest()
            known[name] = int.from_bytes(digest, "little")
        groups[row] = known[name]
    return groups


def problem_of_groups(groups: object, n: int) -> str:
    """Why these cannot say which of ``n`` rows belong together, behind "the split"; or nothing."""
    if groups is None:
        return ""
    if not isinstance(groups, np.ndarray) or groups.dtype != np.uint64:
        kind = groups.dtype if isinstance(groups, np.ndarray) else type(groups).__name__
        return f"has groups that are {kind}, not uint64; take them from group_identities()"
    return "" if groups.shape == (n,) else f"has groups of shape {groups.shape}, not ({n},)"


def together(identities: Identities, groups: Identities | None) -> Identities:
    """What rows are divided by, ``uint64`` ``(n,)``: the same for all that must not be parted.

    Rows of one identity belong together, and rows of one group; so do those that are only linked
    by others (connected components). Each is known by the least of its groups, so that a row that
    comes or goes moves none across unless it links two groups.
    """
    if groups is None:
        return identities
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    values, group = np.unique(groups.astype(np.uint64), return_inverse=True)
    _, row = np.unique(identities, return_inverse=True)
    n = len(values) + (int(row.max()) + 1 if len(row) else 0)
    links = coo_array((np.ones(len(row), np.int8), (group, len(values) + row)), shape=(n, n))
    count, component = connected_components(links, directed=False)
    least = np.full(count, np.iinfo(np.uint64).max, np.uint64)
    np.minimum.at(least, component[: len(values)], values)
    return least[component[group]]


def of_inputs(inputs: Sequence[str] | npt.NDArray[np.uint8]) -> Identities:
    """The identities of texts or of pictures."""
    return of_pictures(inputs) if isinstance(inputs, np.ndarray) else of_texts(inputs)


def ranks(identities: Identities, seed: int, purpose: Purpose) -> Identities:
    """A number for each row, even over all of ``uint64``, from its identity and the seed alone.

    A row's number depends on no other row. Rows are drawn by it: for testing those below a
    threshold, of a class those with the lowest.
    """
    key = f"{purpose} {seed}".encode()
    salt = int.from_bytes(hashlib.blake2b(key, digest_size=BYTES).digest(), "little")
    # The finaliser of splitmix64, Steele, Lea, Flood (2014), Fast splittable pseudorandom
    # number generators.
    mixed = identities.astype(np.uint64) ^ np.uint64(salt)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def chosen(
    identities: Identities, part: float, seed: int, purpose: Purpose
) -> npt.NDArray[np.bool_]:
    """Which rows belong to a part of all rows, ``bool`` ``(n,)``: each by its own identity.

    With a larger part these rows and others.
    """
    threshold = min(int(part * 2.0**64), 2**64 - 1)
    return ranks(identities, seed, purpose) < np.uint64(threshold)


def union(every: Iterable[Identities]) -> Identities:
    """All identities, each once, rising."""
    return np.unique(np.concatenate([np.empty(0, np.uint64), *every]))
