"""What happens to pieces of text."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench import (
    MASK_ID,
    Corpus,
    Evaluated,
    ExperimentError,
    MeasuringProgress,
    Setup,
    Tokenizer,
    context_of,
    is_causal,
)
from workbench.engine import pack_state, unpack_state

from . import LanguageModelParams, pieces
from .masking import IGNORED, hide

TOKENS_AT_ONCE = 8192
PROMPT = 16


class SelfSupervision:
    """A training in progress; see `workbench.LanguageLearner`."""

    def __init__(self, setup: Setup, params: LanguageModelParams) -> None:
        assert isinstance(setup.data, Corpus)
        self.setup = setup
        self.params = params
        self.model = setup.model
        self.causal = params.objective == "next"
        self.finished = False
        self._refuse_misfits()
        self.length = pieces.length_of(params, context_of(setup.model, None))
        self.tokenizer = Tokenizer.from_json(setup.data.tokenizer)
        self.texts = self._texts(setup.data)
        self.batch_size = params.batch_size * params.accumulate
        self.total_steps = params.steps
        piece = self.batch_size * self.length
        self.steps_per_epoch = max(1, len(self.texts["train"]) // piece)
        self.forward: Callable[[Tensor], Tensor] = (
            torch.compile(self.model) if setup.compile else self.model
        )
        self._parameters = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self._groups(), lr=params.lr, betas=(0.9, params.beta2), fused=True
        )

    def _refuse_misfits(self) -> None:
        if self.causal != is_causal(self.model):
            if self.causal:
                message = "A network that sees later tokens cannot learn to guess the next one."
                raise ExperimentError(message, "Switch Causal on, or choose masked tokens.")
            message = "Hidden tokens are guessed from both sides; this network looks back only."
            raise ExperimentError(message, "Switch the transformer's Causal off.")

    def _texts(self, data: Corpus) -> dict[str, Tensor]:
        found = pieces.parts(data, self.params.validation, self.length)
        return {
            name: torch.from_numpy(part.astype(np.int64)).to(self.setup.device)
            for name, part in found.items()
        }

    def _groups(self) -> list[dict[str, Any]]:
        """Matrices decay; biases, norms and other vectors do not."""
        matrices = [p for p in self._parameters if p.dim() >= 2]
        vectors = [p for p in self._parameters if p.dim() < 2]
        decay = self.params.weight_decay
        return [
            {"params": group, "weight_decay": amount}
            for group, amount in ((matrices, decay), (vectors, 0.0))
            if group
        ]

    def step(self, step: int) -> Tensor:
        """Forward, backward, update; returns the loss without waiting for it."""
        for parameter in self._parameters:
            parameter.grad = None
        total = torch.zeros((), device=self.setup.device)
        for part in range(self.params.accumulate):
            given, wanted = self._batch(step * self.params.accumulate + part)
            loss = self._loss(self.forward, given, wanted) / self.params.accumulate
            loss.backward()  # type: ignore[no-untyped-call]
            total += loss.detach()
        if self.params.clip > 0:
            nn.utils.clip_grad_norm_(self._parameters, self.params.clip)
        lr = self.lr(step)
        for group in self.optimizer.param_groups:
            group["lr"] = lr
        self.optimizer.step()
        return total

    def _batch(self, number: int) -> tuple[Tensor, Tensor]:
        n_tokens, seed = self.tokenizer.size, self.setup.seed
        return pieces.batch(self.texts["train"], self.params, self.length, n_tokens, seed, number)

    def _loss(
        self,
        forward: Callable[[Tensor], Tensor],
        inputs: Tensor,
        targets: Tensor,
        mean: bool = True,
    ) -> Tensor:
        dtype = self.setup.autocast
        with torch.autocast(self.setup.device.type, dtype, enabled=dtype is not None):
            logits = forward(inputs)
        return F.cross_entropy(
            logits.flatten(0, 1).float(),
            targets.flatten(),
            ignore_index=IGNORED,
            reduction="mean" if mean else "sum",
        )

    def lr(self, step: int) -> float:
        """Rises in a straight line, then falls along half a cosine."""
        params = self.params
        if step < params.warmup:
            return params.lr * (step + 1) / (params.warmup + 1)
        done = (step - params.warmup) / max(1, params.steps - params.warmup)
        left = 0.5 * (1 + math.cos(math.pi * min(1.0, done)))
        return params.lr * (params.end_lr + (1 - params.end_lr) * left)

    def evaluate(self, split: str, check: Callable[[], None]) -> Evaluated:
        """Mean cross-entropy over consecutive pieces of a part, or of its beginning."""
        text = self.texts[split]
        everything = self.finished and split != "train"
        limit = len(text) if everything else min(len(text), self.params.measured)
        was_training = self.model.training
        self.model.eval()
        try:
            with torch.inference_mode():
                nats, n = self._measure(text[:limit], check)
        finally:
            self.model.train(was_training)
        loss = nats / max(1, n)
        metrics = {f"{split}/loss": loss, f"{split}/perplexity": math.exp(min(loss, 700.0))}
        if self.causal:
            metrics[f"{split}/bits_per_byte"] = nats / math.log(2) / self._bytes(split, limit)
        return Evaluated(0, 0.0, 0.0, split, metrics)

    def _measure(self, text: Tensor, check: Callable[[], None]) -> tuple[float, int]:
        """Summed cross-entropy in nats, and of how many tokens."""
        n = (len(text) - 1) // self.length
        given = text[: n * self.length].view(n, self.length)
        wanted = text[1 : n * self.length + 1].view(n, self.length)
        rows = max(1, TOKENS_AT_ONCE // self.length)
        if not self.causal:
            # The same tokens at every evaluation, or their figures could not be compared.
            given, wanted = hide(given, self.tokenizer.size, torch.Generator().manual_seed(0))
        total = torch.zeros((), dtype=torch.float64)
        for start in range(0, n, rows):
            check()
            self.setup.emit(MeasuringProgress(done=start, total=n))
            piece = slice(start, start + rows)
            total += self._loss(self.model, given[piece], wanted[piece], mean=False).cpu()
        return float(total), int((wanted != IGNORED).sum())

    def _bytes(self, split: str, limit: int) -> int:
        """UTF-8 bytes of what was measured: what makes different tokenizers comparable."""
        measured = (limit - 1) // self.length * self.length
        ids = self.texts[split][1 : measured + 1].cpu().numpy()
        return max(1, len(self.tokenizer.decode(ids).encode("utf-8", "replace")))

    def sample(self, step: int) -> tuple[str, str]:
        """Write on from a place in the validation text, or fill a gap in it."""
        text = self.texts["val"]
        generator = torch.Generator().manual_seed(step)
        start = int(torch.randint(len(text) - self.length, (1,), generator=generator))
        was_training = self.model.training
        self.model.eval()
        try:
            with torch.inference_mode():
                if self.causal:
                    return self._write(text[start : start + min(PROMPT, self.length)], generator)
                return self._fill(text[start : start + self.length], generator)
        finally:
            self.model.train(was_training)

    def _write(self, prompt: Tensor, generator: torch.Generator) -> tuple[str, str]:
        ids = prompt[None]
        for _ in range(self.params.sample_length):
            logits = self.model(ids[:, -self.length :])[:, -1].float()
            chances = logits.softmax(-1).cpu()
            drawn = torch.multinomial(chances, 1, generator=generator).to(ids.device)
            ids = torch.cat([ids, drawn], 1)
        n = len(prompt)
        return self._decoded(ids[0, :n]), self._decoded(ids[0, n:])

    def _fill(self, text: Tensor, generator: torch.Generator) -> tuple[str, str]:
        given, wanted = hide(text[None], self.tokenizer.size, generator)
        best = self.model(given)[0].argmax(-1)
        filled = torch.where(wanted[0] == IGNORED, text, best)
        gap = self.tokenizer.token(MASK_ID)
        shown = "".join(
            gap if token == MASK_ID else self._decoded(torch.tensor([token]))
            for token in given[0].tolist()
        )
        return shown, self._decoded(filled)

    def _decoded(self, ids: Tensor) -> str:
        return self.tokenizer.decode(ids.cpu().numpy())

    def splits(self) -> tuple[str, ...]:
        """What is measured at each evaluation."""
        return ("train", "val")

    def evaluate_every(self) -> int:
        """As the settings say."""
        return self.params.evaluate_every

    def enough(self, step: int, seconds: float) -> str | None:
        """The time budget."""
        budget = self.params.time_budget
        if budget is not None and seconds >= budget:
            return f"the time budget of {budget:g} s is used up"
        return None

    def deployed(self) -> nn.Module:
        """The network as it is."""
        return self.model

    def finish(self) -> None:
        """From now on measure all of what was not trained on."""
        self.finished = True

    def state(self) -> tuple[Mapping[str, Tensor], Mapping[str, Any]]:
        """Weights and optimiser moments; batches depend on seed and step alone."""
        return pack_state(self.model, self.optimizer), {}

    def load_state(self, tensors: Mapping[str, Tensor], facts: Mapping[str, Any]) -> None:
        """Go back to a state that `state` gave."""
        unpack_state(tensors, self.model, self.optimizer)
