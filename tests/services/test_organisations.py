"""A company: founded, named, its branches, its own rules."""

import pytest

import company as cast
from goodstanding.engine.rules.bounds import MOST_BYTES
from goodstanding.engine.rules.model import Problem
from goodstanding.records.catalogues import catalogue_of, rules_hash
from goodstanding.records.models import (
    Branch,
    Entry,
    Head,
    Membership,
    Organisation,
    Standing,
)
from goodstanding.services import credentials, organisations
from goodstanding.services.access import Wrong
from goodstanding.services.organisations import WrongRules
from services.journaled import last
from services.scene import everything

pytestmark = pytest.mark.django_db

OWN = """
[certifications.LOCAL-1]
name = "Local first course"
body = "IICRC"
level = "technician"
rule = "local"
source = "made up for this test"
read = 2026-01-01
sure = "C"

[[rules.local]]
kind = "credits"
months = 12
required = 2
source = "made up for this test"
read = 2026-01-01
sure = "C"
"""


def test_a_company_is_founded_with_its_owner_and_its_first_entry() -> None:
    owner = cast.user()
    made = organisations.found_company(
        user=owner, name=" Cascade  Restoration ", time_zone="America/Denver", branches=["Denver"]
    )
    assert (made.name, made.time_zone, made.is_demo) == (
        "Cascade Restoration",
        "America/Denver",
        False,
    )
    (branch,) = Branch.objects.of(made)
    assert list(Membership.objects.values_list("user", "organisation", "role", "person")) == [
        (owner.pk, made.pk, "owner", None)
    ]
    assert Head.objects.get(organisation=made).seq == 1
    assert last(made) == {
        "verb": "organisation.found",
        "what": "Founded Cascade Restoration",
        "subjects": [["user", owner.pk], ["branch", branch.pk]],
        "changes": [["Cascade Restoration", "Branch", None, "Denver"]],
    }


def test_what_a_company_cannot_be_called() -> None:
    owner = cast.user()
    before = everything()
    with pytest.raises(Wrong) as wrong:
        organisations.found_company(
            user=owner, name=" ", time_zone="Mars/North", branches=["Reno", "", "RENO"]
        )
    assert wrong.value.problems == (
        ("name", "It is missing: fill it in."),
        ("time_zone", "“Mars/North” is no time zone: write one such as America/Denver."),
        ("branches", "It is missing: fill it in."),
        ("branches", "“RENO” is there twice: remove one of them."),
    )
    assert everything() == before


def test_another_name_and_zone() -> None:
    by = cast.actor(cast.company())
    organisations.change_company(by=by, name="Larch", time_zone="UTC")
    assert (by.organisation.name, by.organisation.time_zone) == ("Larch", "UTC")
    assert last(by.organisation) == {
        "verb": "organisation.change",
        "what": "Changed the settings of Cascade Restoration",
        "subjects": [],
        "changes": [
            ["Cascade Restoration", "Name", "Cascade Restoration", "Larch"],
            ["Cascade Restoration", "Time zone", "America/Denver", "UTC"],
        ],
    }


def test_branches_come_change_their_name_and_go() -> None:
    by = cast.actor(cast.company())
    denver = cast.branch(by)
    with pytest.raises(Wrong) as wrong:
        cast.branch(by, " DENVER ")
    text = "There is a branch “DENVER” already: give another name."
    assert wrong.value.problems == (("name", text),)
    organisations.rename_branch(by=by, branch=denver, name="denver")
    assert last(by.organisation) == {
        "verb": "branch.change",
        "what": "Renamed the branch Denver to denver",
        "subjects": [["branch", denver.pk]],
        "changes": [["Denver", "Name", "Denver", "denver"]],
    }
    maria = cast.person(by, branch=denver)
    with pytest.raises(Wrong) as wrong:
        organisations.remove_branch(by=by, branch=denver)
    text = "1 person belongs to Denver: move them first."
    assert wrong.value.problems == (("branch", text),)
    maria.delete()
    organisations.remove_branch(by=by, branch=denver)
    assert list(Branch.objects.of(by.organisation)) == []


def test_rules_are_laid_over_the_catalogue_and_everybody_is_judged_anew() -> None:
    by = cast.actor(cast.company())
    cast.held(by, cast.person(by))
    cast.held(by, cast.person(by, "Sam Ng"), "ASD")
    assert catalogue_of(by.organisation).find("LOCAL-1") is None
    organisations.change_rules(by=by, text=OWN.replace("\n", "\r\n"))
    assert catalogue_of(by.organisation).find("LOCAL-1") is not None
    entry = Entry.objects.of(by.organisation).order_by("-seq")[0]
    assert entry.verb == "rules.change"
    assert entry.details["changes"] == [["Cascade Restoration", "Own rules", "", OWN]]
    assert set(Standing.objects.of(by.organisation).values_list("judged_seq", "rules")) == {
        (entry.seq, rules_hash(by.organisation))
    }


def test_wrong_rules_are_refused_with_every_line() -> None:
    by = cast.actor(cast.company())
    before = everything()
    with pytest.raises(WrongRules) as wrong:
        organisations.change_rules(by=by, text="[bodies.X]\nname = 3\n[[rules.y]]\nkind = 'z'\n")
    assert {problem.line for problem in wrong.value.problems} >= {2, 4}
    assert everything() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "#" * (MOST_BYTES + 1),
            "The text is larger than 1 MB; a file of rules is far smaller.",
        ),
        (
            "a." * 3000,
            "The text has keys of far too many parts (a.b.c …); two or three will do.",
        ),
    ],
)
def test_the_size_of_rules_is_bounded(text: str, said: str) -> None:
    by = cast.actor(cast.company())
    with pytest.raises(WrongRules) as wrong:
        organisations.change_rules(by=by, text=text)
    assert wrong.value.problems == (Problem("the company's rules", 1, said),)


def test_codes_in_use_do_not_vanish_even_when_withdrawn_since() -> None:
    by = cast.actor(cast.company())
    organisations.change_rules(by=by, text=OWN)
    fact = cast.held(by, cast.person(by), "LOCAL-1")
    credentials.withdraw_credential(by=by, fact=fact)
    with pytest.raises(WrongRules) as wrong:
        organisations.change_rules(by=by, text="")
    text = "the certification LOCAL-1 is in use: keep it in the rules, also when it is used no more"
    assert wrong.value.problems == (Problem("the company's rules", 1, text),)
    assert Organisation.objects.get(pk=by.organisation.pk).own_rules == OWN


def test_a_verb_goes_by_the_rules_as_they_are_under_the_lock() -> None:
    organisation = cast.company()
    by, other = cast.actor(organisation), cast.actor(Organisation.objects.get())
    maria = cast.person(by)
    organisations.change_rules(by=other, text=OWN)
    cast.held(by, maria, "LOCAL-1")
    assert [row.certification for row in Standing.objects.of(organisation)] == ["LOCAL-1"]
