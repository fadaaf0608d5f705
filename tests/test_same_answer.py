"""The same picture gets the same answer, whichever way it comes in: a row, a file, a drop, a paste.

What onnxruntime alone answers on a test row's pixels is right; a file of these pixels must give it
everywhere.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.cli.conftest import Command, workbench  # noqa: F401 - a fixture
from tests.inference import foreignmodels
from workbench.core.contracts.dataset import Dataset, ImageClasses, Preparation, Split
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.plugins import Plugins, discover
from workbench.inference import images, modelfile
from workbench.inference.digits import FAINT
from workbench.inference.predictor import Predictor
from workbench.labelling import sources
from workbench.prompting.prompts.ascii_images import drawn
from workbench.prompting.prompts.images import from_file, png
from workbench.ui.background_jobs import BackgroundJobs
from workbench.ui.drawing.pad import DrawingPad
from workbench.ui.notices import Notices
from workbench.ui.plots.pictures import to_image
from workbench.ui.theme import ThemeManager
from workbench_plugins.draw.reader import OpenPictureModel, read

Pixels = npt.NDArray[np.uint8]
TEN = tuple("0123456789")
THINGS = ("bag", "boot", "coat")


def _noise(*shape: int) -> Pixels:
    found: Pixels = np.random.default_rng(len(shape)).integers(0, 256, shape).astype(np.uint8)
    return found


def _data(x: Pixels, classes: tuple[str, ...], how: Preparation | None = None) -> ImageClasses:
    y = np.arange(len(x)) % len(classes)
    half = len(x) // 2
    return ImageClasses(Split(x[:half], y[:half]), Split(x[half:], y[half:]), classes, how)


@cache
def _digits() -> ImageClasses:
    cls = discover(installed=False).get(Dataset, "digits")
    data = cls().load(cls.Params())
    assert isinstance(data, ImageClasses)
    return data


# Every kind of dataset: those built in, in their sizes, and what a plugin may bring.
DATA = {
    "digits": _digits,
    "fashion": lambda: _data(_noise(12, 28, 28), THINGS),
    "cifar": lambda: _data(_noise(12, 32, 32, 3), THINGS),
    "odd-colour": lambda: _data(_noise(12, 17, 31, 3), THINGS),
    "odd-grey": lambda: _data(_noise(12, 23, 9), THINGS),
    "large": lambda: _data(_noise(4, 90, 300, 3), ("a", "b")),
    "one-channel": lambda: _data(_noise(12, 12, 13, 1), THINGS),
    "opacity": lambda: _data(_noise(12, 9, 14, 4), THINGS),
    "cropped": lambda: _data(_noise(12, 17, 31, 3), THINGS, "crop"),
    "stretched": lambda: _data(_noise(12, 17, 31, 3), THINGS, "stretch"),
}


@pytest.fixture(params=DATA)
def data(request: pytest.FixtureRequest, home: Path) -> ImageClasses:
    found: ImageClasses = DATA[request.param]()
    return found


@pytest.fixture
def model(data: ImageClasses, tmp_path: Path) -> Path:
    shape = data.test.x.shape[1:]
    path = tmp_path / "model.onnx"
    foreignmodels.linear(path, shape, data.classes, data.prepared_by)
    modelfile.remember(path.read_bytes())
    return path


@pytest.fixture
def pad(qtbot: QtBot) -> DrawingPad:
    made = DrawingPad(ThemeManager("light"), Notices(), BackgroundJobs())
    qtbot.addWidget(made)
    made.resize(280, 280)
    return made


def _plain(model: Path, row: Pixels) -> npt.NDArray[np.float32]:
    found: npt.NDArray[np.float32] = onnxruntime.InferenceSession(model).run(
        None, {"pixels": row[None]}
    )[-1][0]
    return found


def _saved(row: Pixels, path: Path) -> Path:
    flat = row[..., 0] if row.ndim == 3 and row.shape[2] == 1 else row
    Image.fromarray(np.ascontiguousarray(flat)).save(path)
    return path


def _rows(data: ImageClasses) -> Pixels:
    return data.test.x[:6]


def test_a_file_of_a_row_is_the_row(data: ImageClasses, tmp_path: Path) -> None:
    shape = data.test.x.shape[1:]
    # Of digits all of them: none may be taken for a photograph of writing.
    for row in data.test.x[::10] if len(data.test.x) > 50 else data.test.x:
        picture = images.read(_saved(row, tmp_path / "row.png"))
        np.testing.assert_array_equal(images.prepare(picture, shape, data.prepared_by), row)


def test_predict_on_files(
    workbench: Command,  # noqa: F811
    data: ImageClasses,
    model: Path,
    tmp_path: Path,
) -> None:
    rows = _rows(data)
    files = [_saved(row, tmp_path / f"{n}.png") for n, row in enumerate(rows)]
    done = workbench("predict", model, *files, "--json")
    assert done.code == 0, done.err
    for row, answer in zip(rows, done.last["predictions"], strict=True):
        expected = dict(zip(data.classes, _plain(model, row).tolist(), strict=True))
        assert answer["probabilities"] == pytest.approx(expected, abs=1e-5)


def test_dropped_and_pasted_in_the_window(
    qtbot: QtBot, pad: DrawingPad, data: ImageClasses, model: Path, tmp_path: Path
) -> None:
    asked = OpenPictureModel("run", "run", Predictor(model), None)
    for n, row in enumerate(_rows(data)[:3]):
        file = _saved(row, tmp_path / f"{n}.png")
        for way in (_drop_file, _drop_picture, _paste_file, _paste_picture):
            pad.clear()
            with qtbot.waitSignal(pad.changed, timeout=60_000):
                way(pad, file, row)
            reading = read(pad.strokes.subject, [asked])
            assert reading.picture is not None
            np.testing.assert_array_equal(reading.picture, row)
            np.testing.assert_allclose(reading.answers[0][1], _plain(model, row), atol=1e-5)


def _mime(file: Path | None, row: Pixels) -> QMimeData:
    mime = QMimeData()
    if file is None:
        mime.setImageData(to_image(row))
    else:
        mime.setUrls([QUrl.fromLocalFile(str(file))])
    return mime


def _drop(pad: DrawingPad, mime: QMimeData) -> None:
    pad.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def _drop_file(pad: DrawingPad, file: Path, row: Pixels) -> None:
    _drop(pad, _mime(file, row))


def _drop_picture(pad: DrawingPad, file: Path, row: Pixels) -> None:
    _drop(pad, _mime(None, row))


def _paste_file(pad: DrawingPad, file: Path, row: Pixels) -> None:
    QGuiApplication.clipboard().setMimeData(_mime(file, row))
    pad.paste()


def _paste_picture(pad: DrawingPad, file: Path, row: Pixels) -> None:
    QGuiApplication.clipboard().setMimeData(_mime(None, row))
    pad.paste()


def test_prompts(data: ImageClasses, tmp_path: Path) -> None:
    for row in _rows(data):
        file = from_file(_saved(row, tmp_path / "row.png"))
        assert file == png(row)
        assert drawn(file) == drawn(png(row))


def test_a_folder_to_label(tmp_path: Path) -> None:
    """What is labelled, trained on and asked about is one picture."""
    for side, colour in ((32, True), (28, False)):
        folder = tmp_path / str(side)
        folder.mkdir()
        photo = folder / "photo.jpg"
        exif = Image.Exif()
        exif[0x0112] = 6
        Image.fromarray(_noise(70, 50, 3)).save(photo, exif=exif)
        items = sources.of_folder(folder, side, colour)
        assert items.pictures is not None
        row = items.pictures[0]
        picture = images.prepare(images.read(photo), row.shape, "pad")
        np.testing.assert_array_equal(picture, row)
        # Upright it is wider than high, so what is left over lies above and below.
        assert not row[0].any()
        assert row[:, 0].any()


# --- the same pixels in files of other kinds

TURNED = {
    1: lambda x: x,
    2: lambda x: x[:, ::-1],
    3: lambda x: x[::-1, ::-1],
    4: lambda x: x[::-1],
    5: lambda x: x.swapaxes(0, 1),
    6: lambda x: np.rot90(x),
    7: lambda x: np.rot90(x, 2).swapaxes(0, 1),
    8: lambda x: np.rot90(x, -1),
}


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("suffix", [".png", ".tiff", ".webp"])
def test_every_orientation(tmp_path: Path, orientation: int, suffix: str) -> None:
    row = _noise(17, 31, 3)
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"turned{suffix}"
    options = {"lossless": True, "exact": True} if suffix == ".webp" else {}
    turned = Image.fromarray(np.ascontiguousarray(TURNED[orientation](row)))
    turned.save(path, exif=exif, **options)
    np.testing.assert_array_equal(images.prepare(images.read(path), row.shape, "pad"), row)


def test_kinds_of_files(tmp_path: Path) -> None:
    row = _noise(17, 31)
    image = Image.fromarray(row)
    sixteen = row.astype(np.uint16)
    image.convert("P").save(tmp_path / "palette.png")
    image.save(tmp_path / "grey.gif")
    image.save(tmp_path / "grey.bmp")
    image.save(tmp_path / "grey.pgm")
    image.save(tmp_path / "grey.tiff", compression="tiff_lzw")
    image.convert("RGBA").save(tmp_path / "opaque.png")
    Image.merge("LA", (image, Image.new("L", image.size, 255))).save(tmp_path / "la.png")
    Image.fromarray(sixteen * 257).save(tmp_path / "sixteen.png")
    Image.fromarray(sixteen << 8).save(tmp_path / "sixteen.tiff")
    image.save(tmp_path / "moving.gif", save_all=True, append_images=[Image.new("L", image.size)])
    image.save(tmp_path / "moving.png", save_all=True, append_images=[Image.new("L", image.size)])
    for path in sorted(tmp_path.iterdir()):
        if path.is_file():
            found = images.prepare(images.read(path), row.shape, "pad")
            np.testing.assert_array_equal(found, row, err_msg=path.name)


def test_black_and_white_and_cmyk(tmp_path: Path) -> None:
    bits = _noise(9, 11) > 128
    Image.fromarray(bits).save(tmp_path / "bits.png")
    found = images.prepare(images.read(tmp_path / "bits.png"), (9, 11), "pad")
    np.testing.assert_array_equal(found, bits * np.uint8(255))
    for name in ("cmyk.jpg", "cmyk.tiff"):
        Image.new("RGB", (20, 20), (0, 200, 0)).convert("CMYK").save(tmp_path / name)
        red, green, blue = images.prepare(images.read(tmp_path / name), (1, 1, 3), "pad")[0, 0]
        assert green > 150
        assert max(red, blue) < 60


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        hnp.arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(3))),
        hnp.arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40))),
    ),
    st.integers(1, 9),
)
def test_a_picture_enlarged_by_a_whole_number_is_the_picture(
    tmp_path: Path, row: Pixels, factor: int
) -> None:
    large = row.repeat(factor, 0).repeat(factor, 1)
    picture = images.read(_saved(large, tmp_path / "large.png"))
    for how in ("pad", "crop", "stretch"):
        np.testing.assert_array_equal(images.prepare(picture, row.shape, how), row)


@settings(max_examples=60)
@given(
    hnp.arrays(np.uint8, st.tuples(st.integers(1, 60), st.integers(1, 60), st.just(4))),
    st.tuples(st.integers(1, 40), st.integers(1, 40), st.sampled_from([0, 1, 3, 4])),
    st.sampled_from(["pad", "crop", "stretch", "ink"]),
)
def test_any_picture_fits_any_model(
    picture: Pixels, size: tuple[int, int, int], how: Preparation
) -> None:
    shape = size if size[2] else size[:2]
    found = None
    with suppress(WorkbenchError):
        found = images.prepare(picture, shape, how)
    if found is None:
        assert how == "ink"
        assert images.ink(picture).max() <= FAINT
        return
    assert found.shape == shape
    assert found.dtype == np.uint8


def test_proportions(tmp_path: Path) -> None:
    """A wide picture, black, with a white square in the middle."""
    wide = np.zeros((40, 80, 3), np.uint8)
    wide[12:32, 28:48] = 255
    path = _saved(wide, tmp_path / "wide.png")
    picture = images.read(path)
    padded = images.prepare(picture, (20, 20), "pad") > 128
    assert (padded.any(0).sum(), padded.any(1).sum()) == (5, 5)
    cropped = images.prepare(picture, (20, 20), "crop") > 128
    assert (cropped.any(0).sum(), cropped.any(1).sum()) == (10, 10)
    stretched = images.prepare(picture, (20, 20), "stretch") > 128
    assert (stretched.any(0).sum(), stretched.any(1).sum()) == (5, 10)


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    def drawn_with(ink: int, hidden: int) -> Pixels:
        picture = np.full((8, 8, 4), hidden, np.uint8)
        picture[..., 3] = 0
        picture[2:6, 2:6] = (ink, ink, ink, 255)
        Image.fromarray(picture).save(tmp_path / "p.png")
        return images.prepare(images.read(tmp_path / "p.png"), (8, 8), "pad")

    for hidden in (0, 99, 255):
        assert drawn_with(10, hidden)[0, 0] == 255
        assert drawn_with(240, hidden)[0, 0] == 0


# --- models of colours


DISCS = """
import numpy as np
from workbench import Dataset, ImageClasses, Split, hookimpl

