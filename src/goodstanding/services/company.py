"""What the settings of a company show: its branches with their people, and who has access."""

from typing import NamedTuple

from django.db.models import Count

from goodstanding.records.models import Branch, Membership, Organisation, Person


class Place(NamedTuple):
    """A branch and how many people are there, those who left included."""

    branch: Branch
    people: int


def branches(organisation: Organisation) -> list[Branch]:
    """The branches by name."""
    return list(Branch.objects.of(organisation).order_by("name"))


def places(organisation: Organisation) -> list[Place]:
    """The branches by name, with the number of their people."""
    rows = Person.objects.of(organisation).values("branch").annotate(people=Count("pk"))
    people = {row["branch"]: row["people"] for row in rows.order_by()}
    return [Place(branch, people.get(branch.pk, 0)) for branch in branches(organisation)]


def members(organisation: Organisation) -> list[Membership]:
    """Who may sign in for the company, by name, with his part."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user", "person")
    return sorted(rows, key=lambda one: (str(one.user).casefold(), one.pk))


def is_member(organisation: Organisation, email: str) -> bool:
    """Whether an address has access."""
    address = email.strip().casefold()
    return Membership.objects.filter(organisation=organisation, user__email=address).exists()
