"""Comparisons of rows of any kind whose answer is a number, a class, or several labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.comparison import doing, houses
from tests.prompting.scripted import question
from workbench.comparison.plan import Plan, read
from workbench.comparison.predictions import Predictions, load, save
from workbench.comparison.report import data as pages
from workbench.comparison.report import html, pdf, repeat
from workbench.comparison.report.examples import examples
from workbench.comparison.report.hints import hints
from workbench.comparison.slices import slices
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.provider import Request
from workbench.core.plugins import Plugins

PROMPT = {
    "name": "prices",
    "description": "What does a house cost? {instruction}",
    "example": "A house of {rooms} rooms and {floor space} square metres costs {label}",
    "shots": {"count": 2},
}
NET = {
    "name": "Network",
    "experiment": {
        "name": "house-net",
        "dataset": {"id": "houses"},
        "architecture": {"id": "house-net"},
        "trainer": {"id": "example-supervised", "epochs": 40, "lr": 0.05},
    },
}


@pytest.fixture
def doer(plugins: Plugins, tmp_path: Path) -> doing.Doer:
    found = doing.Doer(plugins, tmp_path / "comparison")
    houses.add_to(plugins)
    return found


def plan(*answerers: dict[str, Any], **more: Any) -> Plan:
    table = {"name": "houses", "dataset": "houses", "stability": 0, "answerer": list(answerers)}
    return read(table | more, Path())


def guess(request: Request) -> str:
    """A price with its unit and thousands' marks, of the floor space alone; some say nothing."""
    words = question(request).split()
    rooms, space = (float(words[words.index(word) - 1]) for word in ("rooms", "square"))
    if rooms == 1:
        return "between 100,000 and 200,000 EUR"
    return f"About {100_000 + 2_000 * space:,.0f} EUR."


def test_figures_of_a_baseline_are_those_of_a_plain_script(doer: doing.Doer) -> None:
    """To the last digit, as scikit-learn has them."""
    from sklearn import metrics

    found = doer.evaluate(
        plan({"id": "least-squares"}, {"id": "median-number"}, {"id": "mean-number"})
    )
    assert [result.problem for result in found.results] == ["", "", ""]
    train, test = houses.houses().train, houses.houses().test
    answers = houses.with_one(test.x) @ houses.plane(train.x, train.y)
    plane, median, mean = (result.predictions for result in found.results)
    assert plane is not None
    assert median is not None
    assert mean is not None
    assert np.array_equal(plane.predicted, answers)
    assert set(median.predicted) == {float(np.median(train.y))}
    assert set(mean.predicted) == {float(np.mean(train.y))}
    table = pages.page(found).table
    assert table.metric == "mae"  # the plan says nothing of it
    assert table.entries[0].name == "Least squares"
    figures = table.entries[0].figures
    assert figures["mae"].value == metrics.mean_absolute_error(test.y, answers)
    assert figures["rmse"].value == pytest.approx(metrics.root_mean_squared_error(test.y, answers))
    assert figures["r2"].value == pytest.approx(metrics.r2_score(test.y, answers), abs=1e-12)
    for figure in figures.values():
        assert figure.low < figure.value < figure.high


def test_the_median_has_the_smallest_error_of_all_constants(doer: doing.Doer) -> None:
    found = doer.evaluate(plan({"id": "median-number"}, {"id": "mean-number"}))
    page = pages.page(found)
    assert "no model but" in page.verdict.headline
    assert page.table.best("baseline") is page.table.entries[0]


def test_a_network_is_asked_as_its_file_answers(doer: doing.Doer) -> None:
    found = doer.evaluate(
        plan(NET, {"id": "median-number"}, curve={"budgets": [20, 80], "seeds": 2})
    )
    assert [result.problem for result in found.results] == [""] * 6
    network = found.results[0].predictions
    assert network is not None
    page = pages.page(found)
    assert page.table.entries[0].figure("r2").value > 0.5
    assert network.facts.size
    assert network.facts.memory
    (line,) = page.lines
    assert line.labels == (20.0, 80.0, 160.0)  # labels in all: there are no classes
    assert line.figures[0].value > line.figures[-1].value  # fewer labels, larger errors
    assert "per class" not in found.results[2].job.title
    assert page.verdict.choice == "Network"
    assert "an MAE of" in " ".join(page.verdict.reasons)
    assert "EUR" in " ".join(page.verdict.reasons)


