"""Contract checks for plugin authors; the workbench's own plugins pass them, too.

Each ``check_<kind>(cls)`` raises `AssertionError` with a sentence that says what is missing::

    from workbench.testing import check_dataset
    check_dataset(OfficeDigits)
"""

from __future__ import annotations

import importlib
import tempfile
import threading
from pathlib import Path
from typing import Any

import numpy as np

from workbench.core.architecture import Architecture
from workbench.core.contribution import Contribution
from workbench.core.contributions import Exporter, Launcher, Lesson, Playground, View
from workbench.core.dataset import Dataset, ImageClasses, Split
from workbench.core.params import make, settings_of
from workbench.core.provider import Provider
from workbench.core.task import ImageClassification, Task
from workbench.core.trainer import Setup, Trainer

DIGITS = ImageClassification(28, 28, 1, tuple("0123456789"))


def example_data(n: int = 200, seed: int = 0) -> ImageClasses:
    """Pictures that anything learns at once: a bar whose height is the class."""
    generator = np.random.default_rng(seed)

    def split(rows: int) -> Split:
        y = np.arange(rows) % 10
        x = generator.integers(0, 60, (rows, 28, 28)).astype(np.uint8)
        for picture, label in zip(x, y, strict=True):
            picture[4 + 2 * label : 6 + 2 * label, 4:24] = 230
        return Split(x, y)

    return ImageClasses(split(n), split(max(20, n // 4)), DIGITS.classes)


def check_contribution(cls: type[Contribution]) -> None:
    """What every kind keeps: an id, a name, a sentence, and settings that explain themselves."""
    assert cls.id == cls.id.lower(), f"{cls.id}: an id is lower case"
    assert " " not in cls.id, f"{cls.id}: an id has no spaces"
    assert cls.name, f"{cls.id}: it needs a name"
    assert cls.about.endswith("."), f"{cls.id}: about is one sentence with a full stop"
    for setting in settings_of(cls.Params):
        where = f"{cls.id}.{setting.name}"
        assert setting.title, f"{where}: it needs a title"
        assert setting.help.endswith("."), f"{where}: help is a sentence with a full stop"
        no_default = setting.optional and setting.default is not None
        assert not no_default, f"{where}: an optional setting's default is None (TOML has no null)"
    defaults = cls.Params()
    assert make(cls.Params, defaults.model_dump()) == defaults, f"{cls.id}: defaults must be valid"


def check_dataset(cls: type[Dataset]) -> ImageClasses:
    """It loads, says the same task before and after, and keeps test rows out of training."""
    check_contribution(cls)
    params = cls.Params()
    data = cls().load(params)
    told = cls().task(params)
    assert told is None or told == data.task, f"{cls.id}: task() says {told}, not {data.task}"
    assert cls().load(params).digest() == data.digest(), f"{cls.id}: loads differently each time"
    train = {row.tobytes() for row in data.train.x}
    shared = sum(row.tobytes() in train for row in data.test.x)
    assert shared <= 0.01 * len(data.test), f"{cls.id}: {shared} test rows are in training, too"
    return data


def check_architecture(cls: type[Architecture], task: Task = DIGITS) -> None:
    """It builds, answers with logits for any batch, and every weight can learn."""
    import torch

    check_contribution(cls)
    architecture, params = cls(), cls.Params()
    assert architecture.supports(task), f"{cls.id}: supports() refuses {task}"
    assert architecture.problem(task, params) is None, f"{cls.id}: its defaults have a problem"
    assert isinstance(task, ImageClassification)
    states = []
    for _ in range(2):
        torch.manual_seed(7)
        module = architecture.build(task, params)
        states.append(torch.cat([p.detach().flatten() for p in module.parameters()]))
    assert torch.equal(*states), f"{cls.id}: the same seed gives other weights"
    for batch in (2, 7):
        x = torch.randn(batch, task.channels, task.height, task.width)
        logits = module(x)
        shape = (batch, task.n_classes)
        assert logits.shape == shape, f"{cls.id}: logits are {tuple(logits.shape)}, not {shape}"
    torch.nn.functional.cross_entropy(logits, torch.zeros(7, dtype=torch.long)).backward()  # type: ignore[no-untyped-call]
    idle = [name for name, p in module.named_parameters() if p.grad is None]
    assert not idle, f"{cls.id}: no gradient reaches {idle}"
    modules = set(module.modules())
    strangers = [name for name, m in architecture.layers(module).items() if m not in modules]
    assert not strangers, f"{cls.id}: layers() names {strangers}, which are not in the network"


def check_trainer(cls: type[Trainer]) -> None:
    """The loss falls, and a state that was saved goes on exactly as it would have."""
    check_contribution(cls)
    assert cls().supports(DIGITS), f"{cls.id}: supports() refuses {DIGITS}"
    first = _learner(cls)
    losses = [float(first.step(step)) for step in range(6)]
    tensors, facts = first.state()
    tensors = {name: tensor.detach().clone() for name, tensor in tensors.items()}
    wanted = [float(first.step(step)) for step in range(6, 12)]
    again = _learner(cls)
    again.load_state(tensors, facts)
    got = [float(again.step(step)) for step in range(6, 12)]
    assert got == wanted, f"{cls.id}: a resumed training goes another way: {got} for {wanted}"
    for step in range(12, 80):
        losses.append(float(first.step(step)))
    fallen = np.mean(losses[-5:]) < np.mean(losses[:3])
    assert fallen, f"{cls.id}: the loss does not fall on the easiest data"
    for split in (*first.splits(), "test"):
        metrics = first.evaluate(split, lambda: None).metrics
        assert f"{split}/loss" in metrics, f"{cls.id}: evaluate({split!r}) lacks {split}/loss"


def _learner(cls: type[Trainer]) -> Any:
    import torch
    from torch import nn

    torch.manual_seed(0)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 10))
    setup = Setup(example_data(), model, torch.device("cpu"), None, False, 0)
    return cls().learner(setup, cls.Params())


def check_exporter(cls: type[Exporter]) -> None:
    """It writes a file from a run's folder."""
    from workbench.engine.convert import save_rows
    from workbench.engine.export import Exported, export

    check_contribution(cls)
    assert cls.suffix.startswith("."), f"{cls.id}: suffix starts with a dot"
    data = example_data(40)
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder)
        parts = _exported(data)
        assert isinstance(parts, Exported)
        export(parts, run / "model.onnx", run / "layers.onnx")
        save_rows(run, data.test.x, data.test.y.astype(np.int64))
        target = run / f"out{cls.suffix}"
        cls().export(run, target, cls.Params(), lambda text: None)
        assert target.exists(), f"{cls.id}: it wrote nothing to {target.name}"


