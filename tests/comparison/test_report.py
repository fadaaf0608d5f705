"""The page as HTML and PDF: everything is in it, and nothing that it holds can do anything."""

from __future__ import annotations

import base64
import itertools
import json
import math
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.comparison.made import ANSWER, NAME, SCRIPT, comparison
from workbench.comparison import slices
from workbench.comparison.report import confused, digits, files, html, pdf, repeat
from workbench.comparison.report.axes import Scale, short, spread, width
from workbench.comparison.report.charts import charts
from workbench.comparison.report.data import Report, page, to_json
from workbench.comparison.report.fonts import SHIPPED, load
from workbench.comparison.report.money import switches
from workbench.comparison.report.sheets import differences, others
from workbench.comparison.verdict import signed
from workbench.core.contracts.errors import StorageError
from workbench.core.leaks import Leak

# Attributes that make a browser fetch, run or send something.
FETCHING = {"src", "href", "action", "data", "srcset", "poster", "background", "formaction"}
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "style",
    "body",
    "main",
    "div",
    "header",
    "p",
    "h1",
    "h2",
    "h3",
    "b",
    "bdi",
    "section",
    "ul",
    "li",
    "nav",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "small",
    "span",
    "figure",
    "figcaption",
    "svg",
    "desc",
    "rect",
    "circle",
    "polyline",
    "polygon",
    "text",
    "details",
    "summary",
    "img",
    "pre",
    "code",
}


