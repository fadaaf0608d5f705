"""Statistics: figures with intervals, and whether one model is better than another.

All figures are over the same rows. Truth and predictions are int64 ``(n,)`` class indices;
an answer outside the classes is -1 and always wrong.
"""

from workbench.core.statistics.intervals import (
    CONFIDENCE,
    Gap,
    Interval,
    agresti_min,
    bias_corrected,
    mean_with_interval,
    tango,
    widened,
    wilson,
    with_interval,
    z_of,
)
from workbench.core.statistics.resampling import (
    RESAMPLES,
    ExtraRow,
    ResampledCounts,
    drawn_again,
    resampled_counts,
)
from workbench.core.statistics.scores import (
    OFF_LABEL,
    Classes,
    Floats,
    Metric,
    confusion_matrix,
    figure,
    macro_f1,
    mean_f1,
    weighted,
)
from workbench.core.statistics.tests import (
    Paired,
    holm,
    mcnemar,
    p_value,
    paired,
    shuffled_p,
)

__all__ = [
    "CONFIDENCE",
    "OFF_LABEL",
    "RESAMPLES",
    "Classes",
    "ExtraRow",
    "Floats",
    "Gap",
    "Interval",
    "Metric",
    "Paired",
    "ResampledCounts",
    "agresti_min",
    "bias_corrected",
    "confusion_matrix",
    "drawn_again",
    "figure",
    "holm",
    "macro_f1",
    "mcnemar",
    "mean_f1",
    "mean_with_interval",
    "p_value",
    "paired",
    "resampled_counts",
    "shuffled_p",
    "tango",
    "weighted",
    "widened",
    "wilson",
    "with_interval",
    "z_of",
]
