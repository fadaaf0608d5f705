r"""Text of others made harmless: for a terminal, and for the cells of a table.

Class names, labels, names of runs and plugins, what servers and models answer and
what exceptions say may hold anything. On a terminal, control characters clear the
screen, set its title or forge lines; marks of direction reorder what stands around
them. In a table, a cell that begins as a formula does is computed by a spreadsheet.
"""

from __future__ import annotations

import re

# C0 and C1 controls but tab and newline, which `lines` keeps; DEL; line and paragraph separators;
# marks, embeddings, overrides and isolates of direction; invisible operators; byte order mark;
# interlinear annotations; half surrogates, which no terminal can encode. Joiners and tags stay:
# scripts and emoji need them.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e"}
_BREAKS = re.compile("[\t\n]")

# What spreadsheets take for the beginning of a formula, in ASCII and full width; a tab or a line
# break before one is skipped by them.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_QUOTE = "'"
_PADDING = "' \u00a0"


def lines(text: str) -> str:
    r"""Text for a terminal: what controls it is shown as an escape such as ``\e`` or ``\u202e``.

    Line breaks and tabs stay; ``\r\n`` is a line break.
    """
    return _HARMFUL.sub(_escaped, text.replace("\r\n", "\n"))


def one_line(text: object) -> str:
    r"""Text for one line: as `lines`, with line breaks and tabs shown as ``\n`` and ``\t``."""
    return _BREAKS.sub(_escaped, lines(str(text)))


def json_text(text: str) -> str:
    """JSON with what controls a terminal as JSON's own escapes; it means the same."""
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def cell(value: object) -> object:
    """A value for a cell of a CSV file: text that would be a formula gets a ``'`` before it.

    As OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection). Numbers stay. Text
    that begins with ``'`` and a formula gets another one, so that `read_cell` gives back what was
    written.
    """
    return _QUOTE + value if isinstance(value, str) and _computed(value) else value


def read_cell(text: str) -> str:
    """What `cell` was given for this cell."""
    return text[1:] if text.startswith(_QUOTE) and _computed(text) else text


def _computed(text: str) -> bool:
    return text.lstrip(_PADDING).startswith(_FORMULA)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
