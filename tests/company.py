"""The cast of the tests that need a database: fictional companies, their people and users.

Today is Sunday, 22 November 2026, for everybody.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.test.client import ClientHandler

from goodstanding.engine.standing.facts import State
from goodstanding.records.journal import Author
from goodstanding.records.models import (
    Activity,
    Branch,
    Fact,
    Membership,
    Offering,
    Organisation,
    Person,
    User,
)
from goodstanding.services.access import Actor, Role
from goodstanding.services.activities import ActivityDetails, attend
from goodstanding.services.credentials import CredentialDetails, record_credential
from goodstanding.services.credits import CreditDetails, record_credit
from goodstanding.services.fees import FeeDetails, record_fee
from goodstanding.services.offerings import OfferingDetails, add_offering
from goodstanding.services.organisations import add_branch, found_company
from goodstanding.services.people import PersonDetails, add_person

TODAY = date(2026, 11, 22)


def user(name: str = "Olivia Owens", email: str = "") -> User:
    """Somebody who can sign in, made at the first call with the address."""
    address = email or f"{name.casefold().replace(' ', '.')}@cascade.example"
    made, _ = User.objects.get_or_create(email=address, defaults={"name": name})
    return made


def company(name: str = "Cascade Restoration", owner: User | None = None) -> Organisation:
    """A company in Denver; its owner is Olivia Owens of an address of the company's own."""
    address = f"owner@{name.split()[0].casefold()}.example"
    return found_company(
        user=owner or user("Olivia Owens", address), name=name, time_zone="America/Denver"
    )


def actor(
    organisation: Organisation, role: Role = Role.OWNER, person: Person | None = None
) -> Actor:
    """A member of the company in a role, today. A technician is `person`."""
    membership = member(organisation, role, person)
    return Actor(
        organisation,
        role,
        Author(f"user:{membership.user_id}", str(membership.user)),
        TODAY,
        user=membership.user_id,
        person=membership.person_id,
    )


def member(
    organisation: Organisation, role: Role = Role.OWNER, person: Person | None = None
) -> Membership:
    """The company's member in a role, made at the first call; no entry is written."""
    found = Membership.objects.filter(organisation=organisation, role=role.value, person=person)
    if found.exists():
        return found.select_related("user", "organisation")[0]
    address = f"{role.value}{person.pk if person else ''}@{organisation.pk}.example"
    name = person.name if person else f"Una {role.value.capitalize()}"
    return Membership.objects.create(
        user=user(name, address), organisation=organisation, role=role.value, person=person
    )


_HANDLER = ClientHandler(enforce_csrf_checks=False)
"""All browsers' way into the program: a way of its own for each would list the static files."""


def client(who: User | Actor) -> Client:
    """A browser in which somebody is signed in; an actor's company is chosen.

    The session is written as signing in leaves it, without its dozen questions to the database.
    """
    browser = Client()
    browser.handler = _HANDLER
    someone = who if isinstance(who, User) else User.objects.get(pk=who.user)
    session = SessionStore()
    session[SESSION_KEY] = str(someone.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = someone.get_session_auth_hash()
    if isinstance(who, Actor):
        session["organisation"] = who.organisation.pk
    session.create()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return browser


def branch(by: Actor, name: str = "Denver") -> Branch:
    """A branch."""
    return add_branch(by=by, name=name)


def person(by: Actor, name: str = "Maria Lopez", **details: Any) -> Person:
    """A person; details as in PersonDetails."""
    return add_person(by=by, details=PersonDetails(name, **details))


def held(by: Actor, who: Person, certification: str = "WRT", **details: Any) -> Fact:
    """A credential, issued on 10 January 2023 unless said; details as in CredentialDetails."""
    details = {"issued_on": date(2023, 1, 10)} | details
    return record_credential(by=by, person=who, details=CredentialDetails(certification, **details))


def credit(by: Actor, who: Person, **details: Any) -> Fact:
    """An earned credit of 6 hours on 14 November 2026 unless said; as in CreditDetails."""
    return record_credit(by=by, person=who, details=credit_details(**details))


def credit_details(**details: Any) -> CreditDetails:
    """An earned credit of 6 hours on 14 November 2026 unless said."""
    usual = {
        "title": "S500 update online",
        "earned_on": date(2026, 11, 14),
        "amount": 600,
        "state": State.EARNED,
    }
    return CreditDetails(**usual | details)


def fee(by: Actor, who: Person, **details: Any) -> Fact:
    """A fee to the IICRC for 2026 unless said; as in FeeDetails."""
    usual = {"body": "IICRC", "paid_on": date(2026, 1, 5), "paid_through": date(2026, 12, 31)}
    return record_fee(by=by, person=who, details=FeeDetails(**usual | details))


def activity_details(**details: Any) -> ActivityDetails:
    """A conference of 10 hours that ended on 6 November 2026 unless said."""
    usual = {
        "title": "Restoration conference",
        "ended_on": date(2026, 11, 6),
        "amount": 1000,
        "kind": "event",
    }
    return ActivityDetails(**usual | details)


def attended(by: Actor, *people: Person, state: State = State.EARNED, **details: Any) -> Activity:
    """An activity that people attended; details as in `activity_details`."""
    return attend(by=by, details=activity_details(**details), people=people, state=state)


def offering_details(**details: Any) -> OfferingDetails:
    """A class of 7 hours on 8 and 9 February 2027, in Reno, with 4 seats, unless said."""
    usual = {
        "title": "Drying class",
        "provider": "Larch School",
        "starts_on": date(2027, 2, 8),
        "ends_on": date(2027, 2, 9),
        "amount": 700,
        "price": 45_000,
        "seats": 4,
        "city": "Reno",
        "approved": True,
    }
    return OfferingDetails(**usual | details)


def offering(by: Actor, **details: Any) -> Offering:
    """An offering; details as in `offering_details`."""
    return add_offering(by=by, details=offering_details(**details))
