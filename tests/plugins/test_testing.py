"""The checks bite: each refuses a plugin that breaks the rule it is there for."""

from __future__ import annotations

import importlib
import itertools
import sys
import types
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
import torch

from tests.comparison import houses
from workbench import (
    Answerer,
    Architecture,
    Capabilities,
    Card,
    Classes,
    Control,
    Custom,
    Dataset,
    Encoder,
    Evaluated,
    Exporter,
    Fitted,
    ImageClasses,
    LaunchContext,
    Launcher,
    LearnerParams,
    Lesson,
    LessonStep,
    Params,
    Piece,
    Provider,
    Request,
    Split,
    Trainer,
    TrainingHandle,
    View,
    WorkOrder,
    hookimpl,
    param,
    testing,
)
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import DatasetError, PluginError
from workbench.core.contracts.events import Finished
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.plugins import Plugins
from workbench.engine import BaseLearner
from workbench.testing import ContractError, ContractWarning
from workbench.testing.data import example_texts


class Good(Dataset):
    id, name, about = "good", "Good", "Bars at ten heights."
    card = Card(summary="Bars.")

    def load(self, params: Any) -> ImageClasses:
        return testing.example_data()


def made(base: type[Any], **members: Any) -> type[Any]:
    """A subclass with some members replaced."""
    return type("Changed", (base,), members)


def refuses(words: str) -> Any:
    return pytest.raises(ContractError, match=words)


def test_a_good_dataset_passes() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert testing.check_dataset(Good).classes == tuple("0123456789")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"id": "Good Data"}, "lower case with dashes"),
        ({"name": ""}, "needs a name"),
        ({"about": "Bars"}, "full stop"),
        ({"about": "Bars. They are many."}, "one sentence"),
    ],
)
def test_conventions(members: dict[str, Any], words: str) -> None:
    with refuses(words):
        testing.check_contribution(made(Good, **members))


def test_a_part_says_whether_it_takes_a_task() -> None:
    vague = made(Architecture, id="vague", name="Vague", about="Says nothing.")
    vague.supports = lambda self, task: None
    with refuses("yes or no"):
        testing.check_contribution(vague)


def _params(**fields: Any) -> type[Contribution]:
    annotations = {name: kind for name, (kind, _) in fields.items()}
    values = {name: value for name, (_, value) in fields.items()}
    settings = type(
        "P", (Params,), {"__annotations__": annotations, "__module__": __name__, **values}
    )
    return made(Good, Params=settings)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"id": (int, param(1, "Id", "A number."))}, "taken by the plugin's id"),
        ({"n": (int, param(1, "N"))}, "help is a sentence"),
        ({"n": (int, param(1, "N", "no stop"))}, "help is a sentence"),
        ({"n": (int, param(0, "N", "A number.", ge=1))}, "defaults are refused"),
        ({"n": (list, param([1], "N", "Numbers."))}, "no editor"),
        ({"n": (int, ...)}, "help is a sentence"),
    ],
)
def test_settings(fields: dict[str, Any], words: str) -> None:
    with refuses(words):
        testing.check_contribution(_params(**fields))


def test_good_settings_pass() -> None:
    fields = {
        "n": (int | None, param(None, "N", "A number; empty for all.", ge=1)),
        "mode": (Literal["a", "b"], param("a", "Mode", "One of two.")),
        "path": (Path, param(Path("x"), "Path", "A file.")),
    }
    testing.check_contribution(_params(**fields))


def _bars(n: int, label: int | None = None, seed: int = 0) -> Split:
    split = testing.example_data(n, seed=seed).train
    return split if label is None else Split(split.x, np.full_like(split.y, label))


CLASSES = tuple("0123456789")
_count = itertools.count()


def _next() -> int:
    """Another seed each time."""
    return next(_count)


@pytest.mark.parametrize(
    ("load", "words"),
    [
        (lambda self, p: ImageClasses(_bars(40), _bars(40), CLASSES), "in the training split"),
        (lambda self, p: ImageClasses(_bars(40, 3), _bars(20, seed=1), CLASSES), "no training"),
        (lambda self, p: testing.example_data(seed=_next()), "differently"),
        (lambda self, p: [1, 2], "returns a list"),
        (lambda self, p: self.loading.report(3, -1, None) or testing.example_data(), "no progress"),
    ],
)
def test_datasets_that_are_refused(load: Any, words: str) -> None:
    with refuses(words):
        testing.check_dataset(made(Good, load=load))


