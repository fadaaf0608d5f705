"""Sound files: WAV, FLAC, Ogg, AIFF and MP3 as samples of one channel at one rate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from workbench import DatasetError

if TYPE_CHECKING:
    import soundfile

Floats = npt.NDArray[np.float32]

SUFFIXES = (".wav", ".flac", ".ogg", ".aiff", ".aif", ".mp3")
# Whoever has more cuts it into pieces first: a model hears seconds.
MOST_SECONDS = 600
MOST_CHANNELS = 32
RATES = (1000, 384_000)
# Samples of the resampling filter on each side, at the lower of two rates; see resample_poly.
FILTER = 10

_NOT_SOUND = "Take a WAV, FLAC, Ogg, AIFF or MP3 file."


@dataclass(frozen=True)
class SoundInfo:
    """What a sound file's header says."""

    rate: int
    channels: int
    n_samples: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.n_samples / self.rate


def info(path: Path) -> SoundInfo:
    """What a file's header says.

    Raises
    ------
    DatasetError
        When it is no sound file, or one that nobody should read: of no samples, of too many
        channels, of a rate out of bounds, longer than `MOST_SECONDS`.
    """
    with _opened(path) as file:
        return _checked(path, file)


def read(path: Path, rate: int, length: int) -> Floats:
    """The first ``length`` samples at ``rate``, float32 ``(length, 1)``; silence follows the end.

    Channels are mixed down to their mean, another rate is changed by a polyphase filter
    (`scipy.signal.resample_poly`). No more of the file is decoded than that takes.

    Raises
    ------
    DatasetError
        As of `info`; and when samples are no numbers.
    """
    with _opened(path) as file:
        facts = _checked(path, file)
        # What the filter looks at behind the end, so that a file is the same however it is cut.
        margin = math.ceil(2 * FILTER * max(1, facts.rate / rate))
        wanted = math.ceil(length * facts.rate / rate) + margin
        try:
            samples = file.read(min(wanted, facts.n_samples), dtype="float32", always_2d=True)
        except (RuntimeError, ValueError, MemoryError) as error:
            raise _unreadable(path, error) from None
    if not len(samples):
        raise DatasetError(f"{path} has no samples behind its header.", "Record it again.")
    return fitted(samples, facts.rate, rate, length, str(path))


def fitted(samples: Floats, from_rate: int, rate: int, length: int, name: str) -> Floats:
    """Samples ``(n, channels)`` of a recording as float32 ``(length, 1)`` at another rate.

    Raises
    ------
    DatasetError
        When samples are not finite.
    """
    if not np.isfinite(samples).all():
        row = int(np.flatnonzero(~np.isfinite(samples).all(1))[0])
        value = "NaN" if np.isnan(samples[row]).any() else "an infinite value"
        raise DatasetError(
            f"{name} has {value} at sample {row:,}.", "Write it again from its source."
        )
    mono = samples.mean(1, dtype=np.float32)
    if from_rate != rate:
        from scipy.signal import resample_poly

        common = math.gcd(from_rate, rate)
        mono = resample_poly(mono, rate // common, from_rate // common).astype(np.float32)
    whole = np.zeros((length, 1), np.float32)
    n = min(length, len(mono))
    whole[:n, 0] = mono[:n]
    return whole


def _opened(path: Path) -> soundfile.SoundFile:
    import soundfile

    if not path.is_file():
        raise DatasetError(f"There is no file {path}.", "Check the path.")
    try:
        return soundfile.SoundFile(path)
    except (RuntimeError, TypeError, ValueError) as error:
        raise _unreadable(path, error) from None


def _checked(path: Path, file: Any) -> SoundInfo:
    facts = SoundInfo(int(file.samplerate), int(file.channels), int(file.frames))
    if not RATES[0] <= facts.rate <= RATES[1]:
        message = f"{path} has {facts.rate:,} samples a second."
        raise DatasetError(message, f"Take a file of {RATES[0]:,} to {RATES[1]:,}.")
    if not 1 <= facts.channels <= MOST_CHANNELS:
        message = f"{path} has {facts.channels:,} channels."
        raise DatasetError(message, f"Take a file of at most {MOST_CHANNELS}.")
    if facts.n_samples < 1:
        raise DatasetError(f"{path} has no samples.", "Record it again.")
    if facts.seconds > MOST_SECONDS:
        message = f"{path} is {facts.seconds / 60:,.0f} minutes long by its header."
        raise DatasetError(message, f"Cut it into pieces of at most {MOST_SECONDS // 60} minutes.")
    return facts


def _unreadable(path: Path, error: Exception) -> DatasetError:
    reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return DatasetError(f"{path} cannot be read as sound: {reason}", _NOT_SOUND)
