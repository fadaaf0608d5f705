"""``python -m benchmarks NAME [--quick] [--save]``; ``all`` runs every quick form."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time

ALL = "all"
# A benchmark is a module of this package with ``measure(options) -> report.Result``; a line here
# puts it on the list, and its quick form into CI.
NAMES = {
    "time_to_99": "time to 99 % on MNIST against the customary PyTorch example",
    "busy": "training quietly and beside two and eight busy processes, before and now in turn",
    "overhead": "steps/s of the whole workbench against a bare PyTorch loop",
    "launchers": "steps/s in a process of its own against the window's thread, in turn",
    "latency": "event-loop latency of the real window while training flat out",
    "attention": "frame time of the attention grid; what watching it costs the training",
    "drawing": "stroke to painted prediction; onnxruntime against torch eager",
    "walk": "a newcomer on a real screen: actions, keys and seconds to digit, texts, verdict",
    "ink": "digits that people wrote with a pen, drawn on the real pad: how many are read",
    "startup": "first usable window against importing torch",
    "kills": "kill -9 while training: nothing lost, resume ends the same",
    "soak": "minutes of training, drawing and switching pages: memory and handles",
    "generation": "writing with a cache in onnxruntime against torch eager",
    "prompts": "500 prompts against a bare client loop; kill -9 halfway, started again",
    "local_model": "tokens/s of the local provider against llama.cpp's own benchmark",
    "prompt_start": "Run to the first painted token, and Stop to a silent model, in the window",
    "texts": "macro-F1 of text classifiers trained from scratch, with confidence intervals",
    "tuning": "MiniLM with a frozen encoder, fine-tuned and from scratch, on labelled texts",
    "transfer": "automobile or truck from few labels: fine-tuned, frozen and from scratch",
    "labelling": "labels of spam in order of uncertainty, and by functions and a label model",
    "window_scale": "how long the window is held by a hundred thousand of anything",
    "million": "a CSV of a million rows: preview, memory, training, and how the window answers",
    "window_slots": "every page, view and form used: what holds the window over 50 ms",
    "label_keys": "key to painted next row while labelling, in the real window",
    "leaks": "labels of thrown coins: how often a verdict calls somebody better than chance",
    "shakespeare": "tokens/s and loss of the character GPT against karpathy/nanoGPT",
    "fuzz": "damaged files through every parser: no traceback, no hang, no 2 GB",
    "verdict": "how often a comparison recommends a worse model: the rule now and before",
    "numbers": "how often intervals of MAE, RMSE, R² and differences hold the true figure",
    "seeds": "accuracy over seeds of the tuned network and the classic MLP",
}


def main() -> int:
    listing = "\n".join(f"  {name:<12} {about}" for name, about in NAMES.items())
    listing += f"\n  {ALL:<12} the quick form of each: do they run at all?"
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=f"Measure one thing.\n\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=[*NAMES, ALL], metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="tiny settings: does it run at all?")
    parser.add_argument("--save", action="store_true", help="write into benchmarks/RESULTS.md")
    parser.add_argument("--minutes", type=float, help="length of the soak (default 10)")
    parser.add_argument("--at-once", type=int, default=1, help="how many of all to run together")
    parser.add_argument("--repeats", type=int, help="pairs, kills or seeds to measure")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.name == ALL:
        from benchmarks import every

        return int(any(outcome.fault for outcome in every.run(list(NAMES), options.at_once)))
    from benchmarks import report
    from benchmarks.every import MISSING, NOT_HERE
    from benchmarks.processes import Missing, shared_data
    from workbench.core.contracts.errors import DatasetError

    began = time.perf_counter()
    shared_data()
    try:
        module = importlib.import_module(f"benchmarks.{options.name}")
        result = module.measure(report.Options(options.quick, options.repeats, options.minutes))
    except (Missing, DatasetError) as error:
        print(f"{MISSING}{error}", file=sys.stderr)
        return NOT_HERE
    text = report.markdown(options.name, result, options.quick, time.perf_counter() - began)
    print(text)
    if options.save:
        if options.quick:
            print("--quick measures nothing worth keeping; not saved.", file=sys.stderr)
            return 2
        print(f"saved in {report.save(options.name, text)}", file=sys.stderr)
    # What is measured quickly misses its goals; what must be right at any speed must be right.
    return 0 if (result.sound if options.quick else result.held) else 1


if __name__ == "__main__":
    sys.exit(main())
