"""BatchFigures: what a batch has come to so far, and how it goes, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from workbench.prompting.forecast import Forecast
from workbench.prompting.prices import Price
from workbench.prompting.results import Results
from workbench.prompting.scores import Share


class BatchFigures(QLabel):
    """Accuracy with its interval, what is off-label, tokens and cost; empty without an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(self.tr("Figures of the batch"))
        self.hide()

    def show_results(self, results: Results | None) -> None:
        """Show the figures of what is answered."""
        scores = results.scores if results is not None else None
        self.setVisible(scores is not None and scores.answered > 0)
        if results is None or scores is None or not scores.answered:
            self.setText("")
            return
        figures = [f"{name} {value}" for name, value in scores.figures] or [
            self.tr("Accuracy {share}").format(share=percent(scores.accuracy)),
            self.tr("macro-F1 {value}").format(value=f"{scores.macro_f1:.3f}"),
        ]
        first = [
            *figures,
            self.tr("off-label {share}").format(share=f"{100 * scores.off_label.value:.1f} %"),
            self.tr("refusals {n:,}").format(n=scores.refusals.count),
        ]
        if scores.reasoning_only.count:
            words = self.tr("reasoning only {n:,} (raise the maximum of tokens)")
            first.append(words.format(n=scores.reasoning_only.count))
        second = [self._tokens(results), self._cost(results)]
        self.setText("  ·  ".join(first) + "\n" + "  ·  ".join(part for part in second if part))
        self.setToolTip(self._kinds(scores.answered_as))

    def _tokens(self, results: Results) -> str:
        if results.prompt_tokens is None or results.completion_tokens is None:
            return self.tr("tokens not counted")
        return self.tr("{n:,} tokens in, {m:,} out").format(
            n=results.prompt_tokens, m=results.completion_tokens
        )

    def _cost(self, results: Results) -> str:
        price, cost = results.price, results.cost
        if price is None:
            return self.tr("price not known")
        if not price.date:
            return self.tr("no cost")
        if cost is None:
            return self.tr("cost not known")
        words = self.tr("{cost} US dollars (prices of {date})")
        if results.known:
            words = self.tr("{cost} US dollars, {spent} of them now (prices of {date})")
        spent = results.spent
        now = self.tr("unknown") if spent is None else f"{spent:.4f}"
        return words.format(cost=f"{cost:.4f}", spent=now, date=price.date)

    def _kinds(self, answered_as: dict[str, int]) -> str:
        said = ", ".join(f"{name} {count:,}" for name, count in list(answered_as.items())[:12])
        return self.tr("Answered: {kinds}").format(kinds=said)


class BatchForecast(QLabel):
    """About what a batch would take, before it begins; empty while nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True)
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(self.tr("What it takes, about"))
        self.hide()

    def say(self, text: str) -> None:
        """Show words instead."""
        self.setText(text)
        self.setVisible(bool(text))

    def show_forecast(self, forecast: Forecast, price: Price | None) -> None:
        """Show tokens and cost, and whether the longest question fits."""
        words = self.tr("About {n:,} tokens in, at most {m:,} out")
        said = [words.format(n=forecast.prompt_tokens, m=forecast.answer_tokens)]
        if price is None:
            said.append(self.tr("the price of this model is not known"))
        elif not price.date:
            said.append(self.tr("no cost"))
        elif forecast.cost is not None:
            words = self.tr("at most about {cost} US dollars (prices of {date})")
            said.append(words.format(cost=f"{forecast.cost:.2g}", date=price.date))
        longest = "" if forecast.longest.fits else self.tr(" Some questions do not fit: {advice}")
        self.say("; ".join(said) + "." + longest.format(advice=forecast.longest.advice))


class BatchProgress(QWidget):
    """A bar, and how many are done, how fast, and for how long still."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.words = QLabel()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(self.tr("Progress of the batch"))
        self.words.setProperty("role", "muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setMinimumWidth(60)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addStretch(1)
        self.clear()

    def show_preparing(self, done: int, total: int) -> None:
        """Questions are being made."""
        self._show(
            done, total, self.tr("Choosing shots: {n:,} of {total:,}").format(n=done, total=total)
        )

    def show_results(self, results: Results, rate: float | None, state: str = "") -> None:
        """Questions are being asked; ``state`` says what else should be known."""
        total, waiting = len(results), len(results.open)
        left = [index for index in results.open if index not in results.failures]
        parts = [self.tr("{n:,} of {total:,}").format(n=total - waiting, total=total)]
        if results.known:
            parts.append(self.tr("{n:,} known already").format(n=results.known))
        if results.failures:
            parts.append(self.tr("{n:,} failed").format(n=len(results.failures)))
        if state:
            parts.append(state)
        elif rate:
            parts.append(self.tr("{rate}/s").format(rate=f"{rate:.3g}"))
            if left:
                words = self.tr("{time} left")
                parts.append(words.format(time=lasting(len(left) / rate)))
        self._show(total - len(left), total, " · ".join(parts))

    def clear(self) -> None:
        """Nothing is asked."""
        self._show(0, 1, "")
        self.bar.hide()

    def _show(self, done: int, total: int, text: str) -> None:
        self.bar.setVisible(True)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.words.setText(text)
        self.words.setToolTip(text)


def percent(share: Share) -> str:
    """A share with the interval in which that of all such rows may lie."""
    low, high = share.interval
    return f"{100 * share.value:.1f} % (95 %: {100 * low:.1f} … {100 * high:.1f})"


def lasting(seconds: float) -> str:
    """A time that is still to come, roughly."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
