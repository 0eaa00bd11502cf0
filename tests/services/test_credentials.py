"""Credentials: held, seen on the body's record, restored, ended."""

from datetime import date

import pytest

import company as cast
from goodstanding.records.facts import (
    CredentialStates,
    DayStates,
    ObservationStates,
    read_states,
    records_of,
)
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Fact
from goodstanding.services import credentials
from goodstanding.services.access import Actor, Wrong
from goodstanding.services.credentials import CredentialDetails, Sighting
from services.journaled import last

pytestmark = pytest.mark.django_db
ISSUED = date(2023, 1, 10)


def _by() -> Actor:
    return cast.actor(cast.company())


def test_a_certification_is_kept_by_its_code() -> None:
    by = _by()
    maria = cast.person(by)
    details = CredentialDetails(
        "water damage restoration technician", " 12 34 ", ISSUED, date(2025, 1, 1)
    )
    fact = credentials.record_credential(by=by, person=maria, details=details)
    assert read_states(fact) == CredentialStates("WRT", ISSUED, date(2025, 1, 1))
    assert fact.texts == {"number": "12 34"}
    assert last(by.organisation) == {
        "verb": "credential.record",
        "what": "Recorded WRT for Maria Lopez",
        "subjects": [["person", maria.pk], ["credential", str(fact.key)]],
        "changes": [],
    }


@pytest.mark.parametrize(
    ("details", "problems"),
    [
        (
            CredentialDetails("WRTT"),
            {
                "certification": "“WRTT” is no certification of the catalogue; did you mean WRT "
                "or RRT or RCT?"
            },
        ),
        (
            CredentialDetails("zzzzzz"),
            {"certification": "“zzzzzz” is no certification of the catalogue: choose one that is."},
        ),
        (
            CredentialDetails("WRT", issued_on=ISSUED, tracked_from=date(2026, 11, 23)),
            {"tracked_from": "23 November 2026 is after today, 22 November 2026: correct it."},
        ),
        (
            CredentialDetails("RRP", issued_on=ISSUED, expires_on=date(2023, 1, 9)),
            {
                "expires_on": "9 January 2023 is before the day of issue, 10 January 2023: "
                "correct one of the two."
            },
        ),
        (
            CredentialDetails("WRT", "9" * 81, ISSUED, expires_on=date(2027, 1, 9)),
            {
                "number": "It has 81 characters and 80 are the most: shorten it.",
                "expires_on": "It is not used for a certification kept by credits: use “Due on”.",
            },
        ),
        (
            CredentialDetails("WRT", issued_on=date(1899, 1, 1)),
            {
                "issued_on": "“1899-01-01” is not between the years 1950 and 2100: correct it, or "
                "leave it blank when it is not known."
            },
        ),
    ],
)
def test_what_cannot_be_is_refused(details: CredentialDetails, problems: dict[str, str]) -> None:
    by = _by()
    maria = cast.person(by)
    with pytest.raises(Wrong) as wrong:
        credentials.record_credential(by=by, person=maria, details=details)
    assert dict(wrong.value.problems) == problems


def test_a_correction_is_noted_field_by_field() -> None:
    by = _by()
    maria = cast.person(by)
    fact = cast.held(by, maria, number="123")
    details = CredentialDetails("WRT", "124", date(2023, 1, 11))
    new = credentials.correct_credential(by=by, fact=fact, details=details)
    assert (new.key, new.place) == (fact.key, fact.place)
    assert last(by.organisation) == {
        "verb": "credential.correct",
        "what": "Corrected Maria Lopez's WRT",
        "subjects": [["person", maria.pk], ["credential", str(fact.key)]],
        "changes": [
            ["Maria Lopez's WRT", "Number", "123", "124"],
            ["Maria Lopez's WRT", "Issued on", "2023-01-10", "2023-01-11"],
        ],
    }


