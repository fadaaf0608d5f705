"""Pictures of every page of the real window, made without a screen.

``python -m docs.screenshots`` renews the few that the documents show (docs/images);
``python -m docs.screenshots FOLDER`` writes every page in light and dark at both sizes; with
``--examples`` also what tables, series, sounds and texts of several labels look like: their rows,
every view of a run and their playgrounds; with ``--states`` every state of every page and dialog,
at 200 % as well (`docs.states`).
The window is the real one: short trainings run in it, a digit is drawn, a row filled in.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tempfile
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from benchmarks.processes import own_home
from benchmarks.stroke import THREE, smooth
from benchmarks.window import Bench, draw
from workbench.comparison.plan import Plan, Spec
from workbench.core import settings
from workbench.core.contracts.dataset import Dataset, Loading
from workbench.core.contracts.params import make
from workbench.core.experiment import Experiment, Part
from workbench.labelling import project as labellings
from workbench.labelling import sources
from workbench.labelling.functions import Function
from workbench.prompting.prompts.rows import labelled
from workbench.ui.window import PAGES

ROOT = Path(__file__).parents[1]
SIZES = ((1440, 900), (1024, 700))
MODES = ("light", "dark")
# What the documents show: page, mode, size, file in docs/images.
SHOWN = {
    ("train", "light", SIZES[0]): "train-light.png",
    ("play", "light", SIZES[0]): "play-light.png",
    ("prompt", "light", SIZES[0]): "prompt-light.png",
    ("compare", "light", SIZES[0]): "compare-light.png",
    ("label", "light", SIZES[0]): "label-light.png",
}
# Playgrounds that get pictures of their own, by the name of the picture.
PLAYGROUNDS = {"play": "draw", "prompt": "prompt", "in-context": "in-context"}
SETTLE_S = 0.8
EPOCHS = 4
# Rows, recordings and texts of the files that are written for the pictures.
N_HOUSES, N_TONES, N_TEXTS = 400, 60, 120
RATE = 8000


def prepare(bench: Bench) -> None:
    """Train a small network and draw a digit."""
    bench.window.end_lesson()
    chosen = Experiment(name="first digits", device="cpu").with_part("dataset", "digits")
    bench.train(chosen.with_part("trainer", "supervised", {"epochs": EPOCHS}))
    bench.wait(lambda: not bench.host.run.live, 300)
    if bench.host.run.status != "finished":
        raise SystemExit(f"the training failed: {bench.host.run.error}")
    for name, *_ in PAGES:
        bench.page(name)
        bench.spin(SETTLE_S)
    compare(bench, bench.host.run.run)
    label(bench)
    made = playground(bench, "draw")
    pad = bench.pad()
    bench.settle()  # the model is opened in the background
    draw(pad, smooth(THREE), lambda: bench.spin(0.005))
    bench.spin(SETTLE_S)
    if pad.strokes.empty or not made.answer.text():
        raise SystemExit("the pad is empty, or nothing reads what is on it")
    ask(bench)


def compare(bench: Bench, run: str) -> None:
    """Make a comparison of the network with the majority class."""
    answerers = (Spec(id="majority"), Spec(run=run, name="Small network, trained here"))
    plan = Plan(
        name="digits",
        question="Which digit is it?",
        metric="accuracy",
        dataset=Part(id="digits"),
        answerer=answerers,
    )
    page: Any = bench.page("compare")
    page.start(plan)
    bench.wait(lambda: not page.work.running, 300)
    if page.view is None:
        raise SystemExit("the comparison came to nothing")


def label(bench: Bench) -> None:
    """Label reviews: two people, three functions, and a suggestion for the next row."""
    cls = bench.host.plugins.get(Dataset, "short-reviews")
    data = labelled(cls(Loading()).load(make(cls.Params, {}, "dataset")))
    functions = (
        Function(name="praise", label="positive", words=("good", "great", "lovely", "perfect")),
        Function(name="never again", label="negative", pattern="never|not|nothing"),
        Function(name="broken", label="negative", words=("broke", "cold", "slow", "dirty")),
    )
    items = sources.of_dataset(data, "train")
    made = labellings.create(
        "Short reviews", items, data.classes, "Does it praise or complain?", functions=functions
    )
    for row in range(24):
        made.mark(row, items.source_labels[row], "anna")
        other = next(label for label in data.classes if label != items.source_labels[row])
        if row % 2:
            made.mark(row, other if row % 8 == 5 else items.source_labels[row], "ben")
    layout = bench.host.settings.layout
    bench.host.settings.layout = {**layout, "label: person": "anna"}
    page: Any = bench.page("label")
    page.open_when_listed(made.folder)
    bench.wait(lambda: page.work is not None and page.work.suggestion is not None, 60)
    page.label.header.shown.click()
    bench.spin(SETTLE_S)


def playground(bench: Bench, id: str) -> Any:
    """Bring a playground on."""
    page: Any = bench.page("play")
    page.show_playground(id)
    return page.playgrounds[id]


def ask(bench: Bench) -> None:
    """Have the first model there is answer; without one the pictures say what to do."""
    one = playground(bench, "prompt").one
    bench.spin(2 * SETTLE_S)
    if one.columns[0].models.model is not None:
        QTest.mouseClick(one.run_button, Qt.MouseButton.LeftButton)
        bench.wait(lambda: not one.running, 120)


def pictures(bench: Bench) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Bring every page on in every mode and size; yields what can be seen."""
    for mode in MODES:
        bench.host.theme.set_mode(mode)
        for size in SIZES:
            bench.window.resize(*size)
            for name, *_ in PAGES:
                bench.page(name)
                bench.spin(SETTLE_S)
                if name != "play":
                    yield name, mode, size
            for picture, id in PLAYGROUNDS.items():
                playground(bench, id)
                bench.spin(SETTLE_S)
                yield picture, mode, size


