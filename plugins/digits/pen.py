"""Digits as pens write them: the strokes of many hands, each time with other proportions.

MNIST holds hardly any slashed zero, crossed seven, one with a serif or a long up-stroke, or open
eight and nine, and a network that never saw one does not read it. Every digit here has a writer
that draws its strokes from random choices; what a hand adds (slant, bend, tremor, a coarse tablet)
comes on top. The digits were not traced from anybody's.

Strokes are float64 ``(n, 2)``, x to the right and y down, in a box of about 0…1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Writer = Callable[[np.random.Generator], list[Points]]

# The distance of points along a stroke, about what a mouse reports.
STEP = 0.04
DEGREES_PER_POINT = 15


def write(label: int, random: np.random.Generator) -> list[Points]:
    """Write a digit; its longer side fills the box of 0…1.

    Parameters
    ----------
    label
        0…9.
    """
    # What is round in a four is a nine.
    times = int(random.choice(4, p=(0.1, 0.25, 0.35, 0.3))) if label != 4 else random.integers(2)
    strokes = [spaced(rounded(stroke, int(times))) for stroke in WRITERS[label](random)]
    # A pen that was lifted comes down a little off.
    moved = [stroke + random.normal(0, 0.02, 2) for stroke in strokes[1:]]
    return by_hand([strokes[0], *moved], random, upright=label == 1)


def by_hand(
    strokes: Sequence[Points], random: np.random.Generator, upright: bool = False
) -> list[Points]:
    """What a hand does to strokes: slant, turn, proportion, bend, tremor, and a coarse tablet."""
    turn = np.radians(random.normal(0, 7))
    wider = np.exp(random.normal(0 if upright else -0.12, 0.26))
    cos, sin = np.cos(turn), np.sin(turn)
    # Most hands lean a little, some far.
    lean = random.normal(0.12, 0.2) if random.random() < 0.8 else random.uniform(-0.35, 0.75)
    slanted = np.array([[wider, 0], [-lean, 1]])
    shape = slanted @ np.array([[cos, sin], [-sin, cos]])
    waves, phase = random.normal(0, 5, (2, 2)), random.uniform(0, 2 * np.pi, 2)
    bend, tremor = random.uniform(0, 0.05), random.uniform(0, 0.012)
    ends = np.cumsum([len(stroke) for stroke in strokes])[:-1]
    points = np.concatenate(strokes) - 0.5
    points += bend * np.sin(points @ waves + phase) + random.normal(0, tremor, points.shape)
    points = points @ shape
    points -= points.min(0)
    points /= max(float(points.max()), 1e-6)
    if random.random() < 0.4:
        cells = random.integers(9, 30)
        points = np.rint(points * cells) / cells
    return np.split(points, ends)


def rounded(points: Points, times: int) -> Points:
    """A line with its corners cut ``times`` times.

    Chaikin (1974), An algorithm for high-speed curve generation.
    """
    for _ in range(times):
        before, after = points[:-1], points[1:]
        cut = np.empty((2 * len(before), 2))
        cut[::2], cut[1::2] = 0.75 * before + 0.25 * after, 0.25 * before + 0.75 * after
        points = np.concatenate([points[:1], cut, points[-1:]])
    return points


def spaced(points: Points) -> Points:
    """The same line by points `STEP` apart."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / STEP) + 1))
    return np.stack([np.interp(at, along, points[:, axis]) for axis in (0, 1)], 1)


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> Points:
    """Points on an ellipse; degrees, 0 to the right, growing clockwise on the screen."""
    angles = np.radians(np.linspace(start, end, max(4, int(abs(end - start) / DEGREES_PER_POINT))))
    return np.stack([cx + rx * np.cos(angles), cy + ry * np.sin(angles)], 1)


def line(*parts: npt.ArrayLike) -> Points:
    """Points and lines ``(n, 2)`` one after the other."""
    return np.concatenate([np.atleast_2d(np.asarray(part, np.float64)) for part in parts])


