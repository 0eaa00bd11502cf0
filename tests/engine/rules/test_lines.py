"""The line of every key: tables, arrays of tables, dotted and quoted keys, values of many lines."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.engine.rules.lines import Path, line_of

TEXT = '''# a comment with [brackets] and a = b
top = 1

[bodies."FL DBPR"]  # a header
name = "Florida \\" # not a comment"
'quoted key' = 'it # is'
note = """
months = 3
[not.a.header] "quoted" \\""" ""
"""
after = \'\'\'
it's one\'\'\'
made.of."dots" = 2026-11-22 10:00:00

[[rules.one]]
months = 48
list = [
  # nothing
  "a", 3.5,
  { what = "b", low = [1, 2] },
]

[[rules.one]]
months = 24
[rules.one.deeper]
key = true
[[certifications.X.costs]]
what = "exam"
[[certifications.X.costs]]
what = "tuition"
[certifications.Y]
costs = [{ what = "fee", low = 1 }, {}]
last = 0.5'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("bodies",), 4),
        (("bodies", "FL DBPR"), 4),
        (("bodies", "FL DBPR", "name"), 5),
        (("bodies", "FL DBPR", "quoted key"), 6),
        (("bodies", "FL DBPR", "note"), 7),
        (("bodies", "FL DBPR", "after"), 11),
        (("bodies", "FL DBPR", "made", "of", "dots"), 13),
        (("rules", "one", 0), 15),
        (("rules", "one", 0, "months"), 16),
        (("rules", "one", 0, "list"), 17),
        (("rules", "one", 0, "list", 0), 19),
        (("rules", "one", 0, "list", 1), 19),
        (("rules", "one", 0, "list", 2, "low", 1), 20),
        (("rules", "one", 1), 23),
        (("rules", "one", 1, "months"), 24),
        (("rules", "one", 1, "deeper", "key"), 26),
        (("certifications", "X", "costs", 0, "what"), 28),
        (("certifications", "X", "costs", 1, "what"), 30),
        (("certifications", "Y", "costs", 0, "low"), 32),
        (("certifications", "Y", "costs", 1), 32),
        (("certifications", "Y", "last"), 33),
    ],
)
def test_a_key_has_its_line(path: Path, line: int) -> None:
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("bodies", "FL DBPR", "unit"), 4),
        (("rules", "one", 1, "required"), 23),
        (("nowhere", "at", "all"), 1),
    ],
)
def test_what_is_not_there_has_the_line_of_what_is_around_it(path: Path, line: int) -> None:
    assert line_of(TEXT, path) == line


def _leaves(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    if isinstance(value, dict):
        return [leaf for key, entry in value.items() for leaf in _leaves(entry, (*path, key))]
    if isinstance(value, list):
        return [leaf for at, entry in enumerate(value) for leaf in _leaves(entry, (*path, at))]
    return [(path, value)]


PIECES = [
    "[[a.b]]",
    "[[a.b.c]]",
    "x{n} = LINE",
    "'x {n}' = LINE",
    'x{n} = { y = LINE, "z z" = [LINE] }',
    "x{n} = [LINE, LINE] # LINE",
    'd{n}.e."f g" = LINE',
    '# x = [ """',
    "",
]


@given(st.lists(st.sampled_from(PIECES), max_size=15))
def test_every_value_has_the_line_on_which_it_is_written(pieces: list[str]) -> None:
    """Each value is its own line number."""
    lines = ["[[a.b]]", *(piece.replace("{n}", str(n)) for n, piece in enumerate(pieces))]
    text = "\n".join(line.replace("LINE", str(n)) for n, line in enumerate(lines, 1))
    wrong = [leaf for leaf in _leaves(tomllib.loads(text)) if line_of(text, leaf[0]) != leaf[1]]
    assert wrong == []