@dataclass(frozen=True)
class Example:
    """Rows of one kind, what is trained on them, and the playground that asks the model."""

    name: str
    dataset: Part
    architecture: str
    trainer: str
    epochs: int
    playground: str
    recording: Path | None = None
    text: str = ""


def examples(folder: Path) -> tuple[Example, ...]:
    """Examples of each kind of data; what lies in files is written to ``folder``."""
    houses, tones, texts = folder / "houses.csv", folder / "tones", folder / "reviews.jsonl"
    _write_houses(houses)
    _write_tones(tones)
    _write_texts(texts)
    priced = Part(id="row-table", params={"path": str(houses), "target": "price"})
    heard = Part(id="sound-folder", params={"path": str(tones), "seconds": 0.5})
    labelled_texts = Part(id="text-table", params={"path": str(texts), "several_labels": "each"})
    tables, rows = "table-supervised", "example-supervised"
    return (
        Example("table", priced, "ft-transformer", tables, 6, "fill-row"),
        Example("classes", Part(id="sample-table"), "table-mlp", tables, 10, "fill-row"),
        Example("series", Part(id="wave-shapes"), "series-cnn", rows, 4, "try-row"),
        Example("sound", heard, "series-cnn", rows, 4, "hear-sound", tones / "rising" / "00.wav"),
        Example(
            "labels",
            labelled_texts,
            "bag-of-embeddings",
            rows,
            40,
            "try-row",
            text="The waiter smiled, and the soup was cold.",
        ),
    )


def _write_houses(path: Path) -> None:
    """Houses and their prices; one column gives the price away."""
    random = np.random.default_rng(0)
    area, rooms = random.gamma(9, 13, N_HOUSES).round(), random.integers(1, 8, N_HOUSES)
    district = random.choice(["harbour", "hill", "old town"], N_HOUSES)
    garden = random.random(N_HOUSES) < 0.4
    price = 2100 * area + 9000 * rooms + 30000 * garden + 25000 * (district == "old town")
    price = (price + random.normal(0, 15000, N_HOUSES)).round(-2)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("area", "rooms", "district", "garden", "built", "fee", "price"))
        for row in range(N_HOUSES):
            built = f"{random.integers(1890, 2020)}-{random.integers(1, 13):02d}-01"
            seen = "" if random.random() < 0.05 else int(area[row])
            yes = "yes" if garden[row] else "no"
            fee = round(0.03 * price[row])
            writer.writerow((seen, rooms[row], district[row], yes, built, fee, int(price[row])))