def zero(random: np.random.Generator) -> list[Points]:
    """An oval from anywhere, open or closed, round or angular; a third are slashed."""
    radii = np.array([random.uniform(0.22, 0.55), 0.5])
    start = random.normal(-80, 40)
    sweep = (360 + random.uniform(-45, 60)) * (1 if random.random() < 0.25 else -1)
    oval = arc(0, 0, 1, 1, start, start + sweep)
    oval *= np.linspace(1, random.normal(1, 0.08), len(oval))[:, None]
    if random.random() < 0.25:
        oval = np.sign(oval) * np.abs(oval) ** random.uniform(0.6, 1.5)
    oval = oval * radii + 0.5
    if random.random() < 0.12:
        oval = line(oval[0] + [random.uniform(-0.1, 0.25), random.uniform(-0.2, 0.08)], oval)
    if random.random() < 0.12:
        oval = line(oval, oval[-1] + [random.uniform(-0.1, 0.3), random.uniform(-0.1, 0.2)])
    if random.random() >= 0.35:
        return [oval]
    angle = np.radians(random.uniform(25, 85)) * (-1 if random.random() < 0.35 else 1)
    reach = np.array([np.cos(angle), -np.sin(angle)]) * radii
    begin, end = 0.5 + reach * random.uniform(0.6, 1.5), 0.5 - reach * random.uniform(0.6, 1.5)
    # A few do not lift the pen.
    return [line(oval, begin, end)] if random.random() < 0.15 else [oval, line(begin, end)]


def one(random: np.random.Generator) -> list[Points]:
    """A bar; half have an up-stroke, short or long, a third a serif at the foot."""
    lean = random.normal(0, 0.05) if random.random() < 0.75 else random.uniform(-0.4, 0.1)
    top, foot = np.array([0.5, 0]), np.array([0.5 + lean, 1])
    stem = line(top, (top + foot) / 2 + [random.normal(0, 0.02), 0], foot)
    if random.random() < 0.65:
        long = random.uniform(0.1, 0.6)
        # As flat as the bar of a seven it is never, and mostly steep; a short one may begin far
        # down, close to the bar.
        style, bulge = random.random(), random.choice((0, 0, -0.06, 0.06))
        if style < 0.3:
            low, bulge = random.uniform(0.08 + 0.3 * long, 0.5), 0
        elif style < 0.75:
            low = min(long * random.uniform(0.7, 1.7), 0.75)
        else:
            long, low = random.uniform((0.1, 0.35), (0.32, 0.7))
        start = (0.5 - long, low)
        stem = line(start, np.add(start, top) / 2 + random.normal((0, bulge), 0.03), stem)
    elif random.random() < 0.08:
        stem = line(stem, foot + random.uniform((0.05, -0.12), (0.2, -0.02)))
    if random.random() >= 0.35:
        return [stem]
    half, tilt, y = random.uniform(0.12, 0.42), random.normal(0, 0.04), random.normal(0.99, 0.03)
    left, right = half * random.uniform(0.7, 1.3, 2)
    serif = line([foot[0] - left, y + tilt], [foot[0] + right, y - tilt])
    return [line(stem, serif)] if random.random() < 0.15 else [stem, serif]


def two(random: np.random.Generator) -> list[Points]:
    """An arc, or the top of a Z; a foot that is straight, waved or looped."""
    left, right = random.uniform(0, 0.25), random.uniform(0.6, 0.9)
    middle = (left + right) / 2
    if random.random() < 0.18:
        highs = random.uniform(0, (0.12, 0.06, 0.12))
        top = np.stack([[left, middle, right], highs], 1)
    else:
        height = random.uniform(0.175, 0.3)
        start, end = random.uniform(-215, -130), random.uniform(-5, 60)
        top = arc(middle, height, (right - left) / 2, height, start, end)
        if random.random() < 0.25:
            rx, ry = random.uniform(0.03, (0.13, 0.12))
            top = line(arc(top[0, 0] + rx, top[0, 1], rx, ry, random.uniform(-60, 120), 180), top)
    corner = [random.uniform(0, 0.25), random.uniform(0.85, 1)]
    end = [random.uniform(0.7, 1.1), random.normal(1, 0.05)]
    style = random.random()
    if style < 0.35:
        rx, ry = random.uniform((0.06, 0.04), (0.2, 0.14))
        loop = arc(corner[0] + rx / 2, corner[1] - ry, rx, ry, 30, random.uniform(280, 360))
        return [line(top, loop, [0.5, random.uniform(0.88, 1)], end)]
    if style < 0.6:
        return [line(top, corner, [0.35, corner[1] - random.uniform(0, 0.12)], [0.6, 1], end)]
    return [line(top, corner, end)]


