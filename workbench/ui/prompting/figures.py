"""Figures: what an answer took and cost, and whether its label is right, each in a line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from workbench.prompting.scored_response import ScoredResponse
from workbench.prompting.scores import tokens_per_s

LEAST = 0.000001


class Figures(QLabel):
    """Why it ended, how fast it came, its tokens and its cost; what is not known is not said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True)
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(self.tr("Figures of the answer"))

    def show_answer(self, answer: ScoredResponse) -> None:
        """Show the figures of an answer."""
        self.setText(" · ".join(part for part in self._parts(answer) if part))
        price = answer.price
        source = self.tr("Prices of {date}, {source}") if price and price.date else ""
        self.setToolTip(source.format(date=price.date, source=price.source) if price else "")

    def _parts(self, answer: ScoredResponse) -> list[str]:
        reply = answer.reply
        parts = [self._finish(reply.finish)]
        if reply.text or reply.reasoning:
            words = self.tr("first token after {time}")
            parts.append(words.format(time=instant(reply.first_s)))
        if (speed := tokens_per_s(reply)) is not None:
            parts.append(self.tr("{n} tokens/s").format(n=f"{speed:.0f}"))
        if reply.prompt_tokens is not None and reply.completion_tokens is not None:
            words = self.tr("{n} in / {m} out")
            parts.append(
                words.format(n=f"{reply.prompt_tokens:,}", m=f"{reply.completion_tokens:,}")
            )
        if reply.reasoning_tokens:
            words = self.tr("{n} of them reasoning")
            parts.append(words.format(n=f"{reply.reasoning_tokens:,}"))
        if reply.finish:
            parts.append(self._cost(answer))
        if reply.stored:
            parts.append(self.tr("from kept answers"))
        return parts

    def _finish(self, finish: str) -> str:
        return {
            "stop": self.tr("Finished"),
            "length": self.tr("Cut at the most tokens allowed"),
            "refused": self.tr("Cut by a filter of the service"),
        }.get(finish, self.tr("Stopped"))

    def _cost(self, answer: ScoredResponse) -> str:
        if answer.price is None:
            return self.tr("price not known")
        if not answer.price.date:
            return self.tr("no cost")
        if answer.cost is None:
            return self.tr("cost not known")
        amount = f"{answer.cost:.6f}" if answer.cost >= LEAST or not answer.cost else f"< {LEAST:f}"
        words = self.tr("{amount} US dollars (prices of {date})")
        return words.format(amount=amount, date=answer.price.date)


class AnswerMark(QLabel):
    """The label that an answer says, and whether it is right; gone where no labels were wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def show_answer(self, answer: ScoredResponse | None) -> None:
        """Show the label of an answer."""
        self.setVisible(answer is not None and answer.parsed is not None)
        if answer is None or answer.parsed is None:
            self.setText("")
            return
        words = self._label(answer)
        if answer.right is not None:
            truth = self.tr("✓ right") if answer.right else self.tr("✗ wrong: it is {truth}")
            words = f"{words} {truth.format(truth=answer.truth)}"
        self.setText(words)
        self.setProperty("role", "error" if answer.right is False else "")
        self.style().unpolish(self)
        self.style().polish(self)

    def _label(self, answer: ScoredResponse) -> str:
        assert answer.parsed is not None
        if answer.parsed.label is not None:
            return self.tr("Label: {label}").format(label=answer.parsed.label)
        return {
            "refusal": self.tr("No label: it refuses."),
            "empty": self.tr("No label: the answer is empty."),
            "reasoning": self.tr("No label: the model only reasoned. Raise the maximum of tokens."),
        }.get(answer.parsed.kind, self.tr("No label in this answer."))


def instant(seconds: float) -> str:
    """A short time in milliseconds, a longer one in seconds."""
    return f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
