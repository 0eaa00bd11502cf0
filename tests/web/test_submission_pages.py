"""The pages about submissions: what they show, and how many questions they ask of the database."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import company as cast
from goodstanding.engine.standing.facts import State
from goodstanding.services.access import Actor, Role
from goodstanding.services.credentials import observe
from goodstanding.services.submitting.risk import Risk
from goodstanding.web.pictures.risk import risk
from services.scene import letters_of
from web.typing_in import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TRANSCRIPT = "Something\t01/15/2025\t3\nReady\t11/14/2026\t6\n"


def books(count: int) -> Actor:
    """So many people, with a letter of every sort and a difference each."""
    by = cast.actor(cast.company())
    for number in range(count):
        one = cast.person(by, f"Maria {number}", number=str(number), email=f"m{number}@c.example")
        credential = cast.held(by, one)
        letters_of(by, one)
        posted = {"earned_on": cast.TODAY, "posted_on": cast.TODAY, "state": State.POSTED}
        cast.credit(by, one, title="Posted", **posted)
        observe(by=by, credential=credential, seen_on=cast.TODAY, deadline=None, balance=1)
    return by


def first(by: Actor) -> tuple[int, int]:
    """The first person, and his letter that was sent."""
    from goodstanding.records.models import Person, Submission

    person = Person.objects.of(by.organisation).order_by("pk")[0]
    letter = Submission.objects.of(by.organisation).filter(person=person, state="sent").get()
    return person.pk, letter.pk


def pasted(browser: Client, person: int) -> HttpResponse:
    url = reverse("transcript", args=[person])
    page = browser.get(url)
    return browser.post(url, filled(page, text=TRANSCRIPT))


PAGES: dict[str, Callable[[Client, int, int], HttpResponse]] = {
    "submissions": lambda browser, _, __: browser.get(reverse("submissions")),
    "submission_add": lambda browser, _, __: browser.get(reverse("submission_add")),
    "differences": lambda browser, _, __: browser.get(reverse("differences")),
    "submission": lambda browser, _, n: browser.get(reverse("submission", args=[n])),
    "profiles": lambda browser, _, __: browser.get(f"{reverse('profiles')}?unseen=1"),
    "transcript": lambda browser, who, _: pasted(browser, who),
}


@pytest.mark.parametrize("count", [1, 3])
def test_more_people_are_no_more_questions(count: int) -> None:
    by = books(count)
    browser, (person, letter) = cast.client(by), first(by)
    asked = {}
    for name, ask in PAGES.items():
        with CaptureQueriesContext(connection) as questions:
            assert ask(browser, person, letter).status_code == 200
        asked[name] = len(questions)
    assert asked == {
        "submissions": 32,
        "submission_add": 11,
        "differences": 7,
        "submission": 12,
        "profiles": 5,
        "transcript": 10,
    }


def test_ones_own_page_asks_no_more_for_more_letters() -> None:
    asked = []
    for count in (1, 3):
        by = cast.actor(cast.company())
        maria = cast.person(by, number="7")
        for _ in range(count):
            letters_of(by, maria) if not asked else cast.credit(by, maria)
        browser = cast.client(cast.actor(by.organisation, Role.TECHNICIAN, maria))
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(reverse("mine")).status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1]


def test_the_picture_of_hours_at_risk_says_its_numbers() -> None:
    months = [
        Risk(cast.TODAY, 600, 400),
        Risk(cast.TODAY.replace(month=10, day=31), 0, 0),
        Risk(cast.TODAY.replace(month=9, day=30), 1500, 500, then=False),
    ]
    drawn = risk(months)
    assert (
        'aria-label="Hours earned and not posted, by month. September 2026: 20, October 2026: 0, '
        'November 2026: 10"'
    ) in drawn
    assert drawn.count("<rect") == 4
    assert drawn.count("risk-later") == 2
    assert risk([Risk(cast.TODAY, 0, 0)]).count("<rect") == 0
