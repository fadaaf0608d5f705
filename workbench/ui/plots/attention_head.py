"""One head: its map, arcs over the sentence (or patches of the picture), and step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from workbench.inference.attention import ExampleAttention, step_by_step
from workbench.ui.plots.arcs import Arcs
from workbench.ui.plots.attention_map import AttentionMap
from workbench.ui.plots.patches import Patches, grid_of
from workbench.ui.plots.pictures import Picture
from workbench.ui.plots.placeholder import Panel
from workbench.ui.plots.qkv import StepByStep


def _last_word(tokens: Sequence[str]) -> int:
    """The last token that is not a mark such as ``[SEP]``."""
    words = [place for place, token in enumerate(tokens) if not token.startswith("[")]
    return words[-1] if words else len(tokens) - 1


class HeadTabs(QTabWidget):
    """Three ways to look at one head; the token that is chosen in one is chosen in all.

    ``word_changed`` carries the place of the token that looks.
    """

    word_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = AttentionMap()
        self.said = QLabel()
        self.arcs = Arcs()
        self.patches = Patches()
        self.steps = StepByStep()
        self.steps_panel = Panel(self.steps)
        self._tokens: tuple[str, ...] = ()
        self._attention: ExampleAttention | None = None
        self._head = (0, 0)
        self.word = 0
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setAccessibleName(self.tr("Ways to look at one head"))
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.addTab(self._map_page(), self.tr("Map"))
        self.addTab(self.arcs, self.tr("Arcs"))
        self.addTab(self.patches, self.tr("Picture"))
        self.addTab(self.steps_panel, self.tr("Step by step"))
        self.setTabVisible(2, False)
        self.map.pointed.connect(self._map_pointed)
        self.arcs.pointed.connect(self.set_word)
        self.patches.pointed.connect(self.set_word)
        self.steps.word_chosen.connect(self.set_word)

    def _map_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.map, 1)
        column.addWidget(self.said)
        return page

    def set_colors(self, colors: Any) -> None:
        """Take over the theme's colours."""
        for part in (self.map, self.arcs, self.patches, self.steps):
            part.set_colors(colors)

    def show_map(self, weights: npt.NDArray[Any], tokens: Sequence[str], causal: bool) -> None:
        """Show a map ``(time, time)``; another text's last token is the one that looks."""
        fresh = tuple(tokens) != self._tokens
        self._tokens = tuple(tokens)
        self.map.set_map(weights, tokens, causal)
        self.arcs.set_map(weights, tokens, causal)
        patches = bool(tokens) and all(grid_of(tokens))
        self.setTabVisible(1, not patches)
        self.setTabVisible(2, patches)
        if patches:
            self.patches.set_map(weights, tokens)
        if fresh:
            self._start(len(tokens) // 2 if patches else _last_word(tokens))
        self._say()

    def show_picture(self, picture: Picture | None) -> None:
        """Show the picture that the patches are of."""
        self.patches.set_picture(picture)

    def show_steps(self, attention: ExampleAttention, layer: int, head: int) -> None:
        """Show how the head comes to its map."""
        self._attention = attention
        self._head = (layer, head)
        self.steps_panel.show_content()
        self._step()

    def say_steps(self, title: str, text: str) -> None:
        """Show no steps, but why there are none."""
        self._attention = None
        self.steps_panel.say(title, text)

    def set_word(self, index: int) -> None:
        """Let another token look."""
        if 0 <= index < len(self._tokens) and index != self.word:
            self.word = index
            self._spread()
            self.word_changed.emit(index)

    @property
    def steps_visible(self) -> bool:
        """Whether the steps are in sight, which need more room than the rest."""
        return self.currentWidget() is self.steps_panel

    def take_focus(self) -> None:
        """Give the keyboard to what is in sight."""
        page = self.currentWidget()
        parts = (self.map, self.arcs.sentence, self.patches, self.steps.table)
        for part in parts:
            if page is part or page.isAncestorOf(part):
                part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start(self, index: int) -> None:
        self.word = index
        self.map.set_current(index, index)
        self._spread()

    def _map_pointed(self, row: int, column: int) -> None:
        self.set_word(row)
        self._say()

    def _say(self) -> None:
        self.said.setText(self.map.describe(*self.map.current))

    def _spread(self) -> None:
        """Bring the chosen token to every part."""
        self.map.set_current(self.word, self.map.current[1])
        self.arcs.set_current(self.word)
        self.patches.set_current(self.word)
        self._step()
        self._say()

    def _step(self) -> None:
        found = self._attention
        if found is not None and self.word < len(found.tokens):
            steps = step_by_step(found, *self._head, self.word)
            self.steps.set_steps(steps, found.tokens, self.word, found.causal)
