"""BatchSetup: which rows of which dataset are asked about, how fast, and for how much at most."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.dataset import Dataset
from workbench.prompting.batch import BatchPlan
from workbench.prompting.prices import Price
from workbench.prompting.prompts.rows import Labelled, may_be_labelled
from workbench.ui.forms.spin import DoubleSpinBox, SpinBox
from workbench.ui.host import Host
from workbench.ui.prompting.fields import Remark, choice, show_value
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.translation import contributed, inside_sentence

REMEMBERED = "prompt: batch"
MOST = 10_000_000
ROWS = 100


class BatchSetup(QWidget):
    """``changed`` tells that other rows are wanted; what is chosen is remembered."""

    changed = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._chosen = False
        self.dataset = choice(self.tr("Dataset that is asked about"), _datasets(host), self._picked)
        self.split = choice(self.tr("Split"), self._splits(), self._edited)
        self.count = SpinBox()
        self.seed = SpinBox()
        self.at_once = SpinBox()
        self.per_minute = DoubleSpinBox()
        self.ceiling = DoubleSpinBox()
        self.fresh = QCheckBox(self.tr("Ask again"))
        self.note = Remark("muted")
        self._n = 0
        self._wanted = ROWS
        self._build()
        self._restore()
        for box in (self.count, self.seed, self.at_once, self.per_minute, self.ceiling):
            box.valueChanged.connect(lambda _: self._edited())

    def _build(self) -> None:
        tr = self.tr
        self.dataset.setMinimumContentsLength(9)
        self.split.setMinimumContentsLength(7)
        self.count.setRange(1, MOST)
        self.count.setValue(ROWS)
        self.seed.setRange(0, 2**31 - 1)
        self.at_once.setRange(1, 256)
        self.at_once.setValue(BatchPlan().concurrency)
        self.per_minute.setRange(0, 1_000_000)
        self.per_minute.setDecimals(0)
        self.per_minute.setSpecialValueText(tr("no limit"))
        self.ceiling.setRange(0, 1_000_000)
        self.ceiling.setDecimals(2)
        self.ceiling.setSingleStep(0.1)
        self.ceiling.setSpecialValueText(tr("none"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for place, (words, box, help) in enumerate(self._fields()):
            label = QLabel(words)
            label.setProperty("role", "muted")
            label.setBuddy(box)
            box.setToolTip(help)
            if not isinstance(box, QComboBox):
                box.setAccessibleName(words)
                box.setMinimumWidth(70)
            row, column = divmod(place, 4)
            grid.addWidget(label, 2 * row, column)
            grid.addWidget(box, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        self.fresh.setToolTip(tr("What was answered before is asked, and paid for, once more"))
        grid.addWidget(self.fresh, 3, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addWidget(self.note)

    def _fields(self) -> list[tuple[str, Any, str]]:
        tr = self.tr
        return [
            (tr("Dataset"), self.dataset, tr("Its rows are asked about")),
            (tr("Split"), self.split, tr("Which rows are asked about")),
            (
                tr("Rows"),
                self.count,
                tr("This many are drawn at random; the maximum is all of them"),
            ),
            (tr("Seed"), self.seed, tr("The same seed draws the same rows")),
            (tr("At once"), self.at_once, tr("Questions asked at the same time")),
            (tr("Per minute"), self.per_minute, tr("Most questions that start in a minute")),
            (tr("Cost limit"), self.ceiling, ""),
        ]

    def _splits(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("test", tr("Test"), tr("Rows that are never shots")),
            ("train", tr("Training"), tr("Rows that may serve as shots")),
        ]

    # What is chosen

    @property
    def id(self) -> str:
        """The dataset."""
        return str(self.dataset.currentData() or "")

    @property
    def which(self) -> str:
        """The split."""
        return str(self.split.currentData())

    def plan(self, price: Price | None) -> BatchPlan:
        """How the batch is asked."""
        ceiling = self.ceiling.value() if self.ceiling.isEnabled() else 0
        return BatchPlan(
            self.at_once.value(),
            self.per_minute.value() or None,
            ceiling or None,
            price,
            self.fresh.isChecked(),
        )

    @property
    def summary(self) -> str:
        """What is chosen, in a few words."""
        n = self.tr("{n:,} of {total:,} rows") if self._n else self.tr("{n:,} rows")
        words = self.tr("{dataset} · {split} split · {rows} · {k} at once")
        return words.format(
            dataset=self.dataset.currentText(),
            split=inside_sentence(self.split.currentText()),
            rows=n.format(n=self.count.value(), total=self._n),
            k=self.at_once.value(),
        )

    def suggest(self, dataset: str) -> None:
        """Take the prompt's dataset, unless the user has chosen one."""
        if dataset and not self._chosen and dataset != self.id and self.dataset.isEnabled():
            show_value(self.dataset, dataset)
            self.changed.emit()

    def show_material(self, material: PromptMaterial) -> None:
        """Follow how many rows there are, and what is said of them."""
        data = material.data
        n = _length(data, self.which) if data is not None else 0
        if n != self._n:
            wanted = self._wanted
            self._n = n
            self.count.blockSignals(True)
            self.count.setRange(1, n or MOST)
            self.count.setSuffix(self.tr(" of {n:,}").format(n=n) if n else "")
            self.count.setValue(wanted)
            self.count.blockSignals(False)
            self._wanted = wanted
        self.note.say(self._note_text(material))

    def show_price(self, price: Price | None) -> None:
        """A ceiling needs a price."""
        reason = ""
        if price is None:
            reason = self.tr(
                "The price of this model is not known: add it with Prices…, then set a ceiling."
            )
        elif not price.date:
            reason = self.tr("It costs nothing: it runs on this machine.")
        self.ceiling.setEnabled(not reason)
        self.ceiling.setPrefix("" if reason else "$ ")
        self.ceiling.setToolTip(
            reason or self.tr("US dollars; it stops before a question that could cost more")
        )

    def _note_text(self, material: PromptMaterial) -> str:
        if self.which == "train":
            return self.tr("These rows may be shots of others: figures say less than on the test.")
        words = self.tr("Rows of the test split are never shots")
        left_out = material.pool.left_out if material.pool is not None else 0
        if left_out:
            words += self.tr("; {n:,} training rows that say the same are not shown").format(
                n=left_out
            )
        return f"{words}."

    def _picked(self) -> None:
        self._chosen = True
        self._edited()

    def _edited(self) -> None:
        self._wanted = self.count.value() if self._n else self._wanted
        self._remember()
        self.changed.emit()

    def _remember(self) -> None:
        table = {
            "dataset": self.id if self._chosen else "",
            "split": self.which,
            "rows": self._wanted,
            "seed": self.seed.value(),
            "at_once": self.at_once.value(),
            "per_minute": self.per_minute.value(),
            "ceiling": self.ceiling.value(),
        }
        layout = self._host.settings.layout
        self._host.settings.layout = {**layout, REMEMBERED: json.dumps(table)}

    def _restore(self) -> None:
        """What was chosen last; what cannot be read is left as it is."""
        # What comes first in order is there without a download.
        self.dataset.setCurrentIndex(
            self.dataset.findData(self._host.plugins.first(Dataset, may_be_labelled).id)
        )
        with contextlib.suppress(ValueError, TypeError, AttributeError):
            table = json.loads(self._host.settings.layout.get(REMEMBERED, "{}"))
            if table.get("dataset") and self.dataset.findData(table["dataset"]) >= 0:
                show_value(self.dataset, table["dataset"])
                self._chosen = True
            if table.get("split") in ("test", "train"):
                show_value(self.split, table["split"])
            self._wanted = max(1, int(table.get("rows", ROWS)))
            self.count.setValue(self._wanted)
            self.seed.setValue(int(table.get("seed", 0)))
            self.at_once.setValue(int(table.get("at_once", BatchPlan().concurrency)))
            self.per_minute.setValue(float(table.get("per_minute", 0)))
            self.ceiling.setValue(float(table.get("ceiling", 0)))


def _datasets(host: Host) -> list[tuple[str, str, str]]:
    found = host.plugins.of(Dataset).values()
    return [
        (cls.id, contributed(cls.name), contributed(cls.about))
        for cls in found
        if may_be_labelled(cls)
    ]


def _length(data: Labelled, split: str) -> int:
    return len(data.test if split == "test" else data.train)
