"""Output that arrives also where the terminal or pipe cannot hold every character."""

import codecs
import io
import sys
import unicodedata
from typing import TextIO

_PLAIN = str.maketrans(
    {
        "✕": "x",
        "↓": "v",
        "↑": "^",
        "…": ".",
        "○": "o",
        "–": "-",
        "−": "-",
        "✓": "+",
        "█": "#",
        "▓": "=",
        "▒": "-",
        "░": ":",
        "·": ".",
        "│": "|",
        "─": "-",
        "→": ">",
        "’": "'",
        "“": '"',
        "”": '"',
        "×": "x",
        "Ł": "L",
        "ł": "l",
        "Ø": "O",
        "ø": "o",
        "Đ": "D",
        "đ": "d",
    }
)
"""One character for one, so that columns stay aligned."""


def never_fail() -> None:
    """Let standard output and error write a plainer character for one that they cannot hold."""
    codecs.register_error("goodstanding.plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="goodstanding.plain")


def holds_everything(stream: TextIO) -> bool:
    """Whether the stream can hold every character."""
    return codecs.lookup(stream.encoding or "ascii").name.startswith("utf")


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_plain_character(character) for character in text), error.end


def _plain_character(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character.translate(_PLAIN))
    return bare.encode("ascii", "ignore").decode()[:1] or "?"
