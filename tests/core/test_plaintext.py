"""Text of others does nothing on a terminal and in a spreadsheet, and comes back as it was."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.core.io.plain_text import cell, json_text, lines, one_line, read_cell

HARMFUL = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b2J",
    "\x90q\x9c",
    "\r",
    "\b\b",
    "\x00",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
    "\u200f",
    "\ufeff",
    "\ud800",
    "\u061c",
    "\v",
    "\f",
]


@pytest.mark.parametrize("text", HARMFUL)
def test_what_controls_a_terminal_is_shown(text):
    for shown in (lines(f"a{text}b"), one_line(f"a{text}b")):
        assert all(character.isprintable() for character in shown)
        assert shown.startswith("a\\")
        assert shown.endswith("b")


@given(st.text(st.characters()))
def test_a_line_is_one_line_and_harmless_text_stays(text):
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not any(unicodedata.bidirectional(c) in ("RLO", "LRO", "RLE", "LRE") for c in shown)
    assert one_line(shown) == shown


@pytest.mark.parametrize(
    "text", ["か\u3099が", "schön", "👩\u200d👩\u200d👧", "नमस्ते", "a\u200cb", "🏴\U000e0067"]
)
def test_scripts_and_emoji_stay_as_they_are(text):
    assert lines(text) == text
    assert one_line(text) == text


def test_line_breaks_stay_where_there_may_be_several_lines():
    assert lines("a\r\nb\tc\nd") == "a\nb\tc\nd"
    assert one_line("a\nb\tc") == "a\\nb\\tc"


@pytest.mark.parametrize(
    "value",
    [
        "=1+1",
        "+cmd",
        "-2+3",
        "@sum",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "'=1",
        "''=1",
        "-",
        "\u00a0=1",
    ],
)
def test_formulas_are_text_to_a_spreadsheet_and_come_back(value):
    written = cell(value)
    assert written == f"'{value}"
    assert read_cell(written) == value


@pytest.mark.parametrize(
    "value",
    [-5, 0.5, None, True, "3 %", "it's", "'quoted'", "", "a=b"],
)
def test_numbers_and_words_stay(value):
    assert cell(value) == value


@given(st.text("'=+-@\t\r\n 1a"))
@example("'-5")
def test_every_text_comes_back(text):
    assert read_cell(str(cell(text))) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_means_the_same(text):
    written = json_text(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(written) == {"a": text}
    assert one_line(written) == written
