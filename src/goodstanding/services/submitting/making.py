"""The verb with which earned credits become letters, for one person or a whole team."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from django.db.models.functions import Now

from goodstanding.engine import wording
from goodstanding.files.messages import Letter, composed
from goodstanding.records.journal import Draft
from goodstanding.records.models import (
    Delivery,
    Fact,
    Fate,
    Passage,
    Person,
    Submission,
    SubmittedCredit,
)
from goodstanding.services import checks
from goodstanding.services.access import Actor, Forbidden, May
from goodstanding.services.checks import Finding
from goodstanding.services.submitting import letters
from goodstanding.services.submitting.readiness import Ready, unsent
from goodstanding.services.submitting.settings import settings_of
from goodstanding.services.verbs import verb


def submit(
    *,
    by: Actor,
    people: Collection[Person],
    credits: Collection[UUID] = (),
    all_the_same: bool = False,
    by_hand: bool = False,
) -> list[Submission]:
    """Letters about what people have earned (or only about some credits of theirs).

    Whoever agreed has his sent by the company; the others, or all with `by_hand`, get a draft to
    send themselves. A technician writes drafts of his own. Raises Wrong with what the body would
    send back; doubts pass with `all_the_same`.
    """
    with verb(by, May.SUBMIT if by.may(May.SUBMIT) else May.SUBMIT_OWN) as draft:
        checks.ours(by, *people)
        if not by.may(May.SUBMIT):
            _must_be_his(by, people)
            by_hand = True
        numbers = [person.pk for person in people]
        found = unsent(by.organisation, by.today, numbers, credits) if numbers else []
        checks.refuse(_hindrances(found, all_the_same))
        made = [one for ready in found for one in _letters(by, draft, ready, by_hand)]
        draft.what = f"Wrote {wording.counted(len(made), 'letter')} about earned credits"
    return made


def _must_be_his(by: Actor, people: Collection[Person]) -> None:
    if any(person.pk != by.person for person in people):
        raise Forbidden


def _hindrances(found: Sequence[Ready], all_the_same: bool) -> Iterator[Finding]:
    if not found:
        yield "", "Nothing of this is waiting to be sent: it may have been sent meanwhile."
    for ready in found:
        for flaw in ready.flaws:
            if flaw.stops:
                yield "", f"{ready.person.name}: {flaw.text}: {flaw.mend}"
            elif not all_the_same:
                yield "all_the_same", f"{ready.person.name}: {flaw.text}: {flaw.mend}"


def _letters(by: Actor, draft: Draft, ready: Ready, by_hand: bool) -> Iterator[Submission]:
    by_hand = by_hand or not ready.agreed
    parts = letters.parts_of(ready, settings_of(by.organisation).most_megabytes)
    for number, part in enumerate(parts, 1):
        letter = letters.submission(by.organisation, ready, part, (number, len(parts)), by_hand)
        yield keep(by, draft, letter, ready.person, ready.body.code, part.credits, by_hand=by_hand)


def keep(
    by: Actor,
    draft: Draft,
    letter: Letter,
    person: Person,
    body: str,
    credits: Sequence[Fact],
    *,
    by_hand: bool = False,
    more: Mapping[str, Submission] | None = None,
) -> Submission:
    """Freeze a letter, and queue it unless the person sends it himself."""
    content = composed(letter)
    made = Submission(
        organisation=by.organisation,
        person=person,
        body=body,
        by_hand=by_hand,
        state=(Fate.DRAFT if by_hand else Fate.QUEUED).value,
        sender=letter.sender.address,
        recipient=letter.to.address,
        subject=letter.subject,
        text=letter.text,
        message_id=letter.message_id,
        content=content,
        sha256=sha256(content).hexdigest(),
        made_at=draft.at,
        made_by_id=by.user,
        **(more or {}),
    )
    made.save(force_insert=True)
    for fact in credits:
        SubmittedCredit(
            organisation=by.organisation,
            submission=made,
            credit=fact.key,
            amount=fact.states["amount"],
        ).save(force_insert=True)
        draft.about("credit", str(fact.key))
    if not by_hand:
        _queue(made, letter)
    draft.about("person", person.pk)
    draft.about("submission", made.pk)
    draft.changed(made.subject, "Letter", None, f"sha256 {made.sha256}")
    return made


def _queue(made: Submission, letter: Letter) -> None:
    """One delivery for each recipient; the copies wait until the body has it."""
    Delivery(
        organisation=made.organisation,
        submission=made,
        recipient=made.recipient,
        state=Passage.QUEUED.value,
        next_at=Now(),
    ).save(force_insert=True)
    for one in letter.copies:
        Delivery(
            organisation=made.organisation,
            submission=made,
            recipient=one.address,
            copy=True,
            state=Passage.WAITING.value,
        ).save(force_insert=True)
