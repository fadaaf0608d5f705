"""What fuzzing reads: every parser of something a user can be sent, and a sound file for each.

A target reads a file as the workbench does. What it raises on damaged input is a `WorkbenchError`
or nothing at all; anything else is a fault.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Target:
    """A parser.

    Attributes
    ----------
    suffix
        Of the files it reads.
    read
        Reads one file; the second argument is an empty folder that it may fill.
    seeds
        Sound files from the folder that `prepare` filled.
    weight
        How many mutations it gets beside the others; less where one takes long.
    """

    name: str
    suffix: str
    read: Callable[[Path, Path], object]
    seeds: Callable[[Path], list[bytes]]
    weight: float = 1.0


RUN_OF_PICTURES, RUN_OF_TEXT, RUN_OF_TOKENS = "pictures", "texts", "tokens"


def prepare(folder: Path) -> None:
    """Train three tiny runs, whose files the seeds are.

    ``WORKBENCH_HOME`` must be set to a folder of the caller's.
    """
    from workbench.core.contracts.events import Finished
    from workbench.core.control import Control
    from workbench.core.experiment import loads
    from workbench.core.plugins import discover
    from workbench.core.runs.store import RunStore
    from workbench.engine.train import train

    rows = [(f"{word} number {n}", label) for n in range(30) for word, label in WORDS]
    table = folder / "texts.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "label"), *rows])
    running = folder / "running.txt"
    running.write_text("To be, or not to be, that is the question.\n" * 200, "utf-8")
    plugins, store = discover(), RunStore()
    experiments = {
        RUN_OF_PICTURES: PICTURES,
        RUN_OF_TEXT: TEXTS.format(path=json.dumps(str(table))),
        RUN_OF_TOKENS: TOKENS.format(path=json.dumps(str(running))),
    }
    for name, text in experiments.items():
        run = store.create(loads(text))
        end = train(run, plugins, lambda event: None, Control())
        run.close()
        assert isinstance(end, Finished), end
        shutil.copytree(run.path, folder / name)


WORDS = (("apple", "fruit"), ("hammer", "tool"), ("pear", "fruit"), ("saw", "tool"))
PICTURES = """
name = "pictures"
device = "cpu"
dataset = "digits"
architecture = { id = "softmax" }
trainer = { id = "supervised", epochs = 1 }
"""
TEXTS = """
name = "texts"
device = "cpu"
dataset = {{ id = "text-table", path = {path} }}
architecture = {{ id = "bag-of-embeddings" }}
trainer = {{ id = "text-supervised", epochs = 1 }}
"""
TOKENS = """
name = "tokens"
device = "cpu"
dataset = {{ id = "text-files", path = {path} }}
architecture = {{ id = "rnn" }}
trainer = {{ id = "language-model", steps = 4, length = 16 }}
"""


# --- seeds


def _files(*patterns: str) -> Callable[[Path], list[bytes]]:
    def seeds(folder: Path) -> list[bytes]:
        paths = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
        return [path.read_bytes() for path in paths]

    return seeds


def _texts(*texts: str) -> Callable[[Path], list[bytes]]:
    return lambda folder: [text.encode("utf-8") for text in texts]


def _pictures(_: Path) -> list[bytes]:
    from PIL import Image

    rng = np.random.default_rng(0)
    grey = Image.fromarray(rng.integers(0, 255, (28, 28), np.uint8))
    colour = Image.fromarray(rng.integers(0, 255, (40, 30, 3), np.uint8))
    palette = colour.quantize(16)
    made = []
    for picture, kind, more in (
        (grey, "PNG", {}),
        (colour, "PNG", {}),
        (colour.convert("RGBA"), "PNG", {}),
        (palette, "PNG", {}),
        (grey, "JPEG", {}),
        (colour, "JPEG", {"exif": _exif()}),
        (palette, "GIF", {}),
        (colour, "BMP", {}),
        (colour, "TIFF", {}),
        (colour, "WEBP", {}),
    ):
        buffer = io.BytesIO()
        picture.save(buffer, kind, **more)
        made.append(buffer.getvalue())
    return made


def _exif() -> bytes:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    return exif.tobytes()


def _idx(_: Path) -> list[bytes]:
    pixels = np.random.default_rng(0).integers(0, 255, (4, 5, 5), np.uint8)
    return [
        struct.pack(">4B3I", 0, 0, 8, 3, 4, 5, 5) + pixels.tobytes(),
        struct.pack(">4BI", 0, 0, 8, 1, 4) + bytes([1, 2, 3, 4]),
    ]


def _gguf(_: Path) -> list[bytes]:
    def text(value: str) -> bytes:
        raw = value.encode()
        return struct.pack("<Q", len(raw)) + raw

    pairs = [
        text("general.architecture") + struct.pack("<I", 8) + text("llama"),
        text("llama.context_length") + struct.pack("<II", 4, 2048),
        text("llama.block_count") + struct.pack("<II", 4, 2),
        text("llama.embedding_length") + struct.pack("<II", 4, 64),
        text("llama.attention.head_count") + struct.pack("<II", 4, 4),
        text("tokenizer.chat_template") + struct.pack("<I", 8) + text("{{ messages }}"),
        text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 2) + text("a") + text("b"),
        text("general.file_type") + struct.pack("<II", 4, 1),
    ]
    return [b"GGUF" + struct.pack("<IQQ", 3, 0, len(pairs)) + b"".join(pairs) + bytes(64)]


def _parquet(_: Path) -> list[bytes]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        return []
    buffer = io.BytesIO()
    table = pyarrow.table({"text": ["a", "b", "c"], "label": ["x", "y", "x"]})
    pyarrow.parquet.write_table(table, buffer)
    return [buffer.getvalue()]


def _sqlite(folder: Path) -> list[bytes]:
    path = folder / "some.sqlite"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.execute(
        "CREATE TABLE answers (key TEXT PRIMARY KEY, provider TEXT NOT NULL, model TEXT "
        "NOT NULL, asked_at REAL NOT NULL, reply TEXT NOT NULL) WITHOUT ROWID"
    )
    reply = json.dumps({"text": "spam", "tokens": []})
    db.execute("INSERT INTO answers VALUES ('k', 'p', 'm', 1.0, ?)", (reply,))
    db.commit()
    db.close()
    return [path.read_bytes()]


def _archive(folder: Path) -> list[bytes]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted((folder / RUN_OF_TEXT).iterdir()):
            if path.is_file():
                file.write(path, path.name)
    return [buffer.getvalue()]


# --- targets


def _table(path: Path, _: Path) -> object:
    from workbench.core.tables import read_table

    return read_table.read(path)


def _table_as_data(path: Path, _: Path) -> object:
    from workbench_plugins.labelled_text import TextTable

    return TextTable().load(TextTable.Params(path=str(path)))


def _running_text(path: Path, _: Path) -> object:
    from workbench.core.io import read_text

    return sum(map(len, read_text.chunks(path)))


def _picture(path: Path, _: Path) -> object:
    from workbench.core.io import picture_file
    from workbench.inference import images

    pixels = picture_file.read(path)
    return [images.prepare(pixels, (28, 28), "ink"), images.prepare(pixels, (32, 32, 3), "pad")]


def _picture_for_a_prompt(path: Path, _: Path) -> object:
    from workbench.prompting.prompts import images as pictures

    return pictures.from_file(path)


def _idx_file(path: Path, _: Path) -> object:
    from workbench.core.io import idx

    return idx.read(path)


def _image_model(path: Path, _: Path) -> object:
    from workbench.inference.predictor import Predictor

    predictor = Predictor(path)
    return predictor.predict(np.zeros((1, 28, 28), np.uint8))


def _text_classifier(path: Path, _: Path) -> object:
    from workbench.inference.textmodel import TextClassifier

    return TextClassifier(path).predict(["apple"])


def _language_model(path: Path, _: Path) -> object:
    from workbench.inference.textmodel import LanguageModel

    return LanguageModel(path).next_token_probabilities("to be")


def _tokenizer(path: Path, _: Path) -> object:
    from workbench.core.tokenizer import Tokenizer

    return Tokenizer.from_json(path.read_text("utf-8", "replace")).encode("to be")


def _safetensors(path: Path, _: Path) -> object:
    from workbench.engine import checkpoint

    return checkpoint.weights(path)


def _gguf_file(path: Path, _: Path) -> object:
    from workbench_plugins.llama import gguf

    return gguf.read(path)


def _experiment(path: Path, _: Path) -> object:
    from workbench.core import experiment

    return experiment.load(path)


def _plan(path: Path, _: Path) -> object:
    from workbench.comparison import plan

    return plan.load(path)


def _prompt(path: Path, _: Path) -> object:
    from workbench.prompting.prompts import files

    return files.load(path)


def _run_json(path: Path, folder: Path) -> object:
    return _run_with(path, folder, "run.json")


def _run_log(path: Path, folder: Path) -> object:
    return _run_with(path, folder, "events.jsonl")


def _run_with(path: Path, folder: Path, name: str) -> object:
    """A runs folder with one sound run and one of which a file is damaged."""
    from workbench.core.runs.store import RunStore

    for run in ("sound", "damaged"):
        if not (folder / run).exists():
            shutil.copytree(_folder[0] / RUN_OF_PICTURES, folder / run)
    shutil.copyfile(path, folder / "damaged" / name)
    (folder / "index.sqlite").unlink(missing_ok=True)
    store = RunStore(folder)
    runs = [info.path.name for info in store.list()]
    assert "sound" in runs, "the sound run is hidden"
    return [list(store.get(folder / name).events()) for name in runs]


_folder: list[Path] = []


def _answers(path: Path, folder: Path) -> object:
    from workbench.prompting.responses import Answers

    place = folder / "answers.sqlite"
    for old in folder.glob("answers*"):
        old.unlink()
    shutil.copyfile(path, place)
    with Answers(place) as answers:
        return answers.get("k")


def _labels(path: Path, _: Path) -> object:
    from workbench.labelling import annotations as marks

    return marks.read(path, 10)


def targets(folder: Path) -> list[Target]:
    """All of them; ``folder`` is what `prepare` filled."""
    _folder[:] = [folder]
    table = 'text,label\nfree prize,spam\n"see, you",ham\nhallo wörld,ham\n'
    lines = '{"text": "free", "label": "spam"}\n{"text": "hi", "label": "ham"}\n'
    array = '[{"text": "free", "label": "spam"}, {"text": "hi", "label": "ham"}]'
    marks = '{"row": 1, "label": "ham", "by": "ann", "at": "2026-01-01T00:00:00"}\n'
    prompt = 'name = "p"\nexample = "Text: {text} Label: {label}"\nlabels = ["ham", "spam"]\n'
    plan = (
        'name = "c"\n[dataset]\nid = "short-reviews"\n[[answerer]]\nid = "tfidf"\n'
        '[[answerer]]\nid = "majority"\n[curve]\nbudgets = [5]\n'
    )
    return [
        Target("table", ".csv", _table, _texts(table, table.replace(",", "\t"), "sep=;\na;b\n1;2")),
        Target("JSON lines", ".jsonl", _table, _texts(lines)),
        Target("JSON array", ".json", _table, _texts(array)),
        Target("Parquet", ".parquet", _table, _parquet, 0.5),
        Target("table as data", ".csv", _table_as_data, _texts(table * 3), 0.2),
        Target("running text", ".txt", _running_text, _texts("To be, or not to be: ä ß か\n" * 40)),
        Target("picture", ".png", _picture, _pictures, 2.0),
        Target("picture for a prompt", ".png", _picture_for_a_prompt, _pictures),
        Target("IDX", "-ubyte", _idx_file, _idx),
        Target(
            "model of pictures", ".onnx", _image_model, _files(f"{RUN_OF_PICTURES}/model.onnx"), 0.1
        ),
        Target(
            "model of texts", ".onnx", _text_classifier, _files(f"{RUN_OF_TEXT}/model.onnx"), 0.1
        ),
        Target(
            "language model", ".onnx", _language_model, _files(f"{RUN_OF_TOKENS}/model.onnx"), 0.1
        ),
        Target("tokenizer", ".json", _tokenizer, _tokenizers),
        Target("weights", ".safetensors", _safetensors, _files(f"{RUN_OF_TEXT}/**/*.safetensors")),
        Target("GGUF", ".gguf", _gguf_file, _gguf),
        Target("experiment", ".toml", _experiment, _files("*/experiment.toml")),
        Target("comparison", ".toml", _plan, _texts(plan)),
        Target("prompt", ".toml", _prompt, _texts(prompt)),
        Target("run", ".json", _run_json, _files("*/run.json"), 0.3),
        Target("run log", ".jsonl", _run_log, _files("*/events.jsonl"), 0.3),
        Target("answers", ".sqlite", _answers, _sqlite, 0.2),
        Target("labels", ".jsonl", _labels, _texts(marks * 3)),
    ]


def _tokenizers(_: Path) -> list[bytes]:
    from workbench.core.tokenizer import train

    return [train(["to be or not to be"], kind, 60).encode() for kind in ("wordpiece", "bpe")]


# --- mutations

TOKENS_OF_TROUBLE = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        "NaN",
        "Infinity",
        "-1",
        "1e999",
        "9" * 40,
        "null",
        "true",
        "[]",
        "{}",
        "[" * 3000,
        '{"a":' * 2000,
        "a." * 3000 + "b = 1",
        "\0",
        "\r",
        "\n",
        "\u2028",
        "\ufeff",
        "\ud800",
        '"',
        "'",
        '"""',
        "\x1b[2J",
        "../../etc/passwd",
        "%s%n",
        "{label}",
        "😀",
        "\u202e",
        ",",
        ";",
        "\t",
        "a" * 70_000,
    )
)