def _exported(data: ImageClasses) -> Any:
    import torch
    from torch import nn

    from workbench.engine.batches import Pixels
    from workbench.engine.export import Exported

    network = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)).eval()
    layers = {"1": network.get_submodule("1")}
    pixels = Pixels(torch.zeros(1), torch.ones(1))
    return Exported(network, layers, pixels, data.test.x, data.classes, {})


def check_launcher(cls: type[Launcher]) -> None:
    """It runs the job elsewhere and returns at once."""
    check_contribution(cls)
    go, done = threading.Event(), threading.Event()

    def job() -> None:
        go.wait(10)
        done.set()

    thread = cls().launch(job, "check")
    assert not done.is_set(), f"{cls.id}: launch() waited for the job"
    go.set()
    thread.join(10)
    assert done.is_set(), f"{cls.id}: the job was not run"


def check_provider(cls: type[Provider]) -> None:
    """It lists models and, where there is one, streams an answer with its token counts."""
    check_contribution(cls)
    provider = cls()
    for model in provider.models()[:1]:
        pieces = list(provider.complete(model, "Say yes.", cls.Params()))
        assert pieces, f"{cls.id}: the answer has no pieces"
        counted = pieces[-1].completion_tokens is not None
        assert counted, f"{cls.id}: the last piece carries the token counts"


def check_lesson(cls: type[Lesson]) -> None:
    """It has steps, and those that tick themselves name a moment."""
    check_contribution(cls)
    assert cls.steps, f"{cls.id}: a lesson has steps"
    for step in cls.steps:
        assert step.text, f"{cls.id}: every step says what to do"


def check_playground(cls: type[Playground]) -> None:
    """Its widget exists and takes a host."""
    check_contribution(cls)
    _check_widget(cls.id, cls.widget)


def check_view(cls: type[View]) -> None:
    """Its widget exists and can show a run."""
    check_contribution(cls)
    assert cls.place in ("main", "side"), f"{cls.id}: place is main or side"
    widget = _check_widget(cls.id, cls.widget)
    assert callable(getattr(widget, "show_run", None)), (
        f"{cls.id}: the widget lacks show_run(state)"
    )


def _check_widget(id: str, target: str) -> Any:
    module, colon, name = target.partition(":")
    assert colon, f"{id}: widget is written 'package.module:Class'"
    return getattr(importlib.import_module(module), name)
