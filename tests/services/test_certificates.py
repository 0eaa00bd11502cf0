"""Certificates on their way to credits: brought in, read in the background, matched."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django_q.models import OrmQ

import company as cast
from files.certificates.paper import Line, form, pdf
from goodstanding.engine.standing.facts import State
from goodstanding.records import papers
from goodstanding.records.journal import Conflict
from goodstanding.records.models import Activity, CertificateDraft, Fact, Person
from goodstanding.services import demo, evidence, leases
from goodstanding.services.access import Actor, Forbidden, Role, Wrong
from goodstanding.services.certificates import bringing, found, reading, whose
from goodstanding.services.certificates.confirming import confirm, his, prove, set_aside, take_up
from goodstanding.services.certificates.proposing import proposals
from goodstanding.services.certificates.titles import alike
from goodstanding.services.organisations import found_company
from goodstanding.services.own_credits import is_his_to_mend
from goodstanding.services.submitting.readiness import unsent
from goodstanding.services.verifying import differences
from services.journaled import last

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
        ("unread", "The file says nothing that reads as a certificate"),
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


def waits(by: Actor, who: Person | None = None, **found: Any) -> CertificateDraft:
    """A certificate that was read and waits to be confirmed."""
    number = CertificateDraft.objects.of(by.organisation).count()
    bringing.bring(by=by, name=f"asd {number}.pdf", content=b"%%PDF-1.4 %d" % number)
    said = {"title": "Applied Structural Drying", "completed_on": "2026-11-06"} | found
    one = CertificateDraft.objects.of(by.organisation).order_by("-pk")[0]
    one.found = {name: {"value": value, "sure": True} for name, value in said.items()}
    one.state, one.person = CertificateDraft.State.READ, who
    one.save()
    return one


ASD = {"title": "Applied Structural Drying", "earned_on": date(2026, 11, 6), "amount": 1400}


def test_confirming_records_a_credit_for_each_body_with_its_proof_in_one_entry() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    certificate = waits(by, maria)
    two = [cast.credit_details(**ASD), cast.credit_details(**{**ASD, "amount": 800, "body": "RIA"})]
    made = confirm(by=by, certificate=certificate, person=maria, details=two)
    assert [(one.states["body"], one.states["amount"]) for one in made] == [
        ("IICRC", 1400),
        ("RIA", 800),
    ]
    proofs = evidence.evidence_of(by.organisation, [one.key for one in made])
    assert [[one.name for one in papers] for papers in proofs.values()] == [["asd 0.pdf"]] * 2
    entry = last(by.organisation)
    assert entry["verb"] == "certificate.confirm"
    assert entry["what"] == (
        "Confirmed a certificate of Maria Lopez: 14 credits, Applied Structural Drying, "
        "6 November 2026 (IICRC and RIA), proved by “asd 0.pdf”"
    )
    certificate.refresh_from_db()
    assert (certificate.state, certificate.credit) == ("confirmed", made[0].key)
    with pytest.raises(Wrong, match="dealt with this certificate meanwhile"):
        confirm(by=by, certificate=certificate, person=maria, details=two, known=[made[0].key])
    assert list(differences(by.organisation)) == []


def test_the_preflight_knows_whose_name_is_on_what_was_confirmed() -> None:
    by = cast.actor(cast.company())
    maria, sure = cast.person(by), {"holder": {"value": "Mary Lopes", "sure": True}}
    for name, read in (("one", sure), ("two", {"holder": {"value": "Mary", "sure": False}})):
        certificate = waits(by, maria)
        CertificateDraft.objects.of(by.organisation).filter(pk=certificate.pk).update(found=read)
        details = [cast.credit_details(**{**ASD, "title": name})]
        confirm(by=by, certificate=certificate, person=maria, details=details)
    (ready,) = unsent(by.organisation, by.today)
    made_out = [one.text for one in ready.flaws if "made out" in one.text]
    assert made_out == ["The certificate is made out to “Mary Lopes”, not to “Maria Lopez”"]


def test_what_is_on_record_is_proved_and_what_was_planned_is_earned_by_it() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    planned = cast.credit(by, maria, **ASD, state=State.PLANNED)
    offered = proposals(by.organisation, maria, "ASD: Applied structural drying", date(2026, 11, 6))
    assert offered.credits == (planned,)
    details = cast.credit_details(**ASD)
    with pytest.raises(Wrong, match="Maria Lopez has “Applied Structural Drying” of that day"):
        confirm(by=by, certificate=waits(by), person=maria, details=[details])
    fact = prove(by=by, certificate=waits(by), fact=planned, details=details)
    assert (fact.key, fact.states["state"]) == (planned.key, "earned")
    again = prove(by=by, certificate=waits(by), fact=fact, details=details)
    assert again == fact
    with pytest.raises(Conflict):
        prove(by=by, certificate=waits(by), fact=planned)
    assert Fact.objects.of(by.organisation).filter(superseded_seq=None).count() == 1


def test_a_class_of_many_is_entered_once() -> None:
    by = cast.actor(cast.company())
    people = [cast.person(by, name) for name in ("Maria Lopez", "Sam Ng", "Kim Park")]
    certificates = [waits(by, who) for who in people]
    first = proposals(by.organisation, people[0], ASD["title"], ASD["earned_on"], certificates[0])
    assert (first.activity, first.others) == (None, 2)
    details = [cast.credit_details(**ASD)]
    confirm(by=by, certificate=certificates[0], person=people[0], details=details, shared=True)
    second = proposals(by.organisation, people[1], ASD["title"], ASD["earned_on"], certificates[1])
    assert (second.activity, second.attended) == (Activity.objects.of(by.organisation).get(), 1)
    confirm(
        by=by,
        certificate=certificates[1],
        person=people[1],
        details=details,
        activity=second.activity,
    )
    assert Fact.objects.of(by.organisation).filter(activity=second.activity).count() == 2


def test_a_technician_confirms_what_is_his_for_himself_and_can_mend_it() -> None:
    office = cast.actor(cast.company())
    maria, sam = cast.person(office), cast.person(office, "Sam Ng")
    by = cast.actor(office.organisation, Role.TECHNICIAN, maria)
    own, hers, his_own = waits(by), waits(office, maria), waits(office, sam)
    assert set(his(by)) == {own, hers}
    details = [cast.credit_details(**ASD)]
    for certificate, person in ((own, sam), (his_own, maria)):
        with pytest.raises(Forbidden):
            confirm(by=by, certificate=certificate, person=person, details=details)
    with pytest.raises(Forbidden):
        set_aside(by=by, certificate=his_own, why="x")
    posted = [cast.credit_details(**ASD, state=State.POSTED)]
    with pytest.raises(Wrong, match="for the office to record"):
        confirm(by=by, certificate=own, person=maria, details=posted)
    (fact,) = confirm(by=by, certificate=own, person=maria, details=details)
    assert is_his_to_mend(by, fact)
    seen = evidence.seen(by, hers.file_id)
    prove(by=by, certificate=hers, fact=fact)
    assert (seen, evidence.seen(by, hers.file_id) is None) == (None, False)


def test_what_is_set_aside_has_its_reason_and_can_be_taken_up_again() -> None:
    by = cast.actor(cast.company())
    certificate = waits(by)
    with pytest.raises(Wrong, match="It is missing"):
        set_aside(by=by, certificate=certificate, why=" ")
    set_aside(by=by, certificate=certificate, why="a  receipt")
    certificate.refresh_from_db()
    assert (certificate.state, certificate.why) == ("aside", "a receipt")
    take_up(by=by, certificate=certificate)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.why) == ("read", "")
    with pytest.raises(Wrong):
        take_up(by=by, certificate=certificate)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Applied Structural Drying", "ASD – Applied structural drying", True),
        ("The WRT Course", "WRT course", True),
        ("Mould Remediation (AMRT), part 1", "Mould remediation AMRT part 2", True),
        ("Water Damage Restoration", "Fire Damage Restoration Technician", False),
        ("", "Anything", True),
    ],
)
def test_titles_of_the_same_class(one: str, other: str, same: bool) -> None:
    assert (alike(one, other), alike(other, one)) == (same, same)


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
