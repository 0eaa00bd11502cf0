"""Certificates on their way to credits: brought in, read in the background, matched."""

from pathlib import Path
from typing import Any

import pytest
from django_q.models import OrmQ

import company as cast
from files.certificates.paper import Line, form, pdf
from goodstanding.records import papers
from goodstanding.records.models import CertificateDraft
from goodstanding.services import demo, evidence, leases
from goodstanding.services.access import Actor, Forbidden, Role
from goodstanding.services.certificates import bringing, found, reading, whose
from goodstanding.services.organisations import found_company

pytestmark = pytest.mark.django_db
BLANK = pdf([])


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"


def certificate(name: str) -> list[Line]:
    return form(
        ("Student name:", name),
        ("Course:", "Applied Structural Drying"),
        ("Date of completion:", "2026-11-06"),
        ("CEC hours:", "14"),
        ("Training provider:", "Larch School"),
    )


def rows(by: Actor) -> list[tuple[int, str, str | None, str]]:
    drafts = CertificateDraft.objects.of(by.organisation).select_related("person")
    return [
        (one.page, str(one.state), one.person.name if one.person else None, one.told)
        for one in drafts.order_by("file", "page", "pk")
    ]


def test_a_file_becomes_a_draft_for_each_certificate_in_it_once() -> None:
    by = cast.actor(cast.company())
    cast.person(by, "José Núñez")
    content = pdf(certificate("JOSE NUNEZ"), certificate("Maria Lopez"))
    brought = bringing.bring(by=by, name="class.pdf", content=content)
    assert (brought.new, rows(by)) == (True, [(1, "waiting", None, "")])
    assert OrmQ.objects.count() == 1
    assert (reading.read_waiting(), reading.read_waiting()) == (1, 0)
    assert rows(by) == [(1, "read", "José Núñez", ""), (2, "read", None, "")]
    first = CertificateDraft.objects.of(by.organisation).get(page=1)
    assert (first.pages, first.brought_by_id) == (2, by.user)
    assert [found.value(first.found, name) for name in found.FIELDS] == [
        "JOSE NUNEZ",
        "Applied Structural Drying",
        "Larch School",
        "2026-11-06",
        "14",
        "",
    ]
    assert (found.amount(first.found), str(found.day(first.found))) == (1400, "2026-11-06")
    again = bringing.bring(by=by, name="other.pdf", content=content)
    assert (again.new, again.told) == (False, "It was here before and waits to be confirmed.")


def test_what_cannot_be_read_says_so_and_keeps_the_file() -> None:
    by = cast.actor(cast.company())
    bringing.bring(by=by, name="invoice.pdf", content=BLANK)
    bringing.bring(by=by, name="broken.pdf", content=b"%PDF-1.7 broken")
    gone = bringing.bring(by=by, name="gone.pdf", content=BLANK + b"\n").file
    papers.where(by.organisation.pk, gone.sha256).unlink()
    assert reading.read_waiting() == 3
    assert [(state, told.split(":")[0]) for _, state, _, told in rows(by)] == [
        ("unread", "Nothing was found that looks like a certificate"),
        ("unread", "The file is damaged and cannot be opened"),
        ("unread", "The file is missing from the folder of evidence, or altered"),
    ]


def test_a_file_that_stops_whoever_reads_it_is_given_up_and_others_are_found_again() -> None:
    by = cast.actor(cast.company())
    bringing.bring(by=by, name="invoice.pdf", content=BLANK)
    CertificateDraft.objects.of(by.organisation).update(tries=3)  # as after three stopped workers
    with leases.held("certificates", reading._LASTS):
        assert reading.read_waiting() == 0
    assert reading.read_waiting() == 1
    assert [row[1] for row in rows(by)] == ["unread"]
    assert "stopped each time" in rows(by)[0][3]


def test_companies_are_served_in_turn() -> None:
    one, other = cast.actor(cast.company()), cast.actor(cast.company("Larch Cleaning"))
    numbers = []
    for by, count in ((one, 3), (other, 1)):
        for number in range(count):
            bringing.bring(by=by, name="x.pdf", content=BLANK + b"%d" % number)
            numbers.append(CertificateDraft.every.order_by("-pk")[0].pk)
    first, second, third, others = numbers
    assert reading.waiting() == [first, others, second, third]


def test_who_may_bring_a_certificate_and_where_it_was_before() -> None:
    office = cast.actor(cast.company())
    maria = cast.person(office)
    sam = cast.person(office, "Sam Ng")
    by = cast.actor(office.organisation, Role.TECHNICIAN, maria)
    auditor = cast.actor(office.organisation, Role.AUDITOR)
    with pytest.raises(Forbidden):
        bringing.bring(by=auditor, name="x.pdf", content=BLANK)
    file, _ = evidence.keep_file(office, "sam.pdf", BLANK)
    assert bringing.bring(by=by, name="x.pdf", content=BLANK).new
    evidence.attach(by=office, file=file, credits=[cast.credit(office, sam)])
    told = [bringing.bring(by=who, name="x.pdf", content=BLANK).told for who in (office, by)]
    assert told == [
        "It was here before and proves S500 update online of Sam Ng.",
        "It was here before and is on record.",
    ]


@pytest.mark.parametrize(
    ("name", "people", "same"),
    [
        ("maria LOPEZ", ["Maria López"], True),
        ("Lopez, Maria", ["Maria López"], True),
        ("Dr. Maria G. Lopez", ["Maria López"], False),
        ("Pat O’Neil", ["Pat O'Neil"], True),
        ("Łukasz Dąbrowski", ["Lukasz Dabrowski"], True),
        ("Lee Kim", ["Kim Lee", "Lee Kim"], True),
        ("Mary Lopez", [], False),
        ("Lopez", [], False),
        ("…", [], False),
    ],
)
def test_whose_certificate_it_is(name: str, people: list[str], same: bool) -> None:
    by = cast.actor(cast.company())
    for known in ("Maria López", "Pat O'Neil", "Lukasz Dabrowski", "Kim Lee", "Lee Kim"):
        cast.person(by, known)
    meant = whose.meant(by.organisation, name)
    assert ([one.name for one in meant.people], meant.same) == (people, same)
    assert (meant.sure is not None) == (same and len(people) == 1)


def test_drafts_go_with_the_demonstration() -> None:
    owner = cast.user()
    by = Actor(
        found_company(user=owner, name="Demo", time_zone="UTC", is_demo=True),
        Role.OWNER,
        cast.actor(cast.company()).author,
        cast.TODAY,
        user=owner.pk,
    )
    bringing.bring(by=by, name="x.pdf", content=BLANK)
    demo.remove(by=by)
    assert not CertificateDraft.every.exists()
