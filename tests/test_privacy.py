"""Nothing of ours, and no library that we load, reaches out or settles in the home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.watched import STRACE, Seen, strangers, traced, watched
from workbench.core import telemetry

ROOT = Path(__file__).parents[1]

EXPERIMENT = """
name = "watched"
device = "cpu"
[dataset]
id = "{dataset}"
{more}
[architecture]
id = "{architecture}"
[trainer]
id = "{trainer}"
{long}
"""
TABLE = "text,label\n" + "".join(
    f"number {n} is a {('pear', 'saw')[n % 2]},{('fruit', 'tool')[n % 2]}\n" for n in range(60)
)
PLAN = """
name = "fruit"
dataset = { id = "text-table", path = "fruit.csv" }
[[answerer]]
id = "majority"
[[answerer]]
id = "tfidf"
"""
VERBS = [
    ["run", "digits.toml", "--json"],
    ["predict", "@run", "x.png"],
    ["export", "@run", "-o", "m.onnx"],
    ["runs"],
    ["runs", "show", "@run"],
    ["summary", "digits.toml"],
    ["data", "list"],
    ["data", "show", "digits"],
    ["compare", "plan.toml", "--out", "out"],
    ["label", "new", "fruit", "--file", "fruit.csv", "--class", "fruit", "--class", "tool"],
    ["label", "set", "fruit", "1", "fruit"],
    ["label", "rows", "fruit"],
    ["label", "export", "fruit", "fruit-labels.csv"],
    ["providers"],
    ["plugins"],
    ["doctor"],
    ["new-plugin", "mine"],
    ["run", "text.toml", "--json"],
    ["generate", "@run", "a", "--max-tokens", "5"],
    ["neighbours", "@run", "a"],
    ["get-models", "--list"],
    ["download-model"],
]


def folder_with_everything(folder: Path) -> None:
    """What the verbs are given."""
    digits = EXPERIMENT.format(
        dataset="digits", more="", architecture="softmax", trainer="supervised", long="epochs = 1"
    )
    text = EXPERIMENT.format(
        dataset="text-files",
        more='path = "words.txt"',
        architecture="gpt",
        trainer="language-model",
        long="steps = 5\nlength = 16",
    )
    (folder / "digits.toml").write_text(digits, "utf-8")
    (folder / "text.toml").write_text(text, "utf-8")
    (folder / "words.txt").write_text("the cat sat on the mat and the dog sat too. " * 200, "utf-8")
    (folder / "fruit.csv").write_text(TABLE, "utf-8")
    (folder / "plan.toml").write_text(PLAN, "utf-8")
    Image.new("L", (28, 28)).save(folder / "x.png")


def assert_private(seen: Seen) -> None:
    assert seen.code == 0, seen.err
    assert seen.contacts == []
    assert seen.strangers == []


@pytest.mark.slow
def test_a_run_and_its_model_stay_here(tmp_path: Path) -> None:
    folder_with_everything(tmp_path)
    commands = [VERBS[0], VERBS[1], ["providers"]]
    seen = watched(tmp_path / "home", ["-m", "tests.watched.verbs", json.dumps(commands)])
    assert_private(seen)
    assert set(json.loads(seen.out).values()) == {0}, seen.err


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_verb_reaches_out(tmp_path: Path) -> None:
    folder_with_everything(tmp_path)
    seen = watched(tmp_path / "home", ["-m", "tests.watched.verbs", json.dumps(VERBS)], 600)
    assert_private(seen)
    codes = json.loads(seen.out)
    assert set(codes.values()) == {0}, (codes, seen.err)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_window_does_not_reach_out(tmp_path: Path) -> None:
    assert_private(watched(tmp_path / "home", ["-m", "tests.watched.window"], 600))
    assert (tmp_path / "home/.config/workbench/settings.toml").is_file()


# The watch itself: what it is for must not get past it.


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.create_connection(('192.0.2.1', 80), 0.1)",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "from socket import *; socket(AF_INET, SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import httpx; httpx.get('http://example.org')",
    ],
)
def test_the_watch_notices_python(tmp_path: Path, code: str) -> None:
    seen = watched(tmp_path / "home", ["-c", code])
    assert seen.code != 0
    assert seen.contacts


@pytest.mark.skipif(STRACE is None, reason="needs strace")
def test_the_watch_notices_what_goes_past_python(tmp_path: Path) -> None:
    code = (
        "import ctypes, socket; libc = ctypes.CDLL(None); s = socket.socket(); s.settimeout(0.1);"
        "address = bytes([2, 0, 0, 80, 192, 0, 2, 1]) + bytes(8); s.setblocking(False);"
        "libc.connect(s.fileno(), address, 16)"
    )
    assert watched(tmp_path / "home", ["-c", code]).contacts == ["strace: 192.0.2.1 port 80"]


def test_loopback_and_files_of_ours_are_nothing_to_speak_of(tmp_path: Path) -> None:
    lines = (
        'connect(4, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16)',
        "connect(4, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), "
        'inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28)',
        'connect(4, {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, 110)',
        'sendto(4, "x", 1, 0, {sa_family=AF_INET6, sin6_port=htons(53), sin6_flowinfo=htonl(0), '
        'inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28)',
    )
    assert traced("\n".join(lines)) == ["strace: 2001:db8::1 port 53"]
    for name in (".config/workbench/a", ".local/share/workbench/b/c", ".config/other", "d"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert strangers(tmp_path) == [".config/other", "d"]


# The switches.


@pytest.mark.parametrize(
    "module",
    [
        "workbench",
        "workbench.__main__",
        "workbench.inference.footprint",
        "workbench.testing",
        "workbench_plugins.llama",
    ],
)
def test_every_way_in_switches_telemetry_off(module: str) -> None:
    """Also where the environment says that it is wanted: the workbench promises otherwise."""
    code = (
        f"import {module}, os, json, subprocess, sys;"
        "c = 'import os, json; print(json.dumps(dict(os.environ)))';"
        "print(subprocess.run([sys.executable, '-c', c], capture_output=True, text=True).stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"ORT_DISABLE_TELEMETRY": "0"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    inherited = json.loads(done.stdout)
    assert {name: inherited.get(name) for name in telemetry.SWITCHES} == telemetry.SWITCHES


def test_nothing_that_reads_a_switch_is_imported_before() -> None:
    code = (
        "import sys; sys.modules['onnxruntime'] = None; import workbench;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in "
        "('huggingface_hub', 'torch', 'transformers', 'openai', 'onnxruntime')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=ROOT,
    )
    assert done.stdout.strip() == "['onnxruntime']"
