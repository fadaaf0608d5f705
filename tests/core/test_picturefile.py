"""Picture files of every kind: read within bounds, or refused by name."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from workbench.core import paths
from workbench.core.contracts.errors import DatasetError
from workbench.core.io import drawings, picture_file
from workbench.labelling import sources
from workbench.prompting.prompts.ascii_images import drawn
from workbench.prompting.prompts.images import from_file, pixels

CASES = Path(__file__).parents[1] / "cases"
KINDS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "PPM")


def refused(path: Path) -> str:
    with pytest.raises(DatasetError) as caught:
        picture_file.read(path)
    assert path.name in caught.value.message
    assert caught.value.remedy
    return caught.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files here")
def test_what_is_no_regular_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "link.png").symlink_to(tmp_path / "pipe.png")
    assert "pipe" in refused(tmp_path / "pipe.png")
    assert "pipe" in refused(tmp_path / "link.png")
    assert "folder" in refused(tmp_path)
    assert "device" in refused(Path("/dev/zero"))
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.png")
        assert "socket" in refused(Path("socket.png"))
    refused(tmp_path / "none.png")
    refused(tmp_path / "no\0name.png")
    with pytest.raises(DatasetError, match="pipe"):
        from_file(tmp_path / "pipe.png")
    # A pipe among pictures is passed over, as every file is that is none.
    Image.new("RGB", (4, 4)).save(tmp_path / "one.png")
    assert len(sources.of_folder(tmp_path, 4)) == 1
    drawing = drawings.folder() / "3" / "1.png"
    drawing.parent.mkdir(parents=True)
    os.mkfifo(drawing)
    assert drawings.read(drawing) is None


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"II*\0", b"P6 9 9"]
)
def test_what_is_no_picture(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.png"
    path.write_bytes(content)
    assert "Cannot read" in refused(path)
    for read in (picture_file.read, drawn, lambda file: pixels(file, (3, 3))):
        with pytest.raises(DatasetError):
            read(content)


def test_a_broken_one_is_named(tmp_path: Path) -> None:
    assert "Cannot read" in refused(CASES / "fuzz-image-64.png")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.png").write_bytes((CASES / "fuzz-image-64.png").read_bytes())
    with pytest.raises(DatasetError, match=r"a\.png"):
        sources.of_folder(folder)


def test_a_program_of_postscript_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n")
    assert "kind" in refused(path)


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_bombs(tmp_path: Path, side: int) -> None:
    header = io.BytesIO()
    Image.new("1", (8, 8)).save(header, "PNG")
    content = bytearray(header.getvalue())
    content[16:24] = side.to_bytes(4, "big") * 2
    import zlib

    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    path = tmp_path / "bomb.png"
    path.write_bytes(content)
    assert "too many" in refused(path)


MEASURED = """
import resource, sys
from pathlib import Path
from workbench.core.io import picture_file
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
shape = picture_file.read(Path(sys.argv[1])).shape
print(shape[0], (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ru_maxrss is in KiB on Linux")
@pytest.mark.parametrize("kind", ["jpg", pytest.param("png", marks=pytest.mark.slow)])
def test_a_photo_of_49_megapixels_takes_little_memory(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"large.{kind}"
    Image.new("RGB", (8192, 5981), (200, 30, 40)).save(path, compress_level=1)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True
    )
    height, mebibytes = map(int, done.stdout.split())
    assert height <= picture_file.LONGEST_SIDE
    assert mebibytes < 450


def test_large_ones_are_averaged(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    small = rng.integers(0, 256, (50, 100, 3)).astype(np.uint8)
    Image.fromarray(small.repeat(5, 0).repeat(5, 1)).save(tmp_path / "large.png")
    found = picture_file.read(tmp_path / "large.png", 100)
    np.testing.assert_array_equal(found[..., :3], small)


def test_a_drawing_is_what_was_kept(home: Path) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (28, 28)).astype(np.uint8)
    kept = drawings.add(picture, "3")
    found = drawings.read(kept)
    assert found is not None
    np.testing.assert_array_equal(found, picture)
    assert paths.data() in kept.parents


def sound(kind: str) -> bytes:
    file = io.BytesIO()
    pixels = np.random.default_rng(1).integers(0, 256, (11, 13, 3)).astype(np.uint8)
    exif = Image.Exif()
    exif[0x0112] = 6
    options = {"exif": exif} if kind in ("PNG", "JPEG", "WEBP", "TIFF") else {}
    Image.fromarray(pixels).save(file, kind, **options)
    return file.getvalue()


@settings(max_examples=60)
@given(st.sampled_from(KINDS), st.data())
def test_mutated_files(kind: str, data: st.DataObject) -> None:
    content = bytearray(sound(kind))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(len(content) // 2, len(content)))
    try:
        found = picture_file.read(bytes(content[:end]))
    except DatasetError:
        return
    assert found.dtype == np.uint8
    assert found.ndim == 3
    assert found.shape[2] == 4
    assert max(found.shape) <= picture_file.LONGEST_SIDE
