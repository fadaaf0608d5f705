"""Settings of fine-tuning: where it starts, what of the network learns, and how fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from workbench import ExperimentError, Params, Problem, param, run_param

if TYPE_CHECKING:
    from torch import nn


class AdaptParams(Params):
    """What fine-tuning pictures and texts have in common.

    Stages are a network's parts from its input to its head, see `workbench.engine.network_stages`.
    """

    adapt: Literal["head", "last", "full", "lora"] = param(
        "full",
        "Layers to train",
        "head: the last layer alone, on features computed once; last: it and the stages before it; "
        "full: everything; lora: it and narrow factors beside large weights.",
    )
    from_run: str = run_param(
        "Start from run",
        "Another run's id or name, whose weights this network of the same architecture starts "
        "from; blank uses those of the architecture.",
        same=("architecture",),
    )
    n_last: int = param(
        2, "Last stages", "Stages before the head that are trained (with last).", ge=1, le=1000
    )
    unfreeze_every: int | None = param(
        None,
        "Unfreeze every",
        "Train the head first and, after this many epochs each, one more stage, from the last to "
        "the first; blank trains all at once.",
        unit="epochs",
        ge=1,
    )
    head_lr: float = param(
        0.003,
        "Head's learning rate",
        "Step size for the head: fresh weights need larger steps than trained ones.",
        log=True,
        gt=0,
        le=100,
    )
    decay: float = param(
        1.0,
        "Learning rate per stage",
        "Step size of a stage relative to the one after it; below 1 the first layers, which are "
        "the most general, change least.",
        gt=0,
        le=1,
    )
    rank: int = param(
        8, "LoRA rank", "Width of the factors; a higher rank can learn more.", ge=1, le=1024
    )
    alpha: float = param(
        16.0, "LoRA alpha", "Scales the factors' product by alpha / rank.", gt=0, le=10_000
    )
    targets: str = param(
        "",
        "LoRA layers",
        "Names of the linear layers that get factors, separated by commas; blank for attention's "
        "projections, or every linear layer where there are none.",
    )

    def named_targets(self) -> list[str]:
        """The names in ``targets``."""
        return [name.strip() for name in self.targets.split(",") if name.strip()]


def lr_param(default: float) -> Any:
    """Declare ``lr`` for stages before the head."""
    return param(
        default,
        "Learning rate",
        "Step size for pretrained weights: of the stage before the head, and of LoRA's factors.",
        log=True,
        gt=0,
        le=100,
    )


def problem(params: AdaptParams, changes: Sequence[str]) -> Problem | None:
    """Settings that contradict each other; ``changes`` names those that change pictures now."""
    if params.adapt == "head" and changes:
        message = "Features are computed once, so pictures cannot be changed at each step."
        still = dict.fromkeys(changes, 0.0)
        return Problem("trainer.adapt", message, "Change no pictures.", {"trainer": still})
    if params.adapt == "lora" and params.targets and not params.named_targets():
        usual = {"trainer": {"targets": ""}}
        return Problem("trainer.targets", "LoRA has no layer.", "Take the usual ones.", usual)
    return None


def lora_weights(network: nn.Module, params: AdaptParams) -> dict[str, nn.Parameter]:
    """The weights that get factors, by name.

    Raises
    ------
    ExperimentError
        When there are none.
    """
    from workbench.engine import lora_targets, network_stages, usual_lora_targets

    head = network_stages(network)[-1].weights
    names = params.named_targets()
    if not names:
        return usual_lora_targets(network, head)
    found = {n: w for n, w in lora_targets(network, names).items() if n not in head}
    if not found:
        message = "LoRA has no layer but the head, which learns anyway."
        raise ExperimentError(message, "Name another layer under LoRA layers (trainer.targets).")
    return found


def n_learning(params: AdaptParams, network: nn.Module) -> int:
    """How many weights have a gradient; under LoRA those of the factors are as good as none.

    Raises
    ------
    ExperimentError
        When these settings do not fit the network.
    """
    from workbench.engine import network_stages

    parts = network_stages(network)[::-1]
    if params.adapt == "lora":
        whole = lora_weights(network, params)
        return sum(w.numel() for w in (*whole.values(), *parts[0].weights.values()))
    n_parts = {"head": 1, "last": 1 + params.n_last}.get(params.adapt, len(parts))
    return sum(w.numel() for part in parts[:n_parts] for w in part.weights.values())
