"""Certificates that come by e-mail: from an address of somebody on a company's list, or of
somebody who signs in to it.

An address can be forged, so nothing becomes more than a draft by it, which a person confirms. An
address that two companies know says nothing.
"""

import hashlib
from dataclasses import dataclass

from goodstanding.files.attachments import Attachment, attachments
from goodstanding.files.replies import read
from goodstanding.records.journal import Author
from goodstanding.records.models import CertificateDraft, Membership, Organisation, Person
from goodstanding.services.access import Actor, Role, Wrong
from goodstanding.services.certificates.bringing import bring
from goodstanding.services.clock import today_in


@dataclass(frozen=True, slots=True)
class _Sender:
    """Whose message it is: at which company, and who on its list where he is there."""

    organisation: Organisation
    person: Person | None


def take(message: bytes) -> int:
    """Bring in the certificates of a message that is about no letter of ours; how many are new.

    However often the same message is found, each of its files is brought in once.
    """
    files = attachments(message)
    said = read(message) if files else None
    sender = _sender(said.sender) if said else None
    if said is None or sender is None:
        return 0
    known = said.message_id or hashlib.sha256(message).hexdigest()
    return sum(_bring(sender, file, known) for file in files)


def _bring(sender: _Sender, file: Attachment, message_id: str) -> bool:
    company = sender.organisation
    by = Actor(company, Role.OWNER, Author("system", "Good Standing"), today_in(company))
    sha256 = hashlib.sha256(file.content).hexdigest()
    before = CertificateDraft.objects.of(company).filter(message_id=message_id[:400])
    if before.filter(file__sha256=sha256).exists():
        return False
    try:
        brought = bring(
            by=by,
            name=file.name,
            content=file.content,
            sent_by=sender.person,
            message_id=message_id,
        )
    except Wrong:
        return False
    return brought.new


def _sender(address: str) -> _Sender | None:
    """Who writes from an address, where that is one person of one company."""
    if "@" not in address:
        return None
    people = Person.every.filter(email__iexact=address, gone_seq=None, left_on=None)
    found = list(people.select_related("organisation")[:2])
    if found:
        return _Sender(found[0].organisation, found[0]) if len(found) == 1 else None
    members = Membership.objects.filter(user__email__iexact=address, user__is_active=True)
    signed = list(members.select_related("organisation", "person")[:2])
    return _Sender(signed[0].organisation, signed[0].person) if len(signed) == 1 else None
