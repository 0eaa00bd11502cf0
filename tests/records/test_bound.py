"""Rows of a company are had by naming the company, or not at all."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models

from company import actor, branch, company, held, person
from goodstanding.records.bound import Bound, Unbound
from goodstanding.records.models import Fact, Person

pytestmark = pytest.mark.django_db

QUESTIONS: list[Callable[[models.Manager[Person]], object]] = [
    lambda people: people.all(),
    lambda people: people.filter(name="Maria Lopez"),
    lambda people: people.exclude(name="Maria Lopez"),
    lambda people: people.get(pk=1),
    lambda people: people.count(),
    lambda people: people.exists(),
    lambda people: people.first(),
    lambda people: people.values("name"),
    lambda people: people.select_related("branch"),
    lambda people: people.none(),
    lambda people: people.create(name="Maria Lopez"),
    lambda people: people.update(name="Maria Lopez"),
    lambda people: people.bulk_create([]),
    lambda people: people.using("default"),
    lambda people: people.in_bulk([1]),
    lambda people: people.raw("SELECT * FROM records_person"),
    lambda people: people.iterator(),
]


@pytest.mark.parametrize("ask", QUESTIONS)
def test_a_question_without_a_company_raises(
    ask: Callable[[models.Manager[Person]], object],
) -> None:
    with pytest.raises(Unbound):
        ask(Person.objects)


def test_every_table_with_a_company_is_bound() -> None:
    who = {"Organisation", "User", "Head", "Tally", "Membership", "SignInLink"}
    background = {"Heartbeat", "Lease", "Outcome", "Pause"}
    free = who | background
    tables = {model.__name__: model for model in apps.get_app_config("records").get_models()}
    unbound = {name for name, model in tables.items() if not issubclass(model, Bound)}
    assert unbound - free == set()
    for name in tables.keys() - free:
        with pytest.raises(Unbound):
            tables[name].objects.all()


def test_a_company_sees_its_own_rows_only() -> None:
    ours, theirs = actor(company("Cascade Restoration")), actor(company("Delta Restoration"))
    maria, ray = person(ours, "Maria Lopez"), person(theirs, "Ray Carter")
    assert list(Person.objects.of(ours.organisation)) == [maria]
    assert list(Person.objects.of(theirs.organisation)) == [ray]
    assert not Person.objects.of(ours.organisation).filter(pk=ray.pk).exists()
    assert Person.objects.of(ours.organisation).filter(name="Ray Carter").count() == 0


def test_what_a_row_refers_to_is_found() -> None:
    by = actor(company())
    denver = branch(by)
    fact = held(by, person(by, "Maria Lopez", branch=denver))
    again = Fact.objects.of(by.organisation).get(pk=fact.pk)
    assert again.person.branch == denver
    assert again.person.organisation == by.organisation
