"""Runs that learnt test rows: these are asked of nobody, or the run is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from workbench.comparison import lineage, stored
from workbench.comparison.held_out import hold_out
from workbench.comparison.lineage import refuse_leaky, refuse_learnt, refuse_read, trace
from workbench.comparison.plan import Plan
from workbench.core import row_identity
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.text import Corpus, TextClasses, TextRows
from workbench.core.experiment import Experiment
from workbench.core.runs import learnt
from workbench.core.runs.learnt import Learnt
from workbench.core.runs.store import Run, RunStore
from workbench.core.tokenizer import Tokenizer, train
from workbench.prompting.prompts.template import Prompt


def rows(first: int, last: int) -> TextRows:
    texts = tuple(f"text number {n}" for n in range(first, last))
    return TextRows(texts, np.arange(last - first) % 2)


@pytest.fixture
def data() -> TextClasses:
    learn = rows(0, 40)
    return TextClasses(learn, rows(40, 60), ("a", "b"), train(learn.texts, "wordpiece", 100))


@pytest.fixture
def store(home: Path) -> RunStore:
    return RunStore()


def made(store: RunStore, name: str, texts: list[str], unknown: tuple[str, ...] = ()) -> Run:
    run = store.create(Experiment(name=name))
    known = np.unique(row_identity.of_texts(texts))
    learnt.save(Learnt(known, len(texts), "content", unknown), run.path)
    return run


def plan(*answerers: dict[str, object]) -> Plan:
    return Plan.model_validate(
        {"name": "p", "dataset": {"id": "things"}, "answerer": [{"id": "majority"}, *answerers]}
    )


def never(*_: object) -> TextClasses:
    raise AssertionError


def test_learnt_test_rows_are_left_out_for_all(data: TextClasses, store: RunStore) -> None:
    made(store, "few", ["Text, number 41!", "text number 3"])
    made(store, "some", ["text number 41", "text number 59"])
    found = trace(plan({"run": "few"}, {"run": "some"}, {"id": "tfidf"}), data, store, never)
    assert found.remaining.tolist() == [0, *range(2, 19)]
    assert found.remarks == (
        "1 test row is left out: the run few has learnt them.",
        "2 test rows are left out: the run some has learnt them.",
    )
    assert not found.refused
    asked = hold_out(data, None, 0, found.remaining)
    assert asked.inputs == tuple(data.test.texts[row] for row in found.remaining)
    assert len(hold_out(data, 5, 0, found.remaining)) == 5
    assert set(hold_out(data, 5, 0, found.remaining).indices.tolist()) <= set(
        found.remaining.tolist()
    )


def test_a_run_that_learnt_most_of_them_is_refused(data: TextClasses, store: RunStore) -> None:
    made(store, "most", list(data.test.texts[:11]))
    made(store, "half", list(data.test.texts[:10]))
    found = trace(plan({"run": "most"}, {"run": "half"}), data, store, never)
    assert found.refused == {"most": "The run most has learnt 11 of 20 test rows."}
    assert found.remaining.tolist() == list(range(10, 20))
    with pytest.raises(UsageError, match="11 of 20"):
        found.check("most")
    found.check("half")


def test_runs_that_together_learnt_most_are_refused_in_turn(
    data: TextClasses, store: RunStore
) -> None:
    made(store, "one", list(data.test.texts[:8]))
    made(store, "two", list(data.test.texts[8:16]))
    found = trace(plan({"run": "one"}, {"run": "two"}), data, store, never)
    assert list(found.refused) == ["two"]
    assert found.remaining.tolist() == list(range(8, 20))


def test_what_an_experiment_starts_from_counts(data: TextClasses, store: RunStore) -> None:
    made(store, "base", [data.test.texts[4]])
    tuned = Experiment().with_part("trainer", "text-fine-tune", {"from_run": "base"})
    found = trace(plan({"experiment": tuned}), data, store, never)
    assert 4 not in found.remaining
    assert found.runs["base"].labels == 1


def test_unknown_ancestors_are_refused(data: TextClasses, store: RunStore) -> None:
    made(store, "heir", ["something"], unknown=("gone",))
    found = trace(plan({"run": "heir"}), data, store, never)
    assert "It is not known which rows heir has learnt through gone" in found.refused["heir"]
    assert len(found.remaining) == len(data.test)


def test_what_training_holds_too_is_not_asked_of_trained_models(
    data: TextClasses, store: RunStore
) -> None:
    both = replace(data, train=TextRows(("TEXT NUMBER 44.", *data.train.texts[1:]), data.train.y))
    assert len(trace(plan({"id": "tfidf"}), both, store, never).remaining) == 20
    found = trace(plan({"experiment": Experiment()}), both, store, never)
    assert 4 not in found.remaining
    assert found.remarks == ("1 test row is left out: the training split holds them, too.",)


def test_a_run_that_is_not_there_is_reported_later(data: TextClasses, store: RunStore) -> None:
    assert trace(plan({"run": "nobody"}), data, store, never).runs == {}


def test_trained_for_a_comparison_it_may_not_know_the_answers(data: TextClasses) -> None:
    refuse_learnt(Learnt.of(data), data.test.identities, "Net")
    with pytest.raises(UsageError, match="Net has learnt 20 of the 20 rows"):
        refuse_learnt(Learnt(np.unique(data.test.identities)), data.test.identities, "Net")
    with pytest.raises(UsageError, match="not known"):
        refuse_learnt(
            Learnt.of(data).and_of(Learnt(row_identity.union([]), unknown=("x",))),
            data.test.identities,
            "Net",
        )


def test_old_runs_are_compared_on_the_split_of_before(store: RunStore) -> None:
    old = store.create(Experiment(name="old"))
    (old.path / "checkpoints").mkdir()
    made(store, "new", ["a"])
    assert lineage.split_by(plan({"run": "old"}), store) == "place"
    assert lineage.split_by(plan({"run": "old"}, {"run": "new"}), store) == "content"
    assert lineage.split_by(plan(), store) == "content"


def test_comparisons_keep_how_they_were_split(tmp_path: Path) -> None:
    assert stored.split_by(tmp_path) is None
    stored.keep(plan(), tmp_path)
    assert stored.split_by(tmp_path) == "content"
    old = tmp_path / "old"
    (old / "answers").mkdir(parents=True)
    (old / "answers" / "a.npz").write_bytes(b"")
    assert stored.split_by(old) == "place"
    stored.keep(plan(), old, "place")
    assert stored.split_by(old) == "place"


def test_a_prompt_that_holds_test_rows_is_refused() -> None:
    prompt = Prompt(
        name="p", description="Sort. For instance: The parcel never came to us, sadly! is b"
    )
    refuse_leaky(prompt, ["Something else that is long enough", "sort"])
    with pytest.raises(UsageError, match="holds 1 of the rows"):
        refuse_leaky(prompt, ["the parcel never came to us sadly", "sort"])


def test_a_language_model_that_read_test_rows_is_refused(store: RunStore, monkeypatch) -> None:
    tokenizer = train(["abcdefghijklmnopqrstuvwxyz ,.\nTP"], "char", 60)
    read = "Tea is hot.\nThe parcel never, never came.\nPay."
    ids = Tokenizer.from_json(tokenizer).encode(read)
    corpus = Corpus(ids, ids, tokenizer)
    run = store.create(Experiment(name="lm"))
    monkeypatch.setattr(lineage, "data_digest", lambda path: corpus.digest())
    monkeypatch.setattr(lineage, "TOKENS_AT_ONCE", 7)  # rows lie across the pieces
    refuse_read(run, lambda *_: corpus, ["Pay", "another long text that is not there"])
    with pytest.raises(UsageError, match="a text with 1 of the rows"):
        refuse_read(run, lambda *_: corpus, ["the parcel NEVER never came", "Pay"])
    monkeypatch.setattr(lineage, "data_digest", lambda path: "another")
    with pytest.raises(UsageError, match="has changed"):
        refuse_read(run, lambda *_: corpus, [])
