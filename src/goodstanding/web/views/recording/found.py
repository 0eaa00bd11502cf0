"""The thing that an address names; what another company has is the same 404 as nothing."""

from typing import TypeVar
from uuid import UUID

from django.http import Http404

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
    Person,
    Submission,
)
from goodstanding.services import belonging
from goodstanding.web.door import Asked

_Thing = TypeVar("_Thing")


def _or_404(found: _Thing | None) -> _Thing:
    if found is None:
        raise Http404
    return found


def the_person(request: Asked, number: int) -> Person:
    """The person with this number."""
    return _or_404(belonging.person(request.actor.organisation, number))


def the_fact(request: Asked, key: UUID, *kinds: FactKind) -> Fact:
    """The fact with this key. One that was withdrawn while its form was open is found for the
    form's sake: the verb then says that it is gone."""
    fact = _or_404(belonging.last_version(request.actor.organisation, key, kinds))
    if fact.superseded_seq is not None and request.method != "POST":
        raise Http404
    return fact


def the_activity(request: Asked, number: int) -> Activity:
    """The activity with this number."""
    return _or_404(belonging.activity(request.actor.organisation, number))


def the_branch(request: Asked, number: int) -> Branch:
    """The branch with this number."""
    return _or_404(belonging.branch(request.actor.organisation, number))


def the_membership(request: Asked, number: int) -> Membership:
    """The membership with this number."""
    return _or_404(belonging.membership(request.actor.organisation, number))


def the_offering(request: Asked, number: int) -> Offering:
    """The offering with this number."""
    return _or_404(belonging.offering(request.actor.organisation, number))


def the_enrolment(request: Asked, number: int) -> Enrolment:
    """The place in an offering with this number."""
    return _or_404(belonging.enrolment(request.actor.organisation, number))


def the_day_off(request: Asked, number: int) -> DayOff:
    """The days off with this number."""
    return _or_404(belonging.day_off(request.actor.organisation, number))


def the_letter(request: Asked, number: int) -> Submission:
    """The letter to a body with this number."""
    return _or_404(belonging.letter(request.actor.organisation, number))


def the_delivery(request: Asked, number: int) -> Delivery:
    """The way of a letter to one recipient with this number."""
    return _or_404(belonging.delivery(request.actor.organisation, number))


def the_answer(request: Asked, number: int) -> Answer:
    """What came back to a letter, with this number."""
    return _or_404(belonging.answer(request.actor.organisation, number))


def the_certificate(request: Asked, number: int) -> CertificateDraft:
    """The certificate that was brought in, with this number."""
    return _or_404(belonging.certificate(request.actor.organisation, number))
