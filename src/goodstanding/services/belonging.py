"""The one thing of a company that has a number or a key, or None: another company's is nothing."""

from collections.abc import Collection
from uuid import UUID

from goodstanding.records.models import (
    Activity,
    Answer,
    Branch,
    CertificateDraft,
    DayOff,
    Delivery,
    Enrolment,
    Fact,
    FactKind,
    Membership,
    Offering,
    Organisation,
    Person,
    Submission,
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


def offering(organisation: Organisation, number: int) -> Offering | None:
    """The offering with this number."""
    found: Offering | None = Offering.objects.of(organisation).filter(pk=number).first()
    return found


def enrolment(organisation: Organisation, number: int) -> Enrolment | None:
    """The place with this number, with its person and its offering."""
    rows = Enrolment.objects.of(organisation).filter(pk=number, person__gone_seq=None)
    found: Enrolment | None = rows.select_related("person", "offering").first()
    return found


def day_off(organisation: Organisation, number: int) -> DayOff | None:
    """The days off with this number, with the person."""
    rows = DayOff.objects.of(organisation).filter(pk=number)
    found: DayOff | None = rows.select_related("person").first()
    return found


def letter(organisation: Organisation, number: int) -> Submission | None:
    """The letter to a body with this number, with its person."""
    rows = Submission.objects.of(organisation).filter(pk=number)
    found: Submission | None = rows.select_related("person", "organisation", "chases").first()
    return found


def delivery(organisation: Organisation, number: int) -> Delivery | None:
    """The way of a letter to one recipient, with the letter."""
    rows = Delivery.objects.of(organisation).filter(pk=number)
    found: Delivery | None = rows.select_related("submission__organisation").first()
    return found


def answer(organisation: Organisation, number: int) -> Answer | None:
    """What came back to a letter, with this number."""
    rows = Answer.objects.of(organisation).filter(pk=number)
    found: Answer | None = rows.select_related("submission").first()
    return found


def certificate(organisation: Organisation, number: int) -> CertificateDraft | None:
    """The certificate that was brought in, with this number, its file and the person meant."""
    rows = CertificateDraft.objects.of(organisation).filter(pk=number)
    found: CertificateDraft | None = rows.select_related(
        "file", "person", "organisation", "brought_by", "sent_by"
    ).first()
    return found
