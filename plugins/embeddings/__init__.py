"""View: vectors of tokens or texts as a map, with neighbours and analogies."""

from __future__ import annotations

from workbench import LanguageModelling, Task, TextClassification, View, hookimpl


class Embeddings(View):
    """What is near has come to mean alike."""

    id, name = "embeddings", "Embedding map"
    about = "Vectors of a run's tokens, its texts or a pretrained encoder's words as a map."
    widget = f"{__name__}.widget:EmbeddingMap"
    place, order = "main", 60

    def supports(self, task: Task) -> bool:
        return isinstance(task, TextClassification | LanguageModelling)


@hookimpl
def register_views() -> list[type[View]]:
    return [Embeddings]
