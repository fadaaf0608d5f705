"""The documents and the code say the same: hooks, verbs, settings, variables, examples."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import shlex
import subprocess
import sys
import tomllib
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest

from docs import reference
from workbench import testing
from workbench.cli.main import main, root
from workbench.cli.verbs import VERBS
from workbench.core.contracts import hookspecs
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.params import settings_of
from workbench.core.contracts.trainer import Trainer
from workbench.core.contracts.training_part import pair_problem
from workbench.core.plugins import discover
from workbench.core.runs.store import RunStore
from workbench.ui.state import Curve, RunState, apply

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PLUGINS = (DOCS / "plugins.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
# For benchmarks and for the shell, not for users.
INTERNAL = {"WORKBENCH_EXIT_AFTER_PAINT", "WORKBENCH_COMPLETE"}


def _blocks(text: str, language: str) -> list[str]:
    fences = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [code for name, code in fences if name == language]


@pytest.mark.parametrize("path", reference.pages(), ids=lambda path: path.name)
def test_pages_made_from_the_code_are_up_to_date(path: Path) -> None:
    there, wanted = path.read_text("utf-8"), reference.pages()[path]
    assert there == wanted, f"{path.name} is out of date; run: python -m docs.reference"


@pytest.mark.parametrize("kind", KINDS)
def test_every_hook_is_documented_with_its_signature(kind: str) -> None:
    hook, base = KINDS[kind]
    tree = ast.parse(Path(hookspecs.__file__).read_text("utf-8"))
    (spec,) = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == hook]
    assert f"def {hook}({ast.unparse(spec.args)}) -> {ast.unparse(spec.returns)}" in PLUGINS  # type: ignore[arg-type]
    sentence = ast.get_docstring(spec)
    assert sentence
    assert sentence in PLUGINS
    for name in vars(base):
        if not name.startswith("_") and callable(getattr(base, name)):
            assert re.search(rf"^- `def {name}\(", PLUGINS, re.MULTILINE), f"{kind}: {name}"


@pytest.mark.parametrize("cls", [RunState, Curve, *reference.event_classes()])
def test_every_field_of_a_state_and_of_an_event_is_described(cls: type) -> None:
    """Its type and its meaning stand on the page for authors."""
    assert len(reference.event_classes()) > 8
    section = re.search(rf"^#+ {cls.__name__}\n(.*?)(?=^#|\Z)", PLUGINS, re.MULTILINE | re.DOTALL)
    assert section
    for field in dataclasses.fields(cls):  # type: ignore[arg-type]
        line = rf"^- .*`{field.name}: [^`]+`.*: .+"
        assert re.search(line, section.group(1), re.MULTILINE), field.name


def test_docstrings_become_lists_and_code_stays_code() -> None:
    def example() -> None:
        """Say it.

        - one
          goes on
        - two

        Parameters
        ----------
        a, b
            Both
            of them.

        Raises
        ------
        UsageError
            When not.
        """

    text = reference._text(example)
    assert text.splitlines() == [
        "Say it.",
        "",
        "- one goes on",
        "- two",
        "",
        "- `a`, `b`: Both of them.",
        "- raises `UsageError`: When not.",
    ]


def _commands(command: click.Command, path: str) -> list[tuple[str, click.Command]]:
    found = [(path, command)]
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            found += _commands(child, f"{path} {name}")
    return found


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_is_documented_with_its_options(verb: Any) -> None:
    text = (DOCS / "command-line.md").read_text("utf-8")
    for path, command in _commands(verb.load(), f"workbench {verb.name}"):
        section = re.search(rf"^#+ `{path}`\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        assert section, path
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[-1] in section.group(1), f"{path} {parameter.opts}"


def test_the_one_line_of_a_verb_is_the_first_of_its_help() -> None:
    """Both tell the same thing; the list has its own so that it need not import the verb."""
    for verb in VERBS:
        assert verb.about.endswith(".")
        assert verb.load().help


def test_every_setting_of_every_built_in_is_documented() -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    found = discover(installed=False)
    for kind, (_, base) in KINDS.items():
        for id, cls in found.of(base).items():
            section = text.partition(f"## {kind} `{id}`\n")[2].partition("\n## ")[0]
            assert cls.about in section
            for setting in settings_of(cls.Params):
                assert f"| `{setting.name}` |" in section
                assert setting.help in section


def test_environment_variables() -> None:
    sources = [p for top in ("workbench", "plugins") for p in (ROOT / top).rglob("*.py")]
    code = "".join(path.read_text("utf-8") for path in sources)
    read = set(re.findall(r"WORKBENCH_[A-Z_]+", code)) - INTERNAL
    text = (DOCS / "command-line.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(WORKBENCH_[A-Z_]+)…?`", text, re.MULTILINE)) == read


def _lines() -> list[tuple[str, list[str]]]:
    """Every command of ours in the pages' shell blocks, with the words after ``workbench``."""
    found = []
    for page in PAGES:
        for block in _blocks(page.read_text("utf-8"), "sh"):
            for line in block.splitlines():
                for part in line.split("&&"):
                    words = shlex.split(part, comments=True)
                    if words and words[0].split("/")[-1] == "workbench":
                        found.append((f"{page.name}: {part.strip()}", words[1:]))
    return found


@pytest.mark.parametrize(("where", "words"), _lines())
def test_commands_in_the_documents_exist(where: str, words: list[str]) -> None:
    command: click.Command = root
    for word in words:
        options = {opt for p in command.params for opt in (*p.opts, *p.secondary_opts)}
        if word.startswith("-"):
            assert word.split("=")[0] in options | {"--help"}, where
        elif isinstance(command, click.Group):
            child = command.get_command(click.Context(command), word)
            if child is not None:
                command = child


