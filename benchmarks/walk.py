"""A newcomer's first minutes on a real screen: actions, keys and seconds to each success.

``python -m benchmarks.walk --pictures FOLDER`` keeps a picture of the screen at each step;
``--keyboard`` walks without the mouse.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.processes import need_model
from benchmarks.report import Options, Result, Row
from benchmarks.screen import Counts, ScreenPart, User, application, need_screen, screen
from benchmarks.stroke import THREE, smooth

HOW = """\
`python -m workbench` with an empty home on a screen of its own (Xvfb, 1440×900, openbox), driven
from outside by X's mouse and key events (xdotool). What is where is read as a screen reader reads
it. An action is a click, a stroke, a turn of the wheel, a shortcut or a field filled in. Seconds
are what the program takes: the hands need none to think. The digit: from the start of the process
until the first drawn digit is read. Own texts: 240 sentences of two classes in a CSV file, until a
text model is trained. Verdict: the same file, the standard set of models with a prompted
SmolLM2-135M, and learning curves, until the verdict is shown.

Before (commit 5b5ae5a), by the same hands on a machine with twenty busy processes: the digit 3
actions (3 clicks), answered only once the training had ended, after 145 s; own texts 8 actions (6
clicks, 29 keys), through a form where a tick opens the field for the path; verdict 13 actions (10
clicks, 29 keys), where file and prompted model are chosen once more."""

MOST_ACTIONS, MOST_S = 3, 60
DIGITS = {*"0123456789"}
FILE = "reviews.csv"
THINGS = (
    *("The soup", "The room", "The film", "The waiter", "The phone", "The garden"),
    *("The bread", "The concert", "The hotel", "The train", "The lamp", "The coat"),
)
PRAISE = (
    "was a delight from start to finish",
    "is the best I have had in years",
    "made all of us smile",
    "was lovely and worth every penny",
    "is beautiful, I recommend it warmly",
    "was excellent, we will come back",
    "is perfect for a quiet evening",
    "was great fun and very kind to us",
    "is wonderful and works well",
    "was better than we had hoped",
)
COMPLAINTS = (
    "was a disappointment from start to finish",
    "is the worst I have had in years",
    "made all of us angry",
    "was awful and not worth a penny",
    "is ugly, I warn everybody",
    "was terrible, we will never come back",
    "is useless on any evening",
    "was boring and rude to us",
    "is broken and works badly",
    "was far worse than we had feared",
)


@dataclass(frozen=True)
class Leg:
    """One success: what it took, and what came of it."""

    name: str
    counts: Counts
    seconds: float
    outcome: str = ""

    def __str__(self) -> str:
        counts = self.counts
        return (
            f"{self.name}: {counts.actions} actions, {counts.clicks} clicks, {counts.keys} keys, "
            f"{self.seconds:.1f} s; {self.outcome}"
        )


@dataclass
class Walk:
    """What the legs add up to; ``began`` is when the present one began."""

    user: User
    began: float
    legs: list[Leg] = field(default_factory=list)

    @contextmanager
    def leg(self, name: str, began: float | None = None) -> Iterator[list[str]]:
        """Count what is done inside; what is put into the list is the outcome."""
        before, outcome = self.user.counts, list[str]()
        began = time.perf_counter() if began is None else began
        yield outcome
        seconds = time.perf_counter() - began
        self.legs.append(Leg(name, self.user.counts - before, seconds, " ".join(outcome)))
        print(self.legs[-1], file=sys.stderr, flush=True)


def measure(options: Options) -> Result:
    """Walk with the mouse, then without; the quick form draws one digit."""
    need_screen()
    if options.quick:
        return Result(HOW, [*_rows("", walk(last="digit"))])
    need_model()
    return Result(HOW, [*_rows("", walk()), *_rows("keyboard: ", walk(keyboard=True))])


def _rows(prefix: str, legs: Sequence[Leg]) -> Iterator[Row]:
    for leg in legs:
        is_first = leg is legs[0]
        actions, clicks, keys = leg.counts.actions, leg.counts.clicks, leg.counts.keys
        figure = f"{actions} actions ({clicks} clicks, {keys} keys)"
        by_mouse = is_first and not prefix
        few = actions <= MOST_ACTIONS if by_mouse else None
        wanted = f"≤ {MOST_ACTIONS} actions" if by_mouse else ""
        yield Row(f"{prefix}{leg.name}", figure, wanted, few, always=True)
        soon = leg.seconds <= MOST_S if by_mouse else None
        words = f"{leg.seconds:.1f} s; {leg.outcome}"
        yield Row(f"{prefix}{leg.name}: seconds", words, f"≤ {MOST_S} s" if by_mouse else "", soon)


def walk(
    *,
    keyboard: bool = False,
    last: str = "verdict",
    python: str = sys.executable,
    pictures: Path | None = None,
) -> list[Leg]:
    """Walk from the first start to a verdict.

    Parameters
    ----------
    keyboard
        Do without the mouse.
    last
        ``"digit"`` ends with the first digit.
    python
        Whose ``python -m workbench`` is started.
    pictures
        A folder for a picture of the screen at each step.
    """
    with screen() as display, tempfile.TemporaryDirectory(prefix="workbench-walk-") as folder:
        write_texts(Path(folder) / FILE)
        began = time.perf_counter()
        with application(display, Path(folder), python, pictures) as user:
            user.only_keys = keyboard
            steps = Walk(user, began)
            _read_a_digit(steps)
            if last != "digit":
                _train_on_texts(steps)
                _compare(steps)
            if user.unseen:
                names = ", ".join(dict.fromkeys(user.unseen))
                message = f"Tab came to what does not show that it has the keyboard: {names}"
                print(message, file=sys.stderr, flush=True)
            return steps.legs


def write_texts(path: Path) -> None:
    """Write 240 sentences that praise or complain."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("text", "label"))
        for thing, (good, bad) in itertools.product(THINGS, zip(PRAISE, COMPLAINTS, strict=True)):
            table.writerow((f"{thing} {good}.", "praise"))
            table.writerow((f"{thing} {bad}.", "complaint"))


