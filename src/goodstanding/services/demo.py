"""The demonstration: a fictional company laid out around a day, and its removal."""

from datetime import date, timedelta
from functools import partial

from django.db import transaction

from goodstanding.engine.days import add_months
from goodstanding.engine.standing.facts import State
from goodstanding.records import papers
from goodstanding.records.journal import Author
from goodstanding.records.models import (
    Accepting,
    Activity,
    Answer,
    Branch,
    CertificateDraft,
    Consent,
    CostFigure,
    DayOff,
    Delivery,
    Enrolment,
    Entry,
    Evidence,
    EvidenceFile,
    Fact,
    Head,
    Import,
    KeptSheet,
    Membership,
    Merge,
    Offering,
    Organisation,
    PatternItem,
    Person,
    PlanningSetting,
    StagedFact,
    Standing,
    Submission,
    SubmissionSettings,
    SubmittedCredit,
    Tally,
    TeachBack,
    Unjudged,
    User,
    YearPlan,
)
from goodstanding.services import demo_cast as cast
from goodstanding.services.access import Actor, Forbidden, May, Role
from goodstanding.services.activities import ActivityDetails, attend
from goodstanding.services.credentials import (
    CredentialDetails,
    Sighting,
    end,
    observe_many,
    record_credential,
    restore,
)
from goodstanding.services.credits import CreditDetails, record_credit
from goodstanding.services.demo_certificates import lay_out_certificates
from goodstanding.services.demo_letters import is_sent_later, lay_out_letters
from goodstanding.services.demo_year import lay_out_year
from goodstanding.services.fees import FeeDetails, record_fee
from goodstanding.services.members import grant
from goodstanding.services.organisations import found_company
from goodstanding.services.people import PersonDetails, add_person, leave

_TABLES = (
    Answer, Delivery, SubmittedCredit, Submission, Consent, SubmissionSettings, CertificateDraft,
    Evidence, EvidenceFile, YearPlan, StagedFact, Accepting, Merge, Standing, Fact, TeachBack,
    Enrolment, Offering, DayOff, PlanningSetting, CostFigure, PatternItem, Activity, Unjudged,
    Person, Import, KeptSheet, Branch, Entry,
)  # fmt: skip
"""What belongs to a company, in the order in which it can go."""


def lay_out(*, user: User, on: date) -> Organisation:
    """A fictional company of the user's own, around a day; everything is recorded by the verbs."""
    with transaction.atomic():
        organisation = found_company(
            user=user,
            name=cast.COMPANY,
            time_zone=cast.TIME_ZONE,
            branches=cast.BRANCHES,
            is_demo=True,
        )
        author = Author(f"user:{user.pk}", str(user))
        stage = _Stage(Actor(organisation, Role.OWNER, author, on, user=user.pk))
        stage.fill()
    return organisation


def laid_out() -> list[Organisation]:
    """The demonstrations that are here, each of another user."""
    return list(Organisation.objects.filter(is_demo=True).order_by("pk"))