def test_of_two_corrections_of_the_same_version_the_second_is_told() -> None:
    by = _by()
    fact = cast.held(by, cast.person(by))
    details = CredentialDetails("WRT", "1", ISSUED)
    credentials.correct_credential(by=by, fact=fact, details=details)
    before = Fact.objects.of(by.organisation).count()
    for call in (
        lambda: credentials.correct_credential(by=by, fact=fact, details=details),
        lambda: credentials.withdraw_credential(by=by, fact=fact),
    ):
        with pytest.raises(Conflict):
            call()
    assert Fact.objects.of(by.organisation).count() == before


def test_a_correction_must_fit_what_happened_since() -> None:
    by = _by()
    fact = cast.held(by, cast.person(by))
    credentials.observe(
        by=by, credential=fact, seen_on=date(2023, 5, 1), deadline=date(2027, 1, 9), balance=None
    )
    credentials.restore(by=by, credential=fact, day=date(2024, 1, 1))
    credentials.end(by=by, credential=fact, day=date(2026, 1, 1))
    details = CredentialDetails("WRT", issued_on=date(2025, 1, 1))
    with pytest.raises(Wrong) as wrong:
        credentials.correct_credential(by=by, fact=fact, details=details)
    ending = "is before the day of issue, 1 January 2025: correct one of the two."
    assert wrong.value.problems == (
        ("issued_on", f"The observation on record does not fit: 1 May 2023 {ending}"),
        ("issued_on", f"The restoration on record does not fit: 1 January 2024 {ending}"),
    )


def test_withdrawn_it_takes_everything_along() -> None:
    by = _by()
    maria = cast.person(by)
    fact, kept = cast.held(by, maria), cast.held(by, maria, "ASD")
    credentials.observe(by=by, credential=fact, seen_on=cast.TODAY, deadline=None, balance=100)
    credentials.restore(by=by, credential=fact, day=date(2024, 1, 1))
    credentials.end(by=by, credential=fact, day=date(2026, 1, 1))
    credentials.withdraw_credential(by=by, fact=fact)
    record = records_of(by.organisation, [maria.pk])[maria.pk]
    assert [row.key for row in record.credentials] == [kept.key]
    assert (record.observations, record.restorations, record.endings) == ({}, {}, {})
    assert last(by.organisation) == {
        "verb": "credential.withdraw",
        "what": "Withdrew Maria Lopez's WRT",
        "subjects": [["person", maria.pk], ["credential", str(fact.key)]],
        "changes": [],
    }
    with pytest.raises(Conflict):
        credentials.observe(by=by, credential=fact, seen_on=cast.TODAY, deadline=None, balance=100)


def test_an_observation_stays_with_a_credential_that_was_corrected_meanwhile() -> None:
    by = _by()
    seen_earlier = cast.held(by, cast.person(by))
    details = CredentialDetails("ASD", issued_on=ISSUED)
    credentials.correct_credential(by=by, fact=seen_earlier, details=details)
    fact = credentials.observe(
        by=by,
        credential=seen_earlier,
        seen_on=date(2026, 11, 20),
        deadline=date(2027, 1, 9),
        balance=350,
    )
    assert read_states(fact) == ObservationStates(date(2026, 11, 20), date(2027, 1, 9), 350)
    assert last(by.organisation)["what"] == (
        "Saw Maria Lopez's ASD on the body's record: due on 9 January 2027, balance 3.5"
    )


@pytest.mark.parametrize(
    ("certification", "seen_on", "deadline", "balance", "problems"),
    [
        (
            "WRT",
            cast.TODAY,
            None,
            None,
            {
                "deadline": "It says nothing without “Due on” or “Balance”: fill in one of them.",
            },
        ),
        (
            "WRT",
            date(2026, 11, 23),
            date(2027, 1, 9),
            None,
            {"seen_on": "23 November 2026 is after today, 22 November 2026: correct it."},
        ),
        (
            "WRT",
            cast.TODAY,
            date(2031, 11, 23),
            100_001,
            {
                "balance": "More than 1,000 credits in one line is not believable: "
                "write the hours as a number, such as 3.5.",
                "deadline": "23 November 2031 is more than one cycle (48 months) after "
                "22 November 2026, the day it was seen: correct one of the two.",
            },
        ),
        (
            "RRP",
            cast.TODAY,
            date(2027, 1, 9),
            None,
            {"deadline": "RRP is not kept by credits: correct its “Expires on” instead."},
        ),
    ],
)
def test_what_cannot_have_been_seen(
    certification: str,
    seen_on: date,
    deadline: date | None,
    balance: int | None,
    problems: dict[str, str],
) -> None:
    by = _by()
    fact = cast.held(by, cast.person(by), certification)
    with pytest.raises(Wrong) as wrong:
        credentials.observe(
            by=by, credential=fact, seen_on=seen_on, deadline=deadline, balance=balance
        )
    assert dict(wrong.value.problems) == problems


