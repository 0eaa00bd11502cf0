"""From the text of a rule file to its tables, going on after a mistake of writing.

`tomllib` stops at the first mistake. Here a text that it refuses is cut into statements (a header,
or a key with its value), each is tried alone, and a broken one is put right as well as can be
guessed, so that the rest of the file can still be judged. Lines that were put right are `guessed`:
nothing further is said about them.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from goodstanding.engine.rules.model import Problem

MOST = 100
"""So many keys or tables given twice are reported; each costs another reading of the file."""

SET_ASIDE = "(set aside) "
"""Tables under a name that begins so come from a header that could not be read."""

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_STARTS = re.compile(r"""\s*(?:\[|(?:[\w.-]|"[^"\n]*"|'[^'\n]*'|\s)+=)""")
_OPENS = re.compile(r"""=\s*(?:\[|\{|\"{3}|'{3})""")
_WORD = re.compile(r"\s*([A-Za-z0-9_-]+)")
_HEADER = re.compile(r"\s*(\[{1,2})([^\[\]#]+)")

_IN_WORDS = (
    ("Cannot overwrite a value", "this key is given twice; keep one of them"),
    ("Cannot declare", "this table is given twice; put its keys under one header"),
    ("Cannot mutate", "this table is given twice; put its keys under one header"),
    ("Expected '=' after a key", "after a key there must be “=” and a value"),
    (
        "Expected ']' at the end of a table",
        "the header has no closing “]”, or a name in it needs quotation marks",
    ),
    (
        "Expected ']]' at the end of an array",
        "the header has no closing “]]”, or a name in it needs quotation marks",
    ),
    ("Unclosed array", "the list has no closing “]”, or a comma is missing in it"),
    ("Unclosed inline table", "the table has no closing “}”, or a comma is missing in it"),
    ("Unterminated string", "the text has no closing quotation mark"),
    ("Illegal character '\\n'", "the text has no closing quotation mark"),
    ("Expected \"'", "the text has no closing quotation mark"),
    (
        "Expected newline or end of document",
        "something stands after the value that is no part of it",
    ),
    ("Invalid date or datetime", "there is no such day; days are written like 2026-11-22"),
    ("Invalid value (at end of document)", "the value is missing, or what it opens is not closed"),
    (
        "Invalid value",
        "the value cannot be read: text needs quotation marks, days are written like 2026-11-22",
    ),
    ("Invalid statement", "this is neither a [header] nor a key with a value"),
    ("Exceeds the limit", "the number is far too large"),
    ("Invalid initial character", "a key is missing, or needs quotation marks"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One rule file as read: its tables, its mistakes of writing, the lines guessed."""

    file: str
    text: str
    tables: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    guessed: frozenset[int] = field(default_factory=frozenset)


def read(file: str, text: str) -> Page:
    """The tables of a rule file; every mistake of writing becomes a Problem of the page."""
    text = text.replace("\r\n", "\n")
    try:
        return Page(file, text, _toml(text))
    except RecursionError:
        deep = Problem(file, 1, "the lists or tables are nested too deeply to be read")
        return Page(file, "", {}, (deep,))
    except ValueError:
        return _Recovery(file, text).page()


def _toml(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


class _Recovery:
    """The text while it is being put right, line by line."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.spans = list(_spans(self.lines))
        self.problems: list[Problem] = []
        self.guessed: set[int] = set()

    def page(self) -> Page:
        for start, end in self.spans:
            self._statement(start, end)
        tables = self._without_twins()
        text = "\n".join(self.lines)
        return Page(self.file, text, tables, tuple(self.problems), frozenset(self.guessed))

    def _statement(self, start: int, end: int) -> None:
        whole = _complaint(self.lines[start:end])
        if whole is None:
            return
        alone = _complaint(self.lines[start : start + 1])
        if alone is None or not _OPENS.search(self.lines[start]):
            self._each(start, end)
            return
        offset, words = whole
        self._report(start + offset, words)
        for at in range(start, end):
            self._guess(at)

    def _each(self, start: int, end: int) -> None:
        """Lines none of which goes on in the next."""
        for at in range(start, end):
            complaint = _complaint(self.lines[at : at + 1])
            if complaint is not None:
                self._report(at, complaint[1])
                self._guess(at)

    def _without_twins(self) -> dict[str, Any]:
        """Read the whole, taking out keys and tables that are given twice, one after another."""
        for _ in range(MOST):
            try:
                return _toml("\n".join(self.lines))
            except ValueError as mistake:
                line, words = _in_words(str(mistake), len(self.lines))
                self._take_out(line - 1, words)
        self._report(0, f"more than {MOST} keys or tables are given twice; mend those named first")
        self.lines = []
        return {}

    def _take_out(self, at: int, words: str) -> None:
        start, end = next(span for span in self.spans if span[0] <= at < span[1])
        if start + 1 not in self.guessed:
            self._report(start, words)
        is_header = self.lines[start].lstrip().startswith("[")
        self.lines[start:end] = [""] * (end - start)
        if is_header:
            self.lines[start] = _aside(start)

    def _report(self, at: int, words: str) -> None:
        self.problems.append(Problem(self.file, at + 1, words))

    def _guess(self, at: int) -> None:
        self.guessed.add(at + 1)
        self.lines[at] = _mended(self.lines[at], at)


def _spans(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Cut the lines into statements, each with the lines up to the next one (end excluded)."""
    start = at = 0
    while at < len(lines):
        at = _past_text(lines, at)
        while at < len(lines) and not _STARTS.match(lines[at]):
            at += 1
        yield start, at
        start = at


def _past_text(lines: list[str], at: int) -> int:
    """The line after this one, or after the text of several lines that begins in it."""
    for marks in ('"""', "'''"):
        if lines[at].count(marks) % 2:
            closing = (n for n in range(at + 1, len(lines)) if marks in lines[n])
            return next(closing, at) + 1
    return at + 1


def _complaint(lines: list[str]) -> tuple[int, str] | None:
    """What is wrong with these lines alone, and how many lines down."""
    try:
        _toml("\n".join(lines))
    except ValueError as mistake:
        line, words = _in_words(str(mistake), 1)
        return (0 if words.startswith(("the list", "the table")) else line - 1), words
    return None


def _in_words(message: str, at_end: int) -> tuple[int, str]:
    """A sentence for what `tomllib` says, and its line: `at_end` when it says no line."""
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else at_end
    words = (sentence for begin, sentence in _IN_WORDS if message.startswith(begin))
    return line, next(words, f"this is not valid TOML: {_PLACE.sub('', message)}")


def _mended(line: str, at: int) -> str:
    """The nearest line that can be read: its header closed, its value emptied, or nothing."""
    for guess in _guesses(line, at):
        if _complaint([guess]) is None:
            return guess
    return ""


def _guesses(line: str, at: int) -> Iterator[str]:
    if line.lstrip().startswith("["):
        header = _HEADER.match(line)
        if header:
            opening, name = header[1], header[2].strip()
            closing = "]" * len(opening)
            section, _, rest = name.partition(".")
            yield f"{opening}{name}{closing}"
            yield f'{opening}{section}."{rest}"{closing}'
        yield _aside(at)
    word = _WORD.match(line)
    if word:
        yield f'{word[1]} = ""'


def _aside(at: int) -> str:
    return f'["{SET_ASIDE}{at}"]'
