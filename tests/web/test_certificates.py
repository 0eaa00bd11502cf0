"""From a photograph to a credit: brought in, shown beside what was read, confirmed, set aside."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from company import actor, attended, client, company, credit, offering, person
from files.certificates.paper import form, pdf
from goodstanding.engine.standing.facts import State
from goodstanding.records.models import CertificateDraft, Evidence, Fact, Person
from goodstanding.services.access import Actor, Role
from goodstanding.services.certificates.bringing import bring
from goodstanding.services.certificates.reading import read_waiting
from goodstanding.services.organisations import change_company
from services.journaled import last
from web.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ASD = "Applied Structural Drying"
SAID = {
    "holder": "Maria Lopez",
    "title": ASD,
    "provider": "Larch School",
    "completed_on": "2026-11-06",
    "hours": "14",
}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"


def waits(
    by: Actor, who: Person | None = None, *, sure: bool = True, **said: str
) -> CertificateDraft:
    """A certificate that was read and waits to be confirmed."""
    number = CertificateDraft.objects.of(by.organisation).count()
    bring(by=by, name=f"asd {number}.pdf", content=b"%%PDF-1.4 %d" % number)
    one = CertificateDraft.objects.of(by.organisation).order_by("-pk")[0]
    found = {name: value for name, value in (SAID | said).items() if value}
    one.found = {name: {"value": value, "sure": sure} for name, value in found.items()}
    one.state, one.person, one.pages = CertificateDraft.State.READ, who, 1
    one.save()
    return one


def page(browser: Client, one: CertificateDraft, name: str = "certificate") -> Any:
    return browser.get(reverse(name, args=[one.pk]))


def typed(answer: Any, **changed: str) -> dict[str, str]:
    """What a browser sends when the form of a page is sent as it stands."""
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    prepared = {
        name: str(form.fields[name].prepare_value(value))
        for name, value in values.items()
        if value not in (None, "", False)
    }
    return prepared | {"known": answer.context["known"]} | changed


def send(browser: Client, *files: tuple[str, bytes]) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post(reverse("certificate_add"), {"file": sent})


def test_three_touches_on_a_phone() -> None:
    office = actor(company())
    maria = person(office)
    browser = client(actor(office.organisation, Role.TECHNICIAN, maria))
    brought = browser.get(reverse("certificate_add")).content.decode()
    assert 'accept="image/*,application/pdf" multiple' in brought
    content = pdf(
        form(
            ("Student name:", "Maria Lopez"),
            ("Course:", ASD),
            ("Date of completion:", "2026-11-06"),
            ("CEC hours:", "14"),
            ("Training provider:", "Larch School"),
        )
    )
    answer = send(browser, ("photo.pdf", content))
    waiting = browser.get(answer["Location"])
    assert (waiting["Refresh"], b"It is being read" in waiting.content) == ("3", True)
    read_waiting()
    shown = browser.get(answer["Location"])
    assert "Refresh" not in shown
    done = browser.post(answer["Location"], typed(shown), follow=True)
    text = "14 CECs recorded with the certificate as proof: Applied Structural Drying."
    assert text in done.content.decode()
    fact = Fact.objects.of(office.organisation).get()
    assert (fact.person, fact.states["amount"], fact.states["state"]) == (maria, 1400, "earned")
    assert Evidence.objects.of(office.organisation).get().credit == fact.key
    assert last(office.organisation)["verb"] == "certificate.confirm_own"
    assert fact.texts["provider"] == "Larch School"


def test_each_of_many_files_is_judged_apart() -> None:
    by = actor(company())
    browser = client(by)
    good = [(f"{number}.pdf", b"%%PDF-1.4 %d" % number) for number in range(3)]
    answer = send(browser, *good, ("a.gif", b"GIF89a"), ("none.pdf", b""))
    shown = answer.content.decode()
    assert (answer.status_code, "3 files kept" in shown, "2 files not kept:" in shown) == (
        422,
        True,
        True,
    )
    assert 'a.gif</b><br><span class="soft">The file is a GIF picture' in shown
    again = send(browser, good[0])
    assert (again.status_code, "waits to be confirmed" in again.content.decode()) == (200, True)
    more = send(browser, ("4.pdf", b"%PDF-1.4 4"), ("5.pdf", b"%PDF-1.4 5"))
    assert more["Location"] == reverse("certificates")
    listed = browser.get(more["Location"])
    assert (listed["Refresh"], "5 files being read" in listed.content.decode()) == ("3", True)
    assert browser.post(reverse("certificate_add")).status_code == 422


def test_a_request_may_be_large_and_no_file_of_it() -> None:
    browser = client(actor(company()))
    large = b"%PDF-" + b"0" * 10_000_000
    shown = send(browser, ("a.pdf", b"%PDF-1.4 a"), ("large.pdf", large)).content.decode()
    assert "large.pdf" in shown
    assert "10 MB are the most" in shown
    assert "1 file kept" in shown


def test_what_is_to_be_checked_is_said_in_words_and_wrong_input_loses_nothing() -> None:
    by = actor(company())
    maria, one = person(by), None
    one = waits(by, maria, sure=False, provider="", hours="")
    browser = client(by)
    shown = page(browser, one)
    said = {name: field.help_text for name, field in shown.context["form"].fields.items()}
    assert [name for name, text in said.items() if text.startswith("Please check")] == [
        "title",
        "earned_on",
        "person",
    ]
    assert [name for name, text in said.items() if text.startswith("It was not found")] == [
        "provider",
        "amount",
    ]
    answer = browser.post(
        reverse("certificate", args=[one.pk]),
        typed(shown, amount="lots", person="Nobody Known", title="My title", also_amount="3"),
    )
    body = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"amount", "person", "also_body"}
    assert all(f'value="{text}"' in body for text in ("lots", "Nobody Known", "My title", "3"))
    assert not Fact.objects.of(by.organisation).filter(kind="credit").exists()


def test_the_next_one_comes_up_and_several_bodies_credit_it() -> None:
    by = actor(company())
    maria, sam = person(by), person(by, "Sam Ng")
    first, second = waits(by, maria), waits(by, sam, completed_on="2026-11-07")
    browser = client(by)
    sent = typed(page(browser, first), also_body="RIA", also_amount="3.5")
    answer = browser.post(reverse("certificate", args=[first.pk]), sent)
    assert answer["Location"] == reverse("certificate", args=[second.pk])
    rows = Fact.objects.of(by.organisation).filter(kind="credit").order_by("place")
    assert [(one.states["body"], one.states["amount"]) for one in rows] == [
        ("IICRC", 1400),
        ("RIA", 350),
    ]
    again = browser.post(reverse("certificate", args=[first.pk]), sent, follow=True)
    assert "dealt with already" in again.content.decode()
    assert rows.count() == 2
    listed = browser.get(reverse("certificates")).content.decode()
    assert f"{reverse('submission_add')}?person={maria.pk}" in listed


def test_what_is_on_record_is_offered_before_a_second_credit() -> None:
    by = actor(company())
    maria, sam = person(by), person(by, "Sam Ng")
    had = credit(by, maria, title=ASD, earned_on=date(2026, 11, 6))
    one = waits(by, holder="M. L.")
    browser, url = client(by), reverse("certificate", args=[one.pk])
    shown = page(browser, one)
    assert "nobody here is called so" in shown.content.decode()
    answer = browser.post(url, typed(shown, person="Maria Lopez"))
    body = answer.content.decode()
    assert "has “Applied Structural Drying” of that day on record already" in body
    assert (answer.status_code, f'value="{had.key}"' in body) == (422, True)
    browser.post(url, typed(answer, prove=str(had.key)))
    assert Evidence.objects.of(by.organisation).get().credit == had.key
    two = waits(by, maria)
    shown = page(browser, two)
    browser.post(reverse("certificate", args=[two.pk]), typed(shown))
    assert Fact.objects.of(by.organisation).filter(kind="credit").count() == 2
    three = waits(by, sam)
    shown = page(browser, three)
    gone = typed(shown, prove=str(had.key))
    moved = browser.post(reverse("certificate", args=[three.pk]), gone)
    assert (moved.status_code, "not on record as it was" in moved.content.decode()) == (422, True)


def test_what_was_planned_takes_what_the_certificate_says() -> None:
    by = actor(company())
    maria = person(by)
    activity = attended(by, maria, title=ASD, state=State.PLANNED)
    one = waits(by, maria)
    browser, url = client(by), reverse("certificate", args=[one.pk])
    shown = page(browser, one)
    planned = Fact.objects.of(by.organisation).get(activity=activity)
    assert "It was earned: attach to it" in shown.content.decode()
    unsound = browser.post(url, typed(shown, prove=str(planned.key), amount="x"))
    assert unsound.status_code == 422
    browser.post(url, typed(shown, prove=str(planned.key)))
    fact = Fact.objects.of(by.organisation).get(activity=activity, superseded_seq=None)
    assert (fact.states["state"], fact.states["amount"]) == ("earned", 1400)


def test_one_class_of_several_people_is_entered_once_and_the_list_of_offerings_is_asked() -> None:
    by = actor(company())
    people = [person(by, name) for name in ("Maria Lopez", "Sam Ng")]
    certificates = [waits(by, who, holder=who.name) for who in people]
    offering(by, title=ASD, amount=1200, approved=False)
    browser = client(by)
    shown = page(browser, certificates[0]).content.decode()
    assert "1 other certificate of it wait" in shown
    assert "<b>not approved</b> by the IICRC, 12 credits (<b>the certificate says" in shown
    for one in certificates:
        answer = page(browser, one)
        browser.post(reverse("certificate", args=[one.pk]), typed(answer))
    facts = Fact.objects.of(by.organisation).filter(kind="credit")
    assert (facts.count(), facts.values("activity").distinct().count()) == (2, 1)
    assert [one.states["approved"] for one in facts] == [False, False]


def test_a_technician_deals_with_his_own_alone() -> None:
    office = actor(company())
    maria, sam = person(office), person(office, "Sam Ng")
    browser = client(actor(office.organisation, Role.TECHNICIAN, maria))
    his, hers = waits(office, sam, holder="Sam Ng"), waits(office, maria, holder="Sam Ng")
    for name in ("certificate", "certificate_picture", "certificate_aside"):
        assert page(browser, his, name)["Location"] == reverse("certificates")
    assert browser.post(reverse("certificate_again", args=[his.pk])).status_code == 302
    shown = page(browser, hers).content.decode()
    assert "Is it yours?" in shown
    assert 'name="person"' not in shown
    listed = browser.get(reverse("certificates")).content.decode()
    urls = [reverse("certificate", args=[one.pk]) for one in (his, hers)]
    assert [url in listed for url in urls] == [False, True]


def test_what_is_set_aside_is_kept_and_can_be_taken_up_again() -> None:
    by = actor(company())
    one, other = waits(by), waits(by)
    browser, aside = client(by), reverse("certificate_aside", args=[one.pk])
    assert browser.post(aside, {"why": ""}).status_code == 422
    answer = browser.post(aside, {"why": "a receipt"})
    assert answer["Location"] == reverse("certificate", args=[other.pk])
    assert "a receipt" in page(browser, one).content.decode()
    browser.post(reverse("certificate_again", args=[one.pk]))
    assert "Is this right?" in page(browser, one).content.decode()
    late = browser.post(reverse("certificate_again", args=[one.pk]), follow=True)
    assert "dealt with this certificate meanwhile" in late.content.decode()


def test_a_page_is_drawn_once_and_kept_by_the_browser() -> None:
    by = actor(company())
    browser = client(by)
    send(browser, ("one.pdf", pdf([], [])))
    one = CertificateDraft.objects.of(by.organisation).get()
    CertificateDraft.objects.of(by.organisation).update(state="unread", pages=2)
    first = page(browser, one, "certificate_picture")
    assert (first["Content-Type"], first.content[:4]) == ("image/png", b"\x89PNG")
    url = reverse("certificate_picture", args=[one.pk])
    kept = browser.get(url, headers={"If-None-Match": first["ETag"]})
    assert (kept.status_code, kept["Cache-Control"]) == (304, "private, no-cache")
    assert [browser.get(f"{url}?page={page}").status_code for page in ("3", "0", "x")][:2] == [
        404,
        404,
    ]
    broken = page(browser, waits(by), "certificate_picture")
    assert (broken.status_code, broken["Location"]) == (302, "/static/no-picture.svg")
    assert len(re.findall("<img", page(browser, one).content.decode())) == 2


def test_certificates_of_one_title_are_told_apart() -> None:
    by = actor(company())
    for day, hours in (("2026-11-06", "14"), ("2026-03-02", "")):
        waits(by, completed_on=day, hours=hours)
    text = read(client(by).get(reverse("certificates"))).words
    assert "Maria Lopez · 6 Nov 2026 · 14 credits" in text
    assert "Maria Lopez · 2 Mar 2026 · nobody" in text


@pytest.mark.parametrize("many", [1, 3])
def test_so_many_questions_whatever_waits(many: int, django_assert_num_queries: Any) -> None:
    by = actor(company())
    maria = person(by)
    for _ in range(many):
        one = waits(by, maria)
    browser = client(by)
    page(browser, one)
    with django_assert_num_queries(6):
        browser.get(reverse("certificates"))
    with django_assert_num_queries(15):
        page(browser, one)


@pytest.mark.parametrize("zone", ["America/Denver", "Pacific/Auckland"])
def test_instants_are_told_where_the_company_is(zone: str) -> None:
    by = actor(company())
    one = waits(by)
    late = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    CertificateDraft.objects.of(by.organisation).filter(pk=one.pk).update(brought_at=late)
    change_company(by=by, name=by.organisation.name, time_zone=zone)
    seen = read(page(client(by), one)).words
    told = {
        "America/Denver": "23 Nov 2026, 19:30",
        "Pacific/Auckland": "24 Nov 2026, 15:30",
    }
    assert told[zone] in seen
    assert timezone.get_current_timezone_name() == "UTC"
