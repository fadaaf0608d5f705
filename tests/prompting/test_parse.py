"""Answers become labels, and what is none stays what it is."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.prompting.parse import Parser, normalised, parse

LABELS = ("ham", "spam", "not spam", "card_arrival")
PARSERS: tuple[Parser, ...] = ("first-label", "exact", "normalised", "json")


@pytest.mark.parametrize(
    ("how", "answer", "label"),
    [
        ("exact", " spam\n", "spam"),
        ("exact", "Spam", None),
        ("exact", "spam.", None),
        ("normalised", "**Spam**.", "spam"),
        ("normalised", '"not  spam"', "not spam"),
        ("normalised", "Card arrival", "card_arrival"),
        ("normalised", "card-arrival!", "card_arrival"),
        ("normalised", "it is spam", None),
        ("json", '{"label": "spam"}', "spam"),
        ("json", '{"reason": "a prize", "answer": "Spam"}', "spam"),
        ("json", '```json\n{"label": "ham"}\n```', "ham"),
        ("json", 'Here it is: {"class": "ham"} as asked', "ham"),
        ("json", '"ham"', "ham"),
        ("json", '{"colour": "ham"}', "ham"),
        ("json", '{"colour": "ham", "size": "spam"}', None),
        ("json", '{"label": ["ham"]}', None),
        ("json", '{"label": "ham"', None),
        ("json", "ham", None),
        ("json", "[" * 100_000, None),
        ("first-label", "The label is spam, since it is not ham.", "spam"),
        ("first-label", "This is not spam.", "not spam"),
        ("first-label", "a shame", None),
        ("first-label", "SPAM!", "spam"),
        ("first-label", "about card arrival", "card_arrival"),
    ],
)
def test_readers(how: Parser, answer: str, label: str | None) -> None:
    assert parse(answer, LABELS, how).label == label


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("eggs", "off-label"),
        ("I'm sorry for", "refusal"),
        ("I’m sorry, but I cannot say whether it is spam.", "refusal"),
        ("I cannot help with that.", "refusal"),
        ("I can't do that", "refusal"),
        ("As an AI language model, I have no opinion.", "refusal"),
        ("I am here", "off-label"),
        ("spam", "label"),
    ],
)
def test_kinds(answer: str, kind: str) -> None:
    assert parse(answer, LABELS).kind == kind


def test_numbers_and_signs() -> None:
    digits = tuple("0123456789")
    assert parse("The digit is 7.", digits).label == "7"
    assert parse("17", digits).label is None
    assert parse('{"label": 7}', digits, "json").label == "7"
    assert parse("true", ("true", "false"), "json").label == "true"
    assert parse("+", ("+", "-")).label == "+"
    assert parse(" - ", ("+", "-"), "normalised").label == "-"


def test_labels_that_case_alone_tells_apart() -> None:
    assert parse("a", ("A", "a"), "normalised").label == "a"
    assert parse("'a'", ("A", "a"), "normalised").label is None


# Some letters are a space with a mark on it once they are normalised; those are no words.
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).filter(
    lambda word: unicodedata.normalize("NFKC", word).isalnum()
)


@given(answer=st.text(), labels=st.lists(st.text(min_size=1), max_size=5, unique=True))
@settings(max_examples=300)
def test_whatever_is_said_is_a_label_or_said_to_be_none(answer: str, labels: list[str]) -> None:
    for how in PARSERS:
        said = parse(answer, labels, how)
        assert (said.label in labels) if said.kind == "label" else (said.label is None)


@given(labels=st.lists(WORDS, min_size=1, max_size=5, unique_by=normalised), data=st.data())
def test_a_label_alone_is_read_by_every_parser(labels: list[str], data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(labels))
    for how in PARSERS:
        answer = json.dumps({"label": label}) if how == "json" else f"  {label}\n"
        assert parse(answer, labels, how).label == label
    assert parse(f"**{label}**.", labels, "normalised").label == label


@given(labels=st.lists(WORDS, min_size=2, max_size=5, unique_by=normalised))
def test_of_several_mentions_the_first_counts(labels: list[str]) -> None:
    assert parse(f"({labels[1]}), {labels[0]}.", labels).label == labels[1]
