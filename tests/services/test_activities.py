"""Activities that many attend."""

from datetime import date

import pytest

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.records.facts import CreditStates, read_states, records_of
from goodstanding.records.models import Activity, Entry, Fact, FactKind, Person
from goodstanding.services import activities, credits
from goodstanding.services.access import Actor, Wrong
from services.journaled import last

pytestmark = pytest.mark.django_db


def _team(by: Actor, count: int) -> list[Person]:
    return [cast.person(by, f"Person {n}") for n in range(1, count + 1)]


def _live(by: Actor, person: Person) -> Fact:
    (fact,) = records_of(by.organisation, [person.pk])[person.pk].credits
    return fact


def test_eight_people_one_conference_one_entry() -> None:
    by = cast.actor(cast.company())
    team = _team(by, 8)
    entries = Entry.objects.of(by.organisation).count()
    activity = cast.attended(by, *team, provider="Larch School", approved=True)
    assert Entry.objects.of(by.organisation).count() == entries + 1
    assert Activity.objects.of(by.organisation).values().get() == {
        "id": activity.pk,
        "organisation_id": by.organisation.pk,
        "title": "Restoration conference",
        "provider": "Larch School",
        "kind": "event",
        "started_on": None,
        "ended_on": date(2026, 11, 6),
        "amount": 1000,
        "body": "IICRC",
        "approved": True,
    }
    facts = [_live(by, person) for person in team]
    assert {fact.activity_id for fact in facts} == {activity.pk}
    assert {read_states(fact) for fact in facts} == {
        CreditStates("IICRC", date(2026, 11, 6), 1000, State.EARNED, kind="event", approved=True)
    }
    assert last(by.organisation) == {
        "verb": "activity.attend",
        "what": "Recorded 10 credits each for 8 people: Restoration conference, 6 November 2026",
        "subjects": [
            ["activity", activity.pk],
            *(
                subject
                for fact in facts
                for subject in (["person", fact.person_id], ["credit", str(fact.key)])
            ),
        ],
        "changes": [],
    }


def test_a_booth_visit_proposes_two() -> None:
    by = cast.actor(cast.company())
    activity = cast.attended(by, cast.person(by), title="Booth", kind="booth", amount=None)
    assert activity.amount == 200


def test_what_cannot_be_is_refused_under_the_fields_of_an_activity() -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong) as wrong:
        cast.attended(
            by,
            cast.person(by),
            title="",
            amount=None,
            ended_on=date(2026, 11, 23),
            started_on=date(2026, 11, 24),
        )
    assert dict(wrong.value.problems) == {
        "title": "It is missing: fill it in.",
        "started_on": "24 November 2026 is after “Earned on”: correct one of the two.",
        "ended_on": "23 November 2026 is after today, 22 November 2026: correct it, or choose "
        "“Planned” as its state.",
        "amount": "Credits is missing: fill in the hours.",
    }


def test_nobody_attends_twice() -> None:
    by = cast.actor(cast.company())
    maria, sam, kim = (cast.person(by, name) for name in ("Maria Lopez", "Sam Ng", "Kim Park"))
    first = cast.attended(by, maria)
    cast.credit(by, sam, title="restoration  CONFERENCE", earned_on=date(2026, 11, 6))
    for call in (
        lambda: cast.attended(by, maria, sam, kim),
        lambda: activities.add_attendance(
            by=by, activity=first, people=[maria, sam, kim], state=State.EARNED
        ),
    ):
        with pytest.raises(Wrong) as wrong:
            call()
        assert wrong.value.problems == (
            ("people", "Maria Lopez and Sam Ng have this activity already: choose others."),
        )
    with pytest.raises(Wrong, match="Kim Park has this activity already"):
        cast.attended(by, kim, kim, title="Something else")
    with pytest.raises(Wrong, match=r"Nobody is chosen: choose who attended\."):
        cast.attended(by)


