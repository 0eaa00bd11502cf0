"""The company's name and zone, its branches, its own rules."""

from datetime import date

import pytest
from django.urls import reverse

from company import actor, branch, client, company, held, person
from goodstanding.records.models import Branch, Entry, Organisation, Standing
from goodstanding.records.verify import STALE, verify
from goodstanding.services import catching_up, rule_preview
from goodstanding.services.access import Role
from goodstanding.services.organisations import change_company, change_rules
from goodstanding.web.views.recording.filling import ALREADY
from goodstanding.web.views.recording.rules import EXAMPLE
from goodstanding.work import jobs
from services.journaled import last
from services.scene import everything
from web.typing_in import filled, mended, nothing_else, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

BROKEN = """\
[certifications.STATE-WATER]
name = "State water restoration licence"
body = "NOBODY"
level = "state licence"
rule = "no-such-rule"
colour = "blue"
source = "iicrc"
sure = "Z"
"""


def branches(organisation: Organisation) -> list[str]:
    return [one.name for one in Branch.objects.of(organisation).order_by("pk")]


def test_the_name_and_the_time_zone_are_changed() -> None:
    organisation = company()
    browser = client(actor(organisation))
    answer = sent(
        browser,
        reverse("company_change"),
        name="Cascade Drying",
        time_zone="america/los angeles",
    )
    assert said(browser, answer) == ["/settings/", "The company's settings are recorded."]
    organisation.refresh_from_db()
    assert (organisation.name, organisation.time_zone) == ("Cascade Drying", "America/Los_Angeles")
    assert last(organisation)["changes"] == [
        ["Cascade Restoration", "Name", "Cascade Restoration", "Cascade Drying"],
        ["Cascade Restoration", "Time zone", "America/Denver", "America/Los_Angeles"],
    ]


def test_a_zone_that_does_not_exist_is_refused() -> None:
    organisation = company()
    browser, url = client(actor(organisation)), reverse("company_change")
    answer = sent(browser, url, name="Cascade Drying", time_zone="Denver time")
    assert mended(answer) == [
        (
            "Time zone: “Denver time” is no time zone: choose one from the list, such as "
            "America/Los_Angeles."
        )
    ]
    assert shown(answer, "name", "time_zone") == {
        "name": ["Cascade Drying"],
        "time_zone": ["Denver time"],
    }


def test_settings_changed_meanwhile() -> None:
    organisation = company()
    by = actor(organisation)
    browser, url = client(by), reverse("company_change")
    stale = filled(browser.get(url), name="Cascade Drying")
    change_company(by=by, name="Cascade", time_zone="America/Denver")
    assert mended(browser.post(url, stale))[1:] == ["Name: Now: “Cascade”."]


def test_branches_come_are_renamed_and_go() -> None:
    organisation = company()
    browser = client(actor(organisation))
    added = sent(browser, reverse("branch_add"), name="Reno")
    assert said(browser, added) == ["/settings/", "Reno is added."]
    reno = Branch.objects.of(organisation).get()
    renamed = sent(browser, reverse("branch_rename", args=[reno.pk]), name="Sparks")
    assert said(browser, renamed) == ["/settings/", "The branch is called Sparks now."]
    url = reverse("branch_remove", args=[reno.pk])
    typed = filled(browser.get(url))
    assert said(browser, browser.post(url, typed))[1] == "The branch Sparks is removed."
    assert said(browser, browser.post(url, typed)) == ["/settings/", ALREADY]
    assert branches(organisation) == []


def test_a_branch_with_people_stays() -> None:
    organisation = company()
    by = actor(organisation)
    denver = branch(by)
    person(by, branch=denver)
    answer = sent(client(by), reverse("branch_remove", args=[denver.pk]))
    assert mended(answer) == ["1 person belongs to Denver: move them first."]
    assert branches(organisation) == ["Denver"]
    double = sent(client(by), reverse("branch_add"), name="denver")
    assert mended(double) == ["Name: There is a branch “denver” already: give another name."]


def test_rules_are_laid_over_the_catalogue() -> None:
    organisation = company()
    by = actor(organisation)
    browser, url = client(by), reverse("settings_rules")
    answer = sent(browser, url, text=EXAMPLE)
    assert (answer.status_code, answer["Location"]) == (302, reverse("rules_preview"))
    page = browser.get(reverse("rules_preview")).content.decode()
    assert "Nobody’s standing changes" in page
    organisation.refresh_from_db()
    assert organisation.own_rules == ""
    answer = sent(browser, reverse("rules_preview"))
    assert said(browser, answer) == [
        "/settings/",
        "The rules are recorded, and everybody's standing is judged by them.",
    ]
    organisation.refresh_from_db()
    assert organisation.own_rules == EXAMPLE
    assert shown(browser.get(url), "text") == {"text": [EXAMPLE]}
    assert browser.get(reverse("settings")).context["own"] == (1, 1)


def test_every_mistake_comes_back_with_its_line() -> None:
    organisation = company()
    browser, url = client(actor(organisation)), reverse("settings_rules")
    answer = sent(browser, url, text=BROKEN)
    lines = BROKEN.split("\n")
    found = [(one.line, one.stands) for one in answer.context["mistakes"]]
    assert found == [(line, lines[line - 1]) for line, _ in found]
    assert {line for line, _ in found} >= {3, 5, 6, 8}
    assert len(mended(answer)) == 1
    assert shown(answer, "text") == {"text": [BROKEN]}
    organisation.refresh_from_db()
    assert organisation.own_rules == ""


