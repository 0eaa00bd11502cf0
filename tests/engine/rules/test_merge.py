"""Files laid over one another, and what only the whole shows: references, clashes, circles."""

from textwrap import dedent

from goodstanding.engine.rules.load import Source, parse, shipped, with_own
from goodstanding.engine.rules.model import (
    Basis,
    Catalogue,
    FirstCycle,
    Kind,
    Problem,
    Rule,
    Service,
    Sure,
)

BASE = dedent(
    """\
    [bodies.B]
    name = "Body"
    unit = "hour"
    sure = "R"
    [[rules.r]]
    kind = "lifetime"
    sure = "R"
    [certifications.X]
    name = "Ex"
    body = "B"
    level = "technician"
    rule = "r"
    aliases = ["X one"]
    source = "a letter"
    read = 2026-01-01
    sure = "A"
    [services.water]
    needs = "X"
    sure = "R"
    """
)


def _with(own: str) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    return parse([("base.toml", BASE), ("own.toml", dedent(own))])


def _said(own: str) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, problem.text) for problem in _with(own)[1]]


def _laid(own: str) -> Catalogue:
    catalogue, problems = _with(own)
    assert problems == ()
    assert catalogue is not None
    return catalogue


NEW = 'name = "{0}"\nbody = "B"\nlevel = "technician"\nrule = "r"\nsure = "R"\n'


def test_a_certification_has_its_keys_replaced_one_by_one() -> None:
    laid = _laid('[certifications.X]\naliases = ["X two"]\nsure = "C"\n')
    certification = laid.certifications["X"]
    assert (certification.name, certification.aliases) == ("Ex", ("X two",))
    assert certification.basis.sure is Sure.C
    assert (laid.find("x  TWO"), laid.find("x one")) == (certification, None)


def test_a_body_has_its_keys_replaced_one_by_one() -> None:
    body = _laid('[bodies.B]\nsubmissions = "records@example.org"').bodies["B"]
    assert (body.name, body.submissions) == ("Body", "records@example.org")


def test_a_rule_and_a_service_are_replaced_whole() -> None:
    laid = _laid(
        """\
        [[rules.r]]
        since = 2026-01-01
        kind = "credits"
        months = 24
        required = 7.5
        anchor = 2024-08-01
        first_cycle = "prorated"
        most_per_activity = 4
        most_per_day = 3.25
        fee = true
        source = "a letter"
        read = 2026-01-02
        sure = "B"
        note = \"\"\"
        two
        lines\"\"\"
        [[rules.r]]
        kind = "credits"
        months = 36
        required = 14
        starts = "07-01"
        sure = "R"
        [services.water]
        needs = "Y"
        sure = "C"
        source = "a call"
        read = 2026-01-03
        [certifications.Y]
        """
        + NEW.format("Why")
    )
    nowhere = Basis("", None, Sure.R)
    assert laid.certifications["X"].rules == (
        Rule("r", Kind.CREDITS, nowhere, None, 36, 1400, starts=(7, 1)),
        Rule(
            "r",
            Kind.CREDITS,
            Basis("a letter", laid.certifications["X"].rules[1].basis.read, Sure.B, "two lines"),
            laid.certifications["X"].rules[1].since,
            24,
            750,
            laid.certifications["X"].rules[1].anchor,
            None,
            FirstCycle.PRORATED,
            400,
            325,
            None,
            True,
        ),
    )
    assert [str(rule.since) for rule in laid.certifications["X"].rules] == ["None", "2026-01-01"]
    water = laid.services["water"]
    assert water == Service("water", "Y", Basis("a call", water.basis.read, Sure.C))
    assert laid.certifications["X"].covers == ()
    assert laid.certifications["Y"].covers == ("water",)


def test_costs_are_cents_and_high_is_low_unless_given() -> None:
    laid = _laid(
        """\
        [[certifications.X.costs]]
        what = "exam"
        low = 80
        currency = "USD"
        sure = "R"
        [[certifications.X.costs]]
        what = "tuition"
        low = 395.5
        high = 700.25
        currency = "USD"
        sure = "R"
        """
    )
    costs = laid.certifications["X"].costs
    assert [(cost.what, cost.low, cost.high, cost.currency) for cost in costs] == [
        ("exam", 8000, 8000, "USD"),
        ("tuition", 39550, 70025, "USD"),
    ]


