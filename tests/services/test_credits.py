"""Credits: recorded in any state, corrected, voided."""

from datetime import date
from typing import Any

import pytest

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.records.facts import CreditStates, as_json, read_states
from goodstanding.records.journal import Conflict, writing
from goodstanding.records.models import FactKind
from goodstanding.services import credits
from goodstanding.services.access import Forbidden, Role, Wrong
from goodstanding.services.own_credits import his_to_mend
from services.journaled import last

pytestmark = pytest.mark.django_db


def test_a_credit_is_recorded() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    fact = cast.credit(by, maria, title=" S500  update online ", provider="Cascade School")
    assert read_states(fact) == CreditStates("IICRC", date(2026, 11, 14), 600, State.EARNED)
    assert fact.texts == {
        "title": "S500 update online",
        "provider": "Cascade School",
        "evidence": "",
    }
    assert last(by.organisation) == {
        "verb": "credit.record",
        "what": "Recorded 6 credits for Maria Lopez: S500 update online, 14 November 2026",
        "subjects": [["person", maria.pk], ["credit", str(fact.key)]],
        "changes": [],
    }


@pytest.mark.parametrize(
    ("details", "states"),
    [
        (
            {"kind": "booth", "amount": None},
            CreditStates("IICRC", date(2026, 11, 14), 200, State.EARNED, "booth"),
        ),
        (
            {"amount": None, "obtains": "RRP", "body": "EPA"},
            CreditStates("EPA", date(2026, 11, 14), 0, State.EARNED, obtains="RRP"),
        ),
        (
            {"state": State.PLANNED, "earned_on": date(2026, 12, 4)},
            CreditStates("IICRC", date(2026, 12, 4), 600, State.PLANNED),
        ),
        (
            {
                "state": State.POSTED,
                "started_on": date(2026, 11, 13),
                "submitted_on": date(2026, 11, 15),
                "posted_on": date(2026, 11, 20),
                "approved": True,
            },
            CreditStates(
                "IICRC",
                date(2026, 11, 14),
                600,
                State.POSTED,
                started_on=date(2026, 11, 13),
                submitted_on=date(2026, 11, 15),
                posted_on=date(2026, 11, 20),
                approved=True,
            ),
        ),
    ],
)
def test_what_a_credit_states(details: dict[str, Any], states: CreditStates) -> None:
    by = cast.actor(cast.company())
    assert read_states(cast.credit(by, cast.person(by), **details)) == states


@pytest.mark.parametrize(
    ("details", "problems"),
    [
        (
            {"title": " ", "amount": None},
            {
                "title": "It is missing: fill it in.",
                "amount": "Credits is missing: fill in the hours.",
            },
        ),
        ({"amount": 0}, {"amount": "Credits have to be more than 0: fill in the hours."}),
        (
            {"amount": -100},
            {
                "amount": "Credits cannot be negative: write the hours as a number, such as 3.5.",
            },
        ),
        (
            {"amount": 100_001},
            {
                "amount": "More than 1,000 credits in one line is not believable: "
                "write the hours as a number, such as 3.5."
            },
        ),
        (
            {"earned_on": date(2026, 11, 23)},
            {
                "earned_on": "23 November 2026 is after today, 22 November 2026: correct it, or "
                "choose “Planned” as its state."
            },
        ),
        (
            {
                "started_on": date(2026, 11, 15),
                "submitted_on": date(2026, 11, 23),
                "posted_on": date(2026, 11, 24),
                "kind": "lecture",
                "body": "IIRC",
                "obtains": "WRTT",
            },
            {
                "started_on": "15 November 2026 is after “Earned on”: correct one of the two.",
                "submitted_on": "23 November 2026 is after today, 22 November 2026: correct it.",
                "posted_on": "24 November 2026 is after today, 22 November 2026: correct it.",
                "kind": "“lecture” is not one of course, online, event, booth, manufacturer, "
                "session.",
                "body": "“IIRC” is no body of the catalogue; did you mean IICRC?",
                "obtains": "“WRTT” is no certification of the catalogue; did you mean WRT or RRT "
                "or RCT?",
            },
        ),
    ],
)
def test_what_cannot_be_is_refused(details: dict[str, Any], problems: dict[str, str]) -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong) as wrong:
        cast.credit(by, cast.person(by), **details)
    assert dict(wrong.value.problems) == problems


def test_it_comes_further_and_a_second_correction_of_the_same_version_is_told() -> None:
    by = cast.actor(cast.company())
    fact = cast.credit(by, cast.person(by))
    further = cast.credit_details(
        state=State.SUBMITTED, submitted_on=date(2026, 11, 16), approved=True
    )
    new = credits.correct_credit(by=by, fact=fact, details=further)
    name = "6 credits of Maria Lopez: S500 update online, 14 November 2026"
    assert last(by.organisation) == {
        "verb": "credit.correct",
        "what": f"Corrected {name}",
        "subjects": [["person", fact.person_id], ["credit", str(fact.key)]],
        "changes": [
            [name, "State", "earned", "submitted"],
            [name, "Submitted on", None, "2026-11-16"],
            [name, "Approved", "to be checked", "yes"],
        ],
    }
    with pytest.raises(Conflict):
        credits.correct_credit(by=by, fact=fact, details=further)
    credits.correct_credit(by=by, fact=new, details=cast.credit_details(amount=650))
    assert last(by.organisation)["changes"] == [
        [name, "Credits", "6", "6.5"],
        [name, "State", "submitted", "earned"],
        [name, "Submitted on", "2026-11-16", None],
        [name, "Approved", "yes", "to be checked"],
    ]


