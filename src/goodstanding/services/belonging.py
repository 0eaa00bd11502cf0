"""The one thing of a company that has a number or a key, or None: another company's is nothing."""

from collections.abc import Collection
from uuid import UUID

from goodstanding.records.models import (
    Activity,
    Branch,
    Fact,
    FactKind,
    Membership,
    Organisation,
    Person,
)


def person(organisation: Organisation, number: int) -> Person | None:
    """The person with this number."""
    people = Person.objects.of(organisation).select_related("branch")
    found: Person | None = people.filter(pk=number).first()
    return found


def last_version(organisation: Organisation, key: UUID, kinds: Collection[FactKind]) -> Fact | None:
    """The last version of a fact of one of these kinds with its person, also when it has been
    withdrawn; `superseded_seq` tells."""
    versions = Fact.objects.of(organisation).filter(key=key, kind__in=list(kinds))
    found: Fact | None = versions.select_related("person").order_by("-recorded_seq").first()
    return found


def activity(organisation: Organisation, number: int) -> Activity | None:
    """The activity with this number."""
    found: Activity | None = Activity.objects.of(organisation).filter(pk=number).first()
    return found


def branch(organisation: Organisation, number: int) -> Branch | None:
    """The branch with this number."""
    found: Branch | None = Branch.objects.of(organisation).filter(pk=number).first()
    return found


def membership(organisation: Organisation, number: int) -> Membership | None:
    """The membership with this number, with its user."""
    rows = Membership.objects.filter(organisation=organisation, pk=number)
    return rows.select_related("user", "person").first()
