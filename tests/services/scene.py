"""A company in which there is one of everything, and every verb with a call of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from typing import Any

from django.apps import apps
from django.db import connection

import company as cast
from goodstanding.engine.costs.figures import OwnFigure
from goodstanding.engine.learning import Item
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import (
    Activity,
    Answer,
    Branch,
    CertificateDraft,
    DayOff,
    Delivery,
    Enrolment,
    Evidence,
    EvidenceFile,
    Fact,
    Membership,
    Offering,
    Organisation,
    Person,
    Submission,
)
from goodstanding.services import (
    activities,
    costs,
    credentials,
    credits,
    days_off,
    enrolments,
    evidence,
    fees,
    members,
    offerings,
    organisations,
    pattern,
    people,
    planning_settings,
    sessions,
)
from goodstanding.services.access import Actor, May, Role
from goodstanding.services.certificates import bringing, confirming
from goodstanding.services.submitting import asking, chasing, consents, fates, inbox, making
from goodstanding.services.submitting import settings as submitting

ENDED_ON = date(2026, 12, 31)
PLACE = enrolments.PlaceDetails()
DAYS = days_off.DayOffDetails(date(2027, 7, 5))


@dataclass(frozen=True, slots=True)
class Scene:
    """One of everything; `spare` is a credential that has not ended."""

    organisation: Organisation
    branch: Branch
    empty_branch: Branch
    person: Person
    other: Person
    credential: Fact
    spare: Fact
    observation: Fact
    restoration: Fact
    ending: Fact
    fee: Fact
    credit: Fact
    activity: Activity
    membership: Membership
    offering: Offering
    enrolment: Enrolment
    day_off: DayOff
    session: Offering
    draft: Submission
    sent: Submission
    doubtful: Delivery
    ready: Fact
    answer: Answer
    evidence: Evidence
    paper: EvidenceFile
    certificate: CertificateDraft
    aside: CertificateDraft


def scene(name: str = "Cascade Restoration") -> Scene:
    """The company, made by its owner's verbs."""
    organisation = cast.company(name)
    by = cast.actor(organisation)
    branch, empty = cast.branch(by), cast.branch(by, "Reno")
    person = cast.person(by, branch=branch, number="17", email="maria@cascade.example")
    other = cast.person(by, "Sam Ng")
    held, spare = cast.held(by, person), cast.held(by, person, "ASD")
    seen = credentials.observe(
        by=by, credential=held, seen_on=date(2026, 10, 1), deadline=date(2027, 1, 9), balance=300
    )
    credit = cast.credit(by, person)
    restored = credentials.restore(by=by, credential=held, day=date(2025, 5, 5))
    ended = credentials.end(by=by, credential=held, day=ENDED_ON)
    return Scene(
        organisation,
        branch,
        empty,
        person,
        other,
        held,
        spare,
        seen,
        restored,
        ended,
        cast.fee(by, person),
        credit,
        cast.attended(by, person),
        cast.member(organisation, Role.AUDITOR),
        offering := cast.offering(by, starts_on=date(2026, 11, 9), ends_on=None),
        enrolments.enrol(by=by, offering=offering, people=[person], details=PLACE)[0],
        days_off.add_day_off(by=by, details=DAYS),
        cast.offering(by, title="Lunch and learn", kind="session"),
        *letters_of(by, person),
        *_proof(by, credit),
        *certificates_of(by, other),
    )


def letters_of(by: Actor, person: Person) -> tuple[Submission, Submission, Delivery, Fact, Answer]:
    """A class that can be submitted, a draft, a letter that was sent, one of which nobody knows."""
    drafts = [
        making.submit(by=by, people=[person], credits=[fact.key], all_the_same=True)[0]
        for fact in (
            cast.credit(by, person, title=title, provider="Larch School", approved=True)
            for title in ("Draft", "Sent")
        )
    ]
    fates.say_sent(by=by, letter=drafts[1], on=cast.TODAY)
    drafts[1].refresh_from_db()
    consents.give_consent(by=by, person=person, given_on=cast.TODAY)
    last = cast.credit(by, person, title="Doubtful", provider="Larch School", approved=True)
    (made,) = making.submit(by=by, people=[person], credits=[last.key], all_the_same=True)
    Submission.objects.of(by.organisation).filter(pk=made.pk).update(state="unknown")
    rows = Delivery.objects.of(by.organisation).filter(submission=made, copy=False)
    rows.update(state="unknown")
    answer = inbox.receive(reply_to(drafts[1]))
    assert answer is not None
    ready = cast.credit(by, person, title="Ready", provider="Larch School", approved=True)
    return *drafts, rows.select_related("submission").get(), ready, answer


