"""llama.cpp's own benchmark, ``llama-bench``, in the very library that the provider runs.

The program is not in the wheel, and another build of llama.cpp would be measured against another
compiler. So its two loops (tools/llama-bench/llama-bench.cpp: ``test_prompt`` and ``test_gen``) run
here through llama.cpp's C API: random tokens are computed, and nothing is sampled, turned into text
or handed on. Orders come as lines on stdin, answers leave as lines of JSON.
"""

from __future__ import annotations

import ctypes
import json
import random
import sys
import time
from typing import Any

# Positions and defaults of the first numbers in llama_context_params: checked before they are set.
_FIRST = (("n_ctx", 512), ("n_batch", 2048), ("n_ubatch", 512))


class Struct(ctypes.Structure):
    """A structure of llama.cpp's, as large as any: it is passed on as it came, by value."""

    _fields_ = [("words", ctypes.c_uint32 * 256)]


class Bench:
    """A loaded model and a context for so many tokens."""

    def __init__(self, path: str, threads: int, batch: int, context: int) -> None:
        self._llama = llama = _library()
        # As llama-bench does: nothing is logged. Any function that does nothing will do.
        llama.llama_log_set(ctypes.pythonapi.Py_IsInitialized, None)
        llama.llama_backend_init()
        self._model = llama.llama_model_load_from_file(
            path.encode(), llama.llama_model_default_params()
        )
        params = llama.llama_context_default_params()
        found = tuple(params.words[: len(_FIRST)])
        if found != tuple(value for _, value in _FIRST):
            raise SystemExit(f"llama.cpp's settings have moved: {found}")
        params.words[: len(_FIRST)] = (context, batch, batch)
        self._context = llama.llama_init_from_model(self._model, params)
        llama.llama_set_n_threads(self._context, threads, threads)
        self._batch = llama.llama_n_batch(self._context)
        vocabulary = llama.llama_model_get_vocab(self._model)
        self._n_vocab = llama.llama_vocab_n_tokens(vocabulary)
        self._bos = llama.llama_vocab_bos(vocabulary)

    def about(self) -> dict[str, Any]:
        """What llama.cpp says of its own settings."""
        names = ("llama_n_ctx", "llama_n_batch", "llama_n_ubatch", "llama_n_threads")
        return {name[6:]: getattr(self._llama, name)(self._context) for name in names}

    def prompt(self, n: int) -> float:
        """Tokens per second of a prompt of ``n`` random tokens (``pp``)."""
        self._forget()
        began = time.perf_counter()
        done = 0
        while done < n:
            some = min(self._batch, n - done)
            self._decode([random.randrange(self._n_vocab) for _ in range(some)])
            done += some
        self._llama.llama_synchronize(self._context)
        return n / (time.perf_counter() - began)

    def generate(self, n: int) -> float:
        """Tokens per second of ``n`` tokens, one after the other (``tg``)."""
        self._forget()
        began = time.perf_counter()
        token = self._bos
        for _ in range(n):
            self._decode([token])
            self._llama.llama_synchronize(self._context)
            token = random.randrange(self._n_vocab)
        return n / (time.perf_counter() - began)

    def _forget(self) -> None:
        self._llama.llama_memory_clear(self._llama.llama_get_memory(self._context), False)

    def _decode(self, tokens: list[int]) -> None:
        array = (ctypes.c_int32 * len(tokens))(*tokens)
        batch = self._llama.llama_batch_get_one(array, len(tokens))
        if self._llama.llama_decode(self._context, batch) != 0:
            raise SystemExit("llama_decode failed")


def _library() -> Any:
    import xllamacpp.xllamacpp

    library = ctypes.CDLL(xllamacpp.xllamacpp.__file__)
    pointer, number = ctypes.c_void_p, ctypes.c_int32
    for name, result, arguments in (
        ("llama_log_set", None, [pointer, pointer]),
        ("llama_backend_init", None, []),
        ("llama_model_default_params", Struct, []),
        ("llama_context_default_params", Struct, []),
        ("llama_model_load_from_file", pointer, [ctypes.c_char_p, Struct]),
        ("llama_init_from_model", pointer, [pointer, Struct]),
        ("llama_set_n_threads", None, [pointer, number, number]),
        ("llama_n_ctx", number, [pointer]),
        ("llama_n_batch", number, [pointer]),
        ("llama_n_ubatch", number, [pointer]),
        ("llama_n_threads", number, [pointer]),
        ("llama_model_get_vocab", pointer, [pointer]),
        ("llama_vocab_n_tokens", number, [pointer]),
        ("llama_vocab_bos", number, [pointer]),
        ("llama_get_memory", pointer, [pointer]),
        ("llama_memory_clear", None, [pointer, ctypes.c_bool]),
        ("llama_batch_get_one", Struct, [pointer, number]),
        ("llama_decode", number, [pointer, Struct]),
        ("llama_synchronize", None, [pointer]),
    ):
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


def main() -> None:
    """Load what the first line says, then measure what each further line says."""
    wanted = json.loads(sys.stdin.readline())
    bench = Bench(wanted["path"], wanted["threads"], wanted["batch"], wanted["context"])
    print(json.dumps(bench.about()), flush=True)
    for line in sys.stdin:
        kind, n = line.split()
        print(json.dumps({"tokens_per_s": getattr(bench, kind)(int(n))}), flush=True)


if __name__ == "__main__":
    main()
