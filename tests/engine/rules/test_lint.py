"""Mistakes in one file: each on the line of its key, all of them at once."""

from textwrap import dedent

import pytest

from goodstanding.engine.rules.load import parse, with_own

NO_DAY = "must be a day like 2026-11-22, without quotation marks, not"


def _said(text: str) -> list[tuple[int, str]]:
    """The mistakes of a company's own file, laid over the catalogue."""
    return [(problem.line, problem.text) for problem in with_own(("own.toml", dedent(text)))[1]]


def _of_a_rule(lines: str) -> list[tuple[int, str]]:
    """The mistakes of one rule; its keys begin on line 1."""
    return [(line - 1, text) for line, text in _said("[[rules.x]]\n" + dedent(lines))]


def test_the_sections_must_be_known_and_hold_named_tables() -> None:
    said = _said(
        """\
        certification = 3
        zzz = 3
        bodies = 3
        rules.x = []
        rules.y = 3
        services.water = 3
        """
    )
    assert said == [
        (1, "there is no section “certification”; did you mean “certifications”?"),
        (
            2,
            "there is no section “zzz”; there are sources, bodies, rules, certifications, services",
        ),
        (3, "“bodies” must hold named tables like [bodies.NAME]"),
        (4, "write each version of a rule under [[rules.x]]"),
        (5, "write each version of a rule under [[rules.y]]"),
        (6, "“water” must be a table under the header [services.NAME]"),
    ]


def test_a_rule_under_one_bracket_is_judged_all_the_same() -> None:
    said = _said('[rules.x]\nkind = "term"\nmonths = 0\nsure = "R"')
    assert said == [
        (1, "write [[rules.x]], with two brackets: a rule has versions"),
        (3, "x: “months” must be a whole number from 1 to 600, not 0"),
    ]


def test_names_are_words() -> None:
    assert _said('[services." "]\nneeds = "WRT"\nsure = "R"') == [
        (1, "the name “ ” must be a word without blanks around it")
    ]
    assert _said('[services."a\\u001b"]\nneeds = "WRT"\nsure = "R"') == [
        (1, "the name “a�” must be a word without blanks around it")
    ]


def test_keys_must_be_known() -> None:
    said = _said('[certifications.WRT]\ncours_hours = 20\nzzz.yyy = 1\n[sources.x]\nzzz = ""')
    assert said == [
        (2, "WRT: there is no key “cours_hours”; did you mean “course_hours”?"),
        (3, "WRT: there is no key “zzz”"),
        (4, "x: “at” is missing"),
        (4, "x: “read” is missing"),
        (5, "x: there is no key “zzz”; there are at, read"),
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("name = 3", "“name” must be a line of text in quotation marks, not 3"),
        ('name = " "', "“name” must be a line of text in quotation marks, not “ ”"),
        ('name = "a\\nb"', "“name” must be a line of text in quotation marks, not “a�b”"),
        ("note = true", "“note” must be text in quotation marks, not true"),
        ('note = "\\u001b"', "“note” must be text in quotation marks, not “�”"),
        ('aliases = "W"', '“aliases” must be a list of texts like ["WRT", "ASD"], not “W”'),
        ("aliases = [1]", '“aliases” must be a list of texts like ["WRT", "ASD"], not a list'),
        ("status = {}", "“status” must be one of active, unverified, retired, not a table"),
        ('sure = "D"', "“sure” must be one of A, B, C, R, not “D”"),
        ("course_hours = 1.5", "“course_hours” must be a whole number from 1 to 1,000, not 1.5"),
        ("course_hours = true", "“course_hours” must be a whole number from 1 to 1,000, not true"),
        (
            "course_hours = 0xfffffffffffffffffff",
            "“course_hours” must be a whole number from 1 to 1,000, not a number of that size",
        ),
        (
            "costs = 1",
            "“costs” must be a list of tables; write [[…]] with two brackets above each",
        ),
        (
            "costs = [1]",
            "“costs” must be a list of tables; write [[…]] with two brackets above each",
        ),
        (
            f'read = "{"2026" * 20}"',
            f"“read” {NO_DAY} “{'2026' * 9}202…”",
        ),
        (
            "read = 2026-11-22 10:00:00",
            f"“read” {NO_DAY} 2026-11-22 10:00:00",
        ),
        ("read = 0026-11-22", "“read” must be a day of the years 1900 to 2200, not 0026-11-22"),
    ],
)
def test_values_of_a_certification_must_be_of_their_kind(line: str, complaint: str) -> None:
    assert _said(f"[certifications.WRT]\n{line}") == [(2, f"WRT: {complaint}")]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("months = 601", "“months” must be a whole number from 1 to 600, not 601"),
        ("months = -48", "“months” must be a whole number from 1 to 600, not -48"),
        ("required = 0", "“required” must be a number from 0.01 to 1,000, not 0"),
        ("required = 1000.01", "“required” must be a number from 0.01 to 1,000, not 1000.01"),
        ("required = nan", "“required” must be a number from 0.01 to 1,000, not NaN"),
        ('required = "14"', "“required” must be a number from 0.01 to 1,000, not “14”"),
        ("required = 14.005", "“required” must have at most two decimals, not 14.005"),
        (
            "required = 14.000000000000000000000000000001",
            "“required” must have at most two decimals, not 14.000000000000000000000000000001",
        ),
        ('starts = "13-01"', '“starts” must be a month and day like "07-01", not “13-01”'),
        ('starts = "7-1"', '“starts” must be a month and day like "07-01", not “7-1”'),
        ("starts = 7", '“starts” must be a month and day like "07-01", not 7'),
        ("fee = 1", "“fee” must be true or false, not 1"),
    ],
)
def test_values_of_a_rule_must_be_of_their_kind(line: str, complaint: str) -> None:
    others = {"kind": '"credits"', "months": "48", "required": "14", "sure": '"R"'}
    others.pop(line.split(" = ")[0], None)
    said = _of_a_rule("\n".join([line, *(f"{key} = {value}" for key, value in others.items())]))
    assert said == [(1, f"x: {complaint}")]