def certificates_of(by: Actor, person: Person) -> tuple[CertificateDraft, CertificateDraft]:
    """A certificate that waits to be confirmed, and one that was set aside."""
    found = {
        "holder": {"value": person.name, "sure": True},
        "title": {"value": "Applied Structural Drying", "sure": True},
        "completed_on": {"value": "2026-11-06", "sure": False},
    }
    state = CertificateDraft.State
    for number, how in enumerate((state.READ, state.ASIDE)):
        content = f"%PDF-1.4 {person.name} {number}".encode()
        file = bringing.bring(by=by, name=f"{person.name}.pdf", content=content).file
        rows = CertificateDraft.objects.of(by.organisation).filter(file=file)
        rows.update(state=how, found=found, person=person, pages=1)
    first, second = CertificateDraft.objects.of(by.organisation).order_by("-pk")[:2][::-1]
    return first, second


def reply_to(letter: Submission, *, text: str = "Thank you.") -> bytes:
    """What a clerk of the body answers to a letter."""
    answer = EmailMessage()
    answer["From"], answer["Subject"] = "clerk@body.example", f"Re: {letter.subject}"
    answer["Message-ID"], answer["In-Reply-To"] = "<1@body.example>", letter.message_id
    answer.set_content(text)
    return answer.as_bytes()


