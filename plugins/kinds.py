"""Kinds: pictures, texts and running text in; a class, several labels, a number or a token out."""

from __future__ import annotations

from workbench import (
    ArrayInputs,
    Classes,
    InputKind,
    Labels,
    NextToken,
    Number,
    Pictures,
    RunningText,
    TargetKind,
    Texts,
    hookimpl,
)


@hookimpl
def register_input_kinds() -> list[type[InputKind]]:
    return [Pictures, Texts, RunningText, ArrayInputs]


@hookimpl
def register_target_kinds() -> list[type[TargetKind]]:
    return [Classes, Labels, Number, NextToken]