def test_answers_in_words_are_read_with_units_and_marks(doer: doing.Doer) -> None:
    doer.provider.reply = guess
    found = doer.evaluate(plan({"prompt": PROMPT, "model": "scripted"}, {"id": "least-squares"}))
    asked = doer.provider.asked[0]
    assert "Answer with price as a number in EUR alone." not in asked  # of the first message
    assert "square metres costs" in asked
    prompted = found.results[0].predictions
    assert prompted is not None
    x, y = houses.houses().test.x, houses.houses().test.y
    unread = x[:, 0] == 1
    assert unread.sum() > 3
    assert [kind == "off-label" for kind in prompted.kinds] == unread.tolist()
    median = float(np.median(houses.houses().train.y))
    wanted = np.where(unread, median, 100_000 + 2_000 * x[:, 1])
    assert prompted.predicted.tolist() == wanted.tolist()
    page = pages.page(found)
    entry = next(entry for entry in page.table.entries if entry.approach == "prompt")
    assert entry.off_label == pytest.approx(unread.mean())
    assert entry.figure("mae").value == np.abs(wanted - y).mean()
    assert "not one readable answer" in " ".join(page.verdict.warnings)
    assert page.verdict.choice == "Least squares"
    pair = page.table.pair("Least squares", entry.name)
    assert pair.better("Least squares")
    assert page.table.standings[entry.name].outcome == "worse"


def test_two_that_hardly_differ_cannot_be_told_apart(doer: doing.Doer) -> None:
    """The margin of an error is a part of the smallest one."""
    doer.provider.reply = lambda request: f"{float(question(request).split()[3]) * 60_000:,.0f} EUR"
    asked = [
        {"name": "One", "prompt": PROMPT, "model": "scripted"},
        {"name": "Two", "prompt": PROMPT | {"between": "\n"}, "model": "scripted"},
    ]
    found = doer.evaluate(plan(*asked, {"id": "mean-number"}))
    page = pages.page(found)
    one, two = page.table.standings.values()
    assert one.lead.value == two.lead.value == 0
    assert page.table.pair("One", "Two").corrected == 1.0


def test_few_rows_cannot_tell_and_say_how_many_would(doer: doing.Doer) -> None:
    random = np.random.default_rng(0)
    noise = iter(random.normal(0, 30_000, 1000).tolist())

    def roughly(request: Request) -> str:
        words = question(request).split()
        rooms, space = (float(words[words.index(word) - 1]) for word in ("rooms", "square"))
        return f"{40_000 + 15_000 * rooms + 2_000 * space + next(noise):,.0f} EUR"

    doer.provider.reply = roughly
    asked = [
        {"name": name, "prompt": PROMPT | {"between": between}, "model": "scripted"}
        for name, between in (("One", "\n"), ("Two", "\n\n"))
    ]
    page = pages.page(doer.evaluate(plan(*asked, {"id": "median-number"})))
    assert page.verdict.headline.startswith("Cannot tell yet: 80 rows are too few")
    assert "the lowest MAE so far" in page.verdict.headline
    assert "more rows would tell" in " ".join(page.verdict.undecided)
    assert "EUR" in page.verdict.undecided[0]