def _proof(by: Actor, credit: Fact) -> tuple[Evidence, EvidenceFile]:
    """Evidence of a credit, and a paper that proves nothing yet."""
    first, _ = evidence.keep_file(by, "wrt.pdf", b"%PDF-1.4 first")
    spare, _ = evidence.keep_file(by, "rrt.pdf", b"%PDF-1.4 spare")
    return evidence.attach(by=by, file=first, credits=[credit])[0], spare


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of records, to tell that nothing was written."""
    rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("records").get_models():
            key = model._meta.pk.column
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY {key}")  # noqa: S608
            rows[model.__name__] = cursor.fetchall()
    return rows


DETAILS = people.PersonDetails("Kim Park", number="99")
WRT = credentials.CredentialDetails("WRT", issued_on=date(2023, 1, 11))
FEE = fees.FeeDetails("IICRC", date(2027, 12, 31))
RULES = '[bodies.LOCAL]\nname = "Local board"\nunit = "hour"\nsource = "made up"\nsure = "C"\n'

VERBS: dict[str, tuple[May, Callable[[Actor, Scene], object]]] = {
    "change_company": (
        May.CHANGE_ORGANISATION,
        lambda by, _: organisations.change_company(by=by, name="Larch", time_zone="UTC"),
    ),
    "change_rules": (
        May.CHANGE_RULES,
        lambda by, _: organisations.change_rules(by=by, text="# none"),
    ),
    "add_branch": (
        May.CHANGE_BRANCHES,
        lambda by, _: organisations.add_branch(by=by, name="Las Vegas"),
    ),
    "rename_branch": (
        May.CHANGE_BRANCHES,
        lambda by, s: organisations.rename_branch(by=by, branch=s.branch, name="Las Vegas"),
    ),
    "remove_branch": (
        May.CHANGE_BRANCHES,
        lambda by, s: organisations.remove_branch(by=by, branch=s.empty_branch),
    ),
    "grant": (
        May.GRANT_ACCESS,
        lambda by, s: members.grant(
            by=by, email="kim@a.example", name="Kim", role=Role.TECHNICIAN, person=s.other
        ),
    ),
    "revoke": (May.REVOKE_ACCESS, lambda by, s: members.revoke(by=by, membership=s.membership)),
    "add_person": (
        May.ADD_PERSON,
        lambda by, s: people.add_person(
            by=by, details=people.PersonDetails("Kim Park", branch=s.branch)
        ),
    ),
    "change_person": (
        May.CHANGE_PERSON,
        lambda by, s: people.change_person(by=by, person=s.person, details=DETAILS),
    ),
    "leave": (
        May.LEAVE,
        lambda by, s: people.leave(by=by, person=s.person, left_on=cast.TODAY),
    ),
    "record_credential": (
        May.RECORD_CREDENTIAL,
        lambda by, s: credentials.record_credential(by=by, person=s.person, details=WRT),
    ),
    "correct_credential": (
        May.CORRECT_CREDENTIAL,
        lambda by, s: credentials.correct_credential(by=by, fact=s.credential, details=WRT),
    ),
    "withdraw_credential": (
        May.WITHDRAW_CREDENTIAL,
        lambda by, s: credentials.withdraw_credential(by=by, fact=s.credential),
    ),
    "observe": (
        May.OBSERVE,
        lambda by, s: credentials.observe(
            by=by, credential=s.credential, seen_on=cast.TODAY, deadline=None, balance=600
        ),
    ),
    "observe_many": (
        May.OBSERVE,
        lambda by, s: credentials.observe_many(
            by=by, sightings=[credentials.Sighting(s.spare, cast.TODAY, None, 600)]
        ),
    ),
    "restore": (
        May.RESTORE,
        lambda by, s: credentials.restore(by=by, credential=s.spare, day=cast.TODAY),
    ),
    "end": (
        May.END_CREDENTIAL,
        lambda by, s: credentials.end(by=by, credential=s.spare, day=cast.TODAY),
    ),
    "withdraw an observation": (
        May.WITHDRAW_OBSERVATION,
        lambda by, s: credentials.withdraw(by=by, fact=s.observation),
    ),
    "withdraw a restoration": (
        May.WITHDRAW_RESTORATION,
        lambda by, s: credentials.withdraw(by=by, fact=s.restoration),
    ),
    "withdraw an ending": (
        May.WITHDRAW_ENDING,
        lambda by, s: credentials.withdraw(by=by, fact=s.ending),
    ),
    "record_fee": (
        May.RECORD_FEE,
        lambda by, s: fees.record_fee(by=by, person=s.person, details=FEE),
    ),
    "correct_fee": (
        May.CORRECT_FEE,
        lambda by, s: fees.correct_fee(by=by, fact=s.fee, details=FEE),
    ),
    "withdraw_fee": (May.WITHDRAW_FEE, lambda by, s: fees.withdraw_fee(by=by, fact=s.fee)),
    "record_credit": (
        May.RECORD_CREDIT,
        lambda by, s: credits.record_credit(
            by=by, person=s.person, details=cast.credit_details(state=State.POSTED)
        ),
    ),
    "correct_credit": (
        May.CORRECT_CREDIT,
        lambda by, s: credits.correct_credit(
            by=by, fact=s.credit, details=cast.credit_details(amount=700)
        ),
    ),
    "void_credit": (
        May.VOID_CREDIT,
        lambda by, s: credits.void_credit(by=by, fact=s.credit, why="typed twice"),
    ),
    "attach": (
        May.ATTACH_EVIDENCE,
        lambda by, s: evidence.attach(by=by, file=s.paper, credits=[s.credit]),
    ),
    "attach to an activity": (
        May.ATTACH_EVIDENCE,
        lambda by, s: evidence.attach(by=by, file=s.paper, activity=s.activity),
    ),
    "detach": (
        May.DETACH_EVIDENCE,
        lambda by, s: evidence.detach(by=by, evidence=s.evidence),
    ),
    "confirm": (
        May.CONFIRM_CERTIFICATE,
        lambda by, s: confirming.confirm(
            by=by,
            certificate=s.certificate,
            person=s.other,
            details=[cast.credit_details()],
        ),
    ),
    "prove": (
        May.CONFIRM_CERTIFICATE,
        lambda by, s: confirming.prove(by=by, certificate=s.certificate, fact=s.credit),
    ),
    "set_aside": (
        May.SET_ASIDE_CERTIFICATE,
        lambda by, s: confirming.set_aside(by=by, certificate=s.certificate, why="not ours"),
    ),
    "take_up": (
        May.SET_ASIDE_CERTIFICATE,
        lambda by, s: confirming.take_up(by=by, certificate=s.aside),
    ),
    "attend": (
        May.ATTEND,
        lambda by, s: activities.attend(
            by=by,
            details=cast.activity_details(title="Booth visit", kind="booth"),
            people=[s.person, s.other],
            state=State.EARNED,
        ),
    ),
    "add_attendance": (
        May.ADD_ATTENDANCE,
        lambda by, s: activities.add_attendance(
            by=by, activity=s.activity, people=[s.other], state=State.EARNED
        ),
    ),
    "change_activity": (
        May.CHANGE_ACTIVITY,
        lambda by, s: activities.change_activity(
            by=by, activity=s.activity, details=cast.activity_details(amount=900)
        ),
    ),
    "add_offering": (
        May.CHANGE_OFFERINGS,
        lambda by, _: offerings.add_offering(by=by, details=cast.offering_details()),
    ),
    "change_offering": (
        May.CHANGE_OFFERINGS,
        lambda by, s: offerings.change_offering(
            by=by, offering=s.offering, details=cast.offering_details(seats=9)
        ),
    ),
    "remove_offering": (
        May.CHANGE_OFFERINGS,
        lambda by, s: offerings.remove_offering(by=by, offering=s.offering),
    ),
    "enrol": (
        May.ENROL,
        lambda by, s: enrolments.enrol(by=by, offering=s.offering, people=[s.other], details=PLACE),
    ),
    "change_enrolment": (
        May.ENROL,
        lambda by, s: enrolments.change_enrolment(
            by=by,
            enrolment=s.enrolment,
            details=enrolments.PlaceDetails(enrolments.Place.CANCELLED),
        ),
    ),
    "attended": (
        May.RECORD_ATTENDED,
        lambda by, s: enrolments.attended(
            by=by,
            offering=s.offering,
            details=cast.activity_details(title=s.offering.title, ended_on=s.offering.starts_on),
            people=[s.person],
        ),
    ),
    "add_day_off": (
        May.CHANGE_DAYS_OFF,
        lambda by, _: days_off.add_day_off(by=by, details=DAYS),
    ),
    "change_day_off": (
        May.CHANGE_DAYS_OFF,
        lambda by, s: days_off.change_day_off(by=by, day_off=s.day_off, details=DAYS),
    ),
    "remove_day_off": (
        May.CHANGE_DAYS_OFF,
        lambda by, s: days_off.remove_day_off(by=by, day_off=s.day_off),
    ),
    "change_figure": (
        May.CHANGE_COSTS,
        lambda by, _: costs.change_figure(
            by=by, name="exam-WRT", own=OwnFigure(9_000, None, "Invoice of May", None)
        ),
    ),
    "change_pattern": (
        May.CHANGE_PLANNING,
        lambda by, _: pattern.change_pattern(by=by, items=[Item(2, "session")]),
    ),
    "teach_back": (
        May.CHANGE_OFFERINGS,
        lambda by, s: sessions.teach_back(by=by, session=s.session, event=None),
    ),
    "change_settings": (
        May.CHANGE_PLANNING,
        lambda by, _: planning_settings.change_settings(by=by, values={"margin": "3"}, services={}),
    ),
    "change_submitting": (
        May.CHANGE_SUBMITTING,
        lambda by, _: submitting.change_submitting(
            by=by, values=submitting.Submitting(chase_days=30)
        ),
    ),
    "give_consent": (
        May.CHANGE_CONSENT,
        lambda by, s: consents.give_consent(by=by, person=s.other, given_on=cast.TODAY),
    ),
    "revoke_consent": (
        May.CHANGE_CONSENT,
        lambda by, s: consents.revoke_consent(by=by, person=s.person),
    ),
    "submit": (
        May.SUBMIT,
        lambda by, s: making.submit(
            by=by, people=[s.person], credits=[s.ready.key], all_the_same=True
        ),
    ),
    "ask": (
        May.SUBMIT,
        lambda by, s: asking.ask(
            by=by, question=asking.Question(s.person, "IICRC", cast.TODAY, [s.credit])
        ),
    ),
    "decide": (
        May.TELL_FATE,
        lambda by, s: fates.decide(by=by, delivery=s.doubtful, arrived=True),
    ),
    "say_sent": (
        May.TELL_FATE,
        lambda by, s: fates.say_sent(by=by, letter=s.draft, on=cast.TODAY),
    ),
    "discard": (May.SUBMIT, lambda by, s: fates.discard(by=by, letter=s.draft)),
    "file_answer": (
        May.TELL_FATE,
        lambda by, s: fates.file_answer(
            by=by, letter=s.sent, said=fates.Said(cast.TODAY, text="We will see.")
        ),
    ),
    "come_back": (May.TELL_FATE, lambda by, s: fates.come_back(by=by, letter=s.sent)),
    "mark_read": (May.TELL_FATE, lambda by, s: inbox.mark_read(by=by, answer=s.answer)),
    "chase": (May.SUBMIT, lambda by, s: chasing.chase(by=by, letter=s.sent)),
}
"""Every verb by the permission that it needs; a call of it in a company as the scene makes it."""
