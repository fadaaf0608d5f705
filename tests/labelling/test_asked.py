"""Asked: prompts as labelling functions, put to a model once."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.comparison.doing import Told
from tests.labelling.made import CLASSES, labelling
from tests.prompting.scripted import Scripted, question
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import LocalOnly, Stopped, UsageError, WorkbenchError, WrongKey
from workbench.core.contracts.provider import Request
from workbench.core.control import Control
from workbench.core.plugins import PluginRecord, Plugins, discover
from workbench.core.settings import Settings
from workbench.labelling import prompt_votes
from workbench.labelling.functions import Function, Votes
from workbench.labelling.project import Project
from workbench.labelling.votes import apply
from workbench.prompting.prompts.template import Prompt

PROMPT = Prompt(name="mails", description="Is it {labels}?", example="Mail: {text}")
FUNCTION = Function(name="model", prompt=PROMPT, model="scripted/word")


def says(request: Request) -> str:
    mail = question(request).rpartition("Mail:")[2]
    if "urgent" in mail:
        return "that is a hard one"
    return "Spam." if "prize" in mail or "cash" in mail else "ham"


@pytest.fixture
def plugins(home: object) -> Plugins:
    found = discover(installed=False)
    kinds: list[tuple[str, type[Contribution]]] = [("provider", Told)]
    found.add(PluginRecord("tests", "file"), kinds)
    Told.told = Scripted(says)
    return found


def ask(
    found: Project,
    plugins: Plugins,
    settings: Settings | None = None,
    control: Control | None = None,
) -> Votes:
    def load(_: str) -> Data:
        raise AssertionError("no dataset is needed")

    return prompt_votes.votes(
        FUNCTION,
        found.items,
        found.classes,
        plugins,
        settings or Settings(),
        load,
        lambda _: None,
        control or Control(),
    )


def test_a_model_says_the_labels_and_what_is_no_label_is_nothing(plugins: Plugins) -> None:
    found = labelling(functions=(FUNCTION,))
    assert apply(found, {}).waiting == (FUNCTION,)
    votes = ask(found, plugins)
    for row, text in enumerate(found.items.texts):
        wanted = -1 if "urgent" in text else CLASSES.index(found.items.source_labels[row])
        assert votes[row] == wanted
    assert "Is it ham, spam?" in Told.told.asked[0]
    found.keep_votes(FUNCTION, votes)
    applied = apply(found, {})
    assert applied.waiting == ()
    assert applied.judged[0].coverage == 35 / 40


def test_nothing_is_asked_twice(plugins: Plugins) -> None:
    found = labelling()
    first = ask(found, plugins)
    count = len(Told.told.asked)
    assert (ask(found, plugins) == first).all()
    assert len(Told.told.asked) == count == 40


def test_a_stop_keeps_what_was_answered(plugins: Plugins) -> None:
    found, control = labelling(), Control()
    enough = threading.Event()

    def stops(request: Request) -> str:
        if len(Told.told.asked) >= 10:
            control.stop(keep=False)
            enough.set()
        return says(request)

    Told.told.reply = stops
    with pytest.raises(Stopped):
        ask(found, plugins, control=control)
    assert enough.is_set()
    before = len(Told.told.asked)
    assert before < 40
    Told.told.reply = says
    ask(found, plugins)
    # One may have been on its way.
    assert len(Told.told.asked) <= 41


def test_rows_stay_here_when_they_must(plugins: Plugins) -> None:
    Told.told = Scripted(says, place="api.example")
    with pytest.raises(LocalOnly):
        ask(labelling(), plugins, Settings(local_only=True))
    assert Told.told.asked == []


def test_a_service_that_refuses_is_said(plugins: Plugins) -> None:
    Told.told.reply = lambda _: WrongKey("The key is not accepted.", "Give another one.")
    with pytest.raises(WorkbenchError, match=r"stopped answering.*key is not accepted"):
        ask(labelling(), plugins)


@pytest.mark.parametrize("labels", [("ham", "eggs"), ("ham",)])
def test_a_prompt_with_other_labels_is_refused(plugins: Plugins, labels: tuple[str, ...]) -> None:
    found = labelling()
    odd: Any = FUNCTION.model_copy(update={"prompt": PROMPT.model_copy(update={"labels": labels})})
    with pytest.raises(UsageError, match="other labels"):
        prompt_votes.votes(
            odd,
            found.items,
            found.classes,
            plugins,
            Settings(),
            lambda _: None,  # type: ignore[arg-type,return-value]
            lambda _: None,
            Control(),
        )