def test_what_was_voided_can_be_attended_again() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    activity = cast.attended(by, maria)
    credits.void_credit(by=by, fact=_live(by, maria), why="was ill")
    activities.add_attendance(by=by, activity=activity, people=[maria], state=State.EARNED)
    states = [
        fact.states["state"] for fact in records_of(by.organisation, [maria.pk])[maria.pk].credits
    ]
    assert states == ["void", "earned"]


def test_more_people_attended() -> None:
    by = cast.actor(cast.company())
    activity = cast.attended(by, cast.person(by))
    sam = cast.person(by, "Sam Ng")
    activities.add_attendance(by=by, activity=activity, people=[sam], state=State.SUBMITTED)
    fact = _live(by, sam)
    assert fact.states["state"] == "submitted"
    assert last(by.organisation) == {
        "verb": "activity.add_people",
        "what": "Added 10 credits (submitted) each for 1 person: "
        "Restoration conference, 6 November 2026",
        "subjects": [["activity", activity.pk], ["person", sam.pk], ["credit", str(fact.key)]],
        "changes": [],
    }


def test_a_change_corrects_every_credit_but_what_was_corrected_in_one() -> None:
    by = cast.actor(cast.company())
    maria, sam, kim, lee = _team(by, 4)
    activity = cast.attended(by, maria, sam, kim, lee)
    left_early = cast.credit_details(
        title="Restoration conference",
        kind="event",
        earned_on=date(2026, 11, 5),
        amount=400,
        state=State.POSTED,
    )
    credits.correct_credit(by=by, fact=_live(by, sam), details=left_early)
    credits.void_credit(by=by, fact=_live(by, kim), why="was ill")
    details = cast.activity_details(
        title="Reno conference",
        started_on=date(2026, 11, 6),
        ended_on=date(2026, 11, 7),
        amount=1200,
    )
    activities.change_activity(by=by, activity=activity, details=details)
    told = {
        person.name: (fact.texts["title"], read_states(fact))
        for person in (maria, sam, kim, lee)
        for fact in [_live(by, person)]
    }
    both = CreditStates(
        "IICRC",
        date(2026, 11, 7),
        1200,
        State.EARNED,
        kind="event",
        started_on=date(2026, 11, 6),
    )
    assert told == {
        "Person 1": ("Reno conference", both),
        "Person 2": (
            "Reno conference",
            CreditStates("IICRC", date(2026, 11, 5), 400, State.POSTED, kind="event"),
        ),
        "Person 3": (
            "Restoration conference",
            CreditStates("IICRC", date(2026, 11, 6), 1000, State.VOID, kind="event"),
        ),
        "Person 4": ("Reno conference", both),
    }
    assert last(by.organisation) == {
        "verb": "activity.change",
        "what": "Changed Restoration conference and 3 credits of it",
        "subjects": [
            *(
                subject
                for person in (maria, sam, lee)
                for subject in (["person", person.pk], ["credit", str(_live(by, person).key)])
            ),
            ["activity", activity.pk],
        ],
        "changes": [
            ["Restoration conference", "Activity", "Restoration conference", "Reno conference"],
            ["Restoration conference", "Started on", None, "2026-11-06"],
            ["Restoration conference", "Earned on", "2026-11-06", "2026-11-07"],
            ["Restoration conference", "Credits", "10", "12"],
        ],
    }


def test_an_activity_that_was_attended_does_not_move_into_the_future() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    activity = cast.attended(by, maria)
    later = cast.activity_details(ended_on=date(2026, 12, 4))
    with pytest.raises(Wrong) as wrong:
        activities.change_activity(by=by, activity=activity, details=later)
    text = "4 December 2026 is after today, 22 November 2026, and Maria Lopez attended: correct it."
    assert wrong.value.problems == (("ended_on", text),)
    planned = cast.attended(by, maria, title="Class", state=State.PLANNED, ended_on=cast.TODAY)
    moved = cast.activity_details(title="Class", ended_on=date(2026, 12, 4))
    activities.change_activity(by=by, activity=planned, details=moved)
    assert (
        Fact.objects.of(by.organisation)
        .filter(kind=FactKind.CREDIT, superseded_seq=None, states__earned_on="2026-12-04")
        .count()
        == 1
    )
