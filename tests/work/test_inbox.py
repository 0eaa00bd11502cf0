"""Answers come in by a real mailbox, where Dovecot is installed."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

import company as cast
from goodstanding.records.models import Answer
from goodstanding.services.submitting import inbox as answers
from goodstanding.work import inbox
from imap_server import PASSWORD, USER, Mailbox, imap_server, is_installed
from services.scene import letters_of, reply_to

pytestmark = pytest.mark.django_db
NO_DOVECOT = "Dovecot is not installed (Debian: dovecot-imapd), so no real mailbox was tried."


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    if not is_installed():
        pytest.skip(NO_DOVECOT)
    with tempfile.TemporaryDirectory(prefix="imap-") as folder:  # short, as sockets are in it
        Path(folder).chmod(0o755)
        with imap_server(Path(folder)) as served:
            yield served


@pytest.fixture
def box(mailbox: Mailbox, settings: Settings) -> Mailbox:
    settings.IMAP_SCHEME, settings.IMAP_HOST, settings.IMAP_PORT = "imap", "127.0.0.1", mailbox.port
    settings.IMAP_USER, settings.IMAP_PASSWORD = USER, PASSWORD
    settings.IMAP_FOLDER = "INBOX"
    return mailbox


def test_an_answer_is_fetched_once_and_others_stay_as_they_are(box: Mailbox) -> None:
    by = cast.actor(cast.company())
    letter = letters_of(by, cast.person(by, number="7"))[1]
    before = len(answers.unread(by.organisation))
    box.put(reply_to(letter, text="All is posted.").replace(b"<1@", b"<2@"))
    box.put(b"From: a@b.example\nSubject: something else\nMessage-ID: <9@b.example>\n\nHello\n")
    assert [inbox.fetch(cast.TODAY), inbox.fetch(cast.TODAY)] == [1, 0]
    found = answers.unread(by.organisation)[before:]
    assert [(one.kind, one.text, one.submission) for one in found] == [
        ("reply", "All is posted.", letter)
    ]
    marks = sorted(path.name.partition(":2,")[2] for path in box.folder.rglob("*.test*"))
    assert all("S" not in mark for mark in marks), "nothing is marked as read"


def test_a_mailbox_that_is_away_is_tried_later(settings: Settings) -> None:
    settings.IMAP_SCHEME, settings.IMAP_HOST, settings.IMAP_PORT = "imap", "127.0.0.1", 1
    assert inbox.fetch(cast.TODAY) == 0
    assert not Answer.every.exists()
