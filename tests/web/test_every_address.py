"""Every address × every role × another company: nothing leaks, and no address is forgotten.

An address that is not in the table fails the first test; so whoever adds a page says here what
it shows and who may see it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from company import TODAY, actor, client, credit, held, offering, person, user
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Branch, Fact, FactKind, Import, Organisation
from goodstanding.services import year_plans
from goodstanding.services.access import PERMISSIONS, Actor, May, Role
from goodstanding.services.activities import ActivityDetails, attend
from goodstanding.services.credentials import observe
from goodstanding.services.days_off import DayOffDetails, add_day_off
from goodstanding.services.enrolments import PlaceDetails, enrol
from goodstanding.services.evidence import attach, keep_file
from goodstanding.services.fees import FeeDetails, record_fee
from goodstanding.services.imports import stage
from goodstanding.services.members import grant
from goodstanding.services.merging import merge
from goodstanding.services.organisations import add_branch, found_company
from kept import kept
from services.scene import certificates_of, letters_of
from some import some

THEIRS = "Zebulon Quartermain"
"""The other company's person; nothing of him may come out."""


@dataclass(frozen=True)
class Address:
    """What an address takes, and what a role needs (one of them) to be let in."""

    takes: str = ""
    needs: tuple[May, ...] = ()
    posts_only: bool = False


ANYBODY = {
    "account_login",
    "account_request_login_code",
    "account_logout",
    "account_confirm_login_code",
    "sign_in_link",
    "start",
    "switch",
    "healthz",
}
"""Not of one company; tested where signing in and starting are."""

