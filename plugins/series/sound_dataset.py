"""Dataset: recordings in a folder, whose names say what they are."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from workbench import (
    MOST_CLASSES,
    Card,
    Classes,
    Dataset,
    DatasetError,
    Examples,
    FewLabelsParams,
    FilePreview,
    Number,
    OptionalPath,
    PreviewColumn,
    Rows,
    TargetKind,
    column_numbers,
    divide_rows,
    examples,
    param,
    parse_file_pattern,
    read_file_fields,
    refuse_too_large,
    text_identities,
    with_few_labels,
)

from . import held_out, sound_files
from .kinds import Sound
from .names import changes_param, read_changes

MOST_FILES = 500_000
NAMED = 3
LOOKED_AT = 400
# Recordings that are shown before all are read.
PREVIEWED = 3


class SoundParams(FewLabelsParams):
    path: OptionalPath = param(
        None,
        "Folder",
        "The folder of recordings.",
        blank="no folder chosen",
        picks="folder",
    )
    pattern: str = param(
        "{label}/*",
        "File names",
        "What a file's path says, such as {label}/* for a folder a class, or "
        "{label}_{speaker}_{take}.wav.",
    )
    label: str = param("label", "Target", "The field of the pattern to predict.")
    target: Literal["class", "number"] = param(
        "class", "Target is", "One of several classes, or a number."
    )
    seconds: float = param(
        1.0,
        "Length",
        "How much of each recording is used, from its start; shorter ones are padded with silence.",
        unit="s",
        gt=0,
        le=60,
    )
    test_where: str = param(
        "",
        "Test rows",
        "Which recordings are for testing, such as speaker=george or take=0-4; blank splits at "
        "random.",
        blank="random split",
    )
    group: str = param(
        "",
        "Group",
        "The field whose values are never in both splits, such as speaker; blank if recordings are "
        "independent.",
        blank="independent recordings",
    )
    test_part: float = param(
        0.2, "Test split", "Share for testing, if split at random.", ge=0.01, le=0.9
    )
    seed: int = param(0, "Seed", "Which recordings are for testing.", ge=0, advanced=True)
    mels: int = param(
        20,
        "Mel bands",
        "Bands of the spectrogram that goes in; 0 uses the waveform.",
        ge=0,
        le=512,
    )
    frame: float = param(
        32.0, "Frame", "Length of a spectrogram's frame.", unit="ms", gt=0, le=1000, advanced=True
    )
    hop: float = param(
        16.0, "Hop", "From one frame to the next.", unit="ms", gt=0, le=1000, advanced=True
    )
    dynamic_range: float = param(
        40.0,
        "Dynamic range",
        "How far below its loudest a recording is heard; a noisy room needs less.",
        unit="dB",
        gt=0,
        le=100,
        advanced=True,
    )
    equalise: bool = param(
        True,
        "Equalise",
        "Take out what a microphone or a room adds to a band at all times; what hums on in the "
        "same way goes with it.",
        advanced=True,
    )
    rate: int | None = param(
        None,
        "Rate",
        "Samples per second that all are resampled to; blank uses the most common rate.",
        blank="most common",
        unit="Hz",
        ge=1000,
        le=192_000,
        advanced=True,
    )
    changes: str = changes_param("shift, gain, noise, speed, voice, masks")
    bad_files: Literal["refuse", "skip"] = param(
        "refuse", "Unreadable files", "Stop at the first, or leave them out.", advanced=True
    )


class SoundFolder(Dataset):
    """The user's own recordings."""

    id, name = "sound-folder", "Recordings in a folder"
    section = "own"
    needs_path = opens_folders = True
    about = "Sounds from a folder of WAV, FLAC, Ogg, AIFF or MP3 files, labelled by their names."
    Params = SoundParams
    card = Card(
        summary=(
            "Recordings with a class or number that their folders or names say. Channels are mixed "
            "down, other rates are resampled, and what is left out is listed."
        ),
        size="as many recordings as the folder holds",
        licence="that of your recordings",
        source="a folder of your own",
    )

    @classmethod
    def suits(cls, path: Path) -> float:
        """The share of a folder's files that are sounds."""
        names = [each.name.lower() for each in _some_files(path)]
        return sum(name.endswith(sound_files.SUFFIXES) for name in names) / max(len(names), 1)

    @classmethod
    def settings_for(cls, path: Path) -> dict[str, Any]:
        """With a pattern that reads the label from names where there are no folders of classes."""
        sounds = [f for f in _some_files(path) if f.name.lower().endswith(sound_files.SUFFIXES)]
        in_names = sounds and all(f.parent == path and "_" in f.name for f in sounds)
        return {"path": str(path)} | ({"pattern": "{label}_*"} if in_names else {})

    def preview(self, params: SoundParams) -> FilePreview | None:
        """Some recordings: what their names say, how long they are, and at which rate."""
        if params.path is None:
            return None
        folder = self._folder(params)
        files = sorted(
            each.relative_to(folder)
            for each in _some_files(folder)
            if each.name.lower().endswith(sound_files.SUFFIXES)
        )[:PREVIEWED]
        names = [file.as_posix() for file in files]
        fields = read_file_fields(parse_file_pattern(params.pattern), names)
        heads = [_head(folder / file) for file in files]
        row_of = {row: at for at, row in enumerate(fields.rows)}
        columns = [PreviewColumn("File", "recording", tuple(names))]
        for name, values in fields.columns.items():
            role = {params.label: "target", params.group: "group"}.get(name, "not used")
            cells = tuple(values[row_of[at]] if at in row_of else "–" for at in range(len(files)))
            columns.append(PreviewColumn(name, role, cells, is_used=role != "not used"))
        columns += [
            PreviewColumn("Length", "s", tuple(f"{h.seconds:.2f}" if h else "–" for h in heads)),
            PreviewColumn("Rate", "Hz", tuple(f"{h.rate:,}" if h else "–" for h in heads)),
            PreviewColumn("Channels", "", tuple(str(h.channels) if h else "–" for h in heads)),
        ]
        return FilePreview(tuple(columns))

    def load(self, params: SoundParams) -> Examples:
        folder = self._folder(params)
        changes = read_changes(params.changes)
        pattern = parse_file_pattern(params.pattern)
        files = self._files(folder)
        fields = read_file_fields(pattern, [file.as_posix() for file in files])
        notes = []
        if not fields.rows:
            message = f"None of {len(files):,} sound files in {folder} is named {params.pattern}."
            example = f" One is {files[0].as_posix()!r}." if files else ""
            raise DatasetError(message + example, "Change the pattern (dataset.pattern).")
        if fields.unmatched:
            notes.append(
                f"{len(fields.unmatched):,} files are not named {params.pattern} and are left out, "
                f"such as {', '.join(fields.unmatched[:NAMED])}."
            )
        for name in filter(None, (params.label, params.group)):
            if name not in fields.columns:
                there = ", ".join(fields.columns)
                message = f"The pattern {params.pattern} has no field {name!r}."
                raise DatasetError(message, f"It has: {there}.")
        recordings = self._decoded(
            folder, [files[row] for row in fields.rows], fields.columns, params, notes
        )
        kind = recordings.kind(params, changes)
        y, target = targets(recordings.columns[params.label], params.target, params.label)
        rows = Rows(recordings.samples, y, _groups(recordings.columns, params.group), kind)
        train, test = self._split(rows, recordings.columns, params, notes)
        data = examples(rows.at(train), rows.at(test), kind, target, tuple(notes))
        return with_few_labels(data, params)

    def _folder(self, params: SoundParams) -> Path:
        if params.path is None:
            remedy = "Choose the folder of your recordings under Folder (dataset.path)."
            raise DatasetError("No folder has been chosen.", remedy)
        path = params.path.expanduser()
        places = (path, *(folder / path.name for folder in self.loading.folders))
        for place in places:
            if place.is_dir():
                return place
        looked = ", ".join(str(place) for place in places)
        remedy = "Check the path, or put the folder into one of these."
        raise DatasetError(f"There is no folder {looked}.", remedy)

    def _files(self, folder: Path) -> list[Path]:
        """Sound files below a folder, relative to it, in the order of their names."""
        files: list[Path] = []
        for parent, folders, names in os.walk(folder):
            self.loading.check()
            folders.sort()
            here = Path(parent).relative_to(folder)
            files += [
                here / name
                for name in names
                if name.lower().endswith(sound_files.SUFFIXES) and not name.startswith(".")
            ]
            if len(files) > MOST_FILES:
                message = f"{folder} holds more than {MOST_FILES:,} sound files."
                raise DatasetError(message, "Choose a folder inside it.")
        if not files:
            message = f"{folder} holds no sound files ({', '.join(sound_files.SUFFIXES)})."
            raise DatasetError(message, "Choose the folder that holds them, or one above it.")
        return sorted(files)

    def _decoded(
        self,
        folder: Path,
        files: Sequence[Path],
        columns: Mapping[str, Sequence[str]],
        params: SoundParams,
        notes: list[str],
    ) -> Recordings:
        heads: list[sound_files.SoundInfo] = []
        good: list[int] = []
        refused: list[str] = []
        for number, file in enumerate(files):
            self.loading.check()
            try:
                heads.append(sound_files.info(folder / file))
                good.append(number)
            except DatasetError as error:
                if params.bad_files == "refuse":
                    remedy = f"{error.remedy} Or leave such files out: bad_files = skip."
                    raise DatasetError(error.message, remedy) from error
                refused.append(file.as_posix())
        if not good:
            message = f"None of {len(files):,} files in {folder} can be read."
            raise DatasetError(message, "Listen to one of them in another program.")
        rate = params.rate or Counter(head.rate for head in heads).most_common(1)[0][0]
        length = max(1, round(params.seconds * rate))
        parts = f"{len(good):,} recordings of {params.seconds:g} s at {rate:,} Hz"
        refuse_too_large(
            "The data", 4 * length * len(good), parts, "Hear less of each, or lower the rate."
        )
        samples = np.zeros((len(good), length, 1), np.float32)
        kept: list[int] = []
        for number, row in enumerate(good):
            self.loading.check()
            if number % 100 == 0:
                self.loading.report("Reading recordings", number, len(good))
            try:
                samples[len(kept)] = sound_files.read(folder / files[row], rate, length)
                kept.append(row)
            except DatasetError as error:
                if params.bad_files == "refuse":
                    remedy = f"{error.remedy} Or leave such files out: bad_files = skip."
                    raise DatasetError(error.message, remedy) from error
                refused.append(files[row].as_posix())
        if refused:
            names = ", ".join(refused[:NAMED])
            notes.append(f"{len(refused):,} files cannot be read and are left out: {names}.")
        if changed := sum(head.rate != rate for head in heads):
            notes.append(f"{changed:,} recordings are resampled to {rate:,} Hz.")
        if mixed := sum(head.channels > 1 for head in heads):
            notes.append(f"{mixed:,} recordings of several channels are mixed down to one.")
        if longer := sum(head.seconds > params.seconds for head in heads):
            longest = max(head.seconds for head in heads)
            notes.append(
                f"{longer:,} recordings are longer than {params.seconds:g} s and are cut there; "
                f"the longest has {longest:.2f} s."
            )
        some = {name: tuple(values[row] for row in kept) for name, values in columns.items()}
        return Recordings(samples[: len(kept)], rate, some)

    def _split(
        self,
        rows: Rows,
        columns: Mapping[str, Sequence[str]],
        params: SoundParams,
        notes: list[str],
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        self.loading.check()
        if not params.test_where:
            return divide_rows(rows.identities, params.test_part, params.seed, rows.groups)
        holds = held_out.chosen(params.test_where, columns)
        if rows.groups is not None and np.isin(rows.groups[~holds], rows.groups[holds]).any():
            message = f"{params.test_where!r} puts rows of one {params.group} into both splits."
            raise DatasetError(message, f"Hold out whole values of {params.group}, or blank Group.")
        repeated = ~holds & np.isin(rows.identities, rows.identities[holds])
        if repeated.any():
            n = int(repeated.sum())
            notes.append(f"{n:,} training recordings are in the test as well and are left out.")
        return np.flatnonzero(~holds & ~repeated), np.flatnonzero(holds)


@dataclass(frozen=True)
class Recordings:
    """Waveforms ``(n, time, 1)`` at a rate in Hz, and what the files' names say of each."""

    samples: npt.NDArray[np.float32]
    rate: int
    columns: Mapping[str, tuple[str, ...]]

    def kind(self, params: SoundParams, changes: tuple[str, ...]) -> Sound:
        """The input kind that holds them."""
        return Sound(
            length=self.samples.shape[1],
            channels=("sound",),
            rate=float(self.rate),
            changes=changes,
            mels=params.mels,
            frame=max(2, round(params.frame * self.rate / 1000)),
            hop=max(1, round(params.hop * self.rate / 1000)),
            dynamic_range=params.dynamic_range,
            equalise=params.equalise,
        )


def _head(path: Path) -> sound_files.SoundInfo | None:
    """What a file's header says; ``None`` of one that cannot be read."""
    try:
        return sound_files.info(path)
    except DatasetError:
        return None


def _some_files(path: Path) -> list[Path]:
    return [each for each in islice(path.rglob("*"), LOOKED_AT) if each.is_file()]


def targets(
    cells: Sequence[str], what: str, name: str, unit: str = ""
) -> tuple[npt.NDArray[np.generic], TargetKind]:
    """A column's cells as labels, and the kind of target that they are.

    Raises
    ------
    DatasetError
        When they are no classes, or no numbers.
    """
    if what == "number":
        numbers = column_numbers(cells)
        if numbers is None or not np.isfinite(numbers).all():
            message = f"{name!r} is not a number in every row."
            raise DatasetError(message, "Choose another column, or take it as a class.")
        return np.array(numbers, np.float64), Number(quantity=name, unit=unit)
    classes = _sorted(set(cells))
    if not 2 <= len(classes) <= MOST_CLASSES:
        message = f"{name!r} has {len(classes):,} different values in {len(cells):,} rows."
        raise DatasetError(message, f"Take one with 2 to {MOST_CLASSES}, or take it as a number.")
    number = {label: index for index, label in enumerate(classes)}
    return np.array([number[cell] for cell in cells], np.int64), Classes(classes)


def _sorted(labels: set[str]) -> tuple[str, ...]:
    """In order: 2 before 10 where all are whole numbers."""
    whole = all(label.isascii() and label.isdigit() for label in labels)
    return tuple(sorted(labels, key=(lambda label: (int(label), label)) if whole else None))


def _groups(columns: Mapping[str, Sequence[str]], group: str) -> npt.NDArray[np.uint64] | None:
    return text_identities(columns[group]) if group else None
