"""A run's model writes, by onnxruntime with a cache and by torch; prints one JSON line."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable

import torch

from benchmarks.spread import in_turn
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.params import make
from workbench.core.plugins import discover
from workbench.core.runs.store import RunStore
from workbench.core.special_tokens import SPECIAL
from workbench.engine.rebuild import rebuilt
from workbench.inference.generate import generate
from workbench.inference.textmodel import LanguageModel


def main() -> None:
    """Let both write as often as asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    parser.add_argument("--tokens", type=int, default=256)
    parser.add_argument("--pairs", type=int, default=11)
    parser.add_argument("--prompt", default="A")
    options = parser.parse_args()
    plugins, run = discover(installed=False), RunStore().get(options.run)
    cls = plugins.get(Dataset, run.experiment.dataset.id)
    data = cls().load(make(cls.Params, run.experiment.dataset.params, "dataset"))
    network = rebuilt(run, plugins, data.task).eval()
    model = LanguageModel(run.model_file)
    prompt = torch.from_numpy(model.prompt(options.prompt))

    def ours() -> list[int]:
        pieces = generate(model, options.prompt, max_tokens=options.tokens, temperature=0)
        return [piece.token_id for piece in pieces]

    def eager() -> list[int]:
        ids = prompt[None]
        with torch.inference_mode():
            for _ in range(options.tokens):
                logits = network(ids)[:, -1]
                logits[:, : len(SPECIAL)] = -torch.inf
                ids = torch.cat([ids, logits.argmax(-1, keepdim=True)], 1)
        return [int(token) for token in ids[0, len(prompt) :]]

    def rate(write: Callable[[], list[int]]) -> float:
        began = time.perf_counter()
        return len(write()) / (time.perf_counter() - began)

    same = ours() == eager()
    pairs = in_turn(lambda: rate(ours), lambda: rate(eager), options.pairs)
    mine, theirs = zip(*pairs, strict=True)
    print(json.dumps({"ours": mine, "torch": theirs, "same": same}))


if __name__ == "__main__":
    main()
