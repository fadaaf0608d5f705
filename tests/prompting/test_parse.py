"""Answers become labels, and what is none stays what it is."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.prompting.prompts.parse import PARSERS, Parser, normalised, parse

LABELS = ("ham", "spam", "not spam", "card_arrival")


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
@settings(max_examples=100)
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


@pytest.mark.parametrize("how", PARSERS)
@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ('{"reason": "It could be ham, but wins a prize.", "label": "spam"}', "spam"),
        ('{"reasoning": "ham?", "final_answer": "spam"}', "spam"),
        ('```json\n{"thought": "ham", "Label": "Spam"}\n```', "spam"),
        ('{"explanation": "not ham", "result": {"label": "spam"}}', "spam"),
        ("{'reason': 'it isn\\'t ham', 'label': 'spam'}", "spam"),
        ('{"reason": "ham or spam, who knows"}', None),
        ('{"reason": "It is certainly ham, bec', None),
    ],
)
def test_an_object_is_read_as_json_whichever_parser_is_chosen(
    how: Parser, answer: str, label: str | None
) -> None:
    assert parse(answer, LABELS, how).label == label


def test_an_object_that_is_cut_behind_its_label() -> None:
    assert parse('{"label": "spam", "reason": "unlike ham, it', LABELS).label == "spam"


@pytest.mark.parametrize(
    ("answer", "label", "kind"),
    [
        ("I'm sorry, but this is spam.", "spam", "label"),
        ("Unfortunately, this message is spam.", "spam", "label"),
        ("As an AI, I would say spam.", "spam", "label"),
        ("I apologize for the confusion. The label is ham.", "ham", "label"),
        ("I cannot be completely sure, but I'd say spam.", "spam", "label"),
        ("I can't say for certain, but it is probably spam.", "spam", "label"),
        ("Sorry, I can't help with spam.", None, "refusal"),
        ("I'm sorry, but I can't assist with classifying spam or ham.", None, "refusal"),
        ("I am unable to classify this text as spam or ham.", None, "refusal"),
        ("I must decline to answer whether that is spam.", None, "refusal"),
        ("对不起，我不能回答。", None, "refusal"),
        ("Es tut mir leid.", None, "refusal"),
    ],
)
def test_politeness_is_no_refusal(answer: str, label: str | None, kind: str) -> None:
    assert (parse(answer, LABELS).label, parse(answer, LABELS).kind) == (label, kind)


@pytest.mark.parametrize(
    ("answer", "labels", "label"),
    [
        ("这是垃圾邮件。", ("正常邮件", "垃圾邮件"), "垃圾邮件"),
        ("我认为这条短信是spam类别", ("ham", "spam"), "spam"),
        ("答案：负面", ("正面", "负面"), "负面"),
        ("这不是垃圾邮件", ("垃圾邮件", "不是垃圾邮件"), "不是垃圾邮件"),
        ("このメールは迷惑メールです。", ("普通", "迷惑メール"), "迷惑メール"),
        ("ข้อความนี้เป็นสแปมแน่นอน", ("ปกติ", "สแปม"), "สแปม"),
        ("នេះជាសារឥតបានការ", ("ធម្មតា", "សារឥតបានការ"), "សារឥតបានការ"),
        ("答案是正。", ("正", "负"), "正"),
        # Scripts with spaces keep their words whole, vowel signs and accents among them.
        ("यह अच्छाई है", ("अच्छा", "बुरा"), None),
        ("यह अच्छा है", ("अच्छा", "बुरा"), "अच्छा"),
        ("C'est l'été", ("ete", "hiver"), None),
        ("schöne Grüße", ("schon", "schöne"), "schöne"),
        ("не спам, а спамер", ("спамер", "хам"), "спамер"),
        ("GROẞ", ("groß", "klein"), "groß"),
        ("_spam_", ("ham", "spam"), "spam"),
        ("not_spam", ("ham", "spam"), None),
        ("e\u0301te\u0301!", ("été", "hiver"), "été"),
    ],
)
def test_labels_in_sentences_of_any_script(
    answer: str, labels: tuple[str, ...], label: str | None
) -> None:
    assert parse(answer, labels).label == label


@pytest.mark.parametrize("how", ["first-label", "json"])
@pytest.mark.parametrize("key", ["reasoning", "thought", "Explanation", "chain_of_thought"])
def test_an_object_that_holds_a_reason_alone_answers_nothing(how: Parser, key: str) -> None:
    assert parse(f'{{"{key}": "ham"}}', ("ham", "spam"), how).label is None
