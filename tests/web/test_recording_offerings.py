"""Offerings on pages: written down, enrolled in, attended in one step."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from company import actor, client, company, offering, offering_details, person
from goodstanding.records.models import Enrolment, Fact, Offering, Organisation
from goodstanding.services import offered
from goodstanding.services.enrolments import Place, PlaceDetails, change_enrolment, enrol
from goodstanding.services.offerings import change_offering
from web.typing_in import filled, mended, said, sent, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

CLASS = {
    "title": "Drying class",
    "kind": "manufacturer",
    "starts_on": "2027-02-08",
    "ends_on": "2027-02-09",
    "amount": "7.5",
    "approved": "yes",
    "price": "450",
    "seats": "4",
    "production_days": "1.5",
    "requires": "WRT; asd",
}


def states(organisation: Organisation) -> list[tuple[str, str]]:
    """Who has which place."""
    rows = Enrolment.objects.of(organisation).select_related("person").order_by("person__name")
    return [(one.person.name, one.state) for one in rows]


def test_an_offering_is_written_down() -> None:
    organisation = company()
    browser = client(actor(organisation))
    answer = sent(browser, reverse("offering_add"), **CLASS)
    made = Offering.objects.of(organisation).get()
    assert said(browser, answer) == [
        f"/offerings/{made.pk}/",
        "Drying class is on the list. Next: who attends it.",
    ]
    assert (made.amount, made.price, made.travel, made.seats) == (750, 45_000, None, 4)
    assert (made.production_days, made.requires, made.body) == ("1.5", ["WRT", "ASD"], "IICRC")
    change = reverse("offering_change", args=[made.pk])
    assert shown(browser.get(change), *CLASS) == {
        **{name: [text] for name, text in CLASS.items()},
        "requires": ["WRT; ASD"],
    }
    sent(browser, change, seats="", production_days="0.0625")
    now = Offering.objects.of(organisation).get()
    assert (now.seats, Decimal(now.production_days)) == (None, Decimal("0.0625"))


def test_what_cannot_be_read_stays_as_it_was_typed() -> None:
    organisation = company()
    typed = {
        **CLASS,
        "title": "",
        "ends_on": "2027-02-07",
        "seats": "-1",
        "price": "much",
        "production_days": "half",
        "requires": "WRT; XQZ",
    }
    answer = sent(client(actor(organisation)), reverse("offering_add"), **typed)
    assert shown(answer, *typed) == {name: [text] for name, text in typed.items()}
    found = dict(one.split(": ", 1) for one in mended(answer))
    assert {name: text for name, text in found.items() if name != "Requires"} == {
        "Title": "“Title” is missing: fill it in.",
        "Price": "“much” is not an amount of money: write a number, such as 420.50.",
        "Seats": "“-1” is not a whole number: write one, such as 12.",
        "Production days": "“half” is not a number from 0 to 1,000: write one, such as 1.5.",
    }
    assert "XQZ" in found["Requires"]
    backwards = {**CLASS, "ends_on": "2027-02-07"}
    answer = sent(client(actor(organisation)), reverse("offering_add"), **backwards)
    assert mended(answer) == [
        "Ends on: 7 February 2027 is before “Starts on”: correct one of the two."
    ]
    assert not Offering.objects.of(organisation).exists()


def test_two_tabs_do_not_overwrite_one_another() -> None:
    by = actor(company())
    one, browser = offering(by), client(by)
    url = reverse("offering_change", args=[one.pk])
    stale = filled(browser.get(url), seats="9")
    change_offering(by=by, offering=one, details=offering_details(seats=2))
    assert mended(browser.post(url, stale))[1:] == ["Seats: Now: “2”."]
    assert Offering.objects.of(by.organisation).get().seats == 2


def test_removing_asks_and_is_done_once() -> None:
    by = actor(company())
    one, browser = offering(by), client(by)
    enrol(by=by, offering=one, people=[person(by)], details=PlaceDetails())
    url = reverse("offering_remove", args=[one.pk])
    page = browser.get(url)
    assert "1 person would lose the place in it." in page.content.decode()
    typed = filled(page)
    assert said(browser, browser.post(url, typed)) == ["/offerings/", "Drying class is removed."]
    assert browser.post(url, typed).status_code == 302
    assert not Offering.objects.of(by.organisation).exists()


def test_people_are_enrolled_and_their_places_change() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    one, browser = offering(by, seats=1), client(by)
    url = reverse("offering_enrol", args=[one.pk])
    assert mended(sent(browser, url)) == ["Whom to enrol: Nobody is chosen: tick whom to enrol."]
    both = [str(maria.pk), str(sam.pk)]
    answer = sent(browser, url, people=both, state="approved", locked="on")
    assert mended(answer)[0].startswith("Whom to enrol: 1 seat is left and 2 people are chosen")
    assert shown(answer, "people", "state") == {"people": both, "state": ["approved"]}
    assert "checked" in str(answer.context["form"]["locked"])
    answer = sent(browser, url, people=both[:1])
    assert said(browser, answer) == [f"/offerings/{one.pk}/", "1 person enrolled in Drying class."]
    place = Enrolment.objects.of(organisation).get()
    change = reverse("enrolment_change", args=[place.pk])
    assert said(browser, sent(browser, change, state="cancelled")) == [
        f"/offerings/{one.pk}/",
        "Maria Lopez in Drying class: cancelled.",
    ]
    stale = filled(browser.get(change), state="booked")
    sent(browser, url, people=both[1:])
    assert mended(browser.post(change, stale)) == [
        "State: No seat is left: change the seats of the offering first."
    ]
    assert states(organisation) == [("Maria Lopez", "cancelled"), ("Sam Ng", "booked")]


def test_an_online_course_is_enrolled_in_by_a_day() -> None:
    by = actor(company())
    maria = person(by)
    one = offering(by, starts_on=None, ends_on=None)
    sent(
        client(by),
        reverse("offering_enrol", args=[one.pk]),
        people=[str(maria.pk)],
        on="2027-03-01",
    )
    (place,) = offered.places(by.organisation, one)
    assert place.on == date(2027, 3, 1)


def test_who_attended_is_recorded_in_one_step() -> None:
    organisation = company()
    by = actor(organisation)
    maria, sam = person(by), person(by, "Sam Ng")
    one = offering(by, starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 10))
    enrol(by=by, offering=one, people=[maria, sam], details=PlaceDetails())
    browser, url = client(by), reverse("offering_attended", args=[one.pk])
    assert shown(browser.get(url), "ended_on", "amount", "people") == {
        "ended_on": ["2026-11-10"],
        "amount": ["7"],
        "people": [str(maria.pk), str(sam.pk)],
    }
    early = sent(browser, url, ended_on="2026-11-23", people=[str(maria.pk)])
    assert mended(early)[0].startswith("Day: 23 November 2026 is after today, 22 November 2026")
    answer = sent(browser, url, people=[str(maria.pk)])
    assert said(browser, answer) == [
        f"/offerings/{one.pk}/",
        "Drying class is recorded for 1 person.",
    ]
    assert states(organisation) == [("Maria Lopez", "attended"), ("Sam Ng", "missed")]
    fact = Fact.objects.of(organisation).get(superseded_seq=None)
    assert (fact.person_id, fact.states["amount"], fact.states["started_on"]) == (
        maria.pk,
        700,
        "2026-11-09",
    )


def test_a_kind_or_an_approval_narrows_the_list() -> None:
    by = actor(company())
    offering(by)
    offering(by, title="Booth", kind="booth", approved=None)
    browser, url = client(by), reverse("offerings")
    for asked, titles in (
        ({"kind": "booth"}, ["Booth"]),
        ({"approved": "yes", "page": "9" * 30}, ["Drying class"]),
        ({"kind": "session", "page": "x"}, []),
    ):
        page = browser.get(url, asked)
        assert [row.offering.title for row in page.context["found"].rows] == titles
    assert "Nothing fits" in page.content.decode()
    assert "No offerings yet" in client(actor(company("Larch"))).get(url).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_how_often_the_database_is_asked(many: int, django_assert_num_queries: object) -> None:
    by = actor(company())
    people = [person(by, f"Person {number}") for number in range(many)]
    made = [offering(by, title=f"Class {number}") for number in range(many)]
    for one in made:
        places = enrol(by=by, offering=one, people=people, details=PlaceDetails())
    change_enrolment(by=by, enrolment=places[0], details=PlaceDetails(Place.CANCELLED))
    browser, number = client(by), made[-1].pk
    asked = {
        reverse("offerings"): 6,
        reverse("offering", args=[number]): 5,
        reverse("offering_change", args=[number]): 4,
        reverse("offering_remove", args=[number]): 5,
        reverse("offering_enrol", args=[number]): 9,
        reverse("offering_attended", args=[number]): 5,
        reverse("enrolment_change", args=[places[0].pk]): 4,
    }
    for url, questions in asked.items():
        with django_assert_num_queries(questions):  # type: ignore[operator]
            assert browser.get(url).status_code == 200
