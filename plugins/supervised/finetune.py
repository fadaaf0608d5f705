"""Fine-tuning: some of a network's stages learn, each at its own pace, and the others stay.

Gradual unfreezing and a learning rate for each layer are Howard & Ruder's, *Universal Language
Model Fine-tuning for Text Classification* (2018), https://arxiv.org/abs/1801.06146.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn

from workbench import PAD_ID, ExperimentError, Setup, TextClasses
from workbench.engine import (
    LowRank,
    PictureBatches,
    Resident,
    RowBatches,
    Stage,
    TextBatches,
    all_threads,
    epoch_order,
    head_inputs,
    learning_rate,
    network_stages,
    pretrained_weights,
    row_features,
    start_from,
    text_features,
    trim_padding,
    weights_digest,
)

from . import FineTuneParams, TextFineTuneParams
from .steps import Supervision, augmentation
from .tuning import AdaptParams, lora_weights

Settings: TypeAlias = FineTuneParams | TextFineTuneParams
# Texts of about one length lie in so many batches before these are shuffled.
BATCHES_SORTED = 50
MEASURED_AT_ONCE = 64


class Adaptation:
    """Which of a network's weights learn when, from the head backwards.

    ``pieces[d]`` are the weights of the stage at distance ``d`` from the head that may learn, by
    name; ``steered[d]`` what the optimiser changes for them, which under LoRA are factors.
    """

    def __init__(self, network: nn.Module, params: Settings, seed: int) -> None:
        parts = network_stages(network)[::-1]
        self.parts = parts
        self.head = parts[0].modules[0]
        self.lora = _factors(network, params, seed) if params.adapt == "lora" else None
        chosen = _chosen(parts, params, self.lora)
        self.pieces = [weights for weights in chosen if weights]
        self.steered = [self._steered(weights) for weights in self.pieces]
        self._depths = [depth for depth, weights in enumerate(chosen) if weights]
        self._network = network
        self._every = params.unfreeze_every
        self.rates = [
            params.head_lr if depth == 0 else params.lr * params.decay ** (depth - 1)
            for depth in self._depths
        ]
        self._thawed = -1

    def _steered(self, weights: Mapping[str, nn.Parameter]) -> dict[str, nn.Parameter]:
        if self.lora is None or not set(weights) <= set(self.lora.weights):
            return dict(weights)
        factors = self.lora.parameters()
        return {f"{n}.{f}": factors[f"{n}.{f}"] for n in weights for f in ("a", "b")}

    @property
    def learning(self) -> set[str]:
        """Names of the weights that learn sooner or later."""
        return set().union(*self.pieces)

    def at(self, epoch: int) -> None:
        """Let those learn that are to in this epoch; the modes of modules go with it."""
        n = len(self.pieces) if self._every is None else 1 + epoch // self._every
        if n != self._thawed:
            self._thawed = n
            now = set().union(*self.pieces[:n])
            for name, weight in self._network.named_parameters():
                weight.requires_grad_(name in now)
        frozen = set(range(len(self.parts))) - set(self._depths[:n])
        for depth in frozen:
            # No dropout, and statistics of a normalisation that stay as they are.
            for name in self.parts[depth].modules:
                module = self._network.get_submodule(name)
                if module.training:  # it is not, but for the first step after a measurement
                    module.eval()


def _factors(network: nn.Module, params: AdaptParams, seed: int) -> LowRank:
    return LowRank(lora_weights(network, params), params.rank, params.alpha, seed)


def _chosen(
    parts: tuple[Stage, ...], params: AdaptParams, factors: LowRank | None
) -> list[dict[str, nn.Parameter]]:
    """What may learn of each stage, the head first."""
    if factors is not None:
        targets = factors.weights
        rest = [{n: w for n, w in part.weights.items() if n in targets} for part in parts[1:]]
        return [parts[0].weights, *rest]
    n = {"head": 1, "last": 1 + params.n_last, "full": len(parts)}[params.adapt]
    return [part.weights if depth < n else {} for depth, part in enumerate(parts)]


class _FineTuning(Supervision):
    """What both kinds of rows share; see `workbench.Learner`."""

    params: Settings
    train: Resident

    def __init__(self, setup: Setup, params: Settings, rows: RowBatches) -> None:
        self.adaptation = Adaptation(setup.model, params, setup.seed)
        self.adaptation.at(0)
        frozen = dict(setup.model.named_parameters())
        for name in self.adaptation.learning:
            del frozen[name]
        self._frozen = frozen
        start = self.adaptation.lora.start if self.adaptation.lora else {}
        self._base = weights_digest({**frozen, **{f"start {k}": v for k, v in start.items()}})
        super().__init__(setup, params, rows)
        self._only_head = params.adapt == "head"
        if self._only_head:
            self.forward = self.model.get_submodule(self.adaptation.head)
            self.flops = 2 * sum(weight.numel() for weight in self.forward.parameters())
        self._kept: dict[str, Resident] = {}

    def make_optimizer(self) -> torch.optim.Optimizer:
        """A group for each stage that learns."""
        return self.optimizer_of([list(group.values()) for group in self.adaptation.steered])

    def _features(self, part: Resident, check: Callable[[], None]) -> Resident:
        raise NotImplementedError

    def evaluation_rows(self, split: str, check: Callable[[], None]) -> Resident:
        """Features where the head alone learns."""
        self._compute_features(check)
        part = super().evaluation_rows(split, check)
        assert isinstance(part, Resident)
        if split == "train" or not self._only_head:
            return part
        if split not in self._kept:
            self._kept[split] = self._features(part, check)
        return self._kept[split]

    def _compute_features(self, check: Callable[[], None]) -> None:
        """Put features in place of the training rows, once, when they are first needed.

        So what they cost counts as training.
        """
        if self._only_head and "train" not in self._kept:
            self._kept["train"] = self.train = self._features(self.train, check)

    def _head_inputs(self, x: Tensor) -> Tensor:
        return head_inputs(self.model, self.adaptation.head, x)

    def step(self, step: int) -> Tensor:
        """Forward, backward, update of what learns in this epoch."""
        self._compute_features(self.setup.check)
        self.adaptation.at(step // self.steps_per_epoch)
        return super().step(step)

    def augment(self, inputs: Tensor, step: int) -> Tensor:
        """Features stay as they are."""
        return inputs if self._only_head else super().augment(inputs, step)

    def update(self, step: int) -> None:
        """Each stage at its own rate; LoRA's factors in place of the weights that they change."""
        params, factors = self.params, self.adaptation.lora
        if factors is not None:
            factors.pass_on()
        if params.clip is not None:
            every = [p for group in self.optimizer.param_groups for p in group["params"]]
            nn.utils.clip_grad_norm_(every, params.clip)
        for group, rate in zip(self.optimizer.param_groups, self.rates(step), strict=True):
            group["lr"] = rate
        self.optimizer.step()
        if factors is not None:
            factors.merge()

    def rates(self, step: int) -> list[float]:
        """The learning rate of each stage that learns, the head's first."""
        params = self.params
        part = learning_rate(params.schedule, 1.0, step, self.total_steps, params.warmup)
        return [rate * part for rate in self.adaptation.rates]

    def lr(self, step: int) -> float:
        """The learning rate of the stage before the head, or the head's if it learns alone."""
        return self.rates(step)[:2][-1]

    def evaluation_network(self) -> nn.Module:
        """The head where it alone learns."""
        network = self.deployed()
        return network.get_submodule(self.adaptation.head) if self._only_head else network

    def extra_parameters(self) -> Mapping[str, nn.Parameter]:
        """LoRA's factors."""
        return self.adaptation.lora.parameters() if self.adaptation.lora else {}

    def state(self) -> tuple[Mapping[str, Tensor], Mapping[str, Any]]:
        """As ever, without the weights that never learn: a run starts with these again."""
        tensors, facts = super().state()
        prefixes = ("model.", "average.", "best.")
        frozen = {prefix + name for prefix in prefixes for name in self._frozen}
        kept = {name: tensor for name, tensor in tensors.items() if name not in frozen}
        return kept, {**facts, "base": self._base}

    def load_state(self, tensors: Mapping[str, Tensor], facts: Mapping[str, Any]) -> None:
        """Go back to a state that `state` gave.

        Raises
        ------
        ExperimentError
            When the weights that never learn are others now.
        """
        if facts["base"] != self._base:
            message = "The weights that this run started from have changed since."
            raise ExperimentError(message, "Train it again.")
        there = {name.partition(".")[0] for name in tensors}
        frozen = {
            f"{prefix}.{name}": weight.detach()
            for prefix in there & {"model", "average", "best"}
            for name, weight in self._frozen.items()
        }
        super().load_state({**tensors, **frozen}, facts)


