"""Statistics: figures with intervals, and whether one model is better than another.

All figures are over the same rows. Truth and predictions are int64 ``(n,)`` class indices, of
which an answer outside the classes is -1 and always wrong; numbers are float64 ``(n,)``, and
several labels a row ``(n, labels)``.
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
from workbench.core.statistics.labels import (
    LABEL_DIRECTIONS,
    LabelMetric,
    jaccard,
    label_figure,
    label_with_interval,
)
from workbench.core.statistics.numbers import (
    NUMBER_DIRECTIONS,
    LossPair,
    NumberMetric,
    answered,
    number_figure,
    number_with_interval,
    paired_losses,
    resampled_figures,
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
    POWER,
    Paired,
    holm,
    mcnemar,
    p_value,
    paired,
    rows_needed,
    shuffled_p,
)

__all__ = [
    "CONFIDENCE",
    "LABEL_DIRECTIONS",
    "NUMBER_DIRECTIONS",
    "OFF_LABEL",
    "POWER",
    "RESAMPLES",
    "Classes",
    "ExtraRow",
    "Floats",
    "Gap",
    "Interval",
    "LabelMetric",
    "LossPair",
    "Metric",
    "NumberMetric",
    "Paired",
    "ResampledCounts",
    "agresti_min",
    "answered",
    "bias_corrected",
    "confusion_matrix",
    "drawn_again",
    "figure",
    "holm",
    "jaccard",
    "label_figure",
    "label_with_interval",
    "macro_f1",
    "mcnemar",
    "mean_f1",
    "mean_with_interval",
    "number_figure",
    "number_with_interval",
    "p_value",
    "paired",
    "paired_losses",
    "resampled_counts",
    "resampled_figures",
    "rows_needed",
    "shuffled_p",
    "tango",
    "weighted",
    "widened",
    "wilson",
    "with_interval",
    "z_of",
]
