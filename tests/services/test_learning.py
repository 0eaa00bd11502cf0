"""The year of learning, the pattern, sessions and what is owed."""

from datetime import date

import pytest

import company as cast
from goodstanding.engine.learning import PATTERN, How, Item
from goodstanding.engine.standing.facts import State
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Person, Standing
from goodstanding.records.standings import judged
from goodstanding.services.access import Actor, Wrong
from goodstanding.services.days_off import DayOffDetails, add_day_off
from goodstanding.services.enrolments import PlaceDetails, attended, enrol
from goodstanding.services.learning import aims_of, whose_of, years
from goodstanding.services.pattern import change_pattern, pattern_of
from goodstanding.services.people import leave
from goodstanding.services.planning_settings import change_settings
from goodstanding.services.reviews import below, most_urgent, reviews
from goodstanding.services.sessions import is_silent, rhythm, teach_back
from services.journaled import last

pytestmark = pytest.mark.django_db


def test_the_pattern_is_changed_and_the_usual_one_holds_again() -> None:
    by = cast.actor(cast.company())
    assert pattern_of(by.organisation) == PATTERN
    mine = (Item(1, "session"), Item(3, "online", 350))
    assert change_pattern(by=by, items=mine) == mine
    assert last(by.organisation)["changes"] == [
        ["Pattern", "Q1", "online 4 and booth 2", "session"],
        ["Pattern", "Q2", "manufacturer", None],
        ["Pattern", "Q3", "event", "online 3.5"],
        ["Pattern", "Q4", "review", None],
    ]
    assert change_pattern(by=by, items=[]) == PATTERN


@pytest.mark.parametrize(
    "items",
    [[Item(5, "online")], [Item(1, "tea")], [Item(1, "online", -1)], [Item(1, "online")] * 41],
)
def test_what_is_no_pattern_is_refused(items: list[Item]) -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong):
        change_pattern(by=by, items=items)
    assert pattern_of(by.organisation) == PATTERN


def test_credits_and_places_make_the_year() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    cast.held(by, maria)
    cast.credit(by, maria, kind="online", amount=400, earned_on=date(2026, 2, 2))
    cast.credit(by, maria, amount=900, earned_on=date(2026, 3, 3), approved=False)
    cast.credit(by, maria, amount=300, earned_on=date(2026, 12, 4), state=State.PLANNED)
    booth = cast.offering(
        by, title="Booth", kind="booth", amount=None, starts_on=date(2026, 12, 7), ends_on=None
    )
    course = cast.offering(by, title="Basics", starts_on=None, ends_on=None, amount=100)
    again = cast.offering(by, title="S500 update online", starts_on=date(2026, 12, 4), ends_on=None)
    for one in (booth, course, again):
        day = date(2026, 12, 8) if one is course else None
        enrol(by=by, offering=one, people=[maria], details=PlaceDetails(on=day))
    rules = catalogue_of(by.organisation)
    fresh = judged(by.organisation, [maria.pk], cast.TODAY, rules)[maria.pk]
    whose = {maria.pk: whose_of(maria, fresh)}
    year = years(by.organisation, whose, aims_of(by.organisation), cast.TODAY)[maria.pk]
    assert [(one.done, one.planned) for one in year.quarters] == [
        (400, 0),
        (0, 0),
        (0, 0),
        (0, 600),
    ]
    assert [kept.how for one in year.quarters for kept in one.items] == [
        How.DONE,
        How.MISSED,
        How.MISSED,
        How.MISSED,
        How.DONE,
    ]


def test_the_target_is_the_planners() -> None:
    by = cast.actor(cast.company())
    assert aims_of(by.organisation).target == 800
    change_settings(by=by, values={"year_target": "9.5"}, services={})
    assert aims_of(by.organisation).target == 950


def test_in_the_last_quarter_whoever_is_below_gets_a_choice() -> None:
    by = cast.actor(cast.company())
    maria, chloe = cast.person(by), cast.person(by, "Chloe Nguyen")
    cast.held(by, maria)
    cast.credit(by, maria, amount=800, state=State.POSTED, earned_on=date(2025, 5, 5))
    done = cast.person(by, "Aisha Patel")
    cast.held(by, done, issued_on=date(2025, 1, 10))
    cast.credit(by, done, amount=800, state=State.POSTED)
    early = cast.person(by, "Tom Becker")
    cast.held(by, early, issued_on=date(2025, 1, 10))
    cast.held(by, chloe, "OSHA-10")
    winter = {"starts_on": date(2026, 12, 14), "ends_on": None, "approved": True}
    big = cast.offering(by, title="Big class", amount=800, price=90_000, **winter)
    cast.offering(by, title="Small class", amount=600, price=1_000, **winter)
    found = most_urgent(by.organisation, cast.TODAY).reviews
    assert [(one.name, one.short, one.need) for one in found] == [
        ("Maria Lopez", (("WRT", 600),), 800),
        ("Tom Becker", (), 800),
    ]
    assert found[0].chosen == ((big.pk, "Big class"),)
    enrol(by=by, offering=big, people=[early], details=PlaceDetails())
    assert [one.name for one in most_urgent(by.organisation, cast.TODAY).reviews] == ["Maria Lopez"]
    assert most_urgent(by.organisation, date(2026, 9, 30)).reviews == ()
    assert below(by.organisation, date(2026, 9, 30)) == ()


