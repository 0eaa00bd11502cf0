"""Certificates that people of a company send by e-mail."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

import company as cast
from goodstanding.files.attachments import attachments
from goodstanding.records.models import CertificateDraft
from goodstanding.services.certificates.mailed import take

pytestmark = pytest.mark.django_db
PDF, PHOTO, LOGO = b"%PDF-1.4 asd", b"\xff\xd8\xff" + b"0" * 40_000, b"\x89PNG\r\n\x1a\n logo"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"


def message(sender: str, *files: tuple[str, bytes], number: str = "<1@mail.example>") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = sender, "My certificate", number
    mail.set_content("Here it is.")
    for name, content in files:
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail.as_bytes()


def test_what_may_be_a_certificate_is_taken_and_ornaments_are_not() -> None:
    mail = message("m@a.example", ("asd.pdf", PDF), ("logo.png", LOGO), ("p.jpg", PHOTO))
    assert [one.name for one in attachments(mail)] == ["asd.pdf", "p.jpg"]
    assert attachments(b"Content-Type: multipart/mixed; boundary=\xff\n\n--\n") == ()


def test_each_file_of_a_message_comes_in_once_from_whom_it_is() -> None:
    by = cast.actor(cast.company())
    maria = cast.person(by, email="Maria@cascade.example")
    mail = message("Maria L. <maria@CASCADE.example>", ("asd.pdf", PDF), ("p.jpg", PHOTO))
    assert [take(mail), take(mail)] == [2, 0]
    rows = CertificateDraft.objects.of(by.organisation).order_by("pk")
    assert [(one.file.name, one.sent_by, one.message_id) for one in rows] == [
        ("asd.pdf", maria, "<1@mail.example>"),
        ("p.jpg", maria, "<1@mail.example>"),
    ]
    rows.update(state="aside")
    assert take(mail) == 0
    assert take(message("maria@cascade.example", ("asd.pdf", PDF), number="<2@m.example>")) == 1


def test_strangers_and_addresses_of_two_companies_are_nobody() -> None:
    one, other = cast.actor(cast.company()), cast.actor(cast.company("Larch Cleaning"))
    for by in (one, other):
        cast.person(by, email="both@people.example")
    mails = [
        message(sender, ("asd.pdf", PDF))
        for sender in ("both@people.example", "stranger@else.example", "", "no address")
    ]
    assert [take(mail) for mail in mails] == [0, 0, 0, 0]
    assert take(message("owner@cascade.example", ("asd.pdf", PDF), ("x.gif", b"GIF8"))) == 1
    assert CertificateDraft.every.get().organisation == one.organisation
