"""Pictures of every page of the real window, made without a screen.

``python -m docs.screenshots`` renews the few that the documents show (docs/images);
``python -m docs.screenshots FOLDER`` writes every page in light and dark at both sizes.
The window is the real one: a short training runs in it, and a digit is drawn.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtTest import QTest

from benchmarks.processes import own_home
from benchmarks.window import Bench, draw
from workbench.comparison.plan import Plan, Spec
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

THREE = (
    (0.32, 0.26),
    (0.42, 0.20),
    (0.54, 0.19),
    (0.64, 0.24),
    (0.67, 0.33),
    (0.60, 0.42),
    (0.48, 0.47),
    (0.60, 0.50),
    (0.68, 0.58),
    (0.68, 0.69),
    (0.59, 0.78),
    (0.46, 0.81),
    (0.33, 0.76),
)


def smooth(points: tuple[tuple[float, float], ...], between: int = 6) -> list[tuple[float, float]]:
    """Points along a round line through these, as close as a hand's are (Catmull-Rom)."""
    ends = (points[0], *points, points[-1])
    found = []
    for i in range(len(points) - 1):
        xs, ys = zip(*ends[i : i + 4], strict=True)
        found += [(_spline(xs, k / between), _spline(ys, k / between)) for k in range(between + 1)]
    return found


def _spline(values: Sequence[float], t: float) -> float:
    a, b, c, d = values
    bend = (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    return 0.5 * (2 * b + (c - a) * t + bend)


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


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description="Take pictures of every page of the window.")
    parser.add_argument("folder", type=Path, nargs="?", help="all pages in both modes and sizes")
    folder: Path | None = parser.parse_args().folder
    target = folder or ROOT / "docs" / "images"
    target.mkdir(parents=True, exist_ok=True)
    with own_home():
        bench = Bench(*SIZES[0])
        if not QFontDatabase.families():
            raise SystemExit("no fonts: install fonts-dejavu-core, or the pictures hold no text")
        prepare(bench)
        for name, mode, size in pictures(bench):
            shown = SHOWN.get((name, mode, size))
            file = f"{name}-{mode}-{size[0]}x{size[1]}.png" if folder else shown
            if file is None:
                continue
            grabbed = bench.window.grab()
            if (grabbed.width(), grabbed.height()) != size:
                message = f"{name} does not fit {size[0]}×{size[1]}: it is {grabbed.size()}"
                raise SystemExit(message)
            if not grabbed.save(str(target / file)):
                raise SystemExit(f"cannot write {target / file}")
        bench.close()


if __name__ == "__main__":
    main()