def test_nobody_is_sent_away_on_a_day_that_is_closed_to_him() -> None:
    by = cast.actor(cast.company())
    maria, tom = cast.person(by), cast.person(by, "Tom Becker")
    for one in (maria, tom):
        cast.held(by, one)
    day = {"ends_on": None, "approved": True, "amount": 1400}
    monday, tuesday = date(2026, 12, 14), date(2026, 12, 15)
    cast.offering(by, title="First", price=100, starts_on=monday, **day)
    cast.offering(by, title="Second", price=200, starts_on=tuesday, **day)
    cast.offering(by, title="Third", price=300, starts_on=date(2026, 12, 16), **day)

    def chosen() -> list[list[str]]:
        found = most_urgent(by.organisation, cast.TODAY).reviews
        return [[title for _, title in one.chosen or ()] for one in found]

    assert chosen() == [["First"], ["First"]]
    add_day_off(by=by, details=DayOffDetails(monday, person=maria))
    assert chosen() == [["Second"], ["First"]]
    add_day_off(by=by, details=DayOffDetails(monday, tuesday))
    assert chosen() == [["Third"], ["Third"]]


def test_nobody_is_sent_away_where_as_many_are_away_as_may_be() -> None:
    by = cast.actor(cast.company())
    maria, tom = cast.person(by), cast.person(by, "Tom Becker")
    for one in (maria, tom):
        cast.held(by, one)
    day = {"ends_on": None, "approved": True, "starts_on": date(2026, 12, 14)}
    fair = cast.offering(by, title="Fair", amount=100, price=0, **day)
    cast.offering(by, title="Class", amount=1400, price=100, **day)
    enrol(by=by, offering=fair, people=[tom], details=PlaceDetails())
    found = most_urgent(by.organisation, cast.TODAY).reviews
    assert [one.chosen for one in found] == [None, None]
    change_settings(by=by, values={"max_out": "2"}, services={})
    found = most_urgent(by.organisation, cast.TODAY).reviews
    # Tom himself is at the fair on that day
    assert [one.chosen and one.chosen[0][1] for one in found] == ["Class", None]


def test_where_nothing_is_left_it_says_so() -> None:
    by = cast.actor(cast.company())
    assert most_urgent(by.organisation, cast.TODAY).reviews == ()
    cast.held(by, cast.person(by))
    (one,) = most_urgent(by.organisation, cast.TODAY).reviews
    assert one.chosen is None


def test_who_is_below_is_told_for_everybody_as_it_is_for_each() -> None:
    by, other = cast.actor(cast.company()), cast.actor(cast.company())
    cast.held(other, cast.person(other, "Zebulon Quartermain"))
    names = "Due", "Sooner", "Target", "Enough", "Planned", "Passed", "Refused", "Booked", "Twice"
    due, sooner, *others = (cast.person(by, name) for name in names)
    target, enough, planned, passed, refused, booked, twice = others
    new, left = cast.person(by, "New", hired_on=date(2026, 11, 1)), cast.person(by, "Left")
    cast.held(by, due)
    cast.held(by, due, "ASD", issued_on=date(2026, 2, 3))
    cast.held(by, sooner, issued_on=date(2022, 12, 1))
    for one in (*others, new):
        cast.held(by, one, issued_on=date(2025, 1, 10))
    cast.held(by, left)
    leave(by=by, person=left, left_on=date(2026, 11, 1))
    cast.held(by, cast.person(by, "Card"), "OSHA-10")
    cast.credit(by, target, amount=700)
    cast.credit(by, target, amount=800, earned_on=date(2025, 12, 31), state=State.POSTED)
    cast.credit(by, enough, amount=800)
    cast.credit(by, planned, amount=800, earned_on=date(2026, 12, 4), state=State.PLANNED)
    cast.credit(by, passed, amount=800, earned_on=date(2026, 11, 2), state=State.PLANNED)
    cast.credit(by, refused, amount=800, approved=False)
    cast.credit(by, new, amount=133)
    winter = {"ends_on": None, "amount": 800}
    course = cast.offering(by, title="Class", starts_on=date(2026, 12, 14), **winter)
    next_year = cast.offering(by, title="Later", starts_on=date(2027, 1, 14), **winter)
    cast.credit(by, twice, title="Class", amount=100)
    enrol(by=by, offering=course, people=[booked, twice], details=PlaceDetails())
    enrol(by=by, offering=next_year, people=[target], details=PlaceDetails())
    found = below(by.organisation, cast.TODAY)
    named = [one.name for one in reviews(by.organisation, cast.TODAY, found)]
    assert named == ["Sooner", "Due", "Passed", "Refused", "Target", "Twice"]
    everybody = [one.pk for one in Person.objects.of(by.organisation).filter(left_on=None)]
    every = reviews(by.organisation, cast.TODAY, everybody)
    assert sorted(one.number for one in every) == sorted(found)
    # a row of the cache that has run over is not believed
    Standing.objects.of(by.organisation).filter(person__in=(sooner, enough)).update(
        short=0, required=0, next_change_on=cast.TODAY
    )
    assert below(by.organisation, cast.TODAY) == found
    assert most_urgent(by.organisation, cast.TODAY) == (
        reviews(by.organisation, cast.TODAY, found),
        False,
    )


