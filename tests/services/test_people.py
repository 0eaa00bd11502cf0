"""People: who works here, and who left."""

from datetime import date

import pytest

import company as cast
from goodstanding.records.models import Person, Standing
from goodstanding.services import people
from goodstanding.services.access import Wrong
from goodstanding.services.people import PersonDetails
from services.journaled import last

pytestmark = pytest.mark.django_db


def test_a_person_is_added_with_tidy_words() -> None:
    by = cast.actor(cast.company())
    denver = cast.branch(by)
    details = PersonDetails(
        "  Maria   Lopez ", " 17 ", "maria@cascade.example", branch=denver, day_cost=40_050
    )
    maria = people.add_person(by=by, details=details)
    assert Person.objects.of(by.organisation).values().get() == {
        "id": maria.pk,
        "organisation_id": by.organisation.pk,
        "name": "Maria Lopez",
        "number": "17",
        "email": "maria@cascade.example",
        "phone": "",
        "branch_id": denver.pk,
        "role": "",
        "hired_on": None,
        "left_on": None,
        "day_cost": 40_050,
        "kept": [],
        "urgency": "99",
        "counted": None,
        "gone_seq": None,
        "came_with_id": None,
    }
    assert last(by.organisation) == {
        "verb": "person.add",
        "what": "Added Maria Lopez",
        "subjects": [["person", maria.pk]],
        "changes": [
            ["Maria Lopez", "Name", None, "Maria Lopez"],
            ["Maria Lopez", "ID", None, "17"],
            ["Maria Lopez", "Email", None, "maria@cascade.example"],
            ["Maria Lopez", "Branch", None, "Denver"],
            ["Maria Lopez", "Day cost", None, "400.5"],
        ],
    }


def test_a_change_notes_what_was_and_what_is_though_the_caller_saw_an_older_state() -> None:
    by = cast.actor(cast.company())
    seen_earlier = cast.person(by, role="Technician")
    people.change_person(
        by=by, person=seen_earlier, details=PersonDetails("Maria Lopez", role="Lead")
    )
    people.change_person(
        by=by, person=seen_earlier, details=PersonDetails("Maria Reyes", hired_on=date(2023, 3, 1))
    )
    assert last(by.organisation) == {
        "verb": "person.change",
        "what": "Changed the details of Maria Lopez",
        "subjects": [["person", seen_earlier.pk]],
        "changes": [
            ["Maria Lopez", "Name", "Maria Lopez", "Maria Reyes"],
            ["Maria Lopez", "Role", "Lead", None],
            ["Maria Lopez", "Hired on", None, "2023-03-01"],
        ],
    }


def test_every_flaw_is_told_at_once() -> None:
    by = cast.actor(cast.company())
    cast.person(by, "Sam Ng", number="Straße 1", email="sam@cascade.example")
    details = PersonDetails(
        " ",
        number=" STRASSE  1",
        email="SAM@cascade.example",
        phone="5" * 81,
        hired_on=date(1849, 1, 1),
        day_cost=-1,
    )
    with pytest.raises(Wrong) as wrong:
        people.add_person(by=by, details=details)
    assert wrong.value.problems == (
        ("name", "It is missing: fill it in."),
        ("phone", "It has 81 characters and 80 are the most: shorten it."),
        (
            "hired_on",
            (
                "“1849-01-01” is not between the years 1950 and 2100: correct it, or leave it "
                "blank when it is not known."
            ),
        ),
        ("day_cost", "“-0.01” is not an amount of money: write a number, such as 420.50."),
        ("number", "“STRASSE 1” is Sam Ng's: no two people may share it."),
        ("email", "“SAM@cascade.example” is Sam Ng's: no two people may share it."),
    )


def test_a_person_may_keep_what_is_his_own() -> None:
    by = cast.actor(cast.company())
    sam = cast.person(by, "Sam Ng", number="1", email="sam@cascade.example")
    details = PersonDetails("Sam Ng", number="1", email="Sam@Cascade.example")
    assert people.change_person(by=by, person=sam, details=details).email == "Sam@Cascade.example"


def test_another_company_may_have_the_same_numbers() -> None:
    cast.person(cast.actor(cast.company()), number="1", email="maria@a.example")
    there = cast.actor(cast.company("Larch Cleaning"))
    assert cast.person(there, number="1", email="maria@a.example").number == "1"


def test_an_address_that_is_none_is_refused_unless_it_came_so() -> None:
    by = cast.actor(cast.company())
    with pytest.raises(Wrong, match=r"“maria” is no e-mail address: write it as name@company.com."):
        cast.person(by, email="maria")
    imported = cast.person(by)
    Person.objects.of(by.organisation).update(email="see HR")
    people.change_person(by=by, person=imported, details=PersonDetails("Maria", email="see HR"))


def test_somebody_leaves_and_comes_back() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by, hired_on=date(2023, 3, 1))
    cast.held(by, maria)
    people.leave(by=by, person=maria, left_on=date(2026, 10, 31))
    assert last(by.organisation)["what"] == "The last day of Maria Lopez is 31 October 2026"
    assert [row.left_on for row in Standing.objects.of(by.organisation)] == [date(2026, 10, 31)]
    people.leave(by=by, person=maria, left_on=None)
    assert last(by.organisation) == {
        "verb": "person.leave",
        "what": "Maria Lopez works here again",
        "subjects": [["person", maria.pk]],
        "changes": [["Maria Lopez", "Left on", "2026-10-31", None]],
    }
    assert [row.left_on for row in Standing.objects.of(by.organisation)] == [None]


def test_nobody_leaves_before_he_came() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by, hired_on=date(2023, 3, 1))
    with pytest.raises(Wrong) as wrong:
        people.leave(by=by, person=maria, left_on=date(2023, 2, 28))
    text = "28 February 2023 is before “Hired on”, 1 March 2023: correct one of the two."
    assert wrong.value.problems == (("left_on", text),)
    people.leave(by=by, person=maria, left_on=date(2023, 3, 1))
    later = PersonDetails("Maria Lopez", hired_on=date(2023, 3, 2))
    with pytest.raises(Wrong) as wrong:
        people.change_person(by=by, person=maria, details=later)
    text = "2 March 2023 is after “Left on”, 1 March 2023: correct one of the two."
    assert wrong.value.problems == (("hired_on", text),)


def test_the_cache_follows_a_person_to_another_branch() -> None:
    by = cast.actor(cast.company())
    denver, reno = cast.branch(by), cast.branch(by, "Reno")
    maria = cast.person(by, branch=denver)
    cast.held(by, maria)
    people.change_person(by=by, person=maria, details=PersonDetails("Maria Lopez", branch=reno))
    assert [row.branch_id for row in Standing.objects.of(by.organisation)] == [reno.pk]