class PictureFineTuning(_FineTuning):
    """On pictures; they are normalised as the weights are used to."""

    def __init__(self, setup: Setup, params: FineTuneParams) -> None:
        given = pretrained_weights(params.from_run) if params.from_run else None
        if given is not None:
            start_from(setup.model, given, setup.data.classes, "")  # type: ignore[union-attr]
        known = given.pixels if given else None
        rows = PictureBatches(setup, params.validation, augmentation(params), known)
        super().__init__(setup, params, rows)

    def _features(self, part: Resident, check: Callable[[], None]) -> Resident:
        with all_threads():
            return row_features(part, self._head_inputs, check)


class TextFineTuning(_FineTuning):
    """On texts; those of about one length are read together."""

    def __init__(self, setup: Setup, params: TextFineTuneParams) -> None:
        data = setup.data
        assert isinstance(data, TextClasses)
        if params.from_run:
            given = pretrained_weights(params.from_run)
            start_from(setup.model, given, data.classes, data.tokenizer)
        super().__init__(setup, params, TextBatches(setup, params.validation, params.length))

    def _features(self, part: Resident, check: Callable[[], None]) -> Resident:
        weights = f"{type(self.model).__name__} {self._base}"
        with all_threads():
            return text_features(part, self._head_inputs, check, weights)

    def epoch_batches(self, epoch: int) -> tuple[Tensor, ...]:
        """Texts of about one length together."""
        if self._only_head:
            return super().epoch_batches(epoch)
        return batches_by_length(self.train, self.batch_size, self.setup.seed, epoch)

    def evaluation_rows(self, split: str, check: Callable[[], None]) -> Resident:
        """Short texts first."""
        part = super().evaluation_rows(split, check)
        return part if self._only_head else by_length(part)

    def evaluation_network(self) -> nn.Module:
        """One that is not shown the padding of a whole batch."""
        network = super().evaluation_network()
        return network if self._only_head else _Trimming(network)