def discs(n, seed):
    rng = np.random.default_rng(seed)
    x = np.full((n, 24, 40, 3), 230, np.uint8)
    y = np.arange(n) % 2
    for row, label in enumerate(y):
        cy, cx, r = rng.integers(8, 16), rng.integers(10, 30), rng.integers(5, 8)
        inside = np.hypot(np.arange(24)[:, None] - cy, np.arange(40)[None] - cx) <= r
        x[row][inside] = ((30, 170, 40), (170, 30, 40))[label]
    return Split(x, y)

class Discs(Dataset):
    id, name, about = "discs", "Discs", "Green and red discs."

    def load(self, params):
        return ImageClasses(discs(60, 0), discs(60, 1), ("green", "red"))

@hookimpl
def register_datasets():
    return [Discs]
"""


@pytest.fixture
def discs(workbench: Command, home: Path, tmp_path: Path) -> Path:  # noqa: F811
    """A folder with the test's discs as files, and a run ``discs`` that learnt sixty others."""
    plugin = home / "config" / "plugins" / "discs.py"
    plugin.parent.mkdir(parents=True)
    plugin.write_text(DISCS, "utf-8")
    experiment = tmp_path / "discs.toml"
    experiment.write_text(
        'name = "discs"\ndevice = "cpu"\n[dataset]\nid = "discs"\n[architecture]\nid = "mlp"\n'
        '[trainer]\nid = "supervised"\nepochs = 30\nbatch_size = 20\n',
        "utf-8",
    )
    done = workbench("run", experiment, "--json")
    assert done.code == 0, done.err
    assert done.last["metrics"]["test/accuracy"] == 1.0
    names: dict[str, object] = {}
    exec(DISCS, names)
    rows = names["discs"](60, 1)  # type: ignore[operator]
    folder = tmp_path / "files"
    folder.mkdir()
    for n, (row, label) in enumerate(zip(rows.x, rows.y, strict=True)):
        _saved(row, folder / f"{('green', 'red')[label]}-{n}.png")
    return folder


