"""Mistakes of writing: all of them, on their lines, and the rest of the file still read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.engine.rules.model import Problem
from goodstanding.engine.rules.syntax import MOST, Page, read

NO_VALUE = "the value cannot be read: text needs quotation marks, days are written like 2026-11-22"
NO_EQUALS = "after a key there must be “=” and a value"
NO_QUOTE = "the text has no closing quotation mark"
NO_BRACKET = "the header has no closing “]”, or a name in it needs quotation marks"
NO_BRACKETS = "the header has no closing “]]”, or a name in it needs quotation marks"
TWICE = "this table is given twice; put its keys under one header"


def _said(text: str) -> list[tuple[int, str]]:
    page = read("own.toml", text)
    assert {problem.file for problem in page.problems} <= {"own.toml"}
    return sorted((problem.line, problem.text) for problem in page.problems)


def test_sound_text_is_read_with_exact_numbers() -> None:
    text = "a = 3.5\r\n"
    assert read("own.toml", text) == Page("own.toml", "a = 3.5\n", {"a": Decimal("3.5")})


def test_every_mistake_is_found_and_what_is_sound_stays() -> None:
    page = read(
        "own.toml",
        """nonsense first
[rules]
a = 1
b = two
c 3
d = "open
e = 2026-02-30
f = 6 7
g = 7
""",
    )
    assert [(problem.line, problem.text) for problem in page.problems] == [
        (1, NO_EQUALS),
        (4, NO_VALUE),
        (5, NO_EQUALS),
        (6, NO_QUOTE),
        (7, "there is no such day; days are written like 2026-11-22"),
        (8, "something stands after the value that is no part of it"),
    ]
    rules = {"a": 1, "b": "", "c": "", "d": "", "e": "", "f": "", "g": 7}
    assert page.tables == {"nonsense": "", "rules": rules}
    assert page.guessed == {1, 4, 5, 6, 7, 8}


@pytest.mark.parametrize(
    ("text", "said", "tables"),
    [
        ("[rules\na = 1", [(1, NO_BRACKET)], {"rules": {"a": 1}}),
        ("[[rules.x]\na = 1", [(1, NO_BRACKETS)], {"rules": {"x": [{"a": 1}]}}),
        ("[rules.x y]\na = 1", [(1, NO_BRACKET)], {"rules": {"x y": {"a": 1}}}),
        (
            "a = 1\n[]\nb = 1",
            [(2, "a key is missing, or needs quotation marks")],
            {"a": 1, "(set aside) 1": {"b": 1}},
        ),
        (
            '[a."]\nb = 1',
            [(1, "the text has no closing quotation mark")],
            {"(set aside) 0": {"b": 1}},
        ),
    ],
)
def test_a_header_is_put_right_or_set_aside(
    text: str, said: list[tuple[int, str]], tables: dict[str, object]
) -> None:
    assert (_said(text), read("own.toml", text).tables) == (said, tables)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('a = ["x"\nb = 1', 1, "the list has no closing “]”, or a comma is missing in it"),
        ("a = { x = 1\nb = 1", 1, "the table has no closing “}”, or a comma is missing in it"),
        ('a = [\n  "x",\n  "y,\n]\nb = 1', 3, NO_QUOTE),
        ("a = [\nb = 1", 1, "the value is missing, or what it opens is not closed"),
        ("a = [\n  1,\n  two,\n]\nb = 1", 3, NO_VALUE),
        ('a = """\nnever closed\nb = 1', 1, NO_QUOTE),
    ],
)
def test_a_value_of_many_lines_is_reported_once(text: str, line: int, words: str) -> None:
    page = read("own.toml", text)
    assert page.problems == (Problem("own.toml", line, words),)
    assert (page.tables["a"], page.tables["b"]) == ("", 1)


def test_sound_text_of_many_lines_may_look_like_anything() -> None:
    text = "a = '''\nb = two\n[c\n'''\nd = e\n"
    page = read("own.toml", text)
    assert page.problems == (Problem("own.toml", 5, NO_VALUE),)
    assert page.tables == {"a": "b = two\n[c\n", "d": ""}


def test_stray_lines_after_a_sound_value_leave_it_alone() -> None:
    page = read("own.toml", "a = 1\n# a remark\n\n]\nstray\nb = 2")
    assert page.problems == (
        Problem("own.toml", 4, "this is neither a [header] nor a key with a value"),
        Problem("own.toml", 5, NO_EQUALS),
    )
    assert page.tables == {"a": 1, "stray": "", "b": 2}


def test_what_is_given_twice_is_taken_once() -> None:
    page = read("own.toml", "[a]\nx = 1\nx = 2\n[b]\n[a]\ny = 3\n[b.c]\n[a.x.z]\n")
    assert page.problems == (
        Problem("own.toml", 3, "this key is given twice; keep one of them"),
        Problem("own.toml", 5, TWICE),
        Problem("own.toml", 8, "this key is given twice; keep one of them"),
    )
    assert page.tables == {
        "a": {"x": 1},
        "b": {"c": {}},
        "(set aside) 4": {"y": 3},
        "(set aside) 7": {},
    }


def test_a_guessed_key_that_is_there_already_is_no_second_mistake() -> None:
    assert _said("a = 1\na = two") == [(2, NO_VALUE)]


def test_there_is_an_end_to_what_is_given_twice() -> None:
    said = _said("a = 1\n" * (MOST + 5))
    assert len(said) == MOST + 1
    assert said[0] == (1, "more than 100 keys or tables are given twice; mend those named first")


def test_absurd_values_are_mistakes_and_not_crashes() -> None:
    deep = "the lists or tables are nested too deeply to be read"
    assert _said("a = " + "[" * 5000) == [(1, deep)]
    assert _said("b = 1\na = " + "9" * 5000) == [(2, "the number is far too large")]


def test_what_has_no_words_of_ours_is_said_in_those_of_the_reader() -> None:
    assert _said('a = "\\q"') == [(1, "this is not valid TOML: Unescaped '\\' in a string")]


@given(st.text(alphabet="ab1=[]{}\",.#\n' \t-", max_size=80))
def test_any_text_is_read_or_has_a_problem_on_one_of_its_lines(text: str) -> None:
    page = read("own.toml", text)
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in page.problems)
    assert bool(page.guessed) <= bool(page.problems)
