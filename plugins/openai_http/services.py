"""Services that speak as OpenAI does: where they are, and in what they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What a server understands beside OpenAI's own words.
Speech = Literal["openai", "llama.cpp", "vllm"]


@dataclass(frozen=True)
class Service:
    """A known service.

    Attributes
    ----------
    url
        Its usual address; empty for one that the user names.
    needs_key
        Whether nothing can be asked without a key.
    limit
        What it calls the most tokens of an answer.
    without
        Settings that it turns down.
    key_header
        Where it wants the key a second time, beside ``Authorization``.
    start
        How it is started on this machine; empty for one that is not on this machine.
    """

    url: str = ""
    speech: Speech = "openai"
    needs_key: bool = False
    limit: str = "max_tokens"
    without: tuple[str, ...] = ()
    key_header: str = ""
    completion: bool = True
    logprobs: bool = True
    images: bool = False
    schema: bool = True
    start: str = ""


ANY = Service(schema=False)
OPENAI = Service(
    "https://api.openai.com/v1",
    needs_key=True,
    limit="max_completion_tokens",
    completion=False,
    images=True,
)
# https://platform.claude.com/docs/en/api/openai-sdk: seed, logprobs and response_format are
# ignored, so they are neither sent nor promised. A temperature above 1 counts as 1; all system
# texts are put together at the front; a question with a stop text of white space alone may be
# turned down.
# Pictures are taken as data URLs. Models are listed for who sends `x-api-key`.
ANTHROPIC = Service(
    "https://api.anthropic.com/v1",
    needs_key=True,
    without=("seed",),
    key_header="x-api-key",
    completion=False,
    logprobs=False,
    images=True,
    schema=False,
)
# https://ai.google.dev/gemini-api/docs/openai: pictures are taken as data URLs, and schemas; it is
# asked without a seed. Models may be listed as `models/…`, and are asked for by that name.
GOOGLE = Service(
    "https://generativelanguage.googleapis.com/v1beta/openai",
    needs_key=True,
    without=("seed",),
    completion=False,
    logprobs=False,
    images=True,
)
OLLAMA = Service("http://127.0.0.1:11434/v1", start="Start it with `ollama serve`")
LM_STUDIO = Service(
    "http://127.0.0.1:1234/v1", logprobs=False, start="Start its server, in its developer tab"
)
LLAMA_SERVER = Service(
    "http://127.0.0.1:8080/v1", "llama.cpp", start="Start it with `llama-server -m MODEL.gguf`"
)
VLLM = Service("http://127.0.0.1:8000/v1", "vllm", start="Start it with `vllm serve MODEL`")
