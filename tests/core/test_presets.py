"""Presets: named settings that come and go without touching what they are not about."""

from __future__ import annotations

import pytest

from workbench.core import presets
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.params import Params, param


class Sizes(Params):
    width: int = param(8, "Width", "Neurons.", ge=1)
    depth: int = param(2, "Depth", "Layers.", ge=1)
    bias: bool = param(False, "Bias", "Constants.")
    causal: bool = param(True, "Causal", "Looks back only.")


class Sized(Architecture):
    id, name, about, Params = "sized", "Sized", "Has presets.", Sizes
    presets = {
        "tiny": {"width": 8, "depth": 2},
        "Big One": {"width": 64, "depth": 9, "bias": True},
    }


class Plain(Architecture):
    id, name = "plain", "Plain"


def test_a_preset_sets_what_presets_are_about_and_leaves_the_rest() -> None:
    big = presets.apply(Sized, "Big One", {"causal": False, "width": 3})
    assert big == {"width": 64, "depth": 9, "bias": True, "causal": False}
    assert presets.current(Sized, big) == "Big One"
    # The small one does not name bias, so it goes back; its sizes are the defaults.
    assert presets.apply(Sized, "tiny", big) == {"causal": False}
    assert presets.current(Sized, {"causal": False}) == "tiny"
    assert presets.current(Sized, {**big, "depth": 8}) == ""


@pytest.mark.parametrize("name", ["big-one", "BIG ONE", "bigone"])
def test_names_are_taken_as_one_types_them(name: str) -> None:
    assert presets.apply(Sized, name, {})["width"] == 64


def test_a_name_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as error:
        presets.apply(Sized, "huge", {})
    assert "tiny, Big One" in error.value.remedy
    with pytest.raises(UsageError, match="no preset"):
        presets.apply(Plain, "huge", {})
