"""Papers that prove hours: kept once and for good, attached, shown to those who may see them."""

import hashlib
import os
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

import company as cast
from goodstanding.records import papers
from goodstanding.records.models import Entry, Evidence, EvidenceFile, Fact
from goodstanding.services import demo, evidence
from goodstanding.services.access import Forbidden, Role, Wrong
from goodstanding.services.organisations import found_company
from goodstanding.services.verifying import differences

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 Maria Lopez has completed"
HASH = hashlib.sha256(PDF).hexdigest()


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"  # type: ignore[attr-defined]
    return tmp_path / "evidence"


def test_a_file_is_kept_by_its_content_and_the_same_again_is_noticed(folder: Path) -> None:
    by = cast.actor(cast.company())
    first, new = evidence.keep_file(by, "C:\\scans\\WRT “Lopez”.PDF", PDF)
    again, new_again = evidence.keep_file(by, "other.pdf", PDF)
    assert (first, new, new_again) == (again, True, False)
    assert (first.name, first.media_type, first.size) == (
        "WRT Lopez.pdf",
        "application/pdf",
        len(PDF),
    )
    here = folder / str(by.organisation.pk)
    assert [path.read_bytes() for path in here.rglob("*") if path.is_file()] == [PDF]
    assert papers.where(by.organisation.pk, HASH).is_file()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"%PDF-" + b"0" * evidence.MOST_BYTES, "The file has 10 MB and 10 MB are the most"),
        (b"PK\x03\x04...", "The file is a zip archive or an Office document"),
        (b"<html>", "The file is no PDF and no picture"),
    ],
)
def test_what_is_no_paper_is_refused_in_a_sentence(
    content: bytes, sentence: str, folder: Path
) -> None:
    with pytest.raises(Wrong, match=sentence):
        evidence.keep_file(cast.actor(cast.company()), "x.pdf", content)
    assert not folder.exists()


def test_a_name_cannot_mean_anything_in_a_header() -> None:
    name = evidence.clean_name('a"; x=\r\nSet-Cookie: b\0.pdf', "image/png")
    assert name == "a xSet-Cookie b.png"
    assert evidence.clean_name("../../. .", "image/jpeg") == "paper.jpg"
    assert len(evidence.clean_name("é" * 300, "image/jpeg")) == 124


def test_a_credit_has_its_own_papers_and_those_of_its_activity() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by)
    credit = cast.credit(by, maria)
    activity = cast.attended(by, maria)
    of_activity = Fact.objects.of(by.organisation).get(activity=activity)
    own, _ = evidence.keep_file(by, "own.pdf", PDF)
    shared, _ = evidence.keep_file(by, "list.pdf", PDF + b"2")
    [link] = evidence.attach(by=by, file=own, credits=[credit])
    evidence.attach(by=by, file=shared, activity=activity)
    assert evidence.attach(by=by, file=own, credits=[credit]) == [link]
    found = evidence.evidence_of(by.organisation, [credit.key, of_activity.key])
    assert {key: [one.name for one in some] for key, some in found.items()} == {
        credit.key: ["own.pdf"],
        of_activity.key: ["list.pdf"],
    }
    assert found[credit.key][0].content() == PDF
    evidence.detach(by=by, evidence=link)
    assert evidence.evidence_of(by.organisation, [credit.key]) == {credit.key: ()}
    last = Entry.objects.of(by.organisation).order_by("-seq")[0]
    assert ["file", HASH] in last.subjects
    assert EvidenceFile.objects.of(by.organisation).count() == 2


def test_a_technician_attaches_his_own_paper_to_his_own_credit_and_sees_no_other() -> None:
    office = cast.actor(cast.company())
    maria, sam = cast.person(office), cast.person(office, "Sam Ng")
    hers, his = cast.credit(office, maria), cast.credit(office, sam)
    by = cast.actor(office.organisation, Role.TECHNICIAN, maria)
    theirs, _ = evidence.keep_file(office, "theirs.pdf", PDF)
    assert evidence.seen(by, theirs.pk) is None
    with pytest.raises(Forbidden):
        evidence.attach(by=by, file=theirs, credits=[hers])
    evidence.attach(by=office, file=theirs, credits=[his])
    assert evidence.seen(by, theirs.pk) is None
    evidence.attach(by=office, file=theirs, credits=[hers])
    seen = evidence.seen(by, theirs.pk)
    assert seen is not None
    assert seen.sha256 == HASH
    other = cast.actor(cast.company("Larch Cleaning"))
    assert evidence.seen(other, theirs.pk) is None


def told(by: object) -> list[str]:
    return [one.text for one in differences(by.organisation)]  # type: ignore[attr-defined]


def test_verify_names_what_is_missing_altered_swapped_or_nobodys() -> None:
    by = cast.actor(cast.company())
    credit = cast.credit(by, cast.person(by))
    file, _ = evidence.keep_file(by, "wrt.pdf", PDF)
    spare, _ = evidence.keep_file(by, "spare.pdf", PDF + b"2")
    evidence.attach(by=by, file=file, credits=[credit])
    assert told(by) == []
    place = papers.where(by.organisation.pk, HASH)
    place.write_bytes(PDF[:-1] + b"x")
    assert told(by) == [f"The evidence “wrt.pdf”: The file {HASH} is not as it was kept."]
    assert evidence.evidence_of(by.organisation, [credit.key])[credit.key][0].content() is None
    place.unlink()
    assert told(by) == [
        f"The evidence “wrt.pdf”: The file is missing: it was {HASH} in the folder of evidence."
    ]
    evidence.keep_file(by, "again.pdf", PDF)
    assert told(by) == []
    stray = place.with_name("a" * 64)
    stray.write_bytes(b"stray")
    assert told(by) == []
    os.utime(stray, (0, 0))
    [text] = told(by)
    assert text.startswith(f"The file {place.parent.name}/{'a' * 64} in the folder of evidence")
    stray.unlink()
    rows = EvidenceFile.objects.of(by.organisation)
    rows.filter(pk=spare.pk).update(sha256="b" * 64)
    rows.filter(pk=file.pk).update(sha256=spare.sha256)
    assert [one for one in told(by) if "another file" in one] == [
        "The evidence “wrt.pdf”: It is another file than the one that entry 4 attached."
    ]


def test_a_row_that_is_gone_is_named() -> None:
    by = cast.actor(cast.company())
    credit = cast.credit(by, cast.person(by))
    file, _ = evidence.keep_file(by, "wrt.pdf", PDF)
    evidence.attach(by=by, file=file, credits=[credit])
    Evidence.objects.of(by.organisation).delete()
    EvidenceFile.objects.of(by.organisation).delete()
    assert told(by) == ["The evidence that entry 4 attached is not on record any more."]


def test_one_file_proves_one_credit_once() -> None:
    by = cast.actor(cast.company())
    credit = cast.credit(by, cast.person(by))
    file, _ = evidence.keep_file(by, "wrt.pdf", PDF)
    [link] = evidence.attach(by=by, file=file, credits=[credit])
    link.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        link.save(force_insert=True)
    connection.check_constraints()


def test_a_demonstration_goes_with_its_files(
    folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    gone = found_company(user=cast.user(), name="Gone", time_zone="UTC", is_demo=True)
    by = cast.actor(gone)
    evidence.keep_file(by, "wrt.pdf", PDF)
    assert any(folder.rglob("*/??/*"))
    with django_capture_on_commit_callbacks(execute=True):
        demo.remove(by=by)
    assert not any(folder.rglob("*/??/*"))