class Misspelt(Dataset):
    id, name, about = "misspelt", "Misspelt", "Its load is called laod."
    card = Card(summary="Bars.")

    def laod(self, params: Any) -> ImageClasses:
        return testing.example_data()


def _raising(*_: Any) -> Any:
    raise ZeroDivisionError("rows by nought")


def test_what_the_authors_code_gets_wrong_is_a_sentence() -> None:
    with refuses(r"misspelt: .*no method load\(self, params\)"):
        testing.check_dataset(Misspelt)
    with refuses(r"load\(self\), not load\(self, params\)"):
        testing.check_dataset(made(Good, load=lambda self: None))
    with refuses("returns None, not Examples, ImageClasses"):
        testing.check_dataset(made(Good, load=lambda self, params: None))
    for method in ("load", "task"):
        with refuses("good: .*ZeroDivisionError: rows by nought"):
            testing.check_dataset(made(Good, **{method: _raising}))


def test_a_hook_that_does_not_exist_is_named_with_the_nearest() -> None:
    @hookimpl
    def register_dataset() -> Any:
        return [Good]

    with refuses("no hook register_dataset; did you mean register_datasets?"):
        testing.check_plugin(_module(register_dataset=register_dataset))
    with refuses(r"register_datasets\(\) raises ZeroDivisionError: rows by nought"):
        testing.check_plugin(_module(register_datasets=hookimpl(lambda: _raising())))


_PICTURES = np.zeros((4, 2, 2), np.uint8)


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (_PICTURES, np.eye(4, 2, dtype=np.int64), r"labels of shape \(4, 2\), not \(4,\)"),
        (_PICTURES.tolist(), np.zeros(4, np.int64), "pictures that are a list, not an array"),
        (_PICTURES, [0, 1, 0, 1], "labels that are a list, not an array"),
        (_PICTURES, np.array([0, 1, 2, 1]), "labels 0…2 but there are 2 classes"),
        (_PICTURES, np.array([0, np.nan, 1, 1]), "NaN, not integers"),
        (_PICTURES, np.array(["a", "b", "a", "b"]), "labels, not integers"),
    ],
)
def test_labels_and_pictures_of_a_wrong_kind_are_named(x: Any, y: Any, words: str) -> None:
    fine = Split(_PICTURES, np.array([0, 1, 0, 1]))
    with pytest.raises(DatasetError, match=words):
        ImageClasses(fine, Split(x, y), ("a", "b"))
    if isinstance(x, np.ndarray):
        texts = example_texts(4)
        with pytest.raises(DatasetError, match=words):
            TextClasses(
                texts.train, TextRows(("p", "q", "r", "s"), y), texts.classes, texts.tokenizer
            )


def test_a_task_that_is_not_the_datas() -> None:
    from workbench import ImageClassification

    wrong = ImageClassification(8, 8, 1, ("a",))
    with refuses("but it is"):
        testing.check_dataset(made(Good, task=lambda self, params: wrong))


def test_a_dataset_without_a_card_is_warned_of() -> None:
    with pytest.warns(ContractWarning, match="no card"):
        testing.check_dataset(made(Good, card=Card()))


class Linear(Architecture):
    id, name, about = "linear", "Linear", "One layer."

    def build(self, task: Any, params: Any) -> Any:
        from torch import nn

        return nn.Sequential(
            nn.Flatten(), nn.Linear(task.channels * task.height * task.width, task.n_classes)
        )


def test_a_good_architecture_passes() -> None:
    testing.check_architecture(Linear, export=False)


def _trained_before(module: Any, task: Any) -> Any:
    import torch

    weight = module[1].weight
    published = torch.randn(weight.shape, generator=torch.Generator().manual_seed(1))
    weight.data.copy_(published)
    return module