def test_a_new_certification_needs_all_that_a_certification_needs() -> None:
    assert _said('[certifications.Y]\nname = "Why"\n[bodies.C]\nunit = "hour"\n') == [
        ("own.toml", 1, "Y: “body” is missing"),
        ("own.toml", 1, "Y: “level” is missing"),
        ("own.toml", 1, "Y: “rule” is missing"),
        ("own.toml", 1, "Y: “sure” is missing"),
        ("own.toml", 3, "C: “name” is missing"),
        ("own.toml", 3, "C: “sure” is missing"),
    ]


def test_whatever_is_referred_to_must_be_there() -> None:
    said = _said(
        """\
        [certifications.X]
        rule = "rr"
        body = "b"
        requires = [
          "X1",
        ]
        [services.water]
        needs = "x"
        sure = "R"
        """
    )
    assert said == [
        ("own.toml", 2, "X: there is no rule “rr”; did you mean “r”?"),
        ("own.toml", 3, "X: there is no body “b”; did you mean “B”?"),
        ("own.toml", 5, "X: there is no certification “X1”; did you mean “X”?"),
        ("own.toml", 8, "water: there is no certification “x”; did you mean “X”?"),
    ]


def test_what_is_given_but_unusable_is_said_once() -> None:
    said = _said(
        "[certifications.X]\nrequires = 3\nbody = 3\naliases = 3\nname = 3\n[services]\na=1"
    )
    assert [line for _, line, _ in said] == [2, 3, 4, 5, 7]


def test_a_name_means_one_certification() -> None:
    said = _said(
        '[certifications."x one"]\n'
        + NEW.format("EX")
        + '[certifications.Y]\naliases = ["Y", "ex", "x", "free"]\n'
        + NEW.format("Why")
    )
    clash = "already means X; a name or alias means one thing"
    assert said == [
        ("own.toml", 1, f"x one: “x one” {clash}"),
        ("own.toml", 2, f"x one: “EX” {clash}"),
        ("own.toml", 8, f"Y: “ex” {clash}"),
        ("own.toml", 8, f"Y: “x” {clash}"),
    ]


def test_bodies_differ_in_more_than_capitals() -> None:
    assert _said('[bodies.b]\nname = "Other"\nunit = "hour"\nsure = "R"') == [
        ("own.toml", 1, "the body “b” differs from “B” in capitals only; use one of them")
    ]


def test_every_circle_of_requirements_is_reported() -> None:
    said = _said(
        '[certifications.X]\nrequires = ["Y"]\n[certifications.Y]\nrequires = ["Z"]\n'
        + NEW.format("Why")
        + '[certifications.Z]\nrequires = ["X", "Y"]\n'
        + NEW.format("Zed")
        + '[certifications.W]\nrequires = ["W"]\n'
        + NEW.format("Double you")
    )
    assert said == [
        ("own.toml", 4, "Y: certifications require each other: X → Y → Z → X"),
        ("own.toml", 11, "Z: certifications require each other: Y → Z → Y"),
        ("own.toml", 18, "W: certifications require each other: W → W"),
    ]


def test_requirements_may_meet_without_a_circle() -> None:
    laid = _laid(
        '[certifications.M]\nrequires = ["X", "Y"]\n'
        + NEW.format("Em")
        + '[certifications.Y]\nrequires = ["X"]\n'
        + NEW.format("Why")
    )
    assert laid.certifications["M"].requires == ("X", "Y")


def test_mistakes_are_reported_in_the_company_s_own_file() -> None:
    own: Source = ("own.toml", '[certifications.SRT]\n[certifications.WRT]\nrequires = ["MWR"]')
    assert {problem.file for problem in with_own(own)[1]} == {"own.toml"}


def test_an_empty_file_changes_nothing() -> None:
    assert with_own(("own.toml", "")) == (shipped(), ())
