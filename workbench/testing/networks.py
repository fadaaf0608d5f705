"""The contract of architectures."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.core import presets
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Data, ImageClasses
from workbench.core.contracts.errors import ParamsError
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.params import make
from workbench.core.contracts.targets import Classes, Number
from workbench.core.contracts.task import (
    ImageClassification,
    LanguageModelling,
    Task,
    TextClassification,
)
from workbench.testing.conventions import ContractError, check_contribution, check_needs, expect
from workbench.testing.data import DIGITS, example_for

if TYPE_CHECKING:
    from torch import Tensor, nn

TASKS: tuple[Task, ...] = (
    DIGITS,
    ImageClassification(32, 32, 3, tuple("abcde")),
    ImageClassification(24, 40, 1, ("no", "yes")),
    TextClassification(("good", "bad"), 200),
    LanguageModelling(65),
    *(
        Task(inputs=ArrayInputs(shape=(4,)), target=target)
        for target in (Number(), Classes(("low", "high")))
    ),
)


def check_architecture(
    cls: type[Architecture],
    params: Any = None,
    tasks: tuple[Task, ...] = TASKS,
    export: bool = True,
    datasets: Sequence[Data] = (),
) -> None:
    """It builds for every task it supports, every weight can learn, and it can be exported.

    Its presets are settings that work.

    Parameters
    ----------
    params
        Settings to build with; the defaults if ``None``.
    tasks
        What to try; those that ``supports`` or ``problem`` refuse are left out.
    export
        Also write an ONNX file and compare it with torch, which takes a few seconds.
    datasets
        Data of kinds that the workbench does not know, whose tasks are tried as well.
    """
    check_contribution(cls)
    check_needs(cls)
    tasks = (*tasks, *(data.task for data in datasets))
    _check_presets(cls, tasks)
    chosen = cls.Params() if params is None else params
    architecture = cls()
    fit = [t for t in tasks if architecture.supports(t) and not architecture.problem(t, chosen)]
    why = [architecture.problem(t, chosen) for t in tasks if architecture.supports(t)]
    expect(fit, f"{cls.id}: it takes none of the tasks tried: {why or 'supports() refuses them'}")
    for task in fit:
        _check_build(architecture, task, chosen)
        _check_summary(cls, task, chosen)
    _check_pretrained(architecture, fit[0], chosen)
    if export:
        data = next((data for data in datasets if data.task == fit[0]), None)
        _check_export(architecture, fit[0], chosen, data)


def _check_presets(cls: type[Architecture], tasks: tuple[Task, ...]) -> None:
    """Each has a name of its own, and settings that are allowed and work somewhere."""
    names = [name.lower().replace("-", "").replace(" ", "") for name in cls.presets]
    expect(all(names), f"{cls.id}: a preset has no name")
    expect(len(set(names)) == len(names), f"{cls.id}: presets are too much alike: {names}")
    for name, values in cls.presets.items():
        try:
            chosen = make(cls.Params, values)
        except ParamsError as error:
            message = f"{cls.id}: its preset {name!r} is refused: {error.message}"
            raise ContractError(message) from None
        reasons = [cls().problem(task, chosen) for task in tasks if cls().supports(task)]
        expect(None in reasons, f"{cls.id}: its preset {name!r} works nowhere: {reasons}")
        expect(
            presets.current(cls, values) == name,
            f"{cls.id}: its preset {name!r} is the same as {presets.current(cls, values)!r}",
        )


def _build(architecture: Architecture, task: Task, params: Any) -> nn.Module:
    return _seeded(architecture, task, params, 7)


def _seeded(architecture: Architecture, task: Task, params: Any, seed: int) -> nn.Module:
    import torch

    torch.manual_seed(seed)
    return architecture.build(task, params)


def _check_build(architecture: Architecture, task: Task, params: Any) -> None:
    import torch

    from workbench.engine.network_inputs import answer_shape

    id = architecture.id
    module, twin = (_build(architecture, task, params) for _ in range(2))
    pairs = zip(module.state_dict().values(), twin.state_dict().values(), strict=True)
    expect(all(torch.equal(*pair) for pair in pairs), f"{id}: the same seed gives other weights")
    module.eval()
    for batch in (1, 7):
        x = _input(task, batch)
        with torch.no_grad():
            logits, again = module(*x), module(*x)
        wanted = answer_shape(task, batch)
        message = f"{id}: for {task} logits are {tuple(logits.shape)}, not {wanted}"
        expect(tuple(logits.shape) == wanted, message)
        expect(logits.dtype == torch.float32, f"{id}: logits are {logits.dtype}, not float32")
        expect(torch.equal(logits, again), f"{id}: it answers at random in evaluation mode")
    _check_layers(architecture, module, x)
    check_abilities(module, x, id)
    _check_learning(id, module.train(), x)


def _check_pretrained(architecture: Architecture, task: Task, params: Any) -> None:
    """Weights that no seed changes were trained before, and are to be counted so."""
    import torch

    weights = [
        dict(_seeded(architecture, task, params, seed).named_parameters()) for seed in (7, 8)
    ]
    # What begins as zeros or ones is the same in any fresh network.
    drawn = {name: w for name, w in weights[0].items() if w.numel() > 1 and w.std() > 0}
    same = [w.numel() for name, w in drawn.items() if torch.equal(w, weights[1][name])]
    borrowed = sum(same) > 0.5 * sum(w.numel() for w in drawn.values())
    said = architecture.starts_pretrained(params)
    expect(
        said or not borrowed,
        f"{architecture.id}: most of its weights are the same with any seed, and "
        "starts_pretrained() says that they are fresh",
    )


def _input(task: Task, batch: int) -> tuple[Tensor, ...]:
    """Noise for numbers, and for text any tokens but the special ones."""
    import torch

    from workbench.engine.network_inputs import example_inputs

    like = example_inputs(task, batch)
    if n_tokens := getattr(task, "n_tokens", 0):
        return tuple(torch.randint(4, n_tokens, each.shape) for each in like)
    return tuple(torch.randn(x.shape) if x.is_floating_point() else x for x in like)


def check_abilities(network: nn.Module, inputs: Tensor | tuple[Tensor, ...], name: str) -> None:
    """Check what a network can do beside ``forward``; see `workbench.core.contracts.network`.

    Parameters
    ----------
    network
        In evaluation mode.
    inputs
        Some of what ``forward`` takes, at least two examples; a tuple where it takes several.
    name
        What an error calls it.
    """
    import torch

    from workbench.core.contracts import network as abilities
    from workbench.engine.network_inputs import as_tuple

    inputs = as_tuple(inputs)
    if isinstance(network, abilities.LimitedContext):
        fits = isinstance(network.context, int) and network.context > 0
        expect(fits, f"{name}: context is {network.context!r}, not a number of tokens")
    if isinstance(network, abilities.DirectedReading):
        fits = isinstance(network.causal, bool)
        expect(fits, f"{name}: causal is {network.causal!r}, not True or False")
    if isinstance(network, abilities.PatchGrid):
        grid = network.grid
        fits = len(grid) == 2 and all(isinstance(n, int) and n > 0 for n in grid)
        expect(fits, f"{name}: grid is {grid!r}, not (rows, columns)")
    with torch.no_grad():
        if isinstance(network, abilities.ShowsAttention):
            _check_maps(network, network.attention_maps(*inputs), inputs[0], name)
        if isinstance(network, abilities.ExportsAttention):
            _check_attention_parts(network, inputs, name)
        reads_on = isinstance(network, abilities.CachedReading) and abilities.is_causal(network)
        if reads_on:
            _check_cache(network, inputs[0], name)
    if isinstance(network, abilities.StagedNetwork):
        _check_stages(network, name)


def _check_maps(network: Any, maps: Tensor, inputs: Tensor, name: str) -> None:
    import torch

    from workbench.core.contracts.network import grid_of, is_causal

    shape = tuple(maps.shape)
    square = len(shape) == 5 and shape[1] == len(inputs) and shape[3] == shape[4]
    message = f"{name}: attention maps are {shape}, not (layers, batch, heads, time, time)"
    expect(square, message)
    sums = maps.sum(-1)
    even = torch.allclose(sums, torch.ones_like(sums), atol=1e-3)
    expect(
        even, f"{name}: rows of attention maps sum to {sums.min():.3f} … {sums.max():.3f}, not 1"
    )
    ahead = float(maps.triu(1).abs().max())
    blind = ahead < 1e-6 or not is_causal(network, default=False)
    expect(blind, f"{name}: it says that it is causal, and looks ahead")
    if grid := grid_of(network):
        patches = grid[0] * grid[1]
        message = f"{name}: {shape[-1]} tokens look at each other, and its grid has {patches}"
        expect(shape[-1] >= patches, message)


def _check_attention_parts(network: Any, inputs: tuple[Tensor, ...], name: str) -> None:
    import torch

    maps, queries, keys, values = network.attention_parts(*inputs)
    _check_maps(network, maps, inputs[0], name)
    for part, tensor in (("queries", queries), ("keys", keys), ("values", values)):
        fits = tensor.ndim == 5 and tensor.shape[:4] == maps.shape[:4]
        message = (
            f"{name}: {part} are {tuple(tensor.shape)}, not (layers, batch, heads, time, width)"
        )
        expect(fits, message)
    scores = queries @ keys.transpose(-1, -2) / queries.shape[-1] ** 0.5
    again = scores.masked_fill(maps == 0, -torch.inf).softmax(-1)
    close = torch.allclose(again, maps, atol=1e-3)
    expect(close, f"{name}: softmax(queries keysᵀ / √width) is not its attention map")


def _check_cache(network: Any, ids: Tensor, name: str) -> None:
    """Read in two pieces, a text gives what it gives at once."""
    import torch

    half = max(1, ids.shape[1] // 2)
    first, past = network.forward_cached(ids[:, :half], network.no_past(len(ids)))
    second, present = network.forward_cached(ids[:, half:], past)
    whole = network(ids)
    close = torch.allclose(torch.cat([first, second], 1), whole, atol=1e-3, rtol=1e-3)
    expect(close, f"{name}: forward_cached() in two pieces gives other logits than forward()")
    expect(present.shape[-2] == ids.shape[1], f"{name}: its cache holds {present.shape[-2]} tokens")


def _check_stages(network: nn.Module, name: str) -> None:
    from workbench.core.contracts.errors import ExperimentError
    from workbench.engine.stages import stages

    try:
        stages(network)
    except (AttributeError, ExperimentError) as error:
        expect(False, f"{name}: its stages() are wrong: {error}")


def _check_layers(architecture: Architecture, module: nn.Module, x: tuple[Tensor, ...]) -> None:
    import torch

    from workbench.engine.probe import recorded

    id, layers = architecture.id, architecture.layers(module)
    by_name = dict(module.named_modules())
    strangers = [name for name, layer in layers.items() if by_name.get(name) is not layer]
    expect(not strangers, f"{id}: layers() names {strangers}, which are not paths to its modules")
    with torch.no_grad(), recorded(layers) as outputs:
        module(*x)
    silent = [name for name in layers if name not in outputs]
    expect(not silent, f"{id}: layers() names {silent}, which never run")


def _check_learning(id: str, module: nn.Module, x: tuple[Tensor, ...]) -> None:
    import torch
    import torch.nn.functional as F

    logits = module(*x).flatten(0, -2)
    labels = torch.arange(len(logits)) % logits.shape[-1]
    # One output has no other to be told from: its square is as good as any loss.
    loss = F.cross_entropy(logits, labels) if logits.shape[-1] > 1 else logits.square().mean()
    loss.backward()
    idle, bad = [], []
    for name, parameter in module.named_parameters():
        if parameter.grad is None and parameter.requires_grad:
            idle.append(name)
        elif parameter.grad is not None and not parameter.grad.isfinite().all():
            bad.append(name)
    expect(not idle, f"{id}: no gradient reaches {idle}")
    expect(not bad, f"{id}: the gradient of {bad} is not finite")


def _check_summary(cls: type[Architecture], task: Task, params: Any) -> None:
    """Shapes and costs are shown before training, so it must build without memory for data."""
    from workbench.core.contracts.errors import ExperimentError
    from workbench.core.experiment import Experiment
    from workbench.core.resolve import Resolved
    from workbench.engine.summary import summarise

    resolved = Resolved(Experiment(), None, cls, None, None, params, None, task, ())
    try:
        summarise(resolved, task)
    except ExperimentError as error:
        expect(False, f"{cls.id}: it cannot be summarised on torch's meta device: {error.message}")


def _check_export(architecture: Architecture, task: Task, params: Any, data: Data | None) -> None:
    from workbench.engine.export_examples import export as export_examples
    from workbench.engine.export_text import export as export_text
    from workbench.testing.models import write_model

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "model.onnx"
        data = data or example_for(task)
        module = _build(architecture, data.task, params).eval()
        if isinstance(data, ImageClasses):
            write_model(Path(folder), module, architecture.layers(module), data)
        elif isinstance(data, Examples):
            export_examples(module, data, {"name": "check"}, target)
        else:
            export_text(module, data, {"name": "check"}, target)