STRICTER = """
[sources.wall]
at = "The wall of the office"
read = 2026-10-01

[[rules.twice]]
kind = "credits"
months = 24
required = 28
source = "wall"
sure = "A"

[certifications.WRT]
rule = "twice"
"""


def test_the_preview_says_what_changes_for_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = company()
    by = actor(organisation)
    for number in range(3):
        who = person(by, f"Person {number}")
        held(by, who, "WRT")
        held(by, who, "ASD")
    browser, url = client(by), reverse("settings_rules")
    before, entries = everything(), Entry.objects.of(organisation).count()
    assert browser.get(reverse("rules_preview"))["Location"] == url
    monkeypatch.setattr(rule_preview, "STEP", 2)
    sent(browser, url, text=STRICTER)
    first = browser.get(reverse("rules_preview"))
    assert first["Refresh"] == "3"
    assert "Looked at 2 of 3 people so far." in first.content.decode()
    answer = browser.get(reverse("rules_preview"))
    assert "Refresh" not in answer
    page = answer.content.decode()
    found = answer.context["found"]
    assert {(one.name, one.certification) for one in found.changes} == {
        ("Person 0", "WRT"),
        ("Person 1", "WRT"),
        ("Person 2", "WRT"),
    }
    assert found.codes == ("WRT",)
    told = found.changes[0]
    assert (told.before.deadline, told.before.required) == (date(2027, 1, 9), 1400)
    assert (told.after.deadline, told.after.required) == (date(2025, 1, 9), 2800)
    assert "Something changes for 3 people" in page
    assert "3 from Due soon to" in page
    assert everything() == before, "nothing is stored"
    answer = sent(browser, reverse("rules_preview"))
    assert said(browser, answer)[0] == "/settings/"
    assert Entry.objects.of(organisation).count() == entries + 1
    rows = Standing.objects.of(organisation).filter(certification="WRT")
    assert {(row.label, row.deadline) for row in rows} == {(told.after.label, told.after.deadline)}


def test_everybody_of_a_large_company_is_judged_in_the_background(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    organisation = company()
    by = actor(organisation)
    held(by, person(by), "WRT")
    held(by, person(by, "Ray Carter"), "WRT")
    monkeypatch.setattr(catching_up, "AT_ONCE", 1)
    change_rules(by=by, text=STRICTER)
    page = client(by).get("/team/").content.decode()
    assert "after “Changed the company&#x27;s own rules”: 0 of 2 people" in page
    now = Organisation.objects.get(pk=organisation.pk)
    assert {one.kind for one in verify(now, by.today)} == {STALE}
    jobs.catch_up_all()
    now.refresh_from_db()
    assert now.waiting is None
    assert verify(now, by.today) == ()
    assert {row.required for row in Standing.objects.of(now)} == {2800}


def test_a_code_in_use_cannot_go() -> None:
    organisation = company()
    by = actor(organisation)
    change_rules(by=by, text=EXAMPLE)
    held(by, person(by), "STATE-WATER")
    answer = sent(client(actor(organisation)), reverse("settings_rules"), text="")
    assert answer.status_code == 422
    assert [one.text for one in answer.context["mistakes"]] == [
        (
            "The certification STATE-WATER is in use: keep it in the rules, also when it is used "
            "no more"
        )
    ]


def test_rules_changed_meanwhile() -> None:
    organisation = company()
    by = actor(organisation)
    browser, url = client(by), reverse("settings_rules")
    stale = filled(browser.get(url), text="# mine")
    change_rules(by=by, text="# theirs")
    answer = browser.post(url, stale)
    assert answer.status_code == 422
    assert shown(answer, "text") == {"text": ["# mine"]}
    assert "# theirs" in answer.content.decode()


def test_roles_see_their_part_of_the_settings() -> None:
    organisation = company()
    titles = ("Company", "Branches", "Who may sign in", "Your own rules")

    def seen(role: Role) -> list[str]:
        page = client(actor(organisation, role)).get(reverse("settings")).content.decode()
        return [title for title in titles if f">{title}</h2>" in page]

    assert seen(Role.OWNER) == list(titles)
    assert seen(Role.MANAGER) == list(titles)
    assert seen(Role.COORDINATOR) == ["Branches"]
    assert seen(Role.TECHNICIAN) == []


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.TECHNICIAN, Role.AUDITOR])
def test_others_may_not(role: Role) -> None:
    organisation = company()
    browser = client(actor(organisation, role))
    before = Entry.objects.of(organisation).count()
    for url in (reverse("company_change"), reverse("settings_rules")):
        assert browser.get(url).status_code == 403
        assert browser.post(url, {"name": "X", "time_zone": "UTC", "text": ""}).status_code == 403
    assert Entry.objects.of(organisation).count() == before


def test_another_companys_branch_is_nothing() -> None:
    reno = branch(actor(company("Theirs")), "Reno")
    ours = client(actor(company("Ours")))
    for name in ("branch_rename", "branch_remove"):
        answer = nothing_else(ours.get(reverse(name, args=[reno.pk])))
        assert answer == nothing_else(ours.get(reverse(name, args=[987_654_321])))
        assert answer[0] == 404
        assert ours.post(reverse(name, args=[reno.pk]), {"name": "X"}).status_code == 404
    assert branches(Organisation.objects.get(name="Theirs")) == ["Reno"]


@pytest.mark.parametrize("many", [1, 3])
def test_how_often_the_database_is_asked(many: int, django_assert_num_queries: object) -> None:
    by = actor(company())
    for number in range(many):
        person(by, f"Person {number}", branch=branch(by, f"Branch {number}"))
    browser = client(by)
    with django_assert_num_queries(8):  # type: ignore[operator]
        browser.get(reverse("settings"))
