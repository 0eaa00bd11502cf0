"""A letter that asks a body about its record: what it shows, what our papers say, and the
certificates that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from goodstanding.engine import preflight
from goodstanding.engine.rules.model import Body
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import (
    Fact,
    FactKind,
    Fate,
    Organisation,
    Person,
    Submission,
    SubmittedCredit,
)
from goodstanding.services import checks
from goodstanding.services.access import Actor, May
from goodstanding.services.submitting import letters
from goodstanding.services.submitting.consents import consented
from goodstanding.services.submitting.differences import Difference
from goodstanding.services.submitting.making import keep
from goodstanding.services.submitting.papers import evidence_of
from goodstanding.services.submitting.readiness import Ready
from goodstanding.services.submitting.settings import address_of, settings_of
from goodstanding.services.verbs import verb


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a body's record of a person as it was seen on a day. `shown` is the balance
    that it showed, in hundredths; None: it shows none of these `credits`."""

    person: Person
    body: str
    seen_on: date
    credits: Sequence[Fact]
    shown: int | None = None


def ask(*, by: Actor, question: Question) -> list[Submission]:
    """Write to the body, in one letter or several if the certificates are large. A draft for who
    has not agreed that the company submits for him."""
    with verb(by, May.SUBMIT) as draft:
        checks.ours(by, question.person, *question.credits)
        ready = _ready(by.organisation, question)
        checks.refuse(_hindrances(by, ready, question))
        parts = letters.parts_of(ready, settings_of(by.organisation).most_megabytes)
        made = []
        for number, part in enumerate(parts, 1):
            of = (number, len(parts))
            seen = (question.seen_on, question.shown)
            words = letters.question(by.organisation, ready, part, of, seen)
            by_hand = not ready.agreed
            made.append(keep(by, draft, words, ready.person, question.body, (), by_hand=by_hand))
        draft.what = f"Asked the {question.body} about the record of {question.person.name}"
    return made


def about(organisation: Organisation, one: Difference) -> Question:
    """What is to be asked about a balance that is not ours: all that we have as posted in its
    cycle."""
    rows = Fact.objects.of(organisation).filter(
        kind=FactKind.CREDIT,
        superseded_seq=None,
        person=one.person,
        states__body=one.body.code,
        states__state="posted",
    )
    first = one.cycle.start.isoformat() if one.cycle and one.cycle.start else ""
    last = one.cycle.deadline.isoformat() if one.cycle else "9999"
    found = [row for row in rows if first <= row.states["earned_on"] <= last]
    found.sort(key=lambda row: (row.states["earned_on"], row.place, row.pk))
    return Question(one.person, one.body.code, one.seen_on, found, one.theirs)


def asked(organisation: Organisation) -> dict[tuple[int, str], Submission]:
    """The last question about each person's record at each body that is still open. A question is
    a letter that submits nothing and chases none."""
    submits = SubmittedCredit.objects.of(organisation).filter(submission=OuterRef("pk"))
    rows = Submission.objects.of(organisation).filter(~Exists(submits), chases=None)
    rows = rows.exclude(state__in=[Fate.CANCELLED, Fate.REFUSED, Fate.POSTED, Fate.REJECTED])
    rows = rows.defer("content", "text").order_by("pk")
    return {(one.person_id, one.body): one for one in rows}


def _ready(organisation: Organisation, question: Question) -> Ready:
    body: Body = catalogue_of(organisation).bodies[question.body]
    keys = [fact.key for fact in question.credits]
    return Ready(
        question.person,
        body,
        address_of(settings_of(organisation), body),
        tuple(question.credits),
        evidence_of(organisation, keys),
        (),
        0,
        question.person.pk in consented(organisation, [question.person.pk]),
    )


def _hindrances(by: Actor, ready: Ready, question: Question) -> list[checks.Finding]:
    person, found = question.person, list(checks.days(by, {"on": question.seen_on}, {}))
    if not question.credits:
        found.append(("", "No credit is chosen that the letter could be about."))
    if not ready.address:
        text = f"It is not known where the {ready.body.code} takes certificates"
        found.append(("", f"{text}: give the address under “How credits are submitted”."))
    flaws = preflight.of_registrant(preflight.Registrant(person.name, person.number), ready.body)
    found += [("", f"{person.name}: {flaw.text}: {flaw.mend}") for flaw in flaws]
    return found
