"""Writing with a KV cache in onnxruntime against torch eager without one."""

from __future__ import annotations

from benchmarks.processes import ROOT, answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import spread

HOW = """\
`examples/text.toml` with a context of 320 tokens, trained for a moment, writes at temperature 0:
through `workbench.inference.generate` (`cached.onnx`, one thread), and through the same network in
torch eager mode, which reads the whole text again for each token. In turn, in one process."""

PROMPT = "The licence"


def measure(options: Options) -> Result:
    """Train, then write in turn."""
    steps = 20 if options.quick else 150
    settings = ("architecture.context=320", "trainer.length=64", f"trainer.steps={steps}")
    with own_home():
        sets = [part for item in settings for part in ("--set", item)]
        text = str(ROOT / "examples" / "text.toml")
        run = answer("-m", "workbench", "run", text, "--json", *sets)
        tokens = "32" if options.quick else "256"
        pairs = str(options.count(11, 3))
        command = ("-m", "benchmarks.write_in_turn", run["run"], "--tokens", tokens)
        found = answer(*command, "--pairs", pairs, "--prompt", PROMPT)
    ratios = [ours / theirs for ours, theirs in zip(found["ours"], found["torch"], strict=True)]
    same = found["same"]
    return Result(
        HOW,
        [
            Row(f"{tokens} tokens, ours", spread(found["ours"], "tokens/s")),
            Row(f"{tokens} tokens, torch eager", spread(found["torch"], "tokens/s")),
            Row("times faster", spread(ratios, "×"), "≥ 3", sorted(ratios)[len(ratios) // 2] >= 3),
            Row("same tokens", "all" if same else "no", "all", same, always=True),
        ],
    )
