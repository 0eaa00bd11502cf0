"""Days on which somebody, or everybody, is off or busy."""

from datetime import date

import pytest

import company as cast
from goodstanding.records.journal import Conflict
from goodstanding.records.models import DayOff
from goodstanding.services import offered
from goodstanding.services.access import Wrong
from goodstanding.services.days_off import (
    DayOffDetails,
    add_day_off,
    change_day_off,
    remove_day_off,
)
from services.journaled import last

pytestmark = pytest.mark.django_db

JULY = date(2027, 7, 5)


def test_days_off_are_somebodys_or_everybodys() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    leave = DayOffDetails(JULY, date(2027, 7, 9), maria, why=" family  visit ")
    one = add_day_off(by=by, details=leave)
    assert last(by.organisation) == {
        "verb": "day_off.change",
        "what": "Added the days off of Maria Lopez, 5 July 2027 to 9 July 2027",
        "subjects": [["person", maria.pk], ["day_off", one.pk]],
        "changes": [
            ["Days off", "Name", None, "Maria Lopez"],
            ["Days off", "From", None, "2027-07-05"],
            ["Days off", "To", None, "2027-07-09"],
            ["Days off", "Kind", None, "off"],
            ["Days off", "Why", None, "family visit"],
        ],
    }
    change_day_off(by=by, day_off=one, details=DayOffDetails(JULY, kind="busy"))
    assert last(by.organisation)["changes"] == [
        ["Days off", "Name", "Maria Lopez", "everybody"],
        ["Days off", "To", "2027-07-09", None],
        ["Days off", "Kind", "off", "busy"],
        ["Days off", "Why", "family visit", None],
    ]
    remove_day_off(by=by, day_off=one)
    assert last(by.organisation)["what"] == "Removed the busy days of everybody, 5 July 2027"
    assert not offered.days_off(by.organisation).exists()
    with pytest.raises(Conflict):
        remove_day_off(by=by, day_off=DayOff(pk=987_654_321, organisation=by.organisation))


def test_what_cannot_be_is_said() -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong) as wrong:
        add_day_off(by=by, details=DayOffDetails(JULY, date(2027, 7, 4), kind="lazy"))
    assert wrong.value.problems == (
        ("kind", "“lazy” is not one of off, busy."),
        ("ends_on", "4 July 2027 is before “From”: correct one of the two."),
    )
