"""A pasted transcript beside our ledger: each difference goes away with one button."""

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import Fact, Organisation, Submission, SubmittedCredit
from goodstanding.services import evidence
from goodstanding.services.access import Actor
from goodstanding.services.credentials import observe
from goodstanding.services.submitting import fates
from goodstanding.services.submitting.making import submit
from services.journaled import last
from web.typing_in import filled, mended, said, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PASTED = """Course\tCompleted\tCECs
Drying Day\t03/02/2025\t3.5
S500 update online\t11/14/2026\t6
Odour control\t05/05/2026\t4
My Profile
"""


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"


def books() -> tuple[Actor, str]:
    """Maria with a drying day of another amount, six hours in a letter, and two that the body does
    not show: one posted by our papers, one earned. One is older than the transcript."""
    by = cast.actor(cast.company())
    maria = cast.person(by, number="104233")
    cast.held(by, maria)
    details: dict[str, Any] = {"provider": "Larch School", "approved": True}
    day = date(2025, 3, 2)
    for title, amount, on in (
        ("Drying Day", 300, day),
        ("Mold Basics", 200, date(2025, 6, 1)),
        ("Long ago", 100, date(2023, 6, 1)),
    ):
        cast.credit(
            by,
            maria,
            title=title,
            amount=amount,
            state=State.POSTED,
            earned_on=on,
            posted_on=on,
            **details,
        )
    waiting = cast.credit(by, maria, **details)
    (letter,) = submit(by=by, people=[maria], credits=[waiting.key], all_the_same=True)
    fates.say_sent(by=by, letter=letter, on=cast.TODAY)
    cast.credit(by, maria, title="Carpet basics", amount=100, **details)
    return by, reverse("transcript", args=[maria.pk])


def press(browser: Client, page: HttpResponse, url: str, do: str) -> HttpResponse:
    return browser.post(url, filled(page, do=do))


def titled(organisation: Organisation, title: str) -> Fact:
    live = Fact.objects.of(organisation).filter(kind="credit", superseded_seq=None)
    return next(one for one in live if one.texts["title"] == title)


def test_each_difference_goes_away_with_one_button() -> None:
    by, url = books()
    browser = cast.client(by)
    page = sent(browser, url, text=PASTED)
    text = page.content.decode()
    for words in (
        "On both, and not the same",
        "Only on the transcript",
        "Only in our ledger",
        "1 credit of ours from before the transcript begins is not compared.",
        "1 line of which no activity could be made",
    ):
        assert words in text
    key = titled(by.organisation, "S500 update online").key
    page = press(browser, page, url, f"over:{key}")
    assert "1 credit now as the IICRC has it." in page.content.decode()
    assert titled(by.organisation, "S500 update online").states["state"] == "posted"
    assert SubmittedCredit.objects.of(by.organisation).get().outcome == "posted"
    assert Submission.objects.of(by.organisation).get().state == "posted"
    page = press(browser, page, url, "over:all")
    assert titled(by.organisation, "Drying Day").states["amount"] == 350
    page = press(browser, page, url, "record:4")
    made = titled(by.organisation, "Odour control")
    assert (made.states["state"], made.states["amount"]) == ("posted", 400)
    text = page.content.decode()
    assert PASTED.split("\n")[1] in text, "what was pasted is there still"
    assert "Only in our ledger" in text
    assert "On both, and not the same" not in text
    assert "Submit it" in text
    assert text.count("Write to the body</button>") == 1


def test_a_letter_asks_about_what_the_transcript_lacks_with_its_certificate() -> None:
    by, url = books()
    browser = cast.client(by)
    fact = titled(by.organisation, "Mold Basics")
    file, _ = evidence.keep_file(by, "mold.pdf", b"%PDF-1.4 mold")
    evidence.attach(by=by, file=file, credits=[fact])
    page = press(browser, sent(browser, url, text=PASTED), url, f"write:{fact.key}")
    assert "A letter to the IICRC about 1 credit is written." in page.content.decode()
    letter = Submission.objects.of(by.organisation).order_by("pk").last()
    assert letter is not None
    assert "On 22 November 2026 it did not show this continuing education:" in letter.text
    read = message_from_bytes(bytes(letter.content), policy=policy.default)
    assert [part.get_content() for part in read.iter_attachments()] == [b"%PDF-1.4 mold"]
    assert last(by.organisation)["verb"] == "submission.make"


def test_nothing_that_was_pasted_is_lost_when_something_is_wrong() -> None:
    by, url = books()
    browser = cast.client(by)
    page = sent(browser, url, text=PASTED, seen_on="soon")
    assert len(mended(page)) == 1
    assert "Odour control" in page.content.decode()
    page = sent(browser, url, text=PASTED)
    gone = press(browser, page, url, "record:99")
    assert mended(gone) == ["It is not a difference any more: look at how both stand now."]
    assert "Odour control" in gone.content.decode()
    again = press(browser, sent(browser, url, text=PASTED, seen_on="2031-01-01"), url, "record:4")
    assert len(mended(again)) == 1
    text = sent(browser, url, text="nothing at all\n").content.decode()
    assert "No activity could be read" in text


def test_a_button_that_is_pressed_twice_acts_once() -> None:
    by, url = books()
    browser = cast.client(by)
    typed = filled(sent(browser, url, text=PASTED), do="record:4")
    browser.post(url, typed)
    assert "That was recorded already" in browser.post(url, typed).content.decode()
    live = Fact.objects.of(by.organisation).filter(kind="credit", superseded_seq=None)
    assert sum(one.texts["title"] == "Odour control" for one in live) == 1


def test_the_body_is_asked_about_a_balance_that_is_not_ours() -> None:
    by, _ = books()
    browser = cast.client(by)
    credential = Fact.objects.of(by.organisation).get(kind="credential")
    observe(by=by, credential=credential, seen_on=cast.TODAY, deadline=None, balance=300)
    url = reverse("difference_ask", args=[credential.key])
    assert url in browser.get(reverse("differences")).content.decode()
    page = sent(browser, url)
    assert said(browser, page) == [
        reverse("differences"),
        "1 draft written, to be sent by hand.",
    ]
    letter = Submission.objects.of(by.organisation).order_by("pk").last()
    assert letter is not None
    assert "On 22 November 2026 it showed 3 CECs." in letter.text
    assert "Mold Basics" in letter.text
    assert "Long ago" in letter.text
    again = browser.get(reverse("differences")).content.decode()
    assert url not in again
    assert reverse("submission", args=[letter.pk]) in again
