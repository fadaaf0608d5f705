"""The samples, newest first: what the model was given, and how it went on."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from workbench import Sampled
from workbench.ui import Host, Panel, RunState


class SamplesWidget(QWidget):
    """A column of samples; the text that was given is muted, what was written is not."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._state = RunState()
        self._shown: tuple[Sampled, ...] = ()
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("What the model wrote, the newest first"))
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(10)
        self._panel = Panel(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panel)
        self.setMinimumSize(220, 200)
        host.theme.changed.connect(self._write)
        self.show_run(RunState())

    def show_run(self, state: RunState) -> None:
        """Show what a run has written so far."""
        before = self._state
        self._state = state
        if not state.samples:
            self._shown = ()
            self._panel.say(*self._nothing())
            return
        if state.samples is not self._shown:
            self._shown = state.samples
            place = self.text.verticalScrollBar()
            # Who reads further down is not thrown back to the top by a new sample.
            kept = place.maximum() - place.value() if place.value() else None
            self._write()
            if before.run == state.run and kept is not None:
                place.setValue(place.maximum() - kept)
        self._panel.show_content()

    def _write(self) -> None:
        pieces = [self._sample(sample) for sample in reversed(self._shown)]
        self.text.setHtml("<hr>".join(pieces))

    def _sample(self, sample: Sampled) -> str:
        muted = self._host.theme.colors.muted
        heading = self.tr("Step {0}").format(f"{sample.step:,}")
        per_epoch = self._state.steps_per_epoch
        if per_epoch:
            epoch = self.tr("epoch {0}").format(f"{sample.step / per_epoch:.1f}")
            heading += f" · {epoch}"
        given = f"<span style='color:{muted}'>{_safe(sample.given)}</span>"
        return f"<p><b>{heading}</b></p><p>{given}{_safe(sample.text)}</p>"

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("What will it write?"), self.tr(
                "Press Train: at each evaluation the model goes on from a place in the test text."
            )
        if self._state.live:
            return self.tr("Nothing written yet"), self.tr(
                "The first evaluation makes it write something."
            )
        return self.tr("This run wrote nothing"), self.tr(
            "It ended before an evaluation, or it is no language model."
        )


def _safe(text: str) -> str:
    """Text as HTML that keeps its lines and spaces."""
    escaped = html.escape(text).replace("\n", "<br>")
    return f"<span style='white-space: pre-wrap'>{escaped}</span>"
