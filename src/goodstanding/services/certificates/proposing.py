"""What is on record already that a certificate may be about: a credit, a class, an offering."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from goodstanding.engine.standing.facts import State
from goodstanding.records.models import (
    Activity,
    CertificateDraft,
    Fact,
    FactKind,
    Offering,
    Organisation,
    Person,
)
from goodstanding.services.certificates.found import value
from goodstanding.services.certificates.titles import alike

_GONE = (State.VOID, State.REJECTED)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What there is. `credits` are the person's own of that day and a like title, `activity` is
    what others attended (so many), `others` are certificates of it that wait to be confirmed,
    `offering` is what the company's list says of the class."""

    credits: tuple[Fact, ...] = ()
    activity: Activity | None = None
    attended: int = 0
    others: int = 0
    offering: Offering | None = None


def proposals(
    organisation: Organisation,
    person: Person | None,
    title: str,
    day: date | None,
    but: CertificateDraft | None = None,
) -> Proposals:
    """What a certificate may be about; nothing without its day. `but` is itself, not another."""
    if day is None:
        return Proposals()
    own = credits_of(organisation, person, title, day) if person is not None else []
    activity = None if own else _activity(organisation, title, day)
    attended = 0
    if activity is not None:
        rows = _credits(organisation).filter(activity=activity)
        attended = sum(1 for one in rows if one.states["state"] not in _GONE)
    others = 0 if own or activity is not None else _others(organisation, title, day, but)
    return Proposals(tuple(own), activity, attended, others, _offering(organisation, title))


def credits_of(organisation: Organisation, person: Person, title: str, day: date) -> list[Fact]:
    """Credits of a person from a class of that day and a like title, in the order of the record."""
    rows = _credits(organisation).filter(person=person).select_related("person").order_by("place")
    return [
        fact
        for fact in rows
        if fact.states["state"] not in _GONE
        and (fact.states["started_on"] or fact.states["earned_on"]) <= str(day)
        and str(day) <= fact.states["earned_on"]
        and alike(title, fact.texts.get("title") or "")
    ]


def _credits(organisation: Organisation) -> QuerySet[Fact]:
    return Fact.objects.of(organisation).filter(kind=FactKind.CREDIT, superseded_seq=None)


def _activity(organisation: Organisation, title: str, day: date) -> Activity | None:
    """The class of that day and a like title that is on record for many."""
    rows = Activity.objects.of(organisation).filter(ended_on=day).order_by("pk")
    return next((one for one in rows if title.strip() and alike(title, one.title)), None)


def _others(organisation: Organisation, title: str, day: date, but: CertificateDraft | None) -> int:
    """How many other certificates of that day and title wait to be confirmed."""
    rows = CertificateDraft.objects.of(organisation).filter(
        state=CertificateDraft.State.READ, found__completed_on__value=str(day)
    )
    waiting = rows.exclude(pk=but.pk if but else 0).values_list("found", flat=True)
    return sum(1 for one in waiting if title.strip() and alike(title, value(one, "title")))


def _offering(organisation: Organisation, title: str) -> Offering | None:
    """What the list of offerings has under a like title and says something about."""
    if not title.strip():
        return None
    rows = Offering.objects.of(organisation).exclude(approved=None, amount=None).order_by("-pk")
    return next((one for one in rows if alike(title, one.title)), None)