class _Stage:
    """The company while it is laid out."""

    def __init__(self, by: Actor) -> None:
        self.by, self.on = by, by.today
        self.people: dict[str, Person] = {}
        self.held: dict[tuple[str, str], Fact] = {}

    def fill(self) -> None:
        """Everybody comes, and everything happens."""
        branches = {one.name: one for one in Branch.objects.of(self.by.organisation)}
        for worker in cast.WORKERS:
            self._hire(worker, branches[worker.branch])
        for holding in cast.HOLDINGS:
            self._hold(holding)
        self._look()
        for event in cast.EVENTS:
            self._attend(event)
        for hours in cast.HOURS:
            self._credit(hours)
        for name, since in cast.FEES.items():
            self._pay(self.people[name], since)
        for worker in cast.WORKERS:
            if worker.left is not None:
                left_on = self._day(worker.left)
                leave(by=self.by, person=self.people[worker.name], left_on=left_on)
        lay_out_year(self.by, self.people)
        lay_out_letters(self.by, self.people)
        lay_out_certificates(self.by)
        for one in cast.SIGN_INS:
            self._let_in(one)

    def _day(self, away: int) -> date:
        return self.on + timedelta(days=away)

    def _maybe(self, away: int | None) -> date | None:
        return None if away is None else self._day(away)

    def _hire(self, worker: cast.Worker, branch: Branch) -> None:
        details = PersonDetails(
            name=worker.name,
            number=worker.number,
            email=f"{worker.name.split()[0].casefold().replace('ł', 'l')}@cascade.example",
            branch=branch,
            role=worker.role,
            hired_on=self._day(worker.hired),
            day_cost=worker.cost or None,
        )
        self.people[worker.name] = add_person(by=self.by, details=details)

    def _hold(self, holding: cast.Holding) -> None:
        details = CredentialDetails(
            certification=holding.code,
            issued_on=self._issue(holding),
            tracked_from=self._maybe(holding.tracked),
            expires_on=self._maybe(holding.expires),
        )
        person = self.people[holding.name]
        fact = record_credential(by=self.by, person=person, details=details)
        self.held[holding.name, holding.code] = fact
        if holding.restored is not None:
            restore(by=self.by, credential=fact, day=self._day(holding.restored))
        if holding.ended is not None:
            end(by=self.by, credential=fact, day=self._day(holding.ended))

    def _issue(self, holding: cast.Holding) -> date | None:
        """The day of issue from which the cycles come out as wanted."""
        if holding.due is None:
            return self._maybe(holding.issued)
        return add_months(self._day(holding.due + 1), -holding.months * holding.cycle)

    def _look(self) -> None:
        for one in cast.SIGHTS:
            credential = self.held[one.name, one.code]
            seen, due = self._day(one.seen), self._day(one.due)
            observe_many(by=self.by, sightings=[Sighting(credential, seen, due, one.balance)])

    def _attend(self, event: cast.Event) -> None:
        details = ActivityDetails(
            title=event.title,
            ended_on=self._day(event.day),
            amount=event.amount,
            provider=event.provider,
            kind=event.kind,
            started_on=self._day(event.day - event.days + 1) if event.days > 1 else None,
            approved=True,
        )
        people = [self.people[name] for name in event.people]
        attend(by=self.by, details=details, people=people, state=event.state)

    def _credit(self, hours: cast.Hours) -> None:
        later = is_sent_later(hours.name, hours.title)
        details = CreditDetails(
            title=hours.title,
            earned_on=self._day(hours.day),
            amount=hours.amount,
            state=State.EARNED if later else hours.state,
            provider=hours.provider,
            kind=hours.kind,
            submitted_on=None if later else self._maybe(hours.submitted),
            posted_on=None if later else self._maybe(hours.posted),
            approved=hours.approved,
        )
        record_credit(by=self.by, person=self.people[hours.name], details=details)

    def _pay(self, person: Person, since: int) -> None:
        for paid in (since - 365, since):
            details = FeeDetails("IICRC", self._day(paid + 364), self._day(paid))
            record_fee(by=self.by, person=person, details=details)

    def _let_in(self, one: cast.SignIn) -> None:
        role = Role(one.role)
        person = self.people[one.name] if role is Role.TECHNICIAN else None
        grant(by=self.by, email=one.email, name=one.name, role=role, person=person)


def remove(*, by: Actor) -> None:
    """Take the demonstration away with everything in it, its journal too, and the users who
    belong to nothing else but the one who removes it.

    Only a demonstration goes: Forbidden for any other company; the database refuses as well.
    """
    by.must(May.REMOVE_DEMO)
    with transaction.atomic():
        rows = Organisation.objects.select_for_update().filter(pk=by.organisation.pk, is_demo=True)
        if not rows.update(removing=True):
            raise Forbidden
        users = _users_of_nothing_else(by)
        Membership.objects.filter(organisation=by.organisation).delete()
        for table in _TABLES:
            table.every.filter(organisation=by.organisation).delete()
        for kept in (Head, Tally):
            kept.objects.filter(organisation=by.organisation).delete()
        Organisation.objects.filter(pk=by.organisation.pk).delete()
        User.objects.filter(pk__in=users).delete()
        transaction.on_commit(partial(papers.remove, by.organisation.pk))


def _users_of_nothing_else(by: Actor) -> list[int]:
    mine = Membership.objects.filter(organisation=by.organisation).exclude(user=by.user)
    others = Membership.objects.exclude(organisation=by.organisation).values("user")
    here = mine.exclude(user__in=others).exclude(user__may_start=True)
    return list(here.values_list("user", flat=True))
