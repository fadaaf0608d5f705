"""The samples, newest first: what the model was given, and what it made of it."""

from __future__ import annotations

import html
import wave
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QTextBrowser, QVBoxLayout, QWidget

from workbench import Sampled, StorageError
from workbench.ui import Host, Panel, RunState, escaped

# Small pictures are shown enlarged, pixel by pixel, to about this side.
PICTURE_SIDE = 168
WAVE = QSize(260, 64)


class _Browser(QTextBrowser):
    """A text with the pictures that it names in ``images``."""

    def __init__(self) -> None:
        super().__init__()
        self.images: dict[str, QImage] = {}

    def loadResource(self, kind: int, name: QUrl) -> object:
        return self.images.get(name.toString())


class SamplesWidget(QWidget):
    """A column of samples; the text that was given is muted, what was written is not."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._state = RunState()
        self._shown: tuple[Sampled, ...] = ()
        self.text = _Browser()
        self.text.setAccessibleName(self.tr("What the model wrote, the newest first"))
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(10)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._save_sound)
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
        self.text.images.clear()
        pieces = [self._sample(number) for number in reversed(range(len(self._shown)))]
        self.text.setHtml("<hr>".join(pieces))

    def _sample(self, number: int) -> str:
        sample = self._shown[number]
        muted = self._host.theme.colors.muted
        heading = self.tr("Step {0}").format(f"{sample.step:,}")
        per_epoch = self._state.steps_per_epoch
        if per_epoch:
            epoch = self.tr("epoch {0}").format(f"{sample.step / per_epoch:.1f}")
            heading += f" · {epoch}"
        given = f"<span style='color:{muted}'>{_safe(sample.given)}</span>"
        parts = [f"<p><b>{heading}</b></p>"]
        if sample.given or sample.text:
            parts.append(f"<p>{given}{_safe(sample.text)}</p>")
        if sample.picture is not None:
            parts.append(self._image(f"picture-{number}", _enlarged(sample.picture)))
        if sample.sound is not None:
            color = QColor(self._host.theme.colors.series[0])
            length = self.tr("{0} s").format(f"{len(sample.sound) / sample.rate:.2f}")
            save = f"<a href='sound-{number:d}'>{_safe(self.tr('Save as WAV…'))}</a>"
            parts.append(self._image(f"wave-{number}", _drawn(sample.sound, color)))
            parts.append("<p>" + " · ".join((length, f"{sample.rate:,} Hz", save)) + "</p>")
        return "".join(parts)

    def _image(self, name: str, image: QImage) -> str:
        self.text.images[name] = image
        return f"<p><img src='{escaped(name)}'></p>"

    def _save_sound(self, link: QUrl) -> None:
        sample = self._shown[int(link.toString().rpartition("-")[2])]
        name = f"step-{sample.step}.wav"
        title, kinds = self.tr("Save the sound"), self.tr("Sound (*.wav)")
        path, _ = QFileDialog.getSaveFileName(self, title, name, kinds)
        if path and sample.sound is not None:
            sound, rate = sample.sound, sample.rate
            self._host.background.enqueue(
                "samples: sound",
                lambda job: write_wave(Path(path), sound, rate),
                lambda _: self._host.notices.info(self.tr("Saved {0}.").format(path)),
                self._host.notices.error,
                title=self.tr("Saving a sound"),
            )

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("What will it write?"), self.tr(
                "Press Train: what the model writes or draws appears here at each evaluation."
            )
        if self._state.live:
            return self.tr("No samples yet"), self.tr("Shown after the first evaluation.")
        return self.tr("No samples from this run"), self.tr(
            "It ended before an evaluation, or its trainer makes none."
        )


def _safe(text: str) -> str:
    """Text as HTML that keeps its lines and spaces."""
    escaped = html.escape(text).replace("\n", "<br>")
    return f"<span style='white-space: pre-wrap'>{escaped}</span>"


def _enlarged(picture: np.ndarray) -> QImage:
    height, width = picture.shape[:2]
    grey = picture.ndim == 2
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
    image = QImage(picture.data, width, height, picture.strides[0], kind).copy()
    factor = max(1, PICTURE_SIDE // max(1, height, width))
    if factor == 1 and max(height, width) <= 2 * PICTURE_SIDE:
        return image
    size = QSize(width * factor, height * factor)
    if factor > 1:
        return image.scaled(size)  # sharp pixels
    side = 2 * PICTURE_SIDE
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(side, side, keep, smooth)


def _drawn(sound: np.ndarray, color: QColor) -> QImage:
    """The sound's course: from the lowest to the highest value in each column."""
    image = QImage(WAVE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setPen(color)
    middle = WAVE.height() / 2
    for column, part in enumerate(np.array_split(sound, min(WAVE.width(), max(1, len(sound))))):
        low, high = (float(part.min()), float(part.max())) if len(part) else (0.0, 0.0)
        top, bottom = QPointF(column, middle * (1 - high)), QPointF(column, middle * (1 - low))
        painter.drawLine(top, bottom)
    painter.end()
    return image


def write_wave(path: Path, sound: np.ndarray, rate: int) -> None:
    """Write a sound, float32 ``(n,)`` within −1…1, as 16-bit PCM.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    numbers = np.round(np.clip(sound, -1, 1) * 32767).astype("<i2")
    try:
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(numbers.tobytes())
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Choose another folder.") from error
