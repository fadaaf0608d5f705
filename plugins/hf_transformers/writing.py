"""Writing: a question answered token by token, drawn here and not by the library.

The library's own drawing uses torch's one generator, which trainings in this process rely on, and
says no probabilities while it streams. So a processor of logits takes the token with a generator
of its own, tells it, and leaves the library nothing else to choose.
"""

from __future__ import annotations

import math
import random
import threading
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from workbench import (
    AnswerStream,
    BrokenAnswer,
    ContextOverflow,
    Emit,
    Finish,
    Options,
    OutOfMemory,
    Piece,
    Request,
    Stopped,
    UsageError,
    WorkbenchError,
    opens_reasoning,
)
from workbench.engine import is_out_of_memory
from workbench.inference import Sampling, draw_token

from .choices import AllowedContinuations
from .library import transformers
from .loaded import Loaded, TransformersLoad, borrowed
from .tokens import Writer, prompt_ids, tokenizer

Logits = npt.NDArray[np.float64]


def answer(spec: TransformersLoad, context: int, request: Request) -> AnswerStream:
    """Load the model where it is not loaded, and ask it, in a thread.

    Raises
    ------
    UsageError
        When the seed is none.
    """
    if (request.options.seed or 0) < 0:
        raise UsageError("A seed cannot be negative.", "Give 0 or more.")

    def produce(emit: Emit, stopped: threading.Event) -> None:
        ids = prompt_ids(spec.folder, request.messages, request.prompt)
        if len(ids) >= context:
            message = f"The prompt has {len(ids)} tokens, and {context} fit."
            raise ContextOverflow(message)
        most = min(request.options.max_tokens, context - len(ids))
        try:
            with borrowed(spec, stopped) as loaded:
                picker = Picker(spec, loaded, request.options, most, emit)
                if request.messages and _begins_reasoning(spec, ids):
                    # The chat template began the reasoning: without this mark it would be taken
                    # for the answer until it ends.
                    emit(Piece("<think>"))
                if most > 0:
                    _generate(loaded, ids, picker, stopped)
        except Stopped:
            return
        if not stopped.is_set():
            picker.close(len(ids))

    return AnswerStream(produce)


def _begins_reasoning(spec: TransformersLoad, ids: list[int]) -> bool:
    end = tokenizer(spec.folder).decode(ids[-16:], skip_special_tokens=False)
    return opens_reasoning(end)


class Picker:
    """Takes the tokens of one answer and hands their text on; the library calls it with logits.

    It also tells the library when the answer is over.
    """

    def __init__(
        self, spec: TransformersLoad, loaded: Loaded, options: Options, most: int, emit: Emit
    ) -> None:
        self._library = tokenizer(spec.folder)
        self._sampling = Sampling(options.temperature, None, options.top_p)
        self._rng = np.random.default_rng(
            random.getrandbits(63) if options.seed is None else options.seed
        )
        self._writer = Writer(self._library, options.stop)
        self._choices = (
            AllowedContinuations(options.choices, self._library) if options.choices else None
        )
        self._ends = loaded.ends
        self._most = most
        self._emit = emit
        self._tells = options.logprobs
        self._logprob = 0.0
        self._count = 0
        self._finish: Finish = "" if most else "length"

    def __call__(self, input_ids: Any, scores: Any) -> Any:
        """Take a token, and leave the library no other: scores ``(1, n_tokens)``."""
        if self._finish:
            return scores
        logits = scores[0].double().cpu().numpy()
        if np.isnan(logits).any():
            message = "The model computed what is no number."
            raise BrokenAnswer(message, "Choose float32 as precision, or another model.")
        token = draw_token(self._sampling.probabilities(self._allowed(logits)), self._rng)
        self._take(token, _logprob(logits, token))
        only = torch.full_like(scores, -torch.inf)
        only[0, token] = 0
        return only

    def is_over(self, input_ids: Any, scores: Any, **_: Any) -> Any:
        """Whether the answer is over, bool ``(1,)``, as the library asks for it."""
        return torch.full((1,), bool(self._finish), device=input_ids.device)

    def close(self, n_prompt: int) -> None:
        """Hand on what is left, the counts, and why the answer ended."""
        if self._choices is None:
            self._tell(self._writer.end())
        elif text := self._choices.text():
            self._tell([(text, self._logprob)])
        self._emit(Piece("", None, n_prompt, self._count, self._finish or "stop"))

    def _allowed(self, logits: Logits) -> Logits:
        if self._choices is None:
            return logits
        ids = self._choices.next(self._ends)
        only = np.full_like(logits, -np.inf)
        only[ids] = logits[ids]
        return only

    def _take(self, token: int, logprob: float) -> None:
        self._count += 1
        if token in self._ends:
            self._finish = "stop"
            return
        if self._choices is not None:
            self._logprob += logprob
            is_over = self._choices.take(token, bool(self._ends))
        else:
            self._tell(self._writer.write(token, logprob))
            is_over = self._writer.is_done
        self._finish = "stop" if is_over else "length" if self._count >= self._most else ""

    def _tell(self, parts: list[tuple[str, float]]) -> None:
        for text, logprob in parts:
            # A sum of rounded numbers may be a hair above 0.
            self._emit(Piece(text, min(0.0, logprob) if self._tells else None))


def _logprob(logits: Logits, token: int) -> float:
    largest = logits.max()
    return float(logits[token] - largest - math.log(np.exp(logits - largest).sum()))


def _generate(loaded: Loaded, ids: list[int], picker: Picker, stopped: threading.Event) -> None:
    library = transformers()
    prompt = torch.tensor([ids], device=loaded.device)
    settings = library.GenerationConfig(
        max_new_tokens=picker._most, do_sample=False, use_cache=True, pad_token_id=0
    )
    try:
        loaded.model.generate(
            prompt,
            attention_mask=torch.ones_like(prompt),
            generation_config=settings,
            logits_processor=library.LogitsProcessorList([picker]),
            stopping_criteria=library.StoppingCriteriaList([picker.is_over]),
        )
    except (WorkbenchError, Stopped):
        raise
    except Exception as error:
        if stopped.is_set():
            raise Stopped from error
        if is_out_of_memory(error):
            message = f"There was no memory left to answer with {loaded.model.name_or_path}."
            raise OutOfMemory(message, "Choose a smaller context or model.") from error
        reason = " ".join(str(error).split())[:200]
        raise BrokenAnswer(f"transformers failed: {type(error).__name__}: {reason}") from error
