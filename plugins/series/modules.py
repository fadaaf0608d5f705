"""What stands first in the graph of a network for series: standardised values, or a log-mel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .spectrogram import FLOOR, HEARD, band_weights, fourier_basis

if TYPE_CHECKING:
    from .kinds import Series, Sound


class Standardised(nn.Module):
    """``(x - mean) / scale`` of each feature: ``(batch, time, features)``."""

    mean: Tensor
    factor: Tensor

    def __init__(self, kind: Series) -> None:
        super().__init__()
        n = kind.n_features
        self.register_buffer("mean", torch.tensor(kind.mean or (0.0,) * n))
        self.register_buffer("factor", 1 / torch.tensor(kind.scale or (1.0,) * n))

    def forward(self, samples: Tensor) -> Tensor:
        """Float32 of the same shape."""
        return (samples.float() - self.mean) * self.factor


class LogMel(nn.Module):
    """Waveforms ``(batch, time)`` → decibels below each row's loudest value.

    Float32 ``(batch, frames, mels)``, ``-dynamic_range`` to 0. The short-time Fourier transform is
    a convolution with windowed cosines and sines, which every runtime has; ``spectrogram.log_mel``
    and, where the microphone is equalised, ``spectrogram.equalised`` are the same in numpy.
    """

    basis: Tensor
    filters: Tensor

    def __init__(
        self,
        rate: float,
        frame: int,
        hop: int,
        mels: int,
        dynamic_range: float,
        equalise: bool = False,
    ) -> None:
        super().__init__()
        self.hop = hop
        self.equalise = equalise
        self.dynamic_range = dynamic_range
        self.n_bins = frame // 2 + 1
        self.register_buffer("basis", torch.from_numpy(fourier_basis(frame))[:, None])
        self.register_buffer("filters", torch.from_numpy(band_weights(rate, frame, mels)))

    def forward(self, samples: Tensor) -> Tensor:
        """Return the levels."""
        parts = F.conv1d(samples[:, None], self.basis, stride=self.hop)  # (B, 2 bins, frames)
        power = parts[:, : self.n_bins] ** 2 + parts[:, self.n_bins :] ** 2
        mel = power.transpose(1, 2) @ self.filters.T  # (B, frames, mels)
        level = 10 * torch.log10(mel.clamp(min=FLOOR))
        level = level - level.amax((1, 2), keepdim=True)
        level = level.clamp(min=-self.dynamic_range)
        if not self.equalise:
            return level
        # Soft, or a frame at the border would count in torch and not in another runtime.
        heard = (level.amax(2, keepdim=True) + self.dynamic_range) / HEARD
        heard = heard.clamp(0, 1)
        mean = (level * heard).sum(1, keepdim=True) / heard.sum(1, keepdim=True).clamp(min=1)
        return (level - mean) * heard - self.dynamic_range / 2 * (1 - heard)


class SoundFeatures(nn.Module):
    """Sounds ``(batch, time, 1)`` → standardised bands ``(batch, frames, mels)``, or waveforms."""

    def __init__(self, kind: Sound) -> None:
        super().__init__()
        self.log_mel = (
            LogMel(kind.rate, kind.frame, kind.hop, kind.mels, kind.dynamic_range, kind.equalise)
            if kind.mels
            else None
        )
        self.standardised = Standardised(kind)

    def forward(self, samples: Tensor) -> Tensor:
        """Return what the network takes."""
        x = self.log_mel(samples[..., 0].float()) if self.log_mel is not None else samples
        y: Tensor = self.standardised(x)
        return y