CONFIRM = (May.CONFIRM_CERTIFICATE, May.CONFIRM_OWN_CERTIFICATE)
SET_ASIDE = (May.SET_ASIDE_CERTIFICATE, May.SET_ASIDE_OWN_CERTIFICATE)
ADDRESSES = {
    "today": Address(needs=(May.SEE_TEAM, May.SEE_OWN)),
    "team": Address(needs=(May.SEE_TEAM,)),
    "roster": Address(needs=(May.SEE_TEAM,)),
    "journal": Address(needs=(May.SEE_JOURNAL,)),
    "catalogue": Address(needs=(May.SEE_TEAM, May.SEE_OWN)),
    "certification": Address("code", (May.SEE_TEAM, May.SEE_OWN)),
    "person": Address("person", (May.SEE_TEAM,)),
    "mine": Address(needs=(May.SEE_OWN,)),
    "own_credit_add": Address(needs=(May.RECORD_OWN_CREDIT,)),
    "own_credit_change": Address("own_credit", (May.CORRECT_OWN_CREDIT,)),
    "own_credit_void": Address("own_credit", (May.VOID_OWN_CREDIT,)),
    "first_steps": Address(needs=(May.ADD_PERSON,)),
    "person_add": Address(needs=(May.ADD_PERSON,)),
    "person_change": Address("person", (May.CHANGE_PERSON,)),
    "person_merge": Address("person", (May.MERGE_PEOPLE,)),
    "merge_undo": Address("merge", (May.UNDO_MERGE,)),
    "person_leave": Address("person", (May.LEAVE,)),
    "credential_add": Address("person", (May.RECORD_CREDENTIAL,)),
    "credential_change": Address("credential", (May.CORRECT_CREDENTIAL,)),
    "credential_observe": Address("credential", (May.OBSERVE,)),
    "credential_restore": Address("credential", (May.RESTORE,)),
    "credential_end": Address("credential", (May.END_CREDENTIAL,)),
    "credential_withdraw": Address("credential", (May.WITHDRAW_CREDENTIAL,)),
    "fact_withdraw": Address(
        "observation",
        (
            May.WITHDRAW_OBSERVATION,
            May.WITHDRAW_RESTORATION,
            May.WITHDRAW_ENDING,
            May.WITHDRAW_FEE,
        ),
    ),
    "fee_add": Address("person", (May.RECORD_FEE,)),
    "fee_change": Address("fee", (May.CORRECT_FEE,)),
    "credit_add": Address("person", (May.RECORD_CREDIT,)),
    "credits_add": Address(needs=(May.ATTEND,)),
    "credit_change": Address("credit", (May.CORRECT_CREDIT,)),
    "credit_void": Address("credit", (May.VOID_CREDIT,)),
    "credit_papers": Address("credit", (May.ATTACH_EVIDENCE,)),
    "own_credit_papers": Address("own_credit", (May.ATTACH_OWN_EVIDENCE,)),
    "activity_papers": Address("activity", (May.ATTACH_EVIDENCE,)),
    "paper": Address("paper", (May.SEE_TEAM,)),
    "own_paper": Address("paper", (May.SEE_OWN,)),
    "certificates": Address(needs=CONFIRM),
    "certificate_add": Address(needs=CONFIRM),
    "certificate": Address("certificate", CONFIRM),
    "certificate_picture": Address("certificate", CONFIRM),
    "certificate_aside": Address("certificate", SET_ASIDE),
    "certificate_again": Address("certificate_aside", SET_ASIDE, posts_only=True),
    "profiles": Address(needs=(May.OBSERVE,)),
    "activities": Address(needs=(May.ATTEND,)),
    "activity": Address("activity", (May.ATTEND,)),
    "activity_change": Address("activity", (May.CHANGE_ACTIVITY,)),
    "offerings": Address(needs=(May.CHANGE_OFFERINGS,)),
    "offering_add": Address(needs=(May.CHANGE_OFFERINGS,)),
    "offering": Address("offering", (May.CHANGE_OFFERINGS,)),
    "offering_change": Address("offering", (May.CHANGE_OFFERINGS,)),
    "offering_remove": Address("offering", (May.CHANGE_OFFERINGS,)),
    "offering_enrol": Address("offering", (May.ENROL,)),
    "offering_attended": Address("offering", (May.RECORD_ATTENDED,)),
    "enrolment_change": Address("enrolment", (May.ENROL,)),
    "days_off": Address(needs=(May.CHANGE_DAYS_OFF,)),
    "day_off_add": Address(needs=(May.CHANGE_DAYS_OFF,)),
    "day_off_change": Address("day_off", (May.CHANGE_DAYS_OFF,)),
    "day_off_remove": Address("day_off", (May.CHANGE_DAYS_OFF,)),
    "planning_settings": Address(needs=(May.CHANGE_PLANNING,)),
    "plans": Address(needs=(May.PLAN,)),
    "plan": Address("plan", (May.PLAN,)),
    "plan_cancel": Address("plan", (May.PLAN,), posts_only=True),
    "plan_beside": Address("plan", (May.PLAN,)),
    "plan_approve": Address("plan", (May.APPROVE_PLAN,)),
    "learning": Address(needs=(May.ENROL,)),
    "catch_up": Address(needs=(May.ENROL,)),
    "pattern": Address(needs=(May.CHANGE_PLANNING,)),
    "session_teaches": Address("offering", (May.CHANGE_OFFERINGS,)),
    "lapse_prices": Address(needs=(May.SEE_COSTS,)),
    "cost_figures": Address(needs=(May.CHANGE_COSTS,)),
    "cost_figure_change": Address("figure", (May.CHANGE_COSTS,)),
    "submissions": Address(needs=(May.SUBMIT,)),
    "submission_add": Address(needs=(May.SUBMIT,)),
    "differences": Address(needs=(May.SUBMIT,)),
    "difference_ask": Address("differing", (May.SUBMIT,)),
    "transcript": Address("person", (May.SUBMIT,)),
    "submission": Address("letter", (May.SUBMIT,)),
    "letter_file": Address("letter", (May.SUBMIT,)),
    "letter_sent": Address("letter", (May.TELL_FATE,)),
    "letter_discard": Address("letter", (May.SUBMIT,)),
    "letter_answer": Address("sent", (May.TELL_FATE,)),
    "letter_chase": Address("sent", (May.SUBMIT,)),
    "letter_back": Address("sent", (May.TELL_FATE,)),
    "answer_read": Address("answer", (May.TELL_FATE,), posts_only=True),
    "delivery_decide": Address("delivery", (May.TELL_FATE,)),
    "consent": Address("person", (May.CHANGE_CONSENT,)),
    "own_submit": Address(needs=(May.SUBMIT_OWN,)),
    "own_letter": Address("own_letter", (May.TELL_OWN_FATE,)),
    "own_letter_file": Address("own_letter", (May.TELL_OWN_FATE,)),
    "own_consent": Address(needs=(May.GIVE_OWN_CONSENT,)),
    "submitting_settings": Address(needs=(May.CHANGE_SUBMITTING,)),
    "health": Address(needs=(May.SEE_HEALTH,)),
    "settings": Address(needs=(May.CHANGE_ORGANISATION, May.CHANGE_BRANCHES)),
    "company_change": Address(needs=(May.CHANGE_ORGANISATION,)),
    "branch_add": Address(needs=(May.CHANGE_BRANCHES,), posts_only=True),
    "branch_rename": Address("branch", (May.CHANGE_BRANCHES,)),
    "branch_remove": Address("branch", (May.CHANGE_BRANCHES,)),
    "member_add": Address(needs=(May.GRANT_ACCESS,)),
    "member_change": Address("member", (May.GRANT_ACCESS,)),
    "member_revoke": Address("member", (May.REVOKE_ACCESS,)),
    "activity_attend": Address("activity", (May.ADD_ATTENDANCE,)),
    "backup_now": Address(needs=(May.BACK_UP,), posts_only=True),
    "settings_rules": Address(needs=(May.CHANGE_RULES,)),
    "rules_preview": Address(needs=(May.CHANGE_RULES,)),
    "imports": Address(needs=(May.IMPORT, May.EXPORT)),
    "template": Address(needs=(May.IMPORT,)),
    "import_preview": Address("import", (May.IMPORT,)),
    "import_accept": Address("import", (May.IMPORT,), posts_only=True),
    "import_undo": Address("accepted", (May.UNDO_IMPORT,)),
    "export": Address(needs=(May.EXPORT,)),
    "demo_remove": Address(needs=(May.REMOVE_DEMO,)),
}

