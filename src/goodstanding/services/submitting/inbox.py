"""Messages that come in: matched to the letter that they are about, kept until they are read."""

from django.utils import timezone

from goodstanding.files.replies import Reply, read
from goodstanding.records.models import Answer, Fate, Organisation, Submission
from goodstanding.services import checks
from goodstanding.services.access import Actor, May, Wrong
from goodstanding.services.submitting.sending import machine
from goodstanding.services.verbs import verb

_NOT_SENT = (Fate.DRAFT, Fate.CANCELLED)
MOST = 5_000_000
"""Bytes of a message that are kept; of a larger one only its words are."""


def take(content: bytes) -> Answer | None:
    """Keep a message that came in with the letter that it is about; None when it is about none.

    It is kept once, however often it is found.
    """
    reply = read(content)
    letter = _about(reply)
    if letter is None:
        return None
    with verb(machine(letter), May.TELL_FATE) as draft:
        had = Answer.objects.of(letter.organisation).filter(submission=letter)
        known = had.filter(message_id=reply.message_id).first() if reply.message_id else None
        if known is not None:
            raise _Known(known)
        made = Answer(
            organisation=letter.organisation,
            submission=letter,
            kind="bounce" if reply.bounced else "reply",
            came_at=timezone.now(),
            sender=reply.sender,
            subject=reply.subject,
            text=reply.text,
            message_id=reply.message_id[:400],
            content=content if len(content) <= MOST else None,
        )
        made.save(force_insert=True)
        draft.about("person", letter.person_id)
        draft.about("submission", letter.pk)
        draft.what = f"A {made.kind} came to “{letter.subject}”"
    return made


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
        return known.answer


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


def _about(reply: Reply) -> Submission | None:
    """The letter that a message names, the last named first; a question about a letter leads to
    the letter."""
    rows = Submission.every.filter(message_id__in=reply.refers_to).exclude(state__in=_NOT_SENT)
    found = {one.message_id: one for one in rows.select_related("organisation", "chases")}
    for number in reply.refers_to:
        if number in found:
            one = found[number]
            return one.chases or one
    return None