def test_green_and_red_discs(workbench: Command, discs: Path, tmp_path: Path) -> None:  # noqa: F811
    files = sorted(discs.iterdir())
    target = tmp_path / "discs.onnx"
    assert workbench("export", "discs", "-o", target).code == 0
    by_run = workbench("predict", "discs", *files, "--json").last["predictions"]
    by_file = workbench("predict", target, *files, "--json").last["predictions"]
    assert by_run == by_file
    assert [answer["class"] for answer in by_run] == [file.name.split("-")[0] for file in files]
    for file, answer in zip(files, by_file, strict=True):
        expected = _plain(target, np.asarray(Image.open(file)))
        assert list(answer["probabilities"].values()) == pytest.approx(expected.tolist(), abs=1e-5)
    facts = json.loads(target.with_suffix(".json").read_text("utf-8"))
    assert facts["classes"] == ["green", "red"]
    assert facts["input"]["preparation"] == "pad"
    assert facts["input"]["shape"] == [None, 24, 40, 3]


def test_built_in_datasets_say_how(plugins: Plugins) -> None:
    found = {
        id: getattr(cls, "preparation", None)
        for id, cls in plugins.of(Dataset).items()
        if id in ("mnist", "fashion-mnist")
    }
    assert found == {"mnist": "ink", "fashion-mnist": "pad"}
    assert _digits().prepared_by == "ink"
    assert _data(_noise(4, 28, 28), ("a", "b")).prepared_by == "pad"
    assert _data(_noise(20, 28, 28), TEN).prepared_by == "ink"
    assert _data(_noise(20, 32, 32), TEN).prepared_by == "pad"
    assert _data(_noise(20, 28, 28, 3), TEN).prepared_by == "pad"
    with pytest.raises(WorkbenchError, match="by hand"):
        _data(_noise(4, 28, 28), ("a", "b"), "by hand")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shape", "classes", "how"),
    [
        ((28, 28), TEN, "ink"),
        ((28, 28, 1), TEN, "ink"),
        ((28, 28), ("bag", "boot"), "pad"),
        ((28, 28, 3), TEN, "pad"),
        ((32, 32), TEN, "pad"),
    ],
)
def test_older_files_that_do_not_say_it(
    tmp_path: Path, shape: tuple[int, ...], classes: tuple[str, ...], how: str
) -> None:
    path = foreignmodels.linear(tmp_path / "m.onnx", shape, classes)
    assert Predictor(path).preparation == how