def _read_a_digit(steps: Walk) -> None:
    user = steps.user
    with steps.leg("first digit read", steps.began) as outcome:
        # The window manager gives the keyboard once it has put the window in its place.
        user.wait_until(lambda: user.look()[1], "the keyboard")
        user.wait_for("Train", "Button")
        user.picture("start")
        user.use("Train", "Button")
        user.open_page("Play", 4)
        pad = user.wait_for("Drawing pad")
        user.picture("pad")
        drawn = "1" if user.only_keys else "3"
        if user.only_keys:
            user.go_to("Drawing pad")
            for key, times in (("Up", 8), ("space", 1), ("Down", 16), ("space", 1)):
                user.press(key, times)
        else:
            user.draw(pad, smooth(THREE))
        first = user.wait_until(lambda: _answer(user), "an answer")
        seconds = time.perf_counter() - steps.began
        user.picture("first answer")
        # Drawn while the network is learning: its first answer may be wrong.
        user.wait_until(lambda: _answer(user) == drawn, f"a {drawn} that is read as one")
        outcome.append(f"a {drawn} is read; the first answer, {first}, came after {seconds:.1f} s")
        user.picture("read")


def _answer(user: User) -> str | None:
    values = [part.value for part in user.parts("Answer")]
    return next((value for value in values if value in DIGITS), None)


def _train_on_texts(steps: Walk) -> None:
    user = steps.user
    user.open_page("Train", 1)
    user.wait_until(lambda: _ended(user), "the end of the training")
    user.picture("digits trained")
    with steps.leg("own texts trained") as outcome:
        user.choose("Handwritten digits", "Your own…")
        user.wait_for("Choose a file…")
        user.picture("your own")
        user.use("Choose a file…", "Button")
        user.wait_for("File name:", "EditableText")
        user.fill(FILE)
        user.press("Return")
        user.wait_for("240 texts")
        user.picture("texts")
        user.use("Train", "Button")
        user.wait_until(lambda: bool(user.parts("text-table", "StaticText")), "the new run")
        outcome.append(user.wait_until(lambda: _ended(user), "the end of the training"))
        user.picture("texts trained")


def _ended(user: User) -> str | None:
    """What the line of the run says once it has ended."""
    if not user.parts("Finished", "StaticText"):
        return None
    lines = [part.name for part in user.parts("", "StaticText") if " · all epochs" in part.name]
    return next((line.split(" · ")[2] for line in lines), None)


def _compare(steps: Walk) -> None:
    user = steps.user
    with steps.leg("verdict with a prompted model") as outcome:
        user.open_page("Compare", 5)
        user.scroll_to("Add the standard set", "Button", "Set-up of the comparison")
        user.picture("comparison")
        user.use("Add the standard set", "Button")
        prompted = user.wait_until(lambda: _prompted(user), "a prompted model")
        user.picture("models")
        user.use("Compare", "Button")
        user.wait_for("Stop", "Button")
        user.picture("comparing")
        user.wait_for("Open as a page", "Button")
        user.picture("verdict")
        outcome.append(prompted.name)


def _prompted(user: User) -> ScreenPart | None:
    return next((part for part in user.look()[0] if "examples" in part.name), None)


def main() -> None:
    """Walk once; what each leg took is printed as it ends."""
    parser = argparse.ArgumentParser(description="A newcomer's first minutes on a real screen.")
    parser.add_argument("--pictures", type=Path, help="folder for a picture at each step")
    parser.add_argument("--keyboard", action="store_true", help="without the mouse")
    parser.add_argument("--last", choices=("digit", "verdict"), default="verdict")
    parser.add_argument("--python", default=sys.executable, help="whose workbench is started")
    options = parser.parse_args()
    need_screen()
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    walk(
        keyboard=options.keyboard,
        last=options.last,
        python=options.python,
        pictures=options.pictures,
    )


if __name__ == "__main__":
    main()
