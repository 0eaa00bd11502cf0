"""A company's record as a workbook: everything that is on record, as it is to be read."""

from datetime import date
from pathlib import Path

import pytest

from company import TODAY, actor, branch, company, credit, fee, held, person
from goodstanding.engine.rules.load import shipped
from goodstanding.engine.standing.facts import State
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.files.workbook.rows import CertificationRow, CreditRow, FeeRow, ObservationRow
from goodstanding.files.workbook.team import read_team
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Person
from goodstanding.services.access import Actor, Forbidden, Role
from goodstanding.services.credentials import (
    CredentialDetails,
    correct_credential,
    end,
    observe,
    restore,
    withdraw,
)
from goodstanding.services.exports import export, workbook_of, write
from goodstanding.services.organisations import change_rules
from goodstanding.services.people import leave
from services.books import in_file, on_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return actor(company())


SHORTER = """
[[rules.iicrc-technician]]
kind = "credits"
sure = "R"
months = 24
required = 14
"""


def test_a_deadline_from_before_the_cycle_became_shorter(by: Actor) -> None:
    maria = person(by)
    wrt = held(by, maria, "WRT", issued_on=date(2022, 3, 1))
    observe(
        by=by, credential=wrt, seen_on=date(2026, 11, 1), deadline=date(2030, 2, 28), balance=None
    )
    change_rules(by=by, text=SHORTER)
    assert catalogue_of(by.organisation).certifications["WRT"].rules[-1].months == 24
    out = workbook_of(by.organisation, TODAY)
    said = in_file(out, by.organisation, TODAY)
    assert on_pages(by.organisation, TODAY) == said
    assert said[0]["credentials"][0]["cycle"] == {"start": "2026-03-01", "deadline": "2028-02-29"}


def test_everybody_in_the_order_in_which_they_came(by: Actor) -> None:
    maria = person(
        by,
        "Maria Lopez",
        number="7",
        email="maria@larch.example",
        branch=branch(by, "Reno"),
        role="Lead",
        hired_on=date(2020, 2, 29),
        day_cost=42050,
    )
    omar = person(by, "Omar Haddad", email="omar@larch.example")
    leave(by=by, person=omar, left_on=date(2026, 8, 5))
    for who in (omar, maria, person(by, "Bo Chen")):
        held(by, who, "WRT", issued_on=date(2023, 1, 10))
    out = workbook_of(by.organisation, TODAY)
    assert [tuple(line.values) for line in out.people.lines] == [
        (
            *("Maria Lopez", "7", "maria@larch.example", None, "Reno", "Lead"),
            *(date(2020, 2, 29), None, 42050),
        ),
        (
            *("Omar Haddad", None, "omar@larch.example", None, None, None, None),
            *(date(2026, 8, 5), None),
        ),
        ("Bo Chen", *[None] * 8),
    ]
    assert [line.values.name for line in out.certifications.lines] == [
        "7",
        "omar@larch.example",
        "Bo Chen",
    ]


def test_whoever_shares_a_name_and_has_no_id_gets_one(by: Actor) -> None:
    people = [person(by, "John Smith") for _ in range(2)]
    people += [person(by, "john  smith", number="8"), person(by, "8")]
    for who in people:
        held(by, who, "WRT")
    out = workbook_of(by.organisation, TODAY)
    assert [line.values.id for line in out.people.lines] == [
        f"GS-{people[0].pk}",
        f"GS-{people[1].pk}",
        "8",
        f"GS-{people[3].pk}",
    ]
    assert [line.values.name for line in out.certifications.lines] == [
        line.values.id for line in out.people.lines
    ]
    assert [one["credentials"] for one in on_pages(by.organisation, TODAY)] == [
        one["credentials"] for one in in_file(out, by.organisation, TODAY)
    ]


def test_what_was_last_seen_stands_with_the_credential_and_the_rest_apart(by: Actor) -> None:
    maria = person(by, "Maria Lopez")
    wrt = held(by, maria, "WRT", number="N-1", issued_on=date(2019, 6, 1))
    twin = held(by, maria, "WRT", number="N-2", issued_on=date(2020, 6, 1))
    for credential, day, due, balance in (
        (wrt, date(2026, 7, 1), date(2027, 5, 31), 1000),
        (wrt, date(2025, 7, 1), date(2027, 5, 31), None),
        (wrt, date(2026, 6, 1), None, 900),
        (twin, date(2025, 1, 1), date(2028, 5, 31), None),
        (twin, date(2026, 1, 1), date(2028, 5, 31), None),
    ):
        observe(by=by, credential=credential, seen_on=day, deadline=due, balance=balance)
    restore(by=by, credential=wrt, day=date(2024, 1, 2))
    end(by=by, credential=twin, day=date(2027, 1, 2))
    out = workbook_of(by.organisation, TODAY)
    assert [line.values for line in out.certifications.lines] == [
        CertificationRow(
            *("Maria Lopez", "WRT", "N-1", date(2019, 6, 1), None, date(2027, 5, 31)),
            *(date(2026, 7, 1), 1000, (date(2024, 1, 2),), None, None),
        ),
        CertificationRow(
            *("Maria Lopez", "WRT", "N-2", date(2020, 6, 1), None, date(2028, 5, 31)),
            *(date(2026, 1, 1), None, (), None, date(2027, 1, 2)),
        ),
    ]
    who = "Maria Lopez", "WRT"
    assert [line.values for line in out.observations.lines] == [
        ObservationRow(*who, "N-1", None, date(2027, 5, 31), date(2025, 7, 1), None),
        ObservationRow(*who, "N-1", None, None, date(2026, 6, 1), 900),
        ObservationRow(*who, "N-2", None, date(2028, 5, 31), date(2025, 1, 1), None),
    ]
    assert on_pages(by.organisation, TODAY) == in_file(out, by.organisation, TODAY)


