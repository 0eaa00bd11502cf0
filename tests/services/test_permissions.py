"""Who may do what: every verb in every role, and with the objects of another company."""

import inspect
import re
from pathlib import Path

import pytest

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Entry
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
from goodstanding.services.access import PERMISSIONS, Forbidden, May, Role, Wrong
from goodstanding.services.certificates import confirming
from goodstanding.services.submitting import asking, chasing, consents, fates, inbox, making
from goodstanding.services.submitting import settings as submitting
from kept import kept
from services.scene import VERBS, Scene, everything, scene

SOURCE = Path(inspect.getfile(May)).parents[1]
pytestmark = pytest.mark.django_db
_made, _world = kept(scene)

FOR_NOBODYS_OBJECT = {
    *("change_company", "change_rules", "add_branch"),
    *("add_offering", "add_day_off", "change_settings", "change_figure", "change_pattern"),
    *("add_offering", "add_day_off", "change_settings", "change_submitting"),
}
"""Verbs that are about the actor's own company and take no object of it."""


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.parametrize("role", Role)
def test_a_verb_works_for_the_roles_in_the_table_and_writes_nothing_for_others(
    world: Scene, name: str, role: Role
) -> None:
    may, call = VERBS[name]
    made = world
    by = cast.actor(made.organisation, role, made.person if role is Role.TECHNICIAN else None)
    before = everything()
    if may in PERMISSIONS[role]:
        call(by, made)
        entries = Entry.objects.of(made.organisation).order_by("seq").values_list("seq", "verb")
        assert list(entries)[len(before["Entry"]) :] == [(len(before["Entry"]) + 1, may.value)]
    elif name in ("revoke_consent", "submit", "say_sent") and role is Role.TECHNICIAN:
        call(by, made)  # his own
    elif name == "record_credit" and role is Role.TECHNICIAN:
        with pytest.raises(Wrong):  # what is posted is not for him to say
            call(by, made)
        assert everything() == before
    else:
        with pytest.raises(Forbidden):
            call(by, made)
        assert everything() == before


@pytest.mark.parametrize("name", sorted(set(VERBS) - FOR_NOBODYS_OBJECT))
def test_the_objects_of_another_company_are_refused_and_nothing_is_written(
    world: Scene, name: str
) -> None:
    made, other = world, cast.company("Larch Cleaning")
    by = cast.actor(other)
    before = everything()
    with pytest.raises(Forbidden):
        VERBS[name][1](by, made)
    assert everything() == before


def test_another_companys_person_or_branch_cannot_be_mixed_in(world: Scene) -> None:
    made, other = world, cast.company("Larch Cleaning")
    by = cast.actor(other)
    kim, branch = cast.person(by, "Kim Park"), made.branch
    before = everything()
    mixed = people.PersonDetails("Kim Park", branch=branch)
    for call in (
        lambda: people.change_person(by=by, person=kim, details=mixed),
        lambda: activities.attend(
            by=by,
            details=cast.activity_details(),
            people=[kim, made.person],
            state=State.EARNED,
        ),
        lambda: credentials.observe_many(
            by=by,
            sightings=[credentials.Sighting(made.credential, cast.TODAY, None, 100)],
        ),
    ):
        with pytest.raises(Forbidden):
            call()
    assert everything() == before


def test_every_verb_is_in_the_table_of_calls() -> None:
    rooms = (
        *(activities, costs, credentials, credits, days_off, enrolments, evidence, fees, members),
        *(offerings, organisations, pattern, people, planning_settings, sessions),
        *(asking, chasing, consents, fates, inbox, making, submitting),
        confirming,
    )
    verbs = {
        name
        for room in rooms
        for name, what in vars(room).items()
        if inspect.isfunction(what)
        and what.__module__ == room.__name__
        and "by" in inspect.signature(what).parameters
        and inspect.signature(what).parameters["by"].kind is inspect.Parameter.KEYWORD_ONLY
    }
    called = {name.partition(" ")[0] for name in VERBS}
    assert called == verbs


def test_every_permission_is_asked_for_somewhere() -> None:
    sources = [path for path in SOURCE.rglob("*.py") if path.name != "access.py"]
    asked = {
        one for path in sources for one in re.findall(r"\bMay\.([A-Z_]+)", path.read_text("utf-8"))
    }
    shown = {
        one.upper()
        for path in SOURCE.rglob("*.html")
        for one in re.findall(r"\bmay\.([a-z_]+)", path.read_text("utf-8"))
    }
    assert {may.name for may in May} - asked - shown == set()


def test_the_table_of_permissions_in_words() -> None:
    told = {role: sorted(may.value for may in PERMISSIONS[role]) for role in Role}
    everything_of_the_office = sorted(
        may.value for may in May if may is not May.SEE_OWN and "_own" not in may.value
    )
    the_companys = {
        "access.grant",
        "access.revoke",
        "backup.make",
        "demo.remove",
        "health.see",
        "organisation.change",
        "rules.change",
        "submitting.change",
    }
    assert told == {
        Role.OWNER: everything_of_the_office,
        Role.MANAGER: [
            one for one in everything_of_the_office if one not in ("demo.remove", "backup.make")
        ],
        Role.COORDINATOR: [one for one in everything_of_the_office if one not in the_companys],
        Role.TECHNICIAN: [
            "certificate.confirm_own",
            "certificate.set_aside_own",
            "consent.change_own",
            "credit.correct_own",
            "credit.record_own",
            "credit.void_own",
            "evidence.attach_own",
            "own.see",
            "submission.fate_own",
            "submission.make_own",
        ],
        Role.AUDITOR: ["journal.see", "team.see"],
    }


def test_a_verb_that_fails_after_it_began_leaves_nothing(world: Scene) -> None:
    made = world
    by = cast.actor(made.organisation)
    before = everything()
    with pytest.raises(Wrong):
        activities.attend(
            by=by, details=cast.activity_details(), people=[made.person], state=State.EARNED
        )
    assert everything() == before
