"""What a file's name says of its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.errors import UsageError
from workbench.core.tables.file_pattern import parse_file_pattern, read_file_fields


@pytest.mark.parametrize(
    ("pattern", "path", "fields"),
    [
        (
            "{label}_{group}_{take}.wav",
            "7_jackson_32.wav",
            {"label": "7", "group": "jackson", "take": "32"},
        ),
        ("{label}_{group}_{take}.wav", "far/away/7_jackson_32.WAV", {"take": "32"}),
        ("{label}_{group}_{take}.wav", "7_jackson_32.flac", None),
        ("{label}_{take}.wav", "a_b_1.wav", None),
        ("{label}/{group}-*.wav", "sounds/dog/kim-kitchen-2.wav", {"label": "dog", "group": "kim"}),
        ("{label}/{group}-*.wav", "kim-kitchen.wav", None),
        ("{group}/*", "anna/x.png", {"group": "anna"}),
        ("{group}{take:d}.csv", "kim12.csv", {"group": "kim", "take": "12"}),
        ("{group}{take:d}.csv", "kim12b7.csv", {"group": "kim12b", "take": "7"}),
        ("{label}/{label}_{take}.wav", "yes/yes_1.wav", {"label": "yes", "take": "1"}),
        ("{label}/{label}_{take}.wav", "yes/no_1.wav", None),
        ("{name}.png", "1.2.png", {"name": "1.2"}),
        ("{{{label}}}.txt", "{dog}.txt", {"label": "dog"}),
        ("{label}.(x)", "dog.(x)", {"label": "dog"}),
        ("{label}.wav", ".wav", None),
        ("{label}", "chat été", {"label": "chat été"}),
    ],
)
def test_fields(pattern: str, path: str, fields: dict[str, str] | None) -> None:
    values = parse_file_pattern(pattern).match(Path(path))
    assert values == parse_file_pattern(pattern).match(path)
    if fields is None:
        assert values is None
    else:
        assert values is not None
        assert fields.items() <= values.items()


@pytest.mark.parametrize(
    "pattern",
    [
        "*.wav",
        "",
        "{}.wav",
        "{a b}.wav",
        "{label",
        "label}",
        "{a}{b}.wav",
        "{a}*.wav",
        "{a!r}",
        "{a:3}",
        "{a.b}",
        "{0}",
    ],
)
def test_a_pattern_that_cannot_be_read_says_so(pattern: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_file_pattern(pattern)
    assert repr(pattern) in str(caught.value)
    assert "{label}_{group}_{take}.wav" in caught.value.remedy


names = st.text(st.characters(exclude_characters="_/.", codec="utf-8"), min_size=1)


@given(names, names, names)
def test_every_name_that_a_pattern_makes_is_read_back(label: str, group: str, take: str) -> None:
    pattern = parse_file_pattern("{label}_{group}_{take}.wav")
    values = {"label": label, "group": group, "take": take}
    assert pattern.match(f"sounds/{label}_{group}_{take}.wav") == values


def test_files_that_do_not_match_are_named() -> None:
    pattern = parse_file_pattern("{label}_{group}.wav")
    files = read_file_fields(pattern, ["0_kim.wav", "notes.txt", Path("1_ann.wav")])
    assert files.rows == (0, 2)
    assert files.columns == {"label": ("0", "1"), "group": ("kim", "ann")}
    assert files.unmatched == ("notes.txt",)
