"""What lapses cost a company."""

from datetime import date

import pytest

import company as cast
from goodstanding.engine.costs.figures import OwnFigure
from goodstanding.engine.costs.lapse import Verdict
from goodstanding.engine.standing.facts import State
from goodstanding.services.access import Wrong
from goodstanding.services.costs import change_figure, figures_of
from goodstanding.services.enrolments import PlaceDetails, enrol
from goodstanding.services.lapses import team_price
from goodstanding.services.people import leave
from services.journaled import last

FAQS = "https://www.iicrc.org/page/IICRCFAQs"
pytestmark = pytest.mark.django_db


def test_a_figure_of_ones_own_and_the_shipped_one_again() -> None:
    by = cast.actor(cast.company())
    mine = OwnFigure(9_000, None, " Invoice  of May ", date(2026, 5, 4))
    assert change_figure(by=by, name="exam-WRT", own=mine).high == 9_000
    assert last(by.organisation) == {
        "verb": "costs.change",
        "what": "Changed the figure “Examination of WRT”",
        "subjects": [],
        "changes": [
            ["Examination of WRT", "From", "80", "90"],
            ["Examination of WRT", "To", "80", "90"],
            ["Examination of WRT", "Source", FAQS, "Invoice of May"],
            ["Examination of WRT", "As of", "2026-11-22", "2026-05-04"],
        ],
    }
    unknown = OwnFigure(None, None, "nobody knows", None)
    change_figure(by=by, name="exam-WRT", own=unknown)
    assert figures_of(by.organisation)["exam-WRT"].low is None
    change_figure(by=by, name="exam-WRT", own=None)
    assert not figures_of(by.organisation)["exam-WRT"].own


@pytest.mark.parametrize(
    ("name", "own", "field"),
    [
        ("day", OwnFigure(1, None, "", None), "source"),
        ("day", OwnFigure(200, 100, "x", None), "high"),
        ("day", OwnFigure(None, 100, "x", None), "high"),
        ("day", OwnFigure(10**14, None, "x", None), "low"),
        ("day", OwnFigure(1, None, "x", date(1, 1, 1)), "read"),
        ("days-WRT", OwnFigure(601, None, "x", None), "low"),
    ],
)
def test_what_is_no_figure_is_refused(name: str, own: OwnFigure, field: str) -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong) as wrong:
        change_figure(by=by, name=name, own=own)
    assert wrong.value.field == field


def test_the_team_has_a_sum_and_the_pool_is_kept_once() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by, day_cost=30_000)
    for code in ("WRT", "ASD"):
        cast.held(by, maria, code)
    cast.credit(by, maria, amount=800, state=State.POSTED, earned_on=date(2025, 5, 5))
    dwayne = cast.person(by, "Dwayne Walker")
    cast.held(by, dwayne, issued_on=date(2022, 10, 3))
    gone = cast.person(by, "Omar Haddad")
    cast.held(by, gone)
    leave(by=by, person=gone, left_on=date(2026, 1, 1))
    cast.offering(by, starts_on=date(2026, 12, 14), ends_on=None, amount=600, seats=1)
    found = team_price(by.organisation, cast.TODAY)
    assert [(one.name, one.need.certification, one.price.verdict) for one in found.lines] == [
        ("Maria Lopez", "ASD", Verdict.CHEAPER),
        ("Maria Lopez", "WRT", Verdict.CHEAPER),
        ("Dwayne Walker", "WRT", Verdict.LAPSED),
    ]
    kept = found.lines[0].price.keeping
    assert kept
    assert kept.chosen
    assert [found.market.title(one) for one in kept.chosen] == ["Drying class"]
    assert (found.keeping.said(), found.short) == ("750", 2)
    assert found.at_stake.said() == "2,860 to 3,560"
    assert found.lapsed.said() == "1,192.80 to 1,824"


def test_a_full_class_covers_nobody_else() -> None:
    by = cast.actor(cast.company())
    maria, dwayne = cast.person(by), cast.person(by, "Dwayne Walker")
    cast.held(by, maria)
    full = cast.offering(by, starts_on=date(2026, 12, 14), ends_on=None, amount=1400, seats=1)
    enrol(by=by, offering=full, people=[dwayne], details=PlaceDetails())
    (line,) = team_price(by.organisation, cast.TODAY).lines
    assert line.price.keeping
    assert line.price.keeping.chosen is None


def test_a_lapse_for_the_fee_costs_no_re_test() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    cast.held(by, maria, issued_on=date(2024, 1, 10))
    cast.fee(by, maria, paid_on=date(2025, 1, 5), paid_through=date(2025, 12, 31))
    assert team_price(by.organisation, cast.TODAY).lines == ()
