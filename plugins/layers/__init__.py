"""View: the network that Train would build, layer by layer."""

from __future__ import annotations

from workbench import View, hookimpl


class Layers(View):
    """Shapes, parameters and operations before training."""

    id, name = "layers", "Layers"
    about = "Output shape, parameters and operations of each layer, before training."
    widget = f"{__name__}.widget:LayersWidget"
    place, order = "side", 40


@hookimpl
def register_views() -> list[type[View]]:
    return [Layers]
