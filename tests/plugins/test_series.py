"""Series and sounds: the spectrogram, the kinds, their datasets, and a model from a file to it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import ShortTimeFFT

from workbench.core.contracts.dataset import Dataset, Loading
from workbench.core.contracts.errors import DatasetError, ParamsError, UsageError, WorkbenchError
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.params import make
from workbench.core.plugins import Plugins
from workbench_plugins.series import held_out, spectrogram
from workbench_plugins.series.augmentation import Changes
from workbench_plugins.series.kinds import Series, Sound
from workbench_plugins.series.modules import LogMel
from workbench_plugins.series.names import CHANGES, read_changes

RATE = 8000


def load(plugins: Plugins, id: str, loading: Loading | None = None, **params: object) -> Any:
    cls = plugins.get(Dataset, id)
    return cls(loading or Loading()).load(make(cls.Params, params))


# --- spectrogram


def noise(n: int, length: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.1, (n, length)).astype(np.float32)


@pytest.mark.parametrize(("frame", "hop"), [(256, 128), (200, 80), (101, 50)])
def test_fourier_basis_is_scipys_transform(frame: int, hop: int) -> None:
    samples = noise(1, 2000)[0]
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(frame) / frame)
    transform = ShortTimeFFT(window, hop, RATE, phase_shift=None)
    first = int(np.ceil(transform.m_num_mid / hop))
    theirs = np.abs(transform.stft(samples.astype(np.float64)))
    for index in range(spectrogram.n_frames(2000, frame, hop)):
        part = samples[index * hop : index * hop + frame]
        basis = spectrogram.fourier_basis(frame) @ part
        half = len(basis) // 2
        ours = np.hypot(basis[:half], basis[half:])
        # Ours begins with sample 0, theirs is centred at it; where both hops meet they agree.
        centre = index * hop + transform.m_num_mid
        if centre % hop == 0:
            column = centre // hop - transform.p_min
            np.testing.assert_allclose(ours, theirs[:, column], rtol=1e-3, atol=1e-4)
    assert first >= 1


@pytest.mark.parametrize(("frame", "hop", "mels"), [(256, 128, 20), (320, 160, 40)])
def test_the_graphs_spectrogram_is_numpys(frame: int, hop: int, mels: int) -> None:
    samples = noise(3, 4000) * np.array([[1e-4], [0.1], [1.0]], np.float32)
    theirs = LogMel(RATE, frame, hop, mels, 40.0)(torch.from_numpy(samples)).numpy()
    ours = spectrogram.log_mel(samples, RATE, frame, hop, mels, 40.0)
    assert ours.shape == theirs.shape == (3, spectrogram.n_frames(4000, frame, hop), mels)
    np.testing.assert_allclose(ours, theirs, atol=2e-3)
    assert ours.max() == 0
    assert ours.min() >= -40
    # Loudness does not tell: the same noise ten times as loud is the same.
    again = spectrogram.log_mel(10 * samples, RATE, frame, hop, mels, 40.0)
    np.testing.assert_allclose(ours, again, atol=1e-3)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_microphone_is_taken_out(seed: int) -> None:
    """A filter that is the same at all times changes next to nothing; silence stays silence."""
    samples = noise(2, 4000, seed)
    samples[:, :1000] *= 0.2
    samples[0, 3000:] = 0
    x = torch.from_numpy(samples)
    theirs = LogMel(RATE, 256, 128, 20, 40.0, equalise=True)(x).numpy()
    level = spectrogram.log_mel(samples, RATE, 256, 128, 20, 40.0)
    ours = spectrogram.equalised(level, 40.0)
    np.testing.assert_allclose(ours, theirs, atol=2e-3)
    assert (ours[0, -6:] == -20).all()
    dull = level + np.linspace(0, -9, 20, dtype=np.float32)
    np.testing.assert_allclose(
        spectrogram.equalised(dull, 60.0), spectrogram.equalised(level, 60.0), atol=1e-3
    )


def test_mel_scale_is_slaneys() -> None:
    """Figures of librosa 0.10: hz_to_mel(60) and of 110, 220, 440; mel_frequencies(n_mels=40)."""
    np.testing.assert_allclose(spectrogram.hz_to_mel(60), 0.9)
    np.testing.assert_allclose(spectrogram.hz_to_mel([110, 220, 440]), [1.65, 3.3, 6.6])
    np.testing.assert_allclose(spectrogram.hz_to_mel(1000 * 6.4), 15 + 27)
    edges = spectrogram.mel_to_hz(np.linspace(0, spectrogram.hz_to_mel(11025.0), 40))
    np.testing.assert_allclose(edges[:3], [0.0, 85.317, 170.635], atol=1e-3)
    np.testing.assert_allclose(edges[-3:], [9246.028, 10096.408, 11025.0], rtol=1e-4)


@given(hz=st.floats(0, 30_000))
def test_mel_there_and_back(hz: float) -> None:
    assert float(spectrogram.mel_to_hz(spectrogram.hz_to_mel(hz))) == pytest.approx(hz, abs=1e-6)


def test_a_tone_is_in_its_band() -> None:
    tone = np.sin(2 * np.pi * 1000 * np.arange(4000) / RATE).astype(np.float32)[None]
    level = spectrogram.log_mel(tone, RATE, 256, 128, 20, 40.0)[0]
    edges = spectrogram.band_edges(RATE, 20)
    for loudest in level.argmax(1).tolist():
        assert edges[loudest] <= 1000 <= edges[loudest + 2]


def test_silence_is_finite() -> None:
    level = LogMel(RATE, 256, 128, 20, 40.0)(torch.zeros(2, 1000))
    assert bool(level.isfinite().all())


# --- kinds


def sound(**more: Any) -> Sound:
    return Sound(**{"length": 4000, "channels": ("sound",), "rate": 8000.0, "mels": 20, **more})


@given(
    length=st.integers(256, 5000),
    mels=st.integers(0, 20),
    changes=st.lists(st.sampled_from(CHANGES), unique=True),
)
def test_kinds_travel_as_json(length: int, mels: int, changes: list[str]) -> None:
    import json

    kind = sound(length=length, mels=mels, changes=tuple(changes), mean=(0.5,), scale=(2.0,))
    assert Sound.from_spec(json.loads(json.dumps(dict(kind.spec())))) == kind
    series = Series(length=length, channels=("a", "b"), changes=tuple(changes), time="t")
    assert Series.from_spec(json.loads(json.dumps(dict(series.spec())))) == series


def test_frames_that_cannot_be() -> None:
    with pytest.raises(DatasetError, match="no frame of 256"):
        sound(length=100)
    with pytest.raises(DatasetError, match="too short for 200 mel bands"):
        sound(mels=200)


def test_what_was_fitted_is_of_the_training_rows() -> None:
    rows = noise(6, 4000)[..., None]
    kind = sound().fit(rows)
    bands = torch.from_numpy(kind.encode(rows)["samples"])
    inputs = kind.preprocessing()(bands).numpy()
    assert inputs.shape == (6, kind.n_frames, kind.n_features)
    np.testing.assert_allclose(inputs.mean((0, 1)), 0, atol=1e-3)
    np.testing.assert_allclose(inputs.std((0, 1)), 1, atol=1e-3)
    plain = Series(length=4000).fit(rows)
    values = plain.preprocessing()(bands).numpy()
    assert values.mean() == pytest.approx(0, abs=1e-4)
    assert values.std() == pytest.approx(1, abs=1e-4)


def test_a_channel_that_never_changes_is_not_blown_up() -> None:
    rows = np.full((5, 10, 2), 1e4, np.float32)
    rows[..., 1] = noise(5, 10)
    kind = Series(length=10, channels=("still", "busy")).fit(rows)
    inputs = kind.preprocessing()(torch.from_numpy(rows)).numpy()
    assert np.abs(inputs[..., 0]).max() < 1e-3
    assert inputs[..., 1].std() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (np.zeros((2, 4000), np.float32), "shape (4000,), not (4000, 1)"),
        (np.zeros((2, 4000, 1), np.int64), "are int64"),
        (["a"], "list"),
    ],
)
def test_rows_of_another_kind_are_named(rows: Any, words: str) -> None:
    assert words in sound().problem(rows)


def test_what_is_not_finite_is_named_with_its_place() -> None:
    rows = np.zeros((3, 4000, 1), np.float32)
    assert sound().problem(rows) == ""
    rows[1, 77, 0] = np.nan
    assert sound().problem(rows) == "has NaN in row 1, step 77, channel 'sound'"


def test_reading_what_is_no_sound(tmp_path: Path) -> None:
    for source in ("nowhere.wav", tmp_path / "a.wav", str(tmp_path)):
        with pytest.raises(DatasetError):
            sound().read(source)
    for bad in ([1.0, 2.0], object(), [[1, 2], [3]], np.full((4000,), np.nan)):
        with pytest.raises(UsageError):
            sound().read(bad)
    assert sound().read(np.zeros(4000)).shape == (1, 4000, 1)
    assert sound().read(np.zeros((2, 4000))).shape == (2, 4000, 1)
    assert Series(length=3, channels=("a", "b")).read([[1, 2], [3, 4], [5, 6]]).shape == (1, 3, 2)


def test_a_row_in_words_and_as_a_picture() -> None:
    rows = np.zeros((1, 4000, 1), np.float32)
    rows[0, 100:2000, 0] = noise(1, 1900)
    kind = sound().fit(rows)
    assert kind.cells(rows, 0)["length"] == "0.25 s"
    assert kind.cells(np.zeros_like(rows), 0)["peak"] == "silent"
    assert kind.picture(rows, 0).shape == (kind.mels, kind.n_frames)
    tokens = kind.tokens(rows, 0)
    assert len(tokens) == kind.n_frames
    assert tokens[1] == "0.02 s"
    series = Series(length=100, channels=("a", "b"))
    values = np.stack([np.arange(100), np.zeros(100)], 1)[None].astype(np.float32)
    assert series.text(values, 0).startswith("a (every 2 steps): 0 2 4")
    assert series.cells(values, 0)["a"] == "0 … 99, mean 49.5"
    assert series.picture(values, 0).max() == 255


# --- changes in training


@pytest.mark.parametrize("kind", [sound(changes=CHANGES), sound(mels=0, changes=CHANGES)])
def test_changes_depend_on_the_generator_alone(kind: Sound) -> None:
    rows = noise(4, 4000)[..., None]
    kind = kind.fit(rows)
    changes, preprocessing = Changes(kind), kind.preprocessing()

    def changed(seed: int, amount: float) -> np.ndarray:
        generator = torch.Generator().manual_seed(seed)
        arrays = changes.rows((torch.from_numpy(rows),), amount, generator)
        assert arrays[0].shape == rows.shape
        (inputs,) = changes.inputs((preprocessing(*arrays),), amount, generator)
        return inputs.numpy()

    assert np.array_equal(changed(3, 1.0), changed(3, 1.0))
    assert not np.array_equal(changed(3, 1.0), changed(4, 1.0))
    plain = preprocessing(torch.from_numpy(rows)).numpy()
    near = np.abs(changed(3, 0.01) - plain).mean()
    assert near < np.abs(changed(3, 1.0) - plain).mean()
    assert np.isfinite(changed(5, 2.0)).all()


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_alone(name: str) -> None:
    rows = noise(8, 4000)[..., None]
    kind = sound(changes=(name,)).fit(rows)
    generator = torch.Generator().manual_seed(0)
    x = torch.from_numpy(rows)
    (changed,) = Changes(kind).rows((x,), 1.0, generator)
    plain = kind.preprocessing()(x)
    (inputs,) = Changes(kind).inputs((plain,), 1.0, generator)
    on_bands = name in ("voice", "masks")
    assert bool((changed == x).all()) == on_bands
    assert bool((inputs == plain).all()) != on_bands
    if name == "masks":
        assert 0.02 < float((inputs == 0).float().mean()) < 0.9


def test_no_changes_change_nothing() -> None:
    x = torch.from_numpy(noise(3, 4000)[..., None])
    kind = sound()
    generator = torch.Generator().manual_seed(0)
    assert Changes(kind).rows((x,), 1.0, generator)[0] is x
    assert Changes(kind).inputs((x,), 1.0, generator)[0] is x


def test_speed_moves_a_tone() -> None:
    tone = np.sin(2 * np.pi * 500 * np.arange(4000) / RATE).astype(np.float32)
    x = torch.from_numpy(np.tile(tone[:, None], (16, 1, 1)))
    (changed,) = Changes(sound(changes=("speed",))).rows((x,), 1.0, torch.Generator())
    peaks = np.abs(np.fft.rfft(changed[..., 0].numpy()[:, :3000])).argmax(1) * RATE / 3000
    assert 410 < peaks.min() < 480 < 520 < peaks.max() < 590


def test_names_of_changes() -> None:
    assert read_changes("shift, noise  shift") == ("shift", "noise")
    assert read_changes("") == ()
    with pytest.raises(UsageError, match="'echo'"):
        read_changes("shift, echo")


# --- which rows are held out


@given(values=st.lists(st.sampled_from(["0", "3", "4", "10", "a", "0-4"]), min_size=1))
def test_ranges_hold_whole_numbers(values: list[str]) -> None:
    condition = held_out.parse_condition("take = 0-4")
    assert (condition.column, condition.values) == ("take", ("0-4",))
    if "0-4" in values:
        wanted = [value == "0-4" for value in values]
    else:
        wanted = [value in ("0", "3", "4") for value in values]
    if any(wanted):
        assert condition.rows(values).tolist() == wanted
    else:
        with pytest.raises(DatasetError, match="No row has '0-4'"):
            condition.rows(values)


@pytest.mark.parametrize("text", ["", "take", "=3", "take=", "take=1,,2"])
def test_conditions_that_say_nothing(text: str) -> None:
    with pytest.raises(UsageError, match="does not say which rows"):
        held_out.parse_condition(text)


# --- recordings in a folder


def tone(hz: float, seed: int, n: int = 4000) -> np.ndarray:
    generator = np.random.default_rng(seed)
    values = 0.4 * np.sin(2 * np.pi * hz * np.arange(n) / RATE + generator.uniform(0, 6))
    return (values + generator.normal(0, 0.02, n)).astype(np.float32)


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """Two kinds of tones by three speakers, eight takes each."""
    folder = tmp_path / "tones"
    folder.mkdir()
    for kind, hz in (("low", 300.0), ("high", 1500.0)):
        for number, speaker in enumerate(("ann", "bob", "cy")):
            for take in range(8):
                seed = hash((number, take)) % 1000 + int(hz)
                path = folder / f"{kind}_{speaker}_{take}.wav"
                soundfile.write(path, tone(hz + 20 * number, seed), RATE)
    return folder


NAMES = {"pattern": "{label}_{speaker}_{take}.wav", "seconds": 0.5, "mels": 20}


def test_a_folder_by_its_names(plugins: Plugins, recordings: Path) -> None:
    data = load(plugins, "sound-folder", path=str(recordings), **NAMES, test_where="take=0-1")
    assert isinstance(data, Examples)
    assert data.classes == ("high", "low")
    assert (len(data.train), len(data.test)) == (36, 12)
    assert data.train.x.shape[1:] == (4000, 1)
    assert data.inputs.rate == RATE
    assert str(data.task) == "sounds of 0.5 s at 8,000 Hz in 2 classes"
    again = load(plugins, "sound-folder", path=str(recordings), **NAMES, test_where="take=0-1")
    assert again.digest() == data.digest()


def test_groups_stay_together(plugins: Plugins, recordings: Path) -> None:
    data = load(plugins, "sound-folder", path=str(recordings), **NAMES, group="speaker")
    assert not np.isin(data.train.groups, data.test.groups).any()
    assert len(data.test) in (16, 32)
    one = load(plugins, "sound-folder", path=str(recordings), **NAMES, test_where="speaker=bob")
    assert len(one.test) == 16
    with pytest.raises(DatasetError, match="into both splits"):
        load(
            plugins,
            "sound-folder",
            path=str(recordings),
            **NAMES,
            group="speaker",
            test_where="take=0-1",
        )


def test_class_folders_and_what_is_left_out(plugins: Plugins, tmp_path: Path) -> None:
    folder = tmp_path / "classes"
    for kind, hz in (("a", 300.0), ("b", 900.0)):
        (folder / kind).mkdir(parents=True)
        for take in range(10):
            samples = tone(hz, take, 8000 if take == 0 else 2000)
            soundfile.write(folder / kind / f"{take}.flac", samples, RATE)
    soundfile.write(folder / "stray.wav", tone(1.0, 0), RATE)
    stereo = np.stack([tone(300, 50)] * 2, 1)
    soundfile.write(folder / "a" / "stereo.wav", stereo, 16_000)
    (folder / "a" / "notes.txt").write_text("not a sound")
    data = load(plugins, "sound-folder", path=str(folder), seconds=0.5)
    assert len(data.train) + len(data.test) == 21
    assert data.classes == ("a", "b")
    notes = "\n".join(data.notes)
    assert "1 files are not named {label}/*" in notes
    assert "stray.wav" in notes
    assert "1 recordings are resampled to 8,000 Hz" in notes
    assert "1 recordings of several channels" in notes
    assert "2 recordings are longer than 0.5 s" in notes


def test_a_recording_that_is_there_twice_is_not_in_both_splits(
    plugins: Plugins, recordings: Path
) -> None:
    same = (recordings / "low_ann_0.wav").read_bytes()
    (recordings / "low_ann_7.wav").write_bytes(same)
    data = load(plugins, "sound-folder", path=str(recordings), **NAMES, test_where="take=0")
    assert not np.isin(data.train.identities, data.test.identities).any()
    assert "1 training recordings are in the test as well" in "\n".join(data.notes)


def test_a_number_as_target(plugins: Plugins, recordings: Path) -> None:
    params = {**NAMES, "label": "take", "target": "number"}
    data = load(plugins, "sound-folder", path=str(recordings), **params)
    assert data.target.id == "number"
    assert set(data.train.y.tolist()) <= set(range(8))
    with pytest.raises(DatasetError, match="not a number in every row"):
        load(plugins, "sound-folder", path=str(recordings), **{**params, "label": "speaker"})


def test_a_damaged_file_is_named_or_left_out(plugins: Plugins, recordings: Path) -> None:
    (recordings / "low_ann_3.wav").write_bytes(b"RIFF nothing")
    with pytest.raises(DatasetError, match=r"low_ann_3\.wav cannot be read as sound") as raised:
        load(plugins, "sound-folder", path=str(recordings), **NAMES)
    assert "bad_files = skip" in raised.value.remedy
    data = load(plugins, "sound-folder", path=str(recordings), **NAMES, bad_files="skip")
    assert len(data.train) + len(data.test) == 47
    assert "1 files cannot be read and are left out: low_ann_3.wav" in "\n".join(data.notes)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"path": None}, "No folder has been chosen"),
        ({"path": "/nowhere/at/all"}, "There is no folder"),
        ({"pattern": "{label}-{take}.wav"}, "is named {label}-{take}.wav"),
        ({"pattern": "nothing.wav"}, "names no field"),
        ({"label": "digit"}, "has no field 'digit'"),
        ({"group": "room"}, "has no field 'room'"),
        ({"test_where": "speaker=eve"}, "No row has 'eve'"),
        ({"test_where": "room=1"}, "no 'room' to hold rows out by"),
        ({"test_where": "take=0-7"}, "none is left to learn from"),
        ({"seconds": 0.01}, "hold no frame"),
        ({"mels": 300}, "too short for 300 mel bands"),
    ],
)
def test_what_cannot_be_loaded(
    plugins: Plugins, recordings: Path, params: dict[str, Any], words: str
) -> None:
    with pytest.raises(WorkbenchError) as raised:
        load(plugins, "sound-folder", **{"path": str(recordings), **NAMES, **params})
    assert words in raised.value.message
    assert raised.value.remedy


def test_what_does_not_fit_is_refused_before_it_is_decoded(
    plugins: Plugins, recordings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.core import memory
    from workbench_plugins.series import sound_files

    monkeypatch.setattr(memory, "available", lambda: 1000)
    monkeypatch.setattr(sound_files, "read", lambda *_: pytest.fail("it was decoded"))
    with pytest.raises(WorkbenchError, match=r"48 recordings of 0\.5 s"):
        load(plugins, "sound-folder", path=str(recordings), **NAMES)


def test_a_folder_of_the_data_folder(plugins: Plugins, recordings: Path) -> None:
    loading = Loading(folders=(recordings.parent,))
    data = load(plugins, "sound-folder", loading, path="elsewhere/tones", **NAMES)
    assert len(data.train) + len(data.test) == 48


# --- windows of a table


def table(path: Path, n: int = 400, devices: int = 1, **changed: Any) -> Path:
    """A slow or a quick wave by turns of 50 rows, told in ``state``; times backwards."""
    rows = []
    for device in range(devices):
        for moment in range(n):
            quick = (moment // 50) % 2
            value = np.sin(moment * (1.5 if quick else 0.2) + device)
            rows.append(
                {
                    "time": moment,
                    "device": f"d{device}",
                    "x": f"{value:.4f}",
                    "y": f"{value * 2:.4f}",
                    "state": "quick" if quick else "slow",
                    "load": f"{moment * 0.5:.2f}",
                    **changed,
                }
            )
    rows.reverse()
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


WINDOWS = {"values": "x, y", "time": "time", "target_column": "state", "length": 16, "step": 4}


def test_the_last_part_of_the_time_is_the_test(plugins: Plugins, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv")
    data = load(plugins, "series-table", path=str(path), **WINDOWS)
    assert data.inputs.channels == ("x", "y")
    assert data.classes == ("quick", "slow")
    first = np.sin(np.arange(16) * 0.2)
    np.testing.assert_allclose(data.train.x[0, :, 0], first, atol=1e-4)
    assert len(data.test) == 1 + (80 - 16) // 4
    assert "The last 80 of 400 rows are the test." in data.notes
    # Windows of one stretch of time overlap, those of two do not.
    assert len(np.unique(data.train.groups)) > 1


def test_no_window_of_a_group_is_in_both_splits(plugins: Plugins, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", 100, devices=6)
    data = load(plugins, "series-table", path=str(path), **WINDOWS, group="device", test_part=0.4)
    assert not np.isin(data.train.groups, data.test.groups).any()
    one = load(
        plugins, "series-table", path=str(path), **WINDOWS, group="device", test_where="device=d3"
    )
    each = 1 + (100 - 16) // 4
    assert (len(one.train), len(one.test)) == (5 * each, each)


@given(
    n=st.integers(60, 300),
    length=st.integers(2, 20),
    step=st.integers(1, 9),
    ahead=st.integers(0, 3),
    devices=st.integers(1, 4),
)
def test_windows_never_overlap_across_splits(
    n: int,
    length: int,
    step: int,
    ahead: int,
    devices: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    from workbench_plugins.series import window_dataset, windows

    runs = tuple((k * n, (k + 1) * n) for k in range(devices))
    names = tuple(f"d{k}" for k in range(devices))
    rows = windows.Ordered(
        np.zeros((n * devices, 1), np.float32), np.arange(n * devices), runs, names
    )
    params = make(
        window_dataset.WindowParams,
        {"length": length, "step": step, "ahead": ahead, "group": "d" if devices > 1 else ""},
    )
    span = length + ahead
    parts = window_dataset._parts(rows, params, span)
    sides = [
        {row for start in starts.tolist() for row in range(start, start + span)}
        for starts in (parts.train, parts.test)
    ]
    assert not sides[0] & sides[1]
    assert sides[0] | sides[1] <= set(range(n * devices))
    if parts.train_groups is not None:
        by_group: dict[int, set[int]] = {}
        for start, group in zip(parts.train.tolist(), parts.train_groups.tolist(), strict=True):
            by_group.setdefault(group, set()).update(range(start, start + span))
        seen: set[int] = set()
        for rows_of in by_group.values():
            assert not seen & rows_of
            seen |= rows_of


def test_a_number_rows_ahead(plugins: Plugins, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv")
    params = {**WINDOWS, "target_column": "load", "target": "number", "unit": "kW"}
    data = load(plugins, "series-table", path=str(path), **params)
    assert data.train.y[0] == pytest.approx(15 * 0.5)
    later = load(plugins, "series-table", path=str(path), **params, ahead=3)
    assert later.train.y[0] == pytest.approx(18 * 0.5)
    assert later.target.unit == "kW"


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"path": None}, "No table has been chosen"),
        ({"target_column": ""}, "No target column"),
        ({"values": "x, z"}, "no column 'z'"),
        ({"values": "device"}, "'d0' in 'device' is no number"),
        ({"values": "x, load", "target_column": "load"}, "both a value and the target"),
        ({"time": "state"}, "in 'state' is no time"),
        ({"length": 500}, "windows to learn from"),
        ({"group": "device"}, "All rows are of one device"),
        ({"test_where": "device=d0"}, "no column of groups"),
        ({"group": "device", "test_where": "state=slow"}, "not about the groups"),
    ],
)
def test_tables_that_cannot_be(
    plugins: Plugins, tmp_path: Path, params: dict[str, Any], words: str
) -> None:
    path = table(tmp_path / "a.csv")
    with pytest.raises(WorkbenchError) as raised:
        load(plugins, "series-table", **{"path": str(path), **WINDOWS, **params})
    assert words in raised.value.message
    assert raised.value.remedy


def test_a_hole_in_a_series_is_named(plugins: Plugins, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv")
    lines = path.read_text().splitlines()
    lines[7] = lines[7].replace(lines[7].split(",")[2], "", 1)
    path.write_text("\n".join(lines))
    with pytest.raises(DatasetError, match="line 8: 'x' is empty"):
        load(plugins, "series-table", path=str(path), **WINDOWS)


def test_a_users_table_is_cut_as_in_training(plugins: Plugins, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv")
    data = load(plugins, "series-table", path=str(path), **WINDOWS)
    rows = data.inputs.read(path)
    assert np.array_equal(rows[0], data.train.x[0])
    assert len(rows) == 1 + (400 - 16) // 4
    short = table(tmp_path / "b.csv", 10)
    with pytest.raises(DatasetError, match="10 rows behind each other"):
        data.inputs.read(short)


def test_wave_shapes_need_nothing(plugins: Plugins) -> None:
    data = load(plugins, "wave-shapes", n_rows=80)
    assert data.classes == ("sine", "square", "triangle", "saw")
    assert (len(data.train), len(data.test)) == (60, 20)
    assert load(plugins, "wave-shapes", n_rows=80).digest() == data.digest()
    assert load(plugins, "wave-shapes", n_rows=80, seed=1).digest() != data.digest()


def test_few_labels(plugins: Plugins, recordings: Path) -> None:
    data = load(plugins, "sound-folder", path=str(recordings), **NAMES, labels_per_class=3)
    assert len(data.train) == 6


# --- trained, exported, predicted


ARCHITECTURES = {
    "series-cnn": {"width": 8, "n_layers": 2},
    "series-gru": {"width": 12, "n_layers": 1},
    "series-transformer": {"width": 16, "n_layers": 1, "n_heads": 2},
}


def experiment(dataset: dict[str, Any], architecture: str, **trainer: Any) -> dict[str, Any]:
    return {
        "name": "test",
        "device": "cpu",
        "dataset": dataset,
        "architecture": {"id": architecture, **ARCHITECTURES[architecture]},
        "trainer": {"id": "example-supervised", "epochs": 2, "batch_size": 8, **trainer},
    }


@pytest.mark.parametrize(
    "architecture",
    [
        pytest.param(name, marks=() if name == "series-cnn" else pytest.mark.slow)
        for name in sorted(ARCHITECTURES)
    ],
)
def test_a_file_gets_the_answer_of_training(
    plugins: Plugins, recordings: Path, tmp_path: Path, architecture: str
) -> None:
    """Real training, real export, onnxruntime; a test recording's file through `read`."""
    from workbench import train
    from workbench.inference.row_model import RowModel

    dataset = {"id": "sound-folder", "path": str(recordings), **NAMES, "test_where": "take=0-1"}
    asked = experiment(dataset, architecture, augment=1.0)
    run = train(asked, folder=tmp_path / "runs", progress=False)
    assert run.model_file is not None
    model = RowModel(run.model_file, plugins)
    data = load(plugins, **dataset)
    answers = model.predict(data.test.x)
    assert np.allclose(answers.sum(1), 1, atol=1e-5)
    files = sorted(recordings.glob("*_[01].wav"), key=lambda p: p.name)
    read = model.inputs.read([str(path) for path in files])
    assert np.array_equal(read, data.test.x)
    np.testing.assert_allclose(model.predict(read), answers, atol=1e-6)


