"""Certificates that wait to be read and to be confirmed, and what became of others."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from goodstanding.engine.standing.facts import State
from goodstanding.records.models import CertificateDraft, Fact, FactKind
from goodstanding.services.access import Actor, May
from goodstanding.services.certificates.bringing import OPEN
from goodstanding.services.certificates.confirming import TO_CONFIRM, his

MOST = 100
_ENDED = 10
_STATE = CertificateDraft.State


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files wait to be read, and how many certificates to be confirmed."""

    waiting: int = 0
    to_confirm: int = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """A certificate that was dealt with; `unsent`: its credit was earned and not sent yet."""

    certificate: CertificateDraft
    unsent: bool


@dataclass(frozen=True, slots=True)
class Worklist:
    """What there is, the oldest first; `more` are beyond those shown."""

    counts: Counts
    read: tuple[CertificateDraft, ...]
    unread: tuple[CertificateDraft, ...]
    ended: tuple[Ended, ...]

    @property
    def more(self) -> int:
        """How many are to be confirmed and not shown."""
        return self.counts.to_confirm - len(self.read) - len(self.unread)


def counts(by: Actor) -> Counts:
    """How many wait; nothing for those who confirm none."""
    if not (by.may(May.CONFIRM_CERTIFICATE) or by.may(May.CONFIRM_OWN_CERTIFICATE)):
        return Counts()
    found = (
        his(by)
        .filter(state__in=OPEN)
        .aggregate(
            waiting=Count("pk", filter=Q(state=_STATE.WAITING)),
            to_confirm=Count("pk", filter=Q(state__in=TO_CONFIRM)),
        )
    )
    return Counts(found["waiting"], found["to_confirm"])


def worklist(by: Actor) -> Worklist:
    """Everything that an actor deals with."""
    rows = his(by).select_related("file", "person", "brought_by", "sent_by")
    shown = list(rows.filter(state__in=TO_CONFIRM).order_by("brought_at", "pk")[:MOST])
    ended = rows.filter(state__in=(_STATE.CONFIRMED, _STATE.ASIDE)).order_by("-ended_at", "-pk")
    return Worklist(
        counts(by),
        tuple(one for one in shown if one.state == _STATE.READ),
        tuple(one for one in shown if one.state == _STATE.UNREAD),
        tuple(_ended(by, ended[:_ENDED])),
    )


def next_of(by: Actor, after: CertificateDraft) -> CertificateDraft | None:
    """The next to be confirmed after one of them; from the beginning where it was the last."""
    rows = his(by).filter(state__in=TO_CONFIRM).exclude(pk=after.pk).order_by("brought_at", "pk")
    later = Q(brought_at__gt=after.brought_at) | Q(brought_at=after.brought_at, pk__gt=after.pk)
    found: CertificateDraft | None = rows.filter(later).first() or rows.first()
    return found


def pages_of(certificate: CertificateDraft) -> range:
    """The pages of a file that belong to a certificate: up to where the next one begins."""
    rows = CertificateDraft.objects.of(certificate.organisation).filter(
        file=certificate.file_id, page__gt=certificate.page
    )
    after = rows.order_by("page").values_list("page", flat=True).first()
    return range(certificate.page, after or max(certificate.pages, certificate.page) + 1)


def _ended(by: Actor, certificates: Iterable[CertificateDraft]) -> Iterable[Ended]:
    shown = list(certificates)
    keys = [one.credit for one in shown if one.credit]
    earned = _earned(by, keys) if keys else set()
    return [Ended(one, one.credit in earned) for one in shown]


def _earned(by: Actor, keys: list[UUID]) -> set[UUID]:
    rows = Fact.objects.of(by.organisation).filter(
        kind=FactKind.CREDIT, superseded_seq=None, key__in=keys
    )
    return {one.key for one in rows if one.states["state"] == State.EARNED}
