"""Taking a merge back: both are on the list again, each with what was his.

What was recorded since of the one person stays with the one who was kept, but for what is about a
credential of the other: that is named, and goes back with it only when told to.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from goodstanding.engine.folding import fold
from goodstanding.engine.wording import possessive
from goodstanding.records.heads import locked
from goodstanding.records.journal import Conflict, Draft, next_version
from goodstanding.records.models import (
    Branch,
    CertificateDraft,
    Consent,
    DayOff,
    Enrolment,
    Fact,
    FactKind,
    Head,
    Membership,
    Merge,
    Organisation,
    Person,
    Submission,
)
from goodstanding.services import checks
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.importing.did import put, value_of
from goodstanding.services.importing.people import FIELDS
from goodstanding.services.reversing import (
    Later,
    Reversal,
    merged_later,
    reversal,
    reverse,
    told,
)
from goodstanding.services.verbs import verb

_ALONG = (
    "Something was recorded later that builds on this merge: change that first, or let it go along."
)


@dataclass(slots=True)
class Unmerging:
    """What undoing a merge does, given the record as of entry `seq`. `theirs` are facts recorded
    since about credentials of the one who comes back; `values` are details that go back, `stays`
    sentences about those that do not."""

    seq: int
    merge: Merge
    refused: str = ""
    facts: Reversal = field(default_factory=Reversal)
    theirs: list[Fact] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    stays: list[str] = field(default_factory=list)


def found(*, by: Actor, number: int) -> Merge | None:
    """One of the company's merges."""
    rows = Merge.objects.of(by.organisation).filter(pk=number).select_related("keep", "away")
    one: Merge | None = rows.first()
    return one


def preview(*, by: Actor, merge: Merge) -> Unmerging:
    """What undoing a merge would do; nothing is written."""
    by.must(May.UNDO_MERGE)
    checks.ours(by, merge)
    seq = Head.objects.get(organisation=by.organisation).seq
    rows = Merge.objects.of(by.organisation).select_related("keep", "away")
    return _unmerging(by.organisation, rows.get(pk=merge.pk), seq)


def undo(*, by: Actor, merge: Merge, along: bool = False, seen: int | None = None) -> int:
    """Take a merge back, in one entry; returns that entry's number. As with an import, raises
    Wrong, and Conflict, and does it once."""
    by.must(May.UNDO_MERGE)
    checks.ours(by, merge)
    with transaction.atomic():
        head = locked(by.organisation)
        rows = Merge.objects.of(by.organisation).select_related("keep", "away")
        now = rows.get(pk=merge.pk)
        if now.undone_seq is not None:
            return int(now.undone_seq)
        if seen is not None and seen != head.seq:
            raise Conflict
        plan = _unmerging(by.organisation, now, head.seq)
        if plan.refused:
            raise Wrong("along", plan.refused)
        if plan.later and not along:
            raise Wrong("along", _ALONG)
        with verb(by, May.UNDO_MERGE) as draft:
            _do(draft, plan)
        return draft.seq


def _unmerging(organisation: Organisation, merge: Merge, seq: int) -> Unmerging:
    plan = Unmerging(seq, merge)
    if merge.undone_seq is not None:
        plan.refused = f"Entry {merge.undone_seq} of the journal has undone this merge already."
        return plan
    if merge.keep.gone_seq is not None:
        plan.refused = (
            f"{merge.keep.name} is not on the list any more: undo first what took this person off."
        )
        return plan
    rows = Merge.objects.of(organisation).filter(keep=merge.keep_id, undone_seq=None)
    if other := rows.filter(seq__gt=merge.seq).select_related("away").order_by("-seq").first():
        plan.refused = merged_later(other.away.name, merge.keep.name)
        return plan
    plan.facts = reversal(organisation, merge.seq)
    plan.theirs = _theirs(organisation, plan)
    plan.later = told(organisation, [*plan.facts.later, *plan.theirs])
    _details(organisation, plan)
    plan.refused = _taken(organisation, plan)
    return plan