class _Trimming(nn.Module):
    """A network that is not shown the padding of a whole batch, a few texts at a time."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network
        self.training = network.training

    def forward(self, ids: Tensor) -> Tensor:
        parts = [self.network(trim_padding(some)) for some in ids.split(MEASURED_AT_ONCE)]
        return torch.cat(parts)


def by_length(part: Resident) -> Resident:
    """The same rows, short texts first."""
    order = torch.argsort((part.x != PAD_ID).sum(1), stable=True)
    return Resident(part.x[order], part.y[order], part.rows[order.cpu().numpy()])


def batches_by_length(part: Resident, batch_size: int, seed: int, epoch: int) -> tuple[Tensor, ...]:
    """Row numbers of an epoch's whole batches, texts of about one length in each.

    Every epoch has another order, which depends on seed and epoch alone.
    """
    n_batches = len(part) // batch_size
    order = epoch_order(len(part), seed, epoch, part.x.device)[: n_batches * batch_size]
    lengths = (part.x != 0).sum(1)
    found: list[Tensor] = []
    for some in order.split(BATCHES_SORTED * batch_size):
        rows = some[torch.argsort(lengths[some], stable=True)]
        found.extend(rows.split(batch_size))
    shuffled = epoch_order(n_batches, seed + 1, epoch, torch.device("cpu"))
    return tuple(found[index] for index in shuffled.tolist())
