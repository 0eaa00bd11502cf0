"""Who may sign in: given, changed, taken away."""

import pytest
from django.urls import reverse

from company import actor, client, company, member, person
from goodstanding.records.models import Entry, Membership, Organisation
from goodstanding.services.access import Role
from services.journaled import last
from web.typing_in import mended, nothing_else, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

OWNER = ("owner@cascade.example", "owner", None)


def members(organisation: Organisation) -> list[tuple[str, str, str | None]]:
    rows = Membership.objects.filter(organisation=organisation).order_by("pk")
    return list(rows.values_list("user__email", "role", "person__name"))


def test_access_is_given_by_e_mail() -> None:
    organisation = company()
    browser = client(actor(organisation))
    answer = sent(
        browser,
        reverse("member_add"),
        email="Dana@Cascade.example",
        name="Dana Reyes",
        role="coordinator",
    )
    assert said(browser, answer) == [
        "/settings/",
        (
            "Dana Reyes can sign in with dana@cascade.example as coordinator. Nothing was sent: "
            "tell them yourself."
        ),
    ]
    assert members(organisation) == [OWNER, ("dana@cascade.example", "coordinator", None)]
    assert last(organisation)["verb"] == "access.grant"


def test_a_technician_is_somebody_on_the_team() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by, number="17", email="maria@cascade.example")
    browser, url = client(by), reverse("member_add")
    page = browser.get(f"{url}?person={maria.pk}")
    assert shown(page, "email", "name", "person", "role") == {
        "email": ["maria@cascade.example"],
        "name": ["Maria Lopez"],
        "person": ["17"],
        "role": ["technician"],
    }
    sent(browser, f"{url}?person={maria.pk}")
    assert members(organisation) == [
        OWNER,
        ("maria@cascade.example", "technician", "Maria Lopez"),
    ]


def test_who_is_meant_is_found_by_name_or_said() -> None:
    organisation = company()
    by = actor(organisation)
    person(by)
    person(by, "Sam Ng")
    person(by, "Sam Ng")
    browser, url = client(by), reverse("member_add")
    typed = {"email": "x@cascade.example", "role": "technician"}
    assert mended(sent(browser, url, **typed)) == [
        "Person: A technician sees his own standing only: choose which person he is."
    ]
    assert mended(sent(browser, url, **typed, person="sam ng")) == [
        "Person: “sam ng” fits 2 people: write the ID or the e-mail address of the one meant."
    ]
    assert mended(sent(browser, url, **typed, person="Nobody")) == [
        (
            "Person: There is no person “Nobody” on the team: correct the name, or add the person "
            "first."
        )
    ]
    assert sent(browser, url, **typed, person="maria  LOPEZ").status_code == 302
    assert members(organisation)[1:] == [("x@cascade.example", "technician", "Maria Lopez")]


def test_what_is_no_address_stays_as_typed() -> None:
    organisation = company()
    typed = {"email": "dana at cascade", "name": "Dana"}
    answer = sent(client(actor(organisation)), reverse("member_add"), **typed)
    assert mended(answer) == [
        "E-mail address: “dana at cascade” is no e-mail address: write it as name@company.com."
    ]
    assert shown(answer, *typed) == {name: [value] for name, value in typed.items()}


def test_an_address_that_has_access_is_not_changed_by_adding_it() -> None:
    organisation = company()
    answer = sent(
        client(actor(organisation)),
        reverse("member_add"),
        email="OWNER@cascade.example",
        role="auditor",
    )
    assert mended(answer) == [
        "E-mail address: This address has access already: change its role in Settings."
    ]
    assert members(organisation) == [OWNER]


def test_a_role_is_changed_and_taken_away() -> None:
    organisation = company()
    by = actor(organisation)
    dana = member(organisation, Role.COORDINATOR)
    browser = client(by)
    changed = sent(browser, reverse("member_change", args=[dana.pk]), role="manager")
    assert said(browser, changed) == ["/settings/", "Una Coordinator is now manager."]
    assert [role for _, role, _ in members(organisation)] == ["owner", "manager"]
    revoked = sent(browser, reverse("member_revoke", args=[dana.pk]))
    assert said(browser, revoked) == [
        "/settings/",
        "Una Coordinator can no longer see Cascade Restoration.",
    ]
    assert members(organisation) == [OWNER]


def test_the_last_owner_stays() -> None:
    organisation = company()
    owner = member(organisation)
    browser = client(actor(organisation))
    for answer in (
        sent(browser, reverse("member_revoke", args=[owner.pk])),
        sent(browser, reverse("member_change", args=[owner.pk]), role="auditor"),
    ):
        assert mended(answer)[0].endswith(
            "Olivia Owens is the last owner: make somebody else an owner first."
        )
    assert members(organisation) == [OWNER]


def test_a_manager_neither_makes_nor_touches_owners() -> None:
    organisation = company()
    owner = member(organisation)
    browser = client(actor(organisation, Role.MANAGER))
    answer = sent(browser, reverse("member_add"), email="x@cascade.example", role="owner")
    assert mended(answer) == ["Role: “owner” is not one of the choices."]
    for name in ("member_change", "member_revoke"):
        assert browser.get(reverse(name, args=[owner.pk])).status_code == 403
        assert browser.post(reverse(name, args=[owner.pk]), {"role": "auditor"}).status_code == 403
    assert members(organisation)[0] == OWNER


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.TECHNICIAN, Role.AUDITOR])
def test_others_may_not(role: Role) -> None:
    organisation = company()
    owner, browser = member(organisation), client(actor(organisation, role))
    before = Entry.objects.of(organisation).count()
    for url in (
        reverse("member_add"),
        reverse("member_change", args=[owner.pk]),
        reverse("member_revoke", args=[owner.pk]),
    ):
        assert browser.get(url).status_code == 403
        assert browser.post(url, {"email": "x@y.example", "role": "owner"}).status_code == 403
    assert Entry.objects.of(organisation).count() == before


def test_another_companys_member_is_nothing() -> None:
    theirs = member(company("Theirs"))
    ours = client(actor(company("Ours")))
    for name in ("member_change", "member_revoke"):
        answer = nothing_else(ours.get(reverse(name, args=[theirs.pk])))
        assert answer == nothing_else(ours.get(reverse(name, args=[987_654_321])))
        assert answer[0] == 404
        assert ours.post(reverse(name, args=[theirs.pk]), {"role": "auditor"}).status_code == 404
    assert Membership.objects.get(pk=theirs.pk).role == "owner"
