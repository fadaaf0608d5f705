"""Networks: what one may be able to do beside ``forward``, each ability a protocol of its own.

A network that an `Architecture` builds has an ability when it has the attribute or the methods;
nothing is registered or inherited. `workbench.testing.check_architecture` checks those that it
has. Shapes are written with L layers, B examples, H heads, T tokens, P tokens before them and D
numbers for each head.

Settings of an architecture (``Params``) that are called ``causal`` and ``context`` say the same
of a network that is not built yet: `is_causal` and `context_of` read them, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    from torch import Tensor

D = TypeVar("D")


@runtime_checkable
class LimitedContext(Protocol):
    """It looks at so many tokens at most."""

    context: int
    """The most tokens of an input, 1 or more."""


@runtime_checkable
class DirectedReading(Protocol):
    """It says in which direction it reads."""

    causal: bool
    """Whether no token looks at a later one, so that the output at a place depends on nothing
    behind it."""


@runtime_checkable
class PatchGrid(Protocol):
    """It cuts a picture into patches, row by row, and looks from patch to patch."""

    grid: tuple[int, int]
    """How many rows and columns of patches there are."""


@runtime_checkable
class ShowsAttention(Protocol):
    """Its attention is looked at while it trains."""

    def attention_maps(self, *inputs: Tensor) -> Tensor:
        """How much each token takes from each other.

        Called in evaluation mode; it draws no random number.

        Parameters
        ----------
        inputs
            What ``forward`` takes.

        Returns
        -------
        Tensor
            float32 ``(L, B, H, T, T)``: each row, of the token that looks, sums to 1 over the
            columns, the tokens that it looks at.
        """
        ...


@runtime_checkable
class ExportsAttention(Protocol):
    """Its attention is exported as ``attention.onnx``, with what it is computed from."""

    def attention_parts(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The maps of `ShowsAttention.attention_maps`, and queries, keys and values.

        Called in evaluation mode; it draws no random number, and ``torch.export`` can trace it.

        Parameters
        ----------
        inputs
            What ``forward`` takes.

        Returns
        -------
        tuple
            Maps ``(L, B, H, T, T)``; queries, keys and values ``(L, B, H, T, D)``, behind any
            rotation, such that softmax(queries keysᵀ / √D) is the map, save for what a mask hides.
        """
        ...


@runtime_checkable
class CachedReading(Protocol):
    """A causal network that reads on without reading the past again: quick to write with.

    It leaves a second graph, ``cached.onnx``, beside the model.
    """

    def forward_cached(self, ids: Tensor, past: Tensor) -> tuple[Tensor, Tensor]:
        """Read the next tokens.

        Parameters
        ----------
        ids
            The next tokens, int64 ``(B, T)``; P + T is at most ``context``.
        past
            float32 ``(L, 2, B, H, P, D)``: `no_past` at first, then the last ``present``.

        Returns
        -------
        tuple
            Logits ``(B, T, n_tokens)`` as ``forward`` gives them for the whole text, and
            ``present`` ``(L, 2, B, H, P + T, D)``.
        """
        ...

    def no_past(self, batch: int = 1) -> Tensor:
        """The ``past`` before the first token, float32 ``(L, 2, batch, H, 0, D)``."""
        ...


@runtime_checkable
class StagedNetwork(Protocol):
    """It says in which order it is worked through, for fine-tuning part by part.

    Where a network does not, `workbench.engine.stages` takes its children in the order in which
    they were declared.
    """

    def stages(self) -> list[list[str]]:
        """Names of submodules from the input to the head, which is last and one module alone.

        Every weight belongs to exactly one stage.
        """
        ...


def context_of(network: object, default: D) -> int | D:
    """The most tokens that a network, or one with these settings, looks at.

    Parameters
    ----------
    default
        What is returned where it does not say.
    """
    return network.context if isinstance(network, LimitedContext) else default


def is_causal(network: object, default: bool = True) -> bool:
    """Whether no token looks at a later one in a network, or in one with these settings.

    Parameters
    ----------
    default
        What is returned where it does not say: most that write read in one direction.
    """
    return network.causal if isinstance(network, DirectedReading) else default


def grid_of(network: object) -> tuple[int, ...]:
    """A picture's patches as ``(rows, columns)``; empty where a network cuts none."""
    return tuple(network.grid) if isinstance(network, PatchGrid) else ()
