"""What a body would send back."""

from dataclasses import replace
from datetime import date

import pytest

from goodstanding.engine.preflight import Flaw, Proof, Registrant, flaws, stopping
from goodstanding.engine.rules.model import Basis, Body
from goodstanding.engine.standing.answer import Cycle
from goodstanding.engine.standing.facts import Credit, State

IICRC = Body("IICRC", "IICRC", "CEC", Basis("made up", None, "C"))
ON = date(2026, 11, 22)
MARIA = Registrant("Maria Lopez", "104233", (Cycle(date(2023, 1, 10), date(2027, 1, 9)),))
CLASS = Credit("IICRC", date(2026, 11, 14), 600, State.EARNED, "S500 update", source="7")
PROOF = Proof(CLASS, "Larch School", 1)


def of(proof: Proof = PROOF, who: Registrant = MARIA) -> list[tuple[str, bool]]:
    return [(flaw.text, flaw.stops) for flaw in flaws(who, [proof], IICRC, ON)]


def test_nothing_comes_back_of_what_is_complete() -> None:
    assert flaws(MARIA, [PROOF], IICRC, ON) == ()


@pytest.mark.parametrize(
    ("change", "text", "stops"),
    [
        ({"title": ""}, "The title of the class is missing", True),
        ({"amount": 0}, "The hours are missing", True),
        ({"state": State.PLANNED}, "It is planned, not earned", True),
        ({"approved": False}, "The IICRC has not approved the activity", True),
        (
            {"approved": None},
            "It is not known whether the IICRC has approved the activity",
            False,
        ),
        (
            {"earned_on": date(2026, 12, 1)},
            "The class ends on 1 December 2026, which has not come",
            True,
        ),
        (
            {"earned_on": date(2022, 12, 1)},
            "1 December 2022 lies in no open cycle, so the IICRC may not count it",
            False,
        ),
        (
            {"amount": 2500, "started_on": date(2026, 11, 13)},
            "25 hours in 2 days are not believed",
            False,
        ),
        ({"amount": 1300, "kind": "booth"}, "13 hours in 1 day are not believed", False),
    ],
)
def test_each_flaw_of_a_credit_is_named(change: dict[str, object], text: str, stops: bool) -> None:
    assert of(replace(PROOF, credit=replace(CLASS, **change))) == [(text, stops)]  # type: ignore[arg-type]


def test_what_the_proof_lacks() -> None:
    assert of(replace(PROOF, provider="", certificates=0)) == [
        ("The provider is missing", True),
        ("No certificate is attached", False),
    ]
    assert of(replace(PROOF, sent_on=date(2026, 11, 20))) == [
        ("It was sent on 20 November 2026 already", True)
    ]


def test_the_name_on_the_certificate_is_the_registrants() -> None:
    assert of(replace(PROOF, holders=("maria  LOPEZ", "Lopez, Maria", "Maria T. Lopez"))) == []
    many = replace(MARIA, name="Maria Teresa Lopez")
    assert of(replace(PROOF, holders=("Maria Lopez",)), many) == []
    assert len(of(replace(PROOF, holders=("Maria Ana Lopez",)), many)) == 1
    assert of(replace(PROOF, holders=("Mary Lopez",))) == [
        ("The certificate is made out to “Mary Lopez”, not to “Maria Lopez”", True)
    ]


def test_the_registrant_is_known_to_the_body() -> None:
    assert of(who=Registrant("Maria", " ")) == [
        ("“Maria” is no full name", True),
        ("The IICRC ID is not known, and hours without it are posted to nobody", True),
        ("No certification that IICRC credits renew is on record", False),
    ]
    assert [flaw.text for flaw in flaws(MARIA, [], IICRC, ON)] == ["There is nothing to send"]


def test_more_than_a_rule_counts_and_the_same_twice() -> None:
    assert of(who=replace(MARIA, most=400)) == [
        ("The IICRC counts at most 4 CECs of one activity", False)
    ]
    found = flaws(MARIA, [PROOF, PROOF], IICRC, ON)
    text = "“S500 update” of 14 November 2026 is in it twice"
    mend = "leave one out, or send it all the same."
    assert found == (Flaw(text, mend, "7", stops=False),)
    assert stopping(found) == ()
