"""Identities: what is the same row, and what is not."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import row_identity
from workbench.core.row_identity import normalised, of_pictures, of_text, of_texts, text_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hello, world!", "  hello\tWORLD "),
        ("hello , world", "Hello… “world”"),
        ("it’s e-mail", "its email"),
        ("don´t", "don't"),
        ("zero\u200bwidth\u2060 \ufeffjoin\u00aded", "zerowidth joined"),
        ("bell\x07 rings\x00", "bell rings"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("ﬁne", "fine"),
        (unicodedata.normalize("NFD", "schön"), unicodedata.normalize("NFC", "schön")),
        ("e\u200b\u0301", "é"),
        ("STRASSE", "Straße"),
        ("नमस्ते। दुनिया", "नमस्ते दुनिया"),
        ("今日は、元気です。", "今日は元気です"),
        ("ｶﾞ", "が".translate({0x304C: 0x30AC})),
        ("❤️", "❤"),
        ("2019, 5", "2019,5"),
        ("1 + 2", "1+2"),
    ],
)
def test_the_same_text(one: str, other: str) -> None:
    assert of_text(one) == of_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("!!!", "???"),
        ("...", ""),
        ("\u200b", "\u200c"),
        (":)", ":("),
        ("か", "が"),
        ("schon", "schön"),
        ("คา", "ค่า"),
        ("कल", "कुल"),
        ("कि", "की"),
        ("你好", "您好"),
        ("привет", "пока"),
        ("👍", "👎"),
        ("C", "C++"),
        ("1.5", "15"),
        ("1 2", "12"),
        ("3 - 5", "3 / 5"),
        ("3 😀 5", "3 5"),
        ("٣.٥", "٣٥"),
        ("\ud800", "\ud801"),
    ],
)
def test_other_texts(one: str, other: str) -> None:
    assert of_text(one) != of_text(other)


@given(st.text())
def test_forms_are_steady(text: str) -> None:
    form = normalised(text)
    assert normalised(form) == form
    assert text_key(text.upper().upper()) == text_key(text.upper())
    for name in ("NFC", "NFD"):
        assert of_text(unicodedata.normalize(name, text)) == of_text(text)


@given(st.text(st.characters(categories=("L", "M", "N", "S")), min_size=1))
def test_text_is_never_known_by_nothing(text: str) -> None:
    assert text_key(text)


def test_pictures_are_known_by_size_and_pixels() -> None:
    x = np.zeros((5, 2, 3), np.uint8)
    x[1, 0, 0] = x[2, 1, 2] = x[3, 1, 2] = 7
    found = of_pictures(x)
    assert found[0] == found[4]
    assert found[2] == found[3]
    assert len(set(found.tolist())) == 3
    assert found.dtype == np.uint64
    assert of_pictures(x[..., None]).tolist() == found.tolist()
    assert of_pictures(x.reshape(5, 3, 2))[0] != found[0]
    assert of_pictures(x[:, ::-1])[0] == found[0]  # a view that is not contiguous
    assert of_pictures(np.zeros((0, 2, 3), np.uint8)).shape == (0,)
    assert of_pictures(np.zeros((1, 2, 3, 3), np.uint8))[0] != found[0]


def test_identities_stay_as_they_are() -> None:
    """Runs keep them: what changes them must change `row_identity.FORM`, too."""
    assert row_identity.FORM == 1
    assert of_texts(["Hello, world!", "!!!", "か"]).tolist() == [
        6801638793323236970,
        9893445619079999418,
        10086347777689933541,
    ]
    assert of_pictures(np.arange(6, dtype=np.uint8).reshape(1, 2, 3)).tolist() == [
        9478313059958107872
    ]


def test_ranks_are_even_and_independent() -> None:
    identities = of_texts([f"row {n}" for n in range(4000)])
    for purpose in ("test", "validation", "labels"):
        for seed in (0, 1):
            ranks = row_identity.ranks(identities, seed, purpose)
            counts = np.bincount((ranks >> np.uint64(61)).astype(int), minlength=8)
            assert ranks.dtype == np.uint64
            assert counts.min() > 400  # 500 each, with a deviation of 21
    one = row_identity.chosen(identities, 0.2, 0, "test")
    for other in (
        row_identity.chosen(identities, 0.2, 1, "test"),
        row_identity.chosen(identities, 0.2, 0, "validation"),
    ):
        assert 100 < np.sum(one & other) < 220  # 160, with a deviation of 12
    assert not row_identity.chosen(identities, 0.0, 0, "test").any()
    assert row_identity.chosen(identities, 1.0, 0, "test").all()
