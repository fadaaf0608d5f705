"""`workbench compare`: the verdict on the terminal, as files and as JSON."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Command

PLAN = """
name = "fruit"
dataset = {{ id = "text-table", path = "{table}" }}
[curve]
budgets = [2, 5]
seeds = 2
[[answerer]]
id = "majority"
[[answerer]]
id = "tfidf"
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    words = (("apple", "pear", "plum"), ("saw", "hammer", "drill"))
    rows = [
        f"number {n} is a {words[label][n % 3]},{('fruit', 'tool')[label]}"
        for n in range(60)
        for label in (0, 1)
    ]
    table = tmp_path / "fruit.csv"
    table.write_text("\n".join(["text,label", *rows]), "utf-8")
    path = tmp_path / "plan.toml"
    path.write_text(PLAN.format(table=table.as_posix()), "utf-8")
    return path


def test_the_verdict_is_told_and_written(workbench: Command, plan: Path, tmp_path: Path) -> None:
    done = workbench("compare", plan, "--out", tmp_path / "out")
    assert done.code == 0, done.err
    assert done.out.startswith("Train your own: TF-IDF + logistic regression.")
    assert "Majority class" in done.out
    assert "memory" in done.out
    assert "8 B" in done.out  # two shares of the majority
    html = (tmp_path / "out" / "verdict.html").read_text("utf-8")
    assert "TF-IDF + logistic regression" in html
    assert (tmp_path / "out" / "verdict.pdf").read_bytes().startswith(b"%PDF-")


def test_as_json(workbench: Command, plan: Path, tmp_path: Path) -> None:
    done = workbench("compare", plan, "--json", "--no-curve")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert found["verdict"]["choice"] == "TF-IDF + logistic regression"
    assert found["curves"] == []
    assert json.loads(Path(found["files"]["json"]).read_text("utf-8"))["name"] == "fruit"


def test_what_could_not_be_asked_is_an_exit_code(workbench: Command, plan: Path) -> None:
    prompt = '{ name = "sort", description = "Which?", example = "{text}: {label}" }'
    more = f'[[answerer]]\nprompt = {prompt}\nmodel = "ollama/nobody"\n'
    plan.write_text(plan.read_text("utf-8") + more, "utf-8")
    done = workbench("compare", plan, "--no-curve", "--local-only")
    assert done.code == 1
    assert "could not be asked" in done.out


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('id = "tfdif"', "Did you mean 'tfidf'?"),
        (
            'experiment = { dataset = "digits", architecture = "sofmax" }',
            "no architecture 'sofmax'",
        ),
        (
            'experiment = { architecture = "softmax", trainer = "supervized" }',
            "no trainer 'supervized'",
        ),
    ],
)
def test_who_does_not_exist_is_refused_before_anything_is_asked(
    workbench: Command, plan: Path, home: Path, table: str, words: str
) -> None:
    plan.write_text(f"{plan.read_text('utf-8')}[[answerer]]\n{table}\n", "utf-8")
    done = workbench("compare", plan)
    assert done.code == 2
    assert words in done.err
    assert not list(home.rglob("comparison.toml"))


def test_another_comparison_of_the_same_name_has_a_folder_of_its_own(
    workbench: Command, plan: Path, tmp_path: Path
) -> None:
    def kept() -> Path:
        return Path(workbench("compare", plan, "--json", "--no-curve").last["files"]["json"]).parent

    first, before = kept(), plan.read_text("utf-8")
    verdict = (first / "verdict.json").read_bytes()
    table = tmp_path / "other.csv"
    table.write_bytes((tmp_path / "fruit.csv").read_bytes().replace(b"apple", b"peach"))
    plan.write_text(before.replace("fruit.csv", "other.csv"), "utf-8")
    second = kept()
    assert second != first
    assert kept() == second
    assert (first / "verdict.json").read_bytes() == verdict
    plan.write_text(before.replace('"fruit"', '"../../fruit"'), "utf-8")
    third = kept()
    assert third.parent == first.parent
    assert third not in (first, second)
    plan.write_text(before, "utf-8")
    assert kept() == first
    done = workbench("compare", plan, "--out", second)
    assert done.code == 2
    assert "holds another comparison" in done.err


def test_a_plan_with_a_fault(workbench: Command, plan: Path) -> None:
    plan.write_text(plan.read_text("utf-8").replace("seeds = 2", "seeds = 0"), "utf-8")
    done = workbench("compare", plan)
    assert done.code == 2
    assert "curve.seeds" in done.err


CUT = """
name = "fruit"
dataset = {{ id = "text-table", path = "{table}", text_column = "text", label_column = "label" }}
[[answerer]]
id = "majority"
[[answerer]]
id = "tfidf"
"""


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """A table in which mails from AT hold no word that tells their class."""
    random = np.random.default_rng(0)
    words = (("apple", "pear", "plum"), ("saw", "hammer", "drill"))
    table = tmp_path / "fruit.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["number", "text", "country", "label", "age", "note"])
        for n in range(240):
            label, country = n % 2, ("DE", "AT")[n // 2 % 2]
            word = words[label][n % 3] if country == "DE" else "thing"
            age = "" if n % 10 == 0 else f"{random.uniform(18, 90):.1f}"
            note = f"free words {n}"
            out.writerow([n, f"mail {n} on a {word}", country, ("fruit", "tool")[label], age, note])
    path = tmp_path / "plan.toml"
    path.write_text(CUT.format(table=table.as_posix()), "utf-8")
    return path


def test_a_table_is_cut_by_its_own_columns(workbench: Command, cut: Path, tmp_path: Path) -> None:
    done = workbench("compare", cut, "--json", "--out", tmp_path / "out")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    own = [part for part in found["slices"] if part["own_column"]]
    assert {part["by"] for part in own} == {"country", "age"}
    tfidf = "TF-IDF + logistic regression"
    by_country = {p["name"]: p["accuracy"][tfidf]["value"] for p in own if p["by"] == "country"}
    assert by_country["DE"] > 0.95
    assert by_country["AT"] < 0.75
    ages = {part["name"]: part["rows"] for part in own if part["by"] == "age"}
    assert len(ages) == 5
    assert "(empty)" in ages
    assert sum(ages.values()) == found["dataset"]["rows"]
    page = (tmp_path / "out" / "verdict.html").read_text("utf-8")
    assert "country" in page
    assert "above" in page