def three(random: np.random.Generator) -> list[Points]:
    """Two arcs, or a flat top and an arc; some have a loop between them."""
    middle = random.uniform(0.38, 0.55)
    cusp = np.array([random.uniform(0.2, 0.6), middle])
    right = random.uniform(0.6, 0.9)
    if random.random() < 0.22:
        start = random.uniform(0, (0.25, 0.1))
        top = line(start, [right, random.uniform(0, 0.08)], cusp)
        if random.random() < 0.4:
            top = line(np.add(start, [random.normal(0, 0.04), random.uniform(0.05, 0.2)]), top)
    else:
        rx, start, end = random.uniform((0.25, -200, 20), (0.45, -110, 75))
        top = line(arc(right - rx, middle / 2, rx, middle / 2, start, end), cusp)
    if random.random() < 0.15:
        radius = random.uniform(0.03, 0.1)
        flat = arc(cusp[0], middle + 0.3 * radius, 1.4 * radius, radius, 180, -90)
        top = line(top, flat if random.random() < 0.5 else arc(*cusp, radius, radius, 120, 330))
    rx, ry = random.uniform(0.28, 0.5), (1 - middle) / 2
    right, start, end = random.uniform((0.65, -80, 100), (1, -50, 200))
    bowl = arc(right - rx, middle + ry, rx, ry, start, end)
    if random.random() < 0.12:
        bowl = line(bowl, bowl[-1] + [-random.uniform(0, 0.2), random.normal(0, 0.05)])
    return [line(top, bowl)]


def four(random: np.random.Generator) -> list[Points]:
    """Open, closed, like a U with a tail, or in one stroke with a corner where a nine is round."""
    bar, stem, left = random.uniform((0.45, 0.5, 0), (0.75, 0.85, 0.2))
    tilt = random.normal(0, 0.06)
    foot = [stem + random.normal(-0.04, 0.08), 1]
    reach = (-0.02, 0.12) if random.random() < 0.4 else (0.08, 0.4)
    corner, end = [left, bar + tilt], [stem + random.uniform(*reach), bar - tilt]
    style = random.random()
    if random.random() < 0.2:
        # A tall L with a short stroke through its foot.
        bar = random.uniform(0.65, 0.85)
        corner, end = [left, bar], [stem + random.uniform(*reach), bar - tilt]
        start = [left + random.uniform(-0.02, 0.3), random.uniform(0, 0.05)]
        elbow = [left + random.normal(0, 0.03), 0.8 * bar]
        head = [stem - random.uniform(0, 0.2), bar - random.uniform(0.12, 0.4)]
        tail = [head[0] - random.uniform(-0.02, 0.1), random.uniform(min(bar + 0.08, 0.95), 1)]
        return [line(start, elbow, corner, end), line(head, tail)]
    if style < 0.06:
        head = [stem + 0.05, random.uniform(0, 0.15)]
        side = [left + random.uniform(-0.08, 0.08), bar]
        first = line([left, random.uniform(0, 0.1)], side, [stem, bar + random.normal(0, 0.04)])
        return [line(first, head, foot)] if random.random() < 0.3 else [first, line(head, foot)]
    if style < 0.5:
        start = [left + random.uniform(-0.02, 0.35), random.uniform(0, 0.2)]
        head = [stem + random.normal(0.03, 0.05), random.uniform(0, 0.5)]
        if random.random() < 0.1:
            return [line(start, corner, [stem, bar - tilt], head, foot)]
        first = line(start, corner, end)
        if random.random() < 0.25:
            belly = [[left - 0.02, 0.75 * bar], [left + 0.06, 1.02 * bar]]
            first = line(start, belly, [(left + stem) / 2, bar + 0.02], end)
        return [first, line(head, foot)]
    if style < 0.74:
        apex = [stem + random.uniform(-0.12, 0.06), 0]
        if random.random() < 0.3:
            return [line(end, [left, bar]), line([left, bar], apex, foot)]
        head = [stem + random.normal(0, 0.03), random.uniform(0, 0.15)]
        return [line(apex, corner, end), line(head, foot)]
    start = [stem + random.normal(0, 0.05), random.uniform(0, 0.25)]
    shoulder = [left + 0.15, random.uniform(0.1, 0.35)]
    back = [stem - random.uniform(0, 0.05), bar - tilt]
    return [line(start, shoulder, corner, back, [stem, random.uniform(0, 0.1)], foot)]


