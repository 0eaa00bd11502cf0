"""Who may sign in to a company, and as what."""

import pytest

import company as cast
from goodstanding.records.models import Membership, User
from goodstanding.services import members
from goodstanding.services.access import Actor, Forbidden, Role, Wrong
from services.journaled import last
from services.scene import everything

pytestmark = pytest.mark.django_db


def _owner() -> Actor:
    organisation = cast.company()
    return cast.actor(organisation)


def test_access_is_given_changed_and_taken_away() -> None:
    by = _owner()
    maria = cast.person(by)
    given = members.grant(
        by=by, email=" Maria@Cascade.example ", name="Maria", role=Role.TECHNICIAN, person=maria
    )
    assert (given.user.email, given.user.name, given.role, given.person) == (
        "maria@cascade.example",
        "Maria",
        "technician",
        maria,
    )
    assert last(by.organisation) == {
        "verb": "access.grant",
        "what": "Gave Maria access as technician",
        "subjects": [["user", given.user_id]],
        "changes": [
            ["Maria", "Role", None, "technician"],
            ["Maria", "Person", None, "Maria Lopez"],
        ],
    }
    changed = members.grant(
        by=by, email="maria@cascade.example", name="Someone", role=Role.COORDINATOR
    )
    assert (changed.pk, changed.role, str(changed.user)) == (given.pk, "coordinator", "Maria")
    members.revoke(by=by, membership=changed)
    assert last(by.organisation) == {
        "verb": "access.revoke",
        "what": "Took the access of Maria away",
        "subjects": [["user", given.user_id]],
        "changes": [["Maria", "Role", "coordinator", None]],
    }
    assert not Membership.objects.filter(organisation=by.organisation, user=given.user).exists()


def test_a_user_of_another_company_keeps_his_name() -> None:
    there = cast.company("Larch Cleaning")
    by = _owner()
    owner = User.objects.get(email="owner@larch.example")
    members.grant(by=by, email=owner.email, name="Renamed", role=Role.AUDITOR)
    assert User.objects.get(pk=owner.pk).name == "Olivia Owens"
    assert Membership.objects.get(organisation=there).role == "owner"


def test_what_cannot_be_granted() -> None:
    by = _owner()
    before = everything()
    with pytest.raises(Wrong) as wrong:
        members.grant(by=by, email="maria", name="M" * 121, role=Role.TECHNICIAN)
    assert wrong.value.problems == (
        ("email", "“maria” is no e-mail address: write it as name@company.com."),
        ("name", "It has 121 characters and 120 are the most: shorten it."),
        ("person", "A technician sees his own standing only: choose which person he is."),
    )
    assert everything() == before


def test_the_last_owner_stays_and_stays_an_owner() -> None:
    by = _owner()
    owner = Membership.objects.get(organisation=by.organisation)
    text = "Olivia Owens is the last owner: make somebody else an owner first."
    for call in (
        lambda: members.revoke(by=by, membership=owner),
        lambda: members.grant(by=by, email=owner.user.email, name="", role=Role.MANAGER),
    ):
        with pytest.raises(Wrong) as wrong:
            call()
        assert wrong.value.problems == (("role", text),)
    second = members.grant(by=by, email="kim@cascade.example", name="Kim", role=Role.OWNER)
    members.revoke(by=by, membership=owner)
    assert list(Membership.objects.filter(organisation=by.organisation)) == [second]


def test_a_manager_neither_makes_nor_changes_nor_revokes_owners() -> None:
    owner = _owner()
    by = cast.actor(owner.organisation, Role.MANAGER)
    other = members.grant(by=owner, email="kim@cascade.example", name="Kim", role=Role.OWNER)
    before = everything()
    for call in (
        lambda: members.grant(by=by, email="new@cascade.example", name="", role=Role.OWNER),
        lambda: members.grant(by=by, email="kim@cascade.example", name="", role=Role.AUDITOR),
        lambda: members.revoke(by=by, membership=other),
    ):
        with pytest.raises(Forbidden):
            call()
    assert everything() == before
    members.grant(by=by, email="new@cascade.example", name="", role=Role.MANAGER)
