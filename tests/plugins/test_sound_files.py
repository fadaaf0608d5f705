"""Sound files: what is read is what was written, and what nobody should read is refused."""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.contracts.errors import DatasetError
from workbench_plugins.series import sound_files

RATE = 8000


def wave(n: int = 4000, rate: int = RATE, hz: float = 440.0) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(n) / rate)).astype(np.float32)


def header(channels: int, rate: int, bits: int, claimed: int, kind: int = 1) -> bytes:
    """A RIFF header that claims so many bytes of samples."""
    align = channels * bits // 8
    fmt = struct.pack("<HHIIHH", kind, channels, rate, (rate * align) & 0xFFFFFFFF, align, bits)
    size = min(0xFFFFFFFF, 36 + claimed)
    return (
        b"RIFF"
        + struct.pack("<I", size)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + fmt
        + (b"data" + struct.pack("<I", claimed))
    )


@pytest.mark.parametrize(
    ("subtype", "step"), [("PCM_16", 2**-15), ("PCM_24", 2**-23), ("FLOAT", 0), ("PCM_U8", 2**-6)]
)
def test_samples_come_back_as_they_were_written(tmp_path: Path, subtype: str, step: float) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, wave(), RATE, subtype=subtype)
    samples = sound_files.read(path, RATE, 4000)
    assert samples.shape == (4000, 1)
    assert samples.dtype == np.float32
    assert np.abs(samples[:, 0] - wave()).max() <= step


@pytest.mark.parametrize("ending", ["flac", "ogg", "aiff", "mp3"])
def test_other_formats(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    soundfile.write(path, wave(16000, 16000), 16000)
    samples = sound_files.read(path, 16000, 12000)[2000:, 0]
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    assert spectrum.argmax() * 16000 / len(samples) == pytest.approx(440, abs=3)


def test_silence_follows_a_short_one_and_a_long_one_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, wave(1000), RATE, subtype="FLOAT")
    long = sound_files.read(path, RATE, 1500)[:, 0]
    assert np.array_equal(long[:1000], wave(1000))
    assert not long[1000:].any()
    assert np.array_equal(sound_files.read(path, RATE, 300)[:, 0], wave(300))


def test_channels_are_mixed_down(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    both = np.stack([wave(), 0.25 * wave(hz=880)], 1)
    soundfile.write(path, both, RATE, subtype="FLOAT")
    samples = sound_files.read(path, RATE, 4000)[:, 0]
    np.testing.assert_allclose(samples, both.mean(1), atol=1e-6)


@pytest.mark.parametrize("rate", [44_100, 16_000, 6_000])
def test_another_rate_is_changed(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, wave(rate, rate), rate, subtype="FLOAT")
    samples = sound_files.read(path, RATE, RATE)[:, 0]
    # Beginning and end ring: the sine begins from nothing there.
    np.testing.assert_allclose(samples[200:-200], wave(RATE)[200:-200], atol=5e-3)


def test_what_is_decoded_does_not_depend_on_what_follows(tmp_path: Path) -> None:
    """Only the beginning of a long file is decoded, and gives what the whole would."""
    noise = np.random.default_rng(0).normal(0, 0.1, 44_100).astype(np.float32)
    long, short = tmp_path / "long.wav", tmp_path / "short.wav"
    soundfile.write(long, noise, 44_100, subtype="FLOAT")
    soundfile.write(short, noise[:20_000], 44_100, subtype="FLOAT")
    a, b = (sound_files.read(path, RATE, 2000) for path in (long, short))
    np.testing.assert_allclose(a, b, atol=1e-6)


@given(n=st.integers(1, 400), length=st.integers(1, 600), channels=st.integers(1, 4))
def test_any_length_and_channels(
    n: int, length: int, channels: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.wav"
    values = np.random.default_rng(n).uniform(-1, 1, (n, channels)).astype(np.float32)
    soundfile.write(path, values, RATE, subtype="FLOAT")
    facts = sound_files.info(path)
    assert (facts.n_samples, facts.channels, facts.rate) == (n, channels, RATE)
    samples = sound_files.read(path, RATE, length)
    wanted = np.zeros(length, np.float32)
    some = min(n, length)
    wanted[:some] = values[:some].mean(1)
    np.testing.assert_allclose(samples[:, 0], wanted, atol=1e-6)


# --- what is refused


def refused(path: Path, *words: str) -> None:
    for read in (lambda: sound_files.read(path, RATE, RATE),):
        with pytest.raises(DatasetError) as raised:
            read()
        for word in words:
            assert word in raised.value.message
        assert path.name in raised.value.message
        assert raised.value.remedy


def test_what_is_no_sound(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere.wav", "no file")
    refused(tmp_path, "no file")
    for content in (b"", b"RIFF", b"not a sound at all" * 100, b"\0" * 5000):
        (tmp_path / "a.wav").write_bytes(content)
        refused(tmp_path / "a.wav", "cannot be read as sound")


def test_no_samples(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros((0, 1)), RATE)
    refused(path, "no samples")


@pytest.mark.parametrize(("value", "word"), [(np.nan, "NaN"), (np.inf, "infinite")])
def test_samples_that_are_no_numbers(tmp_path: Path, value: float, word: str) -> None:
    path = tmp_path / "a.wav"
    samples = wave()
    samples[123] = value
    soundfile.write(path, samples, RATE, subtype="FLOAT")
    refused(path, word, "sample 123")


def test_a_truncated_file_is_what_is_left_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, wave(), RATE, subtype="PCM_16")
    whole = path.read_bytes()
    path.write_bytes(whole[: 44 + 2 * 500])
    samples = sound_files.read(path, RATE, 4000)[:, 0]
    np.testing.assert_allclose(samples[:500], wave()[:500], atol=2**-14)
    assert not samples[500:].any()
    path.write_bytes(whole[:30])
    refused(path, "cannot be read as sound")


def test_a_header_that_claims_gigabytes_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(header(1, RATE, 16, 0xFFFFFFF0) + b"\0\1" * 100)
    # libsndfile believes the file's size: what is there is read, and no room made for more.
    assert sound_files.read(path, RATE, 1000)[:100].any()
    huge = tmp_path / "huge.wav"
    with huge.open("wb") as file:
        file.write(header(1, RATE, 16, 0xF0000000))
        file.truncate(0xF0000000)
    refused(huge, "minutes long")


def test_strange_channels_and_rates(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(header(64, RATE, 16, 64 * 200) + b"\0" * 64 * 200)
    refused(path, "64 channels")
    for rate in (1, 2_000_000_000):
        path.write_bytes(header(1, rate, 16, 2000) + b"\0" * 2000)
        refused(path)
    path.write_bytes(header(0, RATE, 16, 2000) + b"\0" * 2000)
    refused(path)


@given(data=st.data())
def test_damaged_bytes_are_read_or_refused(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "a.wav"
    soundfile.write(path, wave(300), RATE, subtype="PCM_16")
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, 60))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(whole))
    with contextlib.suppress(DatasetError):
        samples = sound_files.read(path, RATE, 400)
        assert samples.shape == (400, 1)
        assert np.isfinite(samples).all()
