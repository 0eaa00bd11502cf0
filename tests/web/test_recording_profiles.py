"""Due date, balance and day seen are typed in for the whole team at once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from company import TODAY, actor, client, company, held, person
from goodstanding.records.models import Entry, Fact
from goodstanding.services.credentials import observe, withdraw_credential
from goodstanding.web.views.recording.filling import ALREADY
from services.journaled import last
from web.profiles import URL, row, seen, states
from web.typing_in import filled, mended, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


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
            "Due on: Maria Lopez (WRT, ASD): “next May” is not a date that can be read: write "
            "YYYY-MM-DD."
        ),
        "Balance: Sam Ng (WRT): “3,5” is not a number: write the hours as a number, such as 3.5.",
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
            "Due on: Maria Lopez (WRT, ASD): For ASD: 31 December 2024 is before the day of issue, "
            "10 January 2025: correct one of the two."
        ),
        (
            "Due on: Sam Ng (WRT): 31 December 2032 is more than one cycle (48 months) after "
            "24 December 2026, the day it was seen: correct one of the two."
        ),
        "Seen on: Sam Ng (WRT): 24 December 2026 is after today, 22 November 2026: correct it.",
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
            "Due on: Maria Lopez (WRT): It says nothing without “Due on” or “Balance”: fill in one "
            "of them."
        )
    ]


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


def test_a_profile_that_nobody_has_looked_at_for_a_month_is_called_for() -> None:
    by = actor(company())
    seen, long_ago, never = (person(by, name) for name in ("Al Seen", "Bo Late", "Cy Never"))
    for who, day in ((seen, TODAY - timedelta(31)), (long_ago, TODAY - timedelta(32))):
        observe(by=by, credential=held(by, who), seen_on=day, deadline=None, balance=100)
    held(by, never)
    person(by, "Di Without")
    browser, url = client(by), reverse("profiles")
    for page in (reverse("today"), reverse("submissions")):
        text = browser.get(page).content.decode()
        assert "2 people have not been looked up for a month." in text
        assert f'href="{url}?unseen=1"' in text
    text = browser.get(f"{url}?unseen=1").content.decode()
    assert ("Bo Late" in text, "Cy Never" in text) == (True, True)
    assert ("Al Seen" in text, "Di Without" in text) == (False, False)
    held_by = Fact.objects.of(by.organisation).filter(kind="credential")
    for fact in held_by:
        observe(by=by, credential=fact, seen_on=TODAY, deadline=None, balance=100)
    assert "Every profile was looked at" in browser.get(f"{url}?unseen=1").content.decode()
    assert "looked up for a month" not in browser.get(reverse("today")).content.decode()