class Reader(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def made() -> Report:
    return page(comparison())


@pytest.fixture(scope="module")
def read(made: Report) -> Reader:
    return Reader(html.render(made))


def one(**more: Any) -> Report:
    """A page of one answerer, which is quickly made."""
    only = ("TF-IDF + logistic regression",)
    return page(comparison(**{"only": only, "budgets": (), "missing": False, **more}))


def test_what_is_hostile_is_only_text(made: Report, read: Reader) -> None:
    assert {tag for tag, _ in read.tags} <= ALLOWED
    assert not read.open, "a tag was closed or opened by a text"
    attributes = {name for _, attrs in read.tags for name in attrs}
    assert not {name for name in attributes if name.startswith("on")}
    assert SCRIPT in read.text
    assert ANSWER in read.text, "an answer is there to be read as it was given"
    assert NAME in read.text
    assert "{{ 7*7 }} {% raw %}" in read.text


def test_nothing_is_fetched_and_nothing_runs(read: Reader) -> None:
    wanted = [
        value or "" for _, attrs in read.tags for name, value in attrs.items() if name in FETCHING
    ]
    assert all(value.startswith(("#", "data:")) for value in wanted), wanted
    assert "@import" not in html.render(one())
    assert "url(" not in html.render(one())
    policy = next(a["content"] for t, a in read.tags if t == "meta" and "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy


def test_what_no_file_can_hold_is_shown_as_a_sign(tmp_path: Path) -> None:
    made = page(comparison(budgets=(), n=60, only=(NAME, "TF-IDF + logistic regression")))
    html.write(made, tmp_path / "page.html")
    text = (tmp_path / "page.html").read_text("utf-8")
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]", text)
    # The first rows, whatever they hold, are among those on which the two differ.
    assert "\N{SYMBOL FOR NULL}" in digits.clean(made.found.held_out.rows[3].text)


def test_every_figure_can_be_read(made: Report, read: Reader) -> None:
    said = to_json(made)
    text = read.text
    for entry in said["answerers"]:
        for metric in ("accuracy", "macro_f1"):
            found = entry[metric]
            assert f"{found['value']:.3f} {found['low']:.3f} … {found['high']:.3f}" in spaced(read)
        assert digits.share(entry["off_label"]) in text
        assert digits.figure(entry["calibration_error"]) in text
        assert digits.money(entry["cost"]["per_1000"]) in text
        assert digits.money(entry["cost"]["before"]) in text
    for pair in said["pairs"]:
        gap = pair["paired"]["difference"]
        value, low, high = (signed(gap[part]) for part in ("value", "low", "high"))
        assert f"{value} {low} … {high}" in spaced(read)
        assert digits.p_value(pair["corrected"]) in text
    for line in said["curves"]:
        for found in line["figures"]:
            assert f"{found['value']:.3f} {found['low']:.3f}" in spaced(read)
    for found in (*said["crossings"], *said["missing"]):
        assert found.get("sentence", found.get("problem")) in text
    for name in ("sha256", "test_sha256", "rows_sha256"):
        assert said["dataset"][name] in text


def spaced(read: Reader) -> str:
    """The text with a space between any two tags."""
    return " ".join(" ".join(read.words).split())


def test_the_verdict_comes_first_and_whole(made: Report, read: Reader) -> None:
    said, text = made.verdict, read.text
    assert said.choice
    assert said.warnings
    places = [text.index(line) for line in (said.headline, *said.reasons, *said.conditions)]
    assert places == sorted(places)
    assert places[-1] < text.index("Every model") < text.index("Learning curves")
    assert all(line in text for line in said.warnings)


def test_all_figures_can_be_saved_as_json(made: Report, read: Reader) -> None:
    link = next(attrs for tag, attrs in read.tags if tag == "a" and "download" in attrs)
    raw = (link["href"] or "").partition("base64,")[2]
    assert json.loads(base64.b64decode(raw)) == json.loads(json.dumps(repeat.finite(to_json(made))))


def test_the_plan_is_there_to_be_copied(made: Report, read: Reader, tmp_path: Path) -> None:
    from workbench.comparison import plan

    text = repeat.toml(made)
    assert " ".join(text.split()) in read.text
    (tmp_path / "again.toml").write_text(text, "utf-8")
    assert plan.load(tmp_path / "again.toml") == made.found.plan


def test_pictures_have_titles_and_words_for_those_who_do_not_see(read: Reader) -> None:
    drawings = [attrs for tag, attrs in read.tags if tag == "svg"]
    ids = [attrs["id"] for _, attrs in read.tags if attrs.get("id")]
    assert len(drawings) == 11, "six charts and a matrix for each of the five that were asked"
    assert len(ids) == len(set(ids))
    for attrs in drawings:
        assert attrs["role"] == "img"
        assert all(name in ids for name in (attrs["aria-labelledby"] or "").split())


def test_one_answerer_alone_is_compared_with_the_floor() -> None:
    text = Reader(html.render(one())).text
    assert "Only one model was compared" in text
    assert "Always “ham”" in text
    assert "there is nothing to compare" in text
    assert "it cannot be told" in text  # no curve
    assert "1 model on" in text


def test_a_page_on_which_nobody_answered(tmp_path: Path) -> None:
    made = page(comparison(only=("nobody",)))
    text = Reader(html.render(made)).text
    assert "Cannot tell: no model could be asked." in text
    assert "No key for <openai> & co." in text
    pdf.write(made, tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_known_by_heart_is_called_a_hint(read: Reader) -> None:
    assert "3 of them nearly word for word: a hint that it has read them, no proof." in read.text
    assert "7 training rows say what a test row says" in read.text


def test_pictures_lie_inside_the_page() -> None:
    made = page(comparison(n=60, pictures=True, budgets=(), only=(NAME, "MiniLM + head")))
    read = Reader(html.render(made))
    shown = [attrs["src"] or "" for tag, attrs in read.tags if tag == "img"]
    assert shown
    first = made.found.held_out.rows[made.disagreements[0]].images[0]
    assert base64.b64decode(shown[0].partition(",")[2]) == first


def test_of_many_classes_the_most_confused_pairs_are_told() -> None:
    names = tuple(f"class {k}" for k in range(20))
    made = page(comparison(n=300, classes=names, budgets=(), only=(NAME, "MiniLM + head")))
    assert not charts(made).confusion
    found = confused.pairs(made, list(made.table.entries))
    assert found
    for pair in found:
        assert pair.truth != pair.predicted
        assert max(pair.counts) > 0
    truth, said = made.found.held_out.truth, made.table.entries[0].predictions.predicted
    rows = sum(
        names[a] == found[0].truth and b >= 0 and names[b] == found[0].predicted
        for a, b in zip(truth.tolist(), said.tolist(), strict=True)
    )
    assert found[0].counts[0] == rows
    assert found[0].truth in Reader(html.render(made)).text


def test_of_many_pairs_those_of_the_recommended_stand_first(
    made: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(differences(made).rows) == len(made.table.pairs) == 15
    monkeypatch.setattr("workbench.comparison.report.sheets.MANY", 3)
    near = differences(made).rows
    assert len(near) == 5
    assert all(made.verdict.choice in (row[0].text, row[1].text) for row in near)
    assert len(near) + len(others(made).rows) == 15


def test_break_evens_of_the_recommended_are_where_costs_meet(made: Report) -> None:
    found = switches(made.table, made.verdict.choice)
    assert found
    costs = {entry.name: entry.cost for entry in made.table.entries}
    for swap in found:
        at = costs[swap.after].at(swap.volume)
        assert at == pytest.approx(costs[swap.before].at(swap.volume))
        later = costs[swap.after].at(10 * swap.volume)
        assert (later or 0) < (costs[swap.before].at(10 * swap.volume) or 0)


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    made = one()
    for write, name in ((html.write, "page.html"), (pdf.write, "page.pdf")):
        with pytest.raises(StorageError, match="Cannot write"):
            write(made, tmp_path / "not there" / name)


def pages(raw: bytes) -> list[str]:
    """The texts of a PDF's pages."""
    pypdf = pytest.importorskip("pypdf", reason="reads the text of a PDF")
    import io

    return [each.extract_text() for each in pypdf.PdfReader(io.BytesIO(raw)).pages]


def test_the_pdf_has_the_verdict_and_the_table_on_its_first_page(made: Report) -> None:
    first, *rest = (" ".join(text.split()) for text in pages(pdf.render(made)))
    assert made.verdict.headline in first
    for entry in made.table.entries:
        assert f"{entry.figure('accuracy').value:.3f}" in first
        assert f"{entry.figure('macro_f1').value:.3f}" in first
    assert "Learning curves" in first
    assert "No key for <openai> & co." in first
    behind = " ".join(rest)
    for title in ("Differences", "Costs", "Provenance", "The plan", "Everything to repeat it"):
        assert title in behind
    assert made.found.data_digest in behind.replace(" ", "")


def test_the_first_page_of_a_pdf_bears_a_long_verdict(made: Report) -> None:
    line = "This is a long condition that somebody has to read from its beginning to its end. " * 3
    said = replace(made.verdict, conditions=(line,) * 12, warnings=(line,) * 12)
    first, second, *_ = pages(pdf.render(replace(made, verdict=said)))
    assert "Learning curves" in first
    assert "From how many labels on" in second


def test_the_same_page_gives_the_same_pdf(made: Report) -> None:
    assert pdf.render(made) == pdf.render(made)


def test_a_font_spells_what_it_has_no_letter_for() -> None:
    font = load(*SHIPPED)
    assert font.spell("Grüße … ± × “x”") == "Grüße … ± × “x”"
    assert font.spell("ﬁve") in ("ﬁve", "five")
    spelt = font.spell("免费 → \x00 \ud800 a\u202eb")
    assert all(ord(letter) in font.letters for letter in spelt)
    assert spelt.endswith("ab")


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (digits.money(0), "$0"),
        (digits.money(1e-7), "< $0.0001"),
        (digits.money(0.05), "$0.05"),
        (digits.money(0.00132), "$0.0013"),
        (digits.money(0.1), "$0.10"),
        (digits.money(1234.5), "$1,234"),
        (digits.money(None), "not known"),
        (digits.share(0), "0 %"),
        (digits.share(1), "100 %"),
        (digits.share(0.99999), "99.9 %"),
        (digits.share(1e-5), "< 0.1 %"),
        (digits.share(0.125), "12.5 %"),
        (digits.milliseconds(0.042), "0.042 ms"),
        (digits.milliseconds(2100), "2.10 s"),
        (digits.milliseconds(9e-5), "< 0.001 ms"),
        (digits.p_value(0.0004), "< 0.001"),
        (digits.figure(float("nan")), "–"),
        (digits.size(91_000_000), "91.0 MB"),
        (digits.seconds(310), "5 min"),
        (digits.count(2.5), "2.5"),
        (digits.count(math.inf), "beyond the data"),
    ],
)
def test_figures_have_digits_that_mean_something(found: str, text: str) -> None:
    assert found == text


def test_labels_do_not_lie_on_each_other() -> None:
    moved = spread([50, 51, 52, 200], 13, 0, 210)
    assert sorted(moved) == moved
    assert all(b - a >= 13 - 1e-9 for a, b in itertools.pairwise(moved))
    assert moved[-1] <= 210
    assert width(short("x" * 100, 80), 11) <= 80


def test_a_scale_puts_its_ends_at_the_ends() -> None:
    x = Scale(1, 1000, 10, 310, log=True)
    assert [x(1), x(10), x(1000)] == pytest.approx([10, 110, 310])
    assert x(5000) == 310
    assert Scale(0, 1, 100, 0)(0.25) == 75
    assert [round(t, 9) for t in Scale(0, 1, 0, 1).ticks] == [0, 0.2, 0.4, 0.6, 0.8, 1]


def test_slices_by_length_and_class_hold_every_row_once(made: Report) -> None:
    columns = {"source": ("mail", "chat") * 120}
    found = slices.slices(replace(made.found.held_out, columns=columns))
    for kind, many in (("length", 3), ("class", 2), ("source", 2)):
        parts = [part for part in found if part.kind == kind]
        rows = sorted(int(row) for part in parts for row in part.rows)
        assert len(parts) == many
        assert rows == list(range(240))
    lengths = [len(row.text) for row in made.found.held_out.rows]
    short_ones, _, long_ones = (part.rows for part in found if part.kind == "length")
    assert max(lengths[k] for k in short_ones) < min(lengths[k] for k in long_ones)


def test_texts_of_one_length_are_not_cut_by_it() -> None:
    assert slices.by_length(["same"] * 9) == []
    assert slices.by_length([]) == []


def test_a_slices_accuracy_is_of_its_rows(made: Report) -> None:
    entry, held_out = made.table.entries[0], made.found.held_out
    part = next(p for p in slices.slices(held_out) if p.name == "spam")
    right = entry.predictions.predicted[part.rows] == held_out.truth[part.rows]
    found = slices.figure(part, entry, made.scoring)
    assert found.value == pytest.approx(right.mean())
    assert found.low < found.value < found.high


def test_a_verdict_is_written_in_every_form(tmp_path: Path) -> None:
    report = page(comparison(n=60, budgets=()))
    written = files.write(report, tmp_path)
    assert {kind: path.name for kind, path in written.items()} == {
        "html": "verdict.html",
        "pdf": "verdict.pdf",
        "json": "verdict.json",
    }
    assert written["pdf"].read_bytes().startswith(b"%PDF-")
    assert written["html"].read_text("utf-8").startswith("<!doctype html>")
    assert json.loads(written["json"].read_text("utf-8"))["name"] == report.found.plan.name
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="Cannot write"):
        files.write(report, tmp_path / "file")


