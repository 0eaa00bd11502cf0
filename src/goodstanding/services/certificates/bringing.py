"""Certificates that are brought in: the file is kept, and the background is asked to read it.

A file that was here before is noticed by its content, and told where it went.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django_q.tasks import async_task

from goodstanding.records.models import (
    CertificateDraft,
    Evidence,
    EvidenceFile,
    Fact,
    FactKind,
    Person,
)
from goodstanding.services import evidence
from goodstanding.services.access import Actor, May

JOB = "goodstanding.work.jobs.read_certificates"
OPEN = (
    CertificateDraft.State.WAITING,
    CertificateDraft.State.READ,
    CertificateDraft.State.UNREAD,
)
"""The states in which a certificate waits for something."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was brought in. `new`: it is to be read; else `told` says where it was before."""

    file: EvidenceFile
    new: bool
    told: str = ""


def bring(
    *, by: Actor, name: str, content: bytes, sent_by: Person | None = None, message_id: str = ""
) -> Brought:
    """Keep a file with certificates and have it read. `sent_by` is whose e-mail brought it.

    Raises Wrong when it is empty, too large, or neither PDF nor picture.
    """
    file, new = evidence.keep_file(by, name, content)
    with transaction.atomic():
        told = "" if new else _where(by, file)
        if told:
            return Brought(file, new=False, told=told)
        _, made = CertificateDraft.objects.of(by.organisation).get_or_create(
            organisation=by.organisation,
            file=file,
            state=CertificateDraft.State.WAITING,
            defaults={
                "brought_at": timezone.now(),
                "brought_by_id": by.user,
                "sent_by": sent_by,
                "message_id": message_id[:400],
            },
        )
        if made:
            async_task(JOB)
    return Brought(file, new=True)


def waiting_of(file: EvidenceFile) -> CertificateDraft | None:
    """The draft by which a file waits to be read."""
    rows = CertificateDraft.objects.of(file.organisation).filter(file=file)
    found: CertificateDraft | None = rows.filter(state=CertificateDraft.State.WAITING).first()
    return found


def _where(by: Actor, file: EvidenceFile) -> str:
    """Where a file of this content went before; "" where that was nowhere, or set aside."""
    drafts = CertificateDraft.objects.of(by.organisation).filter(file=file)
    links = Evidence.objects.of(by.organisation).filter(file=file, detached_seq=None)
    if proof := links.select_related("activity").order_by("-pk").first():
        return f"It was here before{_proves(by, proof)}."
    if drafts.filter(state__in=OPEN).exists():
        return "It was here before and waits to be confirmed."
    return ""


def _proves(by: Actor, proof: Evidence) -> str:
    """What a file proves, in the words that this actor may read."""
    if proof.activity is not None and by.may(May.SEE_TEAM):
        return f" and proves {proof.activity.title}, for all who attended"
    if proof.credit is None:
        return " and is on record"
    rows = Fact.objects.of(by.organisation).filter(
        kind=FactKind.CREDIT, superseded_seq=None, key=proof.credit
    )
    fact = rows.select_related("person").first()
    if fact is None or not (by.may(May.SEE_TEAM) or fact.person_id == by.person):
        return " and is on record"
    return f" and proves {fact.texts.get('title') or 'a credit'} of {fact.person.name}"
