"""Eyes for a language model that has none: llama.cpp sees digits with them, and so do the tests.

No model that sees is small enough to be a test's. llama.cpp takes what sees as a file of its own
(``mmproj``) that turns a picture into vectors where words would stand. Here that is a linear
classifier of MNIST's digits, fitted in a moment, whose answer is the vector of the digit's own
token: a language model then reads "3" where the picture of a 3 stands.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
SIDE, WIDTH, _ALIGN = 28, 64, 32
_Q8_0, _BLOCK = 8, 32
_THRESHOLD = 3.0


def fit(pictures: npt.NDArray[np.uint8], labels: npt.NDArray[np.int64]) -> Floats:
    """Weights ``(10, 784)`` of the least squares classifier of flat pictures in 0 … 1."""
    x = pictures.reshape(len(pictures), -1).astype(np.float64) / 255
    wanted = np.eye(10)[labels]
    found: Floats = np.linalg.solve(x.T @ x + 30 * np.eye(x.shape[1]), x.T @ wanted).T
    return found.astype(np.float32)


def write(path: Path, weights: Floats, tokens: Floats) -> None:
    """Write the file.

    Parameters
    ----------
    weights
        ``(10, 784)``, as `fit` returns.
    tokens
        ``(10, d)``: the vector of each digit's token.
    """
    patch = np.zeros((WIDTH, 3, SIDE, SIDE), np.float16)
    patch[:10] = weights.reshape(10, 1, SIDE, SIDE) / 3
    ones, square = np.ones(WIDTH, np.float32), np.zeros((WIDTH, WIDTH), np.float32)
    # After the norm the digit that it is stands far above a threshold, and the others do not.
    up, down, project = square.copy(), square.copy(), np.zeros((WIDTH, tokens.shape[1]), np.float32)
    up[:10, :10] = down[10:20, :10] = np.eye(10)
    # A vector is brought to the length √WIDTH before it is projected.
    project[10:20] = tokens / np.sqrt(WIDTH)
    block = {f"attn_{name}.weight": square for name in ("q", "k", "v", "out")}
    block |= {"ln1.weight": ones, "ln1.bias": 0 * ones, "ln2.weight": ones, "ln2.bias": 0 * ones}
    # The names of up and down are as in old files: the other way round.
    block |= {"ffn_down.weight": up, "ffn_down.bias": -_THRESHOLD * ones, "ffn_up.weight": down}
    tensors = {f"v.blk.0.{name}": value for name, value in block.items()}
    tensors |= {
        "v.patch_embd.weight": patch,
        "v.patch_embd.bias": 0 * ones,
        "v.position_embd.weight": np.zeros((1, WIDTH), np.float32),
        "mm.input_projection.weight": project,
        "mm.soft_emb_norm.weight": ones,
    }
    path.write_bytes(_file(_settings(tokens.shape[1]), tensors))


def token_vectors(model: Path, ids: list[int]) -> Floats:
    """Rows of a model's table of tokens (stored as Q8_0), float32 ``(n, d)``."""
    content = np.memmap(model, np.uint8, "r")
    name = b"token_embd.weight"
    at = bytes(content).index(struct.pack("<Q", len(name)) + name) + 8 + len(name)
    n_dims, width, _, kind, offset = struct.unpack_from("<IQQIQ", content, at)
    assert (n_dims, kind) == (2, _Q8_0)
    start = _data(bytes(content)) + offset
    size = width // _BLOCK * (2 + _BLOCK)
    rows = []
    for id in ids:
        row = content[start + id * size : start + (id + 1) * size].reshape(-1, 2 + _BLOCK)
        scale = np.ascontiguousarray(row[:, :2]).view(np.float16).astype(np.float32)
        rows.append((scale * row[:, 2:].view(np.int8)).reshape(-1))
    return np.stack(rows)


def _data(content: bytes) -> int:
    """Where a GGUF file's tensors begin."""
    _, _, n_tensors, n_values = struct.unpack_from("<4sIQQ", content)
    at = 24
    sizes = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}

    def text(at: int) -> int:
        return at + 8 + int(struct.unpack_from("<Q", content, at)[0])

    def value(at: int, kind: int) -> int:
        if kind == 8:
            return text(at)
        if kind != 9:
            return at + sizes[kind]
        inner, n = struct.unpack_from("<IQ", content, at)
        at += 12
        if inner != 8:
            return at + sizes[inner] * int(n)
        for _ in range(n):
            at = text(at)
        return at

    for _ in range(n_values):
        at = text(at)
        at = value(at + 4, struct.unpack_from("<I", content, at)[0])
    for _ in range(n_tensors):
        at = text(at)
        at += 4 + 8 * int(struct.unpack_from("<I", content, at)[0]) + 12
    return -(-at // _ALIGN) * _ALIGN


def _settings(width: int) -> dict[str, Any]:
    vision = {
        "image_size": SIDE,
        "patch_size": SIDE,
        "embedding_length": WIDTH,
        "feed_forward_length": WIDTH,
        "block_count": 1,
        "projection_dim": width,
        "attention.head_count": 1,
        "attention.layer_norm_epsilon": 1e-6,
        "projector.scale_factor": 1,
        "image_mean": [0.0] * 3,
        "image_std": [1.0] * 3,
    }
    return {
        "general.architecture": "clip",
        "clip.has_vision_encoder": True,
        "clip.projector_type": "gemma3",
        "clip.use_gelu": True,
    } | {f"clip.vision.{name}": value for name, value in vision.items()}


def _file(values: dict[str, Any], tensors: dict[str, npt.NDArray[Any]]) -> bytes:
    out = struct.pack("<4sIQQ", b"GGUF", 3, len(tensors), len(values))
    for name, value in values.items():
        out += _text(name) + _value(value)
    data = b""
    for name, tensor in tensors.items():
        dims = tensor.shape[::-1]
        out += _text(name) + struct.pack(f"<I{len(dims)}Q", len(dims), *dims)
        out += struct.pack("<IQ", 1 if tensor.dtype == np.float16 else 0, len(data))
        data += tensor.tobytes() + b"\0" * (-tensor.nbytes % _ALIGN)
    return out + b"\0" * (-len(out) % _ALIGN) + data


def _text(text: str) -> bytes:
    return struct.pack("<Q", len(text)) + text.encode()


def _value(value: Any) -> bytes:
    match value:
        case bool():
            return struct.pack("<I?", 7, value)
        case int():
            return struct.pack("<II", 4, value)
        case float():
            return struct.pack("<If", 6, value)
        case str():
            return struct.pack("<I", 8) + _text(value)
    return struct.pack(f"<IIQ{len(value)}f", 9, 6, len(value), *value)
