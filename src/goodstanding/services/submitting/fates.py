"""What becomes of a letter, as the program sees it or a person says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from goodstanding.engine import wording
from goodstanding.engine.standing.facts import State
from goodstanding.records.facts import CreditStates, read_states
from goodstanding.records.journal import Draft
from goodstanding.records.models import (
    Answer,
    Delivery,
    Fact,
    Fate,
    Passage,
    Submission,
    SubmittedCredit,
)
from goodstanding.services import checks, facts
from goodstanding.services.access import Actor, Forbidden, May, Wrong
from goodstanding.services.checks import one_line
from goodstanding.services.clock import today_in
from goodstanding.services.submitting.readiness import the_credits
from goodstanding.services.verbs import verb

IN_FLIGHT = (Fate.QUEUED, Fate.DEFERRED)
OUT = (Fate.SENT, Fate.ANSWERED)
"""The body has it, and has not yet said everything about it."""
GONE = "Somebody else has gone on with this letter meanwhile: look at how it stands now."


@dataclass(frozen=True, slots=True)
class Said:
    """What the body says of a letter: `posted` and `rejected` are keys of credits."""

    on: date
    posted: tuple[UUID, ...] = ()
    rejected: tuple[UUID, ...] = ()
    why: str = ""
    text: str = ""


def told(draft: Draft, letter: Submission, state: Passage, said: str, file: str = "") -> None:
    """The delivery to the body came to an end: its letter and its credits follow."""
    match state:
        case Passage.SENT:
            _sent(draft, letter, today_in(letter.organisation))
            _copies(letter).update(state=Passage.QUEUED, next_at=Now())
        case Passage.WRITTEN:
            _set(draft, letter, Fate.DRAFT, file=file, note=said)
            _copies(letter).update(state=Passage.CANCELLED)
        case Passage.UNKNOWN:
            _set(draft, letter, Fate.UNKNOWN, note=said)
        case _:
            _set(draft, letter, Fate.REFUSED, note=said)
            _copies(letter).update(state=Passage.CANCELLED)


def decide(*, by: Actor, delivery: Delivery, arrived: bool) -> None:
    """Nobody knows whether a letter arrived: a person says that it did, or that it is to go
    again (under its old Message-ID)."""
    with verb(by, May.TELL_FATE) as draft:
        checks.ours(by, delivery)
        letter = delivery.submission
        rows = Delivery.objects.of(by.organisation).filter(pk=delivery.pk, state=Passage.UNKNOWN)
        to = Passage.SENT if arrived else Passage.QUEUED
        if not rows.update(state=to, next_at=Now(), held_until=None):
            raise Wrong("", GONE)
        if delivery.copy:
            draft.about("submission", letter.pk)
        elif arrived:
            told(draft, letter, Passage.SENT, "")
        else:
            _set(draft, letter, Fate.QUEUED, note="")
        what = "arrived" if arrived else "is to be sent again"
        draft.what = f"Said that “{letter.subject}” to {delivery.recipient} {what}"


def say_sent(*, by: Actor, letter: Submission, on: date) -> None:
    """A draft was sent by hand: its credits are submitted from that day. A technician says so of
    a letter of his own."""
    may = May.TELL_FATE if by.may(May.TELL_FATE) else May.TELL_OWN_FATE
    with verb(by, may) as draft:
        checks.ours(by, letter)
        if may is May.TELL_OWN_FATE and letter.person_id != by.person:
            raise Forbidden
        checks.refuse(checks.days(by, {"on": on}, {}))
        _must_be(letter, Fate.DRAFT)
        _sent(draft, letter, on)
        draft.what = f"Said that “{letter.subject}” was sent by hand"


def come_back(*, by: Actor, letter: Submission) -> None:
    """A letter that was sent came back undelivered: it is refused, and its credits are earned and
    no more."""
    with verb(by, May.TELL_FATE) as draft:
        checks.ours(by, letter)
        _must_be(letter, *OUT)
        for fact in the_credits(by.organisation, letter):
            if fact.states["state"] == State.SUBMITTED:
                _go_on(draft, fact, State.EARNED)
        _set(draft, letter, Fate.REFUSED, note="It came back undelivered.")
        draft.what = f"Said that “{letter.subject}” came back"


def discard(*, by: Actor, letter: Submission) -> None:
    """A letter that has not gone is not to go; its credits wait to be sent again."""
    with verb(by, May.SUBMIT) as draft:
        checks.ours(by, letter)
        _must_be(letter, Fate.DRAFT, Fate.REFUSED, *IN_FLIGHT)
        rows = Delivery.objects.of(by.organisation).filter(submission=letter)
        rows.filter(state__in=(Passage.WAITING, Passage.QUEUED, Passage.DEFERRED)).update(
            state=Passage.CANCELLED
        )
        if rows.filter(state__in=(Passage.SENDING, Passage.UNKNOWN, Passage.SENT)).exists():
            raise Wrong("", "It is on its way this moment: see what becomes of it.")
        _set(draft, letter, Fate.CANCELLED)
        draft.what = f"Discarded “{letter.subject}”"


def file_answer(*, by: Actor, letter: Submission, said: Said) -> None:
    """What the body answered: credits that it has posted, and those that it rejects, with why."""
    with verb(by, May.TELL_FATE) as draft:
        checks.ours(by, letter)
        _must_be(letter, *OUT)
        live = {fact.key: fact for fact in the_credits(by.organisation, letter)}
        checks.refuse(_unanswerable(by, letter, live, said))
        for key in said.posted:
            _go_on(draft, live[key], State.POSTED, posted_on=said.on)
        for key in said.rejected:
            _go_on(draft, live[key], State.REJECTED, why=one_line(said.why))
        rows = SubmittedCredit.objects.of(by.organisation).filter(submission=letter)
        rows.filter(credit__in=said.posted).update(outcome="posted")
        rows.filter(credit__in=said.rejected).update(outcome="rejected", why=one_line(said.why))
        _set(draft, letter, _after(set(rows.values_list("outcome", flat=True))))
        _keep(by, draft, letter, said)
        draft.what = f"Filed the answer to “{letter.subject}”"


def _keep(by: Actor, draft: Draft, letter: Submission, said: Said) -> None:
    Answer(
        organisation=by.organisation,
        submission=letter,
        kind="by hand",
        came_at=draft.at,
        text=said.text.strip(),
        seen=True,
    ).save(force_insert=True)


def _unanswerable(
    by: Actor, letter: Submission, live: Mapping[UUID, Fact], said: Said
) -> list[checks.Finding]:
    found = [*checks.days(by, {"on": said.on}, {})]
    if letter.sent_on and said.on < letter.sent_on:
        found.append(("on", "It is before the day on which the letter was sent."))
    if not said.posted and not said.rejected and not said.text.strip():
        found.append(("", "Say of at least one credit what became of it, or what was answered."))
    if set(said.posted) & set(said.rejected):
        found.append(("", "A credit is either posted or rejected."))
    if said.rejected and not said.why.strip():
        found.append(("why", "Say why it was rejected."))
    found += checks.line("why", said.why, 500)
    for key in (*said.posted, *said.rejected):
        fact = live.get(key)
        if fact is None or fact.states["state"] not in (State.SUBMITTED, State.REJECTED):
            found.append(("", "A credit was changed meanwhile: look at how it stands now."))
    return found


def _after(outcomes: set[str]) -> Fate:
    if "" in outcomes:
        return Fate.ANSWERED
    return Fate.REJECTED if "rejected" in outcomes else Fate.POSTED


def _sent(draft: Draft, letter: Submission, on: date) -> None:
    _set(draft, letter, Fate.SENT, sent_on=on, note="")
    if letter.chases_id is None:
        for fact in the_credits(letter.organisation, letter):
            if fact.states["state"] == State.EARNED:
                day = max(on, date.fromisoformat(fact.states["earned_on"]))
                _go_on(draft, fact, State.SUBMITTED, submitted_on=day)


def _go_on(
    draft: Draft,
    fact: Fact,
    state: State,
    *,
    submitted_on: date | None = None,
    posted_on: date | None = None,
    why: str = "",
) -> None:
    now = read_states(fact)
    assert isinstance(now, CreditStates)  # noqa: S101 - the fact is a credit
    texts = {"why": why} if why or fact.texts.get("why") else None
    title = fact.texts.get("title") or "No title"
    subject = f"{wording.amount(now.amount, 'credit')} of {fact.person.name}: {title}"
    then = replace(
        now,
        state=state,
        submitted_on=None if state is State.EARNED else submitted_on or now.submitted_on,
        posted_on=posted_on or now.posted_on,
    )
    facts.correct(draft, subject, fact, then, texts)
    draft.about("credit", str(fact.key))


def _set(draft: Draft, letter: Submission, state: Fate, **more: object) -> None:
    """Another state of a letter, told in the journal."""
    values = {"state": state.value, **more}
    Submission.objects.of(letter.organisation).filter(pk=letter.pk).update(**values)
    draft.changed(letter.subject, "Letter", letter.state, state.value)
    draft.about("submission", letter.pk)
    draft.about("person", letter.person_id)
    if not draft.what:
        draft.what = f"“{letter.subject}” is {_WORDS.get(state, state.value)}"


_WORDS = {
    Fate.DRAFT: "written to a file, as no mail server is set up",
    Fate.UNKNOWN: "sent or not: nobody knows",
}


def _must_be(letter: Submission, *states: Fate) -> None:
    """Raise Wrong unless the letter is in one of these states now, under the lock."""
    rows = Submission.objects.of(letter.organisation).filter(pk=letter.pk)
    letter.state = rows.values_list("state", flat=True)[0]
    if letter.state not in states:
        raise Wrong("", GONE)


def _copies(letter: Submission) -> "QuerySet[Delivery]":
    rows = Delivery.objects.of(letter.organisation).filter(submission=letter, copy=True)
    return rows.filter(state=Passage.WAITING)
