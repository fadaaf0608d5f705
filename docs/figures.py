"""Figures and numbers of docs/text.md, measured again on this machine.

``python -m docs.figures`` trains, measures and writes docs/text.md and docs/images; it takes some
ten minutes, in which the machine should do nothing else. ``--quick`` only shows that it works, and
wants a ``--folder`` of its own.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import fill

import numpy as np

from benchmarks.processes import own_home
from benchmarks.report import machine
from docs.drawn import NAMES, draw
from docs.measured import FAR, FULL, QUICK, Found, measure
from workbench.core.plugins import discover
from workbench.core.runs.store import RunStore

DOCS = Path(__file__).parent
WIDTH = 100

PAGE = """\
# Text: order, memory, speed

Why transformers took over, measured with the workbench itself. This page and its figures are made
by `python -m docs.figures`, every number on one machine in one go; yours has others, and the views
*Positions* and *Memory* of the window or `workbench measure` show them.

{machine}

## Order

The dataset `word-order` holds sentences such as “today the cat quietly chases the dog”. Who chases?
Each sentence is there with cat and dog swapped, so a model that counts words is right half the
time. {n_test:,} sentences are for testing, {n_train:,} for learning; {seeds} seeds each.

![Tables of places, and accuracy with words in order and shuffled](images/positions.png)

{order}

Mean of the seeds, lowest and highest behind it. Shuffled means that the trained model reads the
same test sentences with their tokens in random order.

{order_words}

## Memory

How much does an answer change with the token k places before it? The norm of that derivative, as
multiples of the newest token's, over the held-out end of the built-in text. All three networks have
two layers and about {n_weights:,} weights; the bands hold {seeds} seeds.

![Influence against distance](images/memory.png)

Part of all influence that comes from more than {far} tokens back:

{memory}

In a recurrent network what was read k tokens ago has gone through k steps of the memory, and its
trace shrinks by a factor at each (Bengio, Simard & Frasconi 1994; Pascanu, Mikolov & Bengio 2013).
An LSTM's gates hold it back from shrinking, once they have learnt to; attention reaches every token
in one step, however far back it lies.

{memory_words}

## Speed

{tokens:,} tokens in a step, in ever longer texts: fewer of them side by side, but the same work for
a network that does not mind. Median of {repeats} steps, quartiles in brackets.

![Tokens per second against length](images/throughput.png)

{speed}

A recurrent network must take one token after the other, so that of long texts little can be done
at once. A transformer takes all at once, but its attention costs the square of their number.

{speed_words}
"""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Mean of shares in per cent, lowest and highest behind it."""
    low, mean, high = (100 * f(values) for f in (min, np.mean, max))
    return f"{mean:.{digits}f} % ({low:.{digits}f} … {high:.{digits}f})"


def order(found: Found) -> tuple[str, str]:
    """The table of readers, and what it says."""
    rows, sees, blind = [], [], []
    for name in dict.fromkeys(reader.name for reader in found.readers):
        tests = [reader.test for reader in found.readers if reader.name == name]
        as_is, shuffled = ([getattr(t, p).value for t in tests] for p in ("as_is", "shuffled"))
        rows.append((name, spread(as_is), spread(shuffled)))
        (sees if all(test.uses_order for test in tests) else blind).append(name)
    words = ""
    if sees:
        words += f"With every seed, order is used by: {'; '.join(sees)}. "
    if blind:
        words += f"Not so: {'; '.join(blind)}."
    return table(("reader", "words in order", "words shuffled"), rows), words.strip()


def memory(found: Found) -> tuple[str, str]:
    """The table of memories, and what it says."""
    rows, means = [], {}
    for key in ("rnn", "lstm", "gpt"):
        cells = []
        for trained in (False, True):
            mine = [m for m in found.memories if (m.key, m.trained) == (key, trained)]
            shares = [m.memory.beyond(FAR) for m in mine]
            means[key, trained] = float(np.mean(shares))
            cells.append(spread(shares, 2))
        rows.append((NAMES[key], *cells))
    best = max(("rnn", "lstm", "gpt"), key=lambda key: means[key, True])
    words = f"After training the {NAMES[best]} looks back farthest: {means[best, True]:.0%}."
    return table(("network", "as built", f"after {found.how.steps:,} steps"), rows), words


def speed(found: Found) -> tuple[str, str]:
    """The table of speeds, and what it says."""
    rows = []
    for mode in ("training", "reading"):
        for key in ("rnn", "lstm", "gpt"):
            at = {p.length: p for p in found.speeds if (p.key, p.mode) == (key, mode)}
            cells = [
                f"{at[n].tokens_per_s:,.0f} ({at[n].low:,.0f} … {at[n].high:,.0f})"
                if n in at
                else "–"
                for n in found.how.lengths
            ]
            rows.append((NAMES[key], mode, *cells))
    longest = max(point.length for point in found.speeds)
    there = [p for p in found.speeds if (p.length, p.mode) == (longest, "training")]
    ranked = sorted(there, key=lambda p: -p.tokens_per_s)
    slowest = ranked[-1].tokens_per_s
    parts = [f"{NAMES[p.key]} {p.tokens_per_s / slowest:.1f}" for p in ranked]
    words = f"Learning from texts of {longest:,} tokens here, as multiples of the slowest: "
    words += ", ".join(parts) + "."
    for end in found.ends:
        words += f" The {NAMES[end.key]} ({end.mode}) ends at {end.length:,}: {end.why}."
    return table(("network", "", *(f"{n:,}" for n in found.how.lengths)), rows), words


def page(found: Found) -> str:
    """The text of docs/text.md."""
    from workbench.engine import throughput

    orders, memories, speeds = order(found), memory(found), speed(found)
    n_test, today = found.readers[0].test.n, time.strftime("%Y-%m-%d")
    return PAGE.format(
        machine=fill(f"Measured on {machine()}, {today}.", WIDTH),
        seeds=found.how.seeds,
        n_test=n_test,
        n_train=found.how.sentences - n_test,
        order=orders[0],
        order_words=fill(orders[1], WIDTH),
        n_weights=round(found.memories[0].memory.n_parameters, -3),
        far=FAR,
        memory=memories[0],
        memory_words=fill(memories[1], WIDTH),
        tokens=throughput.TOKENS,
        repeats=throughput.REPEATS,
        speed=speeds[0],
        speed_words=fill(speeds[1], WIDTH),
    )


def main() -> None:
    """Measure, draw, write."""
    parser = argparse.ArgumentParser(description="Measure and draw what docs/text.md shows.")
    parser.add_argument("--quick", action="store_true", help="only show that it works")
    parser.add_argument("--folder", type=Path, help="write here instead of docs")
    chosen = parser.parse_args()
    if chosen.quick and chosen.folder is None:
        parser.error("--quick numbers are not for the documents: name a --folder")
    folder: Path = chosen.folder or DOCS

    def say(what: str) -> None:
        sys.stdout.write(f"{time.strftime('%H:%M:%S')} {what}\n")
        sys.stdout.flush()

    with own_home():
        how = QUICK if chosen.quick else FULL
        found = measure(discover(installed=False), RunStore(), how, say)
        draw(found, folder / "images")
    (folder / "text.md").write_text(page(found), "utf-8")
    say(f"written: {folder / 'text.md'}")


if __name__ == "__main__":
    main()
