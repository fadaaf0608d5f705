"""View: how weights and gradients are spread, layer by layer."""

from __future__ import annotations

from workbench import View, hookimpl


class Histograms(View):
    """Weights and gradients of every layer as small shapes."""

    id, name = "histograms", "Histograms"
    about = "How weights and gradients of each layer are spread while training."
    widget = f"{__name__}.widget:HistogramsWidget"
    place, order, looks_inside = "side", 30, True


@hookimpl
def register_views() -> list[type[View]]:
    return [Histograms]
