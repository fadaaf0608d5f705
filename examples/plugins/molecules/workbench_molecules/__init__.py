"""Molecules as SMILES strings: a kind of data, a dataset and a network."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

import workbench
from workbench import Params, Rows, hookimpl

# Standard atomic weights, and how many bonds an atom makes.
WEIGHTS = {"C": 12.011, "N": 14.007, "O": 15.999, "F": 18.998, "H": 1.008}
BONDS = {"C": 4, "N": 3, "O": 2, "F": 1}
ALPHABET = "CNOF=#()"


@dataclass(frozen=True)
class Molecules(workbench.InputKind):
    """SMILES strings, a tuple of them; a network sees a number a letter, int64 ``(n, length)``."""

    id: ClassVar[str] = "molecule"
    name: ClassVar[str] = "Molecules"
    about: ClassVar[str] = "Molecules without rings, as SMILES strings."
    noun: ClassVar[tuple[str, str]] = ("molecule", "molecules")
    preview: ClassVar[str] = f"{__name__}.preview:Formulas"

    length: int = 24

    def encode(self, rows: Any) -> dict[str, Any]:
        codes = np.zeros((len(rows), self.length), np.int64)
        for line, text in zip(codes, rows, strict=True):
            line[: len(text)] = [1 + ALPHABET.index(letter) for letter in text]
        return {"letters": codes}

    def example(self, n: int, length: int) -> dict[str, Any]:
        return {"letters": np.ones((n, self.length), np.int64)}

    def problem(self, rows: Any) -> str:
        for row, text in enumerate(rows):
            if not text or len(text) > self.length or set(text) - set(ALPHABET):
                return f"has {text[:40]!r} in row {row}, which is no molecule of this kind"
        return ""

    def read(self, source: Any) -> tuple[str, ...]:
        rows = tuple(str(source).replace(",", " ").split())
        if problem := self.problem(rows):
            raise workbench.DatasetError(f"This {problem}.", f"Use the letters {ALPHABET}.")
        return rows

    def text(self, rows: Any, index: int) -> str:
        return str(rows[index])


def mass(text: str) -> float:
    """The molar mass in g/mol of a molecule without rings."""
    multiple = sum({"=": 1, "#": 2}.get(letter, 0) for letter in text)
    atoms = [letter for letter in text if letter in BONDS]
    hydrogens = sum(BONDS[atom] for atom in atoms) - 2 * (len(atoms) - 1 + multiple)
    return sum(WEIGHTS[atom] for atom in atoms) + WEIGHTS["H"] * hydrogens


class Chains(workbench.Dataset):
    """Every chain of four parts."""

    id, name = "molecule-chains", "Small molecules"
    about = "Made-up molecules as SMILES strings, and the mass of each."
    card = workbench.Card("Chains of four parts, enumerated", "about 2,000", licence="CC0-1.0")

    def load(self, params: Params) -> workbench.Examples:
        parts = ("C", "N", "O", "C(F)", "C(C)", "C=C", "C(=O)", "CC#CC")
        chains = ("C" + "".join(chain) for chain in itertools.product(parts, repeat=4))
        x = np.array([text for text in chains if len(text) <= Molecules().length])
        y, kind = np.array([mass(text) for text in x.tolist()]), Molecules()
        split = workbench.divide_rows(kind.identities(x), 0.2, seed=0)
        train, test = (Rows(tuple(x[part].tolist()), y[part]) for part in split)
        target = workbench.Number(quantity="molar mass", unit="g/mol")
        return workbench.examples(train, test, kind, target)


class LetterSum(workbench.Architecture):
    """Each letter, with its neighbours, adds its part."""

    id, name = "letter-sum", "Sum over letters"
    about = "A convolution over the letters, added up."

    def supports(self, task: workbench.Task) -> bool:
        return isinstance(task.inputs, Molecules)

    def build(self, task: workbench.Task, params: Params) -> Any:
        from .model import LetterSumNetwork

        return LetterSumNetwork(1 + len(ALPHABET), task.target.n_outputs)


@hookimpl
def register_input_kinds() -> list[type[workbench.InputKind]]:
    return [Molecules]


@hookimpl
def register_datasets() -> list[type[workbench.Dataset]]:
    return [Chains]


@hookimpl
def register_architectures() -> list[type[workbench.Architecture]]:
    return [LetterSum]
