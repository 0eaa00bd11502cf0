"""`goodstanding user`: who can sign in."""

import re

import pytest

from cli.cast import run
from company import actor, company, person
from goodstanding.records.models import Entry, Membership, SignInLink, User

pytestmark = pytest.mark.django_db
LINK = re.compile(r"^http://127\.0\.0\.1:8000/sign-in/[\w-]{43}/$")


def test_a_user_without_a_company_may_start_one() -> None:
    result = run("user", "add", "Olivia@Cascade.example", "--name", "Olivia Owens")
    said, link = result.stdout.splitlines()
    made = User.objects.get()
    assert (result.exit_code, result.stderr) == (0, "")
    assert said == "olivia@cascade.example can sign in. This link does so once within 24 hours:"
    assert LINK.match(link)
    assert (made.email, made.name, made.may_start) == (
        "olivia@cascade.example",
        "Olivia Owens",
        True,
    )
    assert link.split("/")[-2] not in str(list(SignInLink.objects.values()))


def test_access_to_a_company_stands_in_its_journal() -> None:
    organisation = company()
    result = run(
        "user", "add", "cora@cascade.example", "--organisation", "cascade restoration",
        "--role", "coordinator",
    )  # fmt: skip
    made = Membership.objects.get(user__email="cora@cascade.example")
    entry = Entry.objects.of(organisation).latest("seq")
    assert (result.exit_code, made.role, made.user.may_start) == (0, "coordinator", False)
    assert (entry.verb, entry.actor, entry.details["by"]) == (
        "access.grant", "system", "goodstanding user add",
    )  # fmt: skip


def test_a_technician_is_the_person_with_the_address() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by, email="Maria@cascade.example")
    options = ["--organisation", "Cascade Restoration", "--role", "technician"]
    unknown = run("user", "add", "nobody@cascade.example", *options)
    known = run("user", "add", "maria@cascade.example", *options)
    assert (unknown.exit_code, "exactly one person" in unknown.stderr) == (2, True)
    assert (known.exit_code, Membership.objects.get(role="technician").person) == (0, maria)
    assert not User.objects.filter(email="nobody@cascade.example").exists()


def test_what_cannot_be_is_refused_in_a_sentence() -> None:
    company()
    no_address = run("user", "add", "olivia")
    no_company = run("user", "add", "o@cascade.example", "--organisation", "Cascadia")
    assert (no_address.exit_code, "“olivia” is no e-mail address." in no_address.stderr) == (
        2,
        True,
    )
    assert (no_company.exit_code, no_company.stderr) == (
        2,
        (
            "Error: There is no company “Cascadia” here. Leave --organisation out: the user can "
            "then start it in the browser.\n"
        ),
    )
    assert not User.objects.filter(email="o@cascade.example").exists()


def test_somebody_who_is_here_gets_another_link_and_keeps_everything() -> None:
    company()
    run("user", "add", "owner@cascade.example", "--name", "Olivia O. Owens")
    assert SignInLink.objects.get().user.name == "Olivia O. Owens"
    assert Membership.objects.get().role == "owner"


def test_everybody_is_listed() -> None:
    empty = run("user", "list")
    company("Cascade Restoration")
    run("user", "add", "olivia@cascade.example", "--name", "Olivia\x1b[2J")
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert "goodstanding user add" in empty.stderr
    assert run("user", "list").stdout.splitlines() == [
        "olivia@cascade.example  Olivia\ufffd[2J  no company",
        "owner@cascade.example  Olivia Owens  owner of Cascade Restoration",
    ]
