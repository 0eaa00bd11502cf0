"""Letters on their way: claimed, tried once, and what became of it.

Mail is never exactly once. So that no machine ever sends twice what may have arrived:

- A delivery is claimed for a while, with a token that grows with each claim; every write that
  follows proves it, by the database's clock.
- Before the content leaves (DATA), `begin` commits that it is going to. From there on only a
  clear answer of the server ends it; whoever finds it left behind calls it *unknown*.
- Nothing but a person takes a delivery out of *unknown*.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from goodstanding.engine.standing.facts import State
from goodstanding.records.journal import Author
from goodstanding.records.models import (
    Delivery,
    Fact,
    Fate,
    Organisation,
    Passage,
    Submission,
    SubmittedCredit,
)
from goodstanding.services import pausing
from goodstanding.services.access import Actor, May, Role
from goodstanding.services.clock import today_in
from goodstanding.services.leases import Lost
from goodstanding.services.submitting import fates, returning
from goodstanding.services.verbs import verb

AT_ONCE = 200
_GOES = (Passage.QUEUED, Passage.DEFERRED)
CUT_OFF = "Whoever sent it was cut off before the server had answered."


class Stale(Exception):
    """What the letter says is not so any more: it must not go."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to deliver one letter to one recipient. `comes_back_to` is told to the server;
    of a `demo` nothing is ever sent."""

    number: int
    token: int
    submission: int
    comes_back_to: str
    recipient: str
    message_id: str
    content: bytes
    copy: bool
    demo: bool = False


def due() -> list[int]:
    """Deliveries that could be tried now, the longest waiting first; none while paused."""
    if pausing.paused() is not None:
        return []
    rows = _free(Delivery.every.all()).filter(next_at__lte=Now())
    return list(rows.order_by("next_at", "pk").values_list("pk", flat=True)[:AT_ONCE])


def claim(number: int) -> Claim | None:
    """The right to deliver; None when somebody has it, or there is nothing to be done."""
    rows = _free(Delivery.every.filter(pk=number, next_at__lte=Now()))
    if not rows.update(token=F("token") + 1, held_until=Now() + settings.EMAIL_PACE.held):
        return None
    row = Delivery.every.select_related("submission__organisation").get(pk=number)
    letter = row.submission
    return Claim(
        row.pk,
        row.token,
        letter.pk,
        returning.address(row.pk, letter.message_id, letter.sender),
        row.recipient,
        letter.message_id,
        bytes(letter.content),
        row.copy,
        letter.organisation.is_demo,
    )


def begin(claimed: Claim) -> None:
    """Commit that the content is about to leave; raises Lost when the claim has ended, Stale when
    the credits of the letter are not as it says any more."""
    with transaction.atomic():
        if not claimed.copy and not _still_so(claimed):
            hold_back(claimed)
            stale = True
        else:
            stale = False
            rows = _mine(claimed).filter(state__in=_GOES, held_until__gt=Now())
            if not rows.update(
                state=Passage.SENDING,
                tries=F("tries") + 1,
                tried_at=Now(),
                held_until=Now() + settings.EMAIL_PACE.on_its_way,
            ):
                raise Lost
    if stale:
        raise Stale


def hold_back(claimed: Claim) -> None:
    """The letter becomes a draft again: somebody has to look at it."""
    if not _mine(claimed).filter(state__in=_GOES).update(state=Passage.CANCELLED):
        raise Lost
    Delivery.every.filter(submission=claimed.submission).update(state=Passage.CANCELLED)
    note = "A credit in it was changed after it was written: discard it and write it anew."
    Submission.every.filter(pk=claimed.submission).update(state=Fate.DRAFT, note=note)


def left_behind() -> list[int]:
    """Deliveries whose content was on its way when whoever sent it was cut off."""
    rows = Delivery.every.filter(state=Passage.SENDING, held_until__lte=Now())
    return list(rows.values_list("pk", flat=True))


def sweep() -> int:
    """Call *unknown* whatever was left behind; how many were."""
    # nobody else can settle them any more: a claim that has ended proves nothing
    return sum(_unknown(number) for number in left_behind())


def _unknown(number: int) -> bool:
    rows = Delivery.every.filter(pk=number, state=Passage.SENDING, held_until__lte=Now())
    try:
        _write(rows, number, Passage.UNKNOWN, CUT_OFF)
    except Lost:
        return False
    return True


def settle(claimed: Claim, state: Passage, said: str, file: str = "") -> None:
    """What became of a delivery; raises Lost when the claim has ended."""
    rows = _mine(claimed).filter(held_until__gt=Now(), state__in=(*_GOES, Passage.SENDING))
    _write(rows, claimed.number, state, said, file)


def _write(
    rows: "QuerySet[Delivery]", number: int, state: Passage, said: str, file: str = ""
) -> None:
    """Write what became of a delivery where it still is one of `rows`, else raise Lost. What ends
    a letter's way to the body is told in the journal."""
    row = Delivery.every.select_related("submission__organisation").get(pk=number)
    if state is Passage.DEFERRED and row.tries + 1 >= settings.EMAIL_PACE.most_tries:
        state, said = Passage.REFUSED, f"Put off {row.tries + 1} times; the last time: {said}"
    if row.copy or state is Passage.DEFERRED:
        with transaction.atomic():
            _change(rows, row, state, said)
            if not row.copy:
                Submission.every.filter(pk=row.submission_id).update(state=Fate.DEFERRED)
        return
    with verb(machine(row.submission), May.TELL_FATE) as draft:
        _change(rows, row, state, said)
        fates.told(draft, row.submission, state, said, file)