EVERYBODYS = {"", "code", "figure"}
"""What addresses name that is the same in every company."""


@dataclass(frozen=True)
class Whole:
    """A company with one of everything that an address can name."""

    organisation: Organisation
    owner: Actor
    things: dict[str, int | str | UUID]


def whole(name: str, who: str) -> Whole:
    organisation = found_company(
        user=user("Olivia Owens", f"owner@{name.casefold()}.example"),
        name=name,
        time_zone="America/Denver",
        is_demo=True,
    )
    by = actor(organisation)
    somebody = person(by, who)
    credential = held(by, somebody, "WRT", issued_on=date(2024, 1, 10))
    taken = credit(by, somebody, amount=200, earned_on=date(2025, 5, 5))
    himself = actor(organisation, Role.TECHNICIAN, somebody)
    typed = credit(himself, somebody, title="Own words", amount=100)
    seen = observe(
        by=by, credential=credential, seen_on=TODAY, deadline=date(2028, 1, 9), balance=200
    )
    paid = record_fee(
        by=by, person=somebody, details=FeeDetails("IICRC", paid_through=date(2026, 12, 31))
    )
    attended = attend(
        by=by,
        details=ActivityDetails(f"{who} conference", date(2025, 6, 6), 1000),
        people=[somebody],
        state=State.EARNED,
    )
    staged = stage(by=by, name=f"{who}.xlsx", content=b"PK")
    accepted = stage(by=by, name=f"{who} again.xlsx", content=b"PK again")
    paper, _ = keep_file(by, f"{who}.pdf", b"%PDF-1.4 " + who.encode())
    attach(by=by, file=paper, credits=[taken])
    nothing: dict[str, object] = {"people": [], "new": {}, "branches": [], "sheets": []}
    Import.objects.of(organisation).filter(pk=accepted.pk).update(accepted_seq=1, did=nothing)
    branch = add_branch(by=by, name=f"{who} branch")
    merged = merge(by=by, keep=somebody, away=person(by, f"{who} again"))
    member = grant(
        by=by, email=f"someone@{name.casefold()}.example", name="", role=Role.COORDINATOR
    )
    offered = offering(by, title=f"{who} class")
    (place,) = enrol(by=by, offering=offered, people=[somebody], details=PlaceDetails())
    plan = year_plans.ask(by=by, year=2027)
    year_plans.make(plan.pk)
    away = add_day_off(by=by, details=DayOffDetails(date(2027, 7, 5), person=somebody))
    third = person(by, f"{who} third", number="77")
    letters = letters_of(by, third)
    certificates = certificates_of(by, somebody)
    return Whole(
        organisation,
        by,
        {
            "code": "WRT",
            "figure": "exam-WRT",
            "person": somebody.pk,
            "credential": credential.key,
            "credit": taken.key,
            "own_credit": typed.key,
            "observation": seen.key,
            "fee": paid.key,
            "activity": attended.pk,
            "import": staged.pk,
            "accepted": accepted.pk,
            "branch": branch.pk,
            "member": member.pk,
            "merge": merged.pk,
            "offering": offered.pk,
            "enrolment": place.pk,
            "day_off": away.pk,
            "plan": plan.pk,
            "third": third.pk,
            "differing": credential.key,
            "letter": letters[0].pk,
            "own_letter": letters[0].pk,
            "sent": letters[1].pk,
            "delivery": letters[2].pk,
            "answer": letters[4].pk,
            "paper": paper.pk,
            "certificate": certificates[0].pk,
            "certificate_aside": certificates[1].pk,
        },
    )


