"""Playback and microphone by sounddevice, where it is installed. No Qt here."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench import UsageError

Floats = npt.NDArray[np.float32]
POLL_SECONDS = 0.05


def problem() -> str:
    """Why there is neither sound nor microphone, and what to do; empty where there is."""
    try:
        import sounddevice  # noqa: F401
    except ImportError:
        return "Listening and recording need the package sounddevice: pip install sounddevice."
    except OSError:
        return (
            "Listening and recording need the library PortAudio, which is not installed: on Debian "
            "and Ubuntu, apt install libportaudio2."
        )
    return ""


def play(samples: Floats, rate: float) -> None:
    """Play samples ``(n,)`` in -1…1; returns at once, and ends what was played before.

    Raises
    ------
    UsageError
        When nothing can be played here.
    """
    device = _device()
    try:
        device.play(np.ascontiguousarray(samples), rate)
    except device.PortAudioError as error:
        raise _no_device("loudspeaker", error) from None


def record(seconds: float, check: Callable[[], None]) -> tuple[Floats, int]:
    """Samples ``(n, 1)`` from the microphone, and their rate in Hz.

    Parameters
    ----------
    check
        Called meanwhile; what it raises ends the recording.

    Raises
    ------
    UsageError
        When there is no microphone.
    """
    device = _device()
    try:
        rate = int(device.query_devices(kind="input")["default_samplerate"])
        samples = device.rec(round(seconds * rate), rate, channels=1, dtype="float32")
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            check()
            time.sleep(POLL_SECONDS)
        device.wait()
    except (device.PortAudioError, ValueError) as error:
        raise _no_device("microphone", error) from None
    finally:
        device.stop()
    return samples, rate


# Frames of so many seconds decide where something begins, and how loud it must be.
FRAME_SECONDS = 0.02
BEGINS_DB = -30.0
LEAD_FRAMES = 2


def trimmed(samples: Floats, rate: int) -> Floats:
    """What was recorded ``(n, 1)`` from the moment on at which something is heard.

    Recordings of a dataset mostly begin with what they are of; who speaks into a microphone begins
    when it suits them.
    """
    frame = max(1, round(FRAME_SECONDS * rate))
    n = len(samples) // frame
    if not n:
        return samples
    level = np.sqrt((samples[: n * frame, 0].reshape(n, frame) ** 2).mean(1))
    loud = np.flatnonzero(level > level.max() * 10 ** (BEGINS_DB / 20))
    begin = max(0, int(loud[0]) - LEAD_FRAMES) * frame if len(loud) else 0
    return samples[begin:]


def _device() -> Any:
    if missing := problem():
        message, _, remedy = missing.partition(": ")
        raise UsageError(f"{message}.", remedy[:1].upper() + remedy[1:])
    import sounddevice

    return sounddevice


def _no_device(name: str, error: Exception) -> UsageError:
    reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return UsageError(f"There is no {name}: {reason}", "Plug one in, and choose it in the system.")