def held_event(by: Actor, *people: Person) -> object:
    """A conference of October at which people were."""
    event = cast.offering(
        by, title="Conference", kind="event", starts_on=date(2026, 10, 6), ends_on=None
    )
    enrol(by=by, offering=event, people=people, details=PlaceDetails())
    details = cast.activity_details(title="Conference", ended_on=date(2026, 10, 6))
    attended(by=by, offering=event, details=details, people=people)
    return event


def test_who_was_at_an_event_owes_a_session_until_he_gave_it() -> None:
    by = cast.actor(cast.company())
    reno = cast.branch(by, "Reno")
    maria, tom = cast.person(by, branch=reno), cast.person(by, "Tom Becker")
    gone = cast.person(by, "Omar Haddad")
    event = held_event(by, maria, tom, gone)
    leave(by=by, person=gone, left_on=date(2026, 11, 1))
    before = rhythm(by.organisation, cast.TODAY)
    assert is_silent(by.organisation, cast.TODAY)
    assert [one.names for one in before.owed] == [("Maria Lopez", "Tom Becker")]
    session = cast.offering(
        by, title="Lunch", kind="session", starts_on=date(2026, 11, 10), ends_on=None, amount=100
    )
    teach_back(by=by, session=session, event=event)  # type: ignore[arg-type]
    assert last(by.organisation)["changes"] == [
        ["Lunch", "Teaches", None, "Conference, 6 October 2026"]
    ]
    enrol(by=by, offering=session, people=[maria], details=PlaceDetails())
    details = cast.activity_details(
        title="Lunch", kind="session", ended_on=date(2026, 11, 10), amount=100
    )
    attended(by=by, offering=session, details=details, people=[maria])
    after = rhythm(by.organisation, cast.TODAY)
    assert not is_silent(by.organisation, cast.TODAY)
    assert [one.names for one in after.owed] == [("Tom Becker",)]
    (held,) = dict(after.quarters)[4]
    assert (held.people, held.came, held.event) == (1, {maria.pk}, "Conference")
    assert [(one.branch, one.people, one.came) for one in after.parts] == [
        ("No branch", 1, 0),
        ("Reno", 1, 1),
    ]


def test_a_class_teaches_nothing_back() -> None:
    by = cast.actor(cast.company())
    one, session = cast.offering(by), cast.offering(by, title="Lunch", kind="session")
    for session_, event in ((one, None), (session, one)):
        with pytest.raises(Wrong):
            teach_back(by=by, session=session_, event=event)


def test_a_session_that_was_recorded_without_being_offered_counts() -> None:
    by = cast.actor(cast.company())
    maria, tom = cast.person(by), cast.person(by, "Tom Becker")
    cast.attended(by, maria, tom, kind="session", ended_on=date(2026, 5, 5), amount=100)
    day = date(2026, 12, 5)
    cast.attended(by, tom, kind="session", ended_on=day, amount=100, state=State.PLANNED)
    found = rhythm(by.organisation, cast.TODAY)
    assert not is_silent(by.organisation, cast.TODAY)
    told = [(number, one.people, len(one.came)) for number, some in found.quarters for one in some]
    assert told == [(2, 2, 2), (4, 1, 0)]
    assert [(one.people, one.came) for one in found.parts] == [(2, 2)]
