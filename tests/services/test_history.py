"""The journal, read a page at a time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

import company as cast
from goodstanding.services import history
from goodstanding.services.history import Change, journal
from goodstanding.services.people import PersonDetails, change_person
from web.typing_in import NOON

pytestmark = pytest.mark.django_db


def test_who_when_what_and_what_was_before() -> None:
    with time_machine.travel(NOON, tick=False):
        organisation = cast.company()
        by = cast.actor(organisation)
        maria = cast.person(by)
        change_person(by=by, person=maria, details=PersonDetails("Maria Vega"))
    line = journal(organisation).lines[0]
    assert (line.who, line.people, line.others) == (by.author.name, ((maria.pk, "Maria Vega"),), 0)
    assert Change("Maria Lopez", "Name", "Maria Lopez", "Maria Vega") in line.changes
    zone = ZoneInfo("America/Denver")
    assert line.at.tzinfo == zone
    assert line.at.date() == date(2026, 11, 22)
    assert isinstance(line.at, datetime)


def test_pages_go_on_below_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE", 2)
    organisation = cast.company()
    by = cast.actor(organisation)
    for n in range(3):
        cast.person(by, f"Person {n}")
    first = journal(organisation)
    cast.person(by, "Later")
    second = journal(organisation, below=first.older)
    assert [line.seq for line in (*first.lines, *second.lines)] == [4, 3, 2, 1]
    assert (first.older, second.older) == (3, None)


def test_only_what_concerns_a_person() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria, _ = cast.person(by), cast.person(by, "Sam Ng")
    cast.held(by, maria)
    cast.attended(by, maria)
    assert [line.verb for line in journal(organisation, person=maria.pk).lines] == [
        "activity.attend",
        "credential.record",
        "person.add",
    ]


def test_companies_are_apart() -> None:
    ours, theirs = cast.company(), cast.company("Other Restoration")
    cast.person(cast.actor(theirs), "Zebulon")
    assert [line.verb for line in journal(ours).lines] == ["organisation.found"]