class Looks(torch.nn.Module):
    """One head of attention over tokens, in two halves of a cache; ``wrong`` breaks one promise."""

    def __init__(self, wrong: str = "") -> None:
        super().__init__()
        self.table = torch.nn.Embedding(70, 8)
        self.head = torch.nn.Linear(8, 65)
        self.context: Any = "many" if wrong == "context" else 64
        self.causal = True
        self.wrong = wrong

    def attention_parts(self, inputs: Any) -> Any:
        x = self.table(inputs)
        queries, keys = (x, x * 2) if self.wrong != "scale" else (x * 3, x)
        scores = x @ (x * 2).transpose(-1, -2) / 8**0.5
        if self.wrong != "ahead":
            scores = scores.masked_fill(torch.ones_like(scores).triu(1) > 0, -torch.inf)
        maps = scores.softmax(-1) * (0.5 if self.wrong == "sum" else 1)
        return tuple(part[None, :, None] for part in (maps, queries, keys, x))

    def attention_maps(self, inputs: Any) -> Any:
        return self.attention_parts(inputs)[0]

    def forward(self, inputs: Any) -> Any:
        return self.head(self.table(inputs))

    def no_past(self, batch: int = 1) -> Any:
        return torch.zeros(1, 2, batch, 1, 0, 8)

    def forward_cached(self, ids: Any, past: Any) -> Any:
        logits = self(ids) + (past.shape[-2] if self.wrong == "cache" else 0)
        more = torch.zeros(*past.shape[:-2], ids.shape[1], 8)
        return logits, torch.cat([past, more], -2)

    def stages(self) -> Any:
        return [["table"], ["tail" if self.wrong == "stages" else "head"]]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("context", "not a number of tokens"),
        ("sum", "sum to 0.500"),
        ("ahead", "looks ahead"),
        ("scale", "is not its attention map"),
        ("cache", "other logits"),
        ("stages", "stages"),
    ],
)
def test_what_a_network_can_do_is_checked(wrong: str, words: str) -> None:
    ids = torch.arange(12).reshape(2, 6)
    testing.check_abilities(Looks().eval(), ids, "looks")
    with refuses(words):
        testing.check_abilities(Looks(wrong).eval(), ids, "looks")


def test_what_starts_pretrained_says_so() -> None:
    silent = made(Linear, build=_net(_trained_before))
    with refuses("same with any seed"):
        testing.check_architecture(silent, export=False)
    honest = made(silent, starts_pretrained=lambda self, params: True)
    testing.check_architecture(honest, export=False)


def test_who_stands_on_an_encoder_says_so(plugins: Plugins) -> None:
    with refuses("stands on an encoder"):
        testing.check_answerer(made(plugins.get(Answerer, "encoder-head"), approach="own"))


@pytest.mark.parametrize(
    "name", ["majority", "common-labels", "median-number", "mean-number", "pixels"]
)
def test_answerers_are_checked_on_rows_that_they_support(plugins: Plugins, name: str) -> None:
    testing.check_answerer(plugins.get(Answerer, name))


def test_an_answerer_of_a_kind_of_its_own_is_checked_on_its_rows() -> None:
    testing.check_answerer(houses.LeastSquares, houses.houses())
    with refuses("does not support houses of 3 numbers in 2 classes"):
        testing.check_answerer(houses.LeastSquares, houses.houses(Classes(("cheap", "dear"))))
    rounded = made(houses.LeastSquares, fit=_fitting(np.float32))
    with refuses("predict gives float32, not float64"):
        testing.check_answerer(rounded, houses.houses())
    constant = made(houses.LeastSquares, fit=_fitting(np.float64, 0.0))
    with refuses("has learnt nothing"):
        testing.check_answerer(constant, houses.houses())


def _fitting(dtype: type, factor: float = 1.0) -> Any:
    def fit(self: Any, learn: Any, target: Any, params: Any, seed: int, tools: Any) -> Fitted:
        weights = houses.plane(learn.x, learn.y)
        return Fitted(lambda x: (houses.with_one(x) @ weights[:, None] * factor).astype(dtype))

    return fit


def _net(change: Any) -> Any:
    def build(self: Any, task: Any, params: Any) -> Any:
        return change(Linear().build(task, params), task)

    return build


