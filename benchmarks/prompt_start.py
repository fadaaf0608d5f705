"""From Run to the first painted token, and from Stop to a silent model."""

from __future__ import annotations

from benchmarks.processes import answer, need_model, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import spread

HOW = """\
The real (offscreen) window, the Play page's playground Prompt, the installed SmolLM2-135M-Instruct;
each repeat is a process of its own whose files the system has in memory. The playground is looked
at for {look:g} s, then Run is clicked: first token is the time from before the click until a paint
with the first of the answer's text is over. Half a second later Stop is clicked: until the window
says so, and until the model's process uses less than a quarter of a core over 50 ms. The second
answer finds the model loaded."""
LOOK_S = 3.0
STOPS = {"the window says so": "shown_ms", "nothing computes": "silent_ms"}


def measure(options: Options) -> Result:
    """Press Run and Stop."""
    need_model()
    repeats = options.count(10, 2)
    command = ("-m", "benchmarks.prompt_in_window", "--look")
    rows = []
    with own_home():
        answer(*command, "0.5")  # the files are in memory from now on
        for look, when in ((LOOK_S, ""), (0.0, ", at once after opening")):
            found = [answer(*command, str(look)) for _ in range(repeats)]
            first = [one["first"] for one in found]
            rows.append(_row(f"Run to the first token{when}", first, "s", 2))
            if look:
                again = [one["again"] for one in found]
                rows.append(Row("Run to the first token, once more", spread(again, "s")))
                for what, name in STOPS.items():
                    rows.append(_row(f"Stop until {what}", [one[name] for one in found], "ms", 200))
    return Result(HOW.format(look=LOOK_S), rows)


def _row(what: str, values: list[float], unit: str, most: float) -> Row:
    return Row(what, spread(values, unit), f"≤ {most:g} {unit}, all", max(values) <= most)
