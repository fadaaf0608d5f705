r"""Escapes: texts with line ends and tabs in a single line, as ``\n`` and ``\t``, and back."""

from __future__ import annotations

import re

_TO = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x85": "\\x85"}
_TO |= {chr(code): f"\\u{code:04x}" for code in (0x2028, 0x2029, 0xA0)}
_TO |= {chr(code): f"\\x{code:02x}" for code in range(32) if chr(code) not in _TO}
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
_FROM = re.compile(r"\\(n|t|r|\\|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})")


def escaped(text: str) -> str:
    """A text in one line."""
    return "".join(_TO.get(character, character) for character in text)


def unescaped(line: str) -> str:
    """The text that `escaped` made a line of; a backslash before anything else is itself."""

    def one(match: re.Match[str]) -> str:
        name = match.group(1)
        return _NAMED[name] if name in _NAMED else chr(int(name[1:], 16))

    return _FROM.sub(one, line)
