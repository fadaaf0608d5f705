"""Spectrogram: how loud each band of pitches is at each moment, in numpy.

What `modules` computes inside the network's graph, for what needs no torch: fitting, previews and
the playground. The mel scale is that of Slaney's Auditory Toolbox (1998), as in librosa (McFee et
al. 2015): linear below 1 kHz, logarithmic above.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_HZ_PER_MEL = 200 / 3
_LOG_FROM_HZ = 1000.0
_LOG_FROM_MEL = _LOG_FROM_HZ / _HZ_PER_MEL
_LOG_STEP = np.log(6.4) / 27
# Below this power a value is silence: the square of the last bit of 24, in the narrowest band.
FLOOR = 1e-16
# Of pre-emphasis, as in HTK (Young et al. 2006): without it the high sounds of speech, f and s, are
# so far below its vowels that they count as silence.
PRE_EMPHASIS = 0.97
# Decibels above silence at which a frame is heard.
HEARD = 6.0
ROWS_AT_ONCE = 64


def hz_to_mel(hz: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Frequencies in Hz on Slaney's mel scale."""
    values = np.asarray(hz, np.float64)
    above = _LOG_FROM_MEL + np.log(np.maximum(values, _LOG_FROM_HZ) / _LOG_FROM_HZ) / _LOG_STEP
    return np.where(values < _LOG_FROM_HZ, values / _HZ_PER_MEL, above)


def mel_to_hz(mel: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """The reverse of `hz_to_mel`."""
    values = np.asarray(mel, np.float64)
    above = _LOG_FROM_HZ * np.exp(_LOG_STEP * (np.maximum(values, _LOG_FROM_MEL) - _LOG_FROM_MEL))
    return np.where(values < _LOG_FROM_MEL, values * _HZ_PER_MEL, above)


def band_edges(rate: float, n_mels: int) -> npt.NDArray[np.float64]:
    """Where bands begin, peak and end in Hz, ``(n_mels + 2,)``, from 0 to half the rate."""
    top = float(hz_to_mel(rate / 2))
    return mel_to_hz(np.linspace(0, top, n_mels + 2))


@lru_cache(maxsize=16)
def mel_filters(rate: float, frame: int, n_mels: int) -> Floats:
    """Weights of each frequency in each band, float32 ``(n_mels, frame // 2 + 1)``.

    Triangles of equal area on `band_edges` (``norm="slaney"`` in librosa). A band that is narrower
    than the step between frequencies may have no weight at all.
    """
    frequencies = np.fft.rfftfreq(frame, 1 / rate)
    edges = band_edges(rate, n_mels)
    width = np.diff(edges)
    rising = (frequencies - edges[:-2, None]) / width[:-1, None]
    falling = (edges[2:, None] - frequencies) / width[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    area = 2 / (edges[2:] - edges[:-2])
    return (triangles * area[:, None]).astype(np.float32)


@lru_cache(maxsize=16)
def band_weights(rate: float, frame: int, n_mels: int) -> Floats:
    """`mel_filters` of the power of samples after pre-emphasis, ``x[t] - 0.97 x[t - 1]``.

    A filter of samples is a factor of each frequency.
    """
    turns = 2 * np.pi * np.fft.rfftfreq(frame)
    gain = 1 + PRE_EMPHASIS**2 - 2 * PRE_EMPHASIS * np.cos(turns)
    return (mel_filters(rate, frame, n_mels) * gain).astype(np.float32)


@lru_cache(maxsize=16)
def fourier_basis(frame: int) -> Floats:
    """Windowed cosines, then sines, float32 ``(2 · (frame // 2 + 1), frame)``.

    A frame's products with them are the real and imaginary parts of its Fourier transform under a
    periodic Hann window.
    """
    places = np.arange(frame)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * places / frame)
    angle = 2 * np.pi * np.outer(np.arange(frame // 2 + 1), places) / frame
    return (np.concatenate([np.cos(angle), -np.sin(angle)]) * window).astype(np.float32)


def n_frames(length: int, frame: int, hop: int) -> int:
    """Frames that fit into so many samples."""
    return 1 + (length - frame) // hop


def log_mel(
    samples: Floats, rate: float, frame: int, hop: int, n_mels: int, dynamic_range: float
) -> Floats:
    """Decibels below the loudest value of each row, float32 ``(n, frames, n_mels)``, at most 0.

    The first of what `modules.LogMel` does; `equalised` is the second.

    Parameters
    ----------
    samples
        Float32 ``(n, time)``; ``time`` is at least ``frame``.
    frame, hop
        Samples in a frame, and from one to the next.
    dynamic_range
        Decibels below which all is the same silence; ``top_db`` in librosa.
    """
    filters = band_weights(rate, frame, n_mels)
    window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(frame) / frame)).astype(np.float32)
    parts = []
    for start in range(0, len(samples), ROWS_AT_ONCE):
        frames = np.lib.stride_tricks.sliding_window_view(
            samples[start : start + ROWS_AT_ONCE], frame, axis=1
        )[:, ::hop]
        spectrum = np.fft.rfft(frames * window, axis=-1)
        power = (spectrum.real**2 + spectrum.imag**2) @ filters.T
        level = 10 * np.log10(np.maximum(power, FLOOR))
        level = level - level.max((1, 2), keepdims=True)
        parts.append(np.maximum(level, -dynamic_range).astype(np.float32))
    shape = (0, n_frames(samples.shape[1], frame, hop), n_mels)
    return np.concatenate(parts) if parts else np.empty(shape, np.float32)


def equalised(level: Floats, dynamic_range: float) -> Floats:
    """Levels as `log_mel` gives them, less each row's mean of each band over what is heard.

    What a microphone and a room add to a band is the same at all times, so it goes with the mean
    (cepstral mean normalisation, Atal 1974). Frames of silence have no say in the mean, and are
    left at half of the range: a frame counts in full where it is `HEARD` decibels above silence.
    """
    heard = ((level.max(2, keepdims=True) + dynamic_range) / HEARD).clip(0, 1)
    mean = (level * heard).sum(1, keepdims=True) / np.maximum(1, heard.sum(1, keepdims=True))
    result: Floats = ((level - mean) * heard - dynamic_range / 2 * (1 - heard)).astype(np.float32)
    return result
