"""Series and sounds as inputs: waveforms of one length, and how a network hears them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from workbench import Arrays, DatasetError, InputKind, UsageError

from . import spectrogram

if TYPE_CHECKING:
    from typing import Self

Waveforms = npt.NDArray[np.float32]
SAMPLES = "samples"
# What a text of a row shows of its values.
VALUES_SHOWN = 64
PICTURE_HEIGHT = 48


@dataclass(frozen=True)
class Series(InputKind):
    """Values over time, float32 ``(n, time, channels)``, standardised by channel.

    Attributes
    ----------
    length
        Time steps of a row.
    channels
        Names of what is measured at each step.
    rate
        Steps in a second; 0 where time is not counted in seconds.
    changes
        What may change in training and leaves the target as it is: ``shift``, ``gain``, ``noise``,
        ``speed``, ``masks``; see `augmentation.Changes`.
    time, group, step
        How windows are cut from a table: its column of times, that of what belongs together, and
        the rows from one window to the next.
    mean, scale
        Of the training rows, float, one for each feature of `preprocessing`, once fitted.
    """

    id: ClassVar[str] = "series"
    name: ClassVar[str] = "Series"
    about: ClassVar[str] = "Values over time, all rows of one length."
    noun: ClassVar[tuple[str, str]] = ("series", "series")
    files: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".parquet")
    preview: ClassVar[str] = f"{__package__}.widget:SeriesPreview"
    module: ClassVar[str] = f"{__package__}.modules:Standardised"
    augmentation: ClassVar[str] = f"{__package__}.augmentation:Changes"

    length: int = 1
    channels: tuple[str, ...] = ("value",)
    rate: float = 0.0
    changes: tuple[str, ...] = ()
    time: str = ""
    group: str = ""
    step: int = 1
    mean: tuple[float, ...] = ()
    scale: tuple[float, ...] = ()

    def __str__(self) -> str:
        """Such as ``series of 128 steps × 3``."""
        many = f" × {len(self.channels)}" if len(self.channels) > 1 else ""
        return f"series of {self.length:,} steps{many}"

    @property
    def n_frames(self) -> int:
        """Steps of what the network takes."""
        return self.length

    @property
    def n_features(self) -> int:
        """Numbers that the network takes at each step."""
        return len(self.channels)

    @property
    def seconds_per_frame(self) -> float:
        """Time between two steps of what the network takes; 0 where there are no seconds."""
        return 1 / self.rate if self.rate else 0.0

    def problem(self, rows: Any) -> str:
        """A wrong type or shape, or a value that is not finite, with its place in time."""
        if not isinstance(rows, np.ndarray) or rows.dtype.kind != "f":
            what = getattr(rows, "dtype", type(rows).__name__)
            return f"has waveforms that are {what}, not an array of floats"
        shape = (self.length, len(self.channels))
        if rows.shape[1:] != shape:
            return f"has waveforms of shape {rows.shape[1:]}, not {shape}"
        for row, values in enumerate(rows):
            if not np.isfinite(values).all():
                at, channel = np.argwhere(~np.isfinite(values))[0].tolist()
                what = "NaN" if np.isnan(values[at, channel]) else "an infinite value"
                return f"has {what} in row {row}, step {at}, channel {self.channels[channel]!r}"
        return ""

    def fit(self, rows: Waveforms) -> Self:
        """With mean and standard deviation of each channel."""
        return self._fitted([rows])

    def _fitted(self, features: Any) -> Self:
        """Mean and scale over parts ``(n, time, features)``, in double precision."""
        n, total, squares = 0, 0.0, 0.0
        for part in features:
            values = part.reshape(-1, part.shape[-1]).astype(np.float64)
            n += len(values)
            total = total + values.sum(0)
            squares = squares + (values**2).sum(0)
        mean = np.atleast_1d(total / max(1, n))
        deviation = np.sqrt(np.maximum(0, np.atleast_1d(squares / max(1, n)) - mean**2))
        # A feature that never changes is left at zero rather than blown up.
        scale = np.where(deviation > 1e-6 * np.maximum(1, np.abs(mean)), deviation, 1.0)
        return dataclasses.replace(self, mean=tuple(mean.tolist()), scale=tuple(scale.tolist()))

    def encode(self, rows: Waveforms) -> Arrays:
        """Float32 ``(n, time, channels)``."""
        return {SAMPLES: np.ascontiguousarray(rows, np.float32)}

    def example(self, n: int, length: int) -> Arrays:
        """Zeros."""
        return {SAMPLES: np.zeros((n, self.length, len(self.channels)), np.float32)}

    def read(self, source: Any) -> Waveforms:
        """Rows from a table (each window that fits), or from numbers ``([n,] time[, channels])``.

        Raises
        ------
        DatasetError
            When a file cannot be read.
        UsageError
            When it is nothing of the kind.
        """
        if isinstance(source, Path):
            from . import windows

            return windows.of_file(source, self)
        return self._of_numbers(source)

    def _of_numbers(self, source: Any) -> Waveforms:
        shape = (self.length, len(self.channels))
        try:
            values = np.asarray(source, np.float32)
        except (TypeError, ValueError) as error:
            message = f"{str(source)[:80]!r} is no {self.noun[0]}."
            raise UsageError(message, f"Give a file or numbers of shape {shape}.") from error
        if values.ndim and values.shape[-1:] != shape[1:] and shape[1] == 1:
            values = values[..., None]
        rows = values[None] if values.shape == shape else values
        if rows.shape[1:] != shape or not np.isfinite(rows).all():
            message = f"Numbers of shape {values.shape} are no {self.noun[0]}."
            raise UsageError(message, f"Give finite numbers of shape {shape}.")
        return rows

    def tokens(self, rows: Waveforms, index: int) -> tuple[str, ...]:
        """When each step of what the network takes is, such as ``0.25 s``."""
        if not self.rate:
            return tuple(str(place) for place in range(self.n_frames))
        return tuple(f"{place * self.seconds_per_frame:.2f} s" for place in range(self.n_frames))

    def text(self, rows: Waveforms, index: int) -> str:
        """Every channel's values with four digits, thinned out where there are many."""
        every = -(-self.length // VALUES_SHOWN)
        thin = f" (every {every} steps)" if every > 1 else ""
        return "; ".join(
            f"{name}{thin}: " + " ".join(f"{v:.4g}" for v in rows[index, ::every, c].tolist())
            for c, name in enumerate(self.channels)
        )

    def cells(self, rows: Waveforms, index: int) -> Mapping[str, str]:
        """The least, mean and largest value of each channel."""
        return {
            name: f"{v.min():.4g} … {v.max():.4g}, mean {v.mean():.4g}"
            for name, v in zip(self.channels, rows[index].T, strict=True)
        }

    def picture(self, rows: Waveforms, index: int) -> npt.NDArray[np.uint8]:
        """The curves as a picture, light on dark."""
        values = rows[index]
        low, high = values.min(0), values.max(0)
        span = np.where(high > low, high - low, 1)
        columns = np.linspace(0, self.length - 1, min(self.length, 2 * PICTURE_HEIGHT)).astype(int)
        picture = np.zeros((PICTURE_HEIGHT, len(columns)), np.uint8)
        heights = ((1 - (values[columns] - low) / span) * (PICTURE_HEIGHT - 1)).round().astype(int)
        # From each point up or down to the next one: dots alone would not be seen as a curve.
        top = np.minimum(heights, np.roll(heights, -1, 0))
        bottom = np.maximum(heights, np.roll(heights, -1, 0))
        top[-1], bottom[-1] = heights[-1], heights[-1]
        y = np.arange(PICTURE_HEIGHT)[:, None, None]
        picture[((y >= top) & (y <= bottom)).any(2)] = 255
        return picture


@dataclass(frozen=True)
class Sound(Series):
    """Sounds of one channel, float32 ``(n, time, 1)`` in -1…1; a network hears their log-mel bands.

    Attributes
    ----------
    mels
        Bands of the spectrogram; 0 gives the network the waveform itself.
    frame, hop
        Samples in a frame of the spectrogram, and from one frame to the next.
    dynamic_range
        Decibels below a recording's loudest band; what is quieter is silence. So neither loudness
        nor the noise of a room tells recordings apart.
    equalise
        Whether what a microphone adds is taken out: each band's mean over a recording.
    """

    id: ClassVar[str] = "sound"
    name: ClassVar[str] = "Sounds"
    about: ClassVar[str] = "Recordings of one length and rate, heard as a log-mel spectrogram."
    noun: ClassVar[tuple[str, str]] = ("recording", "recordings")
    files: ClassVar[tuple[str, ...]] = (".wav", ".flac", ".ogg", ".aiff", ".aif")
    module: ClassVar[str] = f"{__package__}.modules:SoundFeatures"

    rate: float = 8000.0
    mels: int = 20
    frame: int = 256
    hop: int = 128
    dynamic_range: float = 40.0
    equalise: bool = True

    def __post_init__(self) -> None:
        if not self.mels:
            return
        if not self.hop >= 1 or not 2 <= self.frame <= self.length:
            message = f"Recordings of {self.length:,} samples hold no frame of {self.frame:,}."
            raise DatasetError(message, "Take shorter frames, or more seconds of each recording.")
        filters = spectrogram.mel_filters(self.rate, self.frame, self.mels)
        if not (filters.sum(1) > 0).all():
            message = f"Frames of {self.frame:,} samples are too short for {self.mels} mel bands."
            raise DatasetError(message, "Take fewer bands, or longer frames.")

    def __str__(self) -> str:
        """Such as ``sounds of 1.0 s at 8,000 Hz``."""
        return f"sounds of {self.length / self.rate:.3g} s at {self.rate:,.0f} Hz"

    @property
    def n_frames(self) -> int:
        """Frames of the spectrogram, or samples."""
        if not self.mels:
            return self.length
        return spectrogram.n_frames(self.length, self.frame, self.hop)

    @property
    def n_features(self) -> int:
        """Mel bands, or 1."""
        return self.mels or 1

    @property
    def seconds_per_frame(self) -> float:
        """From one frame to the next, or one sample."""
        return (self.hop if self.mels else 1) / self.rate

    def log_mel(self, rows: Waveforms) -> npt.NDArray[np.float32]:
        """Decibels below each row's loudest value, ``(n, frames, mels)``; not standardised."""
        return spectrogram.log_mel(
            rows[..., 0], self.rate, self.frame, self.hop, self.mels, self.dynamic_range
        )

    def fit(self, rows: Waveforms) -> Self:
        """With mean and standard deviation of each band, or of the waveform."""
        if not self.mels:
            return self._fitted([rows])
        n = spectrogram.ROWS_AT_ONCE
        return self._fitted(self._heard(rows[k : k + n]) for k in range(0, len(rows), n))

    def _heard(self, rows: Waveforms) -> npt.NDArray[np.float32]:
        level = self.log_mel(rows)
        return spectrogram.equalised(level, self.dynamic_range) if self.equalise else level

    def read(self, source: Any) -> Waveforms:
        """A row from a sound file, several from a list of files, or rows from numbers at the rate.

        Raises
        ------
        DatasetError
            When a file cannot be read.
        UsageError
            When it is nothing of the kind.
        """
        from . import sound_files

        if isinstance(source, str | Path):
            return sound_files.read(Path(source).expanduser(), int(self.rate), self.length)[None]
        if (
            isinstance(source, Sequence)
            and source
            and all(isinstance(each, str | Path) for each in source)
        ):
            return np.concatenate([self.read(each) for each in source])
        return self._of_numbers(source)

    def text(self, rows: Waveforms, index: int) -> str:
        """How long and how loud it is."""
        return ", ".join(self.cells(rows, index).values())

    def cells(self, rows: Waveforms, index: int) -> Mapping[str, str]:
        """Seconds until nothing follows but silence, and the loudest sample in decibels."""
        samples = np.abs(rows[index, :, 0])
        peak = float(samples.max())
        end = int(np.flatnonzero(samples)[-1]) + 1 if peak else 0
        level = f"{20 * np.log10(peak):.0f} dB".replace("-", "−") if peak else "silent"
        return {"length": f"{end / self.rate:.2f} s", "peak": level}

    def picture(self, rows: Waveforms, index: int) -> npt.NDArray[np.uint8]:
        """The spectrogram, low bands at the bottom, light where it is loud."""
        if not self.mels:
            return super().picture(rows, index)
        level = self.log_mel(rows[index : index + 1])[0].T[::-1]
        return ((level / self.dynamic_range + 1) * 255).astype(np.uint8)
