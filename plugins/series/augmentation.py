"""Changes of a batch in training that leave what it is as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor

from .names import CHANGES

if TYPE_CHECKING:
    from .kinds import Series

# What the amount of 1 means.
SHIFT = 0.1  # of the length, to either side
GAIN = 6.0  # dB, louder or softer
SPEED = 0.15  # faster or slower; Ko et al. (2015) take 0.1
NOISE = (40.0, 15.0)  # dB that noise is below a row's own level: at least, at most
WARP = 0.2  # by which bands move: another vocal tract
TILT = 0.5  # of a band's spread
TIME_MASK, BAND_MASK = 0.2, 0.2  # of all steps, of all bands
N_MASKS = 2


class Changes:
    """Shifts, gain, noise and speed of waveforms, then masks in what the network takes.

    Speed is changed by interpolation, so pitch and tempo change together (Ko et al. 2015, "Audio
    augmentation for speech recognition"). Masks are those of SpecAugment (Park et al. 2019,
    https://arxiv.org/abs/1904.08779) without its warping: bands of pitches and stretches of time
    that are set to their mean. Of the changes those are made that the kind names.

    Parameters
    ----------
    kind
        Of the rows.
    """

    def __init__(self, kind: Series) -> None:
        self.changes = frozenset(kind.changes)
        assert self.changes <= set(CHANGES)
        self.is_sound = kind.id == "sound"
        self.has_bands = self.is_sound and kind.n_features > 1

    def rows(
        self, arrays: tuple[Tensor, ...], amount: float, generator: torch.Generator
    ) -> tuple[Tensor, ...]:
        """Waveforms float32 ``(batch, time, channels)``, changed each by its own amount."""
        (x,) = arrays
        draw = _Draws(len(x), generator, x.device)
        # All are drawn, so that one change more or less leaves the others as they are.
        shift, speed, gain, level = draw.signed(), draw.signed(), draw.signed(), draw.positive()
        noise = torch.randn(x.shape, generator=generator).to(x.device)
        if self.changes & {"shift", "speed"}:
            x = self._moved(
                x,
                SHIFT * amount * shift * ("shift" in self.changes),
                SPEED * amount * speed * ("speed" in self.changes),
            )
        if "noise" in self.changes:
            quiet, loud = NOISE
            below = quiet + (loud - quiet) * level * min(1.0, amount)
            size = x.std((1, 2), correction=0) * 10 ** (-below / 20)
            x = x + noise * size[:, None, None]
        if "gain" in self.changes:
            x = x * (10 ** (GAIN * amount * gain / 20))[:, None, None]
        return (x,)

    def inputs(
        self, inputs: tuple[Tensor, ...], amount: float, generator: torch.Generator
    ) -> tuple[Tensor, ...]:
        """What the network takes, float32 ``(batch, steps, features)``, with masks in it."""
        (x,) = inputs
        draw = _Draws(len(x), generator, x.device)
        warp, tilt, bend = draw.signed(), draw.signed(), draw.signed()
        if self.has_bands and "voice" in self.changes:
            x = _warped(x, WARP * amount * warp) + _colour(
                x, amount * TILT * tilt, amount * TILT * bend
            )
        if "masks" not in self.changes:
            return (x,)
        n_steps, n_bands = x.shape[1:]
        for _ in range(N_MASKS):
            x = x * self._mask(len(x), n_steps, TIME_MASK * amount, generator)[:, :, None].to(
                x.device
            )
            if self.has_bands:
                x = x * self._mask(len(x), n_bands, BAND_MASK * amount, generator)[:, None].to(
                    x.device
                )
        return (x,)

    def _moved(self, x: Tensor, shift: Tensor, speed: Tensor) -> Tensor:
        """Each row read at other moments; behind its ends is silence, or a series' last value."""
        length = x.shape[1]
        places = torch.arange(length, device=x.device, dtype=torch.float32)
        at = (places - shift[:, None] * length) * (1 + speed)[:, None]
        inside = (at >= 0) & (at <= length - 1)
        at = at.clamp(0, length - 1)
        below = at.floor()
        above = (below + 1).clamp(max=length - 1)
        part = (at - below)[:, :, None]
        channels = x.shape[2]
        first = x.gather(1, below.long()[:, :, None].expand(-1, -1, channels))
        second = x.gather(1, above.long()[:, :, None].expand(-1, -1, channels))
        moved = first + (second - first) * part
        return moved * inside[:, :, None] if self.is_sound else moved

    @staticmethod
    def _mask(n: int, size: int, part: float, generator: torch.Generator) -> Tensor:
        """Zeros in a stretch of at most ``part`` of ``size``, float32 ``(n, size)``."""
        width, begin = torch.rand(2, n, 1, generator=generator)
        width = (width * min(1.0, part) * size).round()
        begin = (begin * (size - width + 1)).floor()
        places = torch.arange(size)
        return ((places < begin) | (places >= begin + width)).float()


def _warped(x: Tensor, warp: Tensor) -> Tensor:
    """Each row's bands ``(batch, steps, bands)`` moved up or down, in parts of their number."""
    n = x.shape[2]
    places = torch.arange(n, device=x.device, dtype=torch.float32)
    at = (places * (1 + warp[:, None])).clamp(0, n - 1)
    below = at.floor()
    above = (below + 1).clamp(max=n - 1)
    part = (at - below)[:, None]
    shape = (-1, x.shape[1], -1)
    first = x.gather(2, below.long()[:, None].expand(*shape))
    second = x.gather(2, above.long()[:, None].expand(*shape))
    return first + (second - first) * part


def _colour(x: Tensor, tilt: Tensor, bend: Tensor) -> Tensor:
    places = torch.linspace(-1, 1, x.shape[2], device=x.device)
    return (tilt[:, None] * places + bend[:, None] * (places**2 - 1 / 3))[:, None]


class _Draws:
    """A random number for each row of a batch."""

    def __init__(self, n: int, generator: torch.Generator, device: torch.device) -> None:
        self._n, self._generator, self._device = n, generator, device

    def positive(self) -> Tensor:
        """Float32 ``(n,)`` of 0…1."""
        return torch.rand(self._n, generator=self._generator).to(self._device)

    def signed(self) -> Tensor:
        """Float32 ``(n,)`` of -1…1."""
        return self.positive() * 2 - 1