def test_modules_that_documents_say_to_run_exist() -> None:
    for page in PAGES:
        for module in re.findall(
            r"python -m ((?:docs|benchmarks|workbench)[\w.]*)", page.read_text("utf-8")
        ):
            path = ROOT / module.replace(".", "/")
            assert path.with_suffix(".py").is_file() or path.is_dir(), f"{page.name}: {module}"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The first code block of docs/plugins.md, beside the arrays of the second."""
    code, arrays = _blocks(PLUGINS, "python")[:2]
    subprocess.run((sys.executable, "-c", arrays), cwd=tmp_path, check=True)
    path = tmp_path / "office_digits.py"
    path.write_text(code, "utf-8")
    return path


def test_the_fifteen_line_dataset_is_fifteen_lines() -> None:
    code = _blocks(PLUGINS, "python")[0]
    tree = ast.parse(code)
    lines = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)}
    assert len(lines) <= 15
    readme = _blocks((ROOT / "README.md").read_text("utf-8"), "python")[0]
    assert ast.dump(ast.parse(readme)) == ast.dump(tree)


def test_the_fifteen_line_dataset_keeps_the_contract(office: Path) -> None:
    found = discover([office], installed=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", testing.ContractWarning)  # it has no card
        data = testing.check_dataset(found.get(Dataset, "office-digits"))
    assert (len(data.train), len(data.test)) == (80, 10)


@pytest.mark.slow
def test_the_fifteen_line_dataset_trains(office: Path, capfd: Any) -> None:
    """With the very command that stands below it."""
    block = next(b for b in _blocks(PLUGINS, "sh") if "run examples/digits.toml" in b)
    line = next(line for line in block.splitlines() if " run " in line)
    words = shlex.split(line.replace("office_digits.py", shlex.quote(str(office))))
    words = [str(ROOT / w) if w.startswith("examples/") else w for w in words[1:]]
    with pytest.raises(SystemExit) as end:
        main([*words, "--set", "trainer.epochs=1", "--quiet"])
    assert not end.value.code, capfd.readouterr().err
    assert RunStore().list()[0].dataset == "office-digits"


def test_the_other_code_on_the_plugin_page_works(tmp_path: Path) -> None:
    blocks = _blocks(PLUGINS, "python")
    settings_block = next(block for block in blocks if "BlurParams" in block)
    testing_block = next(block for block in blocks if "check_dataset" in block)
    space: dict[str, Any] = {"__name__": "page"}
    exec(compile(settings_block, "plugins.md", "exec"), space)
    names = [setting.name for setting in settings_of(space["BlurParams"])]
    assert names == ["radius", "border", "limit"]
    for name in re.findall(r"\b(check_\w+)", testing_block):
        assert name in testing.__all__


@pytest.fixture
def focal(tmp_path: Path) -> Path:
    """The trainer of docs/plugins.md."""
    path = tmp_path / "focal.py"
    path.write_text(next(b for b in _blocks(PLUGINS, "python") if "FocalLearner" in b), "utf-8")
    return path


def test_the_twenty_line_trainer_is_twenty_lines(focal: Path) -> None:
    tree = ast.parse(focal.read_text("utf-8"))
    statements = {node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)}
    assert len(statements) <= 20


def test_the_twenty_line_trainer_keeps_the_contract(focal: Path) -> None:
    found = discover([focal], installed=False)
    testing.check_trainer(found.get(Trainer, "focal"))


def test_the_exporter_on_the_plugin_page_keeps_the_contract() -> None:
    block = next(b for b in _blocks(PLUGINS, "python") if "class Shapes" in b)
    space: dict[str, Any] = {"__name__": "page"}
    exec(compile("import json\nfrom workbench import Exporter\n" + block, "page", "exec"), space)
    testing.check_exporter(space["Shapes"])


def test_the_reports_and_pairs_on_the_plugin_page_work() -> None:
    blocks = _blocks(PLUGINS, "python")
    space: dict[str, Any] = {"__name__": "page"}
    exec(compile(next(b for b in blocks if "noise = Custom" in b), "page", "exec"), space)
    state = apply(RunState(), replace(space["noise"], step=3))
    assert state.custom["my-plugin/noise"].facts == {"layer": "conv1"}
    assert state.series["my-plugin/noise/scale"].y.tolist() == [0.4]
    assert apply(state, space["drawn"]).samples[0].given == "a seven"
    pair = "from workbench import Architecture, Trainer\n"
    pair += next(b for b in blocks if "class DeepSupervision" in b)
    exec(compile(pair, "page", "exec"), space)
    assert not pair_problem(space["Branching"], space["DeepSupervision"])


def test_the_packaging_on_the_plugin_page() -> None:
    table = tomllib.loads(_blocks(PLUGINS, "toml")[0])
    assert table["project"]["entry-points"][hookspecs.PROJECT] == {"office_digits": "office_digits"}


def test_names_on_the_plugin_page_are_ours() -> None:
    """What it tells authors to import can be imported."""
    import workbench

    for names in re.findall(r"^from workbench import (.+)$", PLUGINS, re.MULTILINE):
        for name in names.split(","):
            assert hasattr(workbench, name.strip())


def test_the_page_for_plugin_authors_names_nothing_private() -> None:
    written = set(re.findall(r"\bworkbench(?:\.[A-Za-z_]\w*)+", PLUGINS))
    public = {
        f"{package}.{name}"
        for package in reference.PUBLIC
        for name in importlib.import_module(package).__all__
    }
    assert written - public - set(reference.PUBLIC) == set()
