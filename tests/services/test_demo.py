"""The demonstration company: everything is always to be seen, and it goes without a trace."""

from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.db import models

from company import company, person, user
from goodstanding.engine.standing.answer import Condition, Label, Lapse
from goodstanding.engine.standing.judge import history
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.journal import Author
from goodstanding.records.models import (
    Entry,
    Membership,
    Organisation,
    Person,
    Standing,
    Submission,
    User,
)
from goodstanding.records.standings import judged
from goodstanding.services.access import Actor, Forbidden, Role
from goodstanding.services.demo import lay_out, remove
from goodstanding.services.exports import workbook_of
from goodstanding.services.imports import stage
from goodstanding.services.submitting.settings import settings_of
from goodstanding.services.submitting.showing import overview
from goodstanding.services.today import today
from kept import kept
from services.books import in_file, on_pages
from some import some

DAYS = [
    *(date(2026, 11, 22), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 30)),
    *(date(2027, 6, 30), date(2028, 2, 29), date(2030, 10, 9)),
]


def laid_out(on: date = DAYS[0]) -> Actor:
    owner = user("Dana Reyes", "dana@cascade.example")
    organisation = lay_out(user=owner, on=on)
    return Actor(organisation, Role.OWNER, Author(f"user:{owner.pk}", "Dana"), on, user=owner.pk)


pytestmark = pytest.mark.django_db
_made, _world = kept(laid_out)


@pytest.mark.parametrize("on", some(DAYS[1:]), ids=str)
def test_everything_is_there_on_any_day(on: date) -> None:
    _is_all_there(laid_out(on), on)


def test_everything_is_there(world: Actor) -> None:
    _is_all_there(world, DAYS[0])


def _is_all_there(by: Actor, on: date) -> None:
    rows = Standing.objects.of(by.organisation)
    assert {row.kind for row in rows} == {label.name.lower() for label in Label}
    assert {row.judged_on for row in rows} == {on}
    asked = today(by.organisation, on).asking
    assert [(one.who.name, one.days) for one in asked.runs_out] == [("James Whitaker", 39)]
    assert [[who.name for who in one.people] for one in asked.passed] == [
        ["Ben Carter", "Grace Okafor"]
    ]
    if on in DAYS[:4]:
        _is_the_story(by, on)


def _is_the_story(by: Actor, on: date) -> None:
    people = {one.name: one for one in Person.objects.of(by.organisation)}
    fresh = judged(
        by.organisation, [one.pk for one in people.values()], on, catalogue_of(by.organisation)
    )
    labels = {
        f"{name} {answer.certification}": answer.label
        for name, one in people.items()
        for answer in fresh[one.pk].answers
    }
    assert labels == STORY
    dwayne = history(fresh[people["Dwayne Walker"].pk].facts, catalogue_of(by.organisation), on)
    assert [(one.state, one.reason) for one in dwayne[1]] == [
        (Condition.CURRENT, None),
        (Condition.LAPSED, Lapse.CREDITS),
        (Condition.CURRENT, None),
    ]


STORY = {
    "Dana Reyes CR": "Good standing",
    "Dana Reyes IICRC-FIRM": "Good standing",
    "Dana Reyes OSHA-30": "Good standing",
    "Maria Lopez WRT": "Due soon",
    "Maria Lopez ASD": "On pace",
    "Maria Lopez AMRT": "On pace",
    "Maria Lopez FSRT": "On pace",
    "Maria Lopez OSHA-10": "Good standing",
    "Dwayne Walker WRT": "Lapsed",
    "Dwayne Walker ASD": "On pace",
    "Dwayne Walker AMRT": "On pace",
    "Dwayne Walker FSRT": "On pace",
    "Dwayne Walker HAZWOPER-8": "Due soon",
    "Sofia Marin WRT": "Covered by plan",
    "Sofia Marin ASD": "Covered by plan",
    "Sofia Marin FSRT": "On pace",
    "Sofia Marin RRP": "Good standing",
    "Priya Raman WRT": "Submit certificates",
    "Priya Raman ASD": "On pace",
    "Priya Raman FSRT": "Submit certificates",
    "Priya Raman OCT": "On pace",
    "Aisha Patel WRT": "Awaiting IICRC",
    "Aisha Patel ASD": "On pace",
    "Aisha Patel AMRT": "Awaiting IICRC",
    "Aisha Patel RRP": "Good standing",
    "Łukasz Kowalski WRT": "On pace",
    "Łukasz Kowalski ASD": "On pace",
    "Łukasz Kowalski OSHA-10": "Good standing",
    "Łukasz Kowalski CPR": "Good standing",
    "Tom Becker WRT": "Lapsed, awaiting IICRC",
    "Tom Becker ASD": "Awaiting IICRC",
    "Tom Becker FSRT": "Awaiting IICRC",
    "Tom Becker DOT-MED": "Due soon",
    "Ben Carter WRT": "Check the record",
    "Ben Carter ASD": "On pace",
    "Ben Carter AMRT": "On pace",
    "James Whitaker MWR": "Good standing",
    "James Whitaker WRT": "Good standing",
    "James Whitaker ASD": "Good standing",
    "James Whitaker AMRT": "Good standing",
    "James Whitaker FSRT": "Good standing",
    "James Whitaker CCT": "Ended",
    "Grace Okafor WRT": "On pace",
    "Grace Okafor FSRT": "On pace",
    "Grace Okafor OCT": "Behind",
    "Grace Okafor CPR": "Good standing",
    "Chloe Nguyen WRT": "Not yet issued",
    "Chloe Nguyen OSHA-10": "Good standing",
    "Omar Haddad WRT": "Lapsed",
}