def test_no_augmentation_where_a_kind_knows_none(plugins: Plugins) -> None:
    from workbench.core.contracts.input_kind import ArrayInputs
    from workbench.core.contracts.targets import Number
    from workbench.core.contracts.task import Task
    from workbench.core.contracts.trainer import Trainer

    trainer = plugins.get(Trainer, "example-supervised")
    params = make(trainer.Params, {"augment": 0.5})
    problem = trainer().problem(Task(inputs=ArrayInputs(shape=(2,)), target=Number()), params, None)
    assert problem is not None
    assert problem.fix == {"trainer": {"augment": 0.0}}
    assert trainer().problem(Task(inputs=sound(), target=Number()), params, None) is None


def test_attention_is_of_frames(plugins: Plugins) -> None:
    from workbench.core.contracts.architecture import Architecture
    from workbench.core.contracts.targets import Classes
    from workbench.core.contracts.task import Task

    kind = sound()
    cls = plugins.get(Architecture, "series-transformer")
    network = (
        cls().build(Task(inputs=kind, target=Classes(("a", "b"))), make(cls.Params, {})).eval()
    )
    x = torch.randn(2, kind.n_frames, kind.n_features)
    with torch.no_grad():
        maps = network.attention_maps(x)
        seen: list[torch.Tensor] = []
        torch.testing.assert_close(network(x), network(x, seen), atol=1e-5, rtol=1e-4)
    assert maps.shape == (2, 2, 4, kind.n_frames, kind.n_frames)
    torch.testing.assert_close(maps.sum(-1), torch.ones_like(maps.sum(-1)))
    assert len(kind.tokens(np.zeros((1, 4000, 1)), 0)) == maps.shape[-1]


