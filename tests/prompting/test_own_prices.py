"""The user's prices: a file that cannot be read is theirs to mend, and is not written over."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from workbench.core.contracts.errors import StorageError
from workbench.prompting import prices
from workbench.prompting.prices import PriceEntry

DAY = datetime.date(2026, 1, 2)


@pytest.mark.parametrize(
    "text", ["date = ", "date = 2026-01-02\nsource = 's'\n[[price]]\nmodel = 'm'\ninput = 'one'\n"]
)
def test_prices_that_cannot_be_read_stay(home: Path, text: str) -> None:
    path = prices.own_file()
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    with pytest.raises(StorageError, match="not saved") as caught:
        prices.save([PriceEntry(model="m", input=1, output=2)], DAY, "yourself")
    assert str(path) in caught.value.remedy
    assert path.read_text("utf-8") == text
    path.unlink()
    prices.save([PriceEntry(model="m", input=1, output=2)], DAY, "yourself")
    found = prices.own().find("h", "m")
    assert found is not None
    assert found.output == 2
