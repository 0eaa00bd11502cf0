"""Who held what on a day."""

from datetime import date

import pytest

import company as cast
from company import TODAY
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.standing.facts import State
from goodstanding.services import roster as page
from goodstanding.services.people import leave
from goodstanding.services.roster import Held, roster

pytestmark = pytest.mark.django_db


def test_those_who_worked_here_on_the_day_with_the_state_of_the_day() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    maria = cast.person(by, number="17", role="Technician")
    cast.held(by, maria, number="W-1")
    cast.credit(by, maria, amount=1400, state=State.POSTED, earned_on=date(2024, 5, 1))
    gone = cast.person(by, "Gone Before")
    leave(by=by, person=gone, left_on=date(2026, 1, 1))
    cast.person(by, "Not Yet", hired_on=date(2026, 11, 23))
    found = roster(organisation, TODAY)
    assert [one.name for one in found.people] == ["Maria Lopez"]
    assert found.people[0].held == (
        Held(
            certification="WRT",
            name="Water Damage Restoration Technician",
            number="W-1",
            issued_on=date(2023, 1, 10),
            state=Condition.CURRENT,
            reason="",
            until=date(2031, 1, 9),
            seen=False,
        ),
    )
    assert [one.name for one in roster(organisation, date(2025, 6, 1)).people] == [
        "Gone Before",
        "Maria Lopez",
    ]
    assert roster(organisation, date(2022, 6, 1)).people[-1].held == ()


def test_too_many_for_one_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST", 1)
    organisation = cast.company()
    by = cast.actor(organisation)
    reno = cast.branch(by, "Reno")
    cast.person(by, "Ann", branch=reno)
    cast.person(by, "Bo")
    assert (roster(organisation, TODAY).people, roster(organisation, TODAY).too_many) == ((), 2)
    assert [one.name for one in roster(organisation, TODAY, reno.pk).people] == ["Ann"]