def _write_tones(folder: Path) -> None:
    """Short tones that rise or fall, a folder each."""
    random = np.random.default_rng(1)
    time = np.arange(RATE // 2) / RATE
    for label, sign in (("rising", 1), ("falling", -1)):
        (folder / label).mkdir(parents=True)
        for number in range(N_TONES // 2):
            pitch = random.uniform(500, 900)
            sound = 0.4 * np.sin(2 * np.pi * (pitch + sign * 400 * time) * time)
            sound += 0.02 * random.normal(size=len(time))
            with wave.open(str(folder / label / f"{number:02d}.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE)
                file.writeframes((32767 * sound.clip(-1, 1)).astype("<i2").tobytes())


def _write_texts(path: Path) -> None:
    """Reviews with none, one or several labels, as doccano exports them."""
    random = np.random.default_rng(2)
    parts = {
        "price": ("It was cheap.", "Far too expensive.", "Good value."),
        "staff": ("The waiter smiled.", "Nobody greeted us.", "Such kind people."),
        "food": ("The soup was cold.", "Fresh bread!", "The fish tasted of the sea."),
    }
    with path.open("w", encoding="utf-8") as file:
        for number in range(N_TEXTS):
            labels = [name for name in parts if random.random() < 0.5]
            chosen = [str(random.choice(parts[name])) for name in labels]
            text = " ".join((f"Visit {number}.", *chosen))
            file.write(json.dumps({"text": text, "label": labels}) + "\n")


def of_examples(
    bench: Bench, every: Sequence[Example]
) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Show each example on the Data, Train and Play pages; yields what can be seen."""
    for example in every:
        bench.host.theme.set_mode(MODES[0])
        experiment = Experiment(name=example.name, device="cpu")
        experiment = experiment.with_part("dataset", example.dataset.id, example.dataset.params)
        experiment = experiment.with_part("architecture", example.architecture)
        experiment = experiment.with_part("trainer", example.trainer, {"epochs": example.epochs})
        bench.host.set_experiment(experiment)
        show_rows(bench, example.dataset)
        yield from _both(bench, "data", f"data-{example.name}")
        bench.train(experiment)
        bench.wait(lambda: not bench.host.run.live, 300)
        if bench.host.run.status != "finished":
            raise SystemExit(f"{example.name} failed: {bench.host.run.error}")
        train: Any = bench.page("train")
        for tabs in (train.main, train.side):
            for number in range(tabs.count()):
                if tabs.isTabVisible(number):
                    tabs.setCurrentIndex(number)
                    title = file_part(tabs.tabText(number))
                    yield from _both(bench, "train", f"train-{example.name}-{title}")
        fill(bench, example)
        yield from _both(bench, "play", f"play-{example.name}")


def file_part(title: str) -> str:
    """A tab's title as a part of a file's name: ``roc-pr`` of ``ROC / PR``."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


def show_rows(bench: Bench, part: Part) -> None:
    """Load a dataset on the Data page."""
    page: Any = bench.page("data")
    page.choice.setCurrentIndex(page.choice.findData(part.id))
    page.choices.chosen.emit(dict(part.params))
    bench.spin(SETTLE_S)
    bench.settle()


def fill(bench: Bench, example: Example) -> None:
    """Ask the model of an example in its playground."""
    asked = playground(bench, example.playground)
    bench.spin(SETTLE_S)
    bench.settle()
    if example.recording is not None:
        asked.hear(example.recording)
    elif example.text:
        asked.findChild(QPlainTextEdit).setPlainText(example.text)
    else:
        QTest.mouseClick(asked.example, Qt.MouseButton.LeftButton)
    bench.settle()


def _both(bench: Bench, page: str, picture: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """A page in every mode and size."""
    bench.page(page)
    for mode in MODES:
        bench.host.theme.set_mode(mode)
        for size in SIZES:
            bench.window.resize(*size)
            bench.spin(2 * SETTLE_S)
            yield picture, mode, size


def grab(bench: Bench, file: Path, size: tuple[int, int]) -> None:
    """Write what the window shows; it must have the size that it was given."""
    grabbed = bench.window.grab()
    if (grabbed.width(), grabbed.height()) != size:
        raise SystemExit(f"{file.stem} does not fit {size[0]}×{size[1]}: it is {grabbed.size()}")
    if not grabbed.save(str(file)):
        raise SystemExit(f"cannot write {file}")


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description="Take pictures of every page of the window.")
    parser.add_argument("folder", type=Path, nargs="?", help="all pages in both modes and sizes")
    parser.add_argument("--examples", action="store_true", help="other kinds of data as well")
    parser.add_argument("--states", action="store_true", help="every state, also at 200 %%")
    parser.add_argument("--language", default="en", help="of the window, such as de")
    arguments = parser.parse_args()
    folder: Path | None = arguments.folder
    if arguments.states and folder is None:
        parser.error("--states needs a folder")
    target = folder or ROOT / "docs" / "images"
    target.mkdir(parents=True, exist_ok=True)
    with own_home():
        settings.Settings(language=arguments.language).save()
        bench = Bench(*SIZES[0])
        if not QFontDatabase.families():
            raise SystemExit("no fonts: install fonts-dejavu-core, or the pictures hold no text")
        prepare(bench)
        for name, mode, size in pictures(bench):
            shown = SHOWN.get((name, mode, size))
            file = f"{name}-{mode}-{size[0]}x{size[1]}.png" if folder else shown
            if file is not None:
                grab(bench, target / file, size)
        if folder and arguments.examples:
            with tempfile.TemporaryDirectory() as files:
                for name, mode, size in of_examples(bench, examples(Path(files))):
                    grab(bench, folder / f"{name}-{mode}-{size[0]}x{size[1]}.png", size)
        bench.close()
    if folder and arguments.states:
        from docs.states import write_at_both_scales

        write_at_both_scales(folder)


if __name__ == "__main__":
    main()
