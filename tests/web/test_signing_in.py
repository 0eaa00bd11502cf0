"""Signing in: by a code from a message, through a real mail server or a file; and out."""

import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from company import user

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
CONFIRM = "/accounts/login/code/"
EMAIL = "olivia.owens@cascade.example"


class Kept:
    """What a mail server does with messages: it keeps them."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: ARG002, N802
        content = envelope.content  # type: ignore[attr-defined]
        self.messages.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def post(settings: Settings) -> Iterator[Kept]:
    """A mail server on this machine, which the settings name."""
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=0)
    server.port = _free_port()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = (
        "127.0.0.1",
        server.port,
        False,
    )
    yield kept
    server.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def arrived(kept: Kept, how_many: int = 1) -> EmailMessage:
    until = time.monotonic() + 10
    while len(kept.messages) < how_many:
        assert time.monotonic() < until, "no message came"
        time.sleep(0.02)
    return kept.messages[-1]


def code_in(message: EmailMessage) -> str:
    found = re.search(r"^    (\S+)\s*$", message.get_content(), re.MULTILINE)
    assert found
    return found[1]


def test_a_code_from_the_message_signs_in(post: Kept) -> None:
    user()
    browser = Client()
    asked = browser.post(LOGIN, {"email": "Olivia.Owens@Cascade.example"})
    message = arrived(post)
    before = browser.session.session_key
    typed = browser.post(CONFIRM, {"code": code_in(message).lower(), "action": "verify"})
    assert (asked.status_code, asked["Location"]) == (302, CONFIRM)
    assert (message["To"], message["Subject"]) == (EMAIL, "Your code for Good Standing")
    assert (typed.status_code, typed["Location"]) == (302, "/")
    assert browser.session["_auth_user_id"] == str(user().pk)
    assert browser.session.session_key != before  # a session given to somebody is not signed in
    cookie = typed.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_code_goes_to_the_address_that_is_kept(post: Kept) -> None:
    user("Kim", "kim@cascade.example")
    Client().post(LOGIN, {"email": "\N{KELVIN SIGN}im@cascade.example"})
    assert arrived(post)["To"] == "kim@cascade.example"


def test_a_code_is_good_for_the_browser_that_asked(post: Kept) -> None:
    user()
    Client().post(LOGIN, {"email": EMAIL})
    stranger = Client()
    answer = stranger.post(CONFIRM, {"code": code_in(arrived(post)), "action": "verify"})
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    assert "_auth_user_id" not in stranger.session


def test_an_unknown_address_gets_the_same_pages_and_no_message(post: Kept) -> None:
    user()
    known, unknown = Client(), Client()
    answers = [
        browser.post(LOGIN, {"email": email}, follow=True)
        for browser, email in ((known, EMAIL), (unknown, "who.knows.who@cascade.example"))
    ]
    pages = [re.sub(r'value="[^"]{64}"', "", answer.content.decode()) for answer in answers]
    assert arrived(post)["To"] == EMAIL
    assert len(post.messages) == 1
    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert pages[0].replace(EMAIL, "…") == pages[1].replace("who.knows.who@cascade.example", "…")
    wrong = [browser.post(CONFIRM, {"code": "BBBB-BBBB"}) for browser in (known, unknown)]
    assert [answer.status_code for answer in wrong] == [200, 200]


def test_without_a_mail_server_the_message_is_a_file_and_the_page_says_so(
    settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "goodstanding.config.mail_files.Files"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    user()
    browser = Client()
    page = browser.post(LOGIN, {"email": EMAIL}, follow=True).content.decode()
    until = time.monotonic() + 10
    while not (files := list(tmp_path.glob("mail/*.eml"))) or not files[0].stat().st_size:
        assert time.monotonic() < until
        time.sleep(0.02)
    message = message_from_bytes(files[0].read_bytes(), policy=policy.default)
    assert "messages are written as files" in page
    assert files[0].stat().st_mode & 0o077 == 0
    browser.post(CONFIRM, {"code": code_in(message)})
    assert browser.session["_auth_user_id"] == str(user().pk)


def test_a_mail_server_that_is_away_does_not_tell_who_is_known(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _free_port()
    user()
    answer = Client().post(LOGIN, {"email": EMAIL})
    until = time.monotonic() + 10
    while "could not be sent" not in caplog.text:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert answer.status_code == 302
    assert EMAIL not in caplog.text


def test_three_wrong_codes_end_it(post: Kept) -> None:
    user()
    browser = Client()
    browser.post(LOGIN, {"email": EMAIL})
    code = code_in(arrived(post))
    answers = [browser.post(CONFIRM, {"code": "BBBB-BBBB"}) for _ in range(3)]
    late = browser.post(CONFIRM, {"code": code})
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert (late.status_code, late["Location"]) == (302, LOGIN)


def test_codes_cannot_be_asked_for_without_end(post: Kept) -> None:
    user()
    cache.clear()
    answers = [Client().post(LOGIN, {"email": EMAIL}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200, 200]
    assert b"tried too often" in answers[-1].content
    arrived(post, 3)


def test_another_code_can_be_asked_for_and_another_address_typed(post: Kept) -> None:
    user()
    browser = Client()
    browser.post(LOGIN, {"email": EMAIL})
    first = code_in(arrived(post))
    again = browser.post(CONFIRM, {"action": "resend"}, follow=True)
    second = code_in(arrived(post, 2))
    old = browser.post(CONFIRM, {"code": first})
    left = browser.post(reverse("account_logout"), {"next": LOGIN}, follow=True)
    assert b"Another code is on its way." in again.content
    assert (old.status_code, first != second) == (200, True)
    assert left.redirect_chain == [(LOGIN, 302)]


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/team/", "/team/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_it_leads_where_one_wanted_to_go_and_never_elsewhere(
    post: Kept, wanted: str, leads_to: str
) -> None:
    user()
    browser = Client()
    asked = browser.post(LOGIN, {"email": EMAIL, "next": wanted})
    typed = browser.post(asked["Location"], {"code": code_in(arrived(post)), "next": wanted})
    assert (typed.status_code, typed["Location"]) == (302, leads_to)


def test_somebody_who_may_not_sign_in_gets_no_code(post: Kept) -> None:
    barred = user()
    barred.is_active = False
    barred.save()
    answer = Client().post(LOGIN, {"email": EMAIL})
    assert (answer.status_code, answer["Location"], post.messages) == (302, CONFIRM, [])


def test_somebody_barred_between_message_and_code_stays_out(post: Kept) -> None:
    barred = user()
    browser = Client()
    browser.post(LOGIN, {"email": EMAIL})
    barred.is_active = False
    barred.save()
    typed = browser.post(CONFIRM, {"code": code_in(arrived(post))})
    assert (typed.status_code, typed["Location"]) == (302, LOGIN)
    assert "_auth_user_id" not in browser.session


def test_signing_out_needs_a_button() -> None:
    browser = Client()
    browser.force_login(user(), "allauth.account.auth_backends.AuthenticationBackend")
    asked = browser.get(reverse("account_logout"))
    still_in = "_auth_user_id" in browser.session
    done = browser.post(reverse("account_logout"), follow=True)
    assert (asked.status_code, still_in) == (200, True)
    assert "_auth_user_id" not in browser.session
    assert b"You are signed out." in done.content


def test_nobody_signs_up_and_there_are_no_passwords() -> None:
    pages = ["signup/", "password/change/", "password/set/", "password/reset/", "email/", ""]
    assert {page: Client().get(f"/accounts/{page}").status_code for page in pages} == dict.fromkeys(
        pages, 404
    )


def test_an_installation_without_users_says_how_to_begin() -> None:
    page = Client().get("/", follow=True).content.decode()
    assert "goodstanding user add you@company.example" in page
    assert "<form" not in page
