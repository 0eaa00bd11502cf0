"""Lays companies out in an empty data folder; prints what the browser needs to open their pages.

There is the demonstration, a company with one of everything that an address can name (the one of
the test of every address), and two empty ones of the same owner.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodstanding.records.models import Organisation, Person, User
    from goodstanding.services.access import Actor

EXAMPLE = Path(__file__).parents[2] / "examples" / "team.xlsx"
HERE = "127.0.0.1"


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from goodstanding.records.migrating import bring_up_to_date

    bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    from web.test_every_address import whole

    everything = whole("Everything", "Ann Everly")
    sessions: dict[str, str] = {"everything": signed_in(_user(everything.owner.user))}
    things: dict[str, Any] = {name: str(thing) for name, thing in everything.things.items()}
    for lay in (demonstration, empty, strangers, asked, link):
        lay(sessions, things)
    print(json.dumps({"sessions": sessions, "things": things, "broken": broken()}))  # noqa: T201


def demonstration(sessions: dict[str, str], things: dict[str, Any]) -> None:
    """The demonstration's members by role, its people by first name, and what addresses name."""
    from goodstanding.records.models import Activity, Branch, Fact, Membership, Person
    from goodstanding.services.demonstration import owner

    company = Membership.objects.get(user=owner()).organisation
    members = Membership.objects.filter(organisation=company).select_related("user")
    sessions |= {member.role: signed_in(member.user) for member in members}
    people = Person.objects.of(company)
    things |= {person.name.split()[0].casefold(): person.pk for person in people}
    facts = Fact.objects.of(company).filter(superseded_seq=None).order_by("-place")
    things |= {fact.kind: str(fact.key) for fact in facts}
    things["person"] = things["maria"]
    things["own_credit"] = _typed_by_himself(company)
    things["own_letter"] = _letter_of_his_own(company)
    things["activity"] = Activity.objects.of(company).order_by("pk")[0].pk
    things["branch"] = Branch.objects.of(company).order_by("pk")[0].pk
    things["member"] = members.exclude(user=owner()).order_by("pk")[0].pk
    _plans(company, things)
    _imports(company, things)


def _plans(company: "Organisation", things: dict[str, Any]) -> None:
    """A plan, one of what-if, one that waits, one that failed, one of bookings that clash."""
    from datetime import date

    from company import actor
    from goodstanding.records.models import Enrolment, Person, YearPlan
    from goodstanding.services import year_plans
    from goodstanding.services.days_off import DayOffDetails, add_day_off, remove_day_off

    by = actor(company)
    year = by.today.year + 1
    sofia = Enrolment.objects.of(company).select_related("offering").get(locked=True)
    on: date = sofia.offering.starts_on

    def plan(**changed: str) -> int:
        one = year_plans.ask(by=by, year=on.year, changed=changed)
        year_plans.make(one.pk)
        return int(one.pk)

    off = add_day_off(by=by, details=DayOffDetails(on, person=Person.every.get(pk=sofia.person_id)))
    things["clashing"] = plan()
    remove_day_off(by=by, day_off=off)
    things["plan"] = plan()
    things["what_if"] = plan(max_out="50%", budget="2000", year_target="12")
    things["waiting"] = year_plans.ask(by=by, year=year + 2).pk
    failed = year_plans.ask(by=by, year=year + 1)
    YearPlan.every.filter(pk=failed.pk).update(
        state="failed", failed="The plan could not be made because of a mistake in this program."
    )
    things["unmade"] = failed.pk


def _typed_by_himself(company: "Organisation") -> str:
    """A credit that the demonstration's technician typed in on his own page."""
    from company import TODAY
    from goodstanding.engine.standing.facts import State
    from goodstanding.services.credits import CreditDetails, record_credit

    by, maria = _technician(company)
    details = CreditDetails("Drying class", TODAY, 100, State.EARNED)
    return str(record_credit(by=by, person=maria, details=details).key)


def _letter_of_his_own(company: "Organisation") -> int:
    """A letter that the demonstration's technician wrote on his own page."""
    from company import TODAY
    from goodstanding.engine.standing.facts import State
    from goodstanding.services.credits import CreditDetails, record_credit
    from goodstanding.services.submitting.making import submit

    by, maria = _technician(company)
    details = CreditDetails("Odor class", TODAY, 100, State.EARNED, provider="Truckee Training")
    fact = record_credit(by=by, person=maria, details=details)
    (letter,) = submit(by=by, people=[maria], credits=[fact.key], all_the_same=True)
    return int(letter.pk)


