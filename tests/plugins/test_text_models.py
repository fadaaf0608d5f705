"""Transformers, recurrent networks and bags: their mathematics, and what they can learn."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import numpy as np
import onnxruntime
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from workbench import ImageClassification, LanguageModelling, Task, TextClassification
from workbench_plugins.bag import BagOfEmbeddings, BagParams
from workbench_plugins.recurrent import (
    GatedRecurrent,
    LongShortTermMemory,
    PlainRecurrent,
    RecurrentParams,
)
from workbench_plugins.transformer import (
    PRESETS,
    GPTParams,
    LanguageTransformer,
    TextTransformerClassifier,
    TextTransformerParams,
    VisionParams,
    VisionTransformerClassifier,
)

WRITING = LanguageModelling(n_tokens=11)
SORTING = TextClassification(("ham", "spam", "eggs"), n_tokens=11)
PICTURES = ImageClassification(8, 12, 1, ("no", "yes"))
POSITIONS = ("none", "sinusoidal", "learned", "rotary")

TINY: dict[str, Any] = {"n_layers": 2, "n_heads": 2, "d_model": 16}
TINY_RECURRENT: dict[str, Any] = {"embedding": 6, "n_layers": 2, "width": 8}
RECURRENT = (PlainRecurrent, GatedRecurrent, LongShortTermMemory)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Tiny networks wait for threads longer than they compute."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def _gpt(seed: int = 0, **settings: Any) -> Any:
    torch.manual_seed(seed)
    params = GPTParams(**TINY | {"context": 16} | settings)
    return _loud(LanguageTransformer().build(WRITING, params).eval())


def _loud(module: nn.Module) -> nn.Module:
    """Larger weights than at the start, so that attention is far from even and errors show."""
    with torch.no_grad():
        for weight in module.parameters():
            weight.copy_(torch.randn_like(weight) * (0.3 if weight.dim() > 1 else 1))
    return module


def _cases() -> list[Any]:
    found: list[tuple[str, Any, Task, Any]] = [
        *(
            (
                f"gpt-{kind}",
                LanguageTransformer,
                WRITING,
                GPTParams(**TINY, context=16, positions=kind, tie_weights=kind == "none"),
            )
            for kind in POSITIONS
        ),
        ("gpt-masked", LanguageTransformer, WRITING, GPTParams(**TINY, context=16, causal=False)),
        *(
            (
                f"text-transformer-{kind}",
                TextTransformerClassifier,
                SORTING,
                TextTransformerParams(**TINY, context=16, positions=kind),
            )
            for kind in POSITIONS
        ),
        *(
            (
                f"vit-{kind}",
                VisionTransformerClassifier,
                PICTURES,
                VisionParams(**TINY, patch=4, positions=kind),
            )
            for kind in ("none", "sinusoidal", "learned")
        ),
        *(
            (f"{cls.id}-writes", cls, WRITING, RecurrentParams(**TINY_RECURRENT))
            for cls in RECURRENT
        ),
        *(
            (f"{cls.id}-sorts", cls, SORTING, RecurrentParams(**TINY_RECURRENT))
            for cls in RECURRENT
        ),
        *(
            (
                f"{cls.id}-both-ways",
                cls,
                SORTING,
                RecurrentParams(**TINY_RECURRENT, bidirectional=True),
            )
            for cls in RECURRENT
        ),
        ("bag", BagOfEmbeddings, SORTING, BagParams(embedding=8, width=8)),
    ]
    return [pytest.param(*case, id=id) for id, *case in found]


CASES = _cases()
SORTERS = [case for case in CASES if case.values[1] is SORTING]


def _example(task: Task, batch: int = 3, time: int = 9) -> Tensor:
    if isinstance(task, ImageClassification):
        return torch.randn(batch, task.channels, task.height, task.width)
    return torch.randint(1, 11, (batch, time))


def _build(cls: Any, task: Task, params: Any) -> nn.Module:
    torch.manual_seed(3)
    module: nn.Module = cls().build(task, params)
    return module.eval()


# ---------------------------------------------------------------- shapes and settings


@pytest.mark.parametrize(("cls", "task", "params"), CASES)
def test_shapes_gradients_and_layers(cls: Any, task: Task, params: Any) -> None:
    assert cls().supports(task)
    assert cls().problem(task, params) is None
    module = _build(cls, task, params).train()
    logits = module(_example(task))
    wanted = {LanguageModelling: (3, 9, 11), TextClassification: (3, 3)}.get(type(task), (3, 2))
    assert logits.shape == wanted
    assert logits.dtype == torch.float32
    logits.square().sum().backward()
    assert [name for name, weight in module.named_parameters() if weight.grad is None] == []
    layers = cls().layers(module)
    assert layers
    assert all(module.get_submodule(name) is layer for name, layer in layers.items())


@pytest.mark.parametrize(("cls", "task", "params"), CASES)
def test_builds_without_memory(cls: Any, task: Task, params: Any) -> None:
    with torch.device("meta"):
        module = cls().build(task, params).eval()
        assert module(_example(task)).device.type == "meta"


def test_the_nano_preset_is_nanogpts() -> None:
    module = LanguageTransformer().build(LanguageModelling(65), GPTParams(**PRESETS["nano"]))
    # 4 × (12 × 128² + 2 × 128) + 128, 65 tokens and 64 places.
    assert sum(weight.numel() for weight in module.parameters()) == 795_904 + 64 * 128
    assert GPTParams() == GPTParams(**PRESETS["nano"])


@pytest.mark.parametrize(("name", "millions"), [("small", 10.7), ("GPT-2 small", 124.4)])
def test_larger_presets(name: str, millions: float) -> None:
    task = LanguageModelling(50_257 if name == "GPT-2 small" else 65)
    with torch.device("meta"):
        module = LanguageTransformer().build(task, GPTParams(**PRESETS[name]))
    total = sum(weight.numel() for weight in module.parameters())
    assert total / 1e6 == pytest.approx(millions, abs=0.11)


def test_settings_that_cannot_work() -> None:
    gpt, vit = LanguageTransformer(), VisionTransformerClassifier()
    problem = gpt.problem(WRITING, GPTParams(n_heads=3))
    assert problem is not None
    assert "3 heads" in problem
    odd = GPTParams(d_model=6, n_heads=2, positions="rotary")
    assert "odd" in (gpt.problem(WRITING, odd) or "")
    assert gpt.problem(WRITING, GPTParams(d_model=6, n_heads=2)) is None
    problem = vit.problem(PICTURES, VisionParams(patch=8))
    assert problem == "Patches of 8 px do not divide the width of 12 px; 2, 4 px would."
    both = RecurrentParams(bidirectional=True)
    assert GatedRecurrent().problem(WRITING, both)
    assert GatedRecurrent().problem(SORTING, both) is None


# ---------------------------------------------------------------- attention


@pytest.mark.parametrize("causal", [True, False])
def test_explicit_attention_is_the_fused_one(causal: bool) -> None:
    from workbench_plugins.transformer.attention import Sight, attend

    torch.manual_seed(0)
    q, k, v = torch.randn(3, 2, 4, 7, 8).unbind(0)
    y, weights = attend(q, k, v, Sight(causal=causal))
    fused = F.scaled_dot_product_attention(q, k, v, is_causal=causal)
    torch.testing.assert_close(y, fused, atol=1e-5, rtol=0)
    torch.testing.assert_close(weights.sum(-1), torch.ones(2, 4, 7))
    assert bool((weights.triu(1) == 0).all()) == causal


@pytest.mark.parametrize("positions", POSITIONS)
@pytest.mark.parametrize("causal", [True, False])
def test_maps_show_what_the_fused_path_does(positions: str, causal: bool) -> None:
    module = _gpt(positions=positions, causal=causal)
    ids = _example(WRITING)
    maps: list[Tensor] = []
    torch.testing.assert_close(module(ids, maps), module(ids), atol=1e-5, rtol=0)
    shown = module.attention_maps(ids)
    assert shown.shape == (2, 3, 2, 9, 9)
    assert torch.equal(shown, torch.stack(maps))


def test_maps_of_texts_and_pictures() -> None:
    reader = _loud(_build(TextTransformerClassifier, SORTING, TextTransformerParams(**TINY)))
    ids = _example(SORTING)
    ids[0, 5:] = 0
    torch.testing.assert_close(reader(ids, []), reader(ids), atol=1e-5, rtol=0)
    shown = reader.attention_maps(ids)  # type: ignore[operator]
    assert (shown[:, 0, :, :, 5:] == 0).all()
    viewer = _loud(_build(VisionTransformerClassifier, PICTURES, VisionParams(**TINY, patch=4)))
    x = _example(PICTURES)
    torch.testing.assert_close(viewer(x, []), viewer(x), atol=1e-5, rtol=0)
    assert viewer.attention_maps(x).shape == (2, 3, 2, 6, 6)  # type: ignore[operator]


@pytest.mark.parametrize("positions", POSITIONS)
def test_the_past_does_not_see_the_future(positions: str) -> None:
    module = _gpt(positions=positions)
    ids = _example(WRITING)
    other = ids.clone()
    other[:, 6:] = (other[:, 6:] + 1) % 11
    before, after = module(ids), module(other)
    assert torch.equal(before[:, :6], after[:, :6])
    assert not torch.allclose(before[:, 6:], after[:, 6:])


def test_not_causal_sees_both_sides() -> None:
    module = _gpt(causal=False)
    ids = _example(WRITING)
    other = ids.clone()
    other[:, 8] = (other[:, 8] + 1) % 11
    assert not torch.allclose(module(ids)[:, 0], module(other)[:, 0])
    with pytest.raises(ValueError, match="causal"):
        module.forward_cached(ids, module.no_past(3))


def test_rotary_scores_depend_on_distance_alone() -> None:
    from workbench_plugins.transformer.positions import PositionalEncoding, rotate

    torch.manual_seed(0)
    positions = PositionalEncoding("rotary", 32, 16, 8)
    q, k = torch.randn(8), torch.randn(8)
    rotation = positions.rotation(32)
    assert rotation is not None
    turned_q = rotate(q.expand(1, 1, 32, 8), rotation)[0, 0]  # the same query at every place
    turned_k = rotate(k.expand(1, 1, 32, 8), rotation)[0, 0]
    scores = turned_q @ turned_k.T  # (32, 32)
    for offset in range(-31, 32):
        along = scores.diagonal(offset)
        torch.testing.assert_close(along, along[:1].expand_as(along), atol=1e-4, rtol=0)
    assert scores[0].std() > 0.1
    torch.testing.assert_close(turned_q.norm(dim=-1), q.norm().expand(32))
    torch.testing.assert_close(turned_q[0], q)


def test_only_without_positions_order_is_unseen() -> None:
    """A bidirectional network without positions sees a set: swapping tokens swaps the answers."""
    ids = torch.tensor([[1, 2, 3, 4]])
    swapped = torch.tensor([[2, 1, 3, 4]])
    for positions in POSITIONS:
        module = _gpt(positions=positions, causal=False)
        same = torch.allclose(module(ids)[0, 2], module(swapped)[0, 2], atol=1e-5)
        assert same == (positions == "none"), positions


def test_sinusoids_are_waves() -> None:
    from workbench_plugins.transformer.positions import EMBEDDING_STD, PositionalEncoding

    table = PositionalEncoding("sinusoidal", 50, 7, 7)(torch.zeros(1, 50, 7))[0] / EMBEDDING_STD
    torch.testing.assert_close(table[:, 0], torch.arange(50.0).sin())
    torch.testing.assert_close(table[:, 4], torch.arange(50.0).cos())


def test_residual_projections_start_smaller() -> None:
    torch.manual_seed(0)
    params = GPTParams(n_layers=8, d_model=64, tie_weights=False)
    module = LanguageTransformer().build(WRITING, params)
    for name, weight in module.named_parameters():
        if "norm" not in name:
            small = name.endswith(("out.weight", "down.weight"))
            wanted = 0.02 / 4 if small else 0.02
            assert weight.std().item() == pytest.approx(wanted, rel=0.1), name


# ---------------------------------------------------------------- the cache


@pytest.mark.parametrize("positions", POSITIONS)
def test_cached_steps_equal_full_recompute(positions: str) -> None:
    module = _gpt(positions=positions)
    ids = _example(WRITING, time=14)
    past, found = module.no_past(3), []
    assert past.shape == (2, 2, 3, 2, 0, 8)
    with torch.no_grad():
        for start, stop in ((0, 5), (5, 6), (6, 7), (7, 11), (11, 14)):
            logits, past = module.forward_cached(ids[:, start:stop], past)
            assert past.shape == (2, 2, 3, 2, stop, 8)
            found.append(logits)
        torch.testing.assert_close(torch.cat(found, 1), module(ids), atol=1e-5, rtol=0)


# ---------------------------------------------------------------- padding


@pytest.mark.parametrize(("cls", "task", "params"), SORTERS)
def test_padding_changes_nothing(cls: Any, task: Task, params: Any) -> None:
    module = _loud(_build(cls, task, params))
    if cls is BagOfEmbeddings:  # whose vector for padding is zero, and stays so
        module.tokens.weight.data[0] = 0  # type: ignore[union-attr]
    ids = _example(task, time=7)
    padded = F.pad(ids, (0, 5))
    with torch.no_grad():
        torch.testing.assert_close(module(padded), module(ids), atol=2e-6, rtol=1e-5)
        mixed = padded.clone()
        mixed[1, 4:] = 0  # a row of another length beside it
        torch.testing.assert_close(module(mixed)[0], module(ids)[0], atol=2e-6, rtol=1e-5)
        torch.testing.assert_close(module(mixed)[1:2], module(ids[1:2, :4]), atol=2e-6, rtol=1e-5)
        assert module(torch.zeros(2, 4, dtype=torch.int64)).isfinite().all()  # an empty text


@pytest.mark.parametrize("cls", RECURRENT)
def test_both_directions_are_torchs_own(cls: Any) -> None:
    """Without padding, the turned-round layers do what torch's bidirectional ones do."""
    params = RecurrentParams(**TINY_RECURRENT, bidirectional=True)
    module: Any = _build(cls, SORTING, params)
    kind = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}[cls.id]
    theirs = kind(6, 8, num_layers=2, batch_first=True, bidirectional=True)
    weights = {}
    for index, layer in enumerate(module.layers):
        for suffix, one in (("", layer.ahead), ("_reverse", layer.back)):
            for name, weight in one.cells.state_dict().items():
                weights[name.replace("l0", f"l{index}") + suffix] = weight
    theirs.load_state_dict(weights)
    ids = _example(SORTING)
    torch.testing.assert_close(module.read(ids), theirs(module.tokens(ids))[0])


