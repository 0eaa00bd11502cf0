"""Verbs about certificates that were read: recorded as credits with their proof, or set aside.

Each is one step and one entry of the journal: the credit and its evidence come together.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from goodstanding.engine import wording
from goodstanding.engine.standing.facts import State
from goodstanding.records.facts import as_json
from goodstanding.records.journal import Conflict, Draft
from goodstanding.records.models import Activity, CertificateDraft, Fact, FactKind, Person
from goodstanding.services import activities, checks, credits, evidence, facts
from goodstanding.services.access import Actor, Forbidden, May, Wrong
from goodstanding.services.certificates.proposing import credits_of
from goodstanding.services.checks import one_line
from goodstanding.services.credits import CreditDetails
from goodstanding.services.verbs import verb

TO_CONFIRM = (CertificateDraft.State.READ, CertificateDraft.State.UNREAD)
MEANWHILE = "Somebody has dealt with this certificate meanwhile."
ALREADY = "already"
"""The field under which a verb says that the person has such a credit."""


def his(by: Actor) -> QuerySet[CertificateDraft]:
    """The certificates that an actor deals with: the office with all, a technician with what he
    brought in himself or by e-mail, and with what is made out to him."""
    rows = CertificateDraft.objects.of(by.organisation)
    if by.may(May.CONFIRM_CERTIFICATE):
        return rows
    own = Q(brought_by=by.user) if by.user is not None else Q(pk=None)
    if by.person is not None:
        own |= Q(sent_by=by.person) | Q(person=by.person)
    return rows.filter(own)


def confirm(
    *,
    by: Actor,
    certificate: CertificateDraft,
    person: Person,
    details: Sequence[CreditDetails],
    activity: Activity | None = None,
    shared: bool = False,
    known: Collection[UUID] = (),
) -> list[Fact]:
    """A certificate is as it says: record the credit (one for each body that credits it), proved
    by its file. `activity` is the class on record that it is from; `shared`: it begins one, which
    others attended, too. `known` are credits of that day that are there already, and are others.

    Raises Wrong for `already` where the person has such a credit that was not known.
    """
    with verb(by, _either(by, May.CONFIRM_CERTIFICATE, May.CONFIRM_OWN_CERTIFICATE)) as draft:
        checks.ours(by, certificate, person, activity)
        _must_be_his(by, certificate, person)
        _must_wait(by, certificate)
        checks.refuse(_recorded_already(by, person, details, known))
        if shared and activity is None and by.may(May.ATTEND):
            activity = activities.begin(by, draft, details[0])
        made = [_record(draft, by, person, details[0], activity)]
        made += [_record_also(draft, by, person, one, activity) for one in details[1:]]
        evidence.prove(draft, certificate.file, made)
        _end(draft, by, certificate, made[0].key, person)
        draft.what = (
            f"Confirmed a certificate of {person.name}: {credits.said(made[0])}"
            f"{_and_more(made)}, proved by “{certificate.file.name}”"
        )
    return made


def prove(
    *, by: Actor, certificate: CertificateDraft, fact: Fact, details: CreditDetails | None = None
) -> Fact:
    """A certificate is the proof of a credit that is on record. One that was planned has been
    earned by it, as `details` say."""
    with verb(by, _either(by, May.CONFIRM_CERTIFICATE, May.CONFIRM_OWN_CERTIFICATE)) as draft:
        checks.ours(by, certificate, fact)
        _must_be_his(by, certificate, fact.person)
        _must_wait(by, certificate)
        if facts.live(by.organisation, fact.key, FactKind.CREDIT) != fact:
            raise Conflict
        planned = fact.states["state"] == State.PLANNED
        if planned and details is not None:
            fact = _earned(draft, by, fact, details)
        evidence.prove(draft, certificate.file, [fact])
        _end(draft, by, certificate, fact.key, fact.person)
        draft.what = (
            f"Confirmed a certificate of {fact.person.name}: “{certificate.file.name}” proves "
            f"{credits.said(fact)}"
        )
    return fact


def set_aside(*, by: Actor, certificate: CertificateDraft, why: str) -> None:
    """A certificate is not wanted, for a reason; the file is kept."""
    with verb(by, _either(by, May.SET_ASIDE_CERTIFICATE, May.SET_ASIDE_OWN_CERTIFICATE)) as draft:
        checks.ours(by, certificate)
        _must_be_his(by, certificate, None)
        checks.refuse(checks.line("why", why, 500, needed=True))
        _settle(by, certificate, TO_CONFIRM, CertificateDraft.State.ASIDE, why=one_line(why))
        _about(draft, certificate)
        draft.what = f"Set the certificate “{certificate}” aside: {one_line(why)}"


def take_up(*, by: Actor, certificate: CertificateDraft) -> None:
    """A certificate that was set aside is to be confirmed after all."""
    with verb(by, _either(by, May.SET_ASIDE_CERTIFICATE, May.SET_ASIDE_OWN_CERTIFICATE)) as draft:
        checks.ours(by, certificate)
        _must_be_his(by, certificate, None)
        was = CertificateDraft.State.READ if certificate.found else CertificateDraft.State.UNREAD
        _settle(by, certificate, [CertificateDraft.State.ASIDE], was, why="")
        _about(draft, certificate)
        draft.what = f"Took the certificate “{certificate}” up again"


def _either(by: Actor, anybodys: May, own: May) -> May:
    return anybodys if by.may(anybodys) else own


def _must_be_his(by: Actor, certificate: CertificateDraft, person: Person | None) -> None:
    """A technician acts on certificates of his own, and for himself alone."""
    if by.may(May.CONFIRM_CERTIFICATE):
        return
    someone = person is not None and person.pk != by.person
    if someone or not his(by).filter(pk=certificate.pk).exists():
        raise Forbidden(May.CONFIRM_OWN_CERTIFICATE)


def _must_wait(by: Actor, certificate: CertificateDraft) -> None:
    rows = CertificateDraft.objects.of(by.organisation).filter(pk=certificate.pk)
    if not rows.filter(state__in=TO_CONFIRM).exists():
        raise Wrong("", MEANWHILE)


def _recorded_already(
    by: Actor, person: Person, details: Sequence[CreditDetails], known: Collection[UUID]
) -> list[tuple[str, str]]:
    first = details[0]
    had = credits_of(by.organisation, person, first.title, first.earned_on)
    new = [fact for fact in had if fact.key not in known]
    if not new:
        return []
    title = new[0].texts.get("title") or "a credit without a title"
    text = (
        f"{person.name} has “{title}” of that day on record already: attach the certificate to it, "
        "or record this as another credit."
    )
    return [(ALREADY, text)]


def _record(
    draft: Draft, by: Actor, person: Person, details: CreditDetails, activity: Activity | None
) -> Fact:
    credits.must_be_own(by, person, details)
    states = credits.stated(by, details)
    texts = credits.words(details)
    fact = draft.record(FactKind.CREDIT, person, as_json(states), texts, activity=activity)
    credits.about(draft, fact)
    if activity is not None:
        draft.about("activity", activity.pk)
    return fact


def _record_also(
    draft: Draft, by: Actor, person: Person, details: CreditDetails, activity: Activity | None
) -> Fact:
    """The credit of another body; what is wrong with it is said of its own fields."""
    try:
        return _record(draft, by, person, details, activity)
    except Wrong as wrong:
        (field, text), *more = ((f"also_{field}", text) for field, text in wrong.problems)
        raise Wrong(field, text, *more) from None


def _earned(draft: Draft, by: Actor, fact: Fact, details: CreditDetails) -> Fact:
    earned = replace(details, state=State.EARNED) if details.state is State.PLANNED else details
    credits.must_be_own(by, fact.person, earned)
    states = credits.stated(by, earned, fact)
    new = facts.correct(draft, credits.said(fact), fact, states, credits.words(earned))
    credits.about(draft, new)
    return new


def _end(
    draft: Draft, by: Actor, certificate: CertificateDraft, credit: UUID, person: Person
) -> None:
    state = CertificateDraft.State.CONFIRMED
    _settle(by, certificate, TO_CONFIRM, state, credit=credit, person=person)
    _about(draft, certificate)


def _settle(
    by: Actor,
    certificate: CertificateDraft,
    was: Collection[str],
    state: CertificateDraft.State,
    **more: object,
) -> None:
    """Bring it from what it was to what it is; raises Wrong when it was something else."""
    rows = CertificateDraft.objects.of(by.organisation).filter(pk=certificate.pk, state__in=was)
    ended = {"ended_at": timezone.now(), "ended_by_id": by.user}
    if not rows.update(state=state, **ended, **more):
        raise Wrong("", MEANWHILE)


def _about(draft: Draft, certificate: CertificateDraft) -> None:
    draft.about("certificate", certificate.pk)


def _and_more(made: Sequence[Fact]) -> str:
    bodies = [one.states["body"] for one in made]
    return f" ({wording.joined(bodies)})" if len(bodies) > 1 else ""
