"""Prompts: a batch against a bare client loop on the same server; killed halfway, what is asked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openai

from benchmarks.counting import Counting
from benchmarks.processes import ROOT, need_model, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import in_turn, spread
from tests.plugins import llamaserver
from workbench.core.contracts import provider as providers
from workbench.core.settings import Settings
from workbench.prompting.batch import BatchPlan, batch
from workbench.prompting.prices import FREE
from workbench.prompting.responses import Answers, keys_of
from workbench_plugins.openai_http import HttpParams, LlamaServer, line

N, CONCURRENCY, MAX_TOKENS = 500, 8, 4
HOW = """\
{n} prompts to llama.cpp's server (SmolLM2-135M-Instruct, one thread, 8 slots) on this machine, 8 on
their way at a time, answers of 4 tokens. *Workbench*: `prompting.batch` with the llama.cpp server's
provider; it streams, and every answer is on disk before it counts. *Bare*: a `ThreadPoolExecutor`
of 8 threads that call `client.completions.create` of the `openai` package and throw the answers
away. Both send the same prompts with the same sampling, in turn. Killed: the batch runs in a
process of its own against a counting proxy before the server, is ended with SIGKILL when half of
the prompts have arrived there, and is started again."""
_rounds = count()


@dataclass(frozen=True)
class Killed:
    """What one kill showed.

    ``twice`` counts prompts that arrived at the server twice, ``kept_again`` those among them
    whose answer was on disk, ``lost`` prompts without an answer in the end.
    """

    arrived: int
    kept: int
    twice: int
    most: int
    kept_again: int
    lost: int


def measure(options: Options) -> Result:
    """Pairs of rounds, then kills."""
    need_model()
    n = 40 if options.quick else N
    server = llamaserver.start(slots=CONCURRENCY)
    try:
        with own_home() as home:
            _ours(server.url, CONCURRENCY, home)  # both have read the model's weights once
            pairs = in_turn(
                lambda: _ours(server.url, n, home),
                lambda: _bare(server.url, n),
                options.count(5, 1),
            )
            kills = [_kill(server.url, n, home) for _ in range(1 if options.quick else 3)]
    finally:
        line.close_all()
        server.kill()
    ratios = [theirs / ours for ours, theirs in pairs]
    speeds = [[n / seconds for seconds in each] for each in zip(*pairs, strict=True)]
    middle = sorted(ratios)[len(ratios) // 2]
    return Result(
        HOW.format(n=n),
        [
            Row("Workbench", spread(speeds[0], "prompts/s")),
            Row("Bare client loop", spread(speeds[1], "prompts/s")),
            Row("Workbench / bare", spread(ratios), "≥ 0.95", middle >= 0.95),
            *_kill_rows(kills, n),
        ],
    )


def _kill_rows(kills: Sequence[Killed], n: int) -> list[Row]:
    def each(name: str) -> str:
        return ", ".join(str(getattr(kill, name)) for kill in kills)

    lost, again = (sum(getattr(kill, name) for kill in kills) for name in ("lost", "kept_again"))
    twice, most = (max(getattr(kill, name) for kill in kills) for name in ("twice", "most"))
    return [
        Row(
            "killed when so many prompts had arrived; answers on disk then",
            f"{each('arrived')}; {each('kept')} of {n}",
        ),
        Row(
            "prompts without an answer after the restart", each("lost"), "0", lost == 0, always=True
        ),
        Row(
            "prompts asked again although their answer was on disk",
            each("kept_again"),
            "0",
            again == 0,
            always=True,
        ),
        Row(
            "prompts that arrived twice: they were on their way when it was killed",
            each("twice"),
            f"≤ {CONCURRENCY}",
            twice <= CONCURRENCY and most <= 2,
            always=True,
        ),
    ]


def requests_of(n: int, round: int, model: str) -> list[providers.Request]:
    """``n`` prompts that no other round has."""
    options = providers.Options(max_tokens=MAX_TOKENS)
    return [
        providers.Request(model, prompt=f"Round {round}: {k} plus {k % 7} is", options=options)
        for k in range(n)
    ]


def provider_of(url: str) -> LlamaServer:
    """The provider as a user would set it up, for so many questions at once."""
    return LlamaServer(HttpParams(url=url, at_once=CONCURRENCY))


def _ours(url: str, n: int, home: Path) -> float:
    """Seconds for a batch."""
    provider, round = provider_of(url), next(_rounds)
    requests = requests_of(n, round, provider.models()[0])
    with Answers(home / f"answers-{round}.sqlite") as answers:
        plan = BatchPlan(concurrency=CONCURRENCY, price=FREE)
        began = time.perf_counter()
        found = batch(requests, provider, Settings(), answers, plan)
        seconds = time.perf_counter() - began
    if found.requested != n:
        raise SystemExit(f"Only {found.requested} of {n} were answered. {found.summary}")
    return seconds


def _bare(url: str, n: int) -> float:
    """Seconds for a loop over the client library."""
    model = provider_of(url).models()[0]
    prompts = [request.prompt for request in requests_of(n, next(_rounds), model)]
    client = openai.OpenAI(base_url=url, api_key="none", max_retries=0)
    # As the provider asks: the server's own samplers would cost it time here alone.
    extra = {"top_k": 0, "min_p": 0.0, "top_p": 1.0}
    same: dict[str, Any] = {"max_tokens": MAX_TOKENS, "temperature": 0, "seed": 0}

    def ask(prompt: str | None) -> str:
        found = client.completions.create(model=model, prompt=prompt, extra_body=extra, **same)
        return str(found.choices[0].text)

    with client, ThreadPoolExecutor(CONCURRENCY) as pool:
        list(pool.map(ask, prompts[:CONCURRENCY]))  # connections are open
        began = time.perf_counter()
        list(pool.map(ask, prompts))
        return time.perf_counter() - began


def _kill(url: str, n: int, home: Path) -> Killed:
    """Kill a batch halfway, start it again, and compare what arrived."""
    round = next(_rounds)
    with TemporaryDirectory(dir=home) as folder, Counting(url) as proxy:
        path = Path(folder) / "answers.sqlite"
        first = _start(proxy.url, path, n, round)
        while len(proxy.prompts) < n // 2:
            if first.poll() is not None:
                raise SystemExit("the batch ended before it was killed")
            time.sleep(0.001)
        first.send_signal(signal.SIGKILL)
        first.wait()
        arrived = list(proxy.prompts)
        kept = _kept(proxy.url, path, n, round)
        second = _start(proxy.url, path, n, round)
        out, _ = second.communicate()
        lost = n - int(json.loads(out)["answered"])
        again = set(proxy.prompts[len(arrived) :])
        times = Counter(proxy.prompts)
    return Killed(
        len(arrived),
        len(kept),
        sum(each > 1 for each in times.values()),
        max(times.values()),
        len(kept & again),
        lost,
    )


def _kept(url: str, path: Path, n: int, round: int) -> set[str]:
    """Prompts whose answers are on disk."""
    provider = provider_of(url)
    requests = requests_of(n, round, provider.models()[0])
    keys = keys_of(provider, requests)
    with Answers(path) as answers:
        found = answers.find(keys)
    return {str(r.prompt) for key, r in zip(keys, requests, strict=True) if key in found}


def _start(url: str, path: Path, n: int, round: int) -> subprocess.Popen[Any]:
    command = [sys.executable, "-m", "benchmarks.prompts", url, str(path), str(n), str(round)]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, text=True)


def main(url: str, path: str, n: str, round: str) -> None:
    """What is killed: one batch; prints how many of its prompts have an answer."""
    provider = provider_of(url)
    requests = requests_of(int(n), int(round), provider.models()[0])
    with Answers(Path(path)) as answers:
        plan = BatchPlan(concurrency=CONCURRENCY, price=FREE)
        found = batch(requests, provider, Settings(), answers, plan)
    print(found.summary, file=sys.stderr)
    print(json.dumps({"answered": sum(reply is not None for reply in found.replies)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
