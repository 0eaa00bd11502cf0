"""The line on which every key of a TOML text stands.

`tomllib` gives values without their places. A path is the way to a value through tables (text)
and lists (numbers from 0): ("rules", "iicrc-master", 0, "months"). The text must be valid TOML.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
      (?P<blank> [ \t\r]+ | \#[^\n]* )
    | (?P<newline> \n )
    | (?P<text> \"{3} (?:[^\\]|\\.)*? \"{3,5}
              | '{3} .*? '{3,5}
              | \" (?:[^\\"\n]|\\.)* \"
              | ' [^'\n]* ' )
    | (?P<mark> [\[\]{},=.] )
    | (?P<bare> [^\s\[\]{},=."'\#]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def line_of(text: str, path: Path) -> int:
    """The line of the value at `path`, or of the nearest table or list around it."""
    lines = _lines(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


@lru_cache(maxsize=8)
def _lines(text: str) -> dict[Path, int]:
    return _Scan(list(_tokens(text))).run()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "blank":
            yield _Token(kind, match.group(), line)
        line += match.group().count("\n")


class _Scan:
    """One walk over the tokens. `arrays` holds the newest index of each [[array of tables]]."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.arrays: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip("\n"):
            line = self._now.line
            if self._now.text == "[":
                table = self._header()
                self._note(table, line)
            else:
                self._pair(table)
        return self.lines

    @property
    def _now(self) -> _Token:
        return self.tokens[self.at]

    def _skip(self, marks: str) -> bool:
        """Step over these marks; False at the end of the text."""
        while self.at < len(self.tokens) and self._now.text in marks:
            self.at += 1
        return self.at < len(self.tokens)

    def _take(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _header(self) -> Path:
        start = self.at
        self._skip("[")
        is_array = self.at - start == 2
        *parents, last = self._key()
        self._skip("]")
        path: Path = ()
        for part in parents:
            path = self._newest((*path, part))
        path = (*path, last)
        if is_array:
            self.arrays[path] = self.arrays.get(path, -1) + 1
        return self._newest(path)

    def _newest(self, path: Path) -> Path:
        return (*path, self.arrays[path]) if path in self.arrays else path

    def _key(self) -> list[str]:
        parts = [_plain(self._take())]
        while self._now.text == ".":
            self.at += 1
            parts.append(_plain(self._take()))
        return parts

    def _pair(self, table: Path) -> None:
        line = self._now.line
        path = (*table, *self._key())
        self._note(path, line)
        self._skip("=")
        self._value(path)

    def _value(self, path: Path) -> None:
        mark = self._now.text
        if mark == "[":
            self._list(path)
        elif mark == "{":
            self._inline(path)
        else:
            while self.at < len(self.tokens) and self._now.text not in "\n,]}":
                self.at += 1

    def _list(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._skip("\n,") and self._now.text != "]":
            self._note((*path, index), self._now.line)
            self._value((*path, index))
            index += 1
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._skip("\n,") and self._now.text != "}":
            self._pair(path)
        self.at += 1

    def _note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)


def _plain(token: _Token) -> str:
    """The key that a token writes: quoted keys lose their quotation marks."""
    if token.kind == "bare":
        return token.text
    return str(tomllib.loads(f"key = {token.text}")["key"])
