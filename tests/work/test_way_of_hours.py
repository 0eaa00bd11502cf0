"""The whole way of some hours: a certificate is photographed, read, confirmed, looked through, sent
by a real mail server, answered into a real mailbox, read, posted; and the label on the page
follows."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont
from pytest_django import Settings

import company as cast
from goodstanding.config.mail import Pace
from goodstanding.records.models import Fact, Person, Submission
from goodstanding.services.access import Actor, Role
from goodstanding.services.certificates.reading import read_waiting
from goodstanding.services.submitting import inbox as answers
from goodstanding.services.submitting.consents import give_consent
from goodstanding.services.submitting.readiness import unsent
from goodstanding.services.submitting.settings import Submitting, change_submitting
from goodstanding.work import inbox, sender
from imap_server import PASSWORD, USER, Mailbox, imap_server, is_installed
from mail_server import Server, mail_server
from services.scene import reply_to
from web.typing_in import filled, said, sent

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 18, tzinfo=UTC)
LINES = (
    ("Larch School of Restoration", 40),
    ("Certificate of Completion", 60),
    ("This certifies that", 30),
    ("Maria Lopez", 56),
    ("has successfully completed", 30),
    ("Applied Structural Drying", 44),
    ("on November 14, 2026", 30),
    ("14 CECs", 30),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with mail_server(tmp_path_factory.mktemp("mail") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox | None]:
    if not is_installed():
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="imap-") as folder:  # short, as sockets are in it
        Path(folder).chmod(0o755)
        with imap_server(Path(folder)) as served:
            yield served


@pytest.fixture
def world(
    server: Server, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setattr(sender, "close_old_connections", lambda: None)  # the test's own
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    settings.EMAIL_URL = f"smtp://127.0.0.1:{server.port}"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_PACE = Pace(patience=20.0, patience_after=20.0)
    with time_machine.travel(NOON, tick=True):
        yield


def office() -> tuple[Actor, Person]:
    """A company that may submit for Maria, whose only certification is due in seven weeks."""
    by = cast.actor(cast.company())
    addresses = {"IICRC": "none@body.example"}
    change_submitting(by=by, values=Submitting("Cascade <credits@cascade.example>", addresses))
    maria = cast.person(by, number="104233", email="maria@cascade.example")
    cast.held(by, maria, issued_on=date(2023, 1, 10))
    give_consent(by=by, person=maria, given_on=cast.TODAY)
    return by, maria


def confirmed(office: Actor, maria: Person) -> Fact:
    """The technician photographs her certificate, and confirms what was read of it."""
    browser = cast.client(cast.actor(office.organisation, Role.TECHNICIAN, maria))
    photo = SimpleUploadedFile("IMG_0117.jpg", photograph(), "image/jpeg")
    answer = browser.post(reverse("certificate_add"), {"file": [photo]})
    assert read_waiting() == 1
    page = browser.get(answer["Location"])
    done = browser.post(answer["Location"], filled(page), follow=True)
    assert "14 CECs recorded with the certificate as proof" in done.content.decode()
    fact = Fact.objects.of(office.organisation).get(kind="credit")
    assert fact.person == maria
    assert (fact.texts["title"], fact.texts["provider"]) == (LINES[5][0], LINES[0][0])
    assert fact.states | {"amount": 1400, "earned_on": "2026-11-14"} == fact.states
    return fact


def photograph() -> bytes:
    """A certificate as a camera sees it: no text, but a picture of some."""
    paper = Image.new("RGB", (1100, 800), "white")
    pen, top = ImageDraw.Draw(paper), 60
    for text, size in LINES:
        pen.text((550, top), text, "black", ImageFont.load_default(size), anchor="ma")
        top += round(1.7 * size)
    file = BytesIO()
    paper.save(file, "JPEG", quality=90)
    return file.getvalue()


def label_on(browser: Client, maria: Person) -> str:
    """The label that stands on Maria's page."""
    page = browser.get(reverse("person", args=[maria.pk]))
    (card,) = page.context["cards"] if page.context else (None,)
    text = page.content.decode()
    label: str = card["answer"].label if card else ""
    assert label in text
    return label


def state_of(by: Actor) -> str:
    live = Fact.objects.of(by.organisation).get(kind="credit", superseded_seq=None)
    return str(live.states["state"])


def posted_by_mail(box: Mailbox | None, letter: Submission, settings: Settings) -> None:
    """The body answers into the mailbox; without one somebody brings the message himself."""
    content = reply_to(letter, text="All 14 CECs are posted.")
    if box is None:
        answers.receive(content)
        return
    settings.IMAP_SCHEME, settings.IMAP_HOST, settings.IMAP_PORT = "imap", "127.0.0.1", box.port
    settings.IMAP_USER, settings.IMAP_PASSWORD, settings.IMAP_FOLDER = USER, PASSWORD, "INBOX"
    box.put(content)
    assert inbox.fetch(date(2026, 11, 22)) == 1


@pytest.mark.usefixtures("world")
def test_from_a_photograph_to_the_label(
    server: Server, mailbox: Mailbox | None, settings: Settings
) -> None:
    by, maria = office()
    browser = cast.client(by)
    assert label_on(browser, maria) == "Due soon"
    confirmed(by, maria)
    assert label_on(browser, maria) == "Submit certificates"
    (ready,) = unsent(by.organisation, cast.TODAY)
    assert not ready.stopped
    page = sent(browser, reverse("submission_add"), people=[str(maria.pk)], all_the_same="on")
    assert said(browser, page) == [reverse("submissions"), "1 letter queued."]
    assert sender.send_due() == 2
    letter = Submission.objects.of(by.organisation).get()
    assert (letter.message_id, "none@body.example") in server.taken()
    assert (letter.state, state_of(by)) == ("sent", "submitted")
    assert label_on(browser, maria) == "Awaiting IICRC"
    posted_by_mail(mailbox, letter, settings)
    text = browser.get(reverse("submissions")).content.decode()
    assert "Answers to read" in text
    answer_url = reverse("letter_answer", args=[letter.pk])
    key = Fact.objects.of(by.organisation).get(kind="credit", superseded_seq=None).key
    form = browser.get(answer_url)
    page = browser.post(answer_url, filled(form, **{f"credit-{key}": "posted"}))
    assert said(browser, page)[1:] == ["The answer is filed."]
    assert label_on(browser, maria) == "Good standing"
    if mailbox is None:
        pytest.skip("Dovecot is not installed (Debian: dovecot-imapd): the answer came by hand.")