def test_every_form_of_the_report_is_made(doer: doing.Doer) -> None:
    doer.provider.reply = guess
    found = doer.evaluate(
        plan(
            {"prompt": PROMPT, "model": "scripted"},
            {"id": "least-squares"},
            {"id": "median-number"},
            curve={"budgets": [10, 40], "seeds": 2},
        )
    )
    page = pages.page(found)
    text = html.render(page)
    for shown in ("MAE (EUR)", "R²", "Unreadable", "off by"):
        assert shown in text
    for absent in ("Macro-F1", "0 classes", "per class"):
        assert absent not in text
    assert pdf.render(page).startswith(b"%PDF-")
    said = json.loads(repeat.figures(page))
    assert (said["metric"], said["unit"], said["larger_is_better"]) == ("mae", "EUR", False)
    assert {"mae", "rmse", "r2"} <= said["answerers"][0].keys()
    assert said["answerers"][0]["mae"]["low"] < said["answerers"][0]["mae"]["high"]
    (crossing,) = page.crossings
    assert "per class" not in crossing.sentence
    assert {part.kind for part in slices(found.held_out)} >= {"rooms", "floor space"}
    row = examples(page)[0]
    assert row.text.startswith("rooms: ")
    assert row.label.endswith("EUR")
    marks = {answer.name: answer for answer in row.answers}
    assert marks["scripted, 2 shots"].said == "unreadable"
    assert marks["Least squares"].mark.startswith("off by ")
    assert hints(page)


def test_classes_and_labels_of_rows_of_any_kind(doer: doing.Doer) -> None:
    classes = doer.evaluate(
        plan(
            {"id": "majority"},
            {"prompt": {"description": "{instruction}"}, "model": "scripted"},
            dataset="house-classes",
        )
    )
    doer.provider.reply = lambda request: "large"
    assert [result.problem for result in classes.results] == ["", ""]
    assert pages.page(classes).table.metric == "macro_f1"
    doer.folder = doer.folder.parent / "labels"
    labels = doer.evaluate(
        plan(
            {"id": "common-labels"},
            {"prompt": {"description": "{instruction}"}, "model": "scripted"},
            dataset="house-labels",
            name="labels",
        )
    )
    assert [result.problem for result in labels.results] == ["", ""]
    prompted = labels.results[1].predictions
    assert prompted is not None
    assert prompted.predicted.tolist() == [[0, 1]] * len(labels.held_out)
    page = pages.page(labels)
    assert page.table.metric == "macro_f1"
    assert set(page.table.entries[0].figures) == {"macro_f1", "micro_f1", "exact", "hamming"}
    assert "Micro-F1" in html.render(page)
    assert pdf.render(page).startswith(b"%PDF-")
    json.loads(repeat.figures(page))


def test_a_metric_that_the_target_has_not_is_refused_before_anything_is_asked(
    doer: doing.Doer,
) -> None:
    doer.provider.reply = guess
    asked = {"prompt": PROMPT, "model": "scripted"}
    with pytest.raises(UsageError, match="no accuracy of answers to price in EUR") as refused:
        doer.evaluate(plan(asked, metric="accuracy"))
    assert "mae, rmse, r2" in refused.value.remedy
    with pytest.raises(UsageError, match="no f2 of answers"):
        doer.evaluate(plan(asked, metric="f2"))
    assert not doer.provider.asked
    found = doer.evaluate(plan({"id": "least-squares"}, {"id": "mean-number"}, metric="r2"))
    page = pages.page(found)
    assert page.table.metric == "r2"
    assert [entry.name for entry in page.table.entries] == ["Least squares", "Always the mean"]


def test_numbers_are_kept_with_all_their_digits(tmp_path: Path) -> None:
    values = np.array([0.1 + 0.2, 1e-17, 326.0])
    save(Predictions(values, ("label",) * 3), tmp_path / "a.npz")
    found = load(tmp_path / "a.npz")
    assert found is not None
    assert found.predicted.dtype == np.float64
    assert found.predicted.tolist() == values.tolist()


def test_a_column_that_is_not_there_is_named(doer: doing.Doer) -> None:
    prompt = PROMPT | {"example": "{garden} {label}"}
    found = doer.evaluate(plan({"prompt": prompt, "model": "scripted"}, {"id": "mean-number"}))
    assert found.results[0].problem == "The example names {garden}, which these rows have not."
    assert found.results[0].remedy == "Their columns are rooms, floor space, storey."
