"""llama.cpp's real server on loopback, as a process that tests may kill."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from workbench_plugins.llama import files

_PROGRAM = """
import json, sys, xllamacpp
wanted = json.loads(sys.stdin.readline())
params = xllamacpp.CommonParams()
params.model.path = wanted["model"]
params.mmproj.path = wanted["eyes"]
params.n_ctx, params.n_parallel = 1024 * wanted["slots"], wanted["slots"]
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.n_batch = params.n_ubatch = 32
if wanted["encodes"]:
    params.embedding, params.n_batch, params.n_ubatch = True, 512, 512
    params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
params.verbosity = -1
params.cache_ram_mib = 0
params.api_keys = wanted["keys"]
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@dataclass
class LlamaCpp:
    """A running server; ``url`` is for clients of OpenAI's API."""

    url: str
    process: subprocess.Popen[str]

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def start(
    key: str = "", slots: int = 4, eyes: Path | None = None, encodes: bool = False
) -> LlamaCpp:
    """Start a server with the installed small model.

    ``eyes`` is a file that lets it see; one that ``encodes`` gives vectors instead of answers.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    wanted = {
        "model": str(files.bundled()),
        "slots": slots,
        "keys": [key] if key else [],
        "eyes": str(eyes or ""),
        "encodes": encodes,
    }
    process.stdin.write(json.dumps(wanted) + "\n")
    process.stdin.flush()
    address = process.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:"), address
    return LlamaCpp(f"{address}/v1", process)
