"""What a lapse costs, and what keeping costs."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.engine.costs.figures import Figures, OwnFigure, Unit
from goodstanding.engine.costs.keeping import Choice, Reach, cheapest
from goodstanding.engine.costs.lapse import Held, Verdict, lapse_price, total
from goodstanding.engine.costs.price import Price
from goodstanding.engine.rules.load import shipped
from goodstanding.engine.rules.model import Sure

ON = date(2026, 11, 22)
FIGURES = Figures(shipped(), {})


def own(**figures: int | None) -> Figures:
    said = {
        name.replace("_", "-"): OwnFigure(low, low, "our books", ON)
        for name, low in figures.items()
    }
    return Figures(shipped(), said)


def test_every_figure_has_a_source_or_says_that_there_is_none() -> None:
    for figure in (*FIGURES.general(), *FIGURES.of("WRT"), *FIGURES.of("ASD")):
        unsourced = figure.basis.sure is Sure.R or figure.name == "retest-months"
        assert bool(figure.basis.source) is not unsourced, figure.name
        assert (figure.basis.read is None) is unsourced, figure.name


def test_figures_of_a_certification() -> None:
    said = {one.name: (one.unit, one.low, one.high) for one in FIGURES.of("WRT")}
    assert said == {
        "exam-WRT": (Unit.MONEY, 8_000, 8_000),
        "tuition-WRT": (Unit.MONEY, 40_000, 70_000),
        "days-WRT": (Unit.DAYS, 3, 3),
        "reinstatement-WRT": (Unit.MONEY, None, None),
    }
    assert FIGURES.find("exam-NONE") is FIGURES.find("tea") is None
    assert FIGURES.find("day") == FIGURES["day"]
    assert FIGURES["reinstatement-CMC"].low == 10_000


def test_a_companys_own_figure_goes_before_the_shipped_one() -> None:
    mine = own(exam_WRT=9_000)["exam-WRT"]
    assert (mine.low, mine.own, mine.basis.source, mine.basis.read) == (
        9_000,
        True,
        "our books",
        ON,
    )
    assert own(exam_WRT=9_000).shipped("exam-WRT").low == 8_000


def test_prices_in_words() -> None:
    assert Price(24_000, 24_000).said() == "240"
    assert Price(24_000, 52_050).said() == "240 to 520.50"
    assert Price(24_000, 52_000, ("Exam",)).said() == "at least 240"
    assert Price(unknown=("Exam",)).said() == "not known"
    assert total([Price(1, 2, ("a",)), Price(3, 4, ("b", "a"))]) == Price(4, 6, ("a", "b"))


def test_a_re_test_is_course_examination_and_days_away() -> None:
    found = lapse_price(Held("WRT", 600, day_cost=30_000), FIGURES, None, ON)
    assert [(s.name, s.since, s.price.said()) for s in found.stages] == [
        ("Invoice", 0, "not known"),
        ("Reinstatement", 24, "not known"),
        ("Re-test", 0, "1,380 to 1,680"),
    ]
    assert [(part.title, part.price.said()) for part in found.stage.parts] == [
        ("Course", "400 to 700"),
        ("Examination", "80"),
        ("Days away", "900"),
    ]
    assert found.keeping
    assert found.keeping.price.said() == "315 to 465"  # 6 at 15 to 40, and 3/4 of a day
    assert found.keeping.chosen is None
    assert found.verdict is Verdict.CHEAPER


@pytest.mark.parametrize(
    ("lapsed_on", "retest", "stage"),
    [
        (date(2026, 10, 1), 0, "Re-test"),
        (date(2026, 10, 1), 36, "Invoice"),
        (date(2024, 11, 23), 36, "Invoice"),
        (date(2024, 11, 22), 36, "Reinstatement"),
        (date(2023, 11, 22), 36, "Re-test"),
        (date(2026, 11, 23), 36, "Invoice"),
    ],
)
def test_how_long_it_has_lapsed_decides(lapsed_on: date, retest: int, stage: str) -> None:
    found = lapse_price(Held("WRT", 0, lapsed_on), own(retest_months=retest), None, ON)
    assert (found.stage.name, found.keeping, found.verdict) == (stage, None, Verdict.LAPSED)


def test_what_a_company_does_not_know_of_stages_is_as_shipped() -> None:
    found = lapse_price(Held("WRT", 100), own(retest_months=None), None, ON)
    assert found.stage.name == "Re-test"


def test_exposed_jobs_are_added_where_they_are_known() -> None:
    held = Held("CMC", 0, date(2024, 1, 1), exposed=500_000)
    found = lapse_price(held, own(retest_months=60), None, ON)
    assert [(part.title, part.price.said()) for part in found.stage.parts] == [
        ("Fee", "100"),
        ("Jobs at risk", "5,000"),
    ]
    unknown = lapse_price(Held("CMC", 0, date(2026, 11, 1)), FIGURES, None, ON).stage.price
    assert unknown == Price(
        unknown=("Course fee of CMC", "Examination of CMC", "Course days of CMC")
    )


@pytest.mark.parametrize(
    ("need", "costs", "verdict"),
    [
        (0, [], Verdict.NOTHING_MISSING),
        (600, [50_000], Verdict.CHEAPER),
        (600, [150_000], Verdict.OPEN),
        (600, [300_000], Verdict.DEARER),
    ],
)
def test_also_where_keeping_is_not_cheaper(need: int, costs: list[int], verdict: Verdict) -> None:
    choices = [Choice(n, 600, cost) for n, cost in enumerate(costs)]
    found = lapse_price(Held("WRT", need, day_cost=30_000), FIGURES, cheapest(choices, need), ON)
    assert found.verdict is verdict
    assert found.keeping
    assert found.keeping.price == Price(sum(costs), sum(costs))


def test_unknown_prices_prove_nothing() -> None:
    figures = own(day=None, credit=None)
    found = lapse_price(Held("WRT", 600), figures, None, ON)
    assert found.verdict is Verdict.OPEN
    assert found.keeping
    assert found.keeping.price.unknown == ("One online credit", "A day away from work")


def test_two_things_that_share_a_day_are_not_chosen_together() -> None:
    conference = Choice(1, 600, 100, date(2027, 3, 1), date(2027, 3, 3))
    booth = Choice(2, 200, 10, date(2027, 3, 3))
    later = Choice(3, 200, 500, date(2027, 3, 4), date(2027, 3, 4))
    online = Choice(4, 100, 30)
    assert cheapest([later, booth, conference], 800) == (conference, later)
    assert cheapest([conference, booth, online], 300) == (online, booth)
    assert cheapest([booth, online], 400) is None
    assert cheapest([], 400) is None
    assert cheapest([Choice(5, 0, 0)], 400) is None


_DAYS = st.integers(1, 9).map(lambda day: date(2027, 3, day))
_CHOICES = st.lists(
    st.builds(
        lambda amount, cost, start, more: Choice(
            0,
            amount * 50,
            cost,
            start,
            start and start.replace(day=start.day + more),
        ),
        st.integers(1, 8),
        st.integers(0, 9),
        st.none() | _DAYS,
        st.integers(0, 2),
    ),
    max_size=6,
)


@given(_CHOICES, st.integers(1, 20))
def test_it_is_the_cheapest_of_all(some: list[Choice], steps: int) -> None:
    choices = [one._replace(key=n) for n, one in enumerate(some)]
    found, need = cheapest(choices, steps * 50), steps * 50
    every = [set_ for n in range(7) for set_ in combinations(choices, n) if _fits(set_, need)]
    assert (found is None) == (not every)
    if found is not None:
        assert _fits(found, need)
        assert sum(c.cost for c in found) == min(sum(c.cost for c in set_) for set_ in every)


@given(_CHOICES, st.integers(1, 20), st.integers(1, 9), st.integers(1, 20))
def test_what_is_worked_out_once_answers_every_question(
    some: list[Choice], steps: int, last: int, more: int
) -> None:
    choices, until = [one._replace(key=n) for n, one in enumerate(some)], date(2027, 3, last)
    in_time = [one for one in choices if (one.ends_on or one.starts_on or until) <= until]
    reach = Reach(choices, (steps + more) * 50)
    assert reach.cheapest(steps * 50, until) == cheapest(in_time, steps * 50)
    assert reach.cheapest(steps * 50) == cheapest(choices, steps * 50)


def _fits(some: Sequence[Choice], need: int) -> bool:
    days = [
        date(2027, 3, day).toordinal()
        for one in some
        if one.starts_on
        for day in range(one.starts_on.day, (one.ends_on or one.starts_on).day + 1)
    ]
    return len(days) == len(set(days)) and sum(one.amount for one in some) >= need
