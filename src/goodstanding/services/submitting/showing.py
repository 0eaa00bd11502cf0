"""What the pages about submissions show: what needs a person, what is on its way or at risk."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from goodstanding.records.models import (
    Answer,
    Delivery,
    Fact,
    Fate,
    Organisation,
    Passage,
    Submission,
    SubmittedCredit,
)
from goodstanding.services.evidence import Paper, evidence_of
from goodstanding.services.submitting.chasing import Silent, silent
from goodstanding.services.submitting.inbox import unread
from goodstanding.services.submitting.readiness import Ready, longest
from goodstanding.services.submitting.risk import Risk, risk
from goodstanding.services.submitting.settings import settings_of

MOST = 100


class Doubt(NamedTuple):
    """A delivery of which nobody knows whether it arrived."""

    delivery: Delivery
    letter: Submission


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything about submissions. `ready` are those who have waited longest, `more` as
    many again; `late` have waited for longer than the company wants."""

    doubts: list[Doubt]
    unread: list[Answer]
    refused: list[Submission]
    drafts: list[Submission]
    in_flight: list[Submission]
    silent: list[Silent]
    waiting: list[Submission]
    closed: list[Submission]
    ready: list[Ready]
    more: int
    late: int
    risk: tuple[Risk, ...]
    unsent_days: int
    chase_days: int

    @property
    def needs_somebody(self) -> bool:
        """Whether a letter waits for a person's word or step."""
        return bool(self.doubts or self.unread or self.refused or self.silent)

    @property
    def letters(self) -> bool:
        """Whether there are letters of which nothing is wrong."""
        return bool(self.drafts or self.in_flight or self.waiting or self.closed)


def overview(organisation: Organisation, on: date) -> Overview:
    """How all submissions of a company stand."""
    settings = settings_of(organisation)
    waits = longest(organisation, on, MOST, settings.unsent_days)
    quiet = silent(organisation, on)
    asked = {one.letter.pk for one in quiet}
    waiting = _letters(organisation, Fate.SENT, Fate.ANSWERED)
    return Overview(
        doubts(organisation),
        unread(organisation),
        _letters(organisation, Fate.REFUSED),
        _letters(organisation, Fate.DRAFT),
        _letters(organisation, Fate.QUEUED, Fate.DEFERRED),
        quiet,
        [one for one in waiting if one.pk not in asked],
        _letters(organisation, Fate.POSTED, Fate.REJECTED)[:20],
        waits.ready,
        waits.all - len(waits.ready),
        waits.late,
        risk(organisation, on),
        settings.unsent_days,
        settings.chase_days,
    )


def doubts(organisation: Organisation) -> list[Doubt]:
    """Every delivery whose outcome is unknown, copies too."""
    rows = Delivery.objects.of(organisation).filter(state=Passage.UNKNOWN)
    rows = rows.select_related("submission__person").order_by("tried_at", "pk")
    return [Doubt(row, row.submission) for row in rows]


class Line(NamedTuple):
    """A credit in a letter as it is now, and what the body said of it."""

    fact: Fact
    amount: int
    outcome: str
    why: str


def lines(letter: Submission) -> list[Line]:
    """The credits of a letter."""
    rows = SubmittedCredit.objects.of(letter.organisation).filter(submission=letter)
    said = {row.credit: row for row in rows.order_by("pk")}
    facts = Fact.objects.of(letter.organisation).filter(key__in=list(said), superseded_seq=None)
    live: dict[UUID, Fact] = {fact.key: fact for fact in facts}
    return [
        Line(live[key], row.amount, row.outcome, row.why)
        for key, row in said.items()
        if key in live
    ]


def papers(letter: Submission) -> list[Paper]:
    """The certificates that prove what is in a letter, each once, as they are now."""
    rows = SubmittedCredit.objects.of(letter.organisation).filter(submission=letter)
    keys = list(rows.order_by("pk").values_list("credit", flat=True))
    found = evidence_of(letter.organisation, keys)
    return list({paper.sha256: paper for key in keys for paper in found.get(key, ())}.values())


def deliveries(letter: Submission) -> list[Delivery]:
    """The ways of a letter, that to the body first."""
    rows = Delivery.objects.of(letter.organisation).filter(submission=letter)
    return list(rows.order_by("copy", "pk"))


def answers(letter: Submission) -> list[Answer]:
    """What came back, the latest first."""
    rows = Answer.objects.of(letter.organisation).filter(submission=letter)
    return list(rows.order_by("-came_at", "-pk"))


def chases(letter: Submission) -> list[Submission]:
    """The letters that asked about it."""
    rows = Submission.objects.of(letter.organisation).filter(chases=letter)
    return list(rows.order_by("pk"))


def his_letters(organisation: Organisation, person: int) -> list[Submission]:
    """A person's own letters that he sends or that wait for an answer, the latest first."""
    rows = Submission.objects.of(organisation).filter(person=person, chases=None)
    rows = rows.filter(state__in=[Fate.DRAFT, Fate.SENT, Fate.ANSWERED])
    return list(rows.defer("content", "text").order_by("-made_at", "-pk")[:20])


def _letters(organisation: Organisation, *states: Fate) -> list[Submission]:
    rows = Submission.objects.of(organisation).filter(state__in=states).defer("content", "text")
    return list(rows.select_related("person").order_by("-made_at", "-pk")[:MOST])
