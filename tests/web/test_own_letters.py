"""A technician sends his own certificates from his own mail, and says so."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

import company as cast
from goodstanding.records.models import Fact, Person, Submission
from goodstanding.services import evidence
from goodstanding.services.access import Actor, Forbidden, Role
from goodstanding.services.submitting.consents import give_consent
from goodstanding.services.submitting.fates import say_sent
from goodstanding.services.submitting.making import submit
from web.typing_in import mended, said, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"


def people() -> tuple[Actor, Person, Actor]:
    """The office, Maria with six hours and their certificate, and Maria herself."""
    by = cast.actor(cast.company())
    maria = cast.person(by, number="104233", email="maria@home.example")
    cast.held(by, maria)
    fact = cast.credit(by, maria, provider="Larch School")
    file, _ = evidence.keep_file(by, "s500.pdf", b"%PDF-1.4 s500")
    evidence.attach(by=by, file=file, credits=[fact])
    return by, maria, cast.actor(by.organisation, Role.TECHNICIAN, maria)


def test_from_what_was_earned_to_what_was_sent() -> None:
    by, _, herself = people()
    browser, mine = cast.client(herself), reverse("mine")
    url = reverse("own_submit")
    assert f'href="{url}"' in browser.get(mine).content.decode()
    assert "It is not known whether the IICRC has approved" in mended(sent(browser, url))[0]
    page = sent(browser, url, all_the_same="on")
    letter = Submission.objects.of(by.organisation).get()
    own = reverse("own_letter", args=[letter.pk])
    assert said(browser, page)[0] == own
    assert (letter.state, letter.by_hand, letter.sender) == ("draft", True, "maria@home.example")
    text = browser.get(mine).content.decode()
    assert f'href="{url}"' not in text, "it is in a letter now"
    assert "Written, and to be sent by you" in text
    text = browser.get(own).content.decode()
    assert f'href="{reverse("own_letter_file", args=[letter.pk])}"' in text
    assert 'href="mailto:' in text
    file = evidence.evidence_of(by.organisation, [fact_of(by).key])[fact_of(by).key][0]
    assert f'href="{reverse("own_paper", args=[file.number])}"' in text
    eml = browser.get(reverse("own_letter_file", args=[letter.pk]))
    read = message_from_bytes(eml.content, policy=policy.default)
    assert (read["X-Unsent"], read["From"]) == ("1", "Maria Lopez <maria@home.example>")
    assert [part.get_content() for part in read.iter_attachments()] == [b"%PDF-1.4 s500"]
    assert said(browser, sent(browser, own)) == [
        mine,
        "The letter is sent; your credits are submitted.",
    ]
    assert fact_of(by).states["state"] == "submitted"
    assert "Sent on 22 November 2026." in browser.get(own).content.decode()


def fact_of(by: Actor) -> Fact:
    live = Fact.objects.of(by.organisation).filter(kind="credit", superseded_seq=None)
    fact: Fact = live.get()
    return fact


def test_whoever_agreed_is_told_that_the_company_sends() -> None:
    by, maria, herself = people()
    give_consent(by=by, person=maria, given_on=cast.TODAY)
    text = cast.client(herself).get(reverse("mine")).content.decode()
    assert "sends your certificates for you." in text
    assert reverse("own_submit") not in text


def test_what_is_anothers_is_out_of_reach() -> None:
    by, maria, _ = people()
    (letter,) = submit(by=by, people=[maria], all_the_same=True)
    sam = cast.person(by, "Sam Ng")
    himself = cast.actor(by.organisation, Role.TECHNICIAN, sam)
    browser = cast.client(himself)
    for name in ("own_letter", "own_letter_file"):
        assert browser.post(reverse(name, args=[letter.pk])).status_code == 302
    with pytest.raises(Forbidden):
        submit(by=himself, people=[maria])
    with pytest.raises(Forbidden):
        say_sent(by=himself, letter=letter, on=cast.TODAY)
    assert "Nothing is waiting to be sent" in browser.get(reverse("own_submit")).content.decode()