def test_void_keeps_the_reason_and_can_be_taken_back() -> None:
    by = cast.actor(cast.company())
    fact = cast.credit(by, cast.person(by))
    with pytest.raises(Wrong) as wrong:
        credits.void_credit(by=by, fact=fact, why=" ")
    assert wrong.value.problems == (("why", "It is missing: fill it in."),)
    void = credits.void_credit(by=by, fact=fact, why="typed twice")
    name = "6 credits of Maria Lopez: S500 update online, 14 November 2026"
    assert read_states(void) == CreditStates("IICRC", date(2026, 11, 14), 600, State.VOID)
    assert void.texts["why"] == "typed twice"
    assert last(by.organisation) == {
        "verb": "credit.void",
        "what": f"Voided {name}: typed twice",
        "subjects": [["person", fact.person_id], ["credit", str(fact.key)]],
        "changes": [[name, "Why", None, "typed twice"], [name, "State", "earned", "void"]],
    }
    with pytest.raises(Wrong, match=r"It is void already: nothing is left to do\."):
        credits.void_credit(by=by, fact=void, why="again")
    back = credits.correct_credit(by=by, fact=void, details=cast.credit_details())
    assert (back.states["state"], back.texts["why"]) == ("earned", "")


def test_what_came_with_a_workbook_stays_as_it_is() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    states = CreditStates("IICRC", date(2026, 11, 14), 0, State.EARNED)
    with writing(by.organisation, by.author, "workbook.import") as draft:
        kept = {"title": None, "kept": [["Colour", "text", "red"]]}
        fact = draft.record(FactKind.CREDIT, maria, as_json(states), kept)
        draft.store()
    details = cast.credit_details(title="", amount=0, approved=True)
    new = credits.correct_credit(by=by, fact=fact, details=details)
    assert new.texts["kept"] == [["Colour", "text", "red"]]
    assert [change[1] for change in last(by.organisation)["changes"]] == ["Approved"]


def test_a_technician_records_his_own_and_only_what_he_can_know() -> None:
    organisation = cast.company()
    office = cast.actor(organisation)
    maria, sam = cast.person(office), cast.person(office, "Sam Ng")
    by = cast.actor(organisation, Role.TECHNICIAN, maria)
    fact = cast.credit(by, maria)
    assert last(organisation) == {
        "verb": "credit.record_own",
        "what": "Recorded 6 credits for Maria Lopez: S500 update online, 14 November 2026",
        "subjects": [["person", maria.pk], ["credit", str(fact.key)]],
        "changes": [],
    }
    cast.credit(by, maria, state=State.PLANNED, earned_on=date(2026, 12, 4))
    assert last(organisation)["what"] == (
        "Recorded 6 credits (planned) for Maria Lopez: S500 update online, 4 December 2026"
    )
    with pytest.raises(Forbidden):
        cast.credit(by, sam)
    for state in (State.SUBMITTED, State.POSTED, State.REJECTED, State.VOID):
        with pytest.raises(Wrong) as wrong:
            cast.credit(by, maria, state=state)
        text = f"“{state}” is for the office to record: choose planned or earned."
        assert wrong.value.problems == (("state", text),)
    nobody = cast.actor(organisation, Role.TECHNICIAN)
    with pytest.raises(Forbidden):
        cast.credit(nobody, maria)


def test_a_technician_mends_a_slip_of_his_own_until_somebody_else_acts_on_it() -> None:
    organisation = cast.company()
    office = cast.actor(organisation)
    maria = cast.person(office)
    by = cast.actor(organisation, Role.TECHNICIAN, maria)
    fact = cast.credit(by, maria, amount=6000)
    fact = credits.correct_credit(by=by, fact=fact, details=cast.credit_details())
    assert last(organisation) == {
        "verb": "credit.correct_own",
        "what": "Corrected 60 credits of Maria Lopez: S500 update online, 14 November 2026",
        "subjects": [["person", maria.pk], ["credit", str(fact.key)]],
        "changes": [
            [
                "60 credits of Maria Lopez: S500 update online, 14 November 2026",
                *("Credits", "60", "6"),
            ]
        ],
    }
    posted = cast.credit_details(state=State.POSTED)
    with pytest.raises(Wrong):
        credits.correct_credit(by=by, fact=fact, details=posted)
    assert his_to_mend(by, [fact.key]) == {fact.key}
    other = cast.credit(by, maria, title="Twice")
    credits.void_credit(by=by, fact=other, why="twice")
    assert last(organisation)["verb"] == "credit.void_own"
    assert his_to_mend(by, [fact.key, other.key]) == {fact.key}
    meanwhile = credits.correct_credit(by=office, fact=fact, details=cast.credit_details(amount=7))
    for gone in (fact, other):
        with pytest.raises(Conflict):
            credits.correct_credit(by=by, fact=gone, details=cast.credit_details())
    with pytest.raises(Forbidden):
        credits.void_credit(by=by, fact=meanwhile, why="x")
    assert his_to_mend(by, [fact.key, other.key]) == set()


def test_what_the_office_typed_or_somebody_elses_is_not_a_technicians_to_mend() -> None:
    organisation = cast.company()
    office = cast.actor(organisation)
    maria, sam = cast.person(office), cast.person(office, "Sam Ng")
    me = cast.actor(organisation, Role.TECHNICIAN, maria)
    his = cast.credit(cast.actor(organisation, Role.TECHNICIAN, sam), sam)
    with pytest.raises(Forbidden):
        credits.correct_credit(by=me, fact=his, details=cast.credit_details())
    with pytest.raises(Forbidden):
        credits.void_credit(by=me, fact=his, why="x")
    typed = cast.credit(office, maria)
    assert his_to_mend(me, [his.key, typed.key]) == set()
    with pytest.raises(Forbidden):
        credits.void_credit(by=me, fact=typed, why="x")
