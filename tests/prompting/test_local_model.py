"""A real model on this machine reads the examples' prompts; skipped where none is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core import provider_models
from workbench.core.contracts.dataset import Dataset, Loading
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.provider import Provider
from workbench.core.plugins import Plugins
from workbench.core.provider_models import ProviderModel
from workbench.core.settings import Settings
from workbench.prompting import budget
from workbench.prompting.ask import ask
from workbench.prompting.batch import BatchPlan, batch
from workbench.prompting.prices import FREE
from workbench.prompting.prompts import files
from workbench.prompting.prompts.questions import labels_of, questions
from workbench.prompting.prompts.rows import Row, labelled, rows, sample
from workbench.prompting.prompts.shots import Pool
from workbench.prompting.responses import Answers
from workbench.prompting.scores import parsed, score

pytestmark = pytest.mark.slow
EXAMPLES = Path(__file__).parents[2] / "examples"
LOCAL = Settings(local_only=True)


@pytest.fixture
def model(plugins: Plugins) -> ProviderModel:
    try:
        found = provider_models.choose(("llama",), plugins.of(Provider), LOCAL)
    except UsageError:
        pytest.skip("needs a foundation model on this machine")
    if not found.can.completion:
        pytest.skip("needs a model that goes on with a text")
    return found


def test_shots_teach_a_form(model: ProviderModel) -> None:
    """Three pairs of words are followed by one word; without them the model rambles or not."""
    prompt = files.load(EXAMPLES / "translate-prompt.toml")
    (question,) = questions(prompt, [Row("rot")], None, model.name)
    weighed = budget.weigh(question.request, model.provider)
    reply = ask(model.provider, question.request, LOCAL)
    assert reply.finish in ("stop", "length")
    assert reply.text.strip()
    assert "\n" not in reply.text.strip()
    assert reply.prompt_tokens is not None
    # What was counted beforehand is what was read, up to a token that begins a text.
    assert abs(weighed.prompt - reply.prompt_tokens) <= 1
    assert ask(model.provider, question.request, LOCAL).text == reply.text


def test_spam(model: ProviderModel, plugins: Plugins, shared_data: Path, tmp_path: Path) -> None:
    prompt = files.load(EXAMPLES / "spam-prompt.toml")
    cls = plugins.get(Dataset, "sms-spam")
    data = labelled(cls(Loading(folders=(shared_data,))).load(cls.Params()))
    pool, labels = Pool(data), labels_of(prompt, data.classes)
    chosen = rows(data, "test", sample(len(data.test), 24, 0))
    asked = questions(prompt, chosen, pool, model.name, labels)
    requests = [question.request for question in asked]
    with Answers(tmp_path / "a.sqlite") as answers:
        plan = BatchPlan(concurrency=2, price=FREE)
        found = batch(requests, model.provider, LOCAL, answers, plan)
        again = batch(requests, model.provider, LOCAL, answers, plan)
    assert not found.failures
    assert (found.requested, again.requested, found.spent) == (24, 0, 0)
    assert [r.text for r in again.replies if r] == [r.text for r in found.replies if r]
    scores = score(chosen, found, parsed(found.replies, labels, prompt.parser), labels)
    assert scores.answered == 24
    # A small model is often wrong, but with four examples it speaks in their words.
    assert scores.off_label.value < 0.5