def test_letters_stand_in_every_state_and_nothing_goes_anywhere(world: Actor) -> None:
    found = overview(world.organisation, DAYS[0])
    kinds = ("doubts", "unread", "refused", "drafts", "in_flight", "silent", "waiting", "closed")
    assert {name: len(getattr(found, name)) for name in (*kinds, "ready")} == {
        "doubts": 1,
        "unread": 1,
        "refused": 1,
        "drafts": 1,
        "in_flight": 1,
        "silent": 2,
        "waiting": 1,
        "closed": 1,
        "ready": 3,
    }
    letters = Submission.objects.of(world.organisation)
    assert all(one.recipient.endswith(".example") for one in letters)
    assert all(
        one.endswith(".example") for one in settings_of(world.organisation).addresses.values()
    )


def test_one_who_left_and_one_sign_in_for_each_role(world: Actor) -> None:
    by = world
    gone = Person.objects.of(by.organisation).exclude(left_on=None)
    assert [one.name for one in gone] == ["Omar Haddad"]
    members = Membership.objects.filter(organisation=by.organisation)
    assert Counter(one.role for one in members) == Counter(role.value for role in Role)
    assert [str(one.person) for one in members if one.person] == ["Maria Lopez"]
    assert by.organisation.is_demo


def test_its_workbook_says_what_its_pages_say(world: Actor) -> None:
    by = world
    for day in (DAYS[0], date(2027, 2, 28), date(2029, 1, 1)):
        out = workbook_of(by.organisation, day)
        assert on_pages(by.organisation, day) == in_file(out, by.organisation, day)


def test_removing_takes_everything_and_nothing_of_others(world: Actor) -> None:
    other = company("Tamarack Drying")
    by = world
    ruth = User.objects.get(email="ruth@cascade.example")
    Membership.objects.create(user=ruth, organisation=other, role="auditor")
    staged = stage(by=by, name="x.xlsx", content=b"PK")
    assert staged.pk
    remove(by=by)
    assert _left(by.organisation.pk) == {}
    assert {one.email for one in User.objects.all()} == {
        "dana@cascade.example",  # who removed it
        "ruth@cascade.example",  # who belongs to another company, too
        "owner@tamarack.example",
    }
    assert Entry.objects.of(other).count() == 1


def _left(organisation: int) -> dict[str, int]:
    found = {}
    for model in apps.get_app_config("records").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is Organisation:
                rows = model._base_manager.filter(**{field.name: organisation}).count()
                found |= {model.__name__: rows} if rows else {}
    return found


def test_a_real_company_is_never_removed(world: Actor) -> None:
    real = company("Tamarack Drying")
    owner = Membership.objects.get(organisation=real).user
    by = Actor(real, Role.OWNER, Author("user:1", "O"), DAYS[0], user=owner.pk)
    person(by)
    with pytest.raises(Forbidden):
        remove(by=by)
    real.refresh_from_db()
    assert (real.removing, Person.objects.of(real).count()) == (False, 1)
    manager = Actor(world.organisation, Role.MANAGER, Author("user:2", "M"), DAYS[0])
    with pytest.raises(Forbidden):
        remove(by=manager)