def test_long_texts_are_read_from_their_start() -> None:
    params = TextTransformerParams(**TINY, context=16)
    module = _build(TextTransformerClassifier, SORTING, params)
    ids = _example(SORTING, time=40)
    torch.testing.assert_close(module(ids), module(ids[:, :16]))


# ---------------------------------------------------------------- learning


def _learn(module: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float) -> float:
    """Train on all of it at once; returns the part that is right at the end."""
    optimiser = torch.optim.AdamW(module.parameters(), lr=lr)
    for _ in range(steps):
        logits = module(x)
        loss = F.cross_entropy(logits.flatten(0, -2), y.flatten())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return (module.eval()(x).argmax(-1) == y).float().mean().item()


@pytest.mark.parametrize(
    ("cls", "params", "lr"),
    [
        (LanguageTransformer, GPTParams(n_layers=2, n_heads=2, d_model=32, context=16), 1e-2),
        (LongShortTermMemory, RecurrentParams(embedding=16, width=32), 2e-2),
    ],
    ids=["gpt", "lstm"],
)
def test_learns_to_go_on_with_a_periodic_text(cls: Any, params: Any, lr: float) -> None:
    torch.manual_seed(0)
    text = torch.tensor([1, 4, 1, 5, 9, 2, 6]).repeat(5)  # after a 1, the token before tells
    rows = torch.stack([text[start : start + 17] for start in range(7)])
    module = cls().build(WRITING, params)
    right = _learn(module, rows[:, :-1], rows[:, 1:], 100, lr)
    assert right > 0.95  # the first place of a row alone cannot tell which 1 it is


