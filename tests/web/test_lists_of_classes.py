"""A company's own list of classes, from the file to the plan of a year."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import company as cast
from goodstanding.records.models import Entry, Import, Offering, YearPlan
from goodstanding.services import year_plans
from web.reading import words_of
from web.typing_in import sent

LIST = """\
Northpeak: 2027 classes;;;;;;;
;;;;;;;
Class;School;Dates;CECs;Cost;Seats left;Format;IICRC approved
Structural drying;Drywell School;February 8-9, 2027;14;$450;4;in person;yes
Structural drying;Drywell School;next spring;14;$450;4;in person;yes
Moisture basics;Webschool;;6;ask;;on demand;yes
"""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_from_the_list_to_the_plan() -> None:
    by = cast.actor(cast.company())
    for name in ("Maria Vega", "Sam Ng"):
        cast.held(by, cast.person(by, name), issued_on=date(2023, 9, 1))
    browser = cast.client(by)
    file = SimpleUploadedFile("list.csv", LIST.encode())
    preview = str(browser.post(reverse("imports"), {"file": file})["Location"])
    page = words_of(browser.get(preview).content.decode())
    for words in (
        "2 new offerings",
        "“next spring” is not a date that can be read: write it as 2027-03-09",
        "“ask” is not one amount: left blank; write it as 1295.",
        "“list” is read as a list of what is offered: “Class” as Title",
    ):
        assert words in page
    assert not Offering.objects.of(by.organisation).exists()
    one = Import.objects.of(by.organisation).get()
    seq = str(Entry.objects.of(by.organisation).count())
    browser.post(reverse("import_accept", args=[one.pk]), {"seq": seq})
    page = words_of(browser.get(reverse("offerings")).content.decode())
    assert "Structural drying" in page
    assert "Moisture basics" in page
    answer = sent(browser, reverse("plans"), year="2027", seconds="10")
    year_plans.make(YearPlan.objects.of(by.organisation).get().pk)
    page = words_of(browser.get(str(answer["Location"])).content.decode())
    assert "Structural drying" in page
