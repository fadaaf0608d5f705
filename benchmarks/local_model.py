"""The local provider's tokens per second against llama.cpp's own benchmark."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.processes import ROOT, need_model, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import in_turn, spread
from workbench.core.contracts.provider import Options as Asking
from workbench.core.contracts.provider import Request
from workbench.core.settings import Settings
from workbench.prompting.ask import ask
from workbench.prompting.responses import Response
from workbench_plugins.llama import Llama, LlamaParams, files, loaded
from workbench_plugins.llama.worker import BATCH_CPU

HOW = """\
The installed SmolLM2-135M-Instruct through `workbench.prompting.ask` and the provider `llama`, as
the window asks, from the question to the last piece; against the two tests of llama.cpp's own
`llama-bench` on the same file with the same threads ({threads}), in turn. Writing: {written} tokens
after a prompt of one token (`tg{written}`); with log-probabilities, which llama-bench knows nothing
of, against the `timings` that llama.cpp's server takes of the same answers. Reading: about {read}
tokens until the first piece (`pp{read}`), {batch} at a time on both sides: the provider goes in
small steps, so that Stop is heard. `llama-bench` is not in the wheel of xllamacpp; its loops run
through the C API of the very library that the provider runs (`benchmarks/llama_bench.py`) and
neither sample nor make text. Where LLAMA_BENCH names the program itself, another build, the last
lines are its own."""

# Goes on for as long as it may when the likeliest token is taken each time.
ENDLESS = " The"
READ, WRITTEN, USUAL_BATCH = 512, 128, 512
WANTED = 0.95


def measure(options: Options) -> Result:
    """Ask and benchmark in turn."""
    need_model()
    pairs = options.count(9, 3)
    written = 32 if options.quick else WRITTEN
    with own_home(), _threads() as threads, _bench(threads, BATCH_CPU) as theirs:
        ours = _Ours(written)
        rows = _rows("writing", pairs, ours.write, lambda: theirs(f"generate {written}"))
        told = "writing with log-probabilities"
        rows += _rows(told, pairs, ours.write_with_logprobs, ours.timings, "timings")
        rows += _rows("reading", pairs, ours.read, lambda: theirs(f"prompt {READ}"))
        with _bench(threads, USUAL_BATCH) as usual:
            found = [usual(f"prompt {READ}") for _ in range(pairs)]
        rows.append(Row(f"reading, llama-bench {USUAL_BATCH} at a time", spread(found, "tokens/s")))
        rows += _program(threads, written, pairs)
    how = HOW.format(written=written, read=READ, batch=BATCH_CPU, threads=threads)
    return Result(how, rows)


def _rows(
    what: str,
    pairs: int,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    name: str = "llama-bench",
) -> list[Row]:
    ours(), theirs()
    found = in_turn(ours, theirs, pairs)
    ratios = [mine / other for mine, other in found]
    held = sorted(ratios)[len(ratios) // 2] >= WANTED
    return [
        Row(f"{what}, ours", spread([mine for mine, _ in found], "tokens/s")),
        Row(f"{what}, {name}", spread([other for _, other in found], "tokens/s")),
        Row(f"{what}, ours / {name}", spread(ratios), f"≥ {WANTED}", held),
    ]


class _Ours:
    """The provider as the window sets it up."""

    def __init__(self, written: int) -> None:
        self._provider = Llama(LlamaParams())
        self._model = self._provider.models()[0]
        self._written = written
        self._turn = itertools.count()

    def write(self, logprobs: bool = False) -> float:
        """Tokens per second of an answer, all that comes with asking included."""
        reply = self._ask(ENDLESS, Asking(max_tokens=self._written, logprobs=logprobs))
        if reply.completion_tokens != self._written:
            raise SystemExit(f"{reply.completion_tokens} tokens instead of {self._written}")
        return self._written / reply.seconds

    def write_with_logprobs(self) -> float:
        """The same, and the probability of each token is told."""
        return self.write(logprobs=True)

    def timings(self) -> float:
        """What llama.cpp itself measures of an answer with log-probabilities."""
        body = {
            "prompt": ENDLESS,
            "max_tokens": self._written,
            "temperature": 0.0,
            "top_k": 0,
            "top_p": 1.0,
            "min_p": 0.0,
            "logprobs": 1,
            "stream": True,
        }
        path = files.find(self._model, None)
        params = self._provider.params
        wanted = loaded.LlamaLoad(path, params.context, params.at_once, params.threads)
        with loaded.borrowed(wanted) as host:
            *_, last = host.ask("handle_completions", body)
        return float(last["timings"]["predicted_per_second"])

    def read(self) -> float:
        """Tokens per second of a prompt that begins as no other, to the first piece."""
        prompt = f"{next(self._turn)}:" + " word" * (READ - 3)
        reply = self._ask(prompt, Asking(max_tokens=1))
        assert reply.prompt_tokens is not None
        return reply.prompt_tokens / reply.first_s

    def _ask(self, prompt: str, options: Asking) -> Response:
        request = Request(self._model, prompt=prompt, options=options)
        return ask(self._provider, request, Settings(local_only=True))


@contextmanager
def _threads() -> Iterator[int]:
    """How many threads the provider takes by itself; its model is unloaded afterwards."""
    try:
        yield loaded.threads(0)
    finally:
        loaded.unload()


@contextmanager
def _bench(threads: int, batch: int) -> Iterator[Callable[[str], float]]:
    """llama-bench's tests in a process of their own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.llama_bench"],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def tell(line: str) -> dict[str, Any]:
        print(line, file=process.stdin, flush=True)
        answer = process.stdout.readline()  # type: ignore[union-attr]
        if not answer:
            raise SystemExit(f"llama_bench ended with {process.wait()}")
        return dict(json.loads(answer))

    wanted = {"path": str(files.bundled()), "threads": threads, "batch": batch}
    about = tell(json.dumps(wanted | {"context": READ + WRITTEN}))
    if (about["n_threads"], about["n_ubatch"]) != (threads, batch):
        raise SystemExit(f"llama.cpp took other settings: {about}")
    try:
        yield lambda line: float(tell(line)["tokens_per_s"])
    finally:
        process.stdin.close()
        process.wait()


def _program(threads: int, written: int, pairs: int) -> list[Row]:
    """The program llama-bench itself, where there is one."""
    path = os.environ.get("LLAMA_BENCH") or shutil.which("llama-bench")
    if not path:
        return []
    command = [
        path,
        "-m",
        str(files.bundled()),
        "-t",
        str(threads),
        "-p",
        str(READ),
        "-n",
        str(written),
        "-b",
        str(BATCH_CPU),
        "-ub",
        str(BATCH_CPU),
        "-r",
        str(pairs),
        "-o",
        "json",
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        Row(
            f"the program llama-bench, build {test['build_number']}: "
            + (f"tg{test['n_gen']}" if test["n_gen"] else f"pp{test['n_prompt']}"),
            spread(test["samples_ts"], "tokens/s"),
        )
        for test in json.loads(result.stdout)
    ]
