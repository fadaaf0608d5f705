"""Queue: the rows that one person is to look at, in the order that is wanted."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.contracts.answerer import Floats
from workbench.labelling import order
from workbench.labelling.agreement import disagreed
from workbench.labelling.annotations import Said, named
from workbench.labelling.order import Order
from workbench.labelling.project import Project
from workbench.labelling.suggestions import Suggestion
from workbench.labelling.votes import Applied, gold_of


def queue(
    project: Project,
    how: Order,
    by: str,
    votes: Mapping[str, Said],
    suggestion: Suggestion | None = None,
    applied: Applied | None = None,
    seed: int = 0,
) -> list[int]:
    """Rows for ``by`` to look at, the first one first.

    Whoever labels sees what they have not yet labelled or left. ``disputed`` begins with rows on
    which people differ, then those on which functions do; ``doubtful`` shows rows again whose
    label what was learnt believes least.

    Parameters
    ----------
    said
        What each person says, as `Project.standing` gives it.
    """
    mine = votes.get(by, {})
    n = len(project.items)
    score: Floats | None = None
    if how == "uncertain" and suggestion is not None:
        score = order.uncertainty(suggestion.probabilities)
    elif how == "uncertain" and applied is not None and applied.model is not None:
        score = order.uncertainty(applied.model.probabilities.astype("float32"))
    elif how == "disputed":
        score = _disputed(project, votes, applied)
    elif how == "doubtful":
        if suggestion is None:
            return order.arranged(n, how, named(mine), None, seed)
        gold = gold_of(named(mine), project.classes, n)
        score = order.doubt(suggestion.probabilities, gold)
        return order.arranged(n, how, named(mine), score, seed)
    return order.arranged(n, how, mine, score, seed)


def _disputed(project: Project, votes: Mapping[str, Said], applied: Applied | None) -> Floats:
    import numpy as np

    score: Floats = np.zeros(len(project.items), np.float32)
    if applied is not None:
        score += order.disagreement(applied.votes, len(project.classes))
    # Above all that functions can reach.
    score[disagreed(votes)] += 1 + np.log2(len(project.classes))
    return score
