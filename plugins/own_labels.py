"""Dataset: what was labelled on the Label page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import (
    Card,
    Dataset,
    DatasetError,
    ImageClasses,
    Split,
    TextClasses,
    TextRows,
    hookimpl,
    param,
    with_few_labels,
)

from .labelled_text import LabelledText, WordParams

if TYPE_CHECKING:
    from workbench import Project, TrainingRows


class OwnLabelsParams(WordParams):
    labelling: str = param(
        "", "Labelling", "Its name; blank uses the most recent one.", blank="most recent"
    )
    functions: bool = param(
        False,
        "Labels of rules",
        "Also train on rows that the rules label with confidence. Tests use people's labels only.",
    )
    sureness: float = param(
        0.9, "Confidence", "Lowest probability of the rules for a row.", ge=0.5, le=1.0
    )
    test_part: float = param(0.2, "Test split", "Share of the rows for testing.", ge=0.01, le=0.9)
    seed: int = param(0, "Seed", "Which rows are for testing.", ge=0, advanced=True)


class OwnLabels(LabelledText):
    """Texts or pictures that the user labelled."""

    id, name = "own-labels", "Your labels"
    section = "own"
    labelling_setting = "labelling"
    about = "Texts or pictures that you labelled on the Label page."
    Params = OwnLabelsParams
    card = Card(
        summary=(
            "Rows on which people who labelled agree. What a row is decides whether it is for "
            "training or for the test, so that labels added later move none across. "
            "Labels of functions may be learnt from, and are never tested on."
        ),
        size="as many rows as were labelled",
        licence="that of your rows",
        source="the Label page of this workbench",
    )

    def load(self, params: OwnLabelsParams) -> TextClasses | ImageClasses:
        from workbench import labelled_rows

        project = _project(params.labelling)
        self.loading.report(f"Reading the labels of {project.head.name}", 0, None)
        sureness = params.sureness if params.functions else None
        split_by = self.loading.split_by
        found = labelled_rows(
            project, params.test_part, params.seed, sureness, self.loading.check, split_by
        )
        if project.items.kind == "text":
            return self._texts(project, found, params)
        pictures = project.items.pictures
        assert pictures is not None
        data = ImageClasses(
            Split(pictures[found.train], found.train_y),
            Split(pictures[found.test], found.test_y),
            found.classes,
        )
        return with_few_labels(data, params, split_by)

    def _texts(self, project: Project, parts: TrainingRows, params: WordParams) -> TextClasses:
        texts = project.items.texts
        learn = TextRows(tuple(texts[row] for row in parts.train.tolist()), parts.train_y)
        test = TextRows(tuple(texts[row] for row in parts.test.tolist()), parts.test_y)
        return self.cut(learn, test, parts.classes, params)


def _project(name: str) -> Project:
    from workbench import find_labelling, labellings, load_labelling

    if name:
        return find_labelling(name)
    there = [stored for stored in labellings() if not stored.problem]
    if not there:
        message = "Nothing has been labelled here yet."
        raise DatasetError(message, "Make a labelling on the Label page, or: workbench label new")
    return load_labelling(there[0].folder)


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [OwnLabels]
