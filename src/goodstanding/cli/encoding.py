"""Output that arrives also where the terminal or pipe cannot hold every character."""

import codecs
import contextlib
import io
import os
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


def never_closed() -> None:
    """Give a stream that was closed before the start a place to go: nowhere.

    Opened in this order, each takes the number that is free, so that no file is taken for it.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def discard() -> None:
    """Drop what is still to be written: the last flush must not fail once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


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