def _technician(company: "Organisation") -> "tuple[Actor, Person]":
    from company import TODAY
    from goodstanding.records.journal import Author
    from goodstanding.records.models import Membership
    from goodstanding.services.access import Actor, Role

    member = Membership.objects.get(organisation=company, role="technician")
    author = Author(f"user:{member.user_id}", str(member.user))
    assert member.person is not None
    who = {"user": member.user_id, "person": member.person_id}
    return Actor(company, Role.TECHNICIAN, author, TODAY, **who), member.person


def _imports(company: "Organisation", things: dict[str, Any]) -> None:
    """A workbook to look at, one that is on record, one with mistakes, and one that is none."""
    from company import actor
    from goodstanding.services.imports import accept, stage

    by = actor(company)
    things["import"] = stage(by=by, name="team.xlsx", content=EXAMPLE.read_bytes()).pk
    taken = stage(by=by, name="hired.csv", content=b"Name,ID\nHanna Hired,190001\n")
    accept(by=by, staged=taken)
    things["accepted"] = taken.pk
    wrong = b"Name,ID,Day cost,Strange\nWanda Wrong,190002,much,?\n,,,\nWanda Wrong,190003,12,?\n"
    things["mistaken"] = stage(by=by, name="wrong.csv", content=wrong).pk
    things["refused"] = stage(by=by, name="none.xlsx", content=b"PK").pk
    _after_accepting(by, things)


def _after_accepting(by: "Actor", things: dict[str, Any]) -> None:
    """An import that could not be recorded, one that was undone, one on which something builds."""
    from goodstanding.records.models import Accepting, Import, Person
    from goodstanding.services.imports import accept, ask, stage
    from goodstanding.services.people import PersonDetails, change_person
    from goodstanding.services.undoing import undo

    made: dict[str, Import] = {}
    for name in ("Failed", "Undone", "Built"):
        content = f"Name,ID\n{name} Fuller,{len(made)}\n".encode()
        made[name] = stage(by=by, name=f"{name}.csv", content=content)
        things[name.casefold()] = made[name].pk
    ask(by=by, staged=made["Failed"])
    Accepting.every.update(failed="Whoever accepted it may no longer bring workbooks in.")
    accept(by=by, staged=made["Undone"])
    undo(by=by, staged=Import.objects.of(by.organisation).get(pk=made["Undone"].pk))
    accept(by=by, staged=made["Built"])
    person = Person.objects.of(by.organisation).get(name="Built Fuller")
    change_person(by=by, person=person, details=PersonDetails("Built Fuller", phone="775 555 0100"))


def empty(sessions: dict[str, str], _: dict[str, Any]) -> None:
    """Somebody with two companies in which nothing is on record."""
    from company import company, user

    owner = user("Esther Empty", "esther@empty.example")
    for name in ("Larch Restoration", "Juniper Restoration"):
        company(name, owner)
    sessions["empty"] = signed_in(owner)


def strangers(sessions: dict[str, str], _: dict[str, Any]) -> None:
    """Somebody who may start a company, and somebody who may not."""
    from goodstanding.services.signing_in import add_user

    sessions["founder"] = signed_in(add_user(email="f@f.example", name="Fay", may_start=True))
    sessions["stranger"] = signed_in(add_user(email="s@s.example", name="Sid"))


def asked(sessions: dict[str, str], _: dict[str, Any]) -> None:
    """Somebody who waits for the code of his sign-in."""
    from django.test import Client

    browser = Client(HTTP_HOST=HERE)
    browser.post("/accounts/login/", {"email": "nobody.here@cascade.example"})
    sessions["asked"] = browser.cookies["sessionid"].value


def link(_: dict[str, str], things: dict[str, Any]) -> None:
    """A link that signs in once."""
    from goodstanding.services.demonstration import owner
    from goodstanding.services.signing_in import make_link

    things["secret"] = make_link(user=owner())


def broken() -> str:
    """The page that is shown when the server fails."""
    from django.test import RequestFactory
    from django.views.defaults import server_error

    return server_error(RequestFactory().get("/")).content.decode()


def signed_in(user: "User") -> str:
    """The session of somebody who is signed in."""
    from company import client

    return client(user).cookies["sessionid"].value


def _user(number: int | None) -> "User":
    from goodstanding.records.models import User

    return User.objects.get(pk=number)


if __name__ == "__main__":
    main()