LEAK = Leak(
    "column",
    "alive <b>",
    ("alive <b>",),
    1.0,
    0.62,
    891,
    "The column “alive <b>” alone predicts the class in 100% of 891 rows.",
    "Leave “alive <b>” out.",
)


def test_what_may_give_the_answer_away_stands_first_and_in_a_table_of_its_own() -> None:
    unread = replace(LEAK, kind="unread", sentence="Nobody reads “code”.")
    made = page(replace(comparison(seeds=1), leaks=(LEAK, unread)))
    assert made.verdict.reasons[0] == f"All figures may be too good. {LEAK.sentence}"
    told = to_json(made)
    assert [leak["where"] for leak in told["leaks"]] == ["alive <b>", "alive <b>"]
    assert [leak["read"] for leak in told["leaks"]] == [True, False]
    written = html.render(made)
    assert "<h2>What may give the answer away</h2>" in written
    assert "“alive &lt;b&gt;” alone predicts" in written
    assert "alive <b>" not in written
    read = "".join(pages(pdf.render(made)))
    assert "What may give the answer away" in read
    assert "All figures may be too good" in read


def test_where_nothing_gives_it_away_nothing_is_said() -> None:
    made = page(comparison(seeds=1))
    assert "too good" not in " ".join(made.verdict.reasons)
    assert "What may give the answer away" not in html.render(made)
    only = Leak("unread", "code", (), 1.0, 0.5, 100, "No model reads “code” here.", "Keep it out.")
    quiet = page(replace(comparison(seeds=1), leaks=(only,)))
    assert quiet.verdict.reasons == made.verdict.reasons
    assert "No model reads “code” here" in html.render(quiet)
