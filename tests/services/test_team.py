"""Who is asked for, in what order, and that only fresh answers are shown."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import company as cast
from company import TODAY
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Organisation, Person, Standing
from goodstanding.services.access import Actor
from goodstanding.services.lineup import ATTENTION, LEFT, Lineup, Question, Sort
from goodstanding.services.people import leave
from goodstanding.services.summary import summary_of
from goodstanding.services.team import team

pytestmark = pytest.mark.django_db

OLD, NEW = date(2023, 1, 10), date(2026, 1, 10)


def crew() -> tuple[Organisation, Actor, dict[str, Person]]:
    """Ann is due soon, Bo lapsed, Cy on pace; Di holds nothing, Ed has left."""
    organisation = cast.company()
    by = cast.actor(organisation)
    reno = cast.branch(by, "Reno")
    people = {name: cast.person(by, f"{name} Smith", branch=reno) for name in ("Cy", "Bo")}
    people |= {
        name: cast.person(by, f"{name} Łącki", number=f"7{name}") for name in ("Ann", "Di", "Ed")
    }
    cast.held(by, people["Ann"], issued_on=OLD)
    cast.held(by, people["Bo"], issued_on=date(2022, 10, 1))
    cast.held(by, people["Bo"], "ASD", issued_on=NEW)
    cast.held(by, people["Cy"], "ASD", issued_on=NEW)
    cast.held(by, people["Ed"], issued_on=OLD)
    leave(by=by, person=people["Ed"], left_on=date(2026, 10, 1))
    return organisation, by, people


def names(organisation: Organisation, question: Question) -> list[str]:
    found = team(organisation, question, TODAY)
    assert found.total == len(found.people)
    return [one.who.name.split()[0] for one in found.people]


def test_order() -> None:
    organisation, _, _ = crew()
    assert names(organisation, Question()) == ["Bo", "Ann", "Cy", "Di"]
    assert names(organisation, Question(sort=Sort.NAME)) == ["Ann", "Bo", "Cy", "Di"]
    assert names(organisation, Question(sort=Sort.DEADLINE)) == ["Bo", "Ann", "Cy", "Di"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(label="lapsed"), ["Bo"]),
        (Question(label=ATTENTION), ["Bo", "Ann"]),
        (Question(label=LEFT), ["Ed"]),
        (Question(label=LEFT, certification="ASD"), []),
        (Question(certification="ASD"), ["Bo", "Cy"]),
        (Question(certification="ASD", label="lapsed"), []),
        (Question(name="smith"), ["Bo", "Cy"]),
        (Question(name="łącki"), ["Ann", "Di"]),
        (Question(name="7a"), ["Ann"]),
        (Question(name="smith bo"), ["Bo"]),
        (Question(name="100%"), []),
        (Question(branch=0), []),
    ],
)
def test_filters(question: Question, expected: list[str]) -> None:
    organisation, _, _ = crew()
    assert names(organisation, question) == expected


def test_a_branch() -> None:
    organisation, _, people = crew()
    assert names(organisation, Question(branch=people["Cy"].branch_id)) == ["Bo", "Cy"]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("label", ["", "due_soon", "lapsed"])
def test_rows_that_have_run_over_stand_where_they_belong(sort: Sort, label: str) -> None:
    """Whatever the cache says of them, the list is the same as with a right one."""
    organisation, _, people = crew()
    right = names(organisation, Question(label=label, sort=sort))
    for name in ("Ann", "Bo"):
        rows = Standing.objects.of(organisation).filter(person=people[name])
        rows.update(kind="good", urgency="09 2030-01-01", next_change_on=TODAY, deadline=None)
        Person.objects.of(organisation).filter(pk=people[name].pk).update(urgency="09 2030-01-01")
        # the head of the journal has not moved, so what was counted is still known: forget it
        cast.person(cast.actor(organisation), f"Zed {name}")
    found = team(organisation, Question(label=label, sort=sort), TODAY)
    shown = [one.who.name.split()[0] for one in found.people if "Zed" not in one.who.name]
    assert shown == right


def test_pages_with_rows_that_have_run_over() -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    people = [cast.person(by, f"Person {n:02}") for n in range(9)]
    for place, one in enumerate(people):
        cast.held(by, one, issued_on=date(2023, 1, 1 + place))
    stale = [one.pk for one in people[::2]]
    Standing.objects.of(organisation).filter(person__in=stale).update(next_change_on=TODAY)
    Person.objects.of(organisation).filter(pk__in=stale).update(urgency="99")
    lineup = Lineup(organisation, Question(), TODAY, summary_of(organisation, TODAY).overdue)
    pages = [[one.name for one in lineup.from_place(start, 4)] for start in (0, 4, 8, 12)]
    expected = [f"Person {n:02}" for n in range(9)]
    assert pages == [expected[:4], expected[4:8], expected[8:], []]
    assert lineup.count() == 9


def test_a_wrong_cache_is_never_shown() -> None:
    organisation, _, people = crew()
    Standing.objects.of(organisation).filter(person=people["Cy"]).update(kind="lapsed")
    found = team(organisation, Question(label="lapsed"), TODAY)
    assert [one.who.name for one in found.people] == ["Bo Smith"]
    assert {a.kind.name for one in found.people for a in one.answers} == {"LAPSED", "ON_PACE"}


def test_another_companys_people_are_nobody() -> None:
    ours, theirs = cast.company(), cast.company("Other Restoration")
    cast.person(cast.actor(theirs), "Zebulon")
    found = team(ours, Question(), TODAY)
    assert (found.people, found.total) == ((), 0)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_the_same_of_the_database_for_one_and_for_three(count: int) -> None:
    organisation = cast.company()
    by = cast.actor(organisation)
    for n in range(count):
        somebody = cast.person(by, f"Person {n}")
        cast.held(by, somebody)
        cast.credit(by, somebody, state=State.POSTED)
    with CaptureQueriesContext(connection) as first:
        team(organisation, Question(), TODAY)
    with CaptureQueriesContext(connection) as again:
        team(organisation, Question(label="due_soon", page=1), TODAY)
    # head, overdue, rows, people and leavers by branch, branches, the page, its facts
    assert (len(first), len(again)) == (7, 3)