def _theirs(organisation: Organisation, plan: Unmerging) -> list[Fact]:
    """Facts recorded since about credentials that go back to the one who comes back."""
    back = {fact.key for _, fact in plan.facts.comes if fact.person_id == plan.merge.away_id}
    credentials = {
        fact.key
        for _, fact in plan.facts.comes
        if fact.key in back and fact.kind == FactKind.CREDENTIAL
    }
    rows = Fact.objects.of(organisation).filter(
        credential__in=credentials, superseded_seq=None, recorded_seq__gt=plan.merge.seq
    )
    return [fact for fact in rows.order_by("place", "pk") if fact.key not in back]


def _details(organisation: Organisation, plan: Unmerging) -> None:
    keep = plan.merge.keep
    branches = set(Branch.objects.of(organisation).values_list("pk", flat=True))
    for name, (before, after) in plan.merge.did["keep"].items():
        there = name != "branch" or before is None or before in branches
        if value_of(keep, name) == after and there:
            plan.values[name] = before
        elif value_of(keep, name) != before:
            title = FIELDS.get(name, "other columns")
            plan.stays.append(f"{possessive(keep.name)} {title} stays as it is now")


def _taken(organisation: Organisation, plan: Unmerging) -> str:
    """The sentence about an ID or an e-mail address that is somebody else's by now."""
    keep, away = plan.merge.keep, plan.merge.away
    for name in ("number", "email"):
        theirs = [(away, getattr(away, name)), (keep, plan.values.get(name))]
        own = plan.values.get(name, getattr(keep, name))
        if own and fold(own) == fold(getattr(away, name)):
            return _shared(name, own, keep)
        rows = Person.objects.of(organisation).exclude(pk=keep.pk).exclude(**{name: ""})
        owners = {fold(getattr(one, name)): one for one in rows.only("pk", "name", name)}
        for _, value in theirs:
            if value and (owner := owners.get(fold(value))):
                return _shared(name, value, owner)
    return ""


def _shared(name: str, value: str, owner: Person) -> str:
    return (
        f"The {FIELDS[name] if name == 'number' else 'e-mail address'} “{value}” is "
        f"{possessive(owner.name)} by now: change it first."
    )


def _do(draft: Draft, plan: Unmerging) -> None:
    merge = plan.merge
    keep, away = merge.keep, merge.away
    draft.what = f"Took the merge of {away.name} into {keep.name} back"
    for person in (keep, away):
        draft.about("person", person.pk)
    reverse(draft, plan.facts)
    draft.withdraw_many(plan.theirs)
    for fact in plan.theirs:
        version = next_version(fact)
        version.person = away
        draft.renew(version, fact.states, fact.texts)
    _put_back(draft, plan)
    _sign_in_again(draft, merge)
    _hand_back(draft, merge)
    Merge.objects.of(draft.organisation).filter(pk=merge.pk).update(undone_seq=draft.seq)
    draft.people |= {keep.pk, away.pk}


def _put_back(draft: Draft, plan: Unmerging) -> None:
    keep, away = plan.merge.keep, plan.merge.away
    for name, before in plan.values.items():
        after = value_of(keep, name)
        if name not in ("kept", "branch"):
            draft.changed(keep.name, FIELDS[name], after or None, before or None)
        put(keep, name, before)
    keep.save()
    branch = plan.merge.did["away"]["branch"]
    there = Branch.objects.of(draft.organisation).filter(pk=branch).exists()
    away.gone_seq, away.branch_id = None, branch if there else None
    away.save()


def _sign_in_again(draft: Draft, merge: Merge) -> None:
    """Whoever signed in as the one who comes back does so again, unless that was changed."""
    rows = Membership.objects.filter(
        organisation=draft.organisation, pk__in=merge.did["memberships"], person=merge.keep
    )
    for one in rows.select_related("user"):
        draft.changed(str(one.user), "Person", merge.keep.name, merge.away.name)
        one.person = merge.away
        one.save(update_fields=["person"])


def _hand_back(draft: Draft, merge: Merge) -> None:
    """The places in offerings, days off, letters, consents and certificates that were his are his
    again."""
    handed = merge.did.get("year", {})
    for name, model in _HANDED.items():
        rows = model.objects.of(draft.organisation).filter(person=merge.keep)
        rows.filter(pk__in=handed.get(name, ())).update(person=merge.away)


_HANDED: dict[str, type[Any]] = {
    "places": Enrolment,
    "days_off": DayOff,
    "letters": Submission,
    "consents": Consent,
    "certificates": CertificateDraft,
}
