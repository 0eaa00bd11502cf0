"""Due date, balance and day seen are typed in for the whole team at once."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from company import TODAY, actor, branch, client, company, held, person
from goodstanding.records.models import Entry, Fact, Organisation, Person
from goodstanding.services.access import Role
from goodstanding.services.credentials import end, observe, withdraw_credential
from goodstanding.web.forms.profiles import row_key
from goodstanding.web.views.recording.filling import ALREADY
from services.journaled import last
from web.typing_in import filled, mended, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

URL = "/profiles/"


def row(who: Person, body: str = "IICRC") -> str:
    """The key of a person's row."""
    return row_key(who.pk, body)


def seen(organisation: Organisation) -> list[tuple[str, str, Any]]:
    """What was seen, by person and certification."""
    facts = Fact.objects.of(organisation).filter(superseded_seq=None)
    codes = {one.key: one.states["certification"] for one in facts.filter(kind="credential")}
    rows = facts.filter(kind="observation").select_related("person").order_by("place")
    return [(one.person.name, codes[one.credential], one.states) for one in rows]


def states(deadline: str | None, balance: int | None, seen_on: str = "2026-11-22") -> Any:
    return {"seen_on": seen_on, "deadline": deadline, "balance": balance}


def test_one_row_says_the_same_of_all_of_somebodys_certifications() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    for who, codes in ((maria, ("WRT", "ASD")), (sam, ("WRT",))):
        for code in codes:
            held(by, who, code)
    browser, before = client(by), Entry.objects.of(organisation).count()
    answer = sent(
        browser,
        URL,
        **{
            f"deadline-{row(maria)}": "2027-01-09",
            f"balance-{row(maria)}": "8",
            f"balance-{row(sam)}": "3.5",
            f"seen_on-{row(sam)}": "2026-11-20",
        },
    )
    assert said(browser, answer) == [
        URL,
        "What the record shows of 3 certifications of 2 people is recorded.",
    ]
    assert seen(organisation) == [
        ("Maria Lopez", "WRT", states("2027-01-09", 800)),
        ("Maria Lopez", "ASD", states("2027-01-09", 800)),
        ("Sam Ng", "WRT", states(None, 350, "2026-11-20")),
    ]
    assert Entry.objects.of(organisation).count() == before + 1
    assert last(organisation)["verb"] == "observation.record"


def test_one_certification_can_be_typed_by_itself() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    held(by, maria, "WRT")
    asd = held(by, maria, "ASD")
    sent(
        client(by),
        URL,
        **{f"deadline-{row(maria)}": "2027-01-09", f"deadline-{asd.key}": "2028-03-31"},
    )
    assert seen(organisation) == [
        ("Maria Lopez", "WRT", states("2027-01-09", None)),
        ("Maria Lopez", "ASD", states("2028-03-31", None)),
    ]


def test_blank_rows_are_left_alone() -> None:
    organisation = company()
    by = actor(organisation)
    held(by, person(by))
    before = Entry.objects.of(organisation).count()
    answer = sent(client(by), URL)
    assert said(client(by), answer)[0] == URL
    assert Entry.objects.of(organisation).count() == before


def test_what_is_known_already_is_not_recorded_again() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    wrt = held(by, maria)
    observe(by=by, credential=wrt, seen_on=TODAY, deadline=date(2027, 1, 9), balance=800)
    before = Entry.objects.of(organisation).count()
    browser = client(by)
    typed = {f"deadline-{row(maria)}": "2027-01-09", f"balance-{row(maria)}": "8"}
    assert said(browser, sent(browser, URL, **typed))[1] == (
        "Nothing new was typed, and nothing is recorded."
    )
    assert Entry.objects.of(organisation).count() == before


def test_wrong_cells_are_marked_where_they_stand_and_nothing_is_recorded() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    held(by, maria, "WRT")
    held(by, maria, "ASD")
    held(by, sam)
    typed = {
        f"deadline-{row(maria)}": "next May",
        f"balance-{row(maria)}": "8",
        f"balance-{row(sam)}": "3,5",
    }
    answer = sent(client(by), URL, **typed)
    assert mended(answer) == [
        (
            "Due on: Maria Lopez, WRT, ASD: “next May” is not a date that can be read: write "
            "YYYY-MM-DD."
        ),
        "Balance: Sam Ng, WRT: “3,5” is not a number: write the hours as a number, such as 3.5.",
    ]
    assert shown(answer, *typed) == {name: [value] for name, value in typed.items()}
    assert seen(organisation) == []