def _generator(module: Any, task: Any) -> Any:
    import torch

    torch.nn.init.normal_(module[1].weight, generator=torch.Generator().manual_seed(_next()))
    return module


def _idle(module: Any, task: Any) -> Any:
    import torch

    module.spare = torch.nn.Identity()
    module.spare.weight = torch.nn.Parameter(torch.ones(3))
    return module


def _wide(module: Any, task: Any) -> Any:
    from torch import nn

    return nn.Sequential(module, nn.Linear(task.n_classes, task.n_classes + 1))


def _random(module: Any, task: Any) -> Any:
    import torch

    class Noise(torch.nn.Module):
        def forward(self, x: Any) -> Any:
            return x + torch.randn_like(x)

    return torch.nn.Sequential(module, Noise())


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"build": _net(_generator)}, "same seed gives other weights"),
        ({"build": _net(_idle)}, "no gradient reaches"),
        ({"build": _net(_wide)}, "logits are"),
        ({"build": _net(_random)}, "at random"),
        ({"supports": lambda self, task: False}, "refuses them"),
        ({"problem": lambda self, task, params: "Too small."}, "Too small"),
        ({"layers": lambda self, module: {"x": module[1]}}, "not paths"),
    ],
)
def test_architectures_that_are_refused(members: dict[str, Any], words: str) -> None:
    with refuses(words):
        testing.check_architecture(made(Linear, **members), export=False)


def _weights(learner: Any) -> Any:
    """Everything but the optimiser's memory."""
    return {f"model.{name}": value for name, value in learner.model.state_dict().items()}


def _trainer(**members: Any) -> type[Trainer]:
    """The built-in trainer with a learner that misbehaves."""
    from workbench.core.plugins import discover

    base = discover(installed=False).get(Trainer, "supervised")

    def learner(self: Any, setup: Any, params: Any) -> Any:
        found = base().learner(setup, params)
        changed = type("Learner", (type(found),), members)
        found.__class__ = changed
        return found

    return made(base, learner=learner)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"state": lambda self: (_weights(self), {"best": None, "since": 0})}, "another way"),
        ({"state": lambda self: ({}, {"best": {1, 2}})}, "not JSON"),
        ({"lr": lambda self, step: 0.0}, "does not fall"),
        ({"splits": lambda self: ()}, "nothing to measure"),
        ({"evaluate_every": lambda self: 0}, "evaluate_every"),
        ({"example": lambda self, row: (np.zeros((28, 28), np.uint8), 99)}, "label 99"),
        ({"preprocessing": lambda self: __import__("torch").nn.Identity()}, "other things"),
    ],
)
def test_trainers_that_are_refused(members: dict[str, Any], words: str) -> None:
    with refuses(words):
        testing.check_trainer(_trainer(**members))


class Ended(Control, TrainingHandle):
    """A handle of something that is over."""

    alive = False

    def wait(self, timeout: float) -> None:
        pass


class Waiting(Launcher):
    id, name, about = "waiting", "Waiting", "Does it itself."

    def launch(self, order: WorkOrder, context: LaunchContext, params: Any) -> TrainingHandle:
        context.train(Control())
        return Ended()


class Idle(Launcher):
    id, name, about = "idle", "Idle", "Does nothing."

    def launch(self, order: WorkOrder, context: LaunchContext, params: Any) -> TrainingHandle:
        return Ended()


class Handless(Launcher):
    id, name, about = "handless", "Handless", "Returns nothing."

    def launch(self, order: WorkOrder, context: LaunchContext, params: Any) -> TrainingHandle:
        return None  # type: ignore[return-value]


@pytest.mark.slow
def test_a_launcher_that_waits() -> None:
    with refuses("waits for the training"):
        testing.check_launcher(Waiting)


def test_a_launcher_that_does_nothing() -> None:
    with refuses("0 ends are emitted"):
        testing.check_launcher(Idle)


def test_a_launcher_without_a_handle() -> None:
    with pytest.raises(PluginError, match="instead of a TrainingHandle"):
        testing.check_launcher(Handless)


@pytest.mark.slow
@pytest.mark.parametrize("id", ["local-thread", "local-process"])
def test_the_built_in_launchers(id: str, plugins: Plugins) -> None:
    testing.check_launcher(plugins.get(Launcher, id))


