"""Recall: how far back a network remembers, as gradients of its outputs.

How much output t changes with what was read k tokens before is the norm of a Jacobian. In a
recurrent network it is a product of k matrices, which vanishes or explodes with k (Bengio, Simard
& Frasconi, *Learning Long-Term Dependencies with Gradient Descent is Difficult*, 1994; Pascanu,
Mikolov & Bengio 2013, https://arxiv.org/abs/1211.5063); attention reaches every token in one step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.network import context_of
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.plugins import Plugins
from workbench.core.runs.store import Run
from workbench.engine.contenders import contenders
from workbench.engine.export_text import LONGEST
from workbench.engine.rebuild import rebuilt

PLACES = 96
LENGTH = 128
BATCH = 4
# Outputs and random directions that norms are estimated from.
OUTPUTS = 8
PROJECTIONS = 8

Influence = npt.NDArray[np.float64]
Check = Callable[[], None]


@dataclass(frozen=True)
class Memory:
    """How far back one network remembers.

    ``influence`` is float64 ``(K,)``, see `influence`; ``key`` is an architecture's or a run's id.
    """

    key: str
    name: str
    n_parameters: int
    influence: Influence

    def relative(self) -> Influence:
        """Influence as multiples of the newest token's, float64 ``(K,)``.

        Networks differ in how loud their embeddings and outputs are; only this can be compared.
        """
        return self.influence / (self.influence[0] or 1.0)

    def beyond(self, distance: int) -> float:
        """Part of all influence, 0…1, that comes from more than ``distance`` tokens back."""
        total = float(self.influence.sum())
        return float(self.influence[distance + 1 :].sum()) / total if total else 0.0


def influence(
    network: nn.Module,
    ids: Tensor,
    n_positions: int,
    *,
    seed: int = 0,
    check: Check = lambda: None,
) -> Influence:
    """Mean norm of ∂ output_t / ∂ embedded token_{t−k} for k = 0 … n_places − 1.

    The mean is over the batch and over at most `OUTPUTS` evenly spaced outputs t with n_places
    tokens up to them, so that every k has the same share. A network with one answer for a whole
    text (a classifier) counts back from the last token. The norm is Frobenius'.

    Parameters
    ----------
    network
        Takes ids and has an `nn.Embedding`; answers with ``(B, T, n)`` or ``(B, n)``. Dropout is
        off while it is measured.
    ids
        Token ids int64 ``(B, T)`` without padding; T is at least ``n_places``.
    seed
        Of the random directions; see `norms`.
    check
        Raises `Stopped` when nobody wants it any more.

    Returns
    -------
    Influence
        float64 ``(n_places,)``.

    Raises
    ------
    ExperimentError
        When the network has no embedding, or the text is too short.
    """
    time = ids.shape[1]
    if not 1 <= n_positions <= time:
        message = f"{n_positions} places cannot be looked at in a text of {time} tokens."
        raise ExperimentError(message, "Take a longer text.")
    spaced = np.linspace(n_positions - 1, time - 1, OUTPUTS).round().astype(int)
    outputs = sorted(set(spaced.tolist()))
    found = norms(network, ids, outputs, seed=seed, check=check)
    if found.shape[0] == 1:
        outputs = [time - 1]
    rows = [
        norm[:, t - n_positions + 1 : t + 1].flip(1) for norm, t in zip(found, outputs, strict=True)
    ]
    mean: Influence = torch.stack(rows).mean((0, 1)).numpy()
    return mean


def norms(
    network: nn.Module,
    ids: Tensor,
    outputs: Sequence[int],
    *,
    seed: int = 0,
    check: Check = lambda: None,
) -> Tensor:
    """Frobenius norms of the Jacobians of some outputs with respect to every embedded token.

    For a random sign vector v of the output's length, E‖vᵀJ‖² = ‖J‖²_F (Hutchinson 1990), and vᵀJ
    is one backward pass; `PROJECTIONS` of them are averaged. An output of no more numbers than
    that is taken number by number, which is exact.

    Returns
    -------
    Tensor
        float64 ``(len(outputs), B, T)``; ``(1, B, T)`` of a network with one answer for a text.
    """
    generator = torch.Generator().manual_seed(seed)
    with _listening(network) as embedded, torch.enable_grad():
        answers = network(ids)
        if not embedded:
            message = "The network has no embedding of token ids, so nothing can be traced back."
            raise ExperimentError(message, "Choose a network that reads text.")
        leaf = embedded[0]
        chosen = [answers] if answers.dim() == 2 else [answers[:, t] for t in outputs]
        found = []
        for answer in chosen:
            total = torch.zeros(ids.shape, dtype=torch.float64)
            for direction in _directions(answer, generator):
                check()
                (slope,) = torch.autograd.grad(
                    (answer * direction).sum(), leaf, retain_graph=True, allow_unused=True
                )
                if slope is not None:
                    part = slope.double().square().sum(-1)
                    total[:, : part.shape[1]] += part
            found.append(total.sqrt())
    return torch.stack(found)


def _directions(answer: Tensor, generator: torch.Generator) -> Tensor:
    """Vectors ``(m, n)`` whose squared products with a Jacobian sum up to its squared norm."""
    width = answer.shape[-1]
    if width <= PROJECTIONS:
        return torch.eye(width, dtype=answer.dtype)
    signs = torch.randint(0, 2, (PROJECTIONS, width), generator=generator) * 2 - 1
    directions: Tensor = signs.to(answer.dtype) / PROJECTIONS**0.5
    return directions


@contextmanager
def _listening(network: nn.Module) -> Iterator[list[Tensor]]:
    """Have the first embedding of ids ``(B, T)`` give tensors that gradients reach and end at."""
    leaves: list[Tensor] = []

    def hook(_: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
        if leaves or inputs[0].dim() != 2:
            return output
        leaves.append(output.detach().requires_grad_())
        return leaves[0]

    handles = [
        module.register_forward_hook(hook)
        for module in network.modules()
        if isinstance(module, nn.Embedding)
    ]
    training = network.training
    network.eval()
    try:
        yield leaves
    finally:
        network.train(training)
        for handle in handles:
            handle.remove()


def passage(data: TextClasses | Corpus, batch: int = BATCH, length: int = LENGTH) -> Tensor:
    """Pieces of the held-out text from all over it, int64 ``(batch, length)``.

    Short texts are read one behind the other, and a short whole again from its start.
    """
    stream = data.held_out_tokens(4 * batch * length)
    if not len(stream):
        message = "The held-out text has no token."
        raise ExperimentError(message, "Choose another dataset.")
    starts = np.linspace(0, max(0, len(stream) - length), batch).astype(int)
    places = (starts[:, None] + np.arange(length)) % len(stream)
    return torch.from_numpy(stream[places])


def as_built(
    plugins: Plugins,
    data: TextClasses | Corpus,
    n_positions: int = PLACES,
    check: Check = lambda: None,
) -> Iterator[Memory]:
    """The memories of the `contenders` before any training, on the same passage, one by one."""
    ids = passage(data)
    for contender in contenders(plugins, data.task.n_tokens, LENGTH):
        check()
        found = influence(contender.build(), ids, n_positions, check=check)
        yield Memory(contender.key, contender.name, contender.n_parameters, found)


def trained(
    plugins: Plugins,
    data: TextClasses | Corpus,
    runs: Sequence[Run],
    n_positions: int = PLACES,
    check: Check = lambda: None,
) -> Iterator[Memory]:
    """The memories of runs on this dataset, on the same passage, one by one.

    A network that takes fewer tokens is looked at as far back as it reads.
    """
    ids = passage(data)
    for run in runs:
        check()
        network = rebuilt(run, plugins, data.task)
        seen = ids[:, : context_of(network, LONGEST)]
        n = sum(p.numel() for p in network.parameters())
        found = influence(network, seen, min(n_positions, seen.shape[1]), check=check)
        yield Memory(run.id, run.info().name, n, found)
