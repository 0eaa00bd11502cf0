"""Pages by which workbooks come in and go out."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cli.cast import Sheet
from cli.cast import workbook as file_with
from company import TODAY, actor, client, company, person
from goodstanding.files.workbook.reading import read_workbook
from goodstanding.records.models import (
    Entry,
    Import,
    Membership,
    Offering,
    Organisation,
    Person,
    User,
)
from goodstanding.services.access import Actor, Role
from goodstanding.services.clock import today_in
from goodstanding.services.demo import lay_out
from goodstanding.services.exports import workbook_of
from goodstanding.services.imports import MOST_BYTES, stage
from services.test_imports import TEAM

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return actor(company())


def sent(browser: Client, content: bytes, name: str = "team.xlsx") -> str:
    """Send a file; the address of its preview, or the page that says why not."""
    answer = browser.post(reverse("imports"), {"file": SimpleUploadedFile(name, content)})
    if answer.status_code == 302:
        return str(answer["Location"])
    assert answer.status_code == 422
    return answer.content.decode()


def team(folder: Path) -> bytes:
    return Path(file_with(folder, TEAM)).read_bytes()


def test_from_the_file_to_the_record(by: Actor, tmp_path: Path) -> None:
    browser = client(by)
    preview = sent(browser, team(tmp_path))
    page = browser.get(preview).content.decode()
    for words in (
        "2 new people",
        "1 new note of what a body&#x27;s record shows",
        "New branch: Reno",
        "AMRT seen on 1 July 2026: due on 30 September 2027, balance 10",
        "The column “Shirt” is not known: it is kept, but not used.",
    ):
        assert words in page
    assert Person.objects.of(by.organisation).count() == 0
    one = Import.objects.of(by.organisation).get()
    seq = str(Entry.objects.of(by.organisation).count())
    answer = browser.post(reverse("import_accept", args=[one.pk]), {"seq": seq}, follow=True)
    assert answer.redirect_chain == [(reverse("imports"), 302)]
    assert "team.xlsx is on record." in answer.content.decode()
    assert Person.objects.of(by.organisation).count() == 2
    assert "It is on record" in browser.get(preview).content.decode()
    again = browser.get(sent(browser, team(tmp_path))).content.decode()
    assert "Nothing in it is new" in again
    assert reverse("import_accept", args=[one.pk + 1]) not in again


def test_an_offices_own_list_of_classes_becomes_offerings(by: Actor) -> None:
    browser = client(by)
    content = (
        b"Course;School;Dates;CECs;Cost\n"
        b'Structural Drying;Larch School;March 9-11, 2027;21 CECs;"$1,295"\n'
        b"Odor control;Larch School;online;7;free\n"
        b"Mold;Larch School;sometime in May;7;450\n"
    )
    preview = sent(browser, content, "classes 2027.csv")
    page = browser.get(preview).content.decode()
    assert "is read as a list of what is offered: “Course” as Title" in page
    assert "“sometime in May” is not a date that can be read" in page
    assert not Offering.objects.of(by.organisation).exists()
    one, seq = Import.objects.of(by.organisation).get(), Entry.objects.of(by.organisation).count()
    browser.post(reverse("import_accept", args=[one.pk]), {"seq": str(seq)})
    rows = Offering.objects.of(by.organisation).order_by("title")
    assert list(rows.values_list("title", "starts_on", "amount", "price")) == [
        ("Odor control", None, 700, 0),
        ("Structural Drying", date(2027, 3, 9), 2100, 129_500),
    ]
    assert "Structural Drying" in browser.get(reverse("offerings")).content.decode()


def test_looking_writes_nothing(by: Actor, tmp_path: Path) -> None:
    one = stage(by=by, name="team.xlsx", content=team(tmp_path))
    browser = client(by)
    for _ in range(2):
        browser.get(reverse("import_preview", args=[one.pk]))
        browser.get(reverse("imports"))
        browser.get(reverse("export"))
    assert Entry.objects.of(by.organisation).count() == 1
    assert browser.get(reverse("import_accept", args=[one.pk])).status_code == 405


def test_a_record_that_has_changed_is_looked_at_again(by: Actor, tmp_path: Path) -> None:
    one = stage(by=by, name="team.xlsx", content=team(tmp_path))
    person(by, "Somebody Else")
    address = reverse("import_accept", args=[one.pk])
    answer = client(by).post(address, {"seq": "1"}, follow=True)
    assert answer.redirect_chain == [(reverse("import_preview", args=[one.pk]), 302)]
    assert "Meanwhile something else was recorded" in answer.content.decode()
    assert Person.objects.of(by.organisation).count() == 1


def test_a_file_that_is_none_is_refused_with_a_sentence(by: Actor) -> None:
    browser = client(by)
    assert "Choose the workbook." in browser.post(reverse("imports"), {}).content.decode()
    assert "The file is empty" in sent(browser, b"")
    large = sent(browser, b"x" * (MOST_BYTES + 1))
    assert "The file has 10 MB and 10 MB are the most" in large
    larger = sent(browser, b"x" * (MOST_BYTES + 2_000_000))
    assert "The file has 12 MB and 10 MB are the most" in larger
    assert Import.objects.of(by.organisation).count() == 0
    page = browser.get(sent(browser, b"%PDF-1.7 ...", "<script>x.xlsx")).content.decode()
    assert "This file could not be read" in page
    assert "<script>x" not in page
    one = Import.objects.of(by.organisation).get()
    answer = browser.post(reverse("import_accept", args=[one.pk]), follow=True)
    assert "This file could not be read" in answer.content.decode()
    browser.post(reverse("import_preview", args=[one.pk]))
    assert Import.objects.of(by.organisation).count() == 0


def test_what_is_written_in_cells_stays_words(by: Actor, tmp_path: Path) -> None:
    sheets: dict[str, Sheet] = {
        "People": [["Name", "<b>x"], ["<script>alert(1)</script>", "<img src=x>"]],
        "Certifications": [["Name", "Certification"], ["<i>y", "<u>z"]],
    }
    content = Path(file_with(tmp_path, sheets)).read_bytes()
    browser = client(by)
    page = browser.get(sent(browser, content)).content.decode()
    for tag in ("<script>alert", "<img src=x", "<i>y", "<u>z", "<b>x"):
        assert tag not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_long_lists_are_paged_and_folded(by: Actor, tmp_path: Path) -> None:
    sheets: dict[str, Sheet] = {
        "People": [["Name"], *([f"Person {n:03}"] for n in range(60))],
        "Fees": [["Name", "Paid through"], *([f"No {n}", "2026-12-31"] for n in range(300))],
    }
    one = stage(by=by, name="x.xlsx", content=Path(file_with(tmp_path, sheets)).read_bytes())
    browser, address = client(by), reverse("import_preview", args=[one.pk])
    first = browser.get(address).content.decode()
    assert (first.count("<h3>Person"), "Page 1 of 3" in first) == (25, True)
    assert "300 rows or sheets with a mistake; the first 200 are shown" in first
    assert first.count("Fees, row") == 200
    assert "<details><summary>300" in first
    last = browser.get(address, {"page": "3"}).content.decode()
    assert last.count("<h3>Person") == 10
    assert browser.get(address, {"page": "x"}).status_code == 200


@pytest.mark.parametrize("people", [1, 3])
def test_the_preview_asks_a_fixed_number_of_questions(
    by: Actor,
    people: int,
    tmp_path: Path,
    django_assert_num_queries: object,
) -> None:
    sheets = {"People": [["Name"], *([f"Person {n}"] for n in range(people))]}
    for n in range(people):
        person(by, f"Person {n}")
    one = stage(by=by, name="x.xlsx", content=Path(file_with(tmp_path, sheets)).read_bytes())
    browser = client(by)
    with django_assert_num_queries(10):  # type: ignore[operator]
        browser.get(reverse("import_preview", args=[one.pk]))


def test_the_export_is_a_file_to_save(by: Actor, tmp_path: Path) -> None:
    browser = client(by)
    browser.post(reverse("import_accept", args=[_staged(by, tmp_path).pk]))
    answer = browser.get(reverse("export"))
    day = today_in(by.organisation)
    assert (answer["Content-Disposition"], answer["X-Content-Type-Options"]) == (
        f'attachment; filename="team-{day}.xlsx"',
        "nosniff",
    )
    (tmp_path / "out.xlsx").write_bytes(answer.content)
    assert read_workbook(tmp_path / "out.xlsx") == workbook_of(by.organisation, TODAY)


def _staged(by: Actor, folder: Path) -> Import:
    return stage(by=by, name="team.xlsx", content=team(folder))


def test_technicians_and_auditors_are_refused(by: Actor, tmp_path: Path) -> None:
    one = _staged(by, tmp_path)
    asked = ("imports", []), ("import_preview", [one.pk]), ("export", [])
    sent_to = *asked[:2], ("import_accept", [one.pk])
    maria = person(by)
    for role in (Role.TECHNICIAN, Role.AUDITOR):
        browser = client(actor(by.organisation, role, maria if role is Role.TECHNICIAN else None))
        for name, args in asked:
            assert browser.get(reverse(name, args=args)).status_code == 403
        for name, args in sent_to:
            assert browser.post(reverse(name, args=args)).status_code == 403
    assert Import.objects.of(by.organisation).get().accepted_seq is None


def test_another_companys_import_is_nothing(by: Actor, tmp_path: Path) -> None:
    one = _staged(by, tmp_path)
    browser = client(actor(company("Tamarack Drying")))
    for name in ("import_preview", "import_accept"):
        assert browser.post(reverse(name, args=[one.pk])).status_code == 404
    assert browser.get(reverse("import_preview", args=[one.pk])).status_code == 404
    assert Import.objects.of(by.organisation).count() == 1


def test_the_demonstration_is_removed_after_asking() -> None:
    dana = User.objects.create_user("dana@cascade.example", "Dana Reyes", may_start=True)
    lay_out(user=dana, on=TODAY)
    browser = client(dana)
    page = browser.get(reverse("demo_remove")).content.decode()
    assert "Everything of it goes" in page
    assert Organisation.objects.count() == 1
    answer = browser.post(reverse("demo_remove"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("start"))
    assert (Organisation.objects.count(), Membership.objects.count()) == (0, 0)
    assert [one.email for one in User.objects.all()] == ["dana@cascade.example"]
    assert browser.get(reverse("start")).status_code == 200


def test_only_the_owner_of_a_demonstration_removes_it(by: Actor) -> None:
    assert client(by).get(reverse("demo_remove")).status_code == 404
    assert client(by).post(reverse("demo_remove")).status_code == 404
    dana = User.objects.create_user("dana@cascade.example")
    lay_out(user=dana, on=TODAY)
    ken = User.objects.get(email="ken@cascade.example")
    assert client(ken).post(reverse("demo_remove")).status_code == 403
    assert Organisation.objects.filter(is_demo=True).count() == 1


def test_an_empty_workbook_to_begin_with(by: Actor, tmp_path: Path) -> None:
    said = client(by).get(reverse("template"))
    file = tmp_path / "template.xlsx"
    file.write_bytes(said.content)
    book = read_workbook(file)
    assert len(book.people.lines) == 1
    assert book.problems == ()