def five(random: np.random.Generator) -> list[Points]:
    """In one stroke, like an S, or with a top bar of its own that need not touch."""
    left, right, shoulder = random.uniform((0.05, 0.6, 0.32), (0.3, 1.05, 0.52))
    rx, ry = random.uniform(0.25, 0.45), (1 - shoulder) * random.uniform(0.5, 0.6)
    cx = left + rx * random.uniform(0.6, 1)
    bowl = arc(cx, 1 - ry, rx, ry, random.uniform(-120, -70), random.uniform(95, 190))
    neck = [left + random.normal(-0.02, 0.03), shoulder + random.uniform(-0.05, 0.08)]
    corner = [left + random.normal(0.03, 0.05), random.uniform(0, 0.1)]
    end = [right, random.uniform(-0.06, 0.12)]
    middle = (left + right) / 2
    style = random.random()
    if style < 0.11:
        curve = [[left + 0.02, random.uniform(0.1, 0.22)], [left + 0.05, shoulder]]
        back = [cx + 0.6 * rx, shoulder + 0.12]
        return [line(end, [middle, 0], curve, back, bowl[len(bowl) // 2 :])]
    if style < 0.55:
        return [line(end, corner, neck, bowl)]
    off = random.normal((0.03, 0), (0.07, 0.05))
    return [line(corner, neck, bowl), line(corner, [middle, random.normal(0.03, 0.03)], end) + off]


def six(random: np.random.Generator) -> list[Points]:
    """A stem and a loop of any size, closed or open."""
    rx, ry = random.uniform((0.25, 0.18), (0.48, 0.34))
    top = np.array([0.5 + random.uniform(-0.35, 0.4), 0])
    bend = np.array([0.5 - rx + random.uniform(-0.03, 0.12), random.uniform(0.3, 0.6)])
    stem = line(top, (top + bend) / 2 - [random.uniform(0, 0.12), 0], bend)
    if random.random() < 0.15:
        stem = line(top + random.uniform((0.05, 0), (0.2, 0.1)), stem)
    end = random.uniform(-250, -150) if random.random() < 0.75 else random.uniform(-200, -90)
    loop = arc(0.5, 1 - ry, rx, ry, 180, end)
    late = loop[len(loop) // 2 :]
    late[:, 1] += np.linspace(0, random.normal(0, 0.05), len(late))
    if random.random() < 0.2:
        loop = line(loop, loop[-1] + [random.normal(0, 0.1), random.uniform(0, 0.15)])
    return [line(stem, loop)]


def seven(random: np.random.Generator) -> list[Points]:
    """Plain, with a serif, or crossed."""
    left, right = random.uniform((0, 0.65), (0.2, 1))
    corner = [right, random.uniform(-0.05, 0.1)]
    middle = [(left + right) / 2, random.normal(0.04, 0.03)]
    top = line([left, random.uniform(-0.02, 0.08)], middle, corner)
    if random.random() < 0.3:
        top = line(top[0] + [random.normal(0, 0.06), random.uniform(0.05, 0.28)], top)
    if random.random() < 0.35:
        # Rounded like the top of a two.
        top[-2:] += [[0, -0.04], [0, random.uniform(0, 0.15)]]
    upright = random.random() < 0.15
    foot = np.array([right + random.normal(0, 0.06) if upright else random.uniform(0.2, 0.65), 1])
    knee = (foot + corner) / 2 + random.normal((-0.03, 0), (0.06, 0.05))
    stem = line(top, knee, foot)
    if random.random() < 0.1:
        stem = line(stem, foot + random.uniform((0.05, -0.1), (0.25, 0)))
    if random.random() >= 0.5:
        return [stem]
    y, tilt = random.uniform(0.35, 0.8), random.normal(-0.02, 0.08)
    x = np.interp(y, [corner[1], knee[1], 1], [corner[0], knee[0], foot[0]])
    before, beyond = random.uniform((0.05, 0.1), (0.4, 0.6))
    return [stem, line([x - before, y - tilt], [x + beyond, y + tilt])]


def eight(random: np.random.Generator) -> list[Points]:
    """Two rings, or one stroke from the top or the middle, closed or left open."""
    waist, upper, lower = random.uniform((0.38, 0.18, 0.25), (0.56, 0.42, 0.48))
    if random.random() < 0.15:
        lower = random.uniform(0.06, 0.25)
    high, low, shift = waist / 2, (1 - waist) / 2, random.normal(0, 0.06)
    style = random.random()
    if style < 0.2:
        way = -1 if random.random() < 0.6 else 1
        gap = random.normal(0, 0.02)
        starts = random.normal((90, -90), 60)
        ends = starts + way * (360 + random.uniform(-40, 30, 2))
        rings = [
            arc(0.5 + shift, high - gap, upper, high, starts[0], ends[0]),
            arc(0.5, 1 - low + gap, lower, low, starts[1], ends[1]),
        ]
        return [line(*rings)] if random.random() < 0.3 else rings
    bottom = arc(0.5, 1 - low, lower, low, -55, 235)
    back = np.array([0.5 + shift / 2 + random.normal(0.02, 0.03), waist])
    if style < 0.3:
        top = arc(0.5 + shift, high, upper, high, 60, -240)
        return [line(back, top, bottom, back + random.normal(0, 0.04, 2))]
    top = arc(0.5 + shift, high, upper, high, random.uniform(-75, 15), -245)
    if random.random() < 0.25:
        end = [0.5 + upper * random.uniform(0.3, 1.2), waist - random.uniform(0, 0.3)]
    else:
        end = top[0] + random.normal(0.02, (0.08, 0.07))
    whole = line(top, bottom, back, end)
    if random.random() < 0.15:
        whole[:, 0] = 1 - whole[:, 0]
    return [whole]


def nine(random: np.random.Generator) -> list[Points]:
    """A loop, closed or open, and a stem that is straight, bent or hooked as in a g."""
    small = random.random() < 0.3
    rx, ry = random.uniform(*(((0.12, 0.1), (0.3, 0.2)) if small else ((0.25, 0.16), (0.46, 0.32))))
    right = 0.5 + rx * random.uniform(0.75, 1.1)
    if random.random() < 0.15:
        loop = arc(0.5, ry, rx, ry, random.uniform(60, 150), 360)
        head = loop[-1]
    else:
        closed = random.random() < 0.65
        start, sweep = random.uniform((-80, 300), (25, 400))
        if not closed:
            start, sweep = random.uniform((-115, 200), (-30, 310))
        loop = arc(0.5, ry, rx, ry, start, start - sweep)
        head = np.array([right, random.uniform(-0.03, 0.3)])
    style = random.random()
    if style < 0.38:
        foot = np.array([right + random.normal(-0.12, 0.14), 1])
        stem = line(head, (head + foot) / 2 + [random.normal(0.02, 0.04), 0], foot)
    elif style < 0.52:
        calf = [right - random.uniform(0.02, 0.1), 0.8]
        stem = line(head, [right, 0.55], calf, [0.5 + random.normal(-0.05, 0.12), 1])
    elif style < 0.72:
        radius, depth = random.uniform((0.15, 0.1), (0.5, 0.3))
        hook = arc(right - radius, 1 - depth, radius, depth, 0, random.uniform(100, 190))
        stem = line(head, [right, 0.9 - depth], hook)
    else:
        # As a g: a belly to the right, and a tail far to the left that may be flat or turn up.
        belly = right + random.uniform(0, 0.25)
        tail = [right - random.uniform(0.4, 1.1), random.uniform(0.85, 1)]
        low = [(belly + tail[0]) / 2, 1]
        hip = [belly, random.uniform(0.65, 0.8)]
        stem = line(head, [(head[0] + belly) / 2, 0.5], hip, [belly - 0.05, 0.93], low, tail)
        if random.random() < 0.3:
            stem = line(stem, np.add(tail, [random.uniform(-0.1, 0.1), -random.uniform(0, 0.15)]))
    return [loop, stem] if random.random() < 0.2 else [line(loop, stem)]


WRITERS: tuple[Writer, ...] = (zero, one, two, three, four, five, six, seven, eight, nine)
