"""What is written to a body: the words, the files beside them, and how they are divided."""

from collections.abc import Iterator, Sequence
from datetime import date
from secrets import token_hex
from typing import NamedTuple

from django.utils import timezone

from goodstanding.engine import credits, wording
from goodstanding.engine.rules.model import Body
from goodstanding.files.messages import Attached, Letter, Mailbox, is_address, table
from goodstanding.records.models import Fact, Organisation, Person, Submission
from goodstanding.services.submitting.papers import Paper
from goodstanding.services.submitting.readiness import Ready
from goodstanding.services.submitting.settings import sender_of

_ENCODED = (4, 3)
"""Attached bytes grow by so much on the way (base64)."""
_ROOM = 100_000
"""Bytes left for words and headers."""


class Part(NamedTuple):
    """What goes into one letter."""

    credits: tuple[Fact, ...]
    papers: tuple[Paper, ...]


def parts_of(ready: Ready, most_megabytes: int) -> list[Part]:
    """A person's credits divided so that no letter is larger than the limit; a credit stays
    together with its certificates, and a file that proves several goes along once in a letter."""
    room = (most_megabytes * 1_000_000 - _ROOM) * _ENCODED[1] // _ENCODED[0]
    parts: list[tuple[list[Fact], dict[str, Paper]]] = []
    for fact in ready.credits:
        own = {paper.sha256: paper for paper in ready.papers.get(fact.key, ())}
        if not parts or _size({**parts[-1][1], **own}) > room:
            parts.append(([], {}))
        parts[-1][0].append(fact)
        parts[-1][1].update(own)
    return [Part(tuple(facts), tuple(papers.values())) for facts, papers in parts]


def _size(papers: dict[str, Paper]) -> int:
    return sum(paper.size for paper in papers.values())


def submission(
    organisation: Organisation, ready: Ready, part: Part, number: tuple[int, int], by_hand: bool
) -> Letter:
    """The letter with which credits are submitted; `number` is which of how many it is."""
    of = f" (part {number[0]} of {number[1]})" if number[1] > 1 else ""
    person, body = ready.person, ready.body
    subject = f"{body.unit} submission: {_called(person)}, {body.code} ID {person.number}{of}"
    text = "\n".join(_asked(organisation, ready, part, by_hand))
    return _letter(organisation, person, ready.address, subject, text, part.papers, by_hand)


def question(
    organisation: Organisation,
    ready: Ready,
    part: Part,
    number: tuple[int, int],
    seen: tuple[date, int | None],
) -> Letter:
    """The letter that asks about a record which was `seen` on a day with a balance, or without
    these credits."""
    of = f" (part {number[0]} of {number[1]})" if number[1] > 1 else ""
    person, body = ready.person, ready.body
    subject = f"{body.unit} record: {_called(person)}, {body.code} ID {person.number}{of}"
    text = "\n".join(_doubted(organisation, ready, part, seen))
    by_hand = not ready.agreed
    return _letter(organisation, person, ready.address, subject, text, part.papers, by_hand)


def chase(organisation: Organisation, original: Submission, body: Body) -> Letter:
    """The letter that asks what became of another one, which goes along."""
    person = original.person
    sent = wording.day(original.sent_on) if original.sent_on else "some time ago"
    text = "\n".join(
        [
            f"To the {body.name},",
            "",
            f"on {sent} we sent you continuing education of",
            "",
            f"  {_called(person)}, {body.code} ID {person.number}",
            "",
            "and have no answer yet. The message is attached as it was sent. Please tell us",
            "whether it has been posted, or what is missing.",
            "",
            organisation.name,
        ]
    )
    letter = _letter(
        organisation, person, original.recipient, f"Re: {original.subject}", text, (), False
    )
    return Letter(
        **{
            **{name: getattr(letter, name) for name in Letter.__slots__},
            "original": bytes(original.content),
            "refers_to": original.message_id,
        }
    )


def _letter(
    organisation: Organisation,
    person: Person,
    address: str,
    subject: str,
    text: str,
    papers: Sequence[Paper],
    by_hand: bool,
) -> Letter:
    company = sender_of(organisation)
    his = Mailbox(person.name, person.email) if is_address(person.email) else None
    sender = his if by_hand and his else company
    return Letter(
        sender=sender,
        to=Mailbox("", address),
        subject=subject,
        text=text,
        message_id=f"<{token_hex(16)}@{company.address.rpartition('@')[2]}>",
        at=timezone.now(),
        copies=tuple([company] if by_hand and his else [his] if his else []),
        replies=() if by_hand else tuple(one for one in (his, company) if one),
        attached=tuple(_named(papers)),
        unsent=by_hand,
    )


def _named(papers: Sequence[Paper]) -> Iterator[Attached]:
    for number, paper in enumerate(papers, 1):
        name = paper.name or f"certificate-{number}"
        yield Attached(name, paper.media_type, paper.content)


def _asked(organisation: Organisation, ready: Ready, part: Part, by_hand: bool) -> Iterator[str]:
    person, body = ready.person, ready.body
    yield f"To the {body.name},"
    yield ""
    yield "please post this continuing education to the record of"
    yield from _whose(person, body)
    yield from _listed(part, body)
    yield from _signed(organisation, person, by_hand)


def _doubted(
    organisation: Organisation, ready: Ready, part: Part, seen: tuple[date, int | None]
) -> Iterator[str]:
    person, body, (on, shown) = ready.person, ready.body, seen
    yield f"To the {body.name},"
    yield ""
    yield "please look at the record of"
    yield from _whose(person, body)
    if shown is None:
        yield f"On {wording.day(on)} it did not show this continuing education:"
    else:
        yield f"On {wording.day(on)} it showed {wording.amount(shown, body.unit)}. By our papers it"
        yield "should have this continuing education:"
    yield ""
    yield from _listed(part, body)
    yield "Please post what is missing, or tell us why it does not count."
    yield ""
    yield from _signed(organisation, person, not ready.agreed)


def _whose(person: Person, body: Body) -> Iterator[str]:
    yield ""
    yield f"  Name:    {_called(person)}"
    yield f"  {body.code} ID: {person.number}"
    yield ""


def _listed(part: Part, body: Body) -> Iterator[str]:
    yield table([("Course", "Provider", "Completed", body.unit), *map(_row, part.credits)])
    yield ""
    total = sum(fact.states["amount"] for fact in part.credits)
    yield f"Together {wording.amount(total, body.unit)}."
    if part.papers:
        yield "The certificates of completion are attached."
    yield ""


def _signed(organisation: Organisation, person: Person, by_hand: bool) -> Iterator[str]:
    if by_hand:
        yield _called(person)
    else:
        yield f"{organisation.name} sends this on behalf of {_called(person)},"
        yield "who has agreed to it. An answer to this message reaches both."


def _row(fact: Fact) -> tuple[str, str, str, str]:
    return (
        fact.texts.get("title") or "",
        fact.texts.get("provider") or "",
        wording.short_day(date.fromisoformat(fact.states["earned_on"])),
        credits.show(fact.states["amount"]),
    )


def _called(person: Person) -> str:
    return wording.called(person.name)
