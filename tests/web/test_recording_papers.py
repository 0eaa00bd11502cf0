"""Papers that prove a credit: brought in on its page, looked at by those who may."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from company import actor, attended, client, company, credit, person
from goodstanding.records import papers
from goodstanding.records.models import Evidence, EvidenceFile
from goodstanding.services.access import Role
from goodstanding.services.evidence import attach, keep_file
from services.journaled import last
from web.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PNG = b"\x89PNG\r\n\x1a\n and more" * 10_000


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"


def send(browser: Client, url: str, content: bytes, name: str = "wrt.png") -> Any:
    return browser.post(url, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_a_photograph_becomes_the_proof_of_a_credit_and_can_be_detached() -> None:
    by = actor(company())
    fact = credit(by, person(by))
    browser, url = client(by), reverse("credit_papers", args=[fact.key])
    assert "Nothing proves it yet." in browser.get(url).content.decode()
    page = send(browser, url, PNG).content.decode()
    assert "“wrt.png” is kept as proof." in page
    file = EvidenceFile.objects.of(by.organisation).get()
    see = reverse("paper", args=[file.pk])
    assert f'src="{see}"' in page
    assert last(by.organisation)["verb"] == "evidence.attach"
    shown = browser.get(see)
    assert (shown.content, shown["Content-Type"]) == (PNG, "image/png")
    assert shown["Content-Disposition"] == 'inline; filename="wrt.png"'
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "default-src" in shown["Content-Security-Policy"]
    link = Evidence.objects.of(by.organisation).get()
    page = browser.post(url, {"detach": link.pk}, follow=True).content.decode()
    assert "“wrt.png” proves it no more; the file is kept." in page
    assert "It was here before, as “wrt.png”" in send(browser, url, PNG).content.decode()


def test_a_pdf_is_saved_and_never_drawn_here() -> None:
    by = actor(company())
    activity = attended(by, person(by))
    browser, url = client(by), reverse("activity_papers", args=[activity.pk])
    send(browser, url, b"%PDF-1.4 all", "Liste “é”.pdf")
    file = EvidenceFile.objects.of(by.organisation).get()
    answer = browser.get(reverse("paper", args=[file.pk]))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Liste")
    place = papers.where(by.organisation.pk, file.sha256)
    place.unlink()
    answer = browser.get(reverse("paper", args=[file.pk]))
    assert (answer.status_code, b"is missing from the folder" in answer.content) == (500, True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"GIF89a", "The file is a GIF picture"),
        (b"MZ\x90", "The file is a program, and is not kept"),
        (b"%PDF-" + b"0" * 10_000_000, "10 MB are the most"),
        (b"%PDF-" + b"0" * 10_200_000, "10 MB are too much at once"),
    ],
)
def test_what_is_refused_is_told_at_the_field(content: bytes, sentence: str) -> None:
    by = actor(company())
    fact = credit(by, person(by))
    answer = send(client(by), reverse("credit_papers", args=[fact.key]), content)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["file"][0]
    assert not EvidenceFile.objects.of(by.organisation).exists()


def test_a_technician_proves_his_own_hours_and_sees_no_other_paper() -> None:
    office = actor(company())
    maria = person(office)
    by = actor(office.organisation, Role.TECHNICIAN, maria)
    own = credit(office, maria)
    browser, url = client(by), reverse("own_credit_papers", args=[own.key])
    send(browser, url, PNG)
    mine = EvidenceFile.objects.of(by.organisation).get()
    assert browser.get(reverse("own_paper", args=[mine.pk])).content == PNG
    link = Evidence.objects.of(by.organisation).get()
    assert browser.post(url, {"detach": link.pk}).status_code == 403
    sam = credit(office, person(office, "Sam Ng"))
    other, _ = keep_file(office, "sam.png", PNG + b"2")
    attach(by=office, file=other, credits=[sam])
    assert browser.get(reverse("own_paper", args=[other.pk])).status_code == 302
    assert browser.get(reverse("paper", args=[other.pk])).status_code == 403
    assert browser.get(reverse("own_credit_papers", args=[sam.key])).status_code == 302


def test_a_paper_is_a_step_away_from_the_credit_that_it_proves() -> None:
    office = actor(company())
    maria = person(office)
    proved, bare = credit(office, maria), credit(office, maria, title="Second class")
    file, _ = keep_file(office, "s500.png", PNG)
    attach(by=office, file=file, credits=[proved])
    page, of = reverse("person", args=[maria.pk]), "1 certificate of S500 update online"
    found = dict(read(client(office).get(page)).links)
    assert found[of] == reverse("credit_papers", args=[proved.key])
    assert found["Add the certificate of Second class"] == reverse("credit_papers", args=[bare.key])
    auditor = actor(office.organisation, Role.AUDITOR)
    assert ("s500.png", reverse("paper", args=[file.pk])) in read(client(auditor).get(page)).links
    herself = actor(office.organisation, Role.TECHNICIAN, maria)
    found = dict(read(client(herself).get(reverse("mine"))).links)
    assert found[of] == reverse("own_credit_papers", args=[proved.key])


def test_from_a_paper_that_was_missing_back_to_the_letter() -> None:
    by = actor(company())
    fact, back = credit(by, person(by)), reverse("submission_add")
    url = f"{reverse('credit_papers', args=[fact.key])}?back={back}"
    browser = client(by)
    assert ("Add the certificate of S500 update online", url) in read(browser.get(back)).links
    assert f'href="{back}"' in send(browser, url, PNG).content.decode()
    assert ("1 certificate of S500 update online", url) in read(browser.get(back)).links
