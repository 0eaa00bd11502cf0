"""Credits that a technician typed in himself: his to mend, until somebody else acts on them.

What he says of his own hours is his word alone, so a slip of his is his to correct. As soon as
the office or the body has done something with it, theirs is the last word, and theirs is the step.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Entry, Fact, FactKind
from goodstanding.services.access import Actor, May

OWN_STATES = (State.PLANNED, State.EARNED)
"""What a technician may say of his own credits; the rest is the body's or the office's word."""
_BY_HIMSELF = {
    May.RECORD_OWN_CREDIT.value,
    May.CORRECT_OWN_CREDIT.value,
    May.CONFIRM_OWN_CERTIFICATE.value,
}


def is_his_to_mend(by: Actor, fact: Fact) -> bool:
    """Whether the actor typed a credit of his own in and nobody has acted on it since."""
    return fact.key in his_to_mend(by, [fact.key])


def his_to_mend(by: Actor, keys: Iterable[UUID]) -> set[UUID]:
    """Those of some credits that the actor may correct and void himself."""
    if by.person is None:
        return set()
    versions: dict[UUID, list[Fact]] = defaultdict(list)
    rows = Fact.objects.of(by.organisation).filter(key__in=list(keys), kind=FactKind.CREDIT)
    for row in rows.only("key", "person_id", "states", "recorded_seq", "superseded_seq"):
        versions[row.key].append(row)
    seqs = {row.recorded_seq for some in versions.values() for row in some}
    entries = Entry.objects.of(by.organisation).filter(seq__in=seqs)
    his = entries.filter(actor=by.author.code, verb__in=_BY_HIMSELF)
    typed = set(his.values_list("seq", flat=True))
    return {key for key, some in versions.items() if _untouched(by, some, typed)}


def _untouched(by: Actor, versions: Iterable[Fact], typed: set[int]) -> bool:
    """Every version is his word, and the present one still says what he may say."""
    return all(
        row.person_id == by.person
        and row.recorded_seq in typed
        and (row.superseded_seq is not None or row.states["state"] in OWN_STATES)
        for row in versions
    )