def test_bag_separates_two_vocabularies() -> None:
    torch.manual_seed(0)
    y = torch.arange(40) % 2
    x = torch.randint(1, 6, (40, 6)) + 5 * y[:, None]
    x[::3, 4:] = 0
    module = BagOfEmbeddings().build(SORTING, BagParams(embedding=8, width=8))
    assert _learn(module, x, y, 60, 2e-2) == 1


@pytest.mark.parametrize(
    ("cls", "params"),
    [
        (TextTransformerClassifier, TextTransformerParams(**TINY, context=16, dropout=0)),
        (GatedRecurrent, RecurrentParams(embedding=8, width=16, bidirectional=True)),
    ],
    ids=["text-transformer", "gru"],
)
def test_classifiers_see_order(cls: Any, params: Any) -> None:
    """Whether 1 comes before 2 or after it: the same tokens, so a bag could not tell."""
    torch.manual_seed(0)
    y = torch.arange(32) % 2
    x = torch.randint(3, 11, (32, 8))
    x[:, 2], x[:, 5] = 1 + y, 2 - y
    assert _learn(cls().build(SORTING, params), x, y, 100, 1e-2) == 1


def test_vit_fits_twenty_pictures() -> None:
    torch.manual_seed(0)
    x, y = _example(PICTURES, batch=20), torch.arange(20) % 2
    module = VisionTransformerClassifier().build(PICTURES, VisionParams(**TINY, patch=4))
    assert _learn(module, x, y, 100, 1e-2) == 1