def mutations(seeds: list[bytes], seed: int) -> Iterator[bytes]:
    """Damaged files without end, the same for the same seed."""
    rng = np.random.default_rng(seed)
    while True:
        data = bytearray(seeds[int(rng.integers(len(seeds)))])
        for _ in range(int(rng.integers(1, 5))):
            _damage(data, seeds, rng)
        yield bytes(data)


def _damage(data: bytearray, seeds: list[bytes], rng: np.random.Generator) -> None:
    at = int(rng.integers(len(data) + 1))
    length = min(2 ** int(rng.integers(10)), max(len(data) - at, 0))
    match int(rng.integers(9)):
        case 0 if data:
            data[min(at, len(data) - 1)] ^= 1 << int(rng.integers(8))
        case 1 if data:
            data[min(at, len(data) - 1)] = int(rng.integers(256))
        case 2:
            del data[at : at + length]
        case 3:
            data[at:at] = data[at : at + length]
        case 4:
            del data[at:]
        case 5:
            data[at:at] = TOKENS_OF_TROUBLE[int(rng.integers(len(TOKENS_OF_TROUBLE)))]
        case 6:
            number = (0, 0xFF, 0x7FFFFFFF, 0xFFFFFFFF, 2**63 - 1, 2**64 - 1)[int(rng.integers(6))]
            width = (1, 2, 4, 8)[int(rng.integers(4))]
            raw = (number & (256**width - 1)).to_bytes(width, ("little", "big")[rng.integers(2)])
            data[at : at + width] = raw
        case 7:
            other = seeds[int(rng.integers(len(seeds)))]
            begin = int(rng.integers(len(other) + 1))
            data[at:] = other[begin:]
        case _:
            data[at : at + length] = rng.bytes(length)