@dataclass(frozen=True)
class Two:
    """Two companies that know nothing of each other."""

    ours: Whole
    theirs: Whole


pytestmark = pytest.mark.django_db
_made, _world = kept(lambda: Two(whole("Ours", "Maria Lopez"), whole("Theirs", THEIRS)))


def urls(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from urls(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


def test_no_address_is_forgotten() -> None:
    assert set(urls(get_resolver().url_patterns)) == set(ADDRESSES) | ANYBODY


def url_of(name: str, things: dict[str, int | str | UUID]) -> str:
    takes = ADDRESSES[name].takes
    return reverse(name, args=[things[takes]] if takes else [])


def plain(body: bytes) -> str:
    """The page without what differs between two answers to the same question."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body.decode())
    return re.sub(r'(name="(?:once|key|nonce)" value=")[^"]*', "", text)


def asked(browser: Client, name: str, url: str) -> tuple[int, str]:
    answer = browser.post(url) if ADDRESSES[name].posts_only else browser.get(url)
    streamed = getattr(answer, "streaming", False)
    body = b"".join(answer.streaming_content) if streamed else answer.content
    return answer.status_code, body.decode(errors="replace") if name in (
        "export",
        "template",
    ) else plain(body)


@pytest.mark.parametrize("name", some(sorted(ADDRESSES)))
def test_roles_see_what_the_table_says(world: Two, name: str) -> None:
    ours = world.ours
    address, url = ADDRESSES[name], url_of(name, ours.things)
    for role in Role:
        browser = client(actor(ours.organisation, role))
        status, body = asked(browser, name, url)
        if PERMISSIONS[role].intersection(address.needs):
            assert status in (200, 302, 422), f"{role}: {status}"
        else:
            assert status == 403, f"{role}: {status}"
            assert "Maria" not in body
    anonymous = asked(Client(), name, url)
    assert anonymous[0] == 302


@pytest.mark.parametrize("name", some(sorted(ADDRESSES)))
def test_another_companys_things_are_nothing(world: Two, name: str) -> None:
    ours, theirs = world.ours, world.theirs
    address = ADDRESSES[name]
    for role in Role:
        browser = client(actor(ours.organisation, role))
        status, body = asked(browser, name, url_of(name, theirs.things))
        assert THEIRS not in body
        assert "Zebulon" not in body
        if address.takes in EVERYBODYS:
            continue
        nothing = {**theirs.things, address.takes: never(theirs.things[address.takes])}
        assert (status, body) == asked(browser, name, url_of(name, nothing))
        permitted = PERMISSIONS[role].intersection(address.needs)
        assert status == (404 if permitted else 403)


@pytest.mark.parametrize("name", sorted(name for name, one in ADDRESSES.items() if one.takes))
def test_nothing_of_another_company_can_be_changed(world: Two, name: str) -> None:
    if ADDRESSES[name].takes in EVERYBODYS:
        return
    ours, theirs = world.ours, world.theirs
    before = list(Fact.objects.of(theirs.organisation).values_list())
    answer = client(ours.owner).post(url_of(name, theirs.things), {"why": "x"})
    permitted = PERMISSIONS[Role.OWNER].intersection(ADDRESSES[name].needs)
    assert answer.status_code in ((404, 405) if permitted else (403,))
    assert list(Fact.objects.of(theirs.organisation).values_list()) == before


def never(thing: int | str | UUID) -> int | str | UUID:
    return 987_654_321 if isinstance(thing, int) else uuid4()


def test_the_table_names_kinds_that_exist(world: Two) -> None:
    ours = world.ours
    assert {one.takes for one in ADDRESSES.values()} - {""} <= set(ours.things)
    assert Branch.objects.of(ours.organisation).exists()
    assert Import.objects.of(ours.organisation).exists()
    assert Fact.objects.of(ours.organisation).filter(kind=FactKind.FEE).exists()