def test_a_whole_profile_is_one_entry_and_all_its_flaws_come_at_once() -> None:
    by = _by()
    maria, sam = cast.person(by), cast.person(by, "Sam Ng")
    wrt, asd = cast.held(by, maria), cast.held(by, sam, "ASD")
    good = Sighting(wrt, cast.TODAY, date(2027, 1, 9), 0)
    with pytest.raises(Wrong) as wrong:
        credentials.observe_many(by=by, sightings=[good, Sighting(asd, date(2023, 1, 9), None, 1)])
    text = "9 January 2023 is before the day of issue, 10 January 2023: correct one of the two."
    assert wrong.value.problems == (("1.seen_on", text),)
    made = credentials.observe_many(by=by, sightings=[good, Sighting(asd, cast.TODAY, None, 200)])
    assert [read_states(fact) for fact in made] == [
        ObservationStates(cast.TODAY, date(2027, 1, 9), 0),
        ObservationStates(cast.TODAY, None, 200),
    ]
    assert last(by.organisation) == {
        "verb": "observation.record",
        "what": "Saw 2 credentials on the bodies' own records",
        "subjects": [
            ["person", maria.pk],
            ["credential", str(wrt.key)],
            ["person", sam.pk],
            ["credential", str(asd.key)],
        ],
        "changes": [],
    }


def test_restored_and_ended_once_each() -> None:
    by = _by()
    fact = cast.held(by, cast.person(by))
    restored = credentials.restore(by=by, credential=fact, day=date(2025, 5, 5))
    assert read_states(restored) == DayStates(date(2025, 5, 5))
    assert last(by.organisation)["what"] == "Maria Lopez's WRT was restored on 5 May 2025"
    ended = credentials.end(by=by, credential=fact, day=date(2027, 5, 5))
    assert last(by.organisation)["what"] == "Maria Lopez's WRT ends on 5 May 2027"
    for verb, day, text in (
        (
            credentials.restore,
            date(2025, 5, 5),
            "5 May 2025 is on record already: give another day, or leave it as it is.",
        ),
        (
            credentials.restore,
            date(2026, 11, 23),
            "23 November 2026 is after today, 22 November 2026: correct it.",
        ),
        (
            credentials.restore,
            date(2022, 1, 1),
            "1 January 2022 is before the day of issue, 10 January 2023: correct one of the two.",
        ),
        (
            credentials.end,
            date(2026, 1, 1),
            "It ends on 5 May 2027 already: withdraw that if it is not so.",
        ),
    ):
        with pytest.raises(Wrong) as wrong:
            verb(by=by, credential=fact, day=day)
        assert wrong.value.problems == (("day", text),)
    credentials.withdraw(by=by, fact=ended)
    assert last(by.organisation) == {
        "verb": "ending.withdraw",
        "what": "Withdrew the ending of 5 May 2027 of Maria Lopez's WRT",
        "subjects": [["person", fact.person_id], ["credential", str(fact.key)]],
        "changes": [],
    }
    credentials.end(by=by, credential=fact, day=date(2026, 1, 1))
    with pytest.raises(Conflict):
        credentials.withdraw(by=by, fact=ended)


def test_only_what_happened_is_withdrawn_so() -> None:
    by = _by()
    fact = cast.held(by, cast.person(by))
    with pytest.raises(ValueError, match="a credential has a verb of its own for this"):
        credentials.withdraw(by=by, fact=fact)