def test_what_the_verb_finds_stands_in_its_cell() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    held(by, maria, "WRT", issued_on=date(2023, 1, 10))
    mwr = held(by, maria, "ASD", issued_on=date(2025, 1, 10))
    held(by, sam)
    typed = {
        f"deadline-{row(maria)}": "2024-12-31",
        f"deadline-{row(sam)}": "2032-12-31",
        f"seen_on-{row(sam)}": "2026-12-24",
    }
    answer = sent(client(by), URL, **typed)
    assert mended(answer) == [
        (
            "Due on: Maria Lopez, WRT, ASD: ASD: 2024-12-31 is before the day of issue, "
            "2025-01-10: correct one of the two."
        ),
        (
            "Due on: Sam Ng, WRT: 2032-12-31 is more than one cycle (48 months) after 2026-12-24, "
            "the day it was seen: correct one of the two."
        ),
        "Seen on: Sam Ng, WRT: 2026-12-24 is after 2026-11-22, today: correct it.",
    ]
    assert shown(answer, *typed) == {name: [value] for name, value in typed.items()}
    assert seen(organisation) == []
    assert mwr.person_id == maria.pk


def test_a_day_of_seeing_alone_says_nothing() -> None:
    by = actor(company())
    maria = person(by)
    held(by, maria)
    answer = sent(client(by), URL, **{f"seen_on-{row(maria)}": "2026-11-20"})
    assert mended(answer) == [
        (
            "Due on: Maria Lopez, WRT: It says nothing without “Due on” or “Balance”: fill in one "
            "of them."
        )
    ]


def test_the_table_shows_what_we_have() -> None:
    by = actor(company())
    maria, sam = person(by), person(by, "Sam Ng")
    wrt, asd = held(by, maria, "WRT"), held(by, maria, "ASD")
    for one in (wrt, asd):
        observe(by=by, credential=one, seen_on=date(2026, 5, 5), deadline=None, balance=500)
        observe(by=by, credential=one, seen_on=TODAY, deadline=date(2027, 1, 9), balance=800)
    observe(by=by, credential=held(by, sam, "WRT"), seen_on=TODAY, deadline=None, balance=100)
    held(by, sam, "ASD")
    rows = list(client(by).get(URL).context["form"].rows())
    assert [(one.profile.person.name, one.line.code, one.profile.differ) for one in rows] == [
        ("Maria Lopez", "WRT, ASD", False),
        ("Sam Ng", "WRT, ASD", True),
    ]
    assert (rows[0].line.have.deadline, rows[0].line.have.balance) == (date(2027, 1, 9), 800)
    assert [line.have and line.have.balance for line in rows[1].apart] == [100, None]


def test_only_certifications_kept_by_credits_of_people_who_work_here() -> None:
    by = actor(company())
    maria, sam, gone = person(by), person(by, "Sam Ng"), person(by, "Gus Gone")
    held(by, maria, "HAZWOPER")
    ended = held(by, sam, "WRT")
    end(by=by, credential=ended, day=TODAY)
    held(by, sam, "ASD")
    held(by, gone)
    gone.left_on = date(2026, 1, 1)
    gone.save()
    rows = list(client(by).get(URL).context["form"].rows())
    assert [(one.profile.person.name, one.line.code) for one in rows] == [("Sam Ng", "ASD")]


def test_each_body_has_its_own_row() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    held(by, maria, "WRT")
    held(by, maria, "CR", issued_on=date(2025, 10, 5))
    browser = client(by)
    rows = list(browser.get(URL).context["form"].rows())
    assert [(one.profile.body, one.line.code) for one in rows] == [("IICRC", "WRT"), ("RIA", "CR")]
    sent(browser, URL, **{f"balance-{row(maria, 'RIA')}": "12"})
    assert seen(organisation) == [("Maria Lopez", "CR", states(None, 1200))]