def test_a_rule_has_what_its_kind_needs_and_nothing_else() -> None:
    assert _of_a_rule('kind = "credits"\nsure = "R"') == [
        (0, "x: “months” is missing, as the kind is credits"),
        (0, "x: “required” is missing, as the kind is credits"),
    ]
    refresher = """\
        kind = "refresher"
        sure = "R"
        months = 12
        required = 14
        anchor = 2024-01-01
        renewable_months = 12
        """
    assert _of_a_rule(refresher) == [
        (4, "x: the kind refresher has no use for “required”"),
        (5, "x: the kind refresher has no use for “anchor”"),
    ]
    lifetime = 'kind = "lifetime"\nsure = "R"\nmonths = 12\nrenewable_months = 1\nfee = true'
    assert [line for line, _ in _of_a_rule(lifetime)] == [3, 4, 5]


def test_there_is_one_calendar() -> None:
    said = _of_a_rule(
        """\
        kind = "credits"
        months = 24
        required = 14
        anchor = 2024-08-01
        sure = "R"
        starts = "07-01"
        """
    )
    assert said == [(6, "x: give “anchor” or “starts”, not both")]


def test_an_unknown_kind_is_the_only_mistake() -> None:
    assert _of_a_rule('kind = "credit"\nsure = "R"') == [
        (
            1,
            "x: “kind” must be one of credits, refresher, term, printed, lifetime, not “credit”",
        )
    ]


def test_versions_differ_in_their_day_and_not_in_their_kind() -> None:
    version = '[[rules.x]]\nkind = "{}"\nmonths = 12\n{}\nsure = "R"\n'
    said = _said(
        version.format("term", "")
        + version.format("refresher", "since = 2024-01-01")
        + version.format("term", "since = 2024-01-01")
        + version.format("term", "")
        + version.format("term", 'since = "soon"')
        + version.format("term", 'since = "soon"')
        + "[[rules.x]]\n"
    )
    day = "x: “since” must be a day like 2026-11-22, without quotation marks, not “soon”"
    twice = "x: two versions hold since {}; give each its own “since”"
    assert said == [
        (7, "x: versions of one rule are of one kind; the first is term"),
        (14, twice.format("2024-01-01")),
        (16, twice.format("the beginning")),
        (24, day),
        (29, day),
        (31, twice.format("the beginning")),
        (31, "x: “kind” is missing"),
        (31, "x: “sure” is missing"),
    ]


def test_every_statement_has_its_basis() -> None:
    said = _said(
        """\
        [sources.guide]
        at = "https://example.org/guide"
        read = 2026-11-22
        [services.a]
        needs = "WRT"
        [services.b]
        needs = "WRT"
        sure = "B"
        [services.c]
        needs = "WRT"
        sure = "B"
        source = "a letter"
        [services.d]
        needs = "WRT"
        sure = "A"
        source = "gide"
        read = 2026-11-22
        [services.e]
        needs = "WRT"
        sure = "A"
        source = "guide"
        """
    )
    assert said == [
        (4, "a: “sure” is missing"),
        (6, 'b: “source” is missing; only a statement with sure = "R" may do without'),
        (9, "c: “read” is missing: the day on which the source was read"),
        (16, "d: there is no [sources.gide] in this file; did you mean “guide”?"),
    ]


def test_sources_that_are_no_tables_are_no_sources() -> None:
    text = 'sources = 3\n[services.a]\nneeds = "WRT"\nsure = "A"\nsource = "x"\nread = 2026-11-22'
    assert _said(text) == [
        (1, "“sources” must hold named tables like [sources.NAME]"),
        (5, "a: there is no [sources.x] in this file"),
    ]


def test_costs_are_amounts_of_money() -> None:
    said = _said(
        """\
        [[certifications.WRT.costs]]
        what = "tuition"
        low = 700
        high = 400
        currency = "USD"
        sure = "R"
        [[certifications.WRT.costs]]
        low = -1
        high = 80.001
        currency = "dollars"
        [certifications.ASD]
        costs = []
        """
    )
    assert said == [
        (4, "WRT: “high” is less than “low”"),
        (7, "WRT: “sure” is missing"),
        (7, "WRT: “what” is missing"),
        (8, "WRT: “low” must be a number from 0 to 1,000,000, not -1"),
        (9, "WRT: “high” must have at most two decimals, not 80.001"),
        (10, 'WRT: “currency” must be the three letters of a currency like "USD", not “dollars”'),
    ]


def test_a_guessed_line_has_one_mistake_only() -> None:
    said = _said('[certifications.WRT]\nrule = iicrc\nstatus "active"\n[certifications.WRT]\nx = 1')
    assert [line for line, _ in said] == [2, 3, 4]


def test_mistakes_of_several_files_come_by_file_and_line() -> None:
    catalogue, problems = parse([("b.toml", "x = 1"), ("a.toml", "y = 1\nz = 2\n")])
    assert catalogue is None
    assert [(problem.file, problem.line) for problem in problems] == [
        ("a.toml", 1),
        ("a.toml", 2),
        ("b.toml", 1),
    ]