class Parrot(Provider):
    id, name, about = "parrot", "Parrot", "Says it again."

    def models(self) -> list[str]:
        return ["parrot"]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(completion=True)

    def ask(self, request: Request) -> Any:
        yield Piece(request.prompt or "")


def test_a_provider_without_counts() -> None:
    with refuses("token counts"):
        testing.check_provider(Parrot)


def test_a_provider_that_keeps_its_contract() -> None:
    testing.check_provider(testing.EchoProvider)


def test_a_provider_that_does_not_stop_at_a_stop_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.testing.providers._until", lambda text, stop: text)
    with refuses("stop text"):
        testing.check_provider(testing.EchoProvider)


@pytest.mark.slow
def test_a_provider_that_goes_on_after_it_was_stopped() -> None:
    slow = type(testing.EchoProvider.Params())(pause=0.5)
    with refuses("it goes on"):
        testing.check_provider(testing.EchoProvider, slow)


class Ones(Encoder):
    id, name, about = "ones", "Ones", "The same vector for everything."
    dtype: Any = np.float32

    def models(self) -> list[str]:
        return ["one"]

    def destination(self, model: str) -> str:
        return ""

    def embed(self, model: str, texts: Sequence[str]) -> Any:
        return np.ones((len(texts), 3), self.dtype)


def test_an_encoder_that_keeps_its_contract() -> None:
    testing.check_encoder(Ones)


def test_encoders_that_do_not() -> None:
    with refuses("float32"):
        testing.check_encoder(made(Ones, id="o", name="O", about="One.", dtype=np.float64))
    with refuses("2 vectors for 3 texts"):
        testing.check_encoder(
            made(Ones, id="o", name="O", about="One.", embed=lambda *_: np.ones((2, 3), np.float32))
        )
    with refuses("counts -1"):
        testing.check_encoder(
            made(
                Ones,
                id="o",
                name="O",
                about="One.",
                embed_counted=lambda self, model, texts: (self.embed(model, texts), -1),
            )
        )
    with refuses("cannot be read"):
        testing.check_encoder(
            made(Ones, id="o", name="O", about="One.", tokenizer=lambda *_: "no tokenizer")
        )


class Nowhere(Exporter):
    id, name, about, suffix = "nowhere", "Nowhere", "Writes nothing.", ".txt"

    def export(self, context: Any, target: Path, params: Any) -> dict[str, float]:
        return {}


class Raw(Exporter):
    """The weights that `context.network` gives, as torch's own would be: not the averaged ones."""

    id, name, about, suffix = "raw", "Raw", "All weights one after another.", ".bin"

    def export(self, context: Any, target: Path, params: Any) -> dict[str, float]:
        weights = [p.detach().numpy().ravel() for p in context.network().parameters()]
        context.report("Writing")
        target.write_bytes(np.concatenate(weights).tobytes())
        rows = context.rows(7)
        assert len(rows) == 7
        assert context.preprocessing()(torch.from_numpy(rows.x)).shape == (7, 1, 28, 28)
        return {"parameters": float(sum(map(len, weights)))}


def test_a_trainer_that_reports_what_is_the_engines_or_scores_that_do_not_fit() -> None:
    class Settings(LearnerParams):
        fault: str = param("", "Fault", "What goes wrong.")

    class Reporting(Trainer):
        id, name, about = "reporting", "Reporting", "One."

        def learner(self, setup: Any, params: Any) -> Any:
            class Learner(BaseLearner):
                def evaluate(self, split: str, check: Any) -> Evaluated:
                    if params.fault == "event":
                        setup.emit(Finished("finished", ""))
                    setup.emit(Custom("noise", {"scale": 1.0}))
                    found = super().evaluate(split, check)
                    short = None if found.scores is None else found.scores[:3]
                    return replace(found, scores=short) if params.fault else found

            return Learner(setup, params)

    Reporting.Params = Settings
    testing.check_trainer(Reporting)
    with pytest.raises(TypeError, match="not Finished"):
        testing.check_trainer(Reporting, Settings(fault="event"))
    with refuses("3 scores come with"):
        testing.check_trainer(Reporting, Settings(fault="scores"))