# ---------------------------------------------------------------- export


def _session(module: nn.Module, example: tuple[Tensor, ...], shapes: Any, **names: Any) -> Any:
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    program = torch.onnx.export(
        module, example, dynamo=True, dynamic_shapes=shapes, verbose=False, **names
    )
    assert program is not None
    return onnxruntime.InferenceSession(
        program.model_proto.SerializeToString(), providers=["CPUExecutionProvider"]
    )


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("cls", "task", "params"), CASES)
def test_export_with_dynamic_shapes(cls: Any, task: Task, params: Any) -> None:
    module = _loud(_build(cls, task, params))
    example, dim = _example(task, batch=2, time=5), torch.export.Dim.DYNAMIC
    pictures = isinstance(task, ImageClassification)
    shapes = ({0: dim},) if pictures else ({0: dim, 1: dim},)
    session = _session(module, (example,), shapes, input_names=["x"])
    for batch, time in ((1, 1), (2, 5), (4, 13)):
        x = _example(task, batch, time)
        if task is SORTING:
            x[0, 1 + time // 2 :] = 0
        with torch.no_grad():
            wanted = module(x).numpy()
        np.testing.assert_allclose(session.run(None, {"x": x.numpy()})[0], wanted, atol=2e-5)


class _Cached(nn.Module):
    def __init__(self, gpt: Any) -> None:
        super().__init__()
        self.gpt = gpt

    def forward(self, ids: Tensor, past: Tensor) -> tuple[Tensor, Tensor]:
        logits, present = self.gpt.forward_cached(ids, past)
        return logits, present


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("positions", POSITIONS)
def test_cached_steps_in_onnxruntime_equal_full_recompute(positions: str) -> None:
    module, dim = _gpt(positions=positions), torch.export.Dim.DYNAMIC
    past = torch.randn(2, 2, 2, 2, 3, 8)
    session = _session(
        _Cached(module),
        (_example(WRITING, 2, 4), past),
        ({0: dim, 1: dim}, {2: dim, 4: dim}),
        input_names=["ids", "past"],
        output_names=["logits", "present"],
    )
    for batch in (1, 3):
        ids = _example(WRITING, batch, 14)
        present, found = module.no_past(batch).numpy(), []
        for start, stop in ((0, 5), (5, 6), (6, 7), (7, 11), (11, 14)):
            inputs = {"ids": ids[:, start:stop].numpy(), "past": present}
            logits, present = session.run(["logits", "present"], inputs)
            assert present.shape == (2, 2, batch, 2, stop, 8)
            found.append(logits)
        with torch.no_grad():
            wanted = module(ids).numpy()
        np.testing.assert_allclose(np.concatenate(found, 1), wanted, atol=2e-5)