@pytest.mark.parametrize(
    ("architecture", "params", "kind", "words"),
    [
        ("series-cnn", {"kernel": 4}, sound(), "no middle"),
        ("series-cnn", {"over": "time and bands"}, Series(length=50), "1 bands"),
        ("series-transformer", {"width": 30, "n_heads": 4}, sound(), "cannot share"),
        ("series-transformer", {}, sound(mels=0), "4,000 steps"),
    ],
)
def test_networks_that_cannot_be(
    plugins: Plugins, architecture: str, params: dict[str, Any], kind: Series, words: str
) -> None:
    from workbench.core.contracts.architecture import Architecture
    from workbench.core.contracts.targets import Number
    from workbench.core.contracts.task import Task

    cls = plugins.get(Architecture, architecture)
    problem = cls().problem(Task(inputs=kind, target=Number()), make(cls.Params, params))
    assert problem is not None
    assert words in problem


def test_settings_out_of_bounds() -> None:
    from workbench_plugins.series.sound_dataset import SoundParams

    for bad in ({"seconds": 0}, {"mels": -1}, {"rate": 10}, {"target": "text"}):
        with pytest.raises(ParamsError):
            make(SoundParams, bad)
    assert replace(sound(), mels=0).n_features == 1


# --- real recordings


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_spoken_digits(
    plugins: Plugins, shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example: takes that were held out, and a file through the command line's `predict`."""
    from workbench import train
    from workbench.inference.row_model import RowModel

    folder = shared_data / "spoken-digits"
    if not folder.is_dir():
        pytest.skip(f"needs {folder}")
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    example = Path(__file__).parents[2] / "examples" / "spoken-digits.toml"
    run = train(example, folder=tmp_path / "runs", progress=False)
    assert run.metrics["test/accuracy"] >= 0.97
    assert run.model_file is not None
    model = RowModel(run.model_file, plugins)
    names = [
        f"{digit}_{who}_{take}.wav" for digit, who, take in ((7, "george", 3), (0, "lucas", 0))
    ]
    data = load(
        plugins,
        "sound-folder",
        path=str(folder),
        pattern="{label}_{speaker}_{take}.wav",
        test_where="take=0-4",
        mels=40,
        dynamic_range=80.0,
        equalise=False,
    )
    for name in names:
        row = model.inputs.read(str(folder / name))
        here = np.flatnonzero((data.test.x == row).all((1, 2)))
        assert len(here) == 1
        both = model.predict(row), model.predict(data.test.x)[here]
        np.testing.assert_allclose(*both, atol=1e-4)
        assert data.classes[int(both[0].argmax())] == name[0]
