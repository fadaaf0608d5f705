"""Dataset: sine, square, triangle and saw waves in noise, made by a seed."""

from __future__ import annotations

import numpy as np

from workbench import (
    Card,
    Classes,
    Dataset,
    Examples,
    FewLabelsParams,
    Rows,
    examples,
    param,
    with_few_labels,
)

from .kinds import Series

SHAPES = ("sine", "square", "triangle", "saw")
RATE = 64.0
PERIODS = (2.0, 6.0)  # in a row
LEVEL = (0.5, 1.5)


class ShapeParams(FewLabelsParams):
    n_rows: int = param(
        800, "Rows", "How many waves are made; a quarter is the test.", log=True, ge=16, le=100_000
    )
    length: int = param(128, "Length", "Time steps of each wave.", unit="steps", ge=16, le=8192)
    noise: float = param(0.3, "Noise", "Its standard deviation; waves are 0.5 to 1.5 high.", ge=0)
    seed: int = param(0, "Seed", "Other waves for another number.", ge=0, advanced=True)


class WaveShapes(Dataset):
    """Something to try at once, without any file."""

    id, name = "wave-shapes", "Wave shapes"
    section = "series"
    about = "Sine, square, triangle and saw waves in noise, made on this computer."
    Params = ShapeParams
    card = Card(
        summary="Made waves of random pitch, phase and height: which of four shapes is it?",
        size="800 waves of 128 steps, 200 of them for the test, as many of each shape",
        licence="none needed: they are computed",
        source="made by this plugin",
    )

    def load(self, params: ShapeParams) -> Examples:
        from scipy import signal

        generator = np.random.default_rng([params.seed, params.length])
        n = params.n_rows
        y = np.arange(n) % len(SHAPES)
        time = np.linspace(0, 2 * np.pi, params.length, endpoint=False)
        phase = generator.uniform(0, 2 * np.pi, (n, 1))
        angle = generator.uniform(*PERIODS, (n, 1)) * time + phase
        height = generator.uniform(*LEVEL, (n, 1))
        waves = (
            np.sin(angle),
            signal.square(angle),
            signal.sawtooth(angle, width=0.5),
            signal.sawtooth(angle),
        )
        x = height * np.choose(y[:, None], waves)
        x += params.noise * generator.normal(size=x.shape)
        rows = x.astype(np.float32)[..., None]
        border = n - n // 4
        kind = Series(
            length=params.length, rate=RATE, changes=("shift", "gain", "noise", "speed", "masks")
        )
        data = examples(
            Rows(rows[:border], y[:border]),
            Rows(rows[border:], y[border:]),
            kind,
            Classes(SHAPES),
        )
        return with_few_labels(data, params)
