"""Footprint: the memory that a training would take, worked out before anything is allocated.

The network is built on torch's meta device, where tensors have a shape and no data, and goes
through one forward pass with gradients; what autograd would keep for the way back is counted tensor
by tensor. Two batch sizes and three lengths of text are enough, because what is kept grows in
proportion to the first and at most with the square of the second.
"""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.modules.module import register_module_parameter_registration_hook
from torch.overrides import TorchFunctionMode

from workbench.core import memory
from workbench.core.contracts.dataset import Data, ImageClasses, has_labels
from workbench.core.contracts.errors import ExperimentError, OutOfMemory, ParamsError
from workbench.core.contracts.network import context_of
from workbench.core.contracts.params import Params, make, settings_of
from workbench.core.contracts.problem import Problem
from workbench.core.contracts.task import Task
from workbench.core.contracts.trainer import MemoryPlan
from workbench.core.resolve import Resolved
from workbench.engine import device
from workbench.engine.network_inputs import example_inputs

# Seconds of this thread's own computing after which building on the meta device is given up: some
# tens of thousands of layers. Not wall time: a busy machine is no reason to refuse a network.
BUILD_S = 8.0
# And for the whole search for a setting that would fit.
SEARCH_S = 15.0
NUMBER = 4  # bytes of a float32
# The way back holds a layer's gradient beside what it makes of it.
_BACKWARD_COPIES = 2
# A copy on the CPU, the graph that is made of it, and the file that is checked.
_EXPORT_COPIES = 3
# A forward pass without gradients holds a layer's input, its output and a temporary.
_EVALUATION_COPIES = 3
# What the allocator and the kernels need beside what autograd keeps, measured on CPU: 0.9 to 1.35
# times as much in all, and twice as much with recurrent layers, which keep their gates again.
_SLACK, _SLACK_RECURRENT = 1.3, 2.3
_LENGTHS = (4, 6, 8)
# Two: with a single row batch normalisation refuses to train.
_ROWS = 2
# Layers of one kind are measured a few at a time: a hundred take seconds even without data.
_DEPTHS = ("n_layers", "layers", "n_blocks", "num_layers", "depth")
_FEW_LAYERS = (2, 3)
# Of what is free, a suggestion leaves some for everybody else.
_ROOM = 0.8
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class Footprint:
    """Bytes that a training holds at the same time, part by part.

    ``activations`` are those of one batch, ``evaluation`` those of a batch that is only measured;
    ``data`` are the examples on the device. ``batch`` and ``length`` (tokens, ``None`` for
    pictures) are those that were reckoned with.
    """

    n_parameters: int
    weights: int
    gradients: int
    optimizer: int
    copies: int
    activations: int
    evaluation: int
    data: int
    batch: int
    length: int | None = None

    @property
    def total(self) -> int:
        """The most at any time: in a step, in an evaluation or at the export."""
        always = self.weights + self.gradients + self.optimizer + self.copies + self.data
        return always + max(self.activations, self.evaluation, _EXPORT_COPIES * self.weights)

    def with_data(self, data: Data) -> Footprint:
        """The same with examples in memory; their number may make the batch smaller still."""
        return replace(self, data=_data_bytes(data))

    def with_batch(self, batch: int) -> Footprint:
        """The same with another number of rows in a step."""
        activations = self.activations * batch // max(1, self.batch)
        evaluation = min(self.evaluation, self.evaluation * batch // max(1, self.batch))
        return replace(self, activations=activations, evaluation=evaluation, batch=batch)

    def breakdown(self) -> str:
        """The parts that count, such as ``weights 1.2 GiB, gradients 1.2 GiB, …``."""
        parts = {
            "weights": self.weights,
            "gradients": self.gradients,
            "optimiser": self.optimizer,
            "copies of the weights": self.copies,
            f"a batch of {self.batch:,}": self.activations,
            "an evaluation": self.evaluation,
            "data": self.data,
        }
        large = {name: n for name, n in parts.items() if n >= self.total / 50}
        return ", ".join(f"{name} {memory.size(n)}" for name, n in large.items())


class Unmeasured(ExperimentError):
    """A network cannot be built on the meta device, so nothing can be said of its memory."""


class _TooLong(Exception):
    """Building took too long; what had been declared by then."""

    def __init__(self, n_bytes: int, n_weights: int) -> None:
        super().__init__()
        self.n_bytes = n_bytes
        self.n_weights = n_weights


class _Deadline(TorchFunctionMode):
    """Ends what builds without end, and lets attention be what it is on a real device."""

    def __init__(self, seconds: float, fused: bool) -> None:
        super().__init__()
        self._until = time.thread_time() + seconds
        self._fused = fused
        self.n_bytes = self.n_weights = 0

    def check(self) -> None:
        if time.thread_time() > self._until:
            raise _TooLong(self.n_bytes, self.n_weights)

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        self.check()
        if func is F.scaled_dot_product_attention and (
            answer := self._attend(*args, **kwargs or {})
        ):
            return answer[0]
        return func(*args, **kwargs or {})

    def _attend(
        self,
        q: Tensor,
        k: Tensor,
        v: Tensor,
        mask: Tensor | None = None,
        dropout: float = 0.0,
        causal: bool = False,
        **more: Any,
    ) -> Any:
        # The fused kernels keep no weights (time × time); on the meta device torch takes the
        # explicit path, which does. With dropout a CPU takes the explicit one as well.
        if (dropout and not self._fused) or more or q.requires_grad is False:
            return None
        if mask is not None and mask.dtype == torch.bool:
            mask = torch.zeros_like(mask, dtype=q.dtype)
        return torch.ops.aten._scaled_dot_product_flash_attention_for_cpu(
            q, k, v, 0.0, causal, attn_mask=mask
        )


@contextmanager
def bounded(seconds: float = BUILD_S, fused: bool = False) -> Iterator[None]:
    """Build and run on the meta device inside the block, for so long at most.

    Raises
    ------
    OutOfMemory
        When it takes longer, and what was declared by then is more than is free.
    ExperimentError
        When it takes longer for another reason.
    """
    mode, me = _Deadline(seconds, fused), threading.get_ident()

    def count(*declared: Any) -> None:
        weight: nn.Parameter | None = declared[2]  # behind the module and the name
        if threading.get_ident() != me:
            return  # another training's network
        if weight is not None:
            mode.n_bytes += weight.numel() * weight.element_size()
            mode.n_weights += weight.numel()
        mode.check()

    handle = register_module_parameter_registration_hook(count)
    try:
        with torch.device("meta"), mode:
            yield
    except _TooLong as long:
        raise _endless(long) from None
    finally:
        handle.remove()


def _endless(long: _TooLong) -> ExperimentError | OutOfMemory:
    free = memory.available()
    remedy = "Choose fewer layers."
    if free is not None and long.n_bytes > free:
        parts = f"at least {long.n_weights:,} weights"
        return memory.too_large("This network", long.n_bytes, free, parts, remedy)
    message = (
        f"This network has so many layers that it was given up after {long.n_weights:,} weights."
    )
    return ExperimentError(message, remedy)


def estimate(
    resolved: Resolved,
    task: Task,
    data: Data | None = None,
    *,
    fused: bool = False,
    seconds: float = BUILD_S,
) -> Footprint:
    """What a training of ``resolved`` takes.

    Parameters
    ----------
    data
        The examples, where they are loaded; without them a batch of labelled examples is reckoned
        as large as the settings say.
    fused
        The device has fused attention with dropout as well (CUDA).
    seconds
        As of `bounded`.

    Raises
    ------
    ExperimentError
        When the network cannot be built, or not in any sensible time.
    OutOfMemory
        When it cannot, and what was built by then is too large already.
    """
    name, n_layers = _depth(resolved.architecture_params)
    if n_layers > _FEW_LAYERS[-1]:
        few = [_changed(resolved, {name: n}) for n in _FEW_LAYERS]
        if all(few):
            points = [_estimate(part, task, data, fused, seconds) for part in few if part]
            return _deeper(points, n_layers)
    return _estimate(resolved, task, data, fused, seconds)


def _depth(params: Params | None) -> tuple[str, int]:
    """The setting that says how many layers of one kind there are, and how many."""
    for name in _DEPTHS:
        if isinstance(n_layers := getattr(params, name, None), int):
            return name, n_layers
    return "", 0


def _deeper(points: list[Footprint], n_layers: int) -> Footprint:
    """The footprint of many layers from that of a few: each further one costs the same."""
    before, last = (dict[str, Any](vars(point)) for point in points)
    more = n_layers - _FEW_LAYERS[-1]
    grown: dict[str, Any] = {
        k: v if v is None else v + more * (v - before[k]) for k, v in last.items()
    }
    return Footprint(**grown)


def _estimate(
    resolved: Resolved, task: Task, data: Data | None, fused: bool, seconds: float
) -> Footprint:
    assert resolved.architecture is not None
    assert resolved.trainer is not None
    architecture, trainer = resolved.architecture(), resolved.trainer()
    try:
        with bounded(seconds, fused):
            network = architecture.build(task, resolved.architecture_params)
            context = context_of(network, None)
            plan = trainer.memory(task, resolved.trainer_params, network)
            batch, length = _sizes(plan, task, data, context)
            each, largest = _activations(network, task, plan, length)
    except (ExperimentError, OutOfMemory):
        raise
    except Exception as error:
        message = f"{architecture.name} cannot be built for {task}: {error}."
        raise Unmeasured(message, "Change the architecture's settings.") from error
    sizes = {id(p): p.numel() * p.element_size() for p in network.parameters()}
    weights = sum(sizes.values()) + sum(b.numel() * b.element_size() for b in network.buffers())
    learning = sum(sizes.values()) if plan.n_learning is None else plan.n_learning * NUMBER
    rows = plan.evaluation_rows
    if data is not None and not task.target.per_token:
        rows = min(rows, max(len(data.train), len(data.test)))
    elif length is not None and task.target.per_token:
        rows = max(1, plan.evaluation_tokens // length)
    return Footprint(
        n_parameters=sum(p.numel() for p in network.parameters()),
        weights=weights,
        gradients=learning,
        optimizer=plan.optimizer_states * learning,
        copies=plan.copies * weights,
        activations=round(batch * (_slack(network) * each + plan.numbers_per_row * NUMBER)),
        evaluation=round(_EVALUATION_COPIES * largest * rows),
        data=_data_bytes(data),
        batch=batch,
        length=length,
    )


def _sizes(
    plan: MemoryPlan, task: Task, data: Data | None, context: int | None
) -> tuple[int, int | None]:
    """Rows of a batch and tokens of a row."""
    batch = plan.batch_size
    if data is not None and not task.target.per_token:
        batch = max(1, min(batch, len(data.train)))
    if not task.inputs.axes():
        return batch, None
    length = plan.length or context or plan.default_length
    if context is not None:
        length = min(length, context)
    if data is not None and has_labels(data):
        longest = data.inputs.longest(data.train.x)
        length = length if longest is None else min(length, max(1, longest))
    return batch, max(1, int(length))


def _activations(
    network: nn.Module, task: Task, plan: MemoryPlan, length: int | None
) -> tuple[float, float]:
    """Bytes of a row: what is held for the way back, and the largest tensor."""
    network.train()
    if plan.head_only:
        some = None if length is None else min(length, _LENGTHS[-1])
        return 0.0, _row(network, task, some)[1]
    if length is None or length <= _LENGTHS[-1]:
        return _row(network, task, length)
    points = [_row(network, task, n) for n in _LENGTHS]
    held, largest = (_parabola([point[i] for point in points], length) for i in range(2))
    return held, largest


def _slack(network: nn.Module) -> float:
    recurrent = any(isinstance(module, nn.RNNBase) for module in network.modules())
    return _SLACK_RECURRENT if recurrent else _SLACK


def _parabola(values: list[float], at: int) -> float:
    """The polynomial of degree two through the values at `_LENGTHS`, at another length."""
    total = 0.0
    for i, a in enumerate(_LENGTHS):
        factor = math.prod((at - b) / (a - b) for j, b in enumerate(_LENGTHS) if j != i)
        total += factor * values[i]
    return max(0.0, total)


def _row(network: nn.Module, task: Task, length: int | None) -> tuple[float, float]:
    kept, largest = (n / _ROWS for n in _saved_for_backward(network, task, _ROWS, length))
    return kept + _BACKWARD_COPIES * largest, largest


def _saved_for_backward(
    network: nn.Module, task: Task, batch: int, length: int | None
) -> tuple[int, int]:
    """Bytes that autograd keeps of one pass beside the weights, and the largest tensor's."""
    own = {t.untyped_storage()._cdata for t in (*network.parameters(), *network.buffers())}
    kept: dict[int, Tensor] = {}

    def keep(tensor: Tensor) -> Tensor:
        key = tensor.untyped_storage()._cdata
        if key not in own:
            kept.setdefault(key, tensor)  # held, or its key would be given to another
        return tensor

    with torch.enable_grad(), torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        logits = network(*example_inputs(task, batch, length or 1)).float()
        flat = logits.reshape(-1, logits.shape[-1])
        F.cross_entropy(flat, torch.zeros(flat.shape[0], dtype=torch.int64))
    sizes = [tensor.untyped_storage().nbytes() for tensor in kept.values()]
    return sum(sizes), max([*sizes, logits.untyped_storage().nbytes()])


def _data_bytes(data: Data | None) -> int:
    """The examples as the network's inputs; of texts nothing until they are cut into tokens."""
    if data is None:
        return 0
    learnable = data.learnable if isinstance(data, ImageClasses) else data.train
    rows = len(learnable) + len(data.test)
    if data.target.per_token:
        return 8 * rows
    if data.inputs.axes():
        return 0
    return rows * sum(x.numel() * x.element_size() for x in example_inputs(data.task))


def problem(
    resolved: Resolved,
    task: Task,
    footprint: Footprint,
    free: int | None,
    *,
    data: Data | None = None,
    fused: bool = False,
) -> Problem | None:
    """Why a training does not fit into ``free`` bytes, with settings that would; ``None``: it does.

    ``free`` is ``None`` where it is unknown; then nothing is refused.
    """
    if free is None or footprint.total <= free:
        return None

    def measure(changed: Resolved, seconds: float) -> Footprint:
        return estimate(changed, task, data, fused=fused, seconds=seconds)

    remedy, fix = _smaller(resolved, footprint, _ROOM * free, measure)
    message = memory.too_large(
        "This training", footprint.total, free, footprint.breakdown(), ""
    ).message
    return Problem("architecture" if "architecture" in fix else "trainer", message, remedy, fix)


def check(
    resolved: Resolved, task: Task, on: torch.device, data: Data | None = None
) -> tuple[Footprint, Problem | None]:
    """The footprint, and why it does not fit into what is free on the device now.

    Without ``data`` there is a problem only where the network would not fit with any.

    Raises
    ------
    OutOfMemory, ExperimentError
        As of `estimate`.
    """
    fused = on.type == "cuda"
    found = least = estimate(resolved, task, data, fused=fused)
    if data is None and not task.target.per_token:
        # There may be fewer examples than a batch has room for.
        least = found.with_batch(1)
    free = device.free_memory(on)
    return found, problem(resolved, task, least, free, data=data, fused=fused)


def refuse(resolved: Resolved, task: Task, on: torch.device, data: Data | None = None) -> Footprint:
    """The same; a problem is raised.

    Raises
    ------
    OutOfMemory
        With the sizes, and a setting that would fit.
    ExperimentError
        As of `estimate`.
    """
    found, why = check(resolved, task, on, data)
    if why is not None:
        raise OutOfMemory(why.message, why.remedy)
    return found


_Fix = Mapping[str, Mapping[str, Any]]


def _smaller(
    resolved: Resolved,
    footprint: Footprint,
    room: float,
    measure: Callable[[Resolved, float], Footprint],
) -> tuple[str, _Fix]:
    """What to change so that the rest fits into ``room`` bytes, in words and as settings."""
    until = time.thread_time() + SEARCH_S
    batch = _batch_that_fits(resolved, footprint, room)
    if batch is not None:
        return f"Set {_title(resolved.trainer_params, 'batch_size')} to {batch:,}.", {
            "trainer": {"batch_size": batch}
        }

    def fits(changes: Mapping[str, Any]) -> Resolved | None:
        left = until - time.thread_time()
        changed = _changed(resolved, changes)
        if changed is None or left <= 0:
            return None
        try:
            now = measure(changed, min(BUILD_S, left))
        except (ExperimentError, OutOfMemory):
            return None
        if now.total <= room or _batch_that_fits(changed, now, room) is not None:
            return changed
        return None

    fields = _shrinkable(resolved.architecture_params)
    for name, values in fields.items():
        candidates = [{name: value} for value in values]
        chosen = _largest(candidates, lambda changes: fits(changes) is not None)
        if chosen is not None:
            value = chosen[name]
            return _suggestion(resolved, {name: value}, room, measure)
    for halvings in range(1, 15):
        every = {n: v[min(halvings, len(v)) - 1] for n, v in fields.items() if v}
        if every and fits(every) is not None:
            return _suggestion(resolved, every, room, measure)
    return "Choose a smaller network, or a smaller batch size.", {}


def _suggestion(
    resolved: Resolved,
    changes: Mapping[str, Any],
    room: float,
    measure: Callable[[Resolved, float], Footprint],
) -> tuple[str, _Fix]:
    changed = _changed(resolved, changes)
    assert changed is not None
    fix: dict[str, dict[str, Any]] = {"architecture": dict(changes)}
    titles = [
        (_title(resolved.architecture_params, name), value) for name, value in changes.items()
    ]
    now = measure(changed, BUILD_S)
    if now.total > room and (batch := _batch_that_fits(changed, now, room)) is not None:
        fix["trainer"] = {"batch_size": batch}
        titles.append((_title(resolved.trainer_params, "batch_size"), batch))
    shown = (
        f"{title} to {v:,}" if isinstance(v, int) else f"{title} to {v}" for title, v in titles
    )
    return f"Set {' and '.join(shown)}.", fix


def _batch_that_fits(resolved: Resolved, footprint: Footprint, room: float) -> int | None:
    """The largest power of two that fits as the batch size, if that is what it takes."""
    if getattr(resolved.trainer_params, "batch_size", None) is None or footprint.batch < 2:
        return None
    batch = 1 << (footprint.batch - 1).bit_length() - 1
    while batch >= 1:
        activations = footprint.activations * batch // footprint.batch
        if replace(footprint, activations=activations, batch=batch).total <= room:
            return batch
        batch //= 2
    return None


def _shrinkable(params: Params | None) -> dict[str, list[Any]]:
    """Settings that make a network large, each with ever smaller values."""
    if params is None:
        return {}
    found: dict[str, list[Any]] = {}
    for setting in settings_of(type(params)):
        value = getattr(params, setting.name)
        least = max(1, int(setting.minimum or 1))
        if setting.kind == "int" and isinstance(value, int) and value > least:
            halves = [value >> k for k in range(1, value.bit_length()) if value >> k >= least]
            found[setting.name] = halves
        elif setting.kind == "text" and isinstance(value, str) and "channels" in setting.name:
            most = max(map(int, _NUMBERS.findall(value)), default=1)
            found[setting.name] = [_halved(value, k) for k in range(1, most.bit_length())]
    return found


def _halved(numbers: str, times: int) -> str:
    """A list of numbers, each halved so many times."""
    return _NUMBERS.sub(lambda number: str(max(1, int(number[0]) >> times)), numbers)


def _largest(values: list[Any], fits: Callable[[Any], bool]) -> Any:
    """The first of ever smaller values that fits, by halving the list; ``None``: none does."""
    if not values or not fits(values[-1]):
        return None
    low, high = 0, len(values) - 1
    while low < high:
        middle = (low + high) // 2
        if fits(values[middle]):
            high = middle
        else:
            low = middle + 1
    return values[high]


def _changed(resolved: Resolved, changes: Mapping[str, Any]) -> Resolved | None:
    """The same with other settings of the network, if they are possible."""
    assert resolved.architecture is not None
    assert resolved.architecture_params is not None
    values = {**resolved.architecture_params.model_dump(), **changes}
    try:
        params = make(type(resolved.architecture_params), values)
    except ParamsError:
        return None
    if resolved.task is not None and resolved.architecture().problem(resolved.task, params):
        return None
    return replace(resolved, architecture_params=params)


def _title(params: Params | None, name: str) -> str:
    assert params is not None
    titles = {setting.name: setting.title for setting in settings_of(type(params))}
    return f"{titles.get(name, name)} ({name})"