def _change(rows: "QuerySet[Delivery]", row: Delivery, state: Passage, said: str) -> None:
    change: dict[str, Any] = {"state": state, "said": said, "held_until": None}
    if row.state != Passage.SENDING:
        change |= {"tries": F("tries") + 1, "tried_at": Now()}
    if state is Passage.DEFERRED:
        change["next_at"] = Now() + settings.EMAIL_PACE.delay(row.tries)
    if not rows.update(**change):
        raise Lost


def machine(letter: Submission) -> Actor:
    """The program itself, as it tells what became of a letter."""
    return program(letter.organisation)


def program(company: Organisation) -> Actor:
    """The program itself in a company."""
    return Actor(company, Role.OWNER, Author("system", "Good Standing"), today_in(company))


def doubt_everything(said: str) -> int:
    """Whatever waits to be sent may have been sent elsewhere (by the place that a backup was made
    in): a person decides on each. How many there are."""
    rows = Delivery.every.filter(state__in=(*_GOES, Passage.SENDING))
    letters = list(rows.filter(copy=False).values_list("submission", flat=True))
    Submission.every.filter(pk__in=letters).update(state=Fate.UNKNOWN)
    rows.filter(copy=True).update(state=Passage.CANCELLED)
    return rows.update(state=Passage.UNKNOWN, said=said, held_until=None)


def _free(rows: "QuerySet[Delivery]") -> "QuerySet[Delivery]":
    return rows.filter(Q(held_until=None) | Q(held_until__lte=Now()), state__in=_GOES)


def _mine(claimed: Claim) -> "QuerySet[Delivery]":
    return Delivery.every.filter(pk=claimed.number, token=claimed.token)


def _still_so(claimed: Claim) -> bool:
    """Whether every credit of a letter is earned still, with the hours that it says."""
    said = SubmittedCredit.every.filter(submission=claimed.submission)
    wanted: Iterable[tuple[UUID, int]] = said.values_list("credit", "amount")
    live = Fact.every.filter(superseded_seq=None, key__in=said.values("credit"))
    states = {row.key: (row.states["state"], row.states["amount"]) for row in live}
    return all(states.get(key) == (State.EARNED.value, amount) for key, amount in wanted)
