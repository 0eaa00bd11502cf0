"""Two people of the list who are one: everything of the one comes to the other.

Facts come as new versions under the other person, with their keys; what both have is kept once.
The one who goes is no longer listed, and his address leads on. All of it can be taken back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.engine.standing.judge import judge
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.facts import Record, engine_facts, record_of, records_of
from goodstanding.records.journal import Conflict, Draft, next_version
from goodstanding.records.models import (
    CertificateDraft,
    Consent,
    DayOff,
    Enrolment,
    Head,
    Membership,
    Merge,
    Organisation,
    Person,
    Submission,
)
from goodstanding.services import checks, facts, kept, telling
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.importing.did import details_of
from goodstanding.services.importing.people import FIELDS
from goodstanding.services.matching import Matched, matched, together
from goodstanding.services.undoing import take_off
from goodstanding.services.verbs import verb

CHOSEN = tuple(FIELDS)
"""The details of which one of two is chosen."""
MOST = 50


@dataclass(frozen=True, slots=True)
class Merging:
    """What merging does, given the record as of entry `seq`. `twice` names what both have;
    `differing` are the details in which they differ, as (field, of the one, of the other)."""

    seq: int
    keep: Person
    away: Person
    facts: Matched
    twice: tuple[str, ...]
    differing: tuple[tuple[str, Any, Any], ...]
    before_keep: tuple[Answer, ...]
    before_away: tuple[Answer, ...]
    after: tuple[Answer, ...]
    memberships: tuple[Membership, ...] = field(default=())


def preview(*, by: Actor, keep: Person, away: Person) -> Merging:
    """What merging two people would do; nothing is written."""
    by.must(May.MERGE_PEOPLE)
    checks.ours(by, keep, away)
    seq = Head.objects.get(organisation=by.organisation).seq
    records = records_of(by.organisation, [keep.pk, away.pk])
    ours, theirs = records[keep.pk], records[away.pk]
    found = matched(theirs, ours)
    codes = telling.codes(by.organisation, [fact for fact, _ in found.twice])
    return Merging(
        seq,
        keep,
        away,
        found,
        tuple(
            telling.words(fact, codes.get(fact.credential, "") if fact.credential else "")
            for fact, _ in found.twice
        ),
        tuple(_differing(keep, away)),
        _judged(by, ours),
        _judged(by, theirs),
        _judged(by, _as_one(found, ours)),
        tuple(_memberships(by.organisation, away)),
    )


def merge(
    *,
    by: Actor,
    keep: Person,
    away: Person,
    of_away: Mapping[str, bool] | None = None,
    seen: int | None = None,
) -> Merge:
    """Make two people one. `of_away` says which details are taken of the one who goes; others are
    taken of him only where they are blank.

    Raises Wrong when both are the same person, and Conflict when one of them has gone meanwhile or
    the record is not as of entry `seen` any more.
    """
    with verb(by, May.MERGE_PEOPLE) as draft:
        checks.ours(by, keep, away)
        if keep.pk == away.pk:
            raise Wrong("with", "This is the same person: choose somebody else.")
        if seen is not None and seen != draft.seq - 1:
            raise Conflict
        now, gone = _both(by.organisation, keep, away)
        records = records_of(by.organisation, [now.pk, gone.pk])
        found = matched(records[gone.pk], records[now.pk])
        draft.what = f"Merged {gone.name} into {now.name}, as they are one person"
        for person in (now, gone):
            draft.about("person", person.pk)
        _move(draft, found, now)
        made = Merge(organisation=by.organisation, keep=now, away=gone, seq=draft.seq)
        made.did = {"away": {"branch": gone.branch_id}, "memberships": _send(draft, gone, now)}
        take_off(draft, [gone])
        made.did["year"] = _hand_over(draft, gone, now)
        made.did["keep"] = _choose(draft, now, gone, of_away or {})
        made.save(force_insert=True)
        draft.people.add(now.pk)
    return made


def leads_to(organisation: Organisation, number: int) -> int | None:
    """Whom the address of somebody who was merged leads to."""
    # by the person, as a number that no database can hold is nobody's
    rows = Merge.objects.of(organisation).filter(away__pk=number, undone_seq=None)
    found: int | None = rows.order_by("-seq").values_list("keep", flat=True).first()
    return found


def merges_of(organisation: Organisation, keep: Person) -> list[Merge]:
    """Whom somebody stands for as well, the latest first."""
    rows = Merge.objects.of(organisation).filter(keep=keep, undone_seq=None)
    return list(rows.select_related("away").order_by("-seq"))


def candidates(organisation: Organisation, person: Person, search: str) -> list[Person]:
    """Who could be the same person: those who match, or who share the name or an address."""
    people = Person.objects.of(organisation).exclude(pk=person.pk).select_related("branch")
    words = search.split()
    for word in words:
        asked = Q(name__icontains=word) | Q(number__icontains=word) | Q(email__icontains=word)
        people = people.filter(asked)
    if not words:
        alike = Q(name__iexact=person.name)
        if person.email:
            alike |= Q(email__iexact=person.email)
        last = person.name.split()[-1] if person.name.split() else person.name
        people = people.filter(alike | Q(name__iendswith=f" {last}"))
    return list(people.order_by("name", "pk")[:MOST])


def person_with(organisation: Organisation, number: int) -> Person | None:
    """Somebody on the list."""
    rows = Person.objects.of(organisation).filter(pk=number).select_related("branch")
    found: Person | None = rows.first()
    return found


def _both(organisation: Organisation, keep: Person, away: Person) -> tuple[Person, Person]:
    """The two as they are under the lock."""
    rows = Person.objects.of(organisation).select_related("branch").in_bulk([keep.pk, away.pk])
    if len(rows) != 2:
        raise Conflict
    return rows[keep.pk], rows[away.pk]


def _differing(keep: Person, away: Person) -> list[tuple[str, Any, Any]]:
    pairs = [(name, getattr(keep, name), getattr(away, name)) for name in CHOSEN]
    return [(name, ours, theirs) for name, ours, theirs in pairs if ours != theirs]


def _judged(by: Actor, record: Record) -> tuple[Answer, ...]:
    return judge(engine_facts(record, by.today), catalogue_of(by.organisation), by.today)


def _as_one(found: Matched, keep: Record) -> Record:
    versions = []
    for fact, (states, texts) in together(found, keep):
        version = next_version(fact)
        version.pk, version.states, version.texts = fact.pk, states, texts
        version.credential = found.credential_of(fact)
        versions.append(version)
    return record_of(sorted(versions, key=lambda one: (one.place, one.pk)))


def _move(draft: Draft, found: Matched, keep: Person) -> None:
    draft.withdraw_many([*found.moves, *(fact for fact, _ in found.twice)])
    for fact in found.moves:
        version = next_version(fact)
        version.person, version.credential = keep, found.credential_of(fact)
        draft.renew(version, fact.states, fact.texts)
    draft.correct_many([(fact, states, texts) for fact, (states, texts) in found.fuller])
    for fact, (states, texts) in found.fuller:
        before = {**fact.texts, **fact.states}
        facts.note(draft, telling.words(fact), before, {**texts, **states})


def _choose(
    draft: Draft, keep: Person, away: Person, of_away: Mapping[str, bool]
) -> dict[str, list[Any]]:
    """Take the details that were chosen; what each was and is."""
    before = details_of(keep)
    for name in CHOSEN:
        theirs = getattr(away, name)
        blank = getattr(keep, name) in (None, "") and name != "left_on"
        if of_away.get(name, blank):
            draft.changed(keep.name, FIELDS[name], _said(keep, name), _said(away, name))
            setattr(keep, name, theirs)
    keep.kept = kept.merged(away.kept, keep.kept)
    keep.save()
    now = details_of(keep)
    return {name: [before[name], now[name]] for name in now if before[name] != now[name]}


def _said(person: Person, name: str) -> str | None:
    value = getattr(person, name)
    return None if value in (None, "") else str(value)


def _hand_over(draft: Draft, away: Person, keep: Person) -> dict[str, list[int]]:
    """His places in offerings, days off, letters, consents and certificates to confirm; not a place
    in what the other attends too."""
    both = Enrolment.objects.of(draft.organisation)
    taken = both.filter(person=keep).values_list("offering", flat=True)
    places = both.filter(person=away).exclude(offering__in=list(taken))
    days = DayOff.objects.of(draft.organisation).filter(person=away)
    letters = Submission.objects.of(draft.organisation).filter(person=away)
    agreed = Consent.objects.of(draft.organisation).filter(person=away)
    drafts = CertificateDraft.objects.of(draft.organisation).filter(person=away)
    handed: dict[str, QuerySet[Any]] = {
        "places": places,
        "days_off": days,
        "letters": letters,
        "consents": agreed,
        "certificates": drafts,
    }
    done: dict[str, list[int]] = {}
    for name, rows in handed.items():
        done[name] = sorted(rows.values_list("pk", flat=True))
        rows.model.objects.of(draft.organisation).filter(pk__in=done[name]).update(person=keep)
        draft.changed(keep.name, _HANDED[name], None, len(done[name]) or None)
    return done


_HANDED = {
    "places": "Places in offerings, taken over",
    "days_off": "Days off, taken over",
    "letters": "Letters to bodies, taken over",
    "consents": "Consents to submit, taken over",
    "certificates": "Certificates brought in, taken over",
}


def _memberships(organisation: Organisation, person: Person) -> list[Membership]:
    rows = Membership.objects.filter(organisation=organisation, person=person)
    return list(rows.select_related("user"))


def _send(draft: Draft, away: Person, keep: Person) -> list[int]:
    """Whoever signs in as the one who goes signs in as the other."""
    found = _memberships(draft.organisation, away)
    for one in found:
        draft.changed(str(one.user), "Person", away.name, keep.name)
        one.person = keep
        one.save(update_fields=["person"])
    return [one.pk for one in found]