def test_twins_that_nothing_tells_apart_are_told_apart(by: Actor, tmp_path: Path) -> None:
    maria = person(by, "Maria Lopez")
    for year in (2024, 2025):
        wrt = held(by, maria, "WRT", issued_on=date(2023, 1, 10))
        for month in (1, 2):
            seen = date(year, month, 1)
            observe(
                by=by, credential=wrt, seen_on=seen, deadline=date(2027, 1, month), balance=None
            )
    for _ in range(2):
        held(by, maria, "ASD", issued_on=date(2023, 1, 10))
        credit(by, maria)
        fee(by, maria)
    out = workbook_of(by.organisation, TODAY)
    assert [line.values.which for line in out.observations.lines] == [1, 2]
    write(by=by, path=tmp_path / "out.xlsx")
    team = read_team(tmp_path / "out.xlsx", shipped(), TODAY)
    facts = team.members[0].facts
    assert (len(facts.credentials), len(facts.credits), len(facts.fees)) == (4, 2, 2)
    assert on_pages(by.organisation, TODAY) == in_file(out, by.organisation, TODAY)


def test_credits_in_every_state_and_fees(by: Actor) -> None:
    maria = person(by, "Maria Lopez")
    credit(by, maria, state=State.PLANNED, earned_on=date(2026, 12, 4), approved=True)
    credit(
        by, maria, title="Expo floor", kind="booth", amount=None, evidence="a.pdf", provider="Expo"
    )
    fee(by, maria)
    out = workbook_of(by.organisation, TODAY)
    assert [line.values for line in out.credits.lines] == [
        CreditRow(
            *("Maria Lopez", "S500 update online", None, "course", None, date(2026, 12, 4)),
            *(600, "planned", None, None, "IICRC", None, True, None),
        ),
        CreditRow(
            *("Maria Lopez", "Expo floor", "Expo", "booth", None, date(2026, 11, 14)),
            *(200, "earned", None, None, "IICRC", None, None, "a.pdf"),
        ),
    ]
    assert [line.values for line in out.fees.lines] == [
        FeeRow("Maria Lopez", "IICRC", date(2026, 1, 5), date(2026, 12, 31))
    ]


def test_what_was_corrected_or_withdrawn_is_not_there(by: Actor) -> None:
    maria = person(by, "Maria Lopez")
    wrt = held(by, maria, "WRT", issued_on=date(2023, 1, 10))
    seen = observe(by=by, credential=wrt, seen_on=TODAY, deadline=date(2027, 1, 9), balance=None)
    withdraw(by=by, fact=seen)
    correct_credential(
        by=by, fact=wrt, details=CredentialDetails("WRT", issued_on=date(2023, 1, 12))
    )
    lines = workbook_of(by.organisation, TODAY).certifications.lines
    assert [(line.values.issued_on, line.values.due_on) for line in lines] == [
        (date(2023, 1, 12), None)
    ]


def test_words_that_look_like_errors_or_formulas_stay_words(by: Actor, tmp_path: Path) -> None:
    for name in ("#N/A", "=1+1", "@sum"):
        held(by, person(by, name), "WRT")
    (tmp_path / "out.xlsx").write_bytes(export(by=by))
    team = read_team(tmp_path / "out.xlsx", shipped(), TODAY)
    assert [(one.name, len(one.facts.credentials)) for one in team.members] == [
        ("“#N/A”", 1),
        ("=1+1", 1),
        ("@sum", 1),
    ]
    assert team.problems == ()


def test_an_empty_company_and_only_our_own(by: Actor, tmp_path: Path) -> None:
    other = actor(company("Tamarack Drying"))
    held(other, person(other, "Somebody Else"), "WRT")
    write(by=by, path=tmp_path / "out.xlsx")
    out = read_workbook(tmp_path / "out.xlsx")
    assert {name: table.lines for name, table in out.tables.items()} == {
        "People": (),
        "Certifications": (),
        "Credits": (),
        "Fees": (),
    }
    assert Person.objects.of(by.organisation).count() == 0


def test_auditors_and_technicians_do_not_take_it_along(by: Actor) -> None:
    maria = person(by)
    for role in (Role.AUDITOR, Role.TECHNICIAN):
        who = actor(by.organisation, role, maria if role is Role.TECHNICIAN else None)
        with pytest.raises(Forbidden):
            export(by=who)


@pytest.mark.parametrize("people", [1, 3])
def test_a_fixed_number_of_questions(
    by: Actor, people: int, django_assert_num_queries: object
) -> None:
    for n in range(people):
        held(by, person(by, f"Person {n}"), "WRT")
    with django_assert_num_queries(7):  # type: ignore[operator]
        workbook_of(by.organisation, TODAY)
