"""Labels of thrown coins through every way to training and comparison (`benchmarks.leaks`)."""

from __future__ import annotations

import pytest

from benchmarks import leaks
from workbench.core.plugins import PluginRecord, Plugins

pytestmark = pytest.mark.slow
SEEDS = range(1000, 1002)


@pytest.mark.parametrize("way", leaks.WAYS.values(), ids=lambda way: way.__name__)
def test_nothing_is_learnt_from_coins(way, plugins: Plugins) -> None:
    plugins.add(PluginRecord("leaks", "file"), [("provider", leaks.Copier)])
    for seed in SEEDS:
        with leaks.quickly(), leaks.a_home() as home:
            found = way(leaks.Bench(plugins, home, seed))
        # Of 30 to 60 rows so many are right by chance once in ten thousand times.
        assert max(found.accuracies.values()) < 0.87
        if way is leaks.chain:
            assert found.refused >= 2
        if way is leaks.partly:
            assert found.left_out
