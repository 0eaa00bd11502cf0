"""Offerings, and who has a place in them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import company as cast
from files.cast import xlsx
from goodstanding.engine.standing.facts import State
from goodstanding.files.workbook.planning import read_planning
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import read_states, records_of
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Enrolment, Entry, Offering, Person
from goodstanding.services import checks, credits, offered, offerings, organisations
from goodstanding.services.access import Actor, Wrong
from goodstanding.services.enrolments import (
    Place,
    PlaceDetails,
    attended,
    change_enrolment,
    enrol,
)
from services.journaled import last

pytestmark = pytest.mark.django_db


def _team(by: Actor, *names: str) -> list[Person]:
    return [cast.person(by, name) for name in names]


def _over(by: Actor, **details: Any) -> Offering:
    """A class that is over."""
    return cast.offering(by, starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 10), **details)


def _came(by: Actor, offering: Offering, *people: Person, amount: int = 700) -> list[Enrolment]:
    details = cast.activity_details(
        title=offering.title, ended_on=date(2026, 11, 10), amount=amount, kind="course"
    )
    return attended(by=by, offering=offering, details=details, people=people)


def _states(by: Actor, offering: Offering) -> dict[str, str]:
    return {one.person.name: one.state for one in offered.places(by.organisation, offering)}


def test_an_offering_is_kept_in_codes_and_exact_amounts() -> None:
    by = cast.actor(cast.company())
    details = cast.offering_details(
        title="  Drying   class ",
        body="iicrc",
        requires=("water damage restoration technician", "WRT"),
        obtains="asd",
        production_days=Decimal("1.50"),
    )
    made = offerings.add_offering(by=by, details=details)
    kept = Offering.objects.of(by.organisation).values().get()
    assert kept == {
        "id": made.pk,
        "organisation_id": by.organisation.pk,
        "title": "Drying class",
        "provider": "Larch School",
        "kind": "course",
        "starts_on": date(2027, 2, 8),
        "ends_on": date(2027, 2, 9),
        "amount": 700,
        "price": 45_000,
        "travel": None,
        "seats": 4,
        "production_days": "1.5",
        "city": "Reno",
        "body": "IICRC",
        "approved": True,
        "requires": ["WRT"],
        "obtains": "ASD",
        "activity_id": None,
        "place": made.place,
        "kept": [],
    }
    offerings.change_offering(
        by=by, offering=made, details=cast.offering_details(seats=None, price=46_050)
    )
    assert last(by.organisation) == {
        "verb": "offering.change",
        "what": "Changed the offering Drying class, 8 February 2027",
        "subjects": [["offering", made.pk]],
        "changes": [
            ["Drying class", "Price", "450", "460.5"],
            ["Drying class", "Seats", "4", None],
            ["Drying class", "Production days", "1.5", None],
            ["Drying class", "Requires", "WRT", None],
            ["Drying class", "Obtains", "ASD", None],
        ],
    }


def test_all_that_cannot_be_is_said_at_once() -> None:
    by = cast.actor(cast.company())
    before = Entry.objects.of(by.organisation).count()
    with pytest.raises(Wrong) as wrong:
        cast.offering(
            by,
            title="",
            kind="party",
            starts_on=date(2027, 2, 8),
            ends_on=date(2027, 2, 7),
            price=-1,
            seats=-1,
            production_days=Decimal(-1),
            body="Nobody at all",
            requires=("XYZ123",),
        )
    problems = dict(wrong.value.problems)
    assert {field: text.split(":")[0] for field, text in problems.items()} == {
        "title": "It is missing",
        "kind": "“party” is not one of course, online, event, booth, manufacturer, session.",
        "ends_on": "7 February 2027 is before “Starts on”",
        "price": "“-0.01” is not an amount of money",
        "seats": "“-1” is not a whole number",
        "production_days": "“-1” is not a number from 0 to 1,000",
        "body": problems["body"].split(":")[0],
        "requires": problems["requires"].split(":")[0],
    }
    with pytest.raises(Wrong, match="clear “Ends on” if it is online"):
        cast.offering(by, starts_on=None)
    assert Entry.objects.of(by.organisation).count() == before


@pytest.mark.parametrize(
    ("field", "value", "typed"),
    [
        ("ends_on", date(2027, 2, 7), date(2027, 2, 7)),
        ("ends_on", date(2199, 2, 7), date(2199, 2, 7)),
        ("starts_on", None, None),
        ("price", -100, -1),
        ("travel", 10**13, 10**11),
        ("seats", 10**6, 10**6),
        ("production_days", Decimal(1001), 1001),
        ("body", "Nobody at all", "Nobody at all"),
        ("requires", ("XYZ123",), "XYZ123"),
        ("obtains", "XYZ123", "XYZ123"),
    ],
)
def test_a_workbook_says_the_same_of_what_cannot_be(
    field: str, value: Any, typed: Any, tmp_path: Path
) -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong) as wrong:
        cast.offering(by, **{field: value})
    title, _ = offerings.FIELDS[field]
    row = {"Title": "Drying class", "Starts on": date(2027, 2, 8), "Ends on": date(2027, 2, 9)}
    row[title] = typed
    path = xlsx(tmp_path / "team.xlsx", People=[["Name"]], Offerings=[[*row], [*row.values()]])
    problems = read_planning(path, catalogue_of(by.organisation), cast.TODAY, 2027).problems
    told = [checks.sentence(one.problem) for one in problems if one.column == title]
    assert wrong.value.field == field
    assert told[0].startswith(wrong.value.text)


def test_people_get_places_as_long_as_there_are_seats() -> None:
    by = cast.actor(cast.company())
    maria, sam, kim = _team(by, "Maria Lopez", "Sam Ng", "Kim Park")
    one = cast.offering(by, seats=2)
    enrol(by=by, offering=one, people=[maria], details=PlaceDetails(Place.PROPOSED))
    assert last(by.organisation) == {
        "verb": "enrolment.change",
        "what": "Enrolled Maria Lopez in Drying class, 8 February 2027 (proposed)",
        "subjects": [["person", maria.pk], ["offering", one.pk]],
        "changes": [["Maria Lopez in Drying class", "State", None, "proposed"]],
    }
    few = (
        "1 seat is left and 3 people are chosen: choose fewer, or change the seats of the offering."
    )
    with pytest.raises(Wrong) as wrong:
        enrol(by=by, offering=one, people=[maria, sam, kim], details=PlaceDetails())
    assert wrong.value.problems == (
        ("people", "Maria Lopez has a place already: choose others."),
        ("people", few),
    )
    with pytest.raises(Wrong, match="Nobody is chosen"):
        enrol(by=by, offering=one, people=[], details=PlaceDetails())
    (place,) = enrol(by=by, offering=one, people=[sam], details=PlaceDetails(locked=True))
    change_enrolment(by=by, enrolment=place, details=PlaceDetails(Place.CANCELLED))
    enrol(by=by, offering=one, people=[kim], details=PlaceDetails())
    with pytest.raises(Wrong, match="No seat is left"):
        change_enrolment(by=by, enrolment=place, details=PlaceDetails())
    assert _states(by, one) == {
        "Kim Park": "booked",
        "Maria Lopez": "proposed",
        "Sam Ng": "cancelled",
    }


def test_who_cancelled_gets_the_same_place_again() -> None:
    by = cast.actor(cast.company())
    (maria,) = _team(by, "Maria Lopez")
    one = cast.offering(by)
    (place,) = enrol(by=by, offering=one, people=[maria], details=PlaceDetails())
    change_enrolment(by=by, enrolment=place, details=PlaceDetails(Place.CANCELLED))
    assert enrol(by=by, offering=one, people=[maria], details=PlaceDetails()) == [place]


def test_who_attended_gets_a_credit_and_who_did_not_has_missed_it() -> None:
    by = cast.actor(cast.company())
    maria, sam, kim, lee = team = _team(by, "Maria Lopez", "Sam Ng", "Kim Park", "Lee Ray")
    one = _over(by, obtains="ASD", kind="manufacturer")
    places = enrol(by=by, offering=one, people=team, details=PlaceDetails())
    change_enrolment(by=by, enrolment=places[3], details=PlaceDetails(Place.CANCELLED))
    entries = Entry.objects.of(by.organisation).count()
    came = _came(by, one, maria, sam)
    assert Entry.objects.of(by.organisation).count() == entries + 1
    assert _states(by, one) == {
        "Kim Park": "missed",
        "Lee Ray": "cancelled",
        "Maria Lopez": "attended",
        "Sam Ng": "attended",
    }
    record = records_of(by.organisation, [maria.pk, kim.pk, lee.pk])
    (fact,) = record[maria.pk].credits
    states = read_states(fact)
    assert (states.amount, states.state, states.obtains) == (700, State.EARNED, "ASD")  # type: ignore[union-attr] # a credit
    assert came[0].credit == fact.key
    now = Offering.objects.of(by.organisation).get()
    assert now.activity_id == fact.activity_id
    assert record[kim.pk].credits == record[lee.pk].credits == []
    assert last(by.organisation)["verb"] == "offering.attended"
    with pytest.raises(Wrong, match=r"That Maria Lopez attended is recorded already"):
        _came(by, one, maria)
    with pytest.raises(Wrong, match=r"Lee Ray has no place in it: enrol Lee Ray first\."):
        _came(by, one, lee)


def test_an_online_course_is_done_by_one_after_the_other() -> None:
    by = cast.actor(cast.company())
    maria, sam = team = _team(by, "Maria Lopez", "Sam Ng")
    one = cast.offering(by, starts_on=None, ends_on=None, kind="online")
    enrol(by=by, offering=one, people=team, details=PlaceDetails(on=date(2026, 12, 1)))
    _came(by, one, maria)
    assert _states(by, one) == {"Maria Lopez": "attended", "Sam Ng": "booked"}
    _came(by, one, sam)
    assert _states(by, one) == {"Maria Lopez": "attended", "Sam Ng": "attended"}


def test_what_a_credit_came_of_stays_until_the_credit_is_void() -> None:
    by = cast.actor(cast.company())
    (maria,) = _team(by, "Maria Lopez")
    one = _over(by)
    (place,) = enrol(by=by, offering=one, people=[maria], details=PlaceDetails())
    with pytest.raises(Wrong, match="Record who attended on the page of the offering"):
        change_enrolment(by=by, enrolment=place, details=PlaceDetails(Place.ATTENDED))
    _came(by, one, maria)
    with pytest.raises(Wrong, match=r"A credit came of it: void the credit first\."):
        change_enrolment(by=by, enrolment=place, details=PlaceDetails(Place.MISSED))
    with pytest.raises(Wrong, match=r"Maria Lopez attended it: it stays on the list\."):
        offerings.remove_offering(by=by, offering=one)
    (fact,) = records_of(by.organisation, [maria.pk])[maria.pk].credits
    credits.void_credit(by=by, fact=fact, why="was ill")
    change_enrolment(by=by, enrolment=place, details=PlaceDetails(Place.MISSED))
    offerings.remove_offering(by=by, offering=one)
    assert not Enrolment.objects.of(by.organisation).exists()
    assert last(by.organisation)["changes"] == [
        ["Drying class", "Offering", "Drying class, 9 November 2026", None],
        ["Maria Lopez", "Drying class", "missed", None],
    ]


def test_what_is_gone_is_a_conflict() -> None:
    by = cast.actor(cast.company())
    one = cast.offering(by)
    (place,) = enrol(by=by, offering=one, people=_team(by, "Maria Lopez"), details=PlaceDetails())
    offerings.remove_offering(by=by, offering=one)
    one.pk = place.offering_id
    with pytest.raises(Conflict):
        offerings.change_offering(by=by, offering=one, details=cast.offering_details())
    with pytest.raises(Conflict):
        change_enrolment(by=by, enrolment=place, details=PlaceDetails())


def test_codes_of_offerings_stay_in_the_rules() -> None:
    by = cast.actor(cast.company())
    own = (
        '[bodies.LOCAL]\nname = "Local board"\nunit = "hour"\nsource = "made up"\nsure = "C"\n'
        "read = 2026-01-01\n"
    )
    organisations.change_rules(by=by, text=own)
    cast.offering(by, body="LOCAL")
    with pytest.raises(organisations.WrongRules, match="LOCAL is in use"):
        organisations.change_rules(by=by, text="")


def test_what_is_to_come_stands_first() -> None:
    by = cast.actor(cast.company())
    for title, day in (
        ("Over long ago", date(2025, 1, 9)),
        ("Next year", date(2027, 1, 9)),
        ("Any time", None),
        ("Over", date(2026, 11, 20)),
        ("Soon", date(2026, 12, 1)),
        ("Today", cast.TODAY),
    ):
        cast.offering(by, title=title, starts_on=day, ends_on=None)
    cast.offering(by, title="Booth", kind="booth", approved=None)

    def titles(**asked: str) -> list[str]:
        asked = {"kind": "", "approved": "", **asked}
        found = offered.offerings(by.organisation, cast.TODAY, **asked, page=1)
        assert found.everything == 7
        return [row.offering.title for row in found.rows]

    everything = ["Today", "Soon", "Next year", "Booth", "Any time", "Over", "Over long ago"]
    assert titles() == everything
    assert titles(kind="booth") == titles(approved="to-be-checked") == ["Booth"]
    assert titles(kind="booth", approved="no") == []


def test_the_list_names_some_and_counts_the_others() -> None:
    by = cast.actor(cast.company())
    team = _team(by, "Ana", "Ben", "Cas", "Dee", "Eva")
    one = cast.offering(by, seats=6)
    places = enrol(by=by, offering=one, people=team, details=PlaceDetails())
    change_enrolment(by=by, enrolment=places[0], details=PlaceDetails(Place.CANCELLED))
    (row,) = offered.offerings(by.organisation, cast.TODAY, "", "", 1).rows
    assert replace(row, offering=one) == offered.Offered(one, ["Ben", "Cas", "Dee"], 1, 2, False)


def test_what_a_person_has_ahead() -> None:
    by = cast.actor(cast.company())
    maria, sam = cast.person(by, "Maria Vega"), cast.person(by, "Sam Ng")
    over = cast.offering(by, title="Over", starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 21))
    dated = cast.offering(by)
    online = cast.offering(by, title="Online", starts_on=None, ends_on=None)
    for one, on in ((online, None), (dated, None), (over, None)):
        enrol(by=by, offering=one, people=[maria, sam], details=PlaceDetails(on=on))
    ahead = offered.ahead(by.organisation, maria.pk, by.today)
    assert [one.offering.title for one in ahead] == ["Drying class", "Online"]
    change_enrolment(by=by, enrolment=ahead[0], details=PlaceDetails(Place.CANCELLED))
    assert len(offered.ahead(by.organisation, maria.pk, by.today)) == 1
