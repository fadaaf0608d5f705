"""Words in any script: those of scikit-learn where it is right, and marks stay with letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.words import word_tokens
from workbench.labelling.functions import Function, compiled


@given(st.text(st.sampled_from("ab Zz09_'-.,ßéñøДжд\n\t!")), st.sampled_from([1, 2]))
def test_words_of_alphabets_are_those_of_scikit_learn(text: str, shortest: int) -> None:
    pattern = r"(?u)\b\w\w+\b" if shortest == 2 else r"(?u)\b\w+\b"
    assert word_tokens(text, shortest) == re.findall(pattern, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("कमल काम किम", ["कमल", "काम", "किम"]),
        ("cafe\u0301 noir", ["café", "noir"]),
        ("我爱北京abc", ["我爱", "爱北", "北京", "abc"]),
        ("がはば", ["がは", "はば"]),
        ("กินข้าว", ["กิน", "นข้", "ข้า", "าว"]),
        ("好", ["好"]),
    ],
)
def test_words_of_other_scripts(text: str, found: list[str]) -> None:
    assert word_tokens(text) == found


@pytest.mark.parametrize(
    ("word", "text", "matches"),
    [
        ("prize", "a prize!", True),
        ("prize", "prizes", False),
        ("好", "今天很好吃", True),
        ("ดี", "วันนี้อากาศดีมาก", True),
        ("काम", "कामना", False),
        ("काम", "यह काम है", True),
        ("schon", "schön", False),
    ],
)
def test_a_functions_word_is_found_in_every_script(word: str, text: str, matches: bool) -> None:
    function = Function(name="x", label="y", words=(word,))
    assert bool(compiled(function).search(text)) is matches