def test_rows_that_moved_to_another_page_meanwhile_are_not_lost() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    held(by, maria)
    browser = client(by)
    typed = filled(browser.get(URL), **{f"balance-{row(maria)}": "8"})
    for number in range(50):
        held(by, person(by, f"Ana {number:02}"))
    assert browser.post(URL, typed).status_code == 302
    assert seen(organisation) == [("Maria Lopez", "WRT", states(None, 800))]


def test_what_was_typed_for_something_withdrawn_is_named() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    wrt = held(by, maria)
    held(by, sam)
    browser = client(by)
    typed = filled(browser.get(URL), **{f"balance-{row(maria)}": "8", f"balance-{row(sam)}": "3"})
    withdraw_credential(by=by, fact=wrt)
    answer = browser.post(URL, typed)
    assert mended(answer) == [
        (
            "Some of the certifications that you typed something for were withdrawn meanwhile: "
            "what you typed for them is not below any more."
        )
    ]
    assert seen(organisation) == []
    assert browser.post(URL, filled(answer)).status_code == 302
    assert seen(organisation) == [("Sam Ng", "WRT", states(None, 300))]


def test_two_presses_record_once() -> None:
    organisation = company()
    by = actor(organisation)
    maria = person(by)
    held(by, maria)
    browser = client(by)
    typed = filled(browser.get(URL), **{f"balance-{row(maria)}": "8"})
    browser.post(URL, typed)
    browser.get(URL)
    assert said(browser, browser.post(URL, typed)) == [URL, ALREADY]
    assert len(seen(organisation)) == 1


def test_pages_of_fifty_and_on_to_the_next() -> None:
    by = actor(company())
    for number in range(51):
        held(by, person(by, f"Person {number:02}"))
    browser = client(by)
    page = browser.get(URL)
    assert len(page.context["form"].profiles) == 50
    onward = browser.post(URL, filled(page, next="1"))
    assert onward.url == "/profiles/?page=2"  # type: ignore[attr-defined]
    assert len(browser.get(onward.url).context["form"].profiles) == 1  # type: ignore[attr-defined]


def test_by_branch_and_name() -> None:
    by = actor(company())
    reno = branch(by, "Reno")
    held(by, person(by, "Sam Ng", branch=reno))
    held(by, person(by))
    browser = client(by)

    def shown_for(**query: Any) -> list[str]:
        form = browser.get(URL, query).context["form"]
        return [profile.person.name for profile in form.profiles]

    assert shown_for(branch=reno.pk) == ["Sam Ng"]
    assert shown_for(q="lop mar") == ["Maria Lopez"]
    assert shown_for(branch="x", page="x") == ["Maria Lopez", "Sam Ng"]
    assert shown_for(branch="9" * 18, q="\0") == []


def test_another_companys_rows_cannot_be_sent() -> None:
    theirs = actor(company("Theirs"))
    zebulon = person(theirs, "Zebulon")
    held(theirs, zebulon)
    by = actor(company("Ours"))
    maria = person(by)
    held(by, maria)
    browser = client(by)
    typed = filled(browser.get(URL), **{f"balance-{row(zebulon)}": "8"})
    answer = browser.post(URL, {**typed, "row": [str(zebulon.pk), str(maria.pk)]})
    assert answer.status_code == 422
    assert "Zebulon" not in answer.content.decode()
    assert seen(theirs.organisation) == []


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.AUDITOR])
def test_others_may_not(role: Role) -> None:
    organisation = company()
    browser = client(actor(organisation, role))
    assert (browser.get(URL).status_code, browser.post(URL).status_code) == (403, 403)
    assert reverse("profiles") == URL


@pytest.mark.parametrize("people", [1, 3])
def test_how_often_the_database_is_asked(people: int, django_assert_num_queries: object) -> None:
    by = actor(company())
    for number in range(people):
        held(by, person(by, f"Person {number}"))
    browser = client(by)
    with django_assert_num_queries(7):  # type: ignore[operator]
        browser.get(URL)