def test_an_exporter_gets_network_rows_and_preprocessing() -> None:
    testing.check_exporter(Raw)


def test_an_exporter_that_leaves_something_in_the_run() -> None:
    class Littering(Raw):
        def export(self, context: Any, target: Path, params: Any) -> dict[str, float]:
            (context.run.path / "mine.txt").write_text("x")
            return super().export(context, target, params)

    with refuses("it leaves mine.txt"):
        testing.check_exporter(Littering)


def test_an_exporter_that_does_not_mind_a_missing_model() -> None:
    with refuses("has no model"):
        testing.check_exporter(Nowhere)


def test_a_lesson_with_an_odd_moment() -> None:
    steps = (LessonStep("Do it.", done="When done!"),)
    with refuses("no moment"):
        testing.check_lesson(made(Lesson, id="l", name="L", about="One.", steps=steps))


WIDGETS = """
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
class Base(QWidget):
    def __init__(self, host, parent=None):
        super().__init__(parent)
    def show_run(self, state):
        pass
class Nameless(Base):
    def __init__(self, host, parent=None):
        super().__init__(parent)
        QVBoxLayout(self).addWidget(QLineEdit())
class Raising(Base):
    def paintEvent(self, event):
        raise RuntimeError("cannot paint")
class Silent(QWidget):
    def __init__(self, host, parent=None):
        super().__init__(parent)
class Failing(Base):
    def show_run(self, state):
        state.curves["loss"]
"""


@pytest.mark.parametrize(
    ("widget", "error", "words"),
    [
        ("Base", None, ""),
        ("Nameless", ContractWarning, "QLineEdit"),
        ("Raising", RuntimeError, "cannot paint"),
        ("Silent", ContractError, "no show_run"),
        ("Failing", KeyError, "loss"),
        ("Missing", AssertionError, "cannot be imported"),
    ],
)
def test_views(
    widget: str, error: Any, words: str, qapp: object, tmp_path: Path, monkeypatch: Any
) -> None:
    (tmp_path / "checked_widgets.py").write_text(WIDGETS, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "checked_widgets", raising=False)
    target = f"checked_widgets:{widget}"
    view = made(View, id="v", name="V", about="One.", widget=target)
    if error is None:
        testing.check_view(view)
    elif issubclass(error, Warning):
        with pytest.warns(error, match=words):
            testing.check_view(view)
    else:
        with pytest.raises(error, match=words):
            testing.check_view(view)


def _module(**members: Any) -> types.ModuleType:
    module = types.ModuleType("made_up")
    vars(module).update(members)
    return module


def test_a_plugin_without_hooks() -> None:
    with refuses("no hook"):
        testing.check_plugin(_module())


def test_a_plugin_that_returns_rubbish() -> None:
    @hookimpl
    def register_views() -> Any:
        return [Good]

    with refuses("no View class"):
        testing.check_plugin(_module(register_views=register_views))


def test_a_heavy_module_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "heavy_thing.py").write_text("import pandas", "utf-8")
    (tmp_path / "pandas.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.warns(ContractWarning, match="loads pandas"):
        testing.check_light("heavy_thing")
    with refuses("cannot be imported"):
        testing.check_light("nothing_of_this_name")


PRIVATE = """
from workbench import hookimpl
from workbench.core.contracts.dataset import Dataset, Card, ImageClasses
from workbench.core.io.atomic import write_text
from workbench.testing import example_data


class Inner(Dataset):
    id, name, about = "inner", "Inner", "Bars."
    card = Card(summary="Bars.")

    def load(self, params):
        return example_data()


@hookimpl
def register_datasets():
    return [Inner]
"""


def test_what_is_not_public_is_warned_of_with_the_public_spelling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner_thing.py").write_text(PRIVATE, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        testing.check_plugin(importlib.import_module("inner_thing"))
    said = [str(one.message) for one in caught if one.category is ContractWarning]
    assert len([words for words in said if "not public" in words]) == 4
    assert any("write `from workbench import Dataset`" in words for words in said)
    assert any("write_text from workbench.core.io.atomic" in words for words in said)
