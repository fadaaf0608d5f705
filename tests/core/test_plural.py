"""One of something is not several."""

from __future__ import annotations

from workbench.core.plural import plural


def test_one_is_not_several() -> None:
    assert [plural(n, "row") for n in (0, 1, 2, 1200)] == [
        "0 rows",
        "1 row",
        "2 rows",
        "1,200 rows",
    ]
    assert [plural(n, "row is", "rows are") for n in (1, 2)] == ["1 row is", "2 rows are"]
