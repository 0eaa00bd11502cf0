"""Messages that come in: matched to the letter that they are about, kept until they are read."""

import logging
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from goodstanding.files.replies import Reply, read
from goodstanding.records.models import Answer, Delivery, Fate, Organisation, Submission
from goodstanding.services import checks
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.submitting import returning
from goodstanding.services.submitting.sending import machine, program
from goodstanding.services.verbs import verb

_NOT_SENT = (Fate.DRAFT, Fate.CANCELLED)
MOST = 5_000_000
"""Bytes of a message that are kept; of a larger one only its words are."""
COPY_BOUNCE, UNMATCHED = "copy bounce", "unmatched"
MOST_UNMATCHED = 20
_log = logging.getLogger(__name__)


class About(NamedTuple):
    """The letter that a message is about, and which of its deliveries came back, if one did."""

    letter: Submission
    copy: bool = False


def take(content: bytes) -> Answer | None:
    """Keep a message that came in with the letter that it is about; None when it is about none.

    It is kept once, however often it is found.
    """
    reply = read(content)
    about = _about(reply)
    if about is None:
        return _unmatched(reply)
    letter = about.letter
    with verb(machine(letter), May.TELL_FATE) as draft:
        had = Answer.objects.of(letter.organisation).filter(submission=letter)
        made = _answer(letter.organisation, reply, had)
        made.submission = letter
        made.kind = _kind(reply, about)
        made.content = content if len(content) <= MOST else None
        made.save(force_insert=True)
        draft.about("person", letter.person_id)
        draft.about("submission", letter.pk)
        draft.what = f"A {made.kind} came to “{letter.subject}”"
    return made


def _kind(reply: Reply, about: About) -> str:
    if not reply.bounced:
        return "reply"
    return COPY_BOUNCE if about.copy else "bounce"


def _answer(organisation: Organisation, reply: Reply, had: "QuerySet[Answer]") -> Answer:
    """What is kept of a message; raises _Known when it is among those that are."""
    known = had.filter(message_id=reply.message_id[:400]).first() if reply.message_id else None
    if known is not None:
        raise _Known(known)
    return Answer(
        organisation=organisation,
        came_at=timezone.now(),
        sender=reply.sender,
        subject=reply.subject,
        text=reply.text,
        message_id=reply.message_id[:400],
    )


def _unmatched(reply: Reply) -> Answer | None:
    """A message that came to an address of ours for what comes back, and is about no letter that
    is known: a letter sent after the backup that was restored, or a forgery. It is shown, where
    there is one company only and so no doubt whose it is; a flood of them is not."""
    if not any(map(returning.is_ours, reply.came_to)):
        return None
    companies = list(Organisation.objects.order_by("pk")[:2])
    _log.warning("Something came back that is about no letter of ours.")
    if len(companies) != 1:
        return None
    had = Answer.objects.of(companies[0]).filter(submission=None)
    if had.filter(seen=False).count() >= MOST_UNMATCHED:
        return None
    with verb(program(companies[0]), May.TELL_FATE) as draft:
        made = _answer(companies[0], reply, had)
        made.kind = UNMATCHED
        made.save(force_insert=True)
        draft.what = "Something came back that is about no letter of ours"
    return None


class _Known(Exception):
    """It is kept already."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


def receive(content: bytes) -> Answer | None:
    """As `take`, and the one that is kept already when it came before."""
    try:
        return take(content)
    except _Known as known:
        return known.answer if known.answer.submission_id else None


def unread(organisation: Organisation) -> list[Answer]:
    """Messages that nobody has looked at, the oldest first."""
    rows = Answer.objects.of(organisation).filter(seen=False).defer("content")
    return list(rows.select_related("submission__person").order_by("came_at", "pk")[:100])


def mark_read(*, by: Actor, answer: Answer) -> None:
    """Somebody has read it, and has done what is to be done."""
    with verb(by, May.TELL_FATE) as draft:
        checks.ours(by, answer)
        rows = Answer.objects.of(by.organisation).filter(pk=answer.pk, seen=False)
        if not rows.update(seen=True):
            raise Wrong("", "Somebody else has read it meanwhile.")
        letter = answer.submission
        draft.about("submission", answer.submission_id or 0)
        draft.what = f"Read the {answer.kind} to “{letter.subject if letter else ''}”"


def _about(reply: Reply) -> About | None:
    """The letter that a message is about: by the address that it came back to, else by the letter
    that it names, the last named first. A question about a letter leads to the letter."""
    for address in reply.came_to:
        delivery = returning.delivery_of(address)
        if delivery is not None and delivery.submission.state not in _NOT_SENT:
            letter = delivery.submission
            return About(letter.chases or letter, delivery.copy)
    rows = Submission.every.filter(message_id__in=reply.refers_to).exclude(state__in=_NOT_SENT)
    found = {one.message_id: one for one in rows.select_related("organisation", "chases")}
    for number in reply.refers_to:
        if number in found:
            one = found[number]
            return About(one.chases or one, _only_copies(one, reply.failed))
    return None


def _only_copies(letter: Submission, failed: tuple[str, ...]) -> bool:
    """Whether everybody to whom it could not be delivered was to get a copy."""
    rows = Delivery.every.filter(submission=letter, copy=True)
    copies = {one.casefold() for one in rows.values_list("recipient", flat=True)}
    came_back = {one.casefold() for one in failed}
    return bool(came_back) and came_back <= copies - {letter.recipient.casefold()}
