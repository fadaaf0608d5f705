"""Provider: language models trained here answer like any other."""

from __future__ import annotations

import math
import random
import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workbench import (
    Capabilities,
    Finish,
    Piece,
    Provider,
    Request,
    RunStore,
    UsageError,
    WorkbenchError,
    hookimpl,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.inference import LanguageModel

# So many models stay open between questions, as long as the provider is in use.
KEPT = 2


class OwnRuns(Provider):
    """Each run that continues text is a model, called by its id, the newest first."""

    id, name = "own-runs", "Your own runs"
    answers_runs = True
    about = "Language models that were trained here; nothing leaves this machine."

    def __init__(self, params: Any = None) -> None:
        super().__init__(params)
        self._mutex = threading.Lock()
        self._open: OrderedDict[tuple[Any, ...], LanguageModel] = OrderedDict()

    def models(self) -> list[str]:
        from workbench.inference import NEXT_TOKEN, runs_for

        return [info.id for info in runs_for(RunStore(), NEXT_TOKEN)]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(completion=True, streaming=True, logprobs=True)

    def destination(self, model: str) -> str:
        return ""

    def identity(self, model: str) -> str:
        from workbench import file_fingerprint

        try:
            return file_fingerprint(RunStore().get(model).model_file)
        except (WorkbenchError, OSError):
            return ""

    def missing(self) -> UsageError | None:
        if self.models():
            return None
        remedy = "Train a transformer on running text: `workbench run examples/text.toml`."
        return UsageError("No run has left a model that continues text.", remedy)

    def ask(self, request: Request) -> Iterator[Piece]:
        from workbench.inference import generate_text

        options, model = request.options, self._opened(request.model)
        seed = random.randrange(1 << 31) if options.seed is None else options.seed
        prompt, count = request.prompt or "", 0
        pieces = generate_text(
            model,
            prompt,
            max_tokens=options.max_tokens,
            temperature=options.temperature,
            top_p=options.top_p,
            seed=seed,
            stop=options.stop,
        )
        for piece in pieces:
            count += 1
            logprob = math.log(max(piece.probability, 1e-45)) if options.logprobs else None
            yield Piece(piece.text, logprob)
        ended: Finish = "length" if count >= options.max_tokens else "stop"
        yield Piece("", None, len(model.tokenizer.encode(prompt)), count, ended)

    def count_tokens(self, model: str, text: str) -> int | None:
        return len(self._opened(model).tokenizer.encode(text))

    def context(self, model: str) -> int | None:
        return self._opened(model).context

    def _opened(self, run: str) -> LanguageModel:
        """A run's model, opened once for as long as its files stay as they are."""
        from workbench.inference import LanguageModel, cached_file

        path = RunStore().get(run).model_file
        key = (path, _state(path), _state(cached_file(path)))
        with self._mutex:
            if key not in self._open:
                model = LanguageModel(path)
                # Here, because questions that come together would open it twice.
                _ = model.with_cache
                self._open[key] = model
                while len(self._open) > KEPT:
                    self._open.popitem(last=False)
            self._open.move_to_end(key)
            return self._open[key]


def _state(path: Path) -> tuple[int, int] | None:
    """By what another file of the same name is known; ``None`` where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns


@hookimpl
def register_providers() -> list[type[Provider]]:
    return [OwnRuns]
