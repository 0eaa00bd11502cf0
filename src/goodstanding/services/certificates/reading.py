"""Reading certificates in the background: each file once, in a process of its own.

Whatever was brought in and not read yet is found by its row, so that nothing is lost when a
worker is stopped. One worker reads at a time, so that the other one is free for what else is due.
"""

import logging
import time
from datetime import timedelta
from itertools import chain, zip_longest
from typing import Any

from django.db import transaction
from django.db.models import F
from django_q.tasks import async_task

from goodstanding.files.certificates import reading
from goodstanding.files.certificates.found import Certificate, Reading
from goodstanding.records.models import CertificateDraft
from goodstanding.services import evidence, leases
from goodstanding.services.certificates import found, whose
from goodstanding.services.certificates.bringing import JOB
from goodstanding.services.leases import Lease, Lost

_LASTS = timedelta(seconds=90)
"""Longer than the reading of one file may take (60 seconds); a worker that was killed keeps others
from reading for no longer than this."""
_LONGEST = 60
"""Seconds after which no other file is begun; another job goes on with the rest."""
_TRIES = 3
_GAVE_UP = "The file could not be read: whatever reads it stopped each time. Type in what it says."
_MISSING = "The file is missing from the folder of evidence, or altered: bring it in again."
_NOTHING = "Nothing was found that looks like a certificate: type in what it says."
_log = logging.getLogger(__name__)


def read_waiting() -> int:
    """Read what waits, company by company in turn; how many files were read. Safe to do twice."""
    with leases.held("certificates", _LASTS) as lease:
        if lease is None:
            return 0
        until, done = time.monotonic() + _LONGEST, 0
        try:
            for number in waiting():
                if time.monotonic() > until:
                    break
                leases.prolong(lease, _LASTS)
                done += _read(number, lease)
        except Lost:
            return done
    if done and waiting():
        async_task(JOB)
    return done


def waiting() -> list[int]:
    """What waits to be read: the oldest of each company, then the next of each."""
    rows = CertificateDraft.every.filter(state=CertificateDraft.State.WAITING)
    by_company: dict[int, list[int]] = {}
    for number, company in rows.order_by("brought_at", "pk").values_list("pk", "organisation"):
        by_company.setdefault(company, []).append(number)
    turns = zip_longest(*by_company.values())
    return [one for one in chain.from_iterable(turns) if one is not None]


def _read(number: int, lease: Lease) -> bool:
    """Read one file; False when it does not wait any more."""
    mine = CertificateDraft.every.filter(pk=number, state=CertificateDraft.State.WAITING)
    one = mine.select_related("organisation", "file", "sent_by").first()
    if one is None or not mine.update(tries=F("tries") + 1):
        return False
    if one.tries >= _TRIES:
        _log.error("Certificate %s could not be read.", number)
        _settle(one, Reading((), 0, "", _GAVE_UP), lease)
        return True
    content = evidence.paper_of(one.file).content()
    _settle(one, Reading((), 0, "", _MISSING) if content is None else reading.read(content), lease)
    return True


def _settle(one: CertificateDraft, read: Reading, lease: Lease) -> None:
    with transaction.atomic():
        leases.insist(lease)
        keep(one, read)


def keep(one: CertificateDraft, read: Reading) -> None:
    """What was read of a file that waits: one draft for each certificate found; one without
    anything where there is none."""
    told = read.refused or ("" if read.certificates else _NOTHING)
    drafts = [_stated(one, certificate, read) for certificate in read.certificates]
    first = drafts[0] if drafts else {"state": CertificateDraft.State.UNREAD, "pages": read.pages}
    if not drafts and one.sent_by is not None:
        first["person"] = one.sent_by
    mine = CertificateDraft.every.filter(pk=one.pk, state=CertificateDraft.State.WAITING)
    if mine.update(told=told, **first):
        CertificateDraft.every.bulk_create(_further(one, more) for more in drafts[1:])


def _stated(one: CertificateDraft, certificate: Certificate, read: Reading) -> dict[str, Any]:
    holder = certificate.holder.value if certificate.holder else ""
    person = whose.meant(one.organisation, holder).sure
    return {
        "state": CertificateDraft.State.READ,
        "page": certificate.page,
        "pages": read.pages,
        "found": found.as_json(certificate),
        "person": person or (one.sent_by if not holder else None),
    }


def _further(one: CertificateDraft, stated: dict[str, Any]) -> CertificateDraft:
    return CertificateDraft(
        organisation=one.organisation,
        file=one.file,
        brought_at=one.brought_at,
        brought_by_id=one.brought_by_id,
        sent_by=one.sent_by,
        message_id=one.message_id,
        **stated,
    )
